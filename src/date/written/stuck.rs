//! Digits that are a piece of something longer than a date: versions, paths, telephones.

use super::scan::{Mode, Scanner};
use super::token::Kind;

impl Scanner<'_> {
    /// `#13`, `v2026-01-13`, `555-01-2026`: a piece of something longer.
    pub fn is_stuck_to_the_left(&self, i: usize) -> bool {
        if i == 0 || !self.tokens[i].glued {
            return false;
        }
        let is_glued_number = |i: usize| matches!(self.kind(i), Kind::Number(_));
        let is_glued_word = |i: usize| matches!(self.kind(i), Kind::Word { .. });
        match self.kind(i - 1) {
            Kind::Number(_) | Kind::Word { .. } => true,
            Kind::Mark(':') => i >= 2 && self.tokens[i - 1].glued && is_glued_number(i - 2),
            Kind::Mark('-') => {
                i >= 2
                    && self.tokens[i - 1].glued
                    && (is_glued_number(i - 2) || is_glued_word(i - 2))
            }
            Kind::Mark('/') if self.is_behind_word(i) => false,
            Kind::Mark(mark) => "/._#@$£€+&=%\\~^".contains(mark),
            Kind::Control | Kind::LineEnd => false,
        }
    }

    /// `(vom/06.03.2026)`: a small word and a stroke stand before a whole date, and no path.
    fn is_behind_word(&self, i: usize) -> bool {
        let mark = self.glued_mark(i + 1).filter(|mark| ".-".contains(*mark));
        let is_date = mark.is_some() && self.glued_mark(i + 3) == mark;
        let is_word = i >= 2 && matches!(self.kind(i - 2), Kind::Word { capital: false, .. });
        let is_free =
            || !self.is_glued(i - 2) || i == 2 || matches!(self.kind(i - 3), Kind::Mark('(' | '['));
        is_date && is_word && is_free()
    }

    /// Reports whether a date made of digits goes on as something longer behind token `next - 1`.
    pub fn is_stuck_to_the_right(&self, next: usize) -> bool {
        if self.mode == Mode::Whole || !self.tokens[next].glued {
            return false;
        }
        match self.kind(next) {
            Kind::Number(_) => true,
            Kind::Word { .. } => !(self.raw(next) == "T" && self.number(next + 1).is_some()),
            Kind::Mark('%') => true,
            Kind::Mark('-' | '/' | '.' | ':' | '_' | '@' | '=' | '+') => {
                self.tokens[next + 1].glued
                    && matches!(self.kind(next + 1), Kind::Number(_) | Kind::Word { .. })
            }
            _ => false,
        }
    }
}
