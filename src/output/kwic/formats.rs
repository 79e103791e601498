//! The formats of concordances: aligned text, and rows for programs.

use std::borrow::Cow;
use std::io;

use serde::Serialize;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::KwicPage;
use crate::hit::KwicLine;
use crate::output::{Ink, csv_cell, cut_to_width, safe_text, tsv_cell, write_ink, write_json};

/// Version of the JSON form of a line.
const KWIC_SCHEMA: &str = "morgue.kwic/1";

/// One format of concordances.
pub struct KwicFormat {
    pub name: &'static str,
    pub doc: &'static str,
    pub begin: fn(&mut KwicPage<'_>) -> io::Result<()>,
    pub line: fn(&mut KwicPage<'_>, &KwicLine) -> io::Result<()>,
    /// Is told the number of mentions, written or not.
    pub end: fn(&mut KwicPage<'_>, usize) -> io::Result<()>,
}

/// Every format of concordances.
pub const KWIC_FORMATS: &[KwicFormat] = &[
    KwicFormat {
        name: "text",
        doc: "aligned on the match; in a pipe id, place, date, source, left, match, right with tabs",
        begin: nothing,
        line: text_line,
        end: |_, _| Ok(()),
    },
    KwicFormat {
        name: "json",
        doc: "one JSON document",
        begin: |page| write!(page.out, "{{\"schema\":\"{KWIC_SCHEMA}\",\"lines\":["),
        line: |page, line| {
            let separator = if page.written == 0 { "\n" } else { ",\n" };
            page.out.write_all(separator.as_bytes())?;
            write_json(page.out, line)
        },
        end: |page, mentions| writeln!(page.out, "\n],\"total\":{mentions}}}"),
    },
    KwicFormat {
        name: "jsonl",
        doc: "one JSON object a line",
        begin: nothing,
        line: |page, line| {
            let schema = KWIC_SCHEMA;
            write_json(page.out, &Object { schema, line })?;
            writeln!(page.out)
        },
        end: |_, _| Ok(()),
    },
    KwicFormat {
        name: "csv",
        doc: "comma-separated, with a heading; safe to open in a spreadsheet",
        begin: |page| writeln!(page.out, "{}", COLUMNS.join(",")),
        line: |page, line| write_row(page, line, ",", csv_cell),
        end: |_, _| Ok(()),
    },
    KwicFormat {
        name: "tsv",
        doc: "tab-separated, with a heading",
        begin: |page| writeln!(page.out, "{}", COLUMNS.join("\t")),
        line: |page, line| write_row(page, line, "\t", tsv_cell),
        end: |_, _| Ok(()),
    },
];

/// Finds a format of concordances by name.
pub fn find_kwic_format(name: &str) -> Option<&'static KwicFormat> {
    KWIC_FORMATS.iter().find(|format| format.name == name)
}

const COLUMNS: [&str; 8] = [
    "id",
    "date",
    "source",
    "field",
    "paragraph",
    "left",
    "matched",
    "right",
];

#[derive(Serialize)]
struct Object<'a> {
    schema: &'static str,
    #[serde(flatten)]
    line: &'a KwicLine,
}

fn nothing(_: &mut KwicPage<'_>) -> io::Result<()> {
    Ok(())
}

fn write_row(
    page: &mut KwicPage<'_>,
    line: &KwicLine,
    separator: &str,
    cell: fn(&str, bool) -> Cow<'_, str>,
) -> io::Result<()> {
    let paragraph = line.paragraph.to_string();
    let cells = [
        line.id.as_str(),
        line.date.as_deref().unwrap_or_default(),
        line.source.as_deref().unwrap_or_default(),
        &line.field,
        &paragraph,
        &line.left,
        &line.matched,
        &line.right,
    ];
    for (i, text) in cells.iter().enumerate() {
        if i > 0 {
            page.out.write_all(separator.as_bytes())?;
        }
        page.out.write_all(cell(text, page.raw_cells).as_bytes())?;
    }
    writeln!(page.out)
}

/// Columns of the id and the place: twelve characters, `cap:12`.  A longer place takes them from the
/// context on its left, so that the line still fits and the matches still stand in one column.
const PLACE_WIDTH: usize = 19;

fn text_line(page: &mut KwicPage<'_>, line: &KwicLine) -> io::Result<()> {
    if !page.style.is_terminal {
        return pipe_line(page, line);
    }
    let style = page.style;
    let place = safe_text(&format!(
        "{} {}:{}",
        line.id,
        short(&line.field),
        line.paragraph
    ))
    .into_owned();
    let width = style.table_width().saturating_sub(PLACE_WIDTH + 1).max(3);
    let matched = cut_to_width(&safe_text(&line.matched), width / 2);
    let over = place.width().saturating_sub(PLACE_WIDTH);
    // The match begins in the same column of every line.
    let left_width = (width * 2 / 5).saturating_sub(over).max(1);
    let left = end_of(&safe_text(&line.left), left_width.saturating_sub(1));
    // Punctuation that touches the match touches it here too.
    let left_gap = if left.ends_with(is_opening) { "" } else { " " };
    let left_padding = left_width.saturating_sub(left.width() + left_gap.len());
    let right_width = width.saturating_sub(left_width + over + matched.width() + 1);
    let right = cut_to_width(&safe_text(&line.right), right_width);
    let place_padding = PLACE_WIDTH.saturating_sub(place.width());
    write_ink(page.out, &style, Ink::Dim, &place)?;
    write!(
        page.out,
        "{:place_padding$} {:left_padding$}{left} ",
        "", ""
    )?;
    write_ink(page.out, &style, Ink::Match, matched)?;
    let gap = if right.starts_with(is_closing) {
        ""
    } else {
        " "
    };
    writeln!(page.out, "{}", format!("{gap}{right}").trim_end())
}

fn pipe_line(page: &mut KwicPage<'_>, line: &KwicLine) -> io::Result<()> {
    let paragraph = format!("{}:{}", line.field, line.paragraph);
    let cells = [
        line.id.as_str(),
        &paragraph,
        line.date.as_deref().unwrap_or("-"),
        line.source.as_deref().unwrap_or("-"),
        &line.left,
        &line.matched,
        &line.right,
    ];
    let cells = cells.map(|cell| {
        if cell.is_empty() {
            Cow::Borrowed("-")
        } else {
            safe_text(cell)
        }
    });
    writeln!(page.out, "{}", cells.join("\t"))
}

/// Where a mention stands, in a letter or two: `p` for the body.
fn short(field: &str) -> &str {
    match field {
        "body" => "p",
        "headline" => "hl",
        "deck" => "dk",
        "caption" => "cap",
        "credit" => "cr",
        other => other,
    }
}

fn is_closing(c: char) -> bool {
    matches!(
        c,
        '.' | ',' | ';' | ':' | '!' | '?' | ')' | ']' | '”' | '’' | '»' | '…'
    )
}

fn is_opening(c: char) -> bool {
    matches!(c, '(' | '[' | '“' | '‘' | '«' | '¿' | '¡' | '-' | '/')
}

/// The last columns of a text, with `…` where it was cut.
fn end_of(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut column = 1;
    let mut start = text.len();
    for (at, c) in text.char_indices().rev() {
        column += c.width().unwrap_or(0);
        if column > width {
            break;
        }
        start = at;
    }
    format!("…{}", &text[start..])
}
