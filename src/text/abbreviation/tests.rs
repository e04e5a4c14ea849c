use super::*;

fn found(text: &str) -> Vec<(&str, &str)> {
    abbreviations(text).into_iter().map(|found| (found.short.of(text), found.long.of(text))).collect()
}

fn check(text: &str, expected: &[(&str, &str)]) {
    assert_eq!(found(text), expected, "in {text:?}");
}

#[test]
fn the_long_form_comes_first() {
    let sma = [("SMA", "Special Measures Agreement")];
    check("Seoul signed the Special Measures Agreement (SMA) in March.", &sma);
    check("the Special Measures Agreement [SMA]", &sma);
    check("the Special Measures\nAgreement (SMA)", &[("SMA", "Special Measures\nAgreement")]);
    check("the Special\r\nMeasures Agree-\nment (SMA)", &[("SMA", "Special\r\nMeasures Agree-\nment")]);
    check("the “Special Measures Agreement” (SMA)", &sma);
    check("the *Special Measures Agreement* (SMA)", &sma);
    check("Talks ended. Special Measures Agreement (SMA) talks", &sma);
    check("U.S. Forces Korea (USFK)", &[("USFK", "U.S. Forces Korea")]);
    check("a Terminal High Altitude Area Defense (THAAD) battery", &[("THAAD", "Terminal High Altitude Area Defense")]);
    check("the Republic of Korea (ROK)", &[("ROK", "Republic of Korea")]);
    check("the Democratic People’s Republic of Korea (DPRK)", &[("DPRK", "Democratic People’s Republic of Korea")]);
    check("Joint Chiefs of Staff (JCS)", &[("JCS", "Joint Chiefs of Staff")]);
    check("anti-submarine warfare (ASW)", &[("ASW", "anti-submarine warfare")]);
    check("of the Department of Defense (DoD)", &[("DoD", "Department of Defense")]);
    check(
        "the Organization of the Petroleum Exporting Countries (OPEC)",
        &[("OPEC", "Organization of the Petroleum Exporting Countries")],
    );
    check("the U.S.-Republic of Korea (ROK) alliance", &[("ROK", "Republic of Korea")]);
    check("Front de libération nationale (FLN)", &[("FLN", "Front de libération nationale")]);
    check("École nationale d’administration (ENA)", &[("ENA", "École nationale d’administration")]);
    check("JOINT STRATEGIC OBJECTIVES PLAN (JSOP)", &[("JSOP", "JOINT STRATEGIC OBJECTIVES PLAN")]);
    check("U.S. Forces Korea's (USFK)", &[("USFK", "U.S. Forces Korea")]);
    check("non-governmental organization(s) (NGOs)", &[("NGOs", "non-governmental organization(s)")]);
    check("revolutions per minute (rpm)", &[("rpm", "revolutions per minute")]);
}

#[test]
fn short_forms_are_written_in_many_ways() {
    check("Intercontinental Ballistic Missiles (ICBMs)", &[("ICBMs", "Intercontinental Ballistic Missiles")]);
    check("Special Guerrilla Units (SGU's)", &[("SGU", "Special Guerrilla Units")]);
    check("the Republic of Korea (R.O.K.)", &[("R.O.K.", "Republic of Korea")]);
    check("research and development (R&D)", &[("R&D", "research and development")]);
    check("the Arabian American Oil Company (Aramco)", &[("Aramco", "Arabian American Oil Company")]);
    check("Commander in Chief, Pacific (CINCPAC)", &[("CINCPAC", "Commander in Chief, Pacific")]);
    check("Southeast Asia Treaty Organization (SEATO)", &[("SEATO", "Southeast Asia Treaty Organization")]);
    check("the Naval Command (NAVALCOM)", &[("NAVALCOM", "Naval Command")]);
    check("a Preparatory Commission (PrepCom)", &[("PrepCom", "Preparatory Commission")]);
    check(
        "the Group of Seven (G7) and the Group of Twenty (G20)",
        &[("G7", "Group of Seven"), ("G20", "Group of Twenty")],
    );
    check("anti-access/area denial (A2/AD)", &[("A2/AD", "anti-access/area denial")]);
    check(
        "Command, Control, Communications, and Intelligence (C3I)",
        &[("C3I", "Command, Control, Communications, and Intelligence")],
    );
    check(
        "command, control, communications, computers, intelligence, surveillance and reconnaissance (C4ISR)",
        &[("C4ISR", "command, control, communications, computers, intelligence, surveillance and reconnaissance")],
    );
    check("prostaglandin E(2) (PGE(2)) and", &[("PGE(2)", "prostaglandin E(2)")]);
    check("the Joint Strike Fighter program (JSF program)", &[("JSF program", "Joint Strike Fighter program")]);
}

