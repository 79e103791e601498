//! Who wrote the story: the names in the bylines by its headline.
//!
//! Scraped pages are full of names of other stories' authors.  Bylines in the head of a story count
//! before those elsewhere, also where the labeller took their lines for furniture: one that says itself
//! that it is one, and a name beside a stamp.  Agencies are authors where nobody is named.

use crate::reader::byline::{
    Byline, begins_with_given_name, cut_lead, is_name, is_outlet_word, led_behind_date,
    led_beside_date, read_byline, read_known_byline,
};

use super::assemble::Labelled;
use super::form::{field_of, sender};
use super::glued::stamp_parts;
use super::head::Head;
use super::label::Label;
use super::letters_page::find_writers;
use super::person::{has_stamp_behind, is_described, is_person};
use super::shape::Author;
use super::stamp::stamp_in;
use super::unlabelled::{find_agency, find_unlabelled};

/// Longest line whose day and lead are looked at, bytes.
const MAX_BYTES: usize = 80;
/// Authors of one article at most.
const MAX_AUTHORS: usize = 1000;

/// The authors of a story, and the lines that name them.
#[derive(Debug, Default)]
pub struct Signatures {
    pub authors: Vec<String>,
    lines: Vec<bool>,
}

impl Signatures {
    pub fn has(&self, line: usize) -> bool {
        self.lines[line]
    }

    /// Lines of more authors than one article has stay what they are.
    fn take(&mut self, signed: Signed) {
        if self.authors.len() >= MAX_AUTHORS {
            return;
        }
        for name in signed.names {
            if !self.authors.contains(&name) {
                self.authors.push(name);
            }
        }
        self.lines[signed.start..signed.end].fill(true);
    }
}

/// Lines that name authors.
#[derive(Debug)]
pub struct Signed {
    pub start: usize,
    pub end: usize,
    pub names: Vec<String>,
    pub is_agency: bool,
}

impl Signed {
    pub fn of(at: usize, byline: Byline) -> Option<Self> {
        let mut signed = Self::at(at);
        signed.add(byline);
        (!signed.names.is_empty()).then_some(signed)
    }

    pub fn at(line: usize) -> Self {
        Self {
            start: line,
            end: line + 1,
            names: Vec::new(),
            is_agency: true,
        }
    }

    /// "AFP" and "Jane Roe": people count before the agency.
    pub fn add(&mut self, byline: Byline) {
        if self.is_agency && !byline.is_agency {
            self.names.clear();
        }
        if self.is_agency || !byline.is_agency {
            self.names.extend(byline.authors);
        }
        self.is_agency &= byline.is_agency;
    }
}

/// Finds the authors of labelled lines.
pub fn find_authors(input: &Labelled<'_, '_>) -> Signatures {
    let head = Head::find(input.labels);
    let is_near = |line: usize| head.is_some_and(|head| head.has(line));
    let mut found: Vec<Signed> = Vec::new();
    let mut at = 0;
    while at < input.lines.len() {
        let signed = read_line(input, at, is_near(at));
        at = signed.as_ref().map_or(at + 1, |signed| signed.end);
        found.extend(signed.filter(|signed| !is_of_other(input, signed.start, head)));
    }
    let has = |found: &[Signed], is_wanted: &dyn Fn(&Signed) -> bool| found.iter().any(is_wanted);
    let is_near = |signed: &Signed| is_near(signed.end - 1);
    if let Some(head) = head
        && !has(&found, &|signed| !signed.is_agency && is_near(signed))
    {
        found.extend(find_unlabelled(input, head));
        found.extend(find_writers(input, head).filter_map(|(at, name)| {
            let mut signed = Signed::of(at, read_known_byline(name)?)?;
            // "Margaret Holm, Norrby": the line says more than who signed, so it stays what it is.
            if input.lines[at].text.len() > name.len() {
                signed.end = at;
            }
            Some(signed)
        }));
    }
    if let Some(head) = head
        && found.is_empty()
    {
        found.extend(find_agency(input, head));
    }
    // People before agencies, and those in the head before others.
    let wanted: [&dyn Fn(&Signed) -> bool; 4] = [
        &|signed| !signed.is_agency && is_near(signed),
        &|signed| !signed.is_agency,
        &is_near,
        &|_| true,
    ];
    let mut signatures = Signatures {
        lines: vec![false; input.lines.len()],
        ..Signatures::default()
    };
    if let Some(wanted) = wanted.into_iter().find(|wanted| has(&found, wanted)) {
        for signed in found.into_iter().filter(wanted) {
            signatures.take(signed);
        }
    }
    signatures
}

