//! Dates of a JSON object, as candidates: fields by their names, seconds since 1970, year, month and
//! day apart.
//!
//! Nothing is decided here; what cannot be a date becomes a note.

use serde_json::{Map, Value};

use super::article::{Found, values};
use super::fields::Target;
use super::status::flag_of;
use super::value::text_of;
use crate::article::{Article, DateCandidate, DateRole, DateSource, Span};

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
            if raw.len() > 100 || !raw.bytes().any(|b| b.is_ascii_digit()) {
                article.notes.push(format!(
                    "`{name}` is no date: {}",
                    raw.chars().take(60).collect::<String>()
                ));
                continue;
            }
            article.dates.push(DateCandidate {
                role,
                source,
                raw,
                span: Span::default(),
            });
        }
    }
    let part = |name: &str| object.get(name).and_then(text_of);
    if article.dates.is_empty()
        && let Some(year) = part("year")
    {
        let rest = [part("month"), part("day")];
        let rest = rest.iter().map_while(Option::as_deref);
        let raw = rest.fold(year, |date, part| format!("{date}-{part:0>2}"));
        article.dates.push(DateCandidate {
            role: DateRole::Unspecified,
            source: given,
            raw,
            span: Span::default(),
        });
    }
}

/// The text of a date; seconds or milliseconds since 1970 are written out.
fn date_of(value: &Value) -> Option<String> {
    let text = match value {
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

fn since_1970(text: &str) -> Option<String> {
    let whole = text.split('.').next()?;
    let is_number =
        (9..=13).contains(&whole.len()) && text.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    let number: i64 = whole.parse().ok().filter(|_| is_number)?;
    // Nine or ten digits are seconds from 1973 on; twelve or thirteen are milliseconds.
    let seconds = if whole.len() >= 12 {
        number / 1000
    } else {
        number
    };
    let time = chrono::DateTime::from_timestamp(seconds, 0)?;
    Some(time.format("%Y-%m-%dT%H:%M:%SZ").to_string())
}
