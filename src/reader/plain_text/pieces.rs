//! Text nodes of a page back to its paragraphs.
//!
//! Many scrapers write each text node of a page on a line of its own (`get_text("\n")`), so that
//! every link and every word in italics cuts the sentence around it: `The minister`, `Jane Roe`,
//! `said on Monday`.  A line goes on in the next where that one begins in the middle of a sentence,
//! or where it ends in the middle of one itself; a name between two such lines belongs to them.
//! What was put together counts only if it reads as running text, so menus and lists stay as they
//! are.  Linear in the text.

use super::content::{Common, MAX_LOWERED, common, lower};
use super::line::Line;

/// Pieces of one paragraph at most; a longer row of them is data.
const MAX_PIECES: usize = 200;
/// A text has this many lines that begin with a mark within a sentence; others are no text nodes.
const MIN_MARKS: usize = 2;
/// Or one, and this many lines that go on in small letters.
const MIN_SMALL: usize = 4;
/// Words that a paragraph of pieces has at least.
const MIN_WORDS: usize = 8;
/// Words of one that does not end like a sentence.
const MIN_OPEN_WORDS: usize = 20;
/// Words of a name or link within a sentence.
const MAX_LINK_WORDS: usize = 8;
/// Words of a sentence's start before a name, if a small word is its first: `The minister`.
const MAX_START_WORDS: usize = 3;

/// Words of a line that is no headline, so that its sentence was cut where it has no end.
const MIN_CUT_WORDS: usize = 15;

/// Words that lost their first letters, as songs and speakers have them; what else follows an
/// apostrophe in small letters is the end of a word: `’s`.
const ELIDED: &[&str] = &[
    "bout", "cause", "cos", "cuz", "em", "gainst", "neath", "round", "t", "til", "till", "tis",
    "twas", "twere", "twill", "twixt",
];

/// How a line stands to the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Seam {
    /// Nothing says that they belong together.
    Apart,
    /// It may be a name within the sentence, if the line behind it goes on.
    Maybe,
    /// It may be, or end the sentence: the line before it ends in the middle of one.
    Awaited,
    /// It takes up the sentence in small letters.
    Small,
    /// It begins with a mark that no line begins with.
    Mark,
}

/// Joins the pieces of paragraphs, if the text is one of text nodes.
pub fn join_pieces(lines: Vec<Line<'_>>) -> Vec<Line<'_>> {
    let seams: Vec<Seam> = (0..lines.len())
        .map(|i| match i.checked_sub(1) {
            Some(before) => seam(&lines[before].text, &lines[i]),
            None => Seam::Apart,
        })
        .collect();
    let count = |kind: Seam| seams.iter().filter(|seam| **seam == kind).count();
    let (marks, small) = (count(Seam::Mark), count(Seam::Small));
    if marks < MIN_MARKS && (marks == 0 || small < MIN_SMALL) {
        return lines;
    }
    let mut joined: Vec<Line<'_>> = Vec::with_capacity(lines.len());
    let mut pieces: Vec<Line<'_>> = Vec::new();
    let mut was_within = false;
    for (i, line) in lines.into_iter().enumerate() {
        let goes_on = matches!(seams.get(i + 1), Some(Seam::Small | Seam::Mark));
        let is_within = match seams[i] {
            Seam::Small | Seam::Mark => true,
            Seam::Awaited => goes_on || ends_sentence(&line.text),
            Seam::Maybe => {
                let began = pieces.last().is_some_and(|last| is_start(&last.text));
                goes_on && is_short(&line.text) && (was_within || began)
            }
            Seam::Apart => false,
        };
        if !is_within {
            push_joined(&mut pieces, &mut joined);
        }
        pieces.push(line);
        was_within = is_within;
    }
    push_joined(&mut pieces, &mut joined);
    joined
}

/// The pieces as one line if they are a paragraph, else as they were.
fn push_joined<'t>(pieces: &mut Vec<Line<'t>>, joined: &mut Vec<Line<'t>>) {
    let count = |line: &Line<'_>| line.text.split_whitespace().count();
    let words: usize = match pieces.len() {
        1 => 0,
        _ => pieces.iter().map(count).sum(),
    };
    let ends = pieces.last().is_some_and(|last| ends_sentence(&last.text));
    let least = if ends { MIN_WORDS } else { MIN_OPEN_WORDS };
    if words < least || pieces.len() > MAX_PIECES {
        joined.append(pieces);
        return;
    }
    let mut pieces = pieces.drain(..);
    let Some(mut line) = pieces.next() else {
        return;
    };
    for piece in pieces {
        append(&mut line, &piece);
    }
    joined.push(line);
}

