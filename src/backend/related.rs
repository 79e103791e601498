//! More like this: a query made of what is particular to one article.

use std::collections::HashMap;

use anyhow::Result;
use tantivy::Term;

use super::Local;
use crate::annotations::Record;
use crate::field::{KeyField, TextField};
use crate::query::ast::{Ast, Factor, Form, KeyPattern, Scope, Slot, SpanExpr, Word, WordPattern};
use crate::text::{TokenisedArticle, fold_value};

/// Words and entities that are asked for.
const MAX_WORDS: usize = 25;
const MAX_ENTITIES: usize = 10;

/// A word of the headline counts as so many of the body.
const HEADLINE: f64 = 3.0;

/// What is particular to an article.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Particulars {
    /// Most particular first.
    pub words: Vec<String>,
    pub entities: Vec<String>,
    /// Articles with any of these, but for the article itself.
    pub ast: Option<Ast>,
}

impl Local<'_> {
    /// Finds the words and entities by which an article can be told from others: often in it, and
    /// rare in the archive (tf-idf, Spärck Jones 1972).  Copies of its story are left out if wanted.
    pub fn particulars(&self, record: &Record, other_stories: bool) -> Result<Particulars> {
        let article = TokenisedArticle::new(record);
        let mut counts: HashMap<&str, f64> = HashMap::new();
        for (field, weight) in [(TextField::Headline, HEADLINE), (TextField::Body, 1.0)] {
            let field = article.field(field);
            for at in 0..field.len() {
                let word = field.folded(at);
                if word.chars().count() > 2 && word.chars().all(char::is_alphabetic) {
                    *counts.entry(word).or_insert(0.0) += weight;
                }
            }
        }
        let articles = self.searcher.num_docs() as f64;
        let rarity = |term: Term| -> Result<Option<f64>> {
            let with_it = self.searcher.doc_freq(&term)?;
            // What no other article has finds nothing; what every second has tells nothing.
            let is_telling = with_it > 1 && (with_it as f64) < articles / 2.0;
            Ok(is_telling.then(|| (articles / with_it as f64).ln()))
        };
        let body = self.archive.fields.text(TextField::Body);
        let mut words = Vec::new();
        for (word, count) in counts {
            if let Some(rarity) = rarity(Term::from_field_text(body, word))? {
                let share = 1.0 + count.ln();
                words.push((word, share, share * rarity));
            }
        }
        words.sort_by(|a, b| b.2.total_cmp(&a.2).then_with(|| a.0.cmp(b.0)));
        words.truncate(MAX_WORDS);
        let mut entities = Vec::new();
        for entity in record.annotations.entities.iter().filter(|e| !e.credit) {
            let kinds = [KeyField::Person, KeyField::Organisation, KeyField::Place];
            let field = kinds
                .into_iter()
                .find(|kind| kind.name() == entity.kind.field_name());
            let Some(field) = field else { continue };
            let indexed = self.archive.fields.key(field);
            let name = fold_value(&entity.name);
            if let Some(rarity) = rarity(Term::from_field_text(indexed, &name))? {
                let share = 1.0 + (entity.mentions.len().max(1) as f64).ln();
                entities.push((entity.name.as_str(), share, share * rarity));
            }
        }
        entities.sort_by(|a, b| b.2.total_cmp(&a.2).then_with(|| a.0.cmp(b.0)));
        entities.truncate(MAX_ENTITIES);
        Ok(particulars(record, &words, &entities, other_stories))
    }
}

fn particulars(
    record: &Record,
    words: &[(&str, f64, f64)],
    entities: &[(&str, f64, f64)],
    other_stories: bool,
) -> Particulars {
    let factor = |share: f64| Factor((share * 1000.0).round() as u32);
    let word_parts = words.iter().map(|(word, share, _)| {
        let word = Word {
            pattern: WordPattern::Plain((*word).to_owned()),
            form: Form::Inflected,
        };
        let scope = Scope::Default;
        let expr = SpanExpr::Word(word);
        Ast::Boost(Box::new(Ast::Text { scope, expr }), factor(*share))
    });
    let entity_parts = entities.iter().map(|(name, share, _)| {
        // A name as a value has no score; as a phrase it has.
        let literal = |word: crate::text::RawWord| {
            Slot::Word(Word {
                pattern: WordPattern::Plain(word.text(name).to_owned()),
                form: Form::Literal,
            })
        };
        let slots: Vec<Slot> = crate::text::words(name).map(literal).collect();
        let expr = SpanExpr::Phrase { slots, slop: 0 };
        let scope = Scope::Default;
        Ast::Boost(Box::new(Ast::Text { scope, expr }), factor(*share))
    });
    let parts: Vec<Ast> = word_parts.chain(entity_parts).collect();
    let without = |field, value: &str| {
        let pattern = KeyPattern::Is(value.to_owned());
        Ast::Not(Box::new(Ast::Key { field, pattern }))
    };
    let story = record
        .annotations
        .story
        .as_deref()
        .filter(|_| other_stories);
    let ast = (!parts.is_empty()).then(|| {
        let mut all = vec![Ast::Or(parts), without(KeyField::Id, &record.provenance.id)];
        all.extend(story.map(|story| without(KeyField::Story, story)));
        Ast::And(all)
    });
    Particulars {
        words: words.iter().map(|(word, ..)| (*word).to_owned()).collect(),
        entities: entities
            .iter()
            .map(|(name, ..)| (*name).to_owned())
            .collect(),
        ast,
    }
}
