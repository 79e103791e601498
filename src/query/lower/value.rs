//! Whole values: people, sources, tags, addresses, numbers, saved queries.

use super::Lowerer;
use super::place::Place;
use crate::article::{EntityKind, Precision, Span};
use crate::field::{KeyField, TextField};
use crate::language::{LANGUAGES, find_declared};
use crate::query::ast::{Ast, Form, KeyPattern, Presence, Scope};
use crate::query::error::{Problem, QueryError};
use crate::query::lexer::{ANY_ONE, ANY_RUN};
use crate::query::limits::{MAX_CLAUSES, MAX_QUERY_NESTING};
use crate::query::lower::word::with_signs;
use crate::query::names;
use crate::query::note::Note;
use crate::query::parser::tree::{Node, NodeKind};
use crate::text::fold;

/// Fields whose values form a closed set, checked here so that a slip is not zero hits.
const CLOSED: &[(KeyField, &[&str])] = &[
    (
        KeyField::Kind,
        &[
            "story",
            "live_blog",
            "gallery",
            "stub",
            "index_page",
            "notice",
        ],
    ),
    (KeyField::Status, &["usable", "embargoed", "canceled"]),
];

/// Kinds of evidence for a date, as `date.from:` names them.
pub(in crate::query) const SOURCES: &[&str] = &[
    "json_ld",
    "field",
    "meta",
    "time_element",
    "stamp",
    "dateline",
    "url",
    "file_name",
    "folder",
    "constraints",
    "mentioned",
    "upper_bound",
];

impl Lowerer<'_, '_> {
    /// A word, phrase or set after the name of a field of whole values.
    pub fn value(&mut self, node: &Node, place: Place) -> Ast {
        match place {
            Place::Key(field) => match key_pattern(self, node, place) {
                Some(KeyPattern::OneOf(values)) if values.is_empty() => Ast::Nothing,
                Some(pattern) => Ast::Key { field, pattern },
                None => Ast::Nothing,
            },
            Place::Entity => match key_pattern(self, node, place) {
                Some(KeyPattern::OneOf(values)) if values.is_empty() => Ast::Nothing,
                Some(pattern) => Ast::Entity { pattern },
                None => Ast::Nothing,
            },
            Place::Precision => self.precision(node, place),
            Place::Source => self.date_source(node, place),
            Place::Query => self.saved_query(node, place),
            Place::Text(_) | Place::Date(..) | Place::Number(_) => Ast::Nothing,
        }
    }

    /// The text of a plain value; None, and an error, for anything else.
    pub fn value_text(&mut self, node: &Node, place: Place) -> Option<String> {
        match &node.kind {
            NodeKind::Word {
                text, fuzzy: None, ..
            }
            | NodeKind::Phrase { text, slop: 0, .. } => Some(with_signs(text).trim().to_owned()),
            NodeKind::Word { .. } | NodeKind::Phrase { .. } => {
                self.not_here(node.span, "`~`", place);
                None
            }
            NodeKind::Regex(pattern)
                if matches!(place, Place::Key(KeyField::Url | KeyField::Path)) =>
            {
                Some(format!("/{pattern}/"))
            }
            NodeKind::Regex(_) => {
                self.not_here(node.span, "a regular expression", place);
                None
            }
            NodeKind::Set(_) => {
                self.not_here(node.span, "a set file", place);
                None
            }
            NodeKind::All
            | NodeKind::Range { .. }
            | NodeKind::Compare { .. }
            | NodeKind::Field { .. }
            | NodeKind::Function { .. }
            | NodeKind::Proximity { .. }
            | NodeKind::And(_)
            | NodeKind::Or(_)
            | NodeKind::Not(_)
            | NodeKind::Weight { .. } => {
                self.not_here(node.span, "this", place);
                None
            }
            NodeKind::Broken => None,
        }
    }

    fn unknown_value(&mut self, value: &str, known: &[&str], span: Span) -> Ast {
        let error = QueryError::new(
            Problem::UnknownValue,
            span,
            format!("no value `{value}` here"),
            format!("the values are {}", known.join(", ")),
        );
        let written = &self.text[span.range()];
        let error = match (
            names::nearest_of(value, known.iter().copied()),
            written.find(value),
        ) {
            (Some(near), Some(at)) => {
                let start = span.start + at;
                let fixed = self.replaced(Span::new(start, start + value.len()), near);
                error.suggest(fixed)
            }
            _ => error,
        };
        self.error(error);
        Ast::Nothing
    }

