//! Datelines: where and when a story was filed, before its first sentence.
//!
//! Where a format marks the dateline up, it is believed (`marked`); at the head of a paragraph it has
//! to prove that it is one (`scraped`).  Both know the same agencies and write places in the same way;
//! what is a date, `crate::date` and the stamps of plain text say.

mod agency;
mod marked;
mod pieces;
mod place;
mod scraped;

use crate::article::{Article, BlockKind};

pub use marked::parse_dateline;
pub use scraped::read_dateline;

/// Takes the dateline off the first paragraph of an article whose format does not mark it up.
pub fn take_dateline(article: &mut Article) {
    if article.dateline.is_some() {
        return;
    }
    let is_text = |kind| matches!(kind, BlockKind::Paragraph | BlockKind::Quote);
    let Some(first) = article.blocks.iter_mut().find(|block| is_text(block.kind)) else {
        return;
    };
    // Without an agency or a date, a colon may follow a speaker as well as a place.
    if let Some(found) = read_dateline(&first.text).filter(|found| !found.is_colon_only) {
        article.dateline = Some(found.dateline);
        first.text.drain(..found.text_start);
    }
}
