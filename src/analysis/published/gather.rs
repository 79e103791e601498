//! Collects the candidates: the dates the reader found, the address, the file name, the folders.

use crate::article::{BlockKind, DateCandidate, DateOrder, DateRole, DateSource, Precision};
use crate::date::civil::Interval;
use crate::date::written::{Hints, Lead, Note, WrittenDate, WrittenDay, find, find_in_path, parse};
use crate::language::find_declared;

use super::{Candidate, Reading, ResolveInput, Verdict, vote};

/// More candidates than this are a table of dates, not statements about the article.
const MAX_CANDIDATES: usize = 64;

/// Returns all candidates, most trusted source first, otherwise in the order of the file.
pub(super) fn gather(input: &ResolveInput) -> Vec<Candidate> {
    let country = country(input);
    let hints = hints(input, country.as_deref());
    let mut candidates: Vec<Candidate> = input
        .article
        .dates
        .iter()
        .take(MAX_CANDIDATES)
        .flat_map(|date| read_all(date, &hints))
        .collect();
    if let Some(dateline) = input
        .article
        .dateline
        .as_ref()
        .and_then(|line| line.date.as_ref())
    {
        let has_it = candidates
            .iter()
            .any(|candidate| candidate.source == DateSource::Dateline);
        if !has_it {
            candidates.push(read(&given(DateSource::Dateline, dateline), &hints));
        }
    }
    // Today's day over a page says nothing beside the story's own.
    let has_stamp = candidates
        .iter()
        .any(|candidate| candidate.source == DateSource::Stamp && candidate.day().is_some());
    if !has_stamp {
        candidates.extend(masthead(input, &hints));
    }
    if let Some(url) = &input.article.url {
        // The host is no date, and neither is what a search box was asked.
        let address = url.split_once("://").map_or(url.as_str(), |(_, rest)| rest);
        let address = address.split(['?', '#']).next().unwrap_or_default();
        candidates.extend(in_path(address, DateSource::Url, &hints));
    }
    let (folders, name) = input
        .path
        .rsplit_once(['/', '\\'])
        .unwrap_or(("", input.path));
    candidates.extend(in_path(name, DateSource::FileName, &hints));
    candidates.extend(in_path(&format!("{folders}/"), DateSource::Folder, &hints));
    candidates.sort_by_key(|candidate| candidate.source);
    candidates
}

/// Reads short lines at the top that hold a date and no sentence: the masthead of a page, a stamp
/// that the reader took for something else.
fn masthead(input: &ResolveInput, hints: &Hints) -> Vec<Candidate> {
    const LONGEST_LINE: usize = 120;
    let mut candidates = Vec::new();
    for block in input.article.blocks.iter().take(4) {
        let text = block.text.trim_end();
        let is_line = matches!(
            block.kind,
            BlockKind::Subhead | BlockKind::Paragraph | BlockKind::Boilerplate
        );
        if !is_line || text.len() > LONGEST_LINE || text.ends_with(['.', '!', '?', '”', '"']) {
            continue;
        }
        let dates = find(text, hints);
        let [date] = dates.as_slice() else { continue };
        let is_small_part = date.span.len() * 4 < text.len();
        if date.date().is_none() || is_small_part {
            continue;
        }
        let role = match date.lead {
            Some(Lead::Updated) => DateRole::Updated,
            Some(Lead::Published) => DateRole::Published,
            None => DateRole::Unspecified,
        };
        let mut candidate = read(
            &DateCandidate {
                role,
                ..given(DateSource::Stamp, &text[date.span.clone()])
            },
            hints,
        );
        if candidate.reason.is_empty() {
            candidate.reason = "a line at the top with nothing but a date".to_owned();
        }
        candidates.push(candidate);
    }
    candidates
}

pub(super) fn hints<'a>(input: &ResolveInput<'a>, country: Option<&'a str>) -> Hints<'a> {
    let language = declared_language(input).or(input.language);
    let year = |minutes: i64| {
        let minute = crate::date::civil::CivilMinute::new(minutes).ok()?;
        Some(chrono::Datelike::year(&minute.date()))
    };
    Hints {
        order: input
            .article
            .date_order
            .or_else(|| DateOrder::of_locale(language, country))
            .or_else(|| vote::order_of(input.article)),
        country,
        language: input.language,
        latest_year: input
            .seen
            .iter()
            .copied()
            .chain(input.now)
            .filter_map(year)
            .min()
            .or_else(|| vote::latest_year(input.article)),
    }
}

