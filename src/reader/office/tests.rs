//! Texts of word processors to articles: headlines by style and without, deliveries, what stands
//! beside the text.

use super::*;
use crate::article::{Article, BlockKind};
use crate::reader::Item;

/// Puts paragraphs together: a role, a text; a text with tabs is a row of a table.
fn office(paragraphs: &[(Role, &str)]) -> OfficeText {
    let mut composer = Composer::default();
    for (role, text) in paragraphs {
        let is_row = text.contains('\t');
        match (is_row, composer.is_in_table()) {
            (true, false) => composer.begin_table(),
            (false, true) => composer.end_table(),
            _ => {}
        }
        let look = Look {
            role: *role,
            ..Look::default()
        };
        for cell in text.split('\t') {
            for (i, part) in cell.split("¶").enumerate() {
                if i > 0 {
                    composer.end_paragraph(look);
                }
                composer.push(part);
            }
            composer.end_paragraph(look);
            if is_row {
                composer.end_cell();
            }
        }
        if is_row {
            composer.end_row();
        }
    }
    composer.finish().expect("it is small")
}

fn articles(office: &OfficeText) -> Vec<Article> {
    let origin = Origin {
        format: "rtf",
        path: "a.rtf",
        encoding: "rtf".to_owned(),
    };
    let mut articles = Vec::new();
    let result = give(office, &origin, &mut |item| {
        if let Item::Article(read) = item {
            articles.push(read.article);
        }
    });
    assert!(result.is_ok(), "{result:?}");
    articles
}

/// Headline, deck and blocks of the only article.
#[track_caller]
fn check(paragraphs: &[(Role, &str)], headline: &str, deck: &str, blocks: &[&str]) {
    let articles = articles(&office(paragraphs));
    let [article] = &articles[..] else {
        panic!("{articles:?}");
    };
    assert_eq!(
        (article.headline.as_str(), article.deck.as_str()),
        (headline, deck)
    );
    let found: Vec<String> = article
        .blocks
        .iter()
        .map(|block| format!("{:?}: {}", block.kind, block.text))
        .collect();
    assert_eq!(found, blocks);
}

const LEAD: &str =
    "The ferry will sail on Sundays from May, the council decided after a long meeting.";
const MORE: &str =
    "The quay will be shut until the autumn, said the mayor, who lives right behind it.";

#[test]
fn the_headline_is_what_its_style_says() {
    use Role::{Caption, Heading, ListItem, Note, Quote, Subtitle, Text, Title};
    let (lead, more) = (format!("Paragraph: {LEAD}"), format!("Paragraph: {MORE}"));
    check(
        &[
            (Text, "PRESS RELEASE"),
            (Title, "Sundays it is"),
            (Subtitle, "Boats for churchgoers"),
            (Text, LEAD),
            (Heading(1), "What it costs"),
            (ListItem, "Nothing"),
            (Quote, "A boat is a boat."),
            (Caption, "The quay on Monday"),
            (Text, MORE),
            (Note, "So says the book."),
        ],
        "Sundays it is",
        "Boats for churchgoers",
        &[
            "Boilerplate: PRESS RELEASE",
            &lead,
            "Subhead: What it costs",
            "ListItem: Nothing",
            "Quote: A boat is a boat.",
            "Caption: The quay on Monday",
            &more,
            "Paragraph: So says the book.",
        ],
    );
    check(
        &[
            (Heading(2), "Ferry\nto sail"),
            (Text, LEAD),
            (Heading(2), "Costs"),
            (Text, MORE),
        ],
        "Ferry to sail",
        "",
        &[&lead, "Subhead: Costs", &more],
    );
    // What was taken for the headline goes back to its place.
    check(
        &[
            (Text, "Council of Skerry decides about boats"),
            (Title, "Sundays it is"),
            (Text, LEAD),
            (Text, MORE),
        ],
        "Sundays it is",
        "",
        &[
            "Subhead: Council of Skerry decides about boats",
            &lead,
            &more,
        ],
    );
    // Headings below the text are none of it; the first line is what it is in a text file.
    check(
        &[
            (Text, "Ferry to sail on Sundays"),
            (Text, LEAD),
            (Heading(1), "Costs"),
            (Text, MORE),
        ],
        "Ferry to sail on Sundays",
        "",
        &[&lead, "Subhead: Costs", &more],
    );
}

