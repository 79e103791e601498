//! The cells of a sheet, row by row as they stand in the file.

use std::collections::HashMap;

use super::book::{Relation, SheetPart, relations_in, tags};
use super::serial::day_of;
use super::strings::{RichText, Strings, unescape};
use super::styles::Styles;
use crate::reader::markup::{Dialect, Scanner, Tag, Token, local};
use crate::reader::references::decode_references;
use crate::reader::table::Row;
use crate::reader::workbook::{BookSheet, Merged, RowInProgress};

/// What cells refer to.
#[derive(Debug)]
pub struct About {
    pub strings: Strings,
    pub styles: Styles,
    pub has_1904: bool,
}

/// A cell by its row from 1 and its column from 0.
type Place = (usize, usize);

/// What stands around the cells of a sheet.
#[derive(Debug, Default)]
pub struct Facts {
    links: HashMap<Place, String>,
    /// Last rows of cells that are merged.
    merged: HashMap<Place, usize>,
    has_hidden_columns: bool,
    is_cut: bool,
}

impl Facts {
    pub fn read(xml: &str, relations: &str) -> Self {
        let is_target = |relation: Relation| (relation.id, relation.target);
        let targets: HashMap<String, String> =
            relations_in(relations).into_iter().map(is_target).collect();
        let mut facts = Self::default();
        let head = xml.find("sheetData").unwrap_or(xml.len());
        for tag in tags(&xml[..head]).filter(|tag| local(tag.name) == "col") {
            facts.has_hidden_columns |= is_on(&tag, "hidden");
        }
        let tail = xml.rfind("sheetData").unwrap_or(xml.len());
        facts.is_cut = tail == head && !xml[head..].starts_with("sheetData/>");
        for tag in tags(&xml[tail..]) {
            let Some((first, last)) = tag.attribute("ref").and_then(|range| range_of(&range))
            else {
                continue;
            };
            match local(tag.name) {
                "hyperlink" => {
                    let id = tag.attribute("id").unwrap_or_default();
                    let target = targets.get(&*id).cloned();
                    facts.links.extend(target.map(|target| (first, target)));
                }
                "mergeCell" if last.0 > first.0 => {
                    facts.merged.insert(first, last.0);
                }
                _ => {}
            }
        }
        facts
    }
}

/// A sheet as workbooks give it.
pub fn sheet<'a>(
    part: &SheetPart,
    xml: Option<&'a str>,
    facts: &'a Facts,
    about: &'a About,
) -> BookSheet<'a> {
    let hidden = facts
        .has_hidden_columns
        .then(|| "some columns are hidden".to_owned());
    let rows = match xml {
        _ if !part.has_cells => Err("a chart or a dialogue, without cells".to_owned()),
        None => Err("its part is missing".to_owned()),
        Some(xml) => Ok(xml),
    };
    BookSheet {
        name: part.name.clone(),
        is_hidden: part.is_hidden,
        is_cut: xml.is_some() && part.has_cells && facts.is_cut,
        remarks: hidden.into_iter().collect(),
        rows: rows.map(|xml| {
            let rows = move || -> Box<dyn Iterator<Item = Row> + 'a> {
                Box::new(CellRows::new(xml, facts, about))
            };
            Box::new(rows) as _
        }),
    }
}

/// Goes through the rows of a sheet.
struct CellRows<'a> {
    scanner: Scanner<'a>,
    facts: &'a Facts,
    about: &'a About,
    row: Option<RowInProgress>,
    cell: Option<CellInProgress>,
    merged: Merged,
    /// Number of the last row.
    number: usize,
}

#[derive(Debug, Default)]
struct CellInProgress {
    column: usize,
    kind: String,
    style: usize,
    value: String,
    formula: String,
    inline: RichText,
    /// The element whose text comes next.
    within: Within,
}

#[derive(Debug, Default, PartialEq)]
enum Within {
    #[default]
    Nothing,
    Value,
    Formula,
}

impl<'a> CellRows<'a> {
    fn new(xml: &'a str, facts: &'a Facts, about: &'a About) -> Self {
        Self {
            scanner: Scanner::new(xml, Dialect::Xml),
            facts,
            about,
            row: None,
            cell: None,
            merged: Merged::default(),
            number: 0,
        }
    }

    /// Ends the row before.
    fn open_row(&mut self, tag: &Tag<'_>) -> Option<Row> {
        let ended = self.close_row();
        let said = tag.attribute("r").and_then(|number| number.parse().ok());
        // Rows stand in their order, whatever they say.
        self.number = said.unwrap_or(0).max(self.number + 1);
        let mut row = RowInProgress::new(self.number);
        if is_on(tag, "hidden") {
            row.note("the row is hidden".to_owned());
        }
        self.row = Some(row);
        if tag.is_empty {
            self.row = None;
        }
        ended
    }

    fn open_cell(&mut self, tag: &Tag<'_>) {
        self.close_cell();
        let Some(row) = &mut self.row else { return };
        let said = tag.attribute("r").and_then(|place| place_of(&place));
        let column = said.map_or(row.column, |(_, column)| column);
        row.column = column + 1;
        if !tag.is_empty {
            self.cell = Some(CellInProgress {
                column,
                kind: tag.attribute("t").unwrap_or_default().into_owned(),
                style: tag.attribute("s").and_then(|s| s.parse().ok()).unwrap_or(0),
                ..CellInProgress::default()
            });
        }
    }

