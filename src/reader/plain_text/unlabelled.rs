//! Bylines in the head of a story that the labeller took for something else: who is named there has to
//! be told by the line itself, by what stands beside it or by the first name.

use super::assemble::Labelled;
use super::authors::{Signed, may_sign, signed_parts};
use super::head::Head;
use super::label::Label;
use super::lexicon::{Class, phrases_in};
use super::line::Line;
use super::person::{has_work_behind, is_described, is_person, is_sure_name, is_work};
use super::shape::Shape;
use super::stamp::{is_loose_stamp, stamp_in};
use crate::reader::byline::{
    Byline, beside_date, cut_lead, ends_in_names, is_told_of, named_reporters, read_known_byline,
    without_time,
};

/// Lines between a name without a mark and the stamp beside it.
const CLOSE: usize = 2;
/// Longest line, bytes.
const MAX_BYTES: usize = 160;
/// Lines that show whom a story is about; below it a note may tell of its author.
const MOST_STORY: usize = 8;

/// Finds the authors in the head of a story none of whose lines is labelled as a byline.
pub fn find_unlabelled(input: &Labelled<'_, '_>, head: Head) -> Vec<Signed> {
    let ways = [
        find_led,
        find_bare,
        find_listed,
        find_reporters,
        find_signature,
    ];
    let mut found = ways.into_iter().map(|way| way(input, head));
    found.find(|signed| !signed.is_empty()).unwrap_or_default()
}

/// The agency that stands alone beside the day below the headline: one beside a picture took it.
pub fn find_agency(input: &Labelled<'_, '_>, head: Head) -> Option<Signed> {
    let lines = input.lines;
    let is_stamp = |at: usize| {
        lines
            .get(at)
            .is_some_and(|line| stamp_in(&line.text).is_some())
    };
    let is_picture = |at: usize| {
        let is_credit = |shape: &Shape| shape.credit.is_some() || shape.has_slug;
        let label = input.labels.get(at);
        label.is_some_and(|label| matches!(label, Label::Caption | Label::Credit))
            || input.shapes.get(at).is_some_and(is_credit)
    };
    let mut below = head.headline + 1..head.first;
    below.find_map(|at| {
        let has_day = is_stamp(at - 1) || is_stamp(at + 1);
        let is_apart = has_day && !is_picture(at - 1) && !is_picture(at + 1);
        let byline = is_apart
            .then(|| read_known_byline(&lines[at].text))
            .flatten()?;
        let signed = Signed::of(at, byline).filter(|signed| signed.is_agency)?;
        Some(kept_if_longer(signed, &lines[at].text))
    })
}

/// Reads a byline that says itself that it is one: `Texto: Ana Gil. Fotos: Luis Sol`, a credit to the
/// labeller; `By Ann de la Roe`, a subhead.
fn find_led(input: &Labelled<'_, '_>, head: Head) -> Vec<Signed> {
    let end = head.end(input.lines.len());
    let below = (head.headline + 1..=head.first).chain(head.last + 1..=end.min(head.last + 1));
    let led = below.into_iter().find_map(|at| {
        let text = input.lines[at].text.as_ref();
        let is_end = text.ends_with(['.', '!', '?', ':', '…']) || text.len() > MAX_BYTES;
        let may_be = match input.labels[at] {
            Label::Subhead | Label::Caption | Label::Credit => true,
            Label::Body => at == head.first && !is_end,
            Label::Bio | Label::List => at > head.last,
            label => may_sign(label),
        };
        if !may_be || text.len() > MAX_BYTES {
            return None;
        }
        let (_, rest) = cut_lead(text)?;
        let byline = read_known_byline(text).filter(|byline| !byline.is_agency)?;
        let are_sure = byline.authors.iter().all(|name| is_sure_name(name));
        let begins = rest.starts_with(byline.authors[0].split(' ').next()?);
        let signed = Signed::of(at, byline).filter(|_| are_sure && begins)?;
        Some(kept_if_longer(signed, text))
    });
    led.into_iter().collect()
}

/// A line that says more than its names stays what it is.
fn kept_if_longer(mut signed: Signed, text: &str) -> Signed {
    /// Bytes of a lead and of joining words.
    const BESIDE: usize = 12;
    let names: usize = signed.names.iter().map(String::len).sum();
    if text.len() > names + BESIDE * signed.names.len() {
        signed.end = signed.start;
    }
    signed
}

