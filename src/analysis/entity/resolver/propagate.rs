//! Finds known names where the engine missed them: the same spelling, a surname of somebody named
//! in full, an acronym that stood in brackets after its long form.

use std::collections::HashMap;

use super::people::family_names;
use super::shouted;
use super::surface::Surfaces;
use super::words::{COMMON_SURNAMES, TITLES, has};
use super::{Mention, TokenisedText};
use crate::analysis::entity::label::Label;
use crate::analysis::entity::spelling::spelling;
use crate::text::fold_value;

/// Spellings worth looking for, by their first token.
#[derive(Default)]
struct Known<'a> {
    labels: HashMap<&'a str, Label>,
    /// First token → lengths in tokens of the spellings that begin with it, longest first.
    by_first: HashMap<&'a str, Vec<usize>>,
    /// A bit for each first token, so that few words are looked up.
    filter: [u64; 4],
}

/// Which bit of the filter a token has: by its first byte and its length.
fn filter_bit(token: &str) -> (usize, u64) {
    let first = token.as_bytes().first().copied().unwrap_or(0);
    let bit = usize::from(first) ^ (token.len() & 7) << 5;
    (bit >> 6 & 3, 1 << (bit & 63))
}

/// Adds the mentions that were missed.
pub fn propagate<'a>(
    texts: &[TokenisedText<'a>],
    mentions: &mut Vec<Mention>,
    surfaces: &mut Surfaces<'a>,
) {
    let known = collect(texts, mentions, surfaces);
    if texts.iter().any(|t| !t.shouted.is_empty()) {
        let folded = known.folded(mentions, surfaces);
        for (index, text) in texts.iter().enumerate() {
            shouted::find(text, index, &folded, surfaces, mentions);
        }
    }
    if known.labels.is_empty() {
        return;
    }
    let mut covered: Vec<(usize, usize, usize)> =
        mentions.iter().map(|m| (m.text, m.start, m.end)).collect();
    covered.sort_unstable();
    for (index, text) in texts.iter().enumerate() {
        find(text, index, &known, &covered, surfaces, mentions);
    }
}

fn collect<'a>(
    texts: &[TokenisedText<'a>],
    mentions: &[Mention],
    surfaces: &Surfaces<'a>,
) -> Known<'a> {
    let mut known = Known::default();
    for mention in mentions {
        let surface = surfaces.get(mention.surface);
        let label = mention.label;
        if label.kind().is_none() {
            continue;
        }
        let raw = surface.raw;
        let is_long = surface.words > 1 && raw.len() > 6;
        let is_acronym = label == Label::Organisation
            && surface.is_all_caps
            && (2..=6).contains(&raw.len())
            && raw.is_ascii();
        let is_place = label == Label::Place && surface.is_known_place() && raw.len() > 3;
        if is_long || is_acronym || is_place {
            known.add(raw, surface.tokens(), label);
        }
    }
    for mention in mentions {
        let raw = surfaces.get(mention.surface).raw;
        if mention.label == Label::Person && raw.contains(' ') {
            let words: Vec<&str> = raw.split(' ').collect();
            for name in family_names(&words) {
                let is_usable = name.starts_with(char::is_uppercase)
                    && !has(COMMON_SURNAMES, name)
                    && (name.len() > 3 || name == words[0]);
                if is_usable {
                    known.add(name, spelling(name).tokens(), Label::Person);
                }
            }
        }
        if mention.label == Label::Organisation
            && let Some(acronym) = bracketed(&texts[mention.text], mention.end)
        {
            known.add(acronym, spelling(acronym).tokens(), Label::Organisation);
        }
    }
    known
}

/// `(IAEA)` right after a name.
fn bracketed<'a>(text: &TokenisedText<'a>, end: usize) -> Option<&'a str> {
    let token = text.token_at(end);
    let acronym = text.word(token + 1);
    let is_acronym = (2..=10).contains(&acronym.len())
        && acronym
            .bytes()
            .all(|b| b.is_ascii_alphabetic() || b == b'&')
        && acronym.bytes().filter(u8::is_ascii_uppercase).count() >= 2;
    (text.word(token) == "(" && text.word(token + 2) == ")" && is_acronym).then_some(acronym)
}

