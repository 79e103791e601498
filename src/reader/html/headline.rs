//! The headline of a page: several texts call themselves its title, and most of them agree.
//!
//! Where they differ, JSON-LD decides, whose `headline` is nothing else: the heading of the page and
//! the titles for search engines and social networks are often written anew.  Names of the outlet,
//! kickers and sections are cut where another title shows that they are none of the headline.

use super::marks::Mark;
use super::meta::{About, ELSEWHERE, key};
use super::page::{BlockTag, PageBlock};
use super::place::{find_headline, width};
use crate::article::{Evidence, Span};
use crate::reader::byline::cut_lead;
use crate::reader::fragment::one_line;

impl About<'_> {
    pub fn headline(&self, source: Option<&str>, evidence: &mut Vec<Evidence>) -> String {
        let outlets = self.outlets(source);
        let outer = |text: &str| without_outlet(&one_line(text), &outlets);
        let mut candidates: Vec<(&'static str, String, f32)> = Vec::new();
        let mut add = |name: &'static str, text: Option<String>, weight: f32| {
            if let Some(text) = text.filter(|text| !text.is_empty() && text.len() < 500) {
                candidates.push((name, text, weight));
            }
        };
        let other: Vec<String> = self
            .titles()
            .iter()
            .map(|title| key(&outer(title)))
            .collect();
        let visible = self.visible_headline(&other, &outlets);
        // What the page shows as its headline tells the names around it in the other titles.
        let clean = |text: &str| {
            let text = outer(text);
            let shown = visible.as_deref().filter(|shown| text != *shown);
            let inner = shown.and_then(|shown| within_names(&text, shown, &outlets));
            inner.unwrap_or(&text).to_owned()
        };
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
            let is_shown_whole = || {
                let shown = [visible.as_ref(), shared.as_ref()];
                shown
                    .iter()
                    .all(|title| title.is_some_and(|title| is_cut_of(headline, title)))
            };
            let mut titles = titles.into_iter().flatten();
            let is_short = (is_cut && titles.any(|title| goes_on(&title))) || is_shown_whole();
            !is_short
        };
        let headline = self.given("headline").map(|text| clean(&text));
        match headline.filter(is_whole) {
            Some(headline) if is_title(&headline) || !name.as_ref().is_some_and(is_title) => {
                add("json-ld headline", Some(headline), 2.0);
            }
            _ => add("json-ld name", name, 1.5),
        }
        add("og:title", shared, 1.0);
        add("h1", visible.clone(), 0.8);
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
    fn visible_headline(&self, titles: &[String], outlets: &[String]) -> Option<String> {
        let is_site = |block: &PageBlock| self.is_name_of_site(block, outlets);
        let headings = || {
            self.page
                .blocks
                .iter()
                .filter(|block| block.tag == BlockTag::Heading(1) && !is_site(block))
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
            width(&block.text) > 8 && !off.iter().any(|mark| block.marks.has(*mark))
        };
        // A heading of another level, or a text that is marked as the title.
        let other = || {
            let block = &self.page.blocks[find_headline(self.page)?];
            (width(&block.text) > 8 && !is_site(block)).then_some(block)
        };
        let block = headings()
            .find(agrees)
            .or_else(other)
            .or_else(|| headings().find(is_title))
            .or_else(|| self.last_crumb().filter(|block| !is_site(block)))
            .or_else(|| self.marked_title().filter(|block| !is_site(block)));
        block
            .map(|block| block.text.clone())
            .or_else(|| self.page.pictured.clone())
            .or_else(|| self.bold_title())
    }

    /// The only `<h1>` of a page, where it ends the path above the story: `Home > World > Headline`.
    fn last_crumb(&self) -> Option<&PageBlock> {
        let is_first = |block: &&PageBlock| block.tag == BlockTag::Heading(1);
        let mut headings = self.page.blocks.iter().filter(is_first);
        let only = headings.next().filter(|_| headings.next().is_none())?;
        let is_path = only.marks.has_any(&[Mark::Nav, Mark::Navigation]);
        (is_path && width(&only.text) > 15 && only.link_chars * 2 < only.chars).then_some(only)
    }

    /// A heading or a paragraph whose class calls it a title, where the page has no other.
    fn marked_title(&self) -> Option<&PageBlock> {
        let mut blocks = self
            .page
            .blocks
            .iter()
            .take_while(|block| block.chars < 200);
        blocks.find(|block| {
            matches!(
                block.tag,
                BlockTag::Heading(1..=3) | BlockTag::Division | BlockTag::Paragraph
            ) && block.own_marks.has(Mark::Title)
                && block.chars > 15
                && block.link_chars * 2 < block.chars
                && !block.marks.has_any(ELSEWHERE)
        })
    }

    /// A bold line right above the byline, on a page without any heading.
    fn bold_title(&self) -> Option<String> {
        let blocks = &self.page.blocks;
        let mut tags = blocks.iter().map(|block| block.tag);
        if tags.any(|tag| matches!(tag, BlockTag::Heading(1..=3))) {
            return None;
        }
        let told = blocks.iter().take_while(|block| block.chars < 200).count();
        let is_over_byline = |at: usize| {
            let next = blocks.get(at + 1);
            next.is_some_and(|next| next.chars < 120 && cut_lead(&next.text).is_some())
        };
        let at = (0..told).find(|at| {
            let block = &blocks[*at];
            block.is_strong
                && (15..150).contains(&block.chars)
                && block.link_chars == 0
                && block.tag != BlockTag::ListItem
                && is_over_byline(*at)
        })?;
        Some(blocks[at].text.clone())
    }

    /// Whether a heading is the name of the site: an outlet, or what ends the titles of its pages.
    fn is_name_of_site(&self, block: &PageBlock, outlets: &[String]) -> bool {
        let key_of_block = key(&block.text);
        let ends_title = || {
            let cuts = SEPARATORS.iter();
            let tail = cuts
                .filter_map(|cut| self.page.title.rsplit_once(cut))
                .map(|(_, tail)| tail);
            tail.map(key).any(|tail| tail == key_of_block)
        };
        let is_logo = || {
            block.link_chars == block.chars
                && block.marks.has_any(&[Mark::Header, Mark::Navigation])
        };
        outlets.contains(&key_of_block) || ends_title() || is_logo()
    }
}

