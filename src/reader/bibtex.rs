//! References with abstracts as programs that manage them export: BibTeX and BibLaTeX, and the tagged
//! forms of EndNote and refer (`%T`), PubMed (`TI  -`) and Web of Science (`TI`).
//!
//! Each entry is read as a JSON record of the same names is (`json::fields`); what is not understood
//! is named once.  Macros are put in, accents and special characters of TeX written out; other
//! commands lose their name only.  An entry ends before a line that begins the next one, whatever
//! its braces say, so that time is linear.  RIS is read by `database`.

use std::collections::{BTreeSet, HashMap};

use super::decode::decode;
use super::json::article::read_object;
use super::json::{listed, meaning};
use super::own_output::{self, is_own_note};
use super::{
    Head, Input, Item, MAX_ARTICLE_BYTES, ReadArticle, ReadError, Reader, Reason, Sink, Skip,
};
use serde_json::{Map, Value};

mod entry;
mod tags;
#[cfg(test)]
mod tests;
mod tex;

use entry::{Fields, Found, begins_entry, pieces};
use tags::Tagged;

/// The reader of BibTeX and of EndNote's tags.
pub struct BibTeX;

impl Reader for BibTeX {
    fn name(&self) -> &'static str {
        "bibtex"
    }

    fn doc(&self) -> &'static str {
        "references with abstracts in BibTeX, and as EndNote, PubMed and Web of Science tag them"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["bib", "bibtex", "enw", "nbib"]
    }

    fn sniff(&self, head: &Head<'_>) -> u8 {
        let text = head.text();
        let text = text.trim_start_matches(|c: char| c == '\u{feff}' || c.is_whitespace());
        if Tagged::of(text).is_some() {
            return 93;
        }
        // Lines of comments may stand before the first entry.
        let mut lines = text.lines().take(40).map(str::trim_start);
        let first = lines.find(|line| !line.is_empty() && !line.starts_with('%'));
        if first.is_some_and(|line| begins_entry(line).is_some()) {
            85
        } else {
            0
        }
    }

    fn read(&self, input: &Input<'_>, sink: Sink<'_>) -> Result<(), ReadError> {
        let declared: Vec<&str> = input.charset.into_iter().collect();
        let decoded = decode(input.bytes, &declared);
        let text: &str = &decoded.text;
        let tagged =
            Tagged::of(text.trim_start_matches(|c: char| c == '\u{feff}' || c.is_whitespace()));
        let mut macros = months();
        let mut run = Run {
            sink,
            encoding: &decoded.encoding,
            notes: &decoded.notes,
            unknown: BTreeSet::new(),
            number: 0,
        };
        for (at, piece) in pieces(text, tagged) {
            if piece.len() > MAX_ARTICLE_BYTES {
                run.skip(
                    at,
                    Reason::TooLarge,
                    "an entry larger than an article may be",
                );
            } else if let Some(tagged) = tagged {
                run.entry(at, tagged.read(piece), true);
            } else if let Some((kind, rest)) = begins_entry(piece) {
                let mut fields = Fields::of(rest);
                match kind.as_str() {
                    "string" => macros.extend(fields.next(&macros)),
                    "comment" | "preamble" => {}
                    _ => {
                        fields.skip_key();
                        let mut found = Vec::new();
                        while let Some(field) = fields.next(&macros) {
                            found.push(field);
                        }
                        run.entry(at, found, fields.is_closed);
                    }
                }
            }
        }
        match run.number {
            0 => Err(ReadError::new(
                Reason::NotAnArticle,
                "no entry with a title",
            )),
            _ => Ok(()),
        }
    }
}

/// One reading of a file.
struct Run<'a, 's> {
    sink: Sink<'s>,
    encoding: &'a str,
    notes: &'a [String],
    unknown: BTreeSet<String>,
    number: usize,
}

impl Run<'_, '_> {
    fn entry(&mut self, at: usize, found: Found, is_closed: bool) {
        if found.iter().any(|(_, value)| is_own_note(value)) {
            return self.skip(at, Reason::NotAnArticle, own_output::DETAIL);
        }
        let known = self.unknown.len();
        let object = self.object_of(found);
        let Some(mut article) = read_object(&object) else {
            return self.skip(
                at,
                Reason::NoText,
                "an entry with nothing but a title, or without one",
            );
        };
        "bibtex".clone_into(&mut article.parser);
        for evidence in &mut article.evidence {
            if let Some(name) = evidence.source.strip_prefix("json:") {
                evidence.source = format!("bibtex:{name}");
            }
        }
        article.notes.extend(self.notes.iter().cloned());
        if !is_closed {
            article.notes.push("the entry is not closed".to_owned());
        }
        if self.unknown.len() > known {
            let names: Vec<&str> = self.unknown.iter().map(String::as_str).collect();
            article
                .notes
                .push(format!("fields not understood: {}", listed(&names)));
        }
        self.number += 1;
        (self.sink)(Item::Article(Box::new(ReadArticle {
            article,
            member: self.number.to_string(),
            offset: at as u64,
            encoding: self.encoding.to_owned(),
        })));
    }

