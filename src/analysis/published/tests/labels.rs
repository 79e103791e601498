//! Labels of several dates, and days by another clock than UTC.

use super::*;

#[test]
fn every_date_of_a_line_has_its_own_label() {
    for (role, line, expected) in [
        (
            DateRole::Updated,
            "Updated March 6, 2024 at 9:11 p.m. | Published March 4, 2024 at 5:00 p.m.",
            "2024-03-04T17:00 stamp, updated 2024-03-06T21:11 stamp",
        ),
        (
            DateRole::Published,
            "Published: 09:02, 5 March 2024 | Updated: 11:41, 6 March 2024",
            "2024-03-05T09:02 stamp, updated 2024-03-06T11:41 stamp",
        ),
        (
            DateRole::Published,
            "Publié le 05/03/2024 à 10h15, mis à jour le 06/03/2024 à 8h00",
            "2024-03-05T10:15 stamp, updated 2024-03-06T08:00 stamp",
        ),
    ] {
        let case = Case::default().order(DateOrder::DayFirst);
        case.date(role, Stamp, line).check(expected);
    }
}

#[test]
fn a_labelled_day_is_taken_before_one_without() {
    Case::default()
        .date(DateRole::Unspecified, Meta, "2024-11-30")
        .published(Stamp, "Published: March 4, 2024")
        .check("2024-03-04 stamp");
    Case::default()
        .date(DateRole::Unspecified, TimeElement, "2024-11-08T08:00:00Z")
        .published(Stamp, "Published: March 4, 2024")
        .check("2024-03-04 stamp");
    // The same day by another clock is no contradiction.
    Case::default()
        .date(DateRole::Unspecified, TimeElement, "2024-03-04T20:00:00Z")
        .published(Stamp, "Published: March 4, 2024")
        .check("2024-03-04T20:00+00:00 time_element");
}

#[test]
fn the_page_shows_the_local_day_of_an_instant() {
    let given = || Case::default().published(JsonLd, "2024-03-05T04:00:00Z");
    let line = |case: Case, raw: &str| case.date(DateRole::Unspecified, Stamp, raw);
    line(given(), "March 4, 2024").check("2024-03-04 json_ld");
    given()
        .url("https://x.example/2024/03/04/dam/")
        .check("2024-03-04 json_ld");
    line(given(), "March 5, 2024").check("2024-03-05T04:00+00:00 json_ld");
    // A feed's own field says the instant.
    Case::default()
        .published(DateSource::Field, "2024-03-05T04:00:00Z")
        .url("https://x.example/2024/03/04/dam/")
        .check("2024-03-05T04:00+00:00 field");
    // Too far away for any clock.
    line(given(), "March 3, 2024").check("2024-03-05T04:00+00:00 json_ld");
    // The sources do not agree.
    line(given(), "March 4, 2024")
        .url("https://x.example/2024/03/05/dam/")
        .check("2024-03-05T04:00+00:00 json_ld");
    // The later day is that of the update.
    let evening = || Case::default().published(JsonLd, "2024-03-05T16:00:00Z");
    line(evening(), "March 6, 2024").check("2024-03-06 json_ld");
    line(
        evening().updated(JsonLd, "2024-03-06T08:00:00Z"),
        "March 6, 2024",
    )
    .check("2024-03-05T16:00+00:00 json_ld, updated 2024-03-06T08:00+00:00 json_ld");
}

#[test]
fn an_update_at_the_time_of_publication_is_none() {
    Case::default()
        .published(Meta, "2024-03-05T10:00:00Z")
        .updated(Meta, "2024-03-05T10:00:00Z")
        .check("2024-03-05T10:00+00:00 meta");
}