    fn close_cell(&mut self) {
        if let (Some(cell), Some(row)) = (self.cell.take(), &mut self.row) {
            let place = (row.number(), cell.column);
            if let Some(link) = self.facts.links.get(&place) {
                row.link(cell.column, link);
            } else if let Some(link) = link_of(&cell.formula) {
                row.link(cell.column, &link);
            }
            let column = cell.column;
            match cell.text(self.about) {
                Ok(text) => row.set(column, text),
                Err(note) => row.note(format!("column {}: {note}", letters(column))),
            }
        }
    }

    fn close_row(&mut self) -> Option<Row> {
        self.close_cell();
        let mut row = self.row.take()?.finish();
        let number = row.number;
        let merged = &self.facts.merged;
        self.merged
            .fill(&mut row, |column| merged.get(&(number, column)).copied());
        Some(row)
    }
}

impl Iterator for CellRows<'_> {
    type Item = Row;

    fn next(&mut self) -> Option<Row> {
        while let Some(token) = self.scanner.next() {
            match token {
                Token::Open(tag) if local(tag.name) == "row" => {
                    if let Some(row) = self.open_row(&tag) {
                        return Some(row);
                    }
                }
                Token::Open(tag) if local(tag.name) == "c" => self.open_cell(&tag),
                Token::Close(name) => match local(name) {
                    "c" => self.close_cell(),
                    "row" => {
                        if let Some(row) = self.close_row() {
                            return Some(row);
                        }
                    }
                    "sheetData" => break,
                    _ => {
                        if let Some(cell) = &mut self.cell {
                            cell.token(&token);
                        }
                    }
                },
                token => {
                    if let Some(cell) = &mut self.cell {
                        cell.token(&token);
                    }
                }
            }
        }
        let last = self.close_row();
        self.scanner = Scanner::new("", Dialect::Xml);
        last
    }
}

impl CellInProgress {
    fn token(&mut self, token: &Token<'_>) {
        let text = match token {
            Token::Open(tag) if !tag.is_empty => {
                self.within = match local(tag.name) {
                    "v" => Within::Value,
                    "f" => Within::Formula,
                    _ => Within::Nothing,
                };
                String::new()
            }
            Token::Close(_) => {
                self.within = Within::Nothing;
                String::new()
            }
            Token::Text(text) => decode_references(text).into_owned(),
            Token::Raw(text) => (*text).to_owned(),
            _ => String::new(),
        };
        match self.within {
            Within::Value => self.value.push_str(&text),
            Within::Formula => self.formula.push_str(&text),
            Within::Nothing => self.inline.token(token),
        }
    }

    /// What the cell shows, or what is wrong with it.
    fn text(mut self, about: &About) -> Result<String, String> {
        let value = self.value.trim();
        let text = match self.kind.as_str() {
            "s" if value.is_empty() => String::new(),
            "s" => {
                let index = value.parse().ok();
                let string = index.and_then(|index| about.strings.get(index));
                string.ok_or("a string that is not there")?.to_owned()
            }
            "inlineStr" => self.inline.take(),
            "str" => unescape(&self.value),
            "b" => match value {
                "1" | "true" => "TRUE".to_owned(),
                "0" | "false" => "FALSE".to_owned(),
                _ => String::new(),
            },
            "e" => {
                let shown: String = value.chars().take(20).collect();
                return Err(format!("`{shown}` is left out"));
            }
            "d" => value.to_owned(),
            _ => {
                let has_day = about.styles.shows_day(self.style);
                let number: Option<f64> = value.parse().ok();
                let day = number.filter(|_| has_day);
                day.and_then(|number| day_of(number, about.has_1904))
                    .or_else(|| number.filter(|n| n.is_finite()).map(|n| n.to_string()))
                    .unwrap_or_else(|| value.to_owned())
            }
        };
        if text.is_empty() && !self.formula.is_empty() && self.value.is_empty() {
            return Err("a formula that was never worked out".to_owned());
        }
        Ok(text)
    }
}

/// The address in `HYPERLINK("https://…","Title")`.
fn link_of(formula: &str) -> Option<String> {
    let rest = formula
        .trim_start_matches('=')
        .strip_prefix("HYPERLINK(\"")?;
    let (address, _) = rest.split_once('"')?;
    Some(address.to_owned())
}

fn is_on(tag: &Tag<'_>, name: &str) -> bool {
    matches!(tag.attribute(name).as_deref(), Some("1" | "true" | "on"))
}

/// `B2:B5` => the first and the last cell.
fn range_of(range: &str) -> Option<(Place, Place)> {
    let (first, last) = range.split_once(':').unwrap_or((range, range));
    Some((place_of(first)?, place_of(last)?))
}

/// `BC23` => row 23, column 54.
fn place_of(place: &str) -> Option<Place> {
    let digits = place.find(|c: char| c.is_ascii_digit())?;
    let (letters, number) = place.split_at(digits);
    if !(1..=3).contains(&letters.len()) || number.len() > 7 {
        return None;
    }
    let mut column = 0;
    for letter in letters.bytes() {
        let value = letter.to_ascii_uppercase().checked_sub(b'A')?;
        if value >= 26 {
            return None;
        }
        column = column * 26 + usize::from(value) + 1;
    }
    Some((number.parse().ok()?, column - 1))
}

/// Column 54 => `BC`.
fn letters(column: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        // A remainder of 26 is a letter.
        letters.push(b'A' + u8::try_from((rest - 1) % 26).unwrap_or(0));
        rest = (rest - 1) / 26;
    }
    letters
        .iter()
        .rev()
        .map(|letter| char::from(*letter))
        .collect()
}
