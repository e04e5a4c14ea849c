//! The words that the rules of designations need to know.
//!
//! In: a folded word. Out: whether it is of a kind. Tables, sorted, and nothing else.

/// Words and abbreviations of up to three letters that stand before a number by
/// chance, also in capitals: `AT 10 BASES`, `US 7`, `NOV 22`.
#[rustfmt::skip]
const SHORT: &[&str] = &[
    "ace", "act", "ad", "add", "ado", "age", "ago", "aid", "ail", "air", "al", "ale", "all", "alt", "am", "an", "and",
    "ant", "any", "ape", "apr", "apt", "arc", "are", "ark", "arm", "art", "as", "ash", "ask", "at", "ate", "aud",
    "aug", "awe", "axe", "aye", "bad", "bag", "ban", "bar", "bat", "bay", "bc", "be", "bed", "bee", "beg", "bet",
    "bid", "big", "bin", "bit", "bow", "box", "boy", "bud", "bug", "bun", "bus", "but", "buy", "by", "bye", "cab",
    "cad", "can", "cap", "car", "cat", "ceo", "cet", "chf", "cm", "cny", "cos", "cot", "cow", "cpi", "cry", "cub",
    "cue", "cup", "cut", "dad", "dam", "day", "dc", "de", "dec", "del", "den", "did", "die", "dig", "dim", "dip",
    "dm", "do", "doc", "doe", "dog", "dot", "dr", "dry", "du", "due", "dug", "dye", "ear", "eat", "edt", "egg", "ego",
    "el", "en", "end", "era", "es", "est", "et", "eu", "eur", "eve", "ex", "ext", "eye", "fan", "far", "fat", "fax",
    "feb", "fed", "fee", "few", "fig", "fir", "fit", "fix", "fly", "foe", "fog", "for", "fox", "frg", "fro", "ft",
    "fun", "fur", "gap", "gas", "gay", "gb", "gbp", "gdp", "gdr", "get", "gmt", "gnp", "go", "god", "got", "gun",
    "gut", "guy", "had", "ham", "has", "hat", "hay", "he", "hen", "her", "hey", "hid", "him", "hip", "his", "hit",
    "hot", "how", "hub", "hue", "hug", "hut", "ice", "icy", "id", "if", "ill", "in", "ink", "inn", "inr", "ion",
    "ire", "is", "it", "its", "ivy", "jam", "jan", "jar", "jaw", "jet", "job", "jog", "joy", "jpy", "jr", "jst",
    "jul", "jun", "kb", "key", "kg", "kid", "kim", "kit", "km", "krw", "kst", "la", "lab", "lad", "lag", "lap", "las",
    "law", "lay", "lb", "le", "led", "lee", "leg", "les", "let", "lid", "lie", "lip", "lit", "lo", "log", "los",
    "lot", "low", "ma", "mad", "man", "map", "mar", "mat", "may", "mb", "me", "men", "met", "mix", "mm", "mob", "mom",
    "mop", "mr", "ms", "mt", "mud", "mum", "my", "nap", "net", "new", "nil", "no", "nod", "non", "nor", "nos", "not",
    "nov", "now", "nun", "nut", "nzd", "oak", "oar", "oct", "odd", "of", "off", "oil", "ok", "old", "on", "one", "or",
    "ore", "our", "out", "ow", "owe", "own", "ox", "pa", "pad", "pan", "par", "pat", "paw", "pay", "pdf", "pea",
    "pen", "per", "pet", "pie", "pig", "pin", "pit", "ply", "pm", "pop", "pot", "pp", "prc", "pst", "pub", "put",
    "qua", "raw", "ray", "re", "red", "rib", "rid", "rip", "rmb", "rob", "roc", "rod", "rok", "rot", "row", "rub",
    "rug", "run", "rye", "sad", "sat", "saw", "say", "sea", "see", "sep", "set", "sew", "she", "shy", "sin", "sip",
    "sir", "sit", "six", "ski", "sky", "sly", "so", "son", "st", "sub", "sue", "sum", "sun", "tag", "tan", "tap",
    "tar", "tax", "te", "tea", "tel", "ten", "the", "tie", "tin", "tip", "to", "toe", "ton", "too", "top", "toy",
    "try", "tv", "two", "uae", "uk", "un", "una", "up", "urn", "us", "usa", "usd", "use", "utc", "van", "vet", "via",
    "vie", "vol", "vow", "vs", "war", "was", "wax", "way", "we", "web", "wed", "wet", "who", "why", "wig", "win",
    "wit", "woe", "won", "ye", "yes", "yet", "you", "zip", "zoo",
];

/// Words that a hyphen joins to a number without making a name: `mid-1990s`, `top-10`,
/// `Article-9`, `May–13 June`.
#[rustfmt::skip]
const COUNTED: &[&str] = &[
    "about", "act", "age", "ago", "and", "annex", "ante", "anti", "appendix", "apr", "april", "area", "army", "art",
    "article", "articles", "aug", "august", "battalion", "block", "box", "bridge", "brigade", "building", "bus", "by",
    "camp", "case", "category", "channel", "chapter", "chart", "circa", "class", "clause", "column", "corps", "day",
    "days", "dec", "december", "district", "division", "eight", "enclosure", "ex", "exhibit", "feb", "february",
    "fifty", "fig", "figure", "five", "fleet", "flight", "floor", "for", "force", "forty", "four", "friday", "from",
    "gate", "gen", "generation", "grade", "group", "half", "hall", "highway", "hour", "in", "item", "jan", "january",
    "jul", "july", "jun", "june", "lane", "level", "line", "list", "lot", "mar", "march", "mark", "may", "mid",
    "midnight", "minus", "model", "monday", "month", "multi", "nearly", "nine", "no", "non", "noon", "nos", "nov",
    "november", "number", "oct", "october", "of", "on", "one", "option", "or", "over", "page", "pages", "par", "para",
    "paragraph", "part", "per", "phase", "pier", "pillar", "plan", "platform", "plus", "point", "post", "pp", "pre",
    "radio", "rank", "room", "round", "route", "row", "rule", "saturday", "schedule", "sec", "section", "sector",
    "semi", "sep", "sept", "september", "set", "seven", "since", "six", "squadron", "stage", "station", "step", "sub",
    "sunday", "tab", "table", "team", "ten", "terminal", "the", "thirty", "three", "thursday", "tier", "title", "to",
    "top", "track", "train", "tuesday", "tunnel", "twelve", "twenty", "two", "under", "unit", "until", "up",
    "version", "vol", "volume", "vs", "war", "ward", "wave", "wednesday", "week", "wing", "year", "zone",
];

