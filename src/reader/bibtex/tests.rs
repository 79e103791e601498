//! Entries as programs export them, and what only looks like one.

use super::*;
use crate::article::{Article, Kind};

fn read(text: &str) -> Vec<Article> {
    let mut articles = Vec::new();
    let input = Input::new("a.bib", text.as_bytes());
    let (reader, result) = crate::reader::read(&input, None, &mut |item| {
        if let Item::Article(read) = item {
            articles.push(read.article);
        }
    });
    assert_eq!(reader.name(), "bibtex", "{text}");
    assert_eq!(result, Ok(()), "{text}");
    articles
}

#[test]
fn entries_of_bibtex() {
    let articles = read(
        "% kept by hand\n@string{courier = \"Port Elder \" # {Courier}}\n@article{roe2026,\n  \
         title = {A {Dam} holds in Jos{\\'e}, na\\\"{\\i}ve},\n  author = {Roe, Ann and {Night Desk} \
         and others},\n  journal = courier,\n  date = {2026-03-03},\n  url = {https://x.example/a},\n  \
         abstract = {The dam held \\& nobody was hurt, the mayor said.},\n  keywords = {dams, rivers},\n  \
         pages = {1--2},\n}\n@newspaper{b, title=\"Ferry late\", author=\"Tom Fox\", year=2026, month=mar, \
         abstract={The ferry was late again.}}\n@comment{no entry}\n",
    );
    let [dam, ferry] = articles.as_slice() else {
        panic!("{articles:?}");
    };
    assert_eq!(dam.headline, "A Dam holds in José, naïve");
    assert_eq!(dam.authors, ["Ann Roe", "Night Desk"]);
    assert_eq!(dam.source.as_deref(), Some("Port Elder Courier"));
    assert_eq!(dam.deck, "The dam held & nobody was hurt, the mayor said.");
    assert_eq!(dam.tags, ["dams", "rivers"]);
    assert_eq!(dam.kind, Kind::Stub);
    assert_eq!(dam.notes, ["fields not understood: `pages`"]);
    assert_eq!(ferry.dates[0].raw, "2026-03");
    assert_eq!(ferry.authors, ["Tom Fox"]);
}

#[test]
fn entries_with_tags() {
    let articles = read(
        "%0 Newspaper Article\n%T A dam holds\n%A Roe, Ann\n%A Fox, Tom\n%B Port Elder Courier\n%D 2026\n\
         %8 March 3\n%K dams\nrivers\n%X The dam held.\nNobody was hurt.\n\n%0 Newspaper Article\n%T Ferry late\n%D 2026\n",
    );
    assert_eq!(articles.len(), 2);
    assert_eq!(articles[0].authors, ["Ann Roe", "Tom Fox"]);
    assert_eq!(articles[0].dates[0].raw, "March 3, 2026");
    assert_eq!(articles[0].tags, ["dams", "rivers"]);
    assert!(articles[0].deck.ends_with("Nobody was hurt."));
}

#[test]
fn entries_of_medline() {
    let articles = read(
        "\nPMID- 9\nOWN - NLM\nDP  - 2026 Mar 3\nTI  - A dam holds in the\n      north.\nAB  - The dam held.\n      Nobody was\n      hurt.\n\
         FAU - Roe, Ann M\nAU  - Roe AM\nFAU - Fox, Tom\nAU  - Fox T\nLA  - eng\nJT  - Annals\nMH  - Dams\nOT  - rivers\n\n\
         PMID- 10\nOWN - NLM\nDP  - 2025 Nov-Dec\nTI  - Ferry late\nAU  - Fox T\n",
    );
    assert_eq!(articles.len(), 2);
    assert_eq!(articles[0].headline, "A dam holds in the north.");
    assert_eq!(articles[0].deck, "The dam held. Nobody was hurt.");
    assert_eq!(articles[0].authors, ["Ann M Roe", "Tom Fox"]);
    assert_eq!(articles[0].dates[0].raw, "2026-03-03");
    assert_eq!(articles[0].tags, ["Dams", "rivers"]);
    assert_eq!(articles[0].source.as_deref(), Some("Annals"));
    assert_eq!(articles[0].given_id.as_deref(), Some("9"));
    assert_eq!(articles[1].dates[0].raw, "2025");
    assert_eq!(articles[1].authors, ["Fox T"]);
}

#[test]
fn entries_of_web_of_science() {
    let articles = read(
        "FN Clarivate Analytics Web of Science\nVR 1.0\nPT J\nAU Roe, AM\n   Fox, T\nAF Roe, Ann M.\n   Fox, Tom\nTI A dam holds\n   in the north\n\
         SO ANNALS\nLA English\nDE dams; rivers\nID floods\nAB The dam held. Nobody\n   was hurt.\nPD MAR 3\nPY 2026\nUT WOS:1\nER\n\nPT J\nTI Ferry late\nPY 2025\nER\n\nEF\n",
    );
    assert_eq!(articles.len(), 2);
    assert_eq!(articles[0].headline, "A dam holds in the north");
    assert_eq!(articles[0].authors, ["Ann M. Roe", "Tom Fox"]);
    assert_eq!(articles[0].deck, "The dam held. Nobody was hurt.");
    assert_eq!(articles[0].dates[0].raw, "MAR 3, 2026");
    assert_eq!(articles[0].tags, ["dams", "rivers", "floods"]);
    assert_eq!(articles[1].headline, "Ferry late");
}

#[test]
fn what_is_damaged_costs_itself() {
    let articles = read(
        "@article{a, year = 2026, title = {Not closed\n@article{b, title = {A dam holds}, year = 2026}\n",
    );
    assert_eq!(articles.len(), 2);
    assert_eq!(articles[0].notes, ["the entry is not closed"]);
    assert!(articles[1].notes.is_empty());
}

#[test]
fn other_texts_are_none() {
    for text in [
        "@media print {\n p { color: red }\n}\n",
        "@article of faith: the dam will hold\n",
        "%0 of the voters came\nand the rest stayed at home\n",
        "PMID- 9 is a number\nof PubMed\n",
        "FN is short for footnote\nTI for title\n",
    ] {
        assert_eq!(BibTeX.sniff(&Head::of(text.as_bytes())), 0, "{text}");
    }
}
