//! Headlines of two words, which say too little for the labeller: the page title and their
//! place tell them.

use crate::reader::byline::{is_name, is_outlet};

use super::feature::{Feature, Features};
use super::label::Label;
use super::line::Line;
use super::shape::Shape;
use super::topic::folded;

/// Words of a headline that the labeller sees for itself.
const ENOUGH: u32 = 3;
/// Lines at the top that may be items of notes.
const MAX_NOTES: usize = 30;
/// Words of a first line that is one at most.
const MAX_FIRST: u32 = 20;
/// Words of a site's name at most.
const MAX_SITE: u32 = 4;
/// What stands between a headline and the name of the site in a page title.
const BORDERS: [&str; 8] = [" | ", " :: ", "｜", " - ", " – ", " — ", " » ", " • "];

/// Makes a line of two words that is the page title without its site the headline, and a subhead over
/// the text where there is no headline.
pub fn settle_headline(
    lines: &[Line<'_>],
    shapes: &[Shape],
    features: &[Features],
    labels: &mut [Label],
) {
    // "- ice forty centimetres" is an item of notes, whatever stands around it.
    for i in 0..labels.len().min(MAX_NOTES) {
        let is_item = |text: &str| {
            let item = text.strip_prefix("- ").or_else(|| text.strip_prefix("• "));
            item.is_some_and(|item| item.starts_with(char::is_lowercase))
        };
        if matches!(labels[i], Label::Headline | Label::Deck) && is_item(&lines[i].text) {
            labels[i] = Label::List;
        }
    }
    let body = labels.iter().position(|label| *label == Label::Body);
    let is_first = is_first_line(lines, shapes, labels);
    let head = &mut labels[..body.unwrap_or(0)];
    let old = head.iter().position(|label| *label == Label::Headline);
    let Some(old) = old else {
        if let Some(first) = head.iter_mut().find(|label| **label == Label::Subhead) {
            *first = Label::Headline;
        } else if is_first {
            labels[0] = Label::Headline;
        }
        return;
    };
    let Some(title) = short_title(lines) else {
        return;
    };
    // What was taken for the headline stands right under it, as its deck: elsewhere it is the section,
    // the site or the author that the page is called by.
    let new = old.saturating_sub(1);
    let text = &lines[new].text;
    let is_other = is_name(text)
        || is_outlet(text)
        || features[new].has(Feature::Section)
        || features[new].has(Feature::BylineMarked);
    if new > 0 && shapes[new].words == ENOUGH - 1 && folded(text) == title && !is_other {
        head[old] = Label::Deck;
        head[new] = Label::Headline;
    }
}

/// The first line is a headline that ends like a sentence, or looks like a credit: "The ice is melting!"
/// No other line is one, the text follows, and it has no full stop.
fn is_first_line(lines: &[Line<'_>], shapes: &[Shape], labels: &[Label]) -> bool {
    let is_free = |label: &Label| matches!(label, Label::Body | Label::Caption | Label::Quote);
    let has_other = || labels.contains(&Label::Headline);
    shapes
        .first()
        .is_some_and(|first| (ENOUGH..=MAX_FIRST).contains(&first.words))
        && labels.first().is_some_and(is_free)
        && labels.get(1) == Some(&Label::Body)
        && shapes.get(1).is_some_and(Shape::is_prose)
        && !lines[0].text.ends_with(['.', ':', ',', '…', '。'])
        && !has_other()
}

/// What a page title says before the site's name, if it is short.
fn short_title(lines: &[Line<'_>]) -> Option<String> {
    let text = lines.first()?.text.as_ref();
    let border = |mark: &&str| text.find(*mark);
    let (end, mark) = BORDERS
        .iter()
        .filter_map(|mark| border(mark).map(|end| (end, mark.len())))
        .min()?;
    let (title, site) = (text[..end].trim(), text[end + mark..].trim());
    let count = |text: &str| text.split_whitespace().count() as u32;
    // "tageblatt.lu - Boats leave the harbour": the site stands first.
    let is_short = count(title) == ENOUGH - 1 && (1..=MAX_SITE).contains(&count(site));
    let (title, site) = (folded(title), folded(site));
    let is_of_site = title
        .split(' ')
        .any(|word| site.split(' ').any(|other| other == word));
    (is_short && !is_of_site).then_some(title)
}

#[cfg(test)]
mod tests {
    use crate::reader::plain_text::{Surroundings, explain_lines};

    const STORY: &str = "The roof of the village hall was carried off in the night by the wind.\n\
        Nobody was inside, and the dances will be held in the school until the spring.\n\
        The council has asked three builders what a new roof of slate would cost the village.\n";

    #[track_caller]
    fn check(head: &str, headline: &str) {
        let text = format!("{head}{STORY}");
        let lines = explain_lines(&text, &Surroundings::default());
        let found: Vec<&str> = lines
            .iter()
            .filter(|line| line.label == "HEADLINE")
            .map(|line| &text[line.span.range()])
            .collect();
        assert_eq!(found, [headline], "{head}");
    }

    #[test]
    fn two_words_are_a_headline_where_the_page_title_says_so() {
        check(
            "Roof stolen | The Ledger\nNews\nSport\nRoof stolen\nThe dances move to the school\nBy Ann Loe\n",
            "Roof stolen",
        );
        check("Roof stolen\n", "Roof stolen");
        // A section, a site, a person that the page is called by.
        for title in [
            "Sky News | Breaking news",
            "Jane Roe | The Ledger",
            "World News | The Ledger",
        ] {
            let name = title.split(" | ").next().unwrap_or_default();
            let head =
                format!("{title}\n{name}\nWind takes the roof of the village hall\nBy Ann Loe\n");
            check(&head, "Wind takes the roof of the village hall");
        }
        // The site stands first, and again over the story.
        check(
            "Ledger.example - Wind takes the roof of the village hall\nLedger.example\n\
             Wind takes the roof of the village hall\nBy Ann Loe\n",
            "Wind takes the roof of the village hall",
        );
    }
}
