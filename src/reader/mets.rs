//! METS: the issue of a scanned newspaper, whose logical structure says which places of which ALTO
//! pages are one article.
//!
//! The pages are passed in (`Input::parts`): nothing is looked up here, and what a package names is
//! a hint, never an address.  An article is the text of its areas in the order of the package, across
//! columns and pages; what no article claims is given page by page, so that no word is lost.
//! Without logical articles each page is one, with the day, name and language of the issue; METS
//! without its pages is no article.

use std::collections::{HashMap, HashSet};

use super::alto::{NAMES, language_of, read_pages, words};
use super::byline::split_authors;
use super::decode::Decoded;
use super::fragment::block;
use super::scanned::{Joiner, keep_confidence};
use super::xml::{Element, Tree, decode_xml, outermost};
use super::{Head, Input, Item, MAX_ARTICLE_BYTES, ReadError, Reader, Reason, Sink, Skip, given};
use crate::article::{Article, BlockKind, DateRole, Evidence, Span};

mod package;
mod parts;

use package::{Area, Package, Role};
pub use parts::{part_path, parts_of};

/// The reader of METS packages.
pub struct Mets;

/// A package of a year of issues has 40 MB.
pub const MAX_METS_BYTES: usize = 4 * MAX_ARTICLE_BYTES;

/// Lines may belong to more than one article (a headline over two); lists of areas that repeat
/// whole pages are an attack.
const MOST_REPEATS: usize = 4;

impl Reader for Mets {
    fn name(&self) -> &'static str {
        "mets"
    }

    fn doc(&self) -> &'static str {
        "METS of scanned newspapers, with its ALTO pages beside it: one article each"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["xml", "mets"]
    }

    fn sniff(&self, head: &Head<'_>) -> u8 {
        match head.root() {
            Some(root) if root.name.eq_ignore_ascii_case("mets") => 100,
            _ => 0,
        }
    }

    fn read(&self, input: &Input<'_>, sink: Sink<'_>) -> Result<(), ReadError> {
        given::check_size(input.bytes, MAX_METS_BYTES)?;
        let decoded = decode_xml(input.bytes, input.charset);
        let tree = Tree::parse(&decoded.text)?;
        let package = Package::of(&tree);
        if package.articles.is_empty() && package.pages.is_empty() {
            return Err(ReadError::new(
                Reason::NotAnArticle,
                "METS: a package that names no articles; the text is in its pages",
            ));
        }
        if input.parts.is_empty() {
            return Err(ReadError::new(
                Reason::NotAnArticle,
                "METS: a package of articles that are in ALTO pages, which are not there; it is \
                 followed as a file with `mets` in its name or as `manifest.xml`, beside or above \
                 them, and within a zip or tar archive",
            ));
        }
        let texts: Vec<Decoded<'_>> = input
            .parts
            .iter()
            .map(|part| decode_xml(&part.bytes, None))
            .collect();
        let mut trees = Vec::with_capacity(texts.len());
        for (part, text) in input.parts.iter().zip(&texts) {
            match Tree::parse(&text.text) {
                Ok(tree) => trees.push(tree),
                Err(error) => {
                    trees.push(Tree::parse("").map_err(|_| error.clone())?);
                    sink(Item::Skipped(Skip {
                        member: part.name.clone(),
                        offset: error.offset.unwrap_or(0),
                        reason: error.reason,
                        detail: error.detail,
                    }));
                }
            }
        }
        if package.articles.is_empty() {
            give_pages(&package, input, &trees, &texts, sink);
            return Ok(());
        }
        let mut pages = Pages::new(&package, input, &trees);
        for found in &package.articles {
            let article = pages.article(found)?;
            given::give(
                article,
                found.name.clone(),
                found.span.start,
                &decoded,
                sink,
            );
        }
        for (at, part) in input.parts.iter().enumerate() {
            let mut article = pages.rest(at, &package);
            if trees[at].is_truncated {
                article
                    .notes
                    .push("the page ends before its markup does".to_owned());
            }
            if given::finish(&mut article) {
                given::give(article, part.name.clone(), 0, &texts[at], sink);
            }
        }
        Ok(())
    }
}

