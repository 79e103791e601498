//! Every date that a page gives its article, with role and source; the resolver decides later.

use super::marks::Mark;
use super::meta::{About, ELSEWHERE};
use super::page::{BlockTag, PageBlock, TimeElement};
use crate::article::{Article, DateCandidate, DateRole, DateSource, Span};
use crate::date::written::{Hints, find_in_path, has_digit};
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

/// Names that other things than articles are dated by as well.
const LOOSE: &[&str] = &["created", "date"];

/// Words of a `<time>`'s class for either role.
const UPDATED_CLASSES: &[&str] = &["updated", "modified", "dateupdated", "datemodified"];
const PUBLISHED_CLASSES: &[&str] = &["published", "datepublished", "pubdate"];

/// Most words of a line beside its `<time>`, and most bytes of a label before it.
const MOST_WORDS: usize = 14;
const MOST_LABEL: usize = 40;

/// Dates as they are found.
#[derive(Default)]
struct Found {
    dates: Vec<DateCandidate>,
    /// What stands where dates of the day and of other stories stand too.
    doubtful: Vec<DateCandidate>,
}

impl About<'_> {
    pub fn dates(&self, article: &mut Article) {
        let mut found = Found::default();
        self.stated_dates(&mut found.dates);
        self.shown_dates(&mut found);
        let has_day = article.url.as_deref().is_some_and(is_dated_address);
        let is_dated = |date: &DateCandidate| date.role != DateRole::Updated;
        if !has_day && !found.dates.iter().any(is_dated) {
            found.dates.append(&mut found.doubtful);
        }
        for date in found.dates {
            let is_new = |known: &DateCandidate| {
                known.role != date.role || known.source != date.source || known.raw != date.raw
            };
            if article.dates.iter().all(is_new) && article.dates.len() < 60 {
                article.dates.push(date);
            }
        }
    }

    /// What JSON-LD and meta elements say.
    fn stated_dates(&self, dates: &mut Vec<DateCandidate>) {
        let mut add = |role: DateRole, source: DateSource, raw: &str| {
            dates.extend(candidate(role, source, raw, Span::default()));
        };
        for (member, role) in [
            ("datePublished", DateRole::Published),
            ("dateModified", DateRole::Updated),
            ("dateCreated", DateRole::Unspecified),
            ("uploadDate", DateRole::Unspecified),
        ] {
            if let Some(raw) = self.given(member) {
                add(role, DateSource::JsonLd, &raw);
            }
        }
        if self.node.is_none()
            && let Some(raw) = self.graph.video(&self.titles())
        {
            add(DateRole::Published, DateSource::JsonLd, &raw);
        }
        for (names, role) in [
            (PUBLISHED, DateRole::Published),
            (LOOSE, DateRole::Unspecified),
            (UPDATED, DateRole::Updated),
        ] {
            for name in names {
                // The second in which an archive took the page is no day of its own.
                let is_of_archive = |raw: &&str| {
                    self.page.captured.as_ref().is_some_and(|second| {
                        let digits = raw.chars().filter(char::is_ascii_digit);
                        digits.take(second.len()).eq(second.chars())
                    })
                };
                for raw in self.metas(name).filter(|raw| !is_of_archive(raw)) {
                    add(role, DateSource::Meta, raw);
                }
            }
        }
    }

    /// What stands on the page: `<time>` elements and lines round the headline.
    fn shown_dates(&self, found: &mut Found) {
        let around = self.headline_marks();
        let header = self.header();
        let is_in_own_article = self.is_in_own_article();
        let blocks = &self.page.blocks;
        for time in &self.page.times {
            let beyond = time.marks.beyond(around);
            // The foot of the story's own article holds its day on many blogs.
            let is_own_foot = beyond.has(Mark::Footer) && is_in_own_article(time.at);
            let is_elsewhere = beyond.has_any(ELSEWHERE) && !is_own_foot;
            let line = blocks.get(time.at);
            if is_elsewhere || line.is_some_and(|line| is_told_in(time, line)) {
                continue;
            }
            let role = role_of(time, blocks);
            let raw = match time.datetime.as_str() {
                "" => &time.text,
                datetime => datetime,
            };
            let date = candidate(role, DateSource::TimeElement, raw, time.span);
            if header.contains(&time.at) && !is_own_foot {
                found.dates.extend(date);
            } else if time.at < header.start || is_in_own_article(time.at) {
                found.doubtful.extend(date);
            }
        }
        for (i, block) in self.numbered_near_headline() {
            // A site shows the day of the visit in its own header.
            if i < header.start && block.marks.beyond(around).has(Mark::Header) {
                continue;
            }
            let is_below_title = i >= header.end && is_title(&blocks[i - 1]);
            for part in lines_of(block).into_iter().flat_map(parts_of) {
                let Some(stamp) = stamp_in(part) else {
                    continue;
                };
                if is_below_title && !stamp.is_labelled {
                    continue;
                }
                let date = candidate(stamp.role, DateSource::Stamp, part, block.span);
                let is_own = header.contains(&i) || (i < header.start && stamp.is_labelled);
                let dates = if is_own {
                    &mut found.dates
                } else {
                    &mut found.doubtful
                };
                dates.extend(date);
            }
        }
    }
}

