//! tar: ustar, GNU long names, PAX paths and sizes; only regular files are given.
//!
//! Written here because every length of a header is hostile: a long name is an ordinary member of
//! any size to the usual crate, and damage ends the archive.

use std::ops::ControlFlow;

use super::name::{Names, hint_of, passed_over, text_of};
use super::stretch::Stretch;
use super::window::Window;
use super::{Around, Container, Give, Member, Part, Trouble};
use crate::reader::{ReadError, Reason, Skip};

/// The container `.tar`.
pub struct Tar;

const BLOCK: usize = 512;
/// Longest name or PAX header that is believed.
const LONGEST_EXTRA: u64 = 256 << 10;

impl Container for Tar {
    fn name(&self) -> &'static str {
        "tar"
    }

    fn doc(&self) -> &'static str {
        "archives of tar, also compressed"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["tar"]
    }

    fn is_it(&self, head: &[u8]) -> bool {
        head.len() >= BLOCK && head[0] != 0 && is_header(head)
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
        let (mut names, mut extra) = (Names::default(), Extra::default());
        loop {
            let offset = file.offset();
            let block = match file.look(BLOCK) {
                Ok(block) => block,
                Err(trouble) => {
                    let goes_on = trouble.goes_on;
                    if give(Part::Skipped(trouble.skip("", offset))).is_break() || !goes_on {
                        return Ok(());
                    }
                    continue;
                }
            };
            let Some(block) = block.first_chunk::<BLOCK>().copied() else {
                let is_cut = block.iter().any(|b| *b != 0);
                if is_cut {
                    let cut = Trouble::new(Reason::Truncated, "the archive ends inside a header");
                    let _ = give(Part::Skipped(cut.skip("", offset)));
                }
                return Ok(());
            };
            file.skip(BLOCK);
            if block.iter().all(|b| *b == 0) {
                // Archives that were joined have such blocks between them.
                continue;
            }
            if !is_header(&block) {
                let lost = find_header(file)?;
                let detail = format!("{lost} bytes that are no member");
                let damage = Trouble::new(Reason::Damaged, detail);
                if give(Part::Skipped(damage.skip("", offset))).is_break() {
                    return Ok(());
                }
                extra = Extra::default();
                continue;
            }
            let size = extra
                .size
                .take()
                .or_else(|| number(&block[124..136]))
                .unwrap_or(0);
            let kind = block[156];
            if matches!(kind, b'L' | b'K' | b'x' | b'g') {
                extra.read(kind, file, size)?;
                pad(file, size)?;
                continue;
            }
            around.budget.member()?;
            let own = extra.path.take().unwrap_or_else(|| path(&block));
            let header = Header {
                name: names.unique(text_of(&own)),
                kind,
                size,
                mtime: number(&block[136..148]),
                offset,
            };
            if give_member(&header, file, give)?.is_break() {
                return Ok(());
            }
        }
    }
}

struct Header {
    name: String,
    kind: u8,
    size: u64,
    mtime: Option<u64>,
    offset: u64,
}

fn give_member(
    header: &Header,
    file: &mut Window<'_>,
    give: Give<'_>,
) -> Result<ControlFlow<()>, ReadError> {
    let what = match header.kind {
        b'0' | 0 | b'7' => passed_over(&header.name),
        b'1' | b'2' => Some("link".to_owned()),
        b'5' => Some("folder".to_owned()),
        b'S' => None,
        _ => Some("device".to_owned()),
    };
    let is_folder = header.kind == b'5' || header.name.ends_with('/');
    let flow = if header.kind == b'S' {
        let detail = "sparse files are not supported";
        let skip = Trouble::new(Reason::Unsupported, detail).skip(&header.name, header.offset);
        give(Part::Skipped(skip))
    } else if is_folder {
        ControlFlow::Continue(())
    } else if let Some(what) = what {
        give(Part::PassedOver {
            member: header.name.clone(),
            what,
        })
    } else {
        let mut content = Stretch::new(file, header.size, header.offset);
        let member = Member {
            hint: hint_of(&header.name),
            seen: header.mtime.and_then(written_time),
            ..Member::new(header.name.clone(), header.offset, &mut content)
        };
        let flow = give(Part::Member(member));
        let left = content.left();
        if flow.is_continue() {
            file.pass(left)?;
            pad(file, header.size)?;
        }
        return Ok(flow);
    };
    // Links and devices have no content whatever their size says.
    if matches!(header.kind, b'0' | 0 | b'7' | b'S') && flow.is_continue() {
        if file.pass(header.size)? < header.size {
            let cut = Skip {
                member: header.name.clone(),
                offset: header.offset,
                reason: Reason::Truncated,
                detail: "the archive ends inside the member".to_owned(),
            };
            return Ok(give(Part::Skipped(cut)));
        }
        pad(file, header.size)?;
    }
    Ok(flow)
}