    fn unknown_language(&mut self, value: &str, near: Option<&str>, span: Span) {
        let error = QueryError::new(
            Problem::UnknownValue,
            span,
            format!("no language `{value}`"),
            "a language is named by its code or its name",
        );
        let error = match near {
            Some(near) => error
                .help(format!("did you mean `lang:{near}`?"))
                .suggest(self.replaced(span, near)),
            None => error,
        };
        self.error(error);
    }

    fn precision(&mut self, node: &Node, place: Place) -> Ast {
        let Some(text) = self.value_text(node, place) else {
            return Ast::Nothing;
        };
        let wanted = text.to_lowercase();
        if let Some(precision) = Precision::ALL.into_iter().find(|p| p.name() == wanted) {
            return Ast::DatePrecision(Some(precision));
        }
        if matches!(wanted.as_str(), "none" | "unknown") {
            return Ast::DatePrecision(None);
        }
        self.unknown_value(
            &text,
            &["year", "month", "day", "minute", "none"],
            node.span,
        )
    }

    fn date_source(&mut self, node: &Node, place: Place) -> Ast {
        let Some(text) = self.value_text(node, place) else {
            return Ast::Nothing;
        };
        let wanted = text.to_lowercase().replace(['-', ' '], "_");
        match serde_json::from_value(serde_json::Value::String(wanted)) {
            Ok(source) => Ast::DateSource(source),
            Err(_) => self.unknown_value(&text, SOURCES, node.span),
        }
    }

    fn saved_query(&mut self, node: &Node, place: Place) -> Ast {
        let Some(name) = self.value_text(node, place) else {
            return Ast::Nothing;
        };
        if self.clauses > MAX_CLAUSES {
            // Reported at the end; reading on could take for ever.
            return Ast::Nothing;
        }
        let unreadable = |reason: String| {
            QueryError::new(
                Problem::UnreadableQuery,
                node.span,
                format!("cannot use the saved query `{name}`"),
                reason,
            )
        };
        if self.nesting >= MAX_QUERY_NESTING {
            let error = unreadable(format!(
                "saved queries stand in one another more than {MAX_QUERY_NESTING} deep, or in themselves"
            ));
            self.error(error);
            return Ast::Nothing;
        }
        let text = match (self.ctx.queries)(&name) {
            Ok(text) => text,
            Err(reason) => {
                let error = unreadable(reason);
                self.error(error);
                return Ast::Nothing;
            }
        };
        let parsed = crate::query::parse_nested(
            &crate::query::without_comments(&text),
            self.ctx,
            self.nesting + 1,
        );
        self.clauses += parsed.clauses;
        if let Some(first) = parsed.errors.first() {
            // A query in itself fails at the bottom; every level above passes the reason on.
            let reason = if first.problem == Problem::UnreadableQuery {
                first.reason.clone()
            } else {
                format!(
                    "it has an error itself: {} [{}]",
                    first.message,
                    first.code()
                )
            };
            let error = unreadable(reason);
            self.error(error);
            return Ast::Nothing;
        }
        let ambiguous = parsed.notes.into_iter().filter(|n| n.remark.is_ambiguity());
        self.out.saved_notes.extend(ambiguous.map(|note| Note {
            span: node.span,
            message: format!("in the saved query `{name}`: {}", note.message),
            is_of_saved: true,
            ..note
        }));
        parsed.ast
    }
}

