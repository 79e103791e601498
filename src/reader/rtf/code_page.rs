//! Code pages of RTF, by the number of a document or of a font.

use encoding_rs::Encoding;

use crate::reader::decode::dos;

/// How bytes of text are to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CodePage {
    Web(&'static Encoding),
    /// Of the first PC: 437 or 850.
    Dos(&'static str),
    /// Signs that are no letters; bullets are known.
    Signs,
}

/// What `\fcharset` numbers mean (LOGFONT, `lfCharSet`).
const CHARSETS: &[(i32, i32)] = &[
    (0, 1252),
    (77, 10000),
    (78, 932),
    (79, 949),
    (80, 936),
    (81, 950),
    (83, 1255),
    (84, 1256),
    (85, 1253),
    (86, 1254),
    (87, 874),
    (88, 1250),
    (89, 1251),
    (128, 932),
    (129, 949),
    (130, 949),
    (134, 936),
    (136, 950),
    (161, 1253),
    (162, 1254),
    (163, 1258),
    (177, 1255),
    (178, 1256),
    (186, 1257),
    (204, 1251),
    (222, 874),
    (238, 1250),
    (254, 437),
    (255, 850),
];

/// Labels of the WHATWG standard for numbers that are none.
const PAGES: &[(i32, &str)] = &[
    (708, "iso-8859-6"),
    (866, "ibm866"),
    (874, "windows-874"),
    (932, "shift_jis"),
    (936, "gbk"),
    (949, "euc-kr"),
    (950, "big5"),
    (1361, "euc-kr"),
    (10000, "macintosh"),
    (10007, "x-mac-cyrillic"),
    (20866, "koi8-r"),
    (21866, "koi8-u"),
    (51932, "euc-jp"),
    (54936, "gb18030"),
    (65001, "utf-8"),
];

impl CodePage {
    /// Western Windows, which is what a file has that says nothing.
    pub const WESTERN: Self = Self::Web(encoding_rs::WINDOWS_1252);
    pub const MACINTOSH: Self = Self::Web(encoding_rs::MACINTOSH);

    /// The code page of this number; None if it is not known.
    pub fn of_number(number: i32) -> Option<Self> {
        if let Some(page) = dos::page(number) {
            return Some(Self::Dos(page));
        }
        let known = PAGES.iter().find(|(page, _)| *page == number);
        let label = match (known, number) {
            (Some((_, label)), _) => (*label).to_owned(),
            (None, 1250..=1258) => format!("windows-{number}"),
            (None, 28591..=28605) => format!("iso-8859-{}", number - 28590),
            _ => return None,
        };
        Encoding::for_label(label.as_bytes()).map(Self::Web)
    }

    /// The code page of a font's charset; None: that of the document.
    pub fn of_charset(charset: i32) -> Option<Self> {
        if charset == 2 {
            return Some(Self::Signs);
        }
        let page = CHARSETS.iter().find(|(known, _)| *known == charset)?.1;
        Self::of_number(page)
    }

    pub fn name(self) -> String {
        match self {
            Self::Web(encoding) => encoding.name().to_ascii_lowercase(),
            Self::Dos(_) => "dos".to_owned(),
            Self::Signs => "symbol".to_owned(),
        }
    }

    /// Decodes into a text.  Programs that know no better write UTF-8 as it is: `is_raw` tells that
    /// none of the bytes was escaped.
    pub fn decode(self, bytes: &[u8], is_raw: bool, out: &mut String) {
        if bytes.is_ascii() && self != Self::Signs {
            out.push_str(std::str::from_utf8(bytes).unwrap_or_default());
            return;
        }
        if is_raw && let Ok(text) = std::str::from_utf8(bytes) {
            out.push_str(text);
            return;
        }
        match self {
            Self::Web(encoding) => out.push_str(&encoding.decode_without_bom_handling(bytes).0),
            Self::Dos(upper) => out.extend(bytes.iter().map(|byte| dos::letter(upper, *byte))),
            Self::Signs => out.extend(bytes.iter().filter_map(|byte| sign(*byte))),
        }
    }
}

/// A byte in a font of signs (Symbol, Wingdings).
pub fn sign(byte: u8) -> Option<char> {
    match byte {
        b' ' => Some(' '),
        0x9f | 0xa7 | 0xa8 | 0xb7 => Some('•'),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(page: Option<CodePage>, bytes: &[u8], expected: &str) {
        let mut out = String::new();
        page.expect("it is known").decode(bytes, false, &mut out);
        assert_eq!(out, expected);
    }

    #[test]
    fn bytes_are_read_in_the_code_page_of_their_font() {
        check(CodePage::of_number(1252), b"caf\xe9 \x93", "café “");
        check(CodePage::of_number(1251), b"\xcf\xe0\xf0", "Пар");
        check(CodePage::of_charset(238), b"\xb3\xf3d\x9f", "łódź");
        check(CodePage::of_charset(134), b"\xd6\xd0\xb9\xfa", "中国");
        check(CodePage::of_charset(128), b"\x93\xfa\x96{", "日本");
        check(CodePage::of_charset(77), b"caf\x8e", "café");
        check(CodePage::of_number(437), b"caf\x82", "café");
        check(CodePage::of_number(850), b"\xb5\xd5", "Áı");
        check(CodePage::of_number(28592), b"\xb3", "ł");
        check(CodePage::of_charset(2), b"\xb7 \xe1", "• ");
        assert_eq!(CodePage::of_number(-5), None);
        assert_eq!(CodePage::of_charset(1), None);
        let mut out = String::new();
        CodePage::WESTERN.decode("é".as_bytes(), true, &mut out);
        assert_eq!(out, "é");
    }
}
