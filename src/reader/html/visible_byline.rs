//! Who a page shows as the author: lines with "By", and names beside the day, beside a post or below
//! a "By" of their own.
//!
//! Without "By" a name has to stand in the header and begin with a first name, and the story is not
//! about that person.

use super::caption::is_caption;
use super::house::House;
use super::marks::{Mark, Marks};
use super::meta::{About, ELSEWHERE, key};
use super::names::{author_names, is_full_name, is_person, signed_text};
use super::page::{BlockTag, PageBlock};
use super::place::{MOST_POINTS, find_headline};
use crate::reader::byline::{
    chinese_reporters, is_arabic_name, is_lead, is_outlet, is_particle, is_told_of,
    led_beside_date, reporters, split_authors, without_date,
};
use crate::reader::plain_text::lexicon::{Class, is_phrase, phrases_in};
use crate::reader::plain_text::parts::parts;
use crate::reader::plain_text::stamp::{Time, has_date, stamp_in};
use crate::text::stands_in;

/// Longest line of a header, bytes.
const MAX_LINE: usize = 160;
/// Longest line between a name and the day, bytes.
const SHORT: usize = 40;
/// Names in such a line at most.
const MAX_NAMES: usize = 4;
/// Characters of a block that tells the story, and how many of them show whom it is about.
const STORY: usize = 60;
const MOST_STORY: usize = 8;

/// Marks of texts that name somebody who took a picture, or a topic.
const OTHERS: &[Mark] = &[Mark::Figure, Mark::Credit, Mark::Caption, Mark::Tags];

impl About<'_> {
    /// Names in the header that no "By" leads.
    pub fn unled_authors(&self, house: &House) -> Vec<String> {
        let blocks = &self.page.blocks;
        let Some(headline) = find_headline(self.page) else {
            return Vec::new();
        };
        let around = self.headline_marks().join(blocks[headline].marks);
        let is_line = |block: &PageBlock| {
            let marks = block.marks.beyond(around);
            let elsewhere = match marks.has(Mark::Bio) {
                // A card of an author is no card of a story.
                true => &[Mark::Comments, Mark::Footer, Mark::Nav][..],
                false => ELSEWHERE,
            };
            block.text.len() < MAX_LINE
                && !is_caption(block)
                && !marks.has_any(OTHERS)
                && !marks.has_any(elsewhere)
        };
        let end = self.header().end.min(self.header_end(MOST_POINTS));
        let header = &blocks[..end.max(headline + 1)];
        for (i, block) in header.iter().enumerate().skip(headline + 1) {
            if !is_line(block) {
                continue;
            }
            let next = blocks.get(i + 1);
            let names = if is_lead(&block.text) {
                let names = next.map(|next| author_names(without_date(&next.text)));
                names.unwrap_or_default()
            } else {
                led_beside_date(&block.text)
                    .map(author_names)
                    .unwrap_or_default()
            };
            if !names.is_empty() && names.iter().all(|name| is_full_name(name)) {
                return names;
            }
            let ways = [
                reporters(&block.text),
                chinese_reporters(&block.text),
                beside_stamp(&block.text, house),
                beside_line(&header[headline + 1..], i - headline - 1),
            ];
            let names = ways.into_iter().find(|names| !names.is_empty());
            if let Some(names) = names.filter(|names| !self.are_subjects(names, headline)) {
                return names;
            }
            let unknown = before_bar(&block.text);
            if let Some(name) = unknown.filter(|name| self.is_unheard_of(name, i)) {
                return vec![name];
            }
        }
        let marked = header[headline + 1..].iter().filter(|block| is_line(block));
        let names = marked_names(marked, around);
        if self.are_subjects(&names, headline) {
            Vec::new()
        } else {
            names
        }
    }

    /// Whether the story is about one of these people: by its headline, its tags or its beginning.
    fn are_subjects(&self, names: &[String], headline: usize) -> bool {
        let blocks = &self.page.blocks;
        let tags = self.tags();
        let told = blocks[headline + 1..]
            .iter()
            .filter(|block| block.chars >= STORY);
        let mut texts = std::iter::once(&blocks[headline]).chain(told.take(MOST_STORY));
        names
            .iter()
            .any(|name| tags.iter().any(|tag| key(tag) == key(name)))
            || texts.any(|block| names.iter().any(|name| is_told_of(name, &block.text)))
    }

    /// Whether the page has no word of a name but where it stands: it is no section, place or topic.
    fn is_unheard_of(&self, name: &str, at: usize) -> bool {
        let low = name.to_lowercase();
        let has_word = |text: &str| {
            let text = text.to_lowercase();
            low.split(' ').any(|word| stands_in(word, &text))
        };
        let others = self
            .page
            .blocks
            .iter()
            .enumerate()
            .filter(|(i, _)| *i != at);
        !self.tags().iter().any(|tag| has_word(tag))
            && !others
                .map(|(_, block)| block)
                .any(|block| has_word(&block.text))
    }
}

/// `Ann Roe | 5 May 2026`, `5 May 2026 · Ann Roe · 4 min read`: the names in a line that has nothing
/// else beside the day.
fn beside_stamp(text: &str, house: &House) -> Vec<String> {
    // "Ann Roe · 3 hours ago"
    let is_ago = |part: &str| stamp_in(part).is_some_and(|stamp| stamp.time == Time::Relative);
    if !has_date(text) && !parts(text).any(is_ago) {
        return Vec::new();
    }
    let mut names: Vec<String> = Vec::new();
    for part in parts(text) {
        let hits = phrases_in(part);
        let is_beside = stamp_in(part).is_some()
            || hits.any(Class::ReadingTime)
            || is_labelled_date(part)
            || hits.whole.has(Class::Section)
            || hits.whole.has(Class::Role)
            || hits.whole.has(Class::Agency)
            || is_outlet(part)
            || house.is_of(part);
        if !is_beside {
            match is_arabic_name(part) {
                true => names.push(part.to_owned()),
                false => names.extend(split_authors(without_date(part))),
            }
        }
    }
    people(names)
}

