//! What can be counted about a block of a page, as small discrete features.
//!
//! Every feature is a kind and up to three small numbers, so that a weight can be looked up by key
//! and written in a table by name.  `weights.tsv` says what each is worth; what is missing there is
//! worth nothing, so features can be added before they are weighed.

use std::collections::HashSet;
use std::fmt;
use std::str::FromStr;

use super::align::Kept;
use super::marks::Mark;
use super::shingles::Shingles;
use crate::reader::plain_text::lexicon::Class;

macro_rules! kinds {
    ($($name:ident $doc:literal),* $(,)?) => {
        /// Kinds of feature.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[repr(u8)]
        pub enum Counted { $(#[doc = $doc] $name),* }

        impl Counted {
            pub const ALL: &'static [(Self, &'static str)] = &[$((Self::$name, stringify!($name))),*];
        }
    };
}

kinds! {
    Bias "always there",
    Tag "block element",
    Length "words",
    Links "share of link text",
    TagLength "block element, words",
    LengthLinks "words, share of link text",
    Around "a mark of an element around it",
    Own "a mark of its own element",
    First "share found by the first extractor",
    FirstTag "the same, and the block element",
    FirstLength "the same, and words",
    Second "share found by the second extractor",
    SecondTag "the same, and the block element",
    SecondLength "the same, and words",
    Both "shares found by both",
    BothLength "shares found by both, words",
    Kind "what the page says it is",
    KindFirst "the same, and the share of the first",
    KindSecond "the same, and the share of the second",
    Given "share found in the text that JSON-LD gives",
    GivenLength "the same, and words",
    Phrase "a set phrase of a class, and where in the block",
    PhraseLength "the same, and words",
    Description "the text is the description of the page",
    Title "the text is the title of the page",
    Repeated "it stood before: beside (1) or elsewhere (0); words",
    End "how it ends",
    Lower "it begins with a small letter",
    Strong "all of it is emphasised",
    ParentShare "paragraphs in its parent, as share of the most",
    GrandparentShare "paragraphs in the parent's parent",
    OwnShare "paragraphs in its own element",
    ParentLinks "share of link text in its parent",
    DepthFromMain "nesting against that of the main paragraphs",
    SameParent "its parent holds the main paragraphs",
    SameParentTag "the same, and the block element",
    Position "tenth of the page",
    BeforeMain "blocks before the first sure one",
    AfterMain "blocks after the last sure one",
    WithinMain "between the sure ones",
    NoMain "nothing is sure",
    BeforeHeadline "before the first h1",
    AfterHeadline "blocks after the first h1",
    NearTag "a neighbour's block element",
    NearLength "a neighbour's words",
    NearLinks "a neighbour's share of link text",
    NearFirst "a neighbour's share of the first extractor",
    NearSecond "a neighbour's share of the second",
    NearGiven "a neighbour's share of the given text",
    NearSame "the neighbour is of the same element, marks and depth",
    NearNone "there is no neighbour",
}

/// One feature of a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Feature(pub Counted, pub [u8; 3]);

impl fmt::Display for Feature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [a, b, c] = self.1;
        write!(
            f,
            "{} {}",
            Counted::ALL[self.0 as usize].1,
            first_name(self.0, a)
        )?;
        if b > 0 || c > 0 {
            write!(f, " {b}")?;
        }
        if c > 0 {
            write!(f, " {c}")?;
        }
        Ok(())
    }
}

impl FromStr for Feature {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let mut parts = text.split(' ');
        let name = parts.next().unwrap_or_default();
        let (kind, _) = Counted::ALL
            .iter()
            .find(|(_, known)| *known == name)
            .ok_or(())?;
        let mut numbers = [0; 3];
        for (i, part) in parts.enumerate() {
            let number = match part.parse() {
                Ok(number) => number,
                Err(_) => (0..64)
                    .find(|number| first_name(*kind, *number) == part)
                    .ok_or(())?,
            };
            *numbers.get_mut(i).ok_or(())? = number;
        }
        Ok(Self(*kind, numbers))
    }
}

/// Marks and phrase classes are written by name: their numbers may change.
fn first_name(kind: Counted, number: u8) -> String {
    match kind {
        Counted::Around | Counted::Own => Mark::ALL
            .get(number as usize)
            .map(|mark| format!("{mark:?}")),
        Counted::Phrase | Counted::PhraseLength => Class::ALL
            .get(number as usize)
            .map(|class| format!("{class:?}")),
        _ => None,
    }
    .unwrap_or_else(|| number.to_string())
}

/// Texts that others took for the article.
pub struct Opinions {
    pub first: Kept,
    pub second: Kept,
    /// `articleBody` of JSON-LD, when there is one of some length.
    pub given: Option<Shingles>,
    pub descriptions: HashSet<String>,
    pub titles: HashSet<String>,
    /// The page says that it is one article: JSON-LD 1, OpenGraph 2, both 3.
    pub kind: u8,
    /// It comes from a newsroom's system.
    pub is_newsroom: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn features_are_written_and_read() {
        for feature in [
            Feature(Counted::Bias, [0, 0, 0]),
            Feature(Counted::TagLength, [3, 0, 0]),
            Feature(Counted::BothLength, [0, 2, 7]),
            Feature(Counted::Around, [Mark::Related as u8, 0, 0]),
            Feature(Counted::PhraseLength, [2, 4, 1]),
        ] {
            assert_eq!(feature.to_string().parse(), Ok(feature), "{feature}");
        }
    }
}
