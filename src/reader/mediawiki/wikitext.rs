//! Wikitext without its markup: templates, links, references, tags and comments are resolved; what
//! lines mean (headings, lists, tables) is left to `lines`.
//!
//! One pass with a stack of what is open.  Invariants: the stack is bounded, an opener beyond it or
//! without its closer is text as it stands, and time is linear.

use std::collections::HashMap;

use super::link::{Link, read_link};
use super::site::Site;
use super::template::{Meaning, meaning};
use crate::article::BlockKind;

mod tags;

/// Braces and brackets within each other; articles need five.
const MAX_DEPTH: usize = 40;
/// Stands around the number of an aside, in the place where it was.
pub const MARK: char = '\u{1}';

/// Beginnings of addresses in single brackets.
const SCHEMES: &[&str] = &["http://", "https://", "//", "ftp://", "mailto:", "news:"];

/// A page without its markup.
#[derive(Debug, Default)]
pub struct Plain {
    /// Lines, with marks where asides stood.
    pub text: String,
    /// Captions and quotations.
    pub asides: Vec<Aside>,
    /// Contents of references.
    pub references: Vec<String>,
    pub dates: Vec<String>,
    pub place: Option<String>,
    pub categories: Vec<String>,
}

/// What stands beside the text.
#[derive(Debug)]
pub struct Aside {
    pub kind: BlockKind,
    pub text: String,
    /// Who said it.
    pub speaker: String,
}

impl Aside {
    pub fn caption(text: String) -> Self {
        Self {
            kind: BlockKind::Caption,
            text,
            speaker: String::new(),
        }
    }
}

/// Takes the markup off the text of a page.
pub fn plain(text: &str, site: &Site) -> Plain {
    let mut parser = Parser::new(text, site);
    parser.run(true);
    parser.plain
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Template,
    Link,
    Address,
    Reference,
}

impl Kind {
    fn opener(self) -> &'static str {
        match self {
            Self::Template => "{{",
            Self::Link => "[[",
            Self::Address => "[",
            Self::Reference => "",
        }
    }
}

/// Something that is open.
struct Frame {
    kind: Kind,
    text: String,
    /// Where the bars stand in its text.
    bars: Vec<usize>,
}

struct Parser<'a> {
    text: &'a str,
    /// The same length, for names of elements.
    lower: String,
    at: usize,
    site: &'a Site,
    frames: Vec<Frame>,
    /// Where the closer of an element comes next; none: it does not come any more.
    closers: HashMap<String, Option<usize>>,
    plain: Plain,
}

impl<'a> Parser<'a> {
    fn new(text: &'a str, site: &'a Site) -> Self {
        Self {
            text,
            lower: text.to_ascii_lowercase(),
            at: 0,
            site,
            frames: Vec::new(),
            closers: HashMap::new(),
            plain: Plain::default(),
        }
    }

    fn run(&mut self, reads_galleries: bool) {
        let bytes = self.text.as_bytes();
        let is_mark = |b: &u8| {
            matches!(
                b,
                b'<' | b'{' | b'}' | b'[' | b']' | b'|' | b'\'' | b'\n' | b'_' | 1
            )
        };
        while self.at < bytes.len() {
            let rest = &bytes[self.at..];
            let length = rest.iter().position(is_mark).unwrap_or(rest.len());
            let run = &self.text[self.at..self.at + length];
            self.out().push_str(run);
            self.at += length;
            if self.at < bytes.len() {
                self.mark(reads_galleries);
            }
        }
        self.unwind(0);
    }

    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn out(&mut self) -> &mut String {
        match self.frames.last_mut() {
            Some(frame) => &mut frame.text,
            None => &mut self.plain.text,
        }
    }

    /// Reads what begins here; moves on in any case.
    fn mark(&mut self, reads_galleries: bool) {
        let rest = self.rest();
        let top = self.frames.last().map(|frame| frame.kind);
        if rest.starts_with('<') {
            return self.tag(reads_galleries);
        }
        if rest.starts_with('\u{1}') {
            self.at += 1;
        } else if rest.starts_with("{{") {
            self.open(Kind::Template, 2);
        } else if rest.starts_with("}}") {
            self.close(Kind::Template);
        } else if rest.starts_with("[[") {
            self.open(Kind::Link, 2);
        } else if rest.starts_with("]]") && top != Some(Kind::Address) {
            self.close(Kind::Link);
        } else if rest.starts_with(']') && top == Some(Kind::Address) {
            self.close(Kind::Address);
        } else if rest.starts_with('[') && is_address(&rest[1..]) {
            let inner = &rest.as_bytes()[1..];
            let is_end = |b: &u8| matches!(b, b' ' | b'\t' | b']' | b'\n');
            let length = inner.iter().position(is_end).unwrap_or(inner.len());
            self.open(Kind::Address, 1 + length);
        } else if rest.starts_with("''") {
            self.quotes();
        } else if let Some(length) = magic_word(rest) {
            self.at += length;
        } else {
            self.literal(top);
        }
    }

