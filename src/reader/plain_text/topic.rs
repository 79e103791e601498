//! What lines are about: words of the running text, of the page title, of the file name, names of
//! the authors.  Publisher-free signs of what belongs together.

use crate::reader::byline::{is_outlet, read_byline};
use crate::text::stands_in;

use super::context::Surroundings;
use super::feature::{Feature, Features};
use super::frequent::line_hash;
use super::key::{Key, is_ideograph};
use super::line::Line;
use super::shape::Shape;

/// Lines of running text whose words are kept to compare others with.
const MAX_TOPIC_LINES: usize = 400;
/// Bylines whose names are looked for again.
const MAX_AUTHOR_LINES: usize = 6;

/// Lines before the running text among which the headline is looked for.
const MAX_HEAD_LINES: usize = 60;

/// How many lines have each word, by the words' hashes in order.
struct LinesWith {
    words: Vec<u32>,
    lines: Vec<u32>,
}

impl LinesWith {
    fn of<'s>(shapes: impl Iterator<Item = &'s Shape>) -> Self {
        let mut all: Vec<u32> = Vec::new();
        for shape in shapes {
            let start = all.len();
            all.extend(&shape.content);
            all[start..].sort_unstable();
            let mut last = None;
            let mut kept = start;
            for at in start..all.len() {
                if last.replace(all[at]) != Some(all[at]) {
                    all[kept] = all[at];
                    kept += 1;
                }
            }
            all.truncate(kept);
        }
        all.sort_unstable();
        let runs = all.chunk_by(|a, b| a == b);
        let (words, lines) = runs.map(|run| (run[0], run.len() as u32)).unzip();
        Self { words, lines }
    }

    fn get(&self, word: u32) -> u32 {
        let at = self.words.binary_search(&word);
        at.map_or(0, |at| self.lines[at])
    }
}

/// How many lines of running text have each word, and which line before it says most of it.
pub fn add_topics(shapes: &[Shape], features: &mut [Features]) {
    let is_source = |f: &Features| f.has(Feature::ProseInCore);
    let lines = shapes.iter().zip(features.iter());
    let sources = lines.filter(|(_, f)| is_source(f)).map(|(shape, _)| shape);
    let lines_with = LinesWith::of(sources.take(MAX_TOPIC_LINES));
    if lines_with.words.is_empty() {
        return;
    }
    for (shape, f) in shapes.iter().zip(features.iter_mut()) {
        let needed = if is_source(f) { 2 } else { 1 };
        let words = shape.content.len();
        if words < 2 {
            continue;
        }
        let met = shape
            .content
            .iter()
            .filter(|word| lines_with.get(**word) >= needed)
            .count();
        f.add(match met * 100 / words {
            55.. => Feature::OnTopic,
            25..55 => Feature::NearTopic,
            _ => Feature::OffTopic,
        });
    }
    add_heads(&lines_with, shapes, features);
}

/// Of the lines shortly before the running text, those that share most words with it.
fn add_heads(lines_with: &LinesWith, shapes: &[Shape], features: &mut [Features]) {
    let Some(start) = features.iter().position(|f| f.has(Feature::CoreStart)) else {
        return;
    };
    let from = start.saturating_sub(MAX_HEAD_LINES);
    let worth: Vec<f32> = (from..start + 1)
        .map(|i| head_worth(lines_with, &shapes[i], &features[i]))
        .collect();
    let best = worth.iter().copied().fold(0.0, f32::max);
    if best <= 0.0 {
        return;
    }
    // Of two copies the one nearer to the text is the headline, the other a picture's or a menu's.
    let chosen = worth.iter().rposition(|own| *own >= best);
    for (i, own) in worth.iter().enumerate() {
        features[from + i].set(Feature::BestHead, Some(i) == chosen);
        features[from + i].set(Feature::GoodHead, Some(i) != chosen && *own >= best * 0.6);
    }
}

/// Words shared with the text, those of many paragraphs more, less for what else the line says.
fn head_worth(lines_with: &LinesWith, shape: &Shape, features: &Features) -> f32 {
    let is_head = (3..=30).contains(&shape.words)
        && shape.stamp.is_none()
        && shape.credit.is_none()
        && !features.has(Feature::BylineMarked)
        && !features.has(Feature::Nav);
    let words = shape.content.len();
    if !is_head || words < 2 {
        return 0.0;
    }
    let (mut met, mut worth) = (0, 0.0);
    for (i, word) in shape.content.iter().enumerate() {
        let lines = lines_with.get(*word);
        if lines > 0 && !shape.content[..i].contains(word) {
            met += 1;
            worth += 1.0 + lines.min(6) as f32 * 0.25;
        }
    }
    worth * met as f32 / words as f32
}

