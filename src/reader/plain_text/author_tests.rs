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
fn lines_that_were_taken_for_something_else_name_authors() {
    for (line, authors) in [
        ("Texto: Ana Roe. Fotos: Luis Sol", &["Ana Roe"][..]),
        ("Text: Anna Roe Foto: Tom Fox", &["Anna Roe"]),
        ("Von Anna Roe (Text) und Tom Fox (Fotos)", &["Anna Roe"]),
        ("Propos recueillis par Jeanne Roe", &["Jeanne Roe"]),
        ("Jane Roe — The Sund Ledger", &["Jane Roe"]),
        (
            "Jane Roe in Kiev and Tom Fox in Rome",
            &["Jane Roe", "Tom Fox"],
        ),
        ("Anna Roe i Jan Fox", &["Anna Roe", "Jan Fox"]),
        ("Jane Roe · 5 min read", &["Jane Roe"]),
        ("Jane Roe, 11 March 2026", &["Jane Roe"]),
        ("Posted by Jane Roe on March 11, 2026", &["Jane Roe"]),
        ("Published: March 11, 2026 | By Jane Roe", &["Jane Roe"]),
        ("11 marzo 2026 di Anna Roe", &["Anna Roe"]),
        ("Von unserem Mitarbeiter Tom Fox", &["Tom Fox"]),
        (
            "By Jane Roe and Tom Fox BBC News, Kiev",
            &["Jane Roe", "Tom Fox"],
        ),
    ] {
        check(line, authors);
    }
}

#[test]
fn lines_of_the_head_that_name_nobody_who_wrote() {
    for line in [
        "Santa Rosa, California",
        "Mount Vernon",
        "Getty Images",
        "Jane Roe/Getty Images",
        "Mayor Ann Poe",
        "Ann Poe, mayor of Skerry",
        "Editor: Tom Fox",
        "By Land and Sea",
        "Por Navidad",
        "Von Menschen und Mauern",
    ] {
        check(line, &[]);
    }
}

const HEADLINE: &str = "Old ferry sinks off the Sund with a load of fish";

#[test]
fn a_name_below_the_story_signs_it() {
    let authors = |below: &str| {
        let text = format!("{HEADLINE}\n\n12 March 2026\n\n{STORY}\n\n{below}\n");
        read(&text).authors
    };
    for below in [
        "Jane Roe",
        "Autorin: Jane Roe",
        "Das Gespräch führte Jane Roe",
    ] {
        assert_eq!(authors(below), ["Jane Roe"], "{below}");
    }
    for below in [
        // A reader's comment, tags, a town.
        "Jane Roe\n2 hours ago\nWhat a pity, she was a good ship.",
        "Jane Roe\nSund\nFerries",
        "Sund Harbour",
        "Edited by: Jane Roe",
    ] {
        assert_eq!(authors(below), [""; 0], "{below}");
    }
    let about = STORY.replace("nobody was hurt", "Captain Roe was hurt");
    let text = format!("{HEADLINE}\n\n12 March 2026\n\n{about}\n\nJane Roe\n");
    assert_eq!(read(&text).authors, [""; 0]);
}

#[test]
fn an_agency_beside_the_day_is_the_author() {
    let authors = |above: &str| read(&format!("{HEADLINE}\n{above}\n{STORY}\n")).authors;
    assert_eq!(authors("AFP\n12 March 2026"), ["AFP"]);
    assert_eq!(authors("12 March 2026\ndpa/jr"), ["dpa"]);
    assert_eq!(authors("AFP"), [""; 0]);
    let picture = "The ferry in the Sund on Monday (Photo: Tom Fox)\nAFP\n12 March 2026";
    assert_eq!(authors(picture), [""; 0]);
}

#[test]
fn reporters_of_east_asia_are_named_above_or_at_the_end() {
    let korean = "낡은 나룻배가 월요일 밤 물고기를 싣고 가라앉았지만 다친 사람은 없었다고 항구 위원회가 화요일에 밝혔다.\n\n두 번째 배는 아직 떠 있으며 앞으로도 그럴 것이라고 공사 위원회 의장이 말했다. 그는 아침에 부두를 찾았다.";
    let chinese = "旧渡轮周一晚间载着鱼货沉没，港口委员会周二表示无人受伤。第二艘渡轮仍在航行，工程委员会主席说，他早晨到码头查看过。\n\n渔民去年春天就要求增加第三艘渡轮，当时第一艘已被发现有十几处漏水。";
    for (headline, above, story, below, authors) in [
        (
            "낡은 나룻배 가라앉아",
            "김민수 기자",
            korean,
            "",
            &["김민수"][..],
        ),
        (
            "낡은 나룻배 가라앉아",
            "",
            korean,
            "김민수 기자 kms@hangu.example",
            &["김민수"],
        ),
        (
            "낡은 나룻배 가라앉아",
            "",
            korean,
            "김민수 시장은 기자 회견을 연다.",
            &[],
        ),
        ("旧渡轮沉没", "本报记者 李文静", chinese, "", &["李文静"]),
        (
            "旧渡轮沉没",
            "作者：李文静 编辑：王强",
            chinese,
            "",
            &["李文静"],
        ),
        ("旧渡轮沉没", "", chinese, "责任编辑：王强", &[]),
        (
            "旧渡轮沉没",
            "",
            chinese,
            "记者从港口获悉，原因正在调查。",
            &[],
        ),
    ] {
        let text = format!("{headline}\n\n{above}\n\n{story}\n\n{below}\n");
        assert_eq!(read(&text).authors, authors, "{above}{below}");
    }
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
