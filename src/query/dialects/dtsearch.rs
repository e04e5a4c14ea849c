//! dtSearch: words as typed, side by side a phrase; AND and OR in one group want
//! brackets; everything that widens a word is asked for.
//!
//! In: boolean requests as typed there. Out: the dialect's row.

use super::super::adjacent::adjacent;
use super::super::error::{QueryError, excerpt};
use super::super::grammar::{Grammar, Meeting};
use super::super::lexer::{is_blank, is_quote, one_blank};
use super::super::list::flat;
use super::super::operators::{Build, Example, Operator, Sample};
use super::super::tree::{Kind, Leaf, Mode, Node, Within, Word};
use super::cutter::{Cutter, Piece, function};
use super::fields::{FieldName, Held};
use super::pattern::{self, Part};
use super::rows::{and, avoid, dated, near, or, phrase, refused, row, titled, written, written_of};
use super::{Cut, Dialect, dates, fields, inexpressible, term};
use crate::text::Span;

/// How tight each connector binds, where the vendor wants no brackets.
const AND_ANY: u16 = 5;
const LISTS: u16 = 10;
const NOT: u16 = 30;
const NEAR: u16 = 50;
const PHRASE: u16 = 900;
/// Largest number of a proximity connector.
const MOST: u32 = 500;
/// Largest number of letters that our fuzzy search lets differ.
const MOST_EDITS: usize = 2;
/// Most digits that are spelled out.
const MOST_DIGITS: usize = 2;

/// dtSearch.
pub(super) static DTSEARCH: Dialect = Dialect {
    name: "dtsearch",
    about: "dtSearch, boolean requests",
    signs: SIGNS,
    fields: FIELDS,
    grammar: Grammar { reach: PHRASE, meets, doubt, ..Grammar::plain(&AND_ROW, &BESIDE) },
    cut: Cut { readers: &[contains, recognised, last_word, weight], ..Cut::plain(word, |_| MOST) },
};

const AND_SPELLINGS: &[&str] = &["and"];
static AND_ROW: Operator = and(AND_SPELLINGS, LISTS, "drill and Osan");

static BESIDE: Operator =
    phrase(PHRASE, "these words as typed, side by side", ["missile test", "A missile test.", "Two missile tests."]);

const SIGNS: &[Operator] = &[
    row(
        "optional words",
        &["andany"],
        AND_ANY,
        "the right side only adds marks",
        ["drill andany fire", "A drill was held.", "A fire broke out."],
        Build::Pair { make: optional, near: false },
    ),
    or(&["or"], LISTS),
    and(AND_SPELLINGS, LISTS, "drill and Osan"),
    NOT_ROW,
    near(
        "within N words",
        &["w/N"],
        NEAR,
        (Within::Words, false),
        "at most N − 1 words between them, either order; N is 1 to 500",
        ["tanker w/2 Osan", "The tanker left Osan.", "The tanker then left Osan."],
    ),
    near(
        "within N words, in order",
        &["pre/N"],
        NEAR,
        (Within::Words, true),
        "the same, the left one first",
        ["tanker pre/2 Osan", "The tanker left Osan.", "Osan saw the tanker."],
    ),
    avoid(
        "not within N words",
        &["not w/N"],
        NEAR,
        (Within::Words, false),
        "an occurrence of the left one with no right one there, or no right one at all",
        ["drill not w/2 fire", "A drill. Later a fire broke out.", "A fire drill was held."],
    ),
    FIRST,
    FIRST_BEFORE,
    written_of(
        "field",
        &["name contains x"],
        "x in that field",
        "title contains drill",
        titled("The drill", "It was held."),
        titled("The exercise", "A drill was held."),
    ),
    written_of(
        "date",
        &["date contains date(x)", "date contains date(x to y)"],
        "published then",
        "drill and (date contains date(jan 10 2024 to 2/29/24))",
        dated("2024-02-29"),
        dated("2024-03-01"),
    ),
    written(
        "phrase",
        &["\"x y\""],
        "the same, also of words such as and",
        ["\"NOT AND\"", "Not and never.", "And not."],
    ),
    written("any characters", &["x*", "x*y"], "any characters", ["deter*", "A deterrent force.", "A detour."]),
    written("one character", &["x?y", "x?"], "exactly one character", ["wom?n", "Two women.", "A womaan."]),
    written("one digit", &["x="], "exactly one digit", ["mk4=", "The Mk48 was fired.", "The Mk58 was fired."]),
    written("stemming", &["x~"], "inflections", ["apply~", "It applied.", "Our application."]),
    written("fuzzy", &["x%y"], "one letter may differ for each sign", ["ba%nana", "A bananna.", "A cabana."]),
    written(
        "number range",
        &["N~~M"],
        "a numeral from N to M",
        ["12~~24 troops", "Some 18 troops.", "Some 28 troops."],
    ),
    written(
        "weight",
        &["x:N"],
        "changes the order there alone; it is left out",
        ["drill:5 and Osan:-2", "The drill began at Osan.", "The drill began at Kunsan."],
    ),
    written(
        "address",
        &["mail(x)"],
        "the parts of an address side by side",
        ["mail(sales@dtsearch.com)", "Write to sales@dtsearch.com today.", "Write to sales at dtsearch.com today."],
    ),
    refused("last words", &["x w/N xlastword"], "the end of a document", "drill w/5 xlastword"),
    refused("sounds like", &["#x"], "words that sound alike", "#smith"),
    refused("synonyms", &["x&"], "synonyms", "fast&"),
    refused("pattern", &["##x"], "regular expressions", "##19[0-9]+"),
    refused("card number", &["creditcard(x)"], "numbers of cards", "creditcard(1*)"),
    refused("date in the text", &["date(x)"], "dates in the text", "date(jan 15 2006) w/10 drill"),
];

