//! Bylines as they are written ("By JANE ROE and Tom Fox, Reuters") to names of authors.
//!
//! Shared by every reader.  It only cuts and cleans: whether a line is a byline at all is the
//! caller's business.  Names keep their spelling and case.

/// Words that stand before the names, in lower case; the longest that fits is cut.
const LEADS: &[&str] = &[
    "reported by",
    "written by",
    "story by",
    "words by",
    "text by",
    "posted by",
    "published by",
    "authored by",
    "by",
    "di",
    "da",
    "por",
    "par",
    "von",
    "av",
    "af",
    "door",
    "verfasst von",
    "geschrieben von",
    "écrit par",
    "escrito por",
    "scritto da",
    "geschreven door",
    "skrevet av",
    "skrevet af",
    "autor:",
    "autor",
    "autora:",
    "autore:",
    "auteur:",
    "author:",
    "text:",
    "tekst:",
    "автор:",
    "yazar:",
    "oleh:",
    "penulis:",
];

/// Words between two names.
const JOINS: &[&str] = &[
    " and ",
    " And ",
    " AND ",
    " & ",
    " und ",
    " et ",
    " y ",
    " e ",
    " och ",
    " og ",
    " en ",
    " with ",
    " und\u{a0}",
];

/// Agencies: authors when nobody else is named, else where the author works.
const AGENCIES: &[&str] = &[
    "reuters",
    "reuter",
    "afp",
    "ap",
    "dpa",
    "upi",
    "pa",
    "efe",
    "ansa",
    "sid",
    "apa",
    "associated press",
    "the associated press",
    "pa media",
    "bloomberg",
    "bloomberg news",
    "cnn",
    "bbc news",
];

/// What stands beside a name and is none.
const ROLES: &[&str] = &[
    "associated press writer",
    "staff",
    "staff writer",
    "staff reporter",
    "staff writers",
    "correspondent",
    "editor",
    "reporter",
    "contributor",
    "columnist",
    "special to the times",
];

/// Splits a byline into names; gives nothing for an empty line.
pub fn split_authors(byline: &str) -> Vec<String> {
    let mut rest = byline.trim().trim_start_matches(['-', '–', '—', '|', '•']);
    rest = cut_lead(rest.trim_start());
    let mut joined = rest.replace(['|', ';', '\n', '•', '\t'], ",");
    for join in JOINS {
        joined = joined.replace(join, ",");
    }
    let mut names: Vec<String> = Vec::new();
    let mut agencies: Vec<String> = Vec::new();
    for part in joined.split(',') {
        let part = cut_lead(part.trim());
        let name = clean_name(part);
        let low = name.to_lowercase();
        if matches!(low.as_str(), "jr" | "sr" | "jr." | "sr." | "ii" | "iii") {
            // "Tom Fox, Jr." => one name.
            if let Some(last) = names.last_mut() {
                last.push_str(", ");
                last.push_str(&name);
            }
            continue;
        }
        if AGENCIES.contains(&low.as_str()) {
            agencies.push(name);
            continue;
        }
        if name.is_empty() || is_not_a_name(&low) || names.contains(&name) {
            continue;
        }
        // "Jane Roe, Meridian", "Jane Roe, CNN Business": what follows a full name and is a single
        // word, or speaks of a newsroom, is where she works.
        let is_single = !name.contains([' ', '.']);
        if names.last().is_some_and(|last| last.contains(' '))
            && !is_joined(rest, part)
            && (is_single || is_newsroom(&low))
        {
            continue;
        }
        names.push(name);
    }
    if names.is_empty() {
        agencies.truncate(3);
        return agencies;
    }
    names
}

/// Without "By", "Por" and the like in front.
pub fn cut_lead(text: &str) -> &str {
    let low = text.to_lowercase();
    let mut best = 0;
    for lead in LEADS {
        if let Some(after) = low.strip_prefix(lead)
            && after.starts_with([' ', '\u{a0}', ':', '\t'])
            && low.len() == text.len()
        {
            best = best.max(lead.len());
        }
    }
    text[best..].trim_start_matches([':', ' ', '\u{a0}', '\t'])
}

/// Whether a text is nothing but the words before a name: "Written by", "Author:".
pub fn is_lead(text: &str) -> bool {
    let low = text.to_lowercase();
    let bare = |lead: &str| lead.trim_end_matches(':') == low.trim_end_matches(':');
    LEADS.iter().any(|lead| bare(lead))
}

