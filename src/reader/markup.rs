//! A scanner for tags: HTML and XML alike, lenient, without a tree and without recursion.
//!
//! It serves what must be fast and must not fail: limits before parsers, fragments inside JSON and
//! feeds, agency XML with bare ampersands.  It expands nothing and follows nothing.  Invariant:
//! linear time on any input; every byte of text outside tags is in exactly one token.

use std::borrow::Cow;

use memchr::{memchr, memchr2, memmem};

use super::references::decode_references;

/// One piece of markup.  Text is as it stands: references are not decoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Token<'a> {
    Text(&'a str),
    /// Content of a CDATA section, script or the like, where references mean nothing.
    Raw(&'a str),
    Open(Tag<'a>),
    /// Name of a closing tag, as it stands.
    Close(&'a str),
    /// Comment, declaration, processing instruction.
    Other(&'a str),
}

/// An opening tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tag<'a> {
    /// As it stands, with prefix and case.
    pub name: &'a str,
    /// Everything between the name and the bracket.
    pub attributes: &'a str,
    /// `<a/>`.
    pub is_empty: bool,
}

impl<'a> Tag<'a> {
    /// Decoded value of an attribute, whose name is compared without prefix and case.
    pub fn attribute(&self, name: &str) -> Option<Cow<'a, str>> {
        attributes(self.attributes)
            .find(|(key, _)| local(key).eq_ignore_ascii_case(name) && !key.starts_with("xmlns"))
            .map(|(_, value)| decode_references(value))
    }
}

/// A name without its prefix.
pub fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}

/// Which rules hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dialect {
    /// Script, style and the like hold raw text up to their closing tag.
    Html,
    /// CDATA sections; no element is special.
    Xml,
}

/// Elements of HTML whose content is not markup.
const RAW_ELEMENTS: &[&str] = &[
    "script", "style", "textarea", "title", "xmp", "noembed", "noframes",
];

/// Goes through the tokens of a text.
pub struct Scanner<'a> {
    text: &'a str,
    at: usize,
    dialect: Dialect,
    /// Text of a raw element that comes next: its end.
    raw_until: Option<usize>,
    /// Closers that do not occur any more, so that a thousand openers do not search a thousand times.
    missing: Vec<&'static str>,
}

impl<'a> Scanner<'a> {
    pub fn new(text: &'a str, dialect: Dialect) -> Self {
        Self {
            text,
            at: 0,
            dialect,
            raw_until: None,
            missing: Vec::new(),
        }
    }

    /// Byte position of the next token.
    pub fn position(&self) -> usize {
        self.at
    }

    /// Where `needle` begins after `from`, unless an earlier search has shown that it does not.
    fn find_once(&mut self, from: usize, needle: &'static str) -> Option<usize> {
        if self.missing.contains(&needle) {
            return None;
        }
        let found = memmem::find(&self.text.as_bytes()[from..], needle.as_bytes());
        if found.is_none() {
            self.missing.push(needle);
        }
        found.map(|len| from + len)
    }

    /// Where `</name` begins after `from`, in any case.
    fn find_closer(&mut self, from: usize, name: &'static str) -> Option<usize> {
        if self.missing.contains(&name) {
            return None;
        }
        let bytes = self.text.as_bytes();
        let mut start = from;
        while let Some(at) = memmem::find(&bytes[start..], b"</").map(|len| start + len) {
            let after = at + 2 + name.len();
            if bytes
                .get(at + 2..after)
                .is_some_and(|b| b.eq_ignore_ascii_case(name.as_bytes()))
                && !bytes.get(after).is_some_and(u8::is_ascii_alphanumeric)
            {
                return Some(at);
            }
            start = at + 2;
        }
        self.missing.push(name);
        None
    }

