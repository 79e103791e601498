//! The canonical form of a query: fully parenthesised, capitals, ISO dates.
//!
//! Parsing it gives the same `Ast` again; a property test holds this for every tree that the
//! parser can make.  Trees of other origin are printed as nearly as the language allows.

use chrono::{DateTime, Datelike, NaiveDate};

use super::ast::{
    Ast, Case, Form, KeyPattern, Order, Presence, Scope, Slot, SpanExpr, Unit, Word, WordPattern,
};
use super::lexer::is_quote;
use super::operator;
use crate::article::EntityKind;
use crate::field::{DateField, KeyField, NumberField};

const MINUTES_OF_DAY: i64 = 24 * 60;

/// Prints a query.
pub fn print(ast: &Ast) -> String {
    let mut out = String::new();
    write_ast(&mut out, ast, true);
    out
}

/// The field name that stands for a scope; empty for the default fields.
pub(super) fn scope_name(scope: Scope) -> &'static str {
    match scope {
        Scope::Default => "",
        Scope::Field(field) => field.name(),
        Scope::Lead => "lead",
        Scope::All => "alltext",
    }
}

fn write_ast(out: &mut String, ast: &Ast, is_top: bool) {
    match ast {
        Ast::All => out.push('*'),
        Ast::Nothing => out.push_str("NOT *"),
        Ast::And(nodes) => write_joined(out, nodes, " AND ", "*", is_top),
        Ast::Or(nodes) => write_joined(out, nodes, " OR ", "NOT *", is_top),
        Ast::Not(inner) => {
            out.push_str("NOT ");
            write_ast(out, inner, false);
        }
        Ast::Text {
            scope: Scope::Default,
            expr,
        } => write_expr(out, expr, is_top),
        Ast::Text { scope, expr } => {
            out.push_str(scope_name(*scope));
            out.push(':');
            write_expr(out, expr, false);
        }
        Ast::Key { field, pattern } => {
            out.push_str(field.name());
            out.push(':');
            let is_part = matches!(field, KeyField::Url | KeyField::Path | KeyField::Id);
            write_pattern(out, pattern, is_part);
        }
        Ast::Entity { pattern } => {
            out.push_str("entity:");
            write_pattern(out, pattern, false);
        }
        Ast::Has(presence) => {
            out.push_str(presence_name(*presence));
            out.push_str(":*");
        }
        Ast::Date { field, from, until } => out.push_str(&date_condition(*field, *from, *until)),
        Ast::DatePrecision(precision) => {
            out.push_str("date.precision:");
            out.push_str(precision.map_or("none", |p| p.name()));
        }
        Ast::DateSource(source) => {
            out.push_str("date.from:");
            let name = serde_json::to_value(source).ok();
            out.push_str(name.as_ref().and_then(|n| n.as_str()).unwrap_or_default());
        }
        Ast::Number { field, min, max } => {
            let name = match field {
                NumberField::Length => "length",
            };
            out.push_str(&format!("{name}:{}", number_range(*min, *max)));
        }
        Ast::Boost(inner, factor) => {
            let is_bare = matches!(**inner, Ast::Not(_) | Ast::Nothing | Ast::Boost(..));
            if is_bare {
                out.push('(');
            }
            write_ast(out, inner, false);
            if is_bare {
                out.push(')');
            }
            out.push_str(&format!("^{}", f64::from(factor.0) / 1000.0));
        }
    }
}

fn write_joined(out: &mut String, nodes: &[Ast], sign: &str, empty: &str, is_top: bool) {
    match nodes {
        [] => out.push_str(empty),
        [only] => write_ast(out, only, is_top),
        _ => {
            if !is_top {
                out.push('(');
            }
            for (i, node) in nodes.iter().enumerate() {
                if i > 0 {
                    out.push_str(sign);
                }
                write_ast(out, node, false);
            }
            if !is_top {
                out.push(')');
            }
        }
    }
}

fn presence_name(presence: Presence) -> &'static str {
    match presence {
        Presence::Text(field) => field.name(),
        Presence::Key(field) => field.name(),
        Presence::Entity => "entity",
        Presence::Date(field) => date_name(field),
    }
}

fn date_name(field: DateField) -> &'static str {
    match field {
        DateField::Published => "date",
        DateField::Mentioned => "mentions",
    }
}

fn number_range(min: Option<u64>, max: Option<u64>) -> String {
    match (min, max) {
        (Some(min), Some(max)) if min == max => min.to_string(),
        (Some(min), Some(max)) => format!("{min}..{max}"),
        (Some(min), None) => format!("{min}.."),
        (None, Some(max)) => format!("..{max}"),
        (None, None) => "*".to_owned(),
    }
}

