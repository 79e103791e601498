//! Tree → `Ast`: names are looked up, words cut, dates resolved, functions given their meaning.
//!
//! Errors are collected, never thrown; where one is met, `Ast::Nothing` stands in, so the rest of
//! the query is checked too.  Words are the business of `lower_word`, operands of proximity that of
//! `lower_span`, whole values that of `lower_value`.

mod comma;
pub(in crate::query) mod dates;
mod function;
mod number;
mod place;
mod set;
mod span;
mod spread;
mod value;
mod word;

use crate::article::Span;
use crate::field::DateField;
use crate::query::Context;
use crate::query::ast::{Ast, Factor, Scope};
use crate::query::error::{Problem, QueryError};
use crate::query::limits::{MAX_CLAUSES, MAX_ERRORS};
use crate::query::lower::dates::{DateRead, DateReader};
use crate::query::names::{self, Named};
use crate::query::note::{Note, Remark};
use crate::query::operator::Edge;
use crate::query::parser::tree::{Node, NodeKind};
use place::Place;

/// What came of lowering one tree.
pub(in crate::query) struct Lowered {
    pub ast: Ast,
    pub errors: Vec<QueryError>,
    pub notes: Vec<Note>,
    /// What is ambiguous in the saved queries that it names.
    pub saved_notes: Vec<Note>,
    /// Words and values that were met.
    pub clauses: usize,
}

/// Gives a tree its meaning.  `nesting` counts the saved queries it stands in.
pub(in crate::query) fn lower(
    text: &str,
    root: &Node,
    ctx: &Context<'_>,
    nesting: usize,
) -> Lowered {
    let out = Lowered {
        ast: Ast::Nothing,
        errors: vec![],
        notes: vec![],
        saved_notes: vec![],
        clauses: 0,
    };
    let mut lowerer = Lowerer {
        text,
        ctx,
        nesting,
        clauses: 0,
        regexes: 0,
        out,
    };
    lowerer.out.ast = lowerer.node(root, Place::Text(None));
    if lowerer.clauses > MAX_CLAUSES {
        let message = format!(
            "{} words and values, more than {MAX_CLAUSES}",
            lowerer.clauses
        );
        let error = QueryError::new(
            Problem::TooManyClauses,
            root.span,
            message,
            "a query this wide is slow and seldom meant",
        );
        lowerer
            .out
            .errors
            .push(error.help("put them in a file, one a line, and search `@file`"));
    }
    lowerer.out.clauses = lowerer.clauses;
    lowerer.out
}

pub(in crate::query) struct Lowerer<'q, 'c> {
    pub text: &'q str,
    pub ctx: &'q Context<'c>,
    pub nesting: usize,
    pub clauses: usize,
    pub regexes: usize,
    pub out: Lowered,
}

impl Lowerer<'_, '_> {
    pub fn error(&mut self, error: QueryError) {
        if self.out.errors.len() < MAX_ERRORS {
            self.out.errors.push(error);
        }
    }

    /// The query with a part of it replaced.
    pub fn replaced(&self, span: Span, with: &str) -> String {
        format!(
            "{}{with}{}",
            &self.text[..span.start],
            &self.text[span.end..]
        )
    }

    /// The scope of words that no field was named for.
    pub fn default_scope(&self) -> Scope {
        if self.ctx.all_text {
            Scope::All
        } else {
            Scope::Default
        }
    }

