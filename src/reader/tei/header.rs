//! The header of a TEI text (P5 chapter 2): what is said of the printed source and of the edition.
//!
//! The day of the source is the publication; that of the electronic edition only says that the text
//! existed then, unless there was no source.

use super::super::byline::split_authors;
use super::super::fragment::collapse;
use super::super::given;
use super::super::xml::Element;
use super::dates::{Dated, by_precision, dated, push_bound, push_dated};
use crate::article::{Article, BlockKind, DateRole, Span};

/// What a header says, as far as articles have a place for it.
#[derive(Debug, Clone, Default)]
pub struct Header {
    /// Of the text, or of the article within its newspaper.
    pub title: Option<String>,
    /// The title is that of an article (`level="a"`).
    pub is_article_title: bool,
    pub subtitle: Option<String>,
    pub authors: Vec<String>,
    pub newspaper: Option<String>,
    /// The source has a title of a journal (`level="j"`), or the text is classed as one.
    is_periodical: bool,
    /// Of the source, of whatever level: of an issue, where the text has several articles.
    source_title: Option<String>,
    publisher: Option<String>,
    /// "volume 3, issue 12, page 4"
    scope: String,
    dates: Vec<Dated>,
    /// Of the electronic edition, where there is a source.
    edition: Option<Dated>,
    pub language: Option<String>,
    tags: Vec<String>,
    url: Option<String>,
    given_id: Option<String>,
    span: Span,
}

/// Key words of periodicals, in small letters.
const PERIODICALS: &[&str] = &[
    "newspaper",
    "newspapers",
    "periodical",
    "periodicals",
    "journal",
    "magazine",
    "zeitung",
    "zeitschrift",
    "journal (presse)",
    "périodique",
    "periódico",
    "giornale",
];

/// Dates of one header that are looked at.
const MOST_DATES: usize = 20;
/// More authors than this are a list of contributors.
const MOST_AUTHORS: usize = 50;

impl Header {
    /// Reads a `teiHeader`; what it does not say, that of the corpus (`around`) may.
    pub fn of(header: Element<'_, '_>, around: Option<&Self>) -> Self {
        let mut found = Self {
            span: header.span(),
            ..Self::default()
        };
        let description = header.child("fileDesc").unwrap_or(header);
        let source = description.child("sourceDesc");
        if let Some(source) = source {
            found.read_source(source);
        }
        found.read_edition(description, source);
        if let Some(profile) = header.child("profileDesc") {
            found.read_profile(profile);
        }
        if let Some(around) = around {
            found.complete(around);
        }
        found
    }

    fn read_source(&mut self, source: Element<'_, '_>) {
        let is_titled = |level: char| {
            let mut titles = source.descendants().filter(move |e| {
                e.is("title") && e.attribute("level").is_some_and(|l| l.starts_with(level))
            });
            titles.find_map(|title| Some(title.text()).filter(|text| !text.is_empty()))
        };
        self.title = is_titled('a');
        self.is_article_title = self.title.is_some();
        let journal = is_titled('j');
        self.is_periodical = journal.is_some();
        self.newspaper = journal.or_else(|| is_titled('s'));
        self.source_title = source
            .child("bibl")
            .and_then(|bibl| bibl.child_text("title"));
        if self.newspaper.is_none() {
            let full = source.at(&["biblFull", "titleStmt"]);
            self.newspaper = full.and_then(|statement| main_title(statement));
        }
        self.publisher = source.find("publisher").map(|publisher| publisher.text());
        self.authors = authors_within(source, &["analytic", "bibl"]);
        let scopes = source.descendants().filter(|inner| inner.is("biblScope"));
        for scope in scopes.take(MOST_DATES) {
            let unit = scope.attribute("unit").or_else(|| scope.attribute("type"));
            let text = scope.text();
            if !text.is_empty() {
                let gap = if self.scope.is_empty() { "" } else { ", " };
                let unit = unit.map(|unit| format!("{unit} ")).unwrap_or_default();
                self.scope.push_str(&format!("{gap}{unit}{text}"));
            }
        }
        let dates = source.descendants().filter(|inner| inner.is("date"));
        self.dates = dates.take(MOST_DATES).filter_map(dated).collect();
    }

