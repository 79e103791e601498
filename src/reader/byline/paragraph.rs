//! A byline that stands as a paragraph of its own above a story, where the format has a field for it
//! that is empty.

use super::lead::cut_lead;
use super::scraped::read_byline;
use crate::article::{Article, BlockKind};
use crate::reader::given;

/// Points and a headline may stand above a byline; below so many paragraphs it is none.
const MOST_ABOVE: usize = 5;

/// Takes the authors from the first paragraphs of an article that has none, and the line with them.
pub fn take_byline(article: &mut Article) {
    if !article.authors.is_empty() {
        return;
    }
    let bodies = article.blocks.iter().enumerate();
    let bodies = bodies
        .filter(|(_, block)| block.kind.is_body())
        .take(MOST_ABOVE);
    for (i, block) in bodies {
        if block.kind == BlockKind::Paragraph
            && cut_lead(&block.text).is_some()
            && let Some(byline) = read_byline(&block.text)
            && !byline.authors.is_empty()
        {
            let span = block.span;
            article.blocks.remove(i);
            given::set_authors(article, byline.authors, "line above the text", span);
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::fragment::plain_blocks;
    use super::*;

    #[test]
    fn a_line_with_names_is_taken() {
        for (text, authors, left) in [
            (
                "* No one hurt\nBy Ann Roe\nOSLO - It is right.",
                vec!["Ann Roe"],
                2,
            ),
            (
                "By Ann Roe and Bob Fox\nIt is right.",
                vec!["Ann Roe", "Bob Fox"],
                1,
            ),
            ("By Tuesday the clock was right.\nIt is.", vec![], 2),
            ("A.\nB.\nC.\nD.\nE.\nBy Ann Roe", vec![], 6),
        ] {
            let mut article = Article {
                blocks: plain_blocks(text),
                ..Article::default()
            };
            take_byline(&mut article);
            assert_eq!(article.authors, authors, "{text}");
            assert_eq!(article.blocks.len(), left, "{text}");
        }
        let mut article = Article {
            authors: vec!["Eve Poe".to_owned()],
            blocks: plain_blocks("By Ann Roe"),
            ..Article::default()
        };
        take_byline(&mut article);
        assert_eq!((article.authors.len(), article.blocks.len()), (1, 1));
    }
}
