//! The rules of the repository as tests: which room may import which, what only one
//! room may do, sizes and names, documents that name what exists, no test forgotten.
//!
//! Reads the tree at `CARGO_MANIFEST_DIR`. A failure names every offender with file
//! and line and says what to do. A document or folder that a rule is about must exist.

mod source;

use std::fs;
use std::path::{Path, PathBuf};

use source::{Named, blanked, named_after, rooms_above, without_tests, words};

/// The rooms of `src/`, in lines: a module imports from lines above its own, and the
/// rooms of one line do not know each other.
const LINES: [&[&str]; 8] = [
    &["text"],
    &["article"],
    &["ingest", "query", "hits"],
    &["plan"],
    &["engine"],
    &["index", "search", "export"],
    &["app"],
    &["cli", "web", "mcp"],
];

/// The only folder that may name the engine's library.
const ENGINE: (&str, &str) = ("tantivy", "src/engine/embedded");
const NETWORK: [&str; 3] = ["TcpStream", "UdpSocket", "UnixStream"];
/// Crates that speak HTTP or TLS or open sockets.
const NETWORK_CRATES: [&str; 20] = [
    "attohttpc",
    "curl",
    "curl-sys",
    "h2",
    "h3",
    "hyper",
    "isahc",
    "mbedtls",
    "minreq",
    "mio",
    "native-tls",
    "openssl",
    "openssl-sys",
    "quinn",
    "reqwest",
    "rustls",
    "socket2",
    "surf",
    "tokio",
    "ureq",
];
const PRINTING: [&str; 5] = ["print", "println", "eprint", "eprintln", "dbg"];
/// Names that say nothing.
const EMPTY_NAMES: [&str; 9] = ["util", "utils", "common", "helper", "helpers", "prelude", "misc", "new", "old"];
const DOCUMENTS: [&str; 3] = ["ARCHITECTURE.md", "CONTRIBUTING.md", "README.md"];
const MOST_LINES: usize = 600;
const MOST_DOCUMENT_LINES: usize = 250;

/// A file of the repository.
struct File {
    /// Relative to the root, with `/`.
    path: String,
    text: String,
}

#[test]
fn rooms_import_from_lines_above() {
    let mut offenders = Vec::new();
    for file in sources().iter().filter(|f| !is_test(&f.path) && f.path != "src/main.rs") {
        offenders.extend(foreign(&file.path, &file.text));
    }
    none(&offenders, "imports what its line may not see (the table stands above)");
}

#[test]
fn rooms_are_in_the_table() {
    let known: Vec<_> = LINES.concat();
    let rooms = sources().into_iter().filter_map(|f| Some(room(&f.path)?.to_string()));
    let unknown: Vec<_> = rooms.filter(|room| !known.contains(&room.as_str())).collect();
    none(&unknown, "is no room of the table; give it a line");
}

#[test]
fn only_the_embedded_engine_names_its_library() {
    let (library, home) = ENGINE;
    let others = sources().into_iter().filter(|f| !f.path.starts_with(home));
    none(&lines_with(others, &|code| words(code).any(|w| w == library)), "names tantivy; only src/engine/embedded may");
}

#[test]
fn nothing_opens_a_socket() {
    let network = |code: &str| {
        words(code).any(|w| NETWORK.contains(&w)) || named_after(code, "std").iter().any(|named| named.name == "net")
    };
    none(&lines_with(sources(), &network), "opens a socket");
    let lock = read("Cargo.lock");
    let names = lock.lines().filter_map(|line| line.strip_prefix("name = \"")?.strip_suffix('"'));
    let speakers: Vec<_> = names.filter(|name| NETWORK_CRATES.contains(name)).map(str::to_string).collect();
    none(&speakers, "is a network crate in Cargo.lock");
}

#[test]
fn only_the_front_end_prints() {
    let others = sources().into_iter().filter(|f| f.path != "src/main.rs" && !f.path.starts_with("src/cli/"));
    let prints = |code: &str| PRINTING.iter().any(|name| calls(code, name));
    none(&lines_with(others, &prints), "prints; return the text and let src/cli print it");
}

