//! A record of each vocabulary, and what is none.

use super::super::{Input, Item, choose_reader, read};
use crate::article::{Article, Kind};

#[track_caller]
fn read_all(text: &str) -> (Vec<Article>, Vec<String>) {
    let (mut articles, mut skips) = (Vec::new(), Vec::new());
    let input = Input::new("a.xml", text.as_bytes());
    let (reader, _) = read(&input, None, &mut |item| match item {
        Item::Article(read) => articles.push(read.article),
        Item::Skipped(skip) => skips.push(skip.detail),
    });
    assert_eq!(reader.name(), "catalogue", "{text}");
    (articles, skips)
}

/// The one record of every vocabulary.
#[track_caller]
fn check(text: &str, day: &str) -> Article {
    let (mut articles, skips) = read_all(text);
    assert_eq!((articles.len(), skips.len()), (1, 0), "{text}\n{skips:?}");
    let article = articles.remove(0);
    assert_eq!(article.headline, "Ferry strike enters third week", "{text}");
    assert_eq!(article.deck, "Crews stayed ashore on Tuesday.", "{text}");
    assert_eq!(article.authors, ["Hannah Pruett", "Tom Reed"], "{text}");
    assert_eq!(article.source.as_deref(), Some("The Courier"), "{text}");
    assert_eq!(article.tags, ["ferries"], "{text}");
    let days: Vec<&str> = article.dates.iter().map(|date| date.raw.as_str()).collect();
    assert_eq!(days, [day], "{text}");
    assert_eq!(article.kind, Kind::Stub);
    article
}

#[test]
fn every_vocabulary() {
    check(
        "<?xml version='1.0'?><xml><records><record><database name='x'>x</database><ref-type name='Newspaper Article'>23</ref-type>\
         <contributors><authors><author><style face='normal'>Pruett, Hannah</style></author><author><style>Reed, Tom</style></author></authors></contributors>\
         <titles><title><style face='normal'>Ferry strike enters third week</style></title><secondary-title><style>The Courier</style></secondary-title></titles>\
         <keywords><keyword><style>ferries</style></keyword></keywords><dates><year><style>2026</style></year><pub-dates><date><style>March 3</style></date></pub-dates></dates>\
         <abstract><style>Crews stayed ashore on Tuesday.</style></abstract></record></records></xml>",
        "March 3, 2026",
    );
    check(
        "<?xml version='1.0'?><PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>9</PMID><Article><Journal><JournalIssue><PubDate><Year>2026</Year><Month>Mar</Month><Day>03</Day></PubDate></JournalIssue>\
         <Title>The Courier</Title></Journal><ArticleTitle>Ferry strike <i>enters</i> third week</ArticleTitle><Abstract><AbstractText>Crews stayed ashore on Tuesday.</AbstractText></Abstract>\
         <AuthorList><Author><LastName>Pruett</LastName><ForeName>Hannah</ForeName></Author><Author><LastName>Reed</LastName><ForeName>Tom</ForeName></Author></AuthorList></Article>\
         <KeywordList><Keyword>ferries</Keyword></KeywordList></MedlineCitation></PubmedArticle></PubmedArticleSet>",
        "2026-03-03",
    );
    check(
        "<modsCollection xmlns='http://www.loc.gov/mods/v3'><mods><titleInfo><title>Ferry strike enters third week</title></titleInfo>\
         <name><namePart type='given'>Hannah</namePart><namePart type='family'>Pruett</namePart></name><name><namePart>Reed, Tom</namePart></name>\
         <originInfo><dateIssued>2026-03-03</dateIssued></originInfo><abstract>Crews stayed ashore on Tuesday.</abstract><subject><topic>ferries</topic></subject>\
         <relatedItem type='host'><titleInfo><title>The Courier</title></titleInfo></relatedItem></mods></modsCollection>",
        "2026-03-03",
    );
    check(
        "<marc:collection xmlns:marc='http://www.loc.gov/MARC21/slim'><marc:record><marc:controlfield tag='001'>n1</marc:controlfield>\
         <marc:datafield tag='100'><marc:subfield code='a'>Pruett, Hannah.</marc:subfield></marc:datafield><marc:datafield tag='245'><marc:subfield code='a'>Ferry strike</marc:subfield>\
         <marc:subfield code='b'>enters third week /</marc:subfield><marc:subfield code='c'>Hannah Pruett.</marc:subfield></marc:datafield><marc:datafield tag='520'><marc:subfield code='a'>Crews stayed ashore on Tuesday.</marc:subfield></marc:datafield>\
         <marc:datafield tag='650'><marc:subfield code='a'>ferries.</marc:subfield></marc:datafield><marc:datafield tag='700'><marc:subfield code='a'>Reed, Tom,</marc:subfield></marc:datafield>\
         <marc:datafield tag='773'><marc:subfield code='t'>The Courier</marc:subfield><marc:subfield code='g'>3 March 2026, p. A3</marc:subfield></marc:datafield></marc:record></marc:collection>",
        "3 March 2026, p. A3",
    );
    check(
        "<rdf:RDF xmlns:rdf='r' xmlns:z='http://www.zotero.org/namespaces/export#' xmlns:link='http://purl.org/rss/1.0/modules/link/'><bib:Article rdf:about='https://x.example/a'><z:itemType>newspaperArticle</z:itemType>\
         <dcterms:isPartOf><bib:Newspaper><dc:title>The Courier</dc:title></bib:Newspaper></dcterms:isPartOf><bib:authors><rdf:Seq><rdf:li><foaf:Person><foaf:surname>Pruett</foaf:surname><foaf:givenName>Hannah</foaf:givenName></foaf:Person></rdf:li>\
         <rdf:li><foaf:Person><foaf:surname>Reed</foaf:surname><foaf:givenName>Tom</foaf:givenName></foaf:Person></rdf:li></rdf:Seq></bib:authors><dc:subject><z:AutomaticTag><rdf:value>ferries</rdf:value></z:AutomaticTag></dc:subject>\
         <dc:title>Ferry strike enters third week</dc:title><dcterms:abstract>Crews stayed ashore on Tuesday.</dcterms:abstract><dc:date>2026-03-03</dc:date></bib:Article></rdf:RDF>",
        "2026-03-03",
    );
}

