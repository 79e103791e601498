//! What recognition finds in texts, what the resolver makes of labels, and training: for
//! `scripts/eval-entities` and `scripts/train-entities`.
//!
//! Reads JSON lines `{"text": …, "mentions": [{"start", "end", "kind"}]}` with byte offsets from
//! standard input and writes the same shape.  The first argument says what:
//! `tag ENGINE [--merge]` (mentions with the keys of their entities; given mentions are only
//! canonicalised; `--merge` joins keys as an archive of these texts would; the speed goes to
//! standard error), `parity FILE` (tokens and entities of a spaCy pipeline against the imported
//! model), `correct` (the mentions as the resolver leaves them), `train FILE` (a model).

#![expect(
    clippy::disallowed_macros,
    reason = "a tool of the scripts has no messages to keep apart from archive text"
)]

use std::collections::HashMap;
use std::io::{BufRead, BufWriter, Write};
use std::time::Instant;

use morgue::analysis::entity::canonical::archive::{EntityTable, KeyStatistics, Learned};
use morgue::analysis::entity::canonical::canonicalise;
use morgue::analysis::entity::canonical::corrections::Corrections;
use morgue::analysis::entity::label::Label;
use morgue::analysis::entity::linear::lexicon;
use morgue::analysis::entity::recogniser::Recogniser;
use morgue::analysis::entity::resolver::resolve;
use morgue::analysis::entity::spacy::{GivenToken, SpacyEngine, find_in_tokens};
use morgue::analysis::entity::token::tokenise;
use morgue::analysis::entity::train::{LabelledText, Settings, train};
use morgue::analysis::entity::{EntityInput, FieldText, RawMention, open_engine, read_engine};
use morgue::annotations::EntityKey;
use morgue::article::Span;
use morgue::field::TextField;
use serde::{Deserialize, Serialize};

#[derive(Default, Deserialize, Serialize)]
struct Line {
    #[serde(default)]
    text: String,
    /// Code of the language; English unless said.
    #[serde(default, skip_serializing)]
    language: Option<String>,
    #[serde(default)]
    mentions: Option<Vec<Labelled>>,
}

#[derive(Clone, Deserialize, Serialize)]
struct Labelled {
    start: usize,
    end: usize,
    kind: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    key: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    name: String,
}

/// Names of the labels in the lines.
const KINDS: [(&str, Label); 5] = [
    ("person", Label::Person),
    ("org", Label::Organisation),
    ("place", Label::Place),
    ("demonym", Label::Demonym),
    ("other", Label::Other),
];

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    if let ["parity", file] = words[..] {
        return parity(file);
    }
    let lines = std::io::stdin().lock().lines().map(|line| {
        let line = line.expect("standard input is text");
        serde_json::from_str::<Line>(&line).expect("each line is a text with mentions")
    });
    match words[..] {
        ["tag", engine] => tag(&lines.collect::<Vec<_>>(), engine, false),
        ["tag", engine, "--merge"] => tag(&lines.collect::<Vec<_>>(), engine, true),
        ["correct"] => {
            let mut out = BufWriter::new(std::io::stdout().lock());
            for line in lines {
                let mentions = resolve(&input(&line.text), &given(&line));
                let mentions = Some(mentions.iter().map(labelled).collect());
                write(&Line { mentions, ..line }, &mut out);
            }
        }
        ["train", file] => {
            let texts: Vec<LabelledText> = lines.map(to_labelled_text).collect();
            let started = Instant::now();
            let (model, report) = train(&texts, &lexicon(), None, &Settings::default());
            let bytes = model.to_bytes();
            std::fs::write(file, &bytes).expect("the model can be written");
            println!(
                "{} texts, {} sentences, {} tokens, {} features, {} kept, {} bytes, BLAKE3 {}, \
                 {:.0} s, errors of each round {:.4?}",
                texts.len(),
                report.sentences,
                report.tokens,
                report.features,
                model.len(),
                bytes.len(),
                &blake3::hash(&bytes).to_hex()[..32],
                started.elapsed().as_secs_f64(),
                report.errors
            );
        }
        _ => {
            eprintln!(
                "usage: entities tag ENGINE [--merge] | parity FILE | correct | train FILE  < lines"
            );
            std::process::exit(2);
        }
    }
}

fn write(line: &Line, out: &mut impl Write) {
    let text = serde_json::to_string(line).expect("a line has a JSON form");
    writeln!(out, "{text}").expect("standard output is open");
}

fn input(text: &str) -> EntityInput<'_> {
    EntityInput {
        texts: vec![FieldText::new(TextField::Body, text)],
    }
}

/// The mentions of a line that lie on character borders of its text.
fn given(line: &Line) -> Vec<RawMention> {
    let mentions = line.mentions.iter().flatten();
    mentions
        .filter(|m| m.start < m.end && line.text.get(m.start..m.end).is_some())
        .filter_map(|m| {
            let (_, label) = KINDS.iter().find(|(name, _)| *name == m.kind)?;
            Some(RawMention {
                text: 0,
                span: Span::new(m.start, m.end),
                label: *label,
            })
        })
        .collect()
}

fn labelled(mention: &RawMention) -> Labelled {
    let kind = KINDS.iter().find(|(_, label)| *label == mention.label);
    Labelled {
        start: mention.span.start,
        end: mention.span.end,
        kind: kind.map_or("", |(name, _)| name).to_owned(),
        key: String::new(),
        name: String::new(),
    }
}

