//! What a page says about its article outside the text: headline, authors, outlet, dates.
//!
//! JSON-LD, meta elements, marked-up texts and what is visible are all asked; where they differ,
//! the headline goes by vote, names go by trust, and dates are all handed on.

use serde_json::{Map, Value};

use super::json_ld::Graph;
use super::marks::{Mark, Marks};
use super::page::{BlockTag, Page, PageBlock};
use crate::article::{
    Article, DateCandidate, DateRole, DateSource, EntityKind, Evidence, GivenEntity, Span,
};
use crate::reader::byline::{cut_lead, split_authors};
use crate::reader::fragment::{collapse, one_line};
use crate::reader::plain_text::stamp::{Time, stamp_in};

/// Marks of what is not about this article, unless they are around its headline too.
const ELSEWHERE: &[Mark] = &[
    Mark::Related,
    Mark::Comments,
    Mark::Popular,
    Mark::Teaser,
    Mark::Footer,
    Mark::Nav,
    Mark::Aside,
];

/// Everything that the head of a page is asked.
pub struct About<'p> {
    pub page: &'p Page<'p>,
    pub graph: &'p Graph,
    pub node: Option<&'p Map<String, Value>>,
    /// Address by which the page was fetched, if known.
    pub address: Option<&'p str>,
}

/// Meta names of a day of publication, most trusted first.
const PUBLISHED: &[&str] = &[
    "article:published_time",
    "og:article:published_time",
    "article:published",
    "og:published_time",
    "datepublished",
    "article:publicationdate",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "publication_date",
    "publicationdate",
    "dc.date.issued",
    "dcterms.issued",
    "dc.issued",
    "dcterms.date",
    "dc.date",
    "dc.date.created",
    "dcterms.created",
    "sailthru.date",
    "parsely-pub-date",
    "cxenseparse:recs:publishtime",
    "article.published",
    "article.created",
    "bt:pubdate",
    "date.issued",
    "citation_publication_date",
    "citation_date",
    "prism.publicationdate",
    "originalpublicationdate",
    "article_date_original",
    "published-date",
    "published_at",
    "ptime",
    "displaydate",
    "rnews:datepublished",
    "vr:published_time",
    "created",
    "date",
];

