//! From characters at their places to lines in columns, in reading order.
//!
//! A page is cut along its gutters and its gaps, again and again, until what is left is one column
//! (recursive X-Y cut, Nagy, Seth and Viswanathan 1992).  Text that runs up or down the margin comes
//! last.

use super::content::Glyph;
use super::matrix::Matrix;

/// Cuts within cuts.
const MAX_DEPTH: u32 = 40;
/// A gutter between columns is at least this wide, in sizes of the text.
const GUTTER: f64 = 0.8;
/// Columns have at least this many lines, of this many characters.
const COLUMN_LINES: usize = 3;
const COLUMN_CHARS: usize = 12;
/// Gap beyond the usual distance of lines that parts what stands above from what stands below.
const GAP: f64 = 0.6;

/// Characters that follow each other on one base line, and later a whole line.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    pub text: String,
    pub x: f64,
    pub end: f64,
    pub y: f64,
    pub size: f64,
}

/// Lines that stand under each other.
pub type Column = Vec<Row>;

impl Glyph {
    /// Turns the place with its page.
    pub fn turn(&mut self, by: Matrix) {
        let length = self.end - self.x;
        let along = if self.is_upright {
            Matrix::IDENTITY
        } else {
            // Only quarter turns are seen: upwards is what landscape pages have.
            Matrix::turned(-1)
        };
        let (x, y) = Matrix::shift(self.x, self.y).then(by).origin();
        self.is_upright = along.then(by).is_upright();
        (self.x, self.y) = (x, y);
        self.end = x + length;
    }
}

/// Puts the characters of a page into columns, in reading order.
pub fn columns_of(glyphs: Vec<Glyph>) -> Vec<Column> {
    let (upright, turned): (Vec<Glyph>, Vec<Glyph>) =
        glyphs.into_iter().partition(|glyph| glyph.is_upright);
    let mut columns = Vec::new();
    cut(runs(upright), 0, &mut columns);
    let margin = runs(turned);
    if !margin.is_empty() {
        columns.push(margin);
    }
    columns
}

/// Joins characters that were painted one after the other on one line.
fn runs(glyphs: Vec<Glyph>) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    // Where the last character was painted: bold is often the same character twice.
    let mut last: Option<Glyph> = None;
    for glyph in glyphs {
        let is_twin = last.as_ref().is_some_and(|last| {
            last.text == glyph.text
                && (last.x - glyph.x).abs() < glyph.size * 0.1
                && (last.y - glyph.y).abs() < glyph.size * 0.1
        });
        if is_twin {
            continue;
        }
        match rows.last_mut() {
            Some(row) if follows(row, &glyph) => {
                let gap = glyph.x - row.end;
                let is_apart = !row.text.ends_with(' ') && !glyph.text.starts_with(' ');
                if gap > row.size * 0.17 && is_apart {
                    row.text.push(' ');
                }
                row.text.push_str(&glyph.text);
                row.end = row.end.max(glyph.end);
                row.size = row.size.max(glyph.size);
            }
            _ => rows.push(Row {
                text: glyph.text.clone(),
                x: glyph.x,
                end: glyph.end,
                y: glyph.y,
                size: glyph.size,
            }),
        }
        last = Some(glyph);
    }
    rows.retain(|row| !row.text.trim().is_empty());
    rows
}

fn follows(row: &Row, glyph: &Glyph) -> bool {
    let size = row.size.max(glyph.size);
    // A small figure above the line belongs to it.
    let rise = if glyph.size < row.size * 0.8 {
        0.5
    } else {
        0.3
    };
    let gap = glyph.x - row.end;
    // Size 0 stands for text that only a search engine should see.
    size > 0.0
        && (glyph.y - row.y).abs() < size * rise
        && gap > -0.6 * size
        && gap < 1.2 * size
        && glyph.size < row.size * 1.8
        && row.size < glyph.size * 2.5
}

