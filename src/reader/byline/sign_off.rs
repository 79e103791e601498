//! Sign-offs of agencies: "(Reporting by Jane Roe; Editing by Tom Fox)".

use super::clause::without_clause;
use super::list::split_names;
use super::name::{read_name, words_of};

/// Reads the names of "(Reporting by X and Y; Editing by Z)".
pub fn read_sign_off(text: &str) -> Vec<String> {
    let inner = text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | '.'));
    let first = inner.split(';').next().unwrap_or("");
    let lower = first.to_lowercase();
    let starts = [
        "reporting by ",
        "writing by ",
        "reporting and writing by ",
        "reportage de ",
        "reporte de ",
    ];
    let Some(prefix) = starts.iter().find(|prefix| lower.starts_with(**prefix)) else {
        return Vec::new();
    };
    let Some(names) = first.get(prefix.len()..) else {
        return Vec::new();
    };
    split_names(without_clause(names))
        .filter_map(|part| {
            // "Jane Roe in Paris": the town is no part of the name.
            let name = part.text.split(" in ").next().unwrap_or(part.text);
            read_name(name.trim())
        })
        .filter(|name| words_of(name) >= 2)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sign_offs_name_the_reporters() {
        assert_eq!(
            read_sign_off("(Reporting by Jane Roe in Paris and John Poe; Editing by Ann Loe)"),
            ["Jane Roe", "John Poe"]
        );
        assert_eq!(
            read_sign_off("Reporting by Jane Roe Editing by Ann Loe"),
            ["Jane Roe"]
        );
    }
}
