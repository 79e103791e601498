//! Patterns to terms: what a wildcard, a fuzzy word or a regular expression stands for in the
//! archive.
//!
//! The dictionary is scanned from the pattern's literal beginning, or without one the list of words
//! searched for its letters, and the very function by which the matcher compares words decides, so
//! index and matcher cannot disagree.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use anyhow::{Context, Result};
use tantivy::index::SegmentId;
use tantivy::postings::TermInfo;
use tantivy::query::FuzzyTermQuery;
use tantivy::schema::Field;
use tantivy::{Searcher, Term};

use super::Refusal;
use crate::document::{Fields, stem_term};
use crate::field::TextField;
use crate::index::WordList;
use crate::language::Language;
use crate::query::ast::{Ast, Form, Slot, SpanExpr, Word, WordPattern};
use crate::query::pattern::Pattern;
use crate::text::{Stems, fold, lower};

/// Terms one pattern may stand for.
pub const MAX_TERMS: usize = 10_000;

/// The words that a pattern stands for in one field.
#[derive(Debug, Clone, Default)]
pub struct Words {
    pub words: Vec<String>,
    /// Where their postings are, so that nobody has to look them up again.
    places: Arc<HashMap<SegmentId, Vec<TermInfo>>>,
}

impl Words {
    /// The posting lists of the words in a segment.
    pub fn infos(&self, segment: SegmentId) -> &[TermInfo] {
        self.places.get(&segment).map_or(&[], Vec::as_slice)
    }
}

/// Finds the words of a text field that a pattern accepts; `name` is how it is written.
///
/// Returns `Refusal::TooManyTerms` beyond `MAX_TERMS` different terms.
pub fn expand(
    searcher: &Searcher,
    field: Field,
    name: &str,
    written: &WordPattern,
) -> Result<Words> {
    let pattern = Pattern::new(written);
    let mut words = BTreeSet::new();
    let mut places = HashMap::new();
    for segment in searcher.segment_readers() {
        let inverted = segment.inverted_index(field).context("read a dictionary")?;
        let mut infos: Vec<TermInfo> = Vec::new();
        // False beyond the limit.
        let mut take = |term: &str, info: &TermInfo| {
            infos.push(info.clone());
            if !words.contains(term) {
                words.insert(term.to_owned());
            }
            words.len() <= MAX_TERMS
        };
        if let WordPattern::Fuzzy { word, distance } = written {
            // The automaton spares the walk over the whole dictionary; the pattern still decides.
            let term = Term::from_field_text(field, &fold(word));
            let automaton = FuzzyTermQuery::new(term, *distance, true)
                .automaton()
                .context("look for near words")?;
            let mut stream = inverted
                .terms()
                .search(automaton)
                .into_stream()
                .context("scan a dictionary")?;
            while stream.advance()
                && accepted(&pattern, stream.key()).is_none_or(|term| take(term, stream.value()))
            {
            }
        } else if pattern.prefix().is_empty() {
            let mut found = Vec::new();
            if let Some(list) = WordList::open(segment, field).context("open a list of words")? {
                let (letters, is_end) = pattern.letters();
                list.each(&letters, is_end, &mut |word| {
                    if pattern.is_match(word) {
                        found.push(word.to_owned());
                    }
                    found.len() <= MAX_TERMS
                });
            }
            for word in found {
                let info = inverted.get_term_info(&Term::from_field_text(field, &word));
                if let Some(info) = info.context("read a dictionary")? {
                    take(&word, &info);
                }
            }
        } else {
            let prefix = pattern.prefix().as_bytes();
            let mut stream = inverted
                .terms()
                .range()
                .ge(prefix)
                .into_stream()
                .context("scan a dictionary")?;
            while stream.advance()
                && stream.key().starts_with(prefix)
                && accepted(&pattern, stream.key()).is_none_or(|term| take(term, stream.value()))
            {
            }
        }
        places.insert(segment.segment_id(), infos);
        if words.len() > MAX_TERMS {
            return Err(Refusal::TooManyTerms {
                pattern: name.to_owned(),
                limit: MAX_TERMS,
            }
            .into());
        }
    }
    Ok(Words {
        words: words.into_iter().collect(),
        places: Arc::new(places),
    })
}

