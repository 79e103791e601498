//! Where the head of a story gives no whole day, what stands near it or right below the text does:
//! `Publisert: 05.08.24 kl. 14:47`, `Radio Norrby, 15.4.2024, 10:05 Uhr`.
//!
//! A day far over the headline is that of the visit, so one above needs its hour; days in lists of
//! other stories are none of this one's.

use std::ops::Range;

use crate::article::{Article, DateCandidate, DateRole, DateSource};

use super::assemble::Labelled;
use super::head::Head;
use super::label::Label;
use super::stamp::{Time, has_whole_date, is_labelled_day, is_loose_stamp, stamp_in};

/// Lines over the headline that may give the day and the hour.
const ABOVE: usize = 6;
/// Lines below the text that may give the day.
const BELOW: usize = 4;
/// Bytes of a line that does.
const MAX_LINE: usize = 120;

/// Adds the day of a story whose head has none.
///
/// `is_far` tells dates without a label away from the head: one of them is the story's, several are
/// those of other stories, and give way to a day over the headline.
pub fn add_late_date(
    input: &Labelled<'_, '_>,
    head: Head,
    is_far: impl Fn(&DateCandidate) -> bool,
    article: &mut Article,
) {
    let whole = article
        .dates
        .iter()
        .filter(|date| has_whole_date(&date.raw));
    let (far, own): (Vec<_>, Vec<_>) = whole.partition(|date| is_far(date));
    if !own.is_empty() || far.len() == 1 {
        return;
    }
    let has_others = !far.is_empty();
    // Who signs below the text is part of its end.
    let after = &input.labels[head.last + 1..];
    let signed = after.iter().take_while(|label| **label == Label::Byline);
    let end = head.last + 1 + signed.count();
    let below = end..(end + BELOW).min(input.lines.len());
    let above = head.headline.saturating_sub(ABOVE)..head.headline;
    let labelled = find(input, below.clone(), is_labelled_day);
    let line = labelled.or_else(|| find_last(input, above));
    let line = line.or_else(|| {
        let loose = || find(input, below, is_loose_stamp);
        (!has_others).then(loose).flatten()
    });
    let Some(i) = line else {
        return;
    };
    let (text, span) = (input.lines[i].text.as_ref(), input.lines[i].span);
    article
        .dates
        .retain(|date| date.span.start != span.start && !is_far(date));
    article.dates.push(DateCandidate {
        role: stamp_in(text).map_or(DateRole::Unspecified, |stamp| stamp.role),
        source: DateSource::Stamp,
        raw: text.to_owned(),
        span,
    });
}

fn find(
    input: &Labelled<'_, '_>,
    lines: Range<usize>,
    gives_day: impl Fn(&str) -> bool,
) -> Option<usize> {
    let is_other = |label: Label| {
        matches!(
            label,
            Label::RelatedHead | Label::RelatedItem | Label::Comment | Label::Caption
        )
    };
    let is_of_story = |i: &usize| !is_other(input.labels[*i]);
    let is_day = |i: &usize| {
        let text = input.lines[*i].text.as_ref();
        text.len() <= MAX_LINE && has_whole_date(text) && gives_day(text)
    };
    lines.take_while(is_of_story).find(is_day)
}

/// The nearest line over the headline that is a day with its hour; several are a list.
fn find_last(input: &Labelled<'_, '_>, lines: Range<usize>) -> Option<usize> {
    let text = |i: usize| input.lines[i].text.as_ref();
    let is_date = |text: &str| stamp_in(text).is_some_and(|stamp| stamp.time == Time::Date);
    let mut days = lines.filter(|i| is_date(text(*i)) && has_whole_date(text(*i)));
    let only = days.next().filter(|_| days.next().is_none())?;
    text(only).contains(':').then_some(only)
}