fn write_expr(out: &mut String, expr: &SpanExpr, is_top: bool) {
    match expr {
        SpanExpr::Word(word) => write_word(out, word),
        SpanExpr::Phrase { slots, slop } => write_phrase(out, slots, *slop),
        SpanExpr::Or(nodes) => match hyphenated(nodes) {
            Some(text) => out.push_str(&text),
            None => write_alternatives(out, nodes, is_top),
        },
        SpanExpr::Near {
            left,
            right,
            distance,
            order,
        } => write_pair(out, left, &near_sign("", *distance, *order), right, is_top),
        SpanExpr::NotNear {
            left,
            right,
            distance,
            order,
        } => write_pair(
            out,
            left,
            &near_sign("NOT ", *distance, *order),
            right,
            is_top,
        ),
        SpanExpr::Same {
            left,
            right,
            unit,
            order,
        } => write_pair(out, left, &same_sign("", *unit, *order), right, is_top),
        SpanExpr::NotSame {
            left,
            right,
            unit,
            order,
        } => write_pair(out, left, &same_sign("NOT ", *unit, *order), right, is_top),
        SpanExpr::AtLeast { count, expr } => write_call(out, &format!("ATLEAST{count}"), expr),
        SpanExpr::First { words, expr } => write_call(out, &format!("FIRST{words}"), expr),
        SpanExpr::Case { case, expr } => {
            let name = match case {
                Case::Some => "CAPS",
                Case::All => "ALLCAPS",
                Case::None => "NOCAPS",
            };
            write_call(out, name, expr);
        }
        SpanExpr::Mention { kind, pattern } => {
            out.push_str(kind.map_or("entity", EntityKind::field_name));
            out.push(':');
            write_pattern(out, pattern, false);
        }
    }
}

fn write_alternatives(out: &mut String, nodes: &[SpanExpr], is_top: bool) {
    if !is_top {
        out.push('(');
    }
    for (i, node) in nodes.iter().enumerate() {
        if i > 0 {
            out.push_str(" OR ");
        }
        write_expr(out, node, false);
    }
    if !is_top {
        out.push(')');
    }
}

fn write_pair(out: &mut String, left: &SpanExpr, sign: &str, right: &SpanExpr, is_top: bool) {
    if !is_top {
        out.push('(');
    }
    write_expr(out, left, false);
    out.push_str(&format!(" {sign} "));
    write_expr(out, right, false);
    if !is_top {
        out.push(')');
    }
}

fn write_call(out: &mut String, name: &str, expr: &SpanExpr) {
    out.push_str(name);
    out.push('(');
    write_expr(out, expr, true);
    out.push(')');
}

fn near_sign(not: &str, distance: u32, order: Order) -> String {
    match order {
        Order::Any => format!("{not}W/{distance}"),
        Order::LeftFirst => format!("{not}PRE/{distance}"),
    }
}

fn same_sign(not: &str, unit: Unit, order: Order) -> String {
    let unit = match unit {
        Unit::Sentence => "s",
        Unit::Paragraph => "p",
    };
    match order {
        Order::Any => format!("{not}/{unit}"),
        Order::LeftFirst => format!("{not}PRE/{unit}"),
    }
}

fn write_word(out: &mut String, word: &Word) {
    let sign = match (word.form, &word.pattern) {
        (Form::Exact, _) => "==",
        (Form::Literal, WordPattern::Plain(_)) => "=",
        (Form::Literal | Form::Inflected, _) => "",
    };
    match &word.pattern {
        WordPattern::Plain(text) if sign == "=" => out.push_str(&format!("\"{text}\"")),
        WordPattern::Plain(text) | WordPattern::Wildcard(text) => {
            out.push_str(sign);
            if sign.is_empty() && is_reserved(text) {
                out.push('\\');
            }
            out.push_str(text);
        }
        WordPattern::Fuzzy { word, distance } => {
            if is_reserved(word) {
                out.push('\\');
            }
            out.push_str(&format!("{word}~{distance}"));
        }
        WordPattern::Regex(pattern) => out.push_str(&format!("/{}/", pattern.replace('/', "\\/"))),
    }
}

/// Words that would be read as operators.
pub(super) fn is_reserved(word: &str) -> bool {
    const IN_CONTEXT: [&str; 4] = ["not", "but", "around", "date"];
    operator::find_sign(word).is_some()
        || operator::find_function(word).is_some()
        || IN_CONTEXT
            .iter()
            .any(|reserved| reserved.eq_ignore_ascii_case(word))
}

fn slot_word(slot: &Slot) -> Option<&Word> {
    match slot {
        Slot::Word(word) => Some(word),
        Slot::AnyWord => None,
    }
}

fn pattern_text(pattern: &WordPattern) -> &str {
    match pattern {
        WordPattern::Plain(text) | WordPattern::Wildcard(text) | WordPattern::Regex(text) => text,
        WordPattern::Fuzzy { word, .. } => word,
    }
}

fn slot_text(slot: &Slot) -> &str {
    slot_word(slot).map_or("*", |word| pattern_text(&word.pattern))
}

