//! A query made ready: patterns compiled, words folded, weights dropped.  The shape is the `Ast`'s.

use std::collections::HashSet;
use std::sync::OnceLock;

use super::key_pattern;
use crate::article::{DateSource, EntityKind, Precision};
use crate::field::{DateField, KeyField, NumberField};
use crate::language::{LANGUAGES, Language};
use crate::query::ast::{
    Ast, Case, Form, Order, Presence, Scope, Slot, SpanExpr, Unit, Word, WordPattern,
};
use crate::query::pattern::Pattern;
use crate::text::{Stems, fold, lower};

pub(super) enum Node {
    All,
    Nothing,
    And(Vec<Node>),
    Or(Vec<Node>),
    Not(Box<Node>),
    Text {
        scope: Scope,
        expr: Expr,
    },
    Key {
        field: KeyField,
        pattern: Pattern,
    },
    Entity(Pattern),
    Has(Presence),
    Date {
        field: DateField,
        from: Option<i64>,
        until: Option<i64>,
    },
    DatePrecision(Option<Precision>),
    DateSource(DateSource),
    Number {
        field: NumberField,
        min: Option<u64>,
        max: Option<u64>,
    },
}

pub(super) enum Expr {
    Word(ReadyWord),
    /// Any of many plain words.
    AnyWord(Box<WordSet>),
    /// None is any one word.
    Phrase {
        slots: Vec<Option<ReadyWord>>,
        slop: u32,
    },
    Or(Vec<Expr>),
    Pair {
        left: Box<Expr>,
        right: Box<Expr>,
        nearness: Nearness,
        order: Order,
        negated: bool,
    },
    AtLeast {
        count: u32,
        expr: Box<Expr>,
    },
    First {
        words: u32,
        expr: Box<Expr>,
    },
    Case {
        case: Case,
        expr: Box<Expr>,
    },
    Mention {
        kind: Option<EntityKind>,
        pattern: Pattern,
    },
}

#[derive(Clone, Copy)]
pub(super) enum Nearness {
    Words(u32),
    Same(Unit),
}

/// A word with all that comparing needs.
pub(super) struct ReadyWord {
    /// Accepts folded words.
    pub folded: Pattern,
    /// What a stemmer is given, for a bare word.
    pub lowered: Option<String>,
    /// Accepts words as they are written, for `==`.
    pub written: Option<Pattern>,
}

/// Plain words, looked up rather than tried one after the other.
pub(super) struct WordSet {
    pub folded: HashSet<String>,
    /// What a stemmer is given, of the bare ones.
    lowered: Vec<String>,
    /// Their stems, for each language that was asked for.
    stems: [OnceLock<HashSet<String>>; LANGUAGES.len()],
}

impl WordSet {
    fn new() -> Self {
        Self {
            folded: HashSet::new(),
            lowered: Vec::new(),
            stems: std::array::from_fn(|_| OnceLock::new()),
        }
    }

    /// The stems of the bare words in a language.
    pub fn stems(&self, language: &'static Language) -> Option<&HashSet<String>> {
        let at = LANGUAGES.iter().position(|l| l.code == language.code)?;
        Some(self.stems[at].get_or_init(|| {
            let mut stems = Stems::new(Some(language));
            let mut found = HashSet::new();
            for word in &self.lowered {
                found.extend(stems.stems(word).map(str::to_owned));
            }
            found
        }))
    }

    fn add(&mut self, text: &str, form: Form) {
        self.folded.insert(fold(text));
        if form == Form::Inflected {
            self.lowered.push(lower(text));
        }
    }
}

/// From so many words on a set is faster than trying each.
const SET: usize = 8;

/// The plain word of an operand that a set may hold.
fn set_word(expr: &SpanExpr) -> Option<(&str, Form)> {
    match expr {
        SpanExpr::Word(Word {
            pattern: WordPattern::Plain(text),
            form: form @ (Form::Inflected | Form::Literal),
        }) => Some((text, *form)),
        SpanExpr::Word(_)
        | SpanExpr::Phrase { .. }
        | SpanExpr::Or(_)
        | SpanExpr::Near { .. }
        | SpanExpr::Same { .. }
        | SpanExpr::NotNear { .. }
        | SpanExpr::NotSame { .. }
        | SpanExpr::AtLeast { .. }
        | SpanExpr::First { .. }
        | SpanExpr::Case { .. }
        | SpanExpr::Mention { .. } => None,
    }
}

fn prepare_any(nodes: &[SpanExpr]) -> Expr {
    if nodes.iter().filter(|n| set_word(n).is_some()).count() < SET {
        return Expr::Or(nodes.iter().map(prepare_expr).collect());
    }
    let mut set = WordSet::new();
    let mut others = Vec::new();
    for node in nodes {
        match set_word(node) {
            Some((text, form)) => set.add(text, form),
            None => others.push(prepare_expr(node)),
        }
    }
    others.push(Expr::AnyWord(Box::new(set)));
    Expr::Or(others)
}

