//! Which character stands between the columns of a table, and whether it is a table at all.

use super::super::byline::cut_lead;
use super::super::json::{Target, is_strong_headline, meaning};

/// What stands between columns, most usual first.
const DELIMITERS: &[u8] = b",;\t|";

/// How much of the beginning decides.
const HEAD: usize = 64 << 10;
/// Rows that are compared.
const MOST_ROWS: usize = 50;
/// Names that are compared in a first row.
const MOST_NAMES: usize = 200;

/// Lines above the names of the columns that an export may have: what was looked for, and when.
const MOST_ABOVE: usize = 20;

/// Words from which on a line that ends with a stop is a sentence.
const SENTENCE_WORDS: usize = 8;

/// How a table is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shape {
    pub delimiter: u8,
    /// Bytes of what stands above: the line `sep=;` that spreadsheets write first, lines about the
    /// export.
    pub preamble: usize,
    /// Quotes within quotes have a backslash before them.
    pub is_escaped: bool,
    /// Names of the first row that mean something.
    pub known_names: usize,
    /// One of them is a headline or a text.
    pub has_text_name: bool,
    /// At least two rows, nearly all with the same number of columns.
    pub is_regular: bool,
    /// The same, with at least three columns, and the first row has as many.
    is_as_wide_as_names: bool,
    /// Its names stand below other lines.
    pub is_below: bool,
    /// It is known to hold articles wherever it stands: a headline, and a text or an address.
    pub has_article_names: bool,
}

impl Shape {
    /// Looks at the beginning of a text; nothing when there are no columns.
    ///
    /// Where the name of the file does not say that it is a table, what stands below other lines
    /// has to say it: a story may end in one.
    pub fn find(text: &str, is_table_file: bool) -> Option<Self> {
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
        let best = best(&text[preamble..], said);
        let is_named = |shape: &Self| shape.known_names >= 2 && shape.has_text_name;
        let found = if said.is_none() && !best.as_ref().is_some_and(is_named) {
            let below = below(text, None).filter(|shape| is_table_file || shape.has_article_names);
            below.or(best)?
        } else {
            Self { preamble, ..best? }
        };
        let is_escaped = has_escapes(text, found.delimiter);
        Some(Self {
            is_escaped,
            ..found
        })
    }

    /// Looks at rows that came as such; tabs stand between their cells, and each is one line.
    pub fn of_rows(text: &str) -> Option<Self> {
        let best = best(text, Some(b'\t'));
        let is_named = |shape: &Self| shape.known_names >= 2 && shape.has_text_name;
        match best.as_ref().is_some_and(is_named) {
            true => best,
            false => below(text, Some(b'\t')).or(best),
        }
    }
}

fn best(text: &str, said: Option<u8>) -> Option<Shape> {
    let shapes = DELIMITERS
        .iter()
        .filter(|delimiter| said.is_none_or(|said| said == **delimiter))
        .filter_map(|delimiter| look(text, *delimiter));
    let best = shapes.max_by_key(|(shape, consistent, width)| {
        (
            shape.known_names.min(3),
            shape.is_regular,
            *consistent,
            (*width).min(50),
        )
    })?;
    Some(best.0)
}

/// A table whose names stand below other lines; its rows have to be as wide as they are.
fn below(text: &str, said: Option<u8>) -> Option<Shape> {
    let mut at = 0;
    for line in text.split_inclusive('\n').take(MOST_ABOVE + 1) {
        let shape = may_be_names(line)
            .then(|| best(&text[at..], said))
            .flatten()
            .filter(|shape| shape.known_names >= 2 && shape.is_as_wide_as_names);
        if let Some(shape) = shape.filter(|_| at > 0 && !has_rule(&text[at..])) {
            return Some(Shape {
                preamble: at,
                is_below: true,
                ..shape
            });
        }
        if is_of_story(line) {
            return None;
        }
        at += line.len();
    }
    None
}

/// A sentence, a byline or a heading of Markdown: what stands below belongs to a story.
fn is_of_story(line: &str) -> bool {
    let line = line.trim();
    let is_sentence = line.ends_with(['.', '!', '?', '”', '。'])
        && line.split_whitespace().nth(SENTENCE_WORDS - 1).is_some();
    let is_byline = || cut_lead(line).is_some_and(|(_, rest)| !rest.is_empty());
    line.starts_with('#') || is_sentence || is_byline()
}

/// `|---|---|`: the second line of a table of Markdown.
fn has_rule(text: &str) -> bool {
    let second = text.lines().nth(1).unwrap_or_default();
    second.contains("--")
        && second
            .chars()
            .all(|c| matches!(c, '|' | '-' | ':' | '+' | '=') || c.is_whitespace())
}

/// At least three cells, one of which is the name of a headline or a text.
fn may_be_names(line: &str) -> bool {
    if line.len() > 60 * MOST_NAMES {
        return false;
    }
    DELIMITERS.iter().any(|delimiter| {
        let cells = || {
            line.split(*delimiter as char)
                .map(|cell| cell.trim().trim_matches('"'))
        };
        let is_text = |cell: &str| {
            is_strong_headline(cell) || matches!(meaning(cell), Some((Target::Body, _)))
        };
        cells().count() > 2 && cells().any(is_text)
    })
}

/// `"He said \"no\"."`: a quote with a backslash where no field ends, and none that is doubled.
fn has_escapes(text: &str, delimiter: u8) -> bool {
    let head = &text.as_bytes()[..text.len().min(HEAD)];
    let ends = |at: usize| {
        matches!(head.get(at), None | Some(b'\n' | b'\r')) || head.get(at) == Some(&delimiter)
    };
    let begins = |at: usize| at == 0 || ends(at - 1);
    let mut is_escaped = false;
    for at in memchr::memchr_iter(b'"', head) {
        if at > 0 && head[at - 1] == b'\\' {
            is_escaped |= !ends(at + 1);
        } else if head.get(at + 1) == Some(&b'"') && !(begins(at) && ends(at + 2)) {
            return false;
        }
    }
    is_escaped
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
    let (mut has_headline, mut has_body) = (false, false);
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
                    has_headline |= is_strong_headline(&name);
                    has_body |= matches!(target, Target::Body | Target::Url);
                }
            }
        }
        widths.push(record.len());
    }
    let first = *widths.first()?;
    let mut sorted = widths.clone();
    sorted.sort_unstable();
    let usual = sorted[sorted.len() / 2];
    // The last row may be cut where the head ends.
    let is_cut = text.len() > HEAD || !text.ends_with('\n');
    if is_cut && widths.len() > 1 && *widths.last()? != usual {
        widths.pop();
    }
    if usual < 2 && first < 2 {
        return None;
    }
    let same = widths.iter().filter(|width| **width == usual).count();
    let share = same * 100 / widths.len();
    let shape = Shape {
        delimiter,
        preamble: 0,
        is_below: false,
        is_escaped: false,
        is_as_wide_as_names: usual >= 3 && first == usual && widths.len() >= 2 && share >= 90,
        has_article_names: has_headline && has_body,
        known_names: if first < 2 { 0 } else { known_names },
        has_text_name,
        is_regular: usual >= 2 && widths.len() >= 2 && share >= 90,
    };
    Some((shape, share, usual))
}
