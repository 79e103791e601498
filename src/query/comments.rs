//! Comments in the texts of query files.

/// Reads the text of a query file: line breaks are spaces, and what stands behind a `#` is a comment
/// where a space or a line break is on both of its sides, outside quotation marks.  So is a line
/// that begins with `#`.  Offsets stay as they are.
pub fn without_comments(text: &str) -> String {
    let mut is_quoted = false;
    let mut out = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let comment = if line.trim_start().starts_with('#') {
            Some(0)
        } else {
            find_comment(line, &mut is_quoted)
        };
        let (query, comment) = line.split_at(comment.unwrap_or(line.len()));
        out.push_str(query);
        let blanks = comment.chars().filter(|c| *c != '\n').map(char::len_utf8);
        out.extend(std::iter::repeat_n(' ', blanks.sum()));
        out.push_str(if comment.ends_with('\n') { "\n" } else { "" });
    }
    out
}

/// Where a comment begins in a line; `is_quoted` goes from line to line.
fn find_comment(line: &str, is_quoted: &mut bool) -> Option<usize> {
    let bytes = line.as_bytes();
    let is_blank = |at: usize| bytes.get(at).is_none_or(u8::is_ascii_whitespace);
    for (at, byte) in bytes.iter().enumerate() {
        match byte {
            b'"' if at == 0 || bytes[at - 1] != b'\\' => *is_quoted = !*is_quoted,
            b'#' if !*is_quoted && at > 0 && is_blank(at - 1) && is_blank(at + 1) => {
                return Some(at);
            }
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::without_comments;

    #[test]
    fn comments_of_a_query_file_are_blanks() {
        for (text, expected) in [
            ("# a\nferry", "   \nferry"),
            ("ferry # sank\nOR tram", "ferry       \nOR tram"),
            ("ferry #", "ferry  "),
            ("ferry #sank C# \"a # b\"", "ferry #sank C# \"a # b\""),
            ("\"ferry\nsank # b\" # é\n", "\"ferry\nsank # b\"     \n"),
            ("\\\" # a\nb", "\\\"    \nb"),
        ] {
            let without = without_comments(text);
            assert_eq!(without, expected);
            assert_eq!(without.len(), text.len(), "offsets stay");
        }
    }
}