    /// `<!-- -->`, `<!DOCTYPE …>`, `<![CDATA[ ]]>`, `<? ?>`; the text is at `<`.
    fn special(&mut self) -> Token<'a> {
        let start = self.at;
        let rest = &self.text[start..];
        let (closer, content) = if rest.starts_with("<!--") {
            ("-->", 4)
        } else if rest.starts_with("<![CDATA[") && self.dialect == Dialect::Xml {
            ("]]>", 9)
        } else if rest.starts_with("<?") && self.dialect == Dialect::Xml {
            ("?>", 2)
        } else {
            (">", 2)
        };
        let end = match self.find_once(start + content.min(rest.len()), closer) {
            Some(end) => end,
            // Not closed: only the opener is lost, not the page.
            None => {
                self.at = start + content.min(rest.len());
                return Token::Other(&self.text[start..self.at]);
            }
        };
        self.at = end + closer.len();
        if content == 9 {
            return Token::Raw(&self.text[start + 9..end]);
        }
        // An internal DTD subset has brackets of its own: `<!DOCTYPE a [ <!ENTITY …> ]>`.
        if closer == ">"
            && memchr(b'[', &self.text.as_bytes()[start..end]).is_some()
            && rest.len() > 9
            && rest.as_bytes()[..9].eq_ignore_ascii_case(b"<!DOCTYPE")
            && let Some(close) = self.find_once(end, "]>")
        {
            self.at = close + 2;
        }
        Token::Other(&self.text[start..self.at])
    }

    /// End of the tag that begins at `from`: the first `>` outside quotes.
    fn tag_end(&mut self, from: usize) -> Option<usize> {
        let bytes = self.text.as_bytes();
        let mut at = from;
        loop {
            let mark = at
                + bytes[at..]
                    .iter()
                    .position(|b| matches!(b, b'>' | b'"' | b'\''))?;
            // A quote opens a value only after `=`; elsewhere it is an apostrophe gone astray.
            let before = self.text[from..mark].trim_end();
            if bytes[mark] == b'>' {
                return Some(mark);
            }
            at = mark + 1;
            if before.ends_with('=') {
                let quote = if bytes[mark] == b'"' { "\"" } else { "'" };
                match self.find_once(at, quote) {
                    Some(close) => at = close + 1,
                    None => return memchr(b'>', &bytes[mark..]).map(|len| mark + len),
                }
            }
        }
    }
}

impl<'a> Iterator for Scanner<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        let text = self.text;
        if let Some(end) = self.raw_until.take() {
            let raw = &text[self.at..end];
            self.at = end;
            if !raw.is_empty() {
                return Some(Token::Raw(raw));
            }
        }
        let bytes = text.as_bytes();
        if self.at >= bytes.len() {
            return None;
        }
        let start = self.at;
        let mut search = start;
        // Text runs to the next bracket that begins something.
        let open = loop {
            let Some(at) = memchr(b'<', &bytes[search..]).map(|len| search + len) else {
                break bytes.len();
            };
            match bytes.get(at + 1) {
                Some(b) if b.is_ascii_alphabetic() || matches!(b, b'!' | b'?' | b'_') => break at,
                Some(b'/')
                    if bytes
                        .get(at + 2)
                        .is_some_and(|b| b.is_ascii_alphabetic() || *b == b'_') =>
                {
                    break at;
                }
                _ => search = at + 1,
            }
        };
        if open > start {
            self.at = open;
            return Some(Token::Text(&text[start..open]));
        }
        if matches!(bytes[open + 1], b'!' | b'?') {
            return Some(self.special());
        }
        let is_close = bytes[open + 1] == b'/';
        let name_at = open + 1 + usize::from(is_close);
        let name_len = bytes[name_at..]
            .iter()
            .position(|b| b.is_ascii_whitespace() || matches!(b, b'>' | b'/' | b'<' | b'='))
            .unwrap_or(bytes.len() - name_at);
        let name = &text[name_at..name_at + name_len];
        if is_close {
            let end =
                memchr2(b'>', b'<', &bytes[name_at..]).map_or(bytes.len(), |len| name_at + len);
            self.at = if bytes.get(end) == Some(&b'>') {
                end + 1
            } else {
                end
            };
            return Some(Token::Close(name));
        }
        let Some(end) = self.tag_end(name_at + name_len) else {
            // A tag that the file cuts off.
            self.at = bytes.len();
            return Some(Token::Other(&text[open..]));
        };
        self.at = end + 1;
        let mut attributes = &text[name_at + name_len..end];
        let is_empty = attributes.ends_with('/');
        if is_empty {
            attributes = &attributes[..attributes.len() - 1];
        }
        if self.dialect == Dialect::Html
            && !is_empty
            && let Some(raw) = RAW_ELEMENTS
                .iter()
                .find(|raw| raw.eq_ignore_ascii_case(name))
        {
            self.raw_until = self.find_closer(self.at, raw);
        }
        Some(Token::Open(Tag {
            name,
            attributes,
            is_empty,
        }))
    }
}

