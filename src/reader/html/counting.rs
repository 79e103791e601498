//! Counts the features of every block: by itself, by its marks and phrases, by its place on the page
//! and by its neighbours.

use std::collections::HashMap;

use super::feature::{Counted, Feature, Opinions};
use super::marks::{Mark, Marks};
use super::page::{BlockTag, Page, PageBlock};
use super::shingles::words;
use crate::reader::plain_text::lexicon::{Class, phrases_in};

/// How much of each block each extractor kept.
pub struct Shares {
    /// The words of each block, hashed.
    pub words: Vec<Vec<u64>>,
    pub first: Vec<f32>,
    pub second: Vec<f32>,
}

impl Shares {
    pub fn of(page: &Page<'_>, opinions: &Opinions) -> Self {
        let words: Vec<Vec<u64>> = page.blocks.iter().map(|block| words(&block.text)).collect();
        Self {
            first: opinions.first.shares(&words),
            second: opinions.second.shares(&words),
            words,
        }
    }
}

/// The features of every block of a page, in order.
pub fn features(page: &Page<'_>, opinions: &Opinions, shares: &Shares) -> Vec<Vec<Feature>> {
    let blocks = &page.blocks;
    let texts = &shares.words;
    let bases: Vec<Base> = (0..blocks.len())
        .map(|i| base(&blocks[i], i, opinions, shares))
        .collect();
    let main = Main::find(page, &bases);
    let most = page
        .elements
        .iter()
        .map(|element| element.paragraph_chars)
        .max()
        .unwrap_or(0)
        .max(1);
    let headline = blocks
        .iter()
        .position(|block| block.tag == BlockTag::Heading(1));
    let mut seen: HashMap<&[u64], usize> = HashMap::new();
    let mut all = Vec::with_capacity(blocks.len());
    for (i, block) in blocks.iter().enumerate() {
        let mut found = Vec::with_capacity(80);
        let text = texts[i].as_slice();
        push_base(&mut found, &bases[i], opinions.kind);
        push_marks(&mut found, block);
        push_text(&mut found, block, &bases[i], opinions);
        if let Some(earlier) = seen.get(text).filter(|_| text.len() >= 5) {
            let beside = parent(page, *earlier) == parent(page, i);
            found.push(Feature(
                Counted::Repeated,
                [u8::from(beside), 1 + bases[i].length / 3, 0],
            ));
        }
        seen.entry(text).or_insert(i);
        push_place(&mut found, page, i, most, &main, headline, &bases[i]);
        for (number, offset) in [-2isize, -1, 1, 2].into_iter().enumerate() {
            push_neighbour(&mut found, blocks, &bases, i, offset, number as u8);
        }
        all.push(found);
    }
    all
}

/// What every block has and its neighbours see.
#[derive(Clone, Copy)]
struct Base {
    tag: u8,
    length: u8,
    links: u8,
    first: u8,
    second: u8,
    given: u8,
    shares: (f32, f32),
    words: usize,
}

fn base(block: &PageBlock, i: usize, opinions: &Opinions, shares: &Shares) -> Base {
    let text = &shares.words[i];
    let shares = (shares.first[i], shares.second[i]);
    Base {
        tag: match block.tag {
            BlockTag::Division => 0,
            BlockTag::Paragraph => 1,
            BlockTag::Heading(1) => 2,
            BlockTag::Heading(_) => 3,
            BlockTag::ListItem => 4,
            BlockTag::Cell => 5,
            BlockTag::Caption => 6,
            BlockTag::Preformatted => 7,
        },
        length: bucket(text.len() as f32, &[1., 3., 7., 14., 24., 49., 99.]),
        links: bucket(
            block.link_chars as f32 / block.chars.max(1) as f32,
            &[0., 0.1, 0.25, 0.5, 0.8, 0.99],
        ),
        first: bucket(shares.0, &SHARES),
        second: bucket(shares.1, &SHARES),
        given: opinions
            .given
            .as_ref()
            .map_or(0, |given| 1 + bucket(given.share(text), &SHARES)),
        shares,
        words: text.len(),
    }
}

const SHARES: [f32; 4] = [0.05, 0.3, 0.6, 0.9];

