//! The beginning of a file, as readers are shown it to tell whether it is theirs.
//!
//! What several of them ask (the text, the first element) is worked out once.

use std::cell::OnceCell;

use super::decode::decode;
use super::package::{Package, package_of};
use super::xml::{Root, root_of};
use super::xml_records::is_foreign;

/// Bytes that are shown.
pub const HEAD_BYTES: usize = 4096;

/// The first bytes of a file.
pub struct Head<'a> {
    pub bytes: &'a [u8],
    /// All bytes that there are: what an archive holds stands at its end.
    whole: &'a [u8],
    package: OnceCell<Option<Package>>,
    text: OnceCell<String>,
    root: OnceCell<Option<Root>>,
    is_foreign_xml: OnceCell<bool>,
}

impl<'a> Head<'a> {
    /// The beginning of these bytes.
    pub fn of(bytes: &'a [u8]) -> Self {
        Self {
            bytes: &bytes[..bytes.len().min(HEAD_BYTES)],
            whole: bytes,
            package: OnceCell::new(),
            text: OnceCell::new(),
            root: OnceCell::new(),
            is_foreign_xml: OnceCell::new(),
        }
    }

    /// As text, without what the file itself says of its charset.
    pub fn text(&self) -> &str {
        self.text
            .get_or_init(|| decode(self.bytes, &[]).text.into_owned())
    }

    /// Which document it is, if it is one that is a zip archive.
    pub fn package(&self) -> Option<Package> {
        *self.package.get_or_init(|| package_of(self.whole))
    }

    /// The first element, if it begins like XML.
    pub fn root(&self) -> Option<&Root> {
        self.root.get_or_init(|| root_of(self.bytes)).as_ref()
    }

    /// Whether this is XML that is no page, of whatever vocabulary.
    pub fn is_foreign_xml(&self) -> bool {
        *self.is_foreign_xml.get_or_init(|| is_foreign(self))
    }
}
