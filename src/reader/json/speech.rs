//! Transcripts in JSON: what recognisers of speech and YouTube give, part by part with times.
//!
//! The parts of one transcript are one article (`subtitles::speech`), never each an article of its
//! own.  A list is a transcript where every element has a text, two times in figures, and nothing of
//! what articles have.

use serde_json::{Map, Value};

use super::article::read_object;
use super::fields::{Target, meaning};
use super::parse;
use super::split::Pieces;
use super::value::text_of;
use crate::article::Article;
use crate::reader::fragment::collapse;
use crate::reader::subtitles::speech::{self, Cue, Line};

/// Names of the time at which a part begins.
const STARTS: &[&str] = &[
    "start",
    "offset",
    "begin",
    "start_time",
    "startTime",
    "from",
];
/// Names of the time at which it ends.
const ENDS: &[&str] = &["end", "end_time", "endTime", "to"];
/// Names of how long it is.
const LENGTHS: &[&str] = &["duration", "dur"];
/// Names of who speaks.
const SPEAKERS: &[&str] = &["speaker", "speaker_name", "speakerName"];
/// What else a part says.
const OTHERS: &[&str] = &[
    "text",
    "id",
    "seek",
    "tokens",
    "temperature",
    "avg_logprob",
    "compression_ratio",
    "no_speech_prob",
    "confidence",
    "words",
    "chars",
    "lang",
    "language",
    "channel",
];

/// Parts before a list is a transcript.
const MIN_PARTS: usize = 2;

/// The parts of a text that is nothing but their list.
pub fn cues_of_text(text: &str) -> Option<Vec<Cue>> {
    let mut cues = Vec::new();
    if !text
        .trim_start_matches('\u{feff}')
        .trim_start()
        .starts_with('[')
    {
        return None;
    }
    for piece in Pieces::new(text) {
        let (value, _) = parse(piece.ok()?.text).ok()?;
        // Most files are told by their first element.
        cues.push(cue_of(value.as_object()?)?);
    }
    (cues.len() >= MIN_PARTS && says_something(&cues)).then_some(cues)
}

fn says_something(cues: &[Cue]) -> bool {
    cues.iter().any(|cue| !cue.lines.is_empty())
}

/// The parts that an object has as `segments`, without the text as a whole, or as `events`.
pub fn cues_of_object(object: &Map<String, Value>) -> Option<Vec<Cue>> {
    parts_of(object).filter(|cues| says_something(cues))
}

fn parts_of(object: &Map<String, Value>) -> Option<Vec<Cue>> {
    if let Some(events) = object.get("events").and_then(Value::as_array) {
        let cues: Vec<Cue> = events.iter().filter_map(cue_of_event).collect();
        return says_something(&cues).then_some(cues);
    }
    if let Some(cues) = transcripts(object) {
        return Some(cues);
    }
    let parts = object.get("segments").and_then(Value::as_array)?;
    let cues: Option<Vec<Cue>> = parts
        .iter()
        .map(|part| part.as_object().and_then(cue_of))
        .collect();
    let cues = cues.filter(|cues| !cues.is_empty())?;
    let tells_speakers = cues.iter().any(|cue| {
        let mut lines = cue.lines.iter();
        lines.any(|line| line.speaker.is_some())
    });
    // An article with a recording beside its text.
    let is_other_text = |(name, value): (&String, &Value)| {
        let target = meaning(name).map(|(target, _)| target);
        target == Some(Target::Body) && !SPEECH.contains(&name.as_str()) && text_of(value).is_some()
    };
    if object.iter().any(is_other_text) {
        return None;
    }
    let has_text = object.get("text").and_then(text_of).is_some();
    (tells_speakers || !has_text).then_some(cues)
}

/// The whole text beside the words of which it is made: `{"results": {"transcripts": [{"transcript": …}],
/// "items": […]}}`, as Amazon has it.
fn transcripts(object: &Map<String, Value>) -> Option<Vec<Cue>> {
    let results = object.get("results")?.as_object()?;
    results.get("items")?.as_array()?;
    let texts = results.get("transcripts")?.as_array()?.iter();
    let cues = texts.filter_map(|text| {
        let lines = lines_of(text.get("transcript")?.as_str()?, None);
        Some(Cue {
            lines,
            ..Cue::default()
        })
    });
    Some(cues.collect()).filter(|cues: &Vec<Cue>| !cues.is_empty())
}

/// Members that are the speech once more, as a whole or word by word.
const SPEECH: &[&str] = &[
    "segments",
    "events",
    "text",
    "words",
    "word_segments",
    "utterances",
    "results",
];

/// The article, with what the object around the parts says.
pub fn article_of(cues: &[Cue], object: &Map<String, Value>) -> Article {
    let said = speech::article_of(cues);
    let mut record = object.clone();
    record.retain(|name, _| !SPEECH.contains(&name.as_str()));
    let texts: Vec<&str> = said
        .blocks
        .iter()
        .map(|block| block.text.as_str())
        .collect();
    record.insert("text".to_owned(), Value::String(texts.join("\n\n")));
    match read_object(&record) {
        Some(mut article) => {
            article.blocks = said.blocks;
            article.notes.extend(said.notes);
            article
        }
        None => said,
    }
}

