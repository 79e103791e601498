//! Forms: memos, mail saved as text, notices and minutes, whose head is fields with labels.
//!
//! `FROM: Jane Roe`, `Betreff: …`, `WHEN: Thursday, 7 p.m.`, `Anwesend: …`.  One such label proves nothing
//! (an article may quote a letter): several kinds have to stand together at the top.  Then each is what
//! it says: the subject is the headline, the sender the author, the hour of an event no publication.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::hash::Quick;
use super::key::Key;
use super::label::Label;
use super::lexicon::labels;
use super::line::Line;
use super::shape::Shape;
use super::stamp::has_date;

/// Lines at the top among which fields are looked for.
const MAX_LINES: usize = 30;
/// Words of the name that stands above a form.
const MAX_NAME: u32 = 3;
/// Longest label, bytes.
const MAX_LABEL: usize = 40;
/// Words of a line above or between the fields at most; more is text.
const MAX_WORDS: u32 = 14;
/// Lines between two fields, such as a second recipient.
const MAX_GAP: usize = 2;
/// Kinds of fields that make a form.
const MIN_KINDS: usize = 3;

/// What a field says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Field {
    Sender,
    Recipient,
    Date,
    Subject,
    What,
    When,
    Where,
    Who,
    /// Who came to a meeting and who did not.
    Present,
}

static LABELS: LazyLock<HashMap<&str, Field, Quick>> = LazyLock::new(|| {
    let rows = labels(include_str!("lexicon/form_labels.txt"));
    rows.map(|(name, label)| {
        let field = match name {
            "sender" => Field::Sender,
            "recipient" => Field::Recipient,
            "date" => Field::Date,
            "subject" => Field::Subject,
            "what" => Field::What,
            "when" => Field::When,
            "where" => Field::Where,
            "who" => Field::Who,
            _ => Field::Present,
        };
        (label, field)
    })
    .collect()
});

/// The field that a line is, and what stands behind its label.
pub fn field_of(text: &str) -> Option<(Field, &str)> {
    let at = text.bytes().take(MAX_LABEL).position(|byte| byte == b':')?;
    let (label, value) = (&text[..at], &text[at + 1..]);
    let value = value.trim_matches(|c: char| c.is_whitespace() || c == '*');
    let is_label = label.starts_with(|c: char| c.is_uppercase() || c == '*') && !value.is_empty();
    let field = LABELS
        .get(Key::of(label).text.as_str())
        .filter(|_| is_label)?;
    Some((*field, value))
}

/// Who sent a memo or a letter, without an address: `From: Jane Roe <jane@ledger.example>`.
pub fn sender(text: &str) -> Option<&str> {
    let (Field::Sender, value) = field_of(text)? else {
        return None;
    };
    let end = value.find(['<', '[', '(']).unwrap_or(value.len());
    Some(value[..end].trim().trim_matches('"'))
}

/// The subject of a form, if a line is one; "What: a question" is a headline of its own.
pub fn subject(text: &str) -> Option<&str> {
    let shouts = |label: &str| !label.contains(char::is_lowercase);
    match field_of(text)? {
        (Field::Subject, value) => Some(value),
        (Field::What, value) if text.split(':').next().is_some_and(shouts) => Some(value),
        _ => None,
    }
}

/// The fields of a form, with their lines.
struct Form(Vec<(usize, Field)>);

