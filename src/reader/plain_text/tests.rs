//! Whole articles through the reader.  All texts are invented.

use super::*;
use crate::article::BlockKind;

pub(super) fn read(text: &str) -> Article {
    parse(text, &Surroundings::default())
}

/// All lines with labels and reasons, for the message of a failed test.
pub(super) fn explained(text: &str) -> String {
    explain_lines(text, &Surroundings::default())
        .iter()
        .map(|line| {
            format!(
                "{:12} {:.60} | {}\n",
                line.label,
                &text[line.span.range()],
                line.reason
            )
        })
        .collect()
}

pub(super) fn texts(article: &Article, kind: BlockKind) -> Vec<&str> {
    article
        .blocks
        .iter()
        .filter(|b| b.kind == kind)
        .map(|b| b.text.as_str())
        .collect()
}

/// The archive's own sample, when its directory is given; the texts are not ours to copy.
#[test]
#[expect(
    clippy::disallowed_macros,
    reason = "a test that is skipped says so, and a failed one shows the lines"
)]
fn the_sample_article_gives_every_field() {
    let Ok(data) = std::env::var("MORGUE_DATA") else {
        eprintln!("SKIPPED: MORGUE_DATA is not set to the directory that holds sample/");
        return;
    };
    let path = std::path::Path::new(&data).join("sample/000_00a02d510dd7c0aa.txt");
    let text = std::fs::read_to_string(&path).unwrap();
    let article = parse(&text, &Surroundings::of_path("000_00a02d510dd7c0aa.txt"));
    for report in explain_lines(&text, &Surroundings::default()) {
        eprintln!(
            "{:12} {:60.60} {}",
            report.label,
            &text[report.span.range()],
            report.reason
        );
    }
    assert_eq!(article.headline.split_whitespace().count(), 10);
    assert_eq!(article.deck.split_whitespace().count(), 19);
    assert!(article.authors.is_empty(), "{:?}", article.authors);
    assert_eq!(article.dates.len(), 1);
    assert_eq!(article.dates[0].raw, "PUBLISHED 1 HOUR AGO");
    let dateline = article.dateline.as_ref().unwrap();
    assert_eq!(dateline.raw, "WASHINGTON, DC");
    assert_eq!(dateline.place.as_deref(), Some("Washington, DC"));
    let body = texts(&article, BlockKind::Paragraph);
    assert_eq!(body.len(), 19);
    let words: usize = body.iter().map(|p| p.split_whitespace().count()).sum();
    assert_eq!(words, 677);
    assert_eq!(texts(&article, BlockKind::Subhead).len(), 3);
    let captions: Vec<_> = article
        .blocks
        .iter()
        .filter(|b| b.kind == BlockKind::Caption)
        .collect();
    let credits: Vec<&str> = captions.iter().map(|b| b.credit.as_str()).collect();
    assert_eq!(
        credits,
        [
            "Carlos Becerra/Getty Images",
            "XNY/Star Max/GC Images",
            "Alfredo Lasry R/Getty Images"
        ]
    );
    assert!(captions[0].alternative.is_empty() && captions[0].text.ends_with("Caracas, Venezuela"));
    assert!(
        captions[1]
            .alternative
            .starts_with("NEW YORK, NY - JANUARY 5")
    );
    assert!(captions[2].alternative.len() > 2 * captions[2].text.len());
    let related: Vec<&str> = texts(&article, BlockKind::Related);
    assert_eq!(related.len(), 23);
    let rest: Vec<&str> = texts(&article, BlockKind::Boilerplate);
    assert!(rest.is_empty(), "{rest:?}");
    assert_eq!(article.parser, "lines");
}

