//! mbox: messages one after the other, each behind a line `From sender date`.

use super::window::Window;
use super::{Around, Container, Give, Member, Part, Trouble};
use crate::reader::{ReadError, Reason};

/// The container `.mbox`.
pub struct Mbox;

/// Greatest message that is kept; more is attachments.
const LARGEST: usize = 64 << 20;
const LONGEST_LINE: usize = 1 << 20;

impl Container for Mbox {
    fn name(&self) -> &'static str {
        "mbox"
    }

    fn doc(&self) -> &'static str {
        "mailboxes: every message as `eml` reads it"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["mbox", "mbx"]
    }

    fn is_it(&self, head: &[u8]) -> bool {
        let mut lines = head.split(|b| *b == b'\n');
        let first = lines.next().unwrap_or(&[]);
        // The next line is a header of the message, or a second mark as some programs write it.
        let second = lines.next().unwrap_or(&[]);
        let is_header = memchr::memchr(b':', second).is_some_and(|at| {
            at > 0
                && second[..at]
                    .iter()
                    .all(|b| b.is_ascii_alphanumeric() || *b == b'-')
        });
        is_separator(first) && (is_header || second.starts_with(b">From "))
    }

    fn open(
        &self,
        file: &mut Window<'_>,
        around: &Around<'_>,
        give: Give<'_>,
    ) -> Result<(), ReadError> {
        let mut number = 0_u64;
        let mut message = Message::default();
        let mut was_blank = true;
        loop {
            let offset = file.offset();
            let line = match file.line(LONGEST_LINE) {
                Ok(line) => line,
                Err(trouble) => {
                    let goes_on = trouble.goes_on;
                    if give(Part::Skipped(trouble.skip("", offset))).is_break() {
                        return Ok(());
                    }
                    if goes_on { continue } else { None }
                }
            };
            let begins = line
                .as_deref()
                .is_some_and(|l| was_blank && is_separator(l));
            if line.is_none() || begins {
                if message.has_begun {
                    number += 1;
                    around.budget.member()?;
                    if message.give(number, give).is_break() {
                        return Ok(());
                    }
                }
                message = Message {
                    has_begun: true,
                    offset,
                    ..Message::default()
                };
            }
            let Some(line) = line else { return Ok(()) };
            was_blank = line.is_empty();
            if !begins {
                message.push(&line);
            }
        }
    }
}

/// `From sender date`: the date has a time, and a year at its end or before a zone.
fn is_separator(line: &[u8]) -> bool {
    let Some(rest) = line.strip_prefix(b"From ") else {
        return false;
    };
    let rest = rest.strip_suffix(b"\r").unwrap_or(rest);
    let mut words = rest
        .split(|b| b.is_ascii_whitespace())
        .filter(|w| !w.is_empty());
    let is_time = |w: &[u8]| w.len() >= 4 && w.contains(&b':') && w[0].is_ascii_digit();
    let is_year = |w: &&[u8]| w.len() == 4 && w.iter().all(u8::is_ascii_digit);
    words.next().is_some() && rest.len() < 400 && {
        let words: Vec<&[u8]> = words.collect();
        words.iter().any(|w| is_time(w)) && words.iter().any(is_year)
    }
}

#[derive(Default)]
struct Message {
    bytes: Vec<u8>,
    offset: u64,
    has_begun: bool,
    lost: u64,
}

impl Message {
    fn push(&mut self, line: &[u8]) {
        // A line of the text that began with "From " was given a `>` when it was stored.
        let quotes = line.iter().take_while(|b| **b == b'>').count();
        let line = match quotes {
            1.. if line[quotes..].starts_with(b"From ") => &line[1..],
            _ => line,
        };
        if self.bytes.len() + line.len() >= LARGEST {
            self.lost += line.len() as u64 + 1;
            return;
        }
        self.bytes.extend_from_slice(line);
        self.bytes.push(b'\n');
    }

    fn give(&self, number: u64, give: Give<'_>) -> std::ops::ControlFlow<()> {
        if self.lost > 0 {
            let detail = format!(
                "{} bytes beyond the limit of a message are not read",
                self.lost
            );
            let skip =
                Trouble::new(Reason::TooLarge, detail).skip(&number.to_string(), self.offset);
            give(Part::Skipped(skip))?;
        }
        let mut content = self.bytes.as_slice();
        let member = Member {
            // Messages have no file name, and that of the mailbox says nothing of them.
            hint: format!("{number}.eml"),
            ..Member::new(number.to_string(), self.offset, &mut content)
        };
        give(Part::Member(member))
    }
}
