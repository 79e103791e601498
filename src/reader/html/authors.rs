//! Who wrote the article of a page: JSON-LD, meta elements, marked texts, then visible bylines.
//!
//! The first of them that names people is believed; the outlet itself is the author only where
//! nobody else is.

use super::meta::{About, key};
use crate::reader::byline::{cut_lead, split_authors};
use crate::reader::fragment::one_line;

/// Meta names of authors, most trusted first.
const AUTHORS: &[&str] = &[
    "author",
    "article:author",
    "authors",
    "article:author_name",
    "articleauthor",
    "article.author",
    "parsely-author",
    "sailthru.author",
    "dc.creator",
    "dcterms.creator",
    "cxenseparse:author",
    "dcsext.author",
    "byl",
    "citation_author",
    "vr:author",
    "og:article:author",
    "rbauthors",
    "dc.contributor",
    "book:author",
];

impl About<'_> {
    pub fn authors(&self, source: Option<&str>, notes: &mut Vec<String>) -> Vec<String> {
        let outlets = self.outlets(source);
        let is_outlet = |name: &String| outlets.contains(&key(name));
        let mut house: Vec<String> = Vec::new();
        let given = self
            .node
            .map(|node| self.graph.authors(node, notes))
            .unwrap_or_default();
        let metas = AUTHORS
            .iter()
            .map(|name| self.metas(name).flat_map(author_names).collect::<Vec<_>>())
            .chain(std::iter::once_with(|| self.labelled_authors()));
        let marked = ["itemprop", "rel", "class"].iter().map(|how| {
            let texts = self
                .page
                .authors
                .iter()
                .filter(move |(known, _)| known == how);
            texts
                .flat_map(|(_, text)| author_names(text))
                .filter(|name| looks_like_name(name))
                .collect::<Vec<_>>()
        });
        let lines = || {
            let names = self
                .near_headline()
                .flat_map(|block| byline_names(&block.text));
            names
                .filter(|name| looks_like_name(name))
                .take(10)
                .collect::<Vec<_>>()
        };
        let lists = std::iter::once(given)
            .chain(metas)
            .chain(marked)
            .chain(std::iter::once_with(lines));
        for names in lists {
            let mut people: Vec<String> = Vec::new();
            for name in names {
                if is_outlet(&name) {
                    house.push(name);
                } else if people.iter().any(|person| person.contains(' '))
                    && name
                        .split_once(' ')
                        .is_some_and(|(first, _)| is_outlet(&first.to_owned()))
                {
                    // "Ann Roe, DAILY North": the desk of the outlet where she works.
                    continue;
                } else if !people.contains(&name) && !is_long_role(&name) {
                    people.push(name);
                }
            }
            // Every author of a page is not a hundred names of a list.
            if !people.is_empty() && people.len() <= 20 {
                return people;
            }
        }
        // The outlet itself, where it says it is the author and nobody else is.
        house.truncate(1);
        house
    }

    /// Names under a label, as cards of social networks have them: "Written by", then a name.
    fn labelled_authors(&self) -> Vec<String> {
        const LABELS: &[&str] = &[
            "written by",
            "author",
            "by",
            "verfasst von",
            "geschrieben von",
            "écrit par",
            "escrito por",
            "scritto da",
            "geschreven door",
        ];
        let labelled = ["1", "2"].iter().filter_map(|number| {
            let label = self.metas(&format!("twitter:label{number}")).next()?;
            let is_author = LABELS.contains(&label.to_lowercase().trim_end_matches(':'));
            is_author.then(|| self.metas(&format!("twitter:data{number}")).next())?
        });
        // "twitter:misc:Written by" is one name with a space in it, kept as two.
        let misplaced = self.metas("twitter:misc:written");
        labelled.chain(misplaced).flat_map(author_names).collect()
    }
}

/// Names in a meta or a marked text; addresses, handles and mere "By" give none.
fn author_names(text: &str) -> Vec<String> {
    let text = text.trim();
    if text.contains("://") || text.starts_with('@') || text.len() > 300 {
        return Vec::new();
    }
    let mut names = split_authors(&one_line(text));
    names.retain(|name| {
        let words = name.split_whitespace().count();
        let is_lead = matches!(name.to_lowercase().trim_end_matches(':'), "by" | "von" | "por" | "par" | "di" | "av" | "af" | "door" | "author" | "autor" | "text" | "written by");
        (1..=6).contains(&words) && !is_lead && !name.contains(['@', ':']) && name.chars().count() > 1 && !name.bytes().any(|b| b.is_ascii_digit())
            // "jane-roe" is an address part.
            && !(words == 1 && name.contains('-') && !name.contains(char::is_uppercase))
    });
    names
}

/// Names in a visible byline; a text without "By" is none.
fn byline_names(text: &str) -> Vec<String> {
    let is_byline = text.len() < 150 && cut_lead(text).len() < text.len() && !text.contains('?');
    if is_byline {
        author_names(text)
    } else {
        Vec::new()
    }
}

/// Most words begin with a capital, where the script has capitals; initials of the desk pass.
fn looks_like_name(name: &str) -> bool {
    let words: Vec<&str> = name.split_whitespace().collect();
    let cased = words
        .iter()
        .filter(|word| word.chars().any(|c| c.is_lowercase() || c.is_uppercase()))
        .count();
    let capital = words
        .iter()
        .filter(|word| word.chars().next().is_some_and(char::is_uppercase))
        .count();
    let is_initials = words.len() == 1 && name.len() <= 10;
    !name.contains(':') && (is_initials || capital * 5 >= cased * 3)
}

/// "Professor of something at the University of somewhere".
fn is_long_role(name: &str) -> bool {
    name.split_whitespace().count() > 4 && !looks_like_name(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_author() {
        for text in [
            "https://x.example/ann",
            "@ann",
            "By",
            "ann-roe",
            "d.roe@x.example",
        ] {
            assert!(author_names(text).is_empty(), "{text}");
        }
        assert_eq!(
            author_names("By Ann Roe and Bob Fox"),
            ["Ann Roe", "Bob Fox"]
        );
    }
}