/// Names that stand before a number with a blank, whatever their length and capitals.
#[rustfmt::skip]
const NAMES: &[&str] = &[
    "agni", "apollo", "ariane", "arrow", "babur", "barak", "bavar", "challenger", "cheongung", "chollima", "conplan",
    "cosmos", "falcon", "fateh", "geran", "ghadr", "ghauri", "haeil", "haeseong", "haesung", "hatf", "hermes",
    "hwasal", "hwasong", "hyunmoo", "il", "izdeliye", "jericho", "ka", "kh", "khorramshahr", "kosmos",
    "kwangmyongsong", "lancet", "leopard", "malligyong", "merkava", "mi", "mig", "mirage", "mk", "mohajer", "musudan",
    "nodong", "nscid", "nsdd", "nsdm", "nspd", "nspm", "nssm", "oplan", "orlan", "prithvi", "pukguksong", "qiam",
    "rodong", "sanacc", "sayyad", "scud", "sejjil", "shahab", "shahed", "shaheen", "soyuz", "ssbn", "ssgn", "stanag",
    "su", "swncc", "taepodong", "toksa", "tu", "type", "unha", "unscr", "yak", "zolfaghar",
];

/// Words behind which a single letter is a label: `Section B 1`, `Vitamin B 12`.
#[rustfmt::skip]
const LABELS: &[&str] = &[
    "addendum", "alternative", "annex", "annexes", "appendices", "appendix", "article", "attachment", "battery",
    "block", "box", "building", "camp", "case", "category", "cell", "chapter", "chart", "class", "clause", "column",
    "company", "court", "detachment", "district", "enclosure", "exhibit", "exit", "fig", "figure", "floor", "gate",
    "grade", "group", "groups", "hall", "hepatitis", "highway", "influenza", "interstate", "item", "lane", "letter",
    "level", "list", "lot", "motorway", "note", "option", "page", "para", "paragraph", "paragraphs", "part", "parts",
    "pavilion", "phase", "pier", "plan", "platform", "point", "proposal", "question", "road", "room", "route", "row",
    "rule", "runway", "scenario", "schedule", "seat", "sec", "section", "sections", "sector", "serie", "series",
    "shelf", "squad", "stage", "step", "subparagraph", "subsection", "supplement", "tab", "table", "tables", "tabs",
    "team", "teams", "terminal", "tier", "title", "track", "troop", "type", "unit", "units", "variant", "vitamin",
    "volume", "ward", "wing", "zone",
];

/// Words that make the number before them a quantity or a day: `B 52 percent`,
/// `JFK 6 July`. Not "may", which is a verb.
#[rustfmt::skip]
const QUANTITIES: &[&str] = &[
    "apr", "april", "aug", "august", "billion", "billions", "bn", "cm", "day", "days", "dec", "december", "degrees",
    "dollars", "dozen", "euros", "feb", "february", "feet", "foot", "ft", "hour", "hours", "hundred", "inch",
    "inches", "jan", "january", "jul", "july", "jun", "june", "kg", "kilograms", "kilometers", "kilometres", "kilos",
    "km", "lb", "lbs", "mar", "march", "men", "meters", "metres", "mile", "miles", "million", "millions", "minute",
    "minutes", "mm", "month", "months", "mph", "nov", "november", "oct", "october", "pct", "people", "percent",
    "percentage", "persons", "pounds", "seconds", "sep", "sept", "september", "soldiers", "thousand", "thousands",
    "times", "ton", "tonnes", "tons", "trillion", "troops", "week", "weeks", "women", "yards", "year", "years", "yen",
];

/// Does this word stand before a number by chance?
pub(super) fn is_short(word: &str) -> bool {
    SHORT.binary_search(&word).is_ok()
}

/// Is the number behind this word and a hyphen no part of a name?
pub(super) fn is_counted(word: &str) -> bool {
    COUNTED.binary_search(&word).is_ok()
}

/// May this name stand before a number with a blank?
pub(super) fn is_name(word: &str) -> bool {
    NAMES.binary_search(&word).is_ok()
}

/// Does one of the names begin so?
pub(super) fn begins_name(start: &str) -> bool {
    let at = NAMES.partition_point(|name| *name < start);
    NAMES.get(at).is_some_and(|name| name.starts_with(start))
}

/// Is a single letter behind this word a label?
pub(super) fn is_label(word: &str) -> bool {
    LABELS.binary_search(&word).is_ok()
}

/// Is the number before this word a quantity?
pub(super) fn is_quantity(word: &str) -> bool {
    QUANTITIES.binary_search(&word).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_sorted() {
        for table in [SHORT, COUNTED, NAMES, LABELS, QUANTITIES] {
            assert!(table.is_sorted_by(|a, b| a < b), "{table:?}");
        }
    }
}
