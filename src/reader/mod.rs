//! Bytes to articles, one at a time: the trait, the table of formats, and the choice among them.
//!
//! No disk, no network, no clock; nothing a file refers to is ever fetched.  Content decides, the
//! extension only breaks ties.  Invariants: a reader never panics and never runs away on any bytes
//! (limits come before parsers), and whatever it cannot turn into an article it reports.

use std::fmt;
use std::sync::Arc;

use serde::Serialize;

use crate::article::Article;

mod abbyy;
mod alto;
mod anpa;
mod bibtex;
mod broken_word;
mod byline;
mod capitals;
mod catalogue;
mod chat_page;
mod chat_text;
mod commonmark;
pub mod container;
mod database;
mod date_order;
mod dateline;
pub mod decode;
mod djvu_xml;
mod docx;
mod feed;
mod flow;
mod fragment;
mod garbled;
mod given;
mod head;
mod hocr;
pub mod html;
mod info;
mod jats;
mod json;
mod mail;
mod markdown;
mod marked_text;
mod markup;
mod mediawiki;
pub mod mets;
mod newsml_1_2;
mod newsml_content;
mod newsml_g2;
mod nitf;
mod ods;
mod odt;
mod office;
mod own_output;
mod package;
mod page_xml;
mod paragraphs;
#[cfg(feature = "pdf")]
pub mod pdf;
pub mod plain_text;
mod rcv1;
mod reason;
mod references;
mod reuters_sgml;
mod rtf;
mod scanned;
mod several;
mod state;
mod subtitles;
mod table;
mod tei;
mod trec;
mod unread;
mod webarchive;
mod wire_text;
mod workbook;
mod wxr;
mod xlsx;
pub mod xml;
mod xml_records;

use plain_text::FrequentLines;

pub use head::{HEAD_BYTES, Head};
pub use own_output::refuse_own;
pub use reason::{ReadError, Reason};
pub use table::MAPPED_FIELDS;

/// Largest file that is read into one article, bytes; containers may be larger.
pub const MAX_ARTICLE_BYTES: usize = 20 << 20;

/// One file, or one member of a container, to be read.
#[derive(Debug, Clone, Copy)]
pub struct Input<'a> {
    /// Path as the archive knows it, `/` between parts; a hint for dates and headlines only.
    pub path: &'a str,
    pub bytes: &'a [u8],
    /// Charset that the transport declared (HTTP header, MIME part), if any.
    pub charset: Option<&'a str>,
    /// Address that the container gives for this content, if any.
    pub url: Option<&'a str>,
    /// Files that this one names and that lie beside it, for formats that are made of several.
    pub parts: &'a [NamedPart],
    /// What the user asked of the readers.
    pub options: &'a ReadOptions,
}

/// A file that another one is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedPart {
    /// As the other one writes it.
    pub name: String,
    pub bytes: Vec<u8>,
}

/// What the readers are told beside the file; the same for every file of a run.
#[derive(Debug, Clone, Default)]
pub struct ReadOptions {
    /// Columns of tables whose meaning was given: field, then column (`--map title=col1`).
    pub map: Vec<(String, String)>,
    /// Put right what was UTF-8, was read as windows-1252 and written again.
    pub repair_mojibake: bool,
    /// Lines that the archive has in many stories; for scraped text alone.
    pub frequent: Option<Arc<FrequentLines>>,
    /// Takes apart what must not be taken apart in this process; without it such files are refused.
    pub outside: Option<Arc<dyn Outside>>,
}

/// A process of its own for formats whose parsers cannot be trusted with the bytes of strangers.
pub trait Outside: fmt::Debug + Send + Sync {
    /// Has a file of this format (a name of the table) taken apart, and returns the answer in the
    /// form that its reader expects.
    ///
    /// # Errors
    ///
    /// `Timeout`, `TooLarge` or `Damaged` when the process took too long or too much, or died.
    fn run(&self, format: &'static str, bytes: &[u8]) -> Result<Vec<u8>, ReadError>;
}

impl ReadOptions {
    /// Nothing was asked.
    pub const NONE: &'static Self = &Self {
        map: Vec::new(),
        repair_mojibake: false,
        outside: None,
        frequent: None,
    };
}

impl<'a> Input<'a> {
    pub fn new(path: &'a str, bytes: &'a [u8]) -> Self {
        Self {
            path,
            bytes,
            charset: None,
            url: None,
            parts: &[],
            options: ReadOptions::NONE,
        }
    }

    /// Last part of the path.
    pub fn file_name(&self) -> &'a str {
        self.path.rsplit('/').next().unwrap_or(self.path)
    }

    /// Extension in lower case, without the dot; empty when there is none.
    pub fn extension(&self) -> String {
        match self.file_name().rsplit_once('.') {
            Some((stem, extension)) if !stem.is_empty() => extension.to_ascii_lowercase(),
            _ => String::new(),
        }
    }
}

/// What a reader gives, in the order of the file.
#[derive(Debug, Clone, PartialEq)]
pub enum Item {
    Article(Box<ReadArticle>),
    /// A part that gave no article, and why.
    Skipped(Skip),
}

/// One article with its place in the file.
#[derive(Debug, Clone, PartialEq)]
pub struct ReadArticle {
    pub article: Article,
    /// Empty for the only article of a file; else its number from 1, or the member's name.
    pub member: String,
    /// Byte offset of the article in the file or member.
    pub offset: u64,
    /// Encoding and how it was found ("utf-8 (valid)").
    pub encoding: String,
}

