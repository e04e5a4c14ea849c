//! A dozen small articles for random queries: several paragraphs each, with repeated
//! words, inflections, hyphens, designations in several spellings, acronyms that are
//! words, lines in capitals, titles inside and outside the text.

use attache::article::{Article, ArticleId, Date, Metadata};
use attache::text::Span;

struct Row {
    id: &'static str,
    /// Only metadata knows it; one that begins the text is found there.
    title: Option<&'static str>,
    byline: Option<&'static str>,
    source: Option<&'static str>,
    published: &'static str,
    text: &'static str,
}

const fn row(id: &'static str, title: &'static str, published: &'static str, text: &'static str) -> Row {
    Row { id, title: Some(title), byline: None, source: None, published, text }
}

const ROWS: &[Row] = &[
    Row {
        byline: Some("Kim Min-ji and A. B. Ward"),
        source: Some("Harbor Ledger"),
        ..row(
            "osan.txt",
            "B-52 bombers fly over Osan",
            "2024-03-05",
            "Two B-52H bombers flew over Osan Air Base on Tuesday. The bombers were escorted by F/A-18E/F fighters, and a \
             third B 52 stayed at Andersen.\n\nThe U.S. Air Force said the flight deters North Korea. It deterred nobody, \
             said one critic. US bombers have flown there before; the US pays, and South Korea paid for the base.\n\n\
             Osan is a base. The base at Osan is old. The air base, the old base, is an air base.",
        )
    },
    Row {
        byline: Some("Staff"),
        ..row(
            "costs.txt",
            "Cost-sharing talks",
            "2024-11-22",
            "Cost-sharing talks\n\nThe cost-sharing talks between the ROK and the U.S. resumed. Cost sharing is old; \
             costsharing, as the memo spells it, is not.\n\nSeoul will pay 1,500 billion won, up 8 percent from 1,389 \
             billion. It paid less before. Who pays whom? The WHO does not pay; the U.S.-ROK side pays.\n\nTalks failed. \
             The talks about talks failed. THAAD costs US nothing. Talk of talks about cost-sharing, and of sharing the cost of talks, went on.",
        )
    },
    Row {
        title: None,
        ..row(
            "memo.txt",
            "",
            "2023",
            "MEMO ON US TROOPS IN KOREA\n\nWE WANT 28,500 TROOPS. The troops want us. They aim to stay; the AIM-9 stays, \
             AIM stays.\n\n1. The parties agree on the plan. 2. The plan is agreed.\n\nA plan, a plan, a better plan: plans \
             planned by planners are the plan.",
        )
    },
    row(
        "missiles.txt",
        "North Korea fires Hwasong-17",
        "2022-11-18",
        "North Korea fired a Hwasong-17. The Hwasong 17 flew 1,000 kilometers; an earlier Hwasŏng-15 flew less.\n\nThe \
         KN-23 and the KN-25 are short-range; the KN-2 is not. Short range means less than 1,000 kilometers. Missiles with a range of 52 \
         kilometers are short-range missiles, and a missile is no mission.\n\nJapan's prime minister met the U.S. \
         president. \"The missile,\" he said, \"was a threat.\" The threat was a missile.",
    ),
    row(
        "allies.txt",
        "Allies",
        "2024-03",
        "An ally pays. Allies pay. The allied armies of the alliance allied themselves with other armies.\n\nThe army of \
         one ally met the armies of two allies at the army base of a third ally. Armies are not arms; ARM is an acronym, \
         and an arm is not.\n\nAllies of allies are allies.",
    ),
    row(
        "sections.txt",
        "Section B",
        "2021-01-02",
        "Section B, 52 men. Group B. 52 trucks went to Osan.\n\nVitamin B covered 52 men; type B 52 covered none. MiG-29B, \
         52 of them, and an A-10B 52 left.\n\nSection A has 10 percent of the men. Section B has the other men. Men and \
         trucks, trucks and men.",
    ),
    row(
        "wrapped.txt",
        "A wrapped text",
        "2020-06-30",
        "The withdrawal of the troops, which the ministry had announced in the\nspring, was withdrawn in the autumn when the \
         negotiators of both coopera-\ntion programs met again in Honolulu and agreed to withdraw nothing at all,\nwhich \
         the ministry, withdrawing its earlier words, welcomed as a decision.\n\nNobody withdrew. The ministry of one \
         country withdraws its troops from a base\nnear Osan while the other ministry waits for the troops of a third \
         country.",
    ),
    row(
        "letters.txt",
        "The letters a and b",
        "2019",
        "Alpha bravo charlie. Bravo alpha charlie.\n\nAlpha alpha bravo bravo charlie charlie. Charlie bravo alpha: alpha, \
         alpha; bravo. Charlie!\n\nBravo charlie alpha bravo charlie alpha bravo. Alpha-bravo charlie, alphabravo charlie, \
         alpha bravo-charlie.",
    ),
    row(
        "letters2.txt",
        "Alpha bravo",
        "2019-05",
        "Bravo bravo alpha. Charlie delta alpha bravo delta charlie.\n\nDelta\n\nAlpha delta bravo delta charlie delta. Alpha \
         bravo.\nBravo charlie. \"Delta alpha,\" said Bravo. \"Charlie?\" Delta charlie bravo alpha; alphas, bravos, \
         alpha's bravo.",
    ),
    row(
        "start.txt",
        "START and SALT",
        "2018-08-08",
        "The START treaty started in 1991. We start with START. The SALT talks and the salt of the sea; S.T.A.R.T. is \
         START.\n\nNO ONE WANTS A START. It may help US now. IT helps, it helps us, and the aid of AID helps.\n\nU.S. aid \
         to us: it started with a start. THAAD is in START, Thaad is not.",
    ),
    Row {
        source: Some("U.S. Army"),
        ..row(
            "opcon.txt",
            "OPCON: who commands?",
            "2024-12-31",
            "Wartime operational control (OPCON) passes to the ROK. OPCON transfer is conditions-based; the conditions are \
             three.\n\nA U.S. four-star general commands the CFC. A general strike is general. Generals command; in general, \
             a general commands generals.\n\nTHAAD is not US; THAAD may be. The U.S. Army, the ROK army and the armies' generals agree in general.",
        )
    },
    row("empty.txt", "Nothing but a title about Osan and troops", "2017-07-07", ""),
];

/// The articles.
pub fn articles() -> Vec<Article> {
    ROWS.iter().map(article).collect()
}

fn article(row: &Row) -> Article {
    let inside = row.title.filter(|title| row.text.starts_with(title));
    Article {
        id: ArticleId::of_source(row.id),
        metadata: Metadata {
            title: row.title.map(str::to_string),
            byline: row.byline.map(str::to_string),
            source: row.source.map(str::to_string),
            published: row.published.parse::<Date>().ok(),
            path: format!("desk/{}", row.id),
            format: "text".into(),
            ..Metadata::default()
        },
        text: row.text.into(),
        sections: row.text.find("\n\n").map(|at| at + 2).into_iter().collect(),
        title_in_text: inside.map(|title| Span::new(0, title.len())),
    }
}
