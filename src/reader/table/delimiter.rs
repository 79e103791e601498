//! Which character stands between the columns of a table, and whether it is a table at all.

use super::super::json::{Target, meaning};

/// What stands between columns, most usual first.
const DELIMITERS: &[u8] = b",;\t|";

/// How much of the beginning decides.
const HEAD: usize = 64 << 10;
/// Rows that are compared.
const MOST_ROWS: usize = 50;
/// Names that are compared in a first row.
const MOST_NAMES: usize = 200;

/// How a table is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shape {
    pub delimiter: u8,
    /// Bytes of the line `sep=;` that spreadsheets write first.
    pub preamble: usize,
    /// Names of the first row that mean something.
    pub known_names: usize,
    /// One of them is a headline or a text.
    pub has_text_name: bool,
    /// At least two rows, nearly all with the same number of columns.
    pub is_regular: bool,
}

impl Shape {
    /// Looks at the beginning of a text; nothing when there are no columns.
    pub fn find(text: &str) -> Option<Self> {
        let text = text.trim_start_matches('\u{feff}');
        let first = text.lines().next().unwrap_or_default();
        let said = first
            .strip_prefix("sep=")
            .and_then(|rest| match rest.as_bytes() {
                [delimiter] if DELIMITERS.contains(delimiter) => Some(*delimiter),
                _ => None,
            });
        let preamble = match said {
            Some(_) => text.find('\n').map_or(text.len(), |at| at + 1),
            None => 0,
        };
        let rest = &text[preamble..];
        let shapes = DELIMITERS
            .iter()
            .filter(|delimiter| said.is_none_or(|said| said == **delimiter))
            .filter_map(|delimiter| look(rest, *delimiter));
        let best = shapes.max_by_key(|(shape, consistent, width)| {
            (
                shape.known_names.min(3),
                shape.is_regular,
                *consistent,
                (*width).min(50),
            )
        })?;
        Some(Self { preamble, ..best.0 })
    }
}

/// The shape with this delimiter, the share of rows of the usual width in percent, and that width.
fn look(text: &str, delimiter: u8) -> Option<(Shape, usize, usize)> {
    let head = &text.as_bytes()[..text.len().min(HEAD)];
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .from_reader(head);
    let mut record = csv::ByteRecord::new();
    let mut widths: Vec<usize> = Vec::new();
    let (mut known_names, mut has_text_name) = (0, false);
    while widths.len() < MOST_ROWS && matches!(reader.read_byte_record(&mut record), Ok(true)) {
        if widths.is_empty() {
            for name in record.iter().take(MOST_NAMES) {
                let name = String::from_utf8_lossy(name);
                if name.len() > 60 {
                    continue;
                }
                if let Some((target, _)) = meaning(&name) {
                    known_names += 1;
                    has_text_name |= matches!(target, Target::Headline | Target::Body);
                }
            }
        }
        widths.push(record.len());
    }
    // The last row may be cut where the head ends.
    if text.len() > HEAD && widths.len() > 1 {
        widths.pop();
    }
    let first = *widths.first()?;
    let mut sorted = widths.clone();
    sorted.sort_unstable();
    let usual = sorted[sorted.len() / 2];
    if usual < 2 && first < 2 {
        return None;
    }
    let same = widths.iter().filter(|width| **width == usual).count();
    let share = same * 100 / widths.len();
    let shape = Shape {
        delimiter,
        preamble: 0,
        known_names: if first < 2 { 0 } else { known_names },
        has_text_name,
        is_regular: usual >= 2 && widths.len() >= 2 && share >= 90,
    };
    Some((shape, share, usual))
}
