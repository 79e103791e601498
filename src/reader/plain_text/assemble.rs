//! From labelled lines to an article: every line ends in exactly one block or field (a date with
//! other words beside it in both).
//!
//! Fields that have no block leave their place in `evidence` or in a date candidate, so that each
//! visible line of the file can be found again in the article.

mod captions;

use crate::article::{
    Article, Block, BlockKind, DateCandidate, DateRole, DateSource, Evidence, Span,
};
use crate::reader::byline::{is_lead, read_sign_off};
use crate::reader::dateline::read_dateline;
use crate::reader::given::has_room;

use super::authors::{Signatures, find_authors};
use super::dates::{keep_stamps, settle_dates};
use super::form::{field_of, subject};
use super::glued::stamp_parts;
use super::label::Label;
use super::lexicon::{Class, phrases_in};
use super::line::{Line, find_colon};
use super::picture::Captions;
use super::shape::Shape;
use super::stamp::{is_loose_stamp, stamp_in};
use super::turns::bold;

/// A dateline stands before one of the first paragraphs.
const DATELINE_PARAGRAPHS: usize = 3;
/// More candidates than this say nothing more (live blogs stamp every entry).
const MAX_DATES: usize = 40;
/// As many paragraphs that start with capitals and a colon are speakers.
const SPEAKERS: usize = 3;

/// Lines with their labels and the reasons for them.
pub struct Labelled<'l, 't> {
    pub lines: &'l [Line<'t>],
    pub labels: &'l [Label],
    pub shapes: &'l [Shape],
    /// Where the site's name starts in the first line, if that is a page title.
    pub site: Option<usize>,
    /// Why a line has its label.
    pub reason: &'l dyn Fn(usize) -> String,
}

/// Builds the article of labelled lines.
pub fn assemble(input: &Labelled<'_, '_>) -> Article {
    let mut builder = Builder {
        article: Article::default(),
        paragraphs: 0,
        has_speakers: has_speakers(input),
        signatures: find_authors(input),
        captions: Captions::default(),
    };
    for i in 0..input.lines.len() {
        builder.add(i, &input.lines[i], input.labels[i], input.reason);
    }
    let mut article = builder.article;
    article.authors = std::mem::take(&mut builder.signatures.authors);
    take_site(input, &mut article);
    cut_kicker(input, &mut article);
    settle_dates(input, &mut article);
    keep_stamps(input, &builder.signatures, &mut article);
    take_sign_off(&mut article);
    article
}

struct Builder {
    article: Article,
    paragraphs: usize,
    has_speakers: bool,
    signatures: Signatures,
    captions: Captions,
}

impl Builder {
    fn add(&mut self, i: usize, line: &Line<'_>, label: Label, reason: &dyn Fn(usize) -> String) {
        let is_field = match label {
            Label::Headline => self.add_headline(line),
            Label::Kicker => self.add_kicker(line),
            // "The Ledger, Friday, 6 March 1998 — Page B2" is no standfirst, nor is "By".
            Label::Deck if is_masthead(&line.text) || is_lead(&line.text) => {
                self.push(BlockKind::Boilerplate, &line.text, line.span);
                return;
            }
            Label::Deck => join(&mut self.article.deck, &line.text),
            Label::Byline | Label::Stamp => self.add_stamps(i, line, label),
            Label::Tags => self.add_tags(line),
            Label::Dateline => self.add_dateline_line(line),
            _ => self.signatures.has(i),
        };
        if is_field {
            self.article.evidence.push(Evidence {
                field: field_name(label).to_owned(),
                source: format!("line {}", i + 1),
                reason: match label.block_kind() {
                    Some(_) if self.signatures.has(i) => "names by the headline".to_owned(),
                    _ => reason(i),
                },
                span: line.span,
            });
            return;
        }
        match label {
            Label::Body | Label::Headline | Label::Deck | Label::Dateline => {
                self.add_paragraph(i, line)
            }
            Label::Caption => self.add_caption(i, line),
            Label::Credit => self.add_credit(i, line),
            _ => self.push(
                label.block_kind().unwrap_or(BlockKind::Boilerplate),
                bare_text(label, &line.text),
                line.span,
            ),
        }
    }

    fn push(&mut self, kind: BlockKind, text: &str, span: Span) {
        self.article.blocks.push(Block {
            kind,
            text: text.to_owned(),
            credit: String::new(),
            alternative: String::new(),
            span,
        });
    }

