//! The sheets of a workbook in their order, and the parts that they are in.

use crate::reader::markup::{Dialect, Scanner, Tag, Token, local};

/// Sheets that are looked at; a thousand are no table of articles each.
const MOST_SHEETS: usize = 1000;

/// What the workbook itself says.
#[derive(Debug, Default)]
pub struct Book {
    pub sheets: Vec<SheetPart>,
    /// Days are counted from 1904.
    pub has_1904: bool,
}

/// One sheet.
#[derive(Debug)]
pub struct SheetPart {
    pub name: String,
    /// Name of its part in the archive; empty if there is none.
    pub path: String,
    pub is_hidden: bool,
    /// Cells, not a chart or a dialogue.
    pub has_cells: bool,
}

/// What one part says of another.
#[derive(Debug)]
pub struct Relation {
    pub id: String,
    kind: String,
    pub target: String,
}

impl Book {
    pub fn read(workbook: &str, relations: &str) -> Self {
        let relations = relations_in(relations);
        let mut book = Self::default();
        for tag in tags(workbook) {
            match local(tag.name) {
                "workbookPr" => {
                    let says = tag.attribute("date1904").unwrap_or_default();
                    book.has_1904 = matches!(&*says, "1" | "true" | "on");
                }
                "sheet" if book.sheets.len() < MOST_SHEETS => {
                    let id = tag.attribute("id").unwrap_or_default();
                    let relation = relations.iter().find(|relation| relation.id == id);
                    let state = tag.attribute("state").unwrap_or_default();
                    book.sheets.push(SheetPart {
                        name: tag.attribute("name").unwrap_or_default().into_owned(),
                        path: relation.map(|r| path_of(&r.target)).unwrap_or_default(),
                        is_hidden: matches!(&*state, "hidden" | "veryHidden"),
                        has_cells: relation.is_none_or(|r| r.kind.ends_with("/worksheet")),
                    });
                }
                _ => {}
            }
        }
        book
    }
}

/// The opening tags of a part.
pub fn tags(xml: &str) -> impl Iterator<Item = Tag<'_>> {
    Scanner::new(xml, Dialect::Xml).filter_map(|token| match token {
        Token::Open(tag) => Some(tag),
        _ => None,
    })
}

/// What a part of relations says, in its order.
pub fn relations_in(xml: &str) -> Vec<Relation> {
    let tags = tags(xml).filter(|tag| local(tag.name) == "Relationship");
    let relations = tags.map(|tag| {
        let said = |name: &str| tag.attribute(name).unwrap_or_default().into_owned();
        Relation {
            id: said("Id"),
            kind: said("Type"),
            target: said("Target"),
        }
    });
    relations.collect()
}

/// `worksheets/sheet1.xml` and `/xl/worksheets/sheet1.xml` are the same part.
fn path_of(target: &str) -> String {
    match target.strip_prefix('/') {
        Some(whole) => whole.to_owned(),
        None => format!("xl/{}", target.trim_start_matches("./")),
    }
}

/// Name of the part with the relations of another.
pub fn relations_of(path: &str) -> String {
    match path.rsplit_once('/') {
        Some((folder, file)) => format!("{folder}/_rels/{file}.rels"),
        None => format!("_rels/{path}.rels"),
    }
}