fn declared_language<'a>(input: &ResolveInput<'a>) -> Option<&'a str> {
    let declared = input.article.language.as_deref()?;
    let code = declared.split(['-', '_']).next()?;
    let of_name = || find_declared(declared).map(|language| language.code);
    (code.len() == 2).then_some(code).or_else(of_name)
}

/// Returns the publisher's country: the region of the declared language, else the country of the
/// address.
pub(super) fn country(input: &ResolveInput) -> Option<String> {
    let is_code = |code: &&str| code.len() == 2 && code.bytes().all(|b| b.is_ascii_alphabetic());
    let declared = input.article.language.as_deref().unwrap_or_default();
    // "en-US", "English (US)"
    let mut parts = declared.split(['-', '_', '(', ')']).map(str::trim);
    if let Some(region) = parts.by_ref().skip(1).find(is_code) {
        return Some(country_of(region));
    }
    let url = input.article.url.as_deref()?;
    let host = url
        .split_once("://")
        .map_or(url, |(_, rest)| rest)
        .split(['/', '?', ':'])
        .next()?;
    let ending = host.rsplit_once('.')?.1;
    // Country endings that the whole world buys.
    let is_generic = matches!(
        ending,
        "co" | "io" | "tv" | "me" | "ai" | "fm" | "am" | "cc" | "eu"
    );
    (is_code(&ending) && !is_generic).then(|| country_of(ending))
}

fn country_of(code: &str) -> String {
    match code.to_ascii_lowercase().as_str() {
        "uk" => "gb".to_owned(),
        code => code.to_owned(),
    }
}

fn given(source: DateSource, raw: &str) -> DateCandidate {
    DateCandidate {
        role: DateRole::Unspecified,
        source,
        raw: raw.to_owned(),
        span: crate::article::Span::default(),
    }
}

/// Reads a line that may hold more than its date: "By Jane Roe Jan. 5, 2026", "Published … updated
/// …" on one line.  Each date in it has the role of the words before it.
fn read_all(date: &DateCandidate, hints: &Hints) -> Vec<Candidate> {
    const MAX_DATES: usize = 3;
    let whole = read(date, hints);
    let apart = unglue(&date.raw);
    // "April 28, 20232:26 PM" reads as a day without a year.
    let lost_spaces = apart.len() > date.raw.len() && whole.day().is_none();
    if date.source != DateSource::Stamp {
        return vec![whole];
    }
    let is_unreadable = whole.verdict == Some(Verdict::Unreadable);
    let raw = if lost_spaces { &apart } else { &date.raw };
    let found = find(raw, hints);
    let is_day = |written: &WrittenDate| {
        !matches!(written.day, WrittenDay::Month { .. } | WrittenDay::Year(_))
    };
    let dates: Vec<&WrittenDate> = found.iter().filter(|written| is_day(written)).collect();
    let is_only = dates.len() == 1;
    let is_whole_enough = is_only && !is_unreadable && !lost_spaces;
    if dates.is_empty() || dates.len() > MAX_DATES || is_whole_enough {
        return vec![whole];
    }
    let part = |written: &&WrittenDate| {
        let role = match written.lead {
            Some(Lead::Updated) => DateRole::Updated,
            Some(Lead::Published) => DateRole::Published,
            // The label of the line is the first date's.
            None if is_only || written.span == dates[0].span => date.role,
            None => DateRole::Unspecified,
        };
        let mut candidate = read(
            &DateCandidate {
                role,
                raw: raw[written.span.clone()].to_owned(),
                ..date.clone()
            },
            hints,
        );
        if candidate.reason.is_empty() {
            candidate.reason = format!("within `{}`", date.raw);
        }
        candidate
    };
    dates.iter().map(part).collect()
}

