//! A file and everything in it: containers are opened in each other, what is left goes to a reader.
//!
//! The way down is a path of member names joined by `!`, which is also how a user asks for one.

mod leaf;

use std::ops::ControlFlow;
use std::sync::Arc;

use super::issue::Held;
use super::window::{Source, Window};
use super::{Around, Budget, Container, Limits, Member, Part, Publication, choose_container};
use crate::reader::office::MAX_OFFICE_BYTES;
use crate::reader::package::{may_begin, package_of};
use crate::reader::{HEAD_BYTES, Input, ReadArticle, ReadError, ReadOptions, Reader, Reason, Skip};

/// What a file gives when everything in it is opened.
#[derive(Debug)]
pub enum Given<'a> {
    Article {
        read: Box<ReadArticle>,
        /// Name of the reader.
        format: &'static str,
        whence: Whence<'a>,
    },
    Skipped(Skip),
    /// A member in which nobody would look for an article.
    PassedOver {
        member: String,
        what: String,
    },
}

/// What is known of the file or member that an article came from.
#[derive(Debug, Clone, Copy)]
pub struct Whence<'a> {
    /// Path to take hints of date and headline from; not that of a container.
    pub hint: &'a str,
    /// Address that the container gives.
    pub url: Option<&'a str>,
    /// It is a named member of an archive.
    pub is_member: bool,
}

/// What the file itself was.
#[derive(Debug, PartialEq)]
pub struct Opened {
    /// Name of the container or of the reader.
    pub format: &'static str,
    pub result: Result<(), ReadError>,
}

/// What the user asked of the readers.
#[derive(Clone, Copy)]
pub struct How<'a> {
    /// Reads whatever is no container, instead of looking at it.
    pub reader: Option<&'static dyn Reader>,
    pub options: &'a ReadOptions,
}

/// Reads a file of this size and everything in it, in order, until the sink breaks.
pub fn read_source(
    source: &mut dyn Source,
    path: &str,
    size: u64,
    limits: Limits,
    how: How<'_>,
    sink: &mut dyn FnMut(Given<'_>) -> ControlFlow<()>,
) -> Opened {
    let budget = Budget::new(limits, size);
    let mut walk = Walk {
        how,
        budget: &budget,
        sink,
        see: None,
        format: "",
        held: Vec::new(),
    };
    let result = walk.file(source, &Place::of_file(path)).map(|_| ());
    Opened {
        format: walk.format,
        result,
    }
}

/// Whether an archive is one document to readers.
fn is_document(window: &mut Window<'_>) -> Result<bool, ReadError> {
    let bytes = window.look(MAX_OFFICE_BYTES + 1)?;
    Ok(bytes.len() <= MAX_OFFICE_BYTES && package_of(bytes).is_some())
}

/// Damaged or too large members after which a file is looked at no further.
const MAX_LOST: u32 = 2;

/// Receives the bytes of what is no container, the path of its member and the reader it would go to.
pub type See<'a> = &'a mut dyn FnMut(&Input<'_>, &str, &'static dyn Reader) -> ControlFlow<()>;

/// Shows everything in a file that is no container, in order, until `see` breaks.
///
/// Nothing is read, and what is damaged or too large is passed over without a word: this is for a
/// look at a file that is going to be read.
pub fn see_source(
    source: &mut dyn Source,
    path: &str,
    size: u64,
    limits: Limits,
    how: How<'_>,
    see: See<'_>,
) {
    let budget = Budget::new(limits, size);
    let mut lost = 0;
    let mut walk = Walk {
        how,
        budget: &budget,
        sink: &mut |given| {
            // What is damaged or too large was unpacked in vain.
            lost += u32::from(matches!(given, Given::Skipped(_)));
            if lost > MAX_LOST {
                return ControlFlow::Break(());
            }
            ControlFlow::Continue(())
        },
        see: Some(see),
        format: "",
        held: Vec::new(),
    };
    // What could not be opened is reported when it is read.
    let _ = walk.file(source, &Place::of_file(path));
}

/// Where a member is, and what its containers say of it.
#[derive(Default, Clone)]
pub struct Place {
    pub member: String,
    pub hint: String,
    offset: u64,
    charset: Option<String>,
    url: Option<String>,
    seen: Option<String>,
    publication: Option<Arc<Publication>>,
    section: Option<String>,
    notes: Vec<String>,
    depth: u32,
}

impl Place {
    fn of_file(path: &str) -> Self {
        Self {
            hint: path.to_owned(),
            ..Self::default()
        }
    }
}

struct Walk<'w> {
    how: How<'w>,
    budget: &'w Budget,
    sink: &'w mut dyn FnMut(Given<'_>) -> ControlFlow<()>,
    /// Is shown what is no container, which then is not read.
    see: Option<See<'w>>,
    /// What the outermost file is, once it is known.
    format: &'static str,
    /// What waits in each open container for its package; None where members are no files.
    held: Vec<Option<Held>>,
}