/// Appends a piece to a line, with the space that may have stood before it.
pub fn append(line: &mut Line<'_>, piece: &Line<'_>) {
    let text = line.text.to_mut();
    if has_space(text, &piece.text) {
        text.push(' ');
    }
    text.push_str(&piece.text);
    line.span.end = piece.span.end;
}

fn seam(before: &str, line: &Line<'_>) -> Seam {
    if line.blanks_before > 0 || line.starts_page {
        return Seam::Apart;
    }
    let text = line.text.as_ref();
    if begins_with_closing(text) && !opens_quote(before, text) {
        return if before.ends_with(char::is_alphanumeric) || !ends_sentence(before) {
            Seam::Mark
        } else {
            Seam::Apart
        };
    }
    if ends_sentence(before) || before.ends_with(':') {
        return Seam::Apart;
    }
    let opened = text.trim_start_matches(['(', '[', ' ']);
    if is_small(opened) || opened.is_empty() {
        return Seam::Small;
    }
    match (is_short(text), is_hanging(before)) {
        (true, true) => Seam::Awaited,
        _ => Seam::Maybe,
    }
}

/// A small letter that no name begins with, as `iPhone` and `eBay` do.
fn is_small(text: &str) -> bool {
    let mut chars = text.chars();
    chars.next().is_some_and(char::is_lowercase) && !chars.next().is_some_and(char::is_uppercase)
}

/// A quotation begins with the first mark, white space and no small letter behind it: the mark that
/// ends it stands in the same line, and none is open in the line before.
fn opens_quote(before: &str, text: &str) -> bool {
    let is_even = |text: &str, mark: char| text.matches(mark).count().is_multiple_of(2);
    let rest = text.trim_start_matches(is_closing_quote).trim_start();
    if rest.starts_with(char::is_lowercase) {
        return false;
    }
    match text.chars().next() {
        Some(mark @ ('"' | '”')) => is_even(text, mark) && is_even(before, mark),
        Some('“') => text.contains('”'),
        _ => false,
    }
}

/// A mark that never begins a line: `, said`, `.`, `’s`, `” he said`.
fn begins_with_closing(text: &str) -> bool {
    let mut chars = text.chars();
    let (Some(first), second) = (chars.next(), chars.next()) else {
        return false;
    };
    match first {
        ',' | ';' | ')' | ']' | '?' | '!' | '،' | '؛' | '؟' | '、' | '。' | '，' | '」' | '）' => {
            second.is_none_or(|c| c.is_whitespace() || is_mark(c))
        }
        // `...and more` and `…` are no ends of a sentence, `: ` is the head of a list.
        '.' => second.is_none_or(char::is_whitespace) || second.is_some_and(is_closing_quote),
        '’' | '\'' | '‘' => {
            let rest = &text[first.len_utf8()..];
            let word = rest.split(|c: char| !c.is_alphabetic()).next();
            second.is_some_and(|c| c.is_lowercase() || c.is_whitespace())
                && !word.is_some_and(|word| ELIDED.contains(&word))
        }
        '”' | '»' | '“' | '"' => second.is_some_and(|c| c.is_whitespace() || is_mark(c)),
        _ => false,
    }
}

