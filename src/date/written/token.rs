//! Cuts a text into the few kinds of piece that a written date is made of, in one pass.
//!
//! Characters without width are dropped, numeric character references are read (`&#x3A;` is a
//! colon, `&#5;` a control), and digits of other scripts become numbers. Letters and digits are cut
//! apart even where they are written together, so a token knows whether it is glued to the last one.

use crate::date::words::{self, Word};

#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Token {
    pub kind: Kind,
    pub start: usize,
    pub end: usize,
    /// No space stands before it.
    pub glued: bool,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Kind {
    Number(Number),
    /// A run of letters; `word` is none unless it means something in dates.
    Word {
        word: Option<Word>,
        capital: bool,
    },
    Mark(char),
    /// A control character, as old wire copy has them.
    Control,
    /// The end of a line, or of the text.
    LineEnd,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Number {
    /// Saturates: a number of more than eighteen digits is no part of a date.
    pub value: u64,
    pub digits: u32,
    /// Written with Persian digits, which come with another calendar.
    pub persian: bool,
    /// Written with the digits of India and Nepal.
    pub devanagari: bool,
}

/// Returns the tokens of `text`, closed by one [`Kind::LineEnd`].
pub(super) fn tokenise(text: &str) -> Vec<Token> {
    let mut tokens = Vec::with_capacity(text.len() / 4 + 1);
    let mut glued = false;
    let mut at = 0;
    while let Some((c, length)) = next_char(text, at) {
        let end = at + length;
        let kind = match c {
            '\n' | '\r' | '\u{2028}' | '\u{2029}' => Kind::LineEnd,
            c if c.is_whitespace() => {
                glued = false;
                at = end;
                continue;
            }
            c if is_invisible(c) => {
                at = end;
                continue;
            }
            c if c.is_control() => Kind::Control,
            c if digit(c).is_some() => {
                let (number, end) = read_number(text, at);
                tokens.push(Token {
                    kind: Kind::Number(number),
                    start: at,
                    end,
                    glued,
                });
                (glued, at) = (true, end);
                continue;
            }
            '年' | '月' | '日' | '時' | '时' | '分' | '년' | '월' | '일' => Kind::Mark(c),
            c if c.is_alphabetic() => {
                let end = end_of_name(text, at, end_of_word(text, at));
                let word = words::look_up(&text[at..end]);
                let kind = Kind::Word {
                    word,
                    capital: c.is_uppercase(),
                };
                tokens.push(Token {
                    kind,
                    start: at,
                    end,
                    glued,
                });
                (glued, at) = (true, end);
                continue;
            }
            '‐' | '‑' | '–' | '−' => Kind::Mark('-'),
            '，' | '、' | '،' => Kind::Mark(','),
            '：' => Kind::Mark(':'),
            '／' => Kind::Mark('/'),
            c => Kind::Mark(c),
        };
        tokens.push(Token {
            kind,
            start: at,
            end,
            glued,
        });
        glued = kind != Kind::LineEnd;
        at = end;
    }
    tokens.push(Token {
        kind: Kind::LineEnd,
        start: text.len(),
        end: text.len(),
        glued: false,
    });
    tokens
}

/// Returns the character at `at`, with the bytes that it takes in the text.
fn next_char(text: &str, at: usize) -> Option<(char, usize)> {
    let c = text[at..].chars().next()?;
    if c == '&'
        && let Some((referred, length)) = character_reference(&text.as_bytes()[at..])
    {
        return Some((referred, length));
    }
    Some((c, c.len_utf8()))
}

/// Reads `&#58;`, `&#x3A;` or `&nbsp;`; digits and letters are left to the decoder of the format.
fn character_reference(bytes: &[u8]) -> Option<(char, usize)> {
    if bytes.starts_with(b"&nbsp;") {
        return Some(('\u{a0}', 6));
    }
    let end = bytes.iter().take(10).position(|byte| *byte == b';')?;
    let body = std::str::from_utf8(bytes.get(..end)?.strip_prefix(b"&#")?).ok()?;
    let code = match body.strip_prefix(['x', 'X']) {
        Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16).ok()?,
        None => body.parse().ok()?,
    };
    let c = char::from_u32(code)?;
    (!c.is_alphanumeric()).then_some((c, end + 1))
}

