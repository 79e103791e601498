//! What a query means, after every name, date and word has been resolved.
//!
//! An `Ast` cannot hold an unknown field, a relative date or a syntax error.  It has no spans, so
//! it can be compared, printed back to query text, stored, and shipped as JSON; its JSON form is
//! the wire format.  Match arms over these enums have no `_`, so the compiler lists what to change.

use serde::{Deserialize, Serialize};

use crate::article::{DateSource, EntityKind, Precision};
use crate::field::{DateField, KeyField, NumberField, TextField};

/// A condition on a whole article.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ast {
    /// `*`: every article.
    All,
    /// Matches no article; `(or)`, an empty set file.
    Nothing,
    And(Vec<Ast>),
    Or(Vec<Ast>),
    Not(Box<Ast>),
    /// Words and their order, in the fields of the scope.
    Text {
        scope: Scope,
        expr: SpanExpr,
    },
    /// A whole value of a keyword field.
    Key {
        field: KeyField,
        pattern: KeyPattern,
    },
    /// A person, organisation or place, whatever the spelling.
    Entity {
        pattern: KeyPattern,
    },
    /// The field has a value.
    Has(Presence),
    /// The date's period overlaps this one; civil minutes, half-open, None = open end.
    Date {
        field: DateField,
        from: Option<i64>,
        until: Option<i64>,
    },
    /// The publication date is known this exactly; None = not known at all.
    DatePrecision(Option<Precision>),
    DateSource(DateSource),
    /// Both ends inclusive, None = open.
    Number {
        field: NumberField,
        min: Option<u64>,
        max: Option<u64>,
    },
    /// Same articles, score multiplied.
    Boost(Box<Ast>, Factor),
}

/// Where words are looked for.  One text expression lies within one field of the scope.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// `TextField::DEFAULT`.
    Default,
    Field(TextField),
    /// Headline, deck, and the first paragraph of the body.
    Lead,
    /// Every text field, boilerplate too (`--all-text`).
    All,
}

/// A condition on places in one field; it is met where it has at least one span.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SpanExpr {
    Word(Word),
    /// Adjacent words in order; `slop` as in Lucene: positions less index lie within it.
    Phrase {
        slots: Vec<Slot>,
        slop: u32,
    },
    Or(Vec<SpanExpr>),
    /// Positions of the nearest ends differ by at most `distance`.
    Near {
        left: Box<SpanExpr>,
        right: Box<SpanExpr>,
        distance: u32,
        order: Order,
    },
    /// In one sentence or paragraph.
    Same {
        left: Box<SpanExpr>,
        right: Box<SpanExpr>,
        unit: Unit,
        order: Order,
    },
    /// A `left` with no `right` that near.
    NotNear {
        left: Box<SpanExpr>,
        right: Box<SpanExpr>,
        distance: u32,
        order: Order,
    },
    NotSame {
        left: Box<SpanExpr>,
        right: Box<SpanExpr>,
        unit: Unit,
        order: Order,
    },
    /// All spans of `expr`, if there are this many.
    AtLeast {
        count: u32,
        expr: Box<SpanExpr>,
    },
    /// Spans that start within the first `words` words of the field.
    First {
        words: u32,
        expr: Box<SpanExpr>,
    },
    /// Spans whose words are written so.
    Case {
        case: Case,
        expr: Box<SpanExpr>,
    },
    /// Mentions of an entity, whatever the spelling; None = of any kind.
    Mention {
        kind: Option<EntityKind>,
        pattern: KeyPattern,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Order {
    Any,
    LeftFirst,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    Sentence,
    Paragraph,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Case {
    /// At least one capital: `CAPS(apple)`.
    Some,
    /// Only capitals: `ALLCAPS(rico)`.
    All,
    /// No capital: `NOCAPS(apple)`.
    None,
}

/// One place of a phrase.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Slot {
    Word(Word),
    /// `*` standing alone: exactly one word, whatever it is.
    AnyWord,
}

/// One word as the tokenizer cuts it: never two tokens.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub struct Word {
    pub pattern: WordPattern,
    pub form: Form,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WordPattern {
    /// As written, case and accents kept (`text::fold` makes the term).
    Plain(String),
    /// `*` any characters, `?` exactly one, as written; compared folded (`pattern::Pattern`).
    Wildcard(String),
    /// Edit distance over folded terms (a transposition costs 1); the word as written.
    Fuzzy { word: String, distance: u8 },
    /// A regular expression over whole folded terms.
    Regex(String),
}

/// How alike a word of the text must be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Form {
    /// Inflections too: `release`.
    Inflected,
    /// That word, folded: `"release"`, `=release`.
    Literal,
    /// Case and accents too: `==Release`.
    Exact,
}

/// What a keyword value is compared with; both sides folded.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum KeyPattern {
    /// The whole value.
    Is(String),
    /// `*` and `?` over the whole value.
    Wildcard(String),
    /// One of many, from a file.
    OneOf(Vec<String>),
}

/// What `field:*` asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Presence {
    Text(TextField),
    Key(KeyField),
    Entity,
    Date(DateField),
}

/// A boost, kept in thousandths so that a query compares and hashes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Factor(pub u32);

impl Factor {
    pub fn value(self) -> f32 {
        self.0 as f32 / 1000.0
    }
}
