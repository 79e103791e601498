//! What a reader gave as the archive keeps it: with its names, its annotations and its place.

use super::walk::Found;
use crate::analysis::embargo::lift_embargo;
use crate::analysis::entity::recogniser::Recogniser;
use crate::analysis::identity::{content_hash, normalise_url, normalise_urn};
use crate::analysis::{Circumstances, annotate};
use crate::annotations::Record;
use crate::article::{Article, Provenance, Span};
use crate::document::{id_of, number_of};
use crate::reader::ReadArticle;

/// Turns what a reader gave into a record; `hint` is the path to take hints from.
pub fn make_record(
    found: &Found,
    read: ReadArticle,
    format: &str,
    hint: &str,
    now: Option<i64>,
    recogniser: Option<&Recogniser>,
) -> Record {
    let ReadArticle {
        mut article,
        member,
        encoding,
        ..
    } = read;
    lift_embargo(&mut article, now);
    let circumstances = Circumstances {
        path: hint,
        modified: modified_minute(found),
        now,
        recogniser,
    };
    let annotations = annotate(&article, &circumstances);
    let version = id_of(number_of(&format!("path:{}#{member}", found.path)));
    let address = article.url.as_deref().and_then(normalise_url);
    let name = article.given_id.as_deref().and_then(normalise_urn);
    let id = match (address, name) {
        (Some(url), _) => id_of(number_of(&format!("url:{url}"))),
        (None, Some(urn)) => id_of(number_of(&urn)),
        (None, None) => version.clone(),
    };
    let provenance = Provenance {
        id,
        version,
        path: found.path.clone(),
        member,
        content_hash: content_hash(&article),
        format: format.to_owned(),
        encoding,
    };
    Record {
        provenance,
        article,
        annotations,
    }
}

pub fn modified_minute(found: &Found) -> Option<i64> {
    (found.mtime != 0).then_some(found.mtime.div_euclid(60_000_000_000))
}

/// Bytes of all text fields: what sizes are compared with.
pub fn text_bytes(article: &Article) -> u64 {
    let blocks = article.blocks.iter().map(|b| b.text.len() + b.credit.len());
    (article.headline.len() + article.deck.len() + blocks.sum::<usize>()) as u64
}

/// Drops what only `inspect` shows, which reads the file anew: places in the file, and why fields
/// hold what they hold.  It would be a fifth of the stored bytes.
pub fn strip(article: &mut Article) {
    article.evidence.clear();
    for block in &mut article.blocks {
        block.span = Span::default();
    }
    for date in &mut article.dates {
        date.span = Span::default();
    }
}