    fn add_headline(&mut self, line: &Line<'_>) -> bool {
        join(
            &mut self.article.headline,
            bare_text(Label::Headline, &line.text),
        )
    }

    /// Only the name of a section is a fact; a slogan is not.
    fn add_kicker(&mut self, line: &Line<'_>) -> bool {
        let is_section = phrases_in(&line.text).whole.has(Class::Section);
        if !is_section || self.article.section.is_some() {
            return false;
        }
        self.article.section = Some(line.text.to_string());
        true
    }

    /// Authors, dates and places of work share lines; here the dates are taken.
    fn add_stamps(&mut self, i: usize, line: &Line<'_>, label: Label) -> bool {
        let mut found = self.signatures.has(i);
        let whole = stamp_in(&line.text);
        // "Published: 13 January | Updated: 14 January" is two stamps.
        let mut texts = stamp_parts(&line.text);
        let stamps = texts.iter().filter(|part| stamp_in(part).is_some());
        if whole.is_some() && stamps.count() < 2 {
            texts = vec![line.text.as_ref()];
        }
        for part in texts {
            if let Some(stamp) = stamp_in(part) {
                found |= self.add_date(part, stamp.role, line.span);
            }
        }
        let has_date = !self.article.dates.is_empty();
        let has_digit = line.text.contains(char::is_numeric);
        if (!found && label == Label::Stamp && has_digit)
            || (!has_date && is_loose_stamp(&line.text))
        {
            found |= self.add_date(&line.text, DateRole::Unspecified, line.span);
        }
        found
    }

    fn add_date(&mut self, raw: &str, role: DateRole, span: Span) -> bool {
        if self.article.dates.len() >= MAX_DATES {
            return false;
        }
        self.article.dates.push(DateCandidate {
            role,
            source: DateSource::Stamp,
            raw: raw.trim().to_owned(),
            span,
        });
        true
    }

    fn add_tags(&mut self, line: &Line<'_>) -> bool {
        if !has_room(self.article.tags.len(), "tags", &mut self.article) {
            return false;
        }
        let list = match line.text.split_once(':') {
            Some((_, list)) => list,
            None if phrases_in(&line.text).whole.has(Class::Tags) => "",
            None => &line.text,
        };
        for tag in list.split([',', '|', '·', '•', ';', '#', '/']) {
            let tag = tag.trim();
            if !tag.is_empty() && !self.article.tags.iter().any(|known| known == tag) {
                self.article.tags.push(tag.to_owned());
            }
        }
        true
    }

    fn add_dateline_line(&mut self, line: &Line<'_>) -> bool {
        // The grammar wants a text after the separator.
        let with_text = format!("{} x", line.text);
        match read_dateline(&with_text) {
            Some(found) if self.article.dateline.is_none() => {
                self.set_dateline(found.dateline, line.span);
                true
            }
            _ => false,
        }
    }

    fn set_dateline(&mut self, dateline: crate::article::Dateline, span: Span) {
        if let Some(date) = &dateline.date {
            self.article.dates.push(DateCandidate {
                role: DateRole::Published,
                source: DateSource::Dateline,
                raw: date.clone(),
                span,
            });
        }
        self.article.dateline = Some(dateline);
    }

    fn add_paragraph(&mut self, i: usize, line: &Line<'_>) {
        self.paragraphs += 1;
        let mut text: &str = &line.text;
        let may_have = self.paragraphs <= DATELINE_PARAGRAPHS && self.article.dateline.is_none();
        if may_have
            && field_of(text).is_none()
            && let Some(found) = read_dateline(text)
            && !(found.is_colon_only && self.has_speakers)
            && text.split_whitespace().count() >= 8
        {
            let length = found.dateline.raw.len();
            let span = Span::new(line.span.start, line.span.start + length);
            self.article.evidence.push(Evidence {
                field: "dateline".to_owned(),
                source: format!("line {}", i + 1),
                reason: "place before the first sentence".to_owned(),
                span,
            });
            text = &text[found.text_start..];
            self.set_dateline(found.dateline, span);
        }
        self.push(BlockKind::Paragraph, text, line.span);
    }
}

