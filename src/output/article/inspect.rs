//! An article taken apart: every field with its value, where it came from and why.
//!
//! For the person who wonders why an article was read as it was.  Empty fields are named too, since
//! a missing field is often the question.

use std::io::{self, Write};

use crate::annotations::Record;
use crate::article::{Article, Evidence, Published, Span};
use crate::output::{Ink, Marked, Style, write_ink};

const INDENT: usize = 12;

/// Writes what is known of one article and how it came to be known.
pub fn render_inspection(out: &mut dyn Write, record: &Record, style: &Style) -> io::Result<()> {
    let article = &record.article;
    let mut page = Inspection {
        out,
        style,
        article,
    };
    let origin = &record.provenance;
    page.field("file", &origin.path, &[])?;
    page.field("member", &origin.member, &[])?;
    page.field("id", &origin.version, &[])?;
    page.field("format", &origin.format, &how_read(article))?;
    page.field("encoding", &origin.encoding, &[])?;
    page.evident("headline", &article.headline)?;
    page.evident("deck", &article.deck)?;
    page.evident("authors", &article.authors.join("; "))?;
    page.dateline()?;
    page.evident("source", article.source.as_deref().unwrap_or_default())?;
    page.evident("section", article.section.as_deref().unwrap_or_default())?;
    page.evident("url", article.url.as_deref().unwrap_or_default())?;
    page.evident("given_id", article.given_id.as_deref().unwrap_or_default())?;
    page.evident("tags", &article.tags.join("; "))?;
    page.evident("kind", &json_name(&article.kind))?;
    page.evident("status", &json_name(&article.status))?;
    page.language(record)?;
    page.date("published", record.annotations.published.as_ref())?;
    page.date("updated", record.annotations.updated.as_ref())?;
    page.candidates()?;
    page.field("words", &record.annotations.words.to_string(), &[])?;
    page.entities(record)?;
    page.mentioned_dates(record)?;
    for note in &article.notes {
        page.field("note", note, &[])?;
    }
    page.blocks()
}

struct Inspection<'a> {
    out: &'a mut dyn Write,
    style: &'a Style,
    article: &'a Article,
}

