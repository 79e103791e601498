//! What lines say that are not the story: set phrases in many languages, as data files.
//!
//! A file under `lexicon/` holds the phrases of one class, one a line, with a mark for where in a
//! line it counts: `=` the whole line, `^` at its start, `:` at its start as a label (before a colon or
//! a dash, or in a line of `MAX_LABELLED` words: "Correction officers found …" corrects nothing), `$`
//! at its end, `*` anywhere.  Phrases and
//! lines are compared as folded words, so case, accents and punctuation do not matter, and `#` is
//! any number.  Only the first and last words of a line are looked at: time does not depend on its
//! length.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::hash::Quick;
use super::key::Key;
use super::named::named_enum;

named_enum! {
    /// Kinds of set phrase.
    pub enum Class {
        Published => "published", "label of a publication time";
        Updated => "updated", "label of an update time";
        ReadingTime => "reading_time", "reading time";
        RelatedHead => "related_head", "heading of other stories";
        ReadMore => "read_more", "pointer to another story";
        Promo => "promo", "newsletter or subscription line";
        Ad => "ad", "advertisement marker";
        Nav => "nav", "navigation";
        Social => "social", "share button";
        Copyright => "copyright", "copyright or legal line";
        Correction => "correction", "correction note";
        Tags => "tags", "label of topics";
        Bio => "bio", "note about the author";
        Comments => "comments", "heading of comments";
        Credit => "credit", "photo credit";
        Agency => "agency", "news or photo agency";
        Role => "role", "journalist's role";
        SignOff => "sign_off", "agency sign-off";
        PageMark => "page_mark", "page number or jump line";
        Slug => "slug", "wire header";
        Section => "section", "name of a section";
        Stub => "stub", "paywall notice";
        Live => "live", "live coverage marker";
        Letters => "letters", "letters page marker";
        Gallery => "gallery", "picture gallery marker";
        Consent => "consent", "words of a consent notice";
    }
}

/// Sources of the classes, in the order of `Class::ALL`.
const FILES: &[(Class, &str)] = &[
    (Class::Published, include_str!("lexicon/published.txt")),
    (Class::Updated, include_str!("lexicon/updated.txt")),
    (Class::ReadingTime, include_str!("lexicon/reading_time.txt")),
    (Class::RelatedHead, include_str!("lexicon/related_head.txt")),
    (Class::ReadMore, include_str!("lexicon/read_more.txt")),
    (Class::Promo, include_str!("lexicon/promo.txt")),
    (Class::Ad, include_str!("lexicon/ad.txt")),
    (Class::Nav, include_str!("lexicon/nav.txt")),
    (Class::Social, include_str!("lexicon/social.txt")),
    (Class::Copyright, include_str!("lexicon/copyright.txt")),
    (Class::Correction, include_str!("lexicon/correction.txt")),
    (Class::Tags, include_str!("lexicon/tags.txt")),
    (Class::Bio, include_str!("lexicon/bio.txt")),
    (Class::Comments, include_str!("lexicon/comments.txt")),
    (Class::Credit, include_str!("lexicon/credit.txt")),
    (Class::Agency, include_str!("lexicon/agency.txt")),
    (Class::Role, include_str!("lexicon/role.txt")),
    (Class::SignOff, include_str!("lexicon/sign_off.txt")),
    (Class::PageMark, include_str!("lexicon/page_mark.txt")),
    (Class::Slug, include_str!("lexicon/slug.txt")),
    (Class::Section, include_str!("lexicon/section.txt")),
    (Class::Stub, include_str!("lexicon/stub.txt")),
    (Class::Live, include_str!("lexicon/live.txt")),
    (Class::Letters, include_str!("lexicon/letters.txt")),
    (Class::Gallery, include_str!("lexicon/gallery.txt")),
    (Class::Consent, include_str!("lexicon/consent.txt")),
];

/// Set of classes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Classes(u32);

impl Classes {
    pub fn has(self, class: Class) -> bool {
        self.0 & (1 << class as u32) != 0
    }

    fn add(&mut self, class: Class) {
        self.0 |= 1 << class as u32;
    }
}

/// Classes of the phrases met in a line, by where they stood.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Hits {
    /// The line is such a phrase and nothing else.
    pub whole: Classes,
    /// The line begins with one.
    pub head: Classes,
    /// The line ends with one.
    pub tail: Classes,
    /// One stands at the start, at the end or near them.
    pub inside: Classes,
}

impl Hits {
    /// True for a phrase of the class anywhere in the line.
    pub fn any(&self, class: Class) -> bool {
        self.whole.has(class)
            || self.head.has(class)
            || self.tail.has(class)
            || self.inside.has(class)
    }
}

/// Words of a line that may be a label and what it labels, without a mark between them.
const MAX_LABELLED: usize = 3;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Whole,
    Head,
    Label,
    Tail,
    Inside,
}

#[derive(Debug)]
struct Phrase {
    words: String,
    place: Place,
    class: Class,
}

/// Phrases that begin with one word.
#[derive(Debug, Default)]
struct Phrases {
    /// Those that count at the start of a line only.
    first: Vec<Phrase>,
    /// Those that count elsewhere too.
    later: Vec<Phrase>,
}

/// Phrases by their first word.
type Table = HashMap<String, Phrases, Quick>;