#[test]
fn tables_are_tables_or_layout() {
    use Role::{Text, Title};
    let (lead, more) = (format!("Paragraph: {LEAD}"), format!("Paragraph: {MORE}"));
    check(
        &[
            (Title, "Boats"),
            (Text, LEAD),
            (Text, "Boat\tCrew¶of 2026"),
            (Text, "Skerry Queen\t12"),
            (Text, MORE),
        ],
        "Boats",
        "",
        &[&lead, "Table: Boat\tCrew of 2026\nSkerry Queen\t12", &more],
    );
    // A cell that holds a story.
    let long = [LEAD; 9].join(" ");
    check(
        &[(Title, "Boats"), (Text, &format!("Left\t{long}¶{MORE}"))],
        "Boats",
        "",
        &["Paragraph: Left", &format!("Paragraph: {long}"), &more],
    );
}

#[test]
fn line_breaks_amid_a_sentence_are_spaces() {
    let broken = LEAD.replacen(" the council", "\nthe council", 1);
    check(
        &[
            (Role::Title, "Boats\nsail"),
            (Role::Text, &format!("{broken}\n{MORE}")),
        ],
        "Boats sail",
        "",
        &[&format!("Paragraph: {LEAD}"), &format!("Paragraph: {MORE}")],
    );
}

#[test]
fn headers_and_contents_are_kept_beside_the_text() {
    let mut text = office(&[
        (Role::Contents, "Costs 2"),
        (Role::Title, "Boats sail again"),
        (Role::Text, LEAD),
    ]);
    text.running = vec!["Courier".to_owned()];
    text.info.title = "untitled".to_owned();
    text.info.created = "2020-01-01".to_owned();
    text.info.modified = "2026-01-15".to_owned();
    let articles = articles(&text);
    let beside = articles[0]
        .blocks
        .iter()
        .filter(|block| block.kind == BlockKind::Boilerplate);
    let beside: Vec<&str> = beside.map(|block| block.text.as_str()).collect();
    assert_eq!(beside, ["Costs 2", "Courier"]);
    let days: Vec<&str> = articles[0]
        .dates
        .iter()
        .map(|day| day.raw.as_str())
        .collect();
    assert_eq!(days, ["2026-01-15"]);
}

#[test]
fn a_delivery_is_read_as_the_same_text_is() {
    use Role::Text;
    let rows = [
        (Text, "HD\tFerry to sail"),
        (Text, "BY\tBy Ann Loe"),
        (Text, "WC\t84 words"),
        (Text, "PD\t14 March 2026"),
        (Text, "SN\tThe Harbour Courier"),
        (Text, "LA\tEnglish"),
        (Text, "LP\tThe ferry will sail."),
        (Text, "TD\tIt is old.¶So is the quay."),
        (Text, "AN\tDocument HARBC00020260314e73e0001a"),
    ];
    let articles = articles(&office(&rows));
    let [article] = &articles[..] else {
        panic!("{articles:?}");
    };
    assert_eq!(article.parser, "rtf/factiva");
    assert_eq!(article.headline, "Ferry to sail");
    assert_eq!(article.source.as_deref(), Some("The Harbour Courier"));
    let body = article.blocks.iter().filter(|block| block.kind.is_body());
    let body: Vec<&str> = body.map(|block| block.text.as_str()).collect();
    assert_eq!(
        body,
        ["The ferry will sail.", "It is old.", "So is the quay."]
    );
}

#[test]
fn wrapped_lines_are_joined() {
    let lines = "The ferry will sail on Sundays from May, the council decided after\n\
        a meeting that lasted until the last boat of the evening had left\n\
        the harbour, and until the mayor himself had fallen asleep in his\nchair.";
    let mut paragraphs = vec![(Role::Title, "Boats"), (Role::Text, " ")];
    paragraphs.extend(lines.split('\n').map(|line| (Role::Text, line)));
    let articles = articles(&office(&paragraphs));
    assert_eq!(articles[0].blocks.len(), 1, "{:?}", articles[0].blocks);
}

