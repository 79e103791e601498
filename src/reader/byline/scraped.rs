//! Bylines in scraped text: who wrote it, and what only looks so.
//!
//! "By Jane Roe", "By Jane Roe and John Poe", "Jane Roe | AP", "Por …", "Von …", "Par …", "—Jane
//! Roe", with roles and agencies beside the names.  A name is one to six capitalised words; "By the
//! numbers", "By Monday" and photo credits are none.

use std::borrow::Cow;

use super::clause::without_clause;
use super::credit::without_pictures;
use super::east_asian::is_ideographic;
use super::given_name::begins_with_given_name;
use super::inverted::put_upright;
use super::lead::{cut_lead, is_label, is_led_word};
use super::list::{Part, is_join, split_names};
use super::name::{is_no_name, is_particle, read_marked_name, read_name, words_of, words_of_name};
use super::post::{
    agency_with_initials, is_beside, is_our_post, is_outlet_word, is_paper, is_post,
    is_single_beside, without_article,
};
use super::trailing::{cut_trailing, has_town, is_name_with_post, is_quality};
use crate::reader::plain_text::lexicon::{Class, Hits, Known, phrases_in};
use crate::reader::plain_text::stamp::{find_stamp, is_of_date};

/// Longest line that can be a byline, bytes.
const MAX_BYTES: usize = 240;
/// A line that names authors.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Byline {
    /// Display forms, in order.
    pub authors: Vec<String>,
    /// It says so itself ("By", a role, an agency), rather than being just a name.
    pub is_marked: bool,
    /// It names no person.
    pub is_agency: bool,
}

/// What says that a text names authors.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Proof {
    /// Nothing: it has to look like names.
    None,
    /// The labeller.
    Label,
    /// "By" before it.
    Lead,
    /// "Author:" before it, where a single word is a name.
    Field,
}

/// Reads a byline, or a part of a line between bars; stamps beside it must be cut off before.
pub fn read_byline(text: &str) -> Option<Byline> {
    read_byline_by(text, None)
}

/// The same for a text that is a line whose set phrases are known, or a part of it.
pub fn read_byline_by(text: &str, known: Option<Known<'_>>) -> Option<Byline> {
    let line = bare_line(text)?;
    let (rest, proof) = strip_lead(line);
    if is_led_word(line) {
        return None;
    }
    if proof == Proof::None {
        return read_names(rest, proof, known);
    }
    let upright = if is_label(line, rest) {
        put_upright(rest)
    } else {
        Cow::Borrowed(rest)
    };
    let authors = without_pictures(&upright);
    read_names(&without_notes(without_clause(&authors)), proof, None)
}

/// The line without marks around it, unless it is too long.
pub fn bare_line(text: &str) -> Option<&str> {
    let is_mark = |c: char| c.is_whitespace() || matches!(c, '*' | '_' | '|' | '·');
    (text.len() <= MAX_BYTES).then(|| text.trim_matches(is_mark))
}

