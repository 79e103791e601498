//! One file read as `index` would read it, without an archive.

use std::ops::ControlFlow;
use std::path::Path;

use anyhow::{Context, Result, anyhow};

use super::content::{Content, open};
use super::records::{make_record, modified_minute};
use super::walk::found;
use crate::analysis::entity::recogniser::Recogniser;
use crate::analysis::identity::normalise_url;
use crate::annotations::Record;
use crate::reader::container::{Given, How, Whence};
use crate::reader::{ReadOptions, Reader, Skip};

/// What one file gave, without an archive.
pub struct Inspected {
    /// The bytes of a file that is no container.
    pub bytes: Option<Vec<u8>>,
    pub articles: Vec<InspectedArticle>,
    /// What is in a container of which no member was asked for.
    pub members: Vec<Listed>,
    pub skips: Vec<Skip>,
    /// Modification time and present, civil minutes UTC, as the records were dated with.
    pub modified: Option<i64>,
    pub now: Option<i64>,
}

/// An article with the path that hints for its date were taken from.
pub struct InspectedArticle {
    pub record: Record,
    pub hint: String,
}

/// A member of a container.
pub struct Listed {
    pub member: String,
    /// Name of the reader, or what it is that is no article.
    pub format: String,
    /// Headline; empty for what is no article.
    pub title: String,
    pub url: Option<String>,
}

/// How to read the file.
pub struct Inspection<'a> {
    /// Format, instead of looking at the content.
    pub reader: Option<&'static dyn Reader>,
    pub read: &'a ReadOptions,
    /// Today, civil minutes.
    pub now: Option<i64>,
    pub recogniser: Option<&'a Recogniser>,
    /// Only this member: its name, or the address that its container gives.
    pub member: Option<&'a str>,
}

/// Reads one file as `index` would and keeps the evidence.
pub fn inspect_file(base: &Path, path: &Path, wanted: &Inspection<'_>) -> Result<Inspected> {
    let metadata = std::fs::metadata(path).with_context(|| format!("open {}", path.display()))?;
    let found = found(base, path, &metadata);
    let fault = |(reason, detail)| anyhow!("{}: {reason}: {detail}", path.display());
    let content = open(&found).map_err(fault)?;
    let mut inspected = Inspected {
        bytes: match &content {
            Content::Bytes { bytes, .. } => Some(bytes.clone()),
            Content::Container { .. } => None,
        },
        articles: Vec::new(),
        members: Vec::new(),
        skips: Vec::new(),
        modified: modified_minute(&found),
        now: wanted.now,
    };
    let is_wanted = |member: &str| wanted.member.is_none_or(|w| is_at_or_in(member, w));
    let how = How {
        reader: wanted.reader,
        options: wanted.read,
    };
    let opened = content.read(&found.path, how, &mut |given| {
        match given {
            Given::Article {
                read,
                format,
                whence,
            } => {
                let is_asked_for = match wanted.member {
                    None => !whence.is_member,
                    Some(name) => is_article(&read.member, name, whence),
                };
                if is_asked_for {
                    let hint = whence.hint;
                    let (now, recogniser) = (wanted.now, wanted.recogniser);
                    let record = make_record(&found, *read, format, hint, now, recogniser);
                    let hint = hint.to_owned();
                    inspected.articles.push(InspectedArticle { record, hint });
                } else if is_wanted(&read.member) {
                    inspected.members.push(Listed {
                        member: read.member,
                        format: format.to_owned(),
                        title: read.article.headline,
                        url: whence.url.map(str::to_owned),
                    });
                }
            }
            Given::Skipped(skip) if is_wanted(&skip.member) => inspected.skips.push(skip),
            Given::PassedOver { member, what } if is_wanted(&member) => {
                inspected.members.push(Listed {
                    member,
                    format: what,
                    title: String::new(),
                    url: None,
                });
            }
            Given::Skipped(_) | Given::PassedOver { .. } => {}
        }
        ControlFlow::Continue(())
    });
    if let Err(error) = opened.result {
        inspected.skips.push(Skip {
            member: String::new(),
            offset: error.offset.unwrap_or(0),
            reason: error.reason,
            detail: error.detail,
        });
    }
    Ok(inspected)
}

/// Whether this is the member that is asked for, by its name or by its address in its container.
fn is_article(member: &str, wanted: &str, whence: Whence<'_>) -> bool {
    if member == wanted {
        return true;
    }
    // Below a web archive's record stands at most the number of an article in it.
    let Some(url) = whence.url else { return false };
    let is_url = |asked: &str| {
        asked == url || normalise_url(asked).is_some_and(|a| normalise_url(url) == Some(a))
    };
    let outer = member.rsplit_once('!').map_or("", |(outer, _)| outer);
    let asked = match outer {
        "" => Some(wanted),
        _ => wanted
            .strip_prefix(outer)
            .and_then(|rest| rest.strip_prefix('!')),
    };
    asked.is_some_and(is_url)
}

/// Whether the member is the one that is named, or lies in it.
fn is_at_or_in(member: &str, name: &str) -> bool {
    member
        .strip_prefix(name)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('!'))
}
