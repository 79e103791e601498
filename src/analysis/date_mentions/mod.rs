//! Finds the dates that a text speaks of and works out which days they are.
//!
//! A rule table per language, all with one interface: words (`lexicon`), patterns over them
//! (`pattern`) and what each pattern means (`action`). Expressions are typed as in TimeML (DATE,
//! TIME, DURATION, SET); relative ones are counted from the publication date, weekdays by the tense
//! of the sentence. Vague references and durations are typed and not dated. Languages without a
//! table still get the full dates that [`crate::date::written`] finds. One pass, linear in the text.

mod action;
mod calendar;
mod english;
mod fields;
mod length;
mod lexicon;
mod moment;
mod number;
mod pattern;
mod period;
mod relative;
mod spanish;
mod tense;
mod token;
mod value;

#[cfg(test)]
mod tests;

use std::sync::LazyLock;

use chrono::NaiveDate;

pub use self::fields::{MAX_MENTIONS, mentions};

use self::action::{Action, Context, State};
use self::lexicon::{Lexicon, Row};
use self::pattern::Patterns;
use self::token::{Token, tokenise};
use self::value::Value;
use crate::annotations::DateMentionKind;
use crate::date::civil::Interval;
use crate::date::written::{self, Hints, WrittenDay};

/// The day that relative expressions are counted from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Anchor {
    pub date: NaiveDate,
    /// False when only the month or the year of the publication is known.
    pub is_day: bool,
}

/// One temporal expression of a text.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// Bytes of the text.
    pub span: std::ops::Range<usize>,
    pub kind: DateMentionKind,
    /// TimeML value.
    pub value: String,
    pub interval: Option<Interval>,
}

/// The tables of one language.
struct Language {
    code: &'static str,
    words: &'static [Row],
    /// Named parts of patterns, written `{name}`.
    fragments: &'static [(&'static str, &'static str)],
    rules: &'static [(Action, &'static str)],
    /// Endings of verbs in a past tense.
    past_endings: &'static [&'static str],
    /// Endings of verbs that look ahead.
    ahead_endings: &'static [&'static str],
    /// Month and weekday names are written with a capital.
    needs_capital: bool,
    /// What joins tens and ones: "twenty-one", "treinta y uno".
    tens_joiner: &'static str,
}

/// All languages with rules. To add one, write its tables and a line here.
const LANGUAGES: &[Language] = &[english::ENGLISH, spanish::SPANISH];

/// A language made ready for matching.
struct Tagger {
    language: &'static Language,
    lexicon: Lexicon,
    patterns: Patterns,
}

static TAGGERS: LazyLock<Vec<Tagger>> =
    LazyLock::new(|| LANGUAGES.iter().map(Tagger::new).collect());

/// Finds the temporal expressions of `text`, in order and without overlap.
pub fn find(text: &str, language: &str, anchor: Option<Anchor>) -> Vec<Found> {
    let mut found = match TAGGERS
        .iter()
        .find(|tagger| tagger.language.code == language)
    {
        Some(tagger) => tagger.find(text, anchor),
        None => Vec::new(),
    };
    add_written(text, language, anchor, &mut found);
    found
}

impl Tagger {
    fn new(language: &'static Language) -> Tagger {
        let mut lexicon = Lexicon::new(language.words);
        let expanded: Vec<String> = language
            .rules
            .iter()
            .map(|(_, pattern)| expand(pattern, language))
            .collect();
        let patterns = Patterns::new(expanded.iter().map(String::as_str), &mut lexicon);
        Tagger {
            language,
            lexicon,
            patterns,
        }
    }

    fn find(&self, text: &str, anchor: Option<Anchor>) -> Vec<Found> {
        let mut tokens = tokenise(text, &self.lexicon, self.language);
        number::merge(&mut tokens, text, self.language.tens_joiner);
        let mut state = State::default();
        let mut found = Vec::new();
        let mut at = 0;
        while at < tokens.len() {
            match self.at(&tokens, text, at, anchor, &state) {
                Some((action, value, end)) => {
                    let tense = tense::around(&tokens, at, end);
                    action::remember(&mut state, action, &value, tense);
                    found.push(Found {
                        span: tokens[at].start as usize..tokens[end - 1].end as usize,
                        kind: value.kind(),
                        value: value.text(),
                        interval: value.interval(),
                    });
                    at = end;
                }
                None => at += 1,
            }
        }
        found
    }

