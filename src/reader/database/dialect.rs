//! Which database delivered a text, and where its records begin and end.
//!
//! Told by what each writes on lines of their own (`1 of 3 DOCUMENTS`, `End of Document`, `HD`,
//! `Document DSENT00020110314e73e0001a`).  A newspaper's own words seldom do; one sign alone is
//! believed only where it can be nothing else.

use std::ops::Range;

use super::labels::{Field, Labelled, colon_label, factiva_tag, ris_tag};
use super::signs::{
    has_factiva_block, has_factiva_head, has_factiva_tags, has_newsbank_head, is_europresse_end,
    is_factiva_end, is_mail_head, is_newsbank_end, is_numbered_document, is_numbered_record,
    is_rights, is_ris, is_rule, is_word_count,
};
use crate::reader::plain_text::line::Line;
use crate::reader::plain_text::stamp::has_date;

/// A database's way to write its records.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dialect {
    /// LexisNexis, the classic text delivery: labels in capitals.
    Lexis,
    /// Nexis Uni, Lexis Advance.
    NexisUni,
    /// Factiva with tags: `HD`, `LP`, `TD`.
    FactivaTagged,
    /// Factiva without.
    Factiva,
    ProQuest,
    NewsBank,
    Gale,
    Ebsco,
    Europresse,
    Ris,
}

/// Where a record ends, seen from a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Border {
    None,
    Before,
    After,
    /// The line is of neither.
    Line,
}

/// Which tags were met since the last record began.
#[derive(Debug, Default)]
struct Tags {
    has_any: bool,
    has_headline: bool,
    has_number: bool,
}

impl Tags {
    fn border(&mut self, dialect: Dialect, tag: &str) -> Border {
        let begins = match dialect {
            Dialect::Ris => tag == "TY",
            _ => {
                let is_first = !self.has_any || self.has_number;
                tag == "HD" && (self.has_headline || is_first)
                    || matches!(tag, "SE" | "CLM") && is_first
            }
        };
        if begins {
            (self.has_headline, self.has_number) = (false, false);
        }
        self.has_any = true;
        self.has_headline |= tag == "HD";
        self.has_number |= tag == "AN";
        if begins { Border::Before } else { Border::None }
    }
}