/// Cuts a part of a page into columns.
fn cut(rows: Vec<Row>, depth: u32, columns: &mut Vec<Column>) {
    if rows.is_empty() {
        return;
    }
    if depth < MAX_DEPTH && rows.len() > 1 {
        if let Some(x) = find_gutter(&rows) {
            let (left, right): (Vec<Row>, Vec<Row>) =
                rows.into_iter().partition(|row| row.end <= x);
            cut(left, depth + 1, columns);
            cut(right, depth + 1, columns);
            return;
        }
        if let Some(y) = find_gap(&rows) {
            let (above, below): (Vec<Row>, Vec<Row>) = rows.into_iter().partition(|row| row.y > y);
            cut(above, depth + 1, columns);
            cut(below, depth + 1, columns);
            return;
        }
    }
    columns.push(lines(rows));
}

/// The right end of what stands left of the widest gutter between two columns.
fn find_gutter(rows: &[Row]) -> Option<f64> {
    let mut spans: Vec<(f64, f64)> = rows.iter().map(|row| (row.x, row.end)).collect();
    spans.sort_by(|a, b| a.0.total_cmp(&b.0));
    let least = GUTTER * median(rows.iter().map(|row| row.size));
    let mut best: Option<(f64, f64)> = None;
    let mut end = spans[0].1;
    for (x, right) in spans {
        let width = x - end;
        if width >= least
            && best.is_none_or(|(widest, _)| width > widest)
            && is_column(rows.iter().filter(|row| row.end <= end))
            && is_column(rows.iter().filter(|row| row.end > end))
        {
            best = Some((width, end));
        }
        end = end.max(right);
    }
    best.map(|(_, end)| end)
}

/// Enough lines under each other, and wide enough: columns of tables are neither.
fn is_column<'r>(rows: impl Iterator<Item = &'r Row>) -> bool {
    let (mut heights, mut chars): (Vec<f64>, usize) = (Vec::new(), 0);
    for row in rows {
        heights.push(row.y);
        chars += row.text.chars().count();
    }
    heights.sort_by(f64::total_cmp);
    heights.dedup_by(|a, b| (*a - *b).abs() < 2.0);
    heights.len() >= COLUMN_LINES && chars >= heights.len() * COLUMN_CHARS
}

/// The height at which the widest gap lies.
fn find_gap(rows: &[Row]) -> Option<f64> {
    let mut spans: Vec<(f64, f64, f64)> = rows
        .iter()
        .map(|row| (row.y + row.size * 0.8, row.y - row.size * 0.2, row.size))
        .collect();
    spans.sort_by(|a, b| b.0.total_cmp(&a.0));
    let mut best: Option<(f64, f64)> = None;
    let (mut bottom, mut size) = (spans[0].1, spans[0].2);
    for (top, below, own) in spans {
        let gap = bottom - top;
        // Large text has large gaps between its own lines.
        if gap > GAP * size.max(own) && best.is_none_or(|(widest, _)| gap > widest) {
            best = Some((gap, (bottom + top) / 2.0));
        }
        if below < bottom {
            (bottom, size) = (below, own);
        }
    }
    best.map(|(_, y)| y)
}

/// Lines of one column, what stands on one base line joined.
fn lines(mut rows: Vec<Row>) -> Column {
    rows.sort_by(|a, b| b.y.total_cmp(&a.y).then(a.x.total_cmp(&b.x)));
    let mut lines: Vec<Vec<Row>> = Vec::new();
    for row in rows {
        match lines.last_mut() {
            Some(line) if (line[0].y - row.y).abs() < 0.4 * line[0].size.max(row.size) => {
                line.push(row);
            }
            _ => lines.push(vec![row]),
        }
    }
    lines.into_iter().map(join_line).collect()
}

fn join_line(mut parts: Vec<Row>) -> Row {
    parts.sort_by(|a, b| a.x.total_cmp(&b.x));
    let mut parts = parts.into_iter();
    let mut line = parts.next().unwrap_or(Row {
        text: String::new(),
        x: 0.0,
        end: 0.0,
        y: 0.0,
        size: 0.0,
    });
    for part in parts {
        if part.x - line.end > 0.15 * line.size {
            line.text.push(' ');
        }
        line.text.push_str(&part.text);
        line.end = line.end.max(part.end);
        line.size = line.size.max(part.size);
    }
    line
}

