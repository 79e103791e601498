//! An article as part of an HTML page: numbered anchors at its paragraphs, matches in `<mark>`.
//!
//! Nothing of the article's own markup is used; every text is escaped, only web addresses are
//! links.

use std::io::{self, Write};

use super::markdown::anchor_name;
use super::pieces::pieces;
use crate::article::{BlockKind, Span};
use crate::field::TextField;
use crate::hit::Hit;
use crate::output::{escape_html, field_marks, web_address};

/// Writes one `<article>` element.
pub(in crate::output) fn render(out: &mut dyn Write, hit: &Hit) -> io::Result<()> {
    let (article, origin) = (&hit.record.article, &hit.record.provenance);
    let anchor = anchor_name(&origin.version);
    let language = anchor_name(&hit.record.annotations.language);
    writeln!(out, "<article id=\"{anchor}\" lang=\"{language}\">")?;
    let marks = field_marks(&article.headline, TextField::Headline, &hit.spans);
    let headline = if article.headline.trim().is_empty() {
        "(no headline)".to_owned()
    } else {
        marked(&article.headline, &marks)
    };
    writeln!(out, "<h2 dir=\"auto\">{headline}</h2>")?;
    if !article.deck.is_empty() {
        let marks = field_marks(&article.deck, TextField::Deck, &hit.spans);
        writeln!(
            out,
            "<p class=\"deck\" dir=\"auto\">{}</p>",
            marked(&article.deck, &marks)
        )?;
    }
    write_facts(out, hit)?;
    let mut dateline = article.dateline.as_ref().map(|d| escape_html(&d.raw));
    for piece in pieces(article, &hit.spans) {
        let text = marked(piece.text, &piece.marks);
        let id = match piece.paragraph {
            Some(number) => format!(" id=\"{anchor}-p{number}\""),
            None => String::new(),
        };
        match (piece.field, piece.kind) {
            (TextField::Credit, _) | (_, BlockKind::Credit) => {
                writeln!(out, "<p class=\"credit\" dir=\"auto\">{text}</p>")?;
            }
            (_, BlockKind::Paragraph) => match dateline.take() {
                Some(dateline) => writeln!(
                    out,
                    "<p{id} dir=\"auto\"><span class=\"dateline\">{dateline}</span> — {text}</p>"
                )?,
                None => writeln!(out, "<p{id} dir=\"auto\">{text}</p>")?,
            },
            (_, BlockKind::Subhead) => writeln!(out, "<h3{id} dir=\"auto\">{text}</h3>")?,
            (_, BlockKind::Quote) => {
                writeln!(out, "<blockquote{id} dir=\"auto\">{text}</blockquote>")?;
            }
            (_, BlockKind::ListItem) => {
                writeln!(out, "<ul><li{id} dir=\"auto\">{text}</li></ul>")?;
            }
            (_, BlockKind::Table) => writeln!(out, "<pre{id} dir=\"auto\">{text}</pre>")?,
            (_, BlockKind::Caption) => {
                writeln!(out, "<p class=\"caption\" dir=\"auto\">{text}</p>")?;
            }
            (_, BlockKind::Correction) => {
                writeln!(out, "<p{id} class=\"correction\" dir=\"auto\">{text}</p>")?;
            }
            (_, BlockKind::Related | BlockKind::Boilerplate) => {
                writeln!(out, "<p class=\"related\" dir=\"auto\">{text}</p>")?;
            }
        }
    }
    writeln!(
        out,
        "<footer>Id {}, content {}</footer>\n</article>",
        escape_html(&origin.version),
        escape_html(&origin.content_hash)
    )
}

fn write_facts(out: &mut dyn Write, hit: &Hit) -> io::Result<()> {
    let article = &hit.record.article;
    let mut parts: Vec<String> = Vec::new();
    if !article.authors.is_empty() {
        parts.push(escape_html(&article.authors.join("; ")));
    }
    parts.extend(article.source.as_deref().map(escape_html));
    parts.extend(article.section.as_deref().map(escape_html));
    parts.push(match &hit.record.annotations.published {
        Some(date) => format!("<time>{}</time>", escape_html(&date.value)),
        None => "undated".to_owned(),
    });
    parts.extend(article.url.as_deref().map(|url| {
        let text = escape_html(url);
        match web_address(url) {
            Some(address) => format!(
                "<a href=\"{}\" rel=\"noopener noreferrer\">{text}</a>",
                escape_html(&address)
            ),
            None => text,
        }
    }));
    writeln!(out, "<p class=\"facts\">{}</p>", parts.join(" · "))
}

/// Escaped text with the matches marked; line breaks of tables stay.
fn marked(text: &str, marks: &[Span]) -> String {
    let mut out = String::new();
    let mut at = 0;
    for mark in marks {
        out.push_str(&escape_lines(&text[at..mark.start]));
        out.push_str("<mark>");
        out.push_str(&escape_lines(&text[mark.range()]));
        out.push_str("</mark>");
        at = mark.end;
    }
    out.push_str(&escape_lines(&text[at..]));
    out
}

fn escape_lines(text: &str) -> String {
    let lines: Vec<String> = text.split('\n').map(escape_html).collect();
    lines.join("\n")
}
