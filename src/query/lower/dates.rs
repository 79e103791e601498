//! Dates of a query: which words belong to one, and which minutes it means.
//!
//! The forms of a date are the business of `date`; here they become open or closed ranges.

use chrono::NaiveDate;

use crate::article::Span;
use crate::date::civil::{CivilMinute, MAX_YEAR, MIN_YEAR};
use crate::date::query::{QueryDateError, is_ago, parse_query_date};
use crate::field::DateField;
use crate::query::ast::Ast;
use crate::query::error::{Problem, QueryError};
use crate::query::lexer::TokenKind;
use crate::query::note::Remark;
use crate::query::operator::Edge;
use crate::query::parser::Parser;
use crate::query::parser::connect::plain_word;

/// Most words of a date written out: `the 7 March 2024`.
const MAX_WORDS: usize = 4;

/// Civil minutes, half-open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::query) struct Minutes {
    pub start: i64,
    pub end: i64,
}

pub(in crate::query) fn interval(text: &str, today: NaiveDate) -> Result<Minutes, QueryDateError> {
    let interval = parse_query_date(text, today)?;
    Ok(Minutes {
        start: interval.start.into(),
        end: interval.end.into(),
    })
}

/// Reads the words of a date that the parser stands before: `March 2024` is one, `2024 prisoners`
/// is a date and a word.
pub(in crate::query) fn written(parser: &mut Parser<'_>, is_date: bool) -> (String, Span) {
    let Some(first) = parser.token(0) else {
        return (String::new(), Span::default());
    };
    let (TokenKind::Word { text, .. } | TokenKind::Phrase(text)) = &first.kind else {
        return (String::new(), first.span);
    };
    let mut taken = 1;
    if is_date && interval(text, parser.today).is_err() {
        let words = (1..MAX_WORDS)
            .take_while(|i| plain_word(parser.token(*i)).is_some())
            .count();
        let is_one = |count: &usize| {
            let last = parser.token(*count - 1).map_or(first.span, |t| t.span);
            interval(&parser.text[first.span.start..last.end], parser.today).is_ok()
        };
        taken = (2..=words + 1).rev().find(is_one).unwrap_or(1);
    }
    let last = parser.token(taken - 1).map_or(first.span, |t| t.span);
    parser.at += taken;
    let span = Span::new(first.span.start, last.end);
    let text = if taken == 1 {
        text.clone()
    } else {
        parser.text[span.range()].to_owned()
    };
    (text, span)
}

/// A date condition, or why there is none.
pub(in crate::query) struct DateReader<'q> {
    pub query: &'q str,
    pub today: NaiveDate,
    pub field: DateField,
}

/// What was read, with a remark on it.
pub(in crate::query) struct DateRead {
    pub ast: Ast,
    pub remark: Option<(Remark, String)>,
}

