//! What sort of item a text is: live blog, gallery, the stub before a paywall, or a story.
//!
//! Careful: a story that is called a stub is one that a search may leave out.

use crate::article::{Article, BlockKind, Kind};

use super::label::Label;
use super::lexicon::{Class, phrases_in};
use super::shape::Shape;
use super::stamp::Time;

/// Stamps within the text that make a live blog where nothing says so.
const MANY_STAMPS: usize = 5;
/// As many where something does.
const SOME_STAMPS: usize = 2;
/// Captions of a gallery.
const MIN_CAPTIONS: usize = 4;
/// Words of text that a gallery or a stub has at most.
const MAX_GALLERY_WORDS: u32 = 150;
const MAX_STUB_WORDS: u32 = 300;

/// Decides on the kind of a labelled text.
pub fn kind_of(article: &Article, shapes: &[Shape], labels: &[Label]) -> Kind {
    let is_body = |label: Label| label.block_kind().is_some_and(BlockKind::is_body);
    let Some(first) = labels.iter().position(|label| is_body(*label)) else {
        let captions = labels.iter().filter(|label| **label == Label::Caption);
        return if captions.count() >= MIN_CAPTIONS {
            Kind::Gallery
        } else {
            Kind::Story
        };
    };
    let last = labels
        .iter()
        .rposition(|label| is_body(*label))
        .unwrap_or(first);
    let within = || shapes[first..=last].iter().zip(&labels[first..=last]);
    let is_time = |shape: &Shape| {
        let stamp = shape.stamp.filter(|stamp| !stamp.is_labelled);
        stamp.is_some_and(|stamp| stamp.time != Time::Relative)
    };
    let stamps = within()
        .filter(|(shape, label)| is_time(shape) && !is_body(**label))
        .count();
    let says = |class: Class| {
        phrases_in(&article.headline).any(class)
            || shapes[..first]
                .iter()
                .any(|shape| shape.words <= 6 && shape.hits.any(class))
    };
    if stamps >= MANY_STAMPS || (stamps >= SOME_STAMPS && says(Class::Live)) {
        return Kind::LiveBlog;
    }
    let words = |wanted: &dyn Fn(Label) -> bool| -> u32 {
        let chosen = shapes
            .iter()
            .zip(labels)
            .filter(|(_, label)| wanted(**label));
        chosen.map(|(shape, _)| shape.words).sum()
    };
    let body = words(&|label| is_body(label) && label != Label::Subhead);
    let shown = words(&|label| label == Label::Caption);
    let captions = labels
        .iter()
        .filter(|label| **label == Label::Caption)
        .count();
    let is_gallery = captions >= MIN_CAPTIONS && shown > body && body <= MAX_GALLERY_WORDS;
    if is_gallery || (captions >= 2 && shown > body && says(Class::Gallery)) {
        return Kind::Gallery;
    }
    // The notice stands right behind what is given of the text; in a tail it is any promotion.
    let notice = shapes[last + 1..].iter().take(3).any(|shape| {
        shape.words <= 30 && (shape.hits.whole.has(Class::Stub) || shape.hits.head.has(Class::Stub))
    });
    let breaks_off = !shapes[last].ends_sentence() || shapes[last].last_bare == '…';
    if notice && body <= MAX_STUB_WORDS && (breaks_off || body <= MAX_STUB_WORDS / 2) {
        return Kind::Stub;
    }
    Kind::Story
}
