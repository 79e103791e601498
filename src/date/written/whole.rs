//! Reads a text that as a whole should be a date, and names the reason when it is none.

use chrono::{NaiveDate, Timelike};

use super::scan::{Mode, Scanner};
use super::token::Kind;
use super::{Note, Refusal, WrittenDate, WrittenDay};

/// Counts of seconds from 1973 to 2100 and of milliseconds from 2001 to 2100: shorter ones are ids.
const EPOCH_SECONDS: std::ops::Range<u64> = 100_000_000..4_102_444_800;
const EPOCH_MILLIS: std::ops::Range<u64> = 1_000_000_000_000..4_102_444_800_000;

impl Scanner<'_> {
    pub fn read_whole(&self) -> Result<WrittenDate, Refusal> {
        if self.is_placeholder() {
            return Err(Refusal::Placeholder);
        }
        if let Some(epoch) = self.epoch() {
            return Ok(epoch);
        }
        if self.is_duration() {
            return Err(Refusal::Duration);
        }
        let start = self.skip_label();
        let (mut date, next) = match self.read_from(start) {
            Ok(found) => found,
            // "First published on 5 January", "By Jane Roe, 5 January", "Thứ Sáu, 5 tháng 1": words that
            // the table does not have stand in front.
            Err(refusal @ (Refusal::NotADate | Refusal::WeekdayAlone)) => {
                self.behind_a_label().ok_or(refusal)?
            }
            Err(refusal) => return Err(refusal),
        };
        self.judge_rest(next, &mut date)?;
        Ok(date)
    }

    /// Returns the first token behind labels and the words and marks that go with them.
    fn skip_label(&self) -> usize {
        let mut at = 0;
        loop {
            match self.kind(at) {
                Kind::Mark(_) | Kind::Control => {}
                Kind::Word {
                    word: Some(word), ..
                } if (word.link || word.lead.is_some()) && word.month.is_none() => {}
                Kind::LineEnd if at + 1 < self.tokens.len() => {}
                _ => return at,
            }
            at += 1;
        }
    }

    fn behind_a_label(&self) -> Option<(WrittenDate, usize)> {
        let within = Scanner {
            mode: Mode::Within,
            tokens: self.tokens.clone(),
            ..*self
        };
        let mut dates = within.find_all().into_iter();
        let date = dates.next()?;
        // Without a label it has to be the only one.
        if date.lead.is_none() && dates.next().is_some() {
            return None;
        }
        let next = self
            .tokens
            .iter()
            .position(|token| token.start >= date.span.end)?;
        Some((date, next))
    }

    /// Notes what stands behind the date, unless it shows that the whole is a range.
    fn judge_rest(&self, next: usize, date: &mut WrittenDate) -> Result<(), Refusal> {
        let rest = self.tokens.get(next..).unwrap_or_default();
        let mut has_text = false;
        for (i, token) in (next..).zip(rest) {
            match token.kind {
                Kind::Control => {
                    if !date.notes.contains(&Note::Controls) {
                        date.notes.push(Note::Controls);
                    }
                    has_text = true;
                    break;
                }
                Kind::Mark('-' | '/') if i == next && self.number(i + 1).is_some() => {
                    if self.read_from(i + 1).is_ok() {
                        return Err(Refusal::Range);
                    }
                    has_text = true;
                }
                // 13 января 2026 года
                Kind::Word {
                    word: Some(word), ..
                } if word.link => {}
                Kind::Number(_) | Kind::Word { .. } => has_text = true,
                Kind::Mark(_) | Kind::LineEnd => {}
            }
        }
        if has_text && !date.notes.contains(&Note::Controls) {
            // A bare year with words behind it is a sentence, not a date.
            if matches!(date.day, WrittenDay::Year(_)) {
                return Err(Refusal::NotADate);
            }
            date.notes.push(Note::TrailingText);
        }
        Ok(())
    }

    /// `{{post_date}}`, `%Y-%m-%d`, `00:00-YY-DD-MM`
    fn is_placeholder(&self) -> bool {
        const SIGNS: [&str; 7] = ["{{", "}}", "{%", "%Y", "%d", "<%", "${"];
        SIGNS.iter().any(|sign| self.text.contains(sign))
            || self.tokens.iter().any(|token| {
                matches!(
                    &self.text[token.start..token.end],
                    "YY" | "YYYY" | "DD" | "yyyy" | "dd"
                )
            })
    }

    fn epoch(&self) -> Option<WrittenDate> {
        let number = self.number(0).filter(|_| self.tokens.len() == 2)?;
        let seconds = match number.digits {
            9 | 10 if EPOCH_SECONDS.contains(&number.value) => number.value,
            13 if EPOCH_MILLIS.contains(&number.value) => number.value / 1000,
            _ => return None,
        };
        let time = chrono::DateTime::from_timestamp(i64::try_from(seconds).ok()?, 0)?.naive_utc();
        let minute = u16::try_from(time.hour() * 60 + time.minute()).ok()?;
        let date: NaiveDate = time.date();
        Some(WrittenDate {
            span: self.tokens[0].start..self.tokens[0].end,
            day: WrittenDay::Full(date),
            weekday: None,
            minute: Some(minute),
            offset: Some(0),
            zone: None,
            lead: None,
            notes: vec![Note::Epoch],
        })
    }

    /// `PT2M53S`, `P 3 M`, `5m`, `3 hours`
    fn is_duration(&self) -> bool {
        let letters_and_numbers = self.tokens.iter().all(|token| match token.kind {
            Kind::Word { .. } => {
                let raw = &self.text[token.start..token.end];
                raw.bytes().all(|byte| b"PYMWDTHSpymwdths".contains(&byte))
            }
            Kind::Number(_) | Kind::LineEnd => true,
            Kind::Mark(mark) => mark == '.',
            Kind::Control => false,
        });
        if self.raw(0).starts_with(['P', 'p']) && letters_and_numbers && self.tokens.len() > 2 {
            return true;
        }
        matches!(self.amount_at(0), Some((_, _, next)) if self.kind(next) == Kind::LineEnd)
    }
}
