//! Attaché: full-text search over a folder of defense-policy articles.
//!
//! ARCHITECTURE.md says what each room is for and which may import which.

pub mod app;
pub mod article;
pub mod cli;
pub mod engine;
pub mod export;
pub mod hits;
pub mod index;
pub mod ingest;
pub mod plan;
pub mod query;
pub mod search;
pub mod text;
