//! Mentions of people, organisations and places as operands: which marks of a text field they are.
//!
//! A mark holds the key of its entity.  A pattern that accepts the name of a key means all of the
//! key's marks; one that accepts another spelling means those in the articles that spell it so.
//! These are the mentions that the matcher finds in a record.

use std::collections::BTreeMap;

use anyhow::Result;
use tantivy::{Searcher, Term};

use super::spans::{Leaf, MentionList, Span};
use super::terms::scan;
use crate::annotations::{EntityKey, KEY_SIGN};
use crate::article::EntityKind;
use crate::document::{Fields, Mark, marked_name, read_spelling};
use crate::field::TextField;
use crate::query::ast::KeyPattern;
use crate::query::pattern::Pattern;
use crate::text::fold_value;

/// More marks are not joined: the matcher looks at the articles instead.
const MAX_LISTS: usize = 20_000;

/// The mentions in a field that a pattern means; None when there are too many kinds of them.
pub fn mention_span(
    searcher: &Searcher,
    fields: &Fields,
    field: TextField,
    kind: Option<EntityKind>,
    pattern: &KeyPattern,
) -> Result<Option<Span>> {
    let kinds = EntityKind::ALL.into_iter();
    let mut lists = Vec::new();
    for kind in kinds.filter(|known| kind.is_none_or(|kind| kind == *known)) {
        let finder = Finder {
            searcher,
            fields,
            field,
            kind,
            ready: Pattern::key(pattern),
        };
        finder.add(&beginnings(pattern), &mut lists)?;
        if lists.len() > MAX_LISTS {
            return Ok(None);
        }
    }
    let leaf = Leaf {
        terms: lists.iter().map(|list| list.mark.clone()).collect(),
        ..Leaf::default()
    };
    Ok(Some(Span::Mention { lists, leaf }))
}

/// How names that a pattern accepts begin, and whether they also end there.
pub(super) fn beginnings(pattern: &KeyPattern) -> Vec<(String, bool)> {
    let whole = |value: &String| {
        let folded = fold_value(value);
        let name = folded.strip_prefix(KEY_SIGN).unwrap_or(&folded);
        (marked_name(name), true)
    };
    match pattern {
        KeyPattern::Is(value) => vec![whole(value)],
        KeyPattern::OneOf(values) => values.iter().map(whole).collect(),
        KeyPattern::Wildcard(_) => vec![(Pattern::key(pattern).prefix().to_owned(), false)],
    }
}

struct Finder<'a> {
    searcher: &'a Searcher,
    fields: &'a Fields,
    field: TextField,
    kind: EntityKind,
    ready: Pattern,
}

impl Finder<'_> {
    fn add(&self, beginnings: &[(String, bool)], out: &mut Vec<MentionList>) -> Result<()> {
        let marks = self.fields.marks(self.field);
        let list = |words: u32, name: &str, within: Vec<Term>| MentionList {
            words,
            mark: Term::from_field_text(marks, &Mark::Entity(self.key(name).0, words).term()),
            within,
        };
        let is_named =
            |name: &str| self.ready.is_match(name) || self.ready.is_match(&self.key(name).term());
        for (beginning, is_whole) in beginnings {
            let end = if *is_whole { "|" } else { "" };
            for (name, words) in self.marks(&format!("{beginning}{end}"), &is_named)? {
                out.push(list(words, &name, Vec::new()));
            }
        }
        // Keys of other names, with the spellings by which the pattern means them.
        let mut others: BTreeMap<String, Vec<Term>> = BTreeMap::new();
        for (beginning, is_whole) in beginnings {
            let end = if *is_whole { "\u{1f}" } else { "" };
            let prefix = format!("{}/{beginning}{end}", self.kind.field_name());
            let accepts = |term: &str| {
                read_spelling(term)
                    .is_some_and(|(s, name)| self.ready.is_match(s) && !is_named(name))
            };
            for term in scan(self.searcher, self.fields.spelling, &prefix, &accepts)? {
                if let Some((_, name)) = read_spelling(&term) {
                    let term = Term::from_field_text(self.fields.spelling, &term);
                    others.entry(name.to_owned()).or_default().push(term);
                }
            }
        }
        if others.len() > MAX_LISTS {
            out.resize(MAX_LISTS + 1, list(1, "", Vec::new()));
            return Ok(());
        }
        for (name, within) in others {
            for (_, words) in self.marks(&format!("{name}|"), &|found| found == name)? {
                out.push(list(words, &name, within.clone()));
            }
        }
        Ok(())
    }

    fn key(&self, name: &str) -> EntityKey {
        EntityKey(format!("{}/{name}", self.kind.field_name()))
    }

    /// Names and lengths of the marks of this kind that begin so and are accepted.
    fn marks(&self, beginning: &str, accepts: &dyn Fn(&str) -> bool) -> Result<Vec<(String, u32)>> {
        let kind = format!("@{}/", self.kind.field_name());
        let read = |term: &str| -> Option<(String, u32)> {
            let (name, words) = term.strip_prefix(&kind)?.rsplit_once('|')?;
            Some((name.to_owned(), words.parse().ok()?))
        };
        let is_wanted = |term: &str| read(term).is_some_and(|(name, _)| accepts(&name));
        let prefix = format!("{kind}{beginning}");
        let marks = self.fields.marks(self.field);
        let terms = scan(self.searcher, marks, &prefix, &is_wanted)?;
        Ok(terms.iter().filter_map(|term| read(term)).collect())
    }
}
