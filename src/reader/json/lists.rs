//! Where in an object its articles stand: in a list of a known name, or anywhere within reach.
//!
//! Known names go first, and are believed with entries that have a headline alone.  Elsewhere an
//! object has to hold a headline by a name that says so and a text that is one, or lie among others
//! most of which do.  Within what has a headline itself there is none.  Whatever is
//! found is given in the order of the names; each value is looked at a bounded number of times.

use serde_json::{Map, Value};

use super::article::holds;
use super::authors::is_address;
use super::fields::{Target, is_strong_headline, listed, meaning};

/// Members under which a container keeps its articles, whatever their case.
const LISTS: &[&str] = &[
    "articles",
    "items",
    "_items",
    "docs",
    "documents",
    "results",
    "entries",
    "posts",
    "stories",
    "news",
    "records",
    "hits",
    "data",
    "@graph",
    "rows",
    "value",
    "values",
    "list",
    "item",
    "entry",
    "result",
    "messages",
    "orderedItems",
];

/// Members that wrap such a container once more.
const WRAPPERS: &[&str] = &[
    "response",
    "hits",
    "data",
    "result",
    "results",
    "articles",
    "feed",
    "body",
    "_source",
    "collection",
    "rss",
    "channel",
    "_embedded",
    "resultList",
];

/// Members that are an article.
const ARTICLES: &[&str] = &["article", "story", "newsarticle", "post"];

/// How deep articles are looked for under names that are not known.
const MAX_DEPTH: usize = 5;

/// A value that is an article, or lies among articles.
#[derive(Debug, Clone, Copy)]
pub struct Found<'v> {
    /// The name that an object has it under; empty in a list.
    pub name: &'v str,
    pub value: &'v Value,
}

/// The list of articles that an object is a container of, by its name.
pub fn find_list(object: &Map<String, Value>, depth: usize) -> Option<&Vec<Value>> {
    let has_headline = object
        .keys()
        .any(|name| matches!(meaning(name), Some((Target::Headline, _))));
    let is_text = |(name, value): (&String, &Value)| {
        matches!(meaning(name), Some((Target::Body, _)))
            && !WRAPPERS.contains(&name.as_str())
            && (has_headline || !is_list_of_articles(value))
    };
    if object.iter().any(is_text) {
        return None;
    }
    if let Some(list) = member(object, LISTS, |value| {
        let values = value.as_array()?;
        values.iter().any(is_like_an_article).then_some(values)
    }) {
        return Some(list);
    }
    // {"content": [{"title": …, "text": …}, …]}: a name of a text, and no text.
    let is_body = |name: &String| matches!(meaning(name), Some((Target::Body, _)));
    let mut bodies = object
        .iter()
        .filter(|(name, _)| !has_headline && is_body(name));
    if let Some((_, Value::Array(list))) = bodies.find(|(_, value)| is_list_of_articles(value)) {
        return Some(list);
    }
    if depth > 2 {
        return None;
    }
    member(object, WRAPPERS, |value| {
        find_list(value.as_object()?, depth + 1)
    })
}

/// What the first of several names has that is wanted.
fn member<'v, T>(
    object: &'v Map<String, Value>,
    names: &[&str],
    wanted: impl Fn(&'v Value) -> Option<T>,
) -> Option<T> {
    let place = |name: &str| {
        names
            .iter()
            .position(|known| known.eq_ignore_ascii_case(name))
    };
    let mut known: Vec<(usize, &Value)> = object
        .iter()
        .filter_map(|(name, value)| Some((place(name)?, value)))
        .collect();
    known.sort_by_key(|(place, _)| *place);
    known.into_iter().find_map(|(_, value)| wanted(value))
}

/// Something that a list of a known name may have.
fn is_like_an_article(value: &Value) -> bool {
    value.as_object().is_some_and(|object| {
        let holds = holds(object);
        holds.headline || holds.text
    })
}

/// A headline and a text.
fn is_article(value: &Value) -> bool {
    value.as_object().is_some_and(|object| {
        let holds = holds(object);
        holds.strong_headline && holds.text
    })
}

fn is_list_of_articles(value: &Value) -> bool {
    matches!(value, Value::Array(values) if are_most(values.iter(), is_article))
}

