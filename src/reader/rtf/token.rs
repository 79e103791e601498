//! The tokens of RTF (Rich Text Format Specification 1.9.1).
//!
//! Written here since `rtf-parser` and its fork refuse a file whose end is missing or that has one
//! bad escape, and give deleted text as text; `rtf-parser` reads no Chinese code page either.
//! Invariant: linear time; every byte is in one token or, being a line end, in none.

/// One piece of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Token<'a> {
    /// `{`
    Open,
    /// `}`
    Close,
    /// `\par`, `\fs24`: the name without its backslash, and its number.
    Word(&'a [u8], Option<i32>),
    /// `\~`, `\*`
    Symbol(u8),
    /// `\'e9`
    Byte(u8),
    /// Bytes of text without line ends.
    Text(&'a [u8]),
    /// `\bin`: so many bytes were announced, so many passed over.
    Binary { announced: usize, passed: usize },
}

/// Letters of a control word at most.
const MAX_WORD: usize = 32;

/// Goes through the tokens of a file.
pub struct Tokens<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Tokens<'a> {
    pub fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    fn rest(&self) -> &'a [u8] {
        self.bytes.get(self.at..).unwrap_or_default()
    }

    /// The length of what all these bytes have in common, from here.
    fn run(&self, limit: usize, is_of_it: impl Fn(u8) -> bool) -> usize {
        let run = self.rest().iter().take(limit);
        run.take_while(|byte| is_of_it(**byte)).count()
    }

    fn take(&mut self, length: usize) -> &'a [u8] {
        let rest = self.rest();
        let taken = &rest[..length.min(rest.len())];
        self.at += taken.len();
        taken
    }

    /// What stands behind a backslash; None: an escape that is none.
    fn control(&mut self) -> Option<Token<'a>> {
        match self.rest().first().copied() {
            None => None,
            Some(b'\'') => {
                self.at += 1;
                let byte = hex(self.rest())?;
                self.at += 2;
                Some(Token::Byte(byte))
            }
            // A backslash before a line end is the end of a paragraph.
            Some(b'\r' | b'\n') => {
                self.at += 1;
                Some(Token::Word(b"par", None))
            }
            Some(byte) if byte.is_ascii_alphabetic() => Some(self.word()),
            Some(symbol) => {
                self.at += 1;
                Some(Token::Symbol(symbol))
            }
        }
    }

    fn word(&mut self) -> Token<'a> {
        let length = self.run(MAX_WORD, |byte| byte.is_ascii_alphabetic());
        let name = self.take(length);
        let sign = usize::from(self.rest().first() == Some(&b'-'));
        let digits = self
            .rest()
            .iter()
            .skip(sign)
            .take_while(|byte| byte.is_ascii_digit())
            .count();
        let mut number = None;
        if digits > 0 {
            let written = self.take(sign + digits);
            number = Some(read_number(written));
        }
        if self.rest().first() == Some(&b' ') {
            self.at += 1;
        }
        if name == b"bin" {
            let announced = usize::try_from(number.unwrap_or(0)).unwrap_or(0);
            let passed = self.take(announced).len();
            return Token::Binary { announced, passed };
        }
        Token::Word(name, number)
    }
}

/// A number of any length, cut to what fits.
fn read_number(written: &[u8]) -> i32 {
    let (sign, digits) = match written.strip_prefix(b"-") {
        Some(digits) => (-1, digits),
        None => (1, written),
    };
    let value = digits.iter().fold(0_i32, |value, digit| {
        let digit = i32::from(digit.saturating_sub(b'0'));
        value.saturating_mul(10).saturating_add(digit)
    });
    value.saturating_mul(sign)
}

fn hex(bytes: &[u8]) -> Option<u8> {
    let digit = |at: usize| char::from(*bytes.get(at)?).to_digit(16);
    u8::try_from(digit(0)? * 16 + digit(1)?).ok()
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            match self.rest().first().copied()? {
                b'{' => {
                    self.at += 1;
                    return Some(Token::Open);
                }
                b'}' => {
                    self.at += 1;
                    return Some(Token::Close);
                }
                b'\\' => {
                    self.at += 1;
                    if let Some(token) = self.control() {
                        return Some(token);
                    }
                }
                b'\r' | b'\n' | 0 => self.at += 1,
                _ => {
                    let is_text = |byte| !matches!(byte, b'{' | b'}' | b'\\' | b'\r' | b'\n' | 0);
                    let length = self.run(usize::MAX, is_text);
                    return Some(Token::Text(self.take(length)));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_of_every_kind_and_of_broken_files() {
        use Token::{Byte, Close, Open, Symbol, Text, Word};
        let cases: &[(&[u8], &[Token<'_>])] = &[
            (
                b"{\\rtf1 a\r\nb}",
                &[Open, Word(b"rtf", Some(1)), Text(b"a"), Text(b"b"), Close],
            ),
            (
                b"\\li-720\\par  x",
                &[Word(b"li", Some(-720)), Word(b"par", None), Text(b" x")],
            ),
            (b"\\'e9\\'zz\\~", &[Byte(0xe9), Text(b"zz"), Symbol(b'~')]),
            (b"a\\\nb\\", &[Text(b"a"), Word(b"par", None), Text(b"b")]),
            (
                b"\\bin3 {}\\x",
                &[
                    Token::Binary {
                        announced: 3,
                        passed: 3,
                    },
                    Text(b"x"),
                ],
            ),
            (
                b"\\bin99999999999 ab",
                &[Token::Binary {
                    announced: i32::MAX as usize,
                    passed: 2,
                }],
            ),
            (b"\\b-x", &[Word(b"b", None), Text(b"-x")]),
            (b"\\'", &[]),
            (b"\\u-10179?", &[Word(b"u", Some(-10179)), Text(b"?")]),
        ];
        for (bytes, tokens) in cases {
            let found: Vec<Token<'_>> = Tokens::new(bytes).collect();
            assert_eq!(found, *tokens, "{}", String::from_utf8_lossy(bytes));
        }
    }
}
