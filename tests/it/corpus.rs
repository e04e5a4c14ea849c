//! The sample corpus, indexed once for all tests that ask it.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use attache::app::{IndexRequest, index};
use attache::article::Article;
use attache::index::Silent;
use attache::ingest::{read, walk};

/// The folder of sample articles.
pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus")
}

/// The sample articles as the reader gives them.
pub fn articles() -> Vec<Article> {
    let mut articles = Vec::new();
    for found in walk(&folder(), &[]).expect("the corpus is there").files {
        // What cannot be read is no article; the golden file is one of those.
        let _ = read(&found, &mut |article| {
            articles.push(article);
            ControlFlow::Continue(())
        });
    }
    articles
}

/// An index of the sample corpus, made on first use, gone with the process.
pub fn indexed() -> &'static Path {
    static INDEX: OnceLock<tempfile::TempDir> = OnceLock::new();
    let made = INDEX.get_or_init(|| {
        let dir = tempfile::tempdir().expect("a temporary folder");
        let request = IndexRequest { paths: vec![folder()], threads: Some(2), ..IndexRequest::default() };
        index(&dir.path().join("index"), &request, &Silent).expect("the corpus is indexed");
        dir
    });
    static PATH: OnceLock<PathBuf> = OnceLock::new();
    PATH.get_or_init(|| made.path().join("index"))
}
