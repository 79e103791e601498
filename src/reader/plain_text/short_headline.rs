//! Headlines of one or two words, which say too little for the labeller: the page title and their
//! place tell them.

use super::feature::{Feature, Features};
use super::label::Label;
use super::line::Line;
use super::shape::Shape;
use super::topic::folded;

/// Words of a headline that the labeller sees for itself.
const ENOUGH: u32 = 3;
/// Words of a site's name at most.
const MAX_SITE: u32 = 4;
/// What stands between a headline and the name of the site in a page title.
const BORDERS: [&str; 8] = [" | ", " :: ", "｜", " - ", " – ", " — ", " » ", " • "];

/// Makes the line that is the page title without its site the headline, and a subhead over the text
/// where there is no headline.
pub fn settle_headline(
    lines: &[Line<'_>],
    shapes: &[Shape],
    features: &[Features],
    labels: &mut [Label],
) {
    let body = labels.iter().position(|label| *label == Label::Body);
    let head = &mut labels[..body.unwrap_or(0)];
    let old = head.iter().position(|label| *label == Label::Headline);
    let Some(old) = old else {
        if let Some(first) = head.iter_mut().find(|label| **label == Label::Subhead) {
            *first = Label::Headline;
        }
        return;
    };
    let Some(title) = short_title(lines) else {
        return;
    };
    let is_title = |i: &usize| {
        shapes[*i].words < ENOUGH
            && folded(&lines[*i].text) == title
            && !features[*i].has(Feature::BylineMarked)
    };
    let Some(new) = (1..head.len())
        .rev()
        .find(is_title)
        .filter(|new| *new != old)
    else {
        return;
    };
    // What was taken for the headline stands under it as its deck.
    head[old] = if old > new { Label::Deck } else { Label::Nav };
    head[new] = Label::Headline;
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
    let is_short = (1..ENOUGH).contains(&count(title)) && (1..=MAX_SITE).contains(&count(site));
    is_short.then(|| folded(title))
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
        // The site stands first, and again over the story.
        check(
            "Ledger.example - Wind takes the roof of the village hall\nLedger.example\n\
             Wind takes the roof of the village hall\nBy Ann Loe\n",
            "Wind takes the roof of the village hall",
        );
    }
}
