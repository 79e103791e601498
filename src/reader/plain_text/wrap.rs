//! Hard-wrapped text: lines of scanners, mailers and typewriters back to paragraphs.
//!
//! A line goes on in the next where no blank line and no deeper indent stands between, and where
//! the block that both belong to reads as wrapped: most of its lines begin in the middle of a
//! sentence.  Lists of headlines, verses and tables do not.  A word broken by a hyphen is joined.
//! Scripts without small letters are left alone.  Linear in the text.

use crate::reader::commonmark::links::has_links;

use super::bullets::strip_bullets;
use super::cut_labels::join_labels;
use super::glued::space_stamps;
use super::line::{Line, split_lines};
use super::markdown_page::page_lines;
use super::pieces::join_pieces;
use super::seams::cut_glued;

/// Wrapped lines are at most this wide, characters.
const MAX_WIDTH: usize = 110;
/// Of a wrapped file at most one byte in this many stands in wider lines.
const WIDE_SHARE: usize = 5;
/// A file with fewer places where a line goes on in small letters is not wrapped.
const MIN_PLACES: usize = 3;
/// Blocks with more lines are data.
const MAX_BLOCK: usize = 400;

/// The lines of a text as they are labelled: wrapped ones joined, lost spaces of stamps put back.
pub fn read_lines(text: &str) -> Vec<Line<'_>> {
    let lines = if has_links(text) {
        page_lines(text)
    } else {
        join_pieces(join_wrapped(strip_bullets(cut_glued(split_lines(text)))))
    };
    let mut lines = join_labels(lines);
    space_stamps(&mut lines);
    lines
}

/// Joins the lines of wrapped paragraphs.
fn join_wrapped<'t>(lines: Vec<Line<'t>>) -> Vec<Line<'t>> {
    let widths: Vec<usize> = lines.iter().map(|line| width(&line.text)).collect();
    // By their length: a web page has few paragraphs among many short lines, none of them wrapped.
    let length = |line: &Line<'_>| line.text.len();
    let all: usize = lines.iter().map(length).sum();
    let wide: usize = lines
        .iter()
        .zip(&widths)
        .filter(|(_, width)| **width > MAX_WIDTH)
        .map(|(line, _)| length(line))
        .sum();
    let places = (1..lines.len())
        .filter(|&i| goes_on(&lines[i - 1], &lines[i]))
        .count();
    if places < MIN_PLACES || wide * WIDE_SHARE > all {
        return lines;
    }
    let usual = usual_width(&lines, &widths);
    let mut joined: Vec<Line<'t>> = Vec::with_capacity(lines.len());
    let mut start = 0;
    for i in 1..=lines.len() {
        let ends_block = i == lines.len() || is_apart(&lines[i - 1], &lines[i]);
        if ends_block {
            join_block(&lines[start..i], &widths[start..i], usual, &mut joined);
            start = i;
        }
    }
    joined
}

/// Lines of one block: those that are wrapped become one.
fn join_block<'t>(block: &[Line<'t>], widths: &[usize], usual: usize, joined: &mut Vec<Line<'t>>) {
    let places = (1..block.len())
        .filter(|&i| goes_on(&block[i - 1], &block[i]))
        .count();
    let is_wrapped = block.len() >= 2
        && block.len() <= MAX_BLOCK
        && places * 2 >= block.len() - 1
        && widths.iter().all(|width| *width <= MAX_WIDTH);
    let full = widths.iter().copied().max().unwrap_or(0);
    for (i, line) in block.iter().enumerate() {
        let continues = i > 0 && {
            let before = &block[i - 1];
            let is_text = is_of_text(before) && is_of_text(line);
            let is_full = widths[i - 1] * 10 >= full * 6;
            // The first word of this line would not have fitted in the one before.
            let word = line.text.split(' ').next().map_or(0, width);
            let overflows = widths[i - 1] + 1 + word > usual && widths[i - 1] <= MAX_WIDTH;
            (is_wrapped && (goes_on(before, line) || (is_full && is_text)))
                || (overflows && is_text && !before.text.ends_with(['.', '!', '?', ':']))
        };
        match joined.last_mut() {
            Some(last) if continues => append(last, line),
            _ => joined.push(line.clone()),
        }
    }
}

