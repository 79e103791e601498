//! What the other dates of a page say about how its publisher writes dates.
//!
//! `05/01/2026` may be two days, but beside it stands `28/12/2025` over another story; `05.01.26`
//! names no century, but the page names years.  Only the page itself votes, so an answer does not
//! depend on which other files were read before.

use crate::article::{Article, DateOrder};
use crate::date::order::Votes;

/// Bytes of a block that are looked at.
const MAX_BYTES: usize = 2_000;
/// A page may be this much younger than the youngest year it names, and names years to come.
const MARGIN: i32 = 10;

/// Returns the order of day and month that dates of the page with a number above twelve have.
pub(super) fn order_of(article: &Article) -> Option<DateOrder> {
    let mut votes = Votes::default();
    for text in texts(article) {
        votes.add(Votes::of_text(text));
    }
    votes.order()
}

/// Returns the last year that a date with two digits can mean, by the whole dates of the page and
/// by what stands after its copyright sign; any other number may be a number of people.
pub(super) fn latest_year(article: &Article) -> Option<i32> {
    let is_year = |year: &i32| (1600..2100).contains(year);
    let of_dates = texts(article)
        .flat_map(|text| text.split(|c: char| !c.is_ascii_digit() && !matches!(c, '/' | '.' | '-')))
        .filter_map(|run| {
            let parts: Vec<&str> = run
                .split(['/', '.', '-'])
                .filter(|p| !p.is_empty())
                .collect();
            let long = parts.iter().position(|part| part.len() == 4)?;
            let is_date = parts.len() == 3 && long != 1;
            is_date.then(|| parts[long].parse::<i32>().ok()).flatten()
        });
    let of_rights = texts(article).filter_map(|text| {
        let (_, rest) = text.split_once('©')?;
        rest.split(|c: char| !c.is_ascii_digit())
            .take(6)
            .filter(|number| number.len() == 4)
            .find_map(|number| number.parse::<i32>().ok())
    });
    let named = of_dates.chain(of_rights).filter(is_year).max()?;
    Some(named + MARGIN)
}

/// Everything that can be seen of the page, other stories too.
fn texts(article: &Article) -> impl Iterator<Item = &str> {
    let dates = article.dates.iter().map(|date| date.raw.as_str());
    let blocks = article.blocks.iter().map(|block| {
        let end = (0..=MAX_BYTES.min(block.text.len()))
            .rev()
            .find(|end| block.text.is_char_boundary(*end))
            .unwrap_or(0);
        &block.text[..end]
    });
    dates.chain(blocks)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Block, BlockKind, Span};

    fn page(texts: &[&str]) -> Article {
        let blocks = texts.iter().map(|text| Block {
            kind: BlockKind::Related,
            text: (*text).to_owned(),
            credit: String::new(),
            alternative: String::new(),
            span: Span::default(),
        });
        Article {
            blocks: blocks.collect(),
            ..Article::default()
        }
    }

    #[test]
    fn dates_above_twelve_tell_the_order_unless_they_differ() {
        assert_eq!(
            order_of(&page(&["on 28/12/2025", "05/01/2026"])),
            Some(DateOrder::DayFirst)
        );
        assert_eq!(
            order_of(&page(&["12/28/2025"])),
            Some(DateOrder::MonthFirst)
        );
        assert_eq!(order_of(&page(&["12/28/2025", "28/12/2025"])), None);
        assert_eq!(
            order_of(&page(&["05/01/2026", "13/14/2026", "1/2/3/2026"])),
            None
        );
    }

    #[test]
    fn years_are_those_of_dates_and_of_rights() {
        assert_eq!(
            latest_year(&page(&["1.5.1998, no other"])),
            Some(1998 + MARGIN)
        );
        assert_eq!(
            latest_year(&page(&["© 2024 Ferry Courier"])),
            Some(2024 + MARGIN)
        );
        assert_eq!(
            latest_year(&page(&["1818 readers in 1900 houses", "12.1998"])),
            None
        );
    }
}
