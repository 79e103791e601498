//! What Markdown does not show of rows and blocks of code: cells beyond the last column, words
//! behind the fence.

/// Words behind a fence that say more than a language and a file name.
const MIN_WORDS: usize = 3;

/// The cells of a row behind its last column.  `from` is where the last cell that is shown ends.
pub fn surplus_cells(source: &str, from: usize, end: usize) -> Vec<&str> {
    let rest = source.get(from..end).unwrap_or_default();
    let cells = rest.trim_matches(['|', ' ', '\t', '\r', '\n']).split('|');
    cells
        .map(str::trim)
        .filter(|cell| !cell.is_empty())
        .collect()
}

/// What stands behind a fence, where it is a sentence and not what a program is told.
pub fn words_at_fence(info: &str) -> Option<&str> {
    let has_signs = info.contains(['=', '{', '[', '#']);
    let is_text = !has_signs && info.split_whitespace().nth(MIN_WORDS - 1).is_some();
    is_text.then(|| info.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_and_words_that_are_not_shown() {
        let row = "| Holm | 12 | more | and *more* |\n";
        assert_eq!(surplus_cells(row, 12, row.len()), ["more", "and *more*"]);
        assert!(surplus_cells(row, row.len() - 2, row.len()).is_empty());
        assert!(surplus_cells(row, row.len() + 1, row.len()).is_empty());
        for (info, expected) in [
            ("The mayor said ", Some("The mayor said")),
            ("js app.js", None),
            ("js title=\"a b c\"", None),
            ("", None),
        ] {
            assert_eq!(words_at_fence(info), expected);
        }
    }
}