#[test]
fn every_source_file_says_what_it_is_for() {
    let silent = sources().into_iter().filter(|f| !is_test(&f.path) && !f.text.starts_with("//!"));
    none(&silent.map(|f| f.path).collect::<Vec<_>>(), "does not open with //!");
}

#[test]
fn source_files_are_short() {
    let lines = |f: &File| without_tests(&blanked(&f.text)).lines().count();
    let long = sources().into_iter().filter(|f| !is_test(&f.path) && lines(f) > MOST_LINES);
    none(&long.map(|f| f.path).collect::<Vec<_>>(), "has more than 600 lines without its tests; split it");
}

#[test]
fn names_say_something() {
    let mut offenders = Vec::new();
    for file in [sources(), files("tests", "rs")].concat_all() {
        let parts = file.path.trim_end_matches(".rs").split('/');
        offenders.extend(parts.filter(|part| is_empty_name(part)).map(|part| format!("{}: {part}", file.path)));
        let code = blanked(&file.text);
        for named in named_after_mod(&code).into_iter().filter(|named| is_empty_name(&named.name)) {
            offenders.push(format!("{}:{}: mod {}", file.path, named.line, named.name));
        }
    }
    none(&offenders, "is a name that says nothing");
}

#[test]
fn documents_name_what_exists() {
    let mut offenders = Vec::new();
    for document in DOCUMENTS {
        let text = read(document);
        let paths = named_paths(&text);
        assert!(document != "ARCHITECTURE.md" || paths.len() >= 10, "ARCHITECTURE.md names only {} paths", paths.len());
        let missing = paths.into_iter().filter(|named| !exists(&named.name));
        offenders.extend(missing.map(|named| format!("{document}:{}: {}", named.line, named.name)));
    }
    none(&offenders, "does not exist");
}

#[test]
fn the_architecture_fits_its_page() {
    let lines = read("ARCHITECTURE.md").lines().count();
    assert!(lines <= MOST_DOCUMENT_LINES, "ARCHITECTURE.md has {lines} lines, more than {MOST_DOCUMENT_LINES}");
}

#[test]
fn the_changelog_has_room_for_the_next_change() {
    let heading = |line: &str| line.starts_with("## [Unreleased]") || line.trim_end() == "## Unreleased";
    assert!(read("CHANGELOG.md").lines().any(heading), "CHANGELOG.md has no heading '## [Unreleased]'");
}

#[test]
fn no_test_file_is_forgotten() {
    let main = read("tests/it/main.rs");
    let mut offenders = Vec::new();
    for file in files("tests/it", "rs").into_iter().filter(|f| f.path != "tests/it/main.rs") {
        let inner = file.path.trim_start_matches("tests/it/").trim_end_matches(".rs").trim_end_matches("/mod");
        let (parent, name) = inner.rsplit_once('/').unwrap_or(("", inner));
        let declared = |text: &str| named_after_mod(&blanked(text)).iter().any(|named| named.name == name);
        let listed = match parent {
            "" => declared(&main) && main.contains(&format!("//! - `{name}`: ")),
            _ => [format!("tests/it/{parent}.rs"), format!("tests/it/{parent}/mod.rs")]
                .iter()
                .any(|path| fs::read_to_string(root().join(path)).is_ok_and(|text| declared(&text))),
        };
        if !listed {
            offenders.push(file.path);
        }
    }
    none(&offenders, "is not declared, or tests/it/main.rs does not say what belongs there");
}

#[test]
fn no_test_is_switched_off() {
    let all = [sources(), files("tests", "rs"), files("benches", "rs")].concat_all();
    let off = |code: &str| {
        let squeezed: String = code.split_whitespace().collect();
        squeezed.contains("#[ignore") || squeezed.contains(",ignore)]")
    };
    none(&lines_with(all, &off), "switches a test off; mend it or remove it");
}

