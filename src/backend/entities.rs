//! Entities of the whole archive in queries and counts: keys that are one entity are found and
//! counted as one.
//!
//! A condition on a name becomes one on all keys of the entities that go by it anywhere in the
//! archive, before index and matcher see it, so the two agree: `person:machado` finds the articles
//! that write the full name only.  Names by which nobody else goes stay as they are.

use std::collections::{BTreeSet, HashMap};

use anyhow::{Context, Result};
use tantivy::Searcher;
use tantivy::schema::Field;

use super::country::with_codes;
use super::mention_span::beginnings;
use super::terms::scan;
use super::values::{Columns, FieldValues};
use crate::analysis::entity::canonical::archive::{EntityTable, choose_spelling};
use crate::annotations::EntityKey;
use crate::article::EntityKind;
use crate::document::{
    EntityValue, PLACE_IN_FACET, facet_name, read_place_in, read_spelling, read_value,
};
use crate::field::KeyField;
use crate::index::{Archive, ENTITY_FIELDS, entity_table};
use crate::query::ast::{Ast, KeyPattern, SpanExpr};
use crate::query::pattern::Pattern;
use crate::text::fold_value;

/// The kind of entity that a field names.
pub fn kind_of(field: KeyField) -> Option<EntityKind> {
    let row = ENTITY_FIELDS.iter().find(|(known, _)| *known == field);
    row.map(|(_, kind)| *kind)
}

/// True for the keys of a kind.
pub(super) fn is_of_kind(key: &EntityKey, kind: EntityKind) -> bool {
    let parts = key.0.split_once('/');
    parts.is_some_and(|(name, _)| name == kind.field_name())
}

/// A query as this archive understands its entities, and with the codes of countries.
pub fn resolve_entities(archive: &Archive, ast: Ast) -> Result<Ast> {
    if !asks_for_entities(&ast) {
        return Ok(ast);
    }
    let names = Names {
        table: entity_table(archive)?,
        searcher: archive.searcher()?,
        spelling: archive.fields.spelling,
    };
    with_all_keys(&ast, &names)
}

/// What entities are called: in the merged ones' table, and in the articles.
struct Names {
    table: EntityTable,
    searcher: Searcher,
    spelling: Field,
}

/// True when a query asks for entities at all, so that the table must be read.
fn asks_for_entities(ast: &Ast) -> bool {
    match ast {
        Ast::And(parts) | Ast::Or(parts) => parts.iter().any(asks_for_entities),
        Ast::Not(inner) | Ast::Boost(inner, _) => asks_for_entities(inner),
        Ast::Key { field, .. } => kind_of(*field).is_some() || *field == KeyField::Country,
        Ast::Entity { .. } => true,
        Ast::Text { expr, .. } => has_mention(expr),
        Ast::All
        | Ast::Nothing
        | Ast::Has(_)
        | Ast::Date { .. }
        | Ast::DatePrecision(_)
        | Ast::DateSource(_)
        | Ast::Number { .. } => false,
    }
}

fn has_mention(expr: &SpanExpr) -> bool {
    match expr {
        SpanExpr::Mention { .. } => true,
        SpanExpr::Word(_) | SpanExpr::Phrase { .. } => false,
        SpanExpr::Or(parts) => parts.iter().any(has_mention),
        SpanExpr::Near { left, right, .. }
        | SpanExpr::Same { left, right, .. }
        | SpanExpr::NotNear { left, right, .. }
        | SpanExpr::NotSame { left, right, .. } => has_mention(left) || has_mention(right),
        SpanExpr::AtLeast { expr, .. }
        | SpanExpr::First { expr, .. }
        | SpanExpr::Case { expr, .. } => has_mention(expr),
    }
}

/// Replaces conditions on names by conditions on all keys of the entities that go by them.
fn with_all_keys(ast: &Ast, names: &Names) -> Result<Ast> {
    let each = |parts: &[Ast]| -> Result<Vec<Ast>> {
        let parts = parts.iter().map(|part| with_all_keys(part, names));
        parts.collect()
    };
    Ok(match ast {
        Ast::And(parts) => Ast::And(each(parts)?),
        Ast::Or(parts) => Ast::Or(each(parts)?),
        Ast::Not(inner) => Ast::Not(Box::new(with_all_keys(inner, names)?)),
        Ast::Boost(inner, factor) => Ast::Boost(Box::new(with_all_keys(inner, names)?), *factor),
        Ast::Key { field, pattern } if *field == KeyField::Country => Ast::Key {
            field: *field,
            pattern: with_codes(pattern),
        },
        Ast::Key { field, pattern } => match kind_of(*field) {
            Some(kind) => with_keys(ast, keys_of(pattern, Some(kind), names)?),
            None => ast.clone(),
        },
        Ast::Entity { pattern } => with_keys(ast, keys_of(pattern, None, names)?),
        Ast::Text { scope, expr } => Ast::Text {
            scope: *scope,
            expr: mentions_with_all_keys(expr, names)?,
        },
        Ast::All
        | Ast::Nothing
        | Ast::Has(_)
        | Ast::Date { .. }
        | Ast::DatePrecision(_)
        | Ast::DateSource(_)
        | Ast::Number { .. } => ast.clone(),
    })
}

