//! Times as WordPress stores them: local and UTC beside each other, the offset between them.

use chrono::NaiveDateTime;

/// The local time with its offset, in ISO 8601; nothing for the zero date of drafts.
pub fn with_offset(local: Option<&str>, utc: Option<&str>) -> Option<String> {
    let (local, utc) = (local.and_then(parse), utc.and_then(parse));
    let Some(time) = local else {
        return utc.map(|time| format!("{}Z", time.format("%Y-%m-%dT%H:%M:%S")));
    };
    let written = time.format("%Y-%m-%dT%H:%M:%S");
    let Some(utc) = utc else {
        return Some(written.to_string());
    };
    let minutes = (time - utc).num_minutes();
    // No zone is further off; then one of the two is wrong, and the local one is what was shown.
    if minutes.abs() > 14 * 60 {
        return Some(written.to_string());
    }
    let sign = if minutes < 0 { '-' } else { '+' };
    let (hours, rest) = (minutes.abs() / 60, minutes.abs() % 60);
    Some(format!("{written}{sign}{hours:02}:{rest:02}"))
}

fn parse(text: &str) -> Option<NaiveDateTime> {
    let text = text.trim();
    ["%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S"]
        .into_iter()
        .find_map(|form| NaiveDateTime::parse_from_str(text, form).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets() {
        for (local, utc, expected) in [
            (
                "2026-01-13 18:30:00",
                "2026-01-13 23:30:00",
                Some("2026-01-13T18:30:00-05:00"),
            ),
            (
                "2026-01-14 05:00:00",
                "2026-01-13 23:30:00",
                Some("2026-01-14T05:00:00+05:30"),
            ),
            (
                "2026-01-14 05:00:00",
                "0000-00-00 00:00:00",
                Some("2026-01-14T05:00:00"),
            ),
            ("0000-00-00 00:00:00", "0000-00-00 00:00:00", None),
            (
                "2026-01-14 05:00:00",
                "2020-01-13 23:30:00",
                Some("2026-01-14T05:00:00"),
            ),
            (
                "2026-01-13T18:30:00",
                "2026-01-13T23:30:00",
                Some("2026-01-13T18:30:00-05:00"),
            ),
            ("", "2026-01-13 23:30:00", Some("2026-01-13T23:30:00Z")),
        ] {
            let found = with_offset(Some(local), Some(utc));
            assert_eq!(found.as_deref(), expected, "{local} {utc}");
        }
    }
}
