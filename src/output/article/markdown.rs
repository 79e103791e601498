//! An article as Markdown: numbered anchors at its paragraphs, matches in bold.

use std::io::{self, Write};

use super::pieces::pieces;
use crate::article::{BlockKind, Span};
use crate::field::TextField;
use crate::hit::Hit;
use crate::output::{escape_markdown, escape_markdown_inside, field_marks, web_address};

/// Writes one article.
pub(in crate::output) fn render(out: &mut dyn Write, hit: &Hit) -> io::Result<()> {
    let (article, origin) = (&hit.record.article, &hit.record.provenance);
    let marks = field_marks(&article.headline, TextField::Headline, &hit.spans);
    let headline = if article.headline.trim().is_empty() {
        "(no headline)".to_owned()
    } else {
        marked(&article.headline, &marks)
    };
    let id = escape_markdown(&origin.version);
    writeln!(out, "## {headline}\n")?;
    if !article.deck.is_empty() {
        let marks = field_marks(&article.deck, TextField::Deck, &hit.spans);
        writeln!(out, "{}\n", marked(&article.deck, &marks))?;
    }
    for line in facts(hit) {
        writeln!(out, "- {line}")?;
    }
    let mut dateline = article.dateline.as_ref().map(|d| escape_markdown(&d.raw));
    for piece in pieces(article, &hit.spans) {
        let text = marked(piece.text, &piece.marks);
        let anchor = match piece.paragraph {
            Some(number) => format!("<a id=\"{}-p{number}\"></a>", anchor_name(&origin.version)),
            None => String::new(),
        };
        writeln!(out)?;
        match (piece.field, piece.kind) {
            (TextField::Credit, _) | (_, BlockKind::Credit) => writeln!(out, "Credit: {text}")?,
            (_, BlockKind::Paragraph) => match dateline.take() {
                Some(dateline) => writeln!(out, "{anchor}{dateline} — {text}")?,
                None => writeln!(out, "{anchor}{text}")?,
            },
            (_, BlockKind::Subhead) => writeln!(out, "### {anchor}{text}")?,
            (_, BlockKind::Quote) => writeln!(out, "> {anchor}{text}")?,
            (_, BlockKind::ListItem) => writeln!(out, "- {anchor}{text}")?,
            (_, BlockKind::Table) => writeln!(out, "{anchor}{text}")?,
            (_, BlockKind::Caption) if piece.is_alternative => writeln!(out, "Also: {text}")?,
            (_, BlockKind::Caption) => writeln!(out, "Picture: {text}")?,
            (_, BlockKind::Correction) => writeln!(out, "{anchor}Correction: {text}")?,
            (_, BlockKind::Related) => writeln!(out, "Related: {text}")?,
            (_, BlockKind::Boilerplate) => writeln!(out, "Page: {text}")?,
        }
    }
    writeln!(
        out,
        "\nId {id}, content {}\n",
        escape_markdown(&origin.content_hash)
    )
}

fn facts(hit: &Hit) -> Vec<String> {
    let article = &hit.record.article;
    let mut facts = Vec::new();
    let mut add = |label: &str, text: &str| {
        if !text.is_empty() {
            facts.push(format!("{label}: {}", escape_markdown(text)));
        }
    };
    add("Source", article.source.as_deref().unwrap_or_default());
    add("Section", article.section.as_deref().unwrap_or_default());
    let date = hit.record.annotations.published.as_ref();
    add("Date", date.map_or("unknown", |d| &d.value));
    add("Authors", &article.authors.join("; "));
    if let Some(url) = &article.url {
        match web_address(url) {
            Some(address) => facts.push(format!("Address: <{address}>")),
            None => add("Address", url),
        }
    }
    facts
}

/// Escaped text with the matches in bold; line breaks of tables stay.
fn marked(text: &str, marks: &[Span]) -> String {
    let mut out = String::new();
    let mut at = 0;
    for mark in marks {
        out.push_str(&escape_lines(&text[at..mark.start], at == 0));
        out.push_str("**");
        out.push_str(&escape_lines(&text[mark.range()], mark.start == 0));
        out.push_str("**");
        at = mark.end;
    }
    out.push_str(&escape_lines(&text[at..], at == 0));
    out
}

/// Only at the start of a line is `#` or `-` markup.
fn escape_lines(text: &str, starts_line: bool) -> String {
    let mut lines = text.split('\n');
    let first = lines.next().unwrap_or_default();
    let mut out = if starts_line {
        escape_markdown(first)
    } else {
        escape_markdown_inside(first)
    };
    for line in lines {
        out.push_str("\\\n");
        out.push_str(&escape_markdown(line));
    }
    out
}

/// A name for an anchor: letters, digits, `.`, `-`, `_` and `~` of the id.
pub(in crate::output) fn anchor_name(id: &str) -> String {
    let is_fine = |c: &char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '~');
    id.chars().filter(is_fine).collect()
}
