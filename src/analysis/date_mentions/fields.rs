//! Dates mentioned in an article: the tagger over its fields, anchored to the day of publication.

use chrono::NaiveDate;

use super::{Anchor, Found, find};
use crate::annotations::DateMention;
use crate::article::{Article, Precision, Published, Span};
use crate::date::civil::CivilMinute;
use crate::field::TextField;
use crate::text::field_text;

/// Mentions kept of one article; more of them make a table or a log, not a story.
pub const MAX_MENTIONS: usize = 1_000;

/// Finds the dates mentioned in the default fields; true when there were more than are kept.
pub fn mentions(
    article: &Article,
    language: &str,
    published: Option<&Published>,
) -> (Vec<DateMention>, bool) {
    let anchor = published.and_then(anchor);
    let mut mentions = Vec::new();
    for field in TextField::DEFAULT {
        let text = field_text(article, field);
        for Found {
            span,
            kind,
            value,
            interval,
        } in find(&text, language, anchor)
        {
            if mentions.len() == MAX_MENTIONS {
                return (mentions, true);
            }
            mentions.push(DateMention {
                field,
                surface: text[span.clone()].to_owned(),
                span: Span::new(span.start, span.end),
                kind,
                value,
                interval: interval.map(|interval| (interval.start.get(), interval.end.get())),
            });
        }
    }
    (mentions, false)
}

fn anchor(published: &Published) -> Option<Anchor> {
    let date: NaiveDate = CivilMinute::new(published.start).ok()?.date();
    Some(Anchor {
        date,
        is_day: published.precision >= Precision::Day,
    })
}
