//! Links within a wiki: what of them is text, and what is a category, a picture, another language.

use super::site::{Namespace, Site};

/// What a link stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Link {
    Text(String),
    Category(String),
    /// The caption of a picture, which may be empty.
    Picture(String),
    Nothing,
}

/// Prefixes of sister projects, whose titles are shown without them.
const SISTERS: &[&str] = &[
    "w",
    "wikipedia",
    "wikt",
    "wiktionary",
    "s",
    "wikisource",
    "b",
    "wikibooks",
    "q",
    "wikiquote",
    "v",
    "wikiversity",
    "n",
    "wikinews",
    "c",
    "commons",
    "m",
    "meta",
    "d",
    "wikidata",
    "voy",
    "species",
];

/// Words that place a picture and show nothing, in the languages of the larger editions.
const OPTIONS: &[&str] = &[
    "thumb",
    "thumbnail",
    "mini",
    "miniatur",
    "frame",
    "framed",
    "frameless",
    "border",
    "right",
    "left",
    "center",
    "centre",
    "none",
    "upright",
    "baseline",
    "middle",
    "sub",
    "super",
    "top",
    "text-top",
    "bottom",
    "rechts",
    "links",
    "zentriert",
    "gerahmt",
    "rahmenlos",
    "hochkant",
    "derecha",
    "izquierda",
    "centro",
    "miniatura",
    "miniaturadeimagen",
    "vignette",
    "droite",
    "gauche",
    "centré",
    "destra",
    "sinistra",
    "direita",
    "esquerda",
    "miniaturadaimagem",
    "мини",
    "справа",
    "слева",
    "центр",
    "prawo",
    "lewo",
    "höger",
    "vänster",
    "サムネイル",
    "缩略图",
    "縮圖",
    "右",
    "左",
];

/// What the inside of `[[…]]`, cut at its bars, stands for.
pub fn read_link(parts: &[&str], site: &Site) -> Link {
    let target = parts.first().map_or("", |target| target.trim());
    let label = parts.get(1..).unwrap_or_default();
    // A colon first makes a link of what would be a category or a picture.
    if let Some(target) = target.strip_prefix(':') {
        return Link::Text(shown(target, label));
    }
    let Some((prefix, rest)) = target.split_once(':') else {
        return Link::Text(shown(target, label));
    };
    match site.namespace(prefix) {
        Some(Namespace::Category) => return Link::Category(rest.trim().replace('_', " ")),
        Some(Namespace::File) => return Link::Picture(caption(label)),
        Some(Namespace::Other) => return Link::Text(shown(target, label)),
        None => {}
    }
    let is_sister = SISTERS.contains(&prefix.trim().to_lowercase().as_str());
    let is_language = (2..=3).contains(&prefix.len()) || prefix.contains('-');
    let is_code = prefix.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
    if is_code && is_language && !is_sister && label.is_empty() && !rest.starts_with(' ') {
        return Link::Nothing;
    }
    Link::Text(shown(if is_sister { rest } else { target }, label))
}

fn shown(target: &str, label: &[&str]) -> String {
    let label = label.join("|");
    let label = label.trim_matches('\n');
    if !label.trim().is_empty() {
        return label.to_owned();
    }
    // Links to sister projects may have the code of a language too: `w:de:Uhr`.
    target.trim().trim_start_matches('#').to_owned()
}

/// The last part of a picture that is no option.
fn caption(parts: &[&str]) -> String {
    let is_option = |part: &str| {
        let low = part.trim().to_lowercase();
        let is_size = low.strip_suffix("px").is_some_and(|size| {
            size.bytes()
                .all(|b| b.is_ascii_digit() || matches!(b, b'x' | b' '))
        });
        let is_named = low.split_once('=').is_some_and(|(name, _)| {
            [
                "alt",
                "link",
                "page",
                "lang",
                "upright",
                "class",
                "thumbtime",
                "start",
                "end",
                "hochkant",
            ]
            .contains(&name.trim())
        });
        low.is_empty() || is_size || is_named || OPTIONS.contains(&low.as_str())
    };
    let last = parts.iter().rev().find(|part| !is_option(part));
    last.map(|text| text.trim().to_owned()).unwrap_or_default()
}
