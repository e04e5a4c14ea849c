use std::collections::{HashMap, HashSet};

use super::super::forms::is_homograph;
use super::super::language::folded_words;
use super::{Group, LONGEST, groups, named};
use crate::text::{Analysis, Class};

/// The kinds, in the order of the table.
const KINDS: &[&str] = &[
    "countries",
    "organisations",
    "commands",
    "offices",
    "treaties",
    "exercises",
    "bases",
    "weapons",
    "missiles",
    "aircraft",
    "ships",
    "concepts",
    "persons",
    "places",
];

/// Names that stand for several things; each of them stands in several groups.
const AMBIGUOUS: &str = "
    ACE, AFCENT, AMC, CAS, CCK, CMC, DCA, EDA, FAA, FEC, Harpoon, IAF, ICC, IDA, IOC, LOC, MAC, MCM, MDA,
    MSA, NPR, Osprey, PNG, Rivet Joint, SAC, SAR, SCC, SDF, Skyraider, Super Hornet, TTP, Tiger II
";

/// Names of one word that are neither acronyms nor nicknames of designations.
const SINGLE: &str = "
    Abyssinia Aceh Acheh Ahmadinejad AmEmbassy Amnok Amoy Ansarallah antisatellite Arakan Arbil Artemivsk
    Artsakh Artyomovsk Astana Atjeh Baekdusan Baengnyeong Baengnyeongdo Baikonur Bakhmut Bangalore
    Bangladesh Basra Basrah Basutoland Batavia Baykonur Bechuanaland Beijing Belarus Belau Belize Belorussia
    Bengaluru Bengasi Benghazi Benin BiH Bombay Bonins Botswana Breslau Britain Bundesnachrichtendienst
    Burma Busan Byelorussia Calcutta Cambodia Celebes Ceylon Cheju Chekiang Cheongjin Cheongwadae Cheorwon
    Chernobyl ChiCom ChiNat Chinhae Chinmen Chisinau Cholla Chongjin Chongqing Chornobyl Chorwon
    Chuncheon Chunchon Chungking Chuuk Cominform Comintern ConGen Constantinople counterinsurgency Czechia
    Dacca Dachen Daegu Daejeon Daesh Dagelet Dahomey Dairen Dalian Danang Danzig DefMin Depcirtel Deptel
    Dhaka Diaoyu Diaoyutai Djakarta Djibouti Djogjakarta Dnepropetrovsk Dnipro Dnipropetrovsk DoD Dokdo
    Dokto Donbas Donbass Dongducheon Dongsha Eire Ekaterinburg Elisabethville Eltsin Embtel Enewetak
    Eniwetok Erbil Esfahan Eswatini Ethiopia Etorofu Eulji ExComm Eximbank Falklands Falluja Fallujah FinMin
    FonMin FonOff FonSec Foochow Fordo Fordow Formosa Fujian Fukien Fuzhou Gadafi Gaddafi Gadhafi Gaeseong
    Ganghwa Gangneung Gangwon Gdansk Geojedo Geumgangsan Gimpo Gitmo Golan Guangdong Guangxi Gunsan
    Guomindang Guyana Gwangju Gyeonggi Gyeongju Gyeryongdae Hamas Hamheung Hamhung Hangchow Hangzhou Hejaz
    Hekmatyar Helgoland Heligoland Heungnam Hezballah Hezbollah Hijaz Hikmatyar Hizballah Hizbollah
    Hizbullah Hodeida Hodeidah Houthis Hudaydah Humvee Hungnam Huthis Ieodo Incheon Inchon Indonesia Iran
    Irbil Ireland Isfahan Istanbul Iturup Iwoto Jakarta Jeddah Jeju Jejudo JeM Jeolla Jidda Jiddah Jinhae
    Jinmen Jogjakarta Jordan Kadafi Kaddafi Kaesong Kaliningrad Kampuchea Kanghwa Kangnung Kangwon Karafuto
    Kasavubu Katanga Kazakhstan Kazakstan Khameini Khamenei Kharkiv Kharkov Khomeini Khomeyni Khrushchev
    Khrushchov Khuzestan Khuzistan Kiev Kimchaek Kimpo Kinmen Kinshasa Kirghizia Kirgizia Kisangani Kishinev
    Kojedo Kolkata Königsberg Kumchangni Kumgangsan Kunashir Kunashiri Kunsan Kuomintang Kuriles Kurils
    Kwangju Kwangsi Kwangtung Kyeryongdae Kyiv Kyonggi Kyongju Kyrgyzstan Laos Léopoldville Lesotho
    Lubumbashi Lugansk Luhansk Lukashenka Lukashenko Lushun Lviv Lvov Lwow Madagascar Makkah Malacca Malawi
    Maluku Malvinas Maputo MaRV Matsu Mazu Mecca Melaka memcon MinDef Mogadiscio Mogadishu Moluccas Mongolia
    Mosaddegh Mosaddeq Mosadeq Mossadegh Mossadeq Mukden Mumbai Musaddiq Mussadiq Myanmar Mykolaiv Najin
    Namibia Nampho Nampo Nanjing Nanking Naypyidaw Naypyitaw Nikolaev Nikolayev Nyasaland Nyongbyon Odesa
    Odessa Okinotori Okinotorishima Paektusan Paengnyong Paengnyongdo Palau Panmunjeom Panmunjom Paracels
    Pasdaran Peiping Peking Penghu PermRep Persia Pescadores Pohnpei Ponape Pratas Pridnestrovie PriMin PrSM
    Punggyeri Pusan Pyeongchang Pyeongtaek Pyeongyang Pyongchang Pyongtaek Pyongyang Qaddafi Qadhafi Qingdao
    Qom Quad Quemoy Qum Rajin Rakhine Rangoon Raqqa Raqqah Raseon Rason reftel Ryukyus Saigon Sajjil
    Sakhalin Salonica Salonika Sebastopol SecDef SecGen Sejil Sejjil Semey Semipalatinsk Senkaku Senkakus
    Seosan septel Sevastopol Shaba Shandong Shantou Shantung Shenyang Shinpo Shinuiju Shoigu Shoygu
    Shuangchengzi Siam Sian Sichuan Sihanoukville Sineuiju Sinkiang Sinpo Sinuiju Soeharto Soekarno
    Soerabaja Sokolovskii Sokolovskiy Sokolovsky Songjin Sosan Spratleys Spratlys Ssangyong Stalingrad
    Stanleyville Suharto Sukarno Sulawesi Surabaja Surabaya Surinam Suriname Sverdlovsk Swatow Swaziland
    Szechuan Szechwan Tachens Tadzhikistan Taegeuk Taegu Taeguk Taejon Taiwan Tajikistan Takeshima Talien
    Tansonnhut Tbilisi Teheran Tehran telcon telecon Thailand Thessaloniki Tianjin Tiaoyutai Tibet Tientsin
    Tiflis Tokdo Tokto Tongduchon Transdniestria Transjordan Transnistria Truk Tsingtao Turkey
    Türkiye Turkmenia Turkmenistan Tyuratam Uijeongbu Uijongbu Ulchi Ulji Ulleungdo Ullungdo USDel Utapao
    Vanuatu Vietcong Vietminh Vietnam Vilna Vilnius Vishinsky Volgograd Vyshinskii Vyshinskiy Vyshinsky
    Wałęsa Walesa Weonsan Wilno Wonsan Wrocław Wroclaw Xiamen Xinhua Xinjiang Xisha Xizang Yalu Yangon
    Yangtze Yangzi Yekaterinburg Yeltsin Yeongbyeon Yeonpyeong Yeonpyeongdo Yeosu Yogyakarta Yongbyon
    Yonpyong Yonpyongdo Yosu Zaire Zambia Zaporizhia Zaporizhzhia Zaporizhzhya Zaporozhye Zelenskiy Zelensky
    Zelenskyy Zhejiang Zhirinovskiy Zhirinovsky Zimbabwe 