/// Whether a joining word stands before the part: "Jane Roe and Cher".
fn is_joined(byline: &str, part: &str) -> bool {
    JOINS
        .iter()
        .any(|join| byline.contains(&format!("{join}{part}")))
}

/// Words of newsrooms and posts, of which no name is made.
fn is_newsroom(low: &str) -> bool {
    const WORDS: &[&str] = &[
        "news",
        "press",
        "business",
        "desk",
        "bureau",
        "times",
        "post",
        "staff",
        "correspondent",
        "editor",
        "reporter",
        "writer",
        "contributor",
        "columnist",
        "magazine",
        "newspaper",
        "radio",
        "tv",
        "television",
        "online",
        "agency",
        "service",
        "media",
        "chief",
        "critic",
        "producer",
        "redaktion",
        "redacción",
        "rédaction",
        "korrespondent",
        "university",
        "professor",
    ];
    low.split(' ')
        .any(|word| WORDS.contains(&word.trim_matches(|c: char| !c.is_alphanumeric())))
}

fn clean_name(part: &str) -> String {
    let mut words: Vec<&str> = part.split_whitespace().collect();
    // "Tom Fox Reuters" => "Tom Fox".
    while words.len() > 1
        && words
            .last()
            .is_some_and(|word| matches!(*word, "Reuters" | "REUTERS" | "Reuter" | "AFP"))
    {
        words.pop();
    }
    // The Korean word for reporter follows the name.
    if words.len() > 1 && words.last().is_some_and(|word| *word == "기자") {
        words.pop();
    }
    // "Ann Roe (aroe)" => "Ann Roe".
    if words.last().is_some_and(|word| word.ends_with(')'))
        && let Some(at) = words.iter().rposition(|word| word.starts_with('('))
        && at > 0
    {
        words.truncate(at);
    }
    let name = words.join(" ");
    let name = name.trim_matches(|c: char| matches!(c, '(' | ')' | '*' | ':' | '-' | '–' | '"'));
    match name.strip_suffix('.') {
        // A stop after a whole word is the end of the line; after an initial it belongs to the name.
        Some(cut)
            if cut
                .split(' ')
                .next_back()
                .is_some_and(|w| w.chars().count() > 3) =>
        {
            cut
        }
        _ => name,
    }
    .trim()
    .to_owned()
}

fn is_not_a_name(low: &str) -> bool {
    ROLES.contains(&low) || low.starts_with("reuter") || !low.chars().any(char::is_alphabetic)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(byline: &str, expected: &[&str]) {
        assert_eq!(split_authors(byline), expected, "{byline}");
    }

    #[test]
    fn bylines() {
        check("    By Jane Roe, Reuters", &["Jane Roe"]);
        check(
            "By STEPHEN ROE AND PHILIP O'DOE, REUTERS",
            &["STEPHEN ROE", "PHILIP O'DOE"],
        );
        check("by Jane Roe", &["Jane Roe"]);
        check("By Jane Roe Reuters", &["Jane Roe"]);
        check("By Jane Roe, Reuters.", &["Jane Roe"]);
        check("Por Ana Pérez y Luis Gil", &["Ana Pérez", "Luis Gil"]);
        check("Автор: Анна Роу", &["Анна Роу"]);
        check("Oleh: Siti Roe", &["Siti Roe"]);
        check("Tom Fox, Jr., Associated Press", &["Tom Fox, Jr."]);
        check("dpa", &["dpa"]);
        check("By Reuters", &["Reuters"]);
        check("Byron Andes", &["Byron Andes"]);
        check("J. R. Roe", &["J. R. Roe"]);
        check("Jane Roe, Meridian", &["Jane Roe"]);
        check(
            "Jane Roe and Tom Fox, CNN Business",
            &["Jane Roe", "Tom Fox"],
        );
        check("Jane Roe and Cher", &["Jane Roe", "Cher"]);
        check("Express News Service", &["Express News Service"]);
        check("Jane Roe (jroe)", &["Jane Roe"]);
        check("Jane Roe (Daily X) and (Tom Fox)", &["Jane Roe", "Tom Fox"]);
        check("Jane (J.R.) Roe", &["Jane (J.R.) Roe"]);
        check("By", &["By"]);
        check("", &[]);
    }
}