    fn read_edition(&mut self, description: Element<'_, '_>, source: Option<Element<'_, '_>>) {
        if let Some(statement) = description.child("titleStmt") {
            if self.title.is_none() {
                self.title = main_title(statement);
            }
            let is_sub = |title: &Element<'_, '_>| {
                let kind = title.attribute("type").unwrap_or_default();
                kind.starts_with("sub") || kind == "desc"
            };
            self.subtitle = statement
                .children_named("title")
                .find(is_sub)
                .map(|title| title.text());
            if self.authors.is_empty() {
                self.authors = authors_within(statement, &[]);
            }
        }
        let Some(statement) = description.child("publicationStmt") else {
            return;
        };
        let edition = statement
            .descendants()
            .filter(|inner| inner.is("date"))
            .find_map(dated);
        let has_source = source.is_some_and(|source| !says_none(source));
        match edition {
            Some(date) if has_source => self.edition = Some(date),
            Some(date) if self.dates.is_empty() => self.dates.push(date),
            _ => {}
        }
        for number in statement.descendants().filter(|inner| inner.is("idno")) {
            let text = number.text();
            if text.starts_with("http://") || text.starts_with("https://") {
                self.url.get_or_insert(text);
            } else if !text.is_empty() && text.len() <= 200 && !text.contains(' ') {
                self.given_id.get_or_insert(text);
            }
        }
    }

    fn read_profile(&mut self, profile: Element<'_, '_>) {
        if self.dates.is_empty() {
            let settings = profile.descendants().filter(|inner| inner.is("setting"));
            let created = profile.children_named("creation");
            let dates = settings.chain(created).flat_map(|e| e.descendants());
            let mut dates = dates.filter(|inner| inner.is("date"));
            self.dates.extend(dates.find_map(dated));
        }
        let share = |language: &Element<'_, '_>| -> u32 {
            let usage = language.attribute("usage");
            usage.and_then(|usage| usage.parse().ok()).unwrap_or(0)
        };
        let mut languages: Vec<Element<'_, '_>> = profile
            .children_named("langUsage")
            .flat_map(|usage| usage.children_named("language"))
            .collect();
        // Several without a share: the text says which.
        if languages.len() > 1 {
            languages.retain(|language| share(language) > 50);
        }
        self.language = languages.first().and_then(|language| {
            let code = language
                .attribute("ident")
                .or_else(|| language.attribute("id"));
            code.or_else(|| Some(language.text()))
        });
        let lists = profile.descendants().filter(|inner| inner.is("keywords"));
        for words in lists {
            let is_word = |e: &Element<'_, '_>| {
                (e.is("term") || e.is("item")) && e.children().next().is_none()
            };
            let terms: Vec<String> = words
                .descendants()
                .filter(is_word)
                .map(|term| term.text())
                .collect();
            // P4 has them as text with commas.
            match terms.is_empty() {
                true => self
                    .tags
                    .extend(words.text().split([',', ';']).map(collapse)),
                false => self.tags.extend(terms),
            }
        }
    }

    fn complete(&mut self, around: &Self) {
        self.newspaper = self.newspaper.take().or_else(|| around.newspaper.clone());
        self.is_periodical |= around.is_periodical;
        self.publisher = self.publisher.take().or_else(|| around.publisher.clone());
        self.language = self.language.take().or_else(|| around.language.clone());
        if self.dates.is_empty() {
            self.dates.clone_from(&around.dates);
        }
        if self.tags.is_empty() {
            self.tags.clone_from(&around.tags);
        }
    }

    /// Whether it says when the text was printed.
    pub fn has_date(&self) -> bool {
        self.dates.iter().any(|date| date.day.is_some())
    }

    /// Whether the text is a volume or an issue of a newspaper or journal, and not an article of it.
    pub fn is_periodical(&self) -> bool {
        let is_classed = self.tags.iter().any(|tag| {
            let tag = tag.to_lowercase();
            PERIODICALS.contains(&tag.as_str())
        });
        (self.is_periodical || is_classed) && !self.is_article_title
    }

