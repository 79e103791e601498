//! References with abstracts as programs that manage them export: BibTeX and BibLaTeX, and the tagged
//! form of EndNote and refer (`%T`, `%A`, `%X`).
//!
//! Each entry is read as a JSON record of the same names is (`json::fields`); what is not understood
//! is named once.  Macros are put in, accents and special characters of TeX written out; other
//! commands lose their name only.  An entry ends before a line that begins the next one, whatever
//! its braces say, so that time is linear.  RIS is read by `database`.

use std::collections::{BTreeSet, HashMap};

use super::decode::decode;
use super::json::article::read_object;
use super::json::{listed, meaning};
use super::{
    Head, Input, Item, MAX_ARTICLE_BYTES, ReadArticle, ReadError, Reader, Reason, Sink, Skip,
};
use serde_json::{Map, Value};

mod entry;
#[cfg(test)]
mod tests;
mod tex;

use entry::{Fields, Found, begins_entry, is_tagged, pieces, read_tags};

/// The reader of BibTeX and of EndNote's tags.
pub struct BibTeX;

impl Reader for BibTeX {
    fn name(&self) -> &'static str {
        "bibtex"
    }

    fn doc(&self) -> &'static str {
        "references with abstracts in BibTeX, and as EndNote tags them (RIS is read by `database`)"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["bib", "bibtex", "enw"]
    }

    fn sniff(&self, head: &Head<'_>) -> u8 {
        let text = head.text();
        let text = text.trim_start_matches(|c: char| c == '\u{feff}' || c.is_whitespace());
        if is_tagged(text) {
            return 90;
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
        let is_tagged =
            is_tagged(text.trim_start_matches(|c: char| c == '\u{feff}' || c.is_whitespace()));
        let mut macros = months();
        let mut run = Run {
            sink,
            encoding: &decoded.encoding,
            notes: &decoded.notes,
            unknown: BTreeSet::new(),
            number: 0,
        };
        for (at, piece) in pieces(text, is_tagged) {
            if piece.len() > MAX_ARTICLE_BYTES {
                run.skip(
                    at,
                    Reason::TooLarge,
                    "an entry larger than an article may be",
                );
            } else if is_tagged {
                run.entry(at, read_tags(piece), true);
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
                    let mut figures = parts.iter().map(|part| format!("{part:0>2}"));
                    let first = figures.next().unwrap_or_default();
                    let day = figures.fold(first, |day, part| format!("{day}-{part}"));
                    object.insert("date".to_owned(), Value::String(day));
                }
            }
        }
        object
    }
}

/// `Roe, Ann` => `Ann Roe`; `others` is nobody.
fn upright(name: &str) -> Option<Value> {
    let name = name.trim();
    let parts: Vec<&str> = name.split(',').map(str::trim).collect();
    let name = match parts.as_slice() {
        [family, given] => format!("{given} {family}"),
        [family, suffix, given] => format!("{given} {family} {suffix}"),
        _ => name.to_owned(),
    };
    (!name.is_empty() && name != "others").then_some(Value::String(name))
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
