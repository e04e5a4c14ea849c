//! The articles that random queries are asked about, with an index of them: the sample
//! corpus, and 300 diplomatic papers where they are there.
//!
//! The papers are chosen by the length of their lines alone: the six longest, and of
//! the others every so-many-th, in the order of the volumes.

use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use attache::app::{IndexRequest, index};
use attache::article::Article;
use attache::index::Silent;
use attache::ingest::{read, walk};

use crate::{corpus, shared};

const PAPERS: usize = 300;
const LONGEST: usize = 6;

/// Articles and the folder of their index, gone with it.
pub struct Library {
    pub articles: Vec<Article>,
    pub index: PathBuf,
    /// How many of the articles are papers.
    pub papers: usize,
    _folder: tempfile::TempDir,
}

impl Library {
    pub fn open() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let source = folder.path().join("articles");
        copy(&corpus::folder(), &source);
        let papers = shared::beside("data/frus/volumes").map(|volumes| chosen_papers(&volumes)).unwrap_or_default();
        if !papers.is_empty() {
            fs::write(source.join("papers.jsonl"), papers.concat()).expect("the papers are written");
        }
        let request = IndexRequest { paths: vec![source.clone()], threads: Some(2), ..IndexRequest::default() };
        let index_folder = folder.path().join("index");
        index(&index_folder, &request, &Silent).expect("the library is indexed");
        Library { articles: all(&source), index: index_folder, papers: papers.len(), _folder: folder }
    }
}

fn all(folder: &Path) -> Vec<Article> {
    let mut articles = Vec::new();
    for found in walk(folder, &[]).expect("the folder is there").files {
        // What cannot be read is no article; the golden file is one of those.
        let _ = read(&found, &mut |article| {
            articles.push(article);
            ControlFlow::Continue(())
        });
    }
    articles
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder").map(|entry| entry.expect("an entry")) {
        let (source, target) = (entry.path(), to.join(entry.file_name()));
        if source.is_dir() {
            copy(&source, &target);
        } else {
            fs::copy(&source, &target).expect("a copy");
        }
    }
}

/// Lines of the volumes, a paper each.
fn chosen_papers(volumes: &Path) -> Vec<String> {
    let mut paths: Vec<_> = fs::read_dir(volumes).expect("volumes").map(|e| e.expect("an entry").path()).collect();
    paths.sort();
    let volume = |path: &PathBuf| fs::read_to_string(path).expect("a volume");
    let lines: Vec<String> =
        paths.iter().map(volume).flat_map(|v| v.lines().map(|l| format!("{l}\n")).collect::<Vec<_>>()).collect();
    let mut lengths: Vec<usize> = lines.iter().map(String::len).collect();
    lengths.sort_unstable();
    let long = lengths[lengths.len().saturating_sub(LONGEST)];
    let (mut chosen, others): (Vec<_>, Vec<_>) = lines.into_iter().partition(|l| l.len() >= long);
    let rest = PAPERS - chosen.len();
    chosen.extend((0..rest).map(|i| others[i * others.len() / rest].clone()));
    chosen
}
