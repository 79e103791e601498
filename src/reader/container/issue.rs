//! Pages of a scanned newspaper within an archive, held back until the package that names them has
//! come, or until it is sure that none will.
//!
//! A package may stand before its pages or behind them, and an archive may hold many issues.  What
//! waits is bounded: when there is too much of it, what has waited longest is read as it is, a page
//! as a page and a package with the pages that are there.

use std::collections::{BTreeSet, HashMap, VecDeque};

use super::open::Place;
use crate::reader::mets::{part_path, parts_of};
use crate::reader::{NamedPart, Reader};

/// What waits in one container, bytes.
const MOST_BYTES: usize = 256 << 20;

/// An issue has some dozen pages, a bound year some thousand.
const MOST_PARTS: usize = 2000;

/// A member that was read and is no container.
pub struct Leaf {
    pub reader: &'static dyn Reader,
    pub place: Place,
    pub bytes: Vec<u8>,
    /// What its containers found odd.
    pub notes: Vec<String>,
}

/// A package's page: the member that it is, and the part of the package.
pub type Page = (String, NamedPart);

/// Pages and packages of one container that wait for each other.
#[derive(Default)]
pub struct Held {
    /// In the order in which they came; a place is None when it has been given.
    waiting: VecDeque<Option<Waiting>>,
    /// Number of the first of them.
    first: usize,
    /// Numbers of the pages, by path.
    pages: HashMap<String, usize>,
    packages: BTreeSet<usize>,
    /// Which packages wait for a page, by its path.
    wanted: HashMap<String, Vec<usize>>,
    /// Packages that have all their pages.
    complete: VecDeque<usize>,
    bytes: usize,
}

struct Waiting {
    leaf: Leaf,
    /// Of a package: the path of each page, and as the package writes it.
    names: Vec<(String, String)>,
    /// Pages that have not come yet.
    missing: usize,
}

impl Held {
    /// Holds a page or a package back; returns what is neither.
    pub fn hold(&mut self, leaf: Leaf) -> Option<Leaf> {
        let hint = &leaf.place.hint;
        let names = match leaf.reader.name() {
            "alto" => Vec::new(),
            "mets" => {
                let folder = hint.rfind('/').map_or("", |at| &hint[..=at]);
                let names: Vec<(String, String)> = parts_of(&leaf.bytes)
                    .into_iter()
                    .filter_map(|name| Some((format!("{folder}{}", part_path(&name)?), name)))
                    .collect();
                if names.is_empty() || names.len() > MOST_PARTS {
                    return Some(leaf);
                }
                names
            }
            _ => return Some(leaf),
        };
        let number = self.first + self.waiting.len();
        self.bytes += leaf.bytes.len();
        let missing = if names.is_empty() {
            self.add_page(hint.clone(), number);
            0
        } else {
            self.add_package(&names, number)
        };
        self.waiting.push_back(Some(Waiting {
            leaf,
            names,
            missing,
        }));
        None
    }

    fn add_page(&mut self, path: String, number: usize) {
        for package in self.wanted.remove(&path).unwrap_or_default() {
            if let Some(Some(waiting)) = self.waiting.get_mut(package.wrapping_sub(self.first)) {
                waiting.missing -= 1;
                if waiting.missing == 0 {
                    self.complete.push_back(package);
                }
            }
        }
        // Of two members of one name the first is the one that a package means.
        self.pages.entry(path).or_insert(number);
    }

    /// Remembers what a package waits for; returns the number of its pages that are not there.
    fn add_package(&mut self, names: &[(String, String)], number: usize) -> usize {
        let mut missing = 0;
        for (path, _) in names {
            if !self.pages.contains_key(path) {
                missing += 1;
                self.wanted.entry(path.clone()).or_default().push(number);
            }
        }
        if missing == 0 {
            self.complete.push_back(number);
        }
        self.packages.insert(number);
        missing
    }

    /// The next package that has all its pages, or whatever has waited too long.
    pub fn next_complete(&mut self) -> Option<(Leaf, Vec<Page>)> {
        while let Some(number) = self.complete.pop_front() {
            if self.packages.contains(&number) {
                return self.take(number);
            }
        }
        if self.bytes > MOST_BYTES {
            self.drop_given();
            return self.take(self.first);
        }
        None
    }

    /// What comes next when nothing more will: packages with the pages that are there, then pages
    /// that are in none.
    pub fn next(&mut self) -> Option<(Leaf, Vec<Page>)> {
        if let Some(number) = self.packages.first() {
            return self.take(*number);
        }
        self.drop_given();
        (!self.waiting.is_empty()).then(|| self.take(self.first))?
    }

    fn take(&mut self, number: usize) -> Option<(Leaf, Vec<Page>)> {
        let taken = self.waiting.get_mut(number - self.first)?.take()?;
        self.bytes -= taken.leaf.bytes.len();
        self.packages.remove(&number);
        if taken.names.is_empty() {
            let path = &taken.leaf.place.hint;
            if self.pages.get(path) == Some(&number) {
                self.pages.remove(path);
            }
        }
        let mut pages = Vec::with_capacity(taken.names.len());
        for (path, name) in taken.names {
            let Some(number) = self.pages.remove(&path) else {
                continue;
            };
            if let Some(page) = self.waiting[number - self.first].take() {
                let Leaf { place, bytes, .. } = page.leaf;
                self.bytes -= bytes.len();
                pages.push((place.member, NamedPart { name, bytes }));
            }
        }
        self.drop_given();
        Some((taken.leaf, pages))
    }

    fn drop_given(&mut self) {
        while self.waiting.front().is_some_and(Option::is_none) {
            self.waiting.pop_front();
            self.first += 1;
        }
    }
}