const NOT_ROW: Operator = Operator {
    name: "not",
    spellings: &["not"],
    power: NOT,
    about: "the article does not have it; behind and, or alone",
    example: Example {
        query: "drill and not fire",
        accepts: Sample { title: "", date: "", body: "A drill was held." },
        rejects: Sample { title: "", date: "", body: "A fire drill was held." },
    },
    build: Build::Exclude,
};

const FIRST_SHOWN: Example = Example {
    query: "drill w/3 xfirstword",
    accepts: Sample { title: "", date: "", body: "A drill was held." },
    rejects: Sample { title: "", date: "", body: "They held a large drill." },
};

const FIRST: Operator = Operator {
    name: "first words",
    spellings: &["x w/N xfirstword"],
    power: NEAR,
    about: "within the first N words",
    example: FIRST_SHOWN,
    build: Build::Trailing { make: |words, of| Kind::First { words, of }, most: MOST },
};

const FIRST_BEFORE: Operator = Operator {
    name: "first words, written before",
    spellings: &["xfirstword w/N x", "xfirstword pre/N x"],
    power: NEAR,
    about: "the same",
    example: Example { query: "xfirstword w/3 drill", ..FIRST_SHOWN },
    build: Build::Call { make: |words, of| Kind::First { words, of }, most: MOST, spreads: true, of_body: true },
};

const FIELDS: &[FieldName] = &[
    FieldName::of(&["title", "headline"], "title"),
    FieldName::of(&["author", "byline"], "byline"),
    FieldName::of(&["source", "publication"], "source"),
    FieldName::of(&["url"], "url"),
    FieldName::of(&["filename", "path"], "path"),
    FieldName::of(&["language"], "lang"),
    FieldName::absent(&["subject", "keywords", "category", "comments"], "what a file says of its subject"),
    FieldName::absent(&["sender", "from", "to", "cc", "bcc"], "the parties of a message"),
];

/// Names of the day of publication before `contains date(x)`.
const DATES: &[&str] = &["date", "published", "publicationdate", "datefield"];

/// The vendor wants brackets where connectors meet; AND and OR are refused without.
fn meets(outer: &Operator, inner: &Operator) -> Meeting {
    let list = |row: &Operator| matches!(row.build, Build::Join(_));
    if outer.name == inner.name || outer.power == AND_ANY || inner.power == PHRASE {
        return Meeting::Plain;
    }
    if list(outer) && list(inner) {
        return Meeting::Refused(
            "and with or in one group can be read in two ways",
            "put one of them in brackets: (a and b) or c, or a and (b or c)",
        );
    }
    Meeting::Noted("several connectors without brackets are read by distance first")
}

/// One side of `w/N` should be a word, a phrase or a group with OR.
fn doubt(left: &Node<Leaf>, right: &Node<Leaf>) -> Option<&'static str> {
    let doubtful = !is_simple(left) && !is_simple(right);
    doubtful.then_some("dtSearch calls it ambiguous when neither side is a word, a phrase or a group with or")
}

fn is_simple(node: &Node<Leaf>) -> bool {
    match &node.kind {
        Kind::Leaf(_) | Kind::Phrase { .. } => true,
        Kind::Near { within: Within::Words(1), ordered: true, .. } => true,
        Kind::Or(nodes) => nodes.iter().all(is_simple),
        _ => false,
    }
}