    fn literal(&mut self, top: Option<Kind>) {
        let mark = &self.text[self.at..=self.at];
        self.at += 1;
        match (mark, top) {
            ("|", Some(Kind::Template | Kind::Link)) => {
                if let Some(frame) = self.frames.last_mut() {
                    frame.bars.push(frame.text.len());
                }
            }
            // The label of an address ends with the line.
            ("\n", Some(Kind::Address)) => self.unwind(self.frames.len() - 1),
            _ => {}
        }
        self.out().push_str(mark);
    }

    /// Runs of apostrophes are italics and bold; what is over is an apostrophe.
    fn quotes(&mut self) {
        let rest = self.rest();
        let count = rest.bytes().take_while(|b| *b == b'\'').count();
        let over = match count {
            4 => 1,
            5.. => count - 5,
            _ => 0,
        };
        let text = &rest[..over];
        self.out().push_str(text);
        self.at += count;
    }

    fn open(&mut self, kind: Kind, length: usize) {
        if self.frames.len() >= MAX_DEPTH {
            let text = &self.rest()[..length];
            self.out().push_str(text);
        } else {
            self.frames.push(Frame {
                kind,
                text: String::new(),
                bars: Vec::new(),
            });
        }
        self.at += length;
    }

    /// Closes the innermost frame of this kind; what is open within it is text.
    fn close(&mut self, kind: Kind) {
        let length = kind.opener().len();
        let closer = &self.rest()[..length];
        self.at += length;
        let Some(level) = self.frames.iter().rposition(|frame| frame.kind == kind) else {
            self.out().push_str(closer);
            return;
        };
        self.unwind(level + 1);
        if let Some(frame) = self.frames.pop() {
            self.resolve(frame);
        }
    }

    /// Makes text of what is open above this level.
    fn unwind(&mut self, level: usize) {
        if self.frames.len() <= level {
            return;
        }
        let open: Vec<Frame> = self.frames.drain(level..).collect();
        for frame in open {
            self.out().push_str(frame.kind.opener());
            self.out().push_str(&frame.text);
        }
    }

    fn resolve(&mut self, frame: Frame) {
        match frame.kind {
            Kind::Address => {
                let label = frame.text.trim();
                self.out().push_str(label);
            }
            Kind::Reference => self.plain.references.push(frame.text),
            Kind::Link => {
                let link = read_link(&parts(&frame), self.site);
                match link {
                    Link::Text(text) => self.out().push_str(&text),
                    Link::Category(name) => self.plain.categories.push(name),
                    Link::Picture(text) => self.aside(Aside::caption(text)),
                    Link::Nothing => {}
                }
            }
            Kind::Template => {
                let parts = parts(&frame);
                let name = parts.first().copied().unwrap_or_default();
                match meaning(name, parts.get(1..).unwrap_or_default()) {
                    Meaning::Nothing => {}
                    Meaning::Words(words) => self.out().push_str(&words),
                    Meaning::Quote { text, speaker } => self.aside(Aside {
                        kind: BlockKind::Quote,
                        text,
                        speaker,
                    }),
                    Meaning::Date(date) => self.plain.dates.push(date),
                    Meaning::Byline { date, place } => {
                        self.plain
                            .dates
                            .extend(Some(date).filter(|date| !date.is_empty()));
                        let place = Some(place).filter(|place| !place.is_empty());
                        self.plain.place = self.plain.place.take().or(place);
                    }
                    Meaning::Categories(names) => self.plain.categories.extend(names),
                }
            }
        }
    }

    /// Puts something beside the text and a mark where it stood.
    fn aside(&mut self, aside: Aside) {
        if aside.text.trim().is_empty() {
            return;
        }
        let mark = format!("{MARK}{}{MARK}", self.plain.asides.len());
        self.plain.asides.push(aside);
        self.out().push_str(&mark);
    }
}

/// A frame's text between its bars.
fn parts(frame: &Frame) -> Vec<&str> {
    let mut parts = Vec::with_capacity(frame.bars.len() + 1);
    let mut start = 0;
    for bar in &frame.bars {
        parts.push(&frame.text[start..*bar]);
        start = bar + 1;
    }
    parts.push(&frame.text[start..]);
    parts
}

fn is_address(text: &str) -> bool {
    let start = text.as_bytes().iter().take(8).copied();
    let start: Vec<u8> = start.map(|b| b.to_ascii_lowercase()).collect();
    SCHEMES
        .iter()
        .any(|scheme| start.starts_with(&scheme.as_bytes()[..scheme.len().min(8)]))
}

/// Length of `__NOTOC__` and its like at the start of a text.
fn magic_word(text: &str) -> Option<usize> {
    let inner = text.strip_prefix("__")?;
    let length = inner
        .bytes()
        .take(40)
        .take_while(u8::is_ascii_uppercase)
        .count();
    (length > 0 && inner[length..].starts_with("__")).then_some(length + 4)
}
