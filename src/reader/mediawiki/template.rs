//! What the templates of news wikis leave in the text: most nothing, some their words.
//!
//! Names are compared in lower case, in the languages of the larger editions of Wikinews.  Nothing is
//! expanded: what a template means is in this table or nowhere.

/// What a template stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Meaning {
    Nothing,
    /// These words, within the line.
    Words(String),
    /// A quotation, and who said it.
    Quote {
        text: String,
        speaker: String,
    },
    /// The day of the article.
    Date(String),
    /// Day and place of a byline.
    Byline {
        date: String,
        place: String,
    },
    Categories(Vec<String>),
}

const DATES: &[&str] = &[
    "date",
    "datum",
    "fecha",
    "data",
    "дата",
    "датум",
    "dato",
    "dată",
    "tarih",
    "päivämäärä",
    "日付",
    "日期",
    "날짜",
    "تاريخ",
    "תאריך",
    "dátum",
    "ημερομηνία",
    "datestamp",
];

const SOURCES: &[&str] = &[
    "source",
    "quelle",
    "fuente",
    "fonte",
    "bron",
    "источник",
    "źródło",
    "källa",
    "джерело",
    "извор",
    "出典",
    "来源",
    "來源",
    "مصدر",
    "kaynak",
    "cite news",
    "cite web",
    "source-pr",
    "source-science",
];

const QUOTES: &[&str] = &[
    "quote",
    "pullquote",
    "quoteleft",
    "quoteright",
    "cquote",
    "bquote",
    "blockquote",
    "zitat",
    "cita",
    "citation",
    "citazione",
    "citat",
    "цитата",
];

/// Labels of who said what is quoted.
const SPEAKERS: &[&str] = &[
    "author",
    "person",
    "source",
    "sign",
    "by",
    "speaker",
    "autor",
    "auteur",
    "autore",
    "автор",
];

const CATEGORIES: &[&str] = &[
    "категории",
    "categories",
    "kategorien",
    "catégories",
    "categorías",
];

/// Templates whose words stand in the line: name, and which of their values it is, from 1.
const WORDS: &[(&str, usize)] = &[
    ("nowrap", 1),
    ("small", 1),
    ("big", 1),
    ("abbr", 1),
    ("lang", 2),
    ("langue", 2),
    ("iw", 2),
    ("wikt", 1),
];

/// Links to other wikis: the second value is the label, if there is one.
const LINKS: &[&str] = &["w", "wp"];

/// Signs that cannot be typed within a template or a table.
const SIGNS: &[(&str, &str)] = &[
    ("!", "|"),
    ("=", "="),
    ("nbsp", " "),
    ("ndash", "–"),
    ("–", "–"),
    ("mdash", "—"),
    ("—", "—"),
    ("'", "'"),
];

/// Labels of a source that are shown, in this order.
const SHOWN: &[&[&str]] = &[
    &["author", "autor", "auteur", "автор"],
    &[
        "title",
        "titel",
        "título",
        "titulo",
        "titre",
        "titolo",
        "заглавие",
        "tytuł",
        "название",
    ],
    &[
        "pub",
        "publisher",
        "hrsg",
        "herausgeber",
        "publicación",
        "agencia",
        "издатель",
        "éditeur",
        "autorstwo",
    ],
    &["date", "datum", "fecha", "data", "дата"],
];

/// What a template with this name and these values means; a value may be `name=value`.
pub fn meaning(name: &str, values: &[&str]) -> Meaning {
    let name = name.trim().replace('_', " ").to_lowercase();
    let is_one_of = |names: &[&str]| names.contains(&name.as_str());
    if is_one_of(DATES) {
        return match positional(values, 1) {
            Some(date) => Meaning::Date(date.to_owned()),
            None => Meaning::Nothing,
        };
    }
    if name == "byline" {
        return Meaning::Byline {
            date: named(values, &["date"]).unwrap_or("").to_owned(),
            place: named(values, &["location", "place"])
                .unwrap_or("")
                .to_owned(),
        };
    }
    if is_one_of(LINKS) {
        let label = positional(values, 2).or_else(|| positional(values, 1));
        return words(label);
    }
    if is_one_of(QUOTES) {
        let text = named(values, &["text", "quote", "quotetext", "texto", "texte"]);
        let is_named = text.is_some();
        let text = text.or_else(|| positional(values, 1)).unwrap_or("");
        let speaker = named(values, SPEAKERS);
        let speaker = speaker.or_else(|| positional(values, if is_named { 1 } else { 2 }));
        return Meaning::Quote {
            text: text.to_owned(),
            speaker: speaker.unwrap_or("").to_owned(),
        };
    }
    if is_one_of(SOURCES) {
        return words(Some(&source(values)));
    }
    if is_one_of(CATEGORIES) {
        let names = values.iter().map(|value| value.trim());
        let names = names.filter(|name| !name.is_empty() && !name.contains('='));
        return Meaning::Categories(names.map(str::to_owned).collect());
    }
    if name == "image source" || name == "bildquelle" {
        let credit = positional(values, 1).unwrap_or("");
        return words(Some(&format!("(Image: {credit})")));
    }
    if let Some((_, sign)) = SIGNS.iter().find(|(known, _)| *known == name) {
        return Meaning::Words((*sign).to_owned());
    }
    match WORDS.iter().find(|(known, _)| *known == name) {
        Some((_, place)) => words(positional(values, *place)),
        None => Meaning::Nothing,
    }
}

fn words(text: Option<&str>) -> Meaning {
    match text.map(str::trim) {
        Some(text) if !text.is_empty() => Meaning::Words(text.to_owned()),
        _ => Meaning::Nothing,
    }
}

/// Author, title, publisher and day of a source in one line.
fn source(values: &[&str]) -> String {
    let parts = SHOWN.iter().filter_map(|names| named(values, names));
    parts.collect::<Vec<_>>().join(", ")
}

/// The value without a name at this place, from 1, or the one with this number for a name.
fn positional<'a>(values: &[&'a str], place: usize) -> Option<&'a str> {
    let mut unnamed = values.iter().filter(|value| split(value).is_none());
    let number = place.to_string();
    let found = unnamed.nth(place - 1).map(|value| value.trim());
    found
        .or_else(|| named(values, &[&number]))
        .filter(|value| !value.is_empty())
}

fn named<'a>(values: &[&'a str], names: &[&str]) -> Option<&'a str> {
    values.iter().find_map(|value| {
        let (name, value) = split(value)?;
        let is_it = names.contains(&name.to_lowercase().as_str());
        (is_it && !value.is_empty()).then_some(value)
    })
}

/// Name and value; an address or a sentence with `=` in it is no name.
fn split(value: &str) -> Option<(&str, &str)> {
    let (name, value) = value.split_once('=')?;
    let name = name.trim();
    let is_name = name.chars().count() <= 30 && !name.contains(['/', ':', '"', '.', ',']);
    is_name.then(|| (name, value.trim()))
}
