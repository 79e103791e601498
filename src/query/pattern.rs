//! What a pattern accepts: wildcards, fuzzy words, regular expressions, whole values.
//!
//! The matcher compares words with these functions and the engine scans its dictionaries with the
//! very same ones, so the two cannot disagree.  Both sides are folded.

use regex::{Regex, RegexBuilder};

use super::ast::{KeyPattern, WordPattern};
use crate::text::{fold, fold_value};

/// Compiled size of a regular expression, bytes; beyond it the expression is refused when parsed.
pub const REGEX_SIZE: usize = 1 << 20;

/// A pattern made ready for many comparisons.
#[derive(Debug, Clone)]
pub struct Pattern {
    kind: Kind,
    /// Literal beginning of everything that is accepted.
    prefix: String,
}

#[derive(Debug, Clone)]
enum Kind {
    Is(String),
    /// Characters, with None for `*`.
    Glob(Vec<Option<GlobChar>>),
    /// `releas*`, `*gate`, `*risis*`: most wildcards are one of these, and need no letters.
    Prefix(String),
    Suffix(String),
    Within(String),
    Fuzzy(Vec<char>, usize),
    Regex(Box<Regex>),
    /// Sorted.
    OneOf(Vec<String>),
    Nothing,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum GlobChar {
    Any,
    This(char),
}

impl Pattern {
    /// Makes a pattern over folded words.
    pub fn new(pattern: &WordPattern) -> Self {
        match pattern {
            WordPattern::Plain(word) => Self::is(fold(word)),
            WordPattern::Wildcard(text) => Self::glob(&fold_between_wildcards(text, fold)),
            WordPattern::Fuzzy { word, distance } => Self {
                kind: Kind::Fuzzy(fold(word).chars().collect(), usize::from(*distance)),
                prefix: String::new(),
            },
            WordPattern::Regex(text) => Self::regex(text),
        }
    }

    /// Makes a pattern over words as they are written, case and accents kept, for `==`.
    pub fn written(pattern: &WordPattern) -> Self {
        match pattern {
            WordPattern::Plain(word) => Self::is(compose(word)),
            WordPattern::Wildcard(text) => Self::glob(&compose(text)),
            // The language has no exact form of these.
            WordPattern::Fuzzy { .. } | WordPattern::Regex(_) => Self::new(pattern),
        }
    }

    /// Makes a pattern over folded whole values.
    pub fn key(pattern: &KeyPattern) -> Self {
        match pattern {
            KeyPattern::Is(value) => Self::is(fold_value(value)),
            KeyPattern::Wildcard(text) => {
                Self::glob(&fold_between_wildcards(text, fold_value_part))
            }
            KeyPattern::OneOf(values) => {
                let mut values: Vec<String> = values.iter().map(|v| fold_value(v)).collect();
                values.sort_unstable();
                Self {
                    kind: Kind::OneOf(values),
                    prefix: String::new(),
                }
            }
        }
    }

    fn is(folded: String) -> Self {
        Self {
            prefix: folded.clone(),
            kind: Kind::Is(folded),
        }
    }

    fn glob(folded: &str) -> Self {
        let mut parts = Vec::new();
        for c in folded.chars() {
            match c {
                '*' if parts.last() == Some(&None) => {}
                '*' => parts.push(None),
                '?' => parts.push(Some(GlobChar::Any)),
                other => parts.push(Some(GlobChar::This(other))),
            }
        }
        let prefix = folded
            .chars()
            .take_while(|c| !matches!(c, '*' | '?'))
            .collect();
        let literal = |text: &str| !text.contains(['*', '?']);
        let bare = folded.trim_matches('*');
        let kind = match (folded.starts_with('*'), folded.ends_with('*')) {
            (false, true) if literal(bare) => Kind::Prefix(bare.to_owned()),
            (true, false) if literal(bare) => Kind::Suffix(bare.to_owned()),
            (true, true) if literal(bare) => Kind::Within(bare.to_owned()),
            _ => Kind::Glob(parts),
        };
        Self { kind, prefix }
    }

