//! Puts a written date together from its parts: weekday, day, time, zone, in whatever order.
//!
//! One loop takes the parts as they come ("18:05 EST, 13 January 2026", "Fri Feb 18 10:27:24 2022")
//! and stops at the first thing that is none. Every part looks at a bounded number of tokens, so
//! reading is linear in the text.

use chrono::{Datelike, NaiveDate, Weekday};

use super::token::{Kind, Number, Token, tokenise};
use super::{Hints, Note, Refusal, WrittenDate, WrittenDay};
use crate::date::calendar::offset_text;
use crate::date::words::{Languages, Lead, Need, Word};

/// What stands at a token: nothing of the kind, a value with the index behind it, or something that
/// has the shape but cannot be.
pub(super) type Found<T> = Result<Option<(T, usize)>, Refusal>;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mode {
    /// The text is said to be a date.
    Whole,
    /// The text may contain dates.
    Within,
}

pub(super) struct Scanner<'a> {
    pub text: &'a str,
    pub hints: &'a Hints<'a>,
    pub mode: Mode,
    pub tokens: Vec<Token>,
}

/// The day of two that falls on the weekday, if only one does.
fn settled(day: WrittenDay, weekday: Weekday) -> WrittenDay {
    let WrittenDay::Ambiguous {
        day_first,
        month_first,
    } = day
    else {
        return day;
    };
    let is_on = |date: NaiveDate| date.weekday() == weekday;
    match (is_on(day_first), is_on(month_first)) {
        (true, false) => WrittenDay::Full(day_first),
        (false, true) => WrittenDay::Full(month_first),
        _ => day,
    }
}

/// Minutes east of Greenwich where nobody writes the month first in figures: from central Europe
/// and western Africa to Indochina.
const DAY_FIRST_OFFSETS: std::ops::RangeInclusive<i16> = 60..=450;

/// The day that somebody who names the hour of such a place means.
fn by_offset(day: WrittenDay, offset: Option<i16>) -> WrittenDay {
    match (day, offset) {
        (WrittenDay::Ambiguous { day_first, .. }, Some(offset))
            if DAY_FIRST_OFFSETS.contains(&offset) =>
        {
            WrittenDay::Full(day_first)
        }
        _ => day,
    }
}

/// The parts that have been read so far.
#[derive(Debug, Default)]
pub(super) struct Draft {
    pub day: Option<WrittenDay>,
    pub weekday: Option<Weekday>,
    pub minute: Option<u16>,
    pub offset: Option<i16>,
    pub zone: Option<(usize, usize)>,
    pub notes: Vec<Note>,
}

impl<'a> Scanner<'a> {
    pub fn new(text: &'a str, hints: &'a Hints<'a>, mode: Mode) -> Self {
        Scanner {
            text,
            hints,
            mode,
            tokens: tokenise(text),
        }
    }

    pub fn find_all(&self) -> Vec<WrittenDate> {
        let mut dates = Vec::new();
        let mut i = 0;
        while i < self.tokens.len() {
            if self.may_start(i)
                && let Ok((date, next)) = self.read_from(i)
            {
                dates.push(date);
                i = next;
                continue;
            }
            i += 1;
        }
        dates
    }

