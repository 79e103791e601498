//! Chooses among the candidates that name a whole day, by trust, agreement and bounds.

use chrono::Datelike;

use crate::article::{DateRole, DateSource, Precision, Published};
use crate::date::civil::{CivilMinute, Interval};

use super::local::{local_day, local_time, may_be_same_day, time_of_day};
use super::{Candidate, Reading, Verdict, Window, answer};

/// Returns how far a source is believed on its own.
pub(super) fn trust(source: DateSource) -> f32 {
    match source {
        DateSource::JsonLd => 0.97,
        DateSource::Field => 0.97,
        DateSource::Meta => 0.95,
        DateSource::TimeElement => 0.8,
        DateSource::Stamp => 0.9,
        DateSource::Dateline => 0.75,
        DateSource::Url => 0.85,
        DateSource::FileName => 0.75,
        DateSource::Folder => 0.6,
        DateSource::Constraints => 0.85,
        DateSource::Mentioned | DateSource::UpperBound => 0.0,
    }
}

/// Sources that speak about the article on purpose: a bound may be wrong rather than they.
pub(super) fn is_statement(source: DateSource) -> bool {
    source <= DateSource::Stamp
}

/// Decides by the candidates with a day of their own.
pub(super) fn published(candidates: &mut [Candidate], window: &Window) -> Option<Published> {
    settle_order(candidates, window);
    let best = best(candidates, window, |role| role != DateRole::Updated);
    match best {
        // Two lines with different days and no label: one of them is of another story, or today.
        // Of eight such pages the first line was right three times.
        Some(best) if is_contested(candidates, best) => {
            for candidate in candidates.iter_mut().filter(|candidate| {
                candidate.source == DateSource::Stamp && candidate.verdict.is_none()
            }) {
                candidate.judge(
                    Verdict::Outranked,
                    "lines without a label name several days",
                );
            }
            None
        }
        Some(best) => Some(publish(candidates, best, window)),
        None => either(candidates),
    }
}

/// Reports whether the candidate is an unlabelled line that another such line contradicts, with no
/// other source to decide.
fn is_contested(candidates: &[Candidate], best: usize) -> bool {
    let is_unlabelled = |candidate: &Candidate| {
        candidate.source == DateSource::Stamp && candidate.role == DateRole::Unspecified
    };
    let chosen = &candidates[best];
    let Some(day) = chosen.day().filter(|_| is_unlabelled(chosen)) else {
        return false;
    };
    support(candidates, best) == 0
        && candidates.iter().any(|other| {
            is_unlabelled(other)
                && other
                    .day()
                    .is_some_and(|other| !is_same_day(other, day.start.get()))
        })
}

/// Decides the date of the last update: later than the publication, or none.
pub(super) fn updated(
    candidates: &mut [Candidate],
    window: &Window,
    published: Option<&Published>,
) -> Option<Published> {
    let best = best(candidates, window, |role| role == DateRole::Updated)?;
    let Reading::Period {
        interval,
        precision,
        offset,
    } = candidates[best].reading
    else {
        return None;
    };
    // Where only an update is dated, the publication was taken from it.
    let has_own = candidates.iter().any(|candidate| {
        candidate.role != DateRole::Updated && candidate.verdict == Some(Verdict::Chosen)
    });
    let is_other = |published: &&Published| has_own || published.raw != candidates[best].raw;
    if let Some(published) = published.filter(is_other) {
        let shift = i64::from(offset.unwrap_or(0)) - i64::from(published.zone.unwrap_or(0));
        let both_zones = offset.is_some() && published.zone.is_some();
        let start = interval.start.get() - if both_zones { shift } else { 0 };
        let is_later = match precision.min(published.precision) {
            Precision::Minute => start > published.start,
            Precision::Day | Precision::Month | Precision::Year => start >= published.end,
        };
        if !is_later {
            candidates[best].judge(Verdict::Agrees, "not later than the publication");
            return None;
        }
    }
    let candidate = &mut candidates[best];
    candidate.judge(Verdict::Chosen, "the most trusted date of an update");
    let confidence = trust(candidate.source) * if candidate.is_doubtful { 0.6 } else { 1.0 };
    let reason = candidate.reason.clone();
    let source = (candidate.source, candidate.raw.as_str());
    Some(answer(
        (interval, precision),
        offset,
        source,
        (confidence, reason),
    ))
}

