//! Patterns to terms: what a wildcard, a fuzzy word or a regular expression stands for in the
//! archive.
//!
//! The dictionary is scanned from the pattern's literal beginning, and the very function by which
//! the matcher compares words decides, so index and matcher cannot disagree.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result};
use tantivy::schema::Field;
use tantivy::{Searcher, Term};

use super::Refusal;
use crate::document::Fields;
use crate::field::TextField;
use crate::query::ast::{Ast, Slot, SpanExpr, WordPattern};
use crate::query::pattern::Pattern;

/// Terms one pattern may stand for.
pub const MAX_TERMS: usize = 10_000;

/// Finds the words of a text field that begin with `prefix` and are accepted.
///
/// Returns `Refusal::TooManyTerms` beyond `MAX_TERMS` different terms.
pub fn expand(
    searcher: &Searcher,
    field: Field,
    pattern: &str,
    prefix: &str,
    accepts: &dyn Fn(&str) -> bool,
) -> Result<Vec<String>> {
    // Stems begin with a control character that no word has.
    let is_word = |term: &str| !term.starts_with('\u{1}') && accepts(term);
    let terms = collect(searcher, field, prefix, &is_word, MAX_TERMS + 1)?;
    if terms.len() > MAX_TERMS {
        let pattern = pattern.to_owned();
        return Err(Refusal::TooManyTerms {
            pattern,
            limit: MAX_TERMS,
        }
        .into());
    }
    Ok(terms)
}

/// Finds the values of a keyword field that begin with `prefix` and are accepted, without a limit:
/// there are never more than articles.
pub fn scan(
    searcher: &Searcher,
    field: Field,
    prefix: &str,
    accepts: &dyn Fn(&str) -> bool,
) -> Result<Vec<String>> {
    collect(searcher, field, prefix, accepts, usize::MAX)
}

fn collect(
    searcher: &Searcher,
    field: Field,
    prefix: &str,
    accepts: &dyn Fn(&str) -> bool,
    limit: usize,
) -> Result<Vec<String>> {
    let mut terms = BTreeSet::new();
    for segment in searcher.segment_readers() {
        let inverted = segment.inverted_index(field).context("read a dictionary")?;
        let mut stream = inverted
            .terms()
            .range()
            .ge(prefix.as_bytes())
            .into_stream()
            .context("scan a dictionary")?;
        while stream.advance() {
            let key = stream.key();
            if !key.starts_with(prefix.as_bytes()) {
                break;
            }
            let Ok(term) = std::str::from_utf8(key) else {
                continue;
            };
            if accepts(term) && terms.len() < limit && !terms.contains(term) {
                terms.insert(term.to_owned());
            }
        }
    }
    Ok(terms.into_iter().collect())
}

/// One pattern with the words it stands for and the number of articles that have each.
pub type Expansion = (String, Vec<(String, u64)>);

/// Expands every pattern of a query over the default fields.
pub fn expansions(searcher: &Searcher, fields: &Fields, ast: &Ast) -> Result<Vec<Expansion>> {
    let mut patterns = Vec::new();
    collect_patterns(ast, &mut patterns);
    let mut out: Vec<Expansion> = Vec::new();
    for written in patterns {
        let name = match written {
            WordPattern::Plain(_) => continue,
            WordPattern::Wildcard(text) => text.clone(),
            WordPattern::Fuzzy { word, distance } => format!("{word}~{distance}"),
            WordPattern::Regex(text) => format!("/{text}/"),
        };
        if out.iter().any(|(known, _)| *known == name) {
            continue;
        }
        let pattern = Pattern::new(written);
        let accepts = |term: &str| pattern.is_match(term);
        let mut counts: BTreeMap<String, u64> = BTreeMap::new();
        for field in TextField::DEFAULT.map(|field| fields.text(field)) {
            for term in expand(searcher, field, &name, pattern.prefix(), &accepts)? {
                let frequency = searcher.doc_freq(&Term::from_field_text(field, &term))?;
                let count = counts.entry(term).or_insert(0);
                // An article may have the word in several fields: the most of any is no overcount.
                *count = (*count).max(frequency);
            }
        }
        let mut words: Vec<(String, u64)> = counts.into_iter().collect();
        words.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        out.push((name, words));
    }
    Ok(out)
}

fn collect_patterns<'a>(ast: &'a Ast, out: &mut Vec<&'a WordPattern>) {
    match ast {
        Ast::And(parts) | Ast::Or(parts) => parts.iter().for_each(|p| collect_patterns(p, out)),
        Ast::Not(inner) | Ast::Boost(inner, _) => collect_patterns(inner, out),
        Ast::Text { expr, .. } => collect_span_patterns(expr, out),
        Ast::All
        | Ast::Nothing
        | Ast::Key { .. }
        | Ast::Entity { .. }
        | Ast::Has(_)
        | Ast::Date { .. }
        | Ast::DatePrecision(_)
        | Ast::DateSource(_)
        | Ast::Number { .. } => {}
    }
}

fn collect_span_patterns<'a>(expr: &'a SpanExpr, out: &mut Vec<&'a WordPattern>) {
    match expr {
        SpanExpr::Word(word) => out.push(&word.pattern),
        SpanExpr::Phrase { slots, .. } => {
            for slot in slots {
                if let Slot::Word(word) = slot {
                    out.push(&word.pattern);
                }
            }
        }
        SpanExpr::Or(parts) => parts
            .iter()
            .for_each(|part| collect_span_patterns(part, out)),
        SpanExpr::Near { left, right, .. }
        | SpanExpr::Same { left, right, .. }
        | SpanExpr::NotNear { left, right, .. }
        | SpanExpr::NotSame { left, right, .. } => {
            collect_span_patterns(left, out);
            collect_span_patterns(right, out);
        }
        SpanExpr::AtLeast { expr, .. }
        | SpanExpr::First { expr, .. }
        | SpanExpr::Case { expr, .. } => collect_span_patterns(expr, out),
        SpanExpr::Mention { .. } => {}
    }
}
