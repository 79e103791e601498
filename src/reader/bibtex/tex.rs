//! Text as TeX writes it, to characters: accents, signs, braces.  Other commands lose their name only.

use unicode_normalization::UnicodeNormalization as _;

/// `Jos{\'e} \& {TeX} -- na{\"\i}ve` => `José & TeX – naïve`
pub fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    let mut accent = None;
    while let Some(c) = chars.next() {
        match c {
            '{' | '}' => {}
            '~' => out.push(' '),
            '-' if chars.peek() == Some(&'-') => {
                while chars.next_if_eq(&'-').is_some() {}
                out.push('–');
            }
            '\\' => {
                let Some(command) = chars.next() else { break };
                let mark = ACCENTS.iter().find(|(name, _)| *name == command);
                let is_word = chars.peek().is_some_and(char::is_ascii_alphabetic);
                match mark {
                    // `\c{c}` and `\v c`, but `\copyright`.
                    Some((_, mark)) if !command.is_ascii_alphabetic() || !is_word => {
                        accent = Some(*mark);
                        while chars.next_if(|c| matches!(c, '{' | ' ' | '\\')).is_some() {}
                    }
                    _ if command.is_ascii_alphabetic() => {
                        let mut name = String::from(command);
                        while let Some(c) = chars.next_if(char::is_ascii_alphabetic) {
                            name.push(c);
                        }
                        chars.next_if_eq(&' ');
                        let letter = LETTERS.iter().find(|(known, _)| *known == name);
                        out.push_str(letter.map_or("", |(_, letter)| letter));
                    }
                    _ => out.push(command),
                }
                continue;
            }
            c => out.push(if c == 'ı' && accent.is_some() {
                'i'
            } else {
                c
            }),
        }
        if !matches!(c, '{' | '}') {
            out.extend(accent.take());
        }
    }
    out.nfc().collect()
}

/// Accents of TeX and the marks that combine.
const ACCENTS: &[(char, char)] = &[
    ('`', '\u{300}'),
    ('\'', '\u{301}'),
    ('^', '\u{302}'),
    ('~', '\u{303}'),
    ('=', '\u{304}'),
    ('u', '\u{306}'),
    ('.', '\u{307}'),
    ('"', '\u{308}'),
    ('r', '\u{30a}'),
    ('H', '\u{30b}'),
    ('v', '\u{30c}'),
    ('c', '\u{327}'),
    ('k', '\u{328}'),
];

/// Commands that are a letter or a sign.
const LETTERS: &[(&str, &str)] = &[
    ("ss", "ß"),
    ("ae", "æ"),
    ("AE", "Æ"),
    ("oe", "œ"),
    ("OE", "Œ"),
    ("o", "ø"),
    ("O", "Ø"),
    ("aa", "å"),
    ("AA", "Å"),
    ("l", "ł"),
    ("L", "Ł"),
    ("i", "i"),
    ("j", "j"),
    ("textendash", "–"),
    ("textemdash", "—"),
    ("textquoteright", "’"),
    ("textquoteleft", "‘"),
    ("textquotedblleft", "“"),
    ("textquotedblright", "”"),
    ("textbackslash", "\\"),
    ("ldots", "…"),
    ("dots", "…"),
];
