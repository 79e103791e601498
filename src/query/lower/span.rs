//! Operands that have places in the text: words, phrases, and what joins and chooses them.
//!
//! Everything in one proximity lies in one field.  A field named for one operand holds for all of
//! them, with a note; two different ones are an error.

use super::Lowerer;
use super::function::{BODY, choose};
use super::place::Place;
use super::set;
use super::value::{entity_kind, key_pattern};
use crate::article::Span;
use crate::query::ast::{KeyPattern, Scope, SpanExpr};
use crate::query::error::{Problem, QueryError};
use crate::query::note::Remark;
use crate::query::operator::{Meaning, Operator, Reach};
use crate::query::parser::tree::{Node, NodeKind};

/// An expression and the field that was named inside it.
pub(in crate::query) type Found = Option<(SpanExpr, Option<Scope>)>;

impl Lowerer<'_, '_> {
    /// Lowers an operand; None after an error.  `outer` is the field named around it.
    pub fn span_expr(&mut self, node: &Node, outer: Option<Scope>) -> Found {
        match &node.kind {
            NodeKind::Broken => None,
            NodeKind::Word { text, form, fuzzy } => {
                Some((self.word(text, *form, *fuzzy, node.span)?, None))
            }
            NodeKind::Phrase {
                text, form, slop, ..
            } => Some((self.phrase(text, *form, *slop, node.span)?, None)),
            NodeKind::Regex(pattern) => {
                Some((self.regex(pattern, outer.is_some(), node.span)?, None))
            }
            NodeKind::Set(name) => Some((self.set_expr(name, node.span)?, None)),
            NodeKind::Or(nodes) => self.alternatives(nodes, outer, node.span),
            NodeKind::Proximity {
                operator,
                number,
                negated,
                left,
                right,
            } => {
                if let Some(error) = self.and_inside(node, left, right) {
                    self.error(error);
                    return None;
                }
                let (left, right) = (self.operand(left, outer), self.operand(right, outer));
                let ((left, left_scope), (right, right_scope)) = (left?, right?);
                let scope = self.one_scope(&[left_scope, right_scope], node.span)?;
                let Meaning::Proximity(proximity) = operator.meaning else {
                    return None;
                };
                Some((proximity.lower(left, right, *number, *negated), scope))
            }
            NodeKind::Function {
                operator,
                number,
                inner,
            } => self.chosen(operator, *number, inner, outer, node.span),
            NodeKind::Field {
                name,
                name_span,
                inner,
            } => {
                let place = self.place_of(name, *name_span)?;
                self.fielded(place, inner, node.span)
            }
            NodeKind::And(_) => {
                let reason = "AND asks for articles, not for places in them";
                self.error(
                    QueryError::new(
                        Problem::AndInProximity,
                        node.span,
                        "AND inside a proximity or counting operator",
                        reason,
                    )
                    .help("use OR there, or write the condition once for each word"),
                );
                None
            }
            NodeKind::Not(inner) => {
                let not = Span::new(node.span.start, inner.span.start);
                let fixed = self.replaced(not, "");
                self.error(
                    QueryError::new(
                        Problem::NoPlaceInText,
                        node.span,
                        "NOT inside a proximity or counting operator",
                        "what is absent has no place in the text",
                    )
                    .help("`a NOT W/5 b` finds an a without b that near")
                    .suggest(fixed),
                );
                None
            }
            NodeKind::All => self.no_place(node.span, "`*`"),
            NodeKind::Range { .. } => self.no_place(node.span, "a range"),
            NodeKind::Compare { .. } => self.no_place(node.span, "a comparison"),
            NodeKind::Weight { inner, .. } => {
                let fixed = self.replaced(Span::new(inner.span.end, node.span.end), "");
                self.error(
                    QueryError::new(
                        Problem::NoPlaceInText,
                        node.span,
                        "a weight inside proximity",
                        "a weight belongs to a whole condition",
                    )
                    .suggest(fixed),
                );
                None
            }
        }
    }

    /// An operand of proximity, counted as a clause when it is a leaf.
    fn operand(&mut self, node: &Node, outer: Option<Scope>) -> Found {
        if matches!(
            node.kind,
            NodeKind::Word { .. } | NodeKind::Phrase { .. } | NodeKind::Regex(_) | NodeKind::Set(_)
        ) {
            self.clauses += 1;
        }
        self.span_expr(node, outer)
    }

    fn no_place(&mut self, span: Span, what: &str) -> Found {
        self.error(QueryError::new(
            Problem::NoPlaceInText,
            span,
            format!("{what} has no place in the text"),
            "proximity joins words, phrases, people, organisations and places",
        ));
        None
    }

    fn alternatives(&mut self, nodes: &[Node], outer: Option<Scope>, span: Span) -> Found {
        let found: Vec<Found> = nodes.iter().map(|n| self.operand(n, outer)).collect();
        let found: Vec<(SpanExpr, Option<Scope>)> = found.into_iter().collect::<Option<_>>()?;
        let (exprs, scopes): (Vec<SpanExpr>, Vec<Option<Scope>>) = found.into_iter().unzip();
        let scope = self.one_scope(&scopes, span)?;
        Some((SpanExpr::Or(exprs), scope))
    }

