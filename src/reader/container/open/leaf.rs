//! What is no container: handed to a reader, whole.

use std::io::Read;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};

use super::{Given, Place, Walk, Whence, join};
use crate::article::{DateCandidate, DateRole, DateSource, Span};
use crate::reader::container::Trouble;
use crate::reader::container::issue::{Held, Leaf, Page};
use crate::reader::container::window::Window;
use crate::reader::{Input, Item, ReadError, Reason, Skip, read, refuse_own};

impl Walk<'_> {
    /// Reads what is no container.
    pub(super) fn leaf(&mut self, window: &mut Window<'_>, place: &Place) -> ControlFlow<()> {
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
        // Whoever names the format means it.
        if self.how.reader.is_none()
            && let Err(error) = refuse_own(&bytes)
        {
            if self.see.is_some() {
                return ControlFlow::Continue(());
            }
            if self.format.is_empty() {
                self.format = reader.name();
            }
            return (self.sink)(Given::Skipped(skip_of(error, place)));
        }
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
    pub(super) fn read_complete(&mut self) -> ControlFlow<()> {
        loop {
            let held = self.held.last_mut().and_then(Option::as_mut);
            let Some((leaf, parts)) = held.and_then(Held::next_complete) else {
                return ControlFlow::Continue(());
            };
            self.read_leaf(&leaf, parts)?;
        }
    }

    /// Has a reader read what is no container, with the files that belong to it.
    pub(super) fn read_leaf(&mut self, leaf: &Leaf, pages: Vec<Page>) -> ControlFlow<()> {
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
            if let Some(publication) = &place.publication {
                publication.complete(place.section.as_deref(), &mut read.article);
            }
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

/// Everything that is left of a stream, with the damage that was met and survived.
fn collect(window: &mut Window<'_>, limit: u64) -> Result<(Vec<u8>, Vec<Trouble>), Trouble> {
    let (mut bytes, mut troubles) = (Vec::new(), Vec::new());
    loop {
        let left = (limit + 1).saturating_sub(bytes.len() as u64);
        let result = Read::take(&mut *window, left).read_to_end(&mut bytes);
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
