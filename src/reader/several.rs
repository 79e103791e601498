//! Files of several documents: each is read by itself, numbered, and costs only itself when it is bad.

use super::decode::Decoded;
use super::xml::Piece;
use super::{Item, ReadError, Sink, Skip, given};
use crate::article::Article;

/// Articles of one document with their places in the file.
pub type Placed = Vec<(usize, Article)>;

/// Gives what `read` finds in each piece of a file; none: the piece is no document of its own.
///
/// Articles and pieces without any are numbered from 1; a single article of a single piece has no
/// number.  Returns whether there was a piece.
///
/// # Errors
///
/// That of the only piece; those of several are skipped and reported.
pub fn give_pieces<'a>(
    pieces: impl Iterator<Item = Piece<'a>>,
    decoded: &Decoded<'_>,
    sink: Sink<'_>,
    read: &mut dyn FnMut(&Piece<'a>) -> Result<Option<Placed>, ReadError>,
) -> Result<bool, ReadError> {
    let mut pieces = pieces.peekable();
    let (mut number, mut is_first) = (0, true);
    while let Some(piece) = pieces.next() {
        let is_only = std::mem::take(&mut is_first) && pieces.peek().is_none();
        match read(&piece) {
            Ok(None) => {}
            Ok(Some(articles)) => {
                let is_one = is_only && articles.len() == 1;
                for (offset, article) in articles {
                    number += 1;
                    let member = if is_one {
                        String::new()
                    } else {
                        number.to_string()
                    };
                    given::give(article, member, offset, decoded, sink);
                }
            }
            Err(error) if is_only => return Err(error),
            Err(error) => {
                number += 1;
                sink(Item::Skipped(Skip {
                    member: number.to_string(),
                    offset: error.offset.unwrap_or(piece.at as u64),
                    reason: error.reason,
                    detail: error.detail,
                }));
            }
        }
    }
    Ok(!is_first)
}
