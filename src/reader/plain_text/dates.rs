//! Which dates of a file are the story's: those that stand by its headline and its first lines.
//!
//! Scraped pages are full of days of other stories.  A date without a label counts where editors
//! put it; labelled ones count wherever they stand.  A line that the labeller took for something
//! else is read too.  Days are not resolved here.

use crate::article::{Article, Block, BlockKind, DateCandidate, DateRole, DateSource};

use super::assemble::Labelled;
use super::authors::Signatures;
use super::form::{Field, field_of};
use super::glued::stamp_parts;
use super::head::{Head, MAX_WINDOW};
use super::label::Label;
use super::late_dates::add_late_date;
use super::line::Line;
use super::stamp::{Time, has_date, is_labelled_day, is_loose_stamp, stamp_in};

/// Lines between a stamp and the one of an update below it.
const CLOSE: usize = 4;
/// Bytes of a line that is read for its date alone.
const MAX_LINE: usize = 120;
/// Bytes of such a line that was taken for a paragraph.
const MAX_PARAGRAPH: usize = 50;

/// Adds dates beside the headline, takes away dates of other stories.
pub fn settle_dates(input: &Labelled<'_, '_>, article: &mut Article) {
    let Some(head) = Head::find(input.labels) else {
        return;
    };
    for i in head.first.saturating_sub(MAX_WINDOW)..head.to {
        if i >= head.from || is_labelled_day(&input.lines[i].text) {
            add_line(input, i, article);
        }
    }
    // Where one of them may be the story's, they contest each other.
    if article
        .dates
        .iter()
        .all(|date| is_unlabelled(date) && is_of_other(input, date))
    {
        article.dates.clear();
    }
    keep_first(input, (head.headline, head.first), article);
    let start = input.lines[head.from].span.start;
    let near_end = input.lines[head.to - 1].span.end;
    let end = input.lines[head.end(input.lines.len())].span.end;
    let is_near = |date: &DateCandidate| (start..near_end).contains(&date.span.start);
    let has_near = article
        .dates
        .iter()
        .any(|date| date.source == DateSource::Stamp && is_near(date) && has_date(&date.raw));
    // "February 03, 2026 09:15 ET" under a wire story is its only date.
    if !matches!(article.dates.as_slice(), [only] if has_date(&only.raw)) {
        article.dates.retain(|date| {
            let is_within = (start..end).contains(&date.span.start);
            !is_unlabelled(date) || is_near(date) || (!has_near && is_within)
        });
    }
    add_late_date(
        input,
        head,
        |date| is_unlabelled(date) && !is_near(date),
        article,
    );
}

/// A stamp whose date is not the story's becomes a block, so that it is not lost, and so does one that
/// says more than its date: `Анна Линдквист, 12 января 2026 года`.
pub fn keep_stamps(input: &Labelled<'_, '_>, signatures: &Signatures, article: &mut Article) {
    let kept = sorted(article.blocks.iter().map(|block| block.span.start));
    let dated = sorted(article.dates.iter().map(|date| date.span.start));
    let says_more = |text: &str| {
        let mut parts = stamp_parts(text).into_iter();
        stamp_in(text).is_none() && parts.any(|part| stamp_in(part).is_none())
    };
    let mut lost: Vec<Block> = Vec::new();
    for (i, line) in input.lines.iter().enumerate() {
        let is_stamp = matches!(input.labels[i], Label::Byline | Label::Stamp);
        let is_dated = dated.binary_search(&line.span.start).is_ok();
        let is_lost = is_stamp && !signatures.has(i) && (!is_dated || says_more(&line.text));
        if is_lost && kept.binary_search(&line.span.start).is_err() {
            lost.push(line.to_block(BlockKind::Boilerplate));
        }
    }
    if lost.is_empty() {
        return;
    }
    let starts = sorted(lost.iter().map(|block| block.span.start));
    article.evidence.retain(|evidence| {
        let start = evidence.span.start;
        dated.binary_search(&start).is_ok() || starts.binary_search(&start).is_err()
    });
    article.blocks.extend(lost);
    article.blocks.sort_by_key(|block| block.span.start);
}

