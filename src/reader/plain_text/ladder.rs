//! The fallback ladder: labelled lines, else first line and rest, else the whole file as body.
//!
//! Each rung names itself in `parser` and says how sure it is.  The last takes anything, so no file
//! with visible text is without an article.

use std::cell::RefCell;
use std::collections::HashMap;

use crate::article::{Article, Block, BlockKind, Evidence, Kind, Span};

use super::LineReport;
use super::assemble::{Labelled, assemble};
use super::bullets::settle_items;
use super::context::{Surroundings, find_features};
use super::feature::{Feature, Features};
use super::form::{settle_form, settle_provider};
use super::kind::kind_of;
use super::label::Label;
use super::letters_page::settle_greeting;
use super::line::Line;
use super::marked::settle_marks;
use super::model::Model;
use super::record_head::read_head;
use super::running_head::settle_running_heads;
use super::sentence::keep_sentences;
use super::shape::Shape;
use super::short_headline::settle_headline;
use super::topic::site_suffix;
use super::turns::keep_turns;
use super::wrap::read_lines;

/// Files with more lines are no article; they are kept whole.
const MAX_LINES: usize = 100_000;
/// Lines that one block of a file kept whole takes at most.
const MAX_BLOCK_LINES: usize = 200;

/// Reads a text by the highest rung that holds.
pub fn climb(text: &str, around: &Surroundings<'_>) -> Article {
    let mut lines = read_lines(text);
    let head = read_head(&mut lines);
    if lines.is_empty() {
        return Article::default();
    }
    if lines.len() > MAX_LINES {
        let mut article = whole_file(&lines, around);
        article
            .notes
            .push(format!("{} lines: kept whole", lines.len()));
        return article;
    }
    let labelled = label_lines(&lines, around);
    let mut article = assemble(&Labelled {
        lines: &lines,
        labels: &labelled.labels,
        shapes: &labelled.shapes,
        site: site_suffix(&lines, &labelled.shapes),
        reason: &|line| labelled.reason(line),
    });
    article.kind = kind_of(&article, &labelled.shapes, &labelled.labels);
    let mut article = judge(article, &lines, &labelled, around);
    head.fill(&mut article);
    article
}

/// Labels every line and says why.
pub fn explain(text: &str, around: &Surroundings<'_>) -> Vec<LineReport> {
    let mut lines = read_lines(text);
    lines.truncate(MAX_LINES);
    read_head(&mut lines);
    let labelled = label_lines(&lines, around);
    lines
        .iter()
        .enumerate()
        .map(|(i, line)| LineReport {
            span: line.span,
            label: labelled.labels[i].name(),
            reason: labelled.reason(i),
            features: labelled.features[i]
                .iter()
                .map(|feature| feature.name())
                .collect(),
        })
        .collect()
}

struct LabelledLines {
    shapes: Vec<Shape>,
    features: Vec<Features>,
    labels: Vec<Label>,
}

impl LabelledLines {
    /// The facts that spoke most for a line's label.
    fn reason(&self, line: usize) -> String {
        let model = Model::in_use();
        let (features, label) = (&self.features[line], self.labels[line]);
        let row = model.score(features);
        let rival = Label::ALL
            .iter()
            .copied()
            .filter(|other| *other != label)
            .max_by(|a, b| row[*a as usize].total_cmp(&row[*b as usize]))
            .unwrap_or(Label::Other);
        let mut reasons = model.reasons(features, label, rival);
        if features.has(Feature::Frequent) && !label.is_story() {
            reasons.retain(|reason| *reason != Feature::Frequent);
            reasons.insert(0, Feature::Frequent);
        }
        if reasons.is_empty() {
            return "its neighbours".to_owned();
        }
        let phrases: Vec<&str> = reasons
            .iter()
            .take(3)
            .map(|feature| feature.phrase())
            .collect();
        phrases.join(", ")
    }
}