    /// Gives an article what holds for it: the newspaper, the day, the subjects.  `is_whole`: the
    /// article is the whole text, so that addresses and names of the text are its own.
    pub fn fill(&self, article: &mut Article, is_whole: bool) {
        let span = self.span;
        given::set_source(article, self.newspaper.clone(), "tei:title", span);
        // In a file of several the title is that of the issue.
        if !is_whole {
            given::set_source(article, self.source_title.clone(), "tei:title", span);
            given::set_source(article, self.title.clone(), "tei:titleStmt", span);
        }
        given::set_source(article, self.publisher.clone(), "tei:publisher", span);
        for date in by_precision(&self.dates) {
            push_dated(article, DateRole::Published, date, "tei:date");
        }
        if let Some(edition) = &self.edition {
            let day = edition.until.as_ref().or(edition.day.as_ref());
            push_bound(article, day, edition.span);
        }
        for tag in &self.tags {
            given::push_tag(article, tag);
        }
        if article.language.is_none() {
            article.language.clone_from(&self.language);
        }
        if is_whole {
            article.url.clone_from(&self.url);
            article.given_id.clone_from(&self.given_id);
        }
        given::push_block(article, BlockKind::Boilerplate, self.scope.clone(), span);
    }
}

fn main_title(statement: Element<'_, '_>) -> Option<String> {
    let titles = statement.children_named("title");
    let titles: Vec<Element<'_, '_>> = titles.filter(|title| !title.text().is_empty()).collect();
    let is_main =
        |title: &&Element<'_, '_>| title.attribute("type").is_some_and(|kind| kind == "main");
    let main = titles.iter().find(is_main).or(titles.first());
    // "[electronic resource]" is what librarians add.
    main.map(|title| {
        let text = title.text();
        text.split(" [electronic").next().unwrap_or("").to_owned()
    })
}

/// Names of the authors of a text, or of those of its parts that are named here.
fn authors_within(element: Element<'_, '_>, parts: &[&str]) -> Vec<String> {
    let is_there = |name: &&&str| element.find(name).is_some();
    let element = match parts.iter().find(is_there) {
        Some(part) => element.find(part).unwrap_or(element),
        None => element,
    };
    let mut names = Vec::new();
    for author in element.descendants().filter(|e| e.is("author")) {
        for name in names_of(author) {
            if names.len() < MOST_AUTHORS && !names.contains(&name) {
                names.push(name);
            }
        }
    }
    names
}

/// Names of persons in an element: tagged, with their parts in order, else as a byline has them.
pub fn names_of(element: Element<'_, '_>) -> Vec<String> {
    let is_person = |e: &Element<'_, '_>| e.is("persName") || e.is("name");
    let own = std::iter::once(element).filter(is_person);
    let persons = own.chain(super::super::xml::outermost(
        element.descendants().filter(is_person),
    ));
    let mut names: Vec<String> = persons.map(name_of).filter(|n| !n.is_empty()).collect();
    if names.is_empty() && element.find("surname").is_some() {
        names.push(name_of(element));
    }
    match names.is_empty() {
        true => split_authors(&element.text()),
        false => names,
    }
}

/// Forenames before the surname, whatever their order; else the text, with the surname last.
fn name_of(person: Element<'_, '_>) -> String {
    let part = |name: &'static str| {
        let parts = person.descendants().filter(move |e| e.is(name));
        parts.map(|e| e.text()).filter(|text| !text.is_empty())
    };
    let surname: Vec<String> = part("surname").collect();
    if surname.is_empty() {
        let text = person.text();
        return split_authors(&text).into_iter().next().unwrap_or(text);
    }
    let all: Vec<String> = part("forename")
        .chain(part("nameLink"))
        .chain(surname)
        .collect();
    collapse(&all.join(" "))
}

fn says_none(source: Element<'_, '_>) -> bool {
    let text = source.text().to_lowercase();
    text.len() < 200
        && ["born", "no source", "no print", "original digital"]
            .iter()
            .any(|words| text.contains(words))
}