fn write_phrase(out: &mut String, slots: &[Slot], slop: u32) {
    let texts: Vec<&str> = slots.iter().map(slot_text).collect();
    let ends_inflected = slots
        .last()
        .and_then(slot_word)
        .is_some_and(|w| w.form == Form::Inflected);
    if ends_inflected && slop == 0 {
        // The parts of one written word: `U.S`, `10.30`.
        out.push_str(&texts.join("."));
        return;
    }
    if slots
        .iter()
        .filter_map(slot_word)
        .all(|w| w.form == Form::Exact)
    {
        out.push_str("==");
    }
    out.push_str(&format!("\"{}\"", texts.join(" ")));
    if slop > 0 {
        out.push_str(&format!("~{slop}"));
    }
}

/// `well-being`: a phrase of the parts, or the parts in one piece.
fn hyphenated(nodes: &[SpanExpr]) -> Option<String> {
    let [SpanExpr::Phrase { slots, slop: 0 }, SpanExpr::Word(joined)] = nodes else {
        return None;
    };
    let last = slots.last().and_then(slot_word)?;
    let inner = &slots[..slots.len() - 1];
    let inner_form = if joined.form == Form::Exact {
        Form::Exact
    } else {
        Form::Literal
    };
    let is_inner = |slot: &Slot| slot_word(slot).is_some_and(|w| w.form == inner_form);
    let texts: Vec<&str> = slots.iter().map(slot_text).collect();
    let is_one = inner.iter().all(is_inner)
        && pattern_text(&joined.pattern) == texts.concat()
        && texts[0].starts_with(|c: char| c.is_alphabetic())
        && (last.form == joined.form || matches!(joined.pattern, WordPattern::Wildcard(_)));
    if !is_one || inner.is_empty() {
        return None;
    }
    let sign = match last.form {
        Form::Inflected => "",
        Form::Literal => "=",
        Form::Exact => "==",
    };
    Some(format!("{sign}{}", texts.join("-")))
}

/// `is_part`: the field is met by a part of its value unless `=` stands before.
fn write_pattern(out: &mut String, pattern: &KeyPattern, is_part: bool) {
    let sign = if is_part { "=" } else { "" };
    match pattern {
        KeyPattern::Is(value) => out.push_str(&format!("{sign}{}", quoted(value, true))),
        KeyPattern::Wildcard(value) => out.push_str(&quoted(value, false)),
        KeyPattern::OneOf(values) => {
            let values: Vec<String> = values
                .iter()
                .map(|v| format!("{sign}{}", quoted(v, true)))
                .collect();
            out.push_str(&format!("({})", values.join(" OR ")));
        }
    }
}

fn quoted(value: &str, wildcards_are_letters: bool) -> String {
    let mut out = String::from("\"");
    for c in value.chars() {
        if c == '\\' || c == '!' || is_quote(c) || wildcards_are_letters && matches!(c, '*' | '?') {
            out.push('\\');
        }
        out.push(c);
    }
    out.push('"');
    out
}

fn date_condition(field: DateField, from: Option<i64>, until: Option<i64>) -> String {
    let name = date_name(field);
    let first = from.and_then(date_text);
    let last = until.and_then(last_text);
    match (first, last) {
        (Some(first), Some(last)) => {
            let period = from
                .zip(until)
                .and_then(|(from, until)| whole_period(from, until));
            format!(
                "{name}:{}",
                period.unwrap_or(if first == last {
                    first
                } else {
                    format!("{first}..{last}")
                })
            )
        }
        (Some(first), None) => format!("{name}:{first}.."),
        (None, Some(last)) => format!("{name}:..{last}"),
        (None, None) => format!("{name}:*"),
    }
}

/// A civil minute as a date, with the time when it is not midnight; None outside the calendar.
pub(super) fn date_text(minute: i64) -> Option<String> {
    let time = DateTime::from_timestamp(minute.checked_mul(60)?, 0)?.naive_utc();
    let format = if minute.rem_euclid(MINUTES_OF_DAY) == 0 {
        "%Y-%m-%d"
    } else {
        "%Y-%m-%dT%H:%M"
    };
    Some(time.format(format).to_string())
}

/// The last day, or the last minute, before this one.
fn last_text(until: i64) -> Option<String> {
    let is_midnight = until.rem_euclid(MINUTES_OF_DAY) == 0;
    date_text(until - if is_midnight { MINUTES_OF_DAY } else { 1 })
}

/// `2024` or `2024-03` when that is exactly the range.
fn whole_period(from: i64, until: i64) -> Option<String> {
    let day = |minute: i64| -> Option<NaiveDate> {
        let is_midnight = minute.rem_euclid(MINUTES_OF_DAY) == 0;
        is_midnight
            .then(|| DateTime::from_timestamp(minute * 60, 0))
            .flatten()
            .map(|t| t.date_naive())
    };
    let (from, until) = (day(from)?, day(until)?);
    if from.day() != 1 || until.day() != 1 {
        return None;
    }
    if from.month() == 1 && until.month() == 1 && until.year() == from.year() + 1 {
        return Some(from.format("%Y").to_string());
    }
    (until == from + chrono::Months::new(1)).then(|| from.format("%Y-%m").to_string())
}
