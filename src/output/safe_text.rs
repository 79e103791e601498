//! Text of the archive made safe to show: what could command a terminal, reorder or hide text is
//! made visible.
//!
//! Whatever goes to a terminal, a log or a table passes through here; formats with escapes of their
//! own (JSON) use those instead.  Invariants: one pass, linear time and space, and doing it twice
//! changes nothing.  Right-to-left scripts, Indic scripts and emoji keep the invisible characters
//! they are written with; look-alike letters are not detected.

use std::borrow::Cow;
use std::fmt::Write;

use unicode_normalization::char::is_combining_mark;
use unicode_width::UnicodeWidthChar;

/// Marks that one letter may carry; the most that living orthographies need is five.
const MAX_MARKS: usize = 6;

/// Carries a combining mark that has no letter of its own, so that it cannot reach into what
/// stands before the text.
const DOTTED_CIRCLE: char = '\u{25CC}';

/// Makes a text safe as one line: line breaks and tabs are shown, not done.
///
/// `␛` stands for escape, `‹U+202E›` for a character without a picture, `‹+9 marks›` for the rest
/// of a stack of accents.  Soft hyphens are dropped.
pub fn safe_text(text: &str) -> Cow<'_, str> {
    neutralise(text, false)
}

/// Makes a text of several lines safe: line feeds and tabs are kept.
pub fn safe_lines(text: &str) -> Cow<'_, str> {
    neutralise(text, true)
}

/// True for a character that is never printed as it is, whatever stands beside it.
pub(super) fn is_hostile(c: char) -> bool {
    matches!(
        class(c),
        Class::Hostile | Class::Direction | Class::SoftHyphen
    )
}

/// What a character can do to the one who looks at it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    Plain,
    /// Stacks on the letter before it.
    Mark,
    /// Zero-width joiner and non-joiner: part of Persian, Indic scripts and emoji, deceptive
    /// elsewhere.
    Joiner,
    /// Direction marks: usual beside right-to-left letters, deceptive elsewhere.
    Direction,
    /// Chooses a form of the letter before it; a run of them carries hidden data.
    Selector,
    SoftHyphen,
    LineBreak,
    Hostile,
}

fn class(c: char) -> Class {
    match c {
        ' '..='~' => Class::Plain,
        '\n' | '\t' => Class::LineBreak,
        '\0'..='\u{1F}' | '\u{7F}'..='\u{9F}' => Class::Hostile,
        '\u{AD}' => Class::SoftHyphen,
        '\u{A0}'..='\u{2FF}' => Class::Plain,
        '\u{200C}' | '\u{200D}' => Class::Joiner,
        '\u{61C}' | '\u{200E}' | '\u{200F}' => Class::Direction,
        '\u{FE00}'..='\u{FE0F}'
        | '\u{E0100}'..='\u{E01EF}'
        | '\u{180B}'..='\u{180D}'
        | '\u{180F}' => Class::Selector,
        // Letters and marks that show nothing, zero-width spaces, line separators, overrides and
        // isolates, annotation and shorthand controls, musical controls, tags.
        '\u{34F}'
        | '\u{115F}'
        | '\u{1160}'
        | '\u{17B4}'
        | '\u{17B5}'
        | '\u{180E}'
        | '\u{200B}'
        | '\u{2028}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}'
        | '\u{3164}'
        | '\u{FEFF}'
        | '\u{FFA0}'
        | '\u{FDD0}'..='\u{FDEF}'
        | '\u{FFF0}'..='\u{FFFB}'
        | '\u{FFFE}'
        | '\u{FFFF}'
        | '\u{13430}'..='\u{1345F}'
        | '\u{1BCA0}'..='\u{1BCA3}'
        | '\u{1D173}'..='\u{1D17A}'
        | '\u{E0000}'..='\u{E0FFF}' => Class::Hostile,
        _ if c as u32 & 0xFFFE == 0xFFFE => Class::Hostile,
        // Vowels of decomposed Hangul are no marks, but take no room either.
        _ if is_combining_mark(c) || c.width() == Some(0) => Class::Mark,
        _ => Class::Plain,
    }
}

/// What is known of the letter that the next character may attach to.
#[derive(Default)]
struct Base {
    letter: Option<char>,
    marks: usize,
    /// Marks beyond the limit that are not yet reported.
    hidden: usize,
    has_selector: bool,
    /// The last character was a joiner or direction mark; a second one is never needed.
    is_joined: bool,
}

