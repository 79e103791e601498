//! What a page says about its article outside the text: outlet, address, section, tags, deck.
//!
//! JSON-LD, meta elements, marked-up texts and what is visible are all asked; where they differ,
//! the headline goes by vote (`headline`), names go by trust (`authors`), and dates are all handed
//! on (`dates`).

use serde_json::{Map, Value};

use super::address::{is_archive, original};
use super::caption::is_caption;
use super::json_ld::Graph;
use super::marks::Mark;
use super::page::{BlockTag, Page, PageBlock};
use super::place::{find_headline, width};
use crate::article::{Article, EntityKind, GivenEntity};
use crate::reader::byline::cut_lead;
use crate::reader::fragment::one_line;
use crate::reader::plain_text::stamp::{has_date, stamp_in};

/// Marks of what is not about this article, unless they are around its headline too.
pub const ELSEWHERE: &[Mark] = &[
    Mark::Related,
    Mark::Comments,
    Mark::Popular,
    Mark::Teaser,
    Mark::Footer,
    Mark::Nav,
    Mark::Aside,
];

/// Blocks around a story in which its section and tags stand, and most of them.
const BEFORE_TITLE: usize = 6;
const BELOW_STORY: usize = 8;
const MOST_TERMS: usize = 30;

/// Everything that the head of a page is asked.
pub struct About<'p> {
    pub page: &'p Page<'p>,
    pub graph: &'p Graph,
    pub node: Option<&'p Map<String, Value>>,
    /// Address by which the page was fetched, if known.
    pub address: Option<&'p str>,
}

