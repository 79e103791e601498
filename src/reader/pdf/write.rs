//! From lines in columns to text: paragraphs, headings, and what stands apart.
//!
//! A line goes on in the next where the next one's first word would not have fitted; broken words
//! are mended.  Lines of lists and addresses stay lines.

use super::layout::{Column, Row, median};

/// Text this much larger than that of the story is a heading.
const HEADING: f64 = 1.15;

/// Writes the columns of all pages as text, a page each: a line for each paragraph, blank lines
/// between what stands apart.
pub fn write_pages(pages: &[Vec<Column>]) -> Vec<String> {
    let body = body_size(pages);
    pages
        .iter()
        .map(|columns| write_page(columns, body))
        .collect()
}

/// The size that most characters have.
fn body_size(pages: &[Vec<Column>]) -> f64 {
    let mut sizes: std::collections::BTreeMap<i64, usize> = std::collections::BTreeMap::new();
    for row in pages.iter().flatten().flatten() {
        *sizes.entry((row.size * 2.0).round() as i64).or_default() += row.text.len();
    }
    let most = sizes.iter().max_by_key(|(size, chars)| (**chars, -**size));
    most.map_or(10.0, |(size, _)| *size as f64 / 2.0)
}

fn write_page(columns: &[Column], body: f64) -> String {
    let mut out = String::new();
    let mut last: Option<&Row> = None;
    for column in columns {
        let shape = Shape::of(column, body);
        let mut above: Option<&Row> = None;
        for row in column {
            let text = clean(&row.text);
            match (above, last) {
                (Some(above), _) if shape.goes_on(above, row) => {
                    append(&mut out, &text);
                }
                (Some(above), _) => {
                    out.push('\n');
                    if shape.is_apart(above, row) || !are_alike(above.size, row.size) {
                        out.push('\n');
                    }
                    out.push_str(&text);
                }
                // The first line of a column may go on from the last one of the column before.
                (None, Some(end)) if is_continued(end, row, &text) => append(&mut out, &text),
                (None, Some(_)) => {
                    out.push_str("\n\n");
                    out.push_str(&text);
                }
                (None, None) => out.push_str(&text),
            }
            above = Some(row);
            last = Some(row);
        }
    }
    out
}

fn are_alike(a: f64, b: f64) -> bool {
    (a - b).abs() <= 0.08 * a.max(b)
}

/// What the lines of a column have in common.
struct Shape {
    left: f64,
    right: f64,
    /// Usual distance of base lines.
    step: f64,
    /// Most of its lines begin in the middle of a sentence.
    is_running: bool,
    /// Size of the text of the whole file.
    body: f64,
}

impl Shape {
    fn of(column: &Column, body: f64) -> Self {
        let steps = column.windows(2).map(|pair| pair[0].y - pair[1].y);
        let small = |pair: &&[Row]| pair[1].text.starts_with(char::is_lowercase);
        let places = column.windows(2).filter(small).count();
        Self {
            left: column.iter().map(|row| row.x).fold(f64::INFINITY, f64::min),
            right: column.iter().map(|row| row.end).fold(0.0, f64::max),
            step: median(steps.filter(|step| *step > 0.0)),
            is_running: places > 0 && places * 2 >= column.len() - 1,
            body,
        }
    }

    /// A gap or an indent stands between two lines.
    fn is_apart(&self, above: &Row, row: &Row) -> bool {
        above.y - row.y > self.step * 1.3 || row.x > self.left + row.size * 0.7
    }

    /// Whether a line is the rest of the one above: in one size, without a gap or an indent, and
    /// its first word had no room above; lines of one heading are one heading.
    fn goes_on(&self, above: &Row, row: &Row) -> bool {
        if !are_alike(above.size, row.size) {
            return false;
        }
        if row.size >= HEADING * self.body {
            return above.y - row.y <= self.step * 1.3;
        }
        if self.is_apart(above, row) {
            return false;
        }
        let chars = row.text.chars().count().max(1) as f64;
        let word = row.text.split_whitespace().next().unwrap_or("");
        let width = (row.end - row.x) / chars * (word.chars().count() + 1) as f64;
        let is_middle = row.text.starts_with(char::is_lowercase);
        (is_middle || self.is_running) && above.end + width > self.right
    }
}

fn is_continued(end: &Row, row: &Row, text: &str) -> bool {
    are_alike(end.size, row.size)
        && !end
            .text
            .trim_end()
            .ends_with(['.', '!', '?', ':', '”', '"'])
        && text.starts_with(char::is_lowercase)
}

/// Adds the rest of a line; a word that was broken is one again.
fn append(out: &mut String, rest: &str) {
    let is_broken = rest.starts_with(char::is_lowercase)
        && out
            .strip_suffix(['-', '\u{AD}', '\u{2010}'])
            .is_some_and(|word| word.ends_with(char::is_alphabetic));
    if is_broken {
        out.pop();
    } else {
        out.push(' ');
    }
    out.push_str(rest);
}

/// One line without what would break it, ligatures as letters.
fn clean(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.trim().chars() {
        match c {
            'ﬀ' => out.push_str("ff"),
            'ﬁ' => out.push_str("fi"),
            'ﬂ' => out.push_str("fl"),
            'ﬃ' => out.push_str("ffi"),
            'ﬄ' => out.push_str("ffl"),
            'ﬅ' | 'ﬆ' => out.push_str("st"),
            '\u{AD}' => out.push('-'),
            c if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') => out.push(' '),
            c => out.push(c),
        }
    }
    out
}