/// The word of a dictionary that a pattern accepts; stems, which begin with a control character that
/// no word has, are none.
fn accepted<'t>(pattern: &Pattern, term: &'t [u8]) -> Option<&'t str> {
    let term = std::str::from_utf8(term).ok()?;
    (!term.starts_with('\u{1}') && pattern.is_match(term)).then_some(term)
}

/// Finds the values of a keyword field that begin with `prefix` and are accepted, without a limit:
/// there are never more than articles.
pub fn scan(
    searcher: &Searcher,
    field: Field,
    prefix: &str,
    accepts: &dyn Fn(&str) -> bool,
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
            if accepts(term) && !terms.contains(term) {
                terms.insert(term.to_owned());
            }
        }
    }
    Ok(terms.into_iter().collect())
}

/// One word or pattern with what it stands for and the number of articles that have each: for a
/// pattern words, for a bare word its stem in each language.
pub type Expansion = (String, Vec<(String, u64)>);

/// Expands every pattern and every bare word of a query over the default fields.
pub fn expansions(
    searcher: &Searcher,
    fields: &Fields,
    languages: &[&'static Language],
    ast: &Ast,
) -> Result<Vec<Expansion>> {
    let mut patterns = Vec::new();
    collect_patterns(ast, &mut patterns);
    let mut out: Vec<Expansion> = Vec::new();
    for word in patterns {
        let written = &word.pattern;
        let name = match written {
            WordPattern::Plain(text) if word.form == Form::Inflected => {
                if out.iter().all(|(known, _)| known != text) {
                    let stems = stem_counts(searcher, fields, languages, text)?;
                    out.push((text.clone(), stems));
                }
                continue;
            }
            WordPattern::Plain(_) => continue,
            WordPattern::Wildcard(text) => text.clone(),
            WordPattern::Fuzzy { word, distance } => format!("{word}~{distance}"),
            WordPattern::Regex(text) => format!("/{text}/"),
        };
        if out.iter().any(|(known, _)| *known == name) {
            continue;
        }
        let mut counts: BTreeMap<String, u64> = BTreeMap::new();
        for field in TextField::DEFAULT.map(|field| fields.text(field)) {
            for term in expand(searcher, field, &name, written)?.words {
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

/// The stems of a word that the archive has, as `stem (en)`, and the word itself, as `=word`: what
/// counts in articles without stems.  Most frequent first.
fn stem_counts(
    searcher: &Searcher,
    fields: &Fields,
    languages: &[&'static Language],
    text: &str,
) -> Result<Vec<(String, u64)>> {
    let lowered = lower(text);
    let mut found = Vec::new();
    let mut term = String::new();
    let articles = |term: &str| -> Result<u64> {
        let mut articles = 0;
        for field in TextField::DEFAULT.map(|field| fields.text(field)) {
            articles = articles.max(searcher.doc_freq(&Term::from_field_text(field, term))?);
        }
        Ok(articles)
    };
    let literal = fold(text);
    found.push((format!("={literal}"), articles(&literal)?));
    for language in languages {
        let mut stems = Stems::new(Some(language));
        for stem in stems.stems(&lowered) {
            stem_term(language, stem, &mut term);
            found.push((format!("{stem} ({})", language.code), articles(&term)?));
        }
    }
    found.sort();
    found.dedup();
    found.retain(|(_, articles)| *articles > 0);
    found.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    Ok(found)
}

fn collect_patterns<'a>(ast: &'a Ast, out: &mut Vec<&'a Word>) {
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

fn collect_span_patterns<'a>(expr: &'a SpanExpr, out: &mut Vec<&'a Word>) {
    match expr {
        SpanExpr::Word(word) => out.push(word),
        SpanExpr::Phrase { slots, .. } => {
            for slot in slots {
                if let Slot::Word(word) = slot {
                    out.push(word);
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
