//! What lies before and behind the publication, and the days that only one year fits.

use super::*;

#[test]
fn bounds_are_bounds() {
    Case::default().seen("2026-11-22").check("none");
    // A relative stamp is never counted back from a file time.
    let relative = Case::default()
        .published(Stamp, "PUBLISHED 1 HOUR AGO")
        .seen("2026-11-22")
        .check("none");
    assert_eq!(relative.candidates[0].verdict, Verdict::Relative);
    Case::default()
        .path("2027-01-01-story.txt")
        .now("2026-11-22")
        .check("none");
    Case::default()
        .path("2026-01-01.txt")
        .text("He died on May 5, 2026.")
        .check("none");
    // What the publisher states is kept and flagged.
    let future = Case::default()
        .published(JsonLd, "2027-01-01")
        .now("2026-11-22");
    let future = future.check("2027-01-01 json_ld").published.unwrap();
    assert!(
        future.confidence < 0.4 && future.reason.contains("future"),
        "{future:?}"
    );
    // A line that does not say of what it is the day is that of something else.
    Case::default()
        .date(DateRole::Unspecified, Stamp, "7 May 1856")
        .text("The ferry was sold on May 5, 2026.")
        .check("none");
    Case::default()
        .date(DateRole::Unspecified, Stamp, "1 May 2026")
        .text("The ferry was sold on May 5, 2026.")
        .check("2026-05-01 stamp");
    // A file time of zero says nothing.
    Case::default()
        .published(Meta, "2026-01-01")
        .seen("1970-01-01")
        .check("2026-01-01 meta");
    Case::default()
        .date(DateRole::Unspecified, UpperBound, "2026-01-14T00:00:00Z")
        .check("none");
}

#[test]
fn weekday_month_and_day_against_bounds() {
    let lead = "The council announced Tuesday, Jan 13, that it had found the records.";
    let caption = "Clerks search for records on January 12, 2026, in Exampleton";
    let case = || {
        Case::default()
            .text(lead)
            .block(BlockKind::Caption, caption)
    };
    let found = case()
        .seen("2026-11-22")
        .check("2026-01-13 constraints")
        .published
        .unwrap();
    assert!(found.confidence >= 0.8, "{found:?}");
    assert_eq!(found.raw, "Tuesday, Jan 13");
    // Without the bound above, or the one below, the year is open.
    case().check("none");
    Case::default().text(lead).seen("2026-11-22").check("none");
    // The next Tuesday the 13th of January is in 2032.
    case().seen("2030-01-01").check("2026-01-13 constraints");
    case().seen("2033-01-01").check("none");
    // What is still to come does not date the article; the bounds give the year.
    Case::default()
        .text("The council will meet on Tuesday, Jan 13.")
        .block(
            BlockKind::Caption,
            "Clerks in January 2026; records on January 1, 2026",
        )
        .seen("2026-11-22")
        .check("2026 constraints");
}
