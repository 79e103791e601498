//! Frequent lines, the archive's signal: lines that many stories of one template have are no part
//! of any of them.
//!
//! Whoever walks the archive hands over the lines of its text files; `learn` makes the table, which
//! is kept with a generation and used unchanged until it is learned again.  Invariants: the table
//! depends on the set of files alone, not on their order; a story printed in many places counts
//! once, so no line of it becomes frequent by that.

mod learn;

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::line_key::{LineKey, hash_of};
use super::wrap::read_lines;
use crate::article::DateOrder;
use crate::date::order::Votes;

/// How often the archive has a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Frequency {
    /// In two to four stories, and a fifth of those of a template.
    Seen,
    /// In five stories and one of two hundred of a template, or in five templates.
    Often,
}

/// The lines that an archive has often.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FrequentLines {
    /// How many times the archive has learned, counted from 1.
    pub generation: u64,
    /// Text files that were counted.
    pub files: u64,
    /// Templates that were told apart.
    pub templates: u64,
    lines: HashMap<u64, Frequency>,
    /// Outlets whose way of writing day and month is known, in order.
    outlets: Vec<Outlet>,
}

/// An outlet, known by the furniture that no other has, and how it writes day and month.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Outlet {
    /// Hashes of lines, ascending.
    furniture: Vec<u64>,
    order: DateOrder,
}

/// The table as it is kept: hashes in hexadecimal digits, in order.
#[derive(Serialize, Deserialize)]
struct Kept {
    schema: String,
    generation: u64,
    files: u64,
    templates: u64,
    often: Vec<String>,
    seen: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    outlets: Vec<KeptOutlet>,
}

#[derive(Serialize, Deserialize)]
struct KeptOutlet {
    date_order: DateOrder,
    furniture: Vec<String>,
}

const SCHEMA: &str = "morgue.lines/1";

impl FrequentLines {
    /// Learns from the lines of many files, named by their paths.
    pub fn learn(files: Vec<(String, FileLines)>, generation: u64) -> Self {
        let learned = learn::learn(files);
        Self {
            generation,
            ..learned
        }
    }

    /// How often the archive has a line, by its hash; None for most.
    pub fn of(&self, hash: u64) -> Option<Frequency> {
        self.lines.get(&hash).copied()
    }

    /// How the outlet of a text writes day and month, by what its other texts have.  It is an outlet's
    /// if it has almost all of the furniture: single lines (agencies, "Share") are everybody's.
    pub fn order_of(&self, text: &str) -> Option<DateOrder> {
        if self.outlets.is_empty() {
            return None;
        }
        let lines = FileLines::of(text).lines;
        let has = |hash: &u64| lines.binary_search_by_key(hash, |line| line.0).is_ok();
        let is_of = |outlet: &&Outlet| {
            let found = outlet.furniture.iter().filter(|hash| has(hash)).count();
            found * 5 >= outlet.furniture.len() * 4
        };
        let mut orders = self.outlets.iter().filter(is_of).map(|outlet| outlet.order);
        let first = orders.next()?;
        orders.all(|order| order == first).then_some(first)
    }

    pub fn len(&self) -> usize {
        self.lines.len()
    }

    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// Short hash of the lines: articles read with equal tables are read alike.
    pub fn identity(&self) -> String {
        let mut hasher = blake3::Hasher::new();
        for (hash, frequency) in self.in_order() {
            hasher.update(&hash.to_le_bytes());
            hasher.update(&[frequency as u8]);
        }
        for Outlet { furniture, order } in &self.outlets {
            hasher.update(&[u8::MAX, *order as u8]);
            for hash in furniture {
                hasher.update(&hash.to_le_bytes());
            }
        }
        hasher.finalize().to_hex()[..16].to_owned()
    }

