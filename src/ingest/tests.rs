//! Tests of the ingest room: every format, every place of metadata, encodings,
//! bad input, and damaged samples.

use std::fs::{self, File};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use expect_test::{Expect, expect};

use super::read::read_source;
use super::{FORMATS, Found, IngestError, ReadReport, Source, dates, names, read, walk};
use crate::article::Article;

/// Reads bytes as if they were a file of this name.
fn ingest(name: &str, bytes: &[u8]) -> (Vec<Article>, Result<ReadReport, IngestError>) {
    let mut articles = Vec::new();
    let report = Source::new(name, bytes, Some(bytes.len() as u64)).and_then(|source| {
        read_source(source, &mut |article| {
            articles.push(article);
            ControlFlow::Continue(())
        })
    });
    (articles, report)
}

fn one(name: &str, bytes: impl AsRef<[u8]>) -> Article {
    let (mut articles, report) = ingest(name, bytes.as_ref());
    assert_eq!(report.unwrap().warnings, Vec::<String>::new());
    assert_eq!(articles.len(), 1);
    articles.remove(0)
}

fn error(name: &str, bytes: &[u8]) -> String {
    ingest(name, bytes).1.unwrap_err().to_string()
}

/// All of an article: known fields on a line each, then the text with `§` where
/// sections start and the title's place in brackets.
fn written(article: &Article) -> String {
    let m = &article.metadata;
    let date = m.published.map(|date| date.to_string());
    let fields = [
        ("title", &m.title),
        ("byline", &m.byline),
        ("date", &date),
        ("source", &m.source),
        ("url", &m.url),
        ("lang", &m.lang),
    ];
    let mut out = format!("{} ({})\n", article.id, m.format);
    for (name, value) in fields {
        out.extend(value.iter().map(|value| format!("{name}: {value}\n")));
    }
    let mut marks: Vec<(usize, char)> = article.sections.iter().map(|at| (*at, '§')).collect();
    marks.extend(article.title_in_text.iter().flat_map(|span| [(span.start, '⟦'), (span.end, '⟧')]));
    marks.sort();
    let mut text = article.text.clone();
    marks.iter().rev().for_each(|(at, mark)| text.insert(*at, *mark));
    format!("{out}--\n{text}\n")
}

fn check(name: &str, bytes: impl AsRef<[u8]>, expected: Expect) {
    expected.assert_eq(&written(&one(name, bytes)));
}

// --- formats

const TEXT: &str = "top of page\n\nThe rift in the alliance\n\nBy Ann Lee\n\n\n\nSEOUL, March 5, 2023 — The keystone holds.\nFor now.\n\n\n";
const MARKDOWN: &str = "---\ntitle: \"On *Guam*\"\nauthor:\n  - Bo Kim\n  - name: Cy Roe\ndate: 2023-03-05\nsource: Wire # the desk\nurl: https://wire.example/1\nlang: en-GB\n---\n\n# Bases\n\nThe **B-52** and `snake_case` at [Osan](https://osan.example \"x\")\nflew 2*3*4 sorties.[^1]\n\n![map](m.png)\n\nRisks\n-----\n\n> Quoted *words*.\n\n* one\n+ two\n- [x] three\n\n---\n\nAfter the rule.\n\n| Base | Jets |\n|------|-----:|\n| Osan | 24 |\n\n```rust\nfn x() {}\n```\n\n[^1]: A note.\n[ref]: https://a.example\n";
const HTML: &str = r##"<!doctype html><html lang="ko-KR"><head><title>Jets land | The Wire</title>
<meta property="og:site_name" content="The Wire"><link rel="canonical" href="https://wire.example/jets">
<meta name="author" content="By Ann Lee"><meta property="article:published_time" content="2023-03-05T23:30:00-08:00"></head>
<body><header class="site"><a href="/">The Wire</a></header><nav><ul><li>Home</li><li>World</li></ul></nav>
<article><header><h1>Jets land</h1></header><p>Two B&#8209;52 bombers <b>land</b>ed at <a href="/osan">Osan</a>.<sup><a href="#n1">1</a></sup></p>
<div class="share-buttons">Share Tweet</div><figure><img src="a.jpg" alt="no"><figcaption>A jet on the ramp.</figcaption></figure>
<h2>Why now</h2><p>First line.<br>Second line.</p><blockquote><p>We drill.</p></blockquote>
<ul><li>one</li><li>two</li></ul><table><tr><th>Base</th><th>Jets</th></tr><tr><td>Osan</td><td>24</td></tr></table>
<hr><p>After the rule.</p><script>var x = "no";</script></article>
<aside>Read this too</aside><div id="comments"><p>First!</p></div><footer>Imprint</footer></body></html>"##;
const JSONL: &str = "{\"_id\":\"a#1\",\"title\":\"One  word\",\"text\":\"One word\\n\\u0007verbatim  \\n\",\"date\":\"2023-03-05T01:00:00Z\",\"author\":[\"Ann Lee\",{\"name\":\"Bo Kim\"}],\"source\":\"Wire\",\"url\":\"https://wire.example/1\",\"tags\":[1,{\"a\":null}]}\n\n{\"id\":7,\"title\":null,\"body\":\"Two\",\"author\":null}\n{\"html\":\"<p>Three <b>jets</b></p>\",\"published\":\"5 March 2023\"}\n";