const UPDATED: &[&str] = &[
    "article:modified_time",
    "og:updated_time",
    "article:modified",
    "datemodified",
    "last-modified",
    "lastmod",
    "dcterms.modified",
    "dc.date.modified",
    "updated_time",
    "utime",
    "revised",
    "modificationdate",
    "article:updated_time",
    "date.updated",
    "article.updated",
];

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
    /// Values of a meta name, in page order.
    fn metas(&self, name: &str) -> impl Iterator<Item = &str> {
        let metas = self.page.metas.iter().chain(&self.page.properties);
        metas
            .filter(move |(known, _)| known == name)
            .map(|(_, value)| value.as_str())
    }

    fn meta(&self, names: &[&str]) -> Option<String> {
        names.iter().find_map(|name| {
            self.metas(name)
                .next()
                .map(one_line)
                .filter(|value| !value.is_empty())
        })
    }

    fn given(&self, name: &str) -> Option<String> {
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
            .filter(|name| !name.contains("://") && name.len() <= 80)
        })
    }

    fn url(&self) -> Option<String> {
        let absolute = |url: &String| url.starts_with("http://") || url.starts_with("https://");
        let canonical = self.page.canonical.clone().filter(absolute);
        let open_graph = self.meta(&["og:url"]).filter(absolute);
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
        canonical
            .clone()
            .filter(is_page)
            .or(open_graph.filter(is_page))
            .or(given.filter(is_page))
            .or(fetched)
            .or(canonical)
    }

    fn tags(&self) -> Vec<String> {
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

    fn headline(&self, source: Option<&str>, evidence: &mut Vec<Evidence>) -> String {
        let clean = |text: &str| without_outlet(&one_line(text), &self.outlets(source));
        let mut candidates: Vec<(&'static str, String, f32)> = Vec::new();
        let mut add = |name: &'static str, text: Option<String>, weight: f32| {
            if let Some(text) = text.filter(|text| !text.is_empty() && text.len() < 500) {
                candidates.push((name, text, weight));
            }
        };
        add(
            "json-ld headline",
            self.given("headline").or_else(|| self.given("name")),
            1.5,
        );
        add("og:title", self.metas("og:title").next().map(clean), 1.0);
        let other: Vec<String> = self
            .titles()
            .iter()
            .map(|title| key(&clean(title)))
            .collect();
        add("h1", self.visible_headline(&other), 1.0);
        add(
            "itemprop headline",
            self.metas("headline").next().map(one_line),
            0.8,
        );
        add(
            "twitter:title",
            self.metas("twitter:title").next().map(clean),
            0.2,
        );
        add("title", Some(clean(&self.page.title)), 0.2);
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
        let text = candidates
            .iter()
            .map(|(_, other, _)| other.as_str())
            .filter(|other| is_without_kicker(text, other) || is_without_section(text, other))
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

    /// Names under which titles mention the outlet.
    fn outlets(&self, source: Option<&str>) -> Vec<String> {
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

    fn authors(&self, source: Option<&str>, notes: &mut Vec<String>) -> Vec<String> {
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

    fn dates(&self, article: &mut Article) {
        let mut add = |role: DateRole, source: DateSource, raw: &str, span: Span| {
            let raw = collapse(raw);
            let is_date = raw.len() <= 160 && raw.bytes().any(|b| b.is_ascii_digit());
            let is_new = |known: &DateCandidate| {
                known.role != role || known.source != source || known.raw != raw
            };
            if is_date && article.dates.iter().all(is_new) && article.dates.len() < 60 {
                article.dates.push(DateCandidate {
                    role,
                    source,
                    raw,
                    span,
                });
            }
        };
        for (member, role) in [
            ("datePublished", DateRole::Published),
            ("dateModified", DateRole::Updated),
            ("dateCreated", DateRole::Unspecified),
            ("uploadDate", DateRole::Unspecified),
        ] {
            if let Some(raw) = self.given(member) {
                add(role, DateSource::JsonLd, &raw, Span::default());
            }
        }
        for (names, role) in [
            (PUBLISHED, DateRole::Published),
            (UPDATED, DateRole::Updated),
        ] {
            for name in names {
                for raw in self.metas(name) {
                    add(role, DateSource::Meta, raw, Span::default());
                }
            }
        }
        let around = self.headline_marks();
        for time in &self.page.times {
            if time.marks.beyond(around).has_any(ELSEWHERE) {
                continue;
            }
            let role = stamp_in(&time.text).map_or(DateRole::Unspecified, |stamp| stamp.role);
            let raw = if time.datetime.is_empty() {
                &time.text
            } else {
                &time.datetime
            };
            add(role, DateSource::TimeElement, raw, time.span);
        }
        for block in self.near_headline() {
            for part in parts_of(&block.text) {
                if let Some(stamp) = stamp_in(part) {
                    add(stamp.role, DateSource::Stamp, part, block.span);
                }
            }
        }
    }

    /// Short texts round the headlines: stamps and bylines stand there.
    fn near_headline(&self) -> impl Iterator<Item = &PageBlock> {
        let blocks = &self.page.blocks;
        let headings: Vec<usize> = (0..blocks.len())
            .filter(|i| blocks[*i].tag == BlockTag::Heading(1))
            .take(4)
            .collect();
        let near = move |i: usize| {
            let is_near = |at: &usize| i + 6 >= *at && i <= at + 24;
            if headings.is_empty() {
                i < 80
            } else {
                headings.iter().any(is_near)
            }
        };
        let around = self.headline_marks();
        blocks
            .iter()
            .enumerate()
            .filter(move |(i, block)| {
                near(*i) && block.text.len() < 160 && !block.marks.beyond(around).has_any(ELSEWHERE)
            })
            .map(|(_, block)| block)
    }

    /// Marks around the headline: what wraps the whole article.
    fn headline_marks(&self) -> Marks {
        let heading = self
            .page
            .blocks
            .iter()
            .rfind(|block| block.tag == BlockTag::Heading(1));
        heading.map_or(Marks::default(), |block| block.marks)
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
        let after = blocks
            .iter()
            .position(|block| block.tag == BlockTag::Heading(1))
            .map_or(0, |at| at + 1);
        for block in blocks.iter().skip(after).take(15) {
            let is_described = described.iter().any(|text| key(text) == key(&block.text));
            let is_marked = block.own_marks.has(Mark::Deck)
                && block.chars >= 25
                && block.chars <= 700
                && block.link_chars * 3 < block.chars;
            if (is_described || is_marked) && block.text != headline {
                return (block.text.clone(), "page");
            }
            if block.text == first_paragraph {
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

/// The whole text, or what stands between separators: "Ann Roe | 05.04.2025 - Updated: 06.04.2025".
fn parts_of(text: &str) -> Vec<&str> {
    if stamp_in(text).is_some() {
        return vec![text];
    }
    let mut parts: Vec<&str> = Vec::new();
    for part in text
        .split(['|', '•', '·'])
        .flat_map(|part| part.split(" - "))
    {
        // "Rome, October 23, 2024, 3:48": a place or a name may stand before the date, no sentence.
        let commas = part
            .match_indices([',', '،'])
            .map(|(at, comma)| (&part[..at], &part[at + comma.len()..]));
        let tail = commas
            .filter(|(lead, _)| lead.split_whitespace().count() <= 4)
            .map(|(_, tail)| tail)
            .find(|tail| stamp_in(tail).is_some_and(|stamp| stamp.time == Time::Date));
        parts.push(if stamp_in(part).is_some() {
            part
        } else {
            tail.unwrap_or(part)
        });
    }
    parts.into_iter().map(str::trim).collect()
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

/// Letters and digits in small letters: how titles are compared.
pub fn key(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
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