fn cue_of(part: &Map<String, Value>) -> Option<Cue> {
    let is_known = |name: &String| {
        let mut names = [STARTS, ENDS, LENGTHS, SPEAKERS, OTHERS]
            .into_iter()
            .flatten();
        names.any(|known| known == name)
    };
    if !part.keys().all(is_known) {
        return None;
    }
    let text = part.get("text")?.as_str()?;
    let time = |names: &[&str]| names.iter().find_map(|name| seconds(part.get(*name)?));
    let start = time(STARTS)?;
    let end = time(ENDS).or_else(|| time(LENGTHS).map(|length| start + length))?;
    let speaker = SPEAKERS.iter().find_map(|name| text_of(part.get(*name)?));
    Some(Cue {
        start: Some(thousandths(start)),
        end: Some(thousandths(end)),
        lines: lines_of(text, speaker.as_deref()),
    })
}

/// `{"tStartMs": 80, "dDurationMs": 4000, "segs": [{"utf8": "the"}, {"utf8": " ferry"}]}`
fn cue_of_event(event: &Value) -> Option<Cue> {
    let parts = event.get("segs")?.as_array()?;
    let text: String = parts
        .iter()
        .filter_map(|part| part.get("utf8")?.as_str())
        .collect();
    let time = |name| event.get(name).and_then(Value::as_u64);
    let start = time("tStartMs")?;
    Some(Cue {
        start: Some(start),
        end: time("dDurationMs").map(|length| start.saturating_add(length)),
        lines: lines_of(&text, None),
    })
}

fn lines_of(text: &str, speaker: Option<&str>) -> Vec<Line> {
    let lines = text.lines().map(collapse).filter(|line| !line.is_empty());
    lines
        .map(|text| Line {
            speaker: speaker.map(str::to_owned),
            text,
        })
        .collect()
}

/// A number of seconds, also where it is written as a text.
fn seconds(value: &Value) -> Option<f64> {
    let number = match value {
        Value::String(text) => text.trim().parse().ok()?,
        value => value.as_f64()?,
    };
    (number >= 0.0).then_some(number)
}

fn thousandths(seconds: f64) -> u64 {
    (seconds * 1000.0) as u64
}

#[cfg(test)]
mod tests {
    use super::super::super::{Input, Item, read};

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let mut said = Vec::new();
        let _ = read(&Input::new("a.json", text.as_bytes()), None, &mut |item| {
            if let Item::Article(read) = item {
                let texts = read.article.blocks.into_iter().map(|block| block.text);
                said.push(texts.collect::<Vec<_>>().join(" / "));
            }
        });
        assert_eq!(said, expected, "{text}");
    }

    #[test]
    fn a_transcript_is_one_article() {
        for text in [
            r#"[{"text": "the crews", "start": 0.1, "duration": 2}, {"text": "voted", "start": 2.1, "duration": 2}]"#,
            r#"{"segments": [{"id": 0, "start": 0.0, "end": 2.0, "text": " the crews"}, {"id": 1, "start": 2.0, "end": 3.0, "text": " voted"}]}"#,
            r#"{"events": [{"tStartMs": 0, "id": 1}, {"tStartMs": 80, "dDurationMs": 2000, "segs": [{"utf8": "the"}, {"utf8": " crews"}]},
                {"tStartMs": 1900, "aAppend": 1, "segs": [{"utf8": "\n"}]}, {"tStartMs": 2000, "segs": [{"utf8": "voted"}]}]}"#,
            r#"{"jobName": "x", "results": {"transcripts": [{"transcript": "the crews voted"}], "items": [{"type": "pronunciation"}]}}"#,
        ] {
            check(text, &["the crews voted"]);
        }
        check(
            r#"{"text": "Who? We.", "segments": [{"start": 0, "end": 1, "text": "Who?", "speaker": "Ann"},
                {"start": 1, "end": 2, "text": "We.", "speaker": "Bo"}]}"#,
            &["Ann: Who? / Bo: We."],
        );
    }

    #[test]
    fn what_stands_beside_the_parts_is_kept() {
        let text = r#"{"title": "Tonight", "date": "2026-03-03", "url": "https://x.example/a", "segments": [{"start": 0, "end": 1, "text": "Who?"}]}"#;
        let mut articles = Vec::new();
        let _ = read(&Input::new("a.json", text.as_bytes()), None, &mut |item| {
            if let Item::Article(read) = item {
                articles.push(read.article);
            }
        });
        assert_eq!(articles[0].headline, "Tonight");
        assert_eq!(articles[0].url.as_deref(), Some("https://x.example/a"));
        assert_eq!((articles[0].dates.len(), articles[0].blocks.len()), (1, 1));
        check(
            r#"{"title": "Tonight", "body": "She asked.", "segments": [{"start": 0, "end": 1, "text": "Who?", "speaker": "Ann"}]}"#,
            &["She asked."],
        );
    }

    #[test]
    fn what_is_no_transcript_is_read_as_before() {
        check(
            r#"[{"text": "The dam held.", "start": "2026-03-03", "end": "2026-03-04"}, {"text": "It rained.", "start": "2026-03-05", "end": "x"}]"#,
            &["The dam held.", "It rained."],
        );
        check(
            r#"[{"title": "A", "text": "The dam held.", "start": 1, "end": 2}, {"title": "B", "text": "It rained.", "start": 1, "end": 2}]"#,
            &["The dam held.", "It rained."],
        );
        check(
            r#"{"text": "Who? We.", "segments": [{"start": 0, "end": 1, "text": "Who?"}]}"#,
            &["Who? We."],
        );
    }
}
