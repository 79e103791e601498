//! Elements and comments within wikitext: which are text, which are dropped with what they hold.

use super::{Aside, Kind, MARK, Parser};

/// Longest tag, bytes.
const LONGEST_TAG: usize = 1000;

/// Elements whose content is no wikitext and no text of the page.
const DROPPED: &[&str] = &[
    "math",
    "chem",
    "ce",
    "score",
    "timeline",
    "templatestyles",
    "inputbox",
    "dynamicpagelist",
    "poll",
    "imagemap",
    "graph",
    "mapframe",
    "maplink",
    "categorytree",
    "charinsert",
    "hiero",
    "indicator",
    "style",
    "script",
];

/// Elements whose content is text as it stands.
const LITERAL: &[&str] = &["nowiki", "pre", "source", "syntaxhighlight"];

/// Elements that end a paragraph.
const BLOCKS: &[&str] = &[
    "p",
    "div",
    "center",
    "blockquote",
    "table",
    "ul",
    "ol",
    "li",
    "tr",
    "hr",
];

impl Parser<'_> {
    /// Reads an element, or a bracket that begins none.
    pub(super) fn tag(&mut self, reads_galleries: bool) {
        let rest = self.rest();
        if rest.starts_with("<!--") {
            return self.comment();
        }
        let bytes = rest.as_bytes();
        let is_closing = bytes.get(1) == Some(&b'/');
        let start = 1 + usize::from(is_closing);
        let name_length = bytes[start..]
            .iter()
            .take_while(|b| b.is_ascii_alphanumeric())
            .count();
        let end = memchr::memchr(b'>', &bytes[..bytes.len().min(LONGEST_TAG)]);
        let Some(end) = end.filter(|_| name_length > 0) else {
            self.at += 1;
            self.out().push('<');
            return;
        };
        let name_at = self.at + start;
        let name = self.lower[name_at..name_at + name_length].to_owned();
        let is_empty = rest[..end].ends_with('/');
        self.at += end + 1;
        let is_raw = DROPPED.contains(&name.as_str()) || LITERAL.contains(&name.as_str());
        let is_gallery = name == "gallery" && reads_galleries;
        match name.as_str() {
            "br" => self.out().push(' '),
            _ if is_empty => {}
            _ if (is_raw || is_gallery) && !is_closing => self.raw(&name),
            "ref" if is_closing => self.close(Kind::Reference),
            "ref" => self.open(Kind::Reference, 0),
            name if BLOCKS.contains(&name) => self.out().push_str("\n\n"),
            _ => {}
        }
    }

    /// A comment alone on its line goes with the line.
    fn comment(&mut self) {
        let is_line_start = self.at == 0 || self.text.as_bytes()[self.at - 1] == b'\n';
        match self.find("-->") {
            Some(end) => {
                self.at = end + 3;
                let is_line = is_line_start && self.rest().starts_with('\n');
                self.at += usize::from(is_line);
            }
            // Not closed: only the opener is lost, not the page.
            None => self.at += 4,
        }
    }

    /// Where a text in lower case comes next; a thousand openers search once.
    fn find(&mut self, closer: &str) -> Option<usize> {
        let at = self.at;
        let known = self.closers.get(closer).copied();
        let found = match known {
            Some(None) => None,
            Some(Some(next)) if next >= at => Some(next),
            _ => memchr::memmem::find(&self.lower.as_bytes()[at..], closer.as_bytes())
                .map(|length| at + length),
        };
        self.closers.insert(closer.to_owned(), found);
        found
    }

    /// Reads an element whose content is no wikitext; one that is not closed is only a tag.
    fn raw(&mut self, name: &str) {
        let start = self.at;
        let Some(end) = self.find(&format!("</{name}")) else {
            return;
        };
        let content = &self.text[start..end];
        let tail = &self.text.as_bytes()[end..];
        let closer = memchr::memchr(b'>', tail).map_or(tail.len(), |length| length + 1);
        self.at = end + closer;
        if LITERAL.contains(&name) {
            let content = content.replace(MARK, "");
            self.out().push_str(&content);
        } else if name == "gallery" {
            self.gallery(content);
        }
    }

    /// `File:boat.jpg|A boat`, a line each.
    fn gallery(&mut self, content: &str) {
        for line in content.lines() {
            let Some((_, caption)) = line.split_once('|') else {
                continue;
            };
            let mut inner = Parser::new(caption, self.site);
            inner.run(false);
            self.aside(Aside::caption(inner.plain.text.replace(MARK, "")));
        }
    }
}
