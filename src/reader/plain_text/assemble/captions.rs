//! Captions and credits of pictures, each picture once.

use crate::article::{Block, BlockKind, Evidence};

use super::super::caption::read_credit;
use super::super::lexicon::{Class, phrases_in};
use super::super::line::Line;
use super::super::picture::Wording;
use super::{Builder, Label, bare_text};

/// Words before a credit that make a caption.
const MIN_CAPTION: usize = 4;

impl Builder {
    /// A second wording of a picture joins the first.
    pub fn add_caption(&mut self, i: usize, line: &Line<'_>) {
        let text = bare_text(Label::Caption, &line.text);
        let (text, credit) = match read_credit(text) {
            Some(found) => (found.text, found.credit),
            None => (text, ""),
        };
        let wording = Wording::of(text);
        let known = self.captions.of_same_picture(&wording).next_back();
        let Some(known) = known else {
            self.captions.set(self.article.blocks.len(), wording);
            self.push(BlockKind::Caption, text, line.span);
            if let Some(block) = self.article.blocks.last_mut() {
                block.credit = credit.to_owned();
            }
            return;
        };
        let is_last = known + 1 == self.article.blocks.len();
        fold_caption(&mut self.article.blocks[known], text, credit);
        let shown = Wording::of(&self.article.blocks[known].text);
        self.captions.set(known, shown);
        let block = &mut self.article.blocks[known];
        if is_last && block.span.end <= line.span.start {
            block.span.end = line.span.end;
        } else {
            self.article.evidence.push(Evidence {
                field: "caption".to_owned(),
                source: format!("line {}", i + 1),
                reason: "repeats a caption".to_owned(),
                span: line.span,
            });
        }
    }

    /// A credit belongs to the caption right before it, or to the one that it closes.
    pub fn add_credit(&mut self, i: usize, line: &Line<'_>) {
        let found = read_credit(&line.text);
        if found.is_some_and(|found| found.text.split_whitespace().count() >= MIN_CAPTION) {
            self.add_caption(i, line);
            return;
        }
        let credit = found.map_or(line.text.as_ref(), |found| found.credit);
        if let Some(block) = self.article.blocks.last_mut()
            && block.kind == BlockKind::Caption
            && block.credit.is_empty()
            && !phrases_in(&line.text).any(Class::SignOff)
        {
            block.credit = credit.to_owned();
            block.span.end = line.span.end;
            return;
        }
        self.push(BlockKind::Credit, &line.text, line.span);
    }
}

/// The shorter wording is shown, the longer kept beside it.
fn fold_caption(block: &mut Block, text: &str, credit: &str) {
    if block.credit.is_empty() {
        block.credit = credit.to_owned();
    }
    if text == block.text || text == block.alternative {
        return;
    }
    let (shown, longer) = if text.len() < block.text.len() {
        (text.to_owned(), std::mem::take(&mut block.text))
    } else {
        (std::mem::take(&mut block.text), text.to_owned())
    };
    block.text = shown;
    if longer.len() > block.alternative.len() {
        block.alternative = longer;
    }
}
