//! What a METS package says: its files, its logical articles with their areas, and what the
//! catalogue (MODS) knows of the issue and of each article.

use std::collections::{HashMap, HashSet};

use super::super::xml::{Element, Tree, outermost};
use crate::article::Span;

/// A package, read as far as articles need it.
#[derive(Debug, Default)]
pub struct Package {
    /// Names of files by their ids.
    pub files: HashMap<String, String>,
    pub articles: Vec<Logical>,
    /// Ids of the files of its pages in their order, where it names no articles.
    pub pages: Vec<String>,
    pub issue: About,
    names: HashSet<String>,
}

/// An article as the logical structure has it.
#[derive(Debug)]
pub struct Logical {
    /// Its id, or `#` and its number from 1.
    pub name: String,
    pub label: Option<String>,
    pub areas: Vec<Area>,
    pub about: About,
    pub span: Span,
}

/// A place on a page.
#[derive(Debug)]
pub struct Area {
    pub file: String,
    pub begin: Option<String>,
    pub end: Option<String>,
    pub role: Role,
    /// The paragraph of the area before goes on here, in another column or on another page.
    pub continues: bool,
    pub span: Span,
}

/// What a division is in its article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    Headline,
    Deck,
    Byline,
    Subhead,
    Caption,
    Advert,
    Body,
}

/// Types of divisions by what stands in their names; the first that does decides.
const ROLES: &[(&str, Role)] = &[
    ("CROSSHEAD", Role::Subhead),
    ("SUBHEAD", Role::Deck),
    ("SUBTITLE", Role::Deck),
    ("OVERLINE", Role::Deck),
    ("KICKER", Role::Deck),
    ("AUTHOR", Role::Byline),
    ("BYLINE", Role::Byline),
    ("CAPTION", Role::Caption),
    ("ADVERT", Role::Advert),
    ("HEAD", Role::Headline),
    ("TITLE", Role::Headline),
    ("BODY", Role::Body),
    ("PARAGRAPH", Role::Body),
];

impl Role {
    /// The role of a division of this type within one of the role `outer`.
    fn within(outer: Option<Self>, kind: &str) -> Option<Self> {
        let kind = kind.to_ascii_uppercase();
        let own = ROLES.iter().find(|(name, _)| kind.contains(name));
        match (own.map(|(_, role)| *role), outer) {
            // A heading between paragraphs is not that of the article.
            (Some(Self::Headline), Some(Self::Body)) => Some(Self::Subhead),
            (Some(role), _) => Some(role),
            (None, outer) => outer,
        }
    }
}

/// Sections of the catalogue that may speak of one division.
const MOST_SECTIONS: usize = 4;

/// What the catalogue says.
#[derive(Debug, Clone, Default)]
pub struct About {
    pub title: Option<String>,
    pub subtitle: Option<String>,
    pub authors: Vec<String>,
    pub language: Option<String>,
    pub date: Option<String>,
    pub newspaper: Option<String>,
    pub section: Option<String>,
}

impl Package {
    pub fn of(tree: &Tree<'_>) -> Self {
        let mut package = Self::default();
        let files = tree.outermost("fileSec").flat_map(|e| e.descendants());
        for file in files.filter(|element| element.is("file")) {
            let name = file.child("FLocat").and_then(|at| at.attribute("href"));
            if let (Some(id), Some(name)) = (file.attribute("ID"), name)
                && is_page(&name)
            {
                package.files.insert(id, name);
            }
        }
        let sections: HashMap<String, Element<'_, '_>> = tree
            .all("dmdSec")
            .filter_map(|section| Some((section.attribute("ID")?, section)))
            .collect();
        let (physical, logical): (Vec<_>, Vec<_>) =
            tree.outermost("structMap").partition(|structure| {
                let kind = structure.attribute("TYPE").unwrap_or_default();
                kind.eq_ignore_ascii_case("physical")
            });
        for division in logical.iter().flat_map(|map| map.children_named("div")) {
            package.walk(division, &About::default(), &sections);
        }
        if package.articles.is_empty() {
            package.take_pages(&physical, tree, &sections);
        }
        package
    }

    /// What the physical structure knows: the pages, and of what issue they are.
    fn take_pages(
        &mut self,
        maps: &[Element<'_, '_>],
        tree: &Tree<'_>,
        sections: &HashMap<String, Element<'_, '_>>,
    ) {
        let mut areas = Vec::new();
        for division in maps.iter().flat_map(|map| map.children_named("div")) {
            self.walk(division, &About::default(), sections);
            collect(division, None, &self.files, &mut areas);
        }
        let mut seen = HashSet::new();
        let files = areas.into_iter().map(|area| area.file);
        self.pages = files.filter(|file| seen.insert(file.clone())).collect();
        // No division may point to the catalogue, which then speaks of the whole.
        if self.issue.date.is_none() && self.issue.newspaper.is_none() {
            let mut described = Described::default();
            for section in tree.all("dmdSec").take(MOST_SECTIONS) {
                described.add(section);
            }
            self.issue.date = described.date;
            self.issue.newspaper = described.title;
            self.issue.language = described.language;
        }
    }

    /// Looks for articles in a division; `around` is what the divisions around it are said to be.
    fn walk(
        &mut self,
        division: Element<'_, '_>,
        around: &About,
        sections: &HashMap<String, Element<'_, '_>>,
    ) {
        let kind = division.attribute("TYPE").unwrap_or_default();
        let described = Described::of(division, sections);
        if kind.eq_ignore_ascii_case("article") {
            self.push_article(division, around, described);
            return;
        }
        let mut about = around.clone();
        about.date = described.date.or(about.date);
        about.language = described.language.or(about.language);
        if kind.eq_ignore_ascii_case("section") {
            about.section = described
                .title
                .or_else(|| division.attribute("LABEL"))
                .or(about.section);
        } else {
            // Without MODS the newspaper's name may stand as the label of the whole.
            let label = is_newspaper(&kind).then(|| division.attribute("LABEL"));
            about.newspaper = described
                .title
                .or(about.newspaper)
                .or_else(|| label.flatten());
        }
        if about.section.is_none() && self.issue.date.is_none() {
            self.issue = about.clone();
        }
        for inner in division.children_named("div") {
            self.walk(inner, &about, sections);
        }
    }

