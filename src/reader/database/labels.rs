//! What the labels of a delivered text name: `BYLINE:`, `Publication date:`, `HD`, `T1  -`.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::reader::plain_text::hash::Quick;
use crate::reader::plain_text::key::Key;

/// What a labelled line of a record gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Field {
    Headline,
    Deck,
    Authors,
    Source,
    /// The outlet, the day and the page in one: `Daily Sentinel. 03/14/2011, p7.`
    SourceAndDate,
    Date,
    /// The hour of the date.
    Time,
    /// When the database took the article in: never before it was published.
    Loaded,
    Section,
    /// Length, edition, page: said before the text, and no field of an article.
    Imprint,
    Language,
    Id,
    Url,
    Tags,
    Caption,
    Dateline,
    Body,
    /// Said behind the text, and no field of an article.
    Kept,
}

impl Field {
    /// May go on over the next lines.
    pub fn goes_on(self) -> bool {
        matches!(
            self,
            Self::Headline | Self::Deck | Self::Authors | Self::Tags | Self::Caption | Self::Kept
        )
    }

    /// Stands before the text, never behind it.
    pub fn is_of_head(self) -> bool {
        matches!(
            self,
            Self::Headline
                | Self::Deck
                | Self::Authors
                | Self::Source
                | Self::SourceAndDate
                | Self::Date
                | Self::Section
                | Self::Imprint
                | Self::Dateline
                | Self::Body
        )
    }
}

/// Longest label, bytes.
const MAX_LABEL: usize = 60;

/// Fields by the folded words of their labels.
static LABELS: LazyLock<HashMap<String, Field, Quick>> = LazyLock::new(|| {
    let mut labels = HashMap::default();
    for line in include_str!("labels.txt").lines() {
        let Some((name, list)) = line.split_once(':').filter(|_| !line.starts_with(';')) else {
            continue;
        };
        let field = match name {
            "headline" => Field::Headline,
            "deck" => Field::Deck,
            "authors" => Field::Authors,
            "source" => Field::Source,
            "source_and_date" => Field::SourceAndDate,
            "date" => Field::Date,
            "loaded" => Field::Loaded,
            "section" => Field::Section,
            "imprint" => Field::Imprint,
            "language" => Field::Language,
            "id" => Field::Id,
            "url" => Field::Url,
            "tags" => Field::Tags,
            "caption" => Field::Caption,
            "dateline" => Field::Dateline,
            "body" => Field::Body,
            _ => Field::Kept,
        };
        for label in list.split(';') {
            labels.insert(Key::of(label).text, field);
        }
    }
    labels
});

/// Tags of Factiva's full format (Factiva Display Format help: "Full Article plus Indexing").
const FACTIVA: &[(&str, Field)] = &[
    ("SE", Field::Section),
    ("CLM", Field::Section),
    ("HD", Field::Headline),
    ("BY", Field::Authors),
    ("CR", Field::Imprint),
    ("WC", Field::Imprint),
    ("PD", Field::Date),
    ("ET", Field::Time),
    ("SN", Field::Source),
    ("SC", Field::Imprint),
    ("ED", Field::Imprint),
    ("PG", Field::Imprint),
    ("VOL", Field::Imprint),
    ("LA", Field::Language),
    ("CY", Field::Imprint),
    ("LP", Field::Body),
    ("TD", Field::Body),
    ("ART", Field::Caption),
    ("CT", Field::Kept),
    ("RF", Field::Kept),
    ("CO", Field::Tags),
    ("IN", Field::Tags),
    ("NS", Field::Tags),
    ("RE", Field::Tags),
    ("IPC", Field::Kept),
    ("IPD", Field::Kept),
    ("PUB", Field::Kept),
    ("AN", Field::Id),
];

/// Tags of RIS (Research Information Systems; the list of Reference Manager).
const RIS: &[(&str, Field)] = &[
    ("TI", Field::Headline),
    ("T1", Field::Headline),
    ("AU", Field::Authors),
    ("A1", Field::Authors),
    ("T2", Field::Source),
    ("JO", Field::Source),
    ("JF", Field::Source),
    ("BT", Field::Source),
    ("DA", Field::Date),
    ("Y1", Field::Date),
    ("PY", Field::Date),
    ("SE", Field::Section),
    ("LA", Field::Language),
    ("AN", Field::Id),
    ("ID", Field::Id),
    ("UR", Field::Url),
    ("KW", Field::Tags),
    ("AB", Field::Body),
    ("N2", Field::Body),
    ("ER", Field::Imprint),
];