/// Number of the first border that is not exceeded.
fn bucket(value: f32, borders: &[f32]) -> u8 {
    borders
        .iter()
        .position(|border| value <= *border)
        .unwrap_or(borders.len()) as u8
}

fn push_base(found: &mut Vec<Feature>, base: &Base, kind: u8) {
    let Base {
        tag,
        length,
        links,
        first,
        second,
        given,
        ..
    } = *base;
    found.extend([
        Feature(Counted::Bias, [0, 0, 0]),
        Feature(Counted::Tag, [tag, 0, 0]),
        Feature(Counted::Length, [length, 0, 0]),
        Feature(Counted::Links, [links, 0, 0]),
        Feature(Counted::TagLength, [tag, length, 0]),
        Feature(Counted::LengthLinks, [length, links, 0]),
        Feature(Counted::First, [first, 0, 0]),
        Feature(Counted::FirstTag, [first, tag, 0]),
        Feature(Counted::FirstLength, [first, length, 0]),
        Feature(Counted::Second, [second, 0, 0]),
        Feature(Counted::SecondTag, [second, tag, 0]),
        Feature(Counted::SecondLength, [second, length, 0]),
        Feature(Counted::Both, [first, second, 0]),
        Feature(Counted::BothLength, [first / 2, second / 2, length]),
        Feature(Counted::Kind, [kind, 0, 0]),
        Feature(Counted::KindFirst, [kind, first, 0]),
        Feature(Counted::KindSecond, [kind, second, 0]),
        Feature(Counted::Given, [given, 0, 0]),
        Feature(Counted::GivenLength, [given, length, 0]),
    ]);
}

fn push_marks(found: &mut Vec<Feature>, block: &PageBlock) {
    let mut push = |kind: Counted, marks: Marks| {
        for mark in Mark::ALL.iter().filter(|mark| marks.has(**mark)) {
            found.push(Feature(kind, [*mark as u8, 0, 0]));
        }
    };
    push(Counted::Around, block.marks);
    push(Counted::Own, block.own_marks);
}

fn push_text(found: &mut Vec<Feature>, block: &PageBlock, base: &Base, opinions: &Opinions) {
    let hits = phrases_in(&block.text);
    for (number, class) in Class::ALL.iter().enumerate() {
        for (place, set) in [
            (1, hits.whole),
            (2, hits.head),
            (3, hits.tail),
            (4, hits.inside),
        ] {
            if set.has(*class) {
                found.push(Feature(Counted::Phrase, [number as u8, place, 0]));
                found.push(Feature(
                    Counted::PhraseLength,
                    [number as u8, place, base.length / 3],
                ));
            }
        }
    }
    if opinions.descriptions.contains(&block.text) {
        found.push(Feature(Counted::Description, [0, 0, 0]));
    }
    if opinions.titles.contains(&block.text) {
        found.push(Feature(Counted::Title, [0, 0, 0]));
    }
    let end = match block.text.chars().next_back() {
        Some('.' | '!' | '?' | '。' | '”' | '"' | '»' | '’' | ')') => 1,
        Some(':') => 2,
        _ => 0,
    };
    found.push(Feature(Counted::End, [end, 0, 0]));
    if block.text.starts_with(char::is_lowercase) {
        found.push(Feature(Counted::Lower, [0, 0, 0]));
    }
    if block.is_strong {
        found.push(Feature(Counted::Strong, [0, 0, 0]));
    }
}

/// Where the surest paragraphs are.
struct Main {
    first: usize,
    last: usize,
    /// Depth and parent that most of their text shares.
    place: Option<(usize, usize)>,
}

impl Main {
    fn find(page: &Page<'_>, bases: &[Base]) -> Option<Self> {
        let sure = |both: bool| -> Vec<usize> {
            (0..bases.len())
                .filter(|i| {
                    let (first, second) = bases[*i].shares;
                    let agreed = if both {
                        first.min(second)
                    } else {
                        first.max(second)
                    };
                    agreed > 0.8 && bases[*i].words >= 15
                })
                .collect()
        };
        let mut indices = sure(true);
        if indices.is_empty() {
            indices = sure(false);
        }
        let mut places: Vec<((usize, usize), usize)> = Vec::new();
        for i in &indices {
            let block = &page.blocks[*i];
            let place = (block.depth, parent(page, *i));
            match places.iter_mut().find(|(known, _)| *known == place) {
                Some((_, chars)) => *chars += block.chars,
                None => places.push((place, block.chars)),
            }
        }
        Some(Self {
            first: *indices.first()?,
            last: *indices.last()?,
            place: places
                .iter()
                .max_by_key(|(_, chars)| *chars)
                .map(|(place, _)| *place),
        })
    }
}

