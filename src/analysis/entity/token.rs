//! Cuts a text into the tokens that the tagger labels: words, numbers and punctuation.
//!
//! The shared splitter of `crate::text` cannot serve here: it drops punctuation, which is evidence
//! (`Name (ABC)`, `X, Y`), and cuts `U.S.` and `AT&T` into letters.  A token never crosses white
//! space, hyphens between letters are tokens of their own, a possessive `'s` is cut off, and a full
//! stop stays with initials and abbreviations.  Invariants: tokens are ordered, do not overlap, lie
//! on character borders; linear time; no token is longer than `MAX_TOKEN_BYTES`.

/// Longer runs are cut here, so that hostile text cannot fill the caches.
pub const MAX_TOKEN_BYTES: usize = 96;

/// Sentences are cut here; the search for the best labels needs memory for each token.
const MAX_SENTENCE_TOKENS: usize = 160;

/// One token; the offsets are bytes of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    pub start: u32,
    pub end: u32,
    /// A sentence starts here.
    pub starts_sentence: bool,
}

impl Token {
    pub fn text<'t>(&self, text: &'t str) -> &'t str {
        &text[self.start as usize..self.end as usize]
    }
}

/// Words that keep their full stop; lower case, without it.
const ABBREVIATIONS: &[&str] = &[
    "adm", "ala", "apr", "ariz", "ark", "assn", "asst", "atty", "aug", "ave", "blvd", "brig",
    "bros", "calif", "capt", "cmdr", "co", "col", "colo", "comdr", "conn", "corp", "cpl", "dec",
    "del", "dept", "det", "dist", "dr", "drs", "e.g", "esq", "etc", "feb", "fla", "fr", "ft", "ga",
    "gen", "gov", "govs", "hon", "i.e", "ill", "inc", "ind", "insp", "intl", "jan", "jr", "jul",
    "jun", "kan", "ky", "la", "lt", "ltd", "maj", "mar", "mass", "md", "messrs", "mich", "minn",
    "miss", "mo", "mont", "mr", "mrs", "ms", "mt", "neb", "nev", "no", "nov", "oct", "okla", "ore",
    "pa", "pres", "prof", "rd", "rep", "reps", "ret", "rev", "sen", "sens", "sep", "sept", "sgt",
    "sr", "st", "supt", "tenn", "tex", "univ", "va", "vs", "vt", "wash", "wis", "wyo",
];

/// Cuts a text; the tokens replace what was in `out`.
pub fn tokenise(text: &str, out: &mut Vec<Token>) {
    out.clear();
    // Offsets are 32 bits wide; what lies beyond 4 GB is not looked at.
    let text = &text[..floor_char_boundary(text, u32::MAX as usize)];
    let mut cutter = Cutter {
        text,
        bytes: text.as_bytes(),
        out,
        sentence_tokens: 0,
        ended: true,
        after_address: false,
        line_start: 0,
    };
    cutter.run();
}

struct Cutter<'t, 'o> {
    text: &'t str,
    bytes: &'t [u8],
    out: &'o mut Vec<Token>,
    sentence_tokens: usize,
    /// The next token that may start a sentence does.
    ended: bool,
    after_address: bool,
    line_start: usize,
}

impl Cutter<'_, '_> {
    fn run(&mut self) {
        let mut at = 0;
        let mut hard_break = true;
        while at < self.bytes.len() {
            let byte = self.bytes[at];
            if byte == b' ' {
                at += 1;
                continue;
            }
            let c = self.char_at(at);
            if c.is_whitespace() {
                match c {
                    '\n' => {
                        hard_break |= self.is_hard_break(at);
                        self.line_start = at + 1;
                    }
                    // No name goes from one cell of a table to the next.
                    '\t' => hard_break = true,
                    _ => {}
                }
                at += c.len_utf8();
                continue;
            }
            let end = self.token_end(at, c);
            self.push(at, end, c, std::mem::take(&mut hard_break));
            at = end;
        }
    }

    /// A blank line, or a line that was not wrapped: it ended a sentence, is a row of a table, or is
    /// too short or too long for the wrapped lines of wire copy.
    fn is_hard_break(&self, newline: usize) -> bool {
        let rest = &self.bytes[newline + 1..];
        if rest
            .iter()
            .find(|b| !matches!(b, b' ' | b'\t' | b'\r'))
            .is_none_or(|b| *b == b'\n')
        {
            return true;
        }
        let line = &self.bytes[self.line_start..newline];
        self.ended || !(50..=120).contains(&line.len()) || line.contains(&b'\t')
    }

