//! The operators: one table of spellings, arguments, meanings and one line of documentation each.
//!
//! The parser asks it what a word is, the lowering what it means, the printer how it is written,
//! and the help page lists it.  To add an operator of a known shape, add a row.

mod find;
mod proximity;

pub(in crate::query) use find::{
    Found, edge_names, find_edge, find_function, find_sign, function_names,
};
pub use proximity::{Nearness, Proximity};

use crate::field::{Field, TextField};
use crate::query::ast::{Case, Order, SpanExpr, Unit};

/// One operator.
#[derive(Debug)]
pub struct Operator {
    /// How the canonical form writes it; `n` stands for its number.
    pub name: &'static str,
    /// Every spelling.  One without small letters is taken only as it stands; the others in any
    /// case.  A final `n` (or `n)`) is the number.
    pub spellings: &'static [&'static str],
    /// Smallest and greatest number, when it has one.
    pub number: Option<(u32, u32)>,
    pub meaning: Meaning,
    pub example: &'static str,
    pub doc: &'static str,
}

/// What an operator is, which also says where it may stand.
#[derive(Debug, Clone, Copy)]
pub enum Meaning {
    And,
    Or,
    Not,
    /// Between two operands that have places in the text.
    Proximity(Proximity),
    /// A function over one operand that has places: its spans, chosen.
    Choose(fn(SpanExpr, u32) -> SpanExpr, Reach),
    /// A function that is another way to write a field.
    Within(Field),
    /// A name with a colon before a date.
    Date(Edge),
}

/// How a function that chooses spans treats its operand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// Looks at each span alone, so it may be moved inside AND and NOT.
    Each,
    /// Likewise, and stands in the body unless a field is named.
    EachInBody,
    /// Counts spans, in the body unless a field is named.
    CountInBody,
}

/// Which side of a period a date name takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edge {
    /// From the first minute of the period on.
    Since,
    /// Up to the last minute of the period.
    Until,
    /// From the first minute after the period on.
    After,
    /// Up to the last minute before the period.
    Before,
}

const fn near(order: Order) -> Meaning {
    Meaning::Proximity(Proximity {
        order,
        nearness: Nearness::Words,
    })
}

const fn same(unit: Unit, order: Order) -> Meaning {
    Meaning::Proximity(Proximity {
        order,
        nearness: Nearness::Same(unit),
    })
}

const fn row(
    name: &'static str,
    spellings: &'static [&'static str],
    number: Option<(u32, u32)>,
    meaning: Meaning,
    example: &'static str,
    doc: &'static str,
) -> Operator {
    Operator {
        name,
        spellings,
        number,
        meaning,
        example,
        doc,
    }
}

const DISTANCE: Option<(u32, u32)> = Some((1, 500));

