//! What the text itself says about the time: past events are a lower bound of the publication.
//!
//! Only clear cases count. A full date in a caption is the day of the picture; one in a sentence
//! counts when the sentence is in a past tense and nothing in it looks ahead.

use crate::article::{Article, BlockKind, DateSource, Precision};
use crate::date::civil::CivilMinute;
use crate::date::written::{WrittenDate, WrittenDay, find};

use super::gather::{country, hints};
use super::{Candidate, Reading, ResolveInput, Verdict, Window};

/// Text is searched for dates up to here; a longer article has said by then when it was written.
const MAX_TEXT: usize = 200_000;
/// File times before 1981 are what copying leaves behind (0, the DOS epoch).
const FIRST_FILE_TIME: i64 = 11 * 365 * 1440;

/// A date in the text that was past when the text was written.
#[derive(Debug, Clone)]
pub(super) struct PastDate {
    pub written: WrittenDate,
    pub raw: String,
    /// It stands in the headline, the deck or one of the first two paragraphs.
    pub in_lead: bool,
}

/// Works out the bounds; bounds that are candidates are judged on the way.
pub(super) fn window(input: &ResolveInput, candidates: &mut Vec<Candidate>) -> Window {
    let a_day_after = |minutes: i64| CivilMinute::new(minutes + 1440).unwrap_or(CivilMinute::MAX);
    let now = input.now.map_or(CivilMinute::MAX, a_day_after);
    let mut upper = CivilMinute::MAX;
    for seen in input.seen.iter().filter(|seen| **seen > FIRST_FILE_TIME) {
        upper = upper.min(a_day_after(*seen));
    }
    for candidate in candidates.iter_mut() {
        if candidate.source != DateSource::UpperBound {
            continue;
        }
        if let Some(interval) = candidate.interval() {
            upper = upper.min(a_day_after(interval.end.get()));
            candidate.judge(Verdict::Bound, "the article existed then");
        }
    }
    let mut window = Window {
        lower: CivilMinute::MIN,
        lower_raw: None,
        upper,
        now,
    };
    for past in past_dates(input) {
        let Some(interval) = past.written.interval() else {
            continue;
        };
        if interval.start > window.lower && window.clip(interval).is_some() {
            window.lower = interval.start;
            window.lower_raw = Some(past.raw.clone());
        }
    }
    if let Some(raw) = &window.lower_raw {
        let reading = Reading::None;
        let mut candidate = Candidate {
            role: crate::article::DateRole::Unspecified,
            source: DateSource::Mentioned,
            raw: raw.clone(),
            reading,
            is_doubtful: false,
            verdict: None,
            reason: String::new(),
        };
        if let Ok(interval) = crate::date::civil::Interval::day(window.lower.date()) {
            candidate.reading = Reading::Period {
                interval,
                precision: Precision::Day,
                offset: None,
            };
        }
        candidate.judge(
            Verdict::Bound,
            "the latest date that the text tells of as past",
        );
        candidates.push(candidate);
    }
    window
}

/// Finds the dates of the text that were past when it was written, in reading order.
pub(super) fn past_dates(input: &ResolveInput) -> Vec<PastDate> {
    let country = country(input);
    let hints = hints(input, country.as_deref());
    let mut dates = Vec::new();
    let mut read = 0;
    for (text, in_lead, is_caption) in passages(input.article) {
        if read > MAX_TEXT {
            break;
        }
        read += text.len();
        for written in find(text, &hints) {
            let is_past = match written.day {
                WrittenDay::Full(_) | WrittenDay::MonthDay { .. } => {
                    is_caption || is_told_as_past(text, &written)
                }
                WrittenDay::Ambiguous { .. }
                | WrittenDay::Month { .. }
                | WrittenDay::Year(_)
                | WrittenDay::Ago { .. } => false,
            };
            if is_past {
                let raw = text[written.span.clone()].to_owned();
                dates.push(PastDate {
                    written,
                    raw,
                    in_lead,
                });
            }
        }
    }
    dates
}

