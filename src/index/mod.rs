//! The write pipeline: what changed since last time, read and analysed in parallel,
//! into a writer; and the ledger that remembers it.
//!
//! In: roots and a [`Writer`](crate::engine::Writer). Out: a [`Report`]. A bad file is
//! reported, remembered and never stops the run. Must not know which engine writes,
//! or how a report is printed.

mod budget;
mod changes;
mod error;
mod ledger;
mod pipeline;
mod report;
mod roots;
mod run;

pub use error::IndexError;
pub use ledger::{Entry, Ledger, SKIPPED_LISTED};
pub use report::{Progress, Report, Silent, Skip};
pub use roots::{Root, Scope};
pub use run::{Request, run};
