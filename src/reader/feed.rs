//! Feeds: RSS 0.9x, 1.0 (RDF) and 2.0, Atom 0.3 and 1.0; every entry is an article.
//!
//! Feeds are broken more often than any other XML, so entries are cut out one by one and read with
//! the lenient parser: a bad one costs itself.  Whether a feed gives the whole text or only a
//! summary is told apart, and a summary alone makes a stub.  JSON Feed is the JSON reader's.

use super::xml::{Tree, decode_xml, pieces, root_of};
use super::{
    Head, Input, Item, MAX_ARTICLE_BYTES, ReadArticle, ReadError, Reader, Reason, Sink, Skip,
};

mod address;
mod article;
mod channel;
mod entry;
mod name;
#[cfg(test)]
mod tests;

pub(super) use article::{note, push_date, push_tag, read_title};
pub(super) use channel::Channel;
pub(super) use entry::Entry;

/// The reader of RSS and Atom.
pub struct Feed;

/// What one article stands in.
const ENTRIES: &[&str] = &["item", "entry"];

/// What a feed begins with.
const ROOTS: &[&str] = &["rss", "feed", "rdf", "channel", "entry"];

/// Text before the XML declaration that is taken for junk and not for an article about feeds.
const MOST_JUNK: usize = 512;

impl Reader for Feed {
    fn name(&self) -> &'static str {
        "feed"
    }

    fn doc(&self) -> &'static str {
        "RSS 0.9x, 1.0 and 2.0, Atom: full text and summaries told apart"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["rss", "atom", "rdf", "xml", "feed"]
    }

    fn sniff(&self, head: &Head<'_>) -> u8 {
        let sure = head
            .root()
            .map_or(0, |root| match root.name.to_ascii_lowercase().as_str() {
                "rss" => 97,
                "feed" if is_atom(&root.attributes, &root.rest) => 97,
                // An entry may be a document of its own.
                "entry" if is_atom(&root.attributes, "") => 97,
                "rdf" if root.rest.contains("<channel") || is_rss(&root.attributes) => 97,
                "channel" if root.rest.contains("<item") => 80,
                _ => 0,
            });
        if sure > 0 {
            return sure;
        }
        // Warnings of the server's software are the usual junk before the declaration.
        let text = head.text();
        let Some(start) = start_of_xml(text) else {
            return 0;
        };
        let begins = ["<rss ", "<rss>", "<feed ", "<rdf:RDF "];
        let is_feed = begins.iter().any(|begin| text[start..].contains(begin))
            && ["<channel", "<entry", "<item"]
                .iter()
                .any(|tag| text.contains(tag));
        if is_feed && start <= MOST_JUNK { 75 } else { 0 }
    }

    fn read(&self, input: &Input<'_>, sink: Sink<'_>) -> Result<(), ReadError> {
        read_entries(
            input,
            sink,
            &mut |entry, channel| match article::other_kind(entry) {
                Some(kind) => Made::Skip(Reason::NotAnArticle, format!("a Blogger `{kind}`")),
                None => match article::make(entry, channel) {
                    Some(article) => Made::Article(Box::new(article)),
                    None => Made::Skip(Reason::NoText, "entry without title and text".to_owned()),
                },
            },
        )
    }
}

/// What becomes of an entry.
pub(super) enum Made {
    Article(Box<crate::article::Article>),
    Skip(Reason, String),
}

/// Goes through the entries of a feed in order and gives what `make` makes of each.
pub(super) fn read_entries(
    input: &Input<'_>,
    sink: Sink<'_>,
    make: &mut dyn FnMut(&Entry<'_, '_>, &Channel) -> Made,
) -> Result<(), ReadError> {
    let decoded = decode_xml(input.bytes, input.charset);
    let junk = match root_of(decoded.text.as_bytes()) {
        Some(root) if ROOTS.contains(&root.name.to_ascii_lowercase().as_str()) => 0,
        _ => start_of_xml(&decoded.text).unwrap_or(0),
    };
    let mut channel: Option<Channel> = None;
    let mut number = 0;
    for piece in pieces(&decoded.text, ENTRIES) {
        let channel = channel.get_or_insert_with(|| {
            Channel::read(&decoded.text[junk.min(piece.at)..piece.at], input.url)
        });
        number += 1;
        let member = number.to_string();
        let skipped = |reason, detail: String| {
            Item::Skipped(Skip {
                member: member.clone(),
                offset: piece.at as u64,
                reason,
                detail,
            })
        };
        if piece.text.len() > MAX_ARTICLE_BYTES {
            let detail = format!("entry of {} bytes", piece.text.len());
            sink(skipped(Reason::TooLarge, detail));
            continue;
        }
        let tree = match Tree::parse_at(piece.text, piece.at) {
            Ok(tree) => tree,
            Err(error) => {
                sink(skipped(error.reason, error.detail));
                continue;
            }
        };
        let Some(root) = tree.root() else { continue };
        let entry = Entry::read(root, channel);
        match make(&entry, channel) {
            Made::Article(mut article) => {
                article.notes.extend(decoded.notes.iter().cloned());
                if number == 1 && junk > 0 {
                    let note = format!("{junk} bytes before the XML declaration ignored");
                    article.notes.push(note);
                }
                if !piece.is_closed {
                    article.notes.push("entry is not closed".to_owned());
                }
                sink(Item::Article(Box::new(ReadArticle {
                    article: *article,
                    member,
                    offset: piece.at as u64,
                    encoding: decoded.encoding.clone(),
                })));
            }
            Made::Skip(reason, detail) => sink(skipped(reason, detail)),
        }
    }
    if number == 0 {
        return Err(ReadError::new(Reason::NotAnArticle, "feed without entries"));
    }
    Ok(())
}

fn is_atom(attributes: &str, rest: &str) -> bool {
    let low = attributes.to_ascii_lowercase();
    low.contains("atom") || rest.contains("<entry") || rest.contains(":entry")
}

fn is_rss(attributes: &str) -> bool {
    let low = attributes.to_ascii_lowercase();
    low.contains("purl.org/rss") || low.contains("my.netscape.com")
}

/// Where a declaration or the root of a feed begins.
fn start_of_xml(text: &str) -> Option<usize> {
    ["<?xml", "<rss", "<feed ", "<rdf:RDF"]
        .iter()
        .filter_map(|mark| text.find(mark))
        .min()
}
