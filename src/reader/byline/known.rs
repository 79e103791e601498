//! Lines that are known to be bylines, by their place on the page: here they need no proof.
//!
//! "Jane Roe in Paris", "Jane Roe (Daily X)", "Interview: Jane Roe", "onze redacteur Jane Roe".  Credits
//! of pictures and names of outlets stand in such places too, and name no author.

use super::clause::{is_other_work, without_clause};
use super::credit::{is_credit, without_pictures};
use super::east_asian::named_reporters;
use super::lead::is_led_word;
use super::list::split_names;
use super::name::begins_with_title;
use super::post::{cut_form, cut_post, is_outlet, without_article};
use super::scraped::{Byline, Proof, bare_line, read_names, strip_lead, without_notes};
use crate::reader::plain_text::lexicon::{Class, is_phrase};

/// Reads the names of a line that is known to be a byline: a post may stand before them, a place
/// behind them without a word between.
pub fn read_known_byline(text: &str) -> Option<Byline> {
    let line = bare_line(text)?;
    if is_credit(line) || is_led_word(line) {
        return None;
    }
    let reporters = named_reporters(line);
    if !reporters.is_empty() {
        return Some(Byline {
            authors: reporters,
            is_marked: true,
            is_agency: false,
        });
    }
    let (rest, lead) = strip_lead(line);
    if lead == Proof::None && begins_with_title(line) {
        return None;
    }
    let proof = lead.max(Proof::Label);
    let authors = without_pictures(cut_post(cut_label(rest)));
    let names = without_notes(without_clause(&authors));
    // A masthead is no author.
    let first = split_names(&names).next().map_or("", |part| part.text);
    let is_agency = || is_phrase(first, Class::Agency) || without_article(first).is_some();
    if lead == Proof::None && is_outlet(first) && !is_agency() {
        return None;
    }
    read_names(&names, proof, None)
}

/// Takes off what was written and in what form: `Interview: Ann Roe`, `Tekst Ann Roe`; behind the label
/// of other work nobody is an author.
fn cut_label(text: &str) -> &str {
    let Some((first, rest)) = text.split_once(' ') else {
        return text;
    };
    if is_other_work(text) {
        return "";
    }
    if first.ends_with(':') && rest.trim().contains(' ') {
        return rest.trim();
    }
    cut_form(text)
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
        check(
            "By Jane Roe and Tom Fox BBC News, Kyiv",
            &["Jane Roe", "Tom Fox"],
        );
        check("Von Jane Roe (Text) und Tom Fox (Fotos)", &["Jane Roe"]);
        check("De notre envoyé spécial à Kiev, Tom Fox", &["Tom Fox"]);
        check("Von unserem Mitarbeiter Tom Fox", &["Tom Fox"]);
        check("Par l’AFP", &["AFP"]);
        check("dpa/jr", &["dpa"]);
        check("作者：李文静 编辑：王强", &["李文静"]);
        check("By Tom Fox Jr.", &["Tom Fox Jr."]);
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
            "Jane Roe/Getty Images",
            "Editör: Jane Roe",
            "Por Navidad",
            "Von Menschen und Mauern",
            "By Land and Sea",
            "By our own correspondent",
            "Mayor Jane Roe",
            "the ferries were late",
        ] {
            check(text, &[]);
        }
    }
}
