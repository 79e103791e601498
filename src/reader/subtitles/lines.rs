//! Subtitles that are lines of text: WebVTT, SubRip, SBV, and lines with their times in brackets.
//!
//! What stands between one line of times and the next is shown then, whatever blank lines are missing
//! or too many; the number or name right above a line of times is none of it.  In WebVTT, comments
//! and styles are blocks of their own.

use super::Track;
use super::speech::{Cue, Line, is_name};
use crate::reader::fragment::collapse;
use crate::reader::references::decode_references;

/// The first line of WebVTT.
const MARK: &str = "WEBVTT";

/// First words of blocks of WebVTT that are not shown.
const UNSEEN: &[&str] = &["STYLE", "REGION"];

/// Whether a text begins as subtitles do: with the mark of WebVTT, or with times, which a number may
/// stand above.
pub fn is_timed(text: &str) -> bool {
    let text = text.trim_start_matches(['\u{feff}', ' ', '\n', '\r', '\t']);
    if is_marked(text) {
        return true;
    }
    let mut lines = text.lines().map(str::trim);
    let first = lines.next().unwrap_or_default();
    times_of(first).is_some()
        || (is_number(first) && lines.next().and_then(times_of).is_some())
        || is_stamped(text)
}

/// Whether a text is a transcript with lines of who speaks and when: `Ann Roe  0:03`.
fn is_stamped(text: &str) -> bool {
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    // A recording begins at its beginning; `Norrby  2:10` is a result.
    let first = lines.next().and_then(stamp_of);
    let Some((_, mut last)) = first.filter(|(_, time)| *time < 60_000) else {
        return false;
    };
    let mut is_said = false;
    for line in lines {
        match stamp_of(line) {
            // Something is said between two, and time goes on.
            Some((_, time)) if !is_said || time < last => return false,
            Some((_, time)) if time > last => return true,
            Some((_, time)) => (is_said, last) = (false, time),
            None => is_said = true,
        }
    }
    false
}

/// Who speaks, and from when in thousandths of a second.
fn stamp_of(line: &str) -> Option<(&str, u64)> {
    let at = line.rfind(char::is_whitespace)?;
    let (name, time) = (&line[..at], &line[at..]);
    let is_apart = name.ends_with(char::is_whitespace) || time.starts_with('\t');
    let name = name.trim_end();
    let time = time.trim_start();
    let mut parts = time.split(':').rev();
    let is_part = |part: Option<&str>| {
        part.is_some_and(|part| {
            part.len() == 2 && part < "60" && part.bytes().all(|b| b.is_ascii_digit())
        })
    };
    let is_clock = is_part(parts.next()) && (1..=2).contains(&parts.clone().count());
    let is_short = name.split_whitespace().count() <= MOST_WORDS;
    if !is_apart || !is_clock || !is_short || !is_name(name) {
        return None;
    }
    let mut total = 0;
    for part in time.split(':') {
        total = total * 60 + part.parse::<u64>().ok().filter(|part| *part < 1000)?;
    }
    Some((name, total * 1000))
}

/// Words of the name of somebody who speaks.
const MOST_WORDS: usize = 5;

fn is_marked(text: &str) -> bool {
    text.strip_prefix(MARK)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t', '\n', '\r']))
}

/// Reads a whole file.
pub fn read_track(text: &str) -> Track {
    let text = text.trim_start_matches(['\u{feff}', ' ', '\n', '\r', '\t']);
    let mut track = Track::default();
    let is_web = is_marked(text);
    let mut blocks = blocks(text);
    if is_web {
        read_header(&blocks.next().unwrap_or_default(), &mut track);
    }
    let is_stamped = !is_web && is_stamped(text);
    let mut blocks = blocks.peekable();
    while let Some(block) = blocks.next() {
        let has_times = block.iter().any(|line| times_of(line).is_some());
        let first = block.first().copied().unwrap_or_default();
        let word = first.split_whitespace().next().unwrap_or_default();
        if is_web && !has_times && word == "NOTE" {
            track.comments += 1;
        } else if is_web && !has_times && UNSEEN.contains(&word) {
            continue;
        } else if !has_times && block.len() == 1 && is_number(first) && blocks.peek().is_none() {
            // The number of a last part that never came.
        } else if is_stamped {
            read_turns(&block, &mut track.cues);
        } else {
            read_block(&block, &mut track.cues);
        }
    }
    track
}

/// Lines of which some say who speaks from when.
fn read_turns(lines: &[&str], cues: &mut Vec<Cue>) {
    for line in lines {
        match stamp_of(line) {
            Some((name, start)) => cues.push(Cue {
                start: Some(start),
                end: None,
                lines: vec![Line {
                    speaker: Some(collapse(name)),
                    text: String::new(),
                }],
            }),
            None => push_line(line, cues),
        }
    }
}

/// Runs of lines without a blank one, each trimmed.
fn blocks(text: &str) -> impl Iterator<Item = Vec<&str>> {
    let mut lines = text.lines().map(str::trim);
    std::iter::from_fn(move || {
        let first = lines.by_ref().find(|line| !line.is_empty())?;
        let mut block = vec![first];
        block.extend(lines.by_ref().take_while(|line| !line.is_empty()));
        Some(block)
    })
}