    fn push_article(&mut self, division: Element<'_, '_>, around: &About, described: Described) {
        let mut areas = Vec::new();
        collect(division, None, &self.files, &mut areas);
        let number = self.articles.len() + 1;
        let id = division.attribute("ID").filter(|id| id.len() <= 200);
        // A name is what the article is known by: it cannot be that of another one.
        let name = id
            .filter(|id| self.names.insert(id.clone()))
            .unwrap_or_else(|| format!("#{number}"));
        self.articles.push(Logical {
            name,
            label: division.attribute("LABEL"),
            areas,
            about: About {
                title: described.title,
                subtitle: described.subtitle,
                authors: described.authors,
                language: described.language.or_else(|| around.language.clone()),
                date: described.date.or_else(|| around.date.clone()),
                ..around.clone()
            },
            span: division.span(),
        });
    }
}

fn is_newspaper(kind: &str) -> bool {
    ["newspaper", "issue"]
        .iter()
        .any(|known| kind.eq_ignore_ascii_case(known))
}

/// Whether a file of a package can be a page of text rather than a picture of one.
fn is_page(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    name.ends_with(".xml") || name.ends_with(".alto")
}

/// The places that a division points to, in order, with what they are.
fn collect(
    division: Element<'_, '_>,
    outer: Option<Role>,
    files: &HashMap<String, String>,
    areas: &mut Vec<Area>,
) {
    let kind = division.attribute("TYPE").unwrap_or_default();
    let role = Role::within(outer, &kind);
    let is_paragraph = kind.to_ascii_uppercase().contains("PARAGRAPH");
    let mut is_begun = false;
    for child in division.children() {
        if child.is("div") {
            collect(child, role, files, areas);
        } else if child.is("fptr") {
            let inner = child.descendants().filter(|element| element.is("area"));
            for place in std::iter::once(child).chain(inner) {
                let Some(file) = place
                    .attribute("FILEID")
                    .filter(|id| files.contains_key(id))
                else {
                    continue;
                };
                areas.push(Area {
                    file,
                    begin: place.attribute("BEGIN"),
                    end: place.attribute("END"),
                    role: role.unwrap_or(Role::Body),
                    continues: std::mem::replace(&mut is_begun, is_paragraph),
                    span: place.span(),
                });
            }
        }
    }
}

/// What the MODS or Dublin Core sections of a division say.
#[derive(Debug, Default)]
struct Described {
    title: Option<String>,
    subtitle: Option<String>,
    authors: Vec<String>,
    language: Option<String>,
    date: Option<String>,
}

impl Described {
    fn of(division: Element<'_, '_>, sections: &HashMap<String, Element<'_, '_>>) -> Self {
        let mut described = Self::default();
        let ids = division.attribute("DMDID").unwrap_or_default();
        for section in ids
            .split_whitespace()
            .take(MOST_SECTIONS)
            .filter_map(|id| sections.get(id))
        {
            described.add(*section);
        }
        described
    }

    fn add(&mut self, section: Element<'_, '_>) {
        // What an item is part of has a title too: it is not the item's.
        let hosts: Vec<Span> = section
            .descendants()
            .filter(|element| element.is("relatedItem"))
            .map(|element| element.span())
            .collect();
        let is_own = |element: &Element<'_, '_>| {
            let span = element.span();
            !hosts
                .iter()
                .any(|h| h.start < span.start && span.end <= h.end)
        };
        let text = |names: &[&str]| {
            let own = section.descendants().filter(is_own);
            let named = own.filter(|element| names.iter().any(|name| element.is(name)));
            named.map(|e| e.text()).find(|text| !text.is_empty())
        };
        let titles = section.descendants().filter(is_own);
        let titled = outermost(titles.filter(|e| e.is("titleInfo"))).find_map(|info| {
            let parts = ["nonSort", "title"].map(|name| info.child_text(name));
            let title = parts.into_iter().flatten().collect::<Vec<_>>().join(" ");
            (!title.is_empty()).then(|| (title, info.child_text("subTitle")))
        });
        let (title, subtitle) = titled.unzip();
        if self.title.is_none() {
            self.subtitle = subtitle.flatten();
        }
        self.title = self.title.take().or(title).or_else(|| text(&["dc:title"]));
        self.date = self
            .date
            .take()
            .or_else(|| text(&["dateIssued", "dateCreated", "issued", "dc:date"]));
        self.language = self
            .language
            .take()
            .or_else(|| text(&["languageTerm", "dc:language"]))
            .filter(|tag| (2..=35).contains(&tag.len()));
        let names = section.descendants().filter(is_own);
        for name in names
            .filter(|e| e.is("name") || e.is("dc:creator"))
            .take(50)
        {
            let role = name.find("roleTerm").map(|role| role.text());
            let is_author = role.is_none_or(|role| {
                let role = role.to_lowercase();
                ["aut", "author", "creator", "cre"].contains(&role.as_str())
            });
            let parts: Vec<String> = match name.is("name") {
                true => name.children_named("namePart").map(|e| e.text()).collect(),
                false => vec![name.text()],
            };
            let name = parts.join(" ");
            if is_author && !name.trim().is_empty() && !self.authors.contains(&name) {
                self.authors.push(name);
            }
        }
    }
}
