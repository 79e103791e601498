//! Exports of MediaWiki (schemas 0.3 to 0.11), of Wikinews above all: an article a page.
//!
//! Pages are cut out one by one, so that a dump needs no tree of the whole; of several revisions the
//! latest is read.  Redirects and the pages of other namespaces are no articles: there are thousands,
//! so each kind is reported once, with its number.  Wikitext is made plain by a parser of our own
//! (`wikitext`): `parse_wiki_text_2` needs a limit of time to end, and templates are only dropped.

use std::collections::BTreeMap;

use super::xml::{Piece, Tree, decode_xml, pieces};
use super::{Head, Input, Item, MAX_ARTICLE_BYTES, ReadError, Reader, Reason, Sink, Skip, given};

mod lines;
mod link;
mod page;
mod site;
mod template;
#[cfg(test)]
mod tests;
mod wikitext;

use page::{Page, read_page};
use site::Site;

/// The reader of exports of MediaWiki.
pub struct MediaWiki;

/// A page with all its revisions.
const MAX_PAGE_BYTES: usize = 8 * MAX_ARTICLE_BYTES;

/// More kinds of pages than this are reported as one; wikis have some thirty namespaces.
const MOST_KINDS: usize = 100;

impl Reader for MediaWiki {
    fn name(&self) -> &'static str {
        "mediawiki"
    }

    fn doc(&self) -> &'static str {
        "MediaWiki export (Wikinews): the latest revision of each page that is an article"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["xml", "mediawiki"]
    }

    fn sniff(&self, head: &Head<'_>) -> u8 {
        match head.root() {
            Some(root) if root.name.eq_ignore_ascii_case("mediawiki") => 100,
            _ => 0,
        }
    }

    fn read(&self, input: &Input<'_>, sink: Sink<'_>) -> Result<(), ReadError> {
        let decoded = decode_xml(input.bytes, input.charset);
        let text: &str = &decoded.text;
        let mut pages = pieces(text, &["page"]).peekable();
        let Some(first) = pages.peek() else {
            return Err(ReadError::new(
                Reason::NotAnArticle,
                "an export of a wiki without pages",
            ));
        };
        let site = Site::of(&text[..first.at]);
        let mut left = Left::default();
        let mut number = 0;
        while let Some(piece) = pages.next() {
            number += 1;
            let is_only = number == 1 && pages.peek().is_none();
            match read_piece(&piece, &site) {
                Ok(Page::Article { id, article }) => {
                    let name = id.unwrap_or_else(|| number.to_string());
                    let member = if is_only { String::new() } else { name };
                    given::give(*article, member, piece.at, &decoded, sink);
                }
                Ok(Page::Left(reason, what)) => left.count(reason, what, &piece),
                Err(error) => sink(Item::Skipped(Skip {
                    member: number.to_string(),
                    offset: error.offset.unwrap_or(piece.at as u64),
                    reason: error.reason,
                    detail: error.detail,
                })),
            }
        }
        left.report(sink);
        Ok(())
    }
}

fn read_piece(piece: &Piece<'_>, site: &Site) -> Result<Page, ReadError> {
    given::check_size(piece.text.as_bytes(), MAX_PAGE_BYTES)?;
    let tree = Tree::parse_at(piece.text, piece.at)?;
    let Some(root) = tree.root() else {
        return Ok(Page::Left(Reason::NoText, "pages without text".to_owned()));
    };
    let mut page = read_page(root, site);
    if let Page::Article { article, .. } = &mut page
        && !piece.is_closed
    {
        article.notes.push("the page is not closed".to_owned());
    }
    Ok(page)
}

/// Pages that are no articles, by why and of what kind: number, and where the first stands.
#[derive(Default)]
struct Left(BTreeMap<(Reason, String), (usize, usize)>);

impl Left {
    fn count(&mut self, reason: Reason, what: String, piece: &Piece<'_>) {
        let is_new = !self.0.contains_key(&(reason, what.clone()));
        let what = if is_new && self.0.len() >= MOST_KINDS {
            "pages of other kinds".to_owned()
        } else {
            what
        };
        let entry = self.0.entry((reason, what)).or_insert((0, piece.at));
        entry.0 += 1;
    }

    fn report(self, sink: Sink<'_>) {
        for ((reason, what), (number, at)) in self.0 {
            sink(Item::Skipped(Skip {
                member: String::new(),
                offset: at as u64,
                reason,
                detail: format!("{what}: {number}"),
            }));
        }
    }
}