#[test]
fn words_around_the_short_form_are_left_out() {
    for bracket in [
        "(the “SMA”)",
        "(\"SMA\")",
        "(hereafter SMA)",
        "(hereinafter referred to as the “SMA”)",
        "(or SMA)",
        "(also known as the SMA)",
        "(SMA or Agreement)",
        "(SMA, 2019)",
        "(SMA; Korean: 방위비분담특별협정)",
        "(SMA, formerly HNS)",
        "(SMA in the following)",
        "( SMA )",
        "(‘SMA’)",
    ] {
        check(&format!("the Special Measures Agreement {bracket} of 2019"), &[("SMA", "Special Measures Agreement")]);
    }
}

#[test]
fn the_short_form_comes_first() {
    let sma = [("SMA", "Special Measures Agreement")];
    check("the SMA (Special Measures Agreement) talks", &sma);
    check("the SMA (the Special Measures Agreement)", &sma);
    check("the “SMA” (short for “Special Measures Agreement”)", &sma);
    check("the SMA (i.e., the Special Measures Agreement)", &sma);
    check("the SMA (Special Measures Agreement, 2019)", &sma);
    check("the SMA (Special Measures Agreement; Korean: 협정)", &sma);
    check("R.O.K. (Republic of Korea) forces", &[("R.O.K.", "Republic of Korea")]);
    check("the ROK's (Republic of Korea's) army", &[("ROK", "Republic of Korea")]);
    check("A SAM (surface-to-air missile) site", &[("SAM", "surface-to-air missile")]);
    check("He left the SMA. (Special Measures Agreement talks failed.)", &[]);
}

#[test]
fn both_forms_stand_in_the_bracket() {
    let pla = [("PLA", "People's Liberation Army")];
    check("its army (People's Liberation Army, PLA) and", &pla);
    check("its army (the People's Liberation Army, or PLA) and", &pla);
    check("its army (PLA: People's Liberation Army) and", &pla);
    check("조선중앙통신(Korean Central News Agency, KCNA)은", &[("KCNA", "Korean Central News Agency")]);
}

#[test]
fn several_stand_in_one_text() {
    check(
        "The Joint Chiefs of Staff (JCS) asked U.S. Forces Korea (USFK; see p. 5) about the THAAD (Terminal High \
         Altitude Area Defense [sic]) site (Seongju) of the Republic of Korea Air Force (ROKAF).",
        &[
            ("JCS", "Joint Chiefs of Staff"),
            ("USFK", "U.S. Forces Korea"),
            ("THAAD", "Terminal High Altitude Area Defense"),
            ("ROKAF", "Republic of Korea Air Force"),
        ],
    );
    check("top secret (TS) (Tom Smith)", &[("TS", "top secret")]);
    check(
        "(the Special Measures Agreement (SMA) and the Status of Forces Agreement (SOFA))",
        &[("SMA", "Special Measures Agreement"), ("SOFA", "Status of Forces Agreement")],
    );
}