    /// Returns the best expression that begins at token `start`.
    fn at(
        &self,
        tokens: &[Token],
        text: &str,
        start: usize,
        anchor: Option<Anchor>,
        state: &State,
    ) -> Option<(Action, Value, usize)> {
        // The middle of a word with a hyphen or of a number is no start.
        if tokens[start].is_glued && start > 0 && !may_follow(&tokens[start - 1]) {
            return None;
        }
        for found in self.patterns.matches(tokens, start) {
            let action = self.language.rules[found.rule].0;
            if action == Action::Nothing {
                return None;
            }
            let ctx = Context {
                tokens,
                text,
                start,
                end: found.end,
                captures: &found.captures,
                anchor,
                state,
                needs_capital: self.language.needs_capital,
            };
            if let Some(value) = action::run(action, &ctx) {
                return Some((action, value, found.end));
            }
        }
        None
    }
}

/// Reports whether an expression may begin right behind this token, without a space.
fn may_follow(token: &Token) -> bool {
    match token.kind {
        token::Kind::Mark(mark) => !matches!(mark, '\'' | '@' | '#' | '_' | '/' | '.' | ':'),
        token::Kind::Break => true,
        token::Kind::Word { .. } | token::Kind::Number => false,
    }
}

/// Replaces the fragments of a pattern by their text.
fn expand(pattern: &str, language: &Language) -> String {
    let mut expanded = pattern.to_owned();
    for (name, text) in language.fragments {
        let (plain, optional) = (format!("{{{name}}}"), format!("{{{name}}}?"));
        expanded = expanded.replace(&optional, &format!("( {text} )?"));
        expanded = expanded.replace(&plain, text);
    }
    expanded
}

/// Adds the dates in digits, and for languages without rules all full dates, where nothing else was
/// found.
fn add_written(text: &str, language: &str, anchor: Option<Anchor>, found: &mut Vec<Found>) {
    if !written::has_digit(text) {
        return;
    }
    let hints = Hints {
        language: Some(language),
        ..Hints::default()
    };
    let mut added = Vec::new();
    for date in written::find(text, &hints) {
        let at = found.partition_point(|other| other.span.end <= date.span.start);
        if found
            .get(at)
            .is_some_and(|other| other.span.start < date.span.end)
        {
            continue;
        }
        let value = match (date.day, date.minute) {
            (WrittenDay::Full(day), Some(minute)) => Value::Minute(day, minute),
            (WrittenDay::Full(day), None) => Value::Day(day),
            (WrittenDay::Month { year, month }, _) => Value::Month(year, u32::from(month)),
            (WrittenDay::MonthDay { .. }, _) => {
                let Some(anchor) = anchor else { continue };
                let distance =
                    |day: &NaiveDate| day.signed_duration_since(anchor.date).num_days().abs();
                let year = chrono::Datelike::year(&anchor.date);
                let nearest = (year - 1..=year + 1)
                    .filter_map(|year| month_day(date.day, year))
                    .min_by_key(distance);
                match nearest {
                    Some(day) => Value::Day(day),
                    None => continue,
                }
            }
            (WrittenDay::Ambiguous { .. } | WrittenDay::Year(_) | WrittenDay::Ago { .. }, _) => {
                continue;
            }
        };
        added.push(Found {
            span: date.span,
            kind: value.kind(),
            value: value.text(),
            interval: value.interval(),
        });
    }
    if !added.is_empty() {
        found.append(&mut added);
        found.sort_by_key(|found| found.span.start);
    }
}

fn month_day(day: WrittenDay, year: i32) -> Option<NaiveDate> {
    match day {
        WrittenDay::MonthDay { month, day } => {
            NaiveDate::from_ymd_opt(year, u32::from(month), u32::from(day))
        }
        _ => None,
    }
}
