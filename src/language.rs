//! The languages the archive knows: one row of facts each.
//!
//! Nothing here works on text; `text` stems and splits sentences by these facts, and `analysis`
//! detects the language.  An article in a language without a row is `und`: it is searched by
//! literal words, never stemmed by another language's rules.

use frostem::Algorithm;

/// One language and what the analyzers need to know of it.
#[derive(Debug, Clone, Copy)]
pub struct Language {
    /// ISO 639-1 code, as in `lang:` and in JSON.
    pub code: &'static str,
    /// ISO 639-3 code, as language identification gives it.
    pub iso639_3: &'static str,
    pub name: &'static str,
    /// Its name in itself.
    pub autonym: &'static str,
    pub stemmer: Option<Algorithm>,
    /// Words that end in a full stop without ending a sentence; lower case, without the stop.
    pub abbreviations: &'static [&'static str],
    /// Words that begin a sentence when they have a capital, even behind an abbreviation; never
    /// part of a name.  Lower case.
    pub starters: &'static [&'static str],
}

/// Code of an article whose language is unknown.
pub const UNDETERMINED: &str = "und";

const fn row(
    code: &'static str,
    iso639_3: &'static str,
    name: &'static str,
    autonym: &'static str,
    stemmer: Algorithm,
    abbreviations: &'static [&'static str],
    starters: &'static [&'static str],
) -> Language {
    Language {
        code,
        iso639_3,
        name,
        autonym,
        stemmer: Some(stemmer),
        abbreviations,
        starters,
    }
}