fn neutralise(text: &str, keeps_lines: bool) -> Cow<'_, str> {
    let is_harmless = |c: char| match class(c) {
        Class::Plain => true,
        Class::LineBreak => keeps_lines,
        _ => false,
    };
    let Some(first) = text.find(|c| !is_harmless(c)) else {
        return Cow::Borrowed(text);
    };
    let mut out = String::with_capacity(text.len() + 16);
    out.push_str(&text[..first]);
    let mut base = Base {
        letter: text[..first].chars().next_back().filter(|c| !is_break(*c)),
        ..Base::default()
    };
    let mut rest = text[first..].chars();
    while let Some(c) = rest.next() {
        let kind = class(c);
        if kind != Class::Mark && base.hidden > 0 {
            write_hidden(&mut out, base.hidden);
            base = Base::after('›');
        }
        match kind {
            Class::Plain => {
                out.push(c);
                base = Base::after(c);
            }
            Class::LineBreak if keeps_lines => {
                out.push(c);
                base = Base::default();
            }
            Class::LineBreak | Class::Hostile => {
                write_visible(&mut out, c);
                base = Base::after('›');
            }
            Class::SoftHyphen => {}
            Class::Mark => {
                if base.letter.is_none() {
                    out.push(DOTTED_CIRCLE);
                    base = Base::after(DOTTED_CIRCLE);
                }
                base.marks += 1;
                if base.marks > MAX_MARKS {
                    base.hidden += 1;
                } else {
                    out.push(c);
                }
                base.is_joined = false;
            }
            Class::Joiner | Class::Direction | Class::Selector => {
                if base.allows(kind, c, rest.as_str().chars().next()) {
                    out.push(c);
                    base.has_selector |= kind == Class::Selector;
                    base.is_joined = kind != Class::Selector;
                } else {
                    write_visible(&mut out, c);
                    base = Base::after('›');
                }
            }
        }
    }
    if base.hidden > 0 {
        write_hidden(&mut out, base.hidden);
    }
    Cow::Owned(out)
}

impl Base {
    fn after(letter: char) -> Self {
        Self {
            letter: Some(letter),
            ..Self::default()
        }
    }

    /// True when an invisible character is part of how this script is written.
    fn allows(&self, kind: Class, c: char, next: Option<char>) -> bool {
        match kind {
            Class::Joiner => !self.is_joined && self.letter.is_some_and(uses_joiners),
            Class::Direction => {
                !self.is_joined && (self.letter.is_some_and(is_rtl) || next.is_some_and(is_rtl))
            }
            Class::Selector => {
                !self.has_selector && self.letter.is_some_and(|letter| has_forms(letter, c))
            }
            _ => false,
        }
    }
}

fn is_break(c: char) -> bool {
    matches!(c, '\n' | '\t')
}

fn is_rtl(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDCF}' | '\u{FDF0}'..='\u{FDFF}'
        | '\u{FE70}'..='\u{FEFC}' | '\u{10800}'..='\u{10FFF}' | '\u{1E800}'..='\u{1EFFF}')
        && !matches!(c, '\u{61C}')
}

/// Arabic to Mongolian scripts, and emoji.
fn uses_joiners(c: char) -> bool {
    matches!(c, '\u{600}'..='\u{18AF}' | '\u{A800}'..='\u{ABFF}' | '\u{FB50}'..='\u{FDCF}'
        | '\u{FE70}'..='\u{FEFC}' | '\u{2190}'..='\u{2BFF}' | '\u{1F000}'..='\u{1FAFF}')
}

/// True when the selector can choose among forms of the letter.
fn has_forms(letter: char, selector: char) -> bool {
    let is_ideograph = matches!(letter, '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}'
        | '\u{20000}'..='\u{3FFFF}');
    match selector {
        '\u{E0100}'..='\u{E01EF}' => is_ideograph,
        '\u{180B}'..='\u{180F}' => matches!(letter, '\u{1800}'..='\u{18AF}'),
        _ => {
            is_ideograph
                || matches!(letter, '0'..='9' | '#' | '*' | '©' | '®')
                || {
                    matches!(letter, '\u{2010}'..='\u{303F}' | '\u{3297}' | '\u{3299}' | '\u{1000}'..='\u{109F}'
                | '\u{1F000}'..='\u{1FAFF}')
                        && !is_marker(letter)
                }
        }
    }
}

/// The brackets that this module itself writes.
fn is_marker(c: char) -> bool {
    matches!(c, '‹' | '›')
}