/// `WEBVTT - Council, 3 March`, `Language: en`.
fn read_header(lines: &[&str], track: &mut Track) {
    for (i, line) in lines.iter().enumerate() {
        if i == 0 {
            let title = line.strip_prefix(MARK).unwrap_or_default();
            let is_dash = |c: char| c.is_whitespace() || matches!(c, '-' | '–' | '—' | ':');
            title
                .trim_start_matches(is_dash)
                .clone_into(&mut track.title);
        } else if let Some(("Language", language)) = line.split_once(':') {
            track.language = Some(language.trim().to_owned()).filter(|l| !l.is_empty());
        }
    }
    // Times may follow without a blank line.
    if let Some(first) = lines.iter().position(|line| times_of(line).is_some()) {
        read_block(&lines[first..], &mut track.cues);
    }
}

/// The parts that one run of lines has; without times it goes on with the part before.
fn read_block(lines: &[&str], cues: &mut Vec<Cue>) {
    for (i, line) in lines.iter().enumerate() {
        if let Some(times) = times_of(line) {
            cues.push(Cue {
                start: Some(times.start),
                end: times.end,
                lines: Vec::new(),
            });
            push_line(times.text, cues);
            continue;
        }
        let is_above_times = lines
            .get(i + 1)
            .is_some_and(|next| times_of(next).is_some());
        // A name of a part stands first in its block; where blank lines are missing, only a number.
        if is_above_times && (i == 0 || is_number(line)) {
            continue;
        }
        if cues.is_empty() {
            cues.push(Cue::default());
        }
        push_line(line, cues);
    }
}

fn push_line(line: &str, cues: &mut [Cue]) {
    let Some(cue) = cues.last_mut() else { return };
    let mut speaker = None;
    let text = without_marks(line, &mut speaker);
    let text = collapse(&decode_references(&text));
    if !text.is_empty() {
        cue.lines.push(Line { speaker, text });
    }
}

/// When something is shown, and what stands behind the times in their line.
struct Times<'t> {
    start: u64,
    end: Option<u64>,
    text: &'t str,
}

/// `00:00:01.000 --> 00:00:04.000 align:start`, `0:00:01.000,0:00:04.000`,
/// `[00:00:01.000 --> 00:00:04.000]  Good evening.`
fn times_of(line: &str) -> Option<Times<'_>> {
    let inner = line.strip_prefix('[').unwrap_or(line);
    let (start, rest) = clock(inner)?;
    let (end, rest) = match rest.trim_start().strip_prefix("-->") {
        Some(rest) => clock(rest.trim_start())?,
        None => {
            let (end, rest) = clock(rest.strip_prefix(',')?)?;
            if !rest.is_empty() {
                return None;
            }
            (end, rest)
        }
    };
    let text = if inner.len() < line.len() {
        rest.strip_prefix(']')?
    } else if rest.is_empty() || rest.starts_with(char::is_whitespace) {
        // Where on the screen.
        ""
    } else {
        return None;
    };
    Some(Times {
        start,
        end: Some(end),
        text,
    })
}

/// A time in thousandths of a second, and what follows it: `1:02:03.400`, `02:03,400`.
fn clock(text: &str) -> Option<(u64, &str)> {
    let bytes = text.as_bytes();
    let number = |from: usize| {
        let digits = bytes[from..].iter().take_while(|b| b.is_ascii_digit());
        let end = from + digits.count();
        let is_number = (1..=5).contains(&(end - from));
        is_number.then(|| text[from..end].parse::<u64>().ok().map(|n| (n, end)))?
    };
    let (mut total, mut at) = number(0)?;
    let mut parts = 1;
    while bytes.get(at) == Some(&b':') && parts < 3 {
        let (part, end) = number(at + 1)?;
        (total, at) = (total * 60 + part, end);
        parts += 1;
    }
    if parts < 2 {
        return None;
    }
    let mut millis = 0;
    if matches!(bytes.get(at), Some(b'.' | b',')) {
        let (part, end) = number(at + 1)?;
        let digits = u32::try_from(end - at - 1).ok()?;
        millis = part * 1000 / 10_u64.pow(digits);
        at = end;
    } else if !text[at..].trim_start().starts_with("-->") && parts < 3 {
        // `10:15` alone is any hour.
        return None;
    }
    Some((total * 1000 + millis, &text[at..]))
}

fn is_number(line: &str) -> bool {
    (1..=7).contains(&line.len()) && line.bytes().all(|b| b.is_ascii_digit())
}

/// A line without tags (`<c>`, `<00:00:00.400>`, `{\an8}`); `<v Ann Roe>` names who speaks.
fn without_marks(line: &str, speaker: &mut Option<String>) -> String {
    let mut text = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(at) = rest.find(['<', '{']) {
        text.push_str(&rest[..at]);
        rest = &rest[at..];
        let (close, is_mark) = match rest.as_bytes()[0] {
            b'<' => {
                let follows = |c: char| c.is_ascii_alphanumeric() || c == '/';
                ('>', rest[1..].starts_with(follows))
            }
            _ => ('}', rest[1..].starts_with('\\')),
        };
        let end = rest[1..].find(['<', '{', close]).map(|len| len + 1);
        let Some(end) = end.filter(|end| is_mark && rest[*end..].starts_with(close)) else {
            text.push_str(&rest[..1]);
            rest = &rest[1..];
            continue;
        };
        if let Some((tag, name)) = rest[1..end].split_once(char::is_whitespace)
            && tag.split('.').next() == Some("v")
        {
            *speaker = Some(collapse(&decode_references(name))).filter(|name| !name.is_empty());
        }
        rest = &rest[end + 1..];
    }
    text.push_str(rest);
    // SubRip's way to break a line.
    text.replace("\\N", " ")
}
