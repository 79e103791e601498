//! Dates that are told from the day of publication, or from the date that was named last.

use chrono::{Datelike, NaiveDate};

use super::action::Context;
use super::length::amount;
use super::lexicon::{Class, Unit};
use super::tense::Tense;
use super::value::{
    Amount, Part, UNKNOWN_WEEK, Value, plus_days, plus_months, plus_quarters, plus_weeks,
};
use crate::annotations::DateMentionKind;

/// "Friday", "last Tuesday", "Tuesday evening".
pub(super) fn weekday(ctx: &Context) -> Option<Value> {
    let token = ctx
        .captures
        .iter()
        .find(|(class, _)| *class == Class::Weekday)?
        .1;
    let token = &ctx.tokens[token];
    if ctx.needs_capital && !token.is_capital() {
        return None;
    }
    // Plácido Domingo.
    let is_name = !ctx.needs_capital
        && token.is_capital()
        && ctx
            .before()
            .is_some_and(|before| before.is_capital() && !token.is_glued);
    if is_name {
        return None;
    }
    let weekday = token.entry.weekday;
    let part = ctx
        .entry(Class::Part)
        .map(|entry| Part::from_number(entry.part));
    let Some(today) = ctx.today() else {
        return Some(Value::Open(
            DateMentionKind::Date,
            format!("{UNKNOWN_WEEK}-{weekday}"),
        ));
    };
    let now = i64::from(today.weekday().number_from_monday());
    let past = (now - i64::from(weekday)).rem_euclid(7);
    let days = match ctx.entry(Class::Direction).map(|entry| entry.shift) {
        Some(-1) => -if past == 0 { 7 } else { past },
        Some(1) => 7 - past,
        Some(_) => (7 - past) % 7,
        None => match ctx.tense() {
            Tense::Ahead => 7 - past,
            Tense::Past | Tense::Unknown => -past,
        },
    };
    with_part(plus_days(today, days)?, part)
}

/// "yesterday", "tomorrow morning", "tonight".
pub(super) fn deictic(ctx: &Context) -> Option<Value> {
    let shift = ctx.entry(Class::Deictic)?.shift;
    let part = ctx
        .entry(Class::Part)
        .map(|entry| Part::from_number(entry.part));
    match ctx.today() {
        Some(today) => with_part(plus_days(today, i64::from(shift))?, part),
        None => match shift {
            0 => Some(Value::Present),
            shift if shift < 0 => Some(Value::Past),
            _ => Some(Value::Future),
        },
    }
}

/// "this morning", "last night".
pub(super) fn part_of_today(ctx: &Context) -> Option<Value> {
    let shift = ctx.entry(Class::Direction).map_or(0, |entry| entry.shift);
    let part = Part::from_number(ctx.entry(Class::Part)?.part);
    with_part(plus_days(ctx.today()?, i64::from(shift))?, Some(part))
}

fn with_part(date: NaiveDate, part: Option<Part>) -> Option<Value> {
    Some(match part {
        Some(part) => Value::DayPart(date, part),
        None => Value::Day(date),
    })
}

/// "last week", "this year", "the coming months" (vague), "the past year".
pub(super) fn directed_unit(ctx: &Context) -> Option<Value> {
    let shift = i64::from(ctx.entry(Class::Direction)?.shift);
    moved(ctx, ctx.unit()?, shift)
}

/// Returns the year of "last year" and the like inside a longer expression.
pub(super) fn directed_year(ctx: &Context) -> Option<i32> {
    Some(ctx.this_year()? + i32::from(ctx.entry(Class::Direction)?.shift))
}

/// Returns the unit around today, moved.
pub(super) fn moved(ctx: &Context, unit: Unit, shift: i64) -> Option<Value> {
    let anchor = ctx.anchor?;
    let date = anchor.date;
    if unit < Unit::Month && !anchor.is_day {
        return None;
    }
    around(unit, date, shift)
}

