//! One cell of a table: quoting for CSV and TSV, and the guard against formulas.
//!
//! A spreadsheet runs a cell that begins like a formula, so text cells that do get an apostrophe
//! in front.  Cells are neutralised like all tables; the raw option turns off both, never the
//! quoting.  Numbers do not pass through here.

use std::borrow::Cow;

use super::safe_text::{safe_lines, safe_text};

/// Puts an apostrophe before a cell that a spreadsheet would take for a formula.
pub fn guard_formula(cell: &str) -> Cow<'_, str> {
    if starts_formula(cell) {
        Cow::Owned(format!("'{cell}"))
    } else {
        Cow::Borrowed(cell)
    }
}

/// Returns a text cell of a CSV file, quoted by RFC 4180 where needed.
pub fn csv_cell(text: &str, is_raw: bool) -> Cow<'_, str> {
    let cell = if is_raw {
        Cow::Borrowed(text)
    } else {
        guarded(text, safe_lines(text))
    };
    // A semicolon or a tab separates cells in some programs whatever the file says.
    let needs_quotes = cell.contains([',', '"', '\n', '\r', ';', '\t'])
        || cell.starts_with(' ')
        || cell.ends_with(' ');
    if needs_quotes {
        Cow::Owned(format!("\"{}\"", cell.replace('"', "\"\"")))
    } else {
        cell
    }
}

/// Returns a text cell of a TSV file: backslash, tab and line breaks are written `\\`, `\t`, `\n`,
/// `\r`, and nothing is quoted.
pub fn tsv_cell(text: &str, is_raw: bool) -> Cow<'_, str> {
    let escaped = escape_breaks(text);
    if is_raw {
        return escaped;
    }
    let safe = Cow::Owned(safe_text(&escaped).into_owned());
    guarded(text, safe)
}

fn escape_breaks(text: &str) -> Cow<'_, str> {
    if !text.contains(['\\', '\t', '\n', '\r']) {
        return Cow::Borrowed(text);
    }
    let mut escaped = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '\\' => escaped.push_str("\\\\"),
            '\t' => escaped.push_str("\\t"),
            '\n' => escaped.push_str("\\n"),
            '\r' => escaped.push_str("\\r"),
            other => escaped.push(other),
        }
    }
    Cow::Owned(escaped)
}

/// Guards the safe form of a text.  The text itself decides too, since a leading NUL is a picture
/// by then; the safe form decides too, since a soft hyphen before the sign is gone by then.
fn guarded<'t>(text: &str, safe: Cow<'t, str>) -> Cow<'t, str> {
    if starts_formula(text) || starts_formula(&safe) {
        Cow::Owned(format!("'{safe}"))
    } else {
        safe
    }
}

/// OWASP's list, with the full-width signs that East Asian settings of spreadsheets accept.
fn starts_formula(cell: &str) -> bool {
    cell.starts_with([
        '=', '+', '-', '@', '\t', '\r', '\n', '\0', '＝', '＋', '－', '＠',
    ])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_that_start_a_formula_are_guarded() {
        for (text, csv, tsv) in [
            ("plain", "plain", "plain"),
            ("", "", ""),
            ("=1+1", "'=1+1", "'=1+1"),
            ("+1", "'+1", "'+1"),
            ("-1", "'-1", "'-1"),
            ("@SUM(A1)", "'@SUM(A1)", "'@SUM(A1)"),
            ("\t=1", "\"'\t=1\"", "'\\t=1"),
            ("\r=1", "'␍=1", "'\\r=1"),
            ("\0=1", "'␀=1", "'␀=1"),
            ("＝1", "'＝1", "'＝1"),
            ("a, \"b\"", "\"a, \"\"b\"\"\"", "a, \"b\""),
            ("a;=1", "\"a;=1\"", "a;=1"),
            ("two\nlines", "\"two\nlines\"", "two\\nlines"),
            ("\u{1b}[0m", "␛[0m", "␛[0m"),
            ("\u{AD}=1", "'=1", "'=1"),
            ("C:\\x", "C:\\x", "C:\\\\x"),
        ] {
            assert_eq!(csv_cell(text, false), csv, "{text:?}");
            assert_eq!(tsv_cell(text, false), tsv, "{text:?}");
        }
        assert_eq!(csv_cell("=1,\u{1b}", true), "\"=1,\u{1b}\"");
        assert_eq!(tsv_cell("=1\t\u{1b}", true), "=1\\t\u{1b}");
    }
}