fn label_lines(lines: &[Line<'_>], around: &Surroundings<'_>) -> LabelledLines {
    let shapes = shapes_of(lines);
    let features = find_features(lines, &shapes, around);
    let mut labels = Model::in_use().decode(&features);
    settle_headline(lines, &shapes, &features, &mut labels);
    keep_turns(lines, &shapes, &features, &mut labels);
    keep_sentences(lines, &shapes, &features, &mut labels);
    settle_form(lines, &shapes, &mut labels);
    settle_provider(lines, &shapes, &mut labels);
    settle_greeting(lines, &shapes, &mut labels);
    settle_running_heads(lines, &shapes, &mut labels);
    settle_marks(lines, &shapes, &mut labels);
    settle_items(lines, &mut labels);
    LabelledLines {
        shapes,
        features,
        labels,
    }
}

/// What each line looks like; a fifth of the lines of scraped pages stand in them before.
fn shapes_of(lines: &[Line<'_>]) -> Vec<Shape> {
    let mut known: HashMap<&str, usize> = HashMap::with_capacity(lines.len());
    let mut shapes: Vec<Shape> = Vec::with_capacity(lines.len());
    for (i, line) in lines.iter().enumerate() {
        let first = *known.entry(&line.text).or_insert(i);
        let shape = match shapes.get(first) {
            Some(shape) => shape.clone(),
            None => shape_of(&line.text),
        };
        shapes.push(shape);
    }
    shapes
}

/// Longest line whose shape is remembered, bytes.
const MAX_REMEMBERED: usize = 64;
/// Lines that a thread remembers; then it begins anew.
const MAX_MEMORY: usize = 4096;

thread_local! {
    /// Shapes of the short lines of texts read before: pages of a site share most of theirs.
    static REMEMBERED: RefCell<HashMap<Box<str>, Shape>> = RefCell::default();
}

fn shape_of(line: &str) -> Shape {
    if line.len() > MAX_REMEMBERED {
        return Shape::of(line);
    }
    REMEMBERED.with_borrow_mut(|remembered| {
        if let Some(shape) = remembered.get(line) {
            return shape.clone();
        }
        let shape = Shape::of(line);
        if remembered.len() >= MAX_MEMORY {
            remembered.clear();
        }
        remembered.insert(line.into(), shape.clone());
        shape
    })
}

/// Accepts the labelled article, or steps down.
fn judge(
    mut article: Article,
    lines: &[Line<'_>],
    labelled: &LabelledLines,
    around: &Surroundings<'_>,
) -> Article {
    let is_body = |label: Label| label.block_kind().is_some_and(BlockKind::is_body);
    let labelled_shapes = || labelled.shapes.iter().zip(&labelled.labels);
    let body_words: u32 = labelled_shapes()
        .filter(|(_, label)| is_body(**label))
        .map(|(shape, _)| shape.words)
        .sum();
    let prose_words: u32 = labelled
        .shapes
        .iter()
        .filter(|s| s.is_prose())
        .map(|s| s.words)
        .sum();
    let has_captions = article
        .blocks
        .iter()
        .any(|block| block.kind == BlockKind::Caption);
    // A page may hold ten times as much running text of others.
    let has_body = body_words >= 60 || (body_words > 0 && body_words * 4 >= prose_words);
    if !article.headline.is_empty() && (has_body || has_captions) {
        article.parser = "lines".to_owned();
        article.confidence = match (body_words, article.kind) {
            (0, _) | (_, Kind::Stub) => UNSURE,
            (1..60, _) => 0.6,
            _ => 0.9,
        };
        let stories = count_stories(labelled);
        if stories > 1 {
            article.confidence = UNSURE;
            article
                .notes
                .push(format!("it looks like {stories} stories in one file"));
        }
        return article;
    }
    if has_body && body_words >= 30 {
        article.parser = "lines".to_owned();
        article.confidence = UNSURE;
        article.headline = headline_of(around.file_name);
        if !article.headline.is_empty() {
            article.evidence.push(named_after_file());
        }
        return article;
    }
    if lines.len() >= 2 && labelled.shapes[0].words <= 30 && labelled.shapes[0].letters > 0 {
        return first_line(lines);
    }
    whole_file(lines, around)
}

/// How sure the reader is of what it would rather ask about.
const UNSURE: f32 = 0.45;
/// Words of a story before another can begin.
const STORY_WORDS: u32 = 60;

/// Stories that begin as newspapers begin them: authors or a dateline, with running text right
/// behind them and a story's worth of it before.
fn count_stories(labelled: &LabelledLines) -> usize {
    let begins = |i: &usize| {
        let f = &labelled.features[*i];
        let is_prose = |i: usize| labelled.shapes.get(i).is_some_and(Shape::is_prose);
        let is_dated = f.has(Feature::DatelineDash) && is_prose(*i);
        let is_signed = f.has(Feature::BylineMarked)
            && labelled.shapes[*i].is_short()
            && (1..4).any(|by| is_prose(i + by));
        is_dated || is_signed
    };
    let words_between = |from: usize, to: usize| -> u32 {
        let lines = labelled.shapes[from..to]
            .iter()
            .zip(&labelled.labels[from..to]);
        let body = lines.filter(|(_, label)| label.block_kind().is_some_and(BlockKind::is_body));
        body.map(|(shape, _)| shape.words).sum()
    };
    let mut last: Option<usize> = None;
    let mut stories = 0;
    for i in (0..labelled.shapes.len()).filter(begins) {
        if last.is_none_or(|last| words_between(last, i) >= STORY_WORDS) {
            stories += 1;
        }
        last = Some(i);
    }
    stories
}

/// Headline: the first line; body: all others.
fn first_line(lines: &[Line<'_>]) -> Article {
    let mut article = Article {
        headline: lines[0].text.to_string(),
        parser: "first-line".to_owned(),
        confidence: 0.4,
        ..Article::default()
    };
    article.evidence.push(Evidence {
        field: "headline".to_owned(),
        source: "line 1".to_owned(),
        reason: "first line".to_owned(),
        span: lines[0].span,
    });
    push_blocks(&lines[1..], &mut article);
    article
}

/// Everything is body; the file's name is the only headline there is.
fn whole_file(lines: &[Line<'_>], around: &Surroundings<'_>) -> Article {
    let mut article = Article {
        headline: headline_of(around.file_name),
        parser: "whole-file".to_owned(),
        confidence: 0.2,
        ..Article::default()
    };
    if !article.headline.is_empty() {
        article.evidence.push(named_after_file());
    }
    push_blocks(lines, &mut article);
    article
}

fn named_after_file() -> Evidence {
    Evidence {
        field: "headline".to_owned(),
        source: "file name".to_owned(),
        reason: "no line is one".to_owned(),
        span: Span::default(),
    }
}

/// Lines up to a blank one make a paragraph.
fn push_blocks(lines: &[Line<'_>], article: &mut Article) {
    let mut in_block = 0;
    for line in lines {
        let joins = in_block > 0 && in_block < MAX_BLOCK_LINES && line.blanks_before == 0;
        match article.blocks.last_mut() {
            Some(block) if joins => {
                block.text.push(' ');
                block.text.push_str(&line.text);
                block.span.end = line.span.end;
                in_block += 1;
            }
            _ => {
                article.blocks.push(Block {
                    kind: BlockKind::Paragraph,
                    text: line.text.to_string(),
                    credit: String::new(),
                    alternative: String::new(),
                    span: line.span,
                });
                in_block = 1;
            }
        }
    }
}

/// Words of a slug, the name of a file without its extension; empty for hashes, numbers and dates.
pub fn headline_of(name: &str) -> String {
    let words: Vec<&str> = name
        .split(|c: char| c.is_whitespace() || matches!(c, '-' | '_' | '+' | '.' | '~'))
        .filter(|word| !word.is_empty())
        .collect();
    let is_word = |word: &&&str| word.chars().all(char::is_alphabetic) && word.chars().count() >= 2;
    let kept: Vec<&str> = words
        .iter()
        .skip_while(|word| word.chars().all(|c| c.is_ascii_digit()))
        .copied()
        .collect();
    let real = kept.iter().filter(is_word).count();
    if real < 2 || real * 2 < kept.len() {
        return String::new();
    }
    kept.join(" ")
}
