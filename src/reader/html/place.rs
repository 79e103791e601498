//! Where the story stands on its page: its headline among the blocks, the lines around that, and
//! where the next story begins.
//!
//! Pages show other stories before, beside and below; what is said there is not about this one.

use std::ops::Range;

use super::caption::is_caption;
use super::marks::{Mark, Marks};
use super::meta::{About, ELSEWHERE, key};
use super::page::{ArticleElement, BlockTag, Page, PageBlock};
use crate::article::Span;
use crate::reader::byline::cut_lead;
use crate::reader::fragment::one_line;

/// Least characters of a block that is a sentence and no line of the header.
const SENTENCE: usize = 120;
/// Sentences below the headline before its header is over: a standfirst, then the lines of the
/// header, then the story.
const MOST_SENTENCES: usize = 2;
/// The same of a text that may be a point or a standfirst: names stand below those.
const LINE: usize = 60;
/// Points and other texts of the header above names.
pub const MOST_POINTS: usize = 4;
/// Least characters of a story, for the headline's own and for the next one.
const LEAST_OWN: usize = 160;
const LEAST_NEXT: usize = 400;
/// Articles below the story that are looked at.
const MOST_BELOW: usize = 200;
/// Blocks of a story before its heading: a section, a label.
const BEFORE_HEADING: usize = 4;

/// The block with the headline: the first heading that agrees with the titles in the page's head,
/// else the first `<h1>`.
pub fn find_headline(page: &Page<'_>) -> Option<usize> {
    let names = ["og:title", "twitter:title", "headline"];
    let metas = page.metas.iter();
    let titles: Vec<String> = metas
        .filter(|(name, _)| names.contains(&name.as_str()))
        .map(|(_, title)| key(&one_line(title)))
        .chain([key(&page.title)])
        .filter(|title| !title.is_empty())
        .collect();
    let agrees = |block: &PageBlock| {
        let key = key(&block.text);
        let is_long = |text: &String| width(text) > 15;
        titles.iter().any(|title| {
            *title == key
                || (is_long(&key) && title.starts_with(&key))
                || (is_long(title) && key.ends_with(title))
        })
    };
    let is_off = |block: &PageBlock| {
        block.marks.has_any(&[
            Mark::Nav,
            Mark::Dialog,
            Mark::Footer,
            Mark::Hidden,
            Mark::Cookie,
        ])
    };
    let find = |fits: &dyn Fn(&PageBlock) -> bool| {
        let mut blocks = page.blocks.iter();
        blocks.position(|block| !is_off(block) && fits(block))
    };
    let is_first = |block: &PageBlock| block.tag == BlockTag::Heading(1);
    let is_other = |block: &PageBlock| {
        matches!(block.tag, BlockTag::Heading(2..=3)) || block.own_marks.has(Mark::Title)
    };
    // A short one, where its class and another title both say that it is the headline.
    let is_marked = |block: &PageBlock| {
        let is_heading = matches!(block.tag, BlockTag::Heading(2..=3));
        is_heading && block.own_marks.has(Mark::Title) && titles.contains(&key(&block.text))
    };
    find(&|block| is_first(block) && agrees(block))
        .or_else(|| find(&|block| is_other(block) && width(&block.text) > 15 && agrees(block)))
        .or_else(|| find(&|block| is_marked(block)))
        .or_else(|| find(&|block| is_first(block) && block.chars > 8))
        .or_else(|| find(&is_first))
}

/// Characters of a text, of which those that are a syllable or a word count as three.
pub fn width(text: &str) -> usize {
    let wide = text.chars().filter(|c| *c > '\u{2e80}').count();
    text.chars().count() + 2 * wide
}

/// Byte ranges of the stories below the one with the headline, on pages that go on without end.
pub fn next_stories(page: &Page<'_>) -> Vec<Span> {
    // The posts of a live blog are articles of one.
    let is_live = page
        .json_ld
        .iter()
        .any(|text| text.contains("LiveBlogPosting"));
    let Some(headline) = find_headline(page).filter(|_| !is_live) else {
        return Vec::new();
    };
    // The widest, since live blogs have articles within the article.
    let Some(own) = page
        .articles
        .iter()
        .find(|article| article.blocks.contains(&headline))
    else {
        return Vec::new();
    };
    if told_chars(page, own.blocks.clone()) < LEAST_OWN {
        return Vec::new();
    }
    let title = key(&page.blocks[headline].text);
    let is_next = |blocks: Range<usize>| {
        let mut start = page.blocks[blocks.clone()].iter().take(BEFORE_HEADING);
        let heading = start.find(|block| matches!(block.tag, BlockTag::Heading(1..=3)));
        heading.is_some_and(|heading| {
            key(&heading.text) != title && (is_title(heading) || has_byline(page, blocks.clone()))
        }) && told_chars(page, blocks) >= LEAST_NEXT
    };
    let mut spans: Vec<Span> = Vec::new();
    let below = |article: &&ArticleElement| article.span.start >= own.span.end;
    for article in page.articles.iter().filter(below).take(MOST_BELOW) {
        let is_within = spans
            .last()
            .is_some_and(|span| article.span.start < span.end);
        if !is_within && is_next(article.blocks.clone()) {
            spans.push(article.span);
        }
    }
    spans
}

