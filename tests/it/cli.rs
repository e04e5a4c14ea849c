//! The program from outside: arguments in, streams and exit codes out.
//!
//! Every test runs the built binary in a folder of its own with an environment of
//! its own. What differs from run to run (folder, hashes, today) is named in one
//! place, [`Ran::filtered`].

mod diagnosing;
mod indexing;
mod searching;
mod translating;

use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use expect_test::{Expect, expect, expect_file};
use tempfile::TempDir;

/// A folder with documents, in which the program runs.
struct TestEnv {
    folder: TempDir,
}

/// What a run has left.
struct Ran {
    code: Option<i32>,
    out: Vec<u8>,
    err: Vec<u8>,
    folder: PathBuf,
}

const BOMBERS: &str = "---\ntitle: Bombers over Osan\ndate: 2023-10-19\nsource: Test Wire\nauthor: Jane Doe\n---\n\n\
    A B-52 bomber landed at Osan on Thursday. Its crew stayed the night.\n\nThe wing commander was pleased.\n";
const TANKERS: &str =
    "---\ntitle: Tankers leave\ndate: 2022-05\nsource: Test Wire\n---\n\nA tanker left Osan for Guam.\n";
const RECORDS: &str = concat!(
    r#"{"_id":"r1","title":"Drill","text":"The drill near Osan ended. Guam was quiet."}"#,
    "\n",
    r#"{"_id":"r2","title":"Costs","text":"Costs were shared.","source":"Ledger"}"#,
    "\n"
);

impl TestEnv {
    fn empty() -> Self {
        TestEnv { folder: TempDir::new().expect("a folder") }
    }

    /// A few documents under `docs`, not indexed.
    fn documents() -> Self {
        let env = TestEnv::empty();
        env.file("docs/bombers.md", BOMBERS);
        env.file("docs/tankers.md", TANKERS);
        env.file("docs/records.jsonl", RECORDS);
        env.file("docs/broken.bin", [0u8, 1, 2, 3, 0, 0, 255]);
        env
    }

    /// The documents, indexed into `index`.
    fn indexed() -> Self {
        let env = TestEnv::documents();
        env.run(&["index", "docs"]).code(0);
        env
    }

    fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    fn file(&self, path: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("a folder above")).expect("a folder");
        fs::write(path, bytes).expect("a file");
    }

    /// The program with nothing of the environment but what it is given here.
    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_attache"));
        command.env_clear().env("HOME", self.folder.path()).current_dir(self.folder.path()).args(args);
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    fn run(&self, args: &[&str]) -> Ran {
        self.ran(self.command(args).spawn().expect("the program runs"))
    }

    fn run_with_stdin(&self, args: &[&str], input: &str) -> Ran {
        let mut child = self.command(args).stdin(Stdio::piped()).spawn().expect("the program runs");
        child.stdin.take().expect("a pipe").write_all(input.as_bytes()).expect("it reads");
        self.ran(child)
    }

    fn run_in(&self, args: &[&str], variables: &[(&str, &str)]) -> Ran {
        self.ran(self.command(args).envs(variables.iter().copied()).spawn().expect("the program runs"))
    }

    fn ran(&self, child: Child) -> Ran {
        let output = child.wait_with_output().expect("the program ends");
        let folder = self.folder.path().canonicalize().expect("a folder");
        Ran { code: output.status.code(), out: output.stdout, err: output.stderr, folder }
    }
}

impl Ran {
    /// Standard output, what changes from run to run replaced.
    fn out(&self) -> String {
        self.filtered(&self.out)
    }

    /// Standard error likewise.
    fn err(&self) -> String {
        self.filtered(&self.err)
    }

    fn filtered(&self, bytes: &[u8]) -> String {
        let text = String::from_utf8(bytes.to_vec()).expect("UTF-8").replace(&*self.folder.to_string_lossy(), "TMP");
        let today = attache::article::Date::today().to_string();
        let hash = |word: &str| word.len() == 64 && word.bytes().all(|b| b.is_ascii_hexdigit());
        let mut out = String::new();
        for piece in text.split_inclusive(|c: char| !c.is_ascii_alphanumeric()) {
            let word = piece.trim_end_matches(|c: char| !c.is_ascii_alphanumeric());
            out.push_str(&if hash(word) { piece.replace(word, "HASH") } else { piece.to_string() });
        }
        out.replace(&today, "TODAY").replace('\u{1b}', "␛")
    }

    /// Asserts the exit code.
    #[track_caller]
    fn code(self, expected: i32) -> Self {
        assert_eq!(self.code, Some(expected), "out: {}\nerr: {}", self.out(), self.err());
        self
    }

    /// Exit code and both streams, as a reader sees them.
    #[track_caller]
    fn check(&self, expected: Expect) {
        let out = self.out();
        let out = if out.is_empty() || out.ends_with('\n') { out } else { format!("{out}⏎\n") };
        expected.assert_eq(&format!("{out}--- {}\n{}", self.code.expect("it ended by itself"), self.err()));
    }
}