#[test]
fn what_a_text_is_called_is_no_headline() {
    use Role::{Heading, Text, Title};
    let (lead, more) = (format!("Paragraph: {LEAD}"), format!("Paragraph: {MORE}"));
    for (form, style) in [
        ("PRESS RELEASE", Heading(1)),
        ("PRESS RELEASE", Title),
        ("Pressemitteilung", Title),
    ] {
        let articles = articles(&office(&[
            (style, form),
            (Heading(2), "Ferry to sail on Sundays"),
            (Text, LEAD),
            (Text, MORE),
        ]));
        assert_eq!(articles[0].headline, "Ferry to sail on Sundays", "{form}");
        let is_kept = articles[0].blocks.iter().any(|block| block.text == form);
        assert!(is_kept, "{:?}", articles[0]);
    }
    check(
        &[
            (Title, "PRESS RELEASE"),
            (Text, "14 March 2026"),
            (Text, "Ferry to sail on Sundays"),
            (Text, LEAD),
            (Text, MORE),
        ],
        "Ferry to sail on Sundays",
        "",
        &["Boilerplate: PRESS RELEASE", &lead, &more],
    );
}

#[test]
fn who_made_the_file_is_the_author_where_the_text_says_so() {
    for (line, expected) in [
        ("It was a long day.", &[][..]),
        ("The mayor and Ann Loe were there.", &[]),
        ("— Ann Loe", &["Ann Loe"]),
    ] {
        let mut text = office(&[
            (Role::Title, "Boats sail again"),
            (Role::Text, LEAD),
            (Role::Text, MORE),
            (Role::Text, line),
        ]);
        text.info.author = "Ann Loe".to_owned();
        assert_eq!(articles(&text)[0].authors, expected, "{line}");
    }
}

#[test]
fn questions_and_answers_are_no_headlines() {
    use Role::Text;
    let (asked, answered) = ("Q. When will it sail?", format!("A. {LEAD}"));
    let turns = [
        (Text, asked),
        (Text, answered.as_str()),
        (Text, "Q. And then?"),
        (Text, "A. No."),
    ];
    let blocks = [
        format!("Paragraph: {asked}"),
        format!("Paragraph: {answered}"),
        "Paragraph: Q. And then?".to_owned(),
        "Paragraph: A. No.".to_owned(),
    ];
    let blocks: Vec<&str> = blocks.iter().map(String::as_str).collect();
    check(&turns, "", "", &blocks);
    let above = [&[(Text, "The captain on his boat")], &turns[..]].concat();
    check(&above, "The captain on his boat", "", &blocks);
    // One label is nobody.
    check(
        &[(Text, "Notice: boats to sail"), (Text, LEAD), (Text, MORE)],
        "Notice: boats to sail",
        "",
        &[&format!("Paragraph: {LEAD}"), &format!("Paragraph: {MORE}")],
    );
}

#[test]
fn letters_are_not_signed_by_who_is_greeted() {
    use Role::Text;
    let letter = [
        (Text, "Ann Loe\n4 Harbour Street\nSkerry"),
        (Text, "12 January 2026"),
        (Text, "The Editor\nSkerry Courier"),
        (Text, "Dear Sir,"),
        (Text, LEAD),
        (Text, MORE),
        (Text, "Yours faithfully,"),
        (Text, "Ann Loe"),
    ];
    let articles = articles(&office(&letter));
    let article = &articles[0];
    assert!(article.authors.is_empty(), "{article:?}");
    assert_eq!(article.headline, "");
    for (_, paragraph) in letter {
        for line in paragraph.split('\n').filter(|line| !line.starts_with("12")) {
            let is_kept = article.blocks.iter().any(|block| block.text == line);
            assert!(is_kept, "{line}: {:?}", article.blocks);
        }
    }
}