/// Pages of a package that names no articles: each is one, with what the catalogue knows of the issue.
fn give_pages(
    package: &Package,
    input: &Input<'_>,
    trees: &[Tree<'_>],
    texts: &[Decoded<'_>],
    sink: Sink<'_>,
) {
    for ((part, tree), text) in input.parts.iter().zip(trees).zip(texts) {
        for (number, offset, mut article) in read_pages(tree) {
            package.issue.complete(&mut article, Span::default());
            if article.language.is_none() {
                article.language.clone_from(&package.issue.language);
            }
            let member = match number.as_str() {
                "" => part.name.clone(),
                number => format!("{}#{number}", part.name),
            };
            given::give(article, member, offset, text, sink);
        }
    }
}

/// The pages of a package, with what articles have taken of them.
struct Pages<'t, 'a> {
    /// Place of a page among the parts, by the id of its file in the package.
    by_file: HashMap<&'t str, usize>,
    /// What can be pointed to on each page.
    by_id: Vec<HashMap<String, Element<'t, 'a>>>,
    trees: &'t [Tree<'a>],
    /// Lines that are in an article, by page and place.
    taken: HashSet<(usize, usize)>,
    /// Lines that may still be given to articles.
    left: usize,
}

impl<'t, 'a> Pages<'t, 'a> {
    fn new(package: &'t Package, input: &Input<'_>, trees: &'t [Tree<'a>]) -> Self {
        let place = |name: &String| input.parts.iter().position(|part| part.name == *name);
        let by_file = package
            .files
            .iter()
            .filter_map(|(id, name)| Some((id.as_str(), place(name)?)))
            .collect();
        let (mut by_id, mut lines) = (Vec::with_capacity(trees.len()), 0);
        for tree in trees {
            let mut ids = HashMap::new();
            for element in tree.outermost("Layout").flat_map(|e| e.descendants()) {
                // Words have ids too, and there are fifty thousand of them on a page.
                if element.is("String") || element.is("SP") || element.is("HYP") {
                    continue;
                }
                lines += usize::from(element.is("TextLine"));
                if let Some(id) = element.attribute("ID") {
                    ids.entry(id).or_insert(element);
                }
            }
            by_id.push(ids);
        }
        Self {
            by_file,
            by_id,
            trees,
            taken: HashSet::new(),
            left: lines * MOST_REPEATS,
        }
    }

    fn article(&mut self, found: &package::Logical) -> Result<Article, ReadError> {
        let mut article = Article {
            parser: "mets".to_owned(),
            ..Article::default()
        };
        let mut joiner = Joiner::default();
        let mut own: HashSet<(usize, usize)> = HashSet::new();
        let mut printed = String::new();
        let mut missing = 0;
        let mut language = None;
        for area in &found.areas {
            let Some((page, lines)) = self.lines_of(area) else {
                missing += 1;
                continue;
            };
            let lines: Vec<Element<'t, 'a>> = lines
                .into_iter()
                .filter(|line| own.insert((page, line.span().start)))
                .collect();
            self.left = self.left.checked_sub(lines.len()).ok_or_else(|| {
                ReadError::new(
                    Reason::Bomb,
                    "articles that repeat the same lines again and again",
                )
            })?;
            for line in &lines {
                self.taken.insert((page, line.span().start));
            }
            let begun = match article.blocks.last() {
                Some(last) if area.continues && last.kind == BlockKind::Paragraph => {
                    article.blocks.pop().map(|block| block.text)
                }
                _ => None,
            };
            let text = words::lines(&mut joiner, begun.unwrap_or_default(), lines.into_iter());
            if text.is_empty() {
                continue;
            }
            if language.is_none() {
                language = self.trees[page].all("Page").find_map(language_of);
            }
            take(&mut article, area, text, &mut printed);
        }
        set_headline(&mut article, found, printed);
        found.about.complete(&mut article, found.span);
        article.language = found.about.language.clone().or(language);
        if missing > 0 {
            article.notes.push(format!(
                "{missing} of {} places of it are not in the pages",
                found.areas.len()
            ));
        }
        keep_confidence(&joiner, NAMES, found.span, &mut article);
        given::finish(&mut article);
        Ok(article)
    }

    /// The lines that an area stands for, and the page that they are on.
    fn lines_of(&self, area: &Area) -> Option<(usize, Vec<Element<'t, 'a>>)> {
        let page = *self.by_file.get(area.file.as_str())?;
        let ids = &self.by_id[page];
        let first = match &area.begin {
            Some(id) => *ids.get(id)?,
            None => self.trees[page].root()?,
        };
        let last = area.end.as_ref().and_then(|id| ids.get(id)).copied();
        let lines = match last.filter(|last| last.span().end > first.span().end) {
            None if first.is("TextLine") => vec![first],
            None => first.descendants().filter(|e| e.is("TextLine")).collect(),
            Some(last) => {
                let (from, to) = (first.span().start, last.span().end);
                let is_within = |e: &Element<'_, '_>| {
                    let span = e.span();
                    span.start >= from && span.end <= to
                };
                let all = self.trees[page].all("TextLine");
                all.filter(is_within).collect()
            }
        };
        Some((page, lines))
    }

    /// What is on a page and in no article: advertisements, mastheads, what was not cut out.
    fn rest(&self, page: usize, package: &Package) -> Article {
        let mut article = Article {
            parser: "mets:rest".to_owned(),
            ..Article::default()
        };
        let mut joiner = Joiner::default();
        let blocks = self.trees[page].all("TextBlock");
        for found in outermost(blocks) {
            let is_free = |e: &Element<'_, '_>| {
                e.is("TextLine") && !self.taken.contains(&(page, e.span().start))
            };
            let text = words::lines(
                &mut joiner,
                String::new(),
                found.descendants().filter(is_free),
            );
            // Places on the page are not places in the package.
            if !text.is_empty() {
                article.blocks.push(block(BlockKind::Paragraph, text));
            }
        }
        if article.blocks.is_empty() {
            return article;
        }
        package.issue.complete(&mut article, Span::default());
        // The issue's makers made nothing of this page.
        article.authors.clear();
        article.language = self.trees[page]
            .all("Page")
            .find_map(language_of)
            .or_else(|| package.issue.language.clone());
        keep_confidence(&joiner, NAMES, Span::default(), &mut article);
        article.confidence = article.confidence.min(0.5);
        article
            .notes
            .push("the text of a page that is in none of the articles of its issue".to_owned());
        article
    }
}

