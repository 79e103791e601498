//! Hits to bytes: the trait, the table of formats, and the neutralising of hostile text.
//!
//! Pure: renderers write to what they are given, and facts about the terminal are passed in.
//! Invariants: a renderer holds one hit at a time, so five million stream in constant memory; the
//! same hits give the same bytes; and no text of the archive reaches a reader without passing
//! `safe_text`, a cell guard or the escapes of the format.

use std::io::{self, Write};

use crate::hit::{Hit, Hits, Unit};

pub mod article;
mod bibtex;
mod cell;
pub mod chart;
mod choose_fields;
mod citation;
mod csljson;
mod csv;
mod cut_text;
mod facets;
mod fields;
pub mod graph;
mod html;
mod ids;
mod json;
mod json_text;
mod jsonl;
pub mod kwic;
mod markdown;
mod marked;
mod markup;
mod nul;
mod record;
mod ris;
mod safe_text;
pub mod sheet;
mod snippet;
mod style;
mod text;
mod trec;
mod tsv;

pub use cell::{csv_cell, guard_formula, tsv_cell};
pub use choose_fields::{FieldsError, find_output_field, parse_fields};
pub use facets::{breakdown, cross_sheet, facet_sheet};
pub use fields::{FIELDS, OutputField, Shown, Value};
pub use json_text::{write_json, write_pretty_json};
pub use marked::{Marked, cut_to_width, wrap};
pub use markup::{
    MARKDOWN_MARK, escape_html, escape_markdown, escape_markdown_inside, web_address,
};
pub use record::HIT_SCHEMA;
pub use safe_text::{safe_lines, safe_text};
pub use snippet::{Fragment, SnippetOptions, field_marks, fragments};
pub use style::{Ink, Style, write_ink};
pub use text::{grouped, summary};

/// One format of a list of hits.
pub trait Renderer: Sync {
    /// Name for `--format`.
    fn name(&self) -> &'static str;
    /// One line for the help.
    fn doc(&self) -> &'static str;
    /// Prints the fields of `Options::fields`; other formats have fields of their own.
    fn takes_fields(&self) -> bool {
        true
    }
    /// How much of each hit is written with these options; what is less is faster to find.
    fn needs(&self, options: &Options) -> Needs {
        options
            .fields
            .as_deref()
            .map_or(Needs::Spans, needs_of_fields)
    }
    /// Writes what stands before the hits.
    fn begin(&self, _page: &mut Page<'_>) -> io::Result<()> {
        Ok(())
    }
    /// Writes one hit; `page.written` hits have been written before it.
    fn hit(&self, page: &mut Page<'_>, hit: &Hit) -> io::Result<()>;
    /// Writes what stands after the hits.
    fn end(&self, _page: &mut Page<'_>, _footer: &Footer<'_>) -> io::Result<()> {
        Ok(())
    }
}

/// How much of a hit is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Needs {
    /// Id, rank and score.
    Id,
    Record,
    /// The record and every matched span.
    Spans,
}

fn needs_of_fields(fields: &[&OutputField]) -> Needs {
    let needs = fields.iter().map(|field| match field.name {
        "id" | "rank" | "score" => Needs::Id,
        "mentions" | "snippets" => Needs::Spans,
        _ => Needs::Record,
    });
    needs.max().unwrap_or(Needs::Id)
}

/// Every format, in the order of the help.
pub const RENDERERS: &[&dyn Renderer] = &[
    &text::Text,
    &json::Json,
    &jsonl::JsonLines,
    &csv::Csv,
    &tsv::Tsv,
    &ids::Ids,
    &nul::Nul,
    &csljson::CslJson,
    &ris::Ris,
    &bibtex::BibTex,
    &markdown::Markdown,
    &html::Html,
    &trec::Trec,
];

/// Finds a format by name.
pub fn find_renderer(name: &str) -> Option<&'static dyn Renderer> {
    RENDERERS.iter().copied().find(|r| r.name() == name)
}

/// How the user wants the hits written.
#[derive(Debug, Clone, Default)]
pub struct Options {
    pub style: Style,
    /// Chosen with `--fields`; None leaves it to the format.
    pub fields: Option<Vec<&'static OutputField>>,
    pub snippets: SnippetOptions,
    /// Cells of CSV and TSV as they are, without the guard against formulas.
    pub raw_cells: bool,
}

/// What is known before the first hit.
#[derive(Debug, Clone, Copy, Default)]
pub struct Header<'a> {
    /// The query as it was understood.
    pub query: &'a str,
    /// Number of the topic in a TREC run; empty for the only one.
    pub topic: &'a str,
    /// Name of the run in a TREC run; empty for the usual one.
    pub run: &'a str,
}

/// What is known after the last hit.
#[derive(Debug, Clone, Copy, Default)]
pub struct Footer<'a> {
    /// Exact number of matched articles, shown or not.
    pub total: usize,
    /// What else was counted among all matches.
    pub counted: Option<(Unit, u64)>,
    /// Earliest and latest known publication day among all matches.
    pub span: Option<(&'a str, &'a str)>,
    /// Matched articles whose date is unknown.
    pub undated: usize,
    pub cursor: Option<&'a str>,
}

impl<'a> Footer<'a> {
    pub fn of(hits: &'a Hits) -> Self {
        let span = hits.span.as_ref();
        Self {
            total: hits.total,
            counted: None,
            span: span.map(|(first, last)| (first.as_str(), last.as_str())),
            undated: hits.undated,
            cursor: hits.cursor.as_deref(),
        }
    }
}

/// Where a renderer writes, and all that it knows besides the hit.
pub struct Page<'a> {
    pub out: &'a mut dyn Write,
    pub options: &'a Options,
    pub header: Header<'a>,
    /// Hits written so far.
    pub written: usize,
}

/// Writes hits one after the other in one format.
pub struct HitWriter<'a> {
    renderer: &'static dyn Renderer,
    page: Page<'a>,
}

impl<'a> HitWriter<'a> {
    /// Starts the output.
    pub fn begin(
        renderer: &'static dyn Renderer,
        out: &'a mut dyn Write,
        options: &'a Options,
        header: Header<'a>,
    ) -> io::Result<Self> {
        let mut page = Page {
            out,
            options,
            header,
            written: 0,
        };
        renderer.begin(&mut page)?;
        Ok(Self { renderer, page })
    }

    /// Writes the next hit.
    pub fn hit(&mut self, hit: &Hit) -> io::Result<()> {
        self.renderer.hit(&mut self.page, hit)?;
        self.page.written += 1;
        Ok(())
    }

    /// Ends the output and flushes it, so that a full disk is noticed.
    pub fn end(mut self, footer: &Footer<'_>) -> io::Result<()> {
        self.renderer.end(&mut self.page, footer)?;
        self.page.out.flush()
    }
}

/// Writes one page of hits in one format.
pub fn render_hits(
    renderer: &'static dyn Renderer,
    out: &mut dyn Write,
    options: &Options,
    query: &str,
    hits: &Hits,
) -> io::Result<()> {
    let header = Header {
        query,
        ..Header::default()
    };
    let mut writer = HitWriter::begin(renderer, out, options, header)?;
    for hit in &hits.hits {
        writer.hit(hit)?;
    }
    writer.end(&Footer::of(hits))
}
