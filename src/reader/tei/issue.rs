//! Which divisions of a TEI text are articles of their own.
//!
//! `div type="article"` and its like are (P5 4.1.1 leaves the words to the project); so is every
//! division of one that is called an issue, unless it only holds others, and the chapters of a
//! volume whose header says that it is a periodical.  One of them alone, in nothing that is called
//! an issue, is the whole text.

use super::super::flow::{Spacing, line_of};
use super::super::xml::Element;
use super::dates::{Dated, dated};
use super::text::{effect, is_division};
use crate::article::Span;

/// Types of divisions that are articles, in lower case; `jArticle` and `jAn` are those of the German
/// Text Archive.
const ITEMS: &[&str] = &[
    "article",
    "jarticle",
    "jan",
    "news",
    "newsitem",
    "news-item",
    "news_item",
    "newsarticle",
    "story",
    "report",
    "letter",
    "editorial",
    "leader",
    "obituary",
    "review",
    "item",
    "notice",
    "announcement",
    "advertisement",
    "advert",
    "ad",
    "artikel",
    "nachricht",
    "meldung",
    "anzeige",
    "articolo",
    "artículo",
    "articulo",
    "artigo",
    "annonce",
];

/// What articles may be called in volumes of periodicals; elsewhere they are parts of a book.
const PERIODICAL_ITEMS: &[&str] = &["chapter", "kapitel", "chapitre", "capitolo", "capítulo"];

/// Types of those that hold articles.
const ISSUES: &[&str] = &[
    "issue",
    "newspaper",
    "edition",
    "ausgabe",
    "zeitung",
    "nummer",
    "number",
    "numero",
    "numéro",
    "número",
    "heft",
];

/// Elements that are text of the division in which they stand.
const OWN_TEXT: &[&str] = &[
    "p", "ab", "lg", "l", "list", "table", "quote", "q", "cit", "sp", "u", "said", "bibl",
];

/// Longest name of a section, characters.
const LONGEST_SECTION: usize = 100;

/// An issue with several articles.
#[derive(Debug, Default)]
pub struct Issue<'t, 'a> {
    pub items: Vec<IssueItem<'t, 'a>>,
    /// Where the headings begin that became names of sections.
    pub headings: Vec<usize>,
    is_called_so: bool,
    is_periodical: bool,
}

/// An article within its issue.
#[derive(Debug, Clone)]
pub struct IssueItem<'t, 'a> {
    pub element: Element<'t, 'a>,
    /// `type`, as it stands.
    pub kind: String,
    pub section: Option<String>,
    /// Day of the issue that it is in, where a file has several.
    pub date: Option<Dated>,
}

/// Where a division stands.
#[derive(Debug, Clone, Default)]
struct Place {
    is_in_issue: bool,
    section: Option<String>,
    date: Option<Dated>,
}

/// The articles of a text; none when it is one itself.  `is_periodical`: its header says that it is
/// a volume of a newspaper or journal.
pub fn issue_of<'t, 'a>(text: Element<'t, 'a>, is_periodical: bool) -> Option<Issue<'t, 'a>> {
    let mut issue = Issue {
        is_periodical,
        ..Issue::default()
    };
    let divisions = text.descendants().filter(|e| is_division(e.name()));
    let typed: Vec<Span> = divisions
        .filter(|division| issue.is_item(&kind_of(*division)))
        .map(|division| division.span())
        .collect();
    issue.walk(text, &typed, &Place::default());
    let is_several = issue.items.len() > 1 || (issue.is_called_so && !issue.items.is_empty());
    is_several.then_some(issue)
}

impl<'t, 'a> Issue<'t, 'a> {
    fn is_item(&self, kind: &str) -> bool {
        ITEMS.contains(&kind) || (self.is_periodical && PERIODICAL_ITEMS.contains(&kind))
    }

    /// Depth is bounded by the tree.
    fn walk(&mut self, element: Element<'t, 'a>, typed: &[Span], place: &Place) {
        for child in element.children() {
            let is_text_of_group = child.is("text") && element.is("group");
            let is_frame = ["text", "body", "group", "front", "back"]
                .iter()
                .any(|name| child.is(name));
            if !is_frame && !is_division(child.name()) {
                continue;
            }
            let kind = kind_of(child);
            let span = child.span();
            let next = typed.partition_point(|inner| inner.start <= span.start);
            let holds_items = typed.get(next).is_some_and(|inner| inner.start < span.end);
            let is_issue = ISSUES.contains(&kind.as_str());
            let has_text = child
                .children()
                .any(|inner| OWN_TEXT.iter().any(|name| inner.is(name)));
            let holds_divisions = child.children().any(|inner| is_division(inner.name()));
            let is_item = self.is_item(&kind) && (has_text || !holds_items);
            let is_whole = is_text_of_group && !holds_items && !is_issue;
            let is_other = place.is_in_issue && !is_frame && !is_issue && !holds_items;
            if is_item || is_whole || (is_other && (has_text || !holds_divisions)) {
                self.items.push(IssueItem {
                    element: child,
                    kind: child.attribute("type").unwrap_or_default(),
                    section: place.section.clone(),
                    date: place.date.clone(),
                });
            } else if is_issue || holds_items || is_frame || is_other {
                self.is_called_so |= is_issue;
                let within = self.place_within(child, place, is_issue || is_frame);
                self.walk(
                    child,
                    typed,
                    &Place {
                        is_in_issue: place.is_in_issue || is_issue,
                        ..within
                    },
                );
            }
        }
    }

    /// What a division that holds articles says of them.
    fn place_within(
        &mut self,
        division: Element<'t, 'a>,
        place: &Place,
        is_no_section: bool,
    ) -> Place {
        let mut within = place.clone();
        let heads = ["head", "docDate", "dateline", "opener", "date"];
        let tops = division
            .children()
            .filter(|e| heads.iter().any(|name| e.is(name)));
        for top in tops.take(heads.len()) {
            let own = std::iter::once(top).chain(top.descendants());
            let mut dates = own.filter(|e| e.is("date") || e.is("docDate"));
            let day = dates.find_map(dated).filter(|date| date.day.is_some());
            within.date = day.or(within.date);
        }
        if let Some(head) = division.child("head").filter(|_| !is_no_section) {
            let name = line_of(head, &effect, Spacing::AsWritten);
            let name = name.trim_end_matches(['.', ':', ' ']).to_owned();
            if !name.is_empty() && name.chars().count() <= LONGEST_SECTION {
                self.headings.push(head.span().start);
                within.section = Some(name);
            }
        }
        within
    }
}

fn kind_of(element: Element<'_, '_>) -> String {
    element.attribute("type").unwrap_or_default().to_lowercase()
}
