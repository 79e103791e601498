//! The words of written dates, language by language: `names.txt`, where their form is told.
//!
//! Kept apart from the language table of the program because dates are read before a text's
//! language is known, and in languages that nothing else here knows.

use std::sync::LazyLock;

/// The date words of one language; columns are separated by bars, spellings by spaces.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// ISO 639-1 codes, separated by spaces.
    pub codes: &'static str,
    /// January to December.
    pub months: &'static str,
    /// Farvardin to Esfand of the Solar Hijri calendar.
    pub solar: &'static str,
    /// Monday to Sunday.
    pub weekdays: &'static str,
    /// Minute, hour, day, week, month, year.
    pub units: &'static str,
    pub today: &'static str,
    pub yesterday: &'static str,
    pub ago_before: &'static str,
    pub ago_after: &'static str,
    pub links: &'static str,
    pub published: &'static str,
    pub updated: &'static str,
}

/// All languages with date words, in the order of the file.
pub(super) static NAMES: LazyLock<Vec<Names>> = LazyLock::new(|| read(include_str!("names.txt")));

fn read(file: &'static str) -> Vec<Names> {
    let mut languages: Vec<Names> = Vec::new();
    for line in file.lines().filter(|line| !line.starts_with('#')) {
        let Some((key, words)) = line.strip_prefix("  ").and_then(|row| row.split_once(' ')) else {
            if !line.is_empty() {
                languages.push(Names {
                    codes: line,
                    ..Names::default()
                });
            }
            continue;
        };
        if let Some(field) = languages.last_mut().and_then(|names| names.field(key)) {
            *field = words.trim_start();
        }
    }
    languages
}

impl Names {
    fn field(&mut self, key: &str) -> Option<&mut &'static str> {
        Some(match key {
            "months" => &mut self.months,
            "solar" => &mut self.solar,
            "weekdays" => &mut self.weekdays,
            "units" => &mut self.units,
            "today" => &mut self.today,
            "yesterday" => &mut self.yesterday,
            "ago_before" => &mut self.ago_before,
            "ago_after" => &mut self.ago_after,
            "links" => &mut self.links,
            "published" => &mut self.published,
            "updated" => &mut self.updated,
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_file_is_read() {
        let mut names = Names::default();
        let rows = include_str!("names.txt")
            .lines()
            .filter_map(|line| line.strip_prefix("  "));
        for row in rows {
            let key = row.split_whitespace().next().unwrap_or_default();
            assert!(names.field(key).is_some(), "{row}");
        }
        for names in NAMES.iter() {
            let columns = [
                (names.months, 12),
                (names.solar, 12),
                (names.weekdays, 7),
                (names.units, 6),
            ];
            for (words, count) in columns.into_iter().filter(|(words, _)| !words.is_empty()) {
                assert_eq!(words.split('|').count(), count, "{}: {words}", names.codes);
            }
        }
        assert!(NAMES.len() > 70);
        assert!(NAMES.len() <= 128, "one bit each");
    }
}