/// The middle one of some numbers, 0 of none.
pub fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(0.0)
}

#[cfg(test)]
mod tests {
    use super::super::write::write_pages;
    use super::*;

    /// Places a line of text, each character half its size wide.
    fn place(glyphs: &mut Vec<Glyph>, x: f64, y: f64, size: f64, text: &str) {
        for (i, c) in text.chars().enumerate() {
            let x = x + i as f64 * size * 0.5;
            glyphs.push(Glyph {
                text: c.to_string(),
                x,
                y,
                end: x + size * 0.5,
                size,
                is_upright: true,
            });
        }
    }

    fn check(lines: &[(f64, f64, f64, &str)], expected: &str) {
        let mut glyphs = Vec::new();
        for (x, y, size, text) in lines {
            place(&mut glyphs, *x, *y, *size, text);
        }
        assert_eq!(write_pages(&[columns_of(glyphs)]), [expected]);
    }

    #[test]
    fn a_headline_over_two_columns_comes_first_and_columns_follow_each_other() {
        check(
            &[
                // As an editor painted it: line by line across the page.
                (50.0, 700.0, 24.0, "Ferry returns to the"),
                (50.0, 672.0, 24.0, "islands after storm"),
                (50.0, 620.0, 10.0, "The ferry Halcyon left the har-"),
                (250.0, 620.0, 10.0, "waited. Nobody was hurt, said"),
                (50.0, 608.0, 10.0, "bour on Monday with forty peo-"),
                (250.0, 608.0, 10.0, "the captain, whose own boat was"),
                (50.0, 596.0, 10.0, "ple aboard. On the pier they"),
                (250.0, 596.0, 10.0, "among the lost."),
            ],
            "Ferry returns to the islands after storm\n\n\
             The ferry Halcyon left the harbour on Monday with forty people aboard. On the pier they \
             waited. Nobody was hurt, said the captain, whose own boat was among the lost.",
        );
    }

    #[test]
    fn indents_gaps_and_short_lines_end_paragraphs() {
        check(
            &[
                (50.0, 700.0, 10.0, "The ferry left the harbour on a"),
                (50.0, 688.0, 10.0, "cold morning."),
                (60.0, 676.0, 10.0, "Nobody was hurt, the captain"),
                (50.0, 664.0, 10.0, "said to those who asked him so."),
                (50.0, 640.0, 10.0, "Baker"),
                (50.0, 628.0, 10.0, "Clerk"),
            ],
            "The ferry left the harbour on a cold morning.\n\n\
             Nobody was hurt, the captain said to those who asked him so.\n\nBaker\nClerk",
        );
    }

    #[test]
    fn tables_are_read_across() {
        check(
            &[
                (50.0, 700.0, 10.0, "Rye"),
                (150.0, 700.0, 10.0, "1 200"),
                (50.0, 688.0, 10.0, "Oats"),
                (150.0, 688.0, 10.0, "900"),
                (50.0, 676.0, 10.0, "Wheat"),
                (150.0, 676.0, 10.0, "3 000"),
            ],
            "Rye 1 200\nOats 900\nWheat 3 000",
        );
    }

    #[test]
    fn words_are_told_by_their_distance_and_bold_is_not_twice() {
        let mut glyphs = Vec::new();
        place(&mut glyphs, 50.0, 700.0, 10.0, "old");
        place(&mut glyphs, 68.0, 700.0, 10.0, "boats");
        for glyph in glyphs.clone() {
            glyphs.push(Glyph {
                x: glyph.x + 0.3,
                ..glyph
            });
        }
        glyphs.sort_by(|a, b| a.x.total_cmp(&b.x));
        assert_eq!(write_pages(&[columns_of(glyphs)]), ["old boats"]);
    }
}