/// Lines worded like the page title (the first line of many scrapes) or the file name.
pub fn add_titles(
    lines: &[Line<'_>],
    shapes: &[Shape],
    around: &Surroundings<'_>,
    features: &mut [Features],
) {
    let Some(first) = lines.first() else {
        return;
    };
    let title = folded(&first.text);
    let pairs = LetterPairs::of(&title);
    let name_words: Vec<String> = Key::of(around.file_name)
        .text
        .split(' ')
        .filter(|word| word.chars().count() >= 4)
        .map(str::to_owned)
        .collect();
    features[0].set(Feature::SiteSuffix, site_suffix(lines, shapes).is_some());
    for i in 0..lines.len() {
        if !(3..=40).contains(&shapes[i].words) {
            continue;
        }
        let text = &lines[i].text;
        if i > 0 && text.len() <= first.text.len() + 40 && text.len() >= 12 {
            let may_stand_in = pairs.may_hold(text);
            let own = if may_stand_in {
                folded(text)
            } else {
                String::new()
            };
            let matches = may_stand_in
                && title.starts_with(&own)
                && (title.len() == own.len()
                    || !title[own.len()..].starts_with(char::is_alphanumeric));
            features[i].set(Feature::MatchesTitle, matches);
            let stands_inside = may_stand_in && !matches && stands_in(&own, &title);
            features[i].set(Feature::InTitle, stands_inside);
            if matches {
                features[0].add(Feature::TitleTail);
            } else if !stands_inside {
                features[i].set(
                    Feature::LikeTitle,
                    shares_words(&shapes[i].content, &shapes[0].content),
                );
            }
        }
        if name_words.len() >= 3 {
            let key = Key::of(text).text;
            let met = name_words
                .iter()
                .filter(|word| key.split(' ').any(|k| k == word.as_str()))
                .count();
            features[i].set(Feature::MatchesName, met * 10 >= name_words.len() * 6);
        }
    }
}

/// Lines that begin with a name from a byline: what follows is about the author.
pub fn add_authors(lines: &[Line<'_>], shapes: &[Shape], features: &mut [Features]) {
    let names: Vec<String> = (0..lines.len())
        .filter(|&i| features[i].has(Feature::BylineMarked))
        .take(MAX_AUTHOR_LINES)
        .filter_map(|i| read_byline(&lines[i].text))
        .flat_map(|byline| byline.authors)
        .filter(|name| name.contains(' '))
        .collect();
    for (i, line) in lines.iter().enumerate() {
        let starts = shapes[i].words >= 6
            && names
                .iter()
                .any(|name| line.text.starts_with(name.as_str()));
        features[i].set(Feature::StartsAuthor, starts);
    }
}

/// The site's name at the end of a page title, and where it starts.
///
/// A bar is sign enough; a dash may belong to the headline, so the name must be that of an outlet or
/// stand in the file again.
pub fn site_suffix(lines: &[Line<'_>], shapes: &[Shape]) -> Option<usize> {
    let text = &lines.first()?.text;
    let bars = [" | ", " :: ", "｜", " » ", " • ", " : "];
    let dashes = [" - ", " – ", " — "];
    let (at, mark) = bars
        .iter()
        .chain(&dashes)
        .filter_map(|mark| text.rfind(mark).map(|at| (at, *mark)))
        .max()?;
    let suffix = &text[at + mark.len()..];
    let is_domain = is_domain(suffix);
    let is_name = (1..=6).contains(&suffix.split_whitespace().count())
        && (is_domain || suffix.starts_with(|c: char| !c.is_lowercase()));
    let head_words = text[..at].split_whitespace().count();
    let head_is_long =
        head_words >= 3 || text[..at].chars().filter(|c| is_ideograph(*c)).count() >= 6;
    if !is_name || !(head_is_long || head_words == 2) {
        return None;
    }
    let hash = line_hash(suffix);
    let stands_again = || shapes[1..].iter().any(|shape| shape.hash == hash);
    let is_sure = matches!(mark, " | " | " :: " | "｜") || is_domain || is_outlet(suffix);
    ((is_sure && head_is_long) || stands_again()).then_some(at)
}

/// `ledger.example`, `n-tv.de`: one word with a stop between letters, the last part short.
fn is_domain(text: &str) -> bool {
    let is_part = |part: &str| {
        !part.is_empty() && part.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
    };
    text.rsplit_once('.').is_some_and(|(name, end)| {
        (2..=7).contains(&end.len())
            && end.bytes().all(|byte| byte.is_ascii_lowercase())
            && name.split('.').all(is_part)
    })
}

/// The pairs of letters that a text has: most lines have another by their second word.
struct LetterPairs([u32; 26]);

impl LetterPairs {
    fn of(text: &str) -> Self {
        let mut pairs = [0; 26];
        for (first, second) in letter_pairs(text) {
            pairs[first] |= 1 << second;
        }
        Self(pairs)
    }

    /// False for what cannot be a part of the text.
    fn may_hold(&self, part: &str) -> bool {
        letter_pairs(part).all(|(first, second)| self.0[first] & (1 << second) != 0)
    }
}

/// Neighbouring letters of the plain alphabet, by their numbers.
fn letter_pairs(text: &str) -> impl Iterator<Item = (usize, usize)> {
    let number = |byte: u8| (byte.to_ascii_lowercase() - b'a') as usize;
    text.as_bytes()
        .windows(2)
        .filter(|two| two.iter().all(u8::is_ascii_alphabetic))
        .map(move |two| (number(two[0]), number(two[1])))
}

/// At least seven of ten words of the shorter are in the other.
fn shares_words(a: &[u32], b: &[u32]) -> bool {
    let shorter = a.len().min(b.len());
    if shorter < 3 || a.len() > 60 || b.len() > 60 {
        return false;
    }
    let met = a.iter().filter(|word| b.contains(word)).count();
    met * 10 >= shorter * 7
}

/// Small letters, one space: enough to compare a title with its copy.
pub fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.extend(word.chars().flat_map(char::to_lowercase).map(|c| match c {
            '’' | '‘' => '\'',
            '“' | '”' | '„' => '"',
            other => other,
        }));
    }
    out
}
