//! Periods that figures are reported for: quarters, halves, and the same one a year before.
//!
//! Business news names its quarter once and then says "the quarter", "a year ago", "the 1988
//! period"; all of them mean that quarter, so the last one named is remembered.

use chrono::NaiveDate;

use super::action::Context;
use super::calendar::nearest_year;
use super::lexicon::{Class, Unit};
use super::relative::directed_year;
use super::tense::Tense;
use super::value::{Value, plus_days, plus_quarters};

/// "the third quarter of 1989", "fourth-quarter", "last year's first quarter".
pub(super) fn quarter(ctx: &Context) -> Option<Value> {
    let number = u32::try_from(ctx.number(Class::Ordinal)?).ok()?;
    if !(1..=4).contains(&number) {
        return None;
    }
    if let Some(year) = named_year(ctx) {
        return Some(Value::Quarter(year, number));
    }
    let anchor = ctx.anchor?.date;
    let (year, now) = plus_quarters(anchor, 0)?;
    // The quarter that has just ended is reported about, whatever is expected of it.
    let has_just_ended = number % 4 == (now + 3) % 4;
    let year = match ctx.tense() {
        Tense::Ahead if !has_just_ended => year + i32::from(number < now),
        Tense::Ahead => year - i32::from(number > now),
        // The fourth quarter told as past in October is last year's.
        Tense::Past | Tense::Unknown => year - i32::from(number > now),
    };
    Some(Value::Quarter(year, number))
}

/// "the first half of 1990".
pub(super) fn half(ctx: &Context) -> Option<Value> {
    let number = u32::try_from(ctx.number(Class::Ordinal)?).ok()?;
    if !(1..=2).contains(&number) {
        return None;
    }
    Some(Value::Half(
        named_year(ctx).or_else(|| ctx.this_year())?,
        number,
    ))
}

/// "the quarter", "the latest period".
pub(super) fn current(ctx: &Context) -> Option<Value> {
    if ctx.unit().is_some_and(|unit| unit != Unit::Quarter) {
        return None;
    }
    if let Some(quarter) = quarter_ended(ctx) {
        return Some(quarter);
    }
    if let Some((year, quarter)) = ctx.state.quarter {
        return Some(Value::Quarter(year, quarter));
    }
    // A report speaks of the quarter that has just ended.
    let is_quarter = ctx.unit() == Some(Unit::Quarter);
    let (year, quarter) = plus_quarters(ctx.anchor?.date, -1)?;
    is_quarter.then_some(Value::Quarter(year, quarter))
}

/// "a year ago", "the year-earlier quarter".
pub(super) fn year_before(ctx: &Context) -> Option<Value> {
    let year = ctx.this_year()? - 1;
    if let Some(number) = ctx
        .number(Class::Ordinal)
        .and_then(|number| u32::try_from(number).ok())
    {
        return (1..=4)
            .contains(&number)
            .then_some(Value::Quarter(year, number));
    }
    match ctx.state.quarter {
        Some((named, quarter)) => Some(Value::Quarter(named - 1, quarter)),
        None => Some(Value::Year(year)),
    }
}

/// "the 1988 period", "the 1988 quarter".
pub(super) fn of_year(ctx: &Context) -> Option<Value> {
    let year = ctx.number(Class::Year)?;
    match ctx.state.quarter {
        Some((_, quarter)) => Some(Value::Quarter(year, quarter)),
        None => Some(Value::Year(year)),
    }
}

/// "the quarter ended July 31": three months back from there, most of them in the second quarter.
fn quarter_ended(ctx: &Context) -> Option<Value> {
    let word = ctx.after()?.text(ctx.text);
    if !matches!(word, "ended" | "ending") {
        return None;
    }
    let [month, mark, day] = [1, 2, 3].map(|i| ctx.tokens.get(ctx.end + i));
    let month = month.filter(|token| token.is(Class::Month))?.entry.month;
    let day = [mark, day]
        .into_iter()
        .flatten()
        .find(|token| token.is(Class::Day))?
        .entry
        .number;
    let anchor = ctx.anchor?.date;
    let end = nearest_year(ctx, anchor, |year| {
        NaiveDate::from_ymd_opt(year, u32::from(month), u32::try_from(day).ok()?)
    })?;
    let (year, quarter) = plus_quarters(plus_days(end, -45)?, 0)?;
    Some(Value::Quarter(year, quarter))
}

fn named_year(ctx: &Context) -> Option<i32> {
    ctx.number(Class::Year).or_else(|| directed_year(ctx))
}
