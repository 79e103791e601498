//! The canonical form of a query: fully parenthesised, capitals, ISO dates.
//!
//! Parsing it gives the same `Ast` again; a property test holds this for every tree that the
//! parser can make.  Trees of other origin are printed as nearly as the language allows.

mod date;
mod expr;

use date::date_condition;
pub(in crate::query) use date::date_text;
pub use expr::is_other_mentions;
use expr::write_expr;

use crate::annotations::KEY_SIGN;
use crate::field::{DateField, KeyField, NumberField};
use crate::query::ast::{Ast, KeyPattern, Presence, Scope};
use crate::query::lexer::is_quote;

/// Prints a query.
pub fn print(ast: &Ast) -> String {
    let mut out = String::new();
    write_ast(&mut out, ast, true);
    out
}

/// The field name that stands for a scope; empty for the default fields.
pub(in crate::query) fn scope_name(scope: Scope) -> &'static str {
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
        Ast::Or(nodes) => match nodes.iter().position(is_other_keys) {
            Some(at) if at > 0 => write_joined(out, &nodes[..at], " OR ", "NOT *", is_top),
            _ => write_joined(out, nodes, " OR ", "NOT *", is_top),
        },
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
            let otherwise = match field {
                KeyField::Url | KeyField::Path | KeyField::Id => Otherwise::Always,
                KeyField::Person | KeyField::Place => Otherwise::WithComma,
                _ => Otherwise::Never,
            };
            write_pattern(out, pattern, otherwise);
        }
        Ast::Entity { pattern } => {
            out.push_str("entity:");
            write_pattern(out, pattern, Otherwise::Never);
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

/// True for what an archive adds to a condition on a name: more keys of its entities.  They stand
/// behind it in an `Or`, are nothing that can be typed, and what is typed means them too.
pub fn is_other_keys(ast: &Ast) -> bool {
    matches!(ast, Ast::Key { pattern, .. } if has_key_signs(pattern))
}

fn has_key_signs(pattern: &KeyPattern) -> bool {
    match pattern {
        KeyPattern::OneOf(values) => {
            !values.is_empty() && values.iter().all(|value| value.starts_with(KEY_SIGN))
        }
        KeyPattern::Is(_) | KeyPattern::Wildcard(_) => false,
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

/// Which values of a field are read otherwise than as they stand unless `=` stands before.
#[derive(Clone, Copy)]
enum Otherwise {
    /// Addresses are met by a part.
    Always,
    /// Names are put upright.
    WithComma,
    Never,
}

fn write_pattern(out: &mut String, pattern: &KeyPattern, otherwise: Otherwise) {
    let sign = |value: &str| match otherwise {
        Otherwise::Always => "=",
        Otherwise::WithComma if value.contains(',') => "=",
        Otherwise::WithComma | Otherwise::Never => "",
    };
    match pattern {
        KeyPattern::Is(value) => {
            out.push_str(&format!("{}{}", sign(value), quoted(value, true)));
        }
        KeyPattern::Wildcard(value) => out.push_str(&quoted(value, false)),
        KeyPattern::OneOf(values) => {
            let values: Vec<String> = values
                .iter()
                .map(|v| format!("{}{}", sign(v), quoted(v, true)))
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
