//! What one line looks like by itself: lengths, capitals, marks, set phrases, forms it fits.

use crate::reader::byline::{is_name, named_reporters, read_byline_by};
use crate::reader::dateline::read_dateline;

use super::caption::{Form, read_credit_by};
use super::content::{Common, MAX_LOWERED, common, lower, push_content};
use super::credit_label::has_bracketed_label;
use super::glued::{date_behind_names, stamp_parts};
use super::key::is_ideograph;
use super::lexicon::{Class, Hits, Known, find_phrases};
use super::line_key::{LineKey, hash_of};
use super::parts::{find_border, parts};
use super::picture;
use super::stamp::{Stamp, Time, find_stamp, leading_date, may_hold_stamp, stamp_in};

/// Words of a line that are looked at one by one; the length counts all.
const MAX_WORDS: usize = 60;

/// Bytes of a line that names reporters in a script without capitals.
const MAX_REPORTERS: usize = 60;

/// Facts about a line that need no other line.
#[derive(Debug, Clone)]
pub struct Shape {
    /// Words; two ideographs count as one, and five letters of another script without spaces.
    pub words: u32,
    pub letters: u32,
    pub digits: u32,
    /// Words that start with a capital, of those that start with a cased letter.
    pub capital_words: u32,
    pub cased_words: u32,
    pub has_lowercase: bool,
    pub has_uppercase: bool,
    /// Letters of a script without capitals.
    pub has_uncased: bool,
    /// Of the first `MAX_WORDS` words.
    pub stop_words: u32,
    /// Words of the site's own service, of them too.
    pub service_words: u32,
    pub looked_at: u32,
    pub commas: u32,
    /// Ends of sentences inside the line or at its end.
    pub sentences: u32,
    pub bars: u32,
    pub quotes: u32,
    pub first: char,
    pub last: char,
    /// Last character that is no quote or bracket.
    pub last_bare: char,
    pub hits: Hits,
    pub stamp: Option<Stamp>,
    /// One part of a line with bars is a stamp.
    pub has_stamp_part: bool,
    pub byline: Author,
    pub credit: Option<Form>,
    pub dateline: Place,
    pub sets_scene: bool,
    pub has_slug: bool,
    /// Hash of the folded words; equal lines are equal by it.
    pub hash: u64,
    /// Hashes of the words that say something: long ones that are no small words.
    pub content: Vec<u32>,
}

/// How much a line is like a byline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Author {
    No,
    /// Two to four capitalised words.
    BareName,
    /// "By …", a role, an agency.
    Marked,
}

/// How much a line is like one that starts with a dateline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    No,
    /// Capitals and a colon: a place or a speaker.
    Colon,
    Dash,
}

impl Shape {
    pub fn of(text: &str) -> Self {
        let mut shape = Self::count(text);
        let key = LineKey::of(text);
        shape.hits = find_phrases(&key);
        shape.hash = hash_of(&key, text.len());
        let has_border = find_border(text).is_some();
        let mut date = None;
        if shape.words <= 40 {
            shape.stamp = find_stamp(text, &shape.hits);
            if shape.stamp.is_none() && shape.words <= 16 && shape.digits > 0 {
                date = date_behind_names(text);
            }
            shape.has_stamp_part =
                date.is_some() || (shape.stamp.is_none() && has_stamp_part(text, has_border));
        }
        if shape.words <= 30 && shape.stamp.is_none() {
            shape.byline = match date {
                Some(_) => Author::Marked,
                None => author_of(text, has_border, &shape.hits),
            };
        }
        shape.credit = read_credit_by(text, &shape.hits).map(|found| found.form);
        if shape.words >= 5 {
            shape.dateline = match read_dateline(text) {
                Some(found) if found.is_colon_only => Place::Colon,
                Some(_) => Place::Dash,
                None => Place::No,
            };
            shape.sets_scene = picture::sets_scene(key.first_words());
            shape.has_slug = picture::has_caption_slug(text) || has_bracketed_label(text);
        }
        shape
    }

    /// Running text: long, mostly small letters, closed like a sentence.
    pub fn is_prose(&self) -> bool {
        let closed = self.ends_sentence();
        let lower = self.cased_words == 0 || self.capital_words * 2 <= self.cased_words;
        let has_stops = self.stop_words * 5 >= self.looked_at || self.cased_words == 0;
        (self.words >= 12 && closed && lower)
            || (self.words >= 24 && lower && has_stops)
            || (self.words >= 50 && self.sentences >= 2)
    }

