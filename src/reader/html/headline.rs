//! The headline of a page: several texts call themselves its title, and most of them agree.
//!
//! Where they differ, JSON-LD decides, whose `headline` is nothing else: the heading of the page and
//! the titles for search engines and social networks are often written anew.  Names of the outlet,
//! kickers and sections are cut where another title shows that they are none of the headline.

use super::marks::Mark;
use super::meta::{About, key};
use super::page::{BlockTag, PageBlock};
use crate::article::{Evidence, Span};
use crate::reader::fragment::one_line;

impl About<'_> {
    pub fn headline(&self, source: Option<&str>, evidence: &mut Vec<Evidence>) -> String {
        let outlets = self.outlets(source);
        let clean = |text: &str| without_outlet(&one_line(text), &outlets);
        let mut candidates: Vec<(&'static str, String, f32)> = Vec::new();
        let mut add = |name: &'static str, text: Option<String>, weight: f32| {
            if let Some(text) = text.filter(|text| !text.is_empty() && text.len() < 500) {
                candidates.push((name, text, weight));
            }
        };
        let other: Vec<String> = self
            .titles()
            .iter()
            .map(|title| key(&clean(title)))
            .collect();
        let visible = self.visible_headline(&other);
        let shared = self.metas("og:title").next().map(clean);
        let title = clean(&self.page.title);
        // Encyclopedias give a short description as the headline, and the title as the name.
        let is_title = |text: &String| {
            let titles = [visible.as_ref(), shared.as_ref(), Some(&title)];
            titles.iter().flatten().any(|title| key(title) == key(text))
        };
        let name = self.given("name");
        // Some systems cut it off after so many letters.
        let is_whole = |headline: &String| {
            let stem = headline.trim_end_matches(['…', '.', ' ']);
            let is_cut = headline.ends_with('…') || headline.ends_with("...");
            let titles = [visible.as_ref(), shared.as_ref(), Some(&title)];
            let goes_on = |title: &&String| title.len() > headline.len() && title.starts_with(stem);
            !(is_cut && titles.into_iter().flatten().any(|title| goes_on(&title)))
        };
        let headline = self.given("headline").map(|text| clean(&text));
        match headline.filter(is_whole) {
            Some(headline) if is_title(&headline) || !name.as_ref().is_some_and(is_title) => {
                add("json-ld headline", Some(headline), 2.0);
            }
            _ => add("json-ld name", name, 1.5),
        }
        add("og:title", shared, 1.0);
        add("h1", visible, 0.8);
        add(
            "itemprop headline",
            self.metas("headline").next().map(one_line),
            0.8,
        );
        add(
            "twitter:title",
            self.metas("twitter:title").next().map(clean),
            0.1,
        );
        add("title", Some(title), 0.1);
        let votes = |text: &str| -> f32 {
            candidates
                .iter()
                .filter(|(_, other, _)| key(other) == key(text))
                .map(|(_, _, weight)| weight)
                .sum()
        };
        let mut best: Option<(&(&'static str, String, f32), f32)> = None;
        for candidate in &candidates {
            let count = votes(&candidate.1);
            if best.is_none_or(|(_, most)| count > most + 1e-3) {
                best = Some((candidate, count));
            }
        }
        let Some(((name, text, _), _)) = best else {
            return String::new();
        };
        // A heading may have its kicker in an element of its own above it; the other titles stand
        // alone, so their lead is the headline's unless one of them does without.
        let is_alone = |name: &str| !matches!(name, "h1" | "title" | "twitter:title");
        let text = candidates
            .iter()
            .filter(|(name, other, _)| {
                (is_alone(name) && is_without_kicker(text, other))
                    || is_without_section(text, other)
            })
            .map(|(_, other, _)| other.as_str())
            .min_by_key(|other| other.len())
            .unwrap_or(text);
        evidence.push(Evidence {
            field: "headline".to_owned(),
            source: (*name).to_owned(),
            reason: "most of the page's titles agree on it".to_owned(),
            span: Span::default(),
        });
        text.to_owned()
    }

    /// The first `<h1>` that is a title, not the name of the site or of a dialog.
    fn visible_headline(&self, titles: &[String]) -> Option<String> {
        let headings = || {
            self.page
                .blocks
                .iter()
                .filter(|block| block.tag == BlockTag::Heading(1))
        };
        let agrees = |block: &&PageBlock| {
            let key = key(&block.text);
            !key.is_empty()
                && titles
                    .iter()
                    .any(|title| *title == key || (key.len() > 15 && title.contains(&key)))
        };
        let is_title = |block: &&PageBlock| {
            let off = [
                Mark::Nav,
                Mark::Dialog,
                Mark::Footer,
                Mark::Hidden,
                Mark::Cookie,
            ];
            block.chars > 8 && !off.iter().any(|mark| block.marks.has(*mark))
        };
        let block = headings()
            .find(agrees)
            .or_else(|| headings().find(is_title));
        block.map(|block| block.text.clone())
    }
}

/// "Story | Outlet", "Story - World News - Outlet" => "Story".
fn without_outlet(title: &str, outlets: &[String]) -> String {
    const SEPARATORS: &[&str] = &[
        " | ", " - ", " – ", " — ", " · ", " :: ", " • ", " » ", " / ", "ㅣ", " ‹ ", " @ ",
    ];
    let cut = SEPARATORS
        .iter()
        .filter_map(|separator| title.rfind(separator).map(|at| (at, separator.len())))
        .max();
    let Some((at, len)) = cut else {
        return title.to_owned();
    };
    let (head, tail) = (title[..at].trim(), key(&title[at + len..]));
    let names_outlet = outlets.iter().any(|outlet| {
        tail == *outlet || tail.contains(outlet) || (tail.len() > 2 && outlet.contains(&tail))
    });
    if names_outlet && head.chars().count() > 10 {
        return without_outlet(head, outlets);
    }
    title.to_owned()
}

/// "Kicker: Story" against "Story".
fn is_without_kicker(long: &str, short: &str) -> bool {
    short.chars().count() >= 15
        && long.len() > short.len()
        && long
            .strip_suffix(short)
            .is_some_and(|lead| lead.trim_end().ends_with([':', '-', '–', '—', '|', '·']))
}

/// "Story-Politics" against "Story".
fn is_without_section(long: &str, short: &str) -> bool {
    short.chars().count() >= 15
        && long.strip_prefix(short).is_some_and(|tail| {
            let tail = tail.trim_start();
            tail.starts_with(['-', '–', '—', '|', '·']) && tail.chars().count() <= 16
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_lose_the_outlet_and_the_kicker() {
        let outlets = [key("The Daily X"), key("dailyx")];
        for (title, expected) in [
            (
                "A dam holds in the north | The Daily X",
                "A dam holds in the north",
            ),
            (
                "A dam holds in the north - World - Daily X",
                "A dam holds in the north - World",
            ),
            ("A dam holds - in the north", "A dam holds - in the north"),
            ("Dam - The Daily X", "Dam - The Daily X"),
        ] {
            assert_eq!(without_outlet(title, &outlets), expected);
        }
        assert!(is_without_kicker(
            "Floods: A dam holds in the north",
            "A dam holds in the north"
        ));
        assert!(is_without_section(
            "A dam holds in the north-Politics",
            "A dam holds in the north"
        ));
        assert!(!is_without_section(
            "A dam holds in the north - and a town sleeps",
            "A dam holds in the north"
        ));
        assert!(!is_without_kicker(
            "Why a dam holds in the north",
            "a dam holds in the north"
        ));
    }
}