/// The lines of a set file are conditions of their own; those of one scope become one.
fn prepare_or(nodes: &[Ast]) -> Node {
    let mut scopes: Vec<(Scope, Vec<SpanExpr>)> = Vec::new();
    let mut others = Vec::new();
    for node in nodes {
        match node {
            Ast::Text { scope, expr } if set_word(expr).is_some() => {
                match scopes.iter_mut().find(|(known, _)| known == scope) {
                    Some((_, exprs)) => exprs.push(expr.clone()),
                    None => scopes.push((*scope, vec![expr.clone()])),
                }
            }
            other => others.push(prepare(other)),
        }
    }
    others.extend(scopes.into_iter().map(|(scope, exprs)| Node::Text {
        scope,
        expr: prepare_any(&exprs),
    }));
    Node::Or(others)
}

pub(super) fn prepare(ast: &Ast) -> Node {
    match ast {
        Ast::All => Node::All,
        Ast::Nothing => Node::Nothing,
        Ast::And(nodes) => Node::And(nodes.iter().map(prepare).collect()),
        Ast::Or(nodes) => prepare_or(nodes),
        Ast::Not(inner) => Node::Not(Box::new(prepare(inner))),
        Ast::Text { scope, expr } => Node::Text {
            scope: *scope,
            expr: prepare_expr(expr),
        },
        Ast::Key { field, pattern } => Node::Key {
            field: *field,
            pattern: key_pattern(pattern),
        },
        Ast::Entity { pattern } => Node::Entity(key_pattern(pattern)),
        Ast::Has(presence) => Node::Has(*presence),
        Ast::Date { field, from, until } => Node::Date {
            field: *field,
            from: *from,
            until: *until,
        },
        Ast::DatePrecision(precision) => Node::DatePrecision(*precision),
        Ast::DateSource(source) => Node::DateSource(*source),
        Ast::Number { field, min, max } => Node::Number {
            field: *field,
            min: *min,
            max: *max,
        },
        Ast::Boost(inner, _) => prepare(inner),
    }
}

fn prepare_expr(expr: &SpanExpr) -> Expr {
    let boxed = |expr: &SpanExpr| Box::new(prepare_expr(expr));
    let pair = |left: &SpanExpr, right: &SpanExpr, nearness, order, negated| Expr::Pair {
        left: boxed(left),
        right: boxed(right),
        nearness,
        order,
        negated,
    };
    match expr {
        SpanExpr::Word(word) => Expr::Word(prepare_word(word)),
        SpanExpr::Phrase { slots, slop } => {
            let slots = slots.iter().map(|slot| match slot {
                Slot::Word(word) => Some(prepare_word(word)),
                Slot::AnyWord => None,
            });
            Expr::Phrase {
                slots: slots.collect(),
                slop: *slop,
            }
        }
        SpanExpr::Or(nodes) => prepare_any(nodes),
        SpanExpr::Near {
            left,
            right,
            distance,
            order,
        } => pair(left, right, Nearness::Words(*distance), *order, false),
        SpanExpr::Same {
            left,
            right,
            unit,
            order,
        } => pair(left, right, Nearness::Same(*unit), *order, false),
        SpanExpr::NotNear {
            left,
            right,
            distance,
            order,
        } => pair(left, right, Nearness::Words(*distance), *order, true),
        SpanExpr::NotSame {
            left,
            right,
            unit,
            order,
        } => pair(left, right, Nearness::Same(*unit), *order, true),
        SpanExpr::AtLeast { count, expr } => Expr::AtLeast {
            count: *count,
            expr: boxed(expr),
        },
        SpanExpr::First { words, expr } => Expr::First {
            words: *words,
            expr: boxed(expr),
        },
        SpanExpr::Case { case, expr } => Expr::Case {
            case: *case,
            expr: boxed(expr),
        },
        SpanExpr::Mention { kind, pattern } => Expr::Mention {
            kind: *kind,
            pattern: key_pattern(pattern),
        },
    }
}

fn prepare_word(word: &Word) -> ReadyWord {
    let lowered = match (&word.pattern, word.form) {
        (WordPattern::Plain(text), Form::Inflected) => Some(lower(text)),
        (
            WordPattern::Plain(_)
            | WordPattern::Wildcard(_)
            | WordPattern::Fuzzy { .. }
            | WordPattern::Regex(_),
            _,
        ) => None,
    };
    let written = (word.form == Form::Exact).then(|| Pattern::written(&word.pattern));
    ReadyWord {
        folded: Pattern::new(&word.pattern),
        lowered,
        written,
    }
}
