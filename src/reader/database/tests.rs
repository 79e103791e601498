//! Records of each database: fields, text, what stands around them, and hostile sizes.

use super::*;
use crate::article::{Article, BlockKind, DateSource, Kind};

/// The articles of a text, and how many parts were skipped.
fn read_all(text: &str) -> (Vec<Article>, usize) {
    let (mut articles, mut skipped) = (Vec::new(), 0);
    let result = Database.read(
        &Input::new("a.txt", text.as_bytes()),
        &mut |item| match item {
            Item::Article(read) => articles.push(read.article),
            Item::Skipped(_) => skipped += 1,
        },
    );
    assert!(result.is_ok());
    (articles, skipped)
}

fn sure(text: &str) -> u8 {
    Database.sniff(&Head::of(text.as_bytes()))
}

/// Headline, authors, outlet, first day, body.
#[track_caller]
fn check(
    article: &Article,
    headline: &str,
    authors: &[&str],
    source: &str,
    day: &str,
    body: &[&str],
) {
    assert_eq!(article.headline, headline);
    assert_eq!(article.authors, authors);
    assert_eq!(article.source.as_deref(), Some(source));
    let fields = article
        .dates
        .iter()
        .filter(|date| date.source == DateSource::Field);
    assert_eq!(
        fields.map(|date| date.raw.trim()).collect::<Vec<_>>(),
        [day]
    );
    let blocks = article.blocks.iter().filter(|block| block.kind.is_body());
    assert_eq!(
        blocks.map(|block| block.text.as_str()).collect::<Vec<_>>(),
        body
    );
}

fn kept(article: &Article) -> Vec<&str> {
    let blocks = article
        .blocks
        .iter()
        .filter(|block| block.kind == BlockKind::Boilerplate);
    blocks.map(|block| block.text.as_str()).collect()
}

const LEXIS: &str = "                               1 of 2 DOCUMENTS


                            The Harbour Courier (Skerry)

                              March 14, 2026 Saturday
                                  First Edition

Ferry to sail on Sundays,
council says

BYLINE: Ann Loe, Transport Correspondent

SECTION: NEWS; Pg. 7

LENGTH: 84 words

HIGHLIGHT: Boats for churchgoers

DATELINE: SKERRY


The ferry will sail on Sundays from May, the council decided after a meeting that
lasted until the last boat had left.

SECTION of the quay stays shut, it said.

LOAD-DATE: March 16, 2026

LANGUAGE: ENGLISH

GRAPHIC: The ferry at
the quay

PUBLICATION-TYPE: Newspaper


                      Copyright 2026 Courier Press Ltd
                              All Rights Reserved

                               2 of 2 DOCUMENTS


                                The Evening Post

                            March 15, 2026 Sunday

Clock right again

LENGTH: 9 words


The clock is right.

LOAD-DATE: March 16, 2026


                       Copyright 2026 Evening Post
";

#[test]
fn lexisnexis_is_read_by_its_labels_and_columns() {
    assert!(sure(LEXIS) > 90);
    let (articles, skipped) = read_all(LEXIS);
    assert_eq!((articles.len(), skipped), (2, 0));
    let first = &articles[0];
    check(
        first,
        "Ferry to sail on Sundays, council says",
        &["Ann Loe"],
        "The Harbour Courier (Skerry)",
        "March 14, 2026 Saturday",
        &[
            "The ferry will sail on Sundays from May, the council decided after a meeting that lasted until the last boat had left.",
            "SECTION of the quay stays shut, it said.",
        ],
    );
    assert_eq!(first.deck, "Boats for churchgoers");
    assert_eq!(first.section.as_deref(), Some("NEWS"));
    assert_eq!(first.language.as_deref(), Some("ENGLISH"));
    assert_eq!(first.dateline.as_ref().unwrap().raw, "SKERRY");
    // When the database took it in is no day of the story.
    let loaded = first
        .dates
        .iter()
        .find(|date| date.source == DateSource::UpperBound);
    assert_eq!(loaded.unwrap().raw, "March 16, 2026");
    let caption = first
        .blocks
        .iter()
        .find(|block| block.kind == BlockKind::Caption);
    assert_eq!(caption.unwrap().text, "The ferry at the quay");
    assert_eq!(
        kept(first),
        [
            "1 of 2 DOCUMENTS",
            "First Edition",
            "SECTION: NEWS; Pg. 7",
            "LENGTH: 84 words",
            "PUBLICATION-TYPE: Newspaper",
            "Copyright 2026 Courier Press Ltd",
            "All Rights Reserved",
        ]
    );
    let day = "March 15, 2026 Sunday";
    check(
        &articles[1],
        "Clock right again",
        &[],
        "The Evening Post",
        day,
        &["The clock is right."],
    );
}

