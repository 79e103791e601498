//! Memos, notices, minutes, letters and scans through the reader.  All texts are invented.

use super::*;
use crate::article::BlockKind;

pub(super) fn read(text: &str) -> Article {
    parse(text, &Surroundings::default())
}

/// `headline|authors|dates|first paragraph`, the last cut off after some characters.
#[track_caller]
fn check(text: &str, expected: &str) {
    let article = read(text);
    let first = article
        .blocks
        .iter()
        .find(|block| block.kind == BlockKind::Paragraph)
        .map_or("", |block| block.text.as_str());
    let dates: Vec<&str> = article.dates.iter().map(|date| date.raw.as_str()).collect();
    let found = [
        article.headline.clone(),
        article.authors.join(", "),
        dates.join(", "),
        first.chars().take(20).collect(),
    ];
    assert_eq!(found.join("|"), expected, "{text}\n{:?}", article.blocks);
    holds_every_line(text, &article);
}

/// Each line is in a block, or in the place of a field.
#[track_caller]
fn holds_every_line(text: &str, article: &Article) {
    let blocks = article.blocks.iter().map(|block| block.span);
    let fields = article.evidence.iter().map(|evidence| evidence.span);
    let dates = article.dates.iter().map(|date| date.span);
    let spans: Vec<Span> = blocks.chain(fields).chain(dates).collect();
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        let at = line.as_ptr() as usize - text.as_ptr() as usize;
        let at = at + line.len() - line.trim_start().len();
        let is_held = spans.iter().any(|span| span.start <= at && at < span.end);
        assert!(is_held, "lost: {line}");
    }
}

const ENGLISH: &str = "The inspection of last week found eleven broken piles below the north pier. \
    The engineer recommends that heavy vehicles be kept off until they are replaced.\n\n\
    The cost is put at 240,000 crowns, which is within the budget of the year. I ask the board to \
    decide at its next meeting.\n";
const GERMAN: &str = "Bei der Prüfung am Freitag wurden an drei Pfeilern Risse festgestellt. Das \
    Ingenieurbüro rät, die Brücke für Lastwagen zu sperren.\n\n\
    Die Umleitung führt über die Hafenstraße. Mit den Anwohnern ist noch nicht gesprochen worden.\n";
const SPANISH: &str = "La inspección del viernes encontró grietas en tres pilares. La ingeniera \
    recomienda cerrar el puente a los camiones de más de tres toneladas.\n\n\
    El desvío pasa por la calle del Puerto. Todavía no se ha hablado con los vecinos.\n";
const FRENCH: &str = "L'inspection de vendredi a relevé des fissures sur trois piliers. L'ingénieure \
    recommande de fermer le pont aux camions de plus de trois tonnes.\n\n\
    La déviation passe par la rue du Port. Les riverains n'ont pas encore été consultés.\n";

#[test]
fn the_subject_of_a_memo_is_its_headline() {
    check(
        &format!(
            "MEMORANDUM\n\nTO: All reporters, Norrby desk\nFROM: Hanna Pruett, deputy editor\n\
             DATE: January 12, 2026\nRE: Repairs to the pier\n\n{ENGLISH}"
        ),
        "Repairs to the pier|Hanna Pruett|DATE: January 12, 2026|The inspection of la",
    );
    check(
        &format!(
            "City of Norrby\nOffice of the Clerk\n\nTo: Members of the Harbour Board\n\
             From: Tomas Vik, City Clerk\nCc: Finance Department\nDate: 12 January 2026\n\
             Subject: Repairs to the north pier\n\n{ENGLISH}"
        ),
        "Repairs to the north pier|Tomas Vik|Date: 12 January 2026|The inspection of la",
    );
    check(
        &format!(
            "AKTENVERMERK\n\nAn: Leitung Amt 32\nVon: Jonas Reuter\nDatum: 12. Januar 2026\n\
             Betreff: Sperrung der Nordbrücke\n\n{GERMAN}"
        ),
        "Sperrung der Nordbrücke|Jonas Reuter|Datum: 12. Januar 2026|Bei der Prüfung am F",
    );
    check(
        &format!(
            "MEMORANDO\n\nPARA: Dirección de Obras\nDE: Lucía Ferrán\nFECHA: 12 de enero de 2026\n\
             ASUNTO: Cierre del puente norte\n\n{SPANISH}"
        ),
        "Cierre del puente norte|Lucía Ferrán|FECHA: 12 de enero de 2026|La inspección del vi",
    );
    check(
        &format!(
            "NOTE DE SERVICE\n\nÀ : Direction des travaux\nDe : Claire Vasseur\n\
             Date : 12 janvier 2026\nObjet : Fermeture du pont nord\n\n{FRENCH}"
        ),
        "Fermeture du pont nord|Claire Vasseur|Date : 12 janvier 2026|L'inspection de vend",
    );
}