/// A headline: a section of a story has a lower heading without a link.
fn is_title(heading: &PageBlock) -> bool {
    heading.tag == BlockTag::Heading(1) || heading.link_chars * 10 >= heading.chars * 8
}

/// Whether somebody signs right below the beginning.
fn has_byline(page: &Page<'_>, blocks: Range<usize>) -> bool {
    let mut start = page.blocks[blocks].iter().take(2 * BEFORE_HEADING);
    start.any(|block| {
        block.chars < 120 && (block.own_marks.has(Mark::Byline) || cut_lead(&block.text).is_some())
    })
}

/// Characters of the sentences among blocks.
fn told_chars(page: &Page<'_>, blocks: Range<usize>) -> usize {
    let sentences = page.blocks[blocks].iter().filter(|block| {
        block.chars >= 60 && block.link_chars * 3 < block.chars && !is_caption(block)
    });
    sentences.map(|block| block.chars).sum()
}

/// The page with these ranges blank, so that everything else stays where it is.
pub fn blank(text: &str, spans: &[Span]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for span in spans {
        out.push_str(&text[from..span.start]);
        out.extend(std::iter::repeat_n(' ', span.end - span.start));
        from = span.end;
    }
    out.push_str(&text[from..]);
    out
}

impl About<'_> {
    /// Whether the block with a number stands near one of the first headlines of the page.
    pub fn is_near_headline(&self) -> impl Fn(usize) -> bool + use<> {
        let blocks = &self.page.blocks;
        let headings: Vec<usize> = (0..blocks.len())
            .filter(|i| blocks[*i].tag == BlockTag::Heading(1))
            .take(4)
            .collect();
        move |i: usize| {
            let is_near = |at: &usize| i + 6 >= *at && i <= at + 24;
            if headings.is_empty() {
                i < 80
            } else {
                headings.iter().any(is_near)
            }
        }
    }

    /// Short texts round the headlines, with their numbers: stamps and bylines stand there.
    pub fn numbered_near_headline(&self) -> impl Iterator<Item = (usize, &PageBlock)> {
        let is_near = self.is_near_headline();
        let around = self.headline_marks();
        let blocks = self.page.blocks.iter().enumerate();
        blocks.filter(move |(i, block)| {
            is_near(*i) && block.text.len() < 160 && !block.marks.beyond(around).has_any(ELSEWHERE)
        })
    }

    /// Marks around the headline: what wraps the whole article.
    pub fn headline_marks(&self) -> Marks {
        let heading = self
            .page
            .blocks
            .iter()
            .rfind(|block| block.tag == BlockTag::Heading(1));
        let around = heading.map_or(Marks::default(), |block| block.marks);
        // The first heading of a blog is its name; the headline is one of another level.
        let headline = find_headline(self.page).map(|at| &self.page.blocks[at]);
        match headline.filter(|block| block.tag != BlockTag::Heading(1)) {
            Some(headline) => around.join(headline.marks),
            None => around,
        }
    }

    /// The blocks of the story's header: from its headline to where the story is told.
    pub fn header(&self) -> Range<usize> {
        let Some(headline) = find_headline(self.page) else {
            return 0..80;
        };
        let is_sentence =
            |block: &PageBlock| block.chars >= SENTENCE && block.link_chars * 3 < block.chars;
        let below = self.page.blocks.iter().enumerate().skip(headline + 1);
        let mut told = below.filter(|(_, block)| is_sentence(block) && !is_caption(block));
        let end = told.nth(MOST_SENTENCES).map(|(i, _)| i);
        headline..end.unwrap_or(self.page.blocks.len()).min(headline + 25)
    }

    /// Where names in the header are over: below the headline and so many texts
    /// of a sentence or more.
    pub fn header_end(&self, sentences: usize) -> usize {
        let headline = find_headline(self.page).unwrap_or(0);
        let below = self.page.blocks.iter().enumerate().skip(headline + 1);
        let mut told = below.filter(|(_, block)| {
            block.chars >= LINE && block.link_chars * 3 < block.chars && !is_caption(block)
        });
        told.nth(sentences).map_or(usize::MAX, |(i, _)| i)
    }

    /// Whether the block with a number is in the `<article>` that holds the headline, and in none
    /// within that.
    pub fn is_in_own_article(&self) -> impl Fn(usize) -> bool + use<> {
        let headline = find_headline(self.page);
        let articles = &self.page.articles;
        // The narrowest: teasers within the article are others.
        let own = articles
            .iter()
            .rfind(|article| headline.is_some_and(|headline| article.blocks.contains(&headline)));
        let own = own.map_or(0..0, |own| own.blocks.clone());
        // At each block, how many more of the others begin there than end.
        let mut steps = vec![0_i32; own.len() + 1];
        let is_narrower = |other: &Range<usize>| {
            *other != own && own.start <= other.start && other.end <= own.end
        };
        for other in articles.iter().map(|article| &article.blocks) {
            if is_narrower(other) {
                steps[other.start - own.start] += 1;
                steps[other.end - own.start] -= 1;
            }
        }
        let mut around = 0;
        let is_own: Vec<bool> = steps
            .iter()
            .map(|step| {
                around += step;
                around == 0
            })
            .collect();
        move |at: usize| own.contains(&at) && is_own[at - own.start]
    }
}
