//! Our own output: hits, references, concordances and coding sheets that were saved beside the
//! articles are no further articles, or every count would grow with each answer that is kept.
//!
//! A hit in JSON or a table that carries its whole text is one, as `show --format json` is: so
//! articles go from one archive to another.  Pages, Markdown and text are for people, and are passed
//! over with the texts in them.  Tables of numbers as text have no sign of ours.

use serde_json::{Map, Value};

use super::{ReadError, Reason};

/// Why an object or a table is passed over.
pub const DETAIL: &str = "output of morgue, not an article";

/// Columns by which our tables are told: hits, samples, concordances, first matches, stories.
const SIGNATURES: &[&[&str]] = &[
    &["date_precision", "snippets"],
    &["stratum_articles", "weight"],
    &["paragraph", "left", "matched", "right"],
    &["lag_days", "first_id", "first_headline"],
    &["similarity", "garbled", "headline"],
];

/// The column and member that holds the whole text of a hit.
const BODY: &str = "body";

/// True for JSON of ours without the text of an article.
pub fn is_own_object(object: &Map<String, Value>) -> bool {
    let text = |name: &str| object.get(name).and_then(Value::as_str);
    if let Some(schema) = text("schema").and_then(|schema| schema.strip_prefix("morgue.")) {
        return match schema.split('/').next() {
            // Its hits are looked at one by one.
            Some("hits" | "article") => false,
            Some("hit") => !object.contains_key(BODY),
            _ => true,
        };
    }
    // References say in a note which article and version they cite.
    text("note").is_some_and(is_own_note)
}

/// True for the note of a reference of ours.
pub fn is_own_note(note: &str) -> bool {
    let note = note.trim_start().strip_prefix("morgue ");
    note.is_some_and(|note| note.contains(", content "))
}

/// First bytes in which a page says what made it.
const MAX_HEAD: usize = 1000;
/// Last bytes in which a text says so.
const MAX_TAIL: usize = 1000;
/// What Markdown of ours ends with.
const MARKDOWN_MARK: &str = "<!-- morgue -->";
/// Characters of an id, which are letters and digits.
const ID: usize = 12;

/// Refuses a page, Markdown or a text that we have printed, whatever is in it.
pub fn refuse_own(bytes: &[u8]) -> Result<(), ReadError> {
    match is_own_text(bytes) {
        true => Err(ReadError::new(Reason::NotAnArticle, DETAIL)),
        false => Ok(()),
    }
}

fn is_own_text(bytes: &[u8]) -> bool {
    let bytes = bytes.trim_ascii();
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(MAX_HEAD)]);
    let tail = String::from_utf8_lossy(&bytes[bytes.len().saturating_sub(MAX_TAIL)..]);
    if head.starts_with('<') {
        return head.contains("<meta name=\"generator\" content=\"morgue\">")
            || head.starts_with("<article id=\"") && ends_with_colophon(&tail, "<footer>");
    }
    tail.ends_with(MARKDOWN_MARK)
        || ends_with_colophon(&tail, "")
        || ends_as_shown(&tail)
        || is_list(bytes)
}

/// `Id k53d5teck2wa, content 55db…`
fn ends_with_colophon(tail: &str, opener: &str) -> bool {
    let mut lines = tail.lines().rev().filter(|line| *line != "</article>");
    let line = lines
        .next()
        .and_then(|line| line.strip_prefix(opener)?.strip_prefix("Id "));
    line.and_then(|line| line.split_once(", content "))
        .is_some_and(|(id, hash)| {
            let hash = hash.split('<').next().unwrap_or_default();
            is_id(id) && !hash.is_empty() && hash.bytes().all(|b| b.is_ascii_hexdigit())
        })
}

/// An article as text ends with its file and its id.
fn ends_as_shown(tail: &str) -> bool {
    let mut lines = tail.lines().rev();
    let id = lines.next().and_then(|line| line.strip_prefix("Id: "));
    id.is_some_and(is_id) && lines.next().is_some_and(|line| line.starts_with("File: "))
}

/// Lines of hits, ids or a TREC run; the first other line ends the search.
fn is_list(bytes: &[u8]) -> bool {
    let mut has_digit = false;
    let mut lines = bytes.split(|byte| matches!(byte, b'\n' | b'\0'));
    lines.all(|line| {
        let Ok(line) = std::str::from_utf8(line) else {
            return false;
        };
        if line.trim().is_empty() {
            return true;
        }
        let columns: Vec<&str> = line.trim_end_matches('\r').splitn(4, '\t').collect();
        has_digit |= columns[0].bytes().any(|b| b.is_ascii_digit());
        match columns[..] {
            [only] if only.contains(" Q0 ") => only.split(' ').nth(2).is_some_and(is_id),
            [only] => is_id(only),
            [id, ref rest @ ..] => is_id(id) && rest.iter().take(2).any(|text| is_day(text)),
            [] => false,
        }
    }) && has_digit
}

fn is_id(text: &str) -> bool {
    let is_sign = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    text.len() == ID && text.bytes().all(is_sign)
}

/// A day or `-`, as lists have it.
fn is_day(text: &str) -> bool {
    let year = text.as_bytes().get(..4);
    text == "-" || year.is_some_and(|year| year.iter().all(u8::is_ascii_digit))
}

/// True for the names of the columns of a table of ours without the texts of articles.
pub fn is_own_heading(names: &[String]) -> bool {
    let has = |name: &str| names.iter().any(|known| known == name);
    !has(BODY)
        && SIGNATURES
            .iter()
            .any(|columns| columns.iter().all(|column| has(column)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_we_print_for_people_is_told_from_what_is_about_it() {
        for (text, expected) in [
            (
                "<!DOCTYPE html>\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"generator\" content=\"morgue\">\n",
                true,
            ),
            (
                "<article id=\"k53d5teck2wa\">\n<p>A</p>\n<footer>Id k53d5teck2wa, content 55db</footer>\n</article>\n",
                true,
            ),
            ("# mayor\n\n---\n\n1 article\n\n<!-- morgue -->\n", true),
            (
                "## Mill closes\n\nIt closed.\n\nId k53d5teck2wa, content 55db\n\n",
                true,
            ),
            ("Mill closes\n\nFile: a.txt\nId: k53d5teck2wa\n", true),
            (
                "k53d5teck2wa\t2026-01-13\t-\tMill closes\n96apgtpz4zp1\t-\t-\tFair opens\n",
                true,
            ),
            ("k53d5teck2wa\tbody:9\t2026-01-13\t-\ta\tmill\tb\n", true),
            ("k53d5teck2wa\n96apgtpz4zp1\n", true),
            ("k53d5teck2wa\096apgtpz4zp1\0", true),
            ("1 Q0 k53d5teck2wa 1 3.686953 morgue\n", true),
            // Pages made by others, texts that speak of an id, lists of other things.
            (
                "<!DOCTYPE html>\n<meta name=\"generator\" content=\"Morgue 2\">\n<p>A</p>",
                false,
            ),
            (
                "The mill closed.\n\nId k53d5teck2wa, content 55db\n\nSo the archive says.\n",
                false,
            ),
            ("The mill closed.\nId: k53d5teck2wa\n", false),
            (
                "k53d5teck2wa\t2026-01-13\t-\tMill closes\nMore is due.\n",
                false,
            ),
            ("headquarters\tHolm\tNorrby\n", false),
            ("headquarters\n", false),
            ("The <!-- morgue --> mark is a comment.", false),
            ("", false),
        ] {
            assert_eq!(is_own_text(text.as_bytes()), expected, "{text}");
        }
    }
}