#[test]
fn mail_that_was_saved_as_text_is_a_memo() {
    check(
        &format!(
            "From: Hanna Pruett <hanna@ledger.example>\nSent: Monday, January 12, 2026 9:14 AM\n\
             To: Night desk\nSubject: Notes from the pier\n\n{ENGLISH}"
        ),
        "Notes from the pier|Hanna Pruett|Sent: Monday, January 12, 2026 9:14 AM|The inspection of la",
    );
    // A desk is nobody.
    check(
        &format!(
            "From: press@norrby.example\nTo: Night desk\nDate: January 12, 2026\n\
             Subject: Notes from the pier\n\n{ENGLISH}"
        ),
        "Notes from the pier||Date: January 12, 2026|The inspection of la",
    );
}

#[test]
fn fields_within_an_article_are_text() {
    let text = "What the mayor wrote to her voters\n\nBy Hanna Pruett\nJanuary 12, 2026\n\n\
        The letter has four lines. It was found in a box in the customs house and shown on Sunday.\n\n\
        From: the old pier, she wrote, you could see the whole town.\n\n\
        To: the ones who stayed, she added, nothing was ever promised.\n\n\
        Re: the bridge, there was one word that nobody in the family could read.\n\n\
        The handwriting was compared with that of three other letters from the same year.\n";
    check(
        text,
        "What the mayor wrote to her voters|Hanna Pruett|January 12, 2026|The letter has four ",
    );
    let article = read(text);
    let is_paragraph = |start: &str| {
        let mut blocks = article.blocks.iter();
        blocks.any(|block| block.kind == BlockKind::Paragraph && block.text.starts_with(start))
    };
    assert!(is_paragraph("From: the old pier"), "{:?}", article.blocks);
    assert!(is_paragraph("Re: the bridge"), "{:?}", article.blocks);
}

#[test]
fn the_day_of_an_event_is_not_that_of_its_notice() {
    check(
        &format!(
            "MEDIA ADVISORY\n\nWHAT: Public hearing on the harbour plan\n\
             WHEN: Thursday, January 15, 2026, 7 p.m.\nWHERE: Old customs house, Norrby\n\
             WHO: Mayor Anna Lindqvist\n\n{ENGLISH}"
        ),
        "Public hearing on the harbour plan|||WHEN: Thursday, Janu",
    );
    check(
        &format!(
            "EINLADUNG\n\nWAS: Anhörung zum Hafenplan\nWANN: Donnerstag, 15. Januar 2026, 19 Uhr\n\
             WO: Altes Zollhaus, Norrby\n\n{GERMAN}"
        ),
        "Anhörung zum Hafenplan|||WANN: Donnerstag, 15",
    );
}

#[test]
fn who_was_present_is_no_headline_and_no_place() {
    check(
        &format!(
            "Protokoll der Gemeinderatssitzung\nNorrby, 12. Januar 2026\n\n\
             Anwesend: Bürgermeisterin Lindqvist, die Räte Roe, Vik, Marsch\n\
             Entschuldigt: Rat Holm\n\nTOP 1: Nordbrücke\n{GERMAN}"
        ),
        "Protokoll der Gemeinderatssitzung||Norrby, 12. Januar 2026|Anwesend: Bürgermeis",
    );
    let text = format!(
        "ACTA DE LA SESIÓN ORDINARIA DEL PLENO\nNorrby, 12 de enero de 2026\n\n\
         ASISTENTES: la alcaldesa Ana Lindo; los concejales Roda, Vico y Marzal\n\
         AUSENTES: el concejal Olmo\n\n{SPANISH}"
    );
    check(
        &text,
        "ACTA DE LA SESIÓN ORDINARIA DEL PLENO||Norrby, 12 de enero de 2026|ASISTENTES: la alcal",
    );
    assert_eq!(read(&text).dateline, None);
}