    /// An expression that cannot be compiled accepts nothing; the parser has refused it before.
    fn regex(text: &str) -> Self {
        let kind = compile_regex(text).map_or(Kind::Nothing, |r| Kind::Regex(Box::new(r)));
        Self {
            kind,
            prefix: String::new(),
        }
    }

    /// Everything that is accepted begins with this.
    pub fn prefix(&self) -> &str {
        &self.prefix
    }

    /// Letters that stand together in all that is accepted, and whether they end it; none where the
    /// pattern tells none.
    pub fn letters(&self) -> (String, bool) {
        match &self.kind {
            Kind::Suffix(text) => (text.clone(), true),
            Kind::Within(text) => (text.clone(), false),
            Kind::Glob(parts) => {
                let runs = parts.split(|part| !matches!(part, Some(GlobChar::This(_))));
                let run = runs.max_by_key(|run| run.len()).unwrap_or_default();
                let letters = run.iter().filter_map(|part| match part {
                    Some(GlobChar::This(letter)) => Some(*letter),
                    _ => None,
                });
                (letters.collect(), false)
            }
            Kind::Is(_)
            | Kind::Prefix(_)
            | Kind::Fuzzy(..)
            | Kind::Regex(_)
            | Kind::OneOf(_)
            | Kind::Nothing => (String::new(), false),
        }
    }