impl Walk<'_> {
    fn file(
        &mut self,
        source: &mut dyn Source,
        place: &Place,
    ) -> Result<ControlFlow<()>, ReadError> {
        let mut window = Window::new(source);
        let head = loop {
            match window.look(HEAD_BYTES) {
                Ok(head) => break head,
                Err(trouble) if trouble.goes_on => {
                    let skip = trouble.skip(&place.member, place.offset);
                    if (self.sink)(Given::Skipped(skip)).is_break() {
                        return Ok(ControlFlow::Break(()));
                    }
                }
                Err(trouble) => return Err(trouble.into()),
            }
        };
        let head = &head[..head.len().min(HEAD_BYTES)];
        match choose_container(head) {
            Some(container) if !may_begin(head) || !is_document(&mut window)? => {
                self.container(container, &mut window, place)
            }
            _ => Ok(self.leaf(&mut window, place)),
        }
    }

    fn container(
        &mut self,
        container: &dyn Container,
        window: &mut Window<'_>,
        place: &Place,
    ) -> Result<ControlFlow<()>, ReadError> {
        if self.format.is_empty() {
            self.format = container.name();
        }
        let limit = self.budget.limits.depth;
        if place.depth >= limit {
            let detail = format!("containers in each other, more than {limit} deep");
            return Err(ReadError::new(Reason::Bomb, detail));
        }
        let budget = self.budget;
        let around = Around {
            name: place.hint.rsplit('/').next().unwrap_or(""),
            budget,
        };
        let mut flow = ControlFlow::Continue(());
        self.held.push(container.holds_files().then(Held::default));
        let opened = container.open(window, &around, &mut |part| {
            flow = self.part(part, place);
            if budget.is_spent() {
                return ControlFlow::Break(());
            }
            flow
        });
        // What was read is given, though the rest of the container is lost.
        if let Some(mut held) = self.held.pop().flatten() {
            while let Some((leaf, parts)) = held.next().filter(|_| flow.is_continue()) {
                flow = self.read_leaf(&leaf, parts);
            }
        }
        opened?;
        if budget.is_spent() && flow.is_continue() {
            let detail = "the rest is not read: the file unfolds to too much";
            return Err(ReadError::new(Reason::Bomb, detail));
        }
        Ok(flow)
    }

    fn part(&mut self, part: Part<'_>, place: &Place) -> ControlFlow<()> {
        match part {
            Part::PassedOver { member, what } => (self.sink)(Given::PassedOver {
                member: join(&place.member, &member),
                what,
            }),
            Part::Skipped(skip) => (self.sink)(Given::Skipped(Skip {
                member: join(&place.member, &skip.member),
                ..skip
            })),
            Part::Member(member) => self.member(member, place),
        }
    }

    fn member(&mut self, member: Member<'_>, around: &Place) -> ControlFlow<()> {
        let is_same = member.name.is_empty();
        let inner = Place {
            member: join(&around.member, &member.name),
            // The content of a compressed file is that file: what is known of it stays true.
            hint: match (is_same, around.hint.rsplit_once('/')) {
                (true, Some((folder, _))) => format!("{folder}/{}", member.hint),
                _ => member.hint,
            },
            offset: member.offset,
            charset: member.charset.or_else(|| around.charset.clone()),
            url: member.url.or_else(|| around.url.clone()),
            seen: member.seen.or_else(|| around.seen.clone()),
            publication: member.publication.or_else(|| around.publication.clone()),
            section: member.section.or_else(|| around.section.clone()),
            notes: [around.notes.clone(), member.notes].concat(),
            depth: around.depth + 1,
        };
        match self.file(member.content, &inner) {
            Ok(flow) => flow,
            Err(error) => (self.sink)(Given::Skipped(Skip {
                member: inner.member,
                offset: error.offset.unwrap_or(inner.offset),
                reason: error.reason,
                detail: error.detail,
            })),
        }
    }
}

fn join(outer: &str, inner: &str) -> String {
    match (outer, inner) {
        ("", _) => inner.to_owned(),
        (_, "") => outer.to_owned(),
        _ => format!("{outer}!{inner}"),
    }
}