#[test]
fn who_is_absent_from_a_match_changes_nothing_else() {
    let text = format!(
        "Norrby Rovers go to Outer Holm without their captain\nThree players stay at home for the match of the year\n\n\
         By Hanna Pruett\nJanuary 12, 2026\n\nAbsent: Holm (knee), Vik (work)\n\n{}\n\n{}\n",
        SCAN[0], SCAN[1]
    );
    check(
        &text,
        "Norrby Rovers go to Outer Holm without their captain|Hanna Pruett|January 12, 2026|Absent: Holm (knee),",
    );
    assert!(read(&text).deck.starts_with("Three players"));
}

#[test]
fn who_paid_for_a_press_release_wrote_nothing() {
    let text = "Norrby Ferries Opens Winter Line to the Outer Islands\n\nNews provided by\nNorrby Ferries\n\n\
        Jan 12, 2026, 09:00 ET\n\nNORRBY, Maine, Jan. 12, 2026 /PRNewswire/ -- Norrby Ferries today announced \
        a winter line to the outer islands, which have had no connection since 1987.\n\n\
        \"People have waited a long time for this,\" said Tomas Vik, who heads the company.\n";
    check(
        text,
        "Norrby Ferries Opens Winter Line to the Outer Islands||Jan 12, 2026, 09:00 ET, Jan. 12, 2026|Norrby Ferries today",
    );
    assert_eq!(read(text).deck, "");
}

/// The paragraphs and subheads of a text.
pub(super) fn body(text: &str) -> Vec<String> {
    let article = read(text);
    holds_every_line(text, &article);
    let is_body = |kind| matches!(kind, BlockKind::Paragraph | BlockKind::Subhead);
    let blocks = article.blocks.into_iter();
    blocks
        .filter(|block| is_body(block.kind))
        .map(|block| block.text)
        .collect()
}

#[test]
fn who_signs_a_letter_wrote_it() {
    let letter = "Your report on the harbour plan left out what matters most to us who live there. \
        A pier that is leased for forty years is no longer ours.\n\n\
        I have swum from it every summer since 1961. I ask the council for a vote of the town.\n\n";
    let start = "Your report on the h";
    for (head, signature, expected) in [
        (
            "The Norrby Ledger\nJanuary 12, 2026\n\nLETTERS TO THE EDITOR\n\nKeep the pier public\n\n",
            "Margaret Holm\nNorrby\n",
            "Keep the pier public|Margaret Holm|January 12, 2026",
        ),
        (
            "To the editor:\n\n",
            "Margaret Holm\nNorrby\nJanuary 12, 2026\n",
            "|Margaret Holm|January 12, 2026",
        ),
        (
            "Leserbriefe\n\nDer Pier gehört allen\n12. Januar 2026\n\n",
            "Margarete Holm, Norrby\n",
            "Der Pier gehört allen|Margarete Holm|12. Januar 2026",
        ),
        // A name below an article is anybody's.
        (
            "The Norrby Ledger\nJanuary 12, 2026\n\nCouncil will keep the pier public\n\n",
            "Margaret Holm, Norrby\n",
            "Council will keep the pier public||January 12, 2026",
        ),
    ] {
        let text = format!("{head}{letter}{signature}");
        let first = if expected.starts_with('|') {
            "To the editor:"
        } else {
            start
        };
        check(&text, &format!("{expected}|{first}"));
    }
}

