//! The query language: text → tokens → tree → `Ast` → `Plan`, and the matcher that says what an
//! `Ast` means.  Pure: no engine types, no disk, no clock.
//!
//! `lexer` cuts, `parser` builds the tree as it was written, `lower` gives it its meaning, `print`
//! writes it back, `error` and `note` explain it.  `operator` and `field` are the tables they all
//! ask.

pub mod ast;
mod caret;
mod comments;
pub mod dialect;
pub mod error;
pub mod filter;
mod lexer;
pub mod limits;
mod lower;
pub mod matcher;
mod names;
pub mod note;
pub mod operator;
mod parser;
pub mod pattern;
pub mod print;
pub mod reference;
pub mod stretch;
use chrono::NaiveDate;

use self::ast::{Ast, SpanExpr};
pub use self::comments::without_comments;
use self::dialect::{Dialect, Habits};
use self::error::{Problem, QueryError};
use self::lexer::{Lexed, lex};
use self::limits::{MAX_DEPTH, MAX_ERRORS, MAX_QUERY_BYTES};
pub use self::names::distance as edit_distance;
use self::note::{Note, Reading, Remark};
use self::parser::Precedence;
use self::parser::Space;
use crate::article::Span;

/// What a query is read with.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// The day that relative dates count from.
    pub today: NaiveDate,
    /// Ambiguity is an error.
    pub strict: bool,
    /// Words are looked for in every text field, not only in the default ones.
    pub all_text: bool,
    /// A space means OR: for ranking by any word.
    pub match_any: bool,
    /// Whose habits the text follows.
    pub dialect: Dialect,
    /// The lines of the file that `@name` names, or why it cannot be read.
    pub sets: &'a dyn Fn(&str) -> Result<Vec<String>, String>,
    /// The text of the saved query that `query:name` names, or why it cannot be read.
    pub queries: &'a dyn Fn(&str) -> Result<String, String>,
    /// The name by which the place is kept that a name with a comma means (`Caracas, Venezuela`).
    pub places: &'a dyn Fn(&str) -> Option<String>,
}

impl Context<'_> {
    /// A context without sets, saved queries and lists of places.
    pub fn new(today: NaiveDate) -> Self {
        Self {
            today,
            strict: false,
            all_text: false,
            match_any: false,
            dialect: Dialect::Auto,
            sets: &|_| Err("there are no set files here".to_owned()),
            queries: &|_| Err("there are no saved queries here".to_owned()),
            places: &|_| None,
        }
    }
}

/// What was understood of a query.
#[derive(Debug, Clone, PartialEq)]
pub struct Parsed {
    /// The text that spans point into.
    pub text: String,
    /// Only to be run when there are no errors.
    pub ast: Ast,
    /// All of them, in the order of the text.
    pub errors: Vec<QueryError>,
    pub notes: Vec<Note>,
    /// Words and values that were written.
    pub clauses: usize,
}

impl Parsed {
    /// The errors as a person reads them, one after the other; empty when there are none.
    pub fn render_errors(&self) -> String {
        self.errors
            .iter()
            .map(|e| e.render(&self.text))
            .collect::<Vec<_>>()
            .join("\n")
    }

    fn failed(text: &str, error: QueryError) -> Self {
        Self {
            text: text.to_owned(),
            ast: Ast::Nothing,
            errors: vec![error],
            notes: vec![],
            clauses: 0,
        }
    }
}

/// Reads a query.  Never fails: what is wrong stands in `errors`.
pub fn parse(text: &str, ctx: &Context<'_>) -> Parsed {
    parse_nested(text, ctx, 0)
}