fn sorted(places: impl Iterator<Item = usize>) -> Vec<usize> {
    let mut places: Vec<usize> = places.collect();
    places.sort_unstable();
    places
}

/// Of dates without label around a headline those right under it count: over it stands today's day,
/// within the text that of another story.  Of several close together the first is the publication.
fn keep_first(input: &Labelled<'_, '_>, (head, first): (usize, usize), article: &mut Article) {
    let place = |date: &DateCandidate| {
        let is_loose = date.source == DateSource::Stamp
            && date.role == DateRole::Unspecified
            && has_date(&date.raw);
        let line = |i: &usize| input.lines[*i].span.start == date.span.start;
        is_loose.then(|| (head..first).find(line)).flatten()
    };
    let places: Vec<usize> = article.dates.iter().filter_map(place).collect();
    let (Some(&nearest), Some(&farthest)) = (places.iter().min(), places.iter().max()) else {
        return;
    };
    let chosen = if farthest - nearest <= CLOSE {
        nearest..nearest + 1
    } else {
        nearest..farthest + 1
    };
    article.dates.retain(|date| {
        let is_loose = date.source == DateSource::Stamp
            && date.role == DateRole::Unspecified
            && has_date(&date.raw);
        !is_loose || place(date).is_some_and(|line| chosen.contains(&line))
    });
}

fn is_unlabelled(date: &DateCandidate) -> bool {
    date.source == DateSource::Stamp && date.role == DateRole::Unspecified
}

/// Lines of an inset of other stories that are looked back over from a date in it.
const MAX_INSET: usize = 12;

/// Paragraphs after which an inset stands within a text; fewer may be the author's note over it.
const MIN_PARAGRAPHS: usize = 3;

/// A date within the text in an inset of other stories: `Recommended`, a title, its author, its day.
fn is_of_other(input: &Labelled<'_, '_>, date: &DateCandidate) -> bool {
    let starts = |line: &Line<'_>| line.span.start;
    let line = input.lines.binary_search_by_key(&date.span.start, starts);
    let before = &input.labels[..line.unwrap_or(0)];
    let mut inset = before[before.len().saturating_sub(MAX_INSET)..]
        .iter()
        .rev();
    let is_border = |label: &&Label| label.is_story() || **label == Label::RelatedHead;
    let paragraphs = before.iter().filter(|label| **label == Label::Body);
    inset.find(is_border) == Some(&Label::RelatedHead)
        && paragraphs.take(MIN_PARAGRAPHS).count() == MIN_PARAGRAPHS
}

/// Reads the date of one line near the headline, whatever its label.
fn add_line(input: &Labelled<'_, '_>, i: usize, article: &mut Article) {
    let (line, label) = (&input.lines[i], input.labels[i]);
    let longest = match label {
        Label::Headline | Label::Deck | Label::Caption | Label::Credit => return,
        Label::Body | Label::Subhead | Label::List => MAX_PARAGRAPH,
        _ => MAX_LINE,
    };
    let text = line.text.as_ref();
    if text.len() > longest || !has_date(text) {
        return;
    }
    // "WHEN: Thursday, January 15, 7 p.m." is the day of an event.
    if matches!(field_of(text), Some((Field::When, _))) {
        return;
    }
    let stamp = stamp_in(text);
    let is_sentence = text.len() > MAX_PARAGRAPH && text.ends_with(['.', '!', '?']);
    let is_dated = stamp.is_some_and(|stamp| stamp.time == Time::Date)
        || (!is_sentence && is_loose_stamp(text));
    let is_of_line = |date: &DateCandidate| {
        date.source == DateSource::Stamp && date.span.start == line.span.start
    };
    let is_known = article
        .dates
        .iter()
        .any(|date| is_of_line(date) && has_date(&date.raw));
    if !is_dated || is_known {
        return;
    }
    // "30/04/2024 - 16:17" was cut in two, and the day lost its clock.
    article.dates.retain(|date| !is_of_line(date));
    article.dates.push(DateCandidate {
        role: stamp.map_or(DateRole::Unspecified, |stamp| stamp.role),
        source: DateSource::Stamp,
        raw: text.to_owned(),
        span: line.span,
    });
}
