//! What the names of styles mean.
//!
//! Word writes the names of its own styles in English whatever language it speaks, OpenDocument
//! too; RTF of old programs has them in theirs.

use std::collections::HashMap;

use super::Role;

/// Styles on top of each other at most; Word allows eleven.
const MAX_CHAIN: usize = 20;

/// What a style itself or one that it is based on says.
pub fn inherited<'s, S, T>(
    styles: &'s HashMap<String, S>,
    name: &str,
    base: impl Fn(&'s S) -> Option<&'s str>,
    said: impl Fn(&'s S) -> Option<T>,
) -> Option<T> {
    let mut style = styles.get(name)?;
    for _ in 0..MAX_CHAIN {
        if let Some(found) = said(style) {
            return Some(found);
        }
        style = styles.get(base(style)?)?;
    }
    None
}

/// Beginnings of names in small letters, most special first, with what they mean.
const ROLES: &[(&str, Role)] = &[
    ("toc ", Role::Contents),
    ("toc", Role::Contents),
    ("contents", Role::Contents),
    ("table of figures", Role::Contents),
    ("table of authorities", Role::Contents),
    ("index heading", Role::Contents),
    ("verzeichnis", Role::Contents),
    ("inhaltsverzeichnis", Role::Contents),
    ("subtitle", Role::Subtitle),
    ("untertitel", Role::Subtitle),
    ("sous-titre", Role::Subtitle),
    ("subtítulo", Role::Subtitle),
    ("sottotitolo", Role::Subtitle),
    ("list bullet", Role::ListItem),
    ("list number", Role::ListItem),
    ("quotations", Role::Quote),
    ("quote", Role::Quote),
    ("intense quote", Role::Quote),
    ("block text", Role::Quote),
    ("zitat", Role::Quote),
    ("citation", Role::Quote),
    ("caption", Role::Caption),
    ("illustration", Role::Caption),
    ("figure", Role::Caption),
    ("beschriftung", Role::Caption),
    ("légende", Role::Caption),
];

/// Names that are a title only as they stand, not `title page`.
const TITLES: &[&str] = &["title", "titel", "titre", "título", "titolo", "headline"];

/// Words for a heading before its level.
const HEADINGS: &[&str] = &[
    "heading",
    "überschrift",
    "titre",
    "título",
    "titolo",
    "kop",
    "rubrik",
    "заголовок",
];

/// What a style of this name makes of a paragraph; None if the name says nothing.
pub fn role_of_style(name: &str) -> Option<Role> {
    // OpenDocument writes a space as `_20_`.
    let low = name.trim().replace("_20_", " ").to_lowercase();
    if TITLES.contains(&low.as_str()) {
        return Some(Role::Title);
    }
    let heading = HEADINGS.iter().find_map(|word| low.strip_prefix(word));
    if let Some(level) = heading
        && let Ok(level @ 1..=9) = level.trim().parse()
    {
        return Some(Role::Heading(level));
    }
    let known = ROLES.iter().find(|(start, _)| low.starts_with(start));
    known.map(|(_, role)| *role)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_styles() {
        for (name, role) in [
            ("Title", Some(Role::Title)),
            ("title page", None),
            ("heading 1", Some(Role::Heading(1))),
            ("Heading_20_2", Some(Role::Heading(2))),
            ("Überschrift 3", Some(Role::Heading(3))),
            ("Titre", Some(Role::Title)),
            ("Titre 2", Some(Role::Heading(2))),
            ("TOC Heading", Some(Role::Contents)),
            ("toc 1", Some(Role::Contents)),
            ("Contents 1", Some(Role::Contents)),
            ("Subtitle", Some(Role::Subtitle)),
            ("List Bullet 2", Some(Role::ListItem)),
            ("List Paragraph", None),
            ("Caption", Some(Role::Caption)),
            ("Heading", None),
            ("Normal", None),
            ("", None),
        ] {
            assert_eq!(role_of_style(name), role, "{name}");
        }
    }
}