    /// Reads parts from token `start` on; fails without a day among them.
    pub fn read_from(&self, start: usize) -> Result<(WrittenDate, usize), Refusal> {
        let mut draft = Draft::default();
        let mut next = start;
        let mut at = start;
        loop {
            let after = match self.part_at(at, &mut draft) {
                Ok(Some(after)) => after,
                Ok(None) => break,
                // A bad time behind a good day of a text does not make the day wrong.
                Err(_) if self.mode == Mode::Within && draft.day.is_some() => break,
                Err(refusal) => return Err(refusal),
            };
            next = after;
            at = self.skip_separators(after);
        }
        let Some(day) = draft.day else {
            return Err(match (draft.minute, draft.weekday) {
                (Some(_), _) => Refusal::TimeAlone,
                (None, Some(_)) => Refusal::WeekdayAlone,
                (None, None) => Refusal::NotADate,
            });
        };
        let day = match draft.weekday {
            Some(weekday) => settled(day, weekday),
            None => day,
        };
        let day = by_offset(day, draft.offset);
        if let (WrittenDay::Full(date), Some(weekday)) = (day, draft.weekday)
            && date.weekday() != weekday
        {
            draft.notes.push(Note::WeekdayDiffers);
        }
        let span = self.tokens[start].start..self.tokens[next - 1].end;
        let zone = draft
            .zone
            .map(|(from, to)| match (&self.text[from..to], draft.offset) {
                // Character references are no text to show.
                (zone, Some(offset)) if zone.contains('&') => offset_text(offset),
                (zone, _) => zone.to_owned(),
            });
        let lead = self.lead_before(start);
        let Draft {
            weekday,
            minute,
            offset,
            notes,
            ..
        } = draft;
        Ok((
            WrittenDate {
                span,
                day,
                weekday,
                minute,
                offset,
                zone,
                lead,
                notes,
            },
            next,
        ))
    }

    /// Reads one more part at token `at` into `draft` and returns the index behind it.
    fn part_at(&self, at: usize, draft: &mut Draft) -> Result<Option<usize>, Refusal> {
        if draft.day.is_none()
            && let Some((day, next)) = self.day_at(at, draft)?
        {
            draft.day = Some(day);
            return Ok(Some(next));
        }
        if draft.weekday.is_none()
            && let Some((weekday, next)) = self.weekday_at(at)
        {
            draft.weekday = Some(weekday);
            return Ok(Some(next));
        }
        if draft.minute.is_none() {
            if let Some(next) = self.time_at(at, draft)? {
                return Ok(Some(next));
            }
        } else if let Some(WrittenDay::MonthDay { month, day }) = draft.day
            && let Some((year, next)) = self.year_at(at)
        {
            let date = self.full_day(year, u32::from(month), u32::from(day))?;
            draft.day = Some(WrittenDay::Full(date));
            return Ok(Some(next));
        }
        Ok(None)
    }

    /// Steps over what may stand between two parts; `at` itself if nothing of the kind does.
    fn skip_separators(&self, at: usize) -> usize {
        let limit = if self.mode == Mode::Whole { 6 } else { 3 };
        let mut i = at;
        while i < at + limit {
            let is_separator = match self.kind(i) {
                Kind::Mark(',' | '|' | '·' | '•' | '@' | ';') => true,
                Kind::Mark('-' | '.' | ':' | '(' | ')' | '/') if self.mode == Mode::Whole => true,
                // " - " joins a stamp's day and time; a glued "-" is a range or an offset.
                Kind::Mark('-') => !self.tokens[i].glued,
                // 5 Jan. 10.15
                Kind::Mark('.') => i == at && self.is_glued(i) && self.raw(i - 1).len() <= 5,
                Kind::Word {
                    word: Some(word), ..
                } => word.link && word.month.is_none(),
                _ => false,
            };
            if !is_separator {
                break;
            }
            i += 1;
        }
        i
    }

    fn weekday_at(&self, at: usize) -> Option<(Weekday, usize)> {
        let word = self.word(at)?;
        let weekday = Weekday::try_from(word.weekday? - 1).ok()?;
        let has_stop = self.is_mark(at + 1, '.') && self.tokens[at + 1].glued;
        let mut next = at + 1 + usize::from(has_stop);
        // Two letters are everyday words somewhere ("do", "on", "to").
        let is_short = self.tokens[at].end - self.tokens[at].start <= 2;
        if is_short && !has_stop && !self.is_mark(next, ',') && self.mode == Mode::Within {
            return None;
        }
        // segunda-feira
        let feira = next + usize::from(self.is_mark(next, '-'));
        if self.raw(feira).eq_ignore_ascii_case("feira") {
            next = feira + 1;
        }
        Some((weekday, next))
    }

