//! A file and everything in it: containers are opened in each other, what is left goes to a reader.
//!
//! The way down is a path of member names joined by `!`, which is also how a user asks for one.

use std::io::{self, Read};
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};

use super::issue::{Held, Leaf, Page};
use super::window::{Source, Window};
use super::{Around, Budget, Container, Limits, Member, Part, Trouble, choose_container};
use crate::article::{DateCandidate, DateRole, DateSource, Span};
use crate::reader::{
    HEAD_BYTES, Input, Item, ReadArticle, ReadError, ReadOptions, Reader, Reason, Skip, read,
};

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
        match choose_container(&head[..head.len().min(HEAD_BYTES)]) {
            Some(container) => self.container(container, &mut window, place),
            None => Ok(self.leaf(&mut window, place)),
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

    /// Reads what is no container.
    fn leaf(&mut self, window: &mut Window<'_>, place: &Place) -> ControlFlow<()> {
        let limit = self.budget.limits.member_bytes;
        let (bytes, troubles) = match collect(window, limit) {
            Ok(collected) => collected,
            Err(trouble) => {
                let skip = trouble.skip(&place.member, place.offset);
                return (self.sink)(Given::Skipped(skip));
            }
        };
        let mut notes = place.notes.clone();
        for trouble in troubles {
            notes.push(format!("damaged: {}", trouble.detail));
            let skip = trouble.skip(&place.member, place.offset);
            (self.sink)(Given::Skipped(skip))?;
        }
        let input = Input {
            charset: place.charset.as_deref(),
            ..Input::new(&place.hint, &bytes)
        };
        let choose = || crate::reader::choose_reader(&input);
        let reader = self.how.reader.unwrap_or_else(choose);
        if let Some(see) = &mut self.see {
            return see(&input, &place.member, reader);
        }
        let leaf = Leaf {
            reader,
            place: place.clone(),
            bytes,
            notes,
        };
        let held = self.held.last_mut().and_then(Option::as_mut);
        let leaf = match held.filter(|_| self.how.reader.is_none()) {
            None => leaf,
            Some(held) => match held.hold(leaf) {
                Some(other) => other,
                None => return self.read_complete(),
            },
        };
        self.read_leaf(&leaf, Vec::new())
    }

    /// Reads the packages that have all their pages, and what there is no more room to hold.
    fn read_complete(&mut self) -> ControlFlow<()> {
        loop {
            let held = self.held.last_mut().and_then(Option::as_mut);
            let Some((leaf, parts)) = held.and_then(Held::next_complete) else {
                return ControlFlow::Continue(());
            };
            self.read_leaf(&leaf, parts)?;
        }
    }

    /// Has a reader read what is no container, with the files that belong to it.
    fn read_leaf(&mut self, leaf: &Leaf, pages: Vec<Page>) -> ControlFlow<()> {
        let Leaf {
            reader,
            place,
            bytes,
            notes,
        } = leaf;
        let mut parts = Vec::with_capacity(pages.len());
        for (member, part) in pages {
            parts.push(part);
            (self.sink)(Given::PassedOver {
                member,
                what: "page of a METS package".to_owned(),
            })?;
        }
        let input = Input {
            path: &place.hint,
            bytes,
            charset: place.charset.as_deref(),
            url: place.url.as_deref(),
            parts: &parts,
            options: self.how.options,
        };
        if self.format.is_empty() {
            self.format = reader.name();
        }
        let mut flow = ControlFlow::Continue(());
        let sink = &mut *self.sink;
        // A reader that panics has a defect; its neighbours are read all the same.
        let result = catch_unwind(AssertUnwindSafe(|| {
            let mut take = |item: Item| {
                if flow.is_continue() {
                    flow = sink(given(item, reader.name(), place, notes));
                }
            };
            read(&input, Some(*reader), &mut take).1
        }));
        let error = match result {
            Ok(Ok(())) => return flow,
            Ok(Err(error)) => error,
            Err(_) => ReadError::new(Reason::Damaged, "the reader panicked"),
        };
        flow?;
        (self.sink)(Given::Skipped(skip_of(error, place)))
    }
}

/// An item of a reader with what the containers know of it.
fn given<'a>(item: Item, format: &'static str, place: &'a Place, notes: &[String]) -> Given<'a> {
    match item {
        Item::Skipped(skip) => Given::Skipped(Skip {
            member: join(&place.member, &skip.member),
            ..skip
        }),
        Item::Article(mut read) => {
            read.member = join(&place.member, &read.member);
            if place.depth > 0 && read.offset == 0 {
                read.offset = place.offset;
            }
            read.article.notes.extend_from_slice(notes);
            if let Some(seen) = &place.seen {
                read.article.dates.push(DateCandidate {
                    role: DateRole::Unspecified,
                    source: DateSource::UpperBound,
                    raw: seen.clone(),
                    span: Span::default(),
                });
            }
            Given::Article {
                read,
                format,
                whence: Whence {
                    hint: &place.hint,
                    url: place.url.as_deref(),
                    is_member: !place.member.is_empty(),
                },
            }
        }
    }
}

/// The whole of what a reader was given, as a part that gave nothing.  The offset is that of the
/// member in its container; the place within it is said in words.
fn skip_of(error: ReadError, place: &Place) -> Skip {
    let is_member = place.depth > 0;
    let detail = match error.offset {
        Some(at @ 1..) if is_member => format!("{} (at byte {at} of it)", error.detail),
        _ => error.detail,
    };
    Skip {
        member: place.member.clone(),
        offset: if is_member {
            place.offset
        } else {
            error.offset.unwrap_or(0)
        },
        reason: error.reason,
        detail,
    }
}

fn join(outer: &str, inner: &str) -> String {
    match (outer, inner) {
        ("", _) => inner.to_owned(),
        (_, "") => outer.to_owned(),
        _ => format!("{outer}!{inner}"),
    }
}

/// Everything that is left of a stream, with the damage that was met and survived.
fn collect(window: &mut Window<'_>, limit: u64) -> Result<(Vec<u8>, Vec<Trouble>), Trouble> {
    let (mut bytes, mut troubles) = (Vec::new(), Vec::new());
    loop {
        let left = (limit + 1).saturating_sub(bytes.len() as u64);
        let result = io::Read::take(&mut *window, left).read_to_end(&mut bytes);
        if bytes.len() as u64 > limit {
            let detail = format!("a member of more than {limit} bytes");
            return Err(Trouble::new(Reason::TooLarge, detail));
        }
        match result.map_err(Trouble::from) {
            Ok(_) => return Ok((bytes, troubles)),
            // What a bomb begins with is no text either.
            Err(trouble) if trouble.reason == Reason::Bomb => return Err(trouble),
            Err(trouble) if trouble.goes_on => troubles.push(trouble),
            Err(trouble) if bytes.is_empty() => return Err(trouble),
            Err(trouble) => {
                troubles.push(trouble);
                return Ok((bytes, troubles));
            }
        }
        // Every piece of a hostile file may be damaged.
        if troubles.len() > 1000 {
            return Err(Trouble::new(
                Reason::Damaged,
                "damaged in more than 1,000 places",
            ));
        }
    }
}
