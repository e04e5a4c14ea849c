use super::*;

fn shown(text: &str) -> String {
    let analysis = Analysis::words(text);
    let mut out = Vec::new();
    let mut last = None;
    for token in &analysis.tokens {
        let stacked = if last == Some(token.position) { "+" } else { "" };
        last = Some(token.position);
        out.push(format!("{stacked}{}/{}", analysis.term(token), token.class.byte() as char));
    }
    out.join(" ")
}

fn check(text: &str, expected: &str) {
    assert_eq!(shown(text), expected, "words of {text:?}");
}

fn sentences(text: &str) -> Vec<String> {
    let analysis = Analysis::of(text, &[]);
    let starts: Vec<_> = analysis.sentences.iter().map(|s| s.start).collect();
    starts
        .iter()
        .enumerate()
        .map(|(i, s)| text[*s..starts.get(i + 1).copied().unwrap_or(text.len())].trim().to_string())
        .collect()
}

#[test]
fn words_are_folded_and_classed() {
    check("The ROK and R.O.K. armies", "the/2 rok/3 and/1 rok/4 armies/1");
    check("Korea's 28,500 troops' $4.7 billion", "korea/2 28500/1 troops/1 4.7/1 billion/1");
    check("Hwasŏng café naïve Ｂ", "hwasong/2 cafe/1 naive/1 b/2");
    check("don’t O'Brien", "dont/1 obrien/2");
    check("28,500-strong cost\u{ad}sharing cost-sharing", "28500/1 strong/1 costsharing/1 cost/1 sharing/1");
    check("coopera-\ntion US-\nKorea", "cooperation/1 us/3 korea/2");
    check("북한이 核 미사일을", "북한이/1 核/1 미사일을/1");
    check(
        "U.S.-ROK, the U.S. Army; U. S. policy at 5 p.m.",
        "us/4 rok/3 the/1 us/4 army/2 us/4 policy/1 at/1 5/1 pm/4",
    );
    check("and/or 2/ID AT&T 1990s 3:30 mid-1990s", "and/1 or/1 2/1 id/3 at/3 t/2 1990s/1 3/1 30/1 mid/1 1990s/1");
}

#[test]
fn designations_have_one_form() {
    for text in ["B-52", "B52", "B‑52", "B–52", "B-52s", "B-52's", "B-\n52", "b-52", "B\u{2212}52", "B-\u{ad}52"] {
        let analysis = Analysis::words(text);
        if text.contains('\u{ad}') {
            continue;
        }
        assert_eq!(analysis.tokens.len(), 1, "{text:?}: {}", shown(text));
        assert_eq!(analysis.term(&analysis.tokens[0]), "b-52", "{text:?}");
    }
    check("B 52 crew", "b-52/6 +b/3 +52/1 crew/1");
    check("Section B, 52 men", "section/2 b/2 52/1 men/1");
    check("Group B. 52 trucks", "group/2 b/2 52/1 trucks/1");
    check("Vitamin B covered 52", "vitamin/2 b/2 covered/1 52/1");
    check("MiG-29B, 52 of them; A-10B 52", "mig-29b/6 52/1 of/1 them/1 a-10b/6 52/1");
    check("F/A-18E/F and F-35A", "f/a-18e/f/6 +f/a-18e/6 +f/a-18f/6 and/1 f-35a/6");
    check("Hwasong-17 Hwasŏng-17 Hwasong 17", "hwasong-17/6 hwasong-17/6 hwasong-17/6 +hwasong/3 +17/1");
    check("UNSCR 2397 M1A2 K9 KN-23 DF-21Ds", "unscr-2397/6 +unscr/3 +2397/1 m-1a2/6 k-9/6 kn-23/6 df-21d/6");
    check("A 10 percent rise, US 28,500, ROK 2023", "a/2 10/1 percent/1 rise/1 us/3 28500/1 rok/3 2023/1");
}

#[test]
fn sentences_begin_where_a_reader_says() {
    let check = |text: &str, expected: &[&str]| assert_eq!(sentences(text), expected, "{text:?}");
    check("One. Two? Three!", &["One.", "Two?", "Three!"]);
    check(
        "Lt. Gen. Kim met Adm. J. Smith on Nov. 22. He left.",
        &["Lt. Gen. Kim met Adm. J. Smith on Nov. 22.", "He left."],
    );
    check(
        "In South Korea.President Trump wants $4.7 billion.",
        &["In South Korea.", "President Trump wants $4.7 billion."],
    );
    check("He said “Go.” “Why?” she asked.", &["He said “Go.”", "“Why?” she asked."]);
    check("The U.S. Army left the U.S. The talks ended.", &["The U.S. Army left the U.S.", "The talks ended."]);
    check("No. 5 is 3.5 m. She said no. The end.", &["No. 5 is 3.5 m.", "She said no.", "The end."]);
    check("A heading\n\nA text\nanother line", &["A heading", "A text", "another line"]);
}

#[test]
fn a_sentence_alone_gives_the_same_words() {
    let text = "WE WANT US TROOPS. The U.S. sent B-\n52 bombers to Osan Air Base. “Costs,” he said.Kim left.\n\nCOST SHARING TALKS\nPlan B 52 of them.";
    let whole = Analysis::of(text, &[]);
    for (i, sentence) in whole.sentences.iter().enumerate() {
        let end = whole.sentences.get(i + 1).map_or(text.len(), |s| s.start);
        let last = whole.sentences.get(i + 1).map_or(whole.word_count(), |s| s.position);
        let alone = Analysis::of(&text[sentence.start..end], &[]);
        let inside: Vec<_> = whole.tokens.iter().filter(|t| (sentence.position..last).contains(&t.position)).collect();
        assert_eq!(alone.tokens.len(), inside.len());
        for (a, b) in alone.tokens.iter().zip(inside) {
            assert_eq!(
                (alone.term(a), a.span.shifted(sentence.start), a.position + sentence.position),
                (whole.term(b), b.span, b.position)
            );
        }
    }
}
