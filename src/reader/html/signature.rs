//! Who signs a story, below it or above it, where the page names nobody but the outlet.
//!
//! A name that is set apart signs only where no other name is set so and the story tells of nobody
//! of that name: winners, speakers and the dead are bold too.

use super::caption::is_caption;
use super::house::DESKS;
use super::marks::Mark;
use super::names::{byline_names, is_full_name, is_person};
use super::page::{BlockTag, Page, PageBlock};
use crate::reader::byline::{
    bracketed, ends_in_names, is_told_of, read_sign_off, reporters, split_authors,
};
use crate::reader::plain_text::parts::parts;
use crate::reader::plain_text::stamp::stamp_in;

/// Longest line that signs, and longest note about who wrote a story, bytes.
const MAX_LINE: usize = 80;
const MAX_NOTE: usize = 600;
/// Characters from which a text that ends in a stop is of the story.
const SENTENCE: usize = 40;
/// Blocks before the first sentence that are looked at.
const BEGINNING: usize = 2;
/// Blocks after the last sentence that are looked at.
const BELOW: usize = 3;
/// Names in a line at most.
const MAX_NAMES: usize = 3;

/// What comes after a name where a note says who that is.
const IS: &[&str] = &[
    "is", "are", "sind", "son", "sont", "sono", "writes", "teaches", "covers", "works", "ist",
    "schreibt", "es", "est", "è", "é", "jest", "är",
];

/// A story among the blocks of its page.
pub struct Signed<'p> {
    pub page: &'p Page<'p>,
    pub chosen: &'p [bool],
    pub headline: &'p str,
    /// What the page says that it is about.
    pub description: Option<String>,
}

impl Signed<'_> {
    /// The names that sign the story.
    pub fn names(&self) -> Vec<String> {
        let Some(last) = self.chosen.iter().rposition(|chosen| *chosen) else {
            return Vec::new();
        };
        // What is bold or italic as a whole asks for money or tells of the author.
        let is_plain =
            |block: &PageBlock| is_sentence(block) && !block.is_strong && !block.is_italic;
        let mut ends = self.told().filter(|(_, block)| is_plain(block));
        let Some((end, _)) = ends.next_back() else {
            return self.led(last);
        };
        // A request for money may stand below a desk.
        let before = ends.next_back().map(|(before, _)| before);
        let ways: [&dyn Fn() -> Vec<String>; 7] = [
            &|| self.led(last),
            &|| self.set_apart(end),
            &|| self.above(),
            &|| self.noted(end),
            &|| self.desk(end),
            &|| before.map(|before| self.desk(before)).unwrap_or_default(),
            &|| self.east_asian(end),
        ];
        let mut found = ways.iter().map(|way| way());
        found.find(|names| !names.is_empty()).unwrap_or_default()
    }

    /// The blocks of the story without its captions, with their numbers.
    fn told(&self) -> impl DoubleEndedIterator<Item = (usize, &PageBlock)> {
        let blocks = self.page.blocks.iter().enumerate();
        blocks.filter(|(i, block)| self.chosen[*i] && !is_caption(block))
    }

    /// A block and those after it that stand in the same element.
    fn below(&self, at: usize, most: usize) -> impl Iterator<Item = (usize, &PageBlock)> {
        let elements = &self.page.elements;
        let around = |block: &PageBlock| elements[block.element].parent;
        let parent = around(&self.page.blocks[at]);
        let blocks = self.page.blocks.iter().enumerate().skip(at).take(most);
        blocks.filter(move |(_, block)| {
            around(block) == parent || elements[around(block)].parent == parent
        })
    }

    /// A line with "By".
    fn led(&self, last: usize) -> Vec<String> {
        for (_, block) in self.below(last, 2).filter(|(_, block)| is_line(block)) {
            let signed = byline_names(&block.text);
            if !signed.is_empty() && signed.iter().all(|name| is_full_name(name)) {
                return signed;
            }
        }
        Vec::new()
    }

    /// The line below the last sentence; the day may stand between.
    fn last_line(&self, end: usize) -> Option<(usize, &PageBlock)> {
        let mut below = self.below(end, BELOW).skip(1);
        below
            .find(|(_, block)| stamp_in(&block.text).is_none())
            .filter(|(_, block)| is_line(block))
    }

    /// A name at the right margin, bold, italic or in brackets, below the last sentence.
    fn set_apart(&self, end: usize) -> Vec<String> {
        let Some((at, block)) = self.last_line(end) else {
            return Vec::new();
        };
        let names = names_in(&block.text);
        let is_apart = block.is_strong || block.is_italic || block.text.starts_with('(');
        let has_case = |name: &String| name.contains(char::is_lowercase) || is_person(name);
        let is_signed = (block.is_right && names.iter().all(has_case))
            || (is_apart && names.iter().all(|name| is_person(name)));
        let above = &self.page.blocks[end];
        let is_source = above.marks.has(Mark::BlockQuote) || is_quotation(&above.text);
        if is_signed && !is_source && block.link_chars == 0 && self.is_alone(at, &names) {
            names
        } else {
            Vec::new()
        }
    }

    /// A bold name in capitals above the first sentence.
    fn above(&self) -> Vec<String> {
        let blocks = &self.page.blocks;
        let first = self.told().find(|(_, block)| is_sentence(block));
        let first = first.map_or(0, |(first, _)| first);
        let mut above = (first.saturating_sub(BEGINNING)..first).rev();
        let is_name = |block: &PageBlock| {
            let parent = self.page.elements[block.element].parent;
            parent == self.page.elements[blocks[first].element].parent
                && block.is_strong
                && is_line(block)
                && !block.text.contains(char::is_lowercase)
        };
        let Some(at) = above.find(|i| is_name(&blocks[*i])) else {
            return Vec::new();
        };
        let block = &blocks[at];
        let names = names_in(&block.text);
        let is_described = || self.description.as_deref() == Some(block.text.as_str());
        let is_signed = matches!(block.tag, BlockTag::Paragraph | BlockTag::Division)
            && (names.iter().all(|name| is_person(name)) || is_described());
        if is_signed && self.is_alone(at, &names) {
            names
        } else {
            Vec::new()
        }
    }

    /// "(Reporting by Ann Roe)", or a note in italics: "Ann Roe is a teacher in Arden."
    fn noted(&self, end: usize) -> Vec<String> {
        for (at, block) in self
            .below(end, BELOW)
            .filter(|(_, block)| block.text.len() < MAX_NOTE)
        {
            let names = read_sign_off(&block.text);
            if !names.is_empty() {
                return names;
            }
            if block.is_italic {
                let names = named_first(&block.text);
                if self.is_alone(at, &names) {
                    return names;
                }
            }
        }
        Vec::new()
    }

    /// "IN-Redaktion"
    fn desk(&self, end: usize) -> Vec<String> {
        let Some((_, block)) = self.last_line(end) else {
            return Vec::new();
        };
        let low = block.text.to_lowercase();
        let is_desk = DESKS.iter().any(|desk| {
            low.starts_with(&format!("{desk} "))
                || low.ends_with(&format!("-{desk}"))
                || low.ends_with(&format!(" {desk}"))
        });
        let is_apart = block.is_strong || block.is_italic || block.is_right;
        if is_desk && is_apart && low.split(' ').count() <= 3 {
            vec![block.text.clone()]
        } else {
            Vec::new()
        }
    }

    /// The reporter before the story or after it, as papers in Korea and Japan name them.
    fn east_asian(&self, end: usize) -> Vec<String> {
        let first = self.told().find(|(_, block)| is_sentence(block));
        let below = self.below(end, 2);
        // Sentences are short where a letter is a word.
        let last = self.told().next_back();
        let after = last.into_iter().flat_map(|(last, _)| self.below(last, 2));
        let blocks = first.into_iter().chain(below).chain(after);
        let blocks = blocks.map(|(_, block)| block);
        for block in blocks {
            let names = [
                reporters(&block.text),
                bracketed(&block.text),
                ends_in_names(&block.text),
            ];
            if let Some(names) = names.into_iter().find(|names| !names.is_empty()) {
                return names;
            }
        }
        Vec::new()
    }

    /// Whether names are the only ones that are set apart, and the story tells of none of them.
    fn is_alone(&self, at: usize, names: &[String]) -> bool {
        let is_other = |block: &PageBlock| {
            let is_apart = block.is_strong || block.is_right;
            is_apart && is_line(block) && !block.text.ends_with('.') && is_full_name(&block.text)
        };
        let are_told = |text: &str| names.iter().any(|name| is_told_of(name, text));
        (1..=MAX_NAMES).contains(&names.len())
            && !are_told(self.headline)
            && self
                .told()
                .filter(|(i, _)| *i != at)
                .all(|(_, block)| !is_other(block) && !are_told(&block.text))
    }
}

