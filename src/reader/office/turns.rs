//! Interviews and debates: paragraphs that begin with who speaks (`Q:`, `Quist:`) are what was said,
//! however short; none is a headline, a heading or a pointer to another story.
//!
//! Only where two speakers have two turns each: `Note:` before one paragraph is nobody.

use std::collections::HashMap;

use super::lines::Piece;
use crate::article::{Article, Block, BlockKind, Evidence, Span};
use crate::reader::fragment::{block, collapse};

/// Longest label, bytes, and most words of it: "The Honourable Member for Skerry".
const LONGEST: usize = 60;
const MOST_WORDS: usize = 5;

/// How sure a headline is that was chosen for where it stands alone.
const UNSURE: f32 = 0.45;

/// Makes paragraphs of the turns of a conversation.
pub fn free_turns(article: &mut Article, text: &str, pieces: &[Piece]) {
    let turns = turns_of(text, pieces);
    let is_turn = |span: Span| {
        let at = turns.partition_point(|turn| turn.end <= span.start);
        !span.is_empty() && turns.get(at).is_some_and(|turn| turn.start <= span.start)
    };
    let Some(first) = turns.first() else {
        return;
    };
    for block in &mut article.blocks {
        if is_turn(block.span) {
            block.kind = BlockKind::Paragraph;
        }
    }
    free_field(article, "deck", &is_turn);
    if free_field(article, "headline", &is_turn) {
        article.confidence = article.confidence.min(UNSURE);
        take_line_above(article, *first);
    }
}

/// Puts a field that is a turn back into the text; returns whether it was one.
fn free_field(article: &mut Article, field: &str, is_turn: &dyn Fn(Span) -> bool) -> bool {
    let evidence = article.evidence.iter().find(|e| e.field == field);
    let Some(span) = evidence.map(|e| e.span).filter(|span| is_turn(*span)) else {
        return false;
    };
    let text = match field {
        "deck" => &mut article.deck,
        _ => &mut article.headline,
    };
    let mut said = block(BlockKind::Paragraph, std::mem::take(text));
    said.span = span;
    let is_before = |block: &Block| block.span.start < span.start;
    let at = article
        .blocks
        .iter()
        .take_while(|block| is_before(block))
        .count();
    article.blocks.insert(at, said);
    article.evidence.retain(|evidence| evidence.field != field);
    true
}

/// What stands alone above the first turn says what the conversation is about.
fn take_line_above(article: &mut Article, first: Span) {
    let is_above = |span: Span| !span.is_empty() && span.end <= first.start;
    let mut above = article.blocks.iter().enumerate();
    let (Some((at, only)), next) = (above.next(), above.next()) else {
        return;
    };
    if !is_above(only.span) || next.is_some_and(|(_, next)| is_above(next.span)) {
        return;
    }
    let span = only.span;
    article.headline = article.blocks.remove(at).text;
    article.evidence.push(Evidence {
        field: "headline".to_owned(),
        source: "position".to_owned(),
        reason: "the only line above a conversation".to_owned(),
        span,
    });
}

/// The places of paragraphs that begin with a speaker, in order.
fn turns_of(text: &str, pieces: &[Piece]) -> Vec<Span> {
    let line = |piece: &Piece| text.get(piece.span.range()).unwrap_or_default();
    let mut counts: HashMap<String, usize> = HashMap::new();
    let said = pieces.iter().filter(|piece| !piece.is_table);
    let labelled: Vec<(Span, String)> = said
        .filter_map(|piece| Some((piece.span, speaker_of(line(piece))?)))
        .collect();
    for (_, speaker) in &labelled {
        *counts.entry(speaker.clone()).or_default() += 1;
    }
    counts.retain(|_, count| *count > 1);
    if counts.len() < 2 {
        return Vec::new();
    }
    let turns = labelled
        .into_iter()
        .filter(|(_, speaker)| counts.contains_key(speaker));
    turns.map(|(span, _)| span).collect()
}

/// Who speaks in this paragraph, in small letters: `Q.`, `PRESENTER:`, `Mr Berg:`.
pub fn speaker_of(line: &str) -> Option<String> {
    let end = line.find([':', '：', '.'])?;
    let label = line.get(..end)?;
    let is_letter = label.chars().count() == 1;
    let is_stop = line[end..].starts_with('.');
    let is_name =
        label.starts_with(char::is_uppercase) || label.starts_with(|c: char| c > '\u{2e7f}');
    let is_short = label.len() <= LONGEST && label.split_whitespace().count() <= MOST_WORDS;
    let says_something = line[end..]
        .trim_start_matches([':', '：', '.'])
        .starts_with(char::is_whitespace);
    let is_label = is_name && is_short && says_something && (is_letter || !is_stop);
    is_label.then(|| collapse(label).to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn speakers_are_known_by_their_labels() {
        for (line, speaker) in [
            ("Q: When?", Some("q")),
            ("A. In May.", Some("a")),
            ("PRESENTER: Good morning.", Some("presenter")),
            ("Mr Berg: No.", Some("mr berg")),
            ("Вопрос: Когда?", Some("вопрос")),
            ("Ann. A boat", None),
            ("Q", None),
            ("at 10:15 it sailed", None),
            ("The boats that sail from the old quay: none", None),
            ("https://a.example", None),
            ("", None),
        ] {
            assert_eq!(speaker_of(line).as_deref(), speaker, "{line}");
        }
    }
}
