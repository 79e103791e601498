//! Records of catalogues and of managers of references in XML: EndNote, Zotero (RDF), PubMed, MODS,
//! MARC and Dublin Core, alone, in collections, and in answers of OAI-PMH and SRU.
//!
//! One table says what stands where (`vocabulary`); each record is then read as a JSON record of those
//! names is (`json::fields`), and is as much of an article as its abstract.  A record is cut out of the
//! file before it is parsed and costs only itself when it is bad.  What has no title, what a repository
//! has deleted and what Zotero keeps beside its items is reported.  Texts of journals in such an answer
//! are read by `jats`, BibTeX by `bibtex`, RIS by `database`.

use std::collections::{BTreeSet, HashMap};

use memchr::memmem;

use super::json::article::read_object;
use super::json::listed;
use super::xml::{Element, Piece, Root, Tree, decode_xml, pieces};
use super::{Head, Input, Item, MAX_ARTICLE_BYTES, ReadError, Reader, Reason, Sink, Skip, given};

mod record;
#[cfg(test)]
mod tests;
mod vocabulary;

use record::{known_names, object_of};
use vocabulary::{Vocabulary, ZOTERO, vocabulary_of};

/// The reader of catalogues.
pub struct Catalogue;

/// Elements of an answer that hold one record each.
const WRAPPERS: &[(&str, &str)] = &[
    ("OAI-PMH", "metadata"),
    ("searchRetrieveResponse", "recordData"),
];

/// How a header says that there is no record any more.
const DELETED: &str = "status=\"deleted\"";

/// What Zotero keeps beside its items.
const BESIDE: &[(&str, &str)] = &[
    ("Attachment", "a file that is attached to an item of Zotero"),
    ("Memo", "a note of Zotero"),
    ("Collection", "a collection of Zotero"),
    ("Journal", ""),
];

impl Reader for Catalogue {
    fn name(&self) -> &'static str {
        "catalogue"
    }

    fn doc(&self) -> &'static str {
        "records in XML: EndNote, Zotero RDF, PubMed, MODS, MARC, Dublin Core, answers of OAI-PMH and SRU"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["xml", "rdf", "mods", "marcxml"]
    }

    fn sniff(&self, head: &Head<'_>) -> u8 {
        let Some(root) = head.root() else { return 0 };
        if is_zotero(root) {
            // It names a namespace of RSS, too.
            99
        } else if wrapper_of(root).is_some_and(|_| has_known(root)) || vocabulary_of(root).is_some()
        {
            // Below JATS, which such answers may hold.
            96
        } else {
            0
        }
    }

    fn read(&self, input: &Input<'_>, sink: Sink<'_>) -> Result<(), ReadError> {
        let decoded = decode_xml(input.bytes, input.charset);
        let text: &str = &decoded.text;
        let head = Head::of(input.bytes);
        let mut run = Run {
            sink,
            decoded: &decoded,
            unknown: BTreeSet::new(),
            number: 0,
        };
        let root = head.root();
        if root.is_some_and(is_zotero) {
            run.zotero(text)?;
        } else if let Some(wrapper) = root.and_then(wrapper_of) {
            for piece in pieces(text, &[wrapper]) {
                run.piece(&piece, None);
            }
            let deleted = memmem::find_iter(text.as_bytes(), DELETED).count();
            if deleted > 0 {
                let detail = format!("records that the repository has deleted: {deleted}");
                run.skip(0, Reason::NotAnArticle, detail);
            }
        } else if let Some(vocabulary) = root.and_then(vocabulary_of) {
            for piece in pieces(text, &[vocabulary.record]) {
                run.piece(&piece, Some(vocabulary));
            }
        }
        match run.number {
            0 => Err(ReadError::new(
                Reason::NotAnArticle,
                "no record with a title",
            )),
            _ => Ok(()),
        }
    }
}

fn is_zotero(root: &Root) -> bool {
    root.name == "RDF" && root.attributes.contains("zotero.org/namespaces/export")
}

fn wrapper_of(root: &Root) -> Option<&'static str> {
    let (_, wrapper) = WRAPPERS.iter().find(|(name, _)| *name == root.name)?;
    Some(wrapper)
}

