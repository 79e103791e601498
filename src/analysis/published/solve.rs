//! Finds the day where no source gives one whole: weekday, month and day against the bounds.
//!
//! "Tuesday, Jan 13" is a Tuesday in one year out of six or so; a file time above and a dated event
//! below leave one of them, or the year stays unknown.

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

use crate::article::{DateRole, DateSource, Precision, Published};
use crate::date::civil::{CivilMinute, Interval};
use crate::date::written::WrittenDay;

use super::choose::trust;
use super::text_dates::{PastDate, past_dates};
use super::{Candidate, Reading, ResolveInput, Verdict, Window, answer};

/// Decides without a whole date, by what is surest first.
pub(super) fn published(
    input: &ResolveInput,
    candidates: &mut Vec<Candidate>,
    window: &Window,
) -> Option<Published> {
    let coarse = coarse(candidates, window);
    let narrow = match coarse {
        Some(best) => narrowed(window, candidates[best].interval()),
        None => window.clone(),
    };
    from_partial(candidates, &narrow)
        .or_else(|| from_update(candidates, window))
        .or_else(|| from_text(&past_dates(input), candidates, &narrow))
        .or_else(|| from_coarse(candidates, coarse))
        .or_else(|| from_window(window))
}

/// A stamp or dateline without a year: it is the day of publication itself, so it may lie only
/// little before what the text tells.
fn from_partial(candidates: &mut [Candidate], window: &Window) -> Option<Published> {
    let (best, date) = candidates.iter().enumerate().find_map(|(i, candidate)| {
        let Reading::Partial {
            month,
            day,
            weekday,
        } = candidate.reading
        else {
            return None;
        };
        if candidate.role == DateRole::Updated {
            return None;
        }
        let first = window.lower.date().checked_sub_days(Days::new(3))?;
        let date = only_date((month, day, weekday), first, window)?;
        Some((i, date))
    })?;
    let reason = explain(&candidates[best].raw, date, window);
    candidates[best].judge(Verdict::Chosen, reason.clone());
    let has_weekday = matches!(
        candidates[best].reading,
        Reading::Partial {
            weekday: Some(_),
            ..
        }
    );
    let confidence = trust(DateSource::Constraints) - if has_weekday { 0.0 } else { 0.15 };
    let raw = candidates[best].raw.as_str();
    let period = (Interval::day(date).ok()?, Precision::Day);
    Some(answer(
        period,
        None,
        (DateSource::Constraints, raw),
        (confidence, reason),
    ))
}

/// Only an update is dated: the article is at most that young, and seldom much older.
fn from_update(candidates: &mut [Candidate], window: &Window) -> Option<Published> {
    let best = candidates.iter().position(|candidate| {
        candidate.role == DateRole::Updated
            && candidate.verdict.is_none()
            && candidate
                .day()
                .is_some_and(|day| window.refuse(day).is_none())
    })?;
    let date = candidates[best].day()?.start.date();
    let reason = "only an update is dated; the day of publication is not later".to_owned();
    let source = (candidates[best].source, candidates[best].raw.as_str());
    let period = (Interval::day(date).ok()?, Precision::Day);
    Some(answer(period, None, source, (0.5, reason)))
}

/// The latest "Tuesday, Jan 13" that the text tells as past, if nothing told is later.
fn from_text(
    past: &[PastDate],
    candidates: &mut Vec<Candidate>,
    window: &Window,
) -> Option<Published> {
    // A month and day without a year are within a year of the article.
    let first = window
        .lower
        .date()
        .checked_sub_months(Months::new(12))
        .unwrap_or(NaiveDate::MIN);
    let mut latest: Option<(NaiveDate, &PastDate)> = None;
    for date in past {
        let WrittenDay::MonthDay { month, day } = date.written.day else {
            continue;
        };
        if date.written.weekday.is_none() {
            continue;
        }
        let Some(solved) = only_date((month, day, date.written.weekday), first, window) else {
            continue;
        };
        if latest.is_none_or(|(best, _)| solved > best) {
            latest = Some((solved, date));
        }
    }
    let (date, mention) = latest?;
    let interval = Interval::day(date).ok()?;
    if interval.end <= window.lower || !mention.in_lead {
        return None;
    }
    let reason = explain(&mention.raw, date, window);
    candidates.push(Candidate {
        role: DateRole::Unspecified,
        source: DateSource::Constraints,
        raw: mention.raw.clone(),
        reading: Reading::Period {
            interval,
            precision: Precision::Day,
            offset: None,
        },
        is_doubtful: false,
        verdict: Some(Verdict::Chosen),
        reason: reason.clone(),
    });
    let source = (DateSource::Constraints, mention.raw.as_str());
    let confidence = trust(DateSource::Constraints);
    Some(answer(
        (interval, Precision::Day),
        None,
        source,
        (confidence, reason),
    ))
}

