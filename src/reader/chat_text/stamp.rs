//! The stamp at the beginning of a message, and who sent it.

/// A line that begins a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Message<'t> {
    /// Day and time as they stand, without brackets.
    pub stamp: &'t str,
    /// The day alone.
    pub day: &'t str,
    pub is_bracketed: bool,
    /// None where the chat itself tells something.
    pub sender: Option<&'t str>,
    /// What follows on this line.
    pub text: &'t str,
}

/// Longest name of somebody, characters.
const LONGEST_NAME: usize = 80;
/// Characters between day and time (`, `, ` à `), and of a half of the day (`p. m.`).
const MOST_BETWEEN: usize = 8;

/// `12/03/2026, 14:05 - Ann Roe: …`, `[12.03.26, 14:05:01] Ann Roe: …`, `3/12/26, 2:05 PM - …`.
pub fn message_of(line: &str) -> Option<Message<'_>> {
    let line = line.trim_end_matches(['\n', '\r']);
    let line = line.trim_start_matches(['\u{feff}', '\u{200e}', '\u{200f}']);
    let inner = line.strip_prefix('[');
    let is_bracketed = inner.is_some();
    let inner = inner.unwrap_or(line);
    let day = day_at(inner)?;
    let after_day = &inner[day.len()..];
    let gap = after_day.find(|c: char| c.is_ascii_digit())?;
    let between = &after_day[..gap];
    let is_gap = between.ends_with([' ', '\u{a0}', '\u{202f}'])
        && between.chars().count() <= MOST_BETWEEN
        && !between.contains([':', '-', '[', ']']);
    let time = clock_at(&after_day[gap..]).filter(|_| is_gap)?;
    let behind = &after_day[gap + time.len()..];
    let (half, rest) = match is_bracketed {
        true => behind.split_once("] ").or(behind.split_once(']'))?,
        false => behind.split_once(" - ")?,
    };
    let is_half = half.chars().count() <= MOST_BETWEEN
        && half
            .chars()
            .all(|c| c.is_alphabetic() || c.is_whitespace() || c == '.');
    if !is_half {
        return None;
    }
    let stamp = &inner[..day.len() + gap + time.len() + half.len()];
    let (sender, text) = sender_of(rest);
    Some(Message {
        stamp: stamp.trim_end(),
        day,
        is_bracketed,
        sender,
        text,
    })
}

/// Three numbers with one mark between them: a year of four digits first or last, or of two last.
fn day_at(text: &str) -> Option<&str> {
    let bytes = text.as_bytes();
    let digits = |from: usize| {
        let rest = bytes.get(from..).unwrap_or_default();
        rest.iter().take_while(|b| b.is_ascii_digit()).count()
    };
    let first = digits(0);
    let mark = *bytes.get(first).filter(|mark| b"/.-".contains(mark))?;
    let second = digits(first + 1);
    let at = first + 1 + second;
    bytes.get(at).filter(|next| **next == mark)?;
    let mut third_at = at + 1;
    // `12. 3. 2026`
    third_at += usize::from(bytes.get(third_at) == Some(&b' '));
    let third = digits(third_at);
    let is_day = matches!(
        (first, second, third),
        (4, 1..=2, 1..=2) | (1..=2, 1..=2, 2 | 4)
    );
    is_day.then(|| &text[..third_at + third])
}

/// `14:05`, `14:05:01`, `14.05`
fn clock_at(text: &str) -> Option<&str> {
    let bytes = text.as_bytes();
    let is_two = |from: usize| {
        let two = bytes.get(from..from + 2);
        two.is_some_and(|two| two.iter().all(u8::is_ascii_digit))
            && !bytes.get(from + 2).is_some_and(u8::is_ascii_digit)
    };
    let hours = bytes.iter().take_while(|b| b.is_ascii_digit()).count();
    let mark = *bytes
        .get(hours)
        .filter(|mark| matches!(mark, b':' | b'.'))?;
    if !(1..=2).contains(&hours) || !is_two(hours + 1) {
        return None;
    }
    let minutes = hours + 3;
    let has_seconds = bytes.get(minutes) == Some(&mark) && is_two(minutes + 1);
    let end = if has_seconds { minutes + 3 } else { minutes };
    Some(&text[..end])
}

/// Who sent a message, and what it says; what begins with a mark of direction is of the chat.
fn sender_of(rest: &str) -> (Option<&str>, &str) {
    let Some((name, text)) = rest.split_once(": ").or(rest.split_once(":\u{200e}")) else {
        // A message that begins on the next line.
        return match rest.trim_end().strip_suffix(':') {
            Some(name) if is_name(name) => (Some(name.trim()), ""),
            _ => (None, rest),
        };
    };
    match is_name(name) {
        true => (Some(name.trim_matches(is_formal)), text),
        false => (None, rest),
    }
}

fn is_name(name: &str) -> bool {
    let count = name.chars().count();
    (1..=LONGEST_NAME).contains(&count) && !name.contains(['"', '“', '”'])
}

/// Spaces and marks of direction around names.
fn is_formal(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}' | '\u{202c}' | '~')
}