/// Gives every candidate without a verdict the one that follows from the decision.
pub(super) fn judge_rest(candidates: &mut [Candidate], published: Option<&Published>) {
    for candidate in candidates
        .iter_mut()
        .filter(|candidate| candidate.verdict.is_none())
    {
        let (verdict, reason) = match (published, candidate.interval()) {
            (Some(published), Some(interval)) if is_same_day(interval, published.start) => {
                (Verdict::Agrees, "the same day")
            }
            (Some(_), Some(_)) => (Verdict::Outranked, "a more trusted date was taken"),
            (_, None) => (Verdict::Outranked, "has no year of its own"),
            (None, Some(_)) => (Verdict::Outranked, "not certain enough"),
        };
        candidate.verdict = Some(verdict);
        if candidate.reason.is_empty() {
            candidate.reason = reason.to_owned();
        }
    }
}

/// Resolves `01/02/2026` where only one reading lies within the bounds, or another source agrees.
fn settle_order(candidates: &mut [Candidate], window: &Window) {
    let days: Vec<Interval> = candidates.iter().filter_map(Candidate::day).collect();
    for candidate in candidates {
        let Reading::Either(first, second) = candidate.reading else {
            continue;
        };
        let fits = |day: Interval| window.refuse(day).is_none();
        let has_company = |day: Interval| days.iter().any(|other| day.overlaps(*other));
        let chosen = match (
            fits(first),
            fits(second),
            has_company(first),
            has_company(second),
        ) {
            (true, false, _, _) | (true, true, true, false) => first,
            (false, true, _, _) | (true, true, false, true) => second,
            _ => continue,
        };
        candidate.reading = Reading::Period {
            interval: chosen,
            precision: Precision::Day,
            offset: None,
        };
        candidate.reason = "only this reading of day and month fits".to_owned();
    }
}

/// Returns the index of the best candidate of a role that names a day.
fn best(
    candidates: &mut [Candidate],
    window: &Window,
    is_role: impl Fn(DateRole) -> bool,
) -> Option<usize> {
    let mut flagged = None;
    let mut chosen: Option<(usize, usize)> = None;
    for i in 0..candidates.len() {
        let candidate = &candidates[i];
        if candidate.verdict.is_some() || !is_role(candidate.role) {
            continue;
        }
        let Some(day) = candidate.day() else { continue };
        if let Some(reason) = window.refuse(day) {
            let is_kept = is_statement(candidate.source) && !is_long_before(candidate, day, window);
            if is_kept {
                // What a text mentions is read by us; what a publisher states is not.
                flagged = flagged.or(Some(i));
            }
            candidates[i].reason = reason;
            if !is_kept {
                candidates[i].verdict = Some(Verdict::Impossible);
            }
            continue;
        }
        let support = support(candidates, i);
        let (source, doubtful) = (candidates[i].source, candidates[i].is_doubtful);
        let is_better = chosen.is_none_or(|(best, best_support)| {
            let other = &candidates[best];
            if other.source == source {
                let rank = |role: DateRole, doubtful: bool, support: usize| {
                    (!doubtful, role == DateRole::Published, support)
                };
                rank(candidates[i].role, doubtful, support)
                    > rank(other.role, other.is_doubtful, best_support)
            } else {
                let is_firmer = other.is_doubtful && !doubtful && is_statement(source);
                is_firmer || is_named_against(&candidates[i], other)
            }
        });
        if is_better {
            chosen = Some((i, support));
        }
    }
    chosen.map(|(i, _)| i).or(flagged)
}

/// Minutes that a line without a label may lie before what the text tells as past.
const SLACK: i64 = 31 * 1440;

/// Reports whether a candidate is a line that does not say of what it is the day, and the text tells of
/// much later days as past: it is the day of something else.
fn is_long_before(candidate: &Candidate, day: Interval, window: &Window) -> bool {
    candidate.source == DateSource::Stamp
        && candidate.role == DateRole::Unspecified
        && day.end.get().saturating_add(SLACK) < window.lower.get()
}