/// Returns the unit that holds `date`, moved by whole units.
fn around(unit: Unit, date: NaiveDate, shift: i64) -> Option<Value> {
    Some(match unit {
        Unit::Second | Unit::Minute | Unit::Hour => return None,
        Unit::Day => Value::Day(plus_days(date, shift)?),
        Unit::Week => {
            let (year, week) = plus_weeks(date, shift)?;
            Value::Week(year, week)
        }
        Unit::Weekend => {
            let (year, week) = plus_weeks(date, shift)?;
            Value::Weekend(year, week)
        }
        Unit::Month => {
            let (year, month) = plus_months(date, shift)?;
            Value::Month(year, month)
        }
        Unit::Quarter => {
            let (year, quarter) = plus_quarters(date, shift)?;
            Value::Quarter(year, quarter)
        }
        Unit::Half => {
            let half = i64::from(date.month0() / 6) + shift;
            let year = date.year() + i32::try_from(half.div_euclid(2)).ok()?;
            Value::Half(year, u32::try_from(half.rem_euclid(2)).ok()? + 1)
        }
        Unit::Year => Value::Year(date.year() + i32::try_from(shift).ok()?),
        Unit::Decade => {
            Value::Decade((date.year().div_euclid(10) + i32::try_from(shift).ok()?) * 10)
        }
        Unit::Century => Value::Century(date.year().div_euclid(100) + i32::try_from(shift).ok()?),
    })
}

/// "the weekend", "the week", "the month": other units behind "the" are no dates.
pub(super) fn the_unit(ctx: &Context) -> Option<Value> {
    matches!(ctx.unit()?, Unit::Weekend | Unit::Week | Unit::Month).then(|| same_unit(ctx))?
}

/// "that year", "the end of the month": the last date named decides, else today.
pub(super) fn same_unit(ctx: &Context) -> Option<Value> {
    let unit = ctx.unit()?;
    if unit == Unit::Weekend {
        let shift = if ctx.tense() == Tense::Ahead { 0 } else { -1 };
        return moved(ctx, unit, shift);
    }
    around(unit, last_day(ctx)?, 0)
}

/// "the following month", "the previous year".
pub(super) fn neighbour_unit(ctx: &Context, shift: i64) -> Option<Value> {
    around(ctx.unit()?, last_day(ctx)?, shift)
}

/// "the year", "year-end".
pub(super) fn this_year(ctx: &Context) -> Option<Value> {
    // "the year ended March 31" is a length of time that the date behind it places.
    let ends = ctx
        .after()
        .is_some_and(|token| ["ended", "ending", "to"].contains(&token.text(ctx.text)));
    if ends && ctx.unit().is_none() {
        return Some(Value::Duration(Amount::Count(1), Unit::Year));
    }
    Some(Value::Year(ctx.this_year()?))
}

/// Returns the first day of what was named last, else today.
pub(super) fn last_day(ctx: &Context) -> Option<NaiveDate> {
    let last = ctx.state.last.as_ref().and_then(Value::interval);
    last.map(|interval| interval.start.date())
        .or_else(|| ctx.today())
}

/// "two weeks ago", "five years from now", seen from `base`.
pub(super) fn ago(ctx: &Context, base: Option<NaiveDate>, direction: i64) -> Option<Value> {
    let Amount::Count(count) = amount(ctx) else {
        return Some(if direction < 0 {
            Value::Past
        } else {
            Value::Future
        });
    };
    let unit = ctx.unit()?;
    let Some(base) = base else {
        return Some(if direction < 0 {
            Value::Past
        } else {
            Value::Future
        });
    };
    let shift = i64::from(count).checked_mul(direction)?;
    match unit {
        // Without a time of publication the hour stays open.
        Unit::Second | Unit::Minute | Unit::Hour => {
            Some(Value::Open(DateMentionKind::Time, format!("{base}TXX:XX")))
        }
        Unit::Decade => Some(Value::Year(base.year() + i32::try_from(shift * 10).ok()?)),
        Unit::Century => Some(Value::Year(base.year() + i32::try_from(shift * 100).ok()?)),
        unit => around(unit, base, shift),
    }
}
