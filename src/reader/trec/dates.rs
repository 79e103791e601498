//! Dates as research collections write them: two digits for the year, or inside a document number.

use chrono::NaiveDate;

/// `01/04/63`: month, day and year of the twentieth century, as SMART's American magazine has them.
pub fn slashed_date(text: &str) -> Option<String> {
    let mut parts = text.split('/').map(|part| part.parse::<u32>().ok());
    let (month, day, year) = (parts.next()??, parts.next()??, parts.next()??);
    if parts.next().is_some() || year > 99 {
        return None;
    }
    written(1900 + year as i32, month, day)
}

/// `920101` in a date element: two digits each of year, month and day.
pub fn compact_date(text: &str) -> Option<String> {
    let is_compact = text.len() == 6 && text.bytes().all(|b| b.is_ascii_digit());
    is_compact.then(|| six_digits(text, false))?
}

/// The day in a document number: `HC20260115-0002`, `AP880212-0001`, `LA010189-0001`.
///
/// Six digits that can be read both ways, year first or year last, are no date.
pub fn date_in_id(id: &str) -> Option<String> {
    let start = id.find(|c: char| c.is_ascii_digit())?;
    let digits = id[start..].bytes().take_while(u8::is_ascii_digit).count();
    let number = &id[start..start + digits];
    match digits {
        8 => {
            let part = |range: std::ops::Range<usize>| number[range].parse::<u32>().ok();
            let year = part(0..4)?;
            (1600..=2100)
                .contains(&year)
                .then(|| written(year as i32, part(4..6)?, part(6..8)?))?
        }
        6 if start > 0 => match (six_digits(number, false), six_digits(number, true)) {
            (Some(day), None) | (None, Some(day)) => Some(day),
            _ => None,
        },
        _ => None,
    }
}

/// Year, month, day, or with `year_last` month, day, year; the collections are from 1950 to 2049.
fn six_digits(text: &str, year_last: bool) -> Option<String> {
    let part = |at: usize| text[at..at + 2].parse::<u32>().ok();
    let (year, month, day) = if year_last {
        (part(4)?, part(0)?, part(2)?)
    } else {
        (part(0)?, part(2)?, part(4)?)
    };
    let century = if year >= 50 { 1900 } else { 2000 };
    written(century + year as i32, month, day)
}

fn written(year: i32, month: u32, day: u32) -> Option<String> {
    NaiveDate::from_ymd_opt(year, month, day).map(|date| date.format("%Y-%m-%d").to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_of_the_collections() {
        assert_eq!(slashed_date("01/04/63").as_deref(), Some("1963-01-04"));
        assert_eq!(slashed_date("13/04/63"), None);
        assert_eq!(slashed_date("01/04"), None);
        assert_eq!(compact_date("920101").as_deref(), Some("1992-01-01"));
        assert_eq!(compact_date("921301"), None);
        for (id, expected) in [
            ("HC20260115-0002", Some("2026-01-15")),
            ("AFP_ENG_20101201.0001", Some("2010-12-01")),
            ("AP880212-0001", Some("1988-02-12")),
            ("LA013189-0001", Some("1989-01-31")),
            ("LA010189-0001", Some("1989-01-01")),
            ("XY010203-0001", None),
            ("FT911-1", None),
            ("123456", None),
            ("20261399", None),
            ("", None),
        ] {
            assert_eq!(date_in_id(id).as_deref(), expected, "{id}");
        }
    }
}