/// Lists the text that belongs to the article, with "is the lead" and "is a caption".
fn passages(article: &Article) -> Vec<(&str, bool, bool)> {
    let mut passages = vec![
        (article.headline.as_str(), true, false),
        (&article.deck, true, false),
    ];
    let mut paragraphs = 0;
    for block in &article.blocks {
        match block.kind {
            BlockKind::Paragraph | BlockKind::Quote | BlockKind::ListItem | BlockKind::Table => {
                paragraphs += 1;
                passages.push((&block.text, paragraphs <= 2, false));
            }
            BlockKind::Caption => {
                passages.push((&block.text, false, true));
                passages.push((&block.alternative, false, true));
            }
            // Corrections are written later; the rest is not about the article.
            BlockKind::Subhead
            | BlockKind::Credit
            | BlockKind::Correction
            | BlockKind::Related
            | BlockKind::Boilerplate => {}
        }
    }
    passages
}

/// Words that look ahead, and words and endings of a past tense; by language, English first.
const AHEAD: &[&str] = &[
    "will",
    "shall",
    "would",
    "could",
    "may",
    "might",
    "can",
    "until",
    "by",
    "deadline",
    "expires",
    "expire",
    "scheduled",
    "due",
    "planned",
    "plans",
    "plan",
    "upcoming",
    "next",
    "starting",
    "beginning",
    "effective",
    "through",
    "slated",
    "expected",
    "expects",
    "begin",
    "begins",
    "set",
    "before",
    "from",
    "será",
    "serán",
    "hasta",
    "próximo",
    "próxima",
    "prevista",
    "previsto",
    "desde",
    "partir",
    "jusqu",
    "prochain",
    "prochaine",
    "prévu",
    "prévue",
    "sera",
    "seront",
    "wird",
    "werden",
    "bis",
    "soll",
    "sollen",
    "nächsten",
    "ab",
    "até",
];
const PAST: &[&str] = &[
    "was", "were", "had", "has", "have", "since", "did", "said", "told", "went", "came", "took",
    "made", "began", "became", "won", "lost", "met", "found", "died", "born", "held", "fell",
    "rose", "saw", "gave", "left", "fue", "fueron", "era", "había", "habían", "dijo", "tuvo",
    "hizo", "murió", "nació", "était", "avait", "avaient", "fut", "ont", "seit", "depuis", "war",
    "waren", "hatte", "hatten", "wurde", "wurden", "hat", "haben", "foi", "foram",
];
const PAST_ENDINGS: &[&str] = &["ed", "ó", "aron", "ieron", "aba", "ía", "ou", "aram"];

/// Reports whether the sentence around the date is in a past tense and does not look ahead.
fn is_told_as_past(text: &str, written: &WrittenDate) -> bool {
    const REACH: usize = 200;
    let boundary_from = |at: usize| {
        (at..=text.len())
            .find(|at| text.is_char_boundary(*at))
            .unwrap_or(text.len())
    };
    let from = boundary_from(written.span.start.saturating_sub(REACH));
    let to = boundary_from((written.span.end + REACH).min(text.len()));
    let before = &text[from..written.span.start];
    let after = &text[written.span.end..to];
    let before = before
        .rfind(['!', '?', ';', '\n'])
        .map_or(before, |at| &before[at + 1..]);
    let before = before.rfind(". ").map_or(before, |at| &before[at + 2..]);
    let end = [". ", "; ", "! ", "? ", "\n"]
        .iter()
        .filter_map(|stop| after.find(stop))
        .min();
    let after = end.map_or(after, |at| &after[..at]);
    let words = || {
        before
            .split(|c: char| !c.is_alphabetic())
            .chain(after.split(|c: char| !c.is_alphabetic()))
    };
    let is_any =
        |list: &[&str], word: &str| list.iter().any(|known| known.eq_ignore_ascii_case(word));
    let looks_ahead = words().any(|word| is_any(AHEAD, word));
    let is_past = |word: &str| {
        is_any(PAST, word)
            // Not "United", not "need".
            || word.len() > 4
                && word.starts_with(char::is_lowercase)
                && PAST_ENDINGS.iter().any(|ending| word.ends_with(ending))
    };
    !looks_ahead && words().any(is_past)
}
