//! The people an article names in full, by the parts of their names.

use std::collections::{HashMap, HashSet};

use super::Mention;
use super::surface::Surfaces;
use super::words::{NAME_SUFFIXES, PARTICLES, has};
use crate::analysis::entity::gazetteer::{gazetteer, token_key};
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
        for name in family_names(&words) {
            self.surnames.insert(name.to_owned());
        }
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

/// The words of a full name by which its bearer may be called: the last, the one before it in names
/// of three (`Nicolás Maduro Moros`), the first where family names lead (`Sun Ruiwen`).
pub fn family_names<'n>(words: &[&'n str]) -> Vec<&'n str> {
    let Some((last, before)) = words.split_last() else {
        return Vec::new();
    };
    let mut names = vec![*last];
    if let [_, .., second] = before
        && second.len() > 3
        && !has(PARTICLES, second)
        && !gazetteer().name_use(token_key(second)).first
    {
        names.push(second);
    }
    if let [first, ..] = before
        && has(LEADING_FAMILY_NAMES, first)
        && (last.contains('-') || !gazetteer().name_use(token_key(last)).family)
    {
        names.push(first);
    }
    names
}

/// Family names that come first, in China, Korea and Vietnam.
pub const LEADING_FAMILY_NAMES: &[&str] = &[
    "ahn", "bae", "bai", "cai", "cao", "chan", "chang", "chen", "cheng", "cheong", "cheung",
    "chiang", "cho", "choi", "chou", "chow", "chu", "chun", "chung", "dai", "deng", "ding", "dong",
    "du", "fan", "fang", "feng", "fu", "gao", "gong", "gu", "guo", "ha", "han", "hao", "he", "heo",
    "ho", "hong", "hou", "hsiao", "hsieh", "hsu", "hu", "huang", "huh", "hwang", "jang", "jeon",
    "jeong", "jia", "jiang", "jiao", "jin", "jo", "joo", "ju", "jung", "kang", "kim", "kong",
    "kuo", "kwak", "kwok", "kwon", "lai", "lam", "lau", "lee", "lei", "leung", "li", "liang",
    "liao", "lim", "lin", "ling", "liu", "lu", "luo", "ma", "mao", "meng", "min", "moon", "nam",
    "ng", "ngo", "nguyen", "noh", "oh", "ou", "pan", "park", "peng", "pham", "phan", "qian", "qin",
    "qiu", "ren", "rhee", "roh", "ryu", "seo", "shao", "shen", "shi", "shin", "sim", "so", "son",
    "song", "su", "suh", "sun", "sung", "tan", "tang", "tao", "tian", "tran", "tsai", "tsang",
    "tse", "tung", "vo", "wan", "wang", "wei", "wen", "wong", "woo", "wu", "xi", "xia", "xiang",
    "xiao", "xie", "xiong", "xu", "xue", "yan", "yang", "yao", "ye", "yeung", "yi", "yim", "yin",
    "yoo", "yoon", "yu", "yuan", "yun", "zeng", "zhang", "zhao", "zheng", "zhong", "zhou", "zhu",
    "zou",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_are_called_by_their_family_names() {
        assert!(LEADING_FAMILY_NAMES.is_sorted());
        for (name, expected) in [
            ("anna lind", "lind"),
            ("nicolas maduro moros", "moros maduro"),
            ("wang yi", "yi wang"),
            ("lee jae-myung", "jae-myung lee"),
            ("ludwig van beethoven", "beethoven"),
        ] {
            let words: Vec<&str> = name.split(' ').collect();
            assert_eq!(family_names(&words).join(" "), expected);
        }
    }
}
