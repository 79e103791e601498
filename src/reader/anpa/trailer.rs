//! The time of transmission that ends a wire message.

use chrono::NaiveDate;

use crate::date::words::month_of;

const MONTHS: &[&str] = &[
    "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC",
];

/// Reads `131830 GMT JAN 26` (IPTC 7901) or `AP-NY-01-13-26 1830EST` (ANPA 1312) as a date in ISO
/// form; none when the line is something else.
pub fn read_trailer(line: &str) -> Option<String> {
    let line = line.trim().trim_end_matches(['<', '=', '.']);
    if line.len() > 60 {
        return None;
    }
    iptc(line).or_else(|| anpa(line))
}

/// Day, hour and minute in six digits, zone, month, year.
fn iptc(line: &str) -> Option<String> {
    let mut words = line.split_whitespace();
    let time = words.next()?;
    if time.len() != 6 || !time.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let mut word = words.next()?.to_ascii_uppercase();
    let mut zone = "";
    if matches!(word.as_str(), "GMT" | "UTC" | "Z") {
        zone = "Z";
        word = words.next()?.to_ascii_uppercase();
    } else if month_in(&word).is_none() {
        // Another zone: its offset is not known here.
        word = words.next()?.to_ascii_uppercase();
    }
    let month = month_in(&word)?;
    let year = year_of(words.next()?)?;
    let part = |at: usize| time[at..at + 2].parse::<u32>().ok();
    written(year, month, part(0)?, part(2)?, part(4)?, zone)
}

/// The number of a month: English however it is cut short, any other language by its names.
fn month_in(word: &str) -> Option<u32> {
    let english = MONTHS.iter().position(|month| word.starts_with(month));
    let english = english.map(|month| month as u32 + 1);
    english.or_else(|| month_of(word).map(u32::from))
}

/// Month, day and year behind the bureau, then hour, minute and the zone of the bureau.
fn anpa(line: &str) -> Option<String> {
    let (stamp, clock) = line.split_once(' ')?;
    let mut parts = stamp.rsplit('-');
    let year = year_of(parts.next()?)?;
    let day = parts.next()?.parse().ok()?;
    let month = parts.next()?.parse().ok()?;
    if !parts.next()?.starts_with(|c: char| c.is_ascii_uppercase()) {
        return None;
    }
    let clock = clock.trim();
    let digits = clock
        .get(..4)
        .filter(|text| text.bytes().all(|b| b.is_ascii_digit()))?;
    let zone = match clock[4..].trim() {
        "GMT" | "UTC" => "Z",
        "EDT" => "-04:00",
        "EST" | "CDT" => "-05:00",
        "CST" | "MDT" => "-06:00",
        "MST" | "PDT" => "-07:00",
        "PST" => "-08:00",
        _ => "",
    };
    let (hour, minute) = (digits[..2].parse().ok()?, digits[2..].parse().ok()?);
    written(year, month, day, hour, minute, zone)
}

/// Two digits: the formats are of 1979, so 70 to 99 are of the twentieth century.
fn year_of(text: &str) -> Option<i32> {
    let year: i32 = text.parse().ok()?;
    match text.len() {
        2 if year >= 70 => Some(1900 + year),
        2 => Some(2000 + year),
        4 => Some(year),
        _ => None,
    }
}

fn written(year: i32, month: u32, day: u32, hour: u32, minute: u32, zone: &str) -> Option<String> {
    let time = NaiveDate::from_ymd_opt(year, month, day)?.and_hms_opt(hour, minute, 0)?;
    Some(format!("{}{zone}", time.format("%Y-%m-%dT%H:%M")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trailers() {
        for (line, expected) in [
            ("131830 GMT JAN 26", Some("2026-01-13T18:30Z")),
            ("131830 JANUARY 1987", Some("1987-01-13T18:30")),
            ("131830 CET JAN 26", Some("2026-01-13T18:30")),
            ("031015 MAI 22", Some("2022-05-03T10:15")),
            ("031015 GMT DEZ 22", Some("2022-12-03T10:15Z")),
            ("031015 GMT FÉV 22", Some("2022-02-03T10:15Z")),
            ("031015 JUIL 2022", Some("2022-07-03T10:15")),
            ("031015 CET OKT 22", Some("2022-10-03T10:15")),
            ("AP-NY-01-13-26 1830EST<", Some("2026-01-13T18:30-05:00")),
            ("APTV-01-13-26 1830 GMT", Some("2026-01-13T18:30Z")),
            ("311830 GMT FEB 26", None),
            ("136130 GMT JAN 26", None),
            ("Not everyone is pleased. The bakery", None),
            ("01-13-26 1830", None),
            ("", None),
        ] {
            assert_eq!(read_trailer(line).as_deref(), expected, "{line}");
        }
    }
}