fn candidate(role: DateRole, source: DateSource, raw: &str, span: Span) -> Option<DateCandidate> {
    let raw = collapse(raw);
    let is_date = raw.len() <= 160 && has_digit(&raw);
    (is_date && !is_empty_value(&raw)).then_some(DateCandidate {
        role,
        source,
        raw,
        span,
    })
}

/// The headline of another story, below this one.
fn is_title(block: &PageBlock) -> bool {
    matches!(block.tag, BlockTag::Heading(_)) || block.link_chars == block.chars
}

/// What systems write for a day that they do not know: the beginning of their calendar.
fn is_empty_value(raw: &str) -> bool {
    [
        "0000-",
        "0001-01-01",
        "-0001-",
        "1969-12-31T",
        "1970-01-01T0",
    ]
    .iter()
    .any(|start| raw.starts_with(start))
}

/// Whether the path of an address names a day.
fn is_dated_address(url: &str) -> bool {
    let path = url.split_once("://").map_or(url, |(_, rest)| rest);
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let dates = find_in_path(path, &Hints::default());
    dates.iter().any(|written| written.date().is_some())
}

/// Whether a `<time>` stands in a sentence, as days that a story tells of do.
fn is_told_in(time: &TimeElement, line: &PageBlock) -> bool {
    let Some(at) = line.text.find(&time.text).filter(|_| !time.text.is_empty()) else {
        return false;
    };
    if line.own_marks.has_any(&[Mark::Byline, Mark::Date]) {
        return false;
    }
    // A line of ten thousand times is asked for each of them.
    let words = |text: &str| text.split_whitespace().take(MOST_WORDS + 1).count();
    let others = words(&line.text[..at]) + words(&line.text[at + time.text.len()..]);
    let ends = line.text.ends_with(['.', '!', '?', '”', '"', '»', '。']);
    others > MOST_WORDS || (ends && others > MOST_WORDS / 2)
}

/// What a `<time>` says it is the time of: by its text, its class, or the words before it.
fn role_of(time: &TimeElement, blocks: &[PageBlock]) -> DateRole {
    let has = |words: &[&str]| {
        let mut classes = time.class.split([' ', '-', '_']);
        classes.any(|class| words.contains(&class))
    };
    if let Some(stamp) = stamp_in(&time.text).filter(|stamp| stamp.is_labelled) {
        return stamp.role;
    }
    match (has(PUBLISHED_CLASSES), has(UPDATED_CLASSES)) {
        (true, false) => return DateRole::Published,
        (false, true) => return DateRole::Updated,
        _ => {}
    }
    let line = blocks.get(time.at).map_or("", |line| line.text.as_str());
    let mut before = line.find(&time.text).map_or("", |at| &line[..at]);
    if before.is_empty() && time.at > 0 {
        // The label has a block of its own.
        before = &blocks[time.at - 1].text;
    }
    // Behind what belongs to an earlier date, as far as a label reaches.
    let start = before.rfind(|c: char| c.is_ascii_digit() || matches!(c, '|' | '•' | '·' | ','));
    let label = &before[start.map_or(0, |at| {
        at + before[at..].chars().next().map_or(0, char::len_utf8)
    })..];
    let label = label.trim_start_matches(|c: char| !c.is_alphabetic());
    if label.len() > MOST_LABEL {
        return DateRole::Unspecified;
    }
    // The lexicon knows labels with a date behind them.
    stamp_in(&format!("{label} 2020-01-01")).map_or(DateRole::Unspecified, |stamp| stamp.role)
}

/// `2026-03-03 09:12 来源：海湾晚报 作者：李文静` => `2026-03-03 09:12`
fn before_label(text: &str) -> &str {
    const LABELS: &[&str] = &[
        "来源",
        "來源",
        "作者",
        "记者",
        "記者",
        "编辑",
        "編輯",
        "责任编辑",
        "字号",
    ];
    let end = LABELS.iter().filter_map(|label| text.find(label)).min();
    match end {
        Some(end @ 1..) => text[..end].trim_end(),
        _ => text,
    }
}

fn bars(text: &str) -> Vec<&str> {
    let parts = text.split(['|', '•', '·']);
    parts.flat_map(|part| part.split(" - ")).collect()
}

/// The text, or its first line and the rest where the break between them ends a byline.
fn lines_of(block: &PageBlock) -> Vec<&str> {
    let (first, rest) = block.lines();
    match stamp_in(&block.text).is_none() && stamp_in(rest).is_some() {
        true => vec![first, rest],
        false => vec![&block.text],
    }
}

/// The whole text, or what stands between separators: "Ann Roe | 05.04.2025 - Updated: 06.04.2025".
fn parts_of(text: &str) -> Vec<&str> {
    let is_date = |part: &&&str| stamp_in(part).is_some_and(|stamp| stamp.time == Time::Date);
    let are_dates = |parts: &[&str]| parts.iter().filter(is_date).count() >= 2;
    if stamp_in(text).is_some() {
        // Several dates, each with its label.
        let parts = bars(text);
        return if are_dates(&parts) { parts } else { vec![text] };
    }
    let mut parts: Vec<&str> = Vec::new();
    for part in bars(before_label(text)) {
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
