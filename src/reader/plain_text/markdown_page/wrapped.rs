//! Whether the lines of a text in Markdown are what a converter broke paragraphs into.
//!
//! Where they are, a line end says nothing; in posts and verses it is the end of a line.

/// Widest line of a text with lines of one width, characters.
const MAX_WIDTH: usize = 110;
/// Words of a line that may be one of a paragraph.
const MIN_WORDS: usize = 8;
/// Of a wrapped text at most one byte in this many stands in wider lines.
const WIDE_SHARE: usize = 5;
/// Of a wrapped text at least one line in this many begins within a sentence.
const PAIRS_FOR_WITHIN: usize = 4;

/// Width of the lines that paragraphs are broken into, if they are; lines of links do not count, they
/// may stay whole.  Posts and verses have short lines too, but few that begin within a sentence.
pub fn wrap_width(text: &str) -> Option<usize> {
    let (mut all, mut wide, mut widest) = (0, 0, 0);
    let (mut pairs, mut within) = (0, 0);
    let mut before = "";
    for line in text.lines() {
        // Within quotations and lists too.
        let line = line.trim_start_matches(['>', ' ', '\t']);
        let has_words = line.split(' ').nth(MIN_WORDS - 1).is_some();
        if has_words && !line.contains("](") {
            all += line.len();
            let width = line.chars().take(MAX_WIDTH + 1).count();
            if width > MAX_WIDTH {
                wide += line.len();
            } else {
                widest = widest.max(width);
            }
        }
        if before.split(' ').nth(MIN_WORDS - 1).is_some() && line.starts_with(char::is_alphabetic) {
            pairs += 1;
            let is_end = before
                .trim_end()
                .ends_with(['.', '!', '?', ':', '…', '。', '؟', '।']);
            within += usize::from(!is_end && !line.starts_with(char::is_uppercase));
        }
        before = line;
    }
    (wide * WIDE_SHARE <= all && within * PAIRS_FOR_WITHIN >= pairs.max(1)).then_some(widest)
}

/// Whether the line that ends at a byte has hardly room for the first word of the next: a tenth less,
/// since a text may have been broken twice.
pub fn is_full(text: &str, end: usize, width: usize) -> bool {
    let bare = text[..end].trim_end_matches('\n');
    let line = &bare[bare.rfind('\n').map_or(0, |at| at + 1)..];
    let next = text[end..].split_whitespace().next().unwrap_or_default();
    (line.chars().count() + 1 + next.chars().count()) * 10 >= width * 9
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_begin_within_sentences_are_broken() {
        for (text, expected) in [
            (
                "The ferry of the Sund went down on Monday and\nnobody was hurt.",
                Some(45),
            ),
            (
                "غرقت أقدم عبارة في ميناء نوربي ليلة الاثنين وقالت\nالوزيرة إن أحدا لم يصب.",
                Some(49),
            ),
            (
                "The ferry of the Sund went down on Monday night.\nNobody was hurt there.",
                None,
            ),
            (
                "Ferry of the Sund sinks off Norrby on Monday\nNobody was hurt there.",
                None,
            ),
            (
                "> The ferry of the Sund went down on Monday and\n> nobody was hurt.",
                Some(45),
            ),
            ("[News](/n)\nand more", None),
            ("", None),
        ] {
            assert_eq!(wrap_width(text), expected, "{text}");
        }
        assert!(is_full("one two\nthree", 8, 13) && !is_full("one\ntwo", 4, 13));
    }
}
