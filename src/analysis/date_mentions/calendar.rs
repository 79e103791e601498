//! Dates by their names: days, months, years, decades, seasons.

use chrono::{Datelike, NaiveDate};

use super::action::Context;
use super::lexicon::Class;
use super::tense::Tense;
use super::token::{Ending, Kind};
use super::value::{Part, UNKNOWN_YEAR, Value};
use crate::annotations::DateMentionKind;

/// "Tuesday, Jan. 13", "7 March 2024", with the year that fits where it is missing.
pub(super) fn day(ctx: &Context) -> Option<Value> {
    let month = u32::from(ctx.entry(Class::Month)?.month);
    let day = u32::try_from(ctx.number(Class::Day)?).ok()?;
    let weekday = ctx.entry(Class::Weekday).map(|entry| entry.weekday);
    NaiveDate::from_ymd_opt(2000, month, day)?;
    let date = match (ctx.number(Class::Year), ctx.anchor) {
        (Some(year), _) => NaiveDate::from_ymd_opt(year, month, day)?,
        (None, Some(anchor)) => {
            let fits = |year: i32| {
                NaiveDate::from_ymd_opt(year, month, day).filter(|date| {
                    weekday.is_none_or(|weekday| {
                        date.weekday().number_from_monday() == u32::from(weekday)
                    })
                })
            };
            nearest_year(ctx, anchor.date, fits)?
        }
        (None, None) => {
            return Some(Value::Open(
                DateMentionKind::Date,
                format!("{UNKNOWN_YEAR}-{month:02}-{day:02}"),
            ));
        }
    };
    match ctx.entry(Class::Part) {
        Some(part) => Some(Value::DayPart(date, Part::from_number(part.part))),
        None => Some(Value::Day(date)),
    }
}

/// Chooses the year of a day without one: by tense, else the nearest.
pub(super) fn nearest_year(
    ctx: &Context,
    anchor: NaiveDate,
    in_year: impl Fn(i32) -> Option<NaiveDate>,
) -> Option<NaiveDate> {
    let candidates = (-1..=1).filter_map(|shift| in_year(anchor.year() + shift));
    let distance = |date: &NaiveDate| date.signed_duration_since(anchor).num_days().abs();
    let tense = ctx.tense();
    let is_sure = ctx.before().is_some_and(|token| {
        token.is(Class::PastCue)
            || token.is(Class::AheadCue)
            || matches!(
                token.kind,
                Kind::Word {
                    ending: Ending::Past,
                    ..
                }
            )
    });
    let best = candidates
        .clone()
        .filter(|date| match tense {
            // "ended Dec. 31" written in February, "will end Jan. 31" in November.
            Tense::Past => *date <= anchor,
            Tense::Ahead => *date >= anchor,
            Tense::Unknown => true,
        })
        .min_by_key(distance);
    let nearest = candidates.min_by_key(distance)?;
    // A cue may belong to something else; it does not move a near day a whole year away.
    match best {
        Some(best) if is_sure || distance(&best) <= distance(&nearest) + 180 => Some(best),
        _ => Some(nearest),
    }
}

pub(super) fn month_of_year(ctx: &Context) -> Option<Value> {
    let month = u32::from(ctx.entry(Class::Month)?.month);
    Some(Value::Month(ctx.number(Class::Year)?, month))
}

/// "in May", "last June".
pub(super) fn month(ctx: &Context) -> Option<Value> {
    let month = u32::from(ctx.entry(Class::Month)?.month);
    let direction = ctx.entry(Class::Direction).map(|entry| entry.shift);
    // Feb. 30: no day of that month, and so no month either.
    let has_stop = ctx
        .after()
        .is_some_and(|token| token.is_mark('.') && token.is_glued);
    let next = ctx.tokens.get(ctx.end + usize::from(has_stop));
    if next.is_some_and(|token| token.is(Class::Day) && token.kind == Kind::Number) {
        return None;
    }
    if direction.is_none() && !is_lone_month(ctx) {
        return None;
    }
    let Some(anchor) = ctx.anchor else {
        return Some(Value::Open(
            DateMentionKind::Date,
            format!("{UNKNOWN_YEAR}-{month:02}"),
        ));
    };
    let (year, now) = (anchor.date.year(), anchor.date.month());
    let year = match direction {
        Some(-1) => year - i32::from(month >= now),
        Some(1) => year + i32::from(month <= now),
        Some(_) => year,
        None => match ctx.tense() {
            Tense::Ahead => year + i32::from(month < now),
            Tense::Past => year - i32::from(month > now),
            // The nearer one; a month that is gone is named more often than one to come.
            Tense::Unknown => {
                let gone = (now + 12 - month) % 12;
                year - i32::from(month > now) + i32::from(gone > 7)
            }
        },
    };
    Some(Value::Month(year, month))
}