/// Reads names without a mark in the head of a story: with a post or an outlet behind them, else beside
/// a stamp below the headline.
fn find_bare(input: &Labelled<'_, '_>, head: Head) -> Vec<Signed> {
    let text = |at: usize| input.lines.get(at).map_or("", |line| line.text.as_ref());
    let is_stamp = |line: &Line<'_>| stamp_in(&line.text).is_some() || is_loose_stamp(&line.text);
    let site = input.site.map_or("", |at| &input.lines[0].text[at..]);
    let is_name = |at: usize| {
        may_sign(input.labels[at])
            && input.shapes[at].service_words == 0
            && is_sure_name(text(at))
            && !site.ends_with(text(at))
    };
    let has_post = |at: &usize| {
        let is_whole = may_sign(input.labels[*at]) && has_work_behind(text(*at));
        is_whole || (is_name(*at) && is_work(text(at + 1)))
    };
    let is_dated = |at: &usize| {
        let close = at.saturating_sub(CLOSE)..(at + CLOSE + 1).min(input.lines.len());
        is_name(*at) && input.lines[close].iter().any(is_stamp)
    };
    let with_post = (head.from..head.to).find(has_post);
    let below = head.headline + 1..head.to;
    let Some(start) = with_post.or_else(|| below.clone().find(is_dated)) else {
        return Vec::new();
    };
    // Names stand one below the other.
    let is_next = |at: &usize| *at == start || is_name(*at) || has_post(at);
    (start..head.to)
        .take_while(is_next)
        .filter_map(|at| Signed::of(at, read_known_byline(text(at))?))
        .filter(|signed| !signed.is_agency)
        .collect()
}

/// Reads a line below the headline that the labeller took for a stamp without a time in it: people with
/// known first names, and where they are or work.
fn find_listed(input: &Labelled<'_, '_>, head: Head) -> Vec<Signed> {
    let mut below = head.headline + 1..head.first;
    let listed = below.find_map(|at| {
        let text = input.lines[at].text.as_ref();
        let is_stamp = || stamp_in(text).is_some();
        let names = beside_date(without_time(text));
        let is_dated = || is_loose_stamp(text) || phrases_in(text).any(Class::ReadingTime);
        let is_beside_day = names.len() < text.len() && may_sign(input.labels[at]) && is_dated();
        let may_be = is_beside_day || (input.labels[at] == Label::Stamp && !is_stamp());
        if !may_be || input.shapes[at].service_words > 0 {
            return None;
        }
        let has_number = names.contains(|c: char| c.is_ascii_digit());
        if text.len() > MAX_BYTES || has_number || is_described(names) {
            return None;
        }
        let mut signed = Signed::at(at);
        for part in signed_parts(names) {
            let is_of_other = part.is_dashed && !signed.names.is_empty();
            if let Some(byline) = read_known_byline(part.text).filter(|_| !is_of_other) {
                signed.add(byline);
            }
        }
        let is_author = |name: &String| is_listed(name) && !tells_of(input, name, MOST_STORY);
        let are_people = !signed.is_agency && signed.names.iter().all(is_author);
        are_people.then(|| kept_if_longer(signed, text))
    });
    listed.into_iter().collect()
}

/// A name alone below the last line of a story that tells of nobody of that name.
fn find_signature(input: &Labelled<'_, '_>, head: Head) -> Vec<Signed> {
    let at = head.last + 1;
    let may_be = |label: &Label| may_sign(*label) || *label == Label::List;
    if !input.labels.get(at).is_some_and(may_be) {
        return Vec::new();
    }
    let name = input.lines[at].text.as_ref();
    if !is_listed(name) || tells_of(input, name, usize::MAX) || goes_on_as_list(input, at + 1) {
        return Vec::new();
    }
    let signed = read_known_byline(name).and_then(|byline| Signed::of(at, byline));
    signed.into_iter().collect()
}

/// Whether a story is about somebody of that name, by so many of its lines.
fn tells_of(input: &Labelled<'_, '_>, name: &str, most: usize) -> bool {
    const TOLD: &[Label] = &[Label::Headline, Label::Deck, Label::Body, Label::Caption];
    let lines = input.lines.iter().zip(input.labels);
    let mut told = lines.filter(|(_, label)| TOLD.contains(label)).take(most);
    told.any(|(line, _)| is_told_of(name, &line.text))
}

/// Whether a line goes on as lists of tags, and names over comments, do.
fn goes_on_as_list(input: &Labelled<'_, '_>, at: usize) -> bool {
    const MAX_WORDS: u32 = 4;
    let Some(line) = input.lines.get(at) else {
        return false;
    };
    let is_furniture = matches!(
        input.labels[at],
        Label::RelatedHead | Label::Comment | Label::Copyright | Label::Social | Label::Promo
    );
    stamp_in(&line.text).is_some() || (!is_furniture && input.shapes[at].words <= MAX_WORDS)
}

/// Of scripts whose first names the list has.
fn is_listed(name: &str) -> bool {
    is_person(name) && name.starts_with(|c: char| c.is_alphabetic() && c < '\u{370}')
}

/// The reporters whom papers in Korea, Japan and China name, above a story or at its end.
fn find_reporters(input: &Labelled<'_, '_>, head: Head) -> Vec<Signed> {
    let above = head.headline + 1..head.to;
    let end = head.end(input.lines.len());
    let below = head.last..=end;
    let named = above.chain(below).find_map(|at| {
        let text = input.lines[at].text.as_ref();
        let ways = [named_reporters, ends_in_names];
        let names = ways
            .into_iter()
            .map(|way| way(text))
            .find(|names| !names.is_empty())?;
        let byline = Byline {
            authors: names,
            is_marked: true,
            is_agency: false,
        };
        let mut signed = Signed::of(at, byline)?;
        signed.end = signed.start;
        Some(signed)
    });
    named.into_iter().collect()
}