fn is_line(block: &PageBlock) -> bool {
    block.text.len() <= MAX_LINE
}

fn is_sentence(block: &PageBlock) -> bool {
    let ends = [
        '.', '!', '?', '…', '”', '“', '"', '»', '«', '’', ')', '。', '」',
    ];
    block.chars >= SENTENCE && block.text.ends_with(ends)
}

/// A text between one pair of quotation marks: who is named below has said it.
fn is_quotation(text: &str) -> bool {
    text.starts_with(['“', '„', '"', '«', '‘']) && text.ends_with(['”', '“', '"', '»', '’'])
}

/// The names in a line that has nothing else: `Ann Roe`, `(Ann Roe)`, `Ann Roe - Tom Fox`, `Ann Roe
/// (from reports)`.
fn names_in(text: &str) -> Vec<String> {
    let bare = match text.strip_prefix('(') {
        Some(inner) => inner.strip_suffix(')').unwrap_or(text),
        None if text.ends_with(')') => text.rfind('(').map_or(text, |open| text[..open].trim_end()),
        None => text,
    };
    let names: Vec<String> = parts(bare).flat_map(split_authors).collect();
    if names.iter().all(|name| is_full_name(name)) {
        names
    } else {
        Vec::new()
    }
}

/// The people whom a note begins with: "Ann Roe is a teacher."
fn named_first(text: &str) -> Vec<String> {
    let words = text.split_whitespace().take(MAX_NAMES * 4);
    let verb = words.skip(1).find(|word| IS.contains(word));
    let verb = verb.map_or(0, |word| word.as_ptr() as usize - text.as_ptr() as usize);
    let names = split_authors(&text[..verb]);
    if names.iter().all(|name| is_person(name)) {
        names
    } else {
        Vec::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_names() {
        for (text, expected) in [
            ("Ann Roe", &["Ann Roe"][..]),
            ("(Ann Roe)", &["Ann Roe"]),
            ("Ann Roe (from reports)", &["Ann Roe"]),
            ("Ann Roe - Tom Fox", &["Ann Roe", "Tom Fox"]),
            ("The dam: all that is known", &[]),
        ] {
            assert_eq!(names_in(text), expected, "{text}");
        }
        assert_eq!(named_first("Ann Roe is a teacher."), ["Ann Roe"]);
        assert_eq!(
            named_first("Ann Roe and Tom Fox are teachers."),
            ["Ann Roe", "Tom Fox"]
        );
        assert!(named_first("The dam is a wall.").is_empty());
    }
}
