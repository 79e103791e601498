//! Records of a document cut out whole: an element inside a record is never one.
//!
//! A record that is not closed ends where the next one begins.  Whether one of their names within
//! another is a story beside it (`<related><article>`) or shows that the outer one was never closed
//! is told by the outer one's own closing tag.

use super::super::markup::{Dialect, Scanner, Token, local};
use super::super::xml::Piece;

/// Elements that are still open are looked for among so many.
const MAX_LOOK: usize = 64;

/// An element that is open, and the piece that it is.
struct Open<'a> {
    name: &'a str,
    piece: Option<usize>,
}

/// Cuts out the elements of these names (without prefix, in any case).  `is_root`: the root is a
/// record, and not something around records of its own name.
pub fn whole_records<'a>(text: &'a str, names: &[&str], is_root: bool) -> Vec<Piece<'a>> {
    let is_wanted = |full: &str| {
        let bare = |name: &&str| local(full).eq_ignore_ascii_case(local(name));
        names.iter().any(bare)
    };
    let mut scanner = Scanner::new(text, Dialect::Xml);
    let mut pieces: Vec<Piece<'a>> = Vec::new();
    let mut open: Vec<Open<'a>> = Vec::new();
    loop {
        let start = scanner.position();
        let Some(token) = scanner.next() else { break };
        match token {
            Token::Open(tag) if !tag.is_empty => {
                let mut piece = None;
                if is_wanted(tag.name) {
                    // Directly within another, it shows that this one was not closed.
                    if let Some(parent) = open.last_mut() {
                        parent.piece = None;
                    }
                    piece = Some(pieces.len());
                    pieces.push(Piece {
                        text: "",
                        at: start,
                        is_closed: false,
                    });
                }
                let name = tag.name;
                open.push(Open { name, piece });
            }
            Token::Close(name) => {
                let look = if is_wanted(name) {
                    open.len()
                } else {
                    MAX_LOOK
                };
                let mut last = open.iter().rev().take(look);
                let Some(above) = last.position(|element| element.name == name) else {
                    continue;
                };
                let level = open.len() - 1 - above;
                let piece = open[level].piece;
                open.truncate(level);
                let Some(piece) = piece else { continue };
                let is_around = level == 0 && !is_root && piece + 1 < pieces.len();
                if !is_around {
                    pieces.truncate(piece + 1);
                    let at = pieces[piece].at;
                    pieces[piece].text = &text[at..scanner.position()];
                    pieces[piece].is_closed = true;
                }
            }
            _ => {}
        }
    }
    let mut end = text.len();
    for piece in pieces.iter_mut().rev() {
        if !piece.is_closed {
            piece.text = &text[piece.at..end];
        }
        end = piece.at;
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_inside_a_record_is_none() {
        let cut = |text, is_root| -> Vec<(String, bool)> {
            whole_records(text, &["item"], is_root)
                .iter()
                .map(|piece| (piece.text.to_owned(), piece.is_closed))
                .collect()
        };
        let nested = "<item>x<r><item>y</item><item>z</item></r>w</item>";
        let expected = [(nested.to_owned(), true)];
        let within = format!("<c>{nested}</c>");
        assert_eq!(cut(&within, false), expected);
        assert_eq!(cut(nested, true), expected);
        assert_eq!(cut(nested, false).len(), 3);
        assert_eq!(
            cut(
                "<c><item a='1'>x</item><i/><ITEM>y<item>z</item><x:item/><item>cut",
                false
            ),
            [
                ("<item a='1'>x</item><i/>".replace("<i/>", ""), true),
                ("<ITEM>y".to_owned(), false),
                ("<item>z</item>".to_owned(), true),
                ("<item>cut".to_owned(), false),
            ]
        );
        // Not closed, with an element in it that is not closed either.
        assert_eq!(
            cut("<c><item><b>x<item>y</item><item>z</item></c>", false),
            [
                ("<item><b>x".to_owned(), false),
                ("<item>y</item>".to_owned(), true),
                ("<item>z</item>".to_owned(), true),
            ]
        );
    }
}