#[test]
fn nexis_uni_has_a_cover_and_a_body() {
    let text = "User Name: Ann Loe\nDate and Time: Monday, 16 March 2026\nJob Number: 1\n\
        About LexisNexis | Privacy Policy\n\n\
        Ferry to sail on Sundays\nThe Harbour Courier\nMarch 14, 2026 Saturday\nFirst Edition\n\n\
        Copyright 2026 Courier Press Ltd All Rights Reserved\n\nSection: NEWS; Pg. 7\nLength: 84 words\n\
        Byline: By Ann Loe\nBody\n\nThe ferry will sail on Sundays.\n\nNote: it needs no crew, he said.\n\n\
        Boats are old.\n\nClassification\n\nLanguage: ENGLISH\n\nSubject: FERRIES (90%); COUNCILS (71%)\n\n\
        Load-Date: March 16, 2026\n\nEnd of Document\n";
    assert!(sure(text) > 90);
    let (articles, skipped) = read_all(text);
    assert_eq!((articles.len(), skipped), (1, 1));
    check(
        &articles[0],
        "Ferry to sail on Sundays",
        &["Ann Loe"],
        "The Harbour Courier",
        "March 14, 2026 Saturday",
        // A label amid the text is the story's.
        &[
            "The ferry will sail on Sundays.",
            "Note: it needs no crew, he said.",
            "Boats are old.",
        ],
    );
    assert_eq!(articles[0].tags, ["FERRIES", "COUNCILS"]);
}

#[test]
fn factiva_is_read_with_tags_and_without() {
    let tagged = "SE News\nHD Ferry to sail\non Sundays\nBY By Ann Loe\nWC 84 words\nPD 14 March 2026\nET 02:10\n\
        SN The Harbour Courier\nSC HARBC\nLA English\nCY (c) 2026 Courier Press\n\nLP \nThe ferry will sail.\n\n\
        TD \nIt is old.\n\nSo is the quay.\n\nNS gpol : Domestic Politics | gcat : General News\n\
        AN Document HARBC00020260314e73e0001a\n\nHD Clock right\nPD 15 March 2026\nSN The Post\nLP The clock is right.\n\
        AN Document POST000020260315e73g0002b\n\nSearch Summary\nText ferry\nResults Found 2\n";
    assert!(sure(tagged) > 90);
    let (articles, skipped) = read_all(tagged);
    assert_eq!((articles.len(), skipped), (2, 1));
    let body = ["The ferry will sail.", "It is old.", "So is the quay."];
    let outlet = "The Harbour Courier";
    check(
        &articles[0],
        "Ferry to sail on Sundays",
        &["Ann Loe"],
        outlet,
        "14 March 2026 02:10",
        &body,
    );
    assert_eq!(
        articles[0].given_id.as_deref(),
        Some("HARBC00020260314e73e0001a")
    );
    assert_eq!(articles[0].tags, ["Domestic Politics", "General News"]);
    check(
        &articles[1],
        "Clock right",
        &[],
        "The Post",
        "15 March 2026",
        &["The clock is right."],
    );

    let plain = "News\nFerry to sail on Sundays\n\nBy Ann Loe\n84 words\n14 March 2026\n02:10\nThe Harbour Courier\n\
        HARBC\n7\nEnglish\n(c) 2026 Courier Press\n\nThe ferry will sail.\n\nIt is old.\n\n\
        Document HARBC00020260314e73e0001a\n\nClock right\n\n9 words\n15 March 2026\nThe Post\nPOST\nEnglish\n\
        (c) 2026\n\nThe clock is right.\n\nDocument POST000020260315e73g0002b\n";
    assert!(sure(plain) > 90);
    let (articles, skipped) = read_all(plain);
    assert_eq!((articles.len(), skipped), (2, 0));
    check(
        &articles[0],
        "Ferry to sail on Sundays",
        &["Ann Loe"],
        outlet,
        "14 March 2026 02:10",
        &body[..2],
    );
    assert_eq!(articles[0].section.as_deref(), Some("News"));
    assert_eq!(articles[0].language.as_deref(), Some("English"));
    check(
        &articles[1],
        "Clock right",
        &[],
        "The Post",
        "15 March 2026",
        &["The clock is right."],
    );

    let page = "<!DOCTYPE html><html><head><title>Factiva</title></head><body><div class=\"article enArticle\">\
        <div id=\"hd\"><span class='enHeadline'>Clock right</span></div><div class=\"author\">Ann Loe</div>\
        <div>9 words</div><div>15 March 2026</div><div>The Post</div><div>POST</div><div>English</div><div>(c) 2026</div>\
        <p class=\"articleParagraph\">The clock is right.</p><p>Document POST000020260315e73g0002b</p></div></body></html>";
    assert_eq!(sure(page), 100);
    let (articles, _) = read_all(page);
    check(
        &articles[0],
        "Clock right",
        &["Ann Loe"],
        "The Post",
        "15 March 2026",
        &["The clock is right."],
    );
}

