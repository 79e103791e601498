//! Dates of TEI (P5 13.3.7 `att.datable`, P4 `value`): a day, or the bounds between which it lies.

use super::super::given;
use super::super::xml::Element;
use crate::article::{Article, DateCandidate, DateRole, DateSource, Span};
use crate::date::written::has_digit;

/// A date as an element gives it.
#[derive(Debug, Clone, PartialEq)]
pub struct Dated {
    /// `when`, what `notBefore` and `notAfter` have in common, or the text.
    pub day: Option<String>,
    /// `notAfter`, `to`.
    pub until: Option<String>,
    /// `notBefore`, `from`.
    pub since: Option<String>,
    pub span: Span,
}

/// Dates most exact first: `1848-06-01` before the year of the volume.
pub fn by_precision(dates: &[Dated]) -> Vec<&Dated> {
    let mut sorted: Vec<&Dated> = dates.iter().collect();
    let length = |date: &&Dated| date.day.as_ref().map_or(0, String::len);
    sorted.sort_by_key(|date| std::cmp::Reverse(length(date)));
    // A year that only repeats part of a day is no second opinion.
    let first = sorted.first().and_then(|date| date.day.clone());
    sorted.retain(|date| {
        let is_part = |first: &String| {
            let day = date.day.as_ref();
            day.is_some_and(|day| first.len() > day.len() && first.starts_with(day.as_str()))
        };
        date.until.is_some() || !first.as_ref().is_some_and(is_part)
    });
    sorted
}

/// Adds a date to an article: its day as a candidate, its last day as a bound.
pub fn push_dated(article: &mut Article, role: DateRole, date: &Dated, name: &str) {
    if let Some(day) = &date.day {
        given::push_date(article, role, day, name, date.span);
    }
    push_bound(article, date.until.as_ref(), date.span);
    if let Some(since) = &date.since {
        article.notes.push(format!("not before {since}"));
    }
}

pub fn push_bound(article: &mut Article, day: Option<&String>, span: Span) {
    let is_date = |day: &&String| day.len() <= 100 && has_digit(day);
    if let Some(day) = day.filter(is_date) {
        article.dates.push(DateCandidate {
            role: DateRole::Unspecified,
            source: DateSource::UpperBound,
            raw: day.clone(),
            span,
        });
    }
}

/// Reads a `date` element; none when it says nothing.
pub fn dated(date: Element<'_, '_>) -> Option<Dated> {
    let either = |names: &[&str]| names.iter().find_map(|name| date.attribute(name));
    // `value` is P4's.
    let when = either(&["when", "when-iso", "value"]);
    let since = either(&["notBefore", "notBefore-iso", "from", "from-iso"]);
    let until = either(&["notAfter", "notAfter-iso", "to", "to-iso"]);
    let common = match (&since, &until) {
        (Some(since), Some(until)) => common_period(since, until),
        _ => None,
    };
    let text = Some(date.text()).filter(|text| has_digit(text));
    let has_range = since.is_some() || until.is_some();
    let day = when.or(common).or_else(|| text.filter(|_| !has_range));
    let (since, until) = if day.is_some() && since == until {
        (None, None)
    } else {
        (since, until)
    };
    (day.is_some() || until.is_some() || since.is_some()).then(|| Dated {
        day,
        until,
        since,
        span: date.span(),
    })
}

/// `1848-03-01` and `1848-03-31` => `1848-03`.
fn common_period(since: &str, until: &str) -> Option<String> {
    let mut parts = Vec::new();
    for (first, second) in since.split('-').zip(until.split('-')) {
        if first != second {
            break;
        }
        parts.push(first);
    }
    let period = parts.join("-");
    (period.len() >= 4 && period.bytes().all(|b| b.is_ascii_digit() || b == b'-')).then_some(period)
}