impl Inspection<'_> {
    /// One field; the reasons stand under the value.
    fn field(&mut self, label: &str, value: &str, reasons: &[String]) -> io::Result<()> {
        let value = if value.is_empty() { "–" } else { value };
        self.line(label, value, Ink::Plain)?;
        for reason in reasons {
            self.line("", reason, Ink::Dim)?;
        }
        Ok(())
    }

    /// A label and a text whose further lines stand under the first.
    fn line(&mut self, label: &str, text: &str, ink: Ink) -> io::Result<()> {
        write_ink(
            self.out,
            self.style,
            Ink::Dim,
            format_args!("{label:<INDENT$}"),
        )?;
        let marked = Marked::new(text, &[]);
        if !self.style.is_terminal {
            marked.write(self.out, self.style, ink)?;
            return writeln!(self.out);
        }
        let mut wrapped = Vec::new();
        marked.write_wrapped(&mut wrapped, self.style, ink, INDENT)?;
        // The label stands where the first line has its indent.
        self.out.write_all(wrapped.get(INDENT..).unwrap_or(b"\n"))
    }

    /// A field with the evidence that the reader gave for it.
    fn evident(&mut self, name: &str, value: &str) -> io::Result<()> {
        let evidence = self.article.evidence.iter().filter(|e| e.field == name);
        let reasons: Vec<String> = evidence.map(reason).collect();
        self.field(name, value, &reasons)
    }

    fn dateline(&mut self) -> io::Result<()> {
        let Some(dateline) = &self.article.dateline else {
            return self.evident("dateline", "");
        };
        let parts = [
            ("place", &dateline.place),
            ("agency", &dateline.agency),
            ("date", &dateline.date),
        ];
        let parts = parts.into_iter();
        let known = parts.filter_map(|(name, value)| Some(format!("{name} {}", value.as_ref()?)));
        let known = known.collect::<Vec<_>>().join(", ");
        self.evident("dateline", &dateline.raw)?;
        if known.is_empty() {
            return Ok(());
        }
        self.line("", &known, Ink::Dim)
    }

    fn language(&mut self, record: &Record) -> io::Result<()> {
        let declared = self.article.language.as_ref();
        let declared = declared.map(|code| format!("the file says `{code}`"));
        self.field(
            "language",
            &record.annotations.language,
            declared.as_slice(),
        )
    }

    fn date(&mut self, name: &str, date: Option<&Published>) -> io::Result<()> {
        let Some(date) = date else {
            return self.field(name, "", &[]);
        };
        let zone = date.zone.map_or("zone unknown".to_owned(), |minutes| {
            let sign = if minutes < 0 { '-' } else { '+' };
            let minutes = minutes.unsigned_abs();
            format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60)
        });
        let value = format!("{} ({}, {zone})", date.value, date.precision.name());
        let from = json_name(&date.source);
        let mut reasons = vec![format!(
            "from {from}, confidence {}: `{}`",
            date.confidence, date.raw
        )];
        reasons.extend(Some(&date.reason).filter(|r| !r.is_empty()).cloned());
        self.field(name, &value, &reasons)
    }

    fn candidates(&mut self) -> io::Result<()> {
        for candidate in &self.article.dates {
            let role = json_name(&candidate.role);
            let source = json_name(&candidate.source);
            let place = bytes(candidate.span);
            self.field(
                "date",
                &format!("{role}, {source}{place}: `{}`", candidate.raw),
                &[],
            )?;
        }
        Ok(())
    }

    fn entities(&mut self, record: &Record) -> io::Result<()> {
        for entity in &record.annotations.entities {
            let given = if entity.given {
                ", given by the file"
            } else {
                ""
            };
            let country = entity.lies_in();
            let country = country.map_or(String::new(), |place| format!(" [{place}]"));
            let mentions = match entity.mentions.len() {
                0 => "not in the text".to_owned(),
                1 => "1 mention".to_owned(),
                count => format!("{count} mentions"),
            };
            let value = format!("{}{country}, {mentions}{given}", entity.name);
            let mentions = entity.mentions.iter().map(|mention| {
                format!(
                    "{}{}: {}",
                    mention.field.name(),
                    bytes(mention.span),
                    mention.surface
                )
            });
            self.field(
                entity.kind.field_name(),
                &value,
                &mentions.collect::<Vec<_>>(),
            )?;
        }
        Ok(())
    }

    fn mentioned_dates(&mut self, record: &Record) -> io::Result<()> {
        for date in &record.annotations.dates {
            let place = bytes(date.span);
            let value = format!(
                "{} = {} ({}{place})",
                date.surface,
                date.value,
                date.field.name()
            );
            self.field("mentions", &value, &[])?;
        }
        Ok(())
    }

    fn blocks(&mut self) -> io::Result<()> {
        for (i, block) in self.article.blocks.iter().enumerate() {
            let kind = json_name(&block.kind);
            let mut reasons = Vec::new();
            if !block.credit.is_empty() {
                reasons.push(format!("credit: {}", block.credit));
            }
            if !block.alternative.is_empty() {
                reasons.push(format!("also worded: {}", block.alternative));
            }
            let line = format!("{kind}{}: {}", bytes(block.span), block.text);
            self.field(&format!("block {}", i + 1), &line, &reasons)?;
        }
        Ok(())
    }
}

fn how_read(article: &Article) -> Vec<String> {
    if article.parser.is_empty() {
        return Vec::new();
    }
    vec![format!(
        "read by `{}`, confidence {}",
        article.parser, article.confidence
    )]
}

fn reason(evidence: &Evidence) -> String {
    format!(
        "{}{}: {}",
        evidence.source,
        bytes(evidence.span),
        evidence.reason
    )
}

fn bytes(span: Span) -> String {
    if span.is_empty() {
        String::new()
    } else {
        format!(", bytes {}-{}", span.start, span.end)
    }
}

/// The name of a variant as JSON has it.
fn json_name(variant: &impl serde::Serialize) -> String {
    match serde_json::to_value(variant) {
        Ok(serde_json::Value::String(name)) => name,
        _ => String::new(),
    }
}
