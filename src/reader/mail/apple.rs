//! Messages as Apple's Mail keeps them (`.emlx`): the number of their bytes on a line of its own, the
//! message, and what the program knows of it as a property list, which is no part of it.

/// Digits of the number at most.
const MOST_DIGITS: usize = 10;

/// The message alone; all bytes where they are no such file.
pub fn letter_in(bytes: &[u8]) -> &[u8] {
    let digits = bytes.iter().take_while(|b| b.is_ascii_digit()).count();
    let rest = &bytes[digits..];
    let spaces = rest.iter().take_while(|b| **b == b' ').count();
    if !(1..=MOST_DIGITS).contains(&digits) || rest.get(spaces) != Some(&b'\n') {
        return bytes;
    }
    let length = bytes[..digits]
        .iter()
        .fold(0, |number, digit| number * 10 + usize::from(digit - b'0'));
    let letter = &rest[spaces + 1..];
    &letter[..length.min(letter.len())]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_message_stands_between_its_length_and_a_list() {
        for (bytes, expected) in [
            (&b"9         \nFrom: a\n\n<?xml?>"[..], &b"From: a\n\n"[..]),
            (b"900\nFrom: a\n\n", b"From: a\n\n"),
            (b"From: a\n\n", b"From: a\n\n"),
            (b"9 of them\nFrom: a\n", b"9 of them\nFrom: a\n"),
            (b"99999999999\nFrom: a\n", b"99999999999\nFrom: a\n"),
            (b"", b""),
        ] {
            assert_eq!(letter_in(bytes), expected);
        }
    }
}
