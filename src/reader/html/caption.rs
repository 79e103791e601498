//! Captions of a page's pictures: which blocks they are, and what is caption and what is credit.

use super::marks::Mark;
use super::page::{BlockTag, PageBlock};
use crate::article::{Block, BlockKind};
use crate::reader::fragment::collapse;
use crate::reader::plain_text::caption::{Form, read_credit};
use crate::reader::plain_text::picture::are_same_picture;

pub fn is_caption(block: &PageBlock) -> bool {
    block.tag == BlockTag::Caption
        || block.marks.has(Mark::FigCaption)
        || (block.own_marks.has(Mark::Caption) && block.text.len() < 600)
}

/// A caption without mark-up: "The dam at dusk. Photo: Ann Roe".
pub fn has_marked_credit(block: &PageBlock) -> bool {
    // The line of a copyright is no credit of a picture, and figures have sources too.
    let may_be_one = matches!(block.tag, BlockTag::Paragraph | BlockTag::Division)
        && block.text.len() < 400
        && block.text.contains([':', '/'])
        && !["©", "Source:", "Quelle:", "Fuente:", "Fonte:"]
            .iter()
            .any(|mark| block.text.contains(mark));
    may_be_one
        && read_credit(&block.text)
            .is_some_and(|credited| credited.form == Form::Marked && is_of_names(credited.credit))
}

/// Names of people and agencies: no word of theirs is small but the shortest.
fn is_of_names(credit: &str) -> bool {
    let words = credit.split_whitespace();
    let is_name = |word: &str| !word.starts_with(char::is_lowercase) || word.chars().count() <= 3;
    (1..=8).contains(&words.clone().count())
        && credit.starts_with(char::is_uppercase)
        && words.clone().all(is_name)
}

/// Adds a caption, or a credit to the caption before it; wordings of one picture stay one.
pub fn push_caption(block: &PageBlock, blocks: &mut Vec<Block>) {
    let is_credit = block.own_marks.has(Mark::Credit) && block.text.len() < 140;
    let last = blocks
        .last_mut()
        .filter(|last| last.kind == BlockKind::Caption);
    if is_credit {
        let credit = read_credit(&block.text).map_or(block.text.as_str(), |found| found.credit);
        match last {
            Some(last) if last.credit.is_empty() => last.credit = collapse(credit),
            Some(_) => {}
            None => blocks.push(caption(String::new(), credit, block)),
        }
        return;
    }
    let (text, credit) = match read_credit(&block.text) {
        Some(found) => (found.text, found.credit),
        None => (block.text.as_str(), ""),
    };
    // The credit came first, alone.
    if let Some(last) = last.filter(|last| last.text.is_empty()) {
        last.text = collapse(text);
        return;
    }
    let same = |known: &&mut Block| {
        known.kind == BlockKind::Caption && are_same_picture(&known.text, text)
    };
    if let Some(known) = blocks.iter_mut().find(same) {
        if known.credit.is_empty() {
            known.credit = credit.to_owned();
        }
        if text.len() > known.text.len() && known.alternative.len() < text.len() {
            known.alternative = text.to_owned();
        }
        return;
    }
    blocks.push(caption(text.to_owned(), credit, block));
}

fn caption(text: String, credit: &str, block: &PageBlock) -> Block {
    Block {
        kind: BlockKind::Caption,
        text,
        credit: credit.to_owned(),
        alternative: String::new(),
        span: block.span,
    }
}