/// Whether the first record of an answer is of a vocabulary of the table.
fn has_known(root: &Root) -> bool {
    let Some(wrapper) = wrapper_of(root) else {
        return false;
    };
    // The first record may be a deleted one.
    let starts = root.rest.match_indices(wrapper).map(|(at, _)| at);
    let texts = starts.map(|at| root.rest[at..].split_once('>').map_or("", |(_, rest)| rest));
    let mut inner = texts.filter_map(|text| super::xml::root_of(text.as_bytes()));
    inner.any(|root| Vocabulary::of_name(&root.name).is_some())
}

/// One reading of a file.
struct Run<'a, 's> {
    sink: Sink<'s>,
    decoded: &'a super::decode::Decoded<'a>,
    /// Names of elements that were met and not understood.
    unknown: BTreeSet<String>,
    number: usize,
}

impl Run<'_, '_> {
    fn piece(&mut self, piece: &Piece<'_>, vocabulary: Option<&'static Vocabulary>) {
        if piece.text.len() > MAX_ARTICLE_BYTES {
            let detail = format!("a record of {} bytes", piece.text.len());
            return self.skip(piece.at, Reason::TooLarge, detail);
        }
        let tree = match Tree::parse_at(piece.text, piece.at) {
            Ok(tree) => tree,
            Err(error) => return self.skip(piece.at, error.reason, error.detail),
        };
        let Some(root) = tree.root() else { return };
        let found = match vocabulary {
            Some(vocabulary) => Some((root, vocabulary)),
            // Within what an answer wraps it in.
            None => root
                .descendants()
                .find_map(|element| Some((element, Vocabulary::of_name(element.name())?))),
        };
        let Some((record, vocabulary)) = found else {
            let detail = "a record in a vocabulary that is not read".to_owned();
            return self.skip(piece.at, Reason::Unsupported, detail);
        };
        self.record(record, vocabulary, None, piece.is_closed);
    }

    /// Items of Zotero lie within each other, so that all are parsed as one.
    fn zotero(&mut self, text: &str) -> Result<(), ReadError> {
        given::check_size(text.as_bytes(), MAX_ARTICLE_BYTES)?;
        let tree = Tree::parse(text)?;
        let Some(root) = tree.root() else {
            return Ok(());
        };
        let journals: HashMap<String, String> = root
            .children_named("Journal")
            .filter_map(|journal| Some((journal.attribute("about")?, journal.child_text("title")?)))
            .collect();
        for item in root.children() {
            if let Some((_, what)) = BESIDE.iter().find(|(name, _)| item.is(name)) {
                if !what.is_empty() {
                    self.skip(item.span().start, Reason::NotAnArticle, (*what).to_owned());
                }
                continue;
            }
            let part = item
                .child("isPartOf")
                .and_then(|part| part.attribute("resource"));
            let journal = part.and_then(|part| journals.get(&part));
            self.record(item, &ZOTERO, journal, true);
        }
        Ok(())
    }

    fn record(
        &mut self,
        record: Element<'_, '_>,
        vocabulary: &Vocabulary,
        outlet: Option<&String>,
        is_closed: bool,
    ) {
        let at = record.span().start;
        let known = self.unknown.len();
        let mut object = object_of(record, vocabulary);
        if let Some(outlet) = outlet.filter(|_| !object.contains_key("publication")) {
            object.insert("publication".to_owned(), outlet.clone().into());
        }
        known_names(record, vocabulary, &mut self.unknown);
        let Some(mut article) = read_object(&object) else {
            let detail = "a record without a title and a text".to_owned();
            return self.skip(at, Reason::NoText, detail);
        };
        "catalogue".clone_into(&mut article.parser);
        for evidence in &mut article.evidence {
            if let Some(name) = evidence.source.strip_prefix("json:") {
                evidence.source = format!("{}:{name}", vocabulary.name);
            }
        }
        if !is_closed {
            article.notes.push("the record is not closed".to_owned());
        }
        // What a later record has for the first time is said there.
        if self.unknown.len() > known {
            let names: Vec<&str> = self.unknown.iter().map(String::as_str).collect();
            let note = format!("elements not understood: {}", listed(&names));
            article.notes.push(note);
        }
        self.number += 1;
        given::give(
            article,
            self.number.to_string(),
            at,
            self.decoded,
            self.sink,
        );
    }

    fn skip(&mut self, at: usize, reason: Reason, detail: String) {
        self.number += 1;
        (self.sink)(Item::Skipped(Skip {
            member: self.number.to_string(),
            offset: at as u64,
            reason,
            detail,
        }));
    }
}
