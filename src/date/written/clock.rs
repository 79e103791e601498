//! The time part of a date: clock times in the ways newspapers print them, offsets and zones.

use super::scan::{Draft, Found, Mode, Scanner};
use super::token::Kind;
use super::{Note, Refusal};
use crate::date::zone;

/// Returns the minute of the day, or why there is none.
pub(super) fn minute_of(hour: u64, minute: u64) -> Result<u16, Refusal> {
    if hour > 23 || minute > 59 {
        return Err(Refusal::ImpossibleTime);
    }
    u16::try_from(hour * 60 + minute).map_err(|_| Refusal::ImpossibleTime)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Meridiem {
    Am,
    Pm,
}

impl Scanner<'_> {
    /// Reads a time with its zone into `draft` and returns the index behind it.
    pub fn time_at(&self, at: usize, draft: &mut Draft) -> Result<Option<usize>, Refusal> {
        if let Some(next) = self.zone_in_front(at, draft)? {
            return Ok(Some(next));
        }
        if let Some(next) = self.doubled_zone(at, draft)? {
            return Ok(Some(next));
        }
        if draft.day.is_some() && self.has_unreadable_hour(at) {
            draft.notes.push(Note::UnreadableTime);
            return Ok(Some(self.end_of_clock(at)));
        }
        let Some((minute, next)) = self.clock_at(at, draft.day.is_some())? else {
            return Ok(None);
        };
        draft.minute = Some(minute);
        Ok(Some(self.zone_at(next, draft)?.unwrap_or(next)))
    }

    /// Reads hour and minute; seconds and their fraction are read over.
    fn clock_at(&self, at: usize, has_day: bool) -> Found<u16> {
        let is_marked = self.raw(at).eq_ignore_ascii_case("t") && self.is_glued(at);
        let at = at + usize::from(is_marked);
        if let Some((meridiem, next)) = self.meridiem_in_front(at) {
            return self.clock_behind(next, has_day, meridiem);
        }
        let Some(hour) = self.number(at) else {
            return Ok(None);
        };
        if is_marked && self.is_glued(at) && matches!(hour.digits, 4 | 6) {
            let clock = if hour.digits == 4 {
                hour.value
            } else {
                hour.value / 100
            };
            return Ok(Some((
                minute_of(clock / 100, clock % 100)?,
                self.skip_fraction(at + 1),
            )));
        }
        if is_marked && hour.digits == 2 && self.glued_mark(at + 1) != Some(':') {
            return Ok(Some((minute_of(hour.value, 0)?, at + 1)));
        }
        // 1337EDT, as wire copy has it.
        if hour.digits == 4
            && has_day
            && self.is_glued(at + 1)
            && zone::look_up(self.raw(at + 1), None).is_some()
        {
            return Ok(Some((
                minute_of(hour.value / 100, hour.value % 100)?,
                at + 1,
            )));
        }
        if hour.digits > 2 {
            return Ok(None);
        }
        let Some((minute, after)) = self.minutes_behind(at, has_day) else {
            // 9 a.m., 10 Uhr
            return match self.meridiem_at(at + 1) {
                Some((meridiem, next)) => {
                    Ok(Some((with_meridiem(hour.value, 0, Some(meridiem))?, next)))
                }
                None if self.is_clock_word(at + 1) => Ok(Some((minute_of(hour.value, 0)?, at + 2))),
                None => Ok(None),
            };
        };
        let mut next = self.skip_seconds(after)?;
        let meridiem = self.meridiem_at(next);
        if let Some((_, after)) = meridiem {
            next = after;
        } else if self.is_clock_word(next) {
            next += 1;
        }
        let minute = with_meridiem(hour.value, minute, meridiem.map(|(meridiem, _)| meridiem))?;
        Ok(Some((minute, next)))
    }

    /// Half of the day as Korean, Chinese and Japanese name it, before the hour.
    fn meridiem_in_front(&self, at: usize) -> Option<(Meridiem, usize)> {
        match (self.raw(at), self.raw(at + 1)) {
            ("오전", _) => Some((Meridiem::Am, at + 1)),
            ("오후", _) => Some((Meridiem::Pm, at + 1)),
            // Each ideograph is a token.
            ("上", "午") | ("午", "前") => Some((Meridiem::Am, at + 2)),
            ("下", "午") | ("午", "後") => Some((Meridiem::Pm, at + 2)),
            _ => None,
        }
    }

    /// `Uhr`, `hs`: says that the number before it is a time of day.
    fn is_clock_word(&self, at: usize) -> bool {
        ["uhr", "hs", "hrs"]
            .into_iter()
            .any(|word| self.raw(at).eq_ignore_ascii_case(word))
    }

    /// Reads the hour and minute behind `오후` or `下午`.
    fn clock_behind(&self, at: usize, has_day: bool, meridiem: Meridiem) -> Found<u16> {
        let hour = self.number(at).filter(|hour| hour.digits <= 2);
        let (Some(hour), Some((minute, after))) = (hour, self.minutes_behind(at, has_day)) else {
            return Ok(None);
        };
        let next = self.skip_seconds(after)?;
        Ok(Some((
            with_meridiem(hour.value, minute, Some(meridiem))?,
            next,
        )))
    }

    /// Steps over `:24` and its fraction.
    fn skip_seconds(&self, at: usize) -> Result<usize, Refusal> {
        match self.number(at + 1).filter(|second| second.digits <= 2) {
            Some(second) if self.glued_mark(at) == Some(':') => {
                if second.value > 60 {
                    return Err(Refusal::ImpossibleTime);
                }
                Ok(self.skip_fraction(at + 2))
            }
            _ => Ok(at),
        }
    }

    /// Reads `:15`, `h15`, `h`, `.15`, `時15分` or `시 15분` behind the hour at `at`.
    fn minutes_behind(&self, at: usize, has_day: bool) -> Option<(u64, usize)> {
        let minute = self.number(at + 2).filter(|minute| minute.digits == 2);
        match self.kind(at + 1) {
            Kind::Mark(':') => {
                let minute = minute.filter(|_| self.glued_mark(at + 1).is_some())?;
                Some((minute.value, at + 3))
            }
            Kind::Mark('.') => {
                let minute = minute.filter(|_| self.glued_mark(at + 1).is_some())?;
                // 10.15 is also a number, a score or a day: it takes a zone, "Uhr" or "p.m."
                // behind it, or the word for a clock in front.
                let next = at + 3;
                let is_clock = self.meridiem_at(next).is_some()
                    || zone::look_up(self.raw(next), None).is_some()
                    || self.is_clock_word(next)
                    || (has_day && self.mode == Mode::Whole)
                    || (has_day && at > 0 && self.word(at - 1).is_some_and(|word| word.link))
                    || (has_day && self.is_mark(at.saturating_sub(1), '.'));
                let goes_on = self.glued_mark(next) == Some('.') && self.number(next + 1).is_some();
                (is_clock && !goes_on).then_some((minute.value, next))
            }
            Kind::Mark('時' | '时') => match minute.filter(|_| self.is_mark(at + 3, '分')) {
                Some(minute) => Some((minute.value, at + 4)),
                None => Some((0, at + 2)),
            },
            Kind::Word { .. } if self.raw(at + 1) == "시" => {
                match self.number(at + 2).filter(|_| self.raw(at + 3) == "분") {
                    Some(minute) => Some((minute.value, at + 4)),
                    None => Some((0, at + 2)),
                }
            }
            Kind::Word { .. } if self.raw(at + 1).eq_ignore_ascii_case("h") => match minute {
                Some(minute) => Some((minute.value, at + 3)),
                None if has_day => Some((0, at + 2)),
                None => None,
            },
            _ => None,
        }
    }

    /// Steps over `.250`, `,250` or `:684` behind the seconds.
    fn skip_fraction(&self, at: usize) -> usize {
        let Some(fraction) = self.number(at + 1) else {
            return at;
        };
        match self.glued_mark(at) {
            Some('.' | ',') => at + 2,
            Some(':') if fraction.digits == 3 => at + 2,
            _ => at,
        }
    }

    fn meridiem_at(&self, at: usize) -> Option<(Meridiem, usize)> {
        let raw = self.raw(at);
        let meridiem = match raw {
            "م" => return Some((Meridiem::Pm, at + 1)),
            "ص" => return Some((Meridiem::Am, at + 1)),
            _ if raw.eq_ignore_ascii_case("am") => Meridiem::Am,
            _ if raw.eq_ignore_ascii_case("pm") => Meridiem::Pm,
            _ if raw.eq_ignore_ascii_case("a") => Meridiem::Am,
            _ if raw.eq_ignore_ascii_case("p") => Meridiem::Pm,
            _ => return None,
        };
        if raw.len() == 2 {
            // "um 10:15 am Montag": the German preposition.
            let is_german = raw == "am" && self.hints.language == Some("de");
            return (!is_german)
                .then(|| (meridiem, at + 1 + usize::from(self.is_mark(at + 1, '.'))));
        }
        let is_dotted = self.is_mark(at + 1, '.')
            && self.raw(at + 2).eq_ignore_ascii_case("m")
            && self.raw(at + 2).len() == 1;
        is_dotted.then(|| (meridiem, at + 3 + usize::from(self.is_mark(at + 3, '.'))))
    }

    /// Reads an offset, an abbreviation or both, and a remark in parentheses.
    pub fn zone_at(&self, at: usize, draft: &mut Draft) -> Result<Option<usize>, Refusal> {
        let start = at;
        let mut next = at;
        let mut offset = None;
        let mut reads_open = false;
        for _ in 0..2 {
            if let Some(known) = self.abbreviation_at(next) {
                offset = offset.or(known);
                reads_open = true;
                next += 1;
            }
            match self.offset_at(next, reads_open)? {
                // The number counts, whatever letters stand beside it.
                Some((minutes, after)) => (offset, next) = (Some(minutes), after),
                None => break,
            }
        }
        if next == start {
            return Ok(None);
        }
        draft.offset = offset;
        draft.zone = Some((self.tokens[start].start, self.tokens[next - 1].end));
        if self.mode == Mode::Whole
            && self.is_mark(next, '(')
            && let Some(end) = (next..next + 10).find(|i| self.is_mark(*i, ')'))
        {
            next = end + 1;
        }
        Ok(Some(next))
    }

    fn abbreviation_at(&self, at: usize) -> Option<Option<i16>> {
        match self.kind(at) {
            Kind::Word { .. } if self.raw(at) == "z" && self.is_glued(at) => Some(Some(0)),
            Kind::Word { .. } => zone::look_up(self.raw(at), self.hints.country),
            _ => None,
        }
    }

    /// `+0100`, `-05:00`, `+01`; behind letters also `+1`.
    fn offset_at(&self, at: usize, has_letters: bool) -> Found<i16> {
        let sign = match self.kind(at) {
            Kind::Mark('+') => 1,
            Kind::Mark('-') => -1,
            _ => return Ok(None),
        };
        let Some(hours) = self.number(at + 1).filter(|_| self.is_glued(at + 1)) else {
            return Ok(None);
        };
        let minutes = self
            .number(at + 3)
            .filter(|minutes| minutes.digits == 2 && self.glued_mark(at + 2) == Some(':'));
        let (minutes, next) = match (hours.digits, minutes) {
            (4, _) => (hours.value / 100 * 60 + hours.value % 100, at + 2),
            // 10:15-11:45 in a text is more likely a span of time than an offset.
            (1 | 2, Some(_)) if sign < 0 && self.mode == Mode::Within && !self.has_seconds(at) => {
                return Ok(None);
            }
            (1 | 2, Some(minutes)) => (hours.value * 60 + minutes.value, at + 4),
            (2, None) if self.is_glued(at) => (hours.value * 60, at + 2),
            (1 | 2, None) if has_letters && self.is_glued(at) => (hours.value * 60, at + 2),
            _ => return Ok(None),
        };
        let minutes = sign * i32::try_from(minutes).unwrap_or(i32::MAX);
        if !zone::is_offset(minutes) {
            return if self.mode == Mode::Whole {
                Err(Refusal::ImpossibleOffset)
            } else {
                Ok(None)
            };
        }
        Ok(i16::try_from(minutes).ok().map(|minutes| (minutes, next)))
    }

    /// The time in front of `at` was written for machines: it has seconds or a `T`.
    fn has_seconds(&self, at: usize) -> bool {
        let is_number = |i: Option<usize>| i.is_some_and(|i| self.number(i).is_some());
        let colon = at.checked_sub(4).is_some_and(|i| self.is_mark(i, ':'));
        let fraction = at.checked_sub(2).is_some_and(|i| self.is_mark(i, '.'));
        let marker = at.checked_sub(4).is_some_and(|i| self.raw(i) == "T");
        (colon || fraction || marker) && is_number(at.checked_sub(1))
    }

    /// `2018-11-28CET11:59:00`: the zone stands before the time.
    fn zone_in_front(&self, at: usize, draft: &mut Draft) -> Result<Option<usize>, Refusal> {
        let Some(offset) = self.abbreviation_at(at) else {
            return Ok(None);
        };
        if self.glued_mark(at + 2) != Some(':') {
            return Ok(None);
        }
        let Some((minute, next)) = self.clock_at(at + 1, true)? else {
            return Ok(None);
        };
        draft.minute = Some(minute);
        if let Some(next) = self.zone_at(next, draft)? {
            return Ok(Some(next));
        }
        draft.offset = offset;
        draft.zone = Some((self.tokens[at].start, self.tokens[at].end));
        Ok(Some(next))
    }

    /// `2022-05-04-0305:49:00-10800`: offset in hours, time, and the offset again in seconds.
    fn doubled_zone(&self, at: usize, draft: &mut Draft) -> Result<Option<usize>, Refusal> {
        if draft.day.is_none() || self.mode == Mode::Within {
            return Ok(None);
        }
        // The sign was stepped over as a separator.
        let sign_at = at.saturating_sub(1);
        let (Some(sign @ ('+' | '-')), Some(both), Some(minute)) = (
            self.glued_mark(sign_at),
            self.number(at),
            self.number(at + 2),
        ) else {
            return Ok(None);
        };
        let is_shape = both.digits == 4
            && self.glued_mark(at + 1) == Some(':')
            && self.glued_mark(at + 3) == Some(':')
            && self.glued_mark(at + 5) == Some(sign)
            && self
                .number(at + 6)
                .is_some_and(|seconds| seconds.value == both.value / 100 * 3600);
        if !is_shape {
            return Ok(None);
        }
        draft.minute = Some(minute_of(both.value % 100, minute.value)?);
        let hours = i16::try_from(both.value / 100).map_err(|_| Refusal::ImpossibleOffset)?;
        draft.offset = Some(if sign == '-' { -60 * hours } else { 60 * hours });
        draft.zone = Some((self.tokens[at + 5].start, self.tokens[at + 6].end));
        Ok(Some(at + 7))
    }

    /// `605:12:19`: nothing that a clock shows, yet the day in front of it is good.
    fn has_unreadable_hour(&self, at: usize) -> bool {
        self.number(at).is_some_and(|hour| hour.digits > 2)
            && self.glued_mark(at + 1) == Some(':')
            && self.number(at + 2).is_some()
    }

    fn end_of_clock(&self, at: usize) -> usize {
        let mut next = at + 1;
        while matches!(self.glued_mark(next), Some(':' | '.')) && self.number(next + 1).is_some() {
            next += 2;
        }
        next
    }
}

fn with_meridiem(hour: u64, minute: u64, meridiem: Option<Meridiem>) -> Result<u16, Refusal> {
    let hour = match (meridiem, hour) {
        (Some(Meridiem::Am), 12) => 0,
        (Some(Meridiem::Pm), 1..=11) => hour + 12,
        // 15:30 PM is written often enough; the clock wins.
        _ => hour,
    };
    minute_of(hour, minute)
}
