//! The lines of a record that no label explains: outlet, day, edition, headline, byline.
//!
//! Which is which follows from their order, which each database keeps, and from what a line is like:
//! a day, a number of words, a claim of rights.

use super::dialect::Dialect;
use super::signs::{LANGUAGES, is_numbered_document, is_rights, is_word_count};
use crate::reader::byline::{is_name, read_byline};
use crate::reader::plain_text::lexicon::{Class, is_phrase};
use crate::reader::plain_text::line::Line;
use crate::reader::plain_text::stamp::has_date;

/// Words of the line of a day at most.
const MAX_DATE_WORDS: usize = 14;
/// Columns before a line that is set in the middle.
const MIDDLE: u32 = 8;
/// Words of a line of Factiva's block of numbers and names at most.
const MAX_BLOCK_WORDS: usize = 6;

/// Words of a headline at least, where a name right under it is a byline.
const MIN_HEADLINE: usize = 4;

/// What the unlabelled lines say; positions in the lines given.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Head {
    pub source: Option<usize>,
    pub date: Option<usize>,
    pub time: Option<usize>,
    pub section: Option<usize>,
    pub headline: Vec<usize>,
    pub byline: Option<usize>,
    pub language: Option<usize>,
    /// Edition, page, length, rights.
    pub rest: Vec<usize>,
}