/// Writes the picture of a control character, or the number of any other.
fn write_visible(out: &mut String, c: char) {
    match c {
        '\0'..='\u{1F}' => out.push(
            char::from_u32(0x2400 + c as u32).expect("the control pictures stand in that order"),
        ),
        '\u{7F}' => out.push('\u{2421}'),
        _ => write!(out, "‹U+{:04X}›", c as u32).expect("a string takes all that is written"),
    }
}

fn write_hidden(out: &mut String, hidden: usize) {
    write!(out, "‹+{hidden} marks›").expect("a string takes all that is written");
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn hostile_characters_become_visible() {
        for (text, expected) in [
            (
                "plain text, “quoted” – naïve",
                "plain text, “quoted” – naïve",
            ),
            ("\u{1b}[31mred\u{1b}]0;title\u{7}", "␛[31mred␛]0;title␇"),
            ("csi \u{9b}31m", "csi ‹U+009B›31m"),
            ("a\r\nb\tc\u{7f}\0", "a␍␊b␉c␡␀"),
            ("user\u{202E}txt.exe", "user‹U+202E›txt.exe"),
            ("\u{2066}x\u{2069}", "‹U+2066›x‹U+2069›"),
            ("line\u{2028}sep\u{2029}", "line‹U+2028›sep‹U+2029›"),
            ("pay\u{200B}pal \u{FEFF}", "pay‹U+200B›pal ‹U+FEFF›"),
            ("hi\u{E0041}\u{E0042}", "hi‹U+E0041›‹U+E0042›"),
            ("Do\u{AD}nau", "Donau"),
            ("\u{301}a", "◌\u{301}a"),
            ("e\u{301}te\u{301}", "e\u{301}te\u{301}"),
            ("a\u{200D}b c\u{200F}d", "a‹U+200D›b c‹U+200F›d"),
            ("می\u{200C}خواهم", "می\u{200C}خواهم"),
            ("שלום\u{200F}!", "שלום\u{200F}!"),
            (
                "👩\u{200D}🚀 1\u{FE0F}\u{20E3}",
                "👩\u{200D}🚀 1\u{FE0F}\u{20E3}",
            ),
            ("a\u{FE00}\u{FE01}", "a‹U+FE00›‹U+FE01›"),
            ("각", "각"),
        ] {
            assert_eq!(safe_text(text), expected, "{text:?}");
        }
        assert_eq!(safe_lines("a\n\tb\r\u{1b}"), "a\n\tb␍␛");
    }

    #[test]
    fn harmless_text_is_not_copied() {
        assert!(matches!(safe_text("Rodríguez 東京"), Cow::Borrowed(_)));
    }

    #[test]
    fn a_stack_of_accents_is_capped() {
        let stack = format!("z{}algo", "\u{336}".repeat(1_000_000));
        let shown = safe_text(&stack);
        let kept = "\u{336}".repeat(MAX_MARKS);
        assert_eq!(shown, format!("z{kept}‹+999994 marks›algo"));
    }

    /// Strings in which the trouble is frequent.
    fn hostile_string() -> impl Strategy<Value = String> {
        let troubled = prop_oneof![
            any::<char>(),
            proptest::char::range('\0', '\u{A0}'),
            proptest::char::range('\u{300}', '\u{350}'),
            proptest::char::range('\u{200B}', '\u{206F}'),
            proptest::char::range('\u{FE00}', '\u{FE0F}'),
            proptest::sample::select(vec![
                'a', '1', 'ب', 'א', '👩', '漢', '\u{AD}', '‹', '›', '\n'
            ]),
        ];
        proptest::collection::vec(troubled, 0..40).prop_map(|chars| chars.into_iter().collect())
    }

    proptest! {
        #[test]
        fn nothing_hostile_is_left_and_twice_is_once(text in hostile_string()) {
            let shown = safe_text(&text);
            for c in shown.chars() {
                prop_assert!(!matches!(class(c), Class::Hostile | Class::LineBreak | Class::SoftHyphen));
            }
            prop_assert!(shown.len() <= text.len() * 12 + 16);
            let twice = safe_text(&shown);
            prop_assert_eq!(twice.as_ref(), shown.as_ref());
            let left = safe_lines(&text).contains(['\x1b', '\r', '\u{9b}', '\u{202E}']);
            prop_assert!(!left);
        }

        #[test]
        fn what_is_harmless_stays(text in "[ -~¡-¬®-ʯа-я一-龥\u{5d0}-\u{5ea}]{0,60}") {
            prop_assert_eq!(safe_text(&text), text.as_str());
        }
    }
}
