//! What the names, classes and ids of elements say about the text inside, as bits.
//!
//! One table of word stems; a stem counts wherever it stands in `class`, `id`, `role`, `itemprop`
//! or `data-…` names.  The marks are only evidence: the weights decide what they are worth.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

/// A set of marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Marks(pub u64);

impl Marks {
    pub fn has(self, mark: Mark) -> bool {
        self.0 & (1 << mark as u32) != 0
    }

    pub fn with(self, mark: Mark) -> Self {
        Self(self.0 | 1 << mark as u32)
    }

    pub fn join(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Without those that the surroundings have as well: a wrapper of the whole page says nothing.
    pub fn beyond(self, surroundings: Self) -> Self {
        Self(self.0 & !surroundings.0)
    }

    pub fn has_any(self, marks: &[Mark]) -> bool {
        marks.iter().any(|mark| self.has(*mark))
    }
}

macro_rules! marks {
    ($($name:ident),* $(,)?) => {
        /// One thing that an element around a text says about it.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[repr(u32)]
        pub enum Mark { $($name),* }

        impl Mark {
            /// Every mark, in the order of the bits.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];
        }
    };
}

marks! {
    // By the name of an element around it.
    Article, Main, Header, Footer, Nav, Aside, Figure, FigCaption, BlockQuote, List, Table, Form, Heading, Details, Pre, Address, Link,
    // By class, id and the like.
    Body, Text, Title, Deck, Byline, Bio, Date, Caption, Credit, Related, Teaser, Popular, Newsletter, Share, Comments,
    Advert, Paywall, Cookie, Navigation, Tags, Copyright, Embed, Gallery, Live, Hidden, Tool, Correction, PullQuote, FactBox, Quiz, Audio, Sidebar, Footnote, Section, Dialog,
}

/// The stems of each mark: mark, tab, stems with spaces between.
const STEMS: &str = include_str!("stems.tsv");

/// The marks of an element with this name.
pub fn of_name(name: &str) -> Marks {
    let mark = match name {
        "article" => Mark::Article,
        "main" => Mark::Main,
        "header" => Mark::Header,
        "footer" => Mark::Footer,
        "nav" => Mark::Nav,
        "aside" => Mark::Aside,
        "figure" => Mark::Figure,
        "figcaption" => Mark::FigCaption,
        "blockquote" | "q" => Mark::BlockQuote,
        "ul" | "ol" | "dl" => Mark::List,
        "table" => Mark::Table,
        "form" => Mark::Form,
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Mark::Heading,
        "details" | "summary" => Mark::Details,
        "pre" | "code" => Mark::Pre,
        "address" => Mark::Address,
        "a" => Mark::Link,
        "dialog" => Mark::Dialog,
        _ => return Marks::default(),
    };
    Marks::default().with(mark)
}

/// Every stem with its mark, in the order of the table.
fn stems() -> Vec<(Mark, &'static str)> {
    let lines = STEMS.lines().filter(|line| !line.starts_with('#'));
    let marked = lines.filter_map(|line| {
        let (name, stems) = line.split_once('\t')?;
        let mark = Mark::ALL.iter().find(|mark| format!("{mark:?}") == name)?;
        Some((*mark, stems))
    });
    marked
        .flat_map(|(mark, stems)| stems.split(' ').map(move |stem| (mark, stem)))
        .collect()
}

/// The marks that the words of an attribute value set.
pub fn of_words(words: &str) -> Marks {
    static STEM_FINDER: LazyLock<(AhoCorasick, Vec<Mark>)> = LazyLock::new(|| {
        let stems = stems();
        let finder = AhoCorasick::builder()
            .ascii_case_insensitive(true)
            .match_kind(MatchKind::Standard)
            .kind(Some(AhoCorasickKind::DFA))
            .build(stems.iter().map(|(_, stem)| stem))
            .expect("the stems are short and few");
        (finder, stems.iter().map(|(mark, _)| *mark).collect())
    });
    let (finder, marks) = &*STEM_FINDER;
    // Classes made by tools run to kilobytes and say nothing after the first words.
    let words = crate::reader::html::page::cut(words, 400);
    let mut found = Marks::default();
    for hit in finder.find_overlapping_iter(words) {
        found = found.with(marks[hit.pattern().as_usize()]);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_names_a_mark() {
        let lines = STEMS.lines().filter(|line| !line.starts_with('#'));
        let words: usize = lines.map(|line| line.split(['\t', ' ']).count() - 1).sum();
        assert_eq!(stems().len(), words);
    }

    #[test]
    fn stems_are_found_inside_words() {
        let marks = of_words("c-RelatedArticles__item article-body");
        assert!(marks.has(Mark::Related) && marks.has(Mark::Body));
        assert!(!marks.has(Mark::Newsletter));
        assert!(Mark::ALL.len() <= 64);
    }
}
