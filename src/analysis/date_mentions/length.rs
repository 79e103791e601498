//! Lengths of time and repetitions: recognised so that they are kept apart from dates.

use super::action::Context;
use super::lexicon::{Class, Unit};
use super::token::Kind;
use super::value::{Amount, UNKNOWN_WEEK, UNKNOWN_YEAR, Value};

/// More of a unit is no length that a newspaper means.
const MAX_COUNT: i32 = 1_000_000;

/// Returns how many units the match counts; a unit without a number is one.
pub(super) fn amount(ctx: &Context) -> Amount {
    if ctx.entry(Class::Vague).is_some() {
        return Amount::Vague;
    }
    match ctx.number(Class::Number) {
        Some(count) if (0..MAX_COUNT).contains(&count) => Amount::Count(count.unsigned_abs()),
        Some(_) => Amount::Vague,
        None if ctx.entry(Class::Units).is_some() => Amount::Vague,
        None => Amount::Count(1),
    }
}

/// "two years", "the past three months", "30-day".
pub(super) fn length(ctx: &Context) -> Option<Value> {
    let unit = ctx.unit()?;
    // Three-quarters of something.
    let is_fraction = unit == Unit::Quarter
        && ctx.tokens[ctx.start..ctx.end]
            .iter()
            .any(|token| token.is_mark('-'));
    (!is_fraction).then(|| Value::Duration(amount(ctx), unit))
}

/// "for years", "over the years".
pub(super) fn bare(ctx: &Context) -> Option<Value> {
    let unit = ctx.unit()?;
    let is_usual = matches!(
        unit,
        Unit::Hour | Unit::Week | Unit::Month | Unit::Year | Unit::Decade | Unit::Century
    );
    is_usual.then_some(Value::Duration(Amount::Vague, unit))
}

/// "years", "several weeks".
pub(super) fn vague(ctx: &Context) -> Option<Value> {
    Some(Value::Duration(Amount::Vague, ctx.unit()?))
}

/// "$2 million a year" against "for a year".
pub(super) fn length_or_rate(ctx: &Context) -> Option<Value> {
    let unit = ctx.unit()?;
    let length = Value::Duration(Amount::Count(1), unit);
    let is_rate = ctx.before().is_some_and(|token| {
        matches!(token.kind, Kind::Number | Kind::Mark('%'))
            || token.is(Class::Multiplier)
            || token.is(Class::Counted)
    });
    Some(if is_rate {
        Value::Set(length.text())
    } else {
        length
    })
}

pub(super) fn every_weekday(ctx: &Context) -> Option<Value> {
    let weekday = ctx
        .entry(Class::Weekday)
        .or_else(|| ctx.entry(Class::Weekdays))?
        .weekday;
    Some(Value::Set(format!("{UNKNOWN_WEEK}-{weekday}")))
}

pub(super) fn every_month(ctx: &Context) -> Option<Value> {
    if let Some(season) = ctx.entry(Class::Season) {
        let code = ["SP", "SU", "FA", "WI"][usize::from(season.season.clamp(1, 4)) - 1];
        return Some(Value::Set(format!("{UNKNOWN_YEAR}-{code}")));
    }
    Some(Value::Set(format!(
        "{UNKNOWN_YEAR}-{:02}",
        ctx.entry(Class::Month)?.month
    )))
}

/// "each year", "every two weeks".
pub(super) fn every_unit(ctx: &Context) -> Option<Value> {
    let length = Value::Duration(amount(ctx), ctx.unit()?);
    Some(Value::Set(length.text()))
}