impl About<'_> {
    /// Values of a meta name, in page order.
    pub fn metas(&self, name: &str) -> impl Iterator<Item = &str> {
        let metas = self.page.metas.iter().chain(&self.page.properties);
        metas
            .filter(move |(known, _)| known == name)
            .map(|(_, value)| value.as_str())
    }

    pub fn meta(&self, names: &[&str]) -> Option<String> {
        names.iter().find_map(|name| {
            self.metas(name)
                .next()
                .map(one_line)
                .filter(|value| !value.is_empty())
        })
    }

    pub fn given(&self, name: &str) -> Option<String> {
        self.node.and_then(|node| self.graph.text(node, name))
    }

    /// Fills every field but the blocks.
    pub fn fill(&self, article: &mut Article) {
        article.source = self.source();
        article.headline = self.headline(article.source.as_deref(), &mut article.evidence);
        article.authors = self.authors(article.source.as_deref(), &mut article.notes);
        article.url = self.url();
        article.section = self.given("articleSection").or_else(|| {
            self.meta(&[
                "article:section",
                "og:article:section",
                "parsely-section",
                "sailthru.section",
                "section",
                "articlesection",
                "dc.subject",
                "category",
            ])
        });
        let locale = || self.meta(&["og:locale", "content-language", "dc.language", "language"]);
        article.language = self
            .page
            .language
            .clone()
            .or_else(|| self.given("inLanguage"))
            .or_else(locale)
            .map(|code| code.replace('_', "-"))
            .filter(|code| code.len() <= 20);
        article.tags = self.tags();
        if let Some(node) = self.node {
            for (kinds, kind) in [
                (&["Person"][..], EntityKind::Person),
                (
                    &[
                        "Organization",
                        "NewsMediaOrganization",
                        "Corporation",
                        "GovernmentOrganization",
                        "SportsTeam",
                    ],
                    EntityKind::Organisation,
                ),
                (
                    &["Place", "Country", "City", "State", "AdministrativeArea"],
                    EntityKind::Place,
                ),
            ] {
                let names = self.graph.about(node, kinds);
                article
                    .entities
                    .extend(names.into_iter().map(|name| GivenEntity { kind, name }));
            }
        }
        self.dates(article);
    }

    /// The texts that call themselves the title of the page.
    pub fn titles(&self) -> Vec<String> {
        let given = self.given("headline");
        let metas = ["og:title", "twitter:title", "headline"]
            .iter()
            .flat_map(|name| self.metas(name));
        given
            .into_iter()
            .chain(metas.map(one_line))
            .chain([self.page.title.clone()])
            .collect()
    }

    fn source(&self) -> Option<String> {
        let given = self.given("publisher").filter(|name| !name.contains("://"));
        given.or_else(|| {
            self.meta(&[
                "og:site_name",
                "application-name",
                "publisher",
                "dc.publisher",
                "dcterms.publisher",
                "citation_journal_title",
                "apple-mobile-web-app-title",
            ])
            .filter(|name| !name.contains("://") && name.len() <= 80 && !is_archive(name))
        })
    }

    fn url(&self) -> Option<String> {
        let absolute = |url: &String| url.starts_with("http://") || url.starts_with("https://");
        let canonical = self.page.canonical.clone().filter(absolute);
        let shared = self.meta(&["og:url"]).filter(absolute);
        let open_graph = shared.map(|url| original(&url).to_owned());
        let given = self
            .given("url")
            .or_else(|| self.given("mainEntityOfPage"))
            .filter(absolute);
        // A site whose every page calls the front page canonical.
        let is_page = |url: &String| {
            let path = url.splitn(4, '/').nth(3).unwrap_or("");
            !path.trim_matches('/').is_empty()
        };
        let fetched = self.address.map(str::to_owned);
        let saved_from = self.page.saved_from.clone();
        // Most bases are the folder of a site; some systems write the page.
        let base = self.page.base.clone().filter(absolute);
        let base = base.filter(|url| is_page(url) && !url.ends_with('/'));
        canonical
            .clone()
            .filter(is_page)
            .or(open_graph.filter(is_page))
            .or(given.filter(is_page))
            .or(fetched)
            .or(saved_from)
            .or(base)
            .or(canonical)
    }

    pub fn tags(&self) -> Vec<String> {
        let mut tags: Vec<String> = Vec::new();
        let mut add = |names: Vec<String>| {
            for name in names {
                if !name.is_empty()
                    && name.len() <= 200
                    && !tags.contains(&name)
                    && tags.len() < 100
                {
                    tags.push(name);
                }
            }
        };
        if let Some(node) = self.node {
            add(self.graph.names(node, "keywords"));
        }
        for name in [
            "article:tag",
            "og:article:tag",
            "parsely-tags",
            "sailthru.tags",
            "news_keywords",
            "keywords",
        ] {
            if !tags_are_enough(&mut add, self.metas(name)) {
                continue;
            }
            break;
        }
        tags
    }

    /// Names of the links to the pages of sections, or of tags, that stand around the story.
    pub fn terms(&self, is_section: bool, last: usize) -> Vec<String> {
        let from = find_headline(self.page).map_or(0, |at| at.saturating_sub(BEFORE_TITLE));
        let around = self.headline_marks();
        let near = from..=last + BELOW_STORY;
        let own = self.page.terms.iter().filter(|term| {
            term.is_section == is_section
                && near.contains(&term.at)
                && !term.marks.beyond(around).has_any(ELSEWHERE)
        });
        let mut names: Vec<String> = Vec::new();
        for term in own {
            let name = term.text.trim_start_matches('#').trim();
            if !name.is_empty() && name.len() <= 80 && !names.iter().any(|known| known == name) {
                names.push(name.to_owned());
            }
        }
        if names.len() > MOST_TERMS {
            Vec::new()
        } else {
            names
        }
    }

    /// Names under which titles mention the outlet.
    pub fn outlets(&self, source: Option<&str>) -> Vec<String> {
        let mut outlets: Vec<String> = source.iter().map(|name| key(name)).collect();
        outlets.extend(
            self.metas("og:site_name")
                .chain(self.metas("application-name"))
                .map(key),
        );
        let address = self.page.canonical.as_deref().or(self.address);
        if let Some(host) = address.and_then(|address| address.split("://").nth(1)) {
            let host = host
                .split('/')
                .next()
                .unwrap_or(host)
                .trim_start_matches("www.");
            outlets.push(key(host));
            outlets.extend(host.rsplit_once('.').map(|(name, _)| key(name)));
        }
        outlets.retain(|name| name.len() > 1);
        outlets
    }

    /// Whether a paragraph is all that the element around it holds.
    fn is_alone(&self, block: &PageBlock) -> bool {
        let elements = &self.page.elements;
        let around = elements[block.element].parent;
        block.tag == BlockTag::Paragraph && elements[around].chars == block.chars
    }

    /// The standfirst: what the page shows under the headline, else how it describes itself.
    pub fn deck(&self, headline: &str, first_paragraph: &str) -> (String, &'static str) {
        let mut described: Vec<String> = Vec::new();
        described.extend(self.given("description"));
        described.extend(self.given("alternativeHeadline"));
        described.extend(
            ["og:description", "description", "twitter:description"]
                .iter()
                .flat_map(|name| self.metas(name))
                .map(one_line),
        );
        let mut titles: Vec<String> = self.titles().iter().map(|title| key(title)).collect();
        titles.push(key(headline));
        described
            .retain(|text| !text.is_empty() && !titles.contains(&key(text)) && text.len() < 1500);
        let blocks = &self.page.blocks;
        let after = find_headline(self.page).map_or(0, |at| at + 1);
        let around = self.headline_marks();
        for (i, block) in blocks.iter().enumerate().skip(after).take(15) {
            let is_described = described.iter().any(|text| key(text) == key(&block.text));
            let is_marked = block.own_marks.has(Mark::Deck)
                || (block.marks.beyond(around).has(Mark::Deck) && self.is_alone(block))
                || (i == after && is_before_header_line(&blocks[i..]));
            // A mark of its own tells a short one from the labels that stand there too.
            let is_short_deck = block.own_marks.has(Mark::Deck) && is_phrase_of_words(block);
            let is_size = (25..=700).contains(&width(&block.text)) || is_short_deck;
            let is_text = is_size && block.link_chars * 3 < block.chars;
            // A kicker may stand before the headline again.
            let is_title = key(&block.text).ends_with(&key(headline));
            let is_shown = is_described || (is_marked && is_text && !is_caption(block));
            if is_shown && !is_title {
                return (block.text.clone(), "page");
            }
            // The line with the day may be taken for the first of the story.
            if block.text == first_paragraph && stamp_in(first_paragraph).is_none() {
                break;
            }
        }
        // A description that begins like the text, or is cut, is the text again.
        let start: String = key(first_paragraph).chars().take(60).collect();
        let fresh = described.into_iter().find(|text| {
            let is_cut = text.ends_with('…') || text.ends_with("...");
            !is_cut
                && (start.is_empty() || !key(text).starts_with(&start))
                && !key(first_paragraph).starts_with(&key(text))
        });
        (fresh.unwrap_or_default(), "meta")
    }
}

