//! Which column holds what: said by the user, by the name of the column, or by what stands in it.

use std::collections::HashSet;

use super::super::json::{Target, listed, meaning};
use super::facts::{Facts, is_address, is_date, is_number};
use super::known;
use super::rows::Row;

/// Fields that a column can be mapped to, and the name under which the row is then read.
const MAP: &[(&str, &str)] = &[
    ("title", "headline"),
    ("headline", "headline"),
    ("deck", "standfirst"),
    ("body", "articlebody"),
    ("text", "articlebody"),
    ("author", "authors"),
    ("date", "datepublished"),
    ("published", "datepublished"),
    ("updated", "datemodified"),
    ("source", "publisher"),
    ("section", "articlesection"),
    ("language", "inlanguage"),
    ("url", "url"),
    ("id", "uri"),
    ("tag", "keywords"),
    ("caption", "caption"),
    ("place", "places"),
    ("person", "people"),
    ("organisation", "organisations"),
];

/// The fields of `MAP`, for messages and for checking what was typed.
pub const MAPPED_FIELDS: &[&str] = &{
    let mut names = [""; MAP.len()];
    let mut i = 0;
    while i < MAP.len() {
        names[i] = MAP[i].0;
        i += 1;
    }
    names
};

/// Words of a short sentence, on average.
const SENTENCE: usize = 5;

/// A column is of texts from this many characters on, on average.
const TEXT_LENGTH: usize = 120;

/// One column.
#[derive(Debug, Clone)]
struct Column {
    /// As the first row names it, or its number.
    name: String,
    /// The name under which the row is read; nothing when the column is not understood.
    key: Option<String>,
    reason: &'static str,
}

/// The columns of a table.
#[derive(Debug, Clone)]
pub struct Columns {
    columns: Vec<Column>,
    /// The first row names them.
    pub has_header: bool,
    /// How sure the division is.
    pub confidence: f32,
    /// Columns that were asked for and are not there.
    absent: Vec<String>,
}

impl Columns {
    /// Looks at the first rows, of which there is at least one.
    pub fn find(sample: &[Row], map: &[(String, String)]) -> Self {
        let first = &sample[0].cells;
        let has_header = is_header(sample);
        let columns = first.iter().enumerate().map(|(i, cell)| Column {
            name: if has_header {
                cell.trim().to_owned()
            } else {
                format!("{}", i + 1)
            },
            key: None,
            reason: "",
        });
        let mut found = Self {
            columns: columns.collect(),
            has_header,
            confidence: 0.95,
            absent: Vec::new(),
        };
        found.map(map);
        for (i, key) in known::keys(sample, has_header) {
            let is_taken = found.columns.iter().any(|c| c.key.as_deref() == Some(key));
            let column = &mut found.columns[i];
            if column.key.is_none() && !is_taken {
                column.key = Some(key.to_owned());
                column.reason = "an export that is known";
            }
        }
        if has_header {
            found.name();
        }
        let rows = &sample[usize::from(has_header)..];
        if !found.has(Target::Headline) || !found.has(Target::Body) {
            found.guess(rows);
        }
        found
    }

    /// What the user said.
    fn map(&mut self, map: &[(String, String)]) {
        for (field, wanted) in map {
            let Some((_, key)) = MAP.iter().find(|(name, _)| name == field) else {
                continue;
            };
            let by_name = self
                .columns
                .iter()
                .position(|c| c.name.eq_ignore_ascii_case(wanted));
            let by_number = || {
                let number: usize = wanted.parse().ok()?;
                number.checked_sub(1).filter(|i| *i < self.columns.len())
            };
            match by_name.or_else(by_number) {
                Some(i) => {
                    self.columns[i].key = Some((*key).to_owned());
                    self.columns[i].reason = "mapped";
                }
                None => self.absent.push(wanted.clone()),
            }
        }
    }

