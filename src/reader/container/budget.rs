//! How much a file may unfold into before it is taken for a bomb.
//!
//! One budget is shared by all layers of one file.  Honest text shrinks to a twentieth at most, so
//! a member is stopped when it has grown beyond two hundred times what it was packed in, and a file
//! when all its members together have.

use std::cell::Cell;

use super::Trouble;
use crate::reader::Reason;

/// The limits; the default is what `index` uses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Unpacked bytes a packed byte may give.
    pub ratio: u64,
    /// Unpacked bytes of one member below which the ratio does not matter.
    pub free: u64,
    /// Unpacked bytes of one file below which the ratio does not matter.
    pub total: u64,
    /// Members of all archives in one file.
    pub members: u64,
    /// Layers: an archive that is compressed as a whole is two.
    pub depth: u32,
    /// Bytes of a member that is no container itself; it is read into memory.
    pub member_bytes: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            ratio: 200,
            free: 16 << 20,
            total: 1 << 30,
            // Newspapers zip a million articles into one file, and each costs the sender a header.
            members: 2_000_000,
            // Four archives in each other, each compressed.
            depth: 8,
            member_bytes: 256 << 20,
        }
    }
}

/// What one file has used up.
#[derive(Debug)]
pub struct Budget {
    pub limits: Limits,
    file_bytes: u64,
    unpacked: Cell<u64>,
    members: Cell<u64>,
}

impl Budget {
    /// The budget of a file of this size.
    pub fn new(limits: Limits, file_bytes: u64) -> Self {
        Self {
            limits,
            file_bytes,
            unpacked: Cell::new(0),
            members: Cell::new(0),
        }
    }

    /// Counts bytes that were unpacked; `packed` and `given` are those of the member so far.
    pub fn unpack(&self, bytes: u64, packed: u64, given: u64) -> Result<(), Trouble> {
        let all = self.unpacked.get() + bytes;
        self.unpacked.set(all);
        let Limits { ratio, total, .. } = self.limits;
        if all > total && all / ratio > self.file_bytes {
            return Err(Trouble::new(
                Reason::Bomb,
                format!("the file unfolds to more than {all} bytes, {ratio} times its size"),
            ));
        }
        if given > self.limits.free && given / ratio > packed {
            return Err(Trouble::new(
                Reason::Bomb,
                format!("{packed} bytes unfold to more than {given}, over {ratio} times as many"),
            )
            .going_on());
        }
        Ok(())
    }

    /// Counts a member of an archive.
    pub fn member(&self) -> Result<(), Trouble> {
        self.members.set(self.members.get() + 1);
        if self.members.get() > self.limits.members {
            let limit = self.limits.members;
            return Err(Trouble::new(
                Reason::Bomb,
                format!("more than {limit} members"),
            ));
        }
        Ok(())
    }

    /// Tells whether nothing more may be unpacked.
    pub fn is_spent(&self) -> bool {
        let all = self.unpacked.get();
        (all > self.limits.total && all / self.limits.ratio > self.file_bytes)
            || self.members.get() > self.limits.members
    }
}
