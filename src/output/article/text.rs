//! An article to be read on a terminal, the way an editor would like to read it.
//!
//! Wrapped to the window, each paragraph after a blank line; what is not the story (captions,
//! credits, furniture) is dim.  In a pipe each paragraph is one line.  At the end stands what the
//! archive knows about it: names with the number of their mentions, dates, tags, address, file.

use std::io::{self, Write};

use super::pieces::{Piece, pieces};
use crate::annotations::Record;
use crate::article::{BlockKind, EntityKind, Published, Span};
use crate::field::TextField;
use crate::hit::Hit;
use crate::output::text::date_for_people;
use crate::output::{Ink, Marked, Style, field_marks};

pub(super) fn render(out: &mut dyn Write, hit: &Hit, style: &Style) -> io::Result<()> {
    let mut sheet = Writer { out, style };
    let record = &hit.record;
    sheet.head(hit)?;
    let mut dateline = record.article.dateline.as_ref().map(|d| d.raw.as_str());
    for piece in pieces(&record.article, &hit.spans) {
        writeln!(sheet.out)?;
        let lead = match piece.kind {
            BlockKind::Paragraph => dateline.take(),
            _ => None,
        };
        sheet.piece(&piece, lead)?;
    }
    writeln!(sheet.out)?;
    sheet.tail(record)
}

/// Writes paragraphs with their look.
struct Writer<'a> {
    out: &'a mut dyn Write,
    style: &'a Style,
}