static PHRASES: LazyLock<Table> = LazyLock::new(|| {
    let mut table = Table::default();
    for (class, file) in FILES {
        for (mark, text) in data_lines(file) {
            let place = match mark {
                '=' => Place::Whole,
                '^' => Place::Head,
                ':' => Place::Label,
                '$' => Place::Tail,
                _ => Place::Inside,
            };
            let words = phrase_key(text).text;
            let first = words.split(' ').next().unwrap_or("").to_owned();
            let phrases = table.entry(first).or_default();
            let list = match place {
                Place::Whole | Place::Head | Place::Label => &mut phrases.first,
                Place::Tail | Place::Inside => &mut phrases.later,
            };
            list.push(Phrase {
                words,
                place,
                class: *class,
            });
        }
    }
    table
});

/// Entries of a data file: the mark and the phrase after it.  `;` starts a comment line.
pub fn data_lines(file: &str) -> impl Iterator<Item = (char, &str)> {
    file.lines().filter_map(|line| {
        let line = line.trim();
        let mark = line.chars().next().filter(|c| *c != ';')?;
        Some((mark, line[mark.len_utf8()..].trim()))
    })
}

/// Words of a data file that holds nothing else.  `;` starts a comment line.
pub fn data_words(file: &str) -> impl Iterator<Item = &str> {
    let lines = file.lines().filter(|line| !line.starts_with(';'));
    lines.flat_map(str::split_whitespace)
}

/// Any number stands for all.
fn phrase_key(phrase: &str) -> Key {
    Key::of(&phrase.replace('#', "0"))
}

/// Finds the set phrases of a line, given the keys of its start and end.
pub fn find_phrases(head: &Key, tail: &Key) -> Hits {
    let mut hits = Hits::default();
    collect(head, true, head.is_whole, &mut hits);
    if !head.is_whole {
        collect(tail, false, true, &mut hits);
    }
    hits
}

/// `from_start` and `to_end` say whether the key begins and ends where the line does.
fn collect(key: &Key, from_start: bool, to_end: bool, hits: &mut Hits) {
    for (i, &offset) in key.starts.iter().enumerate() {
        let rest = &key.text[offset as usize..];
        let first = rest.split(' ').next().unwrap_or(rest);
        let Some(phrases) = PHRASES.get(first) else {
            continue;
        };
        let at_start = from_start && i == 0;
        let of_start: &[Phrase] = if at_start { &phrases.first } else { &[] };
        for phrase in of_start.iter().chain(&phrases.later) {
            let Some(after) = rest.strip_prefix(phrase.words.as_str()) else {
                continue;
            };
            if !(after.is_empty() || after.starts_with(' ')) {
                continue;
            }
            let at_end = to_end && after.is_empty();
            match phrase.place {
                Place::Whole if at_start && at_end => hits.whole.add(phrase.class),
                Place::Head if at_start => hits.head.add(phrase.class),
                Place::Label if at_start && is_label(key, phrase) => hits.head.add(phrase.class),
                Place::Tail if at_end => hits.tail.add(phrase.class),
                Place::Inside => hits.inside.add(phrase.class),
                _ => {}
            }
        }
    }
}

/// Whether the phrase at the start of a line labels what follows it.
fn is_label(key: &Key, phrase: &Phrase) -> bool {
    let is_short = key.is_whole && key.starts.len() <= MAX_LABELLED;
    is_short || key.label_end == Some(phrase.words.len() as u32)
}

/// Whether a text is one of the phrases of a class and nothing else, wherever in a line it counts.
pub fn is_phrase(text: &str, class: Class) -> bool {
    let key = Key::of(text);
    let first = key
        .text
        .split(' ')
        .next()
        .and_then(|word| PHRASES.get(word));
    first.is_some_and(|phrases| {
        let mut all = phrases.first.iter().chain(&phrases.later);
        key.is_whole && all.any(|phrase| phrase.class == class && phrase.words == key.text)
    })
}

/// Finds the set phrases of a short text in one step.
pub fn phrases_in(text: &str) -> Hits {
    let head = Key::of(text);
    let tail = if head.is_whole {
        Key::default()
    } else {
        Key::of_end(text)
    };
    find_phrases(&head, &tail)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_class_has_its_file_and_every_line_a_mark() {
        assert_eq!(FILES.len(), Class::ALL.len());
        for ((class, file), expected) in FILES.iter().zip(Class::ALL) {
            assert_eq!(class, expected);
            for (mark, phrase) in data_lines(file) {
                assert!("=^:$*".contains(mark), "{}: {mark}{phrase}", class.name());
                assert!(
                    !phrase_key(phrase).text.is_empty(),
                    "{}: {phrase}",
                    class.name()
                );
                assert!(
                    phrase_key(phrase).is_whole,
                    "{}: {phrase} is too long",
                    class.name()
                );
            }
        }
    }

    #[test]
    fn phrases_count_where_their_mark_says() {
        assert!(phrases_in("MORE STORIES:").whole.has(Class::RelatedHead));
        assert!(!phrases_in("More stories were told that evening").any(Class::RelatedHead));
        assert!(phrases_in("Comments (12)").whole.has(Class::Comments));
        assert!(
            phrases_in("Publié le 13 janvier")
                .head
                .has(Class::Published)
        );
        assert!(phrases_in("A dog barks (Photo by J. Roe)").any(Class::Credit));
        for line in [
            "Correction: two ferries",
            "CORRECTION – two ferries sailed",
            "Correction",
        ] {
            assert!(phrases_in(line).head.has(Class::Correction), "{line}");
        }
        for line in [
            "Correction officers found two ferries",
            "Correction-minded ferries sail",
        ] {
            assert!(!phrases_in(line).any(Class::Correction), "{line}");
        }
    }
}
