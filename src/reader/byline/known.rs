//! Lines that are known to be bylines, by their place on the page: here they need no proof.
//!
//! "Jane Roe in Paris", "Jane Roe (Daily X)", "Interview: Jane Roe", "onze redacteur Jane Roe".  Credits
//! of pictures and names of outlets stand in such places too, and name no author.

use super::clause::without_clause;
use super::name::split_names;
use super::post::{is_in, is_outlet, is_post, without_article};
use super::scraped::{Byline, Proof, bare_line, read_names, strip_lead, without_notes};
use crate::reader::plain_text::lexicon::{Class, is_phrase, phrases_in};

/// Words of a post before a name at most.
const MAX_POST: usize = 5;

/// What somebody has written, before her name without a mark.
const FORMS: &[&str] = &["tekst", "text", "texto", "texte", "testo"];

/// Between a place and the name of who is there.
const VERBS: &[&str] = &["berichtet", "berichten"];

/// Reads the names of a line that is known to be a byline: a post may stand before them, a place
/// behind them without a word between.
pub fn read_known_byline(text: &str) -> Option<Byline> {
    let line = bare_line(text)?;
    if is_credit(line) {
        return None;
    }
    let (rest, lead) = strip_lead(line);
    let proof = lead.max(Proof::Label);
    let names = without_notes(without_clause(cut_post(cut_label(rest))));
    // A masthead is no author.
    let first = split_names(&names).next().map_or("", |part| part.text);
    let is_agency = || is_phrase(first, Class::Agency) || without_article(first).is_some();
    if lead == Proof::None && is_outlet(first) && !is_agency() {
        return None;
    }
    read_names(&names, proof, None)
}

/// "Foto: Ann Roe", "Copyright Ann Roe"
fn is_credit(text: &str) -> bool {
    let hits = phrases_in(text);
    let is_of = |class| hits.head.has(class) || hits.whole.has(class);
    let first = split_names(text).next().map_or("", |part| part.text);
    // An agency signs stories as well as pictures.
    (is_of(Class::Credit) && !is_phrase(first, Class::Agency)) || is_of(Class::Copyright)
}

/// Takes off what was written and in what form: `Interview: Ann Roe`, `Tekst Ann Roe`.
fn cut_label(text: &str) -> &str {
    let Some((first, rest)) = text.split_once(' ') else {
        return text;
    };
    let is_label = first.ends_with(':') || is_in(FORMS, first);
    if is_label && rest.trim().contains(' ') {
        rest.trim()
    } else {
        text
    }
}

/// Takes off a post before a name: `Staff Writer Ann Roe`, `onze redacteur Ann Roe`, `Aus Rom berichtet
/// Ann Roe`.
fn cut_post(text: &str) -> &str {
    let mut names = text;
    let (mut capitals, mut at) = (0, 0);
    for word in text.split_inclusive(' ').take(MAX_POST) {
        at += word.len();
        let bare = word.trim();
        let is_post = bare.chars().count() > 3 && is_phrase(bare, Class::Role);
        if is_in(VERBS, bare) || (is_post && capitals < 2) {
            names = &text[at..];
        } else if bare.starts_with(char::is_uppercase) {
            capitals += 1;
        }
    }
    let is_name = names.starts_with(char::is_uppercase) && names.contains(' ');
    if is_name && !is_post(names) {
        names
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, authors: &[&str]) {
        let found = read_known_byline(text).map(|byline| byline.authors);
        assert_eq!(found.unwrap_or_default(), authors, "{text}");
    }

    #[test]
    fn places_posts_and_outlets_stand_around_names() {
        for text in [
            "Jane Roe in Kendal",
            "Jane Roe Rural affairs correspondent",
            "Jane Roe (The Harbour Post)",
            "Par Jane Roe (Lorient, envoyée spéciale)",
            "Interview: Jane Roe",
            "Tekst Jane Roe",
            "Texto: Jane Roe",
            "Jane Roe, Berlin",
            "Jane Roe, à Rennes",
            "Jane Roe / Valdehierro",
            "By [Jane Roe](/author/jane-roe)",
            "De notre correspondante Jane Roe",
            "dal nostro inviato Jane Roe",
            "Door onze redacteur Jane Roe",
            "Aus Aldenried berichtet Jane Roe",
            "Staff Writer Jane Roe",
            "By Jane Roe, Local Democracy Reporter",
            "Jane RoeThe West Ledger",
            "Jane Roe@janeroe",
            "Jane Roe reports from Kyiv",
            "By Jane Roe, with reporting by Tom Fox",
        ] {
            check(text, &["Jane Roe"]);
        }
        check(
            "Jane Roe in London and Tom Fox in Leeds",
            &["Jane Roe", "Tom Fox"],
        );
        check(
            "Jane Roe, Staff Writer, and Tom Fox, News Editor",
            &["Jane Roe", "Tom Fox"],
        );
        check("Jane Roe and Cher", &["Jane Roe", "Cher"]);
        check("By Madonna and Cher", &["Madonna", "Cher"]);
        check("Kim In Suk", &["Kim In Suk"]);
        check("Mary Senior", &["Mary Senior"]);
        check("Jane Roe Senior Political Correspondent", &["Jane Roe"]);
        check("Par Le Matin avec AFP", &["Le Matin"]);
        check("BBC News, South West", &["BBC News"]);
        check("Reuters, Jane Roe", &["Jane Roe"]);
        check("Da Folhapress", &["Folhapress"]);
        check("By Euronews with Agencies", &["Euronews"]);
    }

    #[test]
    fn posts_credits_and_mastheads_are_nobody() {
        for text in [
            "Political Correspondent",
            "By Staff Reporter",
            "Fotografie Jane Roe",
            "Foto: Jane Roe",
            "Valley Sentinel",
            "Redacción Valle",
            "Cher",
            "Crime & Courts",
            "Lichtgut/Jane Roe",
            "the ferries were late",
        ] {
            check(text, &[]);
        }
    }
}
