//! What was said, from parts with times: paragraphs by speakers, pauses and length.
//!
//! Captions that roll keep a line on the screen while the next one comes, and captions that are
//! painted on grow word by word; both are known by many parts that begin with what the one before ended
//! with and go on.  Elsewhere everything is kept, however often it is said.

use crate::article::{Article, BlockKind};
use crate::reader::fragment::block;
use crate::reader::given;
use crate::reader::office::speaker_of;
use crate::reader::plain_text::key::is_ideograph;

/// What is shown at one time.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Cue {
    /// Thousandths of a second from the beginning, if known.
    pub start: Option<u64>,
    pub end: Option<u64>,
    pub lines: Vec<Line>,
}

/// One line of it, without marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Who speaks, where the file marks it.
    pub speaker: Option<String>,
    pub text: String,
}

/// A silence after which a paragraph begins, thousandths of a second.
const PAUSE: u64 = 2_500;
/// Captions follow each other within this time where one goes on with the other.
const TOUCHING: u64 = 200;
/// Bytes after which a paragraph ends with the sentence, and with any part.
const LONG: usize = 500;
const LONGEST: usize = 1_200;
/// Parts that go on with the one before, before a file is taken for one that rolls.
const MIN_ROLLING: usize = 2;

/// The article that these parts are.
pub fn article_of(cues: &[Cue]) -> Article {
    let mut article = Article {
        confidence: 0.9,
        ..Article::default()
    };
    let mut text = Text::default();
    let rolls = rolls(cues);
    let (mut again, mut shown): (usize, Option<&Cue>) = (0, None);
    for cue in cues.iter().filter(|cue| !cue.lines.is_empty()) {
        let seen = match shown {
            Some(before) if rolls && touch(before, cue) => seen_before(before, cue),
            Some(before) if before == cue && cue.start.is_some() => Seen::all(cue),
            _ => Seen::default(),
        };
        again += seen.lines;
        if is_pause(shown, cue) {
            text.end_paragraph();
        }
        for (i, line) in cue.lines.iter().enumerate().skip(seen.whole) {
            let from = if i == seen.whole { seen.bytes } else { 0 };
            text.push(line.speaker.as_deref(), &line.text[from..]);
        }
        text.end_part();
        shown = Some(cue);
    }
    text.end_paragraph();
    for paragraph in text.paragraphs {
        article.blocks.push(block(BlockKind::Paragraph, paragraph));
    }
    if again > 0 {
        let note = format!("{again} lines that captions show again are read once");
        article.notes.push(note);
    }
    given::finish(&mut article);
    article
}

/// How much of a part was shown by the one before.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
struct Seen {
    /// Lines that were shown as a whole.
    whole: usize,
    /// Bytes of the next line that were.
    bytes: usize,
    /// Lines that were shown in part or as a whole.
    lines: usize,
}

impl Seen {
    fn all(cue: &Cue) -> Self {
        let whole = cue.lines.len();
        Self {
            whole,
            bytes: 0,
            lines: whole,
        }
    }

    fn is_all_of(self, cue: &Cue) -> bool {
        self.whole == cue.lines.len()
    }
}

/// The most lines at the end of one part with which the next one begins; the last may have grown.
fn seen_before(before: &Cue, cue: &Cue) -> Seen {
    /// No screen has more.
    const MOST: usize = 8;
    let (old, new) = (&before.lines, &cue.lines);
    let most = old.len().min(new.len()).min(MOST);
    for count in (1..=most).rev() {
        let old = &old[old.len() - count..];
        let is_same = |i: usize| old[i].text == new[i].text;
        if !(0..count - 1).all(is_same) {
            continue;
        }
        let last = count - 1;
        let rest = new[last].text.strip_prefix(old[last].text.as_str());
        match rest {
            Some("") => {
                return Seen {
                    whole: count,
                    bytes: 0,
                    lines: count,
                };
            }
            Some(rest) if rest.starts_with(' ') => {
                return Seen {
                    whole: last,
                    bytes: new[last].text.len() - rest.len(),
                    lines: count,
                };
            }
            _ => {}
        }
    }
    Seen::default()
}

