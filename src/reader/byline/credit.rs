//! Credits of pictures and of others' work where a byline would stand: they name nobody who wrote the
//! story.

use std::borrow::Cow;

use super::clause::is_other_work;
use super::list::split_names;
use crate::reader::plain_text::credit_label::is_credit_label;
use crate::reader::plain_text::lexicon::{Class, is_phrase, phrases_in};

/// Agencies that have pictures and no stories, folded.
const PICTURES: &[&str] = &[
    "adobe stock",
    "alamy",
    "ap photo",
    "corbis",
    "depositphotos",
    "flickr",
    "gc images",
    "getty",
    "getty images",
    "imago",
    "istock",
    "nurphoto",
    "pexels",
    "picture alliance",
    "pixabay",
    "shutterstock",
    "sipa",
    "star max",
    "unsplash",
    "wikimedia commons",
    "wireimage",
    "zuma",
    "zuma press",
];

/// `Foto: Ann Roe`, `Copyright Ann Roe`, `Ann Roe/Getty Images`, `Translated by Ann Roe`
pub fn is_credit(text: &str) -> bool {
    let hits = phrases_in(text);
    let is_of = |class| hits.head.has(class) || hits.whole.has(class);
    let mut parts = split_names(text);
    let first = parts.next().map_or("", |part| part.text);
    let second = parts.next().map_or("", |part| part.text.trim());
    // An agency signs stories as well as pictures.
    (is_of(Class::Credit) && !is_phrase(first, Class::Agency))
        || is_of(Class::Copyright)
        || is_other_work(text)
        || [first, second].into_iter().any(is_of_pictures)
}

fn is_of_pictures(agency: &str) -> bool {
    PICTURES
        .iter()
        .any(|name| name.eq_ignore_ascii_case(agency))
}

/// `Ann Roe (Text) und Tom Fox (Fotos)` => `Ann Roe (Text)`: without those who took the pictures.
pub fn without_pictures(text: &str) -> Cow<'_, str> {
    let is_of_picture = |part: &str| {
        let note = part.trim_end().strip_suffix(')');
        let note = note.and_then(|part| part.rsplit_once('('));
        note.is_some_and(|(_, note)| is_credit_label(note))
    };
    if !text.contains('(') || !split_names(text).any(|part| is_of_picture(part.text)) {
        return Cow::Borrowed(text);
    }
    let parts = split_names(text).filter(|part| !is_of_picture(part.text));
    Cow::Owned(parts.map(|part| part.text).collect::<Vec<_>>().join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn credits_name_no_author() {
        for text in [
            "Foto: Ann Roe",
            "Photo by Ann Roe",
            "Copyright Ann Roe",
            "Ann Roe/Getty Images",
            "Ann Roe, Shutterstock",
            "Getty Images",
            "Translated by Ann Roe",
        ] {
            assert!(is_credit(text), "{text}");
        }
        for text in ["Ann Roe", "Ann Roe/AFP", "Reuters", "Ann Roe and Tom Fox"] {
            assert!(!is_credit(text), "{text}");
        }
    }

    #[test]
    fn who_took_the_pictures_is_left_out() {
        for (text, rest) in [
            ("Ann Roe (Text) und Tom Fox (Fotos)", "Ann Roe (Text)"),
            ("Ann Roe (text), Tom Fox (photos)", "Ann Roe (text)"),
            (
                "Ann Roe (Kiew) und Tom Fox (Rom)",
                "Ann Roe (Kiew) und Tom Fox (Rom)",
            ),
        ] {
            assert_eq!(without_pictures(text).trim(), rest, "{text}");
        }
    }
}