/// Every operator, in the order of the help page.
pub const OPERATORS: &[Operator] = &[
    row(
        "AND",
        &["and", "&", "&&"],
        None,
        Meaning::And,
        "Machado AND release",
        "both in the article, in any field; a space means the same",
    ),
    row(
        "OR",
        &["or", "|", "||"],
        None,
        Meaning::Or,
        "Machado OR Gonzalez",
        "either; binds less tightly than AND and the space",
    ),
    row(
        "NOT",
        &["NOT", "-", "!", "ANDNOT"],
        None,
        Meaning::Not,
        "Machado NOT prison",
        "articles without what follows; also AND NOT, BUT NOT, -prison, !prison",
    ),
    row(
        "W/n",
        &[
            "w/n",
            "/n",
            "within/n",
            "near/n",
            "nearn",
            "n/n",
            "AROUND(n)",
        ],
        DISTANCE,
        near(Order::Any),
        "Machado W/5 release",
        "at most n words apart, in any order; W/1 is adjacent",
    ),
    row(
        "NEAR",
        &["NEAR"],
        None,
        Meaning::Proximity(Proximity {
            order: Order::Any,
            nearness: Nearness::Usual(10),
        }),
        "Machado NEAR release",
        "W/10",
    ),
    row(
        "PRE/n",
        &["pre/n", "+n", "adj/n", "adjn", "onear/n"],
        DISTANCE,
        near(Order::LeftFirst),
        "Machado PRE/5 release",
        "at most n words apart, in this order",
    ),
    row(
        "/s",
        &["w/s", "w/sent", "w/sentence", "/s", "/sent", "SENTENCE"],
        None,
        same(Unit::Sentence, Order::Any),
        "Machado /s release",
        "in the same sentence",
    ),
    row(
        "/p",
        &[
            "w/p",
            "w/para",
            "w/paragraph",
            "/p",
            "/para",
            "PARAGRAPH",
            "SAME",
        ],
        None,
        same(Unit::Paragraph, Order::Any),
        "Machado /p release",
        "in the same paragraph",
    ),
    row(
        "PRE/s",
        &["pre/s", "+s"],
        None,
        same(Unit::Sentence, Order::LeftFirst),
        "Machado PRE/s release",
        "in the same sentence, in this order",
    ),
    row(
        "PRE/p",
        &["pre/p", "+p"],
        None,
        same(Unit::Paragraph, Order::LeftFirst),
        "Machado PRE/p release",
        "in the same paragraph, in this order",
    ),
    row(
        "ATLEASTn",
        &["atleastn", "atln"],
        Some((1, 255)),
        Meaning::Choose(at_least, Reach::CountInBody),
        "ATLEAST5(prisoner)",
        "at least n times, in the body unless a field is named",
    ),
    row(
        "FIRSTn",
        &["firstn"],
        Some((1, 100_000)),
        Meaning::Choose(first, Reach::EachInBody),
        "FIRST50(Machado)",
        "begins within the first n words of the body, or of the field named",
    ),
    row(
        "CAPS",
        &["caps"],
        None,
        Meaning::Choose(caps, Reach::Each),
        "CAPS(apple)",
        "written with a capital",
    ),
    row(
        "ALLCAPS",
        &["allcaps"],
        None,
        Meaning::Choose(allcaps, Reach::Each),
        "ALLCAPS(rico)",
        "written in capitals only",
    ),
    row(
        "NOCAPS",
        &["nocaps"],
        None,
        Meaning::Choose(nocaps, Reach::Each),
        "NOCAPS(apple)",
        "written without capitals",
    ),
    row(
        "HLEAD",
        &["hlead", "lead"],
        None,
        Meaning::Within(Field::Lead),
        "HLEAD(Machado)",
        "in headline, deck or first paragraph; the same as lead:",
    ),
    row(
        "HEADLINE",
        &["headline", "title"],
        None,
        Meaning::Within(Field::Text(TextField::Headline)),
        "HEADLINE(Machado)",
        "in the headline; the same as headline:",
    ),
    row(
        "BYLINE",
        &["byline"],
        None,
        Meaning::Within(Field::Text(TextField::Byline)),
        "BYLINE(Delgado)",
        "in the byline; the same as byline:",
    ),
    row(
        "BODY",
        &["body"],
        None,
        Meaning::Within(Field::Text(TextField::Body)),
        "BODY(Machado)",
        "in the body; the same as body:",
    ),
    row(
        "since:",
        &["since"],
        None,
        Meaning::Date(Edge::Since),
        "since:2026-01",
        "published then or later",
    ),
    row(
        "until:",
        &["until"],
        None,
        Meaning::Date(Edge::Until),
        "until:2026-01-31",
        "published then or earlier",
    ),
    row(
        "after:",
        &["after"],
        None,
        Meaning::Date(Edge::After),
        "after:2026-01-13",
        "published later, not then",
    ),
    row(
        "before:",
        &["before"],
        None,
        Meaning::Date(Edge::Before),
        "before:2026-01-13",
        "published earlier, not then",
    ),
];

fn at_least(expr: SpanExpr, count: u32) -> SpanExpr {
    SpanExpr::AtLeast {
        count,
        expr: Box::new(expr),
    }
}

fn first(expr: SpanExpr, words: u32) -> SpanExpr {
    SpanExpr::First {
        words,
        expr: Box::new(expr),
    }
}

fn caps(expr: SpanExpr, _: u32) -> SpanExpr {
    SpanExpr::Case {
        case: Case::Some,
        expr: Box::new(expr),
    }
}

fn allcaps(expr: SpanExpr, _: u32) -> SpanExpr {
    SpanExpr::Case {
        case: Case::All,
        expr: Box::new(expr),
    }
}

fn nocaps(expr: SpanExpr, _: u32) -> SpanExpr {
    SpanExpr::Case {
        case: Case::None,
        expr: Box::new(expr),
    }
}
