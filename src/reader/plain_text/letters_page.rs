//! Letters to the editor: who greets is no headline, who signs below a letter wrote it.
//!
//! Only where a heading (`LETTERS TO THE EDITOR`, `Leserbriefe`) or a greeting over the text says that
//! these are letters; elsewhere a name below a paragraph is anybody's.

use super::assemble::Labelled;
use super::head::Head;
use super::label::Label;
use super::lexicon::{Class, Hits};
use super::line::Line;
use super::person::is_person;
use super::shape::Shape;

/// Lines over the text among which it is said that it is a letter.
const MAX_ABOVE: usize = 12;
/// Words of a greeting or of a signature at most.
const MAX_WORDS: u32 = 6;

/// Takes a greeting (`To the editor:`, `Dear Sir,`) that was taken for the headline into the text.
pub fn settle_greeting(lines: &[Line<'_>], shapes: &[Shape], labels: &mut [Label]) {
    let headline = labels.iter().position(|label| *label == Label::Headline);
    if let Some(at) = headline
        && is_greeting(&lines[at].text, &shapes[at])
    {
        labels[at] = Label::Body;
    }
}

/// Finds the names below the letters of a page, with their lines.
pub fn find_writers<'l>(
    input: &'l Labelled<'_, '_>,
    head: Head,
) -> impl Iterator<Item = (usize, &'l str)> {
    let above = head.first.saturating_sub(MAX_ABOVE)..head.first + 1;
    let says_so = |i: usize| {
        has_letters(&input.shapes[i].hits, true)
            || is_greeting(&input.lines[i].text, &input.shapes[i])
    };
    let end = if above.clone().any(says_so) {
        input.lines.len().min(head.last + 2)
    } else {
        0
    };
    (head.first + 1..end).filter_map(|i| {
        let is_behind = input.labels[i - 1] == Label::Body && input.shapes[i - 1].ends_sentence();
        let may_sign = !input.labels[i].is_text() && input.shapes[i].words <= MAX_WORDS;
        let name = input.lines[i].text.split([',', '.', ';']).next()?.trim();
        (is_behind && may_sign && is_person(name)).then_some((i, name))
    })
}

fn is_greeting(text: &str, shape: &Shape) -> bool {
    text.ends_with([':', ',', '!']) && shape.words <= MAX_WORDS && has_letters(&shape.hits, false)
}

fn has_letters(hits: &Hits, is_whole: bool) -> bool {
    hits.whole.has(Class::Letters) || (!is_whole && hits.head.has(Class::Letters))
}