    /// The table as it is kept, the same bytes for the same table.
    pub fn to_json(&self) -> serde_json::Result<Vec<u8>> {
        let of = |wanted: Frequency| {
            let lines = self.in_order().into_iter();
            let chosen = lines.filter(|(_, frequency)| *frequency == wanted);
            chosen.map(|(hash, _)| format!("{hash:016x}")).collect()
        };
        serde_json::to_vec(&Kept {
            schema: SCHEMA.to_owned(),
            generation: self.generation,
            files: self.files,
            templates: self.templates,
            often: of(Frequency::Often),
            seen: of(Frequency::Seen),
            outlets: self.outlets.iter().map(Outlet::kept).collect(),
        })
    }

    /// Reads a table that was kept; None if it is not one.
    pub fn from_json(bytes: &[u8]) -> Option<Self> {
        let kept: Kept = serde_json::from_slice(bytes).ok()?;
        if kept.schema != SCHEMA {
            return None;
        }
        let mut lines = HashMap::with_capacity(kept.often.len() + kept.seen.len());
        for (list, frequency) in [(kept.seen, Frequency::Seen), (kept.often, Frequency::Often)] {
            for hash in list {
                lines.insert(u64::from_str_radix(&hash, 16).ok()?, frequency);
            }
        }
        let outlets = kept.outlets.into_iter().map(|outlet| {
            let hash = |text: String| u64::from_str_radix(&text, 16).ok();
            Some(Outlet {
                furniture: outlet
                    .furniture
                    .into_iter()
                    .map(hash)
                    .collect::<Option<_>>()?,
                order: outlet.date_order,
            })
        });
        let outlets = outlets.collect::<Option<_>>()?;
        Some(Self {
            generation: kept.generation,
            files: kept.files,
            templates: kept.templates,
            lines,
            outlets,
        })
    }

    fn in_order(&self) -> Vec<(u64, Frequency)> {
        let mut lines: Vec<_> = self.lines.iter().map(|(h, f)| (*h, *f)).collect();
        lines.sort_unstable();
        lines
    }
}

impl Outlet {
    fn kept(&self) -> KeptOutlet {
        let furniture = self.furniture.iter().map(|hash| format!("{hash:016x}"));
        KeptOutlet {
            date_order: self.order,
            furniture: furniture.collect(),
        }
    }
}

/// What learning needs to know of a file: its different lines, and how it writes day and month.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FileLines {
    /// Hash and number of words, in the order of the hashes.
    lines: Vec<(u64, u16)>,
    order: Option<DateOrder>,
}

/// Bytes of a line whose dates are the publisher's: of a longer one they are the story's.
const MAX_DATED: usize = 120;
/// A file with more lines is no article.
const MAX_LINES: usize = 5000;

impl FileLines {
    /// The lines of a decoded text.  Lines without a letter say nothing and are left out.
    pub fn of(text: &str) -> Self {
        let mut lines = Vec::new();
        let mut votes = Votes::default();
        for line in read_lines(text).iter().take(MAX_LINES) {
            if line.text.len() <= MAX_DATED {
                votes.add(Votes::of_text(&line.text));
            }
            let key = LineKey::of(&line.text);
            if !key.head().contains(|c: char| c.is_alphabetic()) {
                continue;
            }
            let words = line
                .text
                .split_whitespace()
                .count()
                .min(usize::from(u16::MAX));
            lines.push((hash_of(&key, line.text.len()), words as u16));
        }
        lines.sort_unstable();
        lines.dedup_by_key(|line| line.0);
        Self {
            lines,
            order: votes.order(),
        }
    }
}

