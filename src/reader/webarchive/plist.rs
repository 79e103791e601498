//! Binary property lists of Apple (`bplist00`, as CoreFoundation's CFBinaryPList.c describes them): what
//! is needed to look up members of dictionaries.
//!
//! Numbers, dates, arrays and sets are not looked into.

/// The first bytes.
pub const MAGIC: &[u8] = b"bplist00";

/// The numbers at the end of a list, bytes.
const TRAILER: usize = 32;
/// Members of one dictionary that are looked at.
const MOST_MEMBERS: usize = 1_000;

/// A list whose objects are looked up one by one.
pub struct Plist<'a> {
    bytes: &'a [u8],
    /// Where the offsets of all objects stand.
    table: &'a [u8],
    offset_bytes: usize,
    reference_bytes: usize,
    top: usize,
}

/// What is looked up.
#[derive(Debug)]
pub enum Object<'a> {
    /// Numbers of the names, then of the values.
    Dictionary(Vec<usize>),
    Data(&'a [u8]),
    Text(String),
    Other,
}

impl<'a> Plist<'a> {
    /// Looks at the numbers at the end; none where they do not fit the bytes.
    pub fn of(bytes: &'a [u8]) -> Option<Self> {
        let inner = bytes.len().checked_sub(TRAILER)?;
        let trailer = bytes.starts_with(MAGIC).then(|| &bytes[inner..])?;
        let (offset_bytes, reference_bytes) = (usize::from(trailer[6]), usize::from(trailer[7]));
        let is_size = |size: usize| (1..=8).contains(&size);
        if !is_size(offset_bytes) || !is_size(reference_bytes) {
            return None;
        }
        let number = |at: usize| number_of(trailer.get(at..at + 8)?);
        let (count, top, start) = (number(8)?, number(16)?, number(24)?);
        let end = start.checked_add(count.checked_mul(offset_bytes)?)?;
        Some(Self {
            bytes: &bytes[..inner],
            table: bytes[..inner].get(start..end)?,
            offset_bytes,
            reference_bytes,
            top,
        })
    }

    /// The outermost object.
    pub fn top(&self) -> Option<Object<'a>> {
        self.object(self.top)
    }

    /// What a dictionary has under a name.
    pub fn member(&self, dictionary: &Object<'_>, name: &str) -> Option<Object<'a>> {
        let Object::Dictionary(numbers) = dictionary else {
            return None;
        };
        let (names, values) = numbers.split_at(numbers.len() / 2);
        let is_named = |number: &usize| matches!(self.object(*number), Some(Object::Text(text)) if text == name);
        let at = names.iter().position(is_named)?;
        self.object(*values.get(at)?)
    }

    fn object(&self, number: usize) -> Option<Object<'a>> {
        let from = number.checked_mul(self.offset_bytes)?;
        let offset = number_of(self.table.get(from..from.checked_add(self.offset_bytes)?)?)?;
        let (marker, rest) = self.bytes.get(offset..)?.split_first()?;
        let (mut length, mut rest) = (usize::from(marker & 15), rest);
        if length == 15 {
            // A number of its own tells the length: its size is a power of two.
            let (size, digits) = rest.split_first()?;
            let digits = digits.get(..1_usize.checked_shl(u32::from(size & 15))?)?;
            length = number_of(digits)?;
            rest = &rest[1 + digits.len()..];
        }
        Some(match marker >> 4 {
            4 => Object::Data(rest.get(..length)?),
            5 => Object::Text(String::from_utf8_lossy(rest.get(..length)?).into_owned()),
            6 => {
                let bytes = rest.get(..length.checked_mul(2)?)?;
                Object::Text(
                    encoding_rs::UTF_16BE
                        .decode_without_bom_handling(bytes)
                        .0
                        .into_owned(),
                )
            }
            13 if length <= MOST_MEMBERS => {
                let bytes = rest.get(..length.checked_mul(2 * self.reference_bytes)?)?;
                let numbers = bytes.chunks(self.reference_bytes).map(number_of);
                Object::Dictionary(numbers.collect::<Option<_>>()?)
            }
            _ => Object::Other,
        })
    }
}

/// A number of at most eight bytes, the most telling first.
fn number_of(bytes: &[u8]) -> Option<usize> {
    let number = bytes.iter().try_fold(0_u64, |number, byte| {
        Some(number.checked_mul(256)? + u64::from(*byte))
    })?;
    usize::try_from(number).ok()
}
