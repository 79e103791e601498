//! What stands behind the names of a byline and is no name: what they do there, who did the rest, when.
//!
//! "Jane Roe reports from Kyiv", "Jane Roe, with reporting by Tom Fox", "Jane Roe as told to Tom Fox",
//! "Jane Roe Photographs by Tom Fox": Jane Roe is the author.

use std::sync::LazyLock;

use super::east_asian::is_ideographic;
use crate::reader::plain_text::credit_label::label_start;
use crate::reader::plain_text::lexicon::data_lines;
use crate::text::fold;

/// In small letters, each with its mark.
static CLAUSES: LazyLock<Vec<(char, &str)>> =
    LazyLock::new(|| data_lines(include_str!("clauses.txt")).collect());

/// Before a colon and the name of somebody who has not written it, folded; labels of pictures are
/// `credit_labels.txt`.
const OTHER_WORK: &[&str] = &[
    "camera",
    "edit",
    "edited by",
    "editing",
    "editor",
    "editora",
    "foto",
    "fotos",
    "kamera",
    "kuva",
    "kuvat",
    "montaj",
    "photo",
    "photos",
    "producer",
    "traducao",
    "traduccion",
    "traduction",
    "traduzione",
    "translation",
    "translator",
    "ubersetzung",
    "video",
    "videos",
    "редактор",
    "перевод",
    "编辑",
    "責任編輯",
    "责任编辑",
    "編集",
    "編輯",
];

/// Words of a name before what follows it.
const MIN_NAME: usize = 2;
/// Bytes before a label at most: what it stands behind is looked through for each.
const MAX_LABELLED: usize = 500;
/// Letters of a name in one word, in scripts without spaces.
const MIN_LETTERS: usize = 2;

/// The names of a byline without the clause behind them; a clause behind a single word is part of it.
pub fn without_clause(names: &str) -> &str {
    let start_of = |word: &str| word.as_ptr() as usize - names.as_ptr() as usize;
    let mut starts = names.split_whitespace().skip(MIN_NAME).map(start_of);
    let found = starts.find(|at| {
        CLAUSES
            .iter()
            .any(|(_, clause)| begins(&names[*at..], clause))
    });
    let end = found.unwrap_or(names.len());
    let end = other_work(&names[..end]).unwrap_or(end);
    if end == names.len() {
        return names;
    }
    let is_mark = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | '|' | '/' | '-' | '–');
    names[..end].trim_end_matches(is_mark)
}

fn begins(text: &str, clause: &str) -> bool {
    let start = text.get(..clause.len());
    start.is_some_and(|start| start.eq_ignore_ascii_case(clause))
        && !text[clause.len()..].starts_with(char::is_alphanumeric)
}

/// Whether a line names only who did something else: `Translated by Ann Roe`, `Editor: Ann Roe`.
pub fn is_other_work(text: &str) -> bool {
    let label = text.split([':', '：']).next().unwrap_or(text);
    let is_label = || label.len() < text.len() && is_work_label(label);
    CLAUSES
        .iter()
        .any(|(mark, clause)| *mark == '^' && begins(text, clause))
        || is_label()
}

fn is_work_label(label: &str) -> bool {
    OTHER_WORK.contains(&fold(label.trim()).as_str())
}

/// Where a label begins, behind a name, of what somebody else did: `Ann Roe Foto: Tom Fox`.
fn other_work(names: &str) -> Option<usize> {
    let colons = names.match_indices([':', '：']);
    let mut colons = colons.take_while(|(colon, _)| *colon <= MAX_LABELLED);
    colons.find_map(|(colon, _)| {
        let before = names[..colon].trim_end();
        let word = before.rfind(|c: char| !c.is_alphabetic()).map_or(0, |at| {
            at + before[at..].chars().next().map_or(0, char::len_utf8)
        });
        let is_work = || is_work_label(&before[word..]);
        let start = label_start(names, colon).or_else(|| is_work().then_some(word))?;
        has_name(&names[..start]).then_some(start)
    })
}

fn has_name(text: &str) -> bool {
    let mut words = text.split_whitespace();
    let is_whole = |word: &str| is_ideographic(word) && word.chars().count() >= MIN_LETTERS;
    words.clone().any(is_whole) || words.nth(MIN_NAME - 1).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_others_did_is_told_by_its_label() {
        for (byline, names) in [
            ("Ann Roe Foto: Tom Fox", "Ann Roe"),
            ("Ann Roe. Fotos: Tom Fox", "Ann Roe."),
            ("Ann Roe / Photos : Tom Fox", "Ann Roe"),
            ("Ann Roe - Kamera: Tom Fox", "Ann Roe"),
            ("Ann Roe Foto’s Tom Fox", "Ann Roe"),
            ("Ann Roe mit Material von dpa", "Ann Roe"),
            ("李文静 编辑：王强", "李文静"),
            ("Foto: Tom Fox", "Foto: Tom Fox"),
            ("Ann Roe: a life", "Ann Roe: a life"),
        ] {
            assert_eq!(without_clause(byline), names, "{byline}");
        }
        for line in [
            "Translated by Ann Roe",
            "Additional reporting by Ann Roe",
            "Con información de Ana Gil",
            "Editör: Ann Roe",
            "责任编辑：王强",
        ] {
            assert!(is_other_work(line), "{line}");
        }
        for line in [
            "Edith Roe",
            "Editor Ann Roe",
            "By Ann Roe, edited by Tom Fox",
        ] {
            assert!(!is_other_work(line), "{line}");
        }
    }

    #[test]
    fn what_an_author_does_is_no_name() {
        for (byline, names) in [
            ("Jane Roe reporting from Paris", "Jane Roe"),
            ("Jane Roe, berichtet aus Kiew", "Jane Roe"),
            ("Jane Roe skrifar frá Osló", "Jane Roe"),
            ("JANE ROE, WITH REPORTING BY TOM FOX", "JANE ROE"),
            (
                "Jane Roe and Ann Loe; edited by Tom Fox",
                "Jane Roe and Ann Loe",
            ),
            ("Jane Roe as told to Tom Fox", "Jane Roe"),
            ("Jane Roe Photographs by Tom Fox", "Jane Roe"),
            ("Jane Roe Updated 3 hours ago", "Jane Roe"),
        ] {
            assert_eq!(without_clause(byline), names);
        }
        for names in [
            "Jane Roe",
            "Reporting by Jane Roe",
            "Jane Roe, Reporting",
            "Cher writes for us",
            "",
        ] {
            assert_eq!(without_clause(names), names);
        }
    }
}