impl Form {
    /// Finds the form at the top of a text, if there is one.
    fn find(lines: &[Line<'_>], shapes: &[Shape]) -> Option<Self> {
        let top = lines.iter().enumerate().take(MAX_LINES);
        let mut form = Self(Vec::new());
        for (i, line) in top {
            let follows = form
                .0
                .last()
                .is_none_or(|(last, _)| i - last <= MAX_GAP + 1);
            match field_of(&line.text).filter(|_| follows) {
                Some((field, _)) => form.0.push((i, field)),
                None if !follows || shapes[i].words > MAX_WORDS || shapes[i].is_prose() => break,
                None => {}
            }
        }
        (form.is_memo() || form.is_notice() || form.has(Field::Present)).then_some(form)
    }

    fn has(&self, wanted: Field) -> bool {
        self.0.iter().any(|(_, field)| *field == wanted)
    }

    fn kinds(&self, of: [Field; 4]) -> usize {
        of.into_iter().filter(|field| self.has(*field)).count()
    }

    fn is_memo(&self) -> bool {
        use Field::{Date, Recipient, Sender, Subject};
        self.has(Sender) && self.kinds([Sender, Recipient, Date, Subject]) >= MIN_KINDS
    }

    fn is_notice(&self) -> bool {
        use Field::{What, When, Where, Who};
        self.has(When) && self.kinds([What, When, Where, Who]) >= MIN_KINDS
    }

    fn line_of(&self, wanted: Field) -> Option<usize> {
        let mut lines = self.0.iter();
        lines.find(|(_, field)| *field == wanted).map(|(i, _)| *i)
    }
}

/// Lines of a service that distributes press releases, each over a name: no author, no standfirst.
const PROVIDERS: [&str; 4] = [
    "news provided by",
    "nouvelles fournies par",
    "nachrichten bereitgestellt von",
    "noticias proporcionadas por",
];

/// The company below `News provided by` is who paid for the release.
pub fn settle_provider(lines: &[Line<'_>], shapes: &[Shape], labels: &mut [Label]) {
    for i in 1..lines.len().min(MAX_LINES) {
        let is_provider = shapes[i - 1].words <= 3
            && PROVIDERS.contains(&Key::of(&lines[i - 1].text).text.as_str());
        if is_provider && shapes[i].words <= MAX_WORDS {
            labels[i - 1] = Label::Other;
            labels[i] = Label::Credit;
        }
    }
}

/// Labels the fields of a form and the lines around them.
pub fn settle_form(lines: &[Line<'_>], shapes: &[Shape], labels: &mut [Label]) {
    let Some(form) = Form::find(lines, shapes) else {
        return;
    };
    let (Some(&(first, _)), Some(&(last, _))) = (form.0.first(), form.0.last()) else {
        return;
    };
    let is_memo = form.is_memo();
    let old = labels.iter().position(|label| *label == Label::Headline);
    // "MEDIA ADVISORY" is the name of the form.
    let is_name = |at: usize| shapes[at].is_all_caps() && shapes[at].words <= MAX_NAME;
    let is_told = form.has(Field::What);
    let is_titled = old.is_some_and(|at| at < first && !(is_told && is_name(at))) && !is_memo;
    let headline = if is_memo {
        form.line_of(Field::Subject)
    } else if is_titled {
        old
    } else {
        form.line_of(Field::What)
    };
    // What stands over the fields: the name of the form, of an office, of a paper.
    let is_field = |at: &usize| form.0.iter().any(|(i, _)| i == at);
    let headline = headline
        .or_else(|| title_above(lines, labels, first))
        .or_else(|| old.filter(|at| !is_field(at)));
    if !is_titled {
        for (i, label) in labels.iter_mut().enumerate() {
            let is_heading = matches!(label, Label::Headline | Label::Deck)
                || (i < first && *label == Label::Subhead);
            if is_heading && Some(i) != headline {
                *label = if i > last { Label::Body } else { Label::Other };
            }
        }
    }
    for &(i, field) in &form.0 {
        labels[i] = match field {
            Field::Date => Label::Stamp,
            Field::Sender | Field::Recipient | Field::Subject if !is_memo => continue,
            Field::Sender => Label::Byline,
            Field::Recipient => Label::Other,
            _ => Label::Body,
        };
    }
    if let Some(headline) = headline {
        labels[headline] = Label::Headline;
    }
}

/// The last line over the fields that can be a title.
fn title_above(lines: &[Line<'_>], labels: &[Label], first: usize) -> Option<usize> {
    let is_title = |i: &usize| {
        let text = lines[*i].text.as_ref();
        text.split_whitespace().nth(1).is_some()
            && !has_date(text)
            && !matches!(labels[*i], Label::Stamp | Label::Byline)
    };
    (0..first).rev().find(is_title)
}
