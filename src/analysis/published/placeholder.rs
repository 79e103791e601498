//! Days that systems write where they know none: the beginning and the end of their calendars.
//!
//! An archive of 1970 has stories of its first day.  Only what no newspaper can mean, and what the
//! publisher contradicts elsewhere, is no date; any other such day is kept and said to be doubtful.

use chrono::{Datelike, NaiveDate};

use super::{Candidate, Precision, Reading, Verdict};
use crate::article::{DateRole, DateSource};

/// What the reason of a doubtful day says.
pub(super) const MAY_BE: &str = "what systems write where they know no day";

/// Year, month and day: of Windows, of spreadsheets and databases, of Unix.
const BEGINNINGS: &[(i32, u32, u32)] = &[
    (1601, 1, 1),
    (1753, 1, 1),
    (1899, 12, 30),
    (1900, 1, 1),
    (1970, 1, 1),
];

/// From here on a year says that there is none.
const NEVER: i32 = 9000;

/// Judges the candidates that are no dates, and marks those that may be none.
pub(super) fn judge(candidates: &mut [Candidate]) {
    for i in 0..candidates.len() {
        if is_none(&candidates[i]) {
            candidates[i].judge(Verdict::Impossible, "stands for no date");
            continue;
        }
        if !is_beginning(&candidates[i]) {
            continue;
        }
        let other = candidates
            .iter()
            .find(|other| contradicts(other, &candidates[i]));
        if let Some(other) = other.map(|other| other.raw.clone()) {
            let reason = format!("stands for no date, since `{other}` is given too");
            candidates[i].judge(Verdict::Impossible, reason);
        } else {
            candidates[i].is_doubtful = true;
            candidates[i].reason = MAY_BE.to_owned();
        }
    }
}

/// The year 9999, and the beginning of Unix time where the clock shows another hour.
fn is_none(candidate: &Candidate) -> bool {
    let Reading::Period {
        interval,
        precision,
        offset,
    } = candidate.reading
    else {
        return false;
    };
    let is_zero = match offset {
        Some(offset) if offset != 0 && precision == Precision::Minute => {
            interval.start.get() == i64::from(offset)
        }
        _ => false,
    };
    is_zero || interval.start.date().year() >= NEVER
}

/// A day at which a calendar begins, in a field: what is printed on a page is read by people.
fn is_beginning(candidate: &Candidate) -> bool {
    let of_system = matches!(
        candidate.source,
        DateSource::JsonLd | DateSource::Field | DateSource::Meta | DateSource::TimeElement
    );
    let day = candidate.day().map(|day| day.start.date());
    of_system && day.is_some_and(is_listed)
}

fn is_listed(day: NaiveDate) -> bool {
    BEGINNINGS.contains(&(day.year(), day.month(), day.day()))
}

/// Whether the publisher names another year of publication, in a field, on the page or in the
/// address; a file and its last change may be of when a page was scanned.
fn contradicts(other: &Candidate, candidate: &Candidate) -> bool {
    let is_named = match other.source {
        DateSource::Url => true,
        DateSource::JsonLd
        | DateSource::Field
        | DateSource::Meta
        | DateSource::TimeElement
        | DateSource::Stamp => other.role == DateRole::Published,
        _ => false,
    };
    let year = |candidate: &Candidate| candidate.interval().map(|i| i.start.date());
    let (Some(theirs), Some(ours)) = (year(other), year(candidate)) else {
        return false;
    };
    is_named && theirs.year() != ours.year() && theirs.year() < NEVER && !is_listed(theirs)
}
