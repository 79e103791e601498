//! Words in angle brackets that are no markup: `<inaudible>`, `<name withheld>`.
//!
//! To Markdown and HTML they are tags of an element nobody knows, which are not shown.

use std::collections::HashSet;

use crate::reader::fragment::is_markup_element;

/// Longest aside, bytes.
const MAX_ASIDE: usize = 80;

/// Elements of HTML beside those that `fragment` knows.
const ELEMENTS: &[&str] = &[
    "acronym",
    "area",
    "audio",
    "base",
    "basefont",
    "bdi",
    "bdo",
    "blink",
    "canvas",
    "col",
    "colgroup",
    "data",
    "datalist",
    "details",
    "dfn",
    "dialog",
    "dir",
    "embed",
    "fieldset",
    "form",
    "frame",
    "frameset",
    "hgroup",
    "input",
    "label",
    "legend",
    "link",
    "map",
    "marquee",
    "menu",
    "meta",
    "meter",
    "nav",
    "nobr",
    "noembed",
    "noframes",
    "optgroup",
    "option",
    "output",
    "param",
    "picture",
    "plaintext",
    "progress",
    "rp",
    "rt",
    "ruby",
    "s",
    "samp",
    "search",
    "slot",
    "source",
    "summary",
    "tbody",
    "tfoot",
    "thead",
    "title",
    "track",
    "var",
    "video",
    "wbr",
    "xmp",
];

/// Places of the brackets that open them.
pub fn find(text: &str) -> Vec<usize> {
    let mut closed = None;
    let mut places = Vec::new();
    for open in memchr::memchr_iter(b'<', text.as_bytes()) {
        let rest = &text.as_bytes()[open + 1..];
        let near = &rest[..rest.len().min(MAX_ASIDE)];
        let Some(end) = memchr::memchr(b'>', near) else {
            continue;
        };
        let inner = &text[open + 1..open + 1 + end];
        let is_word = |word: &str| {
            word.chars()
                .all(|c| c.is_alphabetic() || "'’.-".contains(c))
        };
        if !inner.starts_with(char::is_alphabetic) || !inner.split(' ').all(is_word) {
            continue;
        }
        let name = inner.split(' ').next().unwrap_or_default().to_lowercase();
        // Names with a dash are those of elements that a page makes itself.
        let is_element = name.contains(['-', '.'])
            || is_markup_element(&name)
            || ELEMENTS.contains(&name.as_str());
        if is_element
            || closed
                .get_or_insert_with(|| closed_names(text))
                .contains(&name)
        {
            continue;
        }
        places.push(open);
    }
    places
}

/// Names that the text closes: components of a site that has its own (`<Note>…</Note>`).
fn closed_names(text: &str) -> HashSet<String> {
    memchr::memmem::find_iter(text.as_bytes(), "</")
        .map(|at| {
            let name = text[at + 2..].chars().take(MAX_ASIDE);
            let name: String = name.take_while(|c| c.is_alphanumeric()).collect();
            name.to_lowercase()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn asides_are_told_from_tags() {
        for (text, expected) in [
            ("he <inaudible> left", &[3][..]),
            ("<name withheld> of Holm", &[0]),
            ("é <Rundel> <l’autre>", &[3, 12]),
            ("<b>bold</b><br><input disabled>", &[]),
            ("<Note>More</Note> <Note>", &[]),
            ("<my-box> <a href=x> <Tabs /> <jane@x.example> <x:y>", &[]),
            ("1 < 2 and 3 > 2", &[]),
            ("<never closed", &[]),
        ] {
            assert_eq!(find(text), expected, "{text}");
        }
        for unit in ["<a", "<q >", "</q", "<"] {
            find(&unit.repeat(200_000));
        }
    }
}