/// Every language with rules of its own.
pub const LANGUAGES: &[Language] = &[
    row(
        "en",
        "eng",
        "English",
        "English",
        Algorithm::English,
        &[
            "mr", "mrs", "ms", "dr", "prof", "rev", "hon", "gen", "col", "maj", "capt", "lt",
            "sgt", "cpl", "sen", "rep", "gov", "pres", "supt", "insp", "st", "mt", "ft", "ave",
            "blvd", "rd", "jr", "sr", "co", "corp", "inc", "ltd", "bros", "dept", "est", "vs", "v",
            "etc", "eg", "ie", "cf", "al", "fig", "no", "nos", "vol", "pp", "approx", "jan", "feb",
            "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "mon", "tue",
            "tues", "wed", "thu", "thurs", "fri", "sat", "sun", "mln", "bln", "pct", "cts", "shr",
            "avg", "u.s", "u.k", "u.n", "e.u", "a.m", "p.m", "d.c", "ariz", "ark", "calif", "colo",
            "conn", "del", "fla", "ga", "ill", "ind", "kan", "ky", "la", "mass", "md", "mich",
            "minn", "miss", "mo", "mont", "neb", "nev", "okla", "ore", "pa", "tenn", "tex", "va",
            "vt", "wash", "wis", "wyo", "art", "sec", "ch", "p", "adm", "cmdr", "cmdt", "messrs",
            "mmes", "fr", "br", "amb", "atty", "asst", "assn", "univ", "ph.d", "m.d", "b.c", "n.y",
            "l.a", "pvt", "brig", "lieut", "reps", "sens",
        ],
        &[
            "the", "a", "an", "he", "she", "it", "they", "we", "you", "i", "this", "that", "these",
            "those", "his", "her", "its", "their", "our", "in", "on", "at", "but", "and", "or",
            "as", "after", "before", "when", "while", "if", "for", "from", "by", "with", "there",
            "what", "who", "why", "how", "one", "two", "some", "many", "all", "no", "not", "then",
            "however", "also", "mr", "mrs",
        ],
    ),
    row(
        "es",
        "spa",
        "Spanish",
        "español",
        Algorithm::Spanish,
        &[
            "sr", "sra", "srta", "sres", "dr", "dra", "lic", "ing", "arq", "prof", "gral", "cnel",
            "cap", "tte", "av", "avda", "núm", "nro", "no", "pág", "págs", "ee", "uu", "ee.uu",
            "s.a", "c.a", "etc", "art", "dpto", "tel", "ud", "uds", "vd", "ene", "feb", "abr",
            "ago", "sept", "oct", "nov", "dic", "p.ej", "aprox", "cía", "mons", "sto", "sta",
            "mart", "jue", "vie", "sáb", "lun", "miér", "sgto", "cmdte", "tcnel", "srs", "sras",
            "dres", "rev", "hno", "hna", "fr", "s.l", "s.r.l", "ltda", "cf", "vol", "fig", "tít",
            "inc", "nº", "n.º", "mtro", "mtra", "abg", "ctra", "cdad",
        ],
        &[
            "el", "la", "los", "las", "un", "una", "él", "ella", "ellos", "ellas", "esto", "este",
            "esta", "estos", "estas", "se", "en", "de", "del", "al", "con", "por", "para", "pero",
            "y", "no", "lo", "le", "su", "sus", "según", "cuando", "como", "más", "también", "sin",
            "desde", "tras", "entre", "hay", "ya", "ante", "así",
        ],
    ),
    row(
        "fr",
        "fra",
        "French",
        "français",
        Algorithm::French,
        &[
            "m", "mm", "mme", "mlle", "mgr", "me", "dr", "pr", "st", "ste", "av", "bd", "janv",
            "févr", "avr", "juil", "sept", "oct", "nov", "déc", "etc", "cf", "art", "éd", "env",
            "p.ex", "vol", "n", "tél", "cie", "apr", "c.-à-d", "mmes", "mlles", "drs", "dre",
            "pre", "cdt", "capt", "gal", "sgt", "adj", "lt", "cne", "maj", "amb", "chap", "fig",
            "p", "pp", "ch", "lun", "ven", "sam", "dim", "no", "bld", "rte", "s.a", "s.a.r.l",
            "col",
        ],
        &[
            "le", "la", "les", "l", "un", "une", "il", "elle", "ils", "elles", "on", "ce", "cette",
            "ces", "cet", "c", "en", "dans", "de", "du", "des", "à", "au", "aux", "mais", "et",
            "selon", "pour", "par", "avec", "sans", "après", "avant", "quand", "comme", "son",
            "sa", "ses", "leur", "leurs", "nous", "vous", "je", "d", "qui", "plus",
        ],
    ),
    row(
        "de",
        "deu",
        "German",
        "Deutsch",
        Algorithm::German,
        &[
            "hr", "fr", "dr", "prof", "nr", "str", "st", "bzw", "ca", "usw", "evtl", "ggf", "inkl",
            "mio", "mrd", "tel", "vgl", "z.b", "d.h", "u.a", "i.d.r", "o.ä", "bspw", "sog", "jan",
            "feb", "apr", "aug", "sept", "okt", "nov", "dez", "abs", "art", "hrsg", "geb", "gest",
            "verh", "ing", "dipl", "z", "b", "d", "h", "u", "a", "abg", "co", "fa", "frl", "hrn",
            "hptm", "oblt", "lt", "ltn", "gen", "maj", "wachtm", "kap", "bd", "s", "tab", "abb",
            "kapt", "sen", "jun", "mo", "di", "mi", "sa", "jh", "jhdt", "mag", "lic", "doz", "tgl",
            "zzgl", "abzgl", "ev", "kath", "röm", "griech", "engl", "ehem", "stellv", "vors",
            "gebr",
        ],
        &[
            "der", "die", "das", "ein", "eine", "einer", "einem", "er", "sie", "es", "wir", "ich",
            "ihr", "in", "im", "am", "an", "auf", "aus", "bei", "mit", "nach", "von", "vor", "zu",
            "zum", "zur", "für", "aber", "und", "doch", "auch", "dort", "dann", "so", "nur",
            "noch", "wenn", "als", "dass", "dies", "diese", "dieser", "dieses", "man", "seine",
            "ihre", "kein", "keine", "nicht", "was", "wer", "wie", "zudem",
        ],
    ),
    row(
        "pt",
        "por",
        "Portuguese",
        "português",
        Algorithm::Portuguese,
        &[
            "sr", "sra", "srta", "dr", "dra", "prof", "profa", "eng", "gen", "cel", "av", "núm",
            "nº", "pág", "etc", "ex", "art", "depto", "tel", "jan", "fev", "abr", "ago", "set",
            "out", "nov", "dez", "ltda", "cia", "s.a", "exmo", "exma", "p.ex", "sta", "sto", "srs",
            "sras", "srtas", "sgt", "ten", "cap", "maj", "alm", "brig", "des", "dep", "cf", "vol",
            "fig", "inc", "n.º", "arq", "adv", "pe", "fr", "d", "s", "rev", "jr", "e.u.a", "seg",
            "sáb", "dom",
        ],
        &[
            "o", "a", "os", "as", "um", "uma", "ele", "ela", "eles", "elas", "isso", "este",
            "esta", "esse", "essa", "em", "no", "na", "nos", "nas", "de", "do", "da", "dos", "das",
            "com", "por", "para", "mas", "e", "não", "se", "seu", "sua", "segundo", "quando",
            "como", "mais", "também", "sem", "após", "entre", "há", "já", "ao", "à",
        ],
    ),
    row(
        "it",
        "ita",
        "Italian",
        "italiano",
        Algorithm::Italian,
        &[
            "sig", "sigg", "sig.ra", "dott", "dott.ssa", "prof", "prof.ssa", "avv", "ing", "arch",
            "on", "gen", "col", "cap", "mons", "n", "nr", "pag", "pagg", "ecc", "art", "artt",
            "tel", "es", "cfr", "feb", "mar", "apr", "giu", "lug", "ago", "sett", "ott", "nov",
            "dic", "s.p.a", "s.r.l", "p.es", "serg", "ten", "magg", "brig", "amm", "uff", "sen",
            "dep", "rag", "geom", "cav", "comm", "min", "sac", "fr", "s", "ss", "p", "pp", "vol",
            "fig", "lun", "mart", "merc", "giov", "ven", "sab", "dom", "proff", "c.a", "n.b",
        ],
        &[
            "il", "lo", "la", "i", "gli", "le", "l", "un", "una", "uno", "egli", "lui", "lei",
            "loro", "questo", "questa", "questi", "queste", "in", "nel", "nella", "di", "del",
            "della", "a", "al", "alla", "con", "per", "da", "dal", "dalla", "ma", "e", "non", "si",
            "su", "suo", "sua", "secondo", "quando", "come", "più", "anche", "senza", "dopo",
            "tra", "fra", "c", "è", "nessuno",
        ],
    ),
    row(
        "nl",
        "nld",
        "Dutch",
        "Nederlands",
        Algorithm::Dutch,
        &[
            "dhr", "mevr", "mw", "str", "dr", "drs", "ir", "ing", "mr", "prof", "st", "nr", "blz",
            "bijv", "bv", "ca", "enz", "evt", "incl", "m.b.t", "o.a", "t.a.v", "d.w.z", "z.g",
            "resp", "tel", "jan", "feb", "mrt", "apr", "jun", "jul", "aug", "sept", "okt", "nov",
            "dec", "mln", "mld", "art", "hfst", "par", "fig", "p", "pp", "vgl", "cf", "jr", "sr",
            "sgt", "kol", "kap", "kapt", "lt", "gen", "maj", "comm", "min", "prov", "ds", "zr",
            "fam", "gebr", "co", "ma", "di", "wo", "do", "vr", "za", "mej", "hr", "hh", "red",
            "afb", "ong",
        ],
        &[
            "de", "het", "een", "hij", "zij", "ze", "wij", "we", "ik", "dit", "dat", "deze", "die",
            "in", "op", "aan", "bij", "met", "na", "van", "voor", "uit", "naar", "maar", "en",
            "of", "ook", "er", "daar", "toen", "als", "dan", "zijn", "haar", "hun", "niet", "geen",
            "volgens", "wie", "wat", "hoe", "daarna",
        ],
    ),
    row(
        "sv",
        "swe",
        "Swedish",
        "svenska",
        Algorithm::Swedish,
        &[
            "bl.a", "t.ex", "d.v.s", "dvs", "m.m", "m.fl", "o.s.v", "osv", "kl", "nr", "ca", "dr",
            "prof", "st", "tel", "jan", "feb", "apr", "aug", "sept", "okt", "nov", "dec", "kr",
            "mkr", "mdkr", "f.d", "s.k", "t.o.m", "fr.o.m", "doc", "lic", "fil", "jur", "tekn",
            "hr", "fr", "serg", "kapt", "löjtn", "gen", "kap", "s", "fig", "tab", "art", "jfr",
            "jmf", "mom", "tis", "mån", "ons", "tors", "fre", "lör", "sön", "exkl", "inkl", "resp",
            "ev", "fam", "frih", "red", "etc", "co",
        ],
        &[
            "den", "det", "de", "en", "ett", "han", "hon", "vi", "jag", "ni", "detta", "denna",
            "dessa", "i", "på", "av", "till", "från", "med", "för", "efter", "innan", "men", "och",
            "eller", "också", "där", "då", "när", "om", "som", "inte", "ingen", "enligt", "hans",
            "hennes", "deras", "vad", "vem", "hur", "sedan",
        ],
    ),
    row(
        "no",
        "nob",
        "Norwegian",
        "norsk",
        Algorithm::Norwegian,
        &[
            "bl.a", "f.eks", "d.v.s", "dvs", "m.m", "m.fl", "osv", "kl", "nr", "ca", "dr", "prof",
            "st", "tlf", "jan", "feb", "apr", "aug", "sept", "okt", "nov", "des", "kr", "mill",
            "mrd", "t.o.m", "f.o.m", "doc", "dos", "cand", "lic", "jur", "hr", "fr", "sers",
            "kapt", "løytn", "gen", "kap", "s", "fig", "tab", "art", "jf", "jfr", "pkt", "tirs",
            "ons", "tors", "fre", "lør", "søn", "ev", "ekskl", "inkl", "resp", "red", "adm", "mag",
            "siv.ing", "co", "avd", "dir", "bl", "brdr",
        ],
        &[
            "den", "det", "de", "en", "et", "ei", "han", "hun", "vi", "jeg", "dere", "dette",
            "denne", "disse", "i", "på", "av", "til", "fra", "med", "for", "etter", "før", "men",
            "og", "eller", "også", "der", "da", "når", "om", "som", "ikke", "ingen", "ifølge",
            "hans", "hennes", "deres", "hva", "hvem", "hvordan", "så",
        ],
    ),
    row(
        "da",
        "dan",
        "Danish",
        "dansk",
        Algorithm::Danish,
        &[
            "bl.a", "f.eks", "d.v.s", "dvs", "m.m", "m.fl", "osv", "kl", "nr", "ca", "dr", "prof",
            "skt", "tlf", "jan", "feb", "apr", "aug", "sept", "okt", "nov", "dec", "kr", "mio",
            "mia", "pct", "hr", "fr", "t.o.m", "doc", "cand", "lic", "jur", "mag", "sgt", "kapt",
            "løjtn", "gen", "kap", "s", "fig", "tab", "art", "jf", "jfr", "pkt", "stk", "tirs",
            "ons", "tors", "fre", "lør", "søn", "ev", "ekskl", "inkl", "resp", "red", "adm",
            "dr.phil", "dr.med", "civ.ing", "co", "afd", "dir", "bl", "fru", "frk", "brdr",
        ],
        &[
            "den", "det", "de", "en", "et", "han", "hun", "vi", "jeg", "i", "dette", "denne",
            "disse", "på", "af", "til", "fra", "med", "for", "efter", "før", "men", "og", "eller",
            "også", "der", "da", "når", "om", "som", "ikke", "ingen", "ifølge", "hans", "hendes",
            "deres", "hvad", "hvem", "hvordan", "så",
        ],
    ),
    row(
        "fi",
        "fin",
        "Finnish",
        "suomi",
        Algorithm::Finnish,
        &[
            "esim", "ym", "yms", "jne", "mm", "ks", "vrt", "klo", "n", "noin", "prof", "tri",
            "dos", "puh", "s", "v", "milj", "mrd", "tms", "eli", "ao", "em", "ns", "ts", "toht",
            "maist", "lis", "kand", "kers", "kapt", "luutn", "maj", "kenr", "ev", "lääk", "rva",
            "hra", "leht", "tark", "apul", "kuv", "taul", "luk", "kpl", "ma", "ti", "ke", "to",
            "pe", "la", "su", "huom", "vs", "ent", "nyk", "puh.joht", "co",
        ],
        &[
            "se", "ne", "hän", "he", "me", "minä", "tämä", "tuo", "nämä", "nuo", "mutta", "ja",
            "tai", "myös", "kun", "jos", "ei", "ettei", "siellä", "silloin", "sitten", "niin",
            "kuten", "hänen", "heidän", "mitä", "kuka", "miten", "missä",
        ],
    ),
    row(
        "ru",
        "rus",
        "Russian",
        "русский",
        Algorithm::Russian,
        &[
            "г", "гг", "г-н", "г-жа", "т", "тов", "др", "пр", "проф", "акад", "им", "ул", "д",
            "кв", "обл", "р", "руб", "коп", "тыс", "млн", "млрд", "т.е", "т.д", "т.п", "т.к",
            "и.о", "см", "ср", "напр", "янв", "февр", "апр", "авг", "сент", "окт", "нояб", "дек",
            "стр", "св", "ст", "гл", "рис", "кап", "серж", "лейт", "ген", "полк", "адм", "мл",
            "доц", "канд", "инж", "арх", "свящ", "прот", "митр", "о", "гос", "рег", "респ", "р-н",
            "пос", "дер", "с", "пер", "пл", "наб", "корп", "тел", "пн", "вт", "чт", "пт", "сб",
            "вс", "прим", "табл", "разд", "п", "пп", "ч", "долл", "чел", "гр", "бр", "ок", "т.ч",
            "д-р",
        ],
        &[
            "он",
            "она",
            "оно",
            "они",
            "мы",
            "вы",
            "я",
            "это",
            "этот",
            "эта",
            "эти",
            "в",
            "во",
            "на",
            "по",
            "с",
            "со",
            "от",
            "до",
            "из",
            "за",
            "к",
            "ко",
            "у",
            "о",
            "об",
            "при",
            "для",
            "без",
            "но",
            "и",
            "а",
            "не",
            "как",
            "когда",
            "если",
            "что",
            "кто",
            "где",
            "там",
            "тогда",
            "так",
            "же",
            "его",
            "её",
            "их",
            "после",
            "перед",
            "между",
        ],
    ),
];

