//! One hit as a JSON object or as a row of cells: the chosen fields in the chosen order.

use std::borrow::Cow;
use std::io;

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::fields::{FIELDS, OutputField, Shown, Value};
use super::snippet::Fragment;
use super::{Page, SnippetOptions};
use crate::article::Span;
use crate::field::TextField;
use crate::hit::Hit;

/// Version of the JSON form of a hit; raised when a program that reads it could break.
pub const HIT_SCHEMA: &str = "morgue.hit/1";

/// A hit as JSON: every chosen field is there, `null` or an empty list when nothing is known.
pub(super) struct HitObject<'a> {
    pub hit: &'a Hit,
    pub fields: Option<&'a [&'static OutputField]>,
    pub snippets: SnippetOptions,
}

impl<'a> HitObject<'a> {
    pub(super) fn new(page: &'a Page<'_>, hit: &'a Hit) -> Self {
        Self {
            hit,
            fields: page.options.fields.as_deref(),
            snippets: page.options.snippets,
        }
    }
}

impl Serialize for HitObject<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_map(None)?;
        object.serialize_entry("schema", HIT_SCHEMA)?;
        let mut entry = |field: &OutputField| {
            object.serialize_entry(&field.key(), &(field.value)(self.hit, self.snippets))
        };
        match self.fields {
            Some(chosen) => {
                for (i, field) in chosen.iter().enumerate() {
                    // A key that is there twice is an error to many programs.
                    if !chosen[..i].iter().any(|before| before.name == field.name) {
                        entry(field)?;
                    }
                }
            }
            None => {
                for field in FIELDS.iter().filter(|f| f.shown != Shown::OnRequest) {
                    entry(field)?;
                }
            }
        }
        object.end()
    }
}

impl Serialize for Value<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Missing => serializer.serialize_none(),
            Self::Text(text) => serializer.serialize_str(text),
            Self::List(texts) => texts.serialize(serializer),
            Self::Count(count) => serializer.serialize_u64(*count),
            Self::Number(number) => serializer.serialize_f64(*number),
            Self::Fragments(fragments) => fragments.serialize(serializer),
        }
    }
}

impl Serialize for Fragment {
    /// Highlights are counted in characters (code points), since few programs count bytes.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_map(Some(3))?;
        object.serialize_entry("field", self.field.name())?;
        object.serialize_entry("text", &self.text)?;
        object.serialize_entry("highlights", &in_characters(&self.text, &self.marks))?;
        object.end()
    }
}

/// Byte ranges as ranges of characters.
pub(super) fn in_characters(text: &str, spans: &[Span]) -> Vec<[usize; 2]> {
    let (mut at, mut characters) = (0, 0);
    let mut count_to = |byte: usize| {
        characters += text[at..byte].chars().count();
        at = byte;
        characters
    };
    let ranges = spans.iter().map(|s| [count_to(s.start), count_to(s.end)]);
    ranges.collect()
}

impl Value<'_> {
    /// The value as the text of one cell.  Lists are joined with `; `, snippets with a space.
    pub fn cell(&self) -> Cow<'_, str> {
        match self {
            Self::Missing => Cow::Borrowed(""),
            Self::Text(text) => Cow::Borrowed(text),
            Self::List(texts) => Cow::Owned(texts.join("; ")),
            Self::Count(count) => Cow::Owned(count.to_string()),
            Self::Number(number) => Cow::Owned(number.to_string()),
            Self::Fragments(fragments) => {
                let shown = fragments.iter().filter(|f| f.field != TextField::Headline);
                let texts: Vec<&str> = shown.map(|f| f.text.as_str()).collect();
                Cow::Owned(texts.join(" "))
            }
        }
    }

    /// Numbers need no guard against formulas.
    pub fn is_number(&self) -> bool {
        matches!(self, Self::Count(_) | Self::Number(_))
    }
}

/// A format of rows: what is between cells, and how a text is made a cell.
pub(super) struct Rows {
    pub separator: &'static str,
    pub cell: fn(&str, bool) -> Cow<'_, str>,
}

impl Rows {
    /// Writes the headings.
    pub(super) fn heading(&self, page: &mut Page<'_>) -> io::Result<()> {
        for (i, field) in columns(page).iter().enumerate() {
            let separator = if i == 0 { "" } else { self.separator };
            write!(page.out, "{separator}{}", field.key())?;
        }
        writeln!(page.out)
    }

    /// Writes one hit.
    pub(super) fn row(&self, page: &mut Page<'_>, hit: &Hit) -> io::Result<()> {
        for (i, field) in columns(page).iter().enumerate() {
            if i > 0 {
                page.out.write_all(self.separator.as_bytes())?;
            }
            let value = (field.value)(hit, page.options.snippets);
            let cell = value.cell();
            let is_raw = page.options.raw_cells || value.is_number();
            page.out.write_all((self.cell)(&cell, is_raw).as_bytes())?;
        }
        writeln!(page.out)
    }
}

fn columns(page: &Page<'_>) -> Vec<&'static OutputField> {
    match &page.options.fields {
        Some(chosen) => chosen.clone(),
        None => {
            let fields = FIELDS.iter();
            fields.filter(|f| f.shown == Shown::Everywhere).collect()
        }
    }
}