/// The pattern of a value; addresses and paths are met by a part, ids by their beginning, unless
/// `=` stands before.
pub(in crate::query) fn key_pattern(
    lowerer: &mut Lowerer<'_, '_>,
    node: &Node,
    place: Place,
) -> Option<KeyPattern> {
    if let NodeKind::Set(name) = &node.kind {
        let lines = lowerer.set_lines(name, node.span)?;
        let mut values = Vec::with_capacity(lines.len());
        for line in &lines {
            let value = line.split_whitespace().collect::<Vec<_>>().join(" ");
            match place {
                Place::Key(field) => match closed_value(lowerer, field, &value, node.span) {
                    Some(known) => values.push(known?),
                    None => values.extend(lowerer.names_with_comma(value, place, node.span)),
                },
                _ => values.push(value),
            }
        }
        return Some(if values.len() == 1 {
            KeyPattern::Is(values.remove(0))
        } else {
            KeyPattern::OneOf(values)
        });
    }
    let written = lowerer.value_text(node, place)?;
    let (raw, is_whole) = match &node.kind {
        NodeKind::Word { text, form, .. } => (text.as_str(), *form != Form::Inflected),
        NodeKind::Phrase { text, marked, .. } => (text.as_str(), *marked),
        _ => (written.as_str(), false),
    };
    let value = raw.split_whitespace().collect::<Vec<_>>().join(" ");
    if value.is_empty() {
        lowerer.error(QueryError::new(
            Problem::MissingValue,
            node.span,
            "empty value",
            "there is nothing between the quotation marks",
        ));
        return None;
    }
    // Written as a whole, signs are letters.
    let value = if is_whole { with_signs(&value) } else { value };
    if let Place::Key(field) = place
        && let Some(value) = closed_value(lowerer, field, &value, node.span)
    {
        return value.map(KeyPattern::Is);
    }
    if is_whole {
        return Some(KeyPattern::Is(value));
    }
    let mut names = lowerer.names_with_comma(value, place, node.span);
    if names.len() > 1 {
        return Some(KeyPattern::OneOf(names));
    }
    let value = names.remove(0);
    let has_wildcard = value.contains([ANY_RUN, ANY_ONE]);
    let (before, after) = match place {
        Place::Key(KeyField::Url | KeyField::Path) => ("*", "*"),
        Place::Key(KeyField::Id) => ("", "*"),
        _ => ("", ""),
    };
    if !has_wildcard && after.is_empty() {
        return Some(KeyPattern::Is(value));
    }
    // A star that was escaped is met by any one character, itself among them.
    let literal: String = value
        .chars()
        .map(|c| if matches!(c, '*' | '?') { '?' } else { c })
        .collect();
    let mut pattern = with_signs(&literal);
    if !pattern.starts_with(before) {
        pattern.insert_str(0, before);
    }
    if !pattern.ends_with(after) {
        pattern.push_str(after);
    }
    Some(KeyPattern::Wildcard(pattern))
}

/// The value of a field with a closed set; None when the field has none, Some(None) after an error.
fn closed_value(
    lowerer: &mut Lowerer<'_, '_>,
    field: KeyField,
    value: &str,
    span: Span,
) -> Option<Option<String>> {
    if value.contains([ANY_RUN, ANY_ONE]) {
        return None;
    }
    if field == KeyField::Language {
        let folded = fold(value);
        let language = find_declared(value);
        // Articles may say of themselves that they are in any language; by a code, not by a name.
        if language.is_none() && value.chars().count() > 3 && !value.contains(['-', '_']) {
            let names = LANGUAGES.iter().flat_map(|l| [l.name, l.autonym]);
            lowerer.unknown_language(value, names::nearest_of(&folded, names), span);
            return Some(None);
        }
        return language.map(|l| Some(l.code.to_owned()));
    }
    let (_, known) = CLOSED.iter().find(|(f, _)| *f == field)?;
    let wanted = value.to_lowercase().replace(['-', ' '], "_");
    let found = known
        .iter()
        .find(|k| **k == wanted)
        .map(|k| (*k).to_owned());
    if found.is_none() {
        lowerer.unknown_value(value, known, span);
    }
    Some(found)
}

/// The kind of entity that a field names: None when it names none, Some(None) for any kind.
pub(in crate::query) fn entity_kind(place: Place) -> Option<Option<EntityKind>> {
    match place {
        Place::Entity => Some(None),
        Place::Key(KeyField::Person) => Some(Some(EntityKind::Person)),
        Place::Key(KeyField::Organisation) => Some(Some(EntityKind::Organisation)),
        Place::Key(KeyField::Place) => Some(Some(EntityKind::Place)),
        Place::Key(_)
        | Place::Text(_)
        | Place::Date(..)
        | Place::Precision
        | Place::Source
        | Place::Number(_)
        | Place::Query => None,
    }
}

/// `title:*`: the field has words.
pub(in crate::query) fn has_text(scope: Scope) -> Ast {
    let any = |fields: &[TextField]| {
        Ast::Or(
            fields
                .iter()
                .map(|f| Ast::Has(Presence::Text(*f)))
                .collect(),
        )
    };
    match scope {
        Scope::Field(field) => Ast::Has(Presence::Text(field)),
        Scope::Default => any(&TextField::DEFAULT),
        Scope::Lead => any(&[TextField::Headline, TextField::Deck, TextField::Body]),
        Scope::All => any(&TextField::ALL),
    }
}
