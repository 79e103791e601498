//! Words, phrases and proximity in the canonical form.

use super::{Otherwise, has_key_signs, write_pattern};
use crate::article::EntityKind;
use crate::query::ast::{Case, Form, Order, Slot, SpanExpr, Unit, Word, WordPattern};
use crate::query::operator;

pub(super) fn write_expr(out: &mut String, expr: &SpanExpr, is_top: bool) {
    match expr {
        SpanExpr::Word(word) => write_word(out, word),
        SpanExpr::Phrase { slots, slop } => write_phrase(out, slots, *slop),
        SpanExpr::Or(nodes) => match hyphenated(nodes) {
            Some(text) => out.push_str(&text),
            None => match nodes.iter().position(is_other_mentions) {
                Some(1) => write_expr(out, &nodes[0], is_top),
                _ => write_alternatives(out, nodes, is_top),
            },
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
            let otherwise = match kind {
                Some(EntityKind::Person | EntityKind::Place) => Otherwise::WithComma,
                Some(EntityKind::Organisation) | None => Otherwise::Never,
            };
            write_pattern(out, pattern, otherwise);
        }
    }
}

/// True for what an archive adds to a mention, as `is_other_keys` for whole conditions.
pub fn is_other_mentions(expr: &SpanExpr) -> bool {
    matches!(expr, SpanExpr::Mention { pattern, .. } if has_key_signs(pattern))
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
pub(in crate::query) fn is_reserved(word: &str) -> bool {
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
