//! The people an article names in full, by the parts of their names.

use std::collections::{HashMap, HashSet};

use super::Mention;
use super::surface::Surfaces;
use super::words::{NAME_SUFFIXES, has};
use crate::analysis::entity::label::Label;

/// Surnames and first names of people who are named in full somewhere in the article.
#[derive(Default)]
pub struct People {
    surnames: HashSet<String>,
    /// First name → how many people bear it.
    first_names: HashMap<String, usize>,
}

impl People {
    pub fn new(mentions: &[Mention], surfaces: &Surfaces) -> Self {
        let mut people = Self::default();
        let mut seen = HashSet::new();
        for mention in mentions {
            let surface = surfaces.get(mention.surface);
            let is_name = mention.label == Label::Person
                && surface.words >= 2
                && surface.raw.len() < 50
                && !surface.raw.contains(|c: char| c.is_numeric() || c == '/');
            if is_name && seen.insert(mention.surface) {
                people.add(surface.raw, &surface.folded);
            }
        }
        people
    }

    fn add(&mut self, raw: &str, folded: &str) {
        let mut words: Vec<&str> = folded.split(' ').collect();
        while words.len() > 2 && has(NAME_SUFFIXES, words[words.len() - 1]) {
            words.pop();
        }
        let last_raw = raw.split_whitespace().nth(words.len() - 1).unwrap_or("");
        if words.len() < 2 || !last_raw.starts_with(char::is_uppercase) {
            return;
        }
        *self.first_names.entry(words[0].to_owned()).or_insert(0) += 1;
        self.surnames.insert(words[words.len() - 1].to_owned());
        // `dos Santos`, `García Márquez`.
        for tail in 1..words.len() - 1 {
            self.surnames.insert(words[tail..].join(" "));
        }
    }

    pub fn has_surname(&self, folded: &str) -> bool {
        self.surnames.contains(folded)
    }

    pub fn has_first_name(&self, folded: &str) -> bool {
        self.first_names.contains_key(folded)
    }
}
