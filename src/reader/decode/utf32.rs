//! UTF-32, which encoding_rs leaves out because the web does.

use std::borrow::Cow;

use super::Decoded;

/// Which byte of a unit comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    Little,
    Big,
}

/// The byte order by the mark, and the bytes after it.
pub fn strip_mark(bytes: &[u8]) -> Option<(Order, &[u8])> {
    if let Some(rest) = bytes.strip_prefix(&[0xff, 0xfe, 0, 0]) {
        // UTF-16 that begins with U+0000 looks the same; no text does.
        return Some((Order::Little, rest));
    }
    let rest = bytes.strip_prefix(&[0, 0, 0xfe, 0xff])?;
    Some((Order::Big, rest))
}

/// The byte order when every unit of the beginning is a character.
pub fn order_by_nuls(bytes: &[u8]) -> Option<Order> {
    if bytes.len() < 8 || !bytes[..4].contains(&0) {
        return None;
    }
    let sample = &bytes[..bytes.len().min(4096) & !3];
    [Order::Little, Order::Big].into_iter().find(|order| {
        sample
            .chunks_exact(4)
            .all(|unit| character(unit, *order).is_some_and(|c| c != '\0' || unit.len() < 4))
    })
}

pub fn decode(bytes: &[u8], order: Order, how: &str) -> Decoded<'static> {
    let mut text = String::with_capacity(bytes.len() / 3);
    let mut replaced = 0;
    let units = bytes.chunks_exact(4);
    let rest = units.remainder().len();
    for unit in units {
        match character(unit, order) {
            Some(c) => text.push(c),
            None => {
                text.push('\u{fffd}');
                replaced += 1;
            }
        }
    }
    if rest > 0 {
        text.push('\u{fffd}');
        replaced += 1;
    }
    let label = match order {
        Order::Little => "utf-32le",
        Order::Big => "utf-32be",
    };
    Decoded {
        text: Cow::Owned(text),
        encoding: format!("{label} ({how})"),
        replaced,
        notes: Vec::new(),
    }
}

fn character(unit: &[u8], order: Order) -> Option<char> {
    let unit: [u8; 4] = unit.try_into().ok()?;
    char::from_u32(match order {
        Order::Little => u32::from_le_bytes(unit),
        Order::Big => u32::from_be_bytes(unit),
    })
}