    /// What the names say.
    fn name(&mut self) {
        let mut taken: HashSet<String> =
            self.columns.iter().filter_map(|c| c.key.clone()).collect();
        // What was mapped by hand is not looked for elsewhere.
        let mapped: Vec<Target> = taken.iter().filter_map(|key| target(key)).collect();
        for column in &mut self.columns {
            if column.key.is_some() {
                continue;
            }
            let Some(target) = target(&column.name) else {
                continue;
            };
            let key = column.name.to_lowercase();
            if !mapped.contains(&target) && taken.insert(key.clone()) {
                column.key = Some(key);
                column.reason = "named so";
            }
        }
    }

    /// What stands in the columns that nothing is known of.
    fn guess(&mut self, rows: &[Row]) {
        let facts: Vec<Facts> = (0..self.columns.len())
            .map(|i| Facts::of(rows, i))
            .collect();
        let is_free = |columns: &[Column], i: usize| columns[i].key.is_none();
        let take = |found: &mut Self, target: Target, key: &str, i: Option<usize>| {
            if let Some(i) = i.filter(|_| !found.has(target)) {
                found.columns[i].key = Some(key.to_owned());
                found.columns[i].reason = "guessed from its contents";
                found.confidence = 0.6;
            }
        };
        let free = |columns: &[Column]| -> Vec<usize> {
            (0..columns.len())
                .filter(|i| is_free(columns, *i))
                .collect()
        };
        let longest = free(&self.columns)
            .into_iter()
            .filter(|i| facts[*i].length >= TEXT_LENGTH && !facts[*i].is_address)
            .max_by_key(|i| (facts[*i].length, usize::MAX - i));
        take(self, Target::Body, "articlebody", longest);
        let titles: Vec<usize> = free(&self.columns)
            .into_iter()
            .filter(|i| facts[*i].is_title())
            .collect();
        // Without names, of two columns of short texts the longer one is the body, if it is
        // made of sentences.
        let body = titles
            .iter()
            .copied()
            .max_by_key(|i| (facts[*i].length, usize::MAX - i))
            .filter(|i| facts[*i].words >= SENTENCE)
            .filter(|_| titles.len() > 1 && !self.has_header);
        take(self, Target::Body, "articlebody", body);
        let title = titles.into_iter().find(|i| is_free(&self.columns, *i));
        take(self, Target::Headline, "headline", title);
        let address = free(&self.columns)
            .into_iter()
            .find(|i| facts[*i].is_address && !is_of_something_else(&self.columns[*i].name));
        take(self, Target::Url, "url", address);
        // Of several columns of days with names any may be that of something else.
        let mut days = free(&self.columns)
            .into_iter()
            .filter(|i| facts[*i].is_date);
        let day = days
            .next()
            .filter(|_| !self.has_header || days.next().is_none());
        let has_date = self.has(Target::Published) || self.has(Target::SomeDate);
        take(self, Target::SomeDate, "date", day.filter(|_| !has_date));
    }

    fn has(&self, wanted: Target) -> bool {
        let mut keys = self
            .columns
            .iter()
            .filter_map(|column| column.key.as_deref());
        keys.any(|key| target(key) == Some(wanted))
    }

    /// Whether there is anything to make articles of.
    pub fn has_text(&self) -> bool {
        self.has(Target::Headline) || self.has(Target::Body)
    }

    pub fn width(&self) -> usize {
        self.columns.len()
    }

    /// The names under which the cells of a row are read.
    pub fn keys(&self) -> impl Iterator<Item = Option<&str>> {
        self.columns.iter().map(|column| column.key.as_deref())
    }

    /// Whether a headline or a text is called so, by the user or by the first row.
    pub fn has_named_text(&self) -> bool {
        let mut named = self
            .columns
            .iter()
            .filter(|c| !c.reason.starts_with("guessed"));
        named.any(|column| {
            let target = column.key.as_deref().and_then(target);
            matches!(target, Some(Target::Headline | Target::Body))
        })
    }

