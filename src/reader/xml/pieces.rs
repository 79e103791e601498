//! Long documents piece by piece: elements cut out whole, without a tree.

use super::super::markup::{Dialect, Scanner, Token, local};

/// An element of a long document that was cut out whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Piece<'a> {
    /// With its tags.
    pub text: &'a str,
    /// Byte offset in the text of the file.
    pub at: usize,
    /// False: it ends with the file or where the next one begins.
    pub is_closed: bool,
}

/// Cuts out every element with one of these names (compared as `Element::is` does), without a tree:
/// for feeds and exports of any length.  One of these names within another shows that the outer
/// one was never closed: it ends there.
pub fn pieces<'a, 'n>(
    text: &'a str,
    names: &'n [&'n str],
) -> impl Iterator<Item = Piece<'a>> + use<'a, 'n> {
    let mut scanner = Scanner::new(text, Dialect::Xml);
    let is_wanted = move |full: &str| {
        names.iter().any(|name| {
            if name.contains(':') {
                full.eq_ignore_ascii_case(name.trim_start_matches(':'))
            } else {
                local(full).eq_ignore_ascii_case(name)
            }
        })
    };
    // The opening tag that was met last and is not given yet.
    let mut open: Option<usize> = None;
    std::iter::from_fn(move || {
        loop {
            let start = scanner.position();
            let Some(token) = scanner.next() else {
                let at = open.take()?;
                return Some(Piece {
                    text: &text[at..],
                    at,
                    is_closed: false,
                });
            };
            match token {
                Token::Open(tag) if is_wanted(tag.name) => {
                    let unclosed = open.take();
                    if !tag.is_empty {
                        open = Some(start);
                    }
                    if let Some(at) = unclosed {
                        return Some(Piece {
                            text: &text[at..start],
                            at,
                            is_closed: false,
                        });
                    }
                }
                Token::Close(name) if is_wanted(name) => {
                    if let Some(at) = open.take() {
                        return Some(Piece {
                            text: &text[at..scanner.position()],
                            at,
                            is_closed: true,
                        });
                    }
                }
                _ => {}
            }
        }
    })
}