/// Passes what fills the last block of a member.
fn pad(file: &mut Window<'_>, size: u64) -> Result<(), Trouble> {
    let over = size % BLOCK as u64;
    if over > 0 {
        file.pass(BLOCK as u64 - over)?;
    }
    Ok(())
}

/// Goes on, block by block, to the next header; returns the bytes that were lost.
fn find_header(file: &mut Window<'_>) -> Result<u64, Trouble> {
    let mut lost = BLOCK as u64;
    loop {
        let block = file.look(BLOCK)?;
        if block.len() < BLOCK || is_header(&block[..BLOCK]) {
            return Ok(lost);
        }
        file.skip(BLOCK);
        lost += BLOCK as u64;
    }
}

/// What stands before a member about it.
#[derive(Default)]
struct Extra {
    path: Option<Vec<u8>>,
    size: Option<u64>,
}

impl Extra {
    fn read(&mut self, kind: u8, file: &mut Window<'_>, size: u64) -> Result<(), Trouble> {
        if size > LONGEST_EXTRA {
            file.pass(size)?;
            return Ok(());
        }
        let here = file.look(size as usize)?;
        let data = here[..here.len().min(size as usize)].to_vec();
        file.skip(data.len());
        match kind {
            b'L' => self.path = Some(until_nul(&data).to_vec()),
            b'x' => self.read_pax(&data),
            _ => {}
        }
        Ok(())
    }

    /// Lines of "LENGTH KEY=VALUE\n".
    fn read_pax(&mut self, mut data: &[u8]) {
        while let Some(space) = memchr::memchr(b' ', data) {
            let length = std::str::from_utf8(&data[..space])
                .ok()
                .and_then(|t| t.parse().ok());
            let Some(line) = length.and_then(|length: usize| data.get(space + 1..length)) else {
                return;
            };
            data = &data[space + 1 + line.len()..];
            let line = line.strip_suffix(b"\n").unwrap_or(line);
            if let Some(path) = line.strip_prefix(b"path=") {
                self.path = Some(path.to_vec());
            } else if let Some(size) = line.strip_prefix(b"size=") {
                self.size = std::str::from_utf8(size).ok().and_then(|t| t.parse().ok());
            }
        }
    }
}

fn path(block: &[u8; BLOCK]) -> Vec<u8> {
    let name = until_nul(&block[..100]);
    let prefix = until_nul(&block[345..500]);
    // GNU tar keeps other things at the place of the prefix.
    let is_ustar = &block[257..263] == b"ustar\0";
    if is_ustar && !prefix.is_empty() {
        [prefix, b"/", name].concat()
    } else {
        name.to_vec()
    }
}

fn until_nul(bytes: &[u8]) -> &[u8] {
    &bytes[..memchr::memchr(0, bytes).unwrap_or(bytes.len())]
}

/// The checksum of a header is the sum of its bytes, its own field counted as spaces.
fn is_header(block: &[u8]) -> bool {
    let Some(given) = number(&block[148..156]) else {
        return false;
    };
    let bytes = block[..148].iter().chain(&block[156..BLOCK]);
    let sum: u64 = bytes.map(|b| u64::from(*b)).sum::<u64>() + 8 * 32;
    given == sum
}

/// Octal digits, or the big-endian bytes of GNU tar.
fn number(field: &[u8]) -> Option<u64> {
    if field[0] & 0x80 != 0 {
        let mut bytes = field.iter().skip(1);
        return bytes.try_fold(u64::from(field[0] & 0x7f), |n, byte| {
            n.checked_mul(256)?.checked_add(u64::from(*byte))
        });
    }
    let text = std::str::from_utf8(until_nul(field)).ok()?.trim();
    u64::from_str_radix(text, 8).ok()
}

/// A time of change as ISO 8601; None for those that archivers write when they mean none.
fn written_time(seconds: u64) -> Option<String> {
    let time = chrono::DateTime::from_timestamp(i64::try_from(seconds).ok()?, 0)?;
    let year = chrono::Datelike::year(&time);
    (1990..2200)
        .contains(&year)
        .then(|| time.format("%Y-%m-%dT%H:%M:%SZ").to_string())
}