/// The page title names the outlet; the headline is what stands before it.
fn take_site(input: &Labelled<'_, '_>, article: &mut Article) {
    let (Some(at), Some(line)) = (input.site, input.lines.first()) else {
        return;
    };
    let is_mark =
        |c: char| c.is_whitespace() || matches!(c, '|' | '｜' | ':' | '-' | '–' | '—' | '»' | '•');
    let name = line.text[at..].trim_matches(is_mark);
    if name.is_empty() {
        return;
    }
    if article.headline == line.text {
        let title = line.text[..at].trim_end_matches(is_mark);
        article.headline.truncate(without_section(title).len());
    }
    article.source = Some(name.to_owned());
    article.evidence.push(Evidence {
        field: "source".to_owned(),
        source: "line 1".to_owned(),
        reason: "site name at the end of the page title".to_owned(),
        span: Span::new(line.span.end - name.len(), line.span.end),
    });
}

/// "Ferry sinks off the Sund | World" without the section that stands before the site's name.
fn without_section(title: &str) -> &str {
    let words = |text: &str| text.split_whitespace().count();
    match title.rsplit_once(" | ") {
        Some((head, section)) if words(section) <= 2 && words(head) >= 3 => head.trim_end(),
        _ => title,
    }
}

/// "Storms Ferry sinks off the Sund" over a page titled "Ferry sinks off the Sund": the title says
/// where the headline begins.
fn cut_kicker(input: &Labelled<'_, '_>, article: &mut Article) {
    let Some(line) = input.lines.first() else {
        return;
    };
    let is_mark = |c: char| c.is_whitespace() || matches!(c, '|' | '｜' | '-' | '–' | '—');
    let title = line.text[..input.site.unwrap_or(line.text.len())].trim_matches(is_mark);
    let Some(kicker) = article.headline.strip_suffix(title) else {
        return;
    };
    let is_whole = kicker.ends_with(|c: char| !c.is_alphanumeric());
    let words = |text: &str| text.split_whitespace().count();
    if is_whole && words(title) >= 3 && words(kicker) < words(title) {
        article.headline = title.to_owned();
    }
}

/// "(Reporting by …)" names the authors of a story without byline.
fn take_sign_off(article: &mut Article) {
    if !article.authors.is_empty() {
        return;
    }
    let names = article
        .blocks
        .iter()
        .filter(|block| block.kind == BlockKind::Credit)
        .map(|block| read_sign_off(&block.text))
        .find(|names| !names.is_empty());
    article.authors = names.unwrap_or_default();
}

/// A date, a name of a paper, a page: a line that is no sentence.
fn is_masthead(text: &str) -> bool {
    text.split_whitespace().count() <= 14
        && !text.ends_with(['.', '!', '?'])
        && is_loose_stamp(text)
}

fn has_speakers(input: &Labelled<'_, '_>) -> bool {
    let speakers = input
        .lines
        .iter()
        .zip(input.labels)
        .filter(|(line, label)| {
            **label == Label::Body
                && find_colon(&line.text)
                    .is_some_and(|at| at <= 40 && !line.text[..at].chars().any(char::is_lowercase))
        });
    speakers.take(SPEAKERS).count() >= SPEAKERS
}

/// Adds a line to a field; always true: the line is used.
fn join(field: &mut String, text: &str) -> bool {
    if !field.is_empty() {
        field.push(' ');
    }
    field.push_str(text);
    true
}

fn field_name(label: Label) -> &'static str {
    match label {
        Label::Headline => "headline",
        Label::Kicker => "section",
        Label::Deck => "deck",
        Label::Byline => "authors",
        Label::Stamp => "dates",
        Label::Tags => "tags",
        Label::Dateline => "dateline",
        // Names in a line that the labeller took for something else.
        _ => "authors",
    }
}

/// Text without the marks that told its label.
fn bare_text(label: Label, text: &str) -> &str {
    let bare = match label {
        Label::Headline if subject(text).is_some() => subject(text).unwrap_or(text),
        Label::Subhead | Label::Body if bold(text).is_some() => bold(text).unwrap_or(text),
        Label::Headline | Label::Subhead if text.starts_with('#') => text.trim_matches(['#', ' ']),
        Label::Quote => text.trim_start_matches(['>', ' ']),
        Label::List => {
            text.trim_start_matches(['•', '*', '▪', '●', '◦', '‣', '■', '·', '–', '-', '—', ' '])
        }
        Label::Caption if text.starts_with("![") => text[2..].split(']').next().unwrap_or(text),
        _ => text,
    };
    if bare.is_empty() { text } else { bare }
}