#[test]
fn what_defines_nothing() {
    for text in [
        "Special Measures Agreements last five years (see p. 5).",
        "Representative Roger Texas (R-Texas)",
        "Sen. Deborah Cohn (D–Conn.) and Sen. Dan Nye (D-N.Y.)",
        "Senator John McCain (R)",
        "Senator Robert Taft (R., Ohio)",
        "in the report of the year two thousand nineteen (2019)",
        "as they said (emphasis added)",
        "the B-52 (Stratofortress)",
        "Gen. Robert Abrams (left)",
        "Foreign Minister (Lavrov)",
        "Assistant Secretary of State for Political Affairs (Armour)",
        "Joint Chiefs of Staff (Jones)",
        "an interim instrument (II), an intravenous vaccine (IV)",
        "World War II (Pacific theater)",
        "the attached briefing memorandum (Tab A)",
        "contingent upon satisfactory (to US) statements",
        "telegram 40808 (41808)",
        "Anti-ballistic missiles. Moscow protested (ABM)",
        "The army attacked\n\nSpecial Measures (ASM)",
        "the retaliation for a South Korean (ROK) raid",
        "for AA (ASW, ADM) guns",
        "Thomas (Tom) Smith and Gerardine (Ged) Kearney",
        "HE WILL CONTINUE TO DO SO (CONTINUED)",
        "COMMANDERS OF THE NICARAGUAN RESISTANCE (RN)",
        "SAYS ORTEGA... (ORTEGA)",
        "Republic. Of Korea (ROK)",
        "the Special Measures Agreement (SMA",
        "the Special Measures Agreement SMA)",
        "()[]",
        "(SMA)",
        "SMA ()",
        "",
    ] {
        check(text, &[]);
    }
}

/// Small, repeatable and good enough for tests (a linear congruential generator).
struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % n
    }
}

const SEEDS: &[&str] = &[
    "The Special Measures Agreement (the “SMA”) and U.S. Forces Korea (USFK; Korean: 주한미군). ",
    "C3I (Command, Control, Communications, and Intelligence), [the Democratic People’s Republic (DPRK)]\n",
    "École d’été (EE), PGE(2) (prostaglandin E(2)) – Straße\u{ad}n\u{301}netz (SN)… ＡＢＣ（ＤＥ）",
    "Republic of Korea (R.O.K.'s), anti-access/area denial (A2/AD): (PLA, People's Liberation Army)",
];
const PIECES: &[&str] = &[
    "(", ")", "[", "]", "((", "))", " ", "\n", "\n\n", ".", ",", "’s", "“", "é", "한", "A", "AB", "9", "-", "\u{301}",
];

/// A text with some of its characters taken out, doubled, or replaced by pieces.
fn mutated(random: &mut Random) -> String {
    let mut text: Vec<char> = (0..1 + random.below(3)).flat_map(|_| SEEDS[random.below(SEEDS.len())].chars()).collect();
    for _ in 0..random.below(30) {
        let at = random.below(text.len());
        let piece = PIECES[random.below(PIECES.len())].chars();
        match random.below(4) {
            0 => drop(text.remove(at)),
            1 => text.insert(at, text[at]),
            2 => drop(text.splice(at..at + 1, piece)),
            _ => drop(text.splice(at..at, piece)),
        }
    }
    text.into_iter().collect()
}

/// Spans on character boundaries, in bounds, short and long apart and not empty, brackets in order.
fn check_spans(text: &str) {
    let mut last = 0;
    for Abbreviation { short, long } in abbreviations(text) {
        for span in [short, long] {
            assert!(text.get(span.start..span.end).is_some_and(|s| !s.is_empty()), "{span:?} in {text:?}");
        }
        assert!(short.end <= long.start || long.end <= short.start, "{short:?} and {long:?} in {text:?}");
        let inside = short.start.max(long.start);
        assert!(last < inside, "{short:?} and {long:?} are out of order in {text:?}");
        last = inside;
    }
}

#[test]
fn no_text_breaks_it() {
    let mut random = Random(1);
    let mut some = 0;
    for _ in 0..20_000 {
        let text = mutated(&mut random);
        check_spans(&text);
        some += usize::from(!abbreviations(&text).is_empty());
    }
    assert!(some > 5_000, "only {some} texts still define something");
}

#[test]
fn long_lines_and_nested_brackets_are_harmless() {
    for unit in [
        "(",
        "[",
        ")",
        "((AB)",
        "(AB",
        "(AB)",
        "aaaa(aaaaaaaaaa)",
        "한",
        "(한",
        "A(B)",
        "a.(",
        "AB(ab, AB)",
        "“(",
        "AAAA ",
    ] {
        check_spans(&unit.repeat(20_000));
        check_spans(&format!("{}(SMA)", unit.repeat(2_000)));
    }
}

#[test]
fn brackets_are_found_in_any_block() {
    for before in 0..100 {
        let text = format!("{}Joint Chiefs of Staff (JCS){}", "- ".repeat(before), " -".repeat(before));
        check(&text, &[("JCS", "Joint Chiefs of Staff")]);
    }
}