impl DateReader<'_> {
    /// `date:X`, `date:A..B` and the four edges.
    pub fn value(
        &self,
        text: &str,
        edge: Option<Edge>,
        span: Span,
    ) -> Result<DateRead, QueryError> {
        if let Some((from, until)) = text.split_once("..") {
            if edge.is_some() {
                let problem = QueryError::new(
                    Problem::BadRange,
                    span,
                    "a range where one date is expected",
                    "`since:`, `until:`, `after:` and `before:` take one date",
                );
                return Err(problem.help(format!("write `date:{text}`")));
            }
            return self.range(from, until, true, true, span);
        }
        let minutes = self.read(text, span)?;
        let (from, until, remark) = match edge {
            None if is_ago(text) => {
                // `date:7d` is the last seven days, not the day seven days ago.
                let today = self.read("today", span)?;
                (Some(minutes.start), Some(today.end), None)
            }
            None => (Some(minutes.start), Some(minutes.end), None),
            Some(Edge::Since) => (Some(minutes.start), None, None),
            Some(Edge::Until) => (None, Some(minutes.end), None),
            Some(Edge::Before) => (None, Some(minutes.start), None),
            Some(Edge::After) => (Some(minutes.end), None, after_remark(text, minutes)),
        };
        Ok(DateRead {
            ast: self.ast(from, until, span)?,
            remark,
        })
    }

    /// `[A TO B]`, `A..B`; an empty or starred end is open.
    pub fn range(
        &self,
        from: &str,
        until: &str,
        from_included: bool,
        until_included: bool,
        span: Span,
    ) -> Result<DateRead, QueryError> {
        let end = |text: &str| match text.trim() {
            "" | "*" => Ok(None),
            text if text.chars().all(|c| c == crate::query::lexer::ANY_RUN) => Ok(None),
            text => self.read(text, span).map(Some),
        };
        let (first, last) = (end(from)?, end(until)?);
        let start = first.map(|m| if from_included { m.start } else { m.end });
        let end = last.map(|m| if until_included { m.end } else { m.start });
        if first.is_none() && last.is_none() {
            return Err(QueryError::new(
                Problem::BadRange,
                span,
                "range without ends",
                "one end at least must be a date",
            ));
        }
        if let (Some(start), Some(end)) = (start, end)
            && start >= end
        {
            let error = QueryError::new(
                Problem::BadRange,
                span,
                "the range holds no day",
                "its first date must come before its last",
            );
            let swapped = format!("{}..{}", until.trim(), from.trim());
            let (before, after) = (&self.query[..span.start], &self.query[span.end..]);
            return Err(error.suggest(format!("{before}{swapped}{after}")));
        }
        Ok(DateRead {
            ast: self.ast(start, end, span)?,
            remark: None,
        })
    }

    /// `>2024`, `<=2024-03`.
    pub fn compare(&self, sign: &str, text: &str, span: Span) -> Result<DateRead, QueryError> {
        let edge = match sign {
            ">" => Edge::After,
            ">=" => Edge::Since,
            "<" => Edge::Before,
            _ => Edge::Until,
        };
        self.value(text, Some(edge), span)
    }

    fn ast(&self, from: Option<i64>, until: Option<i64>, span: Span) -> Result<Ast, QueryError> {
        let is_late = from.is_some_and(|from| from >= CivilMinute::MAX.get());
        if is_late || until.is_some_and(|until| until <= CivilMinute::MIN.get()) {
            return Err(QueryError::new(
                Problem::BadRange,
                span,
                "the range holds no day",
                format!("dates reach from the year {MIN_YEAR} to {MAX_YEAR}"),
            ));
        }
        Ok(Ast::Date {
            field: self.field,
            from,
            until,
        })
    }

    fn read(&self, text: &str, span: Span) -> Result<Minutes, QueryError> {
        interval(text, self.today).map_err(|problem| self.explain(text.trim(), problem, span))
    }

    fn explain(&self, text: &str, problem: QueryDateError, span: Span) -> QueryError {
        let written = &self.query[span.range()];
        // The date stands somewhere in the span, which may hold a whole range.
        let with = |date: &str| match written.find(text) {
            Some(at) => {
                let start = span.start + at;
                format!(
                    "{}{date}{}",
                    &self.query[..start],
                    &self.query[start + text.len()..]
                )
            }
            None => format!(
                "{}{date}{}",
                &self.query[..span.start],
                &self.query[span.end..]
            ),
        };
        let bad = |reason: String| {
            QueryError::new(
                Problem::BadDate,
                span,
                format!("`{text}` is not a date"),
                reason,
            )
        };
        const FORMS: &str = "dates are 2024, 2024-03, 2024-03-07, March 2024, today, monday, 7d, 2w, 3mo, 1y, last-month, this-year";
        match problem {
            QueryDateError::Ambiguous {
                day_first,
                month_first,
            } => QueryError::new(
                Problem::AmbiguousDate,
                span,
                format!("`{text}` is {day_first} or {month_first}"),
                "day and month can be read both ways",
            )
            .help(format!(
                "write the year first: `{}` or `{}`",
                with(&day_first.to_string()),
                with(&month_first.to_string())
            )),
            QueryDateError::MinutesOrMonths { count } => {
                bad("`m` may mean minutes or months".to_owned())
                    .help("units are d, w, mo, y")
                    .suggest(with(&format!("{count}mo")))
            }
            QueryDateError::UnknownUnit { count, unit } => {
                bad(format!("`{unit}` is no unit of time here"))
                    .help("units are d, w, mo, y")
                    .suggest(with(&format!("{count}d")))
            }
            QueryDateError::NoYear { suggestion } => {
                bad("the year is missing".to_owned()).suggest(with(&suggestion.to_string()))
            }
            QueryDateError::HasZone { without } => {
                bad("dates of a query have no time zone".to_owned()).suggest(with(&without))
            }
            QueryDateError::Range => {
                bad("a range is written with two dots".to_owned()).help("write `2024..2026`")
            }
            QueryDateError::TwoDigitYear => {
                bad("the year has two digits".to_owned()).help("write all four: `2024-03-07`")
            }
            QueryDateError::NoSuchDay => bad("there is no such day in the calendar".to_owned()),
            QueryDateError::NoSuchTime => bad("there is no such time of day".to_owned()),
            QueryDateError::OutOfRange => bad("dates reach from the year 1600 to 9999".to_owned()),
            QueryDateError::Empty => bad("nothing is written there".to_owned()).help(FORMS),
            QueryDateError::Unknown => bad("it has none of the known forms".to_owned()).help(FORMS),
        }
    }
}

/// `after:2024` means from 2025 on, which is not what Google users expect.
fn after_remark(text: &str, minutes: Minutes) -> Option<(Remark, String)> {
    const DAY: i64 = 24 * 60;
    if minutes.end - minutes.start <= DAY {
        return None;
    }
    let starts = crate::query::print::date_text(minutes.end)?;
    Some((
        Remark::AfterPeriod,
        format!("`after:{text}` starts {starts}; for {text} onward write `since:{text}`"),
    ))
}