    /// Returns the label that the words before token `start` give, on the same line.
    pub fn lead_before(&self, start: usize) -> Option<Lead> {
        let from = start.saturating_sub(8);
        for i in (from..start).rev() {
            match self.kind(i) {
                Kind::Word {
                    word:
                        Some(Word {
                            lead: Some(lead), ..
                        }),
                    ..
                } => return Some(lead),
                Kind::Word { .. } | Kind::Mark(_) => {}
                Kind::Number(_) | Kind::Control | Kind::LineEnd => return None,
            }
        }
        None
    }

    /// Reports whether a date of a text may begin at token `i`.
    fn may_start(&self, i: usize) -> bool {
        let is_candidate = match self.kind(i) {
            Kind::Number(number) => number.digits <= 8,
            Kind::Word {
                word: Some(word), ..
            } => {
                word.month.is_some()
                    || word.solar_month.is_some()
                    || word.weekday.is_some()
                    || word.days_ago.is_some()
                    || word.ago_before
                    || matches!(self.raw(i), "a" | "an" | "A" | "An" | "y")
            }
            Kind::Word { .. } => self.era_at(i).is_some(),
            _ => false,
        };
        is_candidate && !self.is_stuck_to_the_left(i)
    }

    pub fn full_day(&self, year: i32, month: u32, day: u32) -> Result<NaiveDate, Refusal> {
        if !(crate::date::civil::MIN_YEAR..=crate::date::civil::MAX_YEAR).contains(&year) {
            return Err(Refusal::YearOutOfRange);
        }
        NaiveDate::from_ymd_opt(year, month, day).ok_or(Refusal::ImpossibleDay)
    }

    /// Reports whether a month name counts, seen what stands beside it.
    pub fn accepts_month(&self, at: usize, word: &Word, has_year: bool) -> bool {
        if self.mode == Mode::Whole || has_year {
            return true;
        }
        if self.is_foreign_month(word) {
            return false;
        }
        // "5 mars" in a French text; only English has months that are everyday words.
        let is_own = self.hints.language.is_some_and(|language| language != "en");
        match word.month_need {
            Need::Capital if is_own => true,
            Need::Nothing => true,
            Need::Capital => matches!(self.kind(at), Kind::Word { capital: true, .. }),
            Need::Year => false,
        }
    }

    /// "Mars" in an English text.
    pub fn is_foreign_month(&self, word: &Word) -> bool {
        let own = self.own_rows();
        let meant = word.month_languages | word.other_month.map_or(0, |(_, languages)| languages);
        own != 0 && meant & own == 0
    }

    /// The rows of the text's language in the table of names; none if it is not known or has none.
    pub fn own_rows(&self) -> Languages {
        self.hints.language.map_or(0, crate::date::words::rows_of)
    }

    pub fn kind(&self, i: usize) -> Kind {
        self.tokens.get(i).map_or(Kind::LineEnd, |token| token.kind)
    }

    pub fn raw(&self, i: usize) -> &'a str {
        self.tokens
            .get(i)
            .map_or("", |token| &self.text[token.start..token.end])
    }

    pub fn number(&self, i: usize) -> Option<Number> {
        match self.kind(i) {
            Kind::Number(number) => Some(number),
            _ => None,
        }
    }

    pub fn word(&self, i: usize) -> Option<Word> {
        match self.kind(i) {
            Kind::Word { word, .. } => word,
            _ => None,
        }
    }

    pub fn is_mark(&self, i: usize, mark: char) -> bool {
        self.kind(i) == Kind::Mark(mark)
    }

    /// Returns the mark at `i` if no space stands on either side of it.
    pub fn glued_mark(&self, i: usize) -> Option<char> {
        match self.kind(i) {
            Kind::Mark(mark) if self.is_glued(i) && self.is_glued(i + 1) => Some(mark),
            _ => None,
        }
    }

    pub fn is_glued(&self, i: usize) -> bool {
        self.tokens.get(i).is_some_and(|token| token.glued)
    }
}