/// What nearly all lines that go on in the next keep within.
fn usual_width(lines: &[Line<'_>], widths: &[usize]) -> usize {
    let mut known: Vec<usize> = (1..lines.len())
        .filter(|&i| goes_on(&lines[i - 1], &lines[i]))
        .map(|i| widths[i - 1])
        .collect();
    known.sort_unstable();
    known
        .get(known.len() * 9 / 10)
        .copied()
        .unwrap_or(MAX_WIDTH)
}

/// A blank line, a page or a deeper indent stands between.
fn is_apart(before: &Line<'_>, line: &Line<'_>) -> bool {
    line.blanks_before > 0 || line.starts_page || line.indent > before.indent + 1
}

/// The next line takes the sentence up in the middle.
fn goes_on(before: &Line<'_>, line: &Line<'_>) -> bool {
    !is_apart(before, line)
        && line.text.starts_with(char::is_lowercase)
        && before.text.chars().any(char::is_lowercase)
        && !before.text.ends_with(['.', '!', '?', ':'])
        && width(&before.text) >= 20
}

/// Running text may stand in the line: small letters, no bullet before them.
fn is_of_text(line: &Line<'_>) -> bool {
    let first = line.text.chars().next().unwrap_or(' ');
    line.text.chars().any(char::is_lowercase)
        && (first.is_alphanumeric()
            || matches!(
                first,
                '"' | '“' | '„' | '«' | '\'' | '‘' | '(' | '£' | '$' | '€' | '¿' | '¡'
            ))
}

fn append<'t>(last: &mut Line<'t>, line: &Line<'t>) {
    let text = last.text.to_mut();
    let is_broken = line.text.starts_with(char::is_lowercase)
        && text
            .strip_suffix(['-', '\u{AD}', '¬'])
            .is_some_and(|word| word.ends_with(char::is_alphabetic));
    if is_broken {
        text.pop();
    } else {
        text.push(' ');
    }
    text.push_str(&line.text);
    last.span.end = line.span.end;
}

/// Characters up to where the answer is known.
fn width(text: &str) -> usize {
    if text.len() <= MAX_WIDTH {
        text.chars().count()
    } else {
        text.chars().take(MAX_WIDTH + 1).count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let lines = join_wrapped(split_lines(text));
        let texts: Vec<&str> = lines.iter().map(|line| line.text.as_ref()).collect();
        assert_eq!(texts, expected);
    }

    #[test]
    fn wrapped_paragraphs_are_joined_and_broken_words_mended() {
        check(
            "FERRY SUNK\n\nThe oldest ferry of the Sund went down on\nMonday night. Nobody was hurt, but the mar-\nket hall is without fish. The captain told\nour reporter that he had been asleep.\n\n— 3 —\n\nThe second ferry is still afloat and will\nremain so, the council said.",
            &[
                "FERRY SUNK",
                "The oldest ferry of the Sund went down on Monday night. Nobody was hurt, but the market hall is without fish. The captain told our reporter that he had been asleep.",
                "— 3 —",
                "The second ferry is still afloat and will remain so, the council said.",
            ],
        );
    }

    #[test]
    fn indents_begin_paragraphs() {
        check(
            "   The oldest ferry of the Sund went\ndown on Monday night, and nobody was\nhurt.\n   The second ferry is still afloat\nand will remain so.",
            &[
                "The oldest ferry of the Sund went down on Monday night, and nobody was hurt.",
                "The second ferry is still afloat and will remain so.",
            ],
        );
    }

    #[test]
    fn lists_and_long_lines_stay_as_they_are() {
        let titles =
            "Baker of the islands wins a prize\nStorm takes the roof off\nWhy the gulls have left";
        check(titles, &titles.lines().collect::<Vec<_>>());
        let long = format!(
            "{}\nand so on\nand on\nand on and on",
            "word ".repeat(60).trim()
        );
        check(&long, &long.lines().collect::<Vec<_>>());
    }

    #[test]
    fn menus_of_a_page_with_paragraphs_stay_as_they_are() {
        let menu = "Saved articles and bookmarks\nbookmark this page\nManage the newsletters\nmail settings of the account\n";
        let page = menu.repeat(20) + "word ".repeat(300).trim();
        check(&page, &page.lines().collect::<Vec<_>>());
    }
}