/// All of the left side, and where there is any of the right side its marks as well.
fn optional(left: Node<Leaf>, right: Node<Leaf>) -> Kind<Leaf> {
    let span = left.span.hull(right.span);
    let either = flat(Kind::Or, [left.clone(), right], span);
    flat(Kind::And, [left, either], span).kind
}

/// `name contains x`, `date contains date(x)`.
fn contains(cutter: &mut Cutter<'_>, run: Span) -> Result<bool, QueryError> {
    let verb = cutter.next_run(run);
    let name = run.of(cutter.text);
    if !verb.of(cutter.text).eq_ignore_ascii_case("contains") {
        return Ok(false);
    }
    let start = cutter.past_blanks(verb.end);
    if DATES.iter().any(|date| date.eq_ignore_ascii_case(name)) {
        return published(cutter, run, start);
    }
    match fields::named(cutter, name) {
        Some(Held::Nowhere(holds)) => Err(fields::absent(name, holds, run)),
        Some(held) if start > verb.end || cutter.char_at(verb.end).is_some() => {
            fields::opened(cutter, held, run.hull(verb), Span::new(run.start, start))
        }
        Some(_) => Err(inexpressible(name, "contains nothing", "write what it contains", run.hull(verb))),
        None => {
            let known = FIELDS.iter().filter(|field| field.here().is_some());
            let names: Vec<&str> = known.flat_map(|field| field.spellings).copied().collect();
            let message = format!("'{}' is no field here", excerpt(name));
            Err(QueryError::new(message, format!("fields are {}", names.join(", ")), run))
        }
    }
}

/// The days of publication in `date(x)` or `date(x to y)`.
fn published(cutter: &mut Cutter<'_>, name: Span, start: usize) -> Result<bool, QueryError> {
    let call = cutter.run_at(start);
    let inside = cutter.bracket_of(call).and_then(|bracket| cutter.in_bracket(bracket));
    let (true, Some(inside)) = (call.of(cutter.text).eq_ignore_ascii_case("date"), inside) else {
        return Err(dates::no_date(call.of(cutter.text), CURE, name.hull(call)));
    };
    let span = Span::new(name.start, inside.end + 1);
    let words: Vec<&str> = inside.of(cutter.text).split(is_blank).filter(|word| !word.is_empty()).collect();
    let ends: Vec<String> = words.split(|word| word.eq_ignore_ascii_case("to")).map(|date| date.join(" ")).collect();
    let mut days = Vec::new();
    for end in &ends {
        let Some(written) = dates::date(end, false) else {
            return Err(dates::no_date(end, CURE, inside));
        };
        days.push(dates::told(cutter, written, inside));
    }
    let leaf = match days.as_slice() {
        [day] => dates::days(dates::Bound::On, *day, inside)?,
        [from, to] => {
            let (from, to) =
                (dates::days(dates::Bound::From, *from, inside)?, dates::days(dates::Bound::To, *to, inside)?);
            dates::both(from, to, inside)?
        }
        _ => return Err(dates::no_date(inside.of(cutter.text), CURE, inside)),
    };
    cutter.leaf(leaf, span)?;
    cutter.finish(span.end)
}

const CURE: &str = "write date contains date(jan 10 2024 to jan 20 2024)";

/// `date(x)`, `mail(x)`, `creditcard(x)`: things recognised in the text.
fn recognised(cutter: &mut Cutter<'_>, run: Span) -> Result<bool, QueryError> {
    let name = run.of(cutter.text).to_lowercase();
    let Some(inside) = cutter.bracket_of(run).and_then(|bracket| cutter.in_bracket(bracket)) else {
        return Ok(false);
    };
    let span = Span::new(run.start, inside.end + 1);
    match name.as_str() {
        "date" => {
            let cure = "for the day of publication write date contains date(x)";
            Err(inexpressible("date( )", "asks for a date in the text, and dates are words here", cure, span))
        }
        "creditcard" => {
            let cure = "quote the number as it stands in the text";
            Err(inexpressible("creditcard( )", "asks for numbers of cards, which are not recognised here", cure, span))
        }
        "mail" => address(cutter, inside, span),
        _ => Ok(false),
    }
}

