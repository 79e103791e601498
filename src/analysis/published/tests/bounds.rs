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

#[test]
fn days_that_stand_for_none_assert_nothing() {
    for raw in [
        "9999-12-31",
        "9999-12-31T23:59:59Z",
        "0001-01-01T00:00:00",
        "1970-01-01T01:00:00+01:00",
        "1969-12-31T19:00:00-05:00",
    ] {
        Case::default()
            .published(DateSource::Field, raw)
            .check("none");
    }
    for raw in ["1970-01-01T00:00:00Z", "1900-01-01", "1899-12-30"] {
        let by_other = Case::default()
            .published(JsonLd, raw)
            .published(Meta, "2021-03-04");
        by_other.check("2021-03-04 meta");
        let by_address = Case::default()
            .published(DateSource::Field, raw)
            .url("https://ledger.example/2021/03/04/mill");
        by_address.check("2021-03-04 url");
    }
    // An archive has stories of that day, which were scanned and changed later.
    let first = Case::default()
        .published(DateSource::Field, "1970-01-01")
        .updated(DateSource::Field, "2012-05-06")
        .path("scans/2012-05-06.json");
    let first = first.check("1970-01-01 field, updated 2012-05-06 field");
    assert!(first.note().is_some_and(|note| note.contains("1970-01-01")));
    let printed = Case::default().published(Stamp, "January 1, 1900");
    assert_eq!(printed.check("1900-01-01 stamp").note(), None);
    let other = Case::default().published(DateSource::Field, "1970-01-02");
    assert_eq!(other.check("1970-01-02 field").note(), None);
}