/// `Güncelleme: 05.05.2026`: a day behind one word, whatever that says.
fn is_labelled_date(part: &str) -> bool {
    has_date(part) && !without_date(part).contains(' ')
}

/// `Zerlin Roe | 5 May 2026`: what may be a name, though no list knows it as a first name.
fn before_bar(text: &str) -> Option<String> {
    let (name, rest) = text.split_once(['|', '•', '·'])?;
    let name = name.trim();
    let is_stamp = |part: &str| stamp_in(part).is_some() || is_labelled_date(part);
    // "San Marino", "La Rioja": places begin with what stands within names.
    let is_place = || name.split(' ').next().is_some_and(is_particle);
    let is_name =
        is_full_name(name) && name.contains(char::is_lowercase) && !is_outlet(name) && !is_place();
    (is_name && parts(rest).all(is_stamp) && has_date(rest)).then(|| name.to_owned())
}

/// A block of names beside a block with the day, or over one with a post, an address or how long
/// the story takes.
fn beside_line(header: &[PageBlock], at: usize) -> Vec<String> {
    let block = &header[at];
    // "Ann Roe/Agency" took a picture.
    if matches!(block.tag, BlockTag::Heading(_)) || block.text.contains('/') {
        return Vec::new();
    }
    let names = people(split_authors(&signed_text(block)));
    if names.is_empty() {
        return names;
    }
    let is_stamp =
        |block: &PageBlock| stamp_in(&block.text).is_some_and(|stamp| stamp.time != Time::Clock);
    let is_address = |text: &str| text.contains('@') && !text.contains(' ');
    let is_over = |next: &PageBlock| {
        let hits = phrases_in(&next.text);
        is_stamp(next)
            || is_phrase(&next.text, Class::Role)
            || hits.any(Class::ReadingTime)
            || is_address(&next.text)
    };
    // A town or a button may stand between.
    let below = &header[at + 1..];
    let is_over_day = match below {
        [next, ..] if is_over(next) => true,
        [next, day, ..] => next.text.len() < SHORT && is_stamp(day),
        _ => false,
    };
    // A link below the day is a topic, and what is bold there begins the story.
    let is_under_day =
        at > 0 && is_stamp(&header[at - 1]) && block.link_chars == 0 && !block.is_strong;
    let has_address = block.text.split(' ').any(is_address);
    if is_over_day || is_under_day || has_address {
        names
    } else {
        Vec::new()
    }
}

/// The names in blocks that the page marks as bylines, by whatever word; many are a list.
fn marked_names<'p>(blocks: impl Iterator<Item = &'p PageBlock>, around: Marks) -> Vec<String> {
    let marked = blocks.filter(|block| block.marks.beyond(around).has(Mark::Byline));
    let mut names: Vec<String> = Vec::new();
    let named = |block: &PageBlock| people(split_authors(&signed_text(block)));
    for name in marked.flat_map(named) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    people(names)
}

/// Names, if all are people's.
fn people(mut names: Vec<String>) -> Vec<String> {
    let is_one = |name: &String| is_person(name) || is_arabic_name(name);
    if names.len() > MAX_NAMES || !names.iter().all(is_one) {
        names.clear();
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_before_a_bar() {
        assert_eq!(
            before_bar("Zerlin Roe | 5 May 2026"),
            Some("Zerlin Roe".to_owned())
        );
        for text in [
            "Zerlin Roe, 5 May 2026",
            "San Marino | 5 May 2026",
            "Zerlin Roe | Home",
        ] {
            assert_eq!(before_bar(text), None, "{text}");
        }
    }

    #[test]
    fn names_beside_the_day() {
        let house = House::of(&["Valley Sentinel"]);
        for (text, expected) in [
            ("Ann Roe | 5 May 2026", &["Ann Roe"][..]),
            (
                "Ann Roe | 05.05.2026 - Update: 06.05.2026 10:12 Uhr",
                &["Ann Roe"],
            ),
            ("5 May 2026 · Ann Roe · 4 min read", &["Ann Roe"]),
            ("Ann Roe and Tom Fox, 5 May 2026", &["Ann Roe", "Tom Fox"]),
            ("Ann Roe • Valley Sentinel • 5 May 2026", &["Ann Roe"]),
            ("Ann Roe - Giriş: 05.05.2026 10:12", &["Ann Roe"]),
            ("Ann Roe | 05.05.2026 - Datering: 06.05.2026", &["Ann Roe"]),
            ("Ann Roe | Politics | 5 May 2026", &["Ann Roe"]),
            ("Ann Roe | The price of a stone | 5 May 2026", &[]),
            ("Ann Roe · 3 hours ago", &["Ann Roe"]),
            ("سامي الحداد | 3 مارس 2026", &["سامي الحداد"]),
            ("أخبار محلية | 3 مارس 2026", &[]),
            ("Local Politics · 3 hours ago", &[]),
            ("San Marino | 5 May 2026", &[]),
            ("Local Politics | 5 May 2026", &[]),
            ("Ann Roe | Home", &[]),
            ("5 May 2026", &[]),
        ] {
            assert_eq!(beside_stamp(text, &house), expected, "{text}");
        }
    }
}