pub fn read_names(text: &str, proof: Proof, known: Option<Known<'_>>) -> Option<Byline> {
    let may_have = |class| known.is_none_or(|known| known.may_have(class));
    let has_lead = proof != Proof::None;
    // Nothing but names can make it a byline.
    let is_bare = !has_lead && known.is_some_and(|known| !known.may_have_any());
    if is_bare && begins_no_name(text) {
        return None;
    }
    let mut people: Vec<String> = Vec::new();
    let mut agencies: Vec<String> = Vec::new();
    let mut is_marked = proof >= Proof::Lead;
    // Something stood behind the last name: what follows is where, and nobody.
    let mut is_behind = false;
    for (
        i,
        Part {
            text: raw,
            is_joined,
        },
    ) in split_names(text).enumerate()
    {
        let mut part = bare_part(strip_note(raw));
        if part.is_empty() {
            continue;
        }
        let is_first = people.is_empty() && agencies.is_empty();
        if is_bare && is_first && !part.contains('@') && words_of_name(part) < 2 {
            find_stamp(part, &Hits::default())?;
            continue;
        }
        let mut hits = known.map_or_else(|| phrases_in(part), |known| known.phrases_of(part));
        if may_have(Class::Agency)
            && let Some(agency) = without_article(part).or_else(|| agency_with_initials(part))
        {
            (part, hits) = (agency, phrases_in(agency));
        }
        let is_agency = hits.whole.has(Class::Agency);
        // "Local Democracy Reporter" is no reporter of that name.
        if !is_agency && may_have(Class::Role) && (is_post_alone(part) || is_our_post(part)) {
            is_marked = true;
            continue;
        }
        // Most lines have nothing to cut.
        let was_behind = std::mem::take(&mut is_behind);
        let may_trail = || {
            let last = part.rsplit(' ').next();
            part.contains('@') || has_town(part) || last.is_some_and(is_outlet_word)
        };
        if !is_agency && (has_lead || hits.any(Class::Role) || may_trail()) {
            let (name, has_post) = cut_trailing(part);
            if name.len() < part.len() {
                is_behind = true;
                part = name;
                hits = phrases_in(part);
                is_marked |= has_post;
            }
        }
        if hits.whole.has(Class::Agency) {
            // The agency beside a person is where she works; alone it is the author.
            agencies.push(part.to_owned());
            is_marked = true;
            continue;
        }
        if i > 0 && (hits.head.has(Class::Role) || hits.inside.has(Class::Role)) {
            is_marked = true;
            continue;
        }
        if part.contains('@') || find_stamp(part, &hits).is_some() {
            continue;
        }
        // In a longer list, a single word is another name; a sentence is no outlet.
        let is_only = people.len() == 1 || was_behind;
        let is_single = has_lead && is_only && is_single_beside(&people, part);
        let mut words = part.split(' ');
        let may_be_outlet = has_lead || words.all(|word| word.starts_with(char::is_uppercase));
        if !is_joined && (is_single || (may_be_outlet && is_beside(&people, part, &hits))) {
            is_marked = true;
            continue;
        }
        // "BBC News, South West", "By Reuters, London": where the agency is.
        let is_behind_agency = !is_joined && people.is_empty() && !agencies.is_empty();
        if is_behind_agency && !part.contains(' ') {
            continue;
        }
        let has_name = !people.is_empty() || !agencies.is_empty();
        let name = if has_lead {
            read_marked_name(part)
        } else {
            read_name(part)
        };
        match name {
            Some(name) if has_lead || words_of(&name) >= 2 => people.push(name),
            // What follows the first name may be an outlet or a town.
            _ if i > 0 && (has_lead || is_marked) && has_name => {}
            _ => return None,
        }
    }
    // "Crime & Courts" is nobody, and "Lichtgut/Jane Roe" took a picture.
    let is_word = |name: &String| words_of(name) == 1 && !is_ideographic(name);
    if proof == Proof::Label && people.first().is_some_and(is_word) {
        return None;
    }
    // "By Land and Sea"
    if people.len() > 1
        && people.iter().all(is_word)
        && !people.iter().all(|name| begins_with_given_name(name))
    {
        return None;
    }
    // "Par Le Figaro avec AFP", "By Euronews with Agencies"
    if !agencies.is_empty() && people.len() == 1 && (is_word(&people[0]) || is_paper(&people[0])) {
        agencies.insert(0, people.remove(0));
    }
    let is_agency = people.is_empty();
    agencies.truncate(1);
    let authors = if is_agency { agencies } else { people };
    let first = authors.first()?;
    // "By Monday" and "By Design": one word is a name only if it is an agency's.
    let is_alone = !is_agency && authors.len() == 1 && is_word(first);
    (!is_alone || proof == Proof::Field).then_some(Byline {
        authors,
        is_marked,
        is_agency,
    })
}

/// `officials have …`, `The mayor …`, `Officials have …`, `Weather`: a text that begins with a word that
/// is of no date, and where that word or the next cannot be of a name.  Most lines are known by it to
/// be no byline.
fn begins_no_name(text: &str) -> bool {
    let mut words = text.split(' ');
    let is_plain = |word: &str| !word.is_empty() && word.bytes().all(|b| b.is_ascii_alphabetic());
    let is_small = |word: &str| word.starts_with(|c: char| c.is_ascii_lowercase());
    let (first, second) = (words.next().unwrap_or(""), words.next().unwrap_or(""));
    if !is_plain(first) || text.contains('@') {
        return false;
    }
    if first.len() == text.len() {
        return true;
    }
    if is_small(first) || is_no_name(first) {
        return !is_of_date(first);
    }
    is_plain(second)
        && is_small(second)
        && !(is_join(second) || is_particle(second) || is_of_date(second))
}

/// A part without the marks around it; the stop of "Jr." is its own.
fn bare_part(part: &str) -> &str {
    let bare =
        part.trim_matches(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | '.' | ';' | ':'));
    let has_stop = ["Jr", "Sr"].iter().any(|end| bare.ends_with(end));
    let start = bare.as_ptr() as usize - part.as_ptr() as usize;
    let end = start + bare.len();
    if has_stop && part[end..].starts_with('.') {
        &part[start..=end]
    } else {
        bare
    }
}

/// "Jane Roe (now)" => "Jane Roe": what live blogs and picture pages say of a name's part.
fn strip_note(part: &str) -> &str {
    let part = part.trim();
    let Some(open) = part
        .rfind('(')
        .filter(|open| *open > 0 && part.ends_with(')'))
    else {
        return part;
    };
    let note = &part[open + 1..part.len() - 1];
    let is_note = note.split_whitespace().count() <= 3 && !note.chars().any(char::is_uppercase);
    if is_note {
        part[..open].trim_end()
    } else {
        part
    }
}

/// Takes off the lead, or the dash that stands before a name alone.
pub fn strip_lead(text: &str) -> (&str, Proof) {
    if let Some(rest) = text.strip_prefix(['—', '–']) {
        return (rest.trim_start(), Proof::Lead);
    }
    match cut_lead(text) {
        Some(("author:", rest)) => (rest, Proof::Field),
        Some((_, rest)) => (rest, Proof::Lead),
        None => (text, Proof::None),
    }
}

