//! Abbreviations of time zones: a closed table, because the same letters mean different hours.
//!
//! An abbreviation with one meaning gives an offset. One that several countries use gives an offset
//! only when the country is known; without it the time stays civil and the letters are kept.
//! "ET", "CT", "MT" and "PT" change with the season, which a table cannot know: they give no offset.

use std::borrow::Cow;

/// One abbreviation and its readings: minutes east of UTC, and the countries that use it so.
///
/// No countries at all means that everybody does.
struct Abbreviation {
    letters: &'static str,
    readings: &'static [(i16, &'static str)],
}

/// Returns the offset of `letters`, if it is known here: `Some(None)` for one that stays open.
pub(super) fn look_up(letters: &str, country: Option<&str>) -> Option<Option<i16>> {
    let row = ABBREVIATIONS.iter().find(|row| row.letters == letters)?;
    let reading = row.readings.iter().find(|(_, countries)| {
        countries.is_empty()
            || country.is_some_and(|country| {
                countries
                    .split(' ')
                    .any(|listed| listed.eq_ignore_ascii_case(country))
            })
    });
    Some(reading.map(|(offset, _)| *offset))
}

/// Reports whether `offset` is one that some place on earth has had since zones exist.
pub(super) fn is_offset(minutes: i32) -> bool {
    (-12 * 60..=14 * 60).contains(&minutes)
}

const ABBREVIATIONS: &[Abbreviation] = &[
    row("Z", &[(0, "")]),
    row("ZZ", &[(0, "")]),
    row("UTC", &[(0, "")]),
    row("UT", &[(0, "")]),
    row("GMT", &[(0, "")]),
    row("WET", &[(0, "")]),
    row("WEST", &[(60, "")]),
    row("CET", &[(60, "")]),
    row("CEST", &[(120, "")]),
    row("MEZ", &[(60, "")]),
    row("MESZ", &[(120, "")]),
    row("EET", &[(120, "")]),
    row("EEST", &[(180, "")]),
    row("MSK", &[(180, "")]),
    row("TRT", &[(180, "")]),
    row("SAST", &[(120, "")]),
    row("WAT", &[(60, "")]),
    row("CAT", &[(120, "")]),
    row("EAT", &[(180, "")]),
    row("PKT", &[(300, "")]),
    row("NPT", &[(345, "")]),
    row("WIB", &[(420, "")]),
    row("ICT", &[(420, "")]),
    row("HKT", &[(480, "")]),
    row("SGT", &[(480, "")]),
    row("PHT", &[(480, "")]),
    row("MYT", &[(480, "")]),
    row("AWST", &[(480, "")]),
    row("JST", &[(540, "")]),
    row("KST", &[(540, "")]),
    row("ACST", &[(570, "")]),
    row("ACDT", &[(630, "")]),
    row("AEST", &[(600, "")]),
    row("AEDT", &[(660, "")]),
    row("NZST", &[(720, "")]),
    row("NZDT", &[(780, "")]),
    row("NST", &[(-210, "")]),
    row("NDT", &[(-150, "")]),
    row("ADT", &[(-180, "")]),
    row("BRT", &[(-180, "")]),
    row("ART", &[(-180, "")]),
    row("CLT", &[(-240, "")]),
    row("PET", &[(-300, "")]),
    row("COT", &[(-300, "")]),
    row("PDT", &[(-420, "")]),
    row("AKST", &[(-540, "")]),
    row("AKDT", &[(-480, "")]),
    row("HST", &[(-600, "")]),
    row("EST", &[(-300, "us ca jm pa bs"), (600, "au")]),
    row("EDT", &[(-240, "us ca bs"), (660, "au")]),
    row("CST", &[(-360, "us ca mx"), (480, "cn tw"), (-300, "cu")]),
    row("CDT", &[(-300, "us ca mx"), (-240, "cu")]),
    row("MST", &[(-420, "us ca mx"), (480, "my"), (390, "mm")]),
    row("MDT", &[(-360, "us ca mx")]),
    row("PST", &[(-480, "us ca mx"), (480, "ph")]),
    row("AST", &[(-240, "us ca pr"), (180, "sa iq kw qa bh")]),
    row("BST", &[(60, "gb uk"), (360, "bd")]),
    row("IST", &[(330, "in lk"), (120, "il"), (60, "ie")]),
    row("IDT", &[(180, "il")]),
    row("GST", &[(240, "ae om")]),
    row("SST", &[(-660, "as"), (480, "sg")]),
    row("ECT", &[(-300, "ec")]),
    row("VET", &[(-240, "ve")]),
    row("ET", &[]),
    row("CT", &[]),
    row("MT", &[]),
    row("PT", &[]),
];

/// The zones of dates in mail and RSS, as RFC 822 fixed them and RFC 5322 keeps them.
const MAIL: &[(&str, &str)] = &[
    ("EST", "-0500"),
    ("EDT", "-0400"),
    ("CST", "-0600"),
    ("CDT", "-0500"),
    ("MST", "-0700"),
    ("MDT", "-0600"),
    ("PST", "-0800"),
    ("PDT", "-0700"),
];

/// `Tue, 03 May 2022 10:00:00 EDT` => `… -0400`: in such a date the letters are an offset, whatever
/// they mean in text.
pub fn write_out_mail_zone(date: &str) -> Cow<'_, str> {
    let date = date.trim();
    let written_out = date.rsplit_once(' ').and_then(|(before, zone)| {
        let (_, offset) = MAIL.iter().find(|(letters, _)| *letters == zone)?;
        before.contains(':').then(|| format!("{before} {offset}"))
    });
    written_out.map_or(Cow::Borrowed(date), Cow::Owned)
}

const fn row(letters: &'static str, readings: &'static [(i16, &'static str)]) -> Abbreviation {
    Abbreviation { letters, readings }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zones_of_mail_are_offsets() {
        for (date, expected) in [
            (
                "Tue, 03 May 2022 10:00:00 EDT",
                "Tue, 03 May 2022 10:00:00 -0400",
            ),
            ("3 May 22 10:00 PST", "3 May 22 10:00 -0800"),
            (
                "Tue, 03 May 2022 10:00:00 GMT",
                "Tue, 03 May 2022 10:00:00 GMT",
            ),
            ("Tue, 03 May 2022 EST", "Tue, 03 May 2022 EST"),
        ] {
            assert_eq!(write_out_mail_zone(date), expected);
        }
    }

    fn check(letters: &str, country: Option<&str>, expected: Option<Option<i16>>) {
        assert_eq!(
            look_up(letters, country),
            expected,
            "{letters} in {country:?}"
        );
    }

    #[test]
    fn abbreviations() {
        check("GMT", None, Some(Some(0)));
        check("CEST", Some("us"), Some(Some(120)));
        check("IST", None, Some(None));
        check("IST", Some("IN"), Some(Some(330)));
        check("IST", Some("il"), Some(Some(120)));
        check("EST", Some("fr"), Some(None));
        check("ET", Some("us"), Some(None));
        check("XYZ", None, None);
        check("gmt", None, None);
    }

    #[test]
    fn no_abbreviation_stands_twice() {
        for (i, row) in ABBREVIATIONS.iter().enumerate() {
            assert!(
                ABBREVIATIONS[..i]
                    .iter()
                    .all(|other| other.letters != row.letters)
            );
            assert!(
                row.readings
                    .iter()
                    .all(|(offset, _)| is_offset(i32::from(*offset)))
            );
        }
    }
}