/// "Roe PressApril 28, 20232:26 PM": puts back the spaces that a scraper lost, where a small letter
/// meets a capital, a letter meets a dash and a digit, or a year meets a clock.
fn unglue(raw: &str) -> String {
    let chars: Vec<char> = raw.chars().collect();
    let mut apart = String::with_capacity(raw.len() + 4);
    for (i, &c) in chars.iter().enumerate() {
        let before = i.checked_sub(1).map_or(' ', |j| chars[j]);
        let is_year = i >= 4
            && chars[i - 4..i].iter().all(char::is_ascii_digit)
            && !i.checked_sub(5).is_some_and(|j| chars[j].is_ascii_digit())
            && matches!((chars[i - 4], chars[i - 3]), ('1', '9') | ('2', '0'));
        let is_clock = |rest: &[char]| {
            let digits = rest.iter().take_while(|c| c.is_ascii_digit()).count();
            (1..=2).contains(&digits) && rest.get(digits) == Some(&':')
        };
        let is_dash = before == '-' && i >= 2 && chars[i - 2].is_alphabetic();
        if (before.is_lowercase() && c.is_uppercase())
            || (is_dash && c.is_ascii_digit())
            || (is_year && is_clock(&chars[i..]))
        {
            apart.push(' ');
        }
        apart.push(c);
    }
    apart
}

fn read(date: &DateCandidate, hints: &Hints) -> Candidate {
    let mut candidate = Candidate {
        role: date.role,
        source: date.source,
        raw: date.raw.clone(),
        reading: Reading::None,
        is_doubtful: false,
        verdict: None,
        reason: String::new(),
    };
    match parse(&date.raw, hints) {
        Ok(written) => apply(&mut candidate, &written),
        Err(refusal) => candidate.judge(Verdict::Unreadable, refusal.to_string()),
    }
    candidate
}

fn in_path(path: &str, source: DateSource, hints: &Hints) -> Vec<Candidate> {
    find_in_path(path, hints)
        .into_iter()
        .take(MAX_CANDIDATES)
        .map(|written| {
            let mut candidate = Candidate {
                role: DateRole::Unspecified,
                source,
                raw: path[written.span.clone()].to_owned(),
                reading: Reading::None,
                is_doubtful: false,
                verdict: None,
                reason: String::new(),
            };
            apply(&mut candidate, &written);
            candidate
        })
        .collect()
}

/// Turns what was written into what it says about the article.
fn apply(candidate: &mut Candidate, written: &WrittenDate) {
    candidate.is_doubtful = written.notes.iter().any(|note| {
        matches!(
            note,
            Note::WeekdayDiffers | Note::TwoDigitYear | Note::UnreadableTime
        )
    });
    if written.notes.contains(&Note::WeekdayDiffers) {
        candidate.reason = "the weekday is not that of the date".to_owned();
    } else if written.notes.contains(&Note::TwoDigitYear) {
        candidate.reason = "a year of two digits".to_owned();
    } else if written.notes.contains(&Note::UnreadableTime) {
        candidate.reason = "a time of day that cannot be".to_owned();
    }
    candidate.reading = match written.day {
        WrittenDay::Full(date) => match (written.interval(), Interval::day(date)) {
            (Some(interval), Ok(day)) => {
                let has_time = written.minute.is_some() && !is_padded(&candidate.raw, written);
                let interval = if has_time { interval } else { day };
                let precision = if has_time {
                    Precision::Minute
                } else {
                    Precision::Day
                };
                Reading::Period {
                    interval,
                    precision,
                    offset: written.offset,
                }
            }
            _ => Reading::None,
        },
        WrittenDay::Ambiguous {
            day_first,
            month_first,
        } => match (Interval::day(day_first), Interval::day(month_first)) {
            (Ok(day_first), Ok(month_first)) => Reading::Either(day_first, month_first),
            _ => Reading::None,
        },
        WrittenDay::Month { .. } | WrittenDay::Year(_) => match written.interval() {
            Some(interval) => {
                let is_year = matches!(written.day, WrittenDay::Year(_));
                let precision = if is_year {
                    Precision::Year
                } else {
                    Precision::Month
                };
                Reading::Period {
                    interval,
                    precision,
                    offset: None,
                }
            }
            None => Reading::None,
        },
        WrittenDay::MonthDay { month, day } => Reading::Partial {
            month,
            day,
            weekday: written.weekday,
        },
        WrittenDay::Ago { .. } => {
            candidate.judge(
                Verdict::Relative,
                "counts from a moment that nobody wrote down",
            );
            Reading::None
        }
    };
}

/// `2026-01-13T00:00:00`: midnight to the second is a day that a machine padded with zeros.
fn is_padded(raw: &str, written: &WrittenDate) -> bool {
    let is_midnight = written.minute == Some(0);
    is_midnight && (raw.contains("00:00:00") || raw.contains("000000") || raw.ends_with("T00:00Z"))
}
