//! The set phrases of a line and of its parts: which are met, and where they stand.
//!
//! Only the first and last words of a line are looked at: time does not depend on its length.

use super::key::{Key, MAX_PLAIN, MAX_WORDS, first_plain};
use super::line_key::LineKey;
use super::phrases::{ASKED_OF_PARTS, PHRASES, Phrase, Place, bit_of};

pub use super::phrases::{Class, data_lines, data_words};

/// Set of classes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Classes(u32);

impl Classes {
    pub fn has(self, class: Class) -> bool {
        self.0 & (1 << class as u32) != 0
    }

    pub fn is_empty(self) -> bool {
        self.0 == 0
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
    /// Of `ASKED_OF_PARTS`: one of its phrases stands in the line, whether it counts there or not.
    near: Classes,
    /// All words of the line were looked at.
    is_whole: bool,
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

/// A line whose set phrases are known, for asking about its parts.
#[derive(Debug, Clone, Copy)]
pub struct Known<'h> {
    length: usize,
    hits: &'h Hits,
}

impl<'h> Known<'h> {
    pub fn of(line: &str, hits: &'h Hits) -> Self {
        Self {
            length: line.len(),
            hits,
        }
    }

    /// The set phrases of a part of the line, of the classes that parts are asked for.
    pub fn phrases_of(self, part: &str) -> Hits {
        if part.len() == self.length {
            *self.hits
        } else if self.may_have_any() {
            phrases_in(part)
        } else {
            Hits::default()
        }
    }

    /// False when no part of the line can have a phrase of the classes that parts are asked for.
    pub fn may_have_any(self) -> bool {
        !self.hits.is_whole || !self.hits.near.is_empty()
    }

    /// False when no part of the line can have a phrase of the class.
    pub fn may_have(self, class: Class) -> bool {
        !self.hits.is_whole || !ASKED_OF_PARTS.contains(&class) || self.hits.near.has(class)
    }
}

/// Words of a line that may be a label and what it labels, without a mark between them.
const MAX_LABELLED: usize = 3;

/// Finds the set phrases of a line.
pub fn find_phrases(line: &LineKey) -> Hits {
    let mut hits = Hits {
        is_whole: line.end.is_none(),
        ..Hits::default()
    };
    let all = Stretch {
        from_start: true,
        to_end: line.end.is_none(),
        head: MAX_WORDS,
        tail: line.tail,
    };
    collect(&line.start, all, &mut hits);
    if let Some(end) = &line.end {
        let tail = Stretch {
            from_start: false,
            to_end: true,
            head: usize::MAX,
            tail: 0,
        };
        collect(end, tail, &mut hits);
    }
    hits
}

/// Which words of a line a key holds.
#[derive(Debug, Clone, Copy)]
struct Stretch {
    from_start: bool,
    to_end: bool,
    /// Phrases count that end within so many words,
    head: usize,
    /// or begin with this word or later.
    tail: usize,
}

fn collect(key: &Key, stretch: Stretch, hits: &mut Hits) {
    let count = key.starts.len();
    let table = &*PHRASES;
    for (i, &offset) in key.starts.iter().enumerate() {
        let first = key.word(i);
        let Some(phrases) = table.get(first.as_bytes()) else {
            continue;
        };
        let rest = &key.text[offset as usize..];
        let after = bit_of(rest.get(first.len() + 1..).unwrap_or(""));
        let at_start = stretch.from_start && i == 0;
        // Most words go on as none of their phrases does.
        let may_begin = phrases.later.may_begin(after)
            || phrases.first_of_parts.may_begin(after)
            || (at_start && phrases.first.may_begin(after));
        if !may_begin {
            continue;
        }
        let anywhere = phrases.later.of(rest, after);
        let of_parts = phrases.first_of_parts.of(rest, after);
        let of_start = at_start.then(|| phrases.first.of(rest, after));
        let found = anywhere
            .chain(of_parts)
            .chain(of_start.into_iter().flatten());
        for phrase in found {
            if ASKED_OF_PARTS.contains(&phrase.class) {
                hits.near.add(phrase.class);
            }
            let end = i + phrase.length;
            if end > stretch.head && i < stretch.tail {
                continue;
            }
            let at_end = stretch.to_end && end == count;
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
        .and_then(|word| PHRASES.get(word.as_bytes()));
    first.is_some_and(|phrases| {
        let lists = [&phrases.first_of_parts, &phrases.first, &phrases.later];
        let mut all = lists.into_iter().flat_map(|list| list.all());
        key.is_whole && all.any(|phrase| phrase.class == class && phrase.words == key.text)
    })
}

/// False when a text begins with no phrase of two classes that parts are asked for, which its first
/// word mostly tells.
pub fn may_begin_with(text: &str, classes: [Class; 2]) -> bool {
    let mut buffer = [0; MAX_PLAIN];
    let Some(first) = first_plain(text, &mut buffer) else {
        return true;
    };
    PHRASES.get(first).is_some_and(|phrases| {
        let mut all = phrases.first_of_parts.all();
        all.any(|phrase| classes.contains(&phrase.class))
    })
}

/// Finds the set phrases of a short text in one step.
pub fn phrases_in(text: &str) -> Hits {
    find_phrases(&LineKey::of(text))
}

/// Labels of a data file with what each is one of: `date datum | fecha`.
pub fn labels(file: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let rows = file.lines().filter(|line| !line.starts_with(';'));
    rows.filter_map(|row| row.split_once(' '))
        .flat_map(|(name, labels)| labels.split('|').map(move |label| (name, label.trim())))
}

#[cfg(test)]
mod tests {
    use super::super::phrases::{FILES, phrase_key};
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
