//! Which vocabularies are read, and what stands where in their records.
//!
//! A path leads from the record down, a name for each step: `*` is any element, `name@type=host` one
//! with that attribute (several values with `|`), `+name` all of that name in one line.

use crate::reader::xml::Root;

/// One way to write records.
#[derive(Debug)]
pub struct Vocabulary {
    /// For evidence.
    pub name: &'static str,
    /// Name of the element that is a record.
    pub record: &'static str,
    /// Fields end with the stops of cards.
    pub has_stops: bool,
    /// The field of `json::fields` that is filled, and where it stands; of one field, the first that
    /// holds something counts.
    pub rows: &'static [(&'static str, &'static str)],
}

/// EndNote's export.
const ENDNOTE: Vocabulary = Vocabulary {
    name: "endnote",
    record: "record",
    has_stops: false,
    rows: &[
        ("title", "titles/title"),
        ("publication", "titles/secondary-title"),
        ("publication", "periodical/full-title"),
        ("author", "contributors/authors/author"),
        ("day", "dates/pub-dates/date"),
        ("year", "dates/year"),
        ("abstract", "abstract"),
        ("section", "section"),
        ("keywords", "keywords/keyword"),
        ("url", "urls/related-urls/url"),
        ("url", "urls/web-urls/url"),
        ("language", "language"),
        ("id", "accession-num"),
        ("caption", "caption"),
    ],
};

/// PubMed's export (NLM's DTD of PubmedArticleSet).
const PUBMED: Vocabulary = Vocabulary {
    name: "pubmed",
    record: "PubmedArticle",
    has_stops: false,
    rows: &[
        ("title", "MedlineCitation/Article/ArticleTitle"),
        ("publication", "MedlineCitation/Article/Journal/Title"),
        ("author", "MedlineCitation/Article/AuthorList/Author"),
        (
            "date",
            "MedlineCitation/Article/Journal/JournalIssue/PubDate",
        ),
        ("date", "MedlineCitation/Article/ArticleDate"),
        ("abstract", "MedlineCitation/Article/Abstract/+AbstractText"),
        ("language", "MedlineCitation/Article/Language"),
        ("keywords", "MedlineCitation/KeywordList/Keyword"),
        (
            "keywords",
            "MedlineCitation/MeshHeadingList/MeshHeading/DescriptorName",
        ),
        ("id", "MedlineCitation/PMID"),
    ],
};

/// The Metadata Object Description Schema of the Library of Congress.
const MODS: Vocabulary = Vocabulary {
    name: "mods",
    record: "mods",
    has_stops: false,
    rows: &[
        ("title", "titleInfo/title"),
        ("subtitle", "titleInfo/subTitle"),
        ("publication", "relatedItem@type=host/titleInfo/title"),
        ("author", "name"),
        ("date", "originInfo/dateIssued"),
        ("date", "relatedItem@type=host/part/date"),
        ("date", "relatedItem@type=host/originInfo/dateIssued"),
        ("date", "originInfo/dateCreated"),
        ("abstract", "abstract"),
        ("keywords", "subject/topic"),
        ("places", "subject/geographic"),
        ("language", "language/languageTerm"),
        ("url", "location/url"),
        ("publication", "originInfo/publisher"),
        ("id", "recordInfo/recordIdentifier"),
        ("id", "identifier"),
    ],
};

/// MARC 21 in XML.
const MARC: Vocabulary = Vocabulary {
    name: "marc",
    record: "record",
    has_stops: true,
    rows: &[
        ("title", "datafield@tag=245/+subfield@code=a|b|n|p"),
        ("author", "datafield@tag=100|110|700/subfield@code=a"),
        ("publication", "datafield@tag=773/subfield@code=t"),
        ("date", "datafield@tag=773/subfield@code=g|d"),
        ("date", "datafield@tag=264|260/subfield@code=c"),
        ("abstract", "datafield@tag=520/+subfield@code=a|b"),
        ("keywords", "datafield@tag=650|653/subfield@code=a"),
        ("places", "datafield@tag=651/subfield@code=a"),
        ("language", "datafield@tag=041/subfield@code=a"),
        ("url", "datafield@tag=856/subfield@code=u"),
        ("id", "controlfield@tag=001"),
    ],
};

/// Dublin Core, simple and with terms.
const DUBLIN_CORE: Vocabulary = Vocabulary {
    name: "dublin core",
    record: "dc",
    has_stops: false,
    rows: &[
        ("title", "title"),
        ("author", "creator"),
        ("publication", "publisher"),
        ("publication", "isPartOf"),
        ("publication", "source"),
        ("date", "date"),
        ("date", "issued"),
        ("date", "created"),
        ("abstract", "abstract"),
        ("abstract", "description"),
        ("keywords", "subject"),
        ("places", "coverage"),
        ("language", "language"),
        ("identifier", "identifier"),
        ("identifier", "relation"),
    ],
};

/// Zotero's RDF.
pub const ZOTERO: Vocabulary = Vocabulary {
    name: "zotero",
    record: "",
    has_stops: false,
    rows: &[
        ("title", "title"),
        ("publication", "isPartOf/*/title"),
        ("publication", "publisher/Organization/name"),
        ("author", "authors/Seq/li/Person"),
        ("author", "contributors/Seq/li/Person"),
        ("date", "date"),
        ("abstract", "abstract"),
        ("keywords", "subject"),
        ("url", "identifier/URI/value"),
        ("accessed", "dateSubmitted"),
        ("language", "language"),
    ],
};

impl Vocabulary {
    /// The vocabulary whose records have this name within an answer.
    pub fn of_name(name: &str) -> Option<&'static Self> {
        [&DUBLIN_CORE, &MODS, &MARC]
            .into_iter()
            .find(|known| known.record == name)
    }
}

/// The vocabulary of a file by its root.
pub fn vocabulary_of(root: &Root) -> Option<&'static Vocabulary> {
    let says = |word: &str| root.attributes.contains(word);
    match root.name.as_str() {
        "xml" if root.rest.trim_start().starts_with("<records") => Some(&ENDNOTE),
        "records" if root.rest.contains("<ref-type") => Some(&ENDNOTE),
        "PubmedArticleSet" | "PubmedArticle" => Some(&PUBMED),
        "modsCollection" => Some(&MODS),
        "mods" if says("loc.gov/mods") => Some(&MODS),
        "collection" | "record" if says("MARC21/slim") => Some(&MARC),
        "dc" if says("purl.org/dc/") => Some(&DUBLIN_CORE),
        _ => None,
    }
}