/// The shape of the sample in our own words: every field of it, and nothing of the tail.
#[test]
fn a_scraped_article_gives_every_field() {
    let article = read(include_str!("fixtures/ferries.txt"));
    assert_eq!(
        article.headline,
        "Harbour council confirms sale of two ferries to Lesser Sund"
    );
    assert!(
        article
            .deck
            .starts_with("The chair of the council’s works board")
    );
    assert_eq!(article.authors, [""; 0]);
    assert_eq!(article.dates[0].raw, "PUBLISHED 2 HOURS AGO");
    assert_eq!(article.dates.len(), 1);
    let dateline = article.dateline.as_ref().unwrap();
    assert_eq!(
        (dateline.raw.as_str(), dateline.place.as_deref()),
        ("PORT ANSEL, NV", Some("Port Ansel, NV"))
    );
    let body = texts(&article, BlockKind::Paragraph);
    assert_eq!(
        body.len(),
        11,
        "{}",
        explained(include_str!("fixtures/ferries.txt"))
    );
    assert!(body[0].starts_with("The harbour council announced"));
    assert!(body[9].ends_with("according to neighbours."));
    assert_eq!(
        texts(&article, BlockKind::Subhead),
        [
            "Works board steps in",
            "Conflicting sums and pushback from the pier",
            "Crew pressure, harbour dues, and Dahl's long walk home",
        ]
    );
    let captions: Vec<_> = article
        .blocks
        .iter()
        .filter(|b| b.kind == BlockKind::Caption)
        .collect();
    let credits: Vec<&str> = captions.iter().map(|b| b.credit.as_str()).collect();
    assert_eq!(
        credits,
        [
            "Tilda Brask/Fjord Images",
            "QRT/Lamp Light/FJ Images",
            "Aldo Reeve P/Fjord Images"
        ]
    );
    assert!(captions[0].alternative.is_empty());
    assert!(
        captions[1]
            .alternative
            .starts_with("PORT ANSEL, NV - MARCH 2: Anders Holt")
    );
    assert!(captions[2].alternative.ends_with("at the meeting."));
    assert_eq!(texts(&article, BlockKind::Related).len(), 15);
    assert_eq!(texts(&article, BlockKind::Boilerplate), [""; 0]);
    assert_eq!(
        (article.parser.as_str(), article.confidence),
        ("lines", 0.9)
    );
}

/// A page of the Ferry Courier with stamps beside the headline and over other stories.
pub(super) fn stamped_page(stamp: &str) -> String {
    let paragraph = "The oldest ferry of the Sund went down at her moorings on Monday night, and nobody was hurt, the harbour master said.";
    format!(
        "Ferry sinks off the Sund\n{stamp}\n{paragraph}\n{paragraph} Nobody knows why.\n{paragraph} \
         The council will meet about the ferry.\nMore stories\nBaker wins the island prize\n3 February 2019\n\
         Storm takes the roof off\n9 March 2018\nGulls have left the harbour\n1 May 2018\n"
    )
}

#[test]
fn the_page_title_says_where_the_headline_begins() {
    let page = stamped_page("12 June 2019");
    let glued = page.replacen(
        "Ferry sinks off the Sund",
        "Storms Ferry sinks off the Sund",
        1,
    );
    let article = read(&format!(
        "Ferry sinks off the Sund | Ferry Courier\n{glued}"
    ));
    assert_eq!(article.headline, "Ferry sinks off the Sund");
}

#[test]
fn row_48_what_is_not_sure_says_so() {
    let paragraph = "The oldest ferry of the Sund went down at her moorings on Monday night, and nobody was hurt, the harbour master said on the pier. The council will meet about it before the week is over, and the baker has offered his boat.";
    // No headline.
    let around = Surroundings::of_path("news/2019-06-12-ferry-sinks.txt");
    let article = parse(&format!("{paragraph}\n\n{paragraph} It rained."), &around);
    assert!(article.confidence < 0.5, "{}", article.confidence);
    assert_eq!(texts(&article, BlockKind::Paragraph).len(), 2);
    // Captions alone.
    let captions = "Ferry sinks off the Sund\n\nHarbour master Ivo Brandt looks on as the ferry is raised on June 12, 2019. (Tilda Brask/Fjord Images)\n\nBaker Anna Lund waves from her boat in the harbour on June 12, 2019. (Tilda Brask/Fjord Images)\n";
    let article = read(captions);
    assert!(
        article.confidence < 0.5,
        "{}\n{}",
        article.confidence,
        explained(captions)
    );
    assert_eq!(
        texts(&article, BlockKind::Caption).len(),
        2,
        "{}",
        explained(captions)
    );
    // A stub before a paywall.
    let stub = format!(
        "Ferry sinks off the Sund\n\nBy Marit Lund\n\n{paragraph}\n\nSubscribe to continue reading\nAlready a subscriber? Log in\n"
    );
    let article = read(&stub);
    assert_eq!(
        article.kind,
        crate::article::Kind::Stub,
        "{}",
        explained(&stub)
    );
    assert!(article.confidence < 0.5, "{}", article.confidence);
    // Two stories in one file: nothing is lost, and it is said.
    let one = |headline: &str, author: &str| {
        format!(
            "{headline}\n\nBy {author}\n\n{paragraph}\n\n{paragraph} It rained.\n\n{paragraph} Nobody knows why.\n\n"
        )
    };
    let two = one("Ferry sinks off the Sund", "Marit Lund")
        + &one("Baker wins the island prize", "Ivo Brandt");
    let article = read(&two);
    assert!(
        article.confidence < 0.5,
        "{}\n{}",
        article.confidence,
        explained(&two)
    );
    assert!(
        article.notes.iter().any(|note| note.contains("2 stories")),
        "{:?}",
        article.notes
    );
    assert_eq!(
        article
            .blocks
            .iter()
            .filter(|b| b.text.starts_with("The oldest ferry"))
            .count(),
        6
    );
    let single = read(&one("Ferry sinks off the Sund", "Marit Lund"));
    assert!(
        single.confidence > 0.8 && single.notes.is_empty(),
        "{:?}",
        single.notes
    );
}

