//! Words that the end of a printed line breaks: the hyphen goes, or stays where it is the word's own.
//!
//! For formats that keep the lines of the page (ALTO, PAGE, hOCR, TEI).  Nothing is looked up in a
//! list of words: how the second part begins decides.

/// Words before which a hyphen is kept with a space: "Ein- und Ausgang", "two- and threefold".
const AFTER_SUSPENDED: &[&str] = &["und", "oder", "bzw.", "bezw.", "sowie", "and"];

/// Takes off the hyphen that breaks the last word, and says whether there was one.
///
/// `¬` is what recognition programs write for it; `⸗` and `=` stand in prints with broken letters.
pub fn cut_hyphen(text: &mut String) -> bool {
    let of_letters = text
        .strip_suffix('=')
        .is_some_and(|word| word.ends_with(char::is_alphabetic));
    let is_broken = of_letters
        || text
            .strip_suffix(['-', '\u{2010}', '\u{ad}', '¬', '\u{2e17}'])
            .is_some_and(|word| word.ends_with(char::is_alphanumeric));
    if is_broken {
        text.pop();
    }
    is_broken
}

/// Appends the word behind a hyphen that was cut off: "de-" and "livered" are one word, "Anglo-" and
/// "Saxon" are two, and "two-" stands alone before "and".
pub fn append_second_part(text: &mut String, hyphen: &str, word: &str) {
    // A block that begins with the second of the two must not begin with the hyphen.
    if text.is_empty() {
        text.push_str(word);
    } else if AFTER_SUSPENDED.contains(&word) {
        text.push_str(hyphen);
        push_word(text, word);
    } else {
        if !word.starts_with(char::is_lowercase) {
            text.push_str(hyphen);
        }
        text.push_str(word);
    }
}

/// Appends a word with a space before it.
pub fn push_word(text: &mut String, word: &str) {
    if !text.is_empty() {
        text.push(' ');
    }
    text.push_str(word);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn second_parts() {
        for (first, second, expected) in [
            ("was de-", "livered", "was delivered"),
            ("the Anglo-", "Saxon", "the Anglo-Saxon"),
            ("of 1914-", "18", "of 1914-18"),
            ("der Ein-", "und", "der Ein- und"),
            ("two-", "and", "two- and"),
            ("was con¬", "tent", "was content"),
            ("Ver\u{2e17}", "handlung", "Verhandlung"),
            ("Ver=", "handlung", "Verhandlung"),
        ] {
            let mut text = first.to_owned();
            assert!(cut_hyphen(&mut text), "{first}");
            append_second_part(&mut text, "-", second);
            assert_eq!(text, expected);
        }
        for whole in ["the clock --", "a -", "7 =", "2=", "", "-"] {
            assert!(!cut_hyphen(&mut whole.to_owned()), "{whole}");
        }
    }
}
