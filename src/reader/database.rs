//! Articles as databases of newspapers deliver them: LexisNexis, Factiva, ProQuest and their like.
//!
//! What researchers download is one text with hundreds of articles, each with labelled fields over
//! and under it.  Forms follow what the databases document and what the tools of the field read
//! (tm.plugin.factiva, tm.plugin.lexisnexis and tm.plugin.europresse for R, LexisNexisTools).  Pages
//! of such deliveries are read by their lines.

use std::ops::Range;

use super::decode::{Decoded, decode, decode_markup};
use super::fragment::{looks_like_markup, markup_blocks};
use super::html::Html;
use super::own_output;
use super::plain_text::PlainText;
use super::plain_text::line::{Line, split_lines};
use super::{Head, Input, Item, MAX_ARTICLE_BYTES, ReadError, Reader, Reason, Sink, Skip, given};

mod dialect;
mod divide;
mod head;
mod labels;
mod record;
mod signs;
#[cfg(test)]
mod tests;

use dialect::Dialect;
use record::read_record;

/// The reader of deliveries.
pub struct Database;

/// What pages of databases say in their first bytes, in small letters.
const PAGES: &[&str] = &[
    "<title>factiva</title>",
    "<title>dow jones factiva</title>",
    "\"article enarticle\"",
    "class=\"enheadline\"",
    "class='enheadline'",
    "<a name=\"doc_id_0_",
    "<title>europresse</title>",
    "docpublicationname",
];

/// Words of a sentence, and sentences that no cover has.
const SENTENCE_WORDS: usize = 8;
const MAX_SENTENCES: usize = 2;

/// Lines that are shown of what stands in no record.
const MAX_SHOWN: usize = 60;

impl Reader for Database {
    fn name(&self) -> &'static str {
        "database"
    }

    fn doc(&self) -> &'static str {
        "downloads of LexisNexis, Nexis Uni, Factiva, ProQuest, NewsBank, Gale, EBSCO, Europresse; RIS"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["ris"]
    }

    fn sniff(&self, head: &Head<'_>) -> u8 {
        let text = head.text();
        if is_page(text) {
            // The style of a page may fill its beginning.
            let low = text.to_lowercase();
            let is_known = PAGES.iter().any(|sign| low.contains(sign))
                || Dialect::of(&split_lines(&lines_of_page(text))).is_some();
            // Before the reader of pages, with the extension of one too.
            return if is_known { 100 } else { 0 };
        }
        match Dialect::of(&split_lines(text)) {
            Some(_) => 92,
            None => 0,
        }
    }

    fn read(&self, input: &Input<'_>, sink: Sink<'_>) -> Result<(), ReadError> {
        given::check_size(input.bytes, MAX_ARTICLE_BYTES)?;
        let declared: Vec<&str> = input.charset.into_iter().collect();
        let mut decoded = decode(input.bytes, &declared);
        if is_page(&decoded.text) {
            decoded = decode_markup(input.bytes, input.charset);
            decoded.text = lines_of_page(&decoded.text).into();
        }
        if give_delivery(&decoded, sink) {
            return Ok(());
        }
        // A page or a text that only speaks of a database.
        if is_page(&String::from_utf8_lossy(input.bytes)) {
            Html.read(input, sink)
        } else {
            PlainText.read(input, sink)
        }
    }
}

/// Gives the articles of a delivery to the sink, and what stands beside them as skipped; false: the
/// text is no delivery, and nothing was given.
pub fn give_delivery(decoded: &Decoded<'_>, sink: Sink<'_>) -> bool {
    let lines = split_lines(&decoded.text);
    let found = Dialect::of(&lines).map(|dialect| (dialect, dialect.records(&lines)));
    let found = found.filter(|(dialect, records)| is_delivery(*dialect, records, &lines));
    let Some((dialect, records)) = found else {
        return false;
    };
    let is_single = records.len() == 1;
    let mut number = 0;
    for record in records {
        let lines = &lines[record];
        let start = lines[0].span.start;
        if dialect == Dialect::Ris && lines.iter().any(|line| has_own_note(&line.text)) {
            sink(Item::Skipped(Skip {
                detail: own_output::DETAIL.to_owned(),
                ..cover(lines)
            }));
            continue;
        }
        let is_article = dialect.is_record(lines);
        let mut article = read_record(dialect, &decoded.text, lines);
        if is_article && given::finish(&mut article) {
            number += 1;
            let member = if is_single {
                String::new()
            } else {
                number.to_string()
            };
            given::give(article, member, start, decoded, sink);
        } else {
            sink(Item::Skipped(cover(lines)));
        }
    }
    true
}

/// Records there are, and over the first stands no story.
fn is_delivery(dialect: Dialect, records: &[Range<usize>], lines: &[Line<'_>]) -> bool {
    let is_record = |record: &Range<usize>| dialect.is_record(&lines[record.clone()]);
    let Some(first) = records.iter().position(is_record) else {
        return false;
    };
    let cover = &lines[..records[first].start];
    let is_sentence = |line: &&Line<'_>| {
        line.text.ends_with('.') && line.text.split_whitespace().count() >= SENTENCE_WORDS
    };
    cover.iter().filter(is_sentence).count() < MAX_SENTENCES
}

/// What is said of lines that stand in no record: covers, lists of hits, colophons.
fn cover(lines: &[Line<'_>]) -> Skip {
    let first: String = lines[0].text.chars().take(MAX_SHOWN).collect();
    Skip {
        member: String::new(),
        offset: lines[0].span.start as u64,
        reason: Reason::NotAnArticle,
        detail: format!(
            "{} lines of the database itself, from `{first}`",
            lines.len()
        ),
    }
}

/// `N1  - morgue …`
fn has_own_note(line: &str) -> bool {
    let note = line.strip_prefix("N1").map(str::trim_start);
    note.and_then(|note| note.strip_prefix('-'))
        .is_some_and(own_output::is_own_note)
}

fn is_page(text: &str) -> bool {
    text.trim_start_matches('\u{feff}')
        .trim_start()
        .starts_with('<')
        && looks_like_markup(text)
}

/// A page as lines: one for each of its blocks, with blank lines between.
fn lines_of_page(text: &str) -> String {
    let blocks = markup_blocks(text);
    let texts: Vec<String> = blocks.into_iter().map(|block| block.text).collect();
    texts.join("\n\n")
}
