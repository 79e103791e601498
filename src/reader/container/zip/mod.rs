//! zip, and what is one: WACZ.  The directory at the end is used when the file can be read from
//! anywhere; a file without it, or one inside another container, is read from front to back.
//!
//! Written here because the usual crate keeps one member of several with the same name, reads
//! nothing from a truncated file, and does not say where damage is.

mod directory;
mod entry;
mod member;

use std::io::{BufReader, SeekFrom};
use std::ops::ControlFlow;

use super::frames::zip_codec;
use super::name::{Names, hint_of, passed_over};
use super::window::{ReadSeek, Window};
use super::{Around, Container, Give, Member, Part, Trouble};
use crate::reader::{ReadError, Reason};
use directory::read_directory;
use entry::{DIRECTORY, Entry, LOCAL, LOCAL_SIZE};
use member::Unpacked;

/// The container `.zip`.
pub struct Zip;

impl Container for Zip {
    fn name(&self) -> &'static str {
        "zip"
    }

    fn doc(&self) -> &'static str {
        "zip archives; WACZ web archives, EPUB"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["zip", "wacz", "epub"]
    }

    fn is_it(&self, head: &[u8]) -> bool {
        // The second is an archive without members.
        head.starts_with(LOCAL) || head.starts_with(b"PK\x05\x06")
    }

    fn holds_files(&self) -> bool {
        true
    }

    fn open(
        &self,
        file: &mut Window<'_>,
        around: &Around<'_>,
        give: Give<'_>,
    ) -> Result<(), ReadError> {
        let entries = match file.seekable() {
            None => return read_forward(file, around, give),
            Some(file) => read_directory(file, around.budget),
        };
        match entries {
            Ok(entries) => {
                let file = file.seekable().expect("it was a moment ago");
                read_entries(file, &entries, around, give)
            }
            Err(trouble) if trouble.reason == Reason::Bomb => Err(trouble.into()),
            Err(trouble) => {
                if give(Part::Skipped(trouble.skip("", 0))).is_break() {
                    return Ok(());
                }
                file.restart().map_err(Trouble::from)?;
                read_forward(file, around, give)
            }
        }
    }
}

/// Archives that say in members of their own what is in them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Package {
    /// A web archive, which holds its pages a second time, as lists and indexes.
    Wacz,
    Epub,
    None,
}

impl Package {
    fn of(entries: &[Entry]) -> Self {
        let has = |name: &str| entries.iter().any(|entry| entry.name == name);
        let is_archive = |entry: &Entry| entry.name.starts_with("archive/");
        if has("datapackage.json") && entries.iter().any(is_archive) {
            Self::Wacz
        } else if has("mimetype") && has("META-INF/container.xml") {
            Self::Epub
        } else {
            Self::None
        }
    }

    /// What a member is that only lists others.
    fn list_in(self, name: &str) -> Option<&'static str> {
        let is_list = match self {
            Self::Wacz => !name.starts_with("archive/"),
            Self::Epub => {
                name == "mimetype"
                    || name.starts_with("META-INF/")
                    || name.ends_with(".opf")
                    || name.ends_with(".ncx")
            }
            Self::None => false,
        };
        is_list.then_some(match self {
            Self::Epub => "list of an EPUB",
            _ => "wacz index",
        })
    }
}

/// Gives the members that the directory lists, in its order.
fn read_entries(
    file: &mut dyn ReadSeek,
    entries: &[Entry],
    around: &Around<'_>,
    give: Give<'_>,
) -> Result<(), ReadError> {
    let mut names = Names::default();
    let package = Package::of(entries);
    for entry in entries {
        let name = names.unique(entry.name.clone());
        if let Some(what) = package.list_in(&name) {
            let what = what.to_owned();
            if give(Part::PassedOver { member: name, what }).is_break() {
                return Ok(());
            }
            continue;
        }
        if let Some(flow) = refuse(entry, &name, give) {
            match flow {
                ControlFlow::Break(()) => return Ok(()),
                ControlFlow::Continue(()) => continue,
            }
        }
        let flow = match find_data(file, entry) {
            Ok(start) => {
                file.seek(SeekFrom::Start(start)).map_err(Trouble::from)?;
                let mut packed = BufReader::with_capacity(64 << 10, &mut *file);
                let mut content = Unpacked::new(&mut packed, entry, around.budget);
                give_member(entry, name, &mut content, give)
            }
            Err(trouble) => give(Part::Skipped(trouble.skip(&name, entry.offset))),
        };
        if flow.is_break() {
            return Ok(());
        }
    }
    Ok(())
}

