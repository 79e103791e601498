//! zip, and what is one: WACZ.  The directory at the end is used when the file can be read from
//! anywhere; a file without it, or one inside another container, is read from front to back.
//!
//! Written here because the usual crate keeps one member of several with the same name, reads
//! nothing from a truncated file, and does not say where damage is.

mod directory;
mod entry;
mod epub;
mod member;

use std::io::{BufReader, Cursor, SeekFrom};
use std::ops::ControlFlow;

use super::frames::zip_codec;
use super::name::{Names, hint_of, passed_over};
use super::window::{ReadSeek, Window};
use super::{Around, Budget, Container, Give, Member, Part, Trouble};
use crate::reader::office::MAX_OFFICE_BYTES;
use crate::reader::{ReadError, Reason};
use directory::read_directory;
use entry::{DIRECTORY, Entry, LOCAL, LOCAL_SIZE};
use epub::Epub;
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
            None => {
                let Some(bytes) = hold_epub(file)? else {
                    return read_forward(file, around, give);
                };
                let mut held = Cursor::new(bytes);
                match read_directory(&mut held, around.budget) {
                    Ok(entries) => return read_entries(&mut held, &entries, around, give),
                    Err(_) => return read_forward(file, around, give),
                }
            }
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

/// The bytes of an EPUB within another container, which `open` has looked at already: what it says
/// of its pages may stand behind them.
fn hold_epub(file: &mut Window<'_>) -> Result<Option<Vec<u8>>, Trouble> {
    let head = file.look(EPUB_MARK + EPUB_TYPE.len())?;
    if !head
        .get(EPUB_MARK..)
        .is_some_and(|rest| rest.starts_with(EPUB_TYPE))
    {
        return Ok(None);
    }
    let bytes = file.look(MAX_OFFICE_BYTES + 1)?;
    Ok((bytes.len() <= MAX_OFFICE_BYTES).then(|| bytes.to_vec()))
}

/// The first member of an EPUB, stored as it is, and where it stands.
const EPUB_MARK: usize = LOCAL_SIZE;
const EPUB_TYPE: &[u8] = b"mimetypeapplication/epub+zip";

/// Archives that say in members of their own what is in them.
#[derive(Debug)]
enum Package {
    /// A web archive, which holds its pages a second time, as lists and indexes.
    Wacz,
    Epub(Epub),
    None,
}

impl Package {
    fn of(file: &mut dyn ReadSeek, entries: &[Entry], budget: &Budget) -> Self {
        let has = |name: &str| entries.iter().any(|entry| entry.name == name);
        let is_archive = |entry: &Entry| entry.name.starts_with("archive/");
        if has("datapackage.json") && entries.iter().any(is_archive) {
            Self::Wacz
        } else if has("mimetype") && has("META-INF/container.xml") {
            Self::Epub(Epub::read(file, entries, budget))
        } else {
            Self::None
        }
    }

    /// What a member that only lists others gives, if it is one.
    fn list(&self, entry: &Entry, name: &str) -> Option<Part<'static>> {
        let (is_list, what) = match self {
            Self::Wacz => (!name.starts_with("archive/"), "wacz index"),
            Self::Epub(epub) => {
                if let Some(trouble) = epub.lost(name) {
                    return Some(Part::Skipped(trouble.clone().skip(name, entry.offset)));
                }
                (epub.is_list(name), "list of an EPUB")
            }
            Self::None => (false, ""),
        };
        is_list.then(|| Part::PassedOver {
            member: name.to_owned(),
            what: what.to_owned(),
        })
    }

    /// Adds what is known of a page.
    fn complete<'m>(&self, member: Member<'m>) -> Member<'m> {
        match self {
            Self::Epub(epub) => Member {
                publication: Some(epub.publication.clone()),
                section: epub.section(&member.name).map(str::to_owned),
                ..member
            },
            Self::Wacz | Self::None => member,
        }
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
    let package = Package::of(file, entries, around.budget);
    for entry in entries {
        let name = names.unique(entry.name.clone());
        if let Some(list) = package.list(entry, &name) {
            if give(list).is_break() {
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
                let member = member_of(entry, name, &mut content);
                give(Part::Member(package.complete(member)))
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

fn member_of<'m>(entry: &Entry, name: String, content: &'m mut Unpacked<'_>) -> Member<'m> {
    Member {
        hint: hint_of(&entry.name),
        seen: entry.changed.clone(),
        ..Member::new(name, entry.offset, content)
    }
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
                let flow = give(Part::Member(member_of(&entry, name, &mut content)));
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