    fn push(&mut self, start: usize, end: usize, first: char, hard_break: bool) {
        let token = &self.text[start..end];
        let touches = self.out.last().is_some_and(|t| t.end as usize == start);
        let opens = first.is_uppercase()
            || first.is_numeric()
            || (matches!(first, '"' | '“' | '‘' | '(' | '«' | '`') && !touches);
        let may_start = std::mem::take(&mut self.after_address) || self.ended;
        let starts_sentence =
            hard_break || (may_start && opens) || self.sentence_tokens >= MAX_SENTENCE_TOKENS;
        if starts_sentence {
            self.sentence_tokens = 0;
        }
        self.sentence_tokens += 1;
        // An address is furniture and stands alone.
        let is_address = end - start > 10 && self.is_address(start);
        let closes = matches!(token, "\"" | "”" | "’" | "'" | "''" | ")" | "»");
        self.ended = matches!(token, "." | "!" | "?") || (self.ended && closes && !starts_sentence);
        self.after_address = is_address;
        self.out.push(Token {
            start: start as u32,
            end: end as u32,
            starts_sentence,
        });
    }

    fn token_end(&self, start: usize, first: char) -> usize {
        if first.is_alphanumeric() {
            if self.is_address(start) {
                return self.address_end(start);
            }
            return self.word_end(start);
        }
        let next = start + first.len_utf8();
        match first {
            // The possessive, when it follows a word directly; else an opening quote.
            '\'' | '’' if self.possessive_end(start).is_some() => {
                self.possessive_end(start).unwrap_or(next)
            }
            '@' | '#' if self.is_word_at(next) => self.word_end(next),
            '.' | '-' | '*' | '_' | '=' | '`' | '\'' | '~' | '#' | '+' | '/' | '…' => {
                self.run_end(start, first)
            }
            _ => next,
        }
    }

    fn run_end(&self, start: usize, c: char) -> usize {
        let mut end = start;
        while end < self.bytes.len() && end - start < MAX_TOKEN_BYTES - 4 && self.char_at(end) == c
        {
            end += c.len_utf8();
        }
        end
    }

    /// End of `'s` when it stands between a word and something that is none.
    fn possessive_end(&self, at: usize) -> Option<usize> {
        let before = self.text[..at].chars().next_back()?;
        let mut rest = self.text[at..].chars();
        let apostrophe = rest.next()?;
        let letter = rest.next()?;
        let is_possessive = (before.is_alphanumeric() || before == '.')
            && matches!(apostrophe, '\'' | '’')
            && matches!(letter, 's' | 'S')
            && rest.next().is_none_or(|c| !c.is_alphanumeric());
        is_possessive.then(|| at + apostrophe.len_utf8() + 1)
    }

    fn word_end(&self, start: usize) -> usize {
        let mut end = start;
        let mut has_inner_stop = false;
        while end < self.bytes.len() && end - start < MAX_TOKEN_BYTES - 8 {
            let c = self.char_at(end);
            if is_word_char(c) {
                end += c.len_utf8();
                continue;
            }
            let next = end + c.len_utf8();
            if !self.is_word_at(next) {
                break;
            }
            let before = self.text[start..end].chars().next_back().unwrap_or(' ');
            let after = self.char_at(next);
            let joins = match c {
                '\'' | '’' => self.possessive_end(end).is_none(),
                '.' => self.stop_joins(start, end, before, after),
                ',' | ':' => before.is_ascii_digit() && after.is_ascii_digit(),
                '&' => before.is_uppercase() && after.is_uppercase(),
                '-' | '‑' => before.is_numeric() != after.is_numeric(),
                '_' | '@' => true,
                _ => false,
            };
            if !joins {
                break;
            }
            has_inner_stop |= c == '.' && before.is_alphabetic();
            end = next;
        }
        if self.bytes.get(end) == Some(&b'$') && self.is_currency(&self.text[start..end]) {
            return end + 1;
        }
        if self.bytes.get(end) == Some(&b'.')
            && self.keeps_stop(&self.text[start..end], has_inner_stop, end)
        {
            end += 1;
        }
        end
    }

    /// `U.S`, `3.5`, `example.com`, but not `end.The`.
    fn stop_joins(&self, start: usize, stop: usize, before: char, after: char) -> bool {
        if before.is_ascii_digit() || after.is_ascii_digit() {
            return before.is_ascii_digit() && after.is_ascii_digit();
        }
        let letters_before = self.text[start..stop]
            .chars()
            .rev()
            .take_while(|c| *c != '.')
            .take(2)
            .count();
        letters_before == 1 || (before.is_lowercase() && after.is_lowercase())
    }

    /// `US$`, `HK$`: not the country.
    fn is_currency(&self, word: &str) -> bool {
        word.len() <= 3 && word.bytes().all(|b| b.is_ascii_uppercase())
    }

