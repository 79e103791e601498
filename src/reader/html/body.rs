//! Blocks of a page to blocks of an article: which ones are the story, and what each is in it.

use std::collections::HashMap;

use super::caption::{has_marked_credit, is_caption, push_caption};
use super::counting::{Shares, features};
use super::feature::Opinions;
use super::marks::{Mark, Marks};
use super::page::{BlockTag, Page, PageBlock};
use super::weigh::weigh;
use crate::article::{Block, BlockKind};
use crate::reader::byline::split_authors;
use crate::reader::fragment::collapse;
use crate::reader::plain_text::caption::{Form, read_credit_by};
use crate::reader::plain_text::lexicon::{Class, phrases_in};
use crate::reader::plain_text::stamp::{Time, has_date, stamp_in};
use crate::text::stands_in;

/// Characters of a story below which the extractors are believed instead.
const LEAST_STORY: usize = 250;

/// What Readability's opinion is worth more on pages that no newsroom made, where the weights,
/// fitted mostly on newspapers, know less than it does.
const TRUST: f32 = 3.0;

/// Share of its words above which an extractor kept a block.
const KEPT: f32 = 0.6;

/// Words that Readability must have kept to be believed so.
const LEAST_KEPT: usize = 80;

/// Weight of an item above which the list around it decides.
const LEAST_ITEM: f32 = -0.35;

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
    let mut best = story(page, &weighed, &shares, "weighed");
    if best.chars < LEAST_STORY {
        for (parser, kept) in [
            ("readability", &shares.second),
            ("trafilatura", &shares.first),
        ] {
            let taken: Vec<bool> = kept.iter().map(|share| *share > KEPT).collect();
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
    best.certainty = if chars > 0.0 { sum / chars } else { 0.0 };
    best
}

/// Takes the items of a list that are left out for little, where at least half are taken: alone, an
/// item of a few words says too little of itself.
fn complete_lists(page: &Page<'_>, weights: &[f32], taken: &mut [bool]) {
    let items = || {
        let blocks = page.blocks.iter().enumerate();
        blocks
            .filter(|(_, block)| block.tag == BlockTag::ListItem)
            .map(|(i, block)| (i, page.elements[block.element].parent))
    };
    // Items taken, and all items, of each list.
    let mut lists: HashMap<usize, (usize, usize)> = HashMap::new();
    for (i, list) in items() {
        let counts = lists.entry(list).or_default();
        counts.0 += usize::from(taken[i]);
        counts.1 += 1;
    }
    for (i, list) in items() {
        let (some, all) = lists[&list];
        taken[i] |= some * 2 >= all && weights[i] > LEAST_ITEM;
    }
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
        parser,
    }
}

/// What stands in fields of its own and is not repeated in the body.
pub struct Known<'a> {
    pub headline: &'a str,
    pub deck: &'a str,
    pub authors: &'a [String],
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
        let is_label = LABELS.iter().any(|class| hits.whole.has(*class));
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
    for (i, block) in page.blocks.iter().enumerate() {
        let is_credited = story.chosen[i] && has_marked_credit(block);
        if is_caption(block) || is_credited {
            rows.end(&mut blocks);
            if is_credited || (near.contains(&i) && !block.marks.beyond(around).has_any(ELSEWHERE))
            {
                push_caption(block, &mut blocks);
            }
            continue;
        }
        if !story.chosen[i] || known.repeats(block) {
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

/// A link to another story between two paragraphs: "READ MORE: …", "ALL CAPITALS".
fn is_link_elsewhere(block: &PageBlock) -> bool {
    if !matches!(block.tag, BlockTag::Paragraph | BlockTag::Division)
        || block.link_chars * 2 < block.chars
    {
        return false;
    }
    let text = &block.text;
    let is_led = text.contains(':') && phrases_in(text).head.has(Class::ReadMore);
    let is_loud = text.split(' ').count() >= 4
        && text.contains(char::is_uppercase)
        && !text.contains(char::is_lowercase);
    is_led || (is_loud && block.link_chars * 10 >= block.chars * 9)
}

/// Cells gathered into rows, rows into a table.
#[derive(Default)]
struct Rows {
    lines: Vec<String>,
    /// Element of the row that is being gathered.
    row: Option<usize>,
    span: Option<crate::article::Span>,
}

impl Rows {
    fn cell(&mut self, page: &Page<'_>, block: &PageBlock) {
        let row = page.elements[block.element].parent;
        match self.lines.last_mut().filter(|_| self.row == Some(row)) {
            Some(line) => {
                line.push('\t');
                line.push_str(&block.text);
            }
            None => self.lines.push(block.text.clone()),
        }
        self.row = Some(row);
        let span = self.span.get_or_insert(block.span);
        span.end = block.span.end;
    }

    /// A table for layout has one long cell a row: its rows are paragraphs.
    fn end(&mut self, blocks: &mut Vec<Block>) {
        let span = self.span.take().unwrap_or_default();
        self.row = None;
        let lines = std::mem::take(&mut self.lines);
        let is_layout = lines.iter().all(|line| !line.contains('\t'))
            || lines.iter().any(|line| line.len() > 600);
        let texts = if is_layout {
            lines
        } else {
            vec![lines.join("\n")]
        };
        for text in texts.into_iter().filter(|text| !text.is_empty()) {
            blocks.push(Block {
                kind: if is_layout {
                    BlockKind::Paragraph
                } else {
                    BlockKind::Table
                },
                text: if is_layout { collapse(&text) } else { text },
                credit: String::new(),
                alternative: String::new(),
                span,
            });
        }
    }
}