";

fn all() -> impl Iterator<Item = (&'static Group, &'static str)> {
    groups().iter().flat_map(|group| group.names.iter().map(move |name| (group, *name)))
}

/// No word, and why not, for each name of which `wrong` says so.
fn none(wrong: impl Fn(&Group, &str) -> bool, why: &str) {
    let offenders: Vec<_> = all().filter(|(group, name)| wrong(group, name)).map(|(_, name)| name).collect();
    assert!(offenders.is_empty(), "{why}: {offenders:?}");
}

fn is_designation(name: &str) -> bool {
    let analysis = Analysis::words(name);
    analysis.word_count() == 1 && analysis.tokens.iter().any(|t| t.class == Class::Designation)
}

/// One word of letters only, not all of them capitals.
fn is_plain_word(name: &str) -> bool {
    name.chars().all(char::is_alphabetic) && name.chars().any(char::is_lowercase)
}

#[test]
fn the_table_is_large() {
    assert!(groups().len() >= 1500, "{}", groups().len());
}

#[test]
fn every_name_is_found_by_its_folded_words() {
    let mut longest = 0;
    for (group, name) in all() {
        let words = folded_words(name);
        assert!(named(&words).contains(group), "{name} does not find its group");
        longest = longest.max(words.split(' ').count());
    }
    assert_eq!(LONGEST, longest);
    check_named("rok", &["ROK = Republic of Korea = South Korea"]);
    check_named("ICC", &["ICC = ICSC = International Control Commission", "ICC = International Criminal Court"]);
    check_named("R.O.K.", &["ROK = Republic of Korea = South Korea"]);
    check_named("b52", &["B-52 = Stratofortress"]);
    check_named("republic", &[]);
    check_named("korea", &[]);
    check_named("", &[]);
}