/// A headline and a text that stand under a known name or show themselves that they are no entry of
/// a menu, no message and no label.
fn is_sure(name: &str, value: &Value) -> bool {
    let Some(object) = value.as_object() else {
        return false;
    };
    let holds = holds(object);
    holds.strong_headline
        && ((holds.text && (holds.prose || holds.origin || is_known(name)))
            || (holds.origin && ARTICLES.contains(&name)))
}

/// A name under which articles are expected: of a list, a number, an address.
fn is_known(name: &str) -> bool {
    let is_number = !name.is_empty() && name.bytes().all(|b| b.is_ascii_digit());
    [LISTS, WRAPPERS].iter().any(|names| is_in(names, name))
        // `Article` is what a schema describes.
        || ARTICLES.contains(&name)
        || is_number
        || is_address(name)
}

fn is_in(names: &[&str], name: &str) -> bool {
    names.iter().any(|known| known.eq_ignore_ascii_case(name))
}

/// Whether most of several values are what is wanted.
fn are_most<'v, T>(values: impl Iterator<Item = &'v T>, wanted: impl Fn(&'v T) -> bool) -> bool
where
    T: ?Sized + 'v,
{
    let (mut wanted_ones, mut others) = (0_usize, 0_usize);
    for value in values {
        if wanted(value) {
            wanted_ones += 1;
        } else {
            others += 1;
        }
    }
    wanted_ones > others
}

/// Whether an object has a headline itself: then it is the article, and nothing within it is one.
pub fn has_own_headline(object: &Map<String, Value>) -> bool {
    object
        .iter()
        .any(|(name, value)| is_strong_headline(name) && super::value::text_of(value).is_some())
}

/// Every article within an object that is none, under whatever names: single ones, lists, and
/// objects that have them by their addresses or numbers.
pub fn find_articles(object: &Map<String, Value>) -> Vec<Found<'_>> {
    let mut found = Vec::new();
    look_into_object(object, 0, &mut found);
    found
}

fn look_into_object<'v>(object: &'v Map<String, Value>, depth: usize, found: &mut Vec<Found<'v>>) {
    if has_own_headline(object) {
        return;
    }
    let members: Vec<Found<'v>> = object
        .iter()
        .map(|(name, value)| Found { name, value })
        .collect();
    if are_most(members.iter(), |member| is_sure(member.name, member.value)) {
        found.extend(members);
        return;
    }
    for member in members {
        look_at(member, member.name, depth + 1, found);
    }
}

/// `list`: the name that a list has it under, where it has none itself.
fn look_at<'v>(member: Found<'v>, list: &str, depth: usize, found: &mut Vec<Found<'v>>) {
    if depth > MAX_DEPTH {
        return;
    }
    match member.value {
        Value::Object(_) if is_sure(list, member.value) => found.push(member),
        Value::Object(object) => match find_list(object, 0).filter(|list| has_articles(list)) {
            Some(list) => found.extend(elements(list)),
            None => look_into_object(object, depth, found),
        },
        Value::Array(values) => {
            if are_most(values.iter(), |value| is_sure(list, value)) {
                found.extend(elements(values));
            } else {
                elements(values).for_each(|element| look_at(element, "", depth + 1, found));
            }
        }
        _ => {}
    }
}

fn has_articles(values: &[Value]) -> bool {
    are_most(values.iter(), is_article)
}

fn elements(values: &[Value]) -> impl Iterator<Item = Found<'_>> {
    values.iter().map(|value| Found { name: "", value })
}

/// `{"https://…": {…}}`: the article with the address that it stands under, if it has none itself.
pub fn with_address(found: &Found<'_>) -> Option<Map<String, Value>> {
    let object = found.value.as_object()?;
    let has_address = object
        .keys()
        .any(|name| matches!(meaning(name), Some((Target::Url, _))));
    if has_address || !is_address(found.name) {
        return None;
    }
    let mut object = object.clone();
    object.insert("url".to_owned(), Value::String(found.name.to_owned()));
    Some(object)
}

/// What was looked for in an object and not found.
pub fn what_is_missing(object: &Map<String, Value>) -> String {
    let names: Vec<&str> = object.keys().map(String::as_str).collect();
    if names.is_empty() {
        return "an object without members".to_owned();
    }
    format!(
        "no headline (`headline`, `title` …) and no text (`body`, `content`, `text` …) among {}, \
         nor objects that have both within {MAX_DEPTH} levels",
        listed(&names)
    )
}
