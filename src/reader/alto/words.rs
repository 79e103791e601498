//! Words of an ALTO page (`String`, `HYP`), handed to the joiner of all scanned pages.

use super::super::fragment::collapse;
use super::super::scanned::{Heights, Joiner, PageBlock};
use super::super::xml::Element;
use crate::article::BlockKind;

/// Reads one `TextBlock`.
pub fn block(joiner: &mut Joiner, element: Element<'_, '_>, kind: BlockKind) -> PageBlock {
    let mut text = String::new();
    let mut heights = Heights::default();
    for line in element.descendants().filter(|inner| inner.is("TextLine")) {
        for word in line.children_named("String") {
            heights.add(number(word, "HEIGHT"));
        }
        read_line(joiner, line, &mut text);
    }
    PageBlock {
        text: collapse(&text),
        height: heights.mean(),
        kind,
        span: element.span(),
    }
}

/// A text with the lines that follow it.
pub fn lines<'t, 'a: 't>(
    joiner: &mut Joiner,
    mut text: String,
    lines: impl Iterator<Item = Element<'t, 'a>>,
) -> String {
    for line in lines {
        read_line(joiner, line, &mut text);
    }
    collapse(&text)
}

fn read_line(joiner: &mut Joiner, line: Element<'_, '_>, text: &mut String) {
    for piece in line.children() {
        if piece.is("String") {
            read_word(joiner, piece, text);
        } else if piece.is("HYP") {
            joiner.hyphen(piece.attribute("CONTENT"), text);
        }
    }
    joiner.end_line(text);
}

fn read_word(joiner: &mut Joiner, word: Element<'_, '_>, text: &mut String) {
    let Some(content) = word.attribute("CONTENT") else {
        return;
    };
    joiner.weigh(number(word, "WC"), 1);
    let whole = word.attribute("SUBS_CONTENT");
    match word.attribute("SUBS_TYPE").as_deref() {
        Some("HypPart1") => joiner.first_part(&content, whole, text),
        // A second part alone keeps what there is of it.
        Some("HypPart2") if joiner.second_part(&content, whole.as_deref(), text) => {}
        _ => joiner.word(&content, text),
    }
}

fn number(element: Element<'_, '_>, name: &str) -> Option<f64> {
    let value: f64 = element.attribute(name)?.parse().ok()?;
    (value.is_finite() && value >= 0.0).then_some(value)
}
