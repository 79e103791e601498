//! Times of day, with the day they belong to.

use chrono::NaiveDate;

use super::action::Context;
use super::lexicon::Class;
use super::relative;
use super::value::{UNKNOWN_DAY, Value};
use crate::annotations::DateMentionKind;

/// "10 p.m. Wednesday", "4:30 a.m.", "10:30" behind "at".
pub(super) fn clock(ctx: &Context, is_pm: Option<bool>) -> Option<Value> {
    let minute = match (ctx.number(Class::Clock), ctx.number(Class::Number)) {
        (Some(minute), _) => minute,
        (None, Some(hour)) if (0..=24).contains(&hour) => hour * 60,
        _ => return None,
    };
    let minute = match (is_pm, minute / 60) {
        (Some(false), 12) => minute - 720,
        (Some(true), 1..=11) => minute + 720,
        // Without a.m. or p.m. only a preposition tells a time from a score.
        (None, _) if !ctx.is_after_preposition() && !is_after_at(ctx) => return None,
        _ => minute,
    };
    at(ctx, minute)
}

fn is_after_at(ctx: &Context) -> bool {
    ctx.before()
        .is_some_and(|token| token.text(ctx.text).eq_ignore_ascii_case("at"))
}

/// Puts a minute of the day on the day that the match names, else on the last one named.
pub(super) fn at(ctx: &Context, minute: i32) -> Option<Value> {
    let minute = u16::try_from(minute)
        .ok()
        .filter(|minute| *minute <= 1440)?;
    let day = if ctx.entry(Class::Month).is_some() {
        day_of(super::calendar::day(ctx)?)
    } else if ctx.entry(Class::Weekday).is_some() {
        day_of(relative::weekday(ctx)?)
    } else if ctx.entry(Class::Deictic).is_some() {
        day_of(relative::deictic(ctx)?)
    } else {
        ctx.today()
    };
    match day {
        Some(day) if minute < 1440 => Some(Value::Minute(day, minute)),
        Some(day) => Some(Value::Open(DateMentionKind::Time, format!("{day}T24:00"))),
        None => {
            let text = format!("{UNKNOWN_DAY}T{:02}:{:02}", minute / 60, minute % 60);
            Some(Value::Open(DateMentionKind::Time, text))
        }
    }
}

fn day_of(value: Value) -> Option<NaiveDate> {
    match value {
        Value::Day(date) | Value::DayPart(date, _) => Some(date),
        _ => None,
    }
}