#[test]
fn proquest_ebsco_and_gale_have_labels_over_and_under_the_text() {
    let rule = "_".repeat(60);
    let text = format!(
        "{rule}\nReport Information from ProQuest\n{rule}\n\nDocument 1 of 2\n\nFerry to sail\n\nAuthor: Ann Loe\n\n\
         Publication info: The Courier ; Skerry [Skerry]14 Mar 2026: 7.\n\nAbstract: Boats on Sundays.\n\n\
         Full text: The ferry will sail.\n\nIt is old.\n\nSubject: Ferries; Councils\n\nTitle: Ferry to sail\n\n\
         Publication title: The Courier\n\nPublication date: Mar 14, 2026\n\nLanguage of publication: English\n\n\
         ProQuest document ID: 85\n\nDocument URL: http://paper.example/85\n\nLast updated: 2026-03-16\n\n\
         {rule}\n\nDocument 2 of 2\n\nClock right\n\nAbstract: The clock is right.\n\nFull text: \n\n\
         Title: Clock right\n\nPublication title: The Post\n\nPublication date: Mar 15, 2026\n\n{rule}\n\nContact ProQuest\n"
    );
    assert!(sure(&text) > 90);
    let (articles, skipped) = read_all(&text);
    assert_eq!((articles.len(), skipped), (2, 2));
    let body = ["The ferry will sail.", "It is old."];
    check(
        &articles[0],
        "Ferry to sail",
        &["Ann Loe"],
        "The Courier",
        "Mar 14, 2026",
        &body,
    );
    assert_eq!(articles[0].deck, "Boats on Sundays.");
    assert_eq!(articles[0].url.as_deref(), Some("http://paper.example/85"));
    // Only the abstract was delivered.
    check(
        &articles[1],
        "Clock right",
        &[],
        "The Post",
        "Mar 15, 2026",
        &["The clock is right."],
    );
    assert_eq!(articles[1].kind, Kind::Stub);
    // One record that was saved alone has no rules.
    let single = "Ferry to sail\n\nAuthor: Ann Loe\n\nPublication info: The Courier; Skerry. 14 Mar 2026: 7.\n\n\
        Full text: The ferry will sail.\n\nIt is old.\n\nPublication title: The Courier\n\n\
        Publication date: Mar 14, 2026\n\nLanguage of publication: English\n";
    assert!(sure(single) > 50);
    let (articles, _) = read_all(single);
    check(
        &articles[0],
        "Ferry to sail",
        &["Ann Loe"],
        "The Courier",
        "Mar 14, 2026",
        &body,
    );
    assert_eq!(
        sure("Full text: the mayor's address\n\nThe ferry will sail.\n"),
        0
    );

    let ebsco = "Record: 1\nTitle: Ferry to sail.\nAuthors: Ann Loe\n\
        Source: Harbour Courier, The (Skerry). 03/14/2026, p7. 1p.\nSubject Terms: *FERRIES\n*COUNCILS\n\
        Accession Number: 12\nDatabase: Newspaper Source\n\nSection: News\nThe ferry will sail.\n\nIt is old.\n\n\
        Copyright of Harbour Courier is the property of Courier Press.\n";
    assert!(sure(ebsco) > 90);
    let (articles, _) = read_all(ebsco);
    let outlet = "The Harbour Courier (Skerry)";
    check(
        &articles[0],
        "Ferry to sail",
        &["Ann Loe"],
        outlet,
        "03/14/2026",
        &body,
    );
    assert_eq!(articles[0].tags, ["FERRIES", "COUNCILS"]);

    let gale = "Title:\tFerry to sail\nAuthor(s):\tAnn Loe\nSource:\tThe Courier (Skerry). (Mar. 14, 2026): News: p7.\n\
        Document Type:\tArticle\nFull Text: \t\nThe ferry will sail.\n\nIt is old.\n\n\
        Source Citation   (MLA 8th Edition)\nLoe, Ann. \"Ferry to sail.\" The Courier, 14 Mar. 2026.\n\
        Gale Document Number: GALE|A25\n";
    assert!(sure(gale) > 90);
    let (articles, _) = read_all(gale);
    check(
        &articles[0],
        "Ferry to sail",
        &["Ann Loe"],
        "The Courier (Skerry)",
        "Mar. 14, 2026",
        &body,
    );
    assert_eq!(articles[0].given_id.as_deref(), Some("GALE|A25"));
}