fn to_labelled_text(line: Line) -> LabelledText {
    let names = given(&line);
    LabelledText {
        names: names
            .iter()
            .map(|m| (m.span.start, m.span.end, m.label))
            .collect(),
        text: line.text,
    }
}

/// An engine of the table, or a model file.
fn find_recogniser(engine: &str) -> Recogniser {
    let engine = open_engine(engine).unwrap_or_else(|| {
        let bytes = std::fs::read(engine).expect("neither an engine nor a file");
        read_engine(&bytes).expect("the file is a model")
    });
    Recogniser::new(engine)
}

/// A text as spaCy has cut it, and what it found: first token, one past the last, label.
#[derive(Deserialize)]
struct Theirs {
    tokens: Vec<(String, String, bool)>,
    entities: Vec<(usize, usize, String)>,
}

/// Counts entities that only spaCy or only the imported model has.
fn parity(file: &str) {
    let bytes = std::fs::read(file).expect("the model can be read");
    let engine = SpacyEngine::read(&bytes).expect("the file is an imported model");
    let (mut tokens, mut entities, mut different) = (0, 0, 0);
    for line in std::io::stdin().lock().lines() {
        let line = line.expect("standard input is text");
        let theirs: Theirs = serde_json::from_str(&line).expect("tokens and entities");
        let given = theirs
            .tokens
            .iter()
            .map(|(text, norm, has_space)| GivenToken {
                text,
                norm: Some(norm),
                has_space: *has_space,
            });
        let given: Vec<GivenToken<'_>> = given.collect();
        let ours = find_in_tokens(&engine, &given);
        let only = |a: &[(usize, usize, String)], b: &[(usize, usize, String)]| {
            a.iter().filter(|entity| !b.contains(entity)).count()
        };
        tokens += given.len();
        entities += theirs.entities.len();
        different += only(&ours, &theirs.entities) + only(&theirs.entities, &ours);
    }
    let result = serde_json::json!({
        "tokens": tokens, "entities": entities, "different": different,
    });
    println!("{result}");
}

fn tag(lines: &[Line], engine: &str, merge: bool) {
    let recogniser = find_recogniser(engine);
    let started = cpu_seconds();
    let mut out: Vec<Vec<Labelled>> = Vec::new();
    for line in lines {
        let input = input(&line.text);
        let language = line.language.as_deref().unwrap_or("en");
        let mentions = match &line.mentions {
            Some(_) => given(line),
            None => recogniser.mentions(&input, language),
        };
        let canonical = canonicalise(&input, &mentions);
        let named = mentions.iter().zip(&canonical.entity_of);
        let named = named.filter_map(|(mention, entity)| {
            let entity = &canonical.entities[(*entity)?];
            Some(Labelled {
                key: entity.key.0.clone(),
                name: entity.name.clone(),
                ..labelled(mention)
            })
        });
        out.push(named.collect());
    }
    let seconds = cpu_seconds() - started;
    if merge {
        join(lines, &mut out);
    }
    let mut stdout = BufWriter::new(std::io::stdout().lock());
    for mentions in out {
        let found = Line {
            mentions: Some(mentions),
            ..Line::default()
        };
        write(&found, &mut stdout);
    }
    let mut tokens = Vec::new();
    let count: usize = lines
        .iter()
        .map(|line| {
            tokenise(&line.text, &mut tokens);
            tokens.len()
        })
        .sum();
    eprintln!("{count} tokens {seconds:.3} s");
}

/// CPU time of this process where the system tells it, else wall time.
fn cpu_seconds() -> f64 {
    let text = std::fs::read_to_string("/proc/self/schedstat").unwrap_or_default();
    let nanoseconds = text.split(' ').next().and_then(|n| n.parse::<f64>().ok());
    match nanoseconds {
        Some(nanoseconds) => nanoseconds / 1e9,
        None => {
            static START: std::sync::OnceLock<Instant> = std::sync::OnceLock::new();
            START.get_or_init(Instant::now).elapsed().as_secs_f64()
        }
    }
}

/// Replaces keys by entities, as an archive of these texts would.
fn join(lines: &[Line], found: &mut [Vec<Labelled>]) {
    let mut counts: HashMap<&str, (u32, HashMap<&str, u32>)> = HashMap::new();
    for (line, mentions) in lines.iter().zip(found.iter()) {
        for mention in mentions {
            let entry = counts.entry(&mention.key).or_default();
            entry.0 += 1;
            let surface = &line.text[mention.start..mention.end];
            *entry.1.entry(surface).or_insert(0) += 1;
        }
    }
    let statistics: Vec<KeyStatistics> = counts
        .into_iter()
        .map(|(key, (articles, spellings))| KeyStatistics {
            key: EntityKey(key.to_owned()),
            articles,
            spellings: spellings
                .into_iter()
                .map(|(spelling, count)| (spelling.to_owned(), count))
                .collect(),
            days: Vec::new(),
            beside: Vec::new(),
        })
        .collect();
    let learned = Learned::new(&statistics, 1, lines.len() as u64);
    let table = EntityTable::new(&learned, &Corrections::default());
    for mention in found.iter_mut().flatten() {
        let key = EntityKey(std::mem::take(&mut mention.key));
        mention.key = table.entity(&key).0.clone();
    }
}
