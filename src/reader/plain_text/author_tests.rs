//! Authors and dates of whole pages.  All texts are invented.

use super::*;
use crate::article::{BlockKind, DateRole};

const STORY: &str = "The oldest ferry of the Sund went down on Monday night with a load of fish, and nobody was hurt, the harbour council said on Tuesday.

The second ferry is still afloat and will remain so, said the chair of the works board, who had gone to the pier in the morning to see it.

Fishermen asked for a third ferry as long ago as last spring, when the first of them was found to leak in more than a dozen places.";

fn read(text: &str) -> Article {
    parse(text, &Surroundings::default())
}

/// The authors of a page whose headline the lines stand under.
fn check(lines: &str, authors: &[&str]) {
    let headline = "Old ferry sinks off the Sund with a load of fish";
    let text = format!(
        "{headline} | The Sund Ledger\nHome\nNews\n{headline}\n{lines}\n12 March 2026\n{STORY}\n"
    );
    let article = read(&text);
    assert_eq!(article.headline, headline, "{lines}");
    assert_eq!(article.authors, authors, "{lines}");
}

#[test]
fn bylines_that_a_page_cut_into_lines_are_one() {
    check("By\nJane Roe", &["Jane Roe"]);
    check("By\nJane Roe\nand\nTom Fox", &["Jane Roe", "Tom Fox"]);
    check("By\nJane Roe\n,\nTom Fox", &["Jane Roe", "Tom Fox"]);
    check(
        "By\nJane Roe,\nTom Fox &\nAnn Loe",
        &["Jane Roe", "Tom Fox", "Ann Loe"],
    );
    check("By\nJane Roe\nReporter", &["Jane Roe"]);
    check("By\nJane Roe\nFox News", &["Jane Roe"]);
    check("By\nFox News", &["Fox News"]);
}

#[test]
fn what_stands_beside_authors_is_none() {
    check("Jane Roe\nPolitical Correspondent", &["Jane Roe"]);
    check("Jane Roe\nBBC News, South West", &["Jane Roe"]);
    check("Jane Roe\nPhotographs Tom Fox", &["Jane Roe"]);
    check("By Jane Roe — Lesser Sund", &["Jane Roe"]);
    check("Jane Roe (The Harbour Post)", &["Jane Roe"]);
    check("By Staff Reporter", &[]);
    check("Tom Fox, the mayor of Skerry", &[]);
}

#[test]
fn the_byline_of_a_teaser_within_the_story_is_not_the_story_s() {
    let teaser = "Most Popular\nThe last honest gull of the harbour\nBy Tom Fox";
    let (first, rest) = STORY.split_once("\n\n").unwrap();
    let page = |byline: &str| {
        format!(
            "Old ferry sinks off the Sund with a load of fish\n{byline}12 March 2026\n{first}\n{teaser}\n{rest}\n"
        )
    };
    let signed = read(&page("By Jane Roe\n"));
    assert_eq!(signed.authors, ["Jane Roe"]);
    let is_kept = |article: &Article| {
        let mut blocks = article.blocks.iter();
        blocks.any(|block| block.text == "By Tom Fox" && !block.kind.is_body())
    };
    assert!(is_kept(&signed), "{:?}", signed.blocks);
    let unsigned = read(&page(""));
    assert_eq!(unsigned.authors, [""; 0]);
    assert!(is_kept(&unsigned), "{:?}", unsigned.blocks);
}

#[test]
fn a_name_beside_the_stamp_is_the_author_s() {
    for line in [
        "Jane Roe2 minutes ago",
        "Jane Roe | 12 March 2026",
        "Jane Roe 12 March 2026 - 14:41",
    ] {
        let text = format!("Old ferry sinks off the Sund with a load of fish\n{line}\n{STORY}\n");
        assert_eq!(read(&text).authors, ["Jane Roe"], "{line}");
    }
}

#[test]
fn a_place_or_a_topic_beside_the_stamp_is_no_author() {
    for line in [
        "Port Elder | 12 March 2026",
        "Tamil Nadu | 12 March 2026",
        "Buenos Aires - 12 March 2026",
        "Ciudad de México | 12 March 2026",
        "Health Care · 12 March 2026",
        "Climate Change • 2 hours ago",
    ] {
        let text = format!("Old ferry sinks off the Sund with a load of fish\n{line}\n{STORY}\n");
        assert_eq!(read(&text).authors, [""; 0], "{line}");
    }
}

#[test]
fn words_before_a_name_are_no_headline() {
    let text = format!("Av\nJane Roe\n12 March 2026\n{STORY}\n");
    assert_ne!(read(&text).headline, "Av");
}

#[test]
fn an_update_in_brackets_is_a_date_of_its_own() {
    let line = "6 marzo 2026 (modifica il 7 marzo 2026 | 16:22)";
    let text = format!("Il tetto della sala comunale sarà rifatto\n{line}\n{STORY}\n");
    let article = read(&text);
    let dates: Vec<(DateRole, &str)> = article
        .dates
        .iter()
        .map(|date| (date.role, date.raw.as_str()))
        .collect();
    assert_eq!(
        dates,
        [
            (DateRole::Unspecified, "6 marzo 2026"),
            (DateRole::Updated, "modifica il 7 marzo 2026 | 16:22"),
        ]
    );
}

/// A name that is not read as one can be found all the same.
#[test]
fn what_stands_beside_a_date_is_not_lost() {
    let stamp = "Анна Линдквист, 12 января 2026 года";
    let article = read(&format!(
        "Паромы снова ходят после забастовки\n{stamp}\n\n{STORY}"
    ));
    let mut blocks = article.blocks.iter();
    assert!(blocks.any(|b| b.kind == BlockKind::Boilerplate && b.text == stamp));
    assert_eq!(article.dates[0].raw, stamp);
    for stamp in [
        "12 January 2026",
        "Published 12 January 2026 | Updated 13 January 2026",
    ] {
        let article = read(&format!(
            "Old ferry sinks off the Sund with fish\n{stamp}\n\n{STORY}"
        ));
        let mut blocks = article.blocks.iter();
        assert!(!blocks.any(|b| b.kind == BlockKind::Boilerplate && b.text == stamp));
    }
}

/// A stamp under a wire story was neither date nor block.
#[test]
fn a_stamp_far_from_the_head_is_not_lost() {
    let trailer = "March 12, 2026 09:15 ET (14:15 GMT)";
    let wire = |stamp: &str| {
        format!(
            "Old ferry sinks off the Sund with a load of fish\n{stamp}{STORY}\n-By Jane Roe, Sund Newswires; jane.roe@sund.example\n(END) Sund Newswires\n{trailer}\nCopyright (c) 2026 The Sund Ledger\n"
        )
    };
    let raws = |article: &Article| -> Vec<String> {
        article.dates.iter().map(|date| date.raw.clone()).collect()
    };
    let is_block = |article: &Article| {
        let mut blocks = article.blocks.iter();
        blocks.any(|b| b.kind == BlockKind::Boilerplate && b.text == trailer)
    };
    let alone = read(&wire(""));
    assert_eq!(raws(&alone), [trailer]);
    assert!(!is_block(&alone));
    let dated = read(&wire("11 March 2026\n"));
    assert_eq!(raws(&dated), ["11 March 2026"]);
    assert!(is_block(&dated), "{:?}", dated.blocks);
}
