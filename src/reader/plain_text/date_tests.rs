//! Which dates of a scraped page are its own.  All texts are invented.

use super::tests::{explained, read, stamped_page};
use crate::article::Article;

fn stamps(stamp: &str) -> Vec<String> {
    let article = read(&stamped_page(stamp));
    article.dates.into_iter().map(|date| date.raw).collect()
}

#[test]
fn dates_of_other_stories_are_no_dates_of_this_one() {
    assert_eq!(stamps("12 June 2019"), ["12 June 2019"]);
    let beside = "Marit Lund 12 June 2019 11:20 am";
    assert!(
        stamps(beside)
            .iter()
            .any(|raw| raw.contains("12 June 2019")),
        "{}",
        explained(&stamped_page(beside))
    );
}

#[test]
fn the_days_of_an_inset_are_those_of_other_stories() {
    let paragraph = |about: &str| {
        format!(
            "The {about} of Holm was closed for nine days after the storm, the council said in a \
             statement on Monday, and the {about} will open again when the last stones are cleared."
        )
    };
    let inset = "Recommended\nThe Old Lighthouse Gets a New Lamp\nAnn Loe\nMar 9, 2026";
    let text = |inset: &str| {
        let about = ["harbour", "market", "quay", "school", "bridge", "library"];
        let mut lines: Vec<String> = about.iter().map(|about| paragraph(about)).collect();
        lines.insert(4, inset.to_owned());
        lines.insert(0, "Holm Waits for Its Harbour to Open".to_owned());
        lines.join("\n")
    };
    let raw = |article: Article| -> Vec<String> {
        article.dates.into_iter().map(|date| date.raw).collect()
    };
    assert_eq!(raw(read(&text(inset))), [""; 0]);
    assert!(
        read(&text(inset))
            .blocks
            .iter()
            .any(|block| block.text.contains("Mar 9"))
    );
    let own = text(inset).replacen('\n', "\nMarch 12, 2026\n", 1);
    assert_eq!(raw(read(&own)), ["March 12, 2026"]);
}

#[test]
fn a_day_with_its_time_may_stand_over_picture_and_section() {
    let page = |day: &str| {
        let paragraph = "The oldest ferry of the Sund went down at her moorings on Monday night, and nobody was hurt, the harbour master said.";
        format!(
            "Courier\n{day}\nPicture\n>\nSund\nIslands\nFerry sinks off the Sund at her moorings\n\
             By Ann Loe\n{paragraph}\n{paragraph} Nobody knows why.\nMore stories\n\
             Storm takes the roof off\n9 March 2018, 10:15\nGulls have left\n1 May 2018, 09:00\n"
        )
    };
    let raw = |day: &str| -> Vec<String> {
        read(&page(day))
            .dates
            .into_iter()
            .map(|date| date.raw)
            .collect()
    };
    assert_eq!(raw("12 June 2019, 17:26"), ["12 June 2019, 17:26"]);
    assert!(!raw("Wednesday, 12 June 2019").contains(&"Wednesday, 12 June 2019".to_owned()));
}

#[test]
fn a_day_is_no_deck() {
    let text = "Ferry Stays in Port for the Winter\n\
                The council will decide in spring whether it sails again.\n\
                posted on April 21, 2026, at 11:29 a.m.\n\
                Ann Loe\n\
                The ferry of Holm stays in port until the ice is gone, its owner told reporters on \
                Tuesday, and nobody knows who will pay for the new engine that it needs.";
    let article = read(text);
    assert_eq!(
        article.dates[0].raw,
        "posted on April 21, 2026, at 11:29 a.m."
    );
    assert!(!article.deck.contains("posted"), "{}", article.deck);
}

#[test]
fn a_day_is_not_parted_from_its_clock() {
    let found = stamps("Zuletzt am 30/04/2024 - 16:17");
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].contains("30/04/2024"), "{found:?}");
}
