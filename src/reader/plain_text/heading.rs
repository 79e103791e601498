//! Where a headline stands: over authors and stamps, shortly before the running text.
//!
//! Needs the features of `context` and `topic`.  At most one line of a file has each feature.

use super::feature::{Feature, Features};
use super::shape::Shape;

/// Lines before the running text among which headings are looked for.
const REACH: usize = 30;
/// Lines between a heading and the authors or the stamp below it.
const MARK_REACH: usize = 6;

/// Adds which of the lines before the running text leads it.
pub fn add_headings(shapes: &[Shape], features: &mut [Features]) {
    let Some(start) = features.iter().position(|f| f.has(Feature::CoreStart)) else {
        return;
    };
    let from = start.saturating_sub(REACH);
    let heads: Vec<usize> = (from..=start)
        .filter(|&i| is_heading(&shapes[i], &features[i]))
        .collect();
    let is_mark = |f: &Features| {
        f.has(Feature::BylineMarked)
            || f.has(Feature::StampLabelled)
            || f.has(Feature::StampDate)
            || f.has(Feature::StampPart)
    };
    let mark = (from..start)
        .find(|&i| is_mark(&features[i]) && heads.iter().any(|&h| h < i && i - h <= MARK_REACH));
    if let Some(mark) = mark {
        let above = heads.iter().rfind(|&&h| h < mark);
        if let Some(&line) = above {
            features[line].add(Feature::LeadsMark);
        }
    }
    // Of equally long ones the nearest.
    if let Some(&line) = heads.iter().max_by_key(|&&i| (shapes[i].words, i)) {
        features[line].add(Feature::LongestHead);
    }
    let is_titled = |f: &Features| f.has(Feature::MatchesTitle) || f.has(Feature::InTitle);
    let nearest = (1..=start).rev().find(|&i| is_titled(&features[i]));
    if let Some(line) = nearest {
        features[line].add(Feature::TitleNear);
    }
}

/// A short line that is no sentence and no furniture.
fn is_heading(shape: &Shape, f: &Features) -> bool {
    (3..=24).contains(&shape.words)
        && shape.stamp.is_none()
        && shape.credit.is_none()
        && !(f.has(Feature::EndsStop) && shape.words > 12)
        && ![
            Feature::BylineMarked,
            Feature::StampPart,
            Feature::LooseStamp,
            Feature::Nav,
            Feature::Social,
            Feature::Promo,
            Feature::Ad,
            Feature::RelatedHead,
            Feature::ReadMore,
            Feature::TagsHead,
            Feature::HasBars,
        ]
        .into_iter()
        .any(|feature| f.has(feature))
}