fn read_number(text: &str, start: usize) -> (Number, usize) {
    let mut number = Number {
        value: 0,
        digits: 0,
        persian: false,
        devanagari: false,
    };
    let mut end = start;
    for c in text[start..].chars() {
        let Some(value) = digit(c) else { break };
        number.value = number
            .value
            .saturating_mul(10)
            .saturating_add(u64::from(value));
        number.digits += 1;
        number.persian |= ('\u{6f0}'..='\u{6f9}').contains(&c);
        number.devanagari |= ('\u{966}'..='\u{96f}').contains(&c);
        end += c.len_utf8();
    }
    (number, end)
}

fn end_of_word(text: &str, start: usize) -> usize {
    let rest = &text[start..];
    let is_in_word = |c: char| {
        (c.is_alphabetic() && !('\u{3000}'..='\u{9fff}').contains(&c))
            || unicode_normalization::char::is_combining_mark(c)
            || matches!(c, '\u{200c}' | '\u{200d}')
    };
    let first = rest.chars().next().map_or(0, char::len_utf8);
    start
        + first
        + rest[first..]
            .find(|c| !is_in_word(c))
            .unwrap_or(rest.len() - first)
}

/// What else belongs to the name that begins with a word: `كانون الثاني`, `سه شنبه`, `tháng 1`, `ม.ค.`.
fn end_of_name(text: &str, start: usize, end: usize) -> usize {
    let (word, rest) = (&text[start..end], &text[end..]);
    let name = match word {
        "كانون" | "تشرين" => [" الثاني", " الأول", " الاول"]
            .into_iter()
            .find(|second| rest.starts_with(second))
            .map(|second| end + second.len()),
        "یک" | "دو" | "سه" | "چهار" | "پنج" => {
            rest.starts_with(" شنبه").then_some(end + " شنبه".len())
        }
        _ if word.starts_with(['t', 'T']) && rest.starts_with(' ') => {
            let (number, at) = read_number(text, end + 1);
            let is_month = matches!(number.digits, 1 | 2)
                && word.len() <= LONGEST_MONTH
                && matches!(words::fold(word).as_str(), "thang" | "thg");
            is_month.then_some(at)
        }
        _ if rest.starts_with('.') && word.starts_with(is_thai_or_lao) => {
            Some(end_of_word(text, end + 1)).filter(|at| at - start <= LONGEST_SHORT)
        }
        _ => None,
    };
    name.filter(|&end| words::look_up(&text[start..end]).is_some())
        .unwrap_or(end)
}

/// The bytes of `tháng` with its accent apart, and of `มิ.ย`.
const LONGEST_MONTH: usize = 7;
const LONGEST_SHORT: usize = 16;

fn is_thai_or_lao(c: char) -> bool {
    ('\u{e00}'..='\u{eff}').contains(&c)
}

/// The noughts of other scripts: Arabic, Persian, Devanagari, Bengali, Gurmukhi, Gujarati, Odia,
/// Tamil, Telugu, Kannada, Malayalam, Thai, Lao, Burmese, Khmer, full width.
const ZEROS: [u32; 16] = [
    0x660, 0x6f0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xe50, 0xed0,
    0x1040, 0x17e0, 0xff10,
];

/// The value of a decimal digit of any of these scripts.
pub fn digit(c: char) -> Option<u32> {
    match c {
        '0'..='9' => Some(c as u32 - '0' as u32),
        c if c.is_ascii() => None,
        c => ZEROS
            .into_iter()
            .find_map(|zero| (c as u32).checked_sub(zero).filter(|value| *value < 10)),
    }
}

/// Whether a text has a digit of any script.
pub fn has_digit(text: &str) -> bool {
    text.bytes().any(|byte| byte.is_ascii_digit())
        || (!text.is_ascii() && text.chars().any(|c| digit(c).is_some()))
}

fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}'
        | '\u{2066}'..='\u{2069}' | '\u{feff}')
}