#[test]
fn newsbank_and_europresse_put_the_outlet_first() {
    let newsbank = "Harbour Courier, The (Skerry)\n\nMarch 14, 2026\nEdition: First\nSection: News\nPage: 7\n\n\
        Ferry to sail\n\nAuthor: Ann Loe, Transport Correspondent\n\nArticle Text:\n\nThe ferry will sail.\n\nIt is old.\n\n\
        Copyright (c) 2026 Courier Press\nRecord Number: 13A2B3C4\n\n\nEvening Post\n\nMarch 15, 2026\nSection: News\nPage: 3\n\n\
        Clock right\n\nThe clock is right.\n\nCopyright (c) 2026\nRecord Number: 13A3B3C4\n";
    assert!(sure(newsbank) > 90);
    let (articles, _) = read_all(newsbank);
    let body = ["The ferry will sail.", "It is old."];
    let outlet = "The Harbour Courier (Skerry)";
    check(
        &articles[0],
        "Ferry to sail",
        &["Ann Loe"],
        outlet,
        "March 14, 2026",
        &body,
    );
    assert_eq!(articles[1].source.as_deref(), Some("Evening Post"));

    let europresse = "Le Courrier du Val\nPolitique, lundi 16 mars 2026 320 mots, p. A7\n\nLe bac du dimanche\n\n\
        Anne Prévost\n\nLe bac partira le dimanche.\n\nIl est vieux.\n\n© 2026 Le Courrier du Val.\n\n\
        Référence du document : news·20260316·CV·0012\n";
    assert!(sure(europresse) > 90);
    let (articles, _) = read_all(europresse);
    let body = ["Le bac partira le dimanche.", "Il est vieux."];
    let outlet = "Le Courrier du Val";
    check(
        &articles[0],
        "Le bac du dimanche",
        &["Anne Prévost"],
        outlet,
        "lundi 16 mars 2026",
        &body,
    );
    assert_eq!(articles[0].section.as_deref(), Some("Politique"));
}

#[test]
fn ris_records_are_stubs() {
    let text = "TY  - NEWS\nT1  - Ferry to sail\nAU  - Ann Loe\nAU  - Poe, Tom\nT2  - The Courier\nPY  - 2026\n\
        DA  - 2026/03/14/\nAB  - The ferry will sail.\nUR  - https://paper.example/85\nM3  - News\nER  - \n\n\
        TY  - NEWS\nTI  - Clock right\nT2  - The Post\nDA  - 2026/03/15/\nER  - \n";
    assert!(sure(text) > 90);
    let (articles, _) = read_all(text);
    let authors = ["Ann Loe", "Tom Poe"];
    check(
        &articles[0],
        "Ferry to sail",
        &authors,
        "The Courier",
        "2026/03/14",
        &["The ferry will sail."],
    );
    assert_eq!(articles[0].kind, Kind::Stub);
    assert!(kept(&articles[0]).contains(&"M3: News"));
    check(
        &articles[1],
        "Clock right",
        &[],
        "The Post",
        "2026/03/15",
        &[],
    );
}