    /// Compares with a folded word or value.
    pub fn is_match(&self, folded: &str) -> bool {
        match &self.kind {
            Kind::Is(wanted) => wanted == folded,
            Kind::Glob(parts) => folded.starts_with(&self.prefix) && glob_matches(parts, folded),
            Kind::Prefix(text) => folded.starts_with(text.as_str()),
            Kind::Suffix(text) => folded.ends_with(text.as_str()),
            Kind::Within(text) => folded.contains(text.as_str()),
            Kind::Fuzzy(word, distance) => is_within(word, folded, *distance),
            Kind::Regex(regex) => regex.is_match(folded),
            Kind::OneOf(values) => values.binary_search_by(|v| v.as_str().cmp(folded)).is_ok(),
            Kind::Nothing => false,
        }
    }
}

/// Compiles a regular expression over whole words, within `REGEX_SIZE`.
pub fn compile_regex(text: &str) -> Result<Regex, regex::Error> {
    RegexBuilder::new(&format!("^(?:{text})$"))
        .size_limit(REGEX_SIZE)
        .dfa_size_limit(REGEX_SIZE)
        .nest_limit(50)
        .build()
}

/// One way to write the same letters: accents composed, apostrophes alike, no thousands commas.
pub fn compose(word: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    word.nfc()
        .filter(|c| *c != ',')
        .map(|c| {
            if matches!(c, '’' | 'ʼ' | '‘') {
                '\''
            } else {
                c
            }
        })
        .collect()
}

fn fold_between_wildcards(text: &str, fold: fn(&str) -> String) -> String {
    let mut out = String::with_capacity(text.len());
    for part in text.split_inclusive(['*', '?']) {
        match part.strip_suffix(['*', '?']) {
            Some(literal) => {
                out.push_str(&fold(literal));
                out.push_str(&part[literal.len()..]);
            }
            None => out.push_str(&fold(part)),
        }
    }
    out
}

/// Folds a part of a value: spaces at its ends count, since more may follow.
fn fold_value_part(part: &str) -> String {
    let folded = fold_value(part);
    if folded.is_empty() {
        return if part.is_empty() {
            folded
        } else {
            " ".to_owned()
        };
    }
    let before = if part.starts_with(char::is_whitespace) {
        " "
    } else {
        ""
    };
    let after = if part.ends_with(char::is_whitespace) {
        " "
    } else {
        ""
    };
    format!("{before}{folded}{after}")
}

/// Greedy matching that goes back to the last `*` only: no worse than length times length.
fn glob_matches(parts: &[Option<GlobChar>], text: &str) -> bool {
    let (mut at, mut rest) = (0, text);
    let mut retry: Option<(usize, &str)> = None;
    loop {
        match (parts.get(at), rest.chars().next()) {
            (Some(None), _) => {
                retry = Some((at, rest));
                at += 1;
                continue;
            }
            (Some(Some(part)), Some(c)) if *part == GlobChar::Any || *part == GlobChar::This(c) => {
                at += 1;
                rest = &rest[c.len_utf8()..];
                continue;
            }
            (None, None) => return true,
            _ => {}
        }
        // The last `*` takes one character more.
        let Some((star, from)) = retry else {
            return false;
        };
        let Some(c) = from.chars().next() else {
            return false;
        };
        rest = &from[c.len_utf8()..];
        retry = Some((star, rest));
        at = star + 1;
    }
}

/// Tells whether the optimal string alignment distance is at most `limit`: insertions, deletions,
/// substitutions and swaps of neighbours cost 1 each (Damerau 1964, without edits inside a swap).
fn is_within(word: &[char], text: &str, limit: usize) -> bool {
    let length = text.chars().count();
    if word.len().abs_diff(length) > limit {
        return false;
    }
    let text: Vec<char> = text.chars().collect();
    let width = length + 1;
    let mut before = vec![0; width];
    let mut previous: Vec<usize> = (0..width).collect();
    let mut current = vec![0; width];
    for i in 1..=word.len() {
        current[0] = i;
        let mut least = i;
        for j in 1..width {
            let substitution = previous[j - 1] + usize::from(word[i - 1] != text[j - 1]);
            let mut cost = substitution.min(previous[j] + 1).min(current[j - 1] + 1);
            if i > 1 && j > 1 && word[i - 1] == text[j - 2] && word[i - 2] == text[j - 1] {
                cost = cost.min(before[j - 2] + 1);
            }
            current[j] = cost;
            least = least.min(cost);
        }
        // A swap may still save one from the row before.
        if least > limit + 1 {
            return false;
        }
        std::mem::swap(&mut before, &mut previous);
        std::mem::swap(&mut previous, &mut current);
    }
    previous[length] <= limit
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(pattern: WordPattern, accepted: &str, refused: &str) {
        let ready = Pattern::new(&pattern);
        for word in accepted.split_whitespace() {
            assert!(
                ready.is_match(word) && word.starts_with(ready.prefix()),
                "{pattern:?} {word}"
            );
        }
        for word in refused.split_whitespace() {
            assert!(!ready.is_match(word), "{pattern:?} {word}");
        }
    }

    #[test]
    fn wildcards() {
        let wildcard = |text: &str| WordPattern::Wildcard(text.to_owned());
        check(
            wildcard("Releas*"),
            "releas release releasing",
            "lease prerelease",
        );
        check(wildcard("wom?n"), "woman women", "womn womaan");
        check(wildcard("*gate"), "gate watergate", "gates");
        check(wildcard("a*b*c"), "abc axbxc abbcbc", "ab acb");
        check(wildcard("señ?r*"), "senor senora", "senr");
    }

    #[test]
    fn fuzzy_words() {
        let fuzzy = |word: &str, distance| WordPattern::Fuzzy {
            word: word.to_owned(),
            distance,
        };
        check(
            fuzzy("Gonzales", 1),
            "gonzales gonzalez gonzale gnozales",
            "gonzalo gonsalez",
        );
        check(fuzzy("ab", 2), "ab ba abcd b cd", "abcde");
    }

    #[test]
    fn expressions_match_whole_words() {
        check(
            WordPattern::Regex("mad[uo]ro".to_owned()),
            "maduro madoro",
            "maduros amaduro",
        );
        assert!(compile_regex("(x{1000}){1000}").is_err());
    }

    #[test]
    fn values_keep_spaces_beside_wildcards() {
        let ready = Pattern::key(&KeyPattern::Wildcard("María * Machado".to_owned()));
        assert!(ready.is_match("maria corina machado"));
        assert!(!ready.is_match("mariacorina machado"));
    }
}
