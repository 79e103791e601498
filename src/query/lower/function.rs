//! Functions: fields written as such, and those that choose among the places of their operand.

use super::Lowerer;
use super::place::Place;
use crate::article::Span;
use crate::field::TextField;
use crate::query::ast::{Ast, Scope, SpanExpr};
use crate::query::operator::{Meaning, Operator, Reach};
use crate::query::parser::tree::{Node, NodeKind};

/// The scope of functions that count or measure, when no field is named.
pub(in crate::query) const BODY: Scope = Scope::Field(TextField::Body);

/// Puts one function around an expression.
pub(in crate::query) fn choose(operator: &Operator, number: u32, expr: SpanExpr) -> SpanExpr {
    match operator.meaning {
        Meaning::Choose(make, _) => make(expr, number),
        Meaning::And
        | Meaning::Or
        | Meaning::Not
        | Meaning::Proximity(_)
        | Meaning::Within(_)
        | Meaning::Date(_) => expr,
    }
}

impl Lowerer<'_, '_> {
    pub(super) fn function(
        &mut self,
        operator: &'static Operator,
        number: u32,
        inner: &Node,
        place: Place,
        node: &Node,
    ) -> Ast {
        match operator.meaning {
            Meaning::Within(field) => self.node(inner, Place::of(field)),
            Meaning::Choose(_, reach) => {
                let Place::Text(scope) = place else {
                    return self.not_here(node.span, operator.name, place);
                };
                if reach != Reach::CountInBody
                    && let Some(distributed) =
                        self.distribute(operator, number, inner, place, node.span)
                {
                    return distributed;
                }
                self.text(node, scope)
            }
            Meaning::And
            | Meaning::Or
            | Meaning::Not
            | Meaning::Proximity(_)
            | Meaning::Date(_) => Ast::Nothing,
        }
    }

    // (caps (and x y)) => (and (caps x) (caps y)); (caps (not x)) => (not (caps x))
    pub(super) fn distribute(
        &mut self,
        operator: &'static Operator,
        number: u32,
        inner: &Node,
        place: Place,
        span: Span,
    ) -> Option<Ast> {
        let wrap = |node: &Node| {
            Node::new(
                NodeKind::Function {
                    operator,
                    number,
                    inner: Box::new(node.clone()),
                },
                span,
            )
        };
        match &inner.kind {
            NodeKind::And(nodes) => Some(Ast::And(
                nodes.iter().map(|n| self.node(&wrap(n), place)).collect(),
            )),
            NodeKind::Not(negated) => Some(Ast::Not(Box::new(self.node(&wrap(negated), place)))),
            NodeKind::Or(nodes)
                if nodes
                    .iter()
                    .any(|n| matches!(n.kind, NodeKind::And(_) | NodeKind::Not(_))) =>
            {
                Some(Ast::Or(
                    nodes.iter().map(|n| self.node(&wrap(n), place)).collect(),
                ))
            }
            NodeKind::Or(_)
            | NodeKind::All
            | NodeKind::Word { .. }
            | NodeKind::Phrase { .. }
            | NodeKind::Regex(_)
            | NodeKind::Range { .. }
            | NodeKind::Compare { .. }
            | NodeKind::Set(_)
            | NodeKind::Field { .. }
            | NodeKind::Function { .. }
            | NodeKind::Proximity { .. }
            | NodeKind::Weight { .. }
            | NodeKind::Broken => None,
        }
    }
}