/// A part of a file that gave no article.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Skip {
    pub member: String,
    pub offset: u64,
    pub reason: Reason,
    pub detail: String,
}

/// Receives what a reader gives.
pub type Sink<'a> = &'a mut dyn FnMut(Item);

/// One file format.
pub trait Reader: Sync {
    /// Name for `--input-format`, reports and `format:`, in snake case.
    fn name(&self) -> &'static str;
    /// One line for `morgue formats`.
    fn doc(&self) -> &'static str;
    /// Extensions in lower case, without the dot.
    fn extensions(&self) -> &'static [&'static str];
    /// How sure the first bytes make it that this is the format: 0 not at all, 100 certain.
    fn sniff(&self, head: &Head<'_>) -> u8;
    /// Gives every article of the input to the sink, in order.
    fn read(&self, input: &Input<'_>, sink: Sink<'_>) -> Result<(), ReadError>;
}

/// Every format.  Among equally sure readers the extension decides, then the order here.
pub const READERS: &[&dyn Reader] = &[
    &reuters_sgml::ReutersSgml,
    &rcv1::Rcv1,
    &nitf::Nitf,
    &newsml_g2::NewsMlG2,
    &newsml_1_2::NewsMl1,
    &alto::Alto,
    &mets::Mets,
    &tei::Tei,
    &jats::Jats,
    &page_xml::PageXml,
    &hocr::Hocr,
    &djvu_xml::DjvuXml,
    &abbyy::Abbyy,
    &subtitles::Subtitles,
    &chat_text::ChatText,
    &chat_page::ChatPage,
    &webarchive::WebArchive,
    &trec::Trec,
    &database::Database,
    &bibtex::BibTeX,
    &anpa::Anpa,
    &mediawiki::MediaWiki,
    &wxr::Wxr,
    &catalogue::Catalogue,
    &feed::Feed,
    &markdown::Markdown,
    &json::Json,
    &mail::Mhtml,
    &mail::Eml,
    #[cfg(feature = "pdf")]
    &pdf::Pdf,
    &rtf::Rtf,
    &docx::Docx,
    &odt::Odt,
    &xlsx::Xlsx,
    &ods::Ods,
    &table::Table,
    &xml_records::XmlRecords,
    &html::Html,
    &plain_text::PlainText,
];

/// Finds a reader by name.
pub fn find_reader(name: &str) -> Option<&'static dyn Reader> {
    READERS.iter().copied().find(|reader| reader.name() == name)
}

/// Chooses the reader for an input by its content, then by its extension.
pub fn choose_reader(input: &Input<'_>) -> &'static dyn Reader {
    let head = Head::of(input.bytes);
    let extension = input.extension();
    let known = |reader: &dyn Reader| reader.extensions().contains(&extension.as_str());
    let mut best: (&'static dyn Reader, u8) = (&plain_text::PlainText, 0);
    for reader in READERS.iter().copied() {
        let sure = reader.sniff(&head);
        if sure == 0 {
            continue;
        }
        let sure = sure.saturating_add(if known(reader) { 5 } else { 0 });
        if sure > best.1 {
            best = (reader, sure);
        }
    }
    best.0
}

/// Reads one input with the reader that its content asks for, or the one that is named.
///
/// Returns the reader that was used beside the result.
pub fn read(
    input: &Input<'_>,
    reader: Option<&'static dyn Reader>,
    sink: Sink<'_>,
) -> (&'static dyn Reader, Result<(), ReadError>) {
    // Whoever names the format means it.
    let refused = match reader {
        Some(_) => Ok(()),
        None => own_output::refuse_own(input.bytes),
    };
    let reader = reader.unwrap_or_else(|| choose_reader(input));
    if let Err(error) = refused {
        return (reader, Err(error));
    }
    if input.bytes.iter().all(u8::is_ascii_whitespace) {
        return (reader, Err(ReadError::new(Reason::Empty, "no text")));
    }
    if let Err(error) = unread::refuse_unread(input.bytes) {
        return (reader, Err(error));
    }
    let date_order = date_order::order_of_fields(input.bytes);
    let address = input.url.filter(|_| BY_ADDRESS.contains(&reader.name()));
    // The first article, until it is known to be the only one.
    let mut waiting: Option<Box<ReadArticle>> = None;
    let mut is_first = true;
    let mut take = |mut item: Item| {
        if let Item::Article(read) = &mut item {
            read.article.date_order = date_order.or(read.article.date_order);
        }
        if let Some(first) = waiting.take() {
            sink(Item::Article(first));
        }
        match item {
            Item::Article(read) if is_first && address.is_some() => waiting = Some(read),
            item => sink(item),
        }
        is_first = false;
    };
    let result = garbled::read_noting(input, reader, &mut take);
    if let Some(mut only) = waiting {
        let url = &mut only.article.url;
        *url = url.take().or(address.map(str::to_owned));
        sink(Item::Article(only));
    }
    (reader, result)
}

/// Readers of files without an address of their own: what a web archive says of it is believed where
/// the file is one article.
const BY_ADDRESS: [&str; 7] = [
    "plain_text",
    "markdown",
    "json",
    "pdf",
    "rtf",
    "docx",
    "odt",
];

#[cfg(test)]
mod tests;
