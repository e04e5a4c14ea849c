//! Every output format on every kind of list, and the promises that all of them
//! make: the same bytes again, nothing unprintable, no line too wide.

use std::collections::HashSet;
use std::io::{self, Write};

use expect_test::{Expect, expect};
use unicode_width::UnicodeWidthStr;

use super::*;
use crate::article::{ArticleId, Date, Locator};
use crate::hits::{ArticleHit, ArticleRef, Explanation, Hit, Segment, Totals, segments};
use crate::text::{Note, Span};

/// Cuts `[[…]]` out of a text: what remains, and where the brackets stood.
fn marked(text: &str) -> (String, Vec<Span>) {
    let mut out = String::new();
    let mut spans = Vec::new();
    for (n, piece) in text.split("[[").enumerate() {
        let (mark, plain) = if n == 0 { ("", piece) } else { piece.split_once("]]").unwrap() };
        if n > 0 {
            spans.push(Span::new(out.len(), out.len() + mark.len()));
        }
        out.push_str(mark);
        out.push_str(plain);
    }
    (out, spans)
}

fn hit(ordinal: u32, start: usize, page: Option<u32>, text: &str) -> Hit {
    let (text, highlights) = marked(text);
    let span = Span::new(start, start + text.len());
    Hit { ordinal, score: 7.25 / f64::from(ordinal), span, locator: Locator { page, paragraph: 1 }, text, highlights }
}

fn article(rank: u64, id: &str, title: Option<&str>, passages: Vec<Hit>) -> ArticleHit {
    let (title, title_highlights) = title.map(marked).map_or((None, Vec::new()), |(text, spans)| (Some(text), spans));
    let article = ArticleRef {
        id: ArticleId::from_encoded(id),
        title,
        title_highlights,
        byline: None,
        published: None,
        source: None,
        url: None,
        path: id.split('#').next().unwrap().to_string(),
        hash: "aa11".into(),
        text_hash: "bb22".into(),
        extractor: 3,
    };
    ArticleHit { rank, score: 12.345_678 / rank as f64, article, explanation: None, passages }
}

fn list(query: &str, articles: Vec<ArticleHit>) -> HitList {
    let total = Totals { articles: articles.len() as u64, passages: None };
    HitList { query: query.into(), reading: query.into(), notes: vec![], relaxed: false, total, skipped: 0, articles }
}

fn english() -> HitList {
    let long = "The [[B-52]] left [[Osan Air Base]] on Tuesday, two officials said, and returned to Guam the same night.\n\
                They called it routine.\n\n\"We did not signal anything,\" one of them said of the [[B-52]] flight.";
    let mut first = article(
        1,
        "news/osan.html",
        Some("A [[B-52]] over Korea"),
        vec![hit(1, 0, None, long), hit(9, 904, None, "A second [[B-52]] was ready.")],
    );
    first.article.source = Some("The Pacific Review".into());
    first.article.byline = Some("Jane Roe".into());
    first.article.published = Date::new(2024, Some(3), Some(5));
    first.article.url = Some("https://example.org/osan?p=1&q=2".into());
    let parts = vec![("body: B-52".to_string(), 9.1), ("title: B-52".to_string(), 3.245_678)];
    first.explanation = Some(Explanation { parts });
    let second = article(
        2,
        "reports/posture.pdf",
        None,
        vec![hit(
            40,
            81_230,
            Some(12),
            "See https://example.org/a/very/long/address/that/does/not/fit/on/one/line/of/the/terminal/osan-b-52.html \
         for the [[B-52]] basing agreement.",
        )],
    );
    let mut list = list("\"B-52\" AND Osan", vec![first, second]);
    list.reading = "\"B-52\" AND osan".into();
    list.notes = vec![Note::new("read as a designation", Span::new(0, 6))];
    list.total.passages = Some(3);
    list
}

fn korean() -> HitList {
    let text = "정부는 [[확장억제]] 협의체를 다시 열기로 했다고 밝혔다. 미국의 전략폭격기 B-52는 [[오산]] 상공을 지나 \
                괌으로 돌아갔으며, 두 나라는 후속 회의를 올해 안에 열기로 합의하였다.";
    let mut korean = article(1, "ko/억제.txt", Some("[[확장억제]]의 미래"), vec![hit(1, 0, Some(3), text)]);
    korean.article.published = Date::new(2023, Some(4), None);
    let japanese = "日本の防衛白書は、[[拡大抑止]]について「同盟の中核である」と述べた。この記述は前年から変わっておらず、\
                    専門家は政策の継続性を示すものだと見ている。";
    list("확장억제", vec![korean, article(2, "ja/白書.txt", Some("防衛白書"), vec![hit(2, 10, None, japanese)])])
}