#[test]
fn manual_of_commands() {
    let env = TestEnv::empty();
    let root = env.run(&["help"]).code(0).out();
    let commands = root.split("Commands:\n").nth(1).unwrap().split("\n\n").next().unwrap();
    let mut page =
        format!("# The command line\n\nWritten by a test from what `attache help` prints.\n\n```text\n{root}```\n");
    for name in commands.lines().filter_map(|line| line.trim().split(' ').next()) {
        let text = env.run(&["help", name]).code(0).out();
        assert_eq!(text, env.run(&[name, "--help"]).code(0).out(), "help {name}");
        page.push_str(&format!("\n## attache {name}\n\n```text\n{text}```\n"));
    }
    expect_file!["../../docs/cli.md"].assert_eq(&page);
}

#[test]
fn help_on_other_topics() {
    let env = TestEnv::empty();
    let query = env.run(&["help", "query"]).code(0).out();
    assert!(attache::query::OPERATORS.iter().all(|row| query.contains(row.name) && query.contains(row.about)));
    let config = env.run(&["help", "config"]).code(0).out();
    assert!(attache::app::config::SETTINGS.iter().all(|row| config.contains(row.name) && config.contains(row.about)));
    env.run(&["help", "nonsense"]).check(expect![[r#"
        --- 2
        attache: no help on "nonsense"; there is help on query, dialects, config, index, search, show, explain, translate, list, acronyms, sources, stats, check, formats, completions, man, help
    "#]]);
    let man = env.run(&["man"]).code(0).out();
    assert!(man.starts_with(".ie") && man.contains(".SH \"ATTACHE SEARCH\"") && man.contains("ATLEASTn"), "{man}");
    for shell in ["bash", "zsh", "fish"] {
        assert!(env.run(&["completions", shell]).code(0).out().contains("attache"));
    }
}

#[test]
fn a_closed_pipe_is_a_success() {
    let env = TestEnv::indexed();
    for args in [&["search", "osan", "--all"][..], &["list"], &["help", "query"], &["man"], &["show", "bombers.md"]] {
        let mut child = env.command(args).spawn().unwrap();
        drop(child.stdout.take());
        let ran = env.ran(child).code(0);
        assert!(!ran.err().contains("panic"), "{}", ran.err());
    }
}

/// Names and texts that would drive a terminal.
#[test]
fn nothing_of_a_document_drives_the_terminal() {
    let env = TestEnv::empty();
    let evil = "osan \u{1b}[31mred\u{1b}]0;title\u{7} \u{9b}5n \u{202e}nasO\u{7f} end.";
    env.file("docs/evil.txt", format!("{evil}\n\n{evil}\n"));
    env.file("docs/evil.md", format!("---\ntitle: \"{}\"\n---\n\n{evil}\n", "T \\e[31m osan"));
    env.file("docs/evil.html", format!("<html><title>{evil}</title><body><p>{evil}</p></body></html>"));
    let record =
        serde_json::json!({ "_id": evil, "title": evil, "source": evil, "url": evil, "byline": evil, "text": evil });
    env.file("docs/evil.jsonl", format!("{record}\n"));
    env.file("docs/name\u{1b}[31m\u{202e}.txt", evil);
    env.file("docs/bad\u{1b}[31m\u{202e}.bin", [0u8, 0, 0, 1, 1, 1]);
    for args in [
        &["index", "docs"][..],
        &["list"],
        &["list", "--json"],
        &["sources"],
        &["sources", "--json"],
        &["stats"],
        &["stats", "--json"],
    ] {
        harmless(&env.run(args).code(0), args);
    }
    for format in attache::export::FORMATS {
        for options in [&["--all"][..], &["--explain", "--strict"]] {
            let args = [&["search", "osan", "--color", "never", "-f", format.name], options].concat();
            harmless(&env.run(&args).code(0), &args);
        }
    }
    let ids = env.run(&["list", "--json"]).out();
    let rows: Vec<serde_json::Value> = serde_json::from_str(&ids).unwrap();
    assert_eq!(rows.len(), 5);
    for id in rows.iter().map(|row| row["id"].as_str().unwrap()) {
        for args in [&["show", id, "--color", "never"][..], &["show", id, "--json"]] {
            harmless(&env.run(args).code(0), args);
        }
    }
    for args in [
        &["index", "none\u{1b}[31m"][..],
        &["show", "none\u{1b}[31m"],
        &["search", "osan", "-o", "x\u{9b}.y"],
        &["--\u{1b}[31m"],
    ] {
        let ran = env.run(args);
        assert!(ran.code.unwrap() >= 2);
        harmless(&ran, args);
    }
    harmless(&env.run(&["search", "osan \u{1b}[31m (", "--color", "never"]), &["search"]);
}

#[track_caller]
fn harmless(ran: &Ran, args: &[&str]) {
    for text in [String::from_utf8_lossy(&ran.out), String::from_utf8_lossy(&ran.err)] {
        let bad = |c: char| (c.is_control() && !matches!(c, '\n' | '\r')) || c == '\u{202e}';
        let line = text.lines().find(|line| line.contains(bad));
        assert_eq!(line, None, "{args:?}");
    }
}