/// Writes a word so that it is nothing but a word, whatever it looks like.
pub fn escape_word(word: &str) -> String {
    let mut out = String::with_capacity(word.len() + 4);
    for (i, c) in word.chars().enumerate() {
        let is_plain = c.is_alphanumeric() && i > 0 || matches!(c, '\'' | '’');
        if !is_plain {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// `nesting` counts the saved queries that this one stands in.
fn parse_nested(text: &str, ctx: &Context<'_>, nesting: usize) -> Parsed {
    if text.len() > MAX_QUERY_BYTES {
        let message = format!("query of {} bytes, more than {MAX_QUERY_BYTES}", text.len());
        let error = QueryError::new(
            Problem::TooLong,
            Span::new(0, 0),
            message,
            "a query this long is seldom meant",
        );
        return Parsed::failed(
            text,
            error.help("put long lists in a file, one a line, and search `@file`"),
        );
    }
    let mut habits = ctx.dialect.habits();
    if ctx.match_any {
        habits.precedence.space = Space::Or;
    }
    let lexed = lex(text, habits);
    let first = read(text, &lexed, ctx, habits, nesting);
    let mut errors = lexed.errors;
    let mut notes = lexed.notes;
    errors.extend(first.errors);
    notes.extend(first.notes);
    if errors.is_empty() && !first.has_root {
        errors.push(empty(text));
    }
    if depth(&first.ast) > 2 * MAX_DEPTH {
        let error = QueryError::new(
            Problem::TooDeep,
            Span::new(0, 0),
            "too deep with its saved queries",
            format!(
                "one may stand in another up to {} levels in all",
                2 * MAX_DEPTH
            ),
        );
        errors.push(error);
        return Parsed {
            ast: Ast::Nothing,
            ..Parsed::failed(text, errors.remove(0))
        };
    }
    if errors.is_empty() && habits.notes_readings {
        for (remark, span) in first.ambiguities {
            if notes.iter().any(|n: &Note| n.remark == remark) {
                continue;
            }
            notes.extend(second_reading(
                text, ctx, habits, nesting, &first.ast, remark, span,
            ));
        }
    }
    // Behind those of the query itself, of which there is one of a kind.
    notes.extend(first.saved_notes);
    if ctx.strict {
        let (ambiguous, rest): (Vec<Note>, Vec<Note>) =
            notes.into_iter().partition(|n| n.remark.is_ambiguity());
        errors.extend(ambiguous.into_iter().map(Note::into_error));
        notes = rest;
    }
    errors.sort_by_key(|e| (e.span.start, e.problem));
    errors.truncate(MAX_ERRORS);
    notes.sort_by_key(|n| (n.span.start, n.remark));
    Parsed {
        text: text.to_owned(),
        ast: first.ast,
        errors,
        notes,
        clauses: first.clauses,
    }
}

struct Read {
    ast: Ast,
    has_root: bool,
    errors: Vec<QueryError>,
    notes: Vec<Note>,
    saved_notes: Vec<Note>,
    ambiguities: Vec<(Remark, Span)>,
    clauses: usize,
}

fn read(text: &str, lexed: &Lexed, ctx: &Context<'_>, habits: Habits, nesting: usize) -> Read {
    let tree = parser::parse(text, &lexed.tokens, habits, ctx.today);
    let mut read = Read {
        ast: Ast::Nothing,
        has_root: tree.root.is_some(),
        errors: tree.errors,
        notes: tree.notes,
        saved_notes: Vec::new(),
        ambiguities: tree.ambiguities,
        clauses: 0,
    };
    if let Some(root) = &tree.root {
        let lowered = lower::lower(text, root, ctx, nesting);
        read.ast = lowered.ast;
        read.errors.extend(lowered.errors);
        read.notes.extend(lowered.notes);
        read.saved_notes = lowered.saved_notes;
        read.clauses = lowered.clauses;
    }
    read
}

/// The note on an ambiguity, with both readings; None when they come to the same.
fn second_reading(
    text: &str,
    ctx: &Context<'_>,
    habits: Habits,
    nesting: usize,
    first: &Ast,
    remark: Remark,
    span: Span,
) -> Option<Note> {
    let precedence = habits.precedence;
    let (other, message) = match remark {
        Remark::AndMeetsOr => (
            Precedence {
                or_over_and: true,
                ..precedence
            },
            "AND binds more tightly than OR",
        ),
        Remark::ProximityMeetsOr => (
            Precedence {
                or_over_proximity: true,
                ..precedence
            },
            "proximity binds more tightly than OR",
        ),
        Remark::Bracketing => (
            Precedence {
                proximity_in_order: true,
                ..precedence
            },
            "the smallest number binds first",
        ),
        Remark::BareNear => (
            Precedence {
                near_is_a_word: true,
                ..precedence
            },
            "NEAR without a number is W/10",
        ),
        Remark::OtherSpelling
        | Remark::PlusNumber
        | Remark::ColonIsText
        | Remark::FieldCoversOne
        | Remark::DashIsNot
        | Remark::AfterPeriod
        | Remark::FinalQuestionMark
        | Remark::OneField
        | Remark::SpreadAnd
        | Remark::WordBeforeGroup
        | Remark::SignInWord
        | Remark::SingleQuotes
        | Remark::DateIsWords
        | Remark::CommaInName => return None,
    };
    let habits = Habits {
        precedence: other,
        ..habits
    };
    let other = read(text, &lex(text, habits), ctx, habits, nesting);
    let mut note = remark.note(span, message);
    if other.ast == *first {
        return None;
    }
    note.readings.push(Reading {
        text: print::print(first),
        ast: first.clone(),
    });
    if other.errors.is_empty() {
        note.readings.push(Reading {
            text: print::print(&other.ast),
            ast: other.ast,
        });
    }
    Some(note)
}

fn empty(text: &str) -> QueryError {
    let whole = Span::new(0, text.len());
    if text.trim().is_empty() {
        return QueryError::new(
            Problem::Empty,
            whole,
            "empty query",
            "there is nothing to search for",
        )
        .suggest("*")
        .help("`*` finds every article");
    }
    QueryError::new(
        Problem::NoWords,
        whole,
        "no letters or digits to search for",
        "punctuation is not indexed",
    )
}

/// Levels of a tree.
fn depth(ast: &Ast) -> usize {
    1 + match ast {
        Ast::And(nodes) | Ast::Or(nodes) => nodes.iter().map(depth).max().unwrap_or(0),
        Ast::Not(inner) | Ast::Boost(inner, _) => depth(inner),
        Ast::Text { expr, .. } => expr_depth(expr),
        Ast::All
        | Ast::Nothing
        | Ast::Key { .. }
        | Ast::Entity { .. }
        | Ast::Has(_)
        | Ast::Date { .. }
        | Ast::DatePrecision(_)
        | Ast::DateSource(_)
        | Ast::Number { .. } => 0,
    }
}

fn expr_depth(expr: &SpanExpr) -> usize {
    1 + match expr {
        SpanExpr::Or(nodes) => nodes.iter().map(expr_depth).max().unwrap_or(0),
        SpanExpr::Near { left, right, .. }
        | SpanExpr::Same { left, right, .. }
        | SpanExpr::NotNear { left, right, .. }
        | SpanExpr::NotSame { left, right, .. } => expr_depth(left).max(expr_depth(right)),
        SpanExpr::AtLeast { expr, .. }
        | SpanExpr::First { expr, .. }
        | SpanExpr::Case { expr, .. } => expr_depth(expr),
        SpanExpr::Word(_) | SpanExpr::Phrase { .. } | SpanExpr::Mention { .. } => 0,
    }
}