fn hostile() -> HitList {
    let text = "=HYPERLINK(\"http://evil\")\tred \u{1b}[31m\u{9b}2J [[bid\u{202e}i\u{2066}]],\r\nbell \u{7} \u{feff}tag\u{e0041} \
                \u{2028}sep <b>&amp;</b> \\ e\u{301}\u{7f}";
    let mut first = article(1, "bad%1B.txt#=1", Some(""), vec![hit(1, 0, None, text)]);
    first.article.byline = Some("@sum(A1)".into());
    first.article.source = Some(" \t-cmd|' /C calc'!A0".into());
    first.article.url = Some("＝1+1".into());
    first.article.published = Date::new(1999, None, None);
    let mut second =
        article(2, "nan.txt", Some("Bell\u{7}\n[[\u{1b}]0;title\u{7}]]"), vec![hit(2, 5, None, "-5 [[\u{0}]]")]);
    second.score = f64::NAN;
    second.passages[0].score = -0.000_01;
    list("+\u{1b}\"q\"", vec![first, second])
}

fn fixtures() -> [HitList; 4] {
    [english(), korean(), hostile(), list("nothing", vec![])]
}

fn bytes(format: &Format, list: &HitList, options: &Options) -> Vec<u8> {
    let mut out = Vec::new();
    (format.write)(list, options, &mut out).unwrap();
    out
}

fn written(name: &str, list: &HitList, options: &Options) -> String {
    String::from_utf8(bytes(named(name).unwrap(), list, options)).unwrap()
}

/// Raw control characters spelt out, for snapshots.
fn spelt(text: &str) -> String {
    text.replace('\r', "<CR>").replace('\u{1b}', "<ESC>").replace('\u{feff}', "<BOM>")
}

fn check(list: &HitList, expected: &[(&str, Expect)]) {
    let names: Vec<&str> = expected.iter().map(|row| row.0).collect();
    assert_eq!(names, FORMATS.iter().map(|format| format.name).collect::<Vec<_>>(), "a snapshot for every format");
    for (name, expected) in expected {
        let file = *name == "csv" && list.query == "확장억제";
        expected.assert_eq(&spelt(&written(name, list, &Options { file, ..Options::default() })));
    }
}

