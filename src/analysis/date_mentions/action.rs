//! What a matched rule means: the actions that rules of all languages share, and their dispatch.
//!
//! An action reads the captured tokens by class, so "last week" and "la semana pasada" are one
//! action. An action may decline (a lone number that is no year); then the next best rule is tried.

use chrono::{Datelike, NaiveDate};

use super::lexicon::{Class, Entry, Unit};
use super::tense::{self, Tense};
use super::token::{Kind, Token};
use super::value::{Part, Value, plus_days};
use super::{Anchor, calendar, length, moment, period, relative};
use crate::annotations::DateMentionKind;

/// The meaning of a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Action {
    /// Month and day, perhaps weekday, year, part of the day.
    Calendar,
    /// A month with its year.
    MonthOfYear,
    /// A month alone, or with last, this, next.
    Month,
    /// Four digits that may be a year; declines amounts.
    Year,
    /// A year that the words around make certain.
    SureYear,
    Decade,
    /// "los años 80": two digits or four, in words that make the decade certain.
    ShortDecade,
    /// An ordinal and "century".
    Century,
    Season,
    /// An ordinal quarter, perhaps with its year or last, this, next.
    Quarter,
    Half,
    /// "the quarter", "the latest period": the one the text is about.
    ThisPeriod,
    /// "a year ago", "the year-ago quarter": the same period one year before.
    YearBefore,
    /// "the 1988 period": the period the text is about, in that year.
    PeriodOfYear,
    Weekday,
    /// today, yesterday, with or without a part of the day.
    Deictic,
    /// "the day before yesterday".
    DaysFromNow(i8),
    /// "this morning", "last night".
    PartOfToday,
    Tonight,
    LastNight,
    /// "last week", "the coming year".
    DirectedUnit,
    /// "the week", "the weekend", "the month"; other units behind "the" are no dates.
    TheUnit,
    /// "el mes que viene": steps from today.
    StepsFromNow(i8),
    WeekendFromNow(i8),
    /// "that year", "the end of the month": what was spoken of last.
    SameUnit,
    /// "the following month", "the previous year": steps from what was spoken of last.
    NeighbourUnit(i8),
    /// "the year", "year-end": the one of the publication; a length when it ends on some day.
    ThisYear,
    /// "the beginning of" a year is its first month.
    StartOfYear,
    Ago,
    FromNow,
    /// "two years earlier": from what was spoken of last.
    EarlierThan,
    /// "two years", "a week".
    Length,
    /// "years", "the months" without a number.
    BareUnits,
    /// "several weeks".
    VagueLength,
    /// "a year" behind an amount is a rate, else a length.
    LengthOrRate,
    /// A length whose TimeML value is given.
    Fixed(&'static str),
    /// Repeated: "every Friday".
    EveryWeekday,
    EveryMonth,
    /// "each year".
    EveryUnit,
    /// A time of day, perhaps with its day.
    Clock,
    ClockAm,
    ClockPm,
    /// noon, midnight: minute of the day.
    ClockAt(u16),
    Past,
    Present,
    Future,
    /// Matches in order to be left alone.
    Nothing,
}

/// What a rule matched, and what is known at that place of the text.
pub(super) struct Context<'a> {
    pub tokens: &'a [Token],
    pub text: &'a str,
    pub start: usize,
    pub end: usize,
    pub captures: &'a [(Class, usize)],
    pub anchor: Option<Anchor>,
    pub state: &'a State,
    pub needs_capital: bool,
}

/// What the text has spoken of so far.
#[derive(Debug, Clone, Default)]
pub(super) struct State {
    /// The quarter that figures are given for.
    pub quarter: Option<(i32, u32)>,
    /// The last period of the calendar that was named.
    pub last: Option<Value>,
}

impl Context<'_> {
    pub fn entry(&self, class: Class) -> Option<&Entry> {
        self.nth(class, 0)
    }

    pub fn nth(&self, class: Class, n: usize) -> Option<&Entry> {
        let (_, token) = self
            .captures
            .iter()
            .filter(|(found, _)| *found == class)
            .nth(n)?;
        Some(&self.tokens[*token].entry)
    }

    pub fn number(&self, class: Class) -> Option<i32> {
        self.entry(class).map(|entry| entry.number)
    }

    pub fn unit(&self) -> Option<Unit> {
        self.entry(Class::Unit)
            .or_else(|| self.entry(Class::Units))
            .map(Entry::unit)
    }

    pub fn today(&self) -> Option<NaiveDate> {
        self.anchor
            .filter(|anchor| anchor.is_day)
            .map(|anchor| anchor.date)
    }

    pub fn this_year(&self) -> Option<i32> {
        self.anchor.map(|anchor| anchor.date.year())
    }

    pub fn tense(&self) -> Tense {
        tense::around(self.tokens, self.start, self.end)
    }

    /// Returns the token before the match, unless a line ends there.
    pub fn before(&self) -> Option<&Token> {
        let token = self.tokens.get(self.start.checked_sub(1)?)?;
        (token.kind != Kind::Break).then_some(token)
    }

    pub fn after(&self) -> Option<&Token> {
        self.tokens
            .get(self.end)
            .filter(|token| token.kind != Kind::Break)
    }

    pub fn first(&self) -> &Token {
        &self.tokens[self.start]
    }

    pub fn is_after_preposition(&self) -> bool {
        self.before()
            .is_some_and(|token| token.is(Class::Preposition))
    }
}