#[test]
fn the_rules_see_what_they_forbid() {
    let foreign = |path: &str, text: &str| foreign(path, text).len();
    assert_eq!(foreign("src/text/a.rs", "use crate::text::Span;\nuse super::b;\n"), 0);
    assert_eq!(foreign("src/plan/a.rs", "use crate::{query::{Kind, Node}, text::Span, article};"), 0);
    assert_eq!(foreign("src/text/a.rs", "use crate::{text::Span,\n  plan::{self, Plan}, hits};"), 2);
    assert_eq!(foreign("src/query/a.rs", "fn f(hit: crate::hits::Hit) {}"), 1);
    assert_eq!(foreign("src/query/a.rs", "// crate::hits\n/* crate::plan */ const A: &str = \"crate::hits\";"), 0);
    assert_eq!(foreign("src/article/mod.rs", "use super::plan::Plan;"), 1);
    assert_eq!(foreign("src/article/date.rs", "use super::super::{plan, text};"), 1);
    assert_eq!(foreign("src/engine/embedded/mod.rs", "use super::Writer;\nuse super::super::search;"), 1);
    assert_eq!(foreign("src/web/mod.rs", "use crate::mcp::serve;\nuse crate::unheard_of::X;"), 2);
    assert_eq!(foreign("src/text/a.rs", "#[cfg(test)]\nmod tests {\n use crate::hits; }\nuse crate::plan::A;"), 1);
    assert!(calls("std::println !(\"\")", "println") && !calls("pretty_println!()", "println"));
    assert_eq!(
        blanked("a \"x // y\" 'c' '\\'' b // z\nr#\"q\"u\"# 'l c /* /* */ d */ e").split_whitespace().count(),
        5
    );
    let text = "See `src/no/such.rs`, `W/5`, `F/A-18`, `and/or`, `tests/it/`.\n```\n`src/fenced`\n```\n`plan/algebra.rs:12` `lost.rs`";
    let named: Vec<_> = named_paths(text).into_iter().map(|n| (n.name, n.line)).collect();
    let expected = [("src/no/such.rs", 1), ("tests/it/", 1), ("plan/algebra.rs", 5), ("lost.rs", 5)];
    assert_eq!(named, expected.map(|(name, line)| (name.to_string(), line)));
    assert!(!exists("src/no/such.rs") && !exists("lost.rs") && exists("tests/it/") && exists("plan/algebra.rs"));
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// All files with that ending below a folder, in order of their paths.
fn files(folder: &str, ending: &str) -> Vec<File> {
    let mut paths = Vec::new();
    walk(&root().join(folder), &mut paths);
    paths.retain(|path| path.extension().is_some_and(|e| e == ending));
    paths.sort();
    let relative =
        |path: &Path| path.strip_prefix(root()).expect("below the root").to_string_lossy().replace('\\', "/");
    let file = |path: PathBuf| File { path: relative(&path), text: fs::read_to_string(&path).expect("UTF-8") };
    paths.into_iter().map(file).collect()
}

fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    for path in entries.map(|entry| entry.expect("an entry").path()) {
        if path.is_dir() { walk(&path, found) } else { found.push(path) }
    }
}

fn sources() -> Vec<File> {
    let files = files("src", "rs");
    assert!(files.len() > 40, "only {} files under src", files.len());
    files
}

fn none(offenders: &[String], sin: &str) {
    assert!(offenders.is_empty(), "{}", offenders.iter().map(|o| format!("{o}: {sin}\n")).collect::<String>());
}

fn is_test(path: &str) -> bool {
    path.ends_with("/tests.rs") || path.contains("/tests/")
}

/// `plan` of `src/plan/algebra.rs`; `None` for files that stand directly in `src`.
fn room(path: &str) -> Option<&str> {
    path.strip_prefix("src/")?.split_once('/').map(|(room, _)| room)
}

