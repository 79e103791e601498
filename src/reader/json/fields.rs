//! Which field name means what: one table for every JSON (and CSV) that news comes in.
//!
//! Names are compared without case, `_`, `-`, `.`, `$`, `@` and spaces, so `publishedAt`,
//! `published_at` and `PUBLISHED-AT` are one.  Order within a row is preference: the first name
//! that holds something wins, where only one can.

use std::collections::HashMap;
use std::sync::LazyLock;

/// What a field is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Target {
    Headline,
    Deck,
    Body,
    Author,
    /// Day or time of publication.
    Published,
    Updated,
    /// A date of the article, not said which.
    SomeDate,
    /// When it was fetched or indexed: it was published before.
    Fetched,
    Embargo,
    Source,
    Section,
    Language,
    Url,
    Id,
    Tag,
    Place,
    Person,
    Organisation,
    /// Where it was filed.
    Located,
    Caption,
    /// To editors.
    Message,
    /// A word for what has become of it.
    Status,
    /// A flag: it is not published yet.
    Draft,
    /// A flag: it is gone.
    Deleted,
    /// A flag: it is published.
    Public,
    /// A group whose members count as members of the object itself.
    Group,
    /// Pictures and the like, each with a text of its own.
    Associations,
}

impl Target {
    /// Every target.
    const ALL: &'static [Self] = &[
        Self::Headline,
        Self::Deck,
        Self::Body,
        Self::Author,
        Self::Published,
        Self::Updated,
        Self::SomeDate,
        Self::Fetched,
        Self::Embargo,
        Self::Source,
        Self::Section,
        Self::Language,
        Self::Url,
        Self::Id,
        Self::Tag,
        Self::Place,
        Self::Person,
        Self::Organisation,
        Self::Located,
        Self::Caption,
        Self::Message,
        Self::Status,
        Self::Draft,
        Self::Deleted,
        Self::Public,
        Self::Group,
        Self::Associations,
    ];
}

/// The names of each target: target, tab, names with commas between, most trusted first.
const FIELDS: &str = include_str!("fields.tsv");

/// Every target with its names, in the order of the table.
fn fields() -> impl Iterator<Item = (Target, impl Iterator<Item = &'static str>)> {
    let lines = FIELDS.lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| {
        let (name, names) = line.split_once('\t')?;
        let target = Target::ALL
            .iter()
            .find(|target| format!("{target:?}") == name)?;
        Some((*target, names.split(", ")))
    })
}

/// A target and how much its name is trusted: 0 is best.
pub type Meaning = (Target, usize);

/// What a field name means, if anything.
pub fn meaning(name: &str) -> Option<Meaning> {
    static BY_NAME: LazyLock<HashMap<String, Meaning>> = LazyLock::new(|| {
        let mut by_name = HashMap::new();
        for (target, names) in fields() {
            for (rank, name) in names.enumerate() {
                by_name.entry(normalise(name)).or_insert((target, rank));
            }
        }
        by_name
    });
    let name = normalise(name);
    if let Some(meaning) = BY_NAME.get(&name) {
        return Some(*meaning);
    }
    // ninjs lets a provider invent `body_sport`, `headline_short`.
    let invented = [
        ("headline", Target::Headline),
        ("body", Target::Body),
        ("description", Target::Deck),
    ];
    invented
        .iter()
        .find(|(prefix, _)| name.starts_with(prefix))
        .map(|(_, target)| (*target, 99))
}

/// Names of headlines that anything else may have, too: people, clubs, entries of menus.
const WEAK_HEADLINES: &[&str] = &["name", "label"];

/// Whether a name is that of a headline, and of little else.
pub fn is_strong_headline(name: &str) -> bool {
    matches!(meaning(name), Some((Target::Headline, _)))
        && !WEAK_HEADLINES.contains(&normalise(name).as_str())
}

/// Names are listed up to this many.
const MOST_LISTED: usize = 20;

/// Names for a message, each in backticks.
pub fn listed(names: &[&str]) -> String {
    let shown: Vec<String> = names
        .iter()
        .take(MOST_LISTED)
        .map(|name| format!("`{}`", name.chars().take(40).collect::<String>()))
        .collect();
    match names.len().checked_sub(MOST_LISTED) {
        Some(more @ 1..) => format!("{} and {more} more", shown.join(", ")),
        _ => shown.join(", "),
    }
}

fn normalise(name: &str) -> String {
    // `dc:creator`, `og:title`: the prefix stays, since `creator` alone is another name.
    name.chars()
        .filter(|c| !matches!(c, '_' | '-' | '.' | ' ' | '$' | '@' | ':' | '#'))
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_compared_loosely() {
        for name in ["publishedAt", "published_at", "PUBLISHED-AT"] {
            assert_eq!(
                meaning(name).map(|(target, _)| target),
                Some(Target::Published)
            );
        }
        assert_eq!(meaning("body_sport"), Some((Target::Body, 99)));
        assert_eq!(
            meaning("dc:creator").map(|(target, _)| target),
            Some(Target::Author)
        );
        assert_eq!(meaning("urlToImage"), None);
    }

    #[test]
    fn no_name_stands_in_two_rows() {
        let mut seen = std::collections::HashSet::new();
        for (_, names) in fields() {
            for name in names {
                assert!(seen.insert(normalise(name)), "{name}");
            }
        }
        // Every line is read, and every target has one.
        let lines = FIELDS.lines().filter(|line| !line.starts_with('#'));
        assert_eq!(lines.count(), fields().count());
        assert_eq!(fields().count(), Target::ALL.len());
    }
}
