//! Which field name means what: one table for every JSON (and CSV) that news comes in.
//!
//! Names are compared without case, `_`, `-`, `.`, `$`, `@` and spaces, so `publishedAt`,
//! `published_at` and `PUBLISHED-AT` are one.  Order within a row is preference: the first name
//! that holds something wins, where only one can.

use std::collections::HashMap;
use std::sync::LazyLock;

/// What a field is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Target {
    Headline,
    Deck,
    Body,
    Author,
    /// Day or time of publication.
    Published,
    Updated,
    /// A date of the article, not said which.
    SomeDate,
    /// When it was fetched or indexed: it was published before.
    Fetched,
    Embargo,
    Source,
    Section,
    Language,
    Url,
    Id,
    Tag,
    Place,
    Person,
    Organisation,
    /// Where it was filed.
    Located,
    Caption,
    Status,
    /// A group whose members count as members of the object itself.
    Group,
    /// Pictures and the like, each with a text of its own.
    Associations,
}

/// Target, then its names, most trusted first.
const FIELDS: &[(Target, &[&str])] = &[
    (
        Target::Headline,
        &[
            "headline",
            "headlinemain",
            "headlines",
            "title",
            "headlinetext",
            "webtitle",
            "headlinefull",
            "articletitle",
            "newstitle",
            "storytitle",
            "pagetitle",
            "titlepage",
            "titlerss",
            "heading",
            "titre",
            "titulo",
            "título",
            "titel",
            "überschrift",
            "name",
            "hl1",
            "subject line",
            "label",
        ],
    ),
    (
        Target::Deck,
        &[
            "alternativeheadline",
            "subtitle",
            "subheadline",
            "standfirst",
            "trailtext",
            "deck",
            "dek",
            "lede",
            "lead",
            "leadtext",
            "teaser",
            "summary",
            "descriptiontext",
            "description",
            "descriptions",
            "descriptionhtml",
            "descriptionxhtml",
            "descriptionsummary",
            "shortdescription",
            "abstract",
            "snippet",
            "excerpt",
            "chapeau",
            "entradilla",
            "vorspann",
            "kurztext",
            "metadescription",
            "strapline",
            "intro",
            "ogdescription",
        ],
    ),
    (
        Target::Body,
        &[
            "articlebody",
            "maintext",
            "bodies",
            "bodyxhtml",
            "bodyhtml",
            "bodymain",
            "bodyrichtext",
            "bodynew",
            "body",
            "bodytext",
            "contenthtml",
            "content",
            "contents",
            "contenttext",
            "articletext",
            "articlecontent",
            "fulltext",
            "cleanedtext",
            "cleantext",
            "plaintext",
            "maincontent",
            "textcontent",
            "text",
            "rawtext",
            "rawcontent",
            "story",
            "storytext",
            "newstext",
            "article",
            "document",
            "transcript",
            "paragraphs",
            "texte",
            "texto",
            "cuerpo",
            "contenido",
            "inhalt",
            "markdown",
            "html",
            "htmlcontent",
            "rawhtml",
            "selftext",
            "leadparagraph",
            "message",
        ],
    ),
    (
        Target::Author,
        &[
            "authors",
            "author",
            "byline",
            "by",
            "bylines",
            "creator",
            "dccreator",
            "writer",
            "writers",
            "authorname",
            "authornames",
            "reporter",
            "reporters",
            "journalist",
            "contributor",
            "contributors",
            "auteur",
            "autor",
            "autores",
            "verfasser",
            "person byline",
            "writtenby",
            "sailthruauthor",
        ],
    ),
    (
        Target::Published,
        &[
            "datepublished",
            "publishedat",
            "publisheddate",
            "publishdate",
            "datepublish",
            "publicationdate",
            "publicationtime",
            "webpublicationdate",
            "pubdate",
            "published",
            "versioncreated",
            "publishedon",
            "publishtime",
            "publishedtime",
            "publishts",
            "dateofpublication",
            "firstpublished",
            "firstpublicationdate",
            "firstpublishedat",
            "issued",
            "dateissued",
            "dateline date",
            "articlepublishedtime",
            "postdate",
            "posted",
            "postedat",
            "postedon",
            "releasedate",
            "pubdatetime",
            "fechapublicacion",
            "veröffentlicht",
            "publicationdatetime",
            "publishedutc",
            "displaydate",
            "newsdate",
        ],
    ),
    (
        Target::Updated,
        &[
            "datemodified",
            "modified",
            "updated",
            "updatedat",
            "lastupdated",
            "lastmodified",
            "modifiedat",
            "datemodify",
            "dateupdated",
            "updateddate",
            "modifieddate",
            "lastmodifieddate",
            "updatedate",
            "updatetime",
            "modifiedgmt",
            "articlemodifiedtime",
            "lastupdatedat",
            "lastmodifiedat",
        ],
    ),
    (
        Target::SomeDate,
        &[
            "date",
            "datetime",
            "dategmt",
            "firstcreated",
            "contentcreated",
            "created",
            "createdat",
            "createddate",
            "creationdate",
            "datecreated",
            "dcdate",
            "timestamp",
            "time",
            "day",
            "articledate",
            "storydate",
            "fecha",
            "datum",
            "data",
            "createdutc",
            "created time",
            "datetimepub",
        ],
    ),
    (
        Target::Fetched,
        &[
            "datedownload",
            "fetchedat",
            "fetched",
            "fetchdate",
            "fetchtime",
            "crawldate",
            "crawled",
            "crawledat",
            "crawltime",
            "dateretrieved",
            "retrieved",
            "retrievedat",
            "retrievaldate",
            "scraped",
            "scrapedat",
            "scrapedate",
            "scrapetime",
            "downloadedat",
            "downloaddate",
            "seendate",
            "discoverdate",
            "indexedat",
            "collectdate",
            "accessed",
            "accessdate",
            "accessedat",
            "addeddate",
            "adddate",
            "insertedat",
            "ingestedat",
            "warcdate",
            "archivedate",
        ],
    ),
    (
        Target::Embargo,
        &["embargoed", "embargo", "embargodate", "embargoeduntil"],
    ),
    (
        Target::Source,
        &[
            "publisher",
            "publication",
            "publicationname",
            "source",
            "sitename",
            "sitefull",
            "site",
            "newspaper",
            "newspapername",
            "outlet",
            "outletname",
            "medianame",
            "sourcename",
            "publishername",
            "provider",
            "providername",
            "ogsitename",
            "website",
            "journal",
            "mediaoutlet",
            "copyrightholder",
            "infosources",
            "infosource",
            "domain",
            "sourcedomain",
            "hostname",
            "clean url",
            "sourceid",
            "isPartOf",
            "agency",
        ],
    ),
    (
        Target::Section,
        &[
            "articlesection",
            "section",
            "sectionname",
            "category",
            "newsdesk",
            "desk",
            "channel",
            "rubric",
            "rubrik",
            "rubrique",
            "department",
            "newscategory",
            "primarysection",
            "topicname",
            "ressort",
            "seccion",
            "sección",
            "vertical",
        ],
    ),
    (
        Target::Language,
        &[
            "inlanguage",
            "language",
            "lang",
            "languagecode",
            "contentlanguage",
            "locale",
            "idioma",
            "sprache",
        ],
    ),
    (
        Target::Url,
        &[
            "url",
            "canonicalurl",
            "canonical",
            "link",
            "weburl",
            "articleurl",
            "articlelink",
            "permalink",
            "uriurl",
            "sourceurl",
            "originalurl",
            "storyurl",
            "pageurl",
            "newsurl",
            "finalurl",
            "requestedurl",
            "mainentityofpage",
            "href",
            "ogurl",
            "externallink",
            "shorturl",
        ],
    ),
    (
        Target::Id,
        &[
            "uri",
            "id",
            "guid",
            "uuid",
            "articleid",
            "docid",
            "documentid",
            "docno",
            "storyid",
            "storiesid",
            "newsid",
            "newid",
            "postid",
            "itemid",
            "identifier",
            "slug",
            "recordid",
            "uniqueid",
            "key",
            "hash",
        ],
    ),
    (
        Target::Tag,
        &[
            "keywords",
            "tags",
            "topics",
            "subjects",
            "subject",
            "categories",
            "keyword",
            "tag",
            "topic",
            "newskeywords",
            "desfacet",
            "descriptors",
            "genres",
            "genre",
            "concepts",
            "labels",
            "themes",
            "hashtags",
            "schlagworte",
            "etiquetas",
            "motscles",
            "kicker",
        ],
    ),
    (
        Target::Place,
        &[
            "places",
            "place",
            "locations",
            "location",
            "contentlocation",
            "geofacet",
            "spatialcoverage",
            "locationcreated",
        ],
    ),
    (Target::Person, &["people", "person", "persons", "perfacet"]),
    (
        Target::Organisation,
        &[
            "organisations",
            "organisation",
            "organizations",
            "organization",
            "orgs",
            "org",
            "companies",
            "orgfacet",
        ],
    ),
    (
        Target::Located,
        &["located", "dateline", "datelinelocation"],
    ),
    (
        Target::Caption,
        &[
            "caption",
            "captions",
            "imagecaption",
            "imagecaptions",
            "photocaption",
            "captiontext",
            "descriptioncaption",
            "imagedescription",
            "thumbnailcaption",
        ],
    ),
    (Target::Status, &["pubstatus", "publishstatus"]),
    (
        Target::Group,
        &[
            "fields",
            "thread",
            "source fields",
            "metadata",
            "meta",
            "attributes",
            "properties",
            "newsarticle",
            "post",
            "extra",
            "og",
            "opengraph",
            "entities",
            "item",
        ],
    ),
    (
        Target::Associations,
        &[
            "associations",
            "multimedia",
            "media",
            "images",
            "image",
            "photos",
            "pictures",
        ],
    ),
];