/// Puts the text of an area where its role says.
fn take(article: &mut Article, area: &Area, text: String, printed: &mut String) {
    let kind = match area.role {
        Role::Headline => {
            let gap = if printed.is_empty() { "" } else { " " };
            printed.push_str(gap);
            printed.push_str(&text);
            return;
        }
        Role::Deck => {
            let gap = if article.deck.is_empty() { "" } else { " " };
            article.deck.push_str(gap);
            article.deck.push_str(&text);
            given::note_field(article, "deck", "mets:area", area.span);
            return;
        }
        Role::Byline => {
            let names = split_authors(&text);
            if article.authors.is_empty() && !names.is_empty() {
                given::set_authors(article, names, "mets:area", area.span);
                return;
            }
            BlockKind::Paragraph
        }
        Role::Subhead => BlockKind::Subhead,
        Role::Caption => BlockKind::Caption,
        Role::Advert => BlockKind::Related,
        Role::Body => BlockKind::Paragraph,
    };
    let mut new = block(kind, text);
    new.span = area.span;
    article.blocks.push(new);
}

/// The headline as the catalogue has it, else as it was recognised, else the label.
///
/// Titles in the catalogue are often corrected by hand.  Where the two differ the printed one stays
/// in the text: it is what the newspaper says.
fn set_headline(article: &mut Article, found: &package::Logical, printed: String) {
    let letters = |text: &str| -> String {
        let letters = text.chars().filter(|c| c.is_alphanumeric());
        letters.flat_map(char::to_lowercase).collect()
    };
    match &found.about.title {
        Some(title) => {
            let whole = match &found.about.subtitle {
                Some(subtitle) => format!("{title} {subtitle}"),
                None => title.clone(),
            };
            let is_new = |known: &str| letters(known) != letters(&printed);
            if !printed.is_empty() && is_new(title) && is_new(&whole) {
                let mut new = block(BlockKind::Subhead, printed);
                new.span = found.span;
                article.blocks.insert(0, new);
            }
            given::set_headline(article, title.clone(), "mets:dmdSec", found.span);
            let subtitle = found.about.subtitle.clone().unwrap_or_default();
            given::set_deck(article, subtitle, "mets:dmdSec", found.span);
        }
        None if !printed.is_empty() => {
            article.evidence.push(Evidence {
                field: "headline".to_owned(),
                source: "mets:area".to_owned(),
                reason: "its logical division is a heading".to_owned(),
                span: found.span,
            });
            article.headline = printed;
        }
        None => {
            let label = found.label.clone().unwrap_or_default();
            given::set_headline(article, label, "mets:LABEL", found.span);
        }
    }
}

impl package::About {
    /// Says of an article what the catalogue does.
    fn complete(&self, article: &mut Article, span: Span) {
        if let Some(date) = &self.date {
            given::push_date(article, DateRole::Published, date, "mods:dateIssued", span);
        }
        given::set_source(article, self.newspaper.clone(), "mods:titleInfo", span);
        given::set_authors(article, self.authors.clone(), "mods:name", span);
        if article.section.is_none() {
            article.section.clone_from(&self.section);
        }
    }
}

#[cfg(test)]
mod tests;