/// A label and what stands behind it on the line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Labelled<'t> {
    pub field: Field,
    pub label: &'t str,
    pub value: &'t str,
}

/// `BYLINE: Jane Roe`; with `alone`, a line that is nothing but a label counts too.
pub fn colon_label(line: &str, alone: bool) -> Option<Labelled<'_>> {
    let end = line.char_indices().take(MAX_LABEL).find(|(_, c)| *c == ':');
    let (label, value) = match end {
        Some((end, _)) => (line[..end].trim(), line[end + 1..].trim()),
        None if alone && line.len() <= MAX_LABEL => (line, ""),
        None => return None,
    };
    let is_label = label.starts_with(char::is_uppercase) && label.len() <= MAX_LABEL;
    let field = is_label.then(|| LABELS.get(Key::of(label).text.as_str()))??;
    Some(Labelled {
        field: *field,
        label,
        value,
    })
}

/// `HD River crossing plan`, also with the tag alone on its line.
pub fn factiva_tag(line: &str) -> Option<Labelled<'_>> {
    let (label, value) = line.split_once([' ', '\t', '\u{a0}']).unwrap_or((line, ""));
    let (_, field) = FACTIVA.iter().find(|(tag, _)| *tag == label)?;
    let value = value.trim();
    // "IN May, the quay opens", "SE was the wind": codes have a colon, sections few words.
    let is_sound = match field {
        Field::Tags => value.is_empty() || value.contains(" : "),
        Field::Section => value.split_whitespace().count() <= 6 && !value.ends_with('.'),
        Field::Id => value.starts_with("Document ") || value.starts_with("Dokument "),
        _ => true,
    };
    if !is_sound {
        return None;
    }
    Some(Labelled {
        field: *field,
        label,
        value,
    })
}

/// `T1  - River crossing plan`; a tag without a field of ours is kept.
pub fn ris_tag(line: &str) -> Option<Labelled<'_>> {
    let (label, rest) = line.split_at_checked(2)?;
    let is_tag = label
        .bytes()
        .all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
    let value = rest.trim_start_matches([' ', '\u{a0}']).strip_prefix('-')?;
    let is_set = is_tag && rest.starts_with(' ') && (value.is_empty() || value.starts_with(' '));
    let known = RIS.iter().find(|(tag, _)| *tag == label);
    is_set.then_some(Labelled {
        field: known.map_or(Field::Kept, |(_, field)| *field),
        label,
        value: value.trim(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_name_fields() {
        for (line, field, value) in [
            ("BYLINE: Jane Roe", Field::Authors, "Jane Roe"),
            ("Author(s):\tJane Roe", Field::Authors, "Jane Roe"),
            ("LÄNGE: 84 Wörter", Field::Imprint, "84 Wörter"),
            ("Full text: Boats: a list", Field::Body, "Boats: a list"),
            ("Company / organization: Boats", Field::Tags, "Boats"),
        ] {
            let found = colon_label(line, false).map(|found| (found.field, found.value));
            assert_eq!(found, Some((field, value)), "{line}");
        }
        for line in ["The mayor said: no", "body: no", "Body", "Bodywork: boats"] {
            assert_eq!(colon_label(line, false), None, "{line}");
        }
        assert_eq!(
            colon_label("Body", true).map(|found| found.field),
            Some(Field::Body)
        );
    }

    #[test]
    fn tags_name_fields() {
        let found = factiva_tag("HD  Boats leave").map(|found| (found.field, found.value));
        assert_eq!(found, Some((Field::Headline, "Boats leave")));
        assert_eq!(
            factiva_tag("LP").map(|found| found.field),
            Some(Field::Body)
        );
        assert_eq!(factiva_tag("HDX Boats"), None);
        let found = ris_tag("AU  - Roe, Jane").map(|found| (found.field, found.value));
        assert_eq!(found, Some((Field::Authors, "Roe, Jane")));
        assert_eq!(ris_tag("ER  -").map(|found| found.label), Some("ER"));
        assert_eq!(
            ris_tag("M3  - News").map(|found| found.field),
            Some(Field::Kept)
        );
        assert_eq!(ris_tag("AU-Roe"), None);
    }
}