    pub fn ends_sentence(&self) -> bool {
        matches!(
            self.last_bare,
            '.' | '!' | '?' | '…' | '。' | '！' | '？' | '।' | '؟' | '۔'
        )
    }

    /// The site speaks of itself: several words of its service for the length of the line.
    pub fn is_service(&self) -> bool {
        self.service_words >= 2 && self.service_words * 12 >= self.looked_at
    }

    pub fn is_short(&self) -> bool {
        self.words <= 10
    }

    pub fn is_all_caps(&self) -> bool {
        self.has_uppercase && !self.has_lowercase && !self.has_uncased && self.letters >= 3
    }

    pub fn is_relative_time(&self) -> bool {
        self.stamp
            .is_some_and(|stamp| stamp.time == Time::Relative && !stamp.is_labelled)
    }

    fn count(text: &str) -> Self {
        let mut shape = Self {
            words: 0,
            letters: 0,
            digits: 0,
            capital_words: 0,
            cased_words: 0,
            has_lowercase: false,
            has_uppercase: false,
            has_uncased: false,
            stop_words: 0,
            service_words: 0,
            looked_at: 0,
            commas: 0,
            sentences: 0,
            bars: 0,
            quotes: 0,
            first: text.chars().next().unwrap_or(' '),
            last: text.chars().next_back().unwrap_or(' '),
            last_bare: text
                .chars()
                .rev()
                .take(8)
                .find(|c| !is_closing(*c))
                .unwrap_or(' '),
            hits: Hits::default(),
            stamp: None,
            has_stamp_part: false,
            byline: Author::No,
            credit: None,
            dateline: Place::No,
            sets_scene: false,
            has_slug: false,
            hash: 0,
            content: Vec::with_capacity(text.len().min(600) / 7 + 1),
        };
        let tenths = shape.count_characters(text);
        let mut buffer = [0; MAX_LOWERED];
        for word in text.split_whitespace() {
            shape.words += 1;
            let bare = if is_bare(word) {
                word
            } else {
                let end = word.trim_end_matches(['”', '"']);
                let is_closed = end.ends_with(['.', '!', '?', '…']);
                if is_closed && (end.len() == word.len() || end.ends_with('.')) {
                    shape.sentences += 1;
                }
                bare_of(word)
            };
            let Some(first) = bare.chars().next() else {
                continue;
            };
            let is_capital = first.is_uppercase();
            shape.cased_words += u32::from(is_capital || first.is_lowercase());
            shape.capital_words += u32::from(is_capital);
            if (shape.looked_at as usize) < MAX_WORDS {
                shape.looked_at += 1;
                let lowered = lower(bare, &mut buffer);
                let common = common(lowered);
                shape.stop_words += u32::from(common == Some(Common::Small));
                shape.service_words += u32::from(common == Some(Common::Service));
                if common != Some(Common::Small) {
                    push_content(bare, lowered, &mut shape.content);
                }
            }
        }
        shape.words += tenths / 10;
        // "···" is an ellipsis.
        if shape.bars > 0 && text.contains("··") {
            shape.bars -= text.matches('·').count() as u32;
        }
        shape
    }

    /// Counts letters, digits and marks; gives the tenths of words of scripts without spaces.
    fn count_characters(&mut self, text: &str) -> u32 {
        let mut counts = [0_u32; KINDS];
        for byte in text.bytes() {
            counts[usize::from(KIND_OF[usize::from(byte)])] += 1;
        }
        let of = |kind: Kind| counts[kind as usize];
        self.letters = of(Kind::Small) + of(Kind::Capital);
        self.has_lowercase = of(Kind::Small) > 0;
        self.has_uppercase = of(Kind::Capital) > 0;
        self.digits = of(Kind::Digit);
        self.commas = of(Kind::Comma);
        self.bars = of(Kind::Bar);
        self.quotes = of(Kind::Quote);
        let mut tenths = 0;
        if of(Kind::Wide) > 0 {
            for c in text.chars().filter(|c| !c.is_ascii()) {
                self.count_char(c, &mut tenths);
            }
        }
        tenths
    }

