//! Captions of a page's pictures: which blocks they are, and what is caption and what is credit.

use super::marks::Mark;
use super::page::{BlockTag, PageBlock};
use crate::article::{Block, BlockKind};
use crate::reader::fragment::collapse;
use crate::reader::plain_text::caption::{Form, read_credit};
use crate::reader::plain_text::picture::{Captions, Wording};

/// Longest caption without an element of its own, bytes.
const LONGEST: usize = 600;

/// Labels before a caption or a credit that screen readers read out, or that styles replace.
const CAPTION_LABELS: &[&str] = &[
    "Image caption,",
    "Media caption,",
    "Pie de foto,",
    "Légende image,",
    "Legenda da foto,",
];
const CREDIT_LABELS: &[&str] = &[
    "Image source,",
    "Fuente de la imagen,",
    "Crédit photo,",
    "Crédito,",
    "Credit...",
    "Credit…",
];

/// What stands in brackets and is no credit: pictures from the archive, or of something like it.
const KINDS_OF_PICTURE: &[&str] = &[
    "illustration",
    "symbolbild",
    "symbolfoto",
    "archivbild",
    "archivfoto",
    "file photo",
    "file image",
    "archive photo",
    "de archivo",
    "d'archivio",
    "de arquivo",
    "arkivfoto",
];

/// Whether a block is a caption or the credit of a picture.
pub fn is_caption(block: &PageBlock) -> bool {
    block.tag == BlockTag::Caption
        || block.marks.has(Mark::FigCaption)
        || (block.own_marks.has(Mark::Caption) && block.text.len() < LONGEST)
        || is_beside_picture(block)
}

/// A credit of its own beside the caption, inside the figure.
pub fn is_credit_in_figure(block: &PageBlock) -> bool {
    block.marks.has(Mark::Figure)
        && block.own_marks.has(Mark::Credit)
        && block.text.len() < 140
        && block.text.contains(char::is_alphabetic)
}

/// A text in a figure that has no mark of its own: no table, no quotation, no button.
fn is_beside_picture(block: &PageBlock) -> bool {
    let is_text = matches!(block.tag, BlockTag::Paragraph | BlockTag::Division);
    let is_line = (20..LONGEST).contains(&block.text.len()) && block.link_chars * 2 < block.chars;
    block.marks.has(Mark::Figure)
        && is_text
        && is_line
        && !block.marks.has_any(&[
            Mark::BlockQuote,
            Mark::PullQuote,
            Mark::Embed,
            Mark::Table,
            Mark::Tool,
            Mark::Audio,
        ])
}

/// A line marked as a credit, right below the caption whose picture it is of.
pub fn is_credit_below(block: &PageBlock, above: Option<&Block>) -> bool {
    block.own_marks.has(Mark::Credit) && block.text.len() < 140 && lacks_credit(above)
}

/// Whether a block is a caption that nobody is credited for.
pub fn lacks_credit(above: Option<&Block>) -> bool {
    above.is_some_and(|above| above.kind == BlockKind::Caption && above.credit.is_empty())
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
    let is_credit = |form| match form {
        Form::Marked => true,
        Form::Bracketed => names_picture(&block.text),
        Form::Alone => false,
    };
    may_be_one
        && read_credit(&block.text)
            .is_some_and(|found| is_credit(found.form) && is_of_names(found.credit))
}

/// "(fot. Ann Roe / Agency)": agencies in brackets end stories too, pictures do not.
fn names_picture(text: &str) -> bool {
    const PICTURES: &[&str] = &["photo", "foto", "fot.", "bild", "picture", "image", "kép"];
    let inner = text.rsplit(['(', '[']).next().unwrap_or_default();
    let inner = inner.to_lowercase();
    text.len() < 250 && PICTURES.iter().any(|word| inner.contains(word))
}

/// Names of people and agencies: no word of theirs is small but the shortest.
fn is_of_names(credit: &str) -> bool {
    let words = credit.split_whitespace();
    let is_name = |word: &str| !word.starts_with(char::is_lowercase) || word.chars().count() <= 3;
    (1..=8).contains(&words.clone().count())
        && credit.starts_with(char::is_uppercase)
        && words.clone().all(is_name)
}

/// Cuts a caption into what it shows and who took it, both without labels.
fn take_apart(text: &str) -> (String, String) {
    let without = |text: &str, labels: &[&str]| -> String {
        let rest = labels.iter().find_map(|label| text.strip_prefix(label));
        rest.unwrap_or(text).trim().to_owned()
    };
    let text = without(text, CAPTION_LABELS);
    // "The dam at dusk. Credit...Ann Roe"
    let label = CREDIT_LABELS
        .iter()
        .find_map(|label| text.split_once(label));
    if let Some((shown, credit)) = label {
        return (shown.trim().to_owned(), bare_credit(credit));
    }
    let is_kind = |credit: &str| {
        let low = credit.to_lowercase();
        KINDS_OF_PICTURE.iter().any(|kind| low.ends_with(kind))
    };
    match read_credit(&text) {
        Some(found) if !is_kind(found.credit) => {
            let shown = found.text.trim_end_matches([' ', '-', '–', '—', '|', '/']);
            (shown.to_owned(), bare_credit(found.credit))
        }
        _ => (text, String::new()),
    }
}

/// "© Ann Roe" => "Ann Roe"
fn bare_credit(credit: &str) -> String {
    let credit = credit.trim();
    let bare = credit.strip_prefix(['©', 'Ⓒ']).unwrap_or(credit);
    collapse(bare.trim_start_matches([' ', ':', ',']))
}

/// Adds a caption, or a credit to the caption before it; wordings of one picture stay one.
pub fn push_caption(block: &PageBlock, blocks: &mut Vec<Block>, captions: &mut Captions) {
    let is_credit = block.own_marks.has(Mark::Credit) && block.text.len() < 140;
    let place = blocks.len();
    let last = blocks
        .last_mut()
        .filter(|last| last.kind == BlockKind::Caption);
    let (text, credit) = take_apart(&block.text);
    if is_credit {
        let credit = if credit.is_empty() {
            bare_credit(&block.text)
        } else {
            credit
        };
        match last {
            Some(last) if last.credit.is_empty() => last.credit = credit,
            Some(_) => {}
            None => blocks.push(caption(String::new(), credit, block)),
        }
        return;
    }
    let wording = Wording::of(&text);
    // The credit came first, alone.
    if let Some(last) = last.filter(|last| last.text.is_empty()) {
        captions.set(place - 1, wording);
        last.text = text;
        return;
    }
    let known = captions.of_same_picture(&wording).next();
    if let Some(known) = known.and_then(|known| blocks.get_mut(known)) {
        if known.credit.is_empty() {
            known.credit = credit;
        }
        if text.len() > known.text.len() && known.alternative.len() < text.len() {
            known.alternative = text;
        }
        return;
    }
    captions.set(place, wording);
    blocks.push(caption(text, credit, block));
}

/// Makes credits of what is a credit alone, and drops labels without a caption.
pub fn settle_captions(blocks: &mut Vec<Block>) {
    for block in blocks.iter_mut().filter(|block| is_bare(block)) {
        block.kind = BlockKind::Credit;
        block.text = std::mem::take(&mut block.credit);
    }
    blocks.retain(|block| !block.text.trim().is_empty());
}

fn is_bare(block: &Block) -> bool {
    block.kind == BlockKind::Caption && block.text.is_empty()
}

fn caption(text: String, credit: String, block: &PageBlock) -> Block {
    Block {
        kind: BlockKind::Caption,
        text,
        credit,
        alternative: String::new(),
        span: block.span,
    }
}
