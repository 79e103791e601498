//! Blocks of a page to blocks of an article: which ones are the story, and what each is in it.

use std::collections::HashMap;

use super::caption::{
    has_marked_credit, is_caption, is_credit_below, is_credit_in_figure, lacks_credit,
    push_caption, settle_captions,
};
use super::counting::{Shares, features};
use super::feature::Opinions;
use super::links::{complete_lists, drop_links, is_link_elsewhere, points_elsewhere};
use super::marks::{Mark, Marks};
use super::page::{BlockTag, Page, PageBlock};
use super::rows::Rows;
use super::weigh::weigh;
use crate::article::{Block, BlockKind};
use crate::reader::byline::split_authors;
use crate::reader::plain_text::caption::{Form, read_credit_by};
use crate::reader::plain_text::lexicon::{Class, phrases_in};
use crate::reader::plain_text::picture::Captions;
use crate::reader::plain_text::stamp::{Time, has_date, stamp_in};
use crate::text::stands_in;

/// Characters of a story below which the extractors are believed instead.
pub const LEAST_STORY: usize = 250;

/// What Readability's opinion is worth more on pages that no newsroom made, where the weights,
/// fitted mostly on newspapers, know less than it does.
const TRUST: f32 = 3.0;

/// Share of its words above which an extractor kept a block.
const KEPT: f32 = 0.6;

/// Words that Readability must have kept to be believed so.
const LEAST_KEPT: usize = 80;

/// Marks of what belongs to other stories or to the site.
const ELSEWHERE: &[Mark] = &[
    Mark::Related,
    Mark::Popular,
    Mark::Nav,
    Mark::Footer,
    Mark::Comments,
    Mark::Newsletter,
    Mark::Advert,
    Mark::Dialog,
];

/// What was taken for the story.
pub struct Story {
    /// Whether each block of the page belongs to it.
    pub chosen: Vec<bool>,
    /// Mean certainty over the text of the page's chosen blocks, 0 to 1.
    pub certainty: f32,
    /// Characters chosen.
    pub chars: usize,
    /// It comes from a newsroom's system.
    pub is_newsroom: bool,
    /// Which rung gave it.
    pub parser: &'static str,
}

/// Chooses the blocks of the story.
pub fn choose(page: &Page<'_>, opinions: &Opinions) -> Story {
    let shares = Shares::of(page, opinions);
    let mut weights: Vec<f32> = features(page, opinions, &shares)
        .iter()
        .map(|found| weigh(found))
        .collect();
    if !opinions.is_newsroom && is_enough(&shares) {
        for (weight, share) in weights.iter_mut().zip(&shares.second) {
            *weight += match share {
                KEPT.. => TRUST,
                0.3.. => 0.0,
                _ => -TRUST,
            };
        }
    }
    let mut weighed: Vec<bool> = weights.iter().map(|weight| *weight >= 0.0).collect();
    complete_lists(page, &weights, &mut weighed);
    if opinions.is_newsroom {
        for (taken, block) in weighed.iter_mut().zip(&page.blocks) {
            *taken &= !is_link_elsewhere(block);
        }
    }
    drop_links(page, &mut weighed);
    let mut best = story(page, &weighed, &shares, "weighed");
    if best.chars < LEAST_STORY {
        for (parser, kept) in [
            ("readability", &shares.second),
            ("trafilatura", &shares.first),
        ] {
            let mut taken: Vec<bool> = kept.iter().map(|share| *share > KEPT).collect();
            drop_links(page, &mut taken);
            let other = story(page, &taken, &shares, parser);
            if other.chars * 2 > best.chars * 3 {
                best = other;
            }
        }
    }
    let (mut sum, mut chars) = (0.0, 0.0);
    for (i, weight) in weights.iter().enumerate().filter(|(i, _)| best.chosen[*i]) {
        let size = page.blocks[i].chars as f32;
        sum += size / (1.0 + (-weight).exp());
        chars += size;
    }
    best.is_newsroom = opinions.is_newsroom;
    best.certainty = if chars > 0.0 { sum / chars } else { 0.0 };
    best
}

fn is_enough(shares: &Shares) -> bool {
    let kept = shares.words.iter().zip(&shares.second);
    let words = kept.filter(|(_, share)| **share >= KEPT);
    words.map(|(words, _)| words.len()).sum::<usize>() >= LEAST_KEPT
}

/// Drops what stands twice: pages carry texts for wide and for narrow screens.  A copy that both
/// extractors kept beside the first is a refrain.
fn story(page: &Page<'_>, taken: &[bool], shares: &Shares, parser: &'static str) -> Story {
    let mut seen: HashMap<&str, usize> = HashMap::new();
    let mut chars = 0;
    let chosen = taken
        .iter()
        .zip(&page.blocks)
        .enumerate()
        .map(|(i, (taken, block))| {
            let parent = page.elements[block.element].parent;
            if !taken {
                return false;
            }
            let first = *seen.entry(&block.text).or_insert(parent);
            let is_kept = shares.first[i].min(shares.second[i]) > KEPT;
            let is_copy = first != parent && block.text.len() > 40 && !is_kept;
            chars += if is_copy { 0 } else { block.chars };
            !is_copy
        })
        .collect();
    Story {
        chosen,
        certainty: 0.0,
        chars,
        is_newsroom: false,
        parser,
    }
}