    fn skip(&mut self, at: usize, reason: Reason, detail: &str) {
        self.number += 1;
        (self.sink)(Item::Skipped(Skip {
            member: self.number.to_string(),
            offset: at as u64,
            reason,
            detail: detail.to_owned(),
        }));
    }

    /// The entry as a record of JSON.
    fn object_of(&mut self, found: Found) -> Map<String, Value> {
        let mut object = Map::new();
        let mut authors: Vec<Value> = Vec::new();
        let mut day: [Option<String>; 3] = Default::default();
        for (name, value) in found {
            if value.is_empty() {
                continue;
            }
            let part = ["year", "month", "day"]
                .iter()
                .position(|part| *part == name);
            if name == "author" {
                authors.extend(value.split(" and ").filter_map(upright));
            } else if let Some(part) = part {
                day[part].get_or_insert(value);
            } else if name == "date" {
                let value = Value::String(year_first(&value));
                object.entry(name).or_insert(value);
            } else if meaning(&name).is_some() {
                object.entry(name).or_insert(Value::String(value));
            } else if name != "type" {
                self.unknown.insert(name);
            }
        }
        if !authors.is_empty() {
            object.insert("author".to_owned(), Value::Array(authors));
        }
        let [year, month, date] = day;
        if let Some(year) = year {
            match object.get_mut("date") {
                // `%8 March 3`, `%D 2026`
                Some(Value::String(date)) if !date.contains(&year) => {
                    *date = format!("{date}, {year}")
                }
                Some(_) => {}
                None => {
                    let parts = [Some(year), month, date];
                    let parts: Vec<String> = parts.into_iter().map_while(|part| part).collect();
                    let parts = parts.iter().map(String::as_str);
                    let day = in_figures(parts).unwrap_or_default();
                    object.insert("date".to_owned(), Value::String(day));
                }
            }
        }
        object
    }
}

/// `Roe, Ann` => `Ann Roe`; `others` is nobody.
pub fn upright(name: &str) -> Option<Value> {
    let name = name.trim();
    let parts: Vec<&str> = name.split(',').map(str::trim).collect();
    let name = match parts.as_slice() {
        [family, given] => format!("{given} {family}"),
        [family, suffix, given] => format!("{given} {family} {suffix}"),
        _ => name.to_owned(),
    };
    (!name.is_empty() && name != "others").then_some(Value::String(name))
}

/// Year, month and day, as far as they are known, in this order: `2026`, `Mar`, `3` => `2026-03-03`.
pub fn in_figures<'p>(parts: impl Iterator<Item = &'p str>) -> Option<String> {
    let months = months();
    let figures = parts.map_while(|part| {
        let low = part.to_ascii_lowercase();
        let figure = months.get(&low).unwrap_or(&low).clone();
        let is_figure = !figure.is_empty() && figure.bytes().all(|b| b.is_ascii_digit());
        is_figure.then(|| format!("{figure:0>2}"))
    });
    figures.reduce(|day, part| format!("{day}-{part}"))
}

/// A day that begins with its year, then the month in three letters, in figures; others as they stand.
pub fn year_first(text: &str) -> String {
    let mut parts = text.split_whitespace();
    let is_year = |part: &str| part.len() == 4 && part.bytes().all(|b| b.is_ascii_digit());
    let is_first = parts.next().is_some_and(is_year);
    let is_named = parts
        .next()
        .is_some_and(|part| part.starts_with(char::is_alphabetic));
    let in_order = || in_figures(text.split_whitespace().take(3));
    let day = (is_first && is_named).then(in_order).flatten();
    day.unwrap_or_else(|| text.to_owned())
}

/// The months, as every style knows them.
fn months() -> HashMap<String, String> {
    let names = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ];
    let numbered = names.iter().zip(1..);
    numbered
        .map(|(name, number): (_, u8)| ((*name).to_owned(), number.to_string()))
        .collect()
}
