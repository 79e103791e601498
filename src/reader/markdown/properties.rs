//! Properties below the title, as Notion and other notebooks export a page: `# Title`, and a paragraph
//! of `Name: value` a line.
//!
//! Believed where all lines of the paragraph are such and two or more names are known.

use serde_json::{Map, Value};

use super::front::Front;
use super::lines::read_lines;
use crate::reader::json::{Target, meaning};

/// Longest name, characters, and most words of it.
const LONGEST: usize = 40;
const MOST_WORDS: usize = 4;
/// Longest paragraph of properties, bytes.
const MAX_BYTES: usize = 16 << 10;
/// Names that must be known.
const LEAST: usize = 2;

/// The title with its properties, and the byte where the text begins; none: the text has no such.
pub fn split(text: &str) -> (Option<Front>, usize) {
    let found = find(text);
    let at = found.as_ref().map_or(0, |front| front.length);
    (found, at)
}

fn find(text: &str) -> Option<Front> {
    let start = text.len() - text.trim_start().len();
    let title_end = start + text[start..].find('\n')? + 1;
    let title = text[start..title_end].trim().strip_prefix("# ")?.trim();
    let gap = text[title_end..].len() - text[title_end..].trim_start().len();
    let from = title_end + gap;
    let mut end = from;
    let mut known = 0;
    for line in text[from..].split_inclusive('\n') {
        if line.trim().is_empty() {
            break;
        }
        let name = name_of(line)?;
        known += usize::from(is_known(name));
        end += line.len();
        if end - from > MAX_BYTES {
            return None;
        }
    }
    if known < LEAST {
        return None;
    }
    let mut values: Map<String, Value> = read_lines(&text[from..end], MAX_BYTES);
    values.insert("title".to_owned(), Value::String(title.to_owned()));
    Some(Front {
        kind: "properties",
        values,
        is_line_wise: false,
        length: end,
    })
}

/// `Published: March 3` => `Published`
fn name_of(line: &str) -> Option<&str> {
    let (name, value) = line.split_once(':')?;
    let is_name = name.starts_with(char::is_uppercase)
        && name.chars().count() <= LONGEST
        && name.split(' ').count() <= MOST_WORDS;
    (is_name && value.starts_with([' ', '\r', '\n'])).then_some(name)
}

/// Whether a name says of an article who wrote it, when, where or about what.
fn is_known(name: &str) -> bool {
    let target = meaning(name).map(|(target, _)| target);
    matches!(
        target,
        Some(
            Target::Author
                | Target::Published
                | Target::Updated
                | Target::SomeDate
                | Target::Url
                | Target::Source
                | Target::Section
                | Target::Tag
                | Target::Status
        )
    )
}