#[test]
fn text_is_kept_and_its_head_is_read() {
    check(
        "a/b.txt",
        TEXT,
        expect![[r#"
        a/b.txt (text)
        title: The rift in the alliance
        byline: Ann Lee
        date: 2023-03-05
        --
        top of page

        ⟦The rift in the alliance⟧

        By Ann Lee



        SEOUL, March 5, 2023 — The keystone holds.
        For now.
    "#]],
    );
}

#[test]
fn markdown_becomes_prose() {
    check(
        "a.md",
        MARKDOWN,
        expect![[r#"
            a.md (markdown)
            title: On *Guam*
            byline: Bo Kim, Cy Roe
            date: 2023-03-05
            source: Wire
            url: https://wire.example/1
            lang: en
            --
            Bases

            The B-52 and snake_case at Osan
            flew 2*3*4 sorties.[1]

            §Risks

            Quoted words.

            - one
            - two
            - three

            §After the rule.

            Base	Jets
            Osan	24

            fn x() {}

            [1] A note.
        "#]],
    );
}

#[test]
fn html_becomes_prose() {
    check(
        "a.html",
        HTML,
        expect![[r#"
            a.html (html)
            title: Jets land
            byline: Ann Lee
            date: 2023-03-05
            source: The Wire
            url: https://wire.example/jets
            lang: ko
            --
            ⟦Jets land⟧

            Two B‑52 bombers landed at Osan. 1

            A jet on the ramp.

            §Why now

            First line.
            Second line.

            We drill.

            one
            two

            Base Jets
            Osan 24

            §After the rule.
        "#]],
    );
}

#[test]
fn jsonl_gives_an_article_a_record() {
    let (articles, report) = ingest("r.jsonl", JSONL.as_bytes());
    assert_eq!(report.unwrap(), ReadReport { format: "jsonl", articles: 3, warnings: vec![] });
    let all: Vec<String> = articles.iter().map(written).collect();
    expect![[r#"
        r.jsonl#a%231 (jsonl)
        title: One word
        byline: Ann Lee, Bo Kim
        date: 2023-03-05
        source: Wire
        url: https://wire.example/1
        --
        ⟦One word⟧
        verbatim  

        r.jsonl#7 (jsonl)
        --
        Two
        r.jsonl#4 (jsonl)
        date: 2023-03-05
        --
        Three jets
    "#]]
    .assert_eq(&all.concat());
}

#[test]
fn every_format_reads_its_sample() {
    let samples = [("text", TEXT), ("markdown", MARKDOWN), ("html", HTML), ("jsonl", JSONL)];
    for format in FORMATS {
        let sample = samples.iter().find(|(name, _)| *name == format.name).unwrap().1;
        for extension in format.extensions {
            let report = ingest(&format!("x.{extension}"), sample.as_bytes()).1.unwrap();
            assert_eq!((report.format, report.articles > 0), (format.name, true), "{extension}");
        }
        assert!(!format.about.is_empty());
    }
}

#[test]
fn content_comes_before_the_name() {
    let format = |name: &str, text: &str| ingest(name, text.as_bytes()).1.map(|report| report.format).unwrap_or("none");
    assert_eq!(format("page.txt", HTML), "html");
    assert_eq!(format("page", "<!-- saved -->\n<HTML><body>x</body>"), "html");
    assert_eq!(format("page.html", "Just words, 2 < 3."), "text");
    assert_eq!(format("part.html", "<p>Words</p>"), "html");
    assert_eq!(format("records.txt", JSONL), "jsonl");
    assert_eq!(format("records.json", JSONL), "jsonl");
    assert_eq!(format("notes.md", "{\"a\": broken"), "markdown");
    assert_eq!(format("notes.log", "Words"), "text");
    assert_eq!(format("README", "Words"), "text");
    assert_eq!(format("long.jsonl", &format!("{{\"text\":\"{}\"}}", "x ".repeat(50_000))), "jsonl");
    assert_eq!(format("long.txt", &format!("{{\"text\":\"{}\"}}", "x ".repeat(50_000))), "jsonl");
}

// --- metadata

#[test]
fn titles_of_text() {
    let title = |text: &str| one("a.txt", text).metadata.title;
    assert_eq!(title("The landlord\n\nPays."), Some("The landlord".into()));
    assert_eq!(title("Menu\nShare\nThe landlord\n\nPays."), Some("The landlord".into()));
    assert_eq!(title("Short\nA much longer line that goes on and on until it is a paragraph."), Some("Short".into()));
    assert_eq!(title("This is why the talks matter:\n\nWords."), None);
    assert_eq!(title("A first sentence.\n\nWords."), None);
    assert_eq!(title("Only one line"), None);
    assert_eq!(title("Line one of verse\nline two of verse"), None);
    assert_eq!(title("By Ann Lee\n\nWords."), None);
    assert_eq!(
        title("From: Ann Lee <a@b.example>\nDate: Tue, 14 Sep 2021 09:12:00 +0900\nSubject: Wartime command\n\nHello"),
        Some("Wartime command".into())
    );
    assert_eq!(title(&format!("{}\n\nWords", "x".repeat(201))), None);
}

#[test]
fn bylines_of_text() {
    let check = |line: &str, name: Option<&str>| assert_eq!(names::byline(line).as_deref(), name, "{line}");
    check("By Saamiya Laroia", Some("Saamiya Laroia"));
    check("BY ANN LEE AND BO KIM", Some("ANN LEE AND BO KIM"));
    check("By Ann Lee | March 5, 2023", Some("Ann Lee"));
    check("By Jeff Foust Monday, November 18, 2019", Some("Jeff Foust"));
    check("By Ann Lee, Staff Writer", Some("Ann Lee"));
    check("By Ludwig van der Berg and Martin King Jr.", Some("Ludwig van der Berg and Martin King Jr."));
    check("by Seán O’Neill – Reuters", Some("Seán O’Neill"));
    check("글 남궁세라", Some("남궁세라"));
    check("By Tuesday the talks had ended.", None);
    check("By March 2023 it was over", None);
    check("By the end of the day", None);
    check("By and large, alliances hold when they are paid for", None);
    check("Standing by", None);
}

#[test]
fn dates_in_every_spelling() {
    let day = |text: &str| dates::meta(text).map(|date| date.to_string());
    let good = [
        "March 5, 2023",
        "5 March 2023",
        "Mar. 5, 2023",
        "2023-03-05",
        "2023/03/05",
        "20230305",
        "2023-03-05T23:30:00-08:00",
        "Sun, 05 Mar 2023 10:00:00 +0000",
        "2023년 3월 5일",
        "5th of March 2023",
        "March 5th, 2023",
        "2023. 3. 5.",
        "Sunday, March 5, 2023 at 9:00 am",
        "Published: 5 March 2023",
        "20230305093000",
        "05-MAR-2023",
    ];
    good.iter().for_each(|text| assert_eq!(day(text).as_deref(), Some("2023-03-05"), "{text}"));
    let bad = [
        "03/05/2023",
        "yesterday",
        "2023-13-05",
        "2023-02-30",
        "0001-01-01",
        "© 2023",
        "Vol. 5, March 2023 edition",
        "",
        "12023-03-05",
    ];
    bad.iter().for_each(|text| assert_eq!(day(text), None, "{text}"));
    assert_eq!(day("2023-03").as_deref(), Some("2023-03"));
}

#[test]
fn dates_of_text_are_never_guessed() {
    let day = |text: &str| one("a.txt", text).metadata.published.map(|date| date.to_string());
    assert_eq!(day("T\n\nSEOUL, March 5, 2023 — Words").as_deref(), Some("2023-03-05"));
    assert_eq!(day("T\n\nOSAN AIR BASE, South Korea (AP), Oct. 19, 2023 - Words").as_deref(), Some("2023-10-19"));
    assert_eq!(day("T\n\nPublished: 5 March 2023\n\nWords").as_deref(), Some("2023-03-05"));
    assert_eq!(day("T\n\n- 1990년 01월 01일\n\nWords").as_deref(), Some("1990-01-01"));
    assert_eq!(day("T\n\nBy Ann Lee, Nov. 22, 2023\n\nWords").as_deref(), Some("2023-11-22"));
    assert_eq!(day("T\n\nOn March 5, 2023 the talks began in Seoul and went on.").as_deref(), None);
    assert_eq!(day("T\n\nMarch 5, 2023\n\nMarch 6, 2023\n\nWords").as_deref(), None);
    assert_eq!(day("T\n\n03/05/2023\n\nWords").as_deref(), None);
}

#[test]
fn front_matter_in_toml_and_in_text() {
    check(
        "a.md",
        "+++\ntitle = \"On Guam\"\ndate = 2023-03-05T10:00:00Z\nauthors = [\"Ann Lee\", \"Bo Kim\"]\n+++\nWords.",
        expect![[r#"
            a.md (markdown)
            title: On Guam
            byline: Ann Lee, Bo Kim
            date: 2023-03-05
            --
            Words.
        "#]],
    );
    check(
        "a.txt",
        "---\ntitle: 'It''s Guam'\nauthor: [Ann Lee, \"Kim, Bo\"]\ndate: 5 March 2023\n---\n\nIt’s  Guam\n\nWords.",
        expect![[r#"
            a.txt (text)
            title: It's Guam
            byline: Ann Lee, Kim, Bo
            date: 2023-03-05
            --
            ⟦It’s  Guam⟧

            Words.
        "#]],
    );
    check(
        "a.md",
        "---\n\nA rule is no front matter.\n\n---\n\nMore.",
        expect![[r#"
        a.md (markdown)
        --
        A rule is no front matter.

        §More.
    "#]],
    );
    let (_, report) = ingest("a.md", b"+++\nnot toml\n+++\nWords.");
    assert_eq!(report.unwrap().warnings, ["front matter is not TOML; kept as text"]);
}

fn page(head: &str, body: &str) -> Article {
    let filler = "<p>The talks went on for another day and nobody in the room knew how they would end.</p>".repeat(3);
    one("p.html", format!("<html><head>{head}</head><body>{body}{filler}</body></html>"))
}

#[test]
fn metadata_of_pages() {
    let ld = r##"<script type="application/ld+json">{"@context":"x","@graph":[{"@type":"Person","@id":"#p","name":"Ann Lee"},
        {"@type":["NewsArticle"],"headline":"Jets &amp; tankers","datePublished":"2023-03-05T23:00:00Z","author":[{"@id":"#p"},{"name":"Bo Kim"}],
        "publisher":{"name":"The Wire"},"mainEntityOfPage":{"@id":"https://wire.example/1"},"inLanguage":"en-US"}]}</script>"##;
    let m = page(ld, "").metadata;
    let all = (m.title.as_deref(), m.byline.as_deref(), m.source.as_deref(), m.url.as_deref(), m.lang.as_deref());
    assert_eq!(
        all,
        (Some("Jets & tankers"), Some("Ann Lee, Bo Kim"), Some("The Wire"), Some("https://wire.example/1"), Some("en"))
    );
    assert_eq!(m.published.unwrap().to_string(), "2023-03-05");
}

#[test]
fn titles_of_pages() {
    let title = |head: &str, body: &str| page(head, body).metadata.title.unwrap();
    assert_eq!(title("<meta property='og:title' content=' Jets  land '>", "<h1>Other</h1>"), "Jets land");
    assert_eq!(title("<meta name='twitter:title' content='Jets land'>", ""), "Jets land");
    assert_eq!(title("<meta name='DC.title' content='Jets land'>", ""), "Jets land");
    assert_eq!(title("<title>Jets land - The Wire</title>", "<h1>Jets<br>land</h1>"), "Jets land");
    assert_eq!(title("<title>Jets land - again</title>", ""), "Jets land - again");
    assert_eq!(
        title("<title>Jets land – The Wire</title><meta property='og:site_name' content='The Wire'>", ""),
        "Jets land"
    );
}

#[test]
fn bylines_and_dates_of_pages() {
    let of = |head: &str, body: &str| {
        let m = page(head, body).metadata;
        (m.byline.unwrap_or_default(), m.published.map(|date| date.to_string()).unwrap_or_default())
    };
    let pair = |byline: &str, date: &str| (byline.to_string(), date.to_string());
    assert_eq!(
        of("<meta name=author content='Ann Lee'><meta name=date content='2023/03/05'>", ""),
        pair("Ann Lee", "2023-03-05")
    );
    assert_eq!(of("<meta property='article:author' content='https://x.example/ann'>", ""), pair("", ""));
    assert_eq!(
        of("", "<a rel=author href=x>Ann Lee</a> <time pubdate datetime='2023-03-05'>now</time>"),
        pair("Ann Lee", "2023-03-05")
    );
    assert_eq!(of("", "<p class=byline>By Ann Lee, Staff Writer</p>"), pair("Ann Lee", ""));
    assert_eq!(of("", "<p>By Ann Lee</p><p>SEOUL, March 5, 2023 — Words.</p>"), pair("Ann Lee", "2023-03-05"));
    assert_eq!(of("<link rel=canonical href='https://a.example/2023/03/05/jets'>", "© 2020"), pair("", "2023-03-05"));
    assert_eq!(
        of("", "<div class=comments><time datetime='2023-03-05'>x</time><a rel=author>Troll</a></div>"),
        pair("", "")
    );
    let saved =
        one("s.html", "<!-- saved from url=(0021)https://a.example/p1 -->\n<html><body><p>Words</p></body></html>");
    assert_eq!(saved.metadata.url.as_deref(), Some("https://a.example/p1"));
}

#[test]
fn pruning_is_careful() {
    let text = |body: &str| one("p.html", format!("<html><body>{body}</body></html>")).text;
    assert_eq!(text("<nav>Home</nav><p>Few words here now.</p>"), "Few words here now.");
    let long = "The talks went on for another day. ".repeat(9);
    assert_eq!(text(&format!("<form id=aspnet><p>{long}</p></form>")), long.trim());
    assert_eq!(
        text(&format!("<div class='content with-sidebar'><p>{long}</p></div><div class=sidebar>Side</div>")),
        long.trim()
    );
    assert_eq!(
        text(&format!("<nav>Home</nav><article class='tag-sharing'><p>{long}</p></article><p>Teaser</p>")),
        long.trim()
    );
    assert_eq!(text("<div>one</div><div>two</div><section>three</section>four"), "one\n\ntwo\n\nthree\n\nfour");
    assert_eq!(
        text(
            "<table><tr><td><p>Long left column of a page laid out with tables, as they did long ago, with many many words in it.</p></td><td>Right</td></tr></table>"
        ),
        "Long left column of a page laid out with tables, as they did long ago, with many many words in it.\n\nRight"
    );
    assert_eq!(text("<pre>a  b\n  c</pre>"), "a  b\n  c");
    assert_eq!(text("de&shy;fense&#7; &#8232; x&zwnj;"), "defense \n x\u{200c}".replace(" \n ", " "));
}

#[test]
fn sections_of_pages() {
    let long = "The talks went on for another day. ".repeat(5);
    let article = one(
        "p.html",
        format!(
            "<html><body><h1>T</h1><p>{long}</p><h2>Why <i>now</i></h2><p>{long}</p><hr><ul><li>item</li></ul></body></html>"
        ),
    );
    let starts: Vec<&str> = article.sections.iter().map(|at| article.text[*at..].lines().next().unwrap()).collect();
    assert_eq!(starts, ["Why now", "item"]);
}

// --- encodings

#[test]
fn encodings_are_detected() {
    let text = |bytes: &[u8]| one("a.txt", bytes).text;
    let utf16: Vec<u8> = "\u{feff}Kunsan—군산".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(text(&utf16), "Kunsan—군산");
    let big: Vec<u8> = "\u{feff}Kunsan".encode_utf16().flat_map(u16::to_be_bytes).collect();
    assert_eq!(text(&big), "Kunsan");
    let unmarked: Vec<u8> = "Kunsan air base".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(text(&unmarked), "Kunsan air base");
    assert_eq!(text(b"\xEF\xBB\xBFKunsan"), "Kunsan");
    assert_eq!(
        text(b"The caf\xE9 said \x93no\x94 to the plan and the r\xE9sum\xE9"),
        "The café said “no” to the plan and the résumé"
    );
    let korean = "한국과 미국 대표단이 다음 주 서울에서 방위비 분담 협상을 다시 시작한다";
    assert_eq!(text(&encoding_rs::EUC_KR.encode(korean).0), korean);
    assert_eq!(text("a\r\nb\rc\u{b}d\0e\u{1b}[31mf\u{85}g\th".as_bytes()), "a\nb\nc\nd e [31mf\ng\th");
}

#[test]
fn wrong_declarations_do_not_matter() {
    let text = |bytes: &[u8]| one("a.html", bytes).text;
    let declared = |label: &str, words: &[u8]| [format!("<html><meta charset={label}><p>").as_bytes(), words].concat();
    assert_eq!(text(&declared("iso-8859-1", "café – 군산".as_bytes())), "café – 군산");
    assert_eq!(text(&declared("iso-8859-1", b"\x93caf\xE9\x94")), "“café”");
    assert_eq!(text(&declared("us-ascii", b"\x93caf\xE9\x94")), "“café”");
    assert_eq!(text(&declared("utf-8", b"The \x93caf\xE9\x94 by the gate")), "The “café” by the gate");
    assert_eq!(text(&declared("windows-1251", b"\xCC\xE8\xF0")), "Мир");
    assert_eq!(text(&declared("euc-kr", &encoding_rs::EUC_KR.encode("군산").0)), "군산");
}

#[test]
fn damaged_utf8_stays_utf8() {
    let (articles, report) =
        ingest("a.txt", "한국과 미국 \u{fffd}대표단".as_bytes().strip_suffix(b"\x8B\xA8").unwrap());
    assert!(articles[0].text.starts_with("한국과 미국"));
    assert_eq!(report.unwrap().warnings, ["decoded as UTF-8 with 2 malformed sequences, shown as U+FFFD"]);
}

// --- bad input

#[test]
fn every_bad_file_has_its_message() {
    assert_eq!(error("a.txt", b""), "a.txt: is empty; nothing to index in it");
    assert_eq!(error("a.txt", b" \n\t\r\n"), "a.txt: is empty; nothing to index in it");
    assert_eq!(error("a.md", b"\n\n"), "a.md: is empty; nothing to index in it");
    assert_eq!(error("a.html", b"<html><body> </body></html>"), "a.html: is empty; nothing to index in it");
    assert_eq!(error("a.jsonl", b"\n\n"), "a.jsonl: is empty; nothing to index in it");
    let binary = "looks binary (zero bytes) and no reader knows it; remove it or convert it to text";
    assert_eq!(error("wire/a.bin", b"\x7FELF\x02\x01\0\0words"), format!("wire/a.bin: {binary}"));
    assert_eq!(error("a.txt", &(0..=255).collect::<Vec<u8>>()), format!("a.txt: {binary}"));
    assert_eq!(error("a.txt", &[0; 100]), format!("a.txt: {binary}"));
    assert!(error("a.bin", &[1, 2, 3, 4, 5, 6]).contains("control characters"));
    assert_eq!(
        error("a.txt", b"%PDF-1.7 \0"),
        "a.txt: no reader for PDF yet; convert it to text, Markdown, HTML or JSONL"
    );
    assert_eq!(
        error("a.toml", b"a = 1"),
        "a.toml: no reader for .toml yet; convert it to text, Markdown, HTML or JSONL"
    );
    assert!(error("a.json", b"{\n \"a\": 1\n}").contains("no reader for .json yet"));
    let deep = "<div>".repeat(5000);
    assert!(error("a.html", format!("<html>{deep}").as_bytes()).contains("nest deeper than"));
}

#[test]
fn control_characters_in_a_text_are_no_reason_to_refuse_it() {
    assert_eq!(
        one("a.txt", b"before \x1b[31mred\x1b[0m after \0 nul \x07 bell").text,
        "before  [31mred [0m after   nul   bell"
    );
}

#[test]
fn bad_records_are_named_and_passed_over() {
    let lines = "{\"text\":\"a\"}\n[1]\n{\"text\": \n{\"_id\":\"e\"}\n{\"_id\":\"x\",\"text\":\"b\"}\n{\"_id\":\"x\",\"text\":\"c\"}\n{\"title\":\"d\"}\n{\"text\":\"\\ud800e\"}";
    let (articles, report) = ingest("a.jsonl", lines.as_bytes());
    let ids: Vec<&str> = articles.iter().map(|article| article.id.as_str()).collect();
    assert_eq!(ids, ["a.jsonl#1", "a.jsonl#x", "a.jsonl#x~2", "a.jsonl#7", "a.jsonl#8"]);
    assert_eq!(articles[4].text, "\u{fffd}e");
    expect![[r#"
        line 2: not a JSON object; skipped
        line 3: broken JSON at column 8; skipped
        line 4: no text and no title in record "e"; skipped
        line 6: id "x" was used before; indexed as "x~2""#]]
    .assert_eq(&report.unwrap().warnings.join("\n"));
    let (_, report) = ingest("a.jsonl", format!("{{\"text\":\"a\"}}\n{}", "x\n".repeat(50)).as_bytes());
    let warnings = report.unwrap().warnings;
    assert_eq!((warnings.len(), warnings[20].as_str()), (21, "and 30 more"));
}

#[test]
fn reading_stops_when_told() {
    let source = Source::new("a.jsonl", JSONL.as_bytes(), None).unwrap();
    let report = read_source(source, &mut |_| ControlFlow::Break(())).unwrap();
    assert_eq!(report.articles, 1);
}

/// A folder with one of everything that is troublesome.
fn troubled() -> tempfile::TempDir {
    let root = tempfile::tempdir().unwrap();
    let path = |name: &str| root.path().join(name);
    fs::create_dir_all(path("wire/deep")).unwrap();
    fs::create_dir_all(path("index")).unwrap();
    fs::write(path("wire/good #1.txt"), "Words").unwrap();
    fs::write(path("wire-b.txt"), "Words").unwrap();
    fs::write(path(".hidden"), "Words").unwrap();
    fs::write(path("index/segment"), "x").unwrap();
    let huge = File::create(path("huge.txt")).unwrap();
    huge.set_len(100 << 20).unwrap();
    root
}

fn read_all(found: &[Found]) -> Vec<String> {
    let result = |file: &Found| read(file, &mut |_| ControlFlow::Continue(()));
    found
        .iter()
        .map(|file| {
            result(file)
                .map_or_else(|error| error.to_string(), |report| format!("{} {}", file.relative, report.articles))
        })
        .collect()
}

#[test]
fn a_troubled_folder_is_walked_and_the_rest_read() {
    let root = troubled();
    let walk = walk(root.path(), &[root.path().join("index")]).unwrap();
    let relative: Vec<&str> = walk.files.iter().map(|file| file.relative.as_str()).collect();
    assert_eq!(relative, ["huge.txt", "wire-b.txt", "wire/good %231.txt"]);
    assert!(walk.files.iter().all(|file| file.modified_ns > 0));
    let skipped: Vec<String> = walk.skipped.iter().map(|skip| format!("{}: {}", skip.relative, skip.reason)).collect();
    assert_eq!(skipped, [".hidden: hidden", "index: left out on request"]);
    let huge = "huge.txt: 100 MiB is over the limit of 64 MiB for one article; split it";
    assert_eq!(read_all(&walk.files), [huge, "wire-b.txt 1", "wire/good %231.txt 1"]);
}

#[cfg(unix)]
#[test]
fn links_are_followed_but_not_in_circles() {
    use std::os::unix::fs::symlink;
    let root = troubled();
    let path = |name: &str| root.path().join(name);
    symlink("..", path("wire/loop")).unwrap();
    symlink("nowhere", path("broken")).unwrap();
    symlink("wire/good #1.txt", path("link.txt")).unwrap();
    symlink("self", path("self")).unwrap();
    let walk = walk(root.path(), &[path("index"), path("huge.txt")]).unwrap();
    let relative: Vec<&str> = walk.files.iter().map(|file| file.relative.as_str()).collect();
    assert_eq!(relative, ["link.txt", "wire-b.txt", "wire/good %231.txt"]);
    let skipped: Vec<String> = walk.skipped.iter().map(|skip| format!("{}: {}", skip.relative, skip.reason)).collect();
    assert_eq!(skipped[1], "broken: broken link");
    assert!(skipped.iter().any(|skip| skip == "wire/loop: link loop: leads back to the root"), "{skipped:?}");
    assert!(skipped.iter().any(|skip| skip.starts_with("self: ")), "{skipped:?}");
}

#[cfg(unix)]
#[test]
fn closed_files_and_folders_are_named() {
    use std::os::unix::fs::PermissionsExt;
    let root = troubled();
    let close =
        |name: &str, mode: u32| fs::set_permissions(root.path().join(name), fs::Permissions::from_mode(mode)).unwrap();
    close("wire-b.txt", 0);
    close("wire", 0);
    let is_bound = File::open(root.path().join("wire-b.txt")).is_err();
    let walk = walk(root.path(), &[]).unwrap();
    if is_bound {
        let skipped = walk.skipped.iter().find(|skip| skip.relative == "wire").unwrap();
        assert_eq!(skipped.reason, "permission denied");
        let said = read_all(&walk.files);
        assert!(
            said.contains(&"wire-b.txt: permission denied; make it readable or leave it out".to_string()),
            "{said:?}"
        );
    }
    close("wire", 0o755);
}

#[test]
fn roots_may_be_files_or_missing() {
    let root = troubled();
    let file = walk(&root.path().join("wire/good #1.txt"), &[]).unwrap().files.remove(0);
    assert_eq!((file.relative.as_str(), file.size), ("good %231.txt", 5));
    let missing = walk(Path::new("no/such\nfolder"), &[]).unwrap_err();
    assert_eq!(missing.to_string(), "no/such%0Afolder: no such file or folder; check the spelling");
    let gone = Found { path: PathBuf::from("gone.txt"), relative: "gone.txt".into(), size: 0, modified_ns: 0 };
    assert_eq!(read_all(&[gone]), ["gone.txt: no such file or folder; check the spelling"]);
    #[cfg(unix)]
    assert!(matches!(walk(Path::new("/dev/null"), &[]).unwrap_err(), IngestError::Special { .. }));
}

#[test]
fn the_size_is_checked_before_reading() {
    let source = Source::new("a.txt", std::io::repeat(b'x'), Some(65 << 20)).unwrap();
    let said = read_source(source, &mut |_| ControlFlow::Continue(())).unwrap_err().to_string();
    assert_eq!(said, "a.txt: 65 MiB is over the limit of 64 MiB for one article; split it");
}

// --- damage

/// Cuts, flips and repeats pieces of a sample, the same way every run.
fn damaged(sample: &[u8], seed: u64) -> Vec<u8> {
    let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    let mut next = |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state % below.max(1) as u64) as usize
    };
    let mut bytes = sample[..sample.len() - next(sample.len()) * (seed as usize % 2)].to_vec();
    for _ in 0..next(12) {
        let (at, other) = (next(bytes.len()), next(bytes.len()));
        match next(4) {
            0 if !bytes.is_empty() => bytes[at] = next(256) as u8,
            1 if !bytes.is_empty() => drop(bytes.remove(at)),
            2 => bytes.insert(at, b"<>[]*_`\"\\{}\n-#|&\xC3\xFF"[next(18)]),
            _ => bytes.extend_from_slice(&sample[at.min(other).min(sample.len())..at.max(other).min(sample.len())]),
        }
    }
    bytes
}

#[test]
fn damaged_samples_never_panic_and_spans_hold() {
    let samples = [("a.txt", TEXT), ("a.md", MARKDOWN), ("a.html", HTML), ("a.jsonl", JSONL)];
    for (name, sample) in samples {
        for seed in 0..300 {
            let (articles, _) = ingest(name, &damaged(sample.as_bytes(), seed));
            for article in articles {
                assert!(article.sections.is_sorted_by(|a, b| a < b), "{name} {seed}");
                assert!(article.sections.iter().all(|at| article.text.is_char_boundary(*at)), "{name} {seed}");
                article.title_in_text.map(|span| span.of(&article.text));
                assert!(article.metadata.title.iter().all(|title| !title.contains(char::is_control)), "{name} {seed}");
            }
        }
    }
}
