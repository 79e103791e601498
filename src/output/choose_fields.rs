//! `--fields`: names to output fields, with errors that teach.

use super::fields::{FIELDS, OutputField};
use super::marked::cut_to_width;
use super::safe_text::safe_text;
use crate::field::find_field;

/// What is wrong with a `--fields` value.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FieldsError {
    #[error("no output field `{name}`\nhint: {hint}")]
    Unknown { name: String, hint: String },
    #[error("no output field is named\nhint: fields are separated by commas: `id,date,headline`")]
    Empty,
}

/// Reads a list of output fields: names separated by commas, or `all`.
///
/// Names of the query language are understood too (`title`, `lang`, `person`).
pub fn parse_fields(list: &str) -> Result<Vec<&'static OutputField>, FieldsError> {
    let mut fields = Vec::new();
    for name in list
        .split(',')
        .map(str::trim)
        .filter(|name| !name.is_empty())
    {
        if name.eq_ignore_ascii_case("all") {
            fields.extend(FIELDS);
        } else {
            fields.push(find_output_field(name).ok_or_else(|| unknown(name))?);
        }
    }
    if fields.is_empty() {
        return Err(FieldsError::Empty);
    }
    Ok(fields)
}

/// Finds an output field by its name, its key, an alias or its name in queries.
pub fn find_output_field(name: &str) -> Option<&'static OutputField> {
    let by_name = |name: &str| {
        let name = name.to_ascii_lowercase().replace(['_', '-'], ".");
        let is_named = |f: &&OutputField| f.name == name || f.aliases.contains(&name.as_str());
        FIELDS.iter().find(is_named)
    };
    by_name(name).or_else(|| {
        let canonical = find_field(name)?.name;
        // The only field whose name in queries is another word.
        by_name(if canonical == "lang" {
            "language"
        } else {
            canonical
        })
    })
}

fn unknown(name: &str) -> FieldsError {
    let all: Vec<&str> = FIELDS.iter().map(|f| f.name).collect();
    let wanted = name.to_lowercase();
    let wanted = wanted.as_str();
    let near = FIELDS
        .iter()
        .flat_map(|f| {
            f.aliases
                .iter()
                .chain([&f.name])
                .map(move |n| (f, distance(n, wanted)))
        })
        .min_by_key(|(_, distance)| *distance);
    let hint = match near {
        Some((near, distance)) if distance <= 1 + wanted.len() / 4 => {
            format!("did you mean `{}`?", near.name)
        }
        _ => format!("fields are {}", all.join(", ")),
    };
    FieldsError::Unknown {
        name: safe_text(&cut_to_width(name, 60)).into_owned(),
        hint,
    }
}

/// Number of letters to insert, delete or change (Levenshtein); names are short, and so is what
/// is read of a mistaken one.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().take(40).collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, from) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, to) in b.iter().enumerate() {
            let changed = diagonal + usize::from(from != *to);
            diagonal = row[j + 1];
            row[j + 1] = changed.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn fields_are_found_under_every_name() {
        for (list, names) in [
            ("id,date,headline", "id date headline"),
            (
                " Date_Precision , date.source",
                "date.precision date.source",
            ),
            ("title,lang,person,wc", "headline language persons words"),
            ("snippet", "snippets"),
        ] {
            let fields = parse_fields(list).expect("they are known");
            let found: Vec<&str> = fields.iter().map(|f| f.name).collect();
            assert_eq!(found.join(" "), names);
        }
        assert_eq!(
            parse_fields("all").expect("it is known").len(),
            FIELDS.len()
        );
    }

    #[test]
    fn unknown_fields_are_taught() {
        let message = |list| parse_fields(list).expect_err("it is unknown").to_string();
        assert_eq!(
            message("id,autors"),
            "no output field `autors`\nhint: did you mean `authors`?"
        );
        let other = message("\u{1b}frobnicate");
        assert!(other.starts_with("no output field `␛frobnicate`\nhint: fields are rank, id,"));
        assert!(message(" , ").starts_with("no output field is named"));
    }

    #[test]
    fn no_name_stands_for_two_fields() {
        let mut names = BTreeSet::new();
        for field in FIELDS {
            for name in field.aliases.iter().chain([&field.name]) {
                assert!(names.insert(name), "{name}");
            }
        }
    }
}