/// A few words without a day, a byline or a link.
fn is_phrase_of_words(block: &PageBlock) -> bool {
    block.chars >= 15
        && block.link_chars == 0
        && block.text.split(' ').count() >= 4
        && cut_lead(&block.text).is_none()
        && !has_date(&block.text)
}

/// Whether a text stands between the headline and a byline or a date: a standfirst without a mark.
fn is_before_header_line(blocks: &[PageBlock]) -> bool {
    let [text, line, ..] = blocks else {
        return false;
    };
    let is_line = |block: &PageBlock| {
        block.chars < 120
            && (block.own_marks.has_any(&[Mark::Byline, Mark::Date])
                || cut_lead(&block.text).is_some()
                || stamp_in(&block.text).is_some())
    };
    matches!(text.tag, BlockTag::Heading(2..=3) | BlockTag::Paragraph)
        && text.chars <= 300
        && !text.marks.has_any(ELSEWHERE)
        && !is_line(text)
        && is_line(line)
}

/// Adds what a meta element lists; whether there was anything.
fn tags_are_enough<'v>(
    add: &mut impl FnMut(Vec<String>),
    values: impl Iterator<Item = &'v str>,
) -> bool {
    let mut any = false;
    for value in values {
        let names: Vec<String> = value
            .split([',', ';'])
            .map(one_line)
            .filter(|name| !name.is_empty())
            .collect();
        any |= !names.is_empty();
        add(names);
    }
    any
}

/// Letters and digits in small letters: how titles are compared.
pub fn key(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}
