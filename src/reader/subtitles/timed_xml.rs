//! Subtitles in XML: TTML (DFXP, EBU-TT, SMPTE-TT) and the captions of YouTube.

use super::Track;
use super::speech::{Cue, Line};
use crate::reader::ReadError;
use crate::reader::fragment::collapse;
use crate::reader::references::decode_references;
use crate::reader::xml::{Child, Element, Root, Tree};

/// Whether a document begins as one of subtitles does.
pub fn is_root(root: &Root) -> bool {
    match root.name.as_str() {
        // `tt` is an element of pages, too.
        "tt" => {
            let attributes = root.attributes.to_ascii_lowercase();
            attributes.contains("/ns/ttml") || attributes.contains("ttaf1")
        }
        "timedtext" => root.rest.contains("<p t=\"") || root.attributes.contains("format="),
        "transcript" => {
            let rest = root.rest.trim_start();
            rest.starts_with("<text start=\"")
        }
        _ => false,
    }
}

/// Reads a whole document.
pub fn read_track(text: &str) -> Result<Track, ReadError> {
    let tree = Tree::parse(text)?;
    let mut track = Track::default();
    let Some(root) = tree.root() else {
        return Ok(track);
    };
    let title = root.child("head").and_then(|head| head.find("title"));
    track.title = title.map(|title| title.text()).unwrap_or_default();
    track.language = root.attribute("lang");
    let name = if root.is("transcript") { "text" } else { "p" };
    for part in tree.outermost(name) {
        let mut lines = vec![String::new()];
        push_lines(part, &mut lines);
        // References within references, as YouTube has them: `&amp;#39;`.
        let is_twice = root.is("transcript");
        let lines = lines.iter().map(|line| match is_twice {
            true => collapse(&decode_references(line)),
            false => collapse(line),
        });
        let start = time_of(part, &["begin", "t", "start"]);
        let length = time_of(part, &["dur", "d"]);
        track.cues.push(Cue {
            start,
            end: time_of(part, &["end"]).or(start.zip(length).map(|(start, len)| start + len)),
            lines: lines
                .filter(|text| !text.is_empty())
                .map(|text| Line {
                    speaker: None,
                    text,
                })
                .collect(),
        });
    }
    Ok(track)
}

/// The lines of one part: they end at line breaks of the text only.
fn push_lines(element: Element<'_, '_>, lines: &mut Vec<String>) {
    for child in element.child_nodes() {
        match child {
            Child::Element(inner) if inner.is("br") => lines.push(String::new()),
            // What is said of the text is none of it.
            Child::Element(inner) if inner.is("metadata") || inner.is("set") => {}
            Child::Element(inner) => push_lines(inner, lines),
            Child::Text(text, _) => push_text(&decode_references(text), lines),
            Child::Raw(text, _) => push_text(text, lines),
        }
    }
}

fn push_text(text: &str, lines: &mut Vec<String>) {
    match lines.last_mut() {
        Some(line) => line.push_str(text),
        None => lines.push(text.to_owned()),
    }
}

/// A time in thousandths of a second by the first of several names.
fn time_of(element: Element<'_, '_>, names: &[&str]) -> Option<u64> {
    let (name, raw) = names
        .iter()
        .find_map(|name| Some((*name, element.attribute(name)?)))?;
    // Thousandths in YouTube's later form, seconds in its first.
    let unit = if matches!(name, "t" | "d") {
        1.0
    } else {
        1000.0
    };
    if !raw.contains(':') {
        let figures = raw.trim_end_matches(char::is_alphabetic);
        let unit = match &raw[figures.len()..] {
            "ms" => 1.0,
            "m" => 60_000.0,
            "h" => 3_600_000.0,
            "" | "s" => unit,
            // Frames and ticks, whose rate is set elsewhere.
            _ => return None,
        };
        let number: f64 = figures.parse().ok()?;
        return (number >= 0.0).then_some((number * unit) as u64);
    }
    let mut seconds = 0.0;
    // Frames behind the seconds tell nothing that matters here.
    for part in raw.split(':').take(3) {
        let part: f64 = part.parse().ok()?;
        seconds = seconds * 60.0 + part;
    }
    (seconds >= 0.0).then_some((seconds * 1000.0) as u64)
}
