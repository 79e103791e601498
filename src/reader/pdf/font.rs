//! What a font of a PDF makes of bytes: characters, and how wide each is.
//!
//! The map to Unicode that the file gives is believed first, then the encoding by name or by
//! differences.  Fonts with neither give what is known of them and are counted: their text cannot
//! be read without looking at shapes.

use std::collections::HashMap;

use lopdf::{Dictionary, Document, Encoding, Object};

/// A map to Unicode has some ten thousand lines.
const MAX_MAP_BYTES: usize = 16 << 20;
/// Widths that are listed one by one.
const MAX_WIDTHS: usize = 70_000;

/// A character as it is shown.
pub struct Shown {
    /// Empty if nobody knows what it is.
    pub text: String,
    /// In thousandths of the font's size.
    pub width: f64,
    /// It is the byte 32 of a font of single bytes, which word spacing applies to.
    pub is_space: bool,
}

/// One font of a page.
pub struct Font<'d> {
    to_unicode: Option<Encoding<'static>>,
    named: Option<Encoding<'d>>,
    /// Two bytes make a character.
    is_wide: bool,
    widths: HashMap<u32, f64>,
    usual_width: f64,
}

impl<'d> Font<'d> {
    pub fn new(document: &'d Document, font: &'d Dictionary) -> Self {
        let is_wide = matches!(font.get(b"Subtype").and_then(Object::as_name), Ok(b"Type0"));
        let mut found = Self {
            to_unicode: to_unicode(document, font),
            named: font
                .get_font_encoding_with_limit(document, MAX_MAP_BYTES)
                .ok()
                // Of a wide font this is the map to Unicode again, or nothing known.
                .filter(|encoding| !is_wide || matches!(encoding, Encoding::SimpleEncoding(_))),
            is_wide,
            widths: HashMap::new(),
            usual_width: if is_wide { 1000.0 } else { 500.0 },
        };
        if is_wide {
            found.read_wide_widths(document, font);
        } else {
            found.read_widths(document, font);
        }
        found
    }

    /// What a string shows, character by character.
    pub fn show(&self, bytes: &[u8]) -> Vec<Shown> {
        let step = if self.is_wide { 2 } else { 1 };
        bytes
            .chunks(step)
            .map(|code| {
                let number = code.iter().fold(0, |sum, byte| sum << 8 | u32::from(*byte));
                Shown {
                    text: self.text_of(code),
                    width: *self.widths.get(&number).unwrap_or(&self.usual_width),
                    is_space: code == b" ",
                }
            })
            .collect()
    }

    fn text_of(&self, code: &[u8]) -> String {
        let of = |encoding: &Encoding<'_>, code: &[u8]| {
            let text = encoding.bytes_to_string(code).ok();
            text.filter(|text| !text.is_empty() && !text.contains(['\u{FFFD}', '\0']))
        };
        let mapped = self.to_unicode.as_ref().and_then(|map| {
            // Some maps of single bytes are written as if two bytes made a character.
            of(map, code).or_else(|| of(map, &[0, *code.first()?]).filter(|_| code.len() == 1))
        });
        mapped
            .or_else(|| of(self.named.as_ref()?, code))
            .unwrap_or_default()
    }

    fn read_widths(&mut self, document: &Document, font: &Dictionary) {
        let number = |name: &[u8]| font.get_deref(name, document).ok().and_then(as_number);
        let first = number(b"FirstChar").unwrap_or(0.0).clamp(0.0, 255.0) as u32;
        if let Ok(list) = font
            .get_deref(b"Widths", document)
            .and_then(Object::as_array)
        {
            let widths = list.iter().take(256).enumerate();
            self.widths = widths
                .filter_map(|(i, width)| {
                    let (_, width) = document.dereference(width).ok()?;
                    Some((first + i as u32, as_number(width)?))
                })
                .collect();
        }
        if matches!(font.get(b"Subtype").and_then(Object::as_name), Ok(b"Type3")) {
            // Its widths are in units of its own.
            let matrix = font
                .get_deref(b"FontMatrix", document)
                .and_then(Object::as_array);
            let unit = matrix
                .ok()
                .and_then(|m| as_number(m.first()?))
                .unwrap_or(0.001);
            for width in self.widths.values_mut() {
                *width *= unit * 1000.0;
            }
        }
    }

    /// Widths of a font of two bytes: `1 [500 600]` from 1 on, `5 9 700` from 5 to 9.
    fn read_wide_widths(&mut self, document: &Document, font: &Dictionary) {
        let descendants = font.get_deref(b"DescendantFonts", document);
        let Some(inner) = descendants
            .and_then(Object::as_array)
            .ok()
            .and_then(|list| document.dereference(list.first()?).ok())
            .and_then(|(_, inner)| inner.as_dict().ok())
        else {
            return;
        };
        if let Some(width) = inner.get_deref(b"DW", document).ok().and_then(as_number) {
            self.usual_width = width;
        }
        let Ok(list) = inner.get_deref(b"W", document).and_then(Object::as_array) else {
            return;
        };
        let mut entries = list
            .iter()
            .filter_map(|entry| document.dereference(entry).ok());
        while let Some((_, first)) = entries.next() {
            let (Some(first), Some((_, second))) = (as_number(first), entries.next()) else {
                return;
            };
            let first = first.max(0.0) as u32;
            if let Ok(widths) = second.as_array() {
                for (at, width) in (first..).zip(widths.iter().filter_map(as_number)) {
                    self.widths.insert(at, width);
                }
            } else if let (Some(last), Some(width)) = (
                as_number(second),
                entries.next().and_then(|(_, width)| as_number(width)),
            ) {
                let last = (last.max(0.0) as u32).min(first.saturating_add(MAX_WIDTHS as u32));
                self.widths.extend((first..=last).map(|at| (at, width)));
            }
            if self.widths.len() > MAX_WIDTHS {
                return;
            }
        }
    }
}

/// The map to Unicode that a font brings along.
fn to_unicode(document: &Document, font: &Dictionary) -> Option<Encoding<'static>> {
    let stream = font.get_deref(b"ToUnicode", document).ok()?;
    stream.as_stream().ok()?;
    // The library looks at an encoding by name first, which says less.
    let mut alone = Dictionary::new();
    alone.set("Type", Object::Name(b"Font".to_vec()));
    alone.set("ToUnicode", stream.clone());
    let encoding = alone.get_font_encoding_with_limit(document, MAX_MAP_BYTES);
    match encoding.ok()? {
        Encoding::UnicodeMapEncoding(map) => Some(Encoding::UnicodeMapEncoding(map)),
        _ => None,
    }
}

/// A number of either kind.
pub fn as_number(object: &Object) -> Option<f64> {
    match object {
        Object::Integer(number) => Some(*number as f64),
        Object::Real(number) if number.is_finite() => Some(f64::from(*number)),
        _ => None,
    }
}