/// Whether the captions of a file roll or grow: a third of those that follow each other without a gap
/// begin with what is shown and go on.
fn rolls(cues: &[Cue]) -> bool {
    let mut cues = cues.iter().filter(|cue| !cue.lines.is_empty());
    let Some(mut before) = cues.next() else {
        return false;
    };
    let (mut all, mut going_on) = (0_usize, 0_usize);
    for cue in cues {
        if touch(before, cue) {
            let seen = seen_before(before, cue);
            all += 1;
            going_on += usize::from(seen.lines > 0 && !seen.is_all_of(cue));
        }
        before = cue;
    }
    going_on >= MIN_ROLLING && going_on * 3 >= all
}

/// Whether one part is shown right behind the other, or while it is still there.
fn touch(before: &Cue, cue: &Cue) -> bool {
    match (before.end, cue.start) {
        (Some(end), Some(start)) => start <= end + TOUCHING,
        _ => true,
    }
}

fn is_pause(before: Option<&Cue>, cue: &Cue) -> bool {
    let end = before.and_then(|before| before.end);
    end.zip(cue.start)
        .is_some_and(|(end, start)| start >= end + PAUSE)
}

/// Paragraphs as they grow.
#[derive(Debug, Default)]
struct Text {
    paragraphs: Vec<String>,
    paragraph: String,
    /// Who speaks, in small letters.
    speaker: Option<String>,
}

impl Text {
    fn push(&mut self, speaker: Option<&str>, line: &str) {
        let mut line = line.trim();
        // `>>` is another speaker, `>>>` another story.
        let marked = line.trim_start_matches('>');
        let is_turn = line.len() > marked.len() + 1;
        if is_turn {
            self.end_paragraph();
            self.speaker = None;
            line = marked.trim_start();
        } else if is_answer(line) {
            self.end_paragraph();
        }
        if let Some(name) = speaker {
            self.turn(name.to_lowercase(), &format!("{name}: "));
        } else if let Some(name) = speaker_of(line)
            && let Some((label, rest)) = line.split_once([':', '：'])
            && label.to_lowercase() == name
            && is_name(label)
        {
            // A name is told where somebody else begins to speak, not with each part.
            let label = line[..line.len() - rest.len()].to_owned() + " ";
            self.turn(name, &label);
            line = rest.trim_start();
        }
        let (last, first) = (self.paragraph.chars().next_back(), line.chars().next());
        let (Some(first), Some(last)) = (first, last.or(Some(' '))) else {
            return;
        };
        // Nothing stands between the words of Chinese and Japanese.
        if last != ' ' && !(is_ideograph(last) && is_ideograph(first)) {
            self.paragraph.push(' ');
        }
        self.paragraph.push_str(line);
    }

    /// Begins a paragraph where another one speaks.
    fn turn(&mut self, name: String, label: &str) {
        if self.speaker.as_ref() == Some(&name) {
            return;
        }
        self.end_paragraph();
        self.paragraph.push_str(label);
        self.speaker = Some(name);
    }

    fn end_part(&mut self) {
        let ends_sentence = self
            .paragraph
            .ends_with(['.', '?', '!', '…', '"', '”', '。']);
        let length = self.paragraph.len();
        if length >= LONGEST || (length >= LONG && ends_sentence) {
            self.end_paragraph();
        }
    }

    fn end_paragraph(&mut self) {
        let paragraph = std::mem::take(&mut self.paragraph);
        let paragraph = paragraph.trim_end();
        if !paragraph.is_empty() {
            self.paragraphs.push(paragraph.to_owned());
        }
    }
}

/// Whether each word begins as names do: "Remember the rule: none" names nobody.
pub fn is_name(label: &str) -> bool {
    label
        .split_whitespace()
        .all(|word| !word.starts_with(char::is_lowercase))
}

/// `- Who pays?`: one of two who speak at once.
fn is_answer(line: &str) -> bool {
    let rest = line.trim_start_matches(['-', '–', '—']);
    rest.len() < line.len() && rest.trim_start().starts_with(char::is_alphanumeric)
}
