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
    check("ŉ É.U. p.ｍ. \u{301}.\u{327}.", "n/1 eu/4 pm/4");
    check("북한이 核 미사일을", "북한이/1 核/1 미사일을/1");
    check(
        "U.S.-ROK, the U.S. Army; U. S. policy at 5 p.m.",
        "us/4 rok/3 the/1 us/4 army/2 us/4 policy/1 at/1 5/1 pm/4",
    );
    check("and/or 2/ID AT&T 1990s 3:30 mid-1990s", "and/1 or/1 2/1 id/3 at/3 t/2 1990s/1 3/1 30/1 mid/1 1990s/1");
}

/// The one term of each spelling, which takes one position.
fn check_all(spellings: &[&str], term: &str) {
    for text in spellings {
        let analysis = Analysis::words(text);
        assert_eq!(analysis.word_count(), 1, "{text:?}: {}", shown(text));
        assert_eq!(analysis.term(&analysis.tokens[0]), term, "{text:?}");
        assert_eq!(analysis.tokens[0].class, Class::Designation, "{text:?}");
    }
}

#[test]
fn designations_have_one_form() {
    let dashes = ["B-52", "B‐52", "B‑52", "B‒52", "B–52", "B\u{2212}52", "B\u{fe63}52", "Ｂ－５２", "B\u{ad}-52"];
    check_all(&dashes, "b-52");
    check_all(
        &["B52", "B 52", "B\u{a0}52", "B\u{202f}52", "Ｂ　５２", "B-\u{ad}52", "B\u{200b}52", "b-52", "b52"],
        "b-52",
    );
    check_all(&["B-52s", "B-52's", "B-52’s", "B-52s'", "B-52'S", "B 52s", "b-52s", "B-52s’"], "b-52");
    check_all(&["B-\n52", "B- \r\n  52", "B–\n52", "B\u{ad}\n52"], "b-52");
    check_all(&["B-52H", "B52H", "B 52H", "b-52h", "B-52h", "B-52Hs", "b-52hs", "B-52-H", "Ｂ-52Ｈ"], "b-52h");
    check_all(&["F/A-18", "F/A18", "F/A 18", "F/A–18", "f/a-18", "F/A-\n18", "Ｆ／Ａ－１８"], "f/a-18");
    check_all(&["M1A2", "M-1A2", "M 1A2", "m1a2s", "M1A2’s"], "m-1a2");
    check_all(&["S-300PMU2", "S-300PMU-2", "S300PMU2", "S 300PMU2"], "s-300pmu2");
    check_all(&["Hwasong-17", "Hwasŏng-17", "Hwasong 17", "hwasong 17", "HWASONG17", "Hwa-song-17"], "hwasong-17");
    check_all(&["MiG-29SMT", "MIG 29SMT", "MiG-29SMTs", "mig-29smt"], "mig-29smt");
    check_all(&["AN/TPY-2", "TPY-2", "an/tpy-2", "AN/TPY 2", "AN/TPY2"], "tpy-2");
    check_all(&["SS-N-22", "SS–N–22", "SS-N22", "SS-N 22", "ss-n-22", "SS-N-22s"], "ss-n-22");
    check_all(&["PL 480", "PL-480", "P.L. 480", "P.L.480", "PL480", "P. L. 480"], "pl-480");
    check_all(&["9M729", "9M-729", "9m729", "9M729s", "９Ｍ７２９"], "9m729");
    check_all(&["B61-12", "B-61-12", "B61–12", "B 61-12", "B61-12s"], "b-61-12");
    check_all(&["Type 052D", "Type-052D", "type 052d", "Type052D"], "type-052d");
    check_all(&["An-124", "AN-124", "An124"], "an-124");
    check_all(&["GBU-12/B", "GBU-12B"], "gbu-12b");
}

#[test]
fn variants_behind_a_slash_are_found_each() {
    check("F/A-18E/F and F-35A", "f/a-18e/f/6 +f/a-18e/6 +f/a-18f/6 and/1 f-35a/6");
    check("f-16c/d F-16C/Ds", "f-16c/d/6 +f-16c/6 +f-16d/6 f-16c/d/6 +f-16c/6 +f-16d/6");
    check("M1A1/A2 M1A1/M1A2 K1A1/K2", "m-1a1/a2/6 +m-1a1/6 +m-1a2/6 m-1a1/6 m-1a2/6 k-1a1/6 k-2/6");
    check("Mig-15/17s Su-27/-30", "mig-15/17/6 +mig-15/6 +mig-17/6 su-27/30/6 +su-27/6 +su-30/6");
    check("AH/MH-6M A/OA-10", "ah/mh-6m/6 +ah-6m/6 +mh-6m/6 a/oa-10/6 +a-10/6 +oa-10/6");
    check("B-1B/B-2A US/F-16 and/or", "b-1b/6 b-2a/6 us/3 f-16/6 and/1 or/1");
    check("NSC-68/2 NSC 68/4", "nsc-68/6 2/1 nsc-68/6 +nsc/3 +68/1 4/1");
}

