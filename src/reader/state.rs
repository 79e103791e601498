//! Words by which publishers and their systems say what has become of an item: one table for every
//! format that has a field for it.
//!
//! Words that leave an item usable ("usable", "publish", "archived") have no row, and neither has
//! anything that is not known.

use crate::article::{Article, Status};

/// Word, what it makes of an item, and why if the word is not an agency's own.
const STATES: &[(&str, Status, &str)] = &[
    // Agencies: ninjs, NewsML, NITF.
    ("canceled", Status::Canceled, ""),
    ("cancelled", Status::Canceled, ""),
    ("killed", Status::Canceled, ""),
    ("kill", Status::Canceled, ""),
    ("spiked", Status::Canceled, ""),
    ("recalled", Status::Canceled, ""),
    ("withdrawn", Status::Canceled, ""),
    ("retracted", Status::Canceled, ""),
    ("withheld", Status::Embargoed, ""),
    ("embargoed", Status::Embargoed, ""),
    // Systems that hold the text: WordPress, Ghost, Drupal, Jekyll.
    ("deleted", Status::Canceled, "deleted"),
    ("removed", Status::Canceled, "deleted"),
    ("trash", Status::Canceled, "in the bin"),
    ("trashed", Status::Canceled, "in the bin"),
    (DRAFT, Status::Embargoed, "draft, not published"),
    ("auto-draft", Status::Embargoed, "draft, not published"),
    ("in_progress", Status::Embargoed, "draft, not published"),
    ("unpublished", Status::Embargoed, "draft, not published"),
    (
        "pending",
        Status::Embargoed,
        "waits for review, not published",
    ),
    (
        "in_review",
        Status::Embargoed,
        "waits for review, not published",
    ),
    ("future", Status::Embargoed, "scheduled, not yet published"),
    (
        "scheduled",
        Status::Embargoed,
        "scheduled, not yet published",
    ),
    ("private", Status::Embargoed, "private, not for the public"),
];

/// What is not published yet.
pub const DRAFT: &str = "draft";
/// What is gone.
pub const DELETED: &str = "deleted";

/// Takes over the state of an item: "usable", "stat:canceled", "Withheld", "Draft".  Returns whether
/// it is held back by that; what was killed is not merely held back again.
pub fn set_state(article: &mut Article, word: &str) -> bool {
    let last = word.rsplit([':', '/', '#']).next().unwrap_or(word).trim();
    let Some((_, status, reason)) = STATES
        .iter()
        .find(|(known, ..)| known.eq_ignore_ascii_case(last))
    else {
        return false;
    };
    let is_new = match status {
        Status::Usable => false,
        Status::Embargoed => article.status == Status::Usable,
        Status::Canceled => article.status != Status::Canceled,
    };
    if is_new {
        article.status = *status;
        if !reason.is_empty() {
            article.notes.push((*reason).to_owned());
        }
    }
    is_new
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_agencies_and_systems() {
        for (word, expected) in [
            ("stat:canceled", Status::Canceled),
            ("Withheld", Status::Embargoed),
            ("draft", Status::Embargoed),
            ("Deleted", Status::Canceled),
            ("publish", Status::Usable),
            ("", Status::Usable),
        ] {
            let mut article = Article::default();
            assert_eq!(set_state(&mut article, word), expected != Status::Usable);
            assert_eq!(article.status, expected, "{word}");
        }
        let mut article = Article::default();
        assert!(set_state(&mut article, "killed") && !set_state(&mut article, "draft"));
        assert_eq!((article.status, article.notes.len()), (Status::Canceled, 0));
    }
}
