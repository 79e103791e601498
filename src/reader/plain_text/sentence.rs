//! Short sentences that the labeller took for furniture, right behind the text: they are its end.
//!
//! Tabloids end on `The trial continues.`, and an advertisement between short paragraphs looks like
//! the end of them.  A sentence that no set phrase explains goes on with the paragraph before it.

use super::feature::{Feature, Features};
use super::label::Label;
use super::line::Line;
use super::shape::Shape;
use super::turns::number_of;

/// Words of a sentence at least.
const MIN_WORDS: u32 = 3;
/// Lines of an inset between a paragraph and the sentence that goes on with it.
const MAX_INSET: usize = 2;

/// Labels that are given for want of a better one.
pub const LOOSE: [Label; 8] = [
    Label::Promo,
    Label::Nav,
    Label::Other,
    Label::Tags,
    Label::Comment,
    Label::Social,
    Label::RelatedItem,
    Label::Kicker,
];

/// Labels of what stands between two paragraphs and says so itself.
const INSETS: [Label; 2] = [Label::Ad, Label::RelatedItem];

/// What explains a line of furniture.
const EXPLAINED: [Feature; 35] = [
    Feature::RelatedHead,
    Feature::ReadMore,
    Feature::Promo,
    Feature::PromoInside,
    Feature::Ad,
    Feature::Nav,
    Feature::NavHead,
    Feature::Social,
    Feature::SocialHead,
    Feature::Copyright,
    Feature::Correction,
    Feature::TagsHead,
    Feature::Bio,
    Feature::Comments,
    Feature::SignOff,
    Feature::PageMark,
    Feature::Slug,
    Feature::Section,
    Feature::Consent,
    Feature::ServiceWord,
    Feature::ServiceWords,
    Feature::ManyServiceWords,
    Feature::Stub,
    Feature::ReadingTime,
    Feature::Embed,
    Feature::CreditAlone,
    Feature::CreditBracketed,
    Feature::CreditMarked,
    Feature::BylineMarked,
    Feature::HasUrl,
    Feature::HasHandle,
    Feature::Repeated,
    Feature::RepeatedText,
    Feature::Frequent,
    Feature::StartsLower,
];

/// Words of a sentence at least that begins like furniture and is none.
const MIN_TOLD: u32 = 8;

/// What explains a line, unless it is about what the story is about.
const DOUBTFUL: [Feature; 5] = [
    Feature::PromoInside,
    Feature::NavHead,
    Feature::SocialHead,
    Feature::Consent,
    Feature::ServiceWord,
];

/// Gives sentences right behind a paragraph, or behind a short inset after one, to the text.
pub fn keep_sentences(
    lines: &[Line<'_>],
    shapes: &[Shape],
    features: &[Features],
    labels: &mut [Label],
) {
    // Lines since the text; None where more than an inset lies between.
    let mut since: Option<usize> = None;
    for i in 0..labels.len() {
        let (text, shape, f) = (&lines[i].text, &shapes[i], &features[i]);
        let is_sentence = || is_plain_sentence(text, shape, f);
        let goes_on = LOOSE.contains(&labels[i])
            && match since {
                Some(0) => is_sentence() || is_told(text, shape, f),
                Some(_) => is_sentence() && is_on_topic(f),
                None => false,
            };
        if goes_on {
            labels[i] = Label::Body;
        }
        since = match labels[i] {
            Label::Body => Some(0),
            // A question, or the last item of an agenda: the answer follows.
            Label::Subhead if text.contains('?') || number_of(text).is_some() => {
                since.filter(|lines| *lines == 0)
            }
            label if INSETS.contains(&label) && is_explained(f) => since
                .map(|lines| lines + 1)
                .filter(|lines| *lines <= MAX_INSET),
            _ => None,
        };
    }
}

/// A statement of which nothing says that it is furniture.
fn is_plain_sentence(text: &str, shape: &Shape, features: &Features) -> bool {
    shape.words >= MIN_WORDS && is_statement(text, shape, features) && !is_explained(features)
}

/// A longer sentence about what the story is about, though it has words of furniture: `Cookies and
/// coffee were served, but nobody agreed`.  Appeals (`Subscribe`, `Donate`) are what they seem.
fn is_told(text: &str, shape: &Shape, features: &Features) -> bool {
    let mut told = EXPLAINED
        .iter()
        .filter(|feature| !DOUBTFUL.contains(feature));
    shape.words >= MIN_TOLD
        && is_statement(text, shape, features)
        && is_on_topic(features)
        && shape.service_words <= 1
        && !told.any(|feature| features.has(*feature))
}

/// Closed with a stop; questions to readers are furniture more often than not.
fn is_statement(text: &str, shape: &Shape, features: &Features) -> bool {
    shape.ends_sentence()
        && !text.contains(['?', '？', '؟'])
        && shape.bars == 0
        && shape.stamp.is_none()
        && !shape.has_stamp_part
        && !features.has(Feature::InComments)
        && !features.has(Feature::InTail)
        && !features.has(Feature::InPairs)
}

/// Something says what a line of furniture is.
pub fn is_explained(features: &Features) -> bool {
    EXPLAINED.iter().any(|feature| features.has(*feature))
}

fn is_on_topic(features: &Features) -> bool {
    features.has(Feature::OnTopic) || features.has(Feature::NearTopic)
}

#[cfg(test)]
mod tests {
    use crate::reader::plain_text::{Surroundings, explain_lines};

    const STORY: &str = "Roof of the village hall stolen by the wind\nBy Ann Loe\n\
        The roof of the village hall was carried off in the night by the wind.\n\
        Nobody was inside, and the dances will be held in the school until the spring.\n\
        The council has asked three builders what a new roof of slate would cost the village.\n";

    /// The lines behind the story that are its text.
    fn text_of(tail: &str) -> Vec<String> {
        let text = format!("{STORY}{tail}");
        let lines = explain_lines(&text, &Surroundings::default());
        let body = lines.iter().filter(|line| line.label == "BODY");
        body.skip(3)
            .map(|line| text[line.span.range()].to_owned())
            .collect()
    }

    #[test]
    fn short_sentences_behind_the_text_are_its_end() {
        for tail in [
            "The trial continues.\nSign up for our newsletter\nContact us\nTerms of use\n",
            "He was 82.\n",
            "Nobody was hurt.\nSo far.\nMost read\nTrams stop\n",
        ] {
            let text = text_of(tail);
            assert!(
                text.iter().any(|line| tail.starts_with(line.as_str())),
                "{tail}: {text:?}"
            );
            assert!(text.iter().all(|line| line.ends_with('.')), "{text:?}");
        }
    }

    #[test]
    fn a_question_does_not_end_the_text() {
        let tail = "And if the money is not there?\nThen nobody will dance.\nContact us\n";
        let text = text_of(tail);
        assert_eq!(
            text.last().map(String::as_str),
            Some("Then nobody will dance.")
        );
    }

    #[test]
    fn an_inset_does_not_end_the_text() {
        let tail = "Advertisement\nThe council will hear the builders in the school.\nContact us\n";
        assert_eq!(
            text_of(tail),
            ["The council will hear the builders in the school."]
        );
    }

    #[test]
    fn furniture_in_sentences_stays_furniture() {
        for tail in [
            "Sign up for our newsletter.\nContact us\n",
            "Follow us on every network.\nContact us\n",
        ] {
            assert!(text_of(tail).is_empty(), "{tail}");
        }
    }
}
