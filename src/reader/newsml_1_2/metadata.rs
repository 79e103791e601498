//! What NewsML 1 says about a story: management, news lines, metadata, the envelope.

use std::collections::HashMap;

use super::super::byline::split_authors;
use super::super::dateline::parse_dateline;
use super::super::fragment::block;
use super::super::given;
use super::super::marked_text::push_entity;
use super::super::xml::{Element, Tree};
use crate::article::{Article, BlockKind, DateRole, EntityKind};

/// What a file says once for all of its items.
pub struct WholeFile<'t, 'a> {
    /// Topics by their `Duid`.
    topics: HashMap<String, Element<'t, 'a>>,
    sender: Option<Element<'t, 'a>>,
    sent: Option<Element<'t, 'a>>,
}

impl<'t, 'a> WholeFile<'t, 'a> {
    pub fn of(tree: &'t Tree<'a>) -> Self {
        let topics = tree
            .outermost("TopicSet")
            .flat_map(|set| set.children_named("Topic"))
            .filter_map(|topic| Some((topic.attribute("Duid")?, topic)));
        let envelope = tree.all("NewsEnvelope").next();
        Self {
            topics: topics.collect(),
            sender: envelope.and_then(|envelope| envelope.child("SentFrom")),
            sent: envelope.and_then(|envelope| envelope.child("DateAndTime")),
        }
    }
}

/// Reads identification, times and status of an item.
pub fn read_management(item: Element<'_, '_>, article: &mut Article) {
    let identifier = item.at(&["Identification", "NewsIdentifier"]);
    article.given_id = identifier.and_then(|identifier| identifier.child_text("PublicIdentifier"));
    let Some(management) = item.child("NewsManagement") else {
        return;
    };
    let mut published = String::new();
    if let Some(created) = management.child("FirstCreated") {
        published = created.text();
        let name = "newsml:FirstCreated";
        given::push_date(
            article,
            DateRole::Published,
            &published,
            name,
            created.span(),
        );
    }
    if let Some(revised) = management.child("ThisRevisionCreated") {
        let raw = revised.text();
        if raw != published {
            let name = "newsml:ThisRevisionCreated";
            given::push_date(article, DateRole::Updated, &raw, name, revised.span());
        }
    }
    for status in management.children_named("Status") {
        let word = status
            .attribute("FormalName")
            .unwrap_or_else(|| status.text());
        if word.eq_ignore_ascii_case("embargoed") {
            let until = management.at(&["StatusWillChange", "DateAndTime"]);
            let until = until.map(|until| until.text()).unwrap_or_default();
            given::set_embargo(article, &until, "newsml:Status", status.span());
        } else {
            given::set_status(article, &word, "newsml:Status", status.span());
        }
    }
    for instruction in management.children_named("Instruction") {
        let word = instruction.attribute("FormalName").unwrap_or_default();
        if word.eq_ignore_ascii_case("kill") || word.eq_ignore_ascii_case("delete") {
            given::set_status(article, "killed", "newsml:Instruction", instruction.span());
        }
    }
}

/// Reads the lines that are printed above a story.
pub fn read_news_lines(component: Element<'_, '_>, article: &mut Article) {
    for lines in component.children_named("NewsLines") {
        for line in lines.children() {
            let (text, span) = (line.text(), line.span());
            if text.is_empty() {
                continue;
            }
            match line.name() {
                "HeadLine" => {
                    given::set_headline(article, text, "newsml:HeadLine", span);
                }
                "SubHeadLine" => given::set_deck(article, text, "newsml:SubHeadLine", span),
                "ByLine" => {
                    given::set_authors(article, split_authors(&text), "newsml:ByLine", span);
                }
                "DateLine" if article.dateline.is_none() => {
                    let (dateline, _) = parse_dateline(&text);
                    if !dateline.raw.is_empty() {
                        given::note_field(article, "dateline", "newsml:DateLine", span);
                        article.dateline = Some(dateline);
                    }
                }
                "SeriesLine" if article.section.is_none() => article.section = Some(text),
                "KeywordLine" => {
                    for tag in text.split([',', ';']) {
                        given::push_tag(article, tag);
                    }
                }
                "CopyrightLine" | "RightsLine" => push_notice(text, line, article),
                "NewsLine" => {
                    let text = line.child_text("NewsLineText").unwrap_or_default();
                    push_notice(text, line, article);
                }
                _ => {}
            }
        }
    }
}

/// Advice to editors, rights: kept, out of the text.
fn push_notice(text: String, line: Element<'_, '_>, article: &mut Article) {
    let is_address = text.starts_with("http") && !text.contains(' ');
    if !text.is_empty() && !is_address {
        let mut notice = block(BlockKind::Boilerplate, text);
        notice.span = line.span();
        article.blocks.push(notice);
    }
}

/// Reads administrative and descriptive metadata of a component.
pub fn read_metadata(component: Element<'_, '_>, file: &WholeFile<'_, '_>, article: &mut Article) {
    if let Some(administrative) = component.child("AdministrativeMetadata") {
        if let Some(provider) = administrative.child("Provider") {
            let name = party(provider, file);
            given::set_source(article, name, "newsml:Provider", provider.span());
        }
        for creator in administrative.children_named("Creator") {
            let name = party(creator, file).unwrap_or_default();
            let names = split_authors(&name)
                .into_iter()
                .map(without_place)
                .collect();
            given::set_authors(article, names, "newsml:Creator", creator.span());
        }
    }
    for descriptive in component.children_named("DescriptiveMetadata") {
        read_descriptive(descriptive, file, article);
    }
    for properties in component.children_named("Metadata") {
        for property in properties.children_named("Property") {
            read_property(property, article);
        }
    }
    if article.language.is_none() {
        article.language = component.attribute("lang");
    }
}