fn is_mark(c: char) -> bool {
    matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | ')' | ']') || is_closing_quote(c)
}

fn is_closing_quote(c: char) -> bool {
    matches!(c, '”' | '“' | '"' | '’' | '\'' | '»' | '«' | '」')
}

/// A full stop, a question or exclamation mark, an ellipsis; quotes and brackets may stand behind.
fn ends_sentence(text: &str) -> bool {
    let bare = text.trim_end_matches(|c| is_closing_quote(c) || matches!(c, ')' | ']' | '‘'));
    bare.ends_with(['.', '!', '?', '…', '。', '！', '？', '।', '؟', '۔'])
}

/// It ends in the middle of a sentence: with a comma, an open bracket, a small word.
fn is_hanging(text: &str) -> bool {
    let Some(last) = text.split_whitespace().next_back() else {
        return false;
    };
    // One word alone is an entry of a menu.
    if last.len() == text.len() {
        return false;
    }
    if text.ends_with([',', ';', '(', '„', '«', '‚', '¿', '¡']) {
        return true;
    }
    is_small_word(last) || has_open_quote(text)
}

/// A quotation begins in it and does not end.
fn has_open_quote(text: &str) -> bool {
    let last = text.rfind(['“', '„', '”', '«', '»', '"']);
    last.is_some_and(|at| match text[at..].chars().next() {
        Some('„') => true,
        Some('“') => !text[..at].contains('„'),
        _ => false,
    })
}

/// The start of a sentence before a name: `The minister`, `In den USA, wo`, a sentence and a half.
fn is_start(text: &str) -> bool {
    let mut words = text.split_whitespace();
    let is_opener = words.next().is_some_and(is_small_word);
    let others = words.count();
    (is_opener && others < MAX_START_WORDS) || others >= MIN_CUT_WORDS || has_sentence_within(text)
}

/// A sentence ends in it and another begins.
fn has_sentence_within(text: &str) -> bool {
    text.match_indices(". ").any(|(at, _)| {
        let word = text[..at].rsplit(' ').next().unwrap_or_default();
        word.chars().nth(3).is_some() && text[at + 2..].starts_with(char::is_uppercase)
    })
}

/// No more words than a name or a link has.
fn is_short(text: &str) -> bool {
    text.split_whitespace().nth(MAX_LINK_WORDS).is_none()
}

fn is_small_word(word: &str) -> bool {
    let mut buffer = [0; MAX_LOWERED];
    common(lower(word, &mut buffer)) == Some(Common::Small)
}

/// A space stood between them; scrapers that cut off white space leave no trace of it.
fn has_space(before: &str, text: &str) -> bool {
    let Some(first) = text.chars().next() else {
        return false;
    };
    let opens = before.ends_with(['(', '[', '„', '‚', '¿', '¡', '-', '/'])
        || (before.ends_with('"') && before.matches('"').count() % 2 == 1)
        || (before.ends_with('“') && !before.contains('„'));
    let closes = begins_with_closing(text) && !matches!(first, '«')
        || matches!(first, '-' | '/')
        || matches!(text, ":" | "：");
    !(opens || closes)
}

