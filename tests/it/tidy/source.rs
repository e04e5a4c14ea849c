//! As much of Rust as the repository's rules need: code without comments and
//! strings, and the first names of paths.
//!
//! In: the text of a source file. Out: names with their lines.

/// A name in a text.
pub(super) struct Named {
    pub name: String,
    /// From 1.
    pub line: usize,
}

/// The code with blanks for comments, strings and character literals; line ends stay.
pub(super) fn blanked(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let after_word = out.ends_with(|c: char| c.is_alphanumeric() || c == '_');
        let blank = match first {
            '/' if rest.starts_with("//") => rest.find('\n').unwrap_or(rest.len()),
            '/' if rest.starts_with("/*") => comment(rest),
            '"' => 1 + quoted(&rest[1..], '"'),
            'r' | 'b' if !after_word => raw(rest),
            '\'' => character(rest),
            _ => 0,
        };
        let taken = blank.max(first.len_utf8());
        let kept = |c: char| if blank > 0 && c != '\n' { ' ' } else { c };
        out.extend(rest[..taken].chars().map(kept));
        rest = &rest[taken..];
    }
    out
}

/// Blanked code without the test modules that stand inside it; `mod tests;` stays.
pub(super) fn without_tests(code: &str) -> String {
    const GATE: &str = "#[cfg(test)]";
    let mut out = String::with_capacity(code.len());
    let mut rest = code;
    while let Some(gate) = rest.find(GATE) {
        let module = &rest[gate + GATE.len()..];
        let open = module.find(['{', ';']).filter(|at| module[*at..].starts_with('{'));
        let is_module = module.trim_start().starts_with("mod ");
        let end = match open {
            Some(open) if is_module => gate + GATE.len() + open + block(&module[open..]),
            _ => gate + GATE.len(),
        };
        out.push_str(&rest[..gate]);
        rest = &rest[end..];
    }
    out + rest
}

/// Bytes of a block in braces.
fn block(rest: &str) -> usize {
    let mut depth = 0;
    for (at, c) in rest.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return at + 1;
        }
    }
    rest.len()
}

/// Bytes of a block comment, with those inside it.
fn comment(rest: &str) -> usize {
    let (mut depth, mut at) = (0, 0);
    while at < rest.len() {
        match &rest.as_bytes()[at..] {
            [b'/', b'*', ..] => (depth, at) = (depth + 1, at + 2),
            [b'*', b'/', ..] => (depth, at) = (depth - 1, at + 2),
            _ => at += 1,
        }
        if depth == 0 {
            return at;
        }
    }
    rest.len()
}

/// Bytes up to the closing sign and with it.
fn quoted(rest: &str, sign: char) -> usize {
    let mut escaped = false;
    for (at, c) in rest.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if c == sign => return at + 1,
            _ => {}
        }
    }
    rest.len()
}

/// Bytes of a raw string; 0 when none begins here.
fn raw(rest: &str) -> usize {
    let prefix = rest.len() - rest.trim_start_matches(['b', 'r']).len();
    let hashes = rest[prefix..].bytes().take_while(|b| *b == b'#').count();
    let open = prefix + hashes;
    if prefix > 2 || !rest[..prefix].contains('r') || !rest[open..].starts_with('"') {
        return 0;
    }
    let end = format!("\"{}", "#".repeat(hashes));
    rest[open + 1..].find(&end).map_or(rest.len(), |at| open + 1 + at + end.len())
}

/// Bytes of a character literal; 0 for a lifetime.
fn character(rest: &str) -> usize {
    let mut inside = rest[1..].chars();
    match (inside.next(), inside.next()) {
        (Some('\\'), _) => 1 + quoted(&rest[1..], '\''),
        (Some(c), Some('\'')) => 2 + c.len_utf8(),
        _ => 0,
    }
}

/// The words of some code.
pub(super) fn words(code: &str) -> impl Iterator<Item = &str> {
    code.split(|c: char| !(c.is_alphanumeric() || c == '_')).filter(|word| !word.is_empty())
}

/// The names that follow `root::`, also those in braces: `text` and `plan` of
/// `crate::{text::Span, plan}`.
pub(super) fn named_after(code: &str, root: &str) -> Vec<Named> {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let starts = code.match_indices(root).filter(|(at, _)| !code[..*at].ends_with(|c| is_word(c) || c == ':'));
    let paths = starts.filter_map(|(at, _)| {
        let path = code[at + root.len()..].trim_start().strip_prefix("::")?;
        Some((code.len() - path.len(), path))
    });
    paths.flat_map(|(at, path)| firsts(code, at, path)).collect()
}

/// The names that follow as many `super::` as lead to the crate's root, from a module
/// that deep.
pub(super) fn rooms_above(code: &str, depth: usize) -> Vec<Named> {
    let chain = vec!["super"; depth].join("::");
    if depth == 0 { Vec::new() } else { named_after(code, &chain) }
}

/// The first names of a path or of each path of a group; `at` is its place in `code`.
fn firsts(code: &str, at: usize, path: &str) -> Vec<Named> {
    let line = |offset: usize| code[..at + offset].matches('\n').count() + 1;
    let name = |offset: usize| {
        let start = offset + (path[offset..].len() - path[offset..].trim_start().len());
        let name = words(&path[start..]).next().unwrap_or_default();
        Named { name: name.to_string(), line: line(start) }
    };
    if !path.trim_start().starts_with('{') {
        return vec![name(0)];
    }
    let mut depth = 0;
    let mut found = Vec::new();
    for (offset, c) in path.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        let begins = depth == 1 && matches!(c, '{' | ',');
        if begins && !path[offset + 1..].trim_start().starts_with('}') {
            found.push(name(offset + 1));
        }
        if depth == 0 && c == '}' {
            break;
        }
    }
    found
}
