//! Where the entries of a file begin, and the names and values of their fields.

use std::collections::HashMap;

use super::tags::Tagged;
use super::tex::plain;

/// Names and values of an entry, in their order.
pub type Found = Vec<(String, String)>;

/// Types of entries whose name anything else could have after an `@` are not here.
const TYPES: &[&str] = &[
    "article",
    "newspaper",
    "newsarticle",
    "magazine",
    "online",
    "electronic",
    "www",
    "webpage",
    "misc",
    "book",
    "inbook",
    "booklet",
    "collection",
    "incollection",
    "proceedings",
    "inproceedings",
    "conference",
    "manual",
    "report",
    "techreport",
    "thesis",
    "phdthesis",
    "mastersthesis",
    "unpublished",
    "periodical",
    "suppperiodical",
    "dataset",
    "string",
    "comment",
    "preamble",
];

/// Fields under other names than JSON has them.
const NAMES: &[(&str, &str)] = &[
    ("journal", "publication"),
    ("journaltitle", "publication"),
    ("langid", "language"),
    ("annote", "abstract"),
];

/// Entries with their places: each begins a line.
pub fn pieces(text: &str, tagged: Option<Tagged>) -> Vec<(usize, &str)> {
    let mut starts: Vec<usize> = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let bare = line.trim_start_matches(['\u{feff}', ' ', '\t']);
        let begins = match tagged {
            Some(tagged) => tagged.begins(bare),
            None => begins_entry(bare).is_some(),
        };
        if begins {
            starts.push(at + line.len() - bare.len());
        }
        at += line.len();
    }
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    starts
        .iter()
        .zip(ends)
        .map(|(start, end)| (*start, &text[*start..end]))
        .collect()
}

/// `@article{` => its type, and what follows the brace.
pub fn begins_entry(text: &str) -> Option<(String, &str)> {
    let rest = text.strip_prefix('@')?;
    let end = rest.find(|c: char| !c.is_ascii_alphabetic())?;
    let kind = rest[..end].to_ascii_lowercase();
    let inner = rest[end..].trim_start().strip_prefix(['{', '('])?;
    TYPES.contains(&kind.as_str()).then_some((kind, inner))
}

/// Goes through the fields of an entry.
pub struct Fields<'a> {
    text: &'a str,
    /// Whether the end of the entry was met.
    pub is_closed: bool,
}

impl<'a> Fields<'a> {
    pub fn of(text: &'a str) -> Self {
        Self {
            text,
            is_closed: false,
        }
    }

    /// Passes over the key of the entry.
    pub fn skip_key(&mut self) {
        let end = self.text.find([',', '}', '=']).unwrap_or(self.text.len());
        if self.text[end..].starts_with(',') {
            self.text = &self.text[end + 1..];
        }
    }

    /// The next field: its name and its value.
    pub fn next(&mut self, macros: &HashMap<String, String>) -> Option<(String, String)> {
        let text = self
            .text
            .trim_start_matches(|c: char| c.is_whitespace() || c == ',');
        if text.starts_with(['}', ')']) {
            self.is_closed = true;
            return None;
        }
        let (name, rest) = text.split_once('=')?;
        let name = name.trim().to_ascii_lowercase();
        let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':' | '+');
        if name.is_empty() || name.len() > 60 || !name.chars().all(is_name) {
            return None;
        }
        let mut value = String::new();
        self.text = rest;
        // `"A dam " # holds`
        loop {
            self.text = self.text.trim_start();
            let part = self.part(macros);
            value.push_str(&part);
            match self.text.trim_start().strip_prefix('#') {
                Some(rest) => self.text = rest,
                None => break,
            }
        }
        let known = NAMES.iter().find(|(known, _)| *known == name);
        let name = known.map_or(name, |(_, name)| (*name).to_owned());
        Some((name, value.trim().to_owned()))
    }

    /// A value in braces or quotes, a number or a macro.
    fn part(&mut self, macros: &HashMap<String, String>) -> String {
        let text = self.text;
        let is_quoted = text.starts_with('"');
        if !is_quoted && !text.starts_with('{') {
            let end = text.find(|c: char| c.is_whitespace() || matches!(c, ',' | '}' | ')' | '#'));
            let word = &text[..end.unwrap_or(text.len())];
            self.text = &text[word.len()..];
            let known = macros.get(&word.to_ascii_lowercase());
            return known.cloned().unwrap_or_else(|| word.to_owned());
        }
        let bytes = text.as_bytes();
        let (mut depth, mut at) = (usize::from(!is_quoted), 1);
        while at < bytes.len() {
            match bytes[at] {
                b'\\' => at += 1,
                b'{' => depth += 1,
                b'}' => depth = depth.saturating_sub(1),
                _ => {}
            }
            let ends = if is_quoted { b'"' } else { b'}' };
            if depth == 0 && bytes.get(at) == Some(&ends) {
                self.text = &text[at + 1..];
                return plain(&text[1..at]);
            }
            at += 1;
        }
        self.text = "";
        plain(&text[1..])
    }
}