#[cfg(test)]
mod tests {
    use super::super::line::split_lines;
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let lines = join_pieces(split_lines(text));
        let texts: Vec<&str> = lines.iter().map(|line| line.text.as_ref()).collect();
        assert_eq!(texts, expected);
        let mut end = 0;
        for line in &lines {
            assert!(line.span.start >= end && line.span.end > line.span.start);
            end = line.span.end;
        }
    }

    #[test]
    fn a_sentence_cut_at_its_links_is_whole_again() {
        check(
            "News\nSport\nFerry sinks off Norrby\nBy\nJane Roe\nThe minister\nAnn Loe\nsaid on\nMonday\n\
             that the ferry was safe (\nread her letter\n), and that the council of\nNorrby\n\
             would pay.\n“It was\nold\n,” she told the\nLedger\n.\nThe next ferry sails on Friday.",
            &[
                "News",
                "Sport",
                "Ferry sinks off Norrby",
                "By",
                "Jane Roe",
                "The minister Ann Loe said on Monday that the ferry was safe (read her letter), and \
                 that the council of Norrby would pay.",
                "“It was old,” she told the Ledger.",
                "The next ferry sails on Friday.",
            ],
        );
    }

    #[test]
    fn names_at_the_start_and_possessives_belong_to_their_sentence() {
        check(
            "Photo: Ann Loe\nJane Roe\nhas praised\nNorrby\n’s new harbour and its\nlighthouse\n.\n\
             Der\nFC Norrby\nhat gegen\nHolm\nverloren, sagte „\nOtto\n“ am Abend.",
            &[
                "Photo: Ann Loe",
                "Jane Roe has praised Norrby’s new harbour and its lighthouse.",
                "Der FC Norrby hat gegen Holm verloren, sagte „Otto“ am Abend.",
            ],
        );
    }

    #[test]
    fn menus_and_paragraphs_of_other_texts_stay_as_they_are() {
        // Small letters alone are no sign: menus have them too.
        let menu = "Saved articles\nbookmark this page\nManage the newsletters\nmail settings\n\
                    Das Kabinett stimmt dem Verkauf zu\nDie Minister haben am Abend entschieden.";
        check(menu, &menu.lines().collect::<Vec<_>>());
        // A text of pieces, but these are a menu.
        check(
            "Home\nand more\nNews\n, said\nLog in\nSubscribe\n.",
            &[
                "Home",
                "and more",
                "News",
                ", said",
                "Log in",
                "Subscribe",
                ".",
            ],
        );
        // Blank lines are borders whatever the letters.
        let apart = "The minister said\n\nthat the ferry\n\n, which is old\n\n. So";
        let texts: Vec<&str> = apart.split("\n\n").collect();
        check(apart, &texts);
    }

    #[test]
    fn quotations_with_spaces_begin_paragraphs() {
        let page = "Le plus vieux ferry coule à Norrby\n\" Il était vieux \", a dit le capitaine du port lundi soir.\n\
                    Un port sans bateau\n\" Nous sommes sans poisson \", regrette la marchande Anne Loé.\n\
                    Ferry sinks off Norrby\n“ It was old, ” said the captain of the ferry on Monday night.";
        check(page, &page.lines().collect::<Vec<_>>());
        // Ends of quotations are still none.
        check(
            "Anne Loé a dit \"\nplus jamais\n\" au conseil, puis \"\nassez\n\" à la presse.",
            &["Anne Loé a dit \"plus jamais\" au conseil, puis \"assez\" à la presse."],
        );
    }

    #[test]
    fn verses_and_names_in_small_letters_begin_lines() {
        let song = "The ferry is gone, my love\nand all the gulls are crying\n’cause nobody was there\n\
                    to hear the captain lying\n'tis late upon the Sund\nand still the bells are ringing\n\
                    'til morning finds the town\nwith nobody for singing";
        check(song, &song.lines().collect::<Vec<_>>());
        check(
            "New phones sell out in Norrby\niPhone buyers in\nNorrby\n, the town on the Sund, had to wait.\n\
             The shop of\nAnn Loe\n, the oldest of the town, was empty at noon.",
            &[
                "New phones sell out in Norrby",
                "iPhone buyers in Norrby, the town on the Sund, had to wait.",
                "The shop of Ann Loe, the oldest of the town, was empty at noon.",
            ],
        );
    }

    #[test]
    fn hostile_rows_of_pieces_stay_pieces_and_take_linear_time() {
        let text = "a\n,\n".repeat(100_000);
        assert_eq!(join_pieces(split_lines(&text)).len(), 200_000);
        let quotes = "“a\nB\n".repeat(100_000);
        assert!(join_pieces(split_lines(&quotes)).len() >= 200_000 - 1);
    }
}
