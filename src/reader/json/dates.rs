//! Dates of a JSON object, as candidates: fields by their names, seconds since 1970, year, month and
//! day apart.
//!
//! Nothing is decided here; what cannot be a date becomes a note.

use serde_json::{Map, Value};

use super::super::wxr::with_offset;
use super::article::{Found, values};
use super::fields::Target;
use super::status::flag_of;
use super::value::text_of;
use crate::article::{Article, DateCandidate, DateRole, DateSource, Span};
use crate::date::written::has_digit;

/// Adds every date that an object gives.
pub fn read_dates(object: &Map<String, Value>, found: &Found<'_>, article: &mut Article) {
    let is_schema_org = object.contains_key("@type") || object.contains_key("@context");
    let given = if is_schema_org {
        DateSource::JsonLd
    } else {
        DateSource::Field
    };
    for (target, role, source) in [
        (Target::Published, DateRole::Published, given),
        (Target::Updated, DateRole::Updated, given),
        (Target::SomeDate, DateRole::Unspecified, given),
        (
            Target::Fetched,
            DateRole::Unspecified,
            DateSource::UpperBound,
        ),
    ] {
        for (_, name, value) in values(found, target) {
            // `published: false` is read with the state.
            let Some(raw) = date_of(value).filter(|_| flag_of(value).is_none()) else {
                continue;
            };
            if raw.len() > 100 || !has_digit(&raw) {
                article.notes.push(format!(
                    "`{name}` is no date: {}",
                    raw.chars().take(60).collect::<String>()
                ));
                continue;
            }
            let (role, raw) = match pair_of(object, name) {
                Some((true, role, raw)) => (role, raw),
                Some((false, ..)) => continue,
                None => (role, raw),
            };
            article.dates.push(DateCandidate {
                role,
                source,
                raw,
                span: Span::default(),
            });
        }
    }
    if article.dates.is_empty()
        && let Some(raw) = in_parts(object)
    {
        article.dates.push(DateCandidate {
            role: DateRole::Unspecified,
            source: given,
            raw,
            span: Span::default(),
        });
    }
}

/// Times as WordPress gives them: by the clock of the site, and in UTC without saying so.
const PAIRS: &[(&str, &str, DateRole)] = &[
    ("date", "date_gmt", DateRole::Published),
    ("modified", "modified_gmt", DateRole::Updated),
];

/// The role of a pair of times and both as one, by the name of either.
fn pair_of(object: &Map<String, Value>, name: &str) -> Option<(bool, DateRole, String)> {
    let (local, utc, role) = PAIRS
        .iter()
        .find(|(local, utc, _)| [*local, *utc].contains(&name))?;
    let time = |name: &str| object.get(name).and_then(Value::as_str);
    let both = time(local).zip(time(utc))?;
    let raw = with_offset(Some(both.0), Some(both.1))?;
    Some((name == *local, *role, raw))
}

/// The text of a date; counts since 1970 are written out.
fn date_of(value: &Value) -> Option<String> {
    let text = match value {
        Value::Object(object) if object.contains_key("year") => return in_parts(object),
        // CSL: {"date-parts": [[2026, 3, 3]]}
        Value::Object(object) if object.contains_key("date-parts") => {
            let parts = object.get("date-parts")?.get(0)?.as_array()?;
            let parts: Vec<String> = parts.iter().take(3).filter_map(text_of).collect();
            return in_figures(&parts);
        }
        Value::Object(object) => {
            // MongoDB exports: {"$date": "…"} or {"$date": {"$numberLong": "…"}}.
            let inner = ["$date", "$numberLong", "date", "value", "@value"];
            return inner
                .iter()
                .filter_map(|name| object.get(*name))
                .find_map(date_of);
        }
        value => text_of(value)?,
    };
    Some(since_1970(&text).unwrap_or(text))
}

/// `{"year": 2022, "month": 5, "day": 3}` => `2022-05-03`
fn in_parts(object: &Map<String, Value>) -> Option<String> {
    let part = |name: &str| object.get(name).and_then(text_of);
    let parts = [part("year"), part("month"), part("day")];
    let parts: Vec<String> = parts.into_iter().map_while(|part| part).collect();
    in_figures(&parts)
}

/// Year, month and day => `2022-05-03`, as far as there are any.
fn in_figures(parts: &[String]) -> Option<String> {
    let (year, rest) = parts.split_first()?;
    let date = rest
        .iter()
        .fold(year.clone(), |date, part| format!("{date}-{part:0>2}"));
    Some(date)
}

/// Seconds since 1970 and their thousandths, millionths or billionths, by the number of digits; as
/// .NET writes them, `/Date(1651572000000+0200)/`.
fn since_1970(text: &str) -> Option<String> {
    let text = match text.strip_prefix("/Date(") {
        Some(inner) => inner
            .trim_end_matches(['/', ')'])
            .split(['+', '-'])
            .next()?,
        None => text,
    };
    let whole = text.split('.').next()?;
    let is_number = text.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    // Nine or ten digits are seconds from 1973 on.
    let divisor = match whole.len() {
        9 | 10 => 1,
        12 | 13 => 1_000,
        15 | 16 => 1_000_000,
        18 | 19 => 1_000_000_000,
        _ => return None,
    };
    let number: i64 = whole.parse().ok().filter(|_| is_number)?;
    let time = chrono::DateTime::from_timestamp(number / divisor, 0)?;
    Some(time.format("%Y-%m-%dT%H:%M:%SZ").to_string())
}
