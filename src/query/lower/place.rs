//! What the words after a field name are taken for.

use crate::field::{DateField, Field, KeyField, NumberField};
use crate::query::ast::Scope;
use crate::query::operator::Edge;

/// Which field the words of a node belong to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::query) enum Place {
    /// None: no field named.
    Text(Option<Scope>),
    Key(KeyField),
    Entity,
    Date(DateField, Option<Edge>),
    Precision,
    Source,
    Number(NumberField),
    Query,
}

impl Place {
    /// What a field holds.
    pub fn of(field: Field) -> Self {
        match field {
            Field::Text(field) => Place::Text(Some(Scope::Field(field))),
            Field::Key(field) => Place::Key(field),
            Field::Entity => Place::Entity,
            Field::Date(field) => Place::Date(field, None),
            Field::DatePrecision => Place::Precision,
            Field::DateSource => Place::Source,
            Field::Number(field) => Place::Number(field),
            Field::Lead => Place::Text(Some(Scope::Lead)),
            Field::AllText => Place::Text(Some(Scope::All)),
            Field::Query => Place::Query,
        }
    }
}
