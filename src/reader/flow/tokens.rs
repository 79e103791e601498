//! Words and punctuation marks that a linguistic corpus has as elements: where a space belongs.
//!
//! TEI P5 17.1.2: `join` says which side of a token has none.  Corpora without it either keep the
//! spaces of the text between the tokens, or put every token on a line of its own.

use super::super::references::decode_references;
use super::super::xml::Element;

/// Where the spaces between tokens come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spacing {
    /// They stand in the file.
    AsWritten,
    /// `join` says where there is none.
    Joined,
    /// Nothing says so, and the kind of mark decides.
    ByMark,
}

/// Of a hundred borders between tokens so many are of the rarer kind where both kinds are meant.
const LEAST_SHARE: usize = 2;

impl Spacing {
    /// Looks at the tokens of a text.
    pub fn of(text: Element<'_, '_>) -> Self {
        let (mut touching, mut apart) = (0usize, 0usize);
        let mut end = None;
        for element in text.descendants() {
            let is_token = element.is("w") || element.is("pc");
            // `<c> </c>` and `<w>The </w>` are spaces of the text.
            let is_space = (is_token || element.is("c"))
                && element.children().next().is_none()
                && element.inner().ends_with(char::is_whitespace);
            if is_space {
                return Self::AsWritten;
            }
            if !is_token {
                continue;
            }
            if element.attribute("join").is_some() {
                return Self::Joined;
            }
            let span = element.span();
            if let Some(end) = end.replace(span.end).filter(|end| *end <= span.start) {
                let between = text.source(crate::article::Span::new(end, span.start));
                touching += usize::from(between.is_empty());
                apart += usize::from(!between.is_empty() && between.trim().is_empty());
            }
        }
        let all = touching + apart;
        let is_mixed = touching.min(apart) * 100 >= all * LEAST_SHARE;
        if all == 0 || (is_mixed && touching.min(apart) > 0) {
            Self::AsWritten
        } else {
            Self::ByMark
        }
    }
}

/// Quotation marks that are open: `"`, and `„` which `“` closes.
#[derive(Debug, Default)]
pub struct Quotes {
    is_straight_open: bool,
    is_low_open: bool,
}

/// The sides of a token that have no space.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Sides {
    pub left: bool,
    pub right: bool,
}

/// What a token wants.
pub fn sides(
    token: Element<'_, '_>,
    is_sign: bool,
    spacing: Spacing,
    quotes: &mut Quotes,
) -> Sides {
    let is_later_part = token
        .attribute("part")
        .is_some_and(|part| part == "M" || part == "F");
    let mut sides = match spacing {
        Spacing::Joined => {
            let join = token.attribute("join").unwrap_or_default();
            Sides {
                left: join == "left" || join == "both",
                right: join == "right" || join == "both",
            }
        }
        _ => by_mark(
            decode_references(token.inner().trim()).trim(),
            is_sign,
            quotes,
        ),
    };
    sides.left |= is_later_part;
    sides
}

fn by_mark(text: &str, is_sign: bool, quotes: &mut Quotes) -> Sides {
    let left = Sides {
        left: true,
        right: false,
    };
    let right = Sides {
        left: false,
        right: true,
    };
    let sided = |is_closing: bool| if is_closing { left } else { right };
    let Some(first) = text.chars().next() else {
        return Sides::default();
    };
    match first {
        '"' => {
            quotes.is_straight_open = !quotes.is_straight_open;
            sided(!quotes.is_straight_open)
        }
        '„' => {
            quotes.is_low_open = true;
            right
        }
        '“' => sided(std::mem::take(&mut quotes.is_low_open)),
        '(' | '[' | '{' | '«' | '‘' | '¿' | '¡' | '‹' | '「' | '『' => right,
        '.' | ',' | ';' | ':' | '!' | '?' | ')' | ']' | '}' | '»' | '”' | '›' | '…' | '%'
        | '。' | '，' | '、' | '」' | '』'
            if is_sign =>
        {
            left
        }
        // "'s", "’ll"; as a mark of its own it closes more often than not.
        '’' | '\'' => left,
        // "L'", "dell’"
        _ if text.ends_with(['\'', '’']) => right,
        _ if text.eq_ignore_ascii_case("n't") || text.eq_ignore_ascii_case("n’t") => left,
        _ => Sides::default(),
    }
}
