//! Operators that say how near two operands are to each other.

use crate::query::ast::{Order, SpanExpr, Unit};

/// How near two operands of a proximity operator must be.
#[derive(Debug, Clone, Copy)]
pub struct Proximity {
    pub order: Order,
    pub nearness: Nearness,
}

#[derive(Debug, Clone, Copy)]
pub enum Nearness {
    /// As many words as its number says.
    Words,
    /// As many words as this, said without a number.
    Usual(u32),
    Same(Unit),
}

impl Proximity {
    /// The condition on two operands.
    pub fn lower(self, left: SpanExpr, right: SpanExpr, number: u32, negated: bool) -> SpanExpr {
        let (left, right, order) = (Box::new(left), Box::new(right), self.order);
        let distance = match self.nearness {
            Nearness::Words => number,
            Nearness::Usual(distance) => distance,
            Nearness::Same(unit) if negated => {
                return SpanExpr::NotSame {
                    left,
                    right,
                    unit,
                    order,
                };
            }
            Nearness::Same(unit) => {
                return SpanExpr::Same {
                    left,
                    right,
                    unit,
                    order,
                };
            }
        };
        if negated {
            SpanExpr::NotNear {
                left,
                right,
                distance,
                order,
            }
        } else {
            SpanExpr::Near {
                left,
                right,
                distance,
                order,
            }
        }
    }

    /// How tightly it binds among its kind: smallest first, sentences and paragraphs last.
    pub fn width(self, number: u32) -> u32 {
        match self.nearness {
            Nearness::Words => number,
            Nearness::Usual(distance) => distance,
            Nearness::Same(Unit::Sentence) => u32::MAX - 1,
            Nearness::Same(Unit::Paragraph) => u32::MAX,
        }
    }
}
