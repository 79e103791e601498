//! CSL-JSON: references for Zotero, Pandoc and every citation style.
//!
//! One array, an item for each hit (schema `csl-data.json` of CSL 1.0.2).

use std::io;

use serde::Serialize;

use super::citation::{Citation, Issued, Name};
use super::{Footer, Needs, Options, Page, Renderer, write_json};
use crate::hit::Hit;

pub struct CslJson;

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Item {
    id: String,
    #[serde(rename = "type")]
    kind: &'static str,
    title: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    author: Vec<CslName>,
    #[serde(skip_serializing_if = "Option::is_none")]
    container_title: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    section: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    issued: Option<CslDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher_place: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<String>,
    #[serde(rename = "abstract", skip_serializing_if = "Option::is_none")]
    deck: Option<String>,
    #[serde(skip_serializing_if = "String::is_empty")]
    keyword: String,
    #[serde(rename = "URL", skip_serializing_if = "Option::is_none")]
    url: Option<String>,
    #[serde(rename = "archive_location")]
    archive_location: String,
    note: String,
}

#[derive(Serialize)]
#[serde(untagged)]
enum CslName {
    Whole {
        literal: String,
    },
    Person {
        family: String,
        given: String,
        #[serde(skip_serializing_if = "Option::is_none")]
        suffix: Option<String>,
    },
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct CslDate {
    date_parts: [Vec<u16>; 1],
}

impl From<Name> for CslName {
    fn from(name: Name) -> Self {
        match name {
            Name::Whole(literal) => Self::Whole { literal },
            Name::Person {
                given,
                family,
                suffix,
            } => Self::Person {
                family,
                given,
                suffix,
            },
        }
    }
}

impl From<Issued> for CslDate {
    fn from(issued: Issued) -> Self {
        let mut parts = vec![issued.year];
        parts.extend(issued.month.map(u16::from));
        parts.extend(issued.day.map(u16::from));
        Self {
            date_parts: [parts],
        }
    }
}

impl From<Citation> for Item {
    fn from(citation: Citation) -> Self {
        Self {
            id: citation.id,
            kind: "article-newspaper",
            title: citation.title,
            author: citation.authors.into_iter().map(CslName::from).collect(),
            container_title: citation.source,
            section: citation.section,
            issued: citation.issued.map(CslDate::from),
            publisher_place: citation.place,
            language: citation.language,
            deck: citation.deck,
            keyword: citation.tags.join(", "),
            url: citation.url,
            archive_location: citation.path,
            note: citation.note,
        }
    }
}

impl Renderer for CslJson {
    fn name(&self) -> &'static str {
        "csljson"
    }

    fn doc(&self) -> &'static str {
        "references as CSL-JSON, for Zotero and Pandoc"
    }

    fn takes_fields(&self) -> bool {
        false
    }

    fn needs(&self, _: &Options) -> Needs {
        Needs::Record
    }

    fn begin(&self, page: &mut Page<'_>) -> io::Result<()> {
        page.out.write_all(b"[")
    }

    fn hit(&self, page: &mut Page<'_>, hit: &Hit) -> io::Result<()> {
        let separator = if page.written == 0 { "\n" } else { ",\n" };
        let mut item = separator.as_bytes().to_vec();
        write_json(&mut item, &Item::from(Citation::of(hit)))?;
        page.out.write_all(&item)
    }

    fn end(&self, page: &mut Page<'_>, _: &Footer<'_>) -> io::Result<()> {
        page.out.write_all(b"\n]\n")
    }
}