/// The element around the block's own.
fn parent(page: &Page<'_>, block: usize) -> usize {
    page.elements[page.blocks[block].element].parent
}

fn push_place(
    found: &mut Vec<Feature>,
    page: &Page<'_>,
    i: usize,
    most: usize,
    main: &Option<Main>,
    headline: Option<usize>,
    base: &Base,
) {
    let block = &page.blocks[i];
    let parent = page.elements[block.element].parent;
    let grandparent = page.elements[parent].parent;
    let share = |element: usize| {
        let part = page.elements[element].paragraph_chars as f32 / most as f32;
        bucket(part, &[0., 0.05, 0.2, 0.5, 0.9])
    };
    found.push(Feature(Counted::OwnShare, [share(block.element), 0, 0]));
    found.push(Feature(Counted::ParentShare, [share(parent), 0, 0]));
    found.push(Feature(
        Counted::GrandparentShare,
        [share(grandparent), 0, 0],
    ));
    let around = &page.elements[parent];
    let links = around.link_chars as f32 / around.chars.max(1) as f32;
    found.push(Feature(
        Counted::ParentLinks,
        [bucket(links, &[0.05, 0.15, 0.3, 0.5, 0.8]), 0, 0],
    ));
    found.push(Feature(
        Counted::Position,
        [(10 * i / page.blocks.len().max(1)) as u8, 0, 0],
    ));
    match headline {
        Some(at) if i < at => found.push(Feature(Counted::BeforeHeadline, [0, 0, 0])),
        Some(at) => {
            let after = bucket((i - at) as f32, &[0., 1., 3., 8., 20.]);
            found.push(Feature(Counted::AfterHeadline, [after, 0, 0]));
        }
        None => {}
    }
    let Some(main) = main else {
        found.push(Feature(Counted::NoMain, [0, 0, 0]));
        return;
    };
    let far = |blocks: usize| bucket(blocks as f32, &[1., 2., 4., 8., 16., 40.]);
    found.push(if i < main.first {
        Feature(Counted::BeforeMain, [far(main.first - i), 0, 0])
    } else if i > main.last {
        Feature(Counted::AfterMain, [far(i - main.last), 0, 0])
    } else {
        Feature(Counted::WithinMain, [0, 0, 0])
    });
    if let Some((depth, holder)) = main.place {
        let deeper = (block.depth as isize - depth as isize).clamp(-4, 4) + 4;
        found.push(Feature(Counted::DepthFromMain, [deeper as u8, 0, 0]));
        if parent == holder {
            found.push(Feature(Counted::SameParent, [0, 0, 0]));
            found.push(Feature(Counted::SameParentTag, [base.tag, 0, 0]));
        }
    }
}

fn push_neighbour(
    found: &mut Vec<Feature>,
    blocks: &[PageBlock],
    bases: &[Base],
    i: usize,
    offset: isize,
    number: u8,
) {
    let Some(near) = i
        .checked_add_signed(offset)
        .filter(|near| *near < blocks.len())
    else {
        found.push(Feature(Counted::NearNone, [number, 0, 0]));
        return;
    };
    let other = &bases[near];
    found.extend([
        Feature(Counted::NearTag, [number, other.tag, 0]),
        Feature(Counted::NearLength, [number, other.length, 0]),
        Feature(Counted::NearLinks, [number, other.links, 0]),
        Feature(Counted::NearFirst, [number, other.first, 0]),
        Feature(Counted::NearSecond, [number, other.second, 0]),
        Feature(Counted::NearGiven, [number, other.given, 0]),
    ]);
    let (a, b) = (&blocks[i], &blocks[near]);
    if a.own_marks == b.own_marks && a.tag == b.tag && a.depth == b.depth {
        found.push(Feature(Counted::NearSame, [number, 0, 0]));
    }
}