#[test]
fn english_in_every_format() {
    check(
        &english(),
        &[
            (
                "text",
                expect![[r#"
                    1   A «B-52» over Korea
                        The Pacific Review · 2024-03-05 · news/osan.html
                        The «B-52» left «Osan Air Base» on Tuesday, two officials said, and returned
                        to Guam the same night. They called it routine.
                          "We did not signal anything," one of them said of the «B-52» flight.

                        A second «B-52» was ready.

                    2   reports/posture.pdf
                        [p. 12] See
                        https://example.org/a/very/long/address/that/does/not/fit/on/one/line/of/the
                        /terminal/osan-b-52.html for the «B-52» basing agreement.
                "#]],
            ),
            (
                "json",
                expect![[r#"
            {"query":"\"B-52\" AND Osan","reading":"\"B-52\" AND osan","notes":[{"message":"read as a designation","start":0,"end":6}],"relaxed":false,"total":{"articles":2,"passages":3},"hits":[
            {"rank":1,"score":12.3457,"article":{"id":"news/osan.html","title":"A B-52 over Korea","title_highlights":[[2,6]],"byline":"Jane Roe","published":"2024-03-05","source":"The Pacific Review","url":"https://example.org/osan?p=1&q=2","path":"news/osan.html","hash":"aa11","text_hash":"bb22","extractor":3},"passage":{"ordinal":1,"score":7.25,"start":0,"end":188,"page":null,"text":"The B-52 left Osan Air Base on Tuesday, two officials said, and returned to Guam the same night.\nThey called it routine.\n\n\"We did not signal anything,\" one of them said of the B-52 flight.","highlights":[[4,8],[14,27],[176,180]]}},
            {"rank":1,"score":12.3457,"article":{"id":"news/osan.html","title":"A B-52 over Korea","title_highlights":[[2,6]],"byline":"Jane Roe","published":"2024-03-05","source":"The Pacific Review","url":"https://example.org/osan?p=1&q=2","path":"news/osan.html","hash":"aa11","text_hash":"bb22","extractor":3},"passage":{"ordinal":9,"score":0.8056,"start":904,"end":928,"page":null,"text":"A second B-52 was ready.","highlights":[[9,13]]}},
            {"rank":2,"score":6.1728,"article":{"id":"reports/posture.pdf","title":null,"title_highlights":[],"byline":null,"published":null,"source":null,"url":null,"path":"reports/posture.pdf","hash":"aa11","text_hash":"bb22","extractor":3},"passage":{"ordinal":40,"score":0.1813,"start":81230,"end":81365,"page":12,"text":"See https://example.org/a/very/long/address/that/does/not/fit/on/one/line/of/the/terminal/osan-b-52.html for the B-52 basing agreement.","highlights":[[113,117]]}}
            ]}
        "#]],
            ),
            (
                "jsonl",
                expect![[r#"
            {"rank":1,"score":12.3457,"article":{"id":"news/osan.html","title":"A B-52 over Korea","title_highlights":[[2,6]],"byline":"Jane Roe","published":"2024-03-05","source":"The Pacific Review","url":"https://example.org/osan?p=1&q=2","path":"news/osan.html","hash":"aa11","text_hash":"bb22","extractor":3},"passage":{"ordinal":1,"score":7.25,"start":0,"end":188,"page":null,"text":"The B-52 left Osan Air Base on Tuesday, two officials said, and returned to Guam the same night.\nThey called it routine.\n\n\"We did not signal anything,\" one of them said of the B-52 flight.","highlights":[[4,8],[14,27],[176,180]]}}
            {"rank":1,"score":12.3457,"article":{"id":"news/osan.html","title":"A B-52 over Korea","title_highlights":[[2,6]],"byline":"Jane Roe","published":"2024-03-05","source":"The Pacific Review","url":"https://example.org/osan?p=1&q=2","path":"news/osan.html","hash":"aa11","text_hash":"bb22","extractor":3},"passage":{"ordinal":9,"score":0.8056,"start":904,"end":928,"page":null,"text":"A second B-52 was ready.","highlights":[[9,13]]}}
            {"rank":2,"score":6.1728,"article":{"id":"reports/posture.pdf","title":null,"title_highlights":[],"byline":null,"published":null,"source":null,"url":null,"path":"reports/posture.pdf","hash":"aa11","text_hash":"bb22","extractor":3},"passage":{"ordinal":40,"score":0.1813,"start":81230,"end":81365,"page":12,"text":"See https://example.org/a/very/long/address/that/does/not/fit/on/one/line/of/the/terminal/osan-b-52.html for the B-52 basing agreement.","highlights":[[113,117]]}}
        "#]],
            ),
            (
                "csv",
                expect![[r#"
            rank,score,id,title,byline,published,source,url,path,address,page,ordinal,start,end,passage,marked,hash,query<CR>
            1,12.3457,news/osan.html,A B-52 over Korea,Jane Roe,2024-03-05,The Pacific Review,https://example.org/osan?p=1&q=2,news/osan.html,news/osan.html@0-188,,1,0,188,"The B-52 left Osan Air Base on Tuesday, two officials said, and returned to Guam the same night.
            They called it routine.

            ""We did not signal anything,"" one of them said of the B-52 flight.","The «B-52» left «Osan Air Base» on Tuesday, two officials said, and returned to Guam the same night.
            They called it routine.

            ""We did not signal anything,"" one of them said of the «B-52» flight.",aa11,"""B-52"" AND Osan"<CR>
            1,12.3457,news/osan.html,A B-52 over Korea,Jane Roe,2024-03-05,The Pacific Review,https://example.org/osan?p=1&q=2,news/osan.html,news/osan.html@904-928,,9,904,928,A second B-52 was ready.,A second «B-52» was ready.,aa11,"""B-52"" AND Osan"<CR>
            2,6.1728,reports/posture.pdf,,,,,,reports/posture.pdf,reports/posture.pdf@81230-81365,12,40,81230,81365,See https://example.org/a/very/long/address/that/does/not/fit/on/one/line/of/the/terminal/osan-b-52.html for the B-52 basing agreement.,See https://example.org/a/very/long/address/that/does/not/fit/on/one/line/of/the/terminal/osan-b-52.html for the «B-52» basing agreement.,aa11,"""B-52"" AND Osan"<CR>
        "#]],
            ),
        ],
    );
}

#[test]
fn korean_in_every_format() {
    check(
        &korean(),
        &[
            (
                "text",
                expect![[r#"
                    1   «확장억제»의 미래
                        2023-04 · ko/억제.txt
                        [p. 3] 정부는 «확장억제» 협의체를 다시 열기로 했다고 밝혔다. 미국의
                        전략폭격기 B-52는 «오산» 상공을 지나 괌으로 돌아갔으며, 두 나라는 후속
                        회의를 올해 안에 열기로 합의하였다.

                    2   防衛白書
                        ja/白書.txt
                        日本の防衛白書は、«拡大抑止»について「同盟の中核である」と述べた。この記述は
                        前年から変わっておらず、専門家は政策の継続性を示すものだと見ている。
                "#]],
            ),
            (
                "json",
                expect![[r#"
            {"query":"확장억제","reading":"확장억제","notes":[],"relaxed":false,"total":{"articles":2,"passages":null},"hits":[
            {"rank":1,"score":12.3457,"article":{"id":"ko/억제.txt","title":"확장억제의 미래","title_highlights":[[0,12]],"byline":null,"published":"2023-04","source":null,"url":null,"path":"ko/억제.txt","hash":"aa11","text_hash":"bb22","extractor":3},"passage":{"ordinal":1,"score":7.25,"start":0,"end":230,"page":3,"text":"정부는 확장억제 협의체를 다시 열기로 했다고 밝혔다. 미국의 전략폭격기 B-52는 오산 상공을 지나 괌으로 돌아갔으며, 두 나라는 후속 회의를 올해 안에 열기로 합의하였다.","highlights":[[10,22],[108,114]]}},
            {"rank":2,"score":6.1728,"article":{"id":"ja/白書.txt","title":"防衛白書","title_highlights":[],"byline":null,"published":null,"source":null,"url":null,"path":"ja/白書.txt","hash":"aa11","text_hash":"bb22","extractor":3},"passage":{"ordinal":2,"score":3.625,"start":10,"end":223,"page":null,"text":"日本の防衛白書は、拡大抑止について「同盟の中核である」と述べた。この記述は前年から変わっておらず、専門家は政策の継続性を示すものだと見ている。","highlights":[[27,39]]}}
            ]}
        "#]],
            ),
            (
                "jsonl",
                expect![[r#"
            {"rank":1,"score":12.3457,"article":{"id":"ko/억제.txt","title":"확장억제의 미래","title_highlights":[[0,12]],"byline":null,"published":"2023-04","source":null,"url":null,"path":"ko/억제.txt","hash":"aa11","text_hash":"bb22","extractor":3},"passage":{"ordinal":1,"score":7.25,"start":0,"end":230,"page":3,"text":"정부는 확장억제 협의체를 다시 열기로 했다고 밝혔다. 미국의 전략폭격기 B-52는 오산 상공을 지나 괌으로 돌아갔으며, 두 나라는 후속 회의를 올해 안에 열기로 합의하였다.","highlights":[[10,22],[108,114]]}}
            {"rank":2,"score":6.1728,"article":{"id":"ja/白書.txt","title":"防衛白書","title_highlights":[],"byline":null,"published":null,"source":null,"url":null,"path":"ja/白書.txt","hash":"aa11","text_hash":"bb22","extractor":3},"passage":{"ordinal":2,"score":3.625,"start":10,"end":223,"page":null,"text":"日本の防衛白書は、拡大抑止について「同盟の中核である」と述べた。この記述は前年から変わっておらず、専門家は政策の継続性を示すものだと見ている。","highlights":[[27,39]]}}
        "#]],
            ),
            (
                "csv",
                expect![[r#"
            <BOM>rank,score,id,title,byline,published,source,url,path,address,page,ordinal,start,end,passage,marked,hash,query<CR>
            1,12.3457,ko/억제.txt,확장억제의 미래,,2023-04,,,ko/억제.txt,ko/억제.txt@0-230,3,1,0,230,"정부는 확장억제 협의체를 다시 열기로 했다고 밝혔다. 미국의 전략폭격기 B-52는 오산 상공을 지나 괌으로 돌아갔으며, 두 나라는 후속 회의를 올해 안에 열기로 합의하였다.","정부는 «확장억제» 협의체를 다시 열기로 했다고 밝혔다. 미국의 전략폭격기 B-52는 «오산» 상공을 지나 괌으로 돌아갔으며, 두 나라는 후속 회의를 올해 안에 열기로 합의하였다.",aa11,확장억제<CR>
            2,6.1728,ja/白書.txt,防衛白書,,,,,ja/白書.txt,ja/白書.txt@10-223,,2,10,223,日本の防衛白書は、拡大抑止について「同盟の中核である」と述べた。この記述は前年から変わっておらず、専門家は政策の継続性を示すものだと見ている。,日本の防衛白書は、«拡大抑止»について「同盟の中核である」と述べた。この記述は前年から変わっておらず、専門家は政策の継続性を示すものだと見ている。,aa11,확장억제<CR>
        "#]],
            ),
        ],
    );
}

#[test]
fn hostile_in_every_format() {
    check(
        &hostile(),
        &[
            (
                "text",
                expect![[r#"
                    1   bad%1B.txt#=1
                        -cmd|' /C calc'!A0 · 1999
                        =HYPERLINK("http://evil") red ␛[31m\u{9b}2J «bid\u{202e}i\u{2066}», bell ␇
                        \u{feff}tag\u{e0041} sep <b>&amp;</b> \ é␡

                    2   Bell␇ «␛]0;title␇»
                        nan.txt
                        -5 «␀»
                "#]],
            ),
            (
                "json",
                expect![[r#"
            {"query":"+\u001b\"q\"","reading":"+\u001b\"q\"","notes":[],"relaxed":false,"total":{"articles":2,"passages":null},"hits":[
            {"rank":1,"score":12.3457,"article":{"id":"bad%1B.txt#=1","title":"","title_highlights":[],"byline":"@sum(A1)","published":"1999","source":" \t-cmd|' /C calc'!A0","url":"＝1+1","path":"bad%1B.txt","hash":"aa11","text_hash":"bb22","extractor":3},"passage":{"ordinal":1,"score":7.25,"start":0,"end":97,"page":null,"text":"=HYPERLINK(\"http://evil\")\tred \u001b[31m\u009b2J bid\u202ei\u2066,\r\nbell \u0007 \ufefftag\udb40\udc41 \u2028sep <b>&amp;</b> \\ é\u007f","highlights":[[40,50]]}},
            {"rank":2,"score":null,"article":{"id":"nan.txt","title":"Bell\u0007\n\u001b]0;title\u0007","title_highlights":[[6,16]],"byline":null,"published":null,"source":null,"url":null,"path":"nan.txt","hash":"aa11","text_hash":"bb22","extractor":3},"passage":{"ordinal":2,"score":0.0,"start":5,"end":9,"page":null,"text":"-5 \u0000","highlights":[[3,4]]}}
            ]}
        "#]],
            ),
            (
                "jsonl",
                expect![[r#"
            {"rank":1,"score":12.3457,"article":{"id":"bad%1B.txt#=1","title":"","title_highlights":[],"byline":"@sum(A1)","published":"1999","source":" \t-cmd|' /C calc'!A0","url":"＝1+1","path":"bad%1B.txt","hash":"aa11","text_hash":"bb22","extractor":3},"passage":{"ordinal":1,"score":7.25,"start":0,"end":97,"page":null,"text":"=HYPERLINK(\"http://evil\")\tred \u001b[31m\u009b2J bid\u202ei\u2066,\r\nbell \u0007 \ufefftag\udb40\udc41 \u2028sep <b>&amp;</b> \\ é\u007f","highlights":[[40,50]]}}
            {"rank":2,"score":null,"article":{"id":"nan.txt","title":"Bell\u0007\n\u001b]0;title\u0007","title_highlights":[[6,16]],"byline":null,"published":null,"source":null,"url":null,"path":"nan.txt","hash":"aa11","text_hash":"bb22","extractor":3},"passage":{"ordinal":2,"score":0.0,"start":5,"end":9,"page":null,"text":"-5 \u0000","highlights":[[3,4]]}}
        "#]],
            ),
            (
                "csv",
                expect![[r#"
            rank,score,id,title,byline,published,source,url,path,address,page,ordinal,start,end,passage,marked,hash,query<CR>
            1,12.3457,bad%1B.txt#=1,,'@sum(A1),1999,'  -cmd|' /C calc'!A0,'＝1+1,bad%1B.txt,bad%1B.txt#=1@0-97,,1,0,97,"'=HYPERLINK(""http://evil"") red ␛[31m\u{9b}2J bid\u{202e}i\u{2066},
            bell ␇ \u{feff}tag\u{e0041} \u{2028}sep <b>&amp;</b> \ é␡","'=HYPERLINK(""http://evil"") red ␛[31m\u{9b}2J «bid\u{202e}i\u{2066}»,
            bell ␇ \u{feff}tag\u{e0041} \u{2028}sep <b>&amp;</b> \ é␡",aa11,"'+␛""q"""<CR>
            2,,nan.txt,"Bell␇
            ␛]0;title␇",,,,,nan.txt,nan.txt@5-9,,2,5,9,'-5 ␀,'-5 «␀»,aa11,"'+␛""q"""<CR>
        "#]],
            ),
        ],
    );
}

#[test]
fn no_hits_in_every_format() {
    check(
        &list("nothing", vec![]),
        &[
            ("text", expect![[""]]),
            (
                "json",
                expect![[r#"
            {"query":"nothing","reading":"nothing","notes":[],"relaxed":false,"total":{"articles":0,"passages":null},"hits":[]}
        "#]],
            ),
            ("jsonl", expect![[""]]),
            (
                "csv",
                expect![[r#"
            rank,score,id,title,byline,published,source,url,path,address,page,ordinal,start,end,passage,marked,hash,query<CR>
        "#]],
            ),
        ],
    );
}

#[test]
fn colour_and_explanation() {
    let options = Options { color: true, explain: true, width: 60, ..Options::default() };
    expect![[r#"
        <ESC>[2m1   <ESC>[0m<ESC>[1mA <ESC>[0m<ESC>[1;33mB-52<ESC>[0m<ESC>[1m over Korea<ESC>[0m
            <ESC>[2mThe Pacific Review · 2024-03-05 · news/osan.html<ESC>[0m
            <ESC>[2mscore 12.3457<ESC>[0m
                <ESC>[2m9.1000  <ESC>[0m<ESC>[2mbody: B-52<ESC>[0m
                <ESC>[2m3.2457  <ESC>[0m<ESC>[2mtitle: B-52<ESC>[0m
            The <ESC>[1;33mB-52<ESC>[0m left <ESC>[1;33mOsan Air Base<ESC>[0m on Tuesday, two officials
            said, and returned to Guam the same night. They called
            it routine.
              "We did not signal anything," one of them said of the
            <ESC>[1;33mB-52<ESC>[0m flight.

            A second <ESC>[1;33mB-52<ESC>[0m was ready.

        <ESC>[2m2   <ESC>[0m<ESC>[1mreports/posture.pdf<ESC>[0m
            <ESC>[2m[p. 12] <ESC>[0mSee
            https://example.org/a/very/long/address/that/does/not/fi
            t/on/one/line/of/the/terminal/osan-b-52.html for the
            <ESC>[1;33mB-52<ESC>[0m basing agreement.
    "#]]
    .assert_eq(&spelt(&written("text", &english(), &options)));
}

#[test]
fn an_article_keeps_its_lines() {
    let (text, marks) = marked(
        "Title\r\n   \n  indented  text\twith [[marks that\nspan]] lines\nand a line that is longer than the \
         [[narrow terminal]] can show\n",
    );
    let show = |width, color| {
        let mut out = Vec::new();
        article_text(&segments(&text, &marks), width, color, &mut out).unwrap();
        spelt(&String::from_utf8(out).unwrap())
    };
    expect![[r#"
        Title

          indented  text with
        «marks that»
        «span» lines
        and a line that is longer than
        the «narrow terminal» can show
    "#]]
    .assert_eq(&show(Some(30), false));
    expect![[r#"
        Title

          indented  text with <ESC>[1;33mmarks that<ESC>[0m
        <ESC>[1;33mspan<ESC>[0m lines
        and a line that is longer than the <ESC>[1;33mnarrow terminal<ESC>[0m can show
    "#]]
    .assert_eq(&show(None, true));
    let mut out = Vec::new();
    article_text(&[], Some(80), false, &mut out).unwrap();
    assert!(out.is_empty());
}

#[test]
fn the_table_is_sound() {
    let mut seen = HashSet::new();
    for format in FORMATS {
        assert!(seen.insert(format.name), "{} twice", format.name);
        assert!(std::ptr::eq(named(&format.name.to_uppercase()).unwrap(), format));
        assert!(!format.about.is_empty() && format.media_type.contains('/'));
    }
    let mut seen = HashSet::new();
    for (format, extension) in FORMATS.iter().flat_map(|f| f.extensions.iter().map(move |e| (f, e))) {
        assert!(seen.insert(extension), ".{extension} twice");
        let path = format!("out.dir/hits.{}", extension.to_uppercase());
        assert!(std::ptr::eq(for_extension(Path::new(&path)).unwrap(), format));
    }
    assert!(named("xlsx").is_none() && for_extension(Path::new("hits")).is_none());
    let columns: HashSet<_> = csv::COLUMNS.iter().map(|column| column.name).collect();
    assert_eq!(columns.len(), csv::COLUMNS.len());
}

#[test]
fn every_format_repeats_itself_and_returns_write_errors() {
    struct Full(usize);
    impl Write for Full {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0 = self.0.checked_sub(bytes.len()).ok_or(io::ErrorKind::BrokenPipe)?;
            Ok(bytes.len())
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }
    for format in FORMATS {
        for list in fixtures() {
            let first = bytes(format, &list, &Options::default());
            assert_eq!(first, bytes(format, &list.clone(), &Options::default()), "{}", format.name);
            for room in (0..first.len()).step_by(7) {
                let error = (format.write)(&list, &Options::default(), &mut Full(room)).unwrap_err();
                assert_eq!(error.kind(), io::ErrorKind::BrokenPipe, "{} at {room}", format.name);
            }
        }
    }
}

#[test]
fn no_format_lets_a_control_character_through() {
    for format in FORMATS {
        for list in fixtures() {
            let out = written(format.name, &list, &Options::default());
            let stray: Vec<char> = out.chars().filter(|&c| c != '\n' && c != '\r' && printable::is_hazard(c)).collect();
            assert!(stray.is_empty(), "{}: {stray:?}", format.name);
            assert_eq!(out.matches('\r').count(), out.matches("\r\n").count(), "{}: stray returns", format.name);
        }
    }
}

/// The keys of an object in the order they are written.
fn keys(json: &str) -> Vec<String> {
    struct Keys(Vec<String>);
    impl<'de> serde::Deserialize<'de> for Keys {
        fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            struct Visitor;
            impl<'de> serde::de::Visitor<'de> for Visitor {
                type Value = Keys;
                fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                    f.write_str("an object")
                }
                fn visit_map<A: serde::de::MapAccess<'de>>(self, mut map: A) -> Result<Keys, A::Error> {
                    let mut keys = Vec::new();
                    while let Some((key, _)) = map.next_entry::<String, serde::de::IgnoredAny>()? {
                        keys.push(key);
                    }
                    Ok(Keys(keys))
                }
            }
            deserializer.deserialize_map(Visitor)
        }
    }
    serde_json::from_str::<Keys>(json).unwrap().0
}

#[test]
fn json_parses_back_with_exactly_its_keys() {
    for list in fixtures() {
        let json = written("json", &list, &Options::default());
        assert_eq!(keys(&json), ["query", "reading", "notes", "relaxed", "total", "hits"]);
        let whole: serde_json::Value = serde_json::from_str(&json).unwrap();
        let lines: Vec<serde_json::Value> = written("jsonl", &list, &Options::default())
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect();
        assert_eq!(whole["hits"].as_array().unwrap(), &lines);
        let hits = list.articles.iter().flat_map(|found| found.passages.iter().map(move |hit| (found, hit)));
        for ((found, hit), line) in hits.zip(&lines) {
            assert_eq!(line["passage"]["text"], hit.text);
            assert_eq!(line["article"]["title"].as_str(), found.article.title.as_deref());
        }
    }
    let lines = written("jsonl", &english(), &Options::default());
    let line = lines.lines().next().unwrap();
    assert_eq!(keys(line), ["rank", "score", "article", "passage"]);
    let part = |from: &str, to: &str| format!("{{{}}}", line.split_once(from).unwrap().1.split_once(to).unwrap().0);
    let article = "id title title_highlights byline published source url path hash text_hash extractor";
    assert_eq!(keys(&part("\"article\":{", "},\"passage\"")).join(" "), article);
    assert_eq!(keys(&part("\"passage\":{", "}}")).join(" "), "ordinal score start end page text highlights");
}

/// Random text from `alphabet`, the same for the same seed.
fn random(seed: u64, alphabet: &[&str]) -> String {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut next = |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 33) as usize % below
    };
    (0..next(120)).map(|_| alphabet[next(alphabet.len())]).collect()
}

#[test]
fn printable_leaves_no_control_character() {
    for seed in 0..2_000_u32 {
        let text: String = (0..200).filter_map(|n| char::from_u32((seed * 613 + n * 7) % 0x11_0000)).collect();
        let shown = super::printable(&text);
        assert!(!shown.chars().any(|c| c.is_control() || printable::is_hazard(c)), "{shown:?}");
    }
    for (given, expected) in [
        ("plain – 한국어 👩‍✈️", "plain – 한국어 👩‍✈️"),
        ("\u{1b}[0m\t\r\n\u{7f}", "␛[0m ␍␊␡"),
        ("\u{9b}\u{202e}\u{feff}\u{e0041}", "\\u{9b}\\u{202e}\\u{feff}\\u{e0041}"),
    ] {
        assert_eq!(super::printable(given), expected);
    }
    assert!(matches!(super::printable("plain"), std::borrow::Cow::Borrowed(_)));
}

const ALPHABET: &[&str] = &[
    "a",
    "de",
    "terrence",
    " ",
    " ",
    "  ",
    "\n",
    "\n\n",
    "\t",
    "-",
    "—",
    "한",
    "국어",
    "抑止",
    "。",
    "「",
    "」",
    "é",
    "e\u{301}",
    "\u{1b}[1m",
    "\u{202e}",
    "👩‍✈️",
    "❤\u{fe0f}",
    "\u{200b}",
    "https://example.org/a/very/long/address/",
    ".",
    "«",
    "»",
];

/// A list of one article whose passage is `text` with every `nth` word marked.
fn sample(text: &str, nth: usize) -> HitList {
    let words = text.split_inclusive(char::is_whitespace).enumerate().scan(0, |at, (n, word)| {
        *at += word.len();
        Some((n, Span::new(*at - word.len(), *at - word.len() + word.trim_end().len())))
    });
    let highlights = words.filter(|(n, span)| n % nth == 0 && !span.is_empty()).map(|(_, span)| span).collect();
    let mut hit = hit(1, 0, Some(7), "");
    (hit.text, hit.highlights) = (text.into(), highlights);
    list("q", vec![article(1, "id", Some("Title"), vec![hit])])
}

#[test]
fn no_line_is_too_wide_and_no_word_is_lost() {
    for seed in 0..3_000 {
        let text = random(seed, ALPHABET);
        let width = 24 + seed as usize % 90;
        let out = written("text", &sample(&text, 3), &Options { width, ..Options::default() });
        for line in out.lines() {
            assert!(line.width() <= width.min(MEASURE), "{} > {width} in {line:?}", line.width());
            assert_eq!(line, line.trim_end());
        }
        let body = out.split_once("[p. 7] ").map_or("", |(_, body)| body);
        let squeeze = |text: &str| text.replace(['«', '»'], "").split_whitespace().collect::<String>();
        let lines: Vec<_> = text.split(char::is_whitespace).map(super::printable).collect();
        assert_eq!(squeeze(body), squeeze(&lines.join(" ")), "{text:?} at {width}");
    }
}

#[test]
fn blanks_are_kept_where_lines_are_wide_enough() {
    for seed in 0..500 {
        let text = random(seed, &["one", "two ", " three\n", "\tfour", "x\n\ny"]);
        let mut out = Vec::new();
        article_text(&[Segment::Plain(&text)], Some(100), false, &mut out).unwrap();
        let words = |text: &str| text.split_whitespace().map(str::to_string).collect::<Vec<_>>();
        let broken = text.lines().any(|line| line.width() > 40);
        assert!(broken || words(&text) == words(&String::from_utf8(out).unwrap()), "{text:?}");
    }
}

#[test]
fn a_mark_is_not_broken_where_that_can_be_avoided() {
    let text =
        "one two three four five six seven [[extended deterrence posture]] eight nine ten eleven twelve thirteen";
    let (text, marks) = marked(text);
    for width in 34..=MEASURE {
        let mut out = Vec::new();
        article_text(&segments(&text, &marks), Some(width), false, &mut out).unwrap();
        let out = String::from_utf8(out).unwrap();
        assert!(out.lines().any(|line| line.contains("«extended deterrence posture»")), "{width}: {out}");
    }
}

#[test]
fn cells_that_look_like_formulas_are_text() {
    for (cell, guarded) in [
        ("=1+1", true),
        (" +1", true),
        ("\n-1", true),
        ("\u{200b}@a", true),
        ("＝1", true),
        ("\tx", true),
        ("\rx", true),
        ("1-1", false),
        ("B-52", false),
        ("", false),
        ("'=1", false),
    ] {
        let mut found = article(1, "id", None, vec![hit(1, 0, None, "x")]);
        found.article.title = Some(cell.into());
        let out = written("csv", &list("q", vec![found]), &Options::default());
        let mut rows = ::csv::Reader::from_reader(out.as_bytes());
        let row = rows.records().next().unwrap().unwrap();
        assert_eq!(row[3].starts_with('\''), guarded || cell.starts_with('\''), "{cell:?} became {:?}", &row[3]);
    }
}
