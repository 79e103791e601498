//! Conditions that command-line options stand for, and how they join a query.
//!
//! An option is its query form with the value quoted, so the two cannot differ.

use super::ast::Ast;
use super::{Context, Parsed, parse};

/// One option and the field it fills in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Filter {
    /// Name of the option without its dashes.
    pub option: &'static str,
    /// What stands before the value.
    field: &'static str,
}

/// Every option that is a condition.
pub const FILTERS: &[Filter] = &[
    Filter {
        option: "since",
        field: "since",
    },
    Filter {
        option: "until",
        field: "until",
    },
    Filter {
        option: "on",
        field: "date",
    },
    Filter {
        option: "source",
        field: "source",
    },
    Filter {
        option: "section",
        field: "section",
    },
    Filter {
        option: "lang",
        field: "lang",
    },
    Filter {
        option: "person",
        field: "person",
    },
    Filter {
        option: "org",
        field: "org",
    },
    Filter {
        option: "place",
        field: "place",
    },
    Filter {
        option: "has",
        field: "",
    },
];

/// True for options of which every value must hold: an article may have a value in many fields, but
/// the values of the others are alternatives.
pub fn must_all_hold(option: &str) -> bool {
    option == "has"
}

/// Reads the value of an option; None when there is no such option.
///
/// The `text` of what is returned is the query form, which its errors point into.
pub fn parse_filter(option: &str, value: &str, ctx: &Context<'_>) -> Option<Parsed> {
    let filter = FILTERS.iter().find(|f| f.option == option)?;
    Some(parse(&query_form(*filter, value), ctx))
}

fn query_form(filter: Filter, value: &str) -> String {
    if filter.field.is_empty() {
        return format!("{}:*", value.trim());
    }
    match value.strip_prefix('@') {
        Some(file) => format!("{}:@\"{}\"", filter.field, escaped(file)),
        None => format!("{}:\"{}\"", filter.field, escaped(value)),
    }
}

fn escaped(value: &str) -> String {
    value.replace('\\', "\\\\").replace('"', "\\\"")
}

/// Joins a query and the conditions of its options.
pub fn and(ast: Ast, filters: Vec<Ast>) -> Ast {
    if filters.is_empty() {
        return ast;
    }
    let mut nodes = Vec::with_capacity(filters.len() + 1);
    if ast != Ast::All {
        nodes.push(ast);
    }
    nodes.extend(filters);
    if nodes.len() == 1 {
        nodes.remove(0)
    } else {
        Ast::And(nodes)
    }
}