#[test]
fn texts_that_speak_of_documents_are_no_deliveries() {
    for text in [
        "Clock right\n\nThe clock is right.\n\nRead document 1 of 2 here.\n",
        "Section: News\n\nBody\n\nThe clock is right.\n",
        "The ferry\n\n84 words\n\nThe ferry will sail.\n",
        "HD radios are old\n\nThe ferry will sail.\n",
        "Document 1 of 2\n\nThe ferry will sail.\n",
        "Boat of the week\n\nLength: 40 feet\nSection: II\n\nBody\n\nThe hull is of oak.\n",
        "Tides\n\nMay 3, 2026\n\nEdition: hardback\nReadability: high\nRecord Number: 7 of 12\n",
        "Hearing\n\nDocument AB12345678\n\nThe council voted.\n",
        "Ferry\n\n1,204 words\n\nRead in:\nEnglish\nDeutsch\n\nThe ferry will sail.\n",
        "Quarter\n\nHD Supply rose.\nCO prices fell.\nIN the end all was flat.\nTD Bank fell.\n",
        "TY  - the ferry\n\nNot a list.\n",
        "From: Ann <a@b.example>\nSubject: Ferry\n\nLength: 84 words\nBody\nText.\nCopyright 2026\n",
        "Letter\n\nDocument Type: letter\nSource: City Hall\nFull Text:\n\nDear all.\n",
        "Fair\n\nPublication info: call us.\n\nFull text: at the library.\n",
    ] {
        assert_eq!(sure(text), 0, "{text}");
    }
    // A page of that name that holds no delivery is a page.
    let page = "<html><head><title>Factiva</title></head><body><article><h1>Clock right</h1><p>The clock of the \
        town hall is right again, the council of Skerry said on Monday after a long night.</p></article></body></html>";
    let (articles, _) = read_all(page);
    assert_eq!(articles[0].headline, "Clock right");
}

#[test]
fn a_story_before_the_first_record_makes_it_a_story() {
    let text = "Hearing on the ferry\n\nThe council voted on Tuesday to keep the old ferry for a year.\n\n\
        The debate lasted until the last boat of the day had left.\n\nDocument 3 of 12\n\nLENGTH: 9 words\n\nIt was signed.\n";
    let (articles, skipped) = read_all(text);
    assert_eq!((articles.len(), skipped), (1, 0));
    assert_eq!(articles[0].headline, "Hearing on the ferry");
}