/// Returns the most trusted candidate that gives a month or a year and fits.
fn coarse(candidates: &[Candidate], window: &Window) -> Option<usize> {
    let fits = |candidate: &Candidate| {
        candidate.verdict.is_none()
            && candidate.role != DateRole::Updated
            && candidate
                .interval()
                .is_some_and(|period| window.clip(period).is_some())
    };
    let best = candidates.iter().position(fits)?;
    // A month of the same source and year says more than the year.
    let year = candidates[best].interval()?;
    let finer = candidates.iter().position(|candidate| {
        fits(candidate)
            && candidate.source == candidates[best].source
            && candidate
                .interval()
                .is_some_and(|month| year.covers(month) && month != year)
    });
    finer.or(Some(best))
}

fn from_coarse(candidates: &mut [Candidate], best: Option<usize>) -> Option<Published> {
    let candidate = &mut candidates[best?];
    let Reading::Period {
        interval,
        precision,
        offset,
    } = candidate.reading
    else {
        return None;
    };
    let reason = format!("only the {} is given", precision.name());
    candidate.judge(Verdict::Chosen, reason.clone());
    let source = (candidate.source, candidate.raw.as_str());
    let confidence = trust(candidate.source) * 0.8;
    Some(answer(
        (interval, precision),
        offset,
        source,
        (confidence, reason),
    ))
}

/// Bounds that leave one month or one year give that much.
fn from_window(window: &Window) -> Option<Published> {
    let raw = window.lower_raw.clone()?;
    let (from, to) = (window.lower.date(), window.upper.min(window.now).date());
    let period = if (from.year(), from.month()) == (to.year(), to.month()) {
        (
            Interval::month(from.year(), from.month()).ok()?,
            Precision::Month,
        )
    } else if from.year() == to.year() {
        (Interval::year(from.year()).ok()?, Precision::Year)
    } else {
        return None;
    };
    let reason = format!("between {raw}, told as past, and {to}, when the file existed");
    Some(answer(
        period,
        None,
        (DateSource::Constraints, &raw),
        (0.5, reason),
    ))
}

/// Returns the only date within the window that has this month, day and weekday.
fn only_date(
    (month, day, weekday): (u8, u8, Option<Weekday>),
    first: NaiveDate,
    window: &Window,
) -> Option<NaiveDate> {
    // Without a bound on both sides a weekday returns every few years.
    if window.upper.min(window.now) == CivilMinute::MAX || window.lower == CivilMinute::MIN {
        return None;
    }
    let end = window.upper.min(window.now);
    let mut found = None;
    for year in first.year()..=end.date().year() {
        let Some(date) = NaiveDate::from_ymd_opt(year, u32::from(month), u32::from(day)) else {
            continue;
        };
        let is_within = date >= first && CivilMinute::start_of(date).is_ok_and(|start| start < end);
        if !is_within || weekday.is_some_and(|weekday| weekday != date.weekday()) {
            continue;
        }
        if found.is_some() {
            return None;
        }
        found = Some(date);
    }
    found
}

fn narrowed(window: &Window, period: Option<Interval>) -> Window {
    let Some(clipped) = period.and_then(|period| window.clip(period)) else {
        return window.clone();
    };
    Window {
        lower: clipped.start,
        upper: clipped.end,
        ..window.clone()
    }
}

fn explain(raw: &str, date: NaiveDate, window: &Window) -> String {
    let upper = window.upper.min(window.now).date();
    let lower = window.lower.date();
    format!("`{raw}` is {date}: no other year fits between {lower} and {upper}")
}