    /// The one field that was named; None inside when there was none, outside after an error.
    fn one_scope(&mut self, scopes: &[Option<Scope>], span: Span) -> Option<Option<Scope>> {
        let mut named: Vec<Scope> = Vec::new();
        for scope in scopes.iter().flatten() {
            if !named.contains(scope) {
                named.push(*scope);
            }
        }
        if named.len() > 1 {
            let names: Vec<String> = named
                .iter()
                .map(|s| format!("`{}`", crate::query::print::scope_name(*s)))
                .collect();
            let message = format!("two fields in one proximity: {}", names.join(" and "));
            self.error(
                QueryError::new(
                    Problem::TwoFields,
                    span,
                    message,
                    "positions are counted within one field",
                )
                .help("join the two conditions with AND instead"),
            );
            return None;
        }
        let scope = named.first().copied();
        if let Some(scope) = scope.filter(|_| scopes.contains(&None)) {
            let name = crate::query::print::scope_name(scope);
            self.out.notes.push(Remark::OneField.note(span, format!("positions are counted within one field, so all of this is looked for in `{name}`")));
        }
        Some(scope)
    }

    fn chosen(
        &mut self,
        operator: &'static Operator,
        number: u32,
        inner: &Node,
        outer: Option<Scope>,
        span: Span,
    ) -> Found {
        let reach = match operator.meaning {
            Meaning::Within(field) => return self.fielded(Place::of(field), inner, span),
            Meaning::Choose(_, reach) => reach,
            Meaning::And
            | Meaning::Or
            | Meaning::Not
            | Meaning::Proximity(_)
            | Meaning::Date(_) => return None,
        };
        if reach == Reach::CountInBody
            && let NodeKind::And(nodes) = &inner.kind
        {
            let name = operator.name.replace('n', &number.to_string());
            let parts: Vec<String> = nodes
                .iter()
                .map(|n| format!("{name}({})", &self.text[n.span.range()]))
                .collect();
            let fixed = self.replaced(span, &format!("({})", parts.join(" AND ")));
            self.error(
                QueryError::new(
                    Problem::AndInProximity,
                    inner.span,
                    format!("AND inside {name}"),
                    "AND asks for articles, not for places that can be counted",
                )
                .suggest(fixed),
            );
            return None;
        }
        let (expr, found) = self.operand(inner, outer)?;
        let scope = match reach {
            Reach::Each => found,
            Reach::EachInBody | Reach::CountInBody => found.or(outer).or(Some(BODY)),
        };
        Some((choose(operator, number, expr), scope))
    }

    fn fielded(&mut self, place: Place, inner: &Node, span: Span) -> Found {
        match place {
            Place::Text(scope) => {
                let (expr, found) = self.operand(inner, scope)?;
                Some((expr, found.or(scope)))
            }
            Place::Key(_) | Place::Entity => {
                let Some(kind) = entity_kind(place) else {
                    return self.no_place(span, "a whole value");
                };
                self.clauses += 1;
                self.mention(inner, place, kind)
            }
            Place::Date(..) => self.no_place(span, "a date"),
            Place::Precision | Place::Source | Place::Number(_) => {
                self.no_place(span, "this field")
            }
            Place::Query => self.no_place(span, "a saved query"),
        }
    }

    fn mention(
        &mut self,
        inner: &Node,
        place: Place,
        kind: Option<crate::article::EntityKind>,
    ) -> Found {
        if let NodeKind::Or(nodes) = &inner.kind {
            let members: Option<Vec<SpanExpr>> = nodes
                .iter()
                .map(|n| self.mention(n, place, kind).map(|(e, _)| e))
                .collect();
            let members = members?;
            return Some((
                set::mention_set(&members, kind).unwrap_or(SpanExpr::Or(members)),
                None,
            ));
        }
        let pattern = match inner.kind {
            // `FIRST40(person:*)`: anybody.
            NodeKind::All => KeyPattern::Wildcard("*".to_owned()),
            _ => key_pattern(self, inner, place)?,
        };
        Some((SpanExpr::Mention { kind, pattern }, None))
    }

    /// `a W/5 (b AND c)`: the error offers each of them alone.
    fn and_inside(&mut self, node: &Node, left: &Node, right: &Node) -> Option<QueryError> {
        let (ands, other, and_is_right) = match (&left.kind, &right.kind) {
            (_, NodeKind::And(nodes)) => (nodes, left, true),
            (NodeKind::And(nodes), _) => (nodes, right, false),
            _ => return None,
        };
        let sign = self.text[left.span.end..right.span.start].trim();
        let other = &self.text[other.span.range()];
        let parts = ands.iter().map(|n| {
            let one = &self.text[n.span.range()];
            if and_is_right {
                format!("({other} {sign} {one})")
            } else {
                format!("({one} {sign} {other})")
            }
        });
        let parts = parts.collect::<Vec<_>>().join(" AND ");
        let is_whole = node.span.end - node.span.start == self.text.trim().len();
        let fixed = if is_whole {
            parts
        } else {
            self.replaced(node.span, &format!("({parts})"))
        };
        let span = if and_is_right { right.span } else { left.span };
        let reason = "AND asks for articles, not for places in them";
        Some(
            QueryError::new(
                Problem::AndInProximity,
                span,
                "AND inside proximity",
                reason,
            )
            .suggest(fixed),
        )
    }
}
