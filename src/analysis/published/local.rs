//! The outlet's own clock: what is given in UTC may be another day where it was published.
//!
//! Zones are never guessed: a line of the page or the address has to show the other clock or day.

use crate::article::{DateRole, DateSource, Precision};
use crate::date::civil::Interval;

use super::choose::{is_same_day, is_statement};
use super::{Candidate, Reading};

const DAY: i64 = 24 * 60;
/// How far clocks are before and behind UTC, minutes.
const MOST_BEFORE: i64 = 14 * 60;
const MOST_BEHIND: i64 = 12 * 60;

/// Turns a UTC time into the outlet's own: a stamp shows the same instant by another clock.
pub(super) fn local_time(candidates: &[Candidate], best: usize) -> Option<(Interval, i16)> {
    let Reading::Period {
        interval,
        precision: Precision::Minute,
        offset: Some(0),
    } = candidates[best].reading
    else {
        return None;
    };
    candidates
        .iter()
        .filter(|other| other.source == DateSource::Stamp)
        .find_map(|stamp| {
            let Reading::Period {
                interval: local,
                precision: Precision::Minute,
                offset,
            } = stamp.reading
            else {
                return None;
            };
            let difference = local.start.get() - interval.start.get();
            let is_clock =
                difference % 15 == 0 && (-MOST_BEHIND..=MOST_BEFORE).contains(&difference);
            let difference = i16::try_from(difference).ok()?;
            let is_known = offset.is_none_or(|offset| offset == difference);
            (is_clock && difference != 0 && is_known && stamp.role != DateRole::Updated)
                .then_some((local, difference))
        })
}

/// Finds the time of day for a candidate that has only the day.
pub(super) fn time_of_day(
    candidates: &[Candidate],
    best: usize,
) -> Option<(Interval, Option<i16>)> {
    let Reading::Period {
        interval: day,
        precision: Precision::Day,
        ..
    } = candidates[best].reading
    else {
        return None;
    };
    candidates
        .iter()
        .filter(|other| is_statement(other.source) && other.role == candidates[best].role)
        .find_map(|other| match other.reading {
            Reading::Period {
                interval,
                precision: Precision::Minute,
                offset,
            } if day.covers(interval) => Some((interval, offset)),
            _ => None,
        })
}

/// Returns the day beside the UTC day of an instant that the page or its address shows instead.
///
/// A later day that is also the day of an update is not taken: the line may mean the update.  The
/// field of a format is an instant that its publisher gave, whatever an address says.
pub(super) fn local_day(candidates: &[Candidate], best: usize) -> Option<Interval> {
    if candidates[best].source == DateSource::Field {
        return None;
    }
    let instant = utc_instant(&candidates[best])?;
    let shows = |other: &&Candidate| {
        matches!(
            other.source,
            DateSource::TimeElement | DateSource::Stamp | DateSource::Url
        ) && other.role != DateRole::Updated
            && other.verdict.is_none()
    };
    let mut days = candidates
        .iter()
        .filter(shows)
        .filter(|other| utc_instant(other).is_none())
        .filter_map(Candidate::day);
    let day = days.next()?;
    let is_one = days.all(|other| is_same_day(other, day.start.get()));
    let is_update = candidates.iter().any(|other| {
        let updated = other.day().filter(|_| other.role == DateRole::Updated);
        day.start > instant.start
            && updated.is_some_and(|updated| is_same_day(updated, day.start.get()))
    });
    let is_whole = day.end.get() - day.start.get() == DAY;
    (is_one && is_whole && !is_update && is_beside(instant, day)).then_some(day)
}

/// Reports whether two candidates may name one day, by whatever clock.
pub(super) fn may_be_same_day(one: &Candidate, other: &Candidate) -> bool {
    let (Some(day), Some(second)) = (one.day(), other.day()) else {
        return true;
    };
    let is_local = |instant: Option<Interval>, day| {
        instant.is_some_and(|instant: Interval| is_beside(instant, day))
    };
    is_same_day(day, second.start.get())
        || is_local(utc_instant(one), second)
        || is_local(utc_instant(other), day)
}

fn utc_instant(candidate: &Candidate) -> Option<Interval> {
    match candidate.reading {
        Reading::Period {
            interval,
            precision: Precision::Minute,
            offset: Some(0),
        } => Some(interval),
        _ => None,
    }
}

/// Reports whether an instant falls on the day before or after its UTC day by some clock: on `day`.
fn is_beside(instant: Interval, day: Interval) -> bool {
    let start = instant.start.get();
    let is_before = day.end.get() <= start && day.end.get() > start - MOST_BEHIND;
    let is_after = day.start.get() > start && day.start.get() <= start + MOST_BEFORE;
    is_before || is_after
}