/// A condition, or one of these keys.
fn with_keys(ast: &Ast, keys: Vec<(EntityKind, Vec<String>)>) -> Ast {
    let mut parts = vec![ast.clone()];
    for (kind, terms) in keys {
        if let Some((field, _)) = ENTITY_FIELDS.iter().find(|(_, known)| *known == kind) {
            parts.push(Ast::Key {
                field: *field,
                pattern: KeyPattern::OneOf(terms),
            });
        }
    }
    match parts.len() {
        1 => ast.clone(),
        _ => Ast::Or(parts),
    }
}

fn mentions_with_all_keys(expr: &SpanExpr, names: &Names) -> Result<SpanExpr> {
    let mut expr = expr.clone();
    let inner = |boxed: &mut Box<SpanExpr>| -> Result<()> {
        **boxed = mentions_with_all_keys(boxed, names)?;
        Ok(())
    };
    match &mut expr {
        SpanExpr::Mention { kind, pattern } => {
            let found = keys_of(pattern, *kind, names)?;
            if found.is_empty() {
                return Ok(expr);
            }
            let others = found.into_iter().map(|(kind, terms)| SpanExpr::Mention {
                kind: Some(kind),
                pattern: KeyPattern::OneOf(terms),
            });
            return Ok(SpanExpr::Or(
                std::iter::once(expr.clone()).chain(others).collect(),
            ));
        }
        SpanExpr::Word(_) | SpanExpr::Phrase { .. } => {}
        SpanExpr::Or(parts) => {
            for part in parts {
                *part = mentions_with_all_keys(part, names)?;
            }
        }
        SpanExpr::Near { left, right, .. }
        | SpanExpr::Same { left, right, .. }
        | SpanExpr::NotNear { left, right, .. }
        | SpanExpr::NotSame { left, right, .. } => {
            inner(left)?;
            inner(right)?;
        }
        SpanExpr::AtLeast { expr, .. }
        | SpanExpr::First { expr, .. }
        | SpanExpr::Case { expr, .. } => inner(expr)?,
    }
    Ok(expr)
}

/// Terms of the keys that a pattern means beside those it accepts itself, by kind: all keys of the
/// entities that it names by any of their keys, by the name that is shown, or by a spelling that
/// stands for them in some article.
fn keys_of(
    pattern: &KeyPattern,
    kind: Option<EntityKind>,
    names: &Names,
) -> Result<Vec<(EntityKind, Vec<String>)>> {
    // Everybody has every key already.
    if *pattern == KeyPattern::Wildcard("*".to_owned()) {
        return Ok(Vec::new());
    }
    let kinds = EntityKind::ALL.into_iter();
    let mut out = Vec::new();
    for kind in kinds.filter(|known| kind.is_none_or(|wanted| wanted == *known)) {
        let mut keys = merged_keys(pattern, kind, &names.table);
        keys.extend(spelled_keys(pattern, kind, names)?);
        // A person whom some articles take for an organisation has keys of both kinds.
        for kind in EntityKind::ALL {
            let of_kind = keys.iter().filter(|key| is_of_kind(key, kind));
            let terms: BTreeSet<String> = of_kind.map(EntityKey::term).collect();
            if !terms.is_empty() {
                out.push((kind, terms.into_iter().collect()));
            }
        }
    }
    Ok(out)
}

fn merged_keys(pattern: &KeyPattern, kind: EntityKind, table: &EntityTable) -> BTreeSet<EntityKey> {
    let pattern = Pattern::key(pattern);
    let is_named = |entity: &EntityKey| {
        let shown = table.display_name(entity).map(fold_value);
        table.keys(entity).any(|key| pattern.is_match(key.name()))
            || shown.is_some_and(|shown| pattern.is_match(&shown))
    };
    let groups = table.groups().map(|(entity, _)| entity);
    groups
        .filter(|entity| is_of_kind(entity, kind) && is_named(entity))
        .flat_map(|entity| table.keys(entity).cloned())
        .collect()
}

fn spelled_keys(
    pattern: &KeyPattern,
    kind: EntityKind,
    names: &Names,
) -> Result<BTreeSet<EntityKey>> {
    let ready = Pattern::key(pattern);
    let accepts = |term: &str| {
        read_spelling(term)
            .is_some_and(|(spelling, name)| ready.is_match(spelling) && !ready.is_match(name))
    };
    let mut keys = BTreeSet::new();
    for (beginning, is_whole) in beginnings(pattern) {
        let end = if is_whole { "\u{1f}" } else { "" };
        let prefix = format!("{}/{beginning}{end}", kind.field_name());
        for term in scan(&names.searcher, names.spelling, &prefix, &accepts)? {
            if let Some((_, name)) = read_spelling(&term) {
                let key = EntityKey(format!("{}/{name}", kind.field_name()));
                let entity = names.table.entity(&key);
                keys.extend(names.table.keys(entity).cloned());
            }
        }
    }
    Ok(keys)
}