/// Takes off what stands in brackets behind a name; of a link its text is kept.
pub fn without_notes(text: &str) -> Cow<'_, str> {
    if !text.contains('(') || text.starts_with('(') {
        return Cow::Borrowed(text);
    }
    let is_of_link = text.contains("](");
    let mut depth = 0_usize;
    let is_kept = |c: &char| {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0 && *c != ')' && !(is_of_link && matches!(c, '[' | ']'))
    };
    Cow::Owned(text.chars().filter(is_kept).collect())
}

/// "Local Democracy Reporter", but not "Ann Roe Reporter" and not "Mary Senior".
fn is_post_alone(text: &str) -> bool {
    let last = text.rsplit(' ').next().unwrap_or(text);
    text.contains(' ')
        && last.len() > 3
        && !is_quality(last)
        && is_post(text)
        && !is_name_with_post(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, authors: &[&str]) {
        let found = read_byline(text)
            .map(|byline| byline.authors)
            .unwrap_or_default();
        assert_eq!(found, authors, "{text}");
    }

    #[test]
    fn names_are_read_in_many_languages() {
        for (text, authors) in [
            ("By Jane Roe", &["Jane Roe"][..]),
            ("By Jane Roe and John Q. Poe", &["Jane Roe", "John Q. Poe"]),
            (
                "By Jane Roe, John Poe and Ann Loe",
                &["Jane Roe", "John Poe", "Ann Loe"],
            ),
            ("By JANE ROE, Staff Writer", &["Jane Roe"]),
            ("By JOHN DOE, Associated Press", &["John Doe"]),
            ("Jane Roe | Reuters", &["Jane Roe"]),
            ("Jane Roe, Staff Writer", &["Jane Roe"]),
            (
                "Por Juana Pérez y Luis de la Torre",
                &["Juana Pérez", "Luis de la Torre"],
            ),
            (
                "Von Johanna Weiß und Karl von Moor",
                &["Johanna Weiß", "Karl von Moor"],
            ),
            (
                "Par Jeanne d’Aubigné et Marc Le Goff",
                &["Jeanne d’Aubigné", "Marc Le Goff"],
            ),
            ("—Jane Roe", &["Jane Roe"]),
            ("Written by: Jane O’Brien", &["Jane O’Brien"]),
            (
                "By Jane Roe, John Poe, and Ann Loe",
                &["Jane Roe", "John Poe", "Ann Loe"],
            ),
            ("By Jane Roe, Frankfurt", &["Jane Roe"]),
            ("Jane Roe, Meridian News", &["Jane Roe"]),
            (
                "By Jane Roe, John Poe, Cher",
                &["Jane Roe", "John Poe", "Cher"],
            ),
            ("By Jane Roe/dpa", &["Jane Roe"]),
            ("The Associated Press", &["The Associated Press"]),
            ("By Reuters", &["Reuters"]),
            (
                "Jane Roe (now) and John Poe (earlier)",
                &["Jane Roe", "John Poe"],
            ),
            ("Автор: Иван Петров", &["Иван Петров"]),
            ("byJane Roe", &["Jane Roe"]),
            ("Author: Pruett, Hannah M.", &["Hannah M. Pruett"]),
            ("By JANE ROE, Harbour Courier", &["Jane Roe"]),
            ("By Jane Roe in Paris", &["Jane Roe"]),
            ("By Jane Roe reporting from Paris", &["Jane Roe"]),
            ("By Jane Roe Updated 3 hours ago", &["Jane Roe"]),
            ("Guest column by Jane Roe", &["Jane Roe"]),
            ("Por Jane Roe, corresponsal en Kiev", &["Jane Roe"]),
            ("Por Jane Roe en París", &["Jane Roe"]),
            ("By Jane Roe Photographs by Tom Fox", &["Jane Roe"]),
            ("By Jane Roe for the Holm Argus", &["Jane Roe"]),
            ("By JANE ROE jroe@paper.example", &["Jane Roe"]),
            ("Jane Roe Political Correspondent", &["Jane Roe"]),
            ("Von Jane RoeKorrespondentin", &["Jane Roe"]),
            ("Por José Ortega y Gasset", &["José Ortega y Gasset"]),
        ] {
            check(text, authors);
        }
    }

    #[test]
    fn what_only_looks_like_a_byline_is_none() {
        for text in [
            "By the numbers",
            "By The Numbers",
            "By Monday",
            "By January",
            "By Design",
            "By my count, three of the ten had left",
            "By 2030, the town will be dry",
            "By far the largest",
            "Photo by Jane Roe",
            "Jane Roe reports from Kyiv",
            "Von Montag an",
            "Por ahora",
            "Par exemple",
            "By invitation only",
            "By Train And By Bus",
        ] {
            check(text, &[]);
        }
    }
}