const DUBLIN_CORE: &str = "<oai_dc:dc xmlns:dc='http://purl.org/dc/elements/1.1/'><dc:title>Ferry strike enters third week</dc:title><dc:creator>Pruett, Hannah</dc:creator><dc:creator>Reed, Tom</dc:creator>\
    <dc:subject>ferries</dc:subject><dc:description>Crews stayed ashore on Tuesday.</dc:description><dc:publisher>The Courier</dc:publisher><dc:date>2026-03-03</dc:date>\
    <dc:identifier>n1</dc:identifier><dc:identifier>https://x.example/a</dc:identifier></oai_dc:dc>";

#[test]
fn answers_of_repositories() {
    let article = check(DUBLIN_CORE, "2026-03-03");
    assert_eq!(article.url.as_deref(), Some("https://x.example/a"));
    assert_eq!(article.given_id.as_deref(), Some("n1"));
    let answer = format!(
        "<?xml version='1.0'?><OAI-PMH><ListRecords><record><header status=\"deleted\"><identifier>0</identifier></header></record>\
         <record><header><identifier>1</identifier></header><metadata>{DUBLIN_CORE}</metadata></record>\
         <record><metadata><x:own xmlns:x='x'><x:thing>1</x:thing></x:own></metadata></record>\
         <record><metadata><oai_dc:dc><dc:title>Pier opens</dc:title><dc:date>2026</dc:date></oai_dc:dc></metadata></record></ListRecords></OAI-PMH>"
    );
    let (articles, skips) = read_all(&answer);
    let headlines: Vec<&str> = articles
        .iter()
        .map(|article| article.headline.as_str())
        .collect();
    assert_eq!(headlines, ["Ferry strike enters third week", "Pier opens"]);
    assert_eq!(
        skips,
        [
            "a record in a vocabulary that is not read",
            "records that the repository has deleted: 1"
        ]
    );
}

#[test]
fn what_zotero_keeps_beside_items_is_told() {
    let (articles, skips) = read_all(
        "<rdf:RDF xmlns:z='http://www.zotero.org/namespaces/export#'><bib:Journal rdf:about='urn:issn:1'><dc:title>Annals</dc:title></bib:Journal>\
         <bib:Article><dcterms:isPartOf rdf:resource='urn:issn:1'/><dc:title>Tides</dc:title><dc:date>2025</dc:date></bib:Article>\
         <z:Attachment><dc:title>Snapshot</dc:title></z:Attachment><bib:Memo><rdf:value>Ask.</rdf:value></bib:Memo></rdf:RDF>",
    );
    assert_eq!(articles.len(), 1);
    assert_eq!(articles[0].source.as_deref(), Some("Annals"));
    assert_eq!(skips.len(), 2);
}

#[test]
fn parts_of_abstracts_have_their_names_and_unknown_elements_are_told_once() {
    let record = "<PubmedArticle><MedlineCitation><Article><ArticleTitle>Tides.</ArticleTitle><Abstract>\
        <AbstractText Label='AIM'>To see.</AbstractText><AbstractText Label='RESULT'>Seen.</AbstractText></Abstract></Article></MedlineCitation><Other>x</Other></PubmedArticle>";
    let (articles, _) = read_all(&format!(
        "<PubmedArticleSet>{record}{record}</PubmedArticleSet>"
    ));
    assert_eq!(articles[0].deck, "AIM: To see. RESULT: Seen.");
    assert_eq!(articles[0].notes, ["elements not understood: `Other`"]);
    assert!(articles[1].notes.is_empty());
}

#[test]
fn other_documents_are_left_to_others() {
    for text in [
        "<?xml version='1.0'?><collection><record><title>A</title><text>It held.</text></record></collection>",
        "<?xml version='1.0'?><records><record><title>A</title><text>It held.</text></record></records>",
        "<rdf:RDF xmlns='http://purl.org/rss/1.0/'><channel><title>A</title></channel><item><title>B</title></item></rdf:RDF>",
        "<?xml version='1.0'?><OAI-PMH><ListRecords><record><metadata><article article-type='news'><front><article-meta/></front></article></metadata></record></ListRecords></OAI-PMH>",
        "<?xml version='1.0'?><OAI-PMH><Identify><repositoryName>A</repositoryName></Identify></OAI-PMH>",
    ] {
        let reader = choose_reader(&Input::new("a.xml", text.as_bytes()));
        assert_ne!(reader.name(), "catalogue", "{text}");
    }
}
