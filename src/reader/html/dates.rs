//! Every date that a page gives its article, with role and source; the resolver decides later.

use super::meta::{About, ELSEWHERE};
use crate::article::{Article, DateCandidate, DateRole, DateSource, Span};
use crate::reader::fragment::collapse;
use crate::reader::plain_text::stamp::{Time, stamp_in};

/// Meta names of a day of publication, most trusted first.
const PUBLISHED: &[&str] = &[
    "article:published_time",
    "og:article:published_time",
    "article:published",
    "og:published_time",
    "datepublished",
    "article:publicationdate",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "publication_date",
    "publicationdate",
    "dc.date.issued",
    "dcterms.issued",
    "dc.issued",
    "dcterms.date",
    "dc.date",
    "dc.date.created",
    "dcterms.created",
    "sailthru.date",
    "parsely-pub-date",
    "cxenseparse:recs:publishtime",
    "article.published",
    "article.created",
    "bt:pubdate",
    "date.issued",
    "citation_publication_date",
    "citation_date",
    "prism.publicationdate",
    "originalpublicationdate",
    "article_date_original",
    "published-date",
    "published_at",
    "ptime",
    "displaydate",
    "rnews:datepublished",
    "vr:published_time",
    "created",
    "date",
];

const UPDATED: &[&str] = &[
    "article:modified_time",
    "og:updated_time",
    "article:modified",
    "datemodified",
    "last-modified",
    "lastmod",
    "dcterms.modified",
    "dc.date.modified",
    "updated_time",
    "utime",
    "revised",
    "modificationdate",
    "article:updated_time",
    "date.updated",
    "article.updated",
];

impl About<'_> {
    pub fn dates(&self, article: &mut Article) {
        let mut add = |role: DateRole, source: DateSource, raw: &str, span: Span| {
            let raw = collapse(raw);
            let is_date = raw.len() <= 160 && raw.bytes().any(|b| b.is_ascii_digit());
            let is_new = |known: &DateCandidate| {
                known.role != role || known.source != source || known.raw != raw
            };
            if is_date && article.dates.iter().all(is_new) && article.dates.len() < 60 {
                article.dates.push(DateCandidate {
                    role,
                    source,
                    raw,
                    span,
                });
            }
        };
        for (member, role) in [
            ("datePublished", DateRole::Published),
            ("dateModified", DateRole::Updated),
            ("dateCreated", DateRole::Unspecified),
            ("uploadDate", DateRole::Unspecified),
        ] {
            if let Some(raw) = self.given(member) {
                add(role, DateSource::JsonLd, &raw, Span::default());
            }
        }
        for (names, role) in [
            (PUBLISHED, DateRole::Published),
            (UPDATED, DateRole::Updated),
        ] {
            for name in names {
                for raw in self.metas(name) {
                    add(role, DateSource::Meta, raw, Span::default());
                }
            }
        }
        let around = self.headline_marks();
        for time in &self.page.times {
            if time.marks.beyond(around).has_any(ELSEWHERE) {
                continue;
            }
            let role = stamp_in(&time.text).map_or(DateRole::Unspecified, |stamp| stamp.role);
            let raw = if time.datetime.is_empty() {
                &time.text
            } else {
                &time.datetime
            };
            add(role, DateSource::TimeElement, raw, time.span);
        }
        for block in self.near_headline() {
            for part in parts_of(&block.text) {
                if let Some(stamp) = stamp_in(part) {
                    add(stamp.role, DateSource::Stamp, part, block.span);
                }
            }
        }
    }
}

/// The whole text, or what stands between separators: "Ann Roe | 05.04.2025 - Updated: 06.04.2025".
fn parts_of(text: &str) -> Vec<&str> {
    if stamp_in(text).is_some() {
        return vec![text];
    }
    let mut parts: Vec<&str> = Vec::new();
    for part in text
        .split(['|', '•', '·'])
        .flat_map(|part| part.split(" - "))
    {
        // "Rome, October 23, 2024, 3:48": a place or a name may stand before the date, no sentence.
        let commas = part
            .match_indices([',', '،'])
            .map(|(at, comma)| (&part[..at], &part[at + comma.len()..]));
        let tail = commas
            .filter(|(lead, _)| lead.split_whitespace().count() <= 4)
            .map(|(_, tail)| tail)
            .find(|tail| stamp_in(tail).is_some_and(|stamp| stamp.time == Time::Date));
        parts.push(if stamp_in(part).is_some() {
            part
        } else {
            tail.unwrap_or(part)
        });
    }
    parts.into_iter().map(str::trim).collect()
}