impl Writer<'_> {
    fn paragraph(&mut self, text: &str, marks: &[Span], ink: Ink, indent: usize) -> io::Result<()> {
        let marked = Marked::new(text, marks);
        if self.style.is_terminal {
            return marked.write_wrapped(self.out, self.style, ink, indent);
        }
        write!(self.out, "{:indent$}", "")?;
        marked.write(self.out, self.style, ink)?;
        writeln!(self.out)
    }

    fn head(&mut self, hit: &Hit) -> io::Result<()> {
        let article = &hit.record.article;
        let marks = |field, text: &str| field_marks(text, field, &hit.spans);
        if article.headline.is_empty() {
            self.paragraph("(no headline)", &[], Ink::Dim, 0)?;
        } else {
            let marks = marks(TextField::Headline, &article.headline);
            self.paragraph(&article.headline, &marks, Ink::Heading, 0)?;
        }
        if !article.deck.is_empty() {
            let marks = marks(TextField::Deck, &article.deck);
            self.paragraph(&article.deck, &marks, Ink::Plain, 0)?;
        }
        if !article.authors.is_empty() {
            let line = format!("By {}", article.authors.join(", "));
            self.paragraph(&line, &[], Ink::Dim, 0)?;
        }
        let annotations = &hit.record.annotations;
        let date = annotations.published.as_ref();
        let parts = [
            article.source.clone(),
            article.section.clone(),
            Some(date.map_or("undated".to_owned(), date_with_doubt)),
            annotations
                .updated
                .as_ref()
                .map(|d| format!("updated {}", date_for_people(d))),
            Some(annotations.language.clone()),
            Some(format!("{} words", annotations.words)),
        ];
        let known = parts.into_iter().flatten().filter(|part| !part.is_empty());
        let line = known.collect::<Vec<_>>().join(" · ");
        self.paragraph(&line, &[], Ink::Dim, 0)
    }

    fn piece(&mut self, piece: &Piece<'_>, lead: Option<&str>) -> io::Result<()> {
        let (before, ink, indent) = match (piece.field, piece.kind) {
            (TextField::Credit, _) => ("Credit: ", Ink::Dim, 2),
            (_, BlockKind::Paragraph) => ("", Ink::Plain, 0),
            (_, BlockKind::Subhead) => ("", Ink::Heading, 0),
            (_, BlockKind::Quote) => ("", Ink::Plain, 4),
            (_, BlockKind::ListItem) => ("• ", Ink::Plain, 2),
            (_, BlockKind::Table) => return self.table(piece),
            (_, BlockKind::Caption) if piece.is_alternative => ("Also: ", Ink::Dim, 2),
            (_, BlockKind::Caption) => ("Picture: ", Ink::Dim, 2),
            (_, BlockKind::Credit) => ("Credit: ", Ink::Dim, 2),
            (_, BlockKind::Correction) => ("Correction: ", Ink::Plain, 0),
            (_, BlockKind::Related) => ("Related: ", Ink::Dim, 2),
            (_, BlockKind::Boilerplate) => ("Page: ", Ink::Dim, 2),
        };
        let before = match lead {
            Some(lead) => format!("{before}{lead} — "),
            None => before.to_owned(),
        };
        let shift = |mark: &Span| Span::new(mark.start + before.len(), mark.end + before.len());
        let marks: Vec<Span> = piece.marks.iter().map(shift).collect();
        self.paragraph(&format!("{before}{}", piece.text), &marks, ink, indent)
    }

    /// The lines of a table stay lines.
    fn table(&mut self, piece: &Piece<'_>) -> io::Result<()> {
        let mut at = 0;
        let mut next = 0;
        for line in piece.text.split('\n') {
            let end = at + line.len();
            let mut marks = Vec::new();
            while let Some(mark) = piece.marks.get(next).filter(|mark| mark.start < end) {
                marks.push(Span::new(mark.start.max(at) - at, mark.end.min(end) - at));
                if mark.end > end {
                    break;
                }
                next += 1;
            }
            self.paragraph(line, &marks, Ink::Plain, 2)?;
            at = end + 1;
        }
        Ok(())
    }

    fn tail(&mut self, record: &Record) -> io::Result<()> {
        let kinds = [
            (EntityKind::Person, "People"),
            (EntityKind::Organisation, "Organisations"),
            (EntityKind::Place, "Places"),
        ];
        for (kind, label) in kinds {
            self.listed(label, &names(record, kind), ", ")?;
        }
        self.listed("Dates", &dates(record), ", ")?;
        self.listed("Tags", &record.article.tags, ", ")?;
        let origin = &record.provenance;
        let member = if origin.member.is_empty() {
            String::new()
        } else {
            // As `inspect` takes it.
            format!("!{}", origin.member)
        };
        self.listed("Address", record.article.url.as_slice(), "")?;
        self.listed("File", &[format!("{}{member}", origin.path)], "")?;
        self.listed("Id", std::slice::from_ref(&origin.version), "")
    }

    fn listed(&mut self, label: &str, values: &[String], separator: &str) -> io::Result<()> {
        if values.is_empty() {
            return Ok(());
        }
        let line = format!("{label}: {}", values.join(separator));
        self.paragraph(&line, &[], Ink::Dim, 0)
    }
}

/// The date, with what is not certain about it.
fn date_with_doubt(date: &Published) -> String {
    let value = date_for_people(date);
    if date.confidence < 0.7 {
        format!("{value} (uncertain: {})", date.raw)
    } else {
        value
    }
}

/// Names with the number of their mentions and the country of places.
fn names(record: &Record, kind: EntityKind) -> Vec<String> {
    let entities = record.annotations.entities.iter();
    entities
        .filter(|entity| entity.kind == kind)
        .map(|entity| {
            let country = entity.lies_in();
            let country = country.map_or(String::new(), |place| format!(" [{place}]"));
            match entity.mentions.len() {
                0 | 1 => format!("{}{country}", entity.name),
                count => format!("{}{country} ({count})", entity.name),
            }
        })
        .collect()
}

/// Dates in the text, each once, as they stood and as they were understood.
fn dates(record: &Record) -> Vec<String> {
    let mut seen: Vec<String> = Vec::new();
    // Lengths of time ("three hours") are on no calendar.
    let dates = record.annotations.dates.iter();
    let dates = dates.filter(|date| date.interval.is_some());
    for date in dates.take(MAX_DATES) {
        let shown = format!("{} = {}", date.surface, date.value);
        if !seen.contains(&shown) {
            seen.push(shown);
        }
    }
    seen
}

/// More dates than this are a table, not a text; JSON has them all.
const MAX_DATES: usize = 100;