    pub fn node(&mut self, node: &Node, place: Place) -> Ast {
        match &node.kind {
            NodeKind::Broken => Ast::Nothing,
            NodeKind::And(nodes) => Ast::And(nodes.iter().map(|n| self.node(n, place)).collect()),
            NodeKind::Or(nodes) => self.any_of(nodes, place),
            NodeKind::Not(inner)
                if matches!(place, Place::Date(..))
                    && !self.text[node.span.start..].starts_with("NOT") =>
            {
                self.days_back(inner, node.span, place)
            }
            NodeKind::Not(inner) => match self.node(inner, place) {
                // (not *) => nothing
                Ast::All => Ast::Nothing,
                other => Ast::Not(Box::new(other)),
            },
            NodeKind::Weight { thousandths, inner } => {
                Ast::Boost(Box::new(self.node(inner, place)), Factor(*thousandths))
            }
            NodeKind::Field {
                name,
                name_span,
                inner,
            } => self.field(name, *name_span, inner, node, place),
            NodeKind::All => self.presence(place, node.span),
            NodeKind::Function {
                operator,
                number,
                inner,
            } => self.function(operator, *number, inner, place, node),
            NodeKind::Word { .. }
            | NodeKind::Phrase { .. }
            | NodeKind::Regex(_)
            | NodeKind::Set(_) => self.leaf(node, place),
            NodeKind::Range {
                text,
                from_included,
                to_included,
            } => self.range(text, *from_included, *to_included, node.span, place),
            NodeKind::Compare { sign, text } => self.compare(sign, text, node.span, place),
            NodeKind::Proximity { .. } => match place {
                Place::Text(scope) => match self.spread(node) {
                    Some(spread) => self.node(&spread, place),
                    None => self.text(node, scope),
                },
                Place::Key(_)
                | Place::Entity
                | Place::Date(..)
                | Place::Precision
                | Place::Source
                | Place::Number(_)
                | Place::Query => self.not_here(node.span, "proximity", place),
            },
        }
    }

    /// AND moved out of a proximity, with a note, in the dialects that allow it there.
    fn spread(&mut self, node: &Node) -> Option<Node> {
        if !self.ctx.dialect.habits().spreads_and {
            return None;
        }
        let spread = spread::spread(node)?;
        let message = "AND inside proximity asks for each of its members that near";
        self.out
            .notes
            .push(Remark::SpreadAnd.note(node.span, message));
        Some(spread)
    }

    /// Lowers the members of OR; those of a whole-value field become one set.
    fn any_of(&mut self, nodes: &[Node], place: Place) -> Ast {
        let members: Vec<Ast> = nodes.iter().map(|n| self.node(n, place)).collect();
        set::as_set(&members, place).unwrap_or(Ast::Or(members))
    }

    fn leaf(&mut self, node: &Node, place: Place) -> Ast {
        self.clauses += 1;
        match place {
            Place::Text(scope) => self.text(node, scope),
            Place::Key(_) | Place::Entity | Place::Precision | Place::Source | Place::Query => {
                self.value(node, place)
            }
            Place::Number(field) => match self.value_text(node, place) {
                Some(text) => self.number(field, &text, node.span),
                None => Ast::Nothing,
            },
            Place::Date(field, edge) => match self.value_text(node, place) {
                Some(text) => {
                    let read = self.dates(field).value(&text, edge, node.span);
                    self.date(read, node.span)
                }
                None => Ast::Nothing,
            },
        }
    }

    /// Words and their order, in one field of the scope.
    fn text(&mut self, node: &Node, scope: Option<Scope>) -> Ast {
        if let NodeKind::Set(name) = &node.kind {
            return self.word_set(name, node.span, scope);
        }
        match self.span_expr(node, scope) {
            Some((expr, found)) => Ast::Text {
                scope: found.or(scope).unwrap_or(self.default_scope()),
                expr,
            },
            None => Ast::Nothing,
        }
    }

    fn field(
        &mut self,
        name: &str,
        name_span: Span,
        inner: &Node,
        node: &Node,
        outer: Place,
    ) -> Ast {
        let Some(place) = self.place_of(name, name_span) else {
            // The value is checked all the same, so that all errors are reported together.
            self.node(inner, Place::Text(None));
            return Ast::Nothing;
        };
        let is_value = matches!(
            inner.kind,
            NodeKind::Word { .. } | NodeKind::Phrase { .. } | NodeKind::Set(_) | NodeKind::Or(_)
        );
        match outer {
            // `headline:person:"…"`: a mention in the headline.
            Place::Text(Some(scope)) if is_value && value::entity_kind(place).is_some() => {
                self.text(node, Some(scope))
            }
            _ => self.node(inner, place),
        }
    }