fn read_descriptive(descriptive: Element<'_, '_>, file: &WholeFile<'_, '_>, article: &mut Article) {
    for element in descriptive.children() {
        match element.name() {
            "Language" if article.language.is_none() => {
                article.language = element.attribute("FormalName");
            }
            "Genre" => given::push_tag(
                article,
                &element.attribute("FormalName").unwrap_or_default(),
            ),
            "Property" => read_property(element, article),
            "DateLineDate" => {
                let name = "newsml:DateLineDate";
                let raw = element.text();
                given::push_date(article, DateRole::Unspecified, &raw, name, element.span());
            }
            "TopicOccurrence" => read_topic(element, file, article),
            "Location" => read_location(element, article),
            _ => {}
        }
    }
}

/// Keywords under whatever name: `Keyword`, `BWIndustryKeywords`.
fn read_property(property: Element<'_, '_>, article: &mut Article) {
    let name = property.attribute("FormalName").unwrap_or_default();
    let Some(value) = property.attribute("Value") else {
        return;
    };
    if !name.to_ascii_lowercase().contains("keyword") {
        return;
    }
    let role = property
        .attribute("Role")
        .unwrap_or_default()
        .to_ascii_lowercase();
    if role.contains("person") {
        push_entity(EntityKind::Person, &value, article);
    } else {
        given::push_tag(article, &value);
    }
}

/// `<TopicOccurrence Topic="#t1"/>` names a topic that is described in the same file, or nowhere.
fn read_topic(occurrence: Element<'_, '_>, file: &WholeFile<'_, '_>, article: &mut Article) {
    let Some(reference) = occurrence.attribute("Topic") else {
        return;
    };
    let Some(id) = reference.strip_prefix('#') else {
        return;
    };
    let Some(topic) = file.topics.get(id) else {
        return;
    };
    let kind = topic
        .child("TopicType")
        .and_then(|kind| kind.attribute("FormalName"))
        .unwrap_or_default()
        .to_ascii_lowercase();
    let Some(name) = topic_name(*topic) else {
        return;
    };
    match kind.as_str() {
        "person" => push_entity(EntityKind::Person, &name, article),
        "company" | "organisation" | "organization" => {
            push_entity(EntityKind::Organisation, &name, article);
        }
        "location" | "country" | "city" | "place" => push_entity(EntityKind::Place, &name, article),
        _ => given::push_tag(article, &name),
    }
}

fn topic_name(topic: Element<'_, '_>) -> Option<String> {
    ["Description", "FormalName"]
        .iter()
        .find_map(|name| topic.child_text(name))
}

/// Where it was filed stands in the dateline too; where it happened is a place it speaks of.
fn read_location(location: Element<'_, '_>, article: &mut Article) {
    let part = |wanted: &str| {
        location
            .children_named("Property")
            .find(|property| property.attribute("FormalName").as_deref() == Some(wanted))
            .and_then(|property| property.attribute("Value"))
    };
    let name = part("City").or_else(|| part("CountryArea"));
    let is_origin = location.attribute("HowPresent").as_deref() == Some("Origin");
    match name {
        Some(name) if !is_origin => push_entity(EntityKind::Place, &name, article),
        _ => {}
    }
}

/// Reads who sent it, where nothing better names the outlet.
pub fn read_envelope(item: Element<'_, '_>, file: &WholeFile<'_, '_>, article: &mut Article) {
    if let Some(sender) = file.sender {
        let name = party(sender, file);
        given::set_source(article, name, "newsml:SentFrom", sender.span());
    }
    let source = item.find("Source");
    if let Some(source) = source {
        let name = party(source, file);
        given::set_source(article, name, "newsml:Source", source.span());
    }
    let provider = item.at(&["Identification", "NewsIdentifier", "ProviderId"]);
    if let Some(provider) = provider {
        let name = Some(provider.text());
        given::set_source(article, name, "newsml:ProviderId", provider.span());
    }
    if article.dates.is_empty()
        && let Some(sent) = file.sent
    {
        let raw = sent.text();
        given::push_date(
            article,
            DateRole::Unspecified,
            &raw,
            "newsml:DateAndTime",
            sent.span(),
        );
    }
}

/// The name of a party, directly or by way of a topic.
fn party(element: Element<'_, '_>, file: &WholeFile<'_, '_>) -> Option<String> {
    let party = element.child("Party")?;
    let described = party
        .attribute("Topic")
        .and_then(|reference| topic_name(*file.topics.get(reference.strip_prefix('#')?)?));
    described.or_else(|| party.attribute("FormalName"))
}

/// "Jane Roe in Jerusalem" => "Jane Roe".
fn without_place(name: String) -> String {
    match name.split_once(" in ") {
        Some((person, place)) if place.starts_with(char::is_uppercase) && person.contains(' ') => {
            person.to_owned()
        }
        _ => name,
    }
}