/// Names and raw values of the attributes of a tag.
pub fn attributes(text: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut rest = text;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
        if rest.is_empty() {
            return None;
        }
        let len = rest
            .char_indices()
            .skip(1)
            .find(|(_, c)| c.is_ascii_whitespace() || matches!(c, '=' | '/'))
            .map_or(rest.len(), |(at, _)| at);
        let name = &rest[..len];
        rest = &rest[len..];
        let after = rest.trim_start();
        let Some(value) = after.strip_prefix('=') else {
            return Some((name, ""));
        };
        let value = value.trim_start();
        for quote in ['"', '\''] {
            if let Some(inner) = value.strip_prefix(quote) {
                let end = inner.find(quote).unwrap_or(inner.len());
                rest = inner.get(end + 1..).unwrap_or("");
                return Some((name, &inner[..end]));
            }
        }
        let end = value
            .find(|c: char| c.is_ascii_whitespace())
            .unwrap_or(value.len());
        rest = &value[end..];
        Some((name, &value[..end]))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(text: &str, dialect: Dialect) -> String {
        let mut out = String::new();
        for token in Scanner::new(text, dialect) {
            out.push_str(&match token {
                Token::Text(text) => format!("[{text}]"),
                Token::Raw(text) => format!("raw[{text}]"),
                Token::Open(tag) => {
                    let attributes: Vec<String> = attributes(tag.attributes)
                        .map(|(name, value)| format!(" {name}={value}"))
                        .collect();
                    format!(
                        "<{}{}{}>",
                        tag.name,
                        attributes.concat(),
                        if tag.is_empty { "/" } else { "" }
                    )
                }
                Token::Close(name) => format!("</{name}>"),
                Token::Other(_) => "!".to_owned(),
            });
        }
        out
    }

    #[test]
    fn tokens() {
        for (text, expected) in [
            ("a<b>c</b >d", "[a]<b>[c]</b>[d]"),
            ("1 < 2 <3 & x<y", "[1 < 2 <3 & x]!"),
            ("<a href=\"x>y\" b='1' c=2 d>", "<a href=x>y b=1 c=2 d=>"),
            ("<p title=\"it's\">x", "<p title=it's>[x]"),
            ("<p it's>x", "<p it's=>[x]"),
            ("<br/><img src=a/>", "<br/><img src=a/>"),
            ("<script>a<b</script>c", "<script>raw[a<b]</script>[c]"),
            ("<script>a<p>c", "<script>[a]<p>[c]"),
            ("<!-- a --><!doctype html>b", "!![b]"),
            ("<!-- a <p>b", "![ a ]<p>[b]"),
            ("<p", "!"),
            ("<a b=\"c>d", "<a b=c>[d]"),
            ("</div<p>x", "</div><p>[x]"),
            ("<a é='ü' 日本>", "<a é=ü 日本=>"),
        ] {
            assert_eq!(show(text, Dialect::Html), expected, "{text}");
        }
        for (text, expected) in [
            (
                "<?xml version='1.0'?><a:b><![CDATA[x<y]]></a:b>",
                "!<a:b>raw[x<y]</a:b>",
            ),
            ("<!DOCTYPE a [<!ENTITY b 'c'>]><d>&b;</d>", "!<d>[&b;]</d>"),
            ("<script>a<b/></script>", "<script>[a]<b/></script>"),
        ] {
            assert_eq!(show(text, Dialect::Xml), expected, "{text}");
        }
    }

    #[test]
    fn attributes_are_decoded_and_found_without_prefix() {
        let Some(Token::Open(tag)) =
            Scanner::new("<x:A xmlns:id=\"n\" y:Id=\"R&amp;D\">", Dialect::Xml).next()
        else {
            panic!()
        };
        assert_eq!(local(tag.name), "A");
        assert_eq!(tag.attribute("id").as_deref(), Some("R&D"));
        assert_eq!(tag.attribute("none"), None);
    }

    #[test]
    fn hostile_markup_takes_linear_time() {
        for unit in [
            "<!--",
            "<script>",
            "<a b=\"",
            "<a '",
            "<a b='",
            "<",
            "<![CDATA[",
            "</",
            "<!DOCTYPE [",
            "<é='",
        ] {
            let text = unit.repeat(200_000 / unit.len());
            for dialect in [Dialect::Html, Dialect::Xml] {
                let tokens = Scanner::new(&text, dialect).count();
                assert!(tokens <= text.len());
            }
        }
    }
}