    /// What a field name stands for; reports one that is unknown.
    pub fn place_of(&mut self, name: &str, span: Span) -> Option<Place> {
        match names::find(name) {
            Some(Named::Edge(Edge::After)) if self.ctx.dialect.habits().after_includes => {
                Some(Place::Date(DateField::Published, Some(Edge::Since)))
            }
            Some(Named::Edge(edge)) => Some(Place::Date(DateField::Published, Some(edge))),
            Some(Named::Field(field)) => Some(Place::of(field)),
            None => {
                self.unknown_field(name, span);
                None
            }
        }
    }

    fn unknown_field(&mut self, name: &str, span: Span) {
        if self.out.errors.len() >= MAX_ERRORS {
            return;
        }
        let error = QueryError::new(
            Problem::UnknownField,
            span,
            format!("no field `{name}`"),
            "letters before a colon name a field",
        );
        let quoted = {
            let word_end = self.text[span.end..]
                .find(char::is_whitespace)
                .map_or(self.text.len(), |i| span.end + i);
            let word = &self.text[span.start..word_end];
            self.replaced(
                Span::new(span.start, word_end),
                &format!("\"{}\"", word.replace('"', "")),
            )
        };
        let error = match names::meant(name) {
            Some(near) => error
                .help(format!("did you mean `{near}:`?"))
                .suggest(self.replaced(span, &format!("{near}:"))),
            None => error
                .help("to search for the text itself, quote it")
                .suggest(quoted),
        };
        self.error(error);
    }

    /// `*`, alone or as the value of a field.
    fn presence(&mut self, place: Place, span: Span) -> Ast {
        match place {
            Place::Text(None) => Ast::All,
            Place::Text(Some(scope)) => value::has_text(scope),
            Place::Key(field) => Ast::Has(crate::query::ast::Presence::Key(field)),
            Place::Entity => Ast::Has(crate::query::ast::Presence::Entity),
            Place::Date(field, None) => Ast::Has(crate::query::ast::Presence::Date(field)),
            // Every article has a number of words, and a precision or none.
            Place::Number(_) | Place::Precision => Ast::All,
            Place::Source => Ast::Has(crate::query::ast::Presence::Date(DateField::Published)),
            Place::Date(_, Some(_)) | Place::Query => self.not_here(span, "`*`", place),
        }
    }

    /// `date:-30`: Factiva counts days back so.
    fn days_back(&mut self, inner: &Node, span: Span, place: Place) -> Ast {
        let Some(days) = self.value_text(inner, place) else {
            return Ast::Nothing;
        };
        let is_count = !days.is_empty() && days.bytes().all(|b| b.is_ascii_digit());
        let translation = if is_count { format!("{days}d") } else { days };
        let fixed = self.replaced(span, &translation);
        let written = &self.text[span.range()];
        let error = QueryError::new(
            Problem::ForeignDate,
            span,
            format!("`{written}` is no date"),
            "Factiva counts days back with a minus; here `7d` is seven days back, and `-date:…` excludes",
        );
        self.error(error.suggest(fixed));
        Ast::Nothing
    }

    pub fn dates(&self, field: DateField) -> DateReader<'_> {
        DateReader {
            query: self.text,
            today: self.ctx.today,
            field,
        }
    }

    pub fn date(&mut self, read: Result<DateRead, QueryError>, span: Span) -> Ast {
        match read {
            Ok(read) => {
                if let Some((remark, message)) = read.remark {
                    self.out.notes.push(remark.note(span, message));
                }
                read.ast
            }
            Err(error) => {
                self.error(error);
                Ast::Nothing
            }
        }
    }

    /// Reports something that a field cannot do.
    pub fn not_here(&mut self, span: Span, what: &str, place: Place) -> Ast {
        let holds = match place {
            Place::Text(_) => "text",
            Place::Key(_) | Place::Entity | Place::Source | Place::Precision => "whole values",
            Place::Date(..) => "dates",
            Place::Number(_) => "numbers",
            Place::Query => "names of saved queries",
        };
        let error = QueryError::new(
            Problem::NotForThisField,
            span,
            format!("{what} is not for this field"),
            format!("the field holds {holds}"),
        );
        self.error(error);
        Ast::Nothing
    }
}