/// Reports whether a candidate calls itself the day of publication, while the other, of a better
/// source, names another day and does not say of what.
fn is_named_against(candidate: &Candidate, other: &Candidate) -> bool {
    is_statement(candidate.source)
        && candidate.role == DateRole::Published
        && other.role == DateRole::Unspecified
        && !may_be_same_day(other, candidate)
}

/// Counts the other sources that name the same day.
fn support(candidates: &[Candidate], index: usize) -> usize {
    let Some(day) = candidates[index].day() else {
        return 0;
    };
    let mut sources: Vec<DateSource> = candidates
        .iter()
        .filter(|other| other.source != candidates[index].source)
        .filter(|other| other.role != DateRole::Updated)
        .filter(|other| {
            other
                .day()
                .is_some_and(|other| is_same_day(other, day.start.get()))
        })
        .map(|other| other.source)
        .collect();
    sources.dedup();
    sources.len()
}

fn publish(candidates: &mut [Candidate], best: usize, window: &Window) -> Published {
    let support = support(candidates, best);
    let chosen = &candidates[best];
    let Reading::Period {
        mut interval,
        mut precision,
        mut offset,
    } = chosen.reading
    else {
        unreachable!("`best` returns candidates with a day");
    };
    let source = chosen.source;
    let mut confidence = trust(source);
    let mut reason = match support {
        0 => "the most trusted date".to_owned(),
        1 => "the most trusted date; one other source agrees".to_owned(),
        n => format!("the most trusted date; {n} other sources agree"),
    };
    for _ in 0..support.min(3) {
        confidence += (1.0 - confidence) / 2.0;
    }
    let rivals = candidates
        .iter()
        .filter(|other| other.source == source && other.role == candidates[best].role)
        .filter(|other| {
            other
                .day()
                .is_some_and(|day| !is_same_day(day, interval.start.get()))
        });
    if rivals.count() > 0 && support == 0 {
        confidence *= 0.7;
        reason += "; the same source also names another day";
    }
    if candidates[best].is_doubtful {
        confidence *= 0.6;
        reason = format!("{reason}; {}", candidates[best].reason);
    }
    if let Some(problem) = window.refuse(interval) {
        let is_future = interval.start >= window.now;
        confidence *= if is_future { 0.3 } else { 0.7 };
        reason = format!("{reason}; but {problem}");
    }
    if let Some((local, local_offset)) = local_time(candidates, best) {
        (interval, precision, offset) = (local, Precision::Minute, Some(local_offset));
        reason += "; local time from the stamp";
    } else if let Some(day) = local_day(candidates, best) {
        (interval, precision, offset) = (day, Precision::Day, None);
        reason += "; the page shows the local day of it";
    } else if let Some((timed, zone)) = time_of_day(candidates, best) {
        (interval, precision) = (timed, Precision::Minute);
        offset = offset.or(zone);
        reason += "; time of day from another source";
    }
    candidates[best].judge(Verdict::Chosen, reason.clone());
    let raw = candidates[best].raw.clone();
    answer(
        (interval, precision),
        offset,
        (source, &raw),
        (confidence, reason),
    )
}

/// Both readings are kept when nothing decides: the period reaches from one to the other.
fn either(candidates: &mut [Candidate]) -> Option<Published> {
    let best = candidates.iter().position(|candidate| {
        candidate.verdict.is_none()
            && candidate.role != DateRole::Updated
            && matches!(candidate.reading, Reading::Either(..))
    })?;
    let Reading::Either(first, second) = candidates[best].reading else {
        return None;
    };
    let interval = Interval {
        start: first.start.min(second.start),
        end: first.end.max(second.end),
    };
    let (from, to) = (interval.start.date(), interval.last_date());
    let reason = format!("day and month can be read both ways: {from} or {to}");
    let is_near = to.month0() - from.month0() <= 1;
    let precision = if is_near {
        Precision::Month
    } else {
        Precision::Year
    };
    candidates[best].judge(Verdict::Chosen, reason.clone());
    let source = (candidates[best].source, candidates[best].raw.as_str());
    Some(answer((interval, precision), None, source, (0.3, reason)))
}

pub(super) fn is_same_day(interval: Interval, minute: i64) -> bool {
    CivilMinute::new(minute).is_ok_and(|minute| minute.date() == interval.start.date())
}