/// Place of the packed bytes: behind the local header, whose lengths may differ from the
/// directory's.
fn find_data(file: &mut dyn ReadSeek, entry: &Entry) -> Result<u64, Trouble> {
    file.seek(SeekFrom::Start(entry.offset))?;
    let mut header = [0; LOCAL_SIZE];
    file.read_exact(&mut header)
        .map_err(|_| Trouble::new(Reason::Truncated, "the member lies beyond the end"))?;
    if !header.starts_with(LOCAL) {
        return Err(Trouble::new(
            Reason::Damaged,
            "no member where the directory says",
        ));
    }
    let length = |at: usize| u64::from(u16::from_le_bytes([header[at], header[at + 1]]));
    Ok(entry.offset + LOCAL_SIZE as u64 + length(26) + length(28))
}

/// Members that are not given at all; None: it is to be given.
fn refuse(entry: &Entry, name: &str, give: Give<'_>) -> Option<ControlFlow<()>> {
    if entry.name.ends_with('/') {
        return Some(ControlFlow::Continue(()));
    }
    let what = if entry.is_link {
        Some("link".to_owned())
    } else {
        passed_over(&entry.name)
    };
    if let Some(what) = what {
        let member = name.to_owned();
        return Some(give(Part::PassedOver { member, what }));
    }
    let trouble = if entry.is_encrypted {
        Trouble::new(Reason::Encrypted, "the member is encrypted")
    } else if entry.method != 0 && zip_codec(entry.method).is_none() {
        let detail = format!("compression method {} is not supported", entry.method);
        Trouble::new(Reason::Unsupported, detail)
    } else {
        return None;
    };
    Some(give(Part::Skipped(trouble.skip(name, entry.offset))))
}

fn give_member(
    entry: &Entry,
    name: String,
    content: &mut Unpacked<'_>,
    give: Give<'_>,
) -> ControlFlow<()> {
    give(Part::Member(Member {
        hint: hint_of(&entry.name),
        seen: entry.changed.clone(),
        ..Member::new(name, entry.offset, content)
    }))
}

/// Gives the members that stand one after the other, without a directory.
fn read_forward(
    file: &mut Window<'_>,
    around: &Around<'_>,
    give: Give<'_>,
) -> Result<(), ReadError> {
    let mut names = Names::default();
    loop {
        let offset = file.offset();
        let here = file.look(LOCAL_SIZE)?;
        if here.is_empty() || here.starts_with(DIRECTORY) || here.starts_with(b"PK\x05\x06") {
            return Ok(());
        }
        let Some(entry) = Entry::read_local(file, offset)? else {
            let from = file.position();
            let is_start = |b: &[u8]| b.starts_with(LOCAL) || b.starts_with(DIRECTORY);
            // Not the place at hand again: it did not hold a whole member.
            file.skip(1);
            let found = file.find(b'P', 4, &is_start)?;
            let lost = file.position() - from;
            let (reason, detail) = match found {
                true => (Reason::Damaged, format!("{lost} bytes that are no member")),
                false => (
                    Reason::Truncated,
                    "the archive ends inside a member".to_owned(),
                ),
            };
            let skip = Trouble::new(reason, detail).skip("", offset);
            if give(Part::Skipped(skip)).is_break() {
                return Ok(());
            }
            continue;
        };
        around.budget.member()?;
        let name = names.unique(entry.name.clone());
        let start = file.position();
        let is_refused = refuse(&entry, &name, &mut *give);
        let flow = match is_refused {
            Some(flow) => flow,
            None if entry.has_unknown_end() => {
                let detail = "its length stands behind it, and the file is not read from its end";
                give(Part::Skipped(
                    Trouble::new(Reason::Unsupported, detail).skip(&name, offset),
                ))
            }
            None => {
                let mut content = Unpacked::new(&mut *file, &entry, around.budget);
                let flow = give_member(&entry, name, &mut content, give);
                if flow.is_continue() && entry.packed.is_none() {
                    // Its own end alone tells where the next member begins.
                    content.drain();
                }
                flow
            }
        };
        if flow.is_break() {
            return Ok(());
        }
        match entry.packed {
            Some(packed) => {
                let passed = file.position() - start;
                file.pass(packed.saturating_sub(passed))?;
            }
            None => {
                let is_next = |b: &[u8]| {
                    b.starts_with(LOCAL) || b.starts_with(DIRECTORY) || b.starts_with(b"PK\x07\x08")
                };
                file.find(b'P', 4, &is_next)?;
            }
        }
        if file.look(4)?.starts_with(b"PK\x07\x08") {
            // A descriptor is 16 bytes, or 24 in large archives; the next header tells.
            let here = file.look(28)?;
            let is_header = |b: &[u8]| b.starts_with(LOCAL) || b.starts_with(DIRECTORY);
            let length = if here.get(16..).is_some_and(is_header) {
                16
            } else {
                24
            };
            file.skip(length);
        }
    }
}
