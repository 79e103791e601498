//! Text for people: an entry of a few lines on a terminal, one line in a pipe.
//!
//! On a terminal: the headline, a line of date, source, section and id, the snippets, and at the
//! end the exact total.  In a pipe: id, date, source and headline with a tab between them, `-` for
//! what is unknown, no totals; `--fields` chooses other columns.  The line is stable: scripts may
//! rely on it.

use std::io;

use super::marked::Marked;
use super::style::{Ink, write_ink};
use super::{
    Footer, Needs, Options, Page, Renderer, field_marks, find_output_field, fragments,
    needs_of_fields, safe_text,
};
use crate::article::{Published, Span};
use crate::field::TextField;
use crate::hit::{Hit, Unit};

pub struct Text;

const PIPE_FIELDS: [&str; 4] = ["id", "date", "source", "headline"];

impl Renderer for Text {
    fn name(&self) -> &'static str {
        "text"
    }

    fn doc(&self) -> &'static str {
        "for people; in a pipe one line for each article: id, date, source, headline"
    }

    fn needs(&self, options: &Options) -> Needs {
        match &options.fields {
            Some(fields) => needs_of_fields(fields),
            None if options.style.is_terminal => Needs::Spans,
            None => Needs::Record,
        }
    }

    fn hit(&self, page: &mut Page<'_>, hit: &Hit) -> io::Result<()> {
        if page.options.style.is_terminal && page.options.fields.is_none() {
            write_entry(page, hit)
        } else {
            write_line(page, hit)
        }
    }

    fn end(&self, page: &mut Page<'_>, footer: &Footer<'_>) -> io::Result<()> {
        let style = page.options.style;
        if !style.is_terminal || page.options.fields.is_some() {
            return Ok(());
        }
        let line = summary(footer, page.written);
        Marked::new(&line, &[]).write_wrapped(page.out, &style, Ink::Plain, 0)?;
        if let Some(cursor) = footer.cursor {
            let line = format!("next page: --cursor {}", safe_text(cursor));
            write_ink(page.out, &style, Ink::Dim, line)?;
            writeln!(page.out)?;
        }
        Ok(())
    }
}

fn write_line(page: &mut Page<'_>, hit: &Hit) -> io::Result<()> {
    let chosen = page.options.fields.clone().unwrap_or_else(|| {
        let fields = PIPE_FIELDS
            .iter()
            .filter_map(|name| find_output_field(name));
        fields.collect()
    });
    let mut line = String::new();
    for (i, field) in chosen.iter().enumerate() {
        if i > 0 {
            line.push('\t');
        }
        let value = (field.value)(hit, page.options.snippets);
        match value.cell() {
            cell if cell.is_empty() => line.push('-'),
            cell => line.push_str(&safe_text(&cell)),
        }
    }
    writeln!(page.out, "{line}")
}

fn write_entry(page: &mut Page<'_>, hit: &Hit) -> io::Result<()> {
    let style = page.options.style;
    let (article, out) = (&hit.record.article, &mut *page.out);
    if article.headline.trim().is_empty() {
        Marked::new("(no headline)", &[]).write_wrapped(out, &style, Ink::Dim, 0)?;
    } else {
        let marks = field_marks(&article.headline, TextField::Headline, &hit.spans);
        Marked::new(&article.headline, &marks).write_wrapped(out, &style, Ink::Heading, 0)?;
    }
    Marked::new(&about(hit), &[]).write_wrapped(out, &style, Ink::Dim, 2)?;
    // Two lines, less what wrapping loses.
    let mut snippets = page.options.snippets;
    snippets.width = snippets.width.min(style.text_width() * 2 - 14);
    for fragment in fragments(&hit.record, &hit.spans, snippets) {
        let label = label(fragment.field);
        let shift = |mark: &Span| Span::new(mark.start + label.len(), mark.end + label.len());
        let marks: Vec<Span> = fragment.marks.iter().map(shift).collect();
        let text = format!("{label}{}", fragment.text);
        Marked::new(&text, &marks).write_wrapped(out, &style, Ink::Plain, 2)?;
    }
    writeln!(out)
}

/// A date without its offset, `2026-01-13 10:15`: the outlet's clock is meant.
pub(super) fn date_for_people(date: &Published) -> String {
    let minutes = date.value.get(..16).unwrap_or(&date.value);
    safe_text(&minutes.replace('T', " ")).into_owned()
}

/// Says where a fragment stands when it is not part of the story itself.
fn label(field: TextField) -> &'static str {
    match field {
        TextField::Headline | TextField::Deck | TextField::Body => "",
        TextField::Caption => "caption: ",
        TextField::Byline => "byline: ",
        TextField::Dateline => "dateline: ",
        TextField::Credit => "credit: ",
        TextField::Related => "related: ",
    }
}

/// Date, source, section and id, as far as they are known.
fn about(hit: &Hit) -> String {
    let article = &hit.record.article;
    let published = hit.record.annotations.published.as_ref();
    let date = published.map_or("undated".to_owned(), date_for_people);
    let parts = [
        Some(date.as_str()),
        article.source.as_deref(),
        article.section.as_deref(),
        Some(hit.record.provenance.id.as_str()),
    ];
    let copies = match hit.copies {
        0 => None,
        copies => Some(format!("+{} of its story", grouped(copies as u64))),
    };
    let known: Vec<&str> = parts
        .into_iter()
        .chain([copies.as_deref()])
        .flatten()
        .filter(|p| !p.is_empty())
        .collect();
    known.join(" · ")
}

/// The line of totals: "3 articles (2 stories), 2026-01-05 to 2026-01-14; 1 undated".
pub fn summary(footer: &Footer<'_>, shown: usize) -> String {
    let mut line = String::new();
    if shown < footer.total {
        line += &format!("{} of ", grouped(shown as u64));
    }
    let noun = if footer.total == 1 {
        "article"
    } else {
        "articles"
    };
    line += &format!("{} {noun}", grouped(footer.total as u64));
    if let Some((unit, count)) = footer.counted.filter(|(unit, _)| *unit != Unit::Articles) {
        line += &format!(" ({} {})", grouped(count), unit.noun(count));
    }
    match footer.span {
        Some((first, last)) if first == last => line += &format!(", {first}"),
        Some((first, last)) => line += &format!(", {first} to {last}"),
        None => {}
    }
    match footer.undated {
        0 => {}
        all if all == footer.total => line += ", undated",
        some => line += &format!("; {} undated", grouped(some as u64)),
    }
    line
}

/// A number with commas between groups of three digits.
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}