/// The imports of a file that its line may not see.
fn foreign(path: &str, text: &str) -> Vec<String> {
    let Some(own) = room(path) else { return Vec::new() };
    let line_of = |room: &str| LINES.iter().position(|line| line.contains(&room));
    let code = without_tests(&blanked(text));
    let mut named = named_after(&code, "crate");
    named.extend(rooms_above(&code, path.trim_end_matches("/mod.rs").matches('/').count()));
    let allowed =
        |named: &Named| named.name == own || line_of(&named.name).is_some_and(|line| Some(line) < line_of(own));
    named.retain(|named| !allowed(named));
    named.into_iter().map(|named| format!("{path}:{}: {}", named.line, named.name)).collect()
}

/// `path:line` wherever a line of code, without comments and strings, is so.
fn lines_with(files: impl IntoIterator<Item = File>, is_so: &dyn Fn(&str) -> bool) -> Vec<String> {
    let mut found = Vec::new();
    for file in files {
        let code = blanked(&file.text);
        let lines = code.lines().enumerate().filter(|(_, line)| is_so(line));
        found.extend(lines.map(|(number, _)| format!("{}:{}", file.path, number + 1)));
    }
    found
}

/// Does the code use the macro of this name?
fn calls(code: &str, name: &str) -> bool {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    code.match_indices(name)
        .any(|(at, _)| !code[..at].ends_with(is_word) && code[at + name.len()..].trim_start().starts_with('!'))
}

fn is_empty_name(name: &str) -> bool {
    let numbered = name.strip_prefix('v').is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()));
    let parts = name.split('_').any(|part| ["util", "utils", "helpers", "misc"].contains(&part));
    EMPTY_NAMES.contains(&name) || numbered || parts
}

fn named_after_mod(code: &str) -> Vec<Named> {
    let mut found = Vec::new();
    for (number, line) in code.lines().enumerate() {
        let mut words = words(line).skip_while(|w| *w != "mod").skip(1);
        found.extend(words.next().map(|name| Named { name: name.to_string(), line: number + 1 }));
    }
    found
}

/// What stands in backquotes and looks like a path of this repository: its first
/// part is a folder or file of the root or a room, or it is a bare name of a Rust or
/// Markdown file. Fenced blocks are left out.
fn named_paths(text: &str) -> Vec<Named> {
    let mut fenced = false;
    let mut found = Vec::new();
    for (number, line) in text.lines().enumerate() {
        if line.trim_start().starts_with("```") {
            fenced = !fenced;
        } else if !fenced {
            let quoted = line.split('`').skip(1).step_by(2);
            let paths = quoted.map(without_line).filter(|quoted| is_path(quoted));
            found.extend(paths.map(|path| Named { name: path.to_string(), line: number + 1 }));
        }
    }
    found
}

/// `a.rs` of `a.rs:12`.
fn without_line(quoted: &str) -> &str {
    match quoted.rsplit_once(':') {
        Some((path, line)) if !line.is_empty() && line.bytes().all(|b| b.is_ascii_digit()) => path,
        _ => quoted,
    }
}

fn is_path(quoted: &str) -> bool {
    let plain = !quoted.is_empty() && quoted.chars().all(|c| c.is_alphanumeric() || "._-/#".contains(c));
    let first = quoted.split('/').next().unwrap_or_default();
    let folder = ["src", "tests", "corpus", "benches", "docs", "index", ".ci"].contains(&first);
    let known = folder || LINES.concat().contains(&first) || root().join(first).exists();
    let bare = !quoted.contains('/') && (quoted.ends_with(".rs") || quoted.ends_with(".md"));
    plain && (bare || (quoted.contains('/') && !first.is_empty() && known))
}

/// Below the root, below `src`, or as a bare name anywhere in the code.
fn exists(path: &str) -> bool {
    let bare = || {
        let mut all = Vec::new();
        ["src", "tests"].iter().for_each(|folder| walk(&root().join(folder), &mut all));
        !path.contains('/') && all.iter().any(|p| p.ends_with(path))
    };
    root().join(path).exists() || root().join("src").join(path).exists() || bare()
}

/// Several lists of files as one.
trait ConcatAll {
    fn concat_all(self) -> Vec<File>;
}

impl<const N: usize> ConcatAll for [Vec<File>; N] {
    fn concat_all(self) -> Vec<File> {
        self.into_iter().flatten().collect()
    }
}