/// What stands in fields of its own and is not repeated in the body.
pub struct Known<'a> {
    pub headline: &'a str,
    pub deck: &'a str,
    pub authors: &'a [String],
    /// Only the beginning is given.
    pub is_stub: bool,
}

impl Known<'_> {
    /// Whether a text is only a field of the article again, or a label of the page.
    fn repeats(&self, block: &PageBlock) -> bool {
        let text = block.text.as_str();
        if text == self.headline || text == self.deck {
            return true;
        }
        if text.len() > 160 {
            return false;
        }
        let names = split_authors(text);
        let is_byline = !names.is_empty() && names.iter().all(|name| self.authors.contains(name));
        // "Tue 13.01.2026 | 14:07 | By Ann Roe"
        let is_dated_byline = || {
            text.len() <= 100
                && matches!(block.tag, BlockTag::Paragraph | BlockTag::Division)
                && text.contains(['|', '·', '•'])
                && !text.ends_with(['.', '!', '?'])
                && has_date(text)
                && self.authors.iter().any(|name| stands_in(name, text))
        };
        let hits = phrases_in(text);
        let is_notice = self.is_stub && hits.head.has(Class::Stub);
        let is_label = is_notice || LABELS.iter().any(|class| hits.whole.has(*class));
        is_byline
            || is_dated_byline()
            || is_label
            || stamp_in(text).is_some_and(|stamp| stamp.is_labelled || stamp.time != Time::Clock)
    }
}

/// Set phrases that are never the story when they are a whole block.
const LABELS: &[Class] = &[
    Class::Ad,
    Class::Social,
    Class::Nav,
    Class::Promo,
    Class::ReadMore,
    Class::RelatedHead,
    Class::Comments,
    Class::Copyright,
];

/// The blocks of the article, captions of its pictures included.
pub fn blocks(page: &Page<'_>, story: &Story, known: &Known<'_>) -> Vec<Block> {
    let first = story.chosen.iter().position(|chosen| *chosen).unwrap_or(0);
    let last = story.chosen.iter().rposition(|chosen| *chosen).unwrap_or(0);
    let around = page
        .blocks
        .get(first)
        .map_or(Marks::default(), |block| block.marks);
    let near = first.saturating_sub(12)..=last + 6;
    let mut blocks: Vec<Block> = Vec::new();
    let mut rows = Rows::default();
    let mut captions = Captions::default();
    // Links to other stories below "Read more".
    let mut is_pointing = false;
    for (i, block) in page.blocks.iter().enumerate() {
        let is_credited = story.chosen[i] && has_marked_credit(block);
        if is_caption(block) || is_credited {
            rows.end(&mut blocks);
            if is_credited || (near.contains(&i) && !block.marks.beyond(around).has_any(ELSEWHERE))
            {
                push_caption(block, &mut blocks, &mut captions);
            }
            continue;
        }
        if !story.chosen[i] {
            if is_credit_in_figure(block) && lacks_credit(blocks.last()) {
                push_caption(block, &mut blocks, &mut captions);
            }
            continue;
        }
        let is_link = block.link_chars * 10 >= block.chars * 9;
        if known.repeats(block) || (is_pointing && is_link) {
            is_pointing |= story.is_newsroom && points_elsewhere(block);
            continue;
        }
        is_pointing = false;
        if is_credit_below(block, blocks.last()) {
            push_caption(block, &mut blocks, &mut captions);
            continue;
        }
        if block.tag == BlockTag::Cell {
            rows.cell(page, block);
            continue;
        }
        rows.end(&mut blocks);
        blocks.push(of_block(block));
    }
    rows.end(&mut blocks);
    settle_captions(&mut blocks);
    blocks
}

fn of_block(block: &PageBlock) -> Block {
    let hits = phrases_in(&block.text);
    let is_note = hits.head.has(Class::Correction) || hits.whole.has(Class::Correction);
    let is_credit = || {
        matches!(block.tag, BlockTag::Paragraph | BlockTag::Division)
            && block.text.len() < 160
            && read_credit_by(&block.text, &hits).is_some_and(|found| found.form == Form::Alone)
    };
    let kind = if is_note && block.text.len() < 1200 {
        BlockKind::Correction
    } else if (hits.head.has(Class::SignOff) && block.text.len() < 400) || is_credit() {
        BlockKind::Credit
    } else {
        match block.tag {
            BlockTag::Heading(_) => BlockKind::Subhead,
            BlockTag::ListItem => BlockKind::ListItem,
            _ if block.marks.has(Mark::BlockQuote) => BlockKind::Quote,
            _ => BlockKind::Paragraph,
        }
    };
    Block {
        kind,
        text: block.text.clone(),
        credit: String::new(),
        alternative: String::new(),
        span: block.span,
    }
}
