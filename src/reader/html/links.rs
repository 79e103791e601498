//! Lists and links among what is taken for a story: which belong to it, and which lead elsewhere.

use std::collections::HashMap;

use super::body::LEAST_STORY;
use super::page::{BlockTag, Page, PageBlock};
use crate::reader::plain_text::lexicon::{Class, phrases_in};

/// Characters of text beside which links are dropped from a page without a story.
const LEAST_LINE: usize = 25;

/// Weight of an item above which the list around it decides.
const LEAST_ITEM: f32 = -0.35;

/// Takes the items of a list that are left out for little, where at least half are taken: alone, an
/// item of a few words says too little of itself.
pub fn complete_lists(page: &Page<'_>, weights: &[f32], taken: &mut [bool]) {
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

/// Drops links and items of navigation where they are most of what was taken, and there is a line
/// of text besides: a page with a video or a form.
pub fn drop_links(page: &Page<'_>, taken: &mut [bool]) {
    let is_link = |block: &PageBlock| block.link_chars * 10 >= block.chars * 8;
    let is_taken =
        |(block, taken): (&PageBlock, &bool)| (*taken).then_some((block.chars, is_link(block)));
    let sizes: Vec<(usize, bool)> = page
        .blocks
        .iter()
        .zip(&*taken)
        .filter_map(is_taken)
        .collect();
    let sum = |link: bool| -> usize {
        sizes
            .iter()
            .filter(|(_, is_link)| *is_link == link)
            .map(|(chars, _)| chars)
            .sum()
    };
    let (links, told) = (sum(true), sum(false));
    if (LEAST_LINE..LEAST_STORY).contains(&told) && links > told {
        for (taken, block) in taken.iter_mut().zip(&page.blocks) {
            *taken &= !is_link(block);
        }
    }
}

/// A label of links to other stories: "READ MORE".
pub fn points_elsewhere(block: &PageBlock) -> bool {
    let hits = phrases_in(&block.text);
    hits.whole.has(Class::ReadMore) || hits.whole.has(Class::RelatedHead)
}

/// A link to another story between two paragraphs: "READ MORE: …", "ALL CAPITALS".
pub fn is_link_elsewhere(block: &PageBlock) -> bool {
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