/// An address is its parts side by side, as the text has them.
fn address(cutter: &mut Cutter<'_>, inside: Span, span: Span) -> Result<bool, QueryError> {
    let text = inside.of(cutter.text).trim();
    let parts: Vec<&str> = text.split(['@', '.', ' ']).filter(|part| !part.is_empty()).collect();
    let mut words = Vec::new();
    for part in parts {
        words.extend(word(cutter, &Piece { text: part, span: inside, quoted: true })?);
    }
    if words.is_empty() {
        return Err(inexpressible("mail( )", "holds no address", "write mail(name@place.org)", span));
    }
    cutter.note_once("an address is read as its parts side by side", span);
    let phrase = adjacent(words, cutter.and())?;
    cutter.term(Node::new(phrase.kind, span))?;
    cutter.finish(span.end)
}

/// The end of a document cannot be asked for; its beginning only in the ways of the
/// table.
fn last_word(cutter: &mut Cutter<'_>, run: Span) -> Result<bool, QueryError> {
    let text = run.of(cutter.text);
    if text.eq_ignore_ascii_case("xlastword") {
        let cure = "leave it out, or ask for the beginning: w/5 xfirstword";
        return Err(inexpressible(text, "asks for the end of an article, which cannot be asked for here", cure, run));
    }
    if text.eq_ignore_ascii_case("xfirstword") && !first_words(cutter, run)? {
        return Err(inexpressible(text, "stands where it cannot be read", "write x w/5 xfirstword", run));
    }
    Ok(text.eq_ignore_ascii_case("xfirstword"))
}

/// `xfirstword w/5 x`.
fn first_words(cutter: &mut Cutter<'_>, run: Span) -> Result<bool, QueryError> {
    let Some(span) = cutter.runs(run, 2) else { return Ok(false) };
    let text = one_blank(span.of(cutter.text));
    let is_call = |build: &Build| matches!(build, Build::Call { .. });
    let Some((row, number)) = cutter.dialect.spelled(&text, is_call) else { return Ok(false) };
    function(cutter, row, number, span, span)
}

/// `:5` right behind a phrase or a group.
fn weight(cutter: &mut Cutter<'_>, run: Span) -> Result<bool, QueryError> {
    let text = run.of(cutter.text).trim_end_matches([',', ';', '.']);
    let behind = cutter.text[..run.start].ends_with(|c: char| c == ')' || is_quote(c));
    let Some(number) = text.strip_prefix(':').filter(|number| behind && is_weight(number)) else { return Ok(false) };
    tell_weight(cutter, number, run);
    cutter.finish(run.end)
}

/// A word with its signs.
fn word(cutter: &mut Cutter<'_>, piece: &Piece<'_>) -> Result<Option<Node<Leaf>>, QueryError> {
    let text = piece.text.trim_end_matches([',', ';', '.', '\'', '’']);
    if let Some(range) = numbers(text, piece.span)? {
        return Ok(Some(range));
    }
    refuse(text, piece.span)?;
    let text = without_weight(cutter, piece, text);
    if let Some(fuzzy) = fuzzy(cutter, piece, text)? {
        return Ok(Some(fuzzy));
    }
    let (text, stemmed) = match text
        .strip_suffix('~')
        .filter(|stem| stem.ends_with(|c: char| c.is_alphanumeric() || "*?=".contains(c)))
    {
        Some(stem) => (stem, true),
        None => (text, false),
    };
    let wild = text.contains(['*', '?']) || digits(text) > 0;
    if wild && stemmed {
        return Err(inexpressible(piece.text, "mixes '~' with a wildcard", "write one of them", piece.span));
    }
    if !wild || !text.contains(char::is_alphanumeric) {
        let mode = if stemmed { Mode::Bare } else { Mode::Quoted };
        return Ok(term::plain(cutter, piece, text, mode));
    }
    wildcards(cutter, piece, text)
}

/// `12~~24`.
fn numbers(text: &str, span: Span) -> Result<Option<Node<Leaf>>, QueryError> {
    let Some((from, to)) = text.split_once("~~") else { return Ok(None) };
    let number = |text: &str| text.replace(',', "").parse::<u64>().ok();
    let (Some(from), Some(to)) = (number(from), number(to)) else {
        return Err(inexpressible(text, "is no range of two whole numbers", "write 12~~24", span));
    };
    if from > to {
        return Err(inexpressible(text, "runs backwards", &format!("write {to}~~{from}"), span));
    }
    Ok(Some(Node::new(Kind::Leaf(Leaf::Number { from, to }), span)))
}