/// A target and how much its name is trusted: 0 is best.
pub type Meaning = (Target, usize);

/// What a field name means, if anything.
pub fn meaning(name: &str) -> Option<Meaning> {
    static BY_NAME: LazyLock<HashMap<String, Meaning>> = LazyLock::new(|| {
        let mut by_name = HashMap::new();
        for (target, names) in FIELDS {
            for (rank, name) in names.iter().enumerate() {
                by_name.entry(normalise(name)).or_insert((*target, rank));
            }
        }
        by_name
    });
    let name = normalise(name);
    if let Some(meaning) = BY_NAME.get(&name) {
        return Some(*meaning);
    }
    // ninjs lets a provider invent `body_sport`, `headline_short`.
    let invented = [
        ("headline", Target::Headline),
        ("body", Target::Body),
        ("description", Target::Deck),
    ];
    invented
        .iter()
        .find(|(prefix, _)| name.starts_with(prefix))
        .map(|(_, target)| (*target, 99))
}

fn normalise(name: &str) -> String {
    // `dc:creator`, `og:title`: the prefix stays, since `creator` alone is another name.
    name.chars()
        .filter(|c| !matches!(c, '_' | '-' | '.' | ' ' | '$' | '@' | ':' | '#'))
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_compared_loosely() {
        for name in ["publishedAt", "published_at", "PUBLISHED-AT"] {
            assert_eq!(
                meaning(name).map(|(target, _)| target),
                Some(Target::Published)
            );
        }
        assert_eq!(meaning("body_sport"), Some((Target::Body, 99)));
        assert_eq!(
            meaning("dc:creator").map(|(target, _)| target),
            Some(Target::Author)
        );
        assert_eq!(meaning("urlToImage"), None);
    }

    #[test]
    fn no_name_stands_in_two_rows() {
        let mut seen = std::collections::HashSet::new();
        for (_, names) in FIELDS {
            for name in *names {
                assert!(seen.insert(normalise(name)), "{name}");
            }
        }
    }
}
