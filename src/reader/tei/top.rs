//! The top of an article in TEI: headings, byline, dateline, day (P5 4.2).

use super::super::flow::{Spacing, line_of};
use super::super::fragment::block;
use super::super::given;
use super::super::xml::Element;
use super::text::{effect, is_division};
use crate::article::{Article, BlockKind, Span};

/// What stands above the text of an article.
#[derive(Default)]
pub struct Top<'t, 'a> {
    pub heads: Vec<Element<'t, 'a>>,
    pub bylines: Vec<Element<'t, 'a>>,
    pub datelines: Vec<Element<'t, 'a>>,
    pub dates: Vec<Element<'t, 'a>>,
}

impl<'t, 'a> Top<'t, 'a> {
    /// Looks down to where the text begins.
    pub fn look(&mut self, element: Element<'t, 'a>) {
        for child in element.children() {
            match child.name() {
                "head" => self.heads.push(child),
                "byline" | "docAuthor" => self.bylines.push(child),
                "dateline" => self.datelines.push(child),
                "docDate" | "date" => self.dates.push(child),
                "opener" => self.look(child),
                "text" | "body" | "group" => return self.look(child),
                name if is_division(name) => {
                    let divisions = element.children().filter(|e| is_division(e.name()));
                    // The heading of the first of several is not that of all.
                    if self.heads.is_empty() && divisions.take(2).count() == 1 {
                        self.look(child);
                    }
                    return;
                }
                "pb" | "cb" | "gb" | "lb" | "fw" | "milestone" | "note" | "figure" | "front"
                | "epigraph" | "salute" | "argument" | "interpGrp" | "index" => {}
                _ => break,
            }
        }
        // A byline may stand below the text as well.
        let last = element.children().filter(|child| child.is("byline")).last();
        let is_known = |found: &Element<'t, 'a>| {
            let is_same = |known: &Element<'t, 'a>| known.span() == found.span();
            self.bylines.iter().any(is_same)
        };
        let below = last.filter(|found| !is_known(found));
        self.bylines.extend(below);
    }
}

/// Headings of an article, in their order.
pub struct Headings {
    pub main: String,
    more: Vec<String>,
    span: Span,
}

impl Headings {
    /// Main heading and the others; `type` decides, then the order.
    pub fn of(heads: &[Element<'_, '_>], spacing: Spacing) -> Self {
        let is_sub = |head: &Element<'_, '_>| {
            let kind = head.attribute("type").unwrap_or_default();
            kind.starts_with("sub") || kind == "deck" || kind == "desc"
        };
        let main = heads
            .iter()
            .position(|head| head.attribute("type").is_some_and(|kind| kind == "main"))
            .or_else(|| heads.iter().position(|head| !is_sub(head)))
            .unwrap_or(0);
        // Newspapers put a mark for each of their correspondents.
        let bare = |text: String| text.trim_start_matches(['*', '†', '‡', ' ']).to_owned();
        let texts = heads
            .iter()
            .map(|head| bare(line_of(*head, &effect, spacing)));
        let mut texts: Vec<String> = texts.collect();
        Self {
            main: if texts.is_empty() {
                String::new()
            } else {
                texts.remove(main)
            },
            more: texts,
            span: heads.first().map(|head| head.span()).unwrap_or_default(),
        }
    }

    /// Whether the first says more than a number.
    pub fn has_words(&self) -> bool {
        self.main
            .split(' ')
            .any(|word| word.chars().filter(|c| c.is_alphabetic()).count() >= 3)
    }

    /// Makes them headline and deck; under the title of an edition they are subheads.
    pub fn set(self, title: Option<&str>, article: &mut Article) {
        let letters = |text: &str| -> String {
            let letters = text.chars().filter(|c| c.is_alphanumeric());
            letters.flat_map(char::to_lowercase).collect()
        };
        let mut rest = self.more;
        match title {
            Some(title) if letters(title) != letters(&self.main) => {
                rest.insert(0, self.main);
                rest.retain(|text| !text.is_empty());
                for (i, text) in rest.into_iter().enumerate() {
                    let mut new = block(BlockKind::Subhead, text);
                    new.span = self.span;
                    article.blocks.insert(i, new);
                }
            }
            _ => {
                given::set_headline(article, self.main, "tei:head", self.span);
                given::set_deck(article, rest.join(" "), "tei:head", self.span);
            }
        }
    }
}