/// Numbers the entities of a kind; a key that lists leave out has none.
pub fn entity_values(
    searcher: &Searcher,
    kind: EntityKind,
    table: &EntityTable,
) -> Result<FieldValues> {
    let mut columns: Vec<Column> = Vec::new();
    for (field, of_field) in ENTITY_FIELDS {
        if of_field == kind || table.joins_kinds() {
            columns.push(Column {
                name: facet_name(field),
                read: Box::new(move |value| Some(read_value(of_field, value))),
            });
        }
    }
    number_entities(searcher, kind, &columns, table)
}

/// Numbers the places of a country or of a region of it.
pub fn places_within(
    searcher: &Searcher,
    within: PlaceArea,
    table: &EntityTable,
) -> Result<FieldValues> {
    let column = Column {
        name: PLACE_IN_FACET.to_owned(),
        read: Box::new(move |value| {
            let (place, path) = read_place_in(value);
            within.holds(path).then_some(place)
        }),
    };
    number_entities(searcher, EntityKind::Place, &[column], table)
}

/// A column of entities, and how its values are read: None for values that are not wanted.
struct Column {
    name: String,
    read: Box<ReadValue>,
}

type ReadValue = dyn for<'v> Fn(&'v str) -> Option<EntityValue<'v>>;

/// A country, or a region of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlaceArea {
    /// ISO 3166-1 code.
    pub country: &'static str,
    /// Empty: the whole country.
    pub region: &'static str,
}

impl PlaceArea {
    /// True for the place itself and for what lies in it, by the way down to it.
    fn holds(self, path: &str) -> bool {
        let mut parts = path.split('/');
        parts.next() == Some(self.country)
            && (self.region.is_empty() || parts.next() == Some(self.region))
    }
}

/// Numbers the entities of a kind that the values of some columns name.
fn number_entities(
    searcher: &Searcher,
    kind: EntityKind,
    columns: &[Column],
    table: &EntityTable,
) -> Result<FieldValues> {
    let mut entities: HashMap<EntityKey, u32> = HashMap::new();
    let mut spellings: Vec<(EntityKey, Vec<String>)> = Vec::new();
    let mut segments: Vec<Columns> = Vec::new();
    for segment in searcher.segment_readers() {
        let mut of_segment = Columns::new();
        for Column { name, read } in columns {
            let column = segment.fast_fields().str(name);
            let Some(column) = column.context("read the entities")? else {
                continue;
            };
            let mut numbers = Vec::with_capacity(column.num_terms());
            let mut values = column.dictionary().stream().context("read the entities")?;
            while values.advance() {
                let text = String::from_utf8_lossy(values.key());
                let Some(value) = read(&text) else {
                    numbers.push(FieldValues::NONE);
                    continue;
                };
                let entity = table.entity(&value.key);
                let is_hidden = table.is_hidden(entity, value.is_given);
                if !value.is_counted || is_hidden || !is_of_kind(entity, kind) {
                    numbers.push(FieldValues::NONE);
                    continue;
                }
                let next = spellings.len() as u32;
                let number = *entities.entry(entity.clone()).or_insert(next);
                if number == next {
                    spellings.push((entity.clone(), Vec::new()));
                }
                // What a merged key is called says nothing of the entity's own name.
                if *entity == value.key || spellings[number as usize].1.is_empty() {
                    spellings[number as usize].1.push(value.name.to_owned());
                }
                numbers.push(number);
            }
            of_segment.push((column, numbers));
        }
        segments.push(of_segment);
    }
    let names = spellings.iter().map(|(entity, spellings)| {
        let known = table.display_name(entity).map(str::to_owned);
        known.unwrap_or_else(|| {
            let counts: Vec<(&str, u32)> = spellings.iter().map(|s| (s.as_str(), 1)).collect();
            choose_spelling(entity, &counts).unwrap_or("").to_owned()
        })
    });
    // Numbers in order of names, as those of other values are: equal counts are listed by them.
    let mut order: Vec<(String, usize)> = names.zip(0..).collect();
    order.sort_unstable();
    let mut places = vec![FieldValues::NONE; order.len()];
    for ((_, number), place) in order.iter().zip(0..) {
        places[*number] = place;
    }
    for (_, numbers) in segments.iter_mut().flatten() {
        for number in numbers.iter_mut().filter(|n| **n != FieldValues::NONE) {
            *number = places[*number as usize];
        }
    }
    let names = order.into_iter().map(|(name, _)| name).collect();
    Ok(FieldValues::new(names, segments))
}