#[test]
fn words_of_a_designation_are_found_too() {
    check("B 52 crew", "b-52/6 +b/2 +52/1 crew/1");
    check("DF 21D", "df-21d/6 +df/3 +21/1 +21d/2");
    check("Hwasong 12A", "hwasong-12a/6 +hwasong/2 +12/1 +12a/2");
    check("COVID-19 EU-27", "covid-19/6 +covid/3 eu-27/6 +eu/3");
    check("P.L. 480", "pl-480/6 +pl/4 +480/1");
    check("Rio-2016", "rio-2016/6 +rio/2 +2016/1");
    check("UNSCR 2397 M1A2 K9 KN-23 DF-21Ds", "unscr-2397/6 +unscr/3 +2397/1 m-1a2/6 k-9/6 kn-23/6 df-21d/6");
    check("B-52가 K9자주포", "b-52/6 가/1 k-9/6 자주포/1");
    check("two B\n52 flew; EO \n 13382", "two/1 b-52/6 +b/2 +52/1 flew/1 eo/3 13382/1");
    check("the B-52.12 In May, B-52² and", "the/1 b-52/6 12/1 in/2 may/2 b-52/6 2/1 and/1");
}

#[test]
fn numbers_by_chance_make_no_designation() {
    let designated = |text: &str| Analysis::words(text).tokens.iter().any(|t| t.class == Class::Designation);
    let over_gaps =
        ["B, 52", "B. 52", "B; 52", "B: 52", "B.52", "B — 52", "B—52", "B--52", "B - 52", "B- 52", "(B) 52"];
    let blanks = ["B  52", "B\t52", "B\n\n52", "B -52", "MiG, 29", "Type, 94"];
    let words =
        ["A 10", "I 5", "AT 10", "WAR 2", "US 7", "U.S. 7", "UN 38", "NO 5", "NOV 22", "GDP 3", "II 52", "ROK 2023"];
    let prose =
        ["type 5 people", "May 15", "In 1950", "mid-1990s", "Mid-1959", "TOP-10", "8-TO-10", "May–13", "Article-9"];
    let labels = ["Section B 1", "section B 52", "Group B\n52 trucks", "Vitamin B 12", "Plan K 9"];
    let counts =
        ["B 52 percent", "B 52%", "B 52,000", "B 52.5", "B 52nd", "B 52-year-old", "B 52 of them", "B 10km", "B 10 KM"];
    let numbers =
        ["KST 10:30", "X 202-555-0100", "K9,000", "5M-10M", "20th", "N 38°", "$US40", "JFK 6 July", "SMA\n12 rounds"];
    for text in [&over_gaps[..], &blanks, &words, &prose, &labels, &counts, &numbers].concat() {
        assert!(!designated(text), "{text:?}: {}", shown(text));
    }
    check("MiG-29B, 52 of them; A-10B 52", "mig-29b/6 52/1 of/1 them/1 a-10b/6 52/1");
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
fn a_part_gives_the_same_words() {
    let text = "WE WANT US TROOPS. The U.S. sent B-\n52 bombers to Osan Air Base. “Costs,” he said.Kim left. See section.\n\nB 52 was $\u{20dd}. $US40 for it, B\n\n52 percent.\n\nCOST SHARING TALKS\nPlan B 52 of them.";
    let whole = Analysis::of(text, &[]);
    for (i, sentence) in whole.sentences.iter().enumerate() {
        let end = whole.sentences.get(i + 1).map_or(text.len(), |s| s.start);
        let last = whole.sentences.get(i + 1).map_or(whole.word_count(), |s| s.position);
        let part = Analysis::within(text, Span::new(sentence.start, end));
        let inside: Vec<_> = whole.tokens.iter().filter(|t| (sentence.position..last).contains(&t.position)).collect();
        assert_eq!(part.tokens.len(), inside.len());
        for (a, b) in part.tokens.iter().zip(inside) {
            assert_eq!((part.term(a), a.span, a.position + sentence.position), (whole.term(b), b.span, b.position));
        }
    }
}
