//! What is said of a member of a zip archive, in its own header and in the directory.

use crate::reader::container::Trouble;
use crate::reader::container::name::text_of;
use crate::reader::container::window::Window;
use crate::reader::decode::dos::cp437;

/// Beginning of a member.
pub const LOCAL: &[u8] = b"PK\x03\x04";
/// Beginning of an entry of the directory.
pub const DIRECTORY: &[u8] = b"PK\x01\x02";
/// Bytes of a member's header before its name.
pub const LOCAL_SIZE: usize = 30;
/// Bytes of an entry of the directory before its name.
pub const DIRECTORY_SIZE: usize = 46;

/// One member.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    pub name: String,
    pub method: u16,
    pub is_encrypted: bool,
    pub is_link: bool,
    /// Checksum, when it is known beforehand.
    pub crc: Option<u32>,
    /// Packed bytes, when they are known beforehand.
    pub packed: Option<u64>,
    /// Place of the member's header in the file.
    pub offset: u64,
    /// Time of change, ISO 8601 without zone.
    pub changed: Option<String>,
}

impl Entry {
    /// Reads the header of the member at hand and goes to its data; None: it is none.
    pub fn read_local(file: &mut Window<'_>, offset: u64) -> Result<Option<Self>, Trouble> {
        let here = file.look(LOCAL_SIZE)?;
        if here.len() < LOCAL_SIZE || !here.starts_with(LOCAL) {
            return Ok(None);
        }
        let (names, extras) = (usize::from(u16_at(here, 26)), usize::from(u16_at(here, 28)));
        let all = LOCAL_SIZE + names + extras;
        let here = file.look(all)?;
        if here.len() < all {
            return Ok(None);
        }
        let (flags, packed) = (u16_at(here, 6), u32_at(here, 18));
        let extra = &here[LOCAL_SIZE + names..all];
        let is_late = flags & 8 != 0 && packed == 0;
        let long = [u64::from(u32_at(here, 22)), u64::from(packed)];
        let entry = Self {
            name: name_of(&here[LOCAL_SIZE..LOCAL_SIZE + names], flags),
            method: u16_at(here, 8),
            is_encrypted: flags & 1 != 0,
            is_link: false,
            crc: (!is_late).then(|| u32_at(here, 14)),
            packed: (!is_late).then(|| long_sizes(extra, long)[1]),
            offset,
            changed: written_time(u16_at(here, 12), u16_at(here, 10)),
        };
        file.skip(all);
        Ok(Some(entry))
    }

    /// Reads an entry of the directory and the length of the names behind it.
    pub fn read_listed(head: &[u8; DIRECTORY_SIZE], rest: &[u8]) -> Self {
        let names = usize::from(u16_at(head, 28)).min(rest.len());
        let flags = u16_at(head, 8);
        let sizes = [24, 20, 42].map(|at| u64::from(u32_at(head, at)));
        let [_, packed, offset] = long_sizes(&rest[names..], sizes);
        // Unix keeps the kind of a file in the upper half.
        let is_link = (u32_at(head, 38) >> 16) & 0o170_000 == 0o120_000;
        Self {
            name: name_of(&rest[..names], flags),
            method: u16_at(head, 10),
            is_encrypted: flags & 1 != 0,
            is_link,
            crc: Some(u32_at(head, 16)),
            packed: Some(packed),
            offset,
            changed: written_time(u16_at(head, 14), u16_at(head, 12)),
        }
    }

    /// Stored bytes of unknown length do not show where they end.
    pub fn has_unknown_end(&self) -> bool {
        self.packed.is_none() && self.method != 8
    }
}

pub fn u16_at(bytes: &[u8], at: usize) -> u16 {
    u16::from_le_bytes([bytes[at], bytes[at + 1]])
}

pub fn u32_at(bytes: &[u8], at: usize) -> u32 {
    u32::from_le_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]])
}

pub fn u64_at(bytes: &[u8], at: usize) -> u64 {
    u64::from(u32_at(bytes, at)) | u64::from(u32_at(bytes, at + 4)) << 32
}

/// Replaces sizes that are too large for their 32 bits by those of the extra field 1.
fn long_sizes<const N: usize>(mut extra: &[u8], mut sizes: [u64; N]) -> [u64; N] {
    while extra.len() >= 4 {
        let length = usize::from(u16_at(extra, 2)).min(extra.len() - 4);
        let (id, mut data) = (u16_at(extra, 0), &extra[4..4 + length]);
        if id == 1 {
            for size in sizes.iter_mut().filter(|s| **s == u64::from(u32::MAX)) {
                if data.len() >= 8 {
                    *size = u64_at(data, 0);
                    data = &data[8..];
                }
            }
        }
        extra = &extra[4 + length..];
    }
    sizes
}

/// UTF-8 if the archive says so or it is that; else the code page of the first PC.
fn name_of(bytes: &[u8], flags: u16) -> String {
    let name = if flags & 0x800 != 0 || std::str::from_utf8(bytes).is_ok() {
        text_of(bytes)
    } else {
        let text: String = bytes.iter().map(|b| cp437(*b)).collect();
        text_of(text.as_bytes())
    };
    name.replace('\\', "/")
}

/// The time of DOS; None for those that archivers write when they mean none.
fn written_time(date: u16, time: u16) -> Option<String> {
    let (year, month, day) = (1980 + (date >> 9), date >> 5 & 15, date & 31);
    let (hour, minute) = (time >> 11, time >> 5 & 63);
    let is_time = (1..=12).contains(&month) && (1..=31).contains(&day) && hour < 24 && minute < 60;
    (year >= 1990 && is_time)
        .then(|| format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}"))
}