/// Below the head, a byline right under the title of another story is of that one.
fn is_of_other(input: &Labelled<'_, '_>, line: usize, head: Option<Head>) -> bool {
    head.is_some_and(|head| line >= head.to)
        && matches!(
            input.labels[line - 1],
            Label::RelatedItem | Label::RelatedHead
        )
}

/// Reads the byline that a line is, or a part of it.
fn read_line(input: &Labelled<'_, '_>, at: usize, is_near: bool) -> Option<Signed> {
    let (line, label) = (&input.lines[at].text, input.labels[at]);
    let shape = &input.shapes[at];
    let is_marked = shape.byline == Author::Marked;
    let is_field = |at: usize| {
        let line = input.lines.get(at);
        line.is_some_and(|line| field_of(&line.text).is_some())
    };
    if label == Label::Byline
        && let Some(sender) = sender(line)
        && (is_field(at + 1) || is_field(at.wrapping_sub(1)))
    {
        return read_sender(sender, at);
    }
    let parts = match label {
        // "Share Discussion" was taken for a name.
        Label::Byline if !is_marked && (shape.service_words > 0 || is_described(line)) => {
            return None;
        }
        Label::Byline | Label::Stamp => signed_parts(line),
        // What a picture or a text says stands elsewhere.
        _ if may_sign(label) && is_near && is_marked => signed_parts(line),
        _ => return None,
    };
    let mut signed = Signed::at(at);
    let has_stamp = parts.iter().any(|part| stamp_in(part.text).is_some());
    let is_beside = |text: &str| has_stamp && is_person(text) || has_stamp_behind(text);
    for part in parts {
        let is_outlet =
            || part.text.split(' ').any(is_outlet_word) && !begins_with_given_name(part.text);
        let is_beside_name = !signed.names.is_empty() && (part.is_dashed || is_outlet());
        if stamp_in(part.text).is_some() || is_beside_name {
            continue;
        }
        let byline = match label {
            Label::Byline => read_known_byline(part.text),
            _ if part.is_led => read_known_byline(part.text),
            // "Jane Roe | 5 May 2026"
            Label::Stamp if is_near && is_beside(part.text) => read_known_byline(part.text),
            // An agency without "By" is that of a picture.
            Label::Stamp => read_byline(part.text).filter(|byline| byline.is_marked),
            _ => read_byline(part.text)
                .filter(|byline| byline.is_marked)
                .filter(|byline| !byline.is_agency || cut_lead(part.text).is_some()),
        };
        if let Some(byline) = byline {
            signed.add(byline);
        }
    }
    (!signed.names.is_empty()).then_some(signed)
}

/// Who sent a memo: `Hanna Pruett, deputy editor`; a desk is nobody.
fn read_sender(sender: &str, at: usize) -> Option<Signed> {
    let mut names = sender.split(',').map(str::trim);
    let first = names.next().filter(|name| is_name(name))?;
    let mut signed = Signed::of(at, read_known_byline(first)?)?;
    for name in names.filter(|name| is_person(name)) {
        signed.names.extend(read_known_byline(name)?.authors);
    }
    Some(signed)
}

/// Lines that may be part of a byline though the labeller took them for something else.
pub fn may_sign(label: Label) -> bool {
    !label.is_story()
        && !matches!(
            label,
            Label::Caption | Label::Credit | Label::Bio | Label::Comment | Label::Tags
        )
}

/// One part of a line, and whether a dash stands before it.
pub struct SignedPart<'t> {
    pub text: &'t str,
    pub is_dashed: bool,
    /// A word leads it beside the day: `5 May 2026 by Jane Roe`.
    pub is_led: bool,
}

/// Behind a dash stands a place or an outlet, no other name: `By Jane Roe — Harbour Town`.
pub fn signed_parts(line: &str) -> Vec<SignedPart<'_>> {
    let mut parts: Vec<SignedPart<'_>> = Vec::new();
    let is_stamp = stamp_in(line).is_some();
    let led = if is_stamp {
        led_beside_date(line)
    } else {
        led_behind_date(line)
    };
    if let Some(text) = led.filter(|_| line.len() <= MAX_BYTES) {
        parts.push(SignedPart {
            text,
            is_dashed: false,
            is_led: true,
        });
    }
    if is_stamp || !parts.is_empty() {
        return parts;
    }
    let mut end = 0;
    for text in stamp_parts(line) {
        let start = text.as_ptr() as usize - line.as_ptr() as usize;
        let is_dashed = line[end..start].contains(['-', '–', '—']);
        end = start + text.len();
        parts.push(SignedPart {
            text,
            is_dashed,
            is_led: false,
        });
    }
    parts
}
