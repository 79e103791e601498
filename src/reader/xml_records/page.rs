//! Whether XML of an unknown vocabulary can be read as a page: it has paragraphs of sentences.
//!
//! FictionBook and the documents of many a publisher have `<p>` as HTML does; a page may
//! begin with its icons (`<svg>`).

use super::super::xml::{Element, Tree};

/// Paragraphs that make a document a page, at least.
const LEAST: usize = 2;
/// Words of a sentence at least.
const WORDS: usize = 5;
/// The same in characters, where words have no spaces between them.
const UNSPACED: usize = 15;

/// Whether a document can be read as a page.
pub fn is_page(tree: &Tree<'_>) -> bool {
    let is_icons = tree.root().is_some_and(|root| root.is("svg"));
    let has_more = tree.roots().nth(1).is_some();
    // Sections of a page may hold its paragraphs under names of their own.
    let leaves = tree
        .outermost("section")
        .flat_map(|section| section.children());
    let leaves = leaves.filter(|element| element.children().next().is_none());
    (is_icons && has_more)
        || tree
            .outermost("p")
            .chain(leaves)
            .filter(|element| is_prose(*element))
            .nth(LEAST - 1)
            .is_some()
}

fn is_prose(element: Element<'_, '_>) -> bool {
    let text = element.text();
    let bare = text.trim_end_matches(['"', '\'', '”', '’', '»', '“', ')', ']', '」']);
    let is_long = text.split(' ').nth(WORDS - 1).is_some()
        || (!text.is_ascii() && text.chars().nth(UNSPACED - 1).is_some());
    is_long && bare.ends_with(['.', '!', '?', '…', '。', '！', '？', '।', '۔', '؟'])
}

#[cfg(test)]
mod tests {
    use super::super::super::{Input, Item, read};

    /// Reads a file; the text and notes of its article.
    fn page(path: &str, text: &str) -> Option<(String, Vec<String>)> {
        let mut found = None;
        let input = Input::new(path, text.as_bytes());
        let _ = read(&input, None, &mut |item| {
            if let Item::Article(read) = item {
                let blocks = read.article.blocks.iter();
                let texts: Vec<&str> = blocks.map(|block| block.text.as_str()).collect();
                found = Some((texts.join(" "), read.article.notes));
            }
        });
        found
    }

    const PARAGRAPHS: &str = "<p>The clock of Port Elder is right again, the council says.</p>\
        <p>It had been four minutes fast since the spring of last year.</p>";

    #[test]
    fn documents_with_paragraphs_are_pages() {
        for (start, end) in [
            ("<content><h1>Clock</h1>", "</content>"),
            (
                "<article article-type='news'><front/><body>",
                "</body></article>",
            ),
            (
                "<FictionBook><body><section>",
                "</section></body></FictionBook>",
            ),
            ("<story><hl>Clock</hl><txt>", "</txt></story>"),
        ] {
            let text = format!("<?xml version='1.0'?>{start}{PARAGRAPHS}{end}");
            let (body, notes) = page("a.xml", &text).unwrap();
            assert!(
                body.contains("right again") && body.contains("four minutes"),
                "{text}"
            );
            assert!(
                notes.iter().any(|note| note.contains("read as HTML")),
                "{notes:?}"
            );
        }
        let section = "<section><heading>One</heading><content>The clock is right again, they say.</content></section>";
        let text =
            format!("<?xml version='1.0'?><page><title>Clock</title>{section}{section}</page>");
        assert!(page("a.xml", &text).is_some());
        // One paragraph, and paragraphs that are no sentences.
        for inner in [
            "<p>The clock of Port Elder is right.</p>",
            "<p>One</p><p>Two</p><p>Three</p>",
        ] {
            let text = format!("<?xml version='1.0'?><content>{inner}</content>");
            assert_eq!(page("a.xml", &text), None, "{text}");
            assert!(page("a.html", &text).is_some(), "{text}");
        }
    }

    #[test]
    fn icons_may_stand_before_a_page() {
        let icons = "<svg style='display:none'><symbol id='a'><path d='M0'/></symbol></svg>\n";
        let many = icons.replace("<path d='M0'/>", &"<path d='M0'/>".repeat(1000));
        for text in [
            format!("{icons}<div><h1>Clock</h1>{PARAGRAPHS}</div>"),
            format!("{icons}<!DOCTYPE html><html><body><h1>Clock</h1>{PARAGRAPHS}</body></html>"),
            format!("{many}<div><h1>Clock</h1>{PARAGRAPHS}</div>"),
        ] {
            assert!(page("a.dat", &text).is_some_and(|(body, _)| body.contains("right again")));
        }
        assert_eq!(page("a.svg", icons), None);
    }
}