    /// Counts a character that is not plain; of scripts without spaces it adds tenths of words.
    fn count_char(&mut self, c: char, tenths: &mut u32) {
        match c {
            '、' | '，' => self.commas += 1,
            '·' | '•' | '›' | '»' => self.bars += 1,
            '“' | '”' | '„' | '«' => self.quotes += 1,
            '。' | '！' | '？' => self.sentences += 1,
            c if is_ideograph(c) => {
                self.letters += 1;
                self.has_uncased = true;
                *tenths += 5;
            }
            c if is_unspaced(c) => {
                self.letters += 1;
                self.has_uncased = true;
                *tenths += 2;
            }
            c if c.is_alphabetic() => {
                self.letters += 1;
                let (is_lower, is_upper) = (c.is_lowercase(), c.is_uppercase());
                self.has_lowercase |= is_lower;
                self.has_uppercase |= is_upper;
                self.has_uncased |= !is_lower && !is_upper;
            }
            _ => {}
        }
    }
}

/// What a byte counts as.
#[derive(Debug, Clone, Copy)]
enum Kind {
    Other,
    Small,
    Capital,
    Digit,
    Comma,
    Bar,
    Quote,
    /// Of a character that is not plain.
    Wide,
}

const KINDS: usize = Kind::Wide as usize + 1;

/// What each byte counts as.
const KIND_OF: [u8; 256] = {
    let mut kinds = [Kind::Other as u8; 256];
    let mut byte: usize = 0;
    while byte < 256 {
        kinds[byte] = match byte as u8 {
            b'a'..=b'z' => Kind::Small,
            b'A'..=b'Z' => Kind::Capital,
            b'0'..=b'9' => Kind::Digit,
            b',' => Kind::Comma,
            b'|' | b'/' => Kind::Bar,
            b'"' => Kind::Quote,
            128.. => Kind::Wide,
            _ => Kind::Other,
        } as u8;
        byte += 1;
    }
    kinds
};

/// A word without the marks at its ends.
fn bare_of(word: &str) -> &str {
    if !word.is_ascii() {
        return word.trim_matches(|c: char| !c.is_alphanumeric());
    }
    let is_of_word = |byte: &u8| byte.is_ascii_alphanumeric();
    let bytes = word.as_bytes();
    let (start, end) = (
        bytes.iter().position(is_of_word),
        bytes.iter().rposition(is_of_word),
    );
    start.zip(end).map_or("", |(start, end)| &word[start..=end])
}

/// A word that begins and ends with a letter or a digit.
fn is_bare(word: &str) -> bool {
    let is_plain = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphanumeric);
    is_plain(word.as_bytes().first()) && is_plain(word.as_bytes().last())
}

/// One part of several is a stamp.
fn has_stamp_part(text: &str, has_border: bool) -> bool {
    let may_have_parts = has_border || leading_date(text).is_some();
    if text.len() > 200 || !may_have_parts || !may_hold_stamp(text) {
        return false;
    }
    let parts = stamp_parts(text);
    let mut first = parts.iter().take(8);
    parts.len() > 1 && first.any(|part| stamp_in(part).is_some())
}

/// Set phrases that look like names in a script without capitals.
const NO_NAMES: [Class; 11] = [
    Class::Nav,
    Class::Social,
    Class::Comments,
    Class::ReadMore,
    Class::RelatedHead,
    Class::Section,
    Class::Promo,
    Class::Ad,
    Class::Tags,
    Class::Gallery,
    Class::Credit,
];

fn author_of(text: &str, has_border: bool, hits: &Hits) -> Author {
    if text.len() > 240 {
        return Author::No;
    }
    // `김민수 기자` has no letter that tells a name.
    if text.len() <= MAX_REPORTERS && !text.is_ascii() && !named_reporters(text).is_empty() {
        return Author::Marked;
    }
    // Only a line of one part can be a bare name, and no button is one.
    let has_parts = has_border && parts(text).nth(1).is_some();
    let is_single = !has_parts && !NO_NAMES.iter().any(|c| hits.whole.has(*c));
    let mut found = Author::No;
    for part in parts(text).take(4) {
        let byline = read_byline_by(part, Some(Known::of(text, hits)));
        if byline.as_ref().is_some_and(|byline| byline.is_marked) {
            return Author::Marked;
        }
        if is_single && (is_name(part) || byline.is_some_and(|byline| byline.authors.len() > 1)) {
            found = Author::BareName;
        }
    }
    found
}

fn is_closing(c: char) -> bool {
    matches!(
        c,
        '"' | '”' | '’' | '\'' | '»' | ')' | ']' | '“' | '」' | '）' | '*' | '_'
    ) || c.is_whitespace()
}

/// Thai, Lao, Burmese and Khmer: letters of words that no space ends.
fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{E01}'..='\u{EDF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17D3}')
}
