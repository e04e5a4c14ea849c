//! A run that is killed at any moment leaves the last commit whole.

use std::fs;
use std::process::{Command, Stdio};
use std::time::Duration;

use attache::app::{IndexRequest, check, index, stats};
use attache::index::Silent;

#[test]
fn the_last_commit_opens_after_a_kill_at_any_moment() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let (corpus, folder) = (dir.path().join("corpus"), dir.path().join("index"));
    fs::create_dir(&corpus).expect("a folder");
    let write = |round: usize| {
        for file in 0..40 {
            let text =
                format!("Round {round} of file {file}. {}", "Words about the alliance and its costs. ".repeat(200));
            fs::write(corpus.join(format!("{file}.txt")), text).expect("the file is written");
        }
    };
    write(0);
    let request = IndexRequest { paths: vec![corpus.clone()], ..IndexRequest::default() };
    index(&folder, &request, &Silent).expect("an index");
    for round in 1..=12 {
        write(round);
        let mut run = Command::new(env!("CARGO_BIN_EXE_attache"));
        run.arg("--index").arg(&folder).arg("index").arg(&corpus);
        if round % 3 == 0 {
            run.arg("--rebuild");
        }
        let mut run = run.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("the program starts");
        // From before the first write to behind the commit.
        std::thread::sleep(Duration::from_millis(round as u64 * 15));
        let _ = run.kill();
        run.wait().expect("the program ends");
        assert_eq!(stats(&folder).expect("the index opens").articles, 40, "round {round}");
        check(&folder).expect("the index is whole");
    }
    let report = index(&folder, &request, &Silent).expect("the next run succeeds");
    assert_eq!((report.articles, report.added + report.changed + report.unchanged), (40, 40));
}