/// The groups that `typed` finds, each by how its line begins.
fn check_named(typed: &str, beginnings: &[&str]) {
    let found: Vec<_> = named(&folded_words(typed)).iter().map(|group| group.names.join(" = ")).collect();
    let fits = found.iter().zip(beginnings).all(|(line, beginning)| line.starts_with(beginning));
    assert!(fits && found.len() == beginnings.len(), "{typed}: {found:?}");
}

#[test]
fn kinds_are_known_and_none_is_opened_twice() {
    let mut kinds: Vec<_> = groups().iter().map(|group| group.kind).collect();
    kinds.dedup();
    assert_eq!(kinds, KINDS);
}

#[test]
fn groups_are_sorted_within_their_kind() {
    let key = |group: &Group| (folded_words(group.names[0]), group.names.clone());
    for pair in groups().windows(2).filter(|pair| pair[0].kind == pair[1].kind) {
        assert!(key(&pair[0]) < key(&pair[1]), "{:?} stands before {:?}", pair[0].names, pair[1].names);
    }
}

#[test]
fn groups_have_two_names_or_more_and_none_twice() {
    for group in groups() {
        assert!(group.names.len() >= 2, "{:?}", group.names);
        let folded: HashSet<_> = group.names.iter().map(|name| folded_words(name)).collect();
        assert_eq!(folded.len(), group.names.len(), "folding makes two of {:?} equal", group.names);
    }
}

#[test]
fn names_are_written_cleanly() {
    none(|_, name| name.split_whitespace().collect::<Vec<_>>().join(" ") != name, "blanks to spare");
    none(|_, name| name.contains(['=', '[', ']', '#', '(', ')', '"', '*', '?']), "a sign that is no part of a name");
    none(|_, name| folded_words(name).is_empty(), "not a word in it");
}

/// A name is looked for word by word, as blanks divide it: `Mk 48` would never be found
/// where the text has one designation.
#[test]
fn blanks_do_not_cut_designations() {
    let apart = |name: &str| name.split_whitespace().map(folded_words).collect::<Vec<_>>().join(" ");
    none(|_, name| apart(name) != folded_words(name), "write it with a hyphen");
}

/// Helicopters whose letters are read as the short form of "chapter". They are found by
/// their two words.
const TWO_WORDS: &[&str] = &["CH-46", "CH-47", "CH-53"];

/// `AT-14` is read as "at 14": the letters are an ordinary word.
#[test]
fn letters_before_a_number_make_a_designation() {
    let shaped = |part: &str| {
        let digits = part.trim_start_matches(|c: char| c.is_ascii_alphabetic()).trim_start_matches('-');
        part.starts_with(|c: char| c.is_ascii_alphabetic()) && digits.starts_with(|c: char| c.is_ascii_digit())
    };
    let first_class = |part: &str| Analysis::words(part).tokens.first().map(|token| token.class);
    let word_and_number =
        |part: &str| shaped(part) && first_class(part) != Some(Class::Designation) && !TWO_WORDS.contains(&part);
    none(|_, name| name.split_whitespace().any(word_and_number), "read as a word and a number");
}

#[test]
fn only_the_listed_names_are_ambiguous() {
    let mut counts: HashMap<String, usize> = HashMap::new();
    all().for_each(|(_, name)| *counts.entry(folded_words(name)).or_default() += 1);
    let ambiguous: Vec<_> = AMBIGUOUS.split(',').map(str::trim).collect();
    let listed: HashSet<_> = ambiguous.iter().map(|name| folded_words(name)).collect();
    let several = |name: &str| counts.get(&folded_words(name)).is_some_and(|count| *count > 1);
    none(|_, name| several(name) && !listed.contains(&folded_words(name)), "stands in several groups");
    let idle: Vec<_> = ambiguous.iter().filter(|name| !several(name)).collect();
    assert!(idle.is_empty(), "listed as ambiguous, and stands in one group: {idle:?}");
}

#[test]
fn plain_words_are_proper_names_or_nicknames() {
    let proper: HashSet<_> = SINGLE.split_whitespace().collect();
    let nickname = |group: &Group| group.names.iter().any(|name| is_designation(name));
    let wrong = |group: &Group, name: &str| is_plain_word(name) && !nickname(group) && !proper.contains(name);
    none(wrong, "neither an acronym nor a listed proper name");
    let names: HashSet<_> = all().filter(|(group, _)| !nickname(group)).map(|(_, name)| name).collect();
    let idle: Vec<_> = proper.difference(&names).collect();
    assert!(idle.is_empty(), "listed as proper names, and not in the table: {idle:?}");
}

#[test]
fn homographs_are_in_capitals() {
    let homograph = |name: &str| !name.contains(' ') && is_homograph(&folded_words(name));
    none(|_, name| homograph(name) && name.chars().any(char::is_lowercase), "a homograph in small letters");
}

#[test]
fn nicknames_that_are_words_are_names_of_the_table() {
    let list = include_str!("../words/nicknames.txt");
    assert!(list.lines().is_sorted());
    for word in crate::plan::words::rows(list) {
        assert!(super::is_english(word) && !named(word).is_empty(), "{word}");
    }
}