/// Reads the head of a record.  `has_headline`: a label gave it.
pub fn read_head(dialect: Dialect, lines: &[&Line<'_>], has_headline: bool) -> Head {
    let mut head = Head::default();
    let mut open = Vec::new();
    for (i, line) in lines.iter().enumerate() {
        let text = line.text.as_ref();
        if head.date.is_none() && is_date(text) {
            head.date = Some(i);
        } else if is_imprint(text) {
            head.rest.push(i);
        } else {
            open.push(i);
        }
    }
    if dialect == Dialect::Factiva {
        read_block(lines, open, &mut head);
    } else if dialect.is_headline_first() {
        read_headline_first(lines, open, has_headline, &mut head);
    } else {
        read_outlet_first(lines, open, has_headline, &mut head);
    }
    head
}

/// Headline, outlet, day.
fn read_headline_first(
    lines: &[&Line<'_>],
    mut open: Vec<usize>,
    has_headline: bool,
    head: &mut Head,
) {
    // What pages are headed by is the beginning of the headline.
    if let [first, second, ..] = open[..]
        && lines[second].text.starts_with(lines[first].text.as_ref())
    {
        head.rest.push(first);
        open.remove(0);
    }
    if let Some(date) = head.date {
        let after = open.partition_point(|i| *i < date);
        head.rest.extend(open.drain(after..));
        // A headline has at least one of the lines.
        if open.len() > usize::from(!has_headline) {
            head.source = open.pop();
        }
    }
    head.headline = open;
}

/// Outlet, day, headline, sometimes names.
fn read_outlet_first(lines: &[&Line<'_>], open: Vec<usize>, has_headline: bool, head: &mut Head) {
    let is_middle = |i: &usize| lines[*i].indent >= MIDDLE;
    let mut rest: Vec<usize> = open;
    if head
        .date
        .is_none_or(|date| rest.first().is_some_and(|first| *first < date))
        && !rest.is_empty()
    {
        head.source = Some(rest.remove(0));
    }
    // Editions are set in the middle, headlines are not.
    if rest.iter().any(|i| !is_middle(i)) {
        let middle: Vec<usize> = rest.iter().copied().filter(is_middle).collect();
        head.rest.extend(middle);
        rest.retain(|i| !is_middle(i));
    }
    if has_headline {
        head.rest.extend(rest);
        return;
    }
    for (n, i) in rest.iter().enumerate() {
        let text = lines[*i].text.as_ref();
        if n > 0 && head.byline.is_none() && (is_name(text) || read_byline(text).is_some()) {
            head.byline = Some(*i);
        } else if n == 0 || (head.byline.is_none() && lines[*i].blanks_before == 0) {
            head.headline.push(*i);
        } else {
            head.rest.push(*i);
        }
    }
}

/// Headline and byline over the number of words; day, hour, outlet, its code, language below it.
fn read_block(lines: &[&Line<'_>], open: Vec<usize>, head: &mut Head) {
    let words = lines.iter().position(|line| is_word_count(&line.text));
    let border = words.unwrap_or(lines.len());
    let (mut above, below): (Vec<usize>, Vec<usize>) = open.into_iter().partition(|i| *i < border);
    let text = |i: &usize| lines[*i].text.as_ref();
    if above.len() > 1
        && let Some(last) = above.last().copied()
        && (lines[last].blanks_before > 0
            || text(&above[above.len() - 2]).split_whitespace().count() >= MIN_HEADLINE)
        && (is_name(text(&last)) || read_byline(text(&last)).is_some())
    {
        head.byline = Some(last);
        above.pop();
    }
    if above.len() > 1 && is_phrase(text(&above[0]), Class::Section) {
        head.section = Some(above.remove(0));
    }
    head.headline = above;
    for i in below {
        let line = text(&i);
        let is_time =
            line.len() <= 8 && line.contains(':') && line.starts_with(|c: char| c.is_ascii_digit());
        if is_time && head.time.is_none() {
            head.time = Some(i);
        } else if head.source.is_none() {
            head.source = Some(i);
        } else if head.language.is_none() && LANGUAGES.contains(&line) {
            head.language = Some(i);
        } else {
            head.rest.push(i);
        }
    }
}

/// Where the text of a record begins that no label tells it from its head.
pub fn head_end(dialect: Dialect, lines: &[Line<'_>]) -> usize {
    match dialect {
        Dialect::Factiva => {
            let words = lines.iter().position(|line| is_word_count(&line.text));
            let from = words.map_or(0, |at| at + 1);
            let is_of_block = |line: &Line<'_>| {
                let text = line.text.as_ref();
                is_rights(text)
                    || is_date(text)
                    || (text.split_whitespace().count() <= MAX_BLOCK_WORDS
                        && !text.ends_with(['.', '?', '!', '"', '”']))
            };
            // A claim of rights closes the block.
            let below = &lines[from..];
            let rights = below.iter().take(16).position(|line| is_rights(&line.text));
            let length = rights.map_or_else(
                || below.iter().take_while(|line| is_of_block(line)).count(),
                |at| at + 1,
            );
            from + length
        }
        Dialect::Europresse => {
            let date = lines.iter().position(|line| is_date(&line.text));
            let headline = date.map_or(1, |at| at + 1).min(lines.len());
            let mut end = (headline + 1).min(lines.len());
            while lines.get(end).is_some_and(|line| {
                line.blanks_before == 0 && end == headline + 1
                    || is_name(&line.text)
                    || read_byline(&line.text).is_some()
            }) {
                end += 1;
            }
            end
        }
        _ => lines.len(),
    }
}

/// A day, and little else.
fn is_date(text: &str) -> bool {
    let has_year = text
        .split(|c: char| !c.is_ascii_digit())
        .any(|number| number.len() == 4 && (number.starts_with('1') || number.starts_with('2')));
    has_year
        && text.split_whitespace().count() <= MAX_DATE_WORDS
        && has_date(text)
        && !is_rights(text)
}

/// Edition, length, page, rights: said of the paper, not of the story.
fn is_imprint(text: &str) -> bool {
    const EDITIONS: &[&str] = &[
        "edition", "ausgabe", "édition", "edición", "edizione", "editie", "edição",
    ];
    let last_or_first = |word: &str| EDITIONS.contains(&word);
    let low = text.to_lowercase();
    let words: Vec<&str> = low.split_whitespace().collect();
    let is_edition = words.len() <= 5
        && (words.last().is_some_and(|word| last_or_first(word))
            || words.first().is_some_and(|word| last_or_first(word)));
    let is_page = words.len() <= 4
        && words.first() == Some(&"page")
        && low.ends_with(|c: char| c.is_ascii_digit());
    let is_address = low.starts_with("http") && words.len() == 1;
    is_edition
        || is_page
        || is_address
        || is_rights(text)
        || is_word_count(text)
        || is_numbered_document(text)
}