#[test]
fn forms_of_records_differ() {
    // Paragraphs by indents, and a label amid the text.
    let lexis = "                 1 of 1 DOCUMENT\n\n                 The Evening Post\n\n              March 15, 2026 Sunday\n\n\
        Clock right again\n\nBYLINE: By ANN LOE\n\nLENGTH: 9 words\n\n\n   The clock is right, the mayor said on Sunday after\na long walk.\n\
        \u{20}  It had been wrong for years, she\nsaid.\nNOTE: it is old.\n   The end.\n\nLOAD-DATE: March 16, 2026\n";
    let (articles, _) = read_all(lexis);
    let body = [
        "The clock is right, the mayor said on Sunday after a long walk.",
        "It had been wrong for years, she said. NOTE: it is old.",
        "The end.",
    ];
    check(
        &articles[0],
        "Clock right again",
        &["ANN LOE"],
        "The Evening Post",
        "March 15, 2026 Sunday",
        &body,
    );
    let newsbank = "Clock right\n\nMarch 14, 2026 | Harbour Courier, The (Skerry)\nAuthor: Ann Loe\nSection: News\nPage: 7\n\n\
        The clock is right.\n\nRecord Number: 13A2B3C4\n";
    let (articles, _) = read_all(newsbank);
    let outlet = "The Harbour Courier (Skerry)";
    check(
        &articles[0],
        "Clock right",
        &["Ann Loe"],
        outlet,
        "March 14, 2026",
        &["The clock is right."],
    );
    let factiva = "News\nFerry to sail on Sundays\nAnn Loe\n84 words\n14 March 2026\nThe Courier\nHARBC\nEnglish\n\
        Copyright 2026, Courier Press.\n\nThe ferry will sail.\n\nDocument HARBC00020260314e73e0001a\n";
    let (articles, _) = read_all(factiva);
    check(
        &articles[0],
        "Ferry to sail on Sundays",
        &["Ann Loe"],
        "The Courier",
        "14 March 2026",
        &["The ferry will sail."],
    );
    let tagged = "SE\tNews\nHD\tFerry to sail\nWC\t84 words\nPD\t14 March 2026\nSN\tThe Courier\nLP\t\nThe ferry will sail.\n\n\
        TD\t\nIN May, the quay opens.\n\nSE was the wind, said he.\n\nBY the evening all was calm.\n\nAN\tDocument HARBC00020260314e73e0001a\n";
    let (articles, _) = read_all(tagged);
    assert_eq!(articles.len(), 1);
    let body = [
        "The ferry will sail.",
        "IN May, the quay opens.",
        "SE was the wind, said he.",
        "BY the evening all was calm.",
    ];
    check(
        &articles[0],
        "Ferry to sail",
        &[],
        "The Courier",
        "14 March 2026",
        &body,
    );
    let german = "Fähre fährt sonntags\nHafenkurier\n14. März 2026 Samstag\n\nCopyright 2026 Hafenkurier\n\nRubrik: LOKALES; S. 7\n\
        Länge: 84 Wörter\nAutor: Anna Loe\nHaupttext\n\nDie Fähre fährt ab Mai.\n\nKlassifikation\n\nSprache: GERMAN\n\n\
        Update: 16. März 2026\n\nEnd of Document\n";
    assert!(sure(german) > 90);
    let (articles, _) = read_all(german);
    let day = "14. März 2026 Samstag";
    check(
        &articles[0],
        "Fähre fährt sonntags",
        &["Anna Loe"],
        "Hafenkurier",
        day,
        &["Die Fähre fährt ab Mai."],
    );
}

#[test]
fn hostile_deliveries_take_linear_time() {
    for (head, line) in [
        ("LENGTH: 1 words\n", "1 of 2 DOCUMENTS\n"),
        ("TY  - NEWS\n", "AU  - Ann Loe\n"),
        ("TY  - NEWS\nTI  - a\n", "DA  - 2026/03/14/\n"),
        ("TY  - NEWS\nTI  - a\nKW  - a\n", "b;c|d*e\n"),
        ("HD A\nLP a\nWC 1 words\nPD 14 March 2026\n", "SE News\n"),
        ("ProQuest document ID: 1\n", "Title: a\n\n"),
        (
            "A\n84 words\n14 March 2026\nB\nCCC\nEnglish\n",
            "Ann Loe\n\n",
        ),
        (
            "Record Number: 13A2B3C4\nEdition: a\n",
            "Edition: a\n\nb\n\n",
        ),
    ] {
        let text = format!("{head}{}", line.repeat(20_000));
        let (articles, skipped) = read_all(&text);
        assert!(articles.len() + skipped > 0, "{line}");
    }
}

#[test]
fn a_cover_ends_with_its_page() {
    let record = |day: u32| {
        format!(
            "Ferry to sail\n\n84 words\n{day} March 2026\nThe Post\nPOST\nEnglish\n(c) 2026\n\nThe ferry will sail.\n\n\
             Document POST000020260315e73g000{day}b\n"
        )
    };
    // Pages of the records themselves are none of it.
    let text = format!(
        "Ferry to sail 2\nFerry to sail 3\n\u{c}{}\u{c}{}",
        record(1),
        record(2)
    );
    let (articles, skipped) = read_all(&text);
    assert_eq!((articles.len(), skipped), (2, 1));
    for article in &articles {
        assert_eq!(article.headline, "Ferry to sail");
    }
}

#[test]
fn tags_in_a_column_of_their_own_stand_amid_the_text_too() {
    let text = "HD\tFerry to sail\nWC\t84 words\nPD\t14 March 2026\nSN\tThe Post\nLP\tThe ferry will sail.\n\n\
        TD\tTD Bank is shut.\n\nAN\tDocument POST000020260315e73g0002b\n";
    let (articles, _) = read_all(text);
    let body = ["The ferry will sail.", "TD Bank is shut."];
    check(
        &articles[0],
        "Ferry to sail",
        &[],
        "The Post",
        "14 March 2026",
        &body,
    );
}
