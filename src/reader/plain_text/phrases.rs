//! What lines say that are not the story: set phrases in many languages, as data files.
//!
//! A file under `lexicon/` holds the phrases of one class, one a line, with a mark for where in a
//! line it counts: `=` the whole line, `^` at its start, `:` at its start as a label (before a colon or
//! a dash, or in a line of three words: "Correction officers found …" corrects nothing), `$` at its end,
//! `*` anywhere.  Phrases and lines are compared as folded words, so case, accents and punctuation do
//! not matter, and `#` is any number.

use std::sync::LazyLock;

use super::by_word::ByWord;
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

/// Classes that parts of lines are asked for: nearly all lines have nothing of them, and asking each
/// part costs more than remembering that.
pub const ASKED_OF_PARTS: [Class; 6] = [
    Class::Agency,
    Class::Credit,
    Class::Published,
    Class::Role,
    Class::SignOff,
    Class::Updated,
];

/// Sources of the classes, in the order of `Class::ALL`.
pub const FILES: &[(Class, &str)] = &[
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

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    Whole,
    Head,
    Label,
    Tail,
    Inside,
}

#[derive(Debug)]
pub struct Phrase {
    pub words: String,
    /// How many.
    pub length: usize,
    pub place: Place,
    pub class: Class,
}

/// Phrases that begin with one word.
#[derive(Debug, Default)]
pub struct Phrases {
    /// Those that count at the start of a line only, of classes that parts are asked for.
    pub first_of_parts: Beginning,
    /// All others that count at the start of a line only.
    pub first: Beginning,
    /// Those that count elsewhere too.
    pub later: Beginning,
}

/// Some of the phrases that begin with one word.
#[derive(Debug, Default)]
pub struct Beginning {
    /// Those that are no more than the word.
    alone: Vec<Phrase>,
    longer: Vec<Phrase>,
    /// First bytes of their second words, as bits of the lowest six of each.
    second: u64,
}

impl Beginning {
    fn add(&mut self, phrase: Phrase) {
        match phrase.words.split_once(' ') {
            None => self.alone.push(phrase),
            Some((_, rest)) => {
                self.second |= bit_of(rest);
                self.longer.push(phrase);
            }
        }
    }

    /// Those that a text begins with, given the bit of its second word.
    pub fn of<'p>(&'p self, text: &'p str, after: u64) -> impl Iterator<Item = &'p Phrase> {
        // Most texts go on with no second word of a phrase.
        let may_be = self.second & after != 0;
        let longer: &[Phrase] = if may_be { &self.longer } else { &[] };
        let begins = |phrase: &&Phrase| {
            let rest = text.strip_prefix(phrase.words.as_str());
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
        };
        self.alone.iter().chain(longer.iter().filter(begins))
    }

    /// False when a text that goes on so begins with none of them.
    pub fn may_begin(&self, after: u64) -> bool {
        !self.alone.is_empty() || self.second & after != 0
    }

    pub fn all(&self) -> impl Iterator<Item = &Phrase> {
        self.alone.iter().chain(&self.longer)
    }
}

/// The bit of a word's first byte; none of no word.
pub fn bit_of(word: &str) -> u64 {
    word.bytes().next().map_or(0, |byte| 1 << (byte & 63))
}

/// Phrases by their first word.
pub static PHRASES: LazyLock<ByWord<Phrases>> = LazyLock::new(|| {
    let mut table: ByWord<Phrases> = ByWord::default();
    for (class, file) in FILES {
        for (mark, text) in data_lines(file) {
            let place = match mark {
                '=' => Place::Whole,
                '^' => Place::Head,
                ':' => Place::Label,
                '$' => Place::Tail,
                _ => Place::Inside,
            };
            let Key { text, starts, .. } = phrase_key(text);
            let first = text.split(' ').next().unwrap_or("");
            let phrases = table.entry(first.as_bytes());
            let list = match place {
                Place::Tail | Place::Inside => &mut phrases.later,
                _ if ASKED_OF_PARTS.contains(class) => &mut phrases.first_of_parts,
                Place::Whole | Place::Head | Place::Label => &mut phrases.first,
            };
            list.add(Phrase {
                words: text,
                length: starts.len(),
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
pub fn phrase_key(phrase: &str) -> Key {
    Key::of(&phrase.replace('#', "0"))
}
