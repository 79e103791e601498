//! Decides on which day an article was published, from everything that says something about it.
//!
//! Every date that a file, an address or the text gives becomes a candidate with a source; the
//! sources are trusted in the order of [`DateSource`]. A candidate has to fit its own weekday and
//! the bounds (file times and today above, past events told in the text below). What stays open
//! stays open: no candidate means a month, a year or nothing, never a guess. File times are bounds,
//! never dates. No clock: what is "now" is passed in.

mod choose;
mod gather;
mod local;
mod placeholder;
mod solve;
mod text_dates;
mod vote;

#[cfg(test)]
mod tests;

use serde::Serialize;

use crate::article::{Article, DateRole, DateSource, Precision, Published};
use crate::date::calendar::iso_text;
use crate::date::civil::{CivilMinute, Interval};

/// What there is to decide from.
#[derive(Debug, Clone, Copy)]
pub struct ResolveInput<'a> {
    pub article: &'a Article,
    /// Path as the archive knows it.
    pub path: &'a str,
    /// Language of the text (ISO 639-1), if known.
    pub language: Option<&'a str>,
    /// File times and the like, civil minutes UTC: the article existed then.
    pub seen: &'a [i64],
    /// Today, civil minutes UTC.
    pub now: Option<i64>,
}

/// The decision and everything it was made from.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Resolution {
    pub published: Option<Published>,
    pub updated: Option<Published>,
    pub candidates: Vec<JudgedCandidate>,
}

impl Resolution {
    /// What is to be said of the day of publication in a report.
    pub fn note(&self) -> Option<String> {
        let published = self.published.as_ref()?;
        let is_doubtful = published.reason.contains(placeholder::MAY_BE);
        is_doubtful.then(|| format!("published on `{}`, {}", published.raw, placeholder::MAY_BE))
    }
}

/// One candidate and what became of it, for `inspect --all-candidates`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct JudgedCandidate {
    pub role: DateRole,
    pub source: DateSource,
    pub raw: String,
    /// ISO text of what it was read as; none when it was refused or has no day of its own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    pub verdict: Verdict,
    pub reason: String,
}

/// What became of a candidate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// The publication date, or the date of the last update, is taken from it.
    Chosen,
    /// It names the same day as the chosen one.
    Agrees,
    /// A more trusted one was taken.
    Outranked,
    /// It cannot be the date: it lies outside the bounds.
    Impossible,
    /// The text is not a date.
    Unreadable,
    /// It counts from a moment that nobody wrote down.
    Relative,
    /// It says only that the article is not older, or not younger.
    Bound,
}

/// Resolves the dates of one article.
pub fn resolve(input: &ResolveInput) -> Resolution {
    let mut candidates = gather::gather(input);
    placeholder::judge(&mut candidates);
    let window = text_dates::window(input, &mut candidates);
    let published = choose::published(&mut candidates, &window)
        .or_else(|| solve::published(input, &mut candidates, &window));
    let updated = choose::updated(&mut candidates, &window, published.as_ref());
    choose::judge_rest(&mut candidates, published.as_ref());
    let candidates = candidates.into_iter().map(Candidate::into_judged).collect();
    Resolution {
        published,
        updated,
        candidates,
    }
}

/// A candidate while it is being judged.
#[derive(Debug, Clone)]
struct Candidate {
    role: DateRole,
    source: DateSource,
    raw: String,
    reading: Reading,
    /// Signs of a careless writer (wrong weekday, a century that had to be chosen).
    is_doubtful: bool,
    verdict: Option<Verdict>,
    reason: String,
}

/// What a candidate says.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Reading {
    /// A period of the calendar, at most a day long unless the precision says so.
    Period {
        interval: Interval,
        precision: Precision,
        offset: Option<i16>,
    },
    /// Two days, because the order of day and month is not known.
    Either(Interval, Interval),
    /// Month and day, perhaps with the weekday.
    Partial {
        month: u8,
        day: u8,
        weekday: Option<chrono::Weekday>,
    },
    /// Nothing that can be used.
    None,
}

/// Between what the publication must lie.
#[derive(Debug, Clone)]
struct Window {
    /// The article tells of this as past.
    lower: CivilMinute,
    /// The text that gave the lower bound.
    lower_raw: Option<String>,
    /// The article existed at this time (UTC; a day is added for zones).
    upper: CivilMinute,
    /// Today, with a day added.
    now: CivilMinute,
}

impl Window {
    /// Returns why `interval` cannot be the time of publication, if it cannot.
    fn refuse(&self, interval: Interval) -> Option<String> {
        if interval.start >= self.now {
            return Some("lies in the future".to_owned());
        }
        if interval.start >= self.upper {
            return Some("the file is older than that".to_owned());
        }
        (interval.end <= self.lower).then(|| {
            let told = self.lower_raw.as_deref().unwrap_or("a later day");
            format!("the text tells of {told} as past")
        })
    }

    /// Returns the part of `interval` that lies within, if any.
    fn clip(&self, interval: Interval) -> Option<Interval> {
        let start = interval.start.max(self.lower);
        let end = interval.end.min(self.upper).min(self.now);
        (start < end).then_some(Interval { start, end })
    }
}

impl Candidate {
    fn interval(&self) -> Option<Interval> {
        match self.reading {
            Reading::Period { interval, .. } => Some(interval),
            Reading::Either(..) | Reading::Partial { .. } | Reading::None => None,
        }
    }

    /// Returns the interval if it is a day or a minute.
    fn day(&self) -> Option<Interval> {
        match self.reading {
            Reading::Period {
                interval,
                precision,
                ..
            } if precision >= Precision::Day => Some(interval),
            _ => None,
        }
    }

    fn judge(&mut self, verdict: Verdict, reason: impl Into<String>) {
        self.verdict = Some(verdict);
        self.reason = reason.into();
    }

    fn into_judged(self) -> JudgedCandidate {
        let value = match self.reading {
            Reading::Period {
                interval,
                precision,
                offset,
            } => Some(iso_text(interval.start, precision, offset)),
            Reading::Either(..) | Reading::Partial { .. } | Reading::None => None,
        };
        JudgedCandidate {
            role: self.role,
            source: self.source,
            raw: self.raw,
            value,
            verdict: self.verdict.unwrap_or(Verdict::Outranked),
            reason: self.reason,
        }
    }
}

/// Builds the answer from its parts.
fn answer(
    (interval, precision): (Interval, Precision),
    zone: Option<i16>,
    (source, raw): (DateSource, &str),
    (confidence, reason): (f32, String),
) -> Published {
    Published {
        value: iso_text(interval.start, precision, zone),
        precision,
        start: interval.start.get(),
        end: interval.end.get(),
        zone,
        source,
        // Two decimals: more would only pretend.
        confidence: (confidence * 100.0).round() / 100.0,
        raw: raw.to_owned(),
        reason,
    }
}
