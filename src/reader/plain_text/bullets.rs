//! Bullets that a converter put before the items of a page's menus.
//!
//! Text browsers and their like mark every list of a page, `  * News`, `• Sport`, so that its menus
//! look like lists of a story.  Where a text begins with a menu of such items, bullets and numbers
//! say nothing more than a line end does and come off; lists of a text that is none stay as written.
//! Linear in the text.

use std::borrow::Cow;

use super::label::Label;
use super::line::Line;

/// Items that the text holds at least.
const MIN_ITEMS: usize = 12;
/// Short ones of them before the first paragraph.
const MIN_MENU: usize = 8;
/// Paragraphs of a page that is more than a list.
const MIN_PARAGRAPHS: usize = 3;
/// Words of an item of a menu.
const MAX_WORDS: usize = 6;
/// Words of a label of a menu, of which at least one item in this many is one.
const MAX_LABEL: usize = 2;
const SHARE_OF_LABELS: usize = 3;
/// Words of a line that says what the list below it is.
const MIN_INTRODUCTION: usize = 3;
/// Bytes of a line that is a paragraph.
const PARAGRAPH: usize = 160;

/// Takes the bullets off, if they are a converter's; what stood alone is part of the next line's place.
pub fn strip_bullets(lines: Vec<Line<'_>>) -> Vec<Line<'_>> {
    if !has_menu(&lines) {
        return lines;
    }
    let mut stripped: Vec<Line<'_>> = Vec::with_capacity(lines.len());
    let mut alone: Option<Line<'_>> = None;
    for mut line in lines {
        let length = bullet(&line.text);
        if length > 0 {
            line.text = match line.text {
                Cow::Borrowed(text) => Cow::Borrowed(text[length..].trim_start()),
                Cow::Owned(text) => Cow::Owned(text[length..].trim_start().to_owned()),
            };
        }
        if let Some(before) = alone.take() {
            line.span.start = before.span.start;
            line.blanks_before = line.blanks_before.max(before.blanks_before);
        }
        if line.text.is_empty() {
            alone = Some(line);
        } else {
            stripped.push(line);
        }
    }
    if let (Some(last), Some(alone)) = (stripped.last_mut(), alone) {
        last.span.end = alone.span.end;
    }
    stripped
}

fn has_menu(lines: &[Line<'_>]) -> bool {
    let is_item = |line: &&Line<'_>| bullet(&line.text) > 0;
    let is_paragraph = |line: &&Line<'_>| line.text.len() >= PARAGRAPH;
    let is_short = |line: &&Line<'_>| line.text.split_whitespace().nth(MAX_WORDS + 1).is_none();
    let before = lines.iter().take_while(|line| !is_paragraph(line));
    let menu: Vec<&str> = before
        .clone()
        .filter(is_item)
        .filter(is_short)
        .map(|line| line.text[bullet(&line.text)..].trim())
        .filter(|item| !item.is_empty())
        .collect();
    let alone = before.filter(is_item).filter(is_short).count();
    let introduction = lines.iter().take_while(|line| !is_item(line)).last();
    alone >= MIN_MENU
        && are_labels(&menu)
        && !introduction.is_some_and(|line| introduces(&line.text))
        && lines.iter().filter(is_item).nth(MIN_ITEMS - 1).is_some()
        && lines
            .iter()
            .filter(is_paragraph)
            .nth(MIN_PARAGRAPHS - 1)
            .is_some()
}

/// Whether items are the labels of a menu.  What a recipe needs and what strikers demand has
/// amounts, full stops, small letters, and hardly ever one word.
fn are_labels(items: &[&str]) -> bool {
    let words = |item: &str| item.split_whitespace().count();
    let is_content = |item: &&&str| {
        item.contains(|c: char| c.is_numeric())
            || item.ends_with(['.', '!', '?', ';', ',', '。'])
            || (item.starts_with(char::is_lowercase) && words(item) > 1)
    };
    let content = items.iter().filter(is_content).count();
    let short = items.iter().filter(|item| words(item) <= MAX_LABEL).count();
    content * 2 <= items.len() && short * SHARE_OF_LABELS >= items.len()
}

/// `The strikers ask for:`; `Menu:` says nothing of what follows.
fn introduces(line: &str) -> bool {
    line.trim_end().ends_with([':', '：'])
        && line.split_whitespace().nth(MIN_INTRODUCTION - 1).is_some()
}

/// Bytes of the bullet or number that a line begins with: `* `, `• `, `+ `, `12. `; 0 if there is none.
fn bullet(text: &str) -> usize {
    let mut chars = text.chars();
    let first = chars.next().unwrap_or(' ');
    let end = match first {
        '*' | '+' | '•' | '◦' | '▪' | '‣' | '-' | '–' => first.len_utf8(),
        '0'..='9' => {
            let digits = text.bytes().take_while(u8::is_ascii_digit).count();
            if digits > 2 || !text[digits..].starts_with('.') {
                return 0;
            }
            digits + 1
        }
        _ => return 0,
    };
    let rest = &text[end..];
    if rest.is_empty() || rest.starts_with(char::is_whitespace) {
        end
    } else {
        0
    }
}

/// A paragraph of the story that begins with a mark which only items have is one.
pub fn settle_items(lines: &[Line<'_>], labels: &mut [Label]) {
    for (line, label) in lines.iter().zip(labels) {
        let rest = line.text.strip_prefix(['•', '▪', '●', '◦', '‣', '■']);
        if *label == Label::Body && rest.is_some_and(|rest| rest.starts_with(char::is_whitespace)) {
            *label = Label::List;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::line::split_lines;
    use super::*;

    const PARAGRAPHS: &str = "\nThe oldest ferry of the Sund went down in the harbour of Norrby on Monday night, and the captain, who had been asleep below, told the Ledger that nobody was hurt.\
        \nThe second ferry of the Sund went down in the harbour of Norrby on Tuesday night, and the captain, who had been asleep below, told the Ledger that nobody was hurt.\
        \nThe third ferry of the Sund went down in the harbour of Norrby on Thursday night, and the captain, who had been asleep below, told the Ledger that nobody was hurt.\n";

    fn strip(text: &str) -> Vec<String> {
        let lines = strip_bullets(split_lines(text));
        lines
            .into_iter()
            .map(|line| line.text.into_owned())
            .collect()
    }

    #[test]
    fn paragraphs_with_bullets_are_items() {
        let lines = split_lines("• The first ferry sank.\n•The second\n* The third\n• The fourth");
        let mut labels = [Label::Body, Label::Body, Label::Body, Label::Nav];
        settle_items(&lines, &mut labels);
        assert_eq!(labels, [Label::List, Label::Body, Label::Body, Label::Nav]);
    }

    #[test]
    fn bullets_of_menus_come_off_and_those_alone_are_no_lines() {
        let menu = "  * News\n  *\n  * Sport\n    + Boats\n    + Sails\n  • Weather\n  1. Towns\n  12. Letters\n  * Jobs\n  * Homes\n  * Ferries\n  * Tides\n";
        let text = format!("{menu}Ferry sinks\n{PARAGRAPHS}- a list item\n*\n");
        let stripped = strip(&text);
        assert_eq!(
            stripped[..11],
            [
                "News", "Sport", "Boats", "Sails", "Weather", "Towns", "Letters", "Jobs", "Homes",
                "Ferries", "Tides"
            ]
        );
        assert_eq!(stripped[11], "Ferry sinks");
        assert_eq!(stripped.last().unwrap(), "a list item");
        let lines = split_lines(&text);
        let first_and_last =
            |lines: &[Line<'_>]| (lines[0].span.start, lines.last().unwrap().span.end);
        assert_eq!(
            first_and_last(&strip_bullets(lines.clone())),
            first_and_last(&lines)
        );
    }

    #[test]
    fn lists_of_notes_and_of_stories_keep_theirs() {
        let notes = "- ice forty centimetres\n".repeat(20);
        assert_eq!(strip(&notes), vec!["- ice forty centimetres"; 20]);
        let story = format!("Ferry sinks\n{PARAGRAPHS}{}", "* a lifeboat\n".repeat(20));
        assert_eq!(strip(&story).last().unwrap(), "* a lifeboat");
        // So do lists of content above a text.
        for list in [
            "- 200 g flour\n- 2 eggs\n- a little salt\n- 3 spoons of oil\n",
            "* Release all prisoners\n* Open the harbour again\n* Pay the wages of May\n* Talk to us\n",
            "The strikers of Norrby ask for:\n* Bread\n* Peace\n* Wages\n* Boats\n",
            "- Open the harbour.\n- Resign!\n- Talk.\n",
        ] {
            let text = format!("{}{PARAGRAPHS}", list.repeat(5));
            let items = text
                .lines()
                .filter(|line| line.starts_with(['-', '*']))
                .count();
            let kept = strip(&text)
                .into_iter()
                .filter(|line| line.starts_with(['-', '*']));
            assert_eq!(kept.count(), items, "{list}");
        }
        // Numbers with more behind the stop are values and years.
        let results = "1.5 metres\n2026. And\n".repeat(20) + PARAGRAPHS;
        assert_eq!(strip(&results)[0], "1.5 metres");
    }
}