/// What stands between a headline and the name of the outlet.
const SEPARATORS: &[&str] = &[
    " | ", " - ", " – ", " — ", " · ", " :: ", " • ", " » ", " / ", "ㅣ", " ‹ ", " @ ",
];

/// Marks that stand between a headline and a name, with or without spaces.
const MARKS: &[char] = &[
    '|', '-', '–', '—', '·', '•', '»', '‹', '/', ':', '：', '_', 'ㅣ',
];

/// The headline that the page shows, where a title has it between names: "Story_Outlet",
/// "OUTLET | World | Story".
fn within_names<'t>(title: &'t str, shown: &str, outlets: &[String]) -> Option<&'t str> {
    if width(shown) < 15 {
        return None;
    }
    let is_outlet = |name: &str| {
        let name = key(name);
        name.len() > 2
            && outlets
                .iter()
                .any(|known| name.contains(known) || known.contains(&name))
    };
    if let Some(tail) = title.strip_prefix(shown) {
        let name = tail.trim_start().strip_prefix(MARKS)?.trim();
        // "The dam: a story" goes on, as "The dam - and a town" does.
        let is_name = match tail.trim_start().chars().next()? {
            ':' | '：' => is_outlet(name),
            '|' | '_' => true,
            _ => is_outlet(name) || is_called(name),
        };
        return is_name.then(|| &title[..shown.len()]);
    }
    let lead = title.strip_suffix(shown)?.trim_end();
    let name = lead.strip_suffix(MARKS)?.trim();
    let is_name = is_outlet(name) || (lead.ends_with('|') && is_called(name));
    is_name.then(|| &title[title.len() - shown.len()..])
}

/// Whether a text is written as names are: few words, none of them long and small.
fn is_called(name: &str) -> bool {
    let mut words = name.split_whitespace();
    let is_small = |word: &str| word.starts_with(char::is_lowercase) && word.chars().count() > 3;
    name.chars().any(char::is_alphabetic)
        && name.split_whitespace().count() <= 7
        && !name.ends_with(['.', '?', '!'])
        && !words.any(is_small)
}

/// Whether a headline is the beginning of a longer one, cut off within a clause.
fn is_cut_of(headline: &str, whole: &str) -> bool {
    const LEAST: usize = 30;
    let Some(rest) = whole.strip_prefix(headline.trim_end()) else {
        return false;
    };
    headline.chars().count() >= LEAST
        && !headline.ends_with(['.', '!', '?', '”', '"', '»', '’'])
        && rest.trim_start().starts_with(char::is_alphanumeric)
}

/// "Story | Outlet", "Story - World News - Outlet" => "Story".
fn without_outlet(title: &str, outlets: &[String]) -> String {
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
        let shown = "A dam holds in the north";
        for (title, is_shown) in [
            ("A dam holds in the north | Harrow State News", true),
            ("A dam holds in the north - The Valley Messenger", true),
            ("A dam holds in the north_Daily X", true),
            ("A dam holds in the north: Daily X", true),
            ("BBC NEWS | England | A dam holds in the north", true),
            ("Daily X: A dam holds in the north", true),
            ("A dam holds in the north - and a town sleeps", false),
            ("A dam holds in the north: What We Know", false),
            ("Floods: A dam holds in the north", false),
        ] {
            let found = within_names(title, shown, &outlets);
            assert_eq!(found, is_shown.then_some(shown), "{title}");
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