    fn keeps_stop(&self, word: &str, has_inner_stop: bool, stop: usize) -> bool {
        // An ellipsis is a token of its own.
        if self.bytes.get(stop + 1) == Some(&b'.') {
            return false;
        }
        let mut letters = word.chars();
        let first = letters.next().unwrap_or(' ');
        if letters.next().is_none() {
            return first.is_uppercase();
        }
        if has_inner_stop {
            // `U.S.`, not the end of an address.
            return word.len() <= 8;
        }
        if word.len() > 6 || !first.is_alphabetic() {
            return false;
        }
        let lowered = word.to_ascii_lowercase();
        // `no.` and `la.` in lower case end sentences more often than they abbreviate.
        (first.is_uppercase() || word.len() > 2)
            && ABBREVIATIONS.binary_search(&lowered.as_str()).is_ok()
    }

    fn is_address(&self, start: usize) -> bool {
        let rest = &self.text[start..];
        rest.starts_with("http://") || rest.starts_with("https://") || rest.starts_with("www.")
    }

    fn address_end(&self, start: usize) -> usize {
        let limit = floor_char_boundary(self.text, start + MAX_TOKEN_BYTES);
        let rest = &self.text[start..limit];
        let length = rest.find(char::is_whitespace).unwrap_or(rest.len());
        let trimmed = rest[..length].trim_end_matches(['.', ',', ')', ';', ':', '"', '”', '>']);
        start + trimmed.len()
    }

    fn is_word_at(&self, at: usize) -> bool {
        at < self.bytes.len() && is_word_char(self.char_at(at))
    }

    #[inline]
    fn char_at(&self, at: usize) -> char {
        match self.bytes[at] {
            byte if byte < 0x80 => byte as char,
            _ => self.text[at..]
                .chars()
                .next()
                .expect("an index below the length has a character"),
        }
    }
}

#[inline]
fn is_word_char(c: char) -> bool {
    if c.is_ascii() {
        c.is_ascii_alphanumeric()
    } else {
        c.is_alphanumeric() || unicode_normalization::char::is_combining_mark(c)
    }
}

/// The largest character border at or below `at`.
fn floor_char_boundary(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Tokens joined by a space, sentences by a bar.
    fn cut(text: &str) -> String {
        let mut tokens = Vec::new();
        tokenise(text, &mut tokens);
        let mut out = String::new();
        for (i, token) in tokens.iter().enumerate() {
            if i > 0 {
                out.push_str(if token.starts_sentence { " | " } else { " " });
            }
            out.push_str(token.text(text));
        }
        out
    }

    #[test]
    fn tokens_and_sentences_are_cut_as_the_tagger_wants_them() {
        for (text, expected) in [
            (
                "Ms. Machado’s party won. She left.",
                "Ms. Machado ’s party won . | She left .",
            ),
            (
                "U.S. troops left; AT&T stayed.",
                "U.S. troops left ; AT&T stayed .",
            ),
            ("Paris-based (AFP), F-16s", "Paris - based ( AFP ) , F-16s"),
            ("John F. Kennedy Jr. spoke.", "John F. Kennedy Jr. spoke ."),
            (
                "It cost US$3.5 million, or 1,200 euros.",
                "It cost US$ 3.5 million , or 1,200 euros .",
            ),
            (
                "\"No,\" he said. \"Never.\" They left...",
                "\" No , \" he said . | \" Never . \" | They left ...",
            ),
            (
                "see http://example.com/a?b=c. Then",
                "see http://example.com/a?b=c . | Then",
            ),
            (
                "O’Brien didn't, the workers' union",
                "O’Brien didn't , the workers ' union",
            ),
            ("A headline\n\nThe body", "A headline | The body"),
            (
                "wrapped at seventy columns as the wire does it, ending with Bill\nClinton and more",
                "wrapped at seventy columns as the wire does it , ending with Bill Clinton and more",
            ),
            (
                "Route\tBoats\nHolm to Skerry\t4",
                "Route | Boats | Holm to Skerry | 4",
            ),
            ("end.The next", "end . | The next"),
            ("", ""),
        ] {
            assert_eq!(cut(text), expected, "{text}");
        }
    }

    #[test]
    fn the_abbreviations_are_sorted() {
        assert!(ABBREVIATIONS.is_sorted());
    }

    #[test]
    fn an_endless_word_is_cut_in_pieces() {
        let mut tokens = Vec::new();
        tokenise(&"é.".repeat(200_000), &mut tokens);
        assert!(
            tokens
                .iter()
                .all(|t| (t.end - t.start) as usize <= MAX_TOKEN_BYTES)
        );
        tokenise(&"x".repeat(500_000), &mut tokens);
        assert!(
            tokens
                .iter()
                .all(|t| (t.end - t.start) as usize <= MAX_TOKEN_BYTES)
        );
    }
}
