//! The block of a record: as many bytes as its header says, unless that is not true.

use super::find_record;
use crate::reader::Reason;
use crate::reader::container::window::Window;
use crate::reader::container::{Budget, Trouble};

/// Greatest block that is kept; larger ones are pictures and films.
const LARGEST: usize = 64 << 20;

/// The bytes of a record.
#[derive(Debug, Default)]
pub struct Block {
    pub bytes: Vec<u8>,
    pub end: End,
    /// The bytes do not have the digest that the record gives.
    pub is_falsified: bool,
    /// What is to be reported of it.
    pub damage: Option<Trouble>,
}

/// How a block ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum End {
    /// Where its header says.
    #[default]
    Whole,
    /// Before: the next record began.
    Early,
    /// Behind it: no record began where it should have.
    Late,
    /// With the file, or with undamaged data.
    Truncated,
    /// Only its first bytes are kept.
    TooLarge,
}

/// Reads the block of a record; `is_start` knows the next record by its first bytes.
pub fn read_block(
    file: &mut Window<'_>,
    length: u64,
    ahead: usize,
    first: u8,
    is_start: &dyn Fn(&[u8]) -> bool,
    budget: &Budget,
) -> Result<Block, Trouble> {
    let largest = LARGEST.min(budget.limits.member_bytes as usize);
    let mut block = Block::default();
    let mut left = length;
    while left > 0 {
        let here = match file.look(1) {
            Ok(here) => here.len(),
            Err(trouble) => {
                block.end = End::Truncated;
                block.damage = Some(trouble);
                return Ok(block);
            }
        };
        if here == 0 {
            break;
        }
        // A compressed piece that begins inside the block and is a record: the length is wrong.
        let is_piece = !block.bytes.is_empty() && file.offset() != file.position();
        if is_piece && is_start(file.look(ahead)?) {
            block.end = End::Early;
            block.damage = Some(wrong_length(length, length - left));
            return Ok(block);
        }
        let step = (here as u64)
            .min(left)
            .min(file.to_next_piece().unwrap_or(usize::MAX) as u64) as usize;
        let kept = step.min(largest - block.bytes.len());
        let here = file.look(1)?;
        block.bytes.extend_from_slice(&here[..kept]);
        file.skip(step);
        left -= step as u64;
        if kept < step {
            return pass_large(file, left, block);
        }
    }
    let is_followed = left == 0 && is_end(file, ahead, is_start)?;
    if is_followed {
        return Ok(block);
    }
    // The length is wrong, or the file ends.  A record inside the block shows that it was too long.
    if let Some(at) = inner_record(&block.bytes, first, is_start) {
        file.give_back(block.bytes.split_off(at));
        block.end = End::Early;
        block.damage = Some(wrong_length(length, at as u64));
    } else if left > 0 {
        block.end = End::Truncated;
        let detail = format!("the file ends {left} bytes before the record does");
        block.damage = Some(Trouble::new(Reason::Truncated, detail).going_on());
    } else {
        extend(file, ahead, first, is_start, largest, &mut block)?;
    }
    Ok(block)
}

fn wrong_length(said: u64, is: u64) -> Trouble {
    let detail = format!("the record says that it has {said} bytes, and has {is}");
    Trouble::new(Reason::Damaged, detail).going_on()
}

/// Whether a record, blank lines before it, or nothing stands here.
fn is_end(
    file: &mut Window<'_>,
    ahead: usize,
    is_start: &dyn Fn(&[u8]) -> bool,
) -> Result<bool, Trouble> {
    let here = match file.look(ahead + 8) {
        Ok(here) => here,
        // Damage behind the block is the next record's.
        Err(trouble) if trouble.goes_on => {
            file.put_off(trouble);
            return Ok(true);
        }
        Err(trouble) => return Err(trouble),
    };
    let blanks = here
        .iter()
        .take_while(|b| matches!(b, b'\r' | b'\n'))
        .count();
    Ok(here.len() == blanks || is_start(&here[blanks..]))
}

/// Place of a record within the bytes.
fn inner_record(bytes: &[u8], first: u8, is_start: &dyn Fn(&[u8]) -> bool) -> Option<usize> {
    let is_line = |at: &usize| *at > 0 && bytes[at - 1] == b'\n';
    memchr::memchr_iter(first, bytes)
        .filter(is_line)
        .find(|at| is_start(&bytes[*at..]) && super::looks_like_record(&bytes[*at..]))
}

/// Goes on to the next record; what is before it belongs to this one.
fn extend(
    file: &mut Window<'_>,
    ahead: usize,
    first: u8,
    is_start: &dyn Fn(&[u8]) -> bool,
    largest: usize,
    block: &mut Block,
) -> Result<(), Trouble> {
    let said = block.bytes.len() as u64;
    file.hold();
    let from = file.position();
    let found = find_record(file, first, ahead, is_start);
    let more = file.position() - from;
    if file.go_back() {
        let more = more.min((largest - block.bytes.len()) as u64) as usize;
        let here = file.look(more)?;
        block.bytes.extend_from_slice(&here[..more.min(here.len())]);
        file.skip(more);
        while block.bytes.ends_with(b"\n") || block.bytes.ends_with(b"\r") {
            block.bytes.pop();
        }
    }
    block.end = End::Late;
    block.damage = Some(wrong_length(said, said + more));
    if let Err(trouble) = found {
        file.put_off(trouble);
    }
    Ok(())
}

/// Passes the rest of a block that is too large to be kept.
fn pass_large(file: &mut Window<'_>, left: u64, mut block: Block) -> Result<Block, Trouble> {
    block.end = End::TooLarge;
    match file.pass(left) {
        Ok(passed) if passed == left => {}
        Ok(passed) => {
            let detail = format!(
                "the file ends {} bytes before the record does",
                left - passed
            );
            block.damage = Some(Trouble::new(Reason::Truncated, detail).going_on());
        }
        Err(trouble) => block.damage = Some(trouble),
    }
    Ok(block)
}