const STORY: &str = "The ferry that links the two islands will run again from Monday, the harbour board said after a meeting that lasted until midnight.

Engineers found a crack in the hull in March, and the crew of eleven waited ashore for parts that came from three countries.

The mayor, who had asked for a second ship, called the repair a patch and said that the islands would ask for help in the capital.
";

#[test]
fn a_day_is_no_headline_and_names_share_their_line_with_it() {
    let text = format!(
        "Viernes 17 de julio de 2026\n\nEl ferry vuelve después de nueve semanas\n\nPor Ana Loe 16 de julio de 2026 9:45\n\n{STORY}"
    );
    let article = read(&text);
    assert_eq!(
        article.headline,
        "El ferry vuelve después de nueve semanas",
        "{}",
        explained(&text)
    );
    assert_eq!(article.authors, ["Ana Loe"]);
    assert!(
        article
            .dates
            .iter()
            .any(|date| date.raw == "16 de julio de 2026 9:45"),
        "{:?}",
        article.dates
    );
}

#[test]
fn captions_are_told_by_labels_of_many_languages() {
    for (line, caption, credit) in [
        (
            "Die Fähre liegt seit März im alten Hafen der Stadt. Bildrechte: Ann Loe",
            "Die Fähre liegt seit März im alten Hafen der Stadt.",
            "Ann Loe",
        ),
        (
            "배가 오래된 항구에 정박해 있다. 사진=뉴시스",
            "배가 오래된 항구에 정박해 있다.",
            "뉴시스",
        ),
    ] {
        let found = caption::read_credit(line).expect("a credit");
        assert_eq!((found.text, found.credit), (caption, credit));
    }
}

/// Words of a script without spaces and capitals are counted, and buttons are nobody's names.
#[test]
fn a_thai_page_has_its_headline_and_day() {
    let text = "หน้าแรก
ข่าว
ผู้ว่าราชการจังหวัดเปิดท่าเรือใหม่หลังการก่อสร้างสามปี
15 กรกฎาคม 2569
ผู้ว่าราชการจังหวัดเปิดท่าเรือใหม่เมื่อวันพุธหลังจากการก่อสร้างที่ใช้เวลาสามปีและมีค่าใช้จ่ายมากกว่าที่วางแผนไว้ถึงสองเท่า โดยมีประชาชนหลายร้อยคนเข้าร่วมพิธีเปิด
ท่าเรือแห่งใหม่นี้จะช่วยให้การเดินทางระหว่างเกาะกับแผ่นดินใหญ่สะดวกขึ้น และคาดว่าจะมีผู้โดยสารใช้บริการมากกว่าหนึ่งพันคนต่อวัน
";
    let article = read(text);
    assert_eq!(
        article.headline,
        "ผู้ว่าราชการจังหวัดเปิดท่าเรือใหม่หลังการก่อสร้างสามปี",
        "{}",
        explained(text)
    );
    assert_eq!(texts(&article, BlockKind::Paragraph).len(), 2);
    assert!(article.authors.is_empty(), "{:?}", article.authors);
    assert_eq!(article.dates.len(), 1);
}