impl<'a> Known<'a> {
    /// Everything known, as it is compared in lines of capitals.
    fn folded(&self, mentions: &[Mention], surfaces: &Surfaces) -> HashMap<String, Label> {
        let mut out = HashMap::new();
        for mention in mentions {
            let folded = &surfaces.get(mention.surface).folded;
            if mention.label.kind().is_some() && folded.len() > 2 {
                out.insert(folded.to_string(), mention.label);
            }
        }
        for (spelling, label) in &self.labels {
            out.entry(fold_value(spelling)).or_insert(*label);
        }
        out
    }

    /// Adds a spelling with the number of its tokens and the bytes of the first.
    fn add(&mut self, spelling: &'a str, (length, first): (usize, usize), label: Label) {
        let first = &spelling[..first];
        if length == 0 || self.labels.contains_key(spelling) {
            return;
        }
        self.labels.insert(spelling, label);
        let (word, bit) = filter_bit(first);
        self.filter[word] |= bit;
        let lengths = self.by_first.entry(first).or_default();
        if let Err(at) = lengths.binary_search_by(|l| length.cmp(l)) {
            lengths.insert(at, length);
        }
    }
}

fn find<'a>(
    text: &TokenisedText<'a>,
    index: usize,
    known: &Known<'a>,
    covered: &[(usize, usize, usize)],
    surfaces: &mut Surfaces<'a>,
    mentions: &mut Vec<Mention>,
) {
    let mut next = covered.partition_point(|c| c.0 < index);
    let mut i = 0;
    while i < text.tokens.len() {
        let start = text.tokens[i].start as usize;
        while next < covered.len() && covered[next].0 == index && covered[next].2 <= start {
            next += 1;
        }
        let free_until = match covered.get(next) {
            Some(&(t, from, _)) if t == index => from,
            _ => text.text.len(),
        };
        let word = text.word(i);
        let (at, bit) = filter_bit(word);
        let lengths = if start < free_until && known.filter[at] & bit != 0 {
            known.by_first.get(word).map_or(&[][..], Vec::as_slice)
        } else {
            &[]
        };
        let found = lengths.iter().find_map(|length| {
            let end = text.tokens.get(i + length - 1)?.end as usize;
            let label = known.labels.get(&text.text[start..end])?;
            (end <= free_until).then_some((*length, end, *label))
        });
        match found {
            Some((length, end, label)) if is_whole(text, i, length, label) => {
                mentions.push(Mention {
                    text: index,
                    start,
                    end,
                    label,
                    surface: surfaces.id(&text.text[start..end]),
                });
                i += length;
            }
            _ => i += 1,
        }
    }
}

/// Not part of a hyphenated word, and a lone surname not part of a longer name.
fn is_whole(text: &TokenisedText, first: usize, length: usize, label: Label) -> bool {
    let touches = |a: usize, b: usize| {
        let (Some(a), Some(b)) = (text.tokens.get(a), text.tokens.get(b)) else {
            return false;
        };
        a.end == b.start
    };
    let is_joined = |hyphen: usize, a: usize, b: usize| text.word(hyphen) == "-" && touches(a, b);
    if first > 0 && is_joined(first - 1, first - 1, first) {
        return false;
    }
    let last = first + length - 1;
    if is_joined(last + 1, last, last + 1) {
        return false;
    }
    if label != Label::Person || length > 1 {
        return true;
    }
    let is_name = |token: usize| {
        let word = text.word(token);
        let mut letters = word.chars();
        letters.next().is_some_and(char::is_uppercase)
            && letters.next().is_some_and(char::is_lowercase)
    };
    let starts = text.tokens[first].starts_sentence;
    // `So`, `He`: at the start of a sentence rather a word than a name.
    if starts && text.word(first).len() <= 3 {
        return false;
    }
    let ends = text.tokens.get(last + 1).is_none_or(|t| t.starts_sentence);
    let is_called = |token: usize| is_name(token) && !has(TITLES, text.word(token));
    !((!starts && first > 0 && is_called(first - 1)) || (!ends && is_name(last + 1)))
}
