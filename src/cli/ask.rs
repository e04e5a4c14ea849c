//! The ways to give a query: arguments, a file, standard input.
//!
//! In: arguments. Out: the text of the query. Must not know what it means.

use std::fs::File;
use std::io::{self, IsTerminal, Read};
use std::path::{Path, PathBuf};

use clap::Args;

use super::arguments::QUERY;
use super::error::CliError;

/// Most bytes that are read of a file or of standard input, comments included.
const MOST_READ: u64 = 1 << 20;

/// A query, however it is given.
#[derive(Debug, Args)]
pub(super) struct QueryArgs {
    /// The query; several arguments are joined by blanks
    ///
    /// A word that begins with `-` is left out (`-monday`); after `--` nothing is a flag. Without a
    /// query, or with `-` for it, it is read from standard input. `attache help query` lists what it
    /// can be written with.
    #[arg(id = QUERY, value_name = "QUERY")]
    words: Vec<String>,
    /// Read the query from a file, `-` for standard input; lines that begin with # are comments
    #[arg(long, value_name = "FILE", conflicts_with = QUERY)]
    query_file: Option<PathBuf>,
}

impl QueryArgs {
    /// The text of the query. In our `own` language a line of a file that begins with #
    /// is a comment; in others, where # can be a sign, one with a blank behind it.
    pub(super) fn read(&self, own: bool) -> Result<String, CliError> {
        let dash = Path::new("-");
        match (&self.query_file, self.words.as_slice()) {
            (Some(path), _) if path != dash => from_file(path, own),
            (Some(_), _) => from_stdin(own),
            (None, [word]) if word == "-" => from_stdin(own),
            (None, []) if io::stdin().is_terminal() => Err(nothing_asked()),
            (None, []) => from_stdin(own),
            (None, words) => Ok(words.join(" ")),
        }
    }
}

fn nothing_asked() -> CliError {
    CliError::Request(
        "no query; give one, such as attache search '\"B-52\" AND Osan', or --query-file FILE".to_string(),
    )
}

fn from_file(path: &Path, own: bool) -> Result<String, CliError> {
    let place = path.display().to_string();
    let file = File::open(path).map_err(|error| unreadable(&place, &error))?;
    from_reader(&place, file, own)
}

fn from_stdin(own: bool) -> Result<String, CliError> {
    from_reader("standard input", io::stdin().lock(), own)
}

fn from_reader(place: &str, reader: impl Read, own: bool) -> Result<String, CliError> {
    let mut bytes = Vec::new();
    reader.take(MOST_READ + 1).read_to_end(&mut bytes).map_err(|error| unreadable(place, &error))?;
    if bytes.len() as u64 > MOST_READ {
        return Err(CliError::Request(format!("{place}: more than {MOST_READ} bytes, which is no query; give less")));
    }
    match String::from_utf8(bytes) {
        Ok(text) => Ok(without_comments(&text, own)),
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            Err(CliError::Request(format!("{place}: not UTF-8 at byte {at}; save it as UTF-8")))
        }
    }
}

fn unreadable(place: &str, error: &io::Error) -> CliError {
    let problem = match error.kind() {
        io::ErrorKind::NotFound => "no such file".to_string(),
        _ => error.to_string(),
    };
    CliError::Data(format!("{place}: {problem}; give a file that can be read, or - for standard input"))
}

fn without_comments(text: &str, own: bool) -> String {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let is_comment = |line: &str| {
        let rest = line.trim_start().strip_prefix('#');
        rest.is_some_and(|rest| own || rest.is_empty() || rest.starts_with(char::is_whitespace))
    };
    let lines: Vec<&str> = text.lines().filter(|line| !is_comment(line)).collect();
    lines.join("\n").trim().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], expected: Result<&str, &str>) {
        let read = from_reader("here", bytes, true).map_err(|error| error.to_string());
        assert_eq!(read.as_deref().map_err(String::as_str), expected);
    }

    #[test]
    fn comments_and_marks_are_no_part_of_a_query() {
        check(b"osan", Ok("osan"));
        check("\u{feff}# one\n  # two\nosan AND\r\n#three\nkunsan\n\n".as_bytes(), Ok("osan AND\nkunsan"));
        check(b"a #5\n", Ok("a #5"));
        check(b"# nothing", Ok(""));
        let other = from_reader("here", b"# one\n#damage /s\n#\n award".as_slice(), false).unwrap();
        assert_eq!(other, "#damage /s\n award", "# is a sign of other languages");
        check(b"osan \xff", Err("here: not UTF-8 at byte 5; save it as UTF-8"));
    }

    #[test]
    fn too_much_is_refused() {
        let bytes = vec![b'a'; MOST_READ as usize + 1];
        check(&bytes, Err("here: more than 1048576 bytes, which is no query; give less"));
    }
}