/// Finds a language by its code (`en`, `en-US`, `EN_gb`, `eng`), whatever the case.
pub fn find_language(code: &str) -> Option<&'static Language> {
    let primary = code.split(['-', '_']).next().unwrap_or(code).trim();
    // Norwegian has two written forms under codes of their own.
    let primary = match primary.to_ascii_lowercase().as_str() {
        "nb" | "nn" | "nno" | "nor" => "no".to_owned(),
        other => other.to_owned(),
    };
    LANGUAGES
        .iter()
        .find(|l| l.code == primary || l.iso639_3 == primary)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_found_in_every_usual_form() {
        for (code, expected) in [
            ("en", "en"),
            ("en-US", "en"),
            ("EN_gb", "en"),
            ("spa", "es"),
            ("nb-NO", "no"),
        ] {
            assert_eq!(
                find_language(code).map(|l| l.code),
                Some(expected),
                "{code}"
            );
        }
        assert!(find_language("tlh").is_none());
    }

    #[test]
    fn every_language_has_its_own_codes() {
        for (i, a) in LANGUAGES.iter().enumerate() {
            for b in &LANGUAGES[i + 1..] {
                assert!(a.code != b.code && a.iso639_3 != b.iso639_3, "{}", a.code);
            }
        }
    }
}