/// Signs that nothing here corresponds to.
fn refuse(text: &str, span: Span) -> Result<(), QueryError> {
    let content = |text: &str| text.contains(char::is_alphanumeric);
    if text.strip_prefix("##").is_some_and(content) {
        let cure = "write the words with * and ?";
        return Err(inexpressible(text, "is a regular expression, which cannot be asked for here", cure, span));
    }
    if text.strip_prefix('#').is_some_and(|rest| rest.starts_with(char::is_alphabetic)) {
        let cure = "write the spellings, joined by or";
        return Err(inexpressible(text, "asks for words that sound alike, which are not known here", cure, span));
    }
    if text.strip_suffix('&').is_some_and(|rest| rest.ends_with(char::is_alphabetic)) {
        let cure = "write the synonyms, joined by or";
        return Err(inexpressible(text, "asks for synonyms, which are not known here", cure, span));
    }
    Ok(())
}

/// The word before `:5`.
fn without_weight<'t>(cutter: &mut Cutter<'_>, piece: &Piece<'_>, text: &'t str) -> &'t str {
    let Some((word, weight)) = text.rsplit_once(':') else { return text };
    if !is_weight(weight) || !word.contains(char::is_alphabetic) {
        return text;
    }
    tell_weight(cutter, weight, piece.span);
    word
}

fn is_weight(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit())
}

fn tell_weight(cutter: &mut Cutter<'_>, weight: &str, span: Span) {
    cutter.note(format!("the weight ':{weight}' changes the order there alone and is left out"), span);
}

/// A word with `%` inside, before or behind it.
fn fuzzy(cutter: &mut Cutter<'_>, piece: &Piece<'_>, text: &str) -> Result<Option<Node<Leaf>>, QueryError> {
    let signs = text.matches('%').count();
    let word = text.replace('%', "");
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    if signs == 0 || letters < 2 {
        return Ok(None);
    }
    if word.contains(['*', '?', '=']) {
        return Err(inexpressible(text, "mixes '%' with a wildcard", "write one of them", piece.span));
    }
    if signs > MOST_EDITS {
        let cure = "write two of the signs at most";
        return Err(inexpressible(text, "lets more than two letters differ", cure, piece.span));
    }
    let head = text.split('%').next().unwrap_or_default();
    if head.len() == word.len() && word.chars().all(|c| c.is_alphanumeric() || c == '-') {
        // The whole word binds: what may differ is letters behind it.
        return pattern::node(cutter, piece, &[Part::Text(word), Part::UpTo(signs as u32)]);
    }
    let fuzzy = Word { fuzzy: Some(signs as u8), ..Word::new(word.as_str(), Mode::Bare) };
    if !term::reads_back(&fuzzy, cutter.today) {
        let cure = "write letters and digits alone";
        return Err(inexpressible(text, "cannot be written as one fuzzy word", cure, piece.span));
    }
    if !head.is_empty() {
        let message = format!("'{head}' before the sign binds in dtSearch; here any letter of the word may differ");
        cutter.note(message, piece.span);
    }
    Ok(Some(Node::new(Kind::Leaf(Leaf::Word(fuzzy)), piece.span)))
}

/// How many `=` stand for digits: those behind a letter or digit.
fn digits(text: &str) -> usize {
    if text.starts_with(char::is_alphanumeric) { text.matches('=').count() } else { 0 }
}

fn wildcards(cutter: &mut Cutter<'_>, piece: &Piece<'_>, text: &str) -> Result<Option<Node<Leaf>>, QueryError> {
    let count = digits(text);
    let numeral = text.trim_end_matches('=');
    let whole = count > 0 && numeral.len() + count == text.len() && numeral.bytes().all(|b| b.is_ascii_digit());
    if let (true, Ok(number), Some(tens)) = (whole, numeral.parse::<u64>(), 10u64.checked_pow(count as u32))
        && let Some(from) = number.checked_mul(tens)
        && let Some(to) = from.checked_add(tens - 1)
    {
        return Ok(Some(Node::new(Kind::Leaf(Leaf::Number { from, to }), piece.span)));
    }
    if count > MOST_DIGITS {
        let cure = "write two of them at most, or a star";
        return Err(inexpressible(text, "has more than two signs for a digit", cure, piece.span));
    }
    if count > 0 && text.starts_with(char::is_alphabetic) {
        cutter.note_once("a designation also finds its variants: mk45 finds Mk 45B as well", piece.span);
    }
    let parts = pattern::cut(text, |c| match c {
        '*' => Some(Part::Any),
        '?' => Some(Part::One),
        '=' if count > 0 => Some(Part::Digit),
        _ => None,
    });
    pattern::node(cutter, piece, &parts)
}
