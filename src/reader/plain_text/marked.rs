//! What the marks of a text say of its lines, whatever they look like: Markdown has headings of the
//! first level and descriptions of pictures, records have fields.

use super::label::Label;
use super::line::{Line, Mark};
use super::shape::Shape;
use super::topic::folded;

/// Words of a heading that is no name of a site or section.
const MIN_WORDS: u32 = 3;

/// Makes descriptions of pictures captions, or nothing of the story, and the one heading of the first
/// level the headline.
pub fn settle_marks(lines: &[Line<'_>], shapes: &[Shape], labels: &mut [Label]) {
    if lines.iter().all(|line| line.mark.is_none()) {
        return;
    }
    settle_pictures(lines, labels);
    settle_fields(lines, labels);
    if let Some(title) = marked_title(lines, shapes) {
        prefer_title(title, labels);
    }
}

/// Between the headline and the last paragraph a picture is the story's.
fn settle_pictures(lines: &[Line<'_>], labels: &mut [Label]) {
    let is_picture = |i: &usize| lines[*i].mark == Some(Mark::Picture);
    let has = |label: Label, i: &usize| labels[*i] == label && !is_picture(i);
    let first = (0..lines.len()).find(|i| has(Label::Headline, i));
    let last = (0..lines.len()).rfind(|i| has(Label::Body, i));
    for i in (0..lines.len()).filter(is_picture) {
        let is_within = first.is_some_and(|first| first < i) && last.is_some_and(|last| i < last);
        if labels[i].is_story() || labels[i] == Label::Caption {
            labels[i] = if is_within {
                Label::Caption
            } else {
                Label::Other
            };
        }
    }
}

/// Fields above the text are what they say.
fn settle_fields(lines: &[Line<'_>], labels: &mut [Label]) {
    for (line, label) in lines.iter().zip(labels) {
        match line.mark {
            Some(Mark::Deck) => *label = Label::Deck,
            Some(Mark::Field) => *label = Label::Other,
            _ => {}
        }
    }
}

/// The field of a headline; else the heading of the first level, where there is one of several words:
/// more are sections of a page.
fn marked_title(lines: &[Line<'_>], shapes: &[Shape]) -> Option<usize> {
    let field = lines
        .iter()
        .position(|line| line.mark == Some(Mark::Headline));
    if field.is_some() {
        return field;
    }
    let is_title = |i: &usize| lines[*i].mark == Some(Mark::Title) && shapes[*i].words >= MIN_WORDS;
    let mut titles = (0..lines.len()).filter(is_title);
    let first = titles.next()?;
    titles
        .all(|i| folded(&lines[i].text) == folded(&lines[first].text))
        .then_some(first)
}

/// Makes a line the headline; what was taken for it is the deck if it stands right below.
fn prefer_title(title: usize, labels: &mut [Label]) {
    if labels[title] == Label::Headline {
        return;
    }
    for (i, label) in labels.iter_mut().enumerate() {
        if *label == Label::Headline {
            *label = if i == title + 1 {
                Label::Deck
            } else {
                Label::Other
            };
        }
    }
    labels[title] = Label::Headline;
}