/// The hash by which lines are compared: folded words, numbers alike.
pub fn line_hash(line: &str) -> u64 {
    hash_of(&LineKey::of(line), line.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A page of one outlet: its furniture around a story of its own.
    fn page(number: usize, extra: &str) -> String {
        let story: Vec<String> = (0..4)
            .map(|i| {
                format!(
                    "On pier n{number}x{i} the harbour master counted the boats that had come home \
                     before the storm and wrote them down in the book of b{number}y{i}."
                )
            })
            .collect();
        format!(
            "The Ledger\nGet our letter every morning, on page {number}!\nPier {number}z fills up\n\
             {}\n{extra}\nMore from the harbour desk",
            story.join("\n")
        )
    }

    fn learn(pages: &[String]) -> FrequentLines {
        let files = pages.iter().enumerate();
        let files = files.map(|(i, page)| (format!("{i}.txt"), FileLines::of(page)));
        FrequentLines::learn(files.collect(), 1)
    }

    #[test]
    fn furniture_is_frequent_and_stories_are_not() {
        let pages: Vec<String> = (0..6).map(|i| page(i, "")).collect();
        let learned = learn(&pages);
        for line in ["THE LEDGER", "Get our letter every morning, on page 17!"] {
            assert_eq!(
                learned.of(line_hash(line)),
                Some(Frequency::Often),
                "{line}"
            );
        }
        let story = pages[3].lines().nth(4).expect("a story");
        assert_eq!(learned.of(line_hash(story)), None);
        assert_eq!(learned.len(), 3);
        assert_eq!((learned.files, learned.templates), (6, 1));
        let two = learn(&pages[..2]);
        assert_eq!(two.of(line_hash("The Ledger")), Some(Frequency::Seen));
    }

    #[test]
    fn pages_of_one_outlet_tell_how_it_writes_dates() {
        let dated = |i: usize, date: &str| page(i, &format!("Posted {date} by the desk"));
        let dates = [
            "13/04/2026",
            "14/04/2026",
            "25/04/2026",
            "03/04/2026",
            "05/04/2026",
        ];
        let pages: Vec<String> = (0..).zip(dates).map(|(i, date)| dated(i, date)).collect();
        let learned = learn(&pages);
        assert_eq!(learned.order_of(&pages[3]), Some(DateOrder::DayFirst));
        assert_eq!(learned.order_of("Another Paper\nPosted 03/04/2026"), None);
        let kept = learned.to_json().expect("plain data");
        assert_eq!(FrequentLines::from_json(&kept), Some(learned.clone()));
        let undated: Vec<String> = (0..5).map(|i| page(i, "")).collect();
        assert_eq!(learn(&undated).order_of(&pages[3]), None);
        assert_ne!(learn(&undated).identity(), learned.identity());
        // Two who tell are too few, and so are two who differ.
        assert_eq!(learn(&pages[1..]).order_of(&pages[3]), None);
        let both: Vec<String> = (0..6)
            .map(|i| dated(i, ["13/04/2026", "04/13/2026"][i % 2]))
            .collect();
        assert_eq!(learn(&both).order_of(&both[0]), None);
        // Another outlet is not known by single lines that it shares.
        let shares = "Paper of Ohio\nGet our letter every morning, on page 3!\nPosted 03/04/2026";
        assert_eq!(learned.order_of(shares), None);
    }

    #[test]
    fn a_story_printed_in_ten_papers_is_one_story() {
        let story = page(1, "")
            .lines()
            .skip(3)
            .take(4)
            .collect::<Vec<_>>()
            .join("\n");
        let pages: Vec<String> = (0..10)
            .map(|i| format!("Paper the {}th\n{story}\nOwn end e{i}", "i".repeat(i + 1)))
            .collect();
        assert!(learn(&pages).is_empty());
    }

    #[test]
    fn the_table_does_not_depend_on_the_order_of_files() {
        let pages: Vec<String> = (0..9)
            .map(|i| page(i, &format!("note {}", i % 2)))
            .collect();
        let files = |order: &mut dyn Iterator<Item = usize>| -> Vec<(String, FileLines)> {
            order
                .map(|i| (format!("{i}.txt"), FileLines::of(&pages[i])))
                .collect()
        };
        let forwards = FrequentLines::learn(files(&mut (0..9)), 2);
        let backwards = FrequentLines::learn(files(&mut (0..9).rev()), 2);
        assert_eq!(forwards.to_json().ok(), backwards.to_json().ok());
        let kept = forwards.to_json().expect("plain data");
        assert_eq!(FrequentLines::from_json(&kept), Some(forwards));
        assert_eq!(FrequentLines::from_json(b"{}"), None);
    }
}
