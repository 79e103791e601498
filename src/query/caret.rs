//! Shows a place in a query: the line, shortened when long, and carets below it.

use unicode_width::UnicodeWidthChar;

use crate::article::Span;

/// Columns shown on each side of the place.
const CONTEXT: usize = 60;

/// Appends the line of `query` that holds the start of `span`, and a line of carets.
pub(super) fn render(query: &str, span: Span, out: &mut String) {
    let start = floor(query, span.start.min(query.len()));
    let line_start = query[..start].rfind('\n').map_or(0, |i| i + 1);
    let line_end = query[start..].find('\n').map_or(query.len(), |i| start + i);
    let end = floor(query, span.end.clamp(start, line_end));
    let before = last_columns(&query[line_start..start]);
    let place = first_columns(&query[start..end]);
    let after = first_columns(&query[end..line_end]);
    let cut_before = before.len() < start - line_start;
    let cut_place = place.len() < end - start;
    let cut_after = cut_place || after.len() < line_end - end;
    let lead = if cut_before { "…" } else { "" };
    let tail = if cut_after { "…" } else { "" };
    let after = if cut_place { "" } else { after };
    out.push_str(&format!(
        "  | {lead}{}{}{}{tail}\n",
        plain(before),
        plain(place),
        plain(after)
    ));
    let indent = width(before) + lead.chars().count();
    out.push_str(&format!(
        "  | {}{}\n",
        " ".repeat(indent),
        "^".repeat(width(place).max(1))
    ));
}

/// Control characters and other invisible ones never reach a terminal.
fn plain(text: &str) -> String {
    text.chars()
        .map(|c| if shown_width(c) == 0 { '\u{FFFD}' } else { c })
        .map(|c| if c == '\t' { ' ' } else { c })
        .collect()
}

fn shown_width(c: char) -> usize {
    match c {
        '\t' => 1,
        '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => 0,
        c => c.width().unwrap_or(0),
    }
}

/// Columns of the text as `plain` shows it.
fn width(text: &str) -> usize {
    text.chars().map(|c| shown_width(c).max(1)).sum()
}

fn first_columns(text: &str) -> &str {
    let end = text
        .char_indices()
        .nth(CONTEXT)
        .map_or(text.len(), |(i, _)| i);
    &text[..end]
}

fn last_columns(text: &str) -> &str {
    let start = text
        .char_indices()
        .rev()
        .nth(CONTEXT - 1)
        .map_or(0, |(i, _)| i);
    &text[start..]
}

fn floor(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