/// Works out the value of a match; none when the words turn out to be no date, or none that a
/// calendar of four digits has.
pub(super) fn run(action: Action, ctx: &Context) -> Option<Value> {
    value(action, ctx).filter(|value| value.year().is_none_or(|year| (1..=9999).contains(&year)))
}

fn value(action: Action, ctx: &Context) -> Option<Value> {
    match action {
        Action::Calendar => calendar::day(ctx),
        Action::MonthOfYear => calendar::month_of_year(ctx),
        Action::Month => calendar::month(ctx),
        Action::Year => calendar::year(ctx),
        Action::SureYear => calendar::sure_year(ctx),
        Action::Decade => calendar::decade(ctx),
        Action::ShortDecade => calendar::short_decade(ctx),
        Action::Century => calendar::century(ctx),
        Action::Season => calendar::season(ctx),
        Action::StartOfYear => calendar::start_of_year(ctx),
        Action::Quarter => period::quarter(ctx),
        Action::Half => period::half(ctx),
        Action::ThisPeriod => period::current(ctx),
        Action::YearBefore => period::year_before(ctx),
        Action::PeriodOfYear => period::of_year(ctx),
        Action::Weekday => relative::weekday(ctx),
        Action::Deictic => relative::deictic(ctx),
        Action::PartOfToday => relative::part_of_today(ctx),
        Action::DirectedUnit => relative::directed_unit(ctx),
        Action::LastNight => Some(Value::DayPart(plus_days(ctx.today()?, -1)?, Part::Night)),
        Action::StepsFromNow(steps) => relative::moved(ctx, ctx.unit()?, i64::from(steps)),
        Action::WeekendFromNow(steps) => relative::moved(ctx, Unit::Weekend, i64::from(steps)),
        Action::TheUnit => relative::the_unit(ctx),
        Action::SameUnit => relative::same_unit(ctx),
        Action::NeighbourUnit(shift) => relative::neighbour_unit(ctx, i64::from(shift)),
        Action::ThisYear => relative::this_year(ctx),
        Action::DaysFromNow(days) => Value::day_plus(ctx.today()?, i64::from(days)),
        Action::Tonight => Some(Value::DayPart(ctx.today()?, Part::Night)),
        Action::Ago => relative::ago(ctx, ctx.today(), -1),
        Action::FromNow => relative::ago(ctx, ctx.today(), 1),
        Action::EarlierThan => relative::ago(ctx, relative::last_day(ctx), -1),
        Action::Length => length::length(ctx),
        Action::BareUnits => length::bare(ctx),
        Action::VagueLength => length::vague(ctx),
        Action::LengthOrRate => length::length_or_rate(ctx),
        Action::Fixed(value) => Some(Value::Open(DateMentionKind::Duration, value.to_owned())),
        Action::EveryWeekday => length::every_weekday(ctx),
        Action::EveryMonth => length::every_month(ctx),
        Action::EveryUnit => length::every_unit(ctx),
        Action::Clock => moment::clock(ctx, None),
        Action::ClockAm => moment::clock(ctx, Some(false)),
        Action::ClockPm => moment::clock(ctx, Some(true)),
        Action::ClockAt(minute) => moment::at(ctx, i32::from(minute)),
        Action::Past => Some(Value::Past),
        Action::Present => Some(Value::Present),
        Action::Future => Some(Value::Future),
        Action::Nothing => None,
    }
}

/// Remembers what a mention leaves behind for the ones after it.
pub(super) fn remember(state: &mut State, action: Action, value: &Value, tense: Tense) {
    // A year-ago figure does not change what the text is about.
    if matches!(action, Action::YearBefore | Action::PeriodOfYear) {
        return;
    }
    // What is expected of the next quarter does not change it either.
    if let (Value::Quarter(year, quarter), false) = (value, tense == Tense::Ahead) {
        state.quarter = Some((*year, *quarter));
    }
    if value.interval().is_some() {
        state.last = Some(value.clone());
    }
}