impl Dialect {
    pub fn name(self) -> &'static str {
        match self {
            Self::Lexis => "lexisnexis",
            Self::NexisUni => "nexis uni",
            Self::FactivaTagged | Self::Factiva => "factiva",
            Self::ProQuest => "proquest",
            Self::NewsBank => "newsbank",
            Self::Gale => "gale",
            Self::Ebsco => "ebsco",
            Self::Europresse => "europresse",
            Self::Ris => "ris",
        }
    }

    /// Who delivered these lines; None if no database is known to write so.
    pub fn of(lines: &[Line<'_>]) -> Option<Self> {
        let texts = || lines.iter().map(|line| line.text.as_ref());
        let first = texts().next()?;
        if is_mail_head(first) {
            return None;
        }
        let has = |start: &str| texts().any(|line| line.starts_with(start));
        let labels = |is_wanted: &dyn Fn(&Labelled<'_>) -> bool| {
            texts().any(|line| colon_label(line, true).is_some_and(|found| is_wanted(&found)))
        };
        // "Length: 84 words", in capitals or not; no length of boats.
        let has_length = |in_capitals: bool| {
            labels(&|found| {
                found.field == Field::Imprint
                    && is_word_count(found.value)
                    && in_capitals != found.label.contains(char::is_lowercase)
            })
        };
        let has_body = || labels(&|found| found.field == Field::Body && found.value.is_empty());
        let has_loaded = || labels(&|found| found.field == Field::Loaded && has_date(found.value));
        let is_titled = first.starts_with("Title:") || first.starts_with("Record: ");
        let known: [(Self, &dyn Fn() -> bool); 10] = [
            (Self::Ris, &|| is_ris(lines)),
            (Self::FactivaTagged, &|| has_factiva_tags(lines)),
            (Self::Factiva, &|| {
                texts().any(is_factiva_end) || has_factiva_block(lines)
            }),
            (Self::ProQuest, &|| {
                has("ProQuest document ID:")
                    || has("Full text:")
                        && (has("Publication info:") && texts().any(is_rule)
                            || has("Publication title:") && has("Publication date:"))
            }),
            (Self::Gale, &|| {
                has("Gale Document Number:")
                    || is_titled && has("Full Text:") && has("Document Type:") && has("Source:")
            }),
            (Self::Ebsco, &|| {
                is_titled && has("Database:") && has("Accession Number:") && has("Source:")
            }),
            (Self::NewsBank, &|| {
                texts().any(is_newsbank_end) || has_newsbank_head(lines)
            }),
            (Self::NexisUni, &|| {
                has_length(false)
                    && has_body()
                    && (texts().any(is_rights) || has_loaded() || has("End of Document"))
            }),
            (Self::Europresse, &|| texts().any(is_europresse_end)),
            (Self::Lexis, &|| {
                texts().any(is_numbered_document) && (has_length(true) || has_loaded())
            }),
        ];
        let found = known.into_iter().find(|(_, holds)| holds());
        found.map(|(dialect, _)| dialect)
    }

    /// The field that a line is labelled with.
    pub fn label(self, line: &str) -> Option<Labelled<'_>> {
        match self {
            Self::FactivaTagged => factiva_tag(line),
            Self::Ris => ris_tag(line),
            Self::Factiva if is_factiva_end(line) => {
                line.split_once(' ').map(|(label, id)| Labelled {
                    field: Field::Id,
                    label,
                    value: id.trim(),
                })
            }
            Self::Europresse if is_europresse_end(line) => Some(Labelled {
                field: Field::Id,
                label: "document",
                value: line.rsplit(' ').next().unwrap_or(line),
            }),
            Self::Factiva | Self::Europresse => None,
            Self::Gale if line.starts_with("Source Citation") => Some(Labelled {
                field: Field::Kept,
                label: "Source Citation",
                value: line["Source Citation".len()..].trim(),
            }),
            Self::Lexis => {
                colon_label(line, false).filter(|found| !found.label.contains(char::is_lowercase))
            }
            Self::NexisUni => colon_label(line, true),
            Self::ProQuest | Self::NewsBank | Self::Gale | Self::Ebsco => colon_label(line, false),
        }
    }

    /// Fields go on until the next tag, over blank lines too.
    pub fn is_tagged(self) -> bool {
        matches!(self, Self::FactivaTagged | Self::Ris)
    }

    /// The headline stands over the name of the outlet.
    pub fn is_headline_first(self) -> bool {
        matches!(
            self,
            Self::NexisUni | Self::Factiva | Self::ProQuest | Self::Gale | Self::Ebsco
        )
    }

    /// The lines of each record, in order.  What stands in none is a cover or a colophon.
    pub fn records(self, lines: &[Line<'_>]) -> Vec<Range<usize>> {
        let mut records = Vec::new();
        let mut start = 0;
        let mut tags = Tags::default();
        let mut is_cover = true;
        for (i, line) in lines.iter().enumerate() {
            // Word processors put a cover and a list of hits on pages of their own.
            if is_cover && line.starts_page && i > start {
                is_cover = !self.is_record(&lines[start..i]);
                if is_cover {
                    records.push(start..i);
                    start = i;
                }
            }
            let border = match self.label(&line.text) {
                Some(tag) if self.is_tagged() => tags.border(self, tag.label),
                // What was searched for is told at the end.
                None if line.text == "Search Summary" => Border::Before,
                _ => self.border(&line.text),
            };
            let (end, next) = match border {
                Border::None => continue,
                Border::Before => (i, i),
                Border::Line => (i, i + 1),
                Border::After => (i + 1, i + 1),
            };
            if end > start {
                records.push(start..end);
            }
            start = next;
        }
        if start < lines.len() {
            records.push(start..lines.len());
        }
        records
    }

    /// Whether a record ends at a line; not for those with tags.
    fn border(self, text: &str) -> Border {
        let (is_border, border) = match self {
            Self::Lexis => (is_numbered_document(text), Border::Before),
            Self::ProQuest | Self::Ebsco => {
                (is_rule(text) || is_numbered_record(text), Border::Line)
            }
            Self::NexisUni => (
                text == "End of Document" || text.starts_with("About LexisNexis"),
                Border::Line,
            ),
            Self::Factiva => (is_factiva_end(text), Border::After),
            Self::NewsBank => (is_newsbank_end(text), Border::After),
            Self::Gale => (text.starts_with("Gale Document Number:"), Border::After),
            Self::Europresse => (is_europresse_end(text), Border::After),
            Self::FactivaTagged | Self::Ris => (false, Border::None),
        };
        if is_border { border } else { Border::None }
    }

    /// Whether these lines are a record, rather than a cover, a list of hits or a colophon.
    pub fn is_record(self, lines: &[Line<'_>]) -> bool {
        let labels = || lines.iter().filter_map(|line| self.label(&line.text));
        match self {
            Self::Lexis => lines
                .first()
                .is_some_and(|line| is_numbered_document(&line.text)),
            Self::NexisUni => labels().any(|found| found.field == Field::Body),
            Self::FactivaTagged => labels().any(|found| found.field == Field::Headline),
            Self::Ris => labels().any(|found| found.label == "TY"),
            Self::ProQuest | Self::Gale | Self::Ebsco | Self::NewsBank => labels().count() >= 3,
            Self::Factiva => has_factiva_head(lines),
            Self::Europresse => lines.len() >= 3,
        }
    }
}