    /// The address that a row leads to where no cell shows one, and the name to read it under.
    ///
    /// Behind "open" in the column of addresses, else behind the headline.
    pub fn link_of<'r>(&self, row: &'r Row) -> Option<(&str, &'r str)> {
        let link_in = |wanted: Target| {
            row.links.iter().find_map(|(i, link)| {
                let key = self.columns.get(*i)?.key.as_deref()?;
                (target(key) == Some(wanted)).then_some((*i, key, link.as_str()))
            })
        };
        if let Some((i, key, link)) = link_in(Target::Url) {
            let shown = row.cells.get(i).map_or("", |cell| cell.trim());
            return (!is_address(shown)).then_some((key, link));
        }
        let has_address = self.columns.iter().zip(&row.cells).any(|(column, cell)| {
            column.key.as_deref().and_then(target) == Some(Target::Url) && is_address(cell.trim())
        });
        let (_, _, link) = link_in(Target::Headline).filter(|_| !has_address)?;
        Some(("url", link))
    }

    /// The column that is read under a name, and why.
    pub fn origin(&self, key: &str) -> (&str, &'static str) {
        let found = self
            .columns
            .iter()
            .find(|column| column.key.as_deref() == Some(key));
        found.map_or(("", ""), |column| (column.name.as_str(), column.reason))
    }

    /// What a user should know of the columns, as notes.
    pub fn remarks(&self) -> Vec<String> {
        let mut remarks = Vec::new();
        for wanted in &self.absent {
            remarks.push(format!("no column `{wanted}` to map"));
        }
        let guessed = self
            .columns
            .iter()
            .filter(|c| c.reason.starts_with("guessed"));
        for column in guessed {
            let key = column.key.as_deref().unwrap_or_default();
            remarks.push(format!(
                "column `{}` is taken for {key} by its contents",
                column.name
            ));
        }
        let unknown: Vec<&str> = self
            .columns
            .iter()
            .filter(|column| column.key.is_none() && !column.name.is_empty())
            .map(|column| column.name.as_str())
            .collect();
        if !unknown.is_empty() {
            remarks.push(format!("columns not understood: {}", listed(&unknown)));
        }
        remarks
    }

    /// The names of all columns, for a message.
    pub fn listed(&self) -> String {
        let names: Vec<&str> = self
            .columns
            .iter()
            .map(|column| column.name.as_str())
            .collect();
        listed(&names)
    }
}

/// Parts of the names of columns whose addresses are those of people and pictures.
const ELSE: &[&str] = &[
    "author", "user", "channel", "profile", "avatar", "image", "picture", "photo", "thumb", "icon",
    "logo", "cover", "feed",
];

/// Whether a column of addresses is named after what is no article.
fn is_of_something_else(name: &str) -> bool {
    let name = name.to_lowercase();
    ELSE.iter().any(|word| name.contains(word))
}

fn target(name: &str) -> Option<Target> {
    let (target, _) = meaning(name)?;
    // Structures that a cell cannot hold.
    let is_flat = !matches!(target, Target::Group | Target::Associations);
    is_flat.then_some(target)
}

/// Names are short and no data, and one is known or the rows below look different.
fn is_header(sample: &[Row]) -> bool {
    let first = &sample[0].cells;
    let is_name = |cell: &String| {
        let cell = cell.trim();
        cell.chars().count() <= 60 && !is_address(cell) && !is_number(cell) && !is_date(cell)
    };
    if !first.iter().all(is_name) || first.iter().all(|cell| cell.trim().is_empty()) {
        return false;
    }
    let known = first.iter().filter(|cell| target(cell).is_some()).count();
    let has_text = first.iter().any(|cell| {
        matches!(
            target(cell),
            Some(Target::Headline | Target::Body | Target::Url)
        )
    });
    if known >= 2 || has_text {
        return true;
    }
    // A column whose first cell is a word and whose others are numbers, dates or long texts.
    let width = first.len();
    (0..width).any(|i| {
        let facts = Facts::of(&sample[1..], i);
        facts.is_date || facts.is_address || facts.is_number || facts.length >= TEXT_LENGTH
    })
}
