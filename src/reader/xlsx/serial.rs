//! Days as Excel counts them, and which formats of cells show one.

use chrono::{Days, NaiveDate};

/// Number of the last day of 9999, in either system about.
const LAST: f64 = 2_958_465.0;
const SECONDS: f64 = 86_400.0;

/// The day, the time or both that a number is; none where it is neither.
///
/// Excel took over from its forerunner that 1900 was a leap year: number 60 is a day that never
/// was, and stays a number; those before it are one less from the day that all others count from.
pub fn day_of(number: f64, has_1904: bool) -> Option<String> {
    if !(0.0..LAST).contains(&number) {
        return None;
    }
    let seconds = (number.fract() * SECONDS).round();
    let carry = f64::from(u8::from(seconds >= SECONDS));
    let seconds = if carry > 0.0 { 0.0 } else { seconds };
    // Both are whole, not negative and small.
    let (day, seconds) = ((number.trunc() + carry) as u64, seconds as u64);
    let time = format!(
        "{:02}:{:02}:{:02}",
        seconds / 3600,
        seconds / 60 % 60,
        seconds % 60
    );
    let (start, day) = match (has_1904, day) {
        (false, 0) => return Some(time),
        (false, 60) => return None,
        (false, 1..60) => (NaiveDate::from_ymd_opt(1899, 12, 30), day + 1),
        (false, _) => (NaiveDate::from_ymd_opt(1899, 12, 30), day),
        (true, _) => (NaiveDate::from_ymd_opt(1904, 1, 1), day),
    };
    let date = start?.checked_add_days(Days::new(day))?.format("%Y-%m-%d");
    Some(match seconds {
        0 => date.to_string(),
        _ => format!("{date}T{time}"),
    })
}

/// Whether one of the formats that every program knows by its number shows a day or a time.
///
/// Those from 27 on are of East Asian languages.
pub fn is_day_number(format: u32) -> bool {
    matches!(format, 14..=22 | 27..=36 | 45 | 47 | 50..=58)
}

/// Whether a format that is written out shows a day or a time: `d. mmmm yyyy`, not `[h]:mm`.
pub fn is_day_code(code: &str) -> bool {
    let mut chars = code.chars();
    let mut has_day = false;
    while let Some(c) = chars.next() {
        match c {
            ';' => break,
            // What stands in quotes or behind these is shown as it is.
            '"' => {
                chars.by_ref().find(|c| *c == '"');
            }
            '\\' | '_' | '*' => {
                chars.next();
            }
            '[' => {
                let within: String = chars.by_ref().take_while(|c| *c != ']').collect();
                let is_duration = !within.is_empty()
                    && within
                        .chars()
                        .all(|c| matches!(c, 'h' | 'm' | 's' | 'H' | 'M' | 'S'));
                if is_duration {
                    return false;
                }
            }
            'd' | 'D' | 'y' | 'Y' | 'm' | 'M' | 'h' | 'H' | 's' | 'S' => has_day = true,
            _ => {}
        }
    }
    has_day
}