pub(super) const SCAN: [&str; 3] = [
    "The city council voted last night to mend the north pier, where eleven piles were found broken after the storm of the third.",
    "The cost was put at two hundred thousand crowns. Mr. Marsh asked why the sum had doubled since the spring of the year.",
    "The members then took up the matter of the winter ferry, and heard Mr. Vik, who said that the ice was thick enough.",
];

#[test]
fn running_heads_are_no_paragraphs() {
    for heads in [
        [
            "THE NORRBY LEDGER, JANUARY 12, 1926. 3",
            "4 THE NORRBY LEDGER, JANUARY 12, 1926.",
            "THE NORRBY LEDGER, JANUARY 12, 1926. 5",
        ],
        [
            "Seite 3 Norrbyer Zeitung, 12. Januar 1926.",
            "Seite 4 Norrbyer Zeitung, 12. Januar 1926.",
            "Seite 5 Norrbyer Zeitung, 12. Januar 1926.",
        ],
        [
            "12 The Harbour Review",
            "13 The Harbour Review",
            "14 The Harbour Review",
        ],
    ] {
        let text = format!(
            "{}\n\nCOUNCIL VOTES TO MEND PIER\n\n{}\n\n{}\n\n{}\n\n{}\n\n{}\n",
            heads[0], SCAN[0], heads[1], SCAN[1], heads[2], SCAN[2]
        );
        assert_eq!(body(&text), SCAN, "{heads:?}");
    }
}

#[test]
fn lines_with_numbers_are_no_running_heads() {
    // Results fall as well as grow, and two alike prove nothing.
    for lines in [
        ["Norrby Rovers 3", "Norrby Rovers 1", "Norrby Rovers 2"],
        [
            "12 boats came home",
            "14 boats were lost",
            "17 boats came home",
        ],
    ] {
        let text = format!(
            "Council votes to mend pier\n\n{}\n\n{}\n\n{}\n\n{}\n\n{}\n",
            SCAN[0], lines[0], lines[1], lines[2], SCAN[1]
        );
        let is_page = |line: &LineReport| line.label == "PAGE_NO";
        let found = explain_lines(&text, &Surroundings::default());
        assert!(!found.iter().any(is_page), "{lines:?}");
    }
}

#[test]
fn days_of_insets_give_way_to_one_over_the_headline() {
    let text = format!(
        "News\nSport\n12.01.2026, 17:26\nWatch\n>\nPier\nThe council has voted to mend the north pier\n\
         {}\n{}\n\nTrams stop in the snow\n\n11.01.2026, 10:21\n\nBoats lie in the ice\n\n\
         10.01.2026, 09:00\n\n{}\n",
        SCAN[0], SCAN[1], SCAN[2]
    );
    let article = read(&text);
    let found: Vec<&str> = article.dates.iter().map(|date| date.raw.as_str()).collect();
    assert_eq!(found, ["12.01.2026, 17:26"], "{:?}", article.blocks);
    holds_every_line(&text, &article);
}

#[test]
fn a_day_near_the_story_counts_where_its_head_has_none() {
    let page = |above: &str, below: &str| {
        let story = SCAN.join("\n");
        format!(
            "News\nSport\n{above}Culture\nThe council has voted to mend the north pier\n{story}\n{below}\
             More from the Ledger\nContact us\n"
        )
    };
    for (above, below, expected) in [
        ("12.01.2026, 17:26\n", "", "12.01.2026, 17:26"),
        (
            "",
            "Published: 12/01/2026 14:47\n",
            "Published: 12/01/2026 14:47",
        ),
        (
            "",
            "Radio Norrby, 12.1.2026, 10:05\n",
            "Radio Norrby, 12.1.2026, 10:05",
        ),
        // A list of other stories.
        (
            "12.01.2026, 17:26\nTrams stop\n11.01.2026, 10:21\nBoats sail\nClocks stop\n",
            "",
            "",
        ),
    ] {
        let text = page(above, below);
        let article = read(&text);
        let found: Vec<&str> = article.dates.iter().map(|date| date.raw.as_str()).collect();
        assert_eq!(found.join("|"), expected, "{text}");
        holds_every_line(&text, &article);
    }
}