/// A month name alone can be a person, a verb or a company.
fn is_lone_month(ctx: &Context) -> bool {
    let (_, token) = ctx.captures[0];
    let token = &ctx.tokens[token];
    let name = token.text(ctx.text);
    if !ctx.needs_capital {
        // Plaza de Mayo, Julio: a capital makes it a name.
        return !token.is_capital() || ctx.start == 0;
    }
    if !token.is_capital() {
        return false;
    }
    if ctx.is_after_preposition() {
        return true;
    }
    // Three letters without a full stop are no month.
    let is_short = name.len() <= 4 && !["July", "June", "Sept"].contains(&name);
    !token.is(Class::AlsoName) && !is_short
}

/// A number of four digits is a year unless it counts something.
pub(super) fn year(ctx: &Context) -> Option<Value> {
    let year = ctx.number(Class::Year)?;
    let before = ctx.before();
    let is_part_of_more = before.is_some_and(|token| {
        ctx.first().is_glued
            && !matches!(token.kind, Kind::Mark('(' | '"' | '“' | '\'' | '‘' | '['))
    });
    let goes_on = ctx.after().is_some_and(|token| {
        token.is_glued && matches!(token.kind, Kind::Mark('-' | '/' | '%') | Kind::Word { .. })
    });
    if is_part_of_more || goes_on {
        return None;
    }
    if ctx.is_after_preposition() {
        return Some(Value::Year(year));
    }
    let is_likely = (1900..=2049).contains(&year);
    // "2000 people" against "the 2024 election".
    let counts_something = ctx.after().is_some_and(|token| {
        matches!(
            token.kind,
            Kind::Word {
                is_capital: false,
                ending: Ending::Other
            }
        ) && token.text(ctx.text).ends_with('s')
            || token.is(Class::Units)
            || token.is(Class::Counted)
    });
    (is_likely && !counts_something).then_some(Value::Year(year))
}

pub(super) fn sure_year(ctx: &Context) -> Option<Value> {
    let year = ctx
        .number(Class::Year)
        .or_else(|| ctx.number(Class::Number))?;
    (1000..=2999).contains(&year).then_some(Value::Year(year))
}

/// "1990s", "the '80s", "the nineties".
pub(super) fn decade(ctx: &Context) -> Option<Value> {
    let year = ctx.number(Class::Decade)?;
    let is_century = year % 100 == 0 && year < 2000;
    Some(if is_century {
        Value::Century(year / 100)
    } else {
        Value::Decade(year)
    })
}

/// "los años 80", "la década de 1980".
pub(super) fn short_decade(ctx: &Context) -> Option<Value> {
    match ctx.number(Class::Number)? {
        year @ (10 | 20 | 30 | 40 | 50 | 60 | 70 | 80 | 90) => Some(Value::Decade(1900 + year)),
        year @ 1500..=2090 if year % 10 == 0 => Some(Value::Decade(year)),
        _ => None,
    }
}

pub(super) fn century(ctx: &Context) -> Option<Value> {
    let number = ctx.number(Class::Ordinal)?;
    (1..=30)
        .contains(&number)
        .then_some(Value::Century(number - 1))
}

/// "this summer", "the fall of 1990", "spring 2024".
pub(super) fn season(ctx: &Context) -> Option<Value> {
    let season = u32::from(ctx.entry(Class::Season)?.season);
    if let Some(year) = ctx.number(Class::Year) {
        return Some(Value::Season(year, season));
    }
    // The fall of Rome.
    if ctx
        .after()
        .is_some_and(|token| token.text(ctx.text) == "of")
    {
        return None;
    }
    let anchor = ctx.anchor?.date;
    // Winter of a year begins in its December.
    let now = match anchor.month() {
        3..=5 => 1,
        6..=8 => 2,
        9..=11 => 3,
        12 => 4,
        _ => 0,
    };
    let year = anchor.year();
    let year = match (
        ctx.entry(Class::Direction).map(|entry| entry.shift),
        ctx.tense(),
    ) {
        (Some(-1), _) | (None, Tense::Past) => {
            year - i32::from(
                season >= now.max(1) && !(season == now && ctx.entry(Class::Direction).is_none()),
            )
        }
        (Some(1), _) | (None, Tense::Ahead) => {
            year + i32::from(
                season <= now && now > 0 && ctx.entry(Class::Direction).is_some() || season < now,
            )
        }
        _ => year,
    };
    Some(Value::Season(year, season))
}

/// "the beginning of this year" is its first month.
pub(super) fn start_of_year(ctx: &Context) -> Option<Value> {
    let year = match (ctx.number(Class::Year), ctx.entry(Class::Direction)) {
        (Some(year), _) => year,
        (None, Some(direction)) => ctx.this_year()? + i32::from(direction.shift),
        (None, None) => ctx.this_year()?,
    };
    Some(Value::Month(year, 1))
}
