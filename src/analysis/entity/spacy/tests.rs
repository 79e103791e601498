//! Imported pipelines against what spaCy found (`scripts/make-spacy-sample`).

use std::path::PathBuf;

use super::*;
use crate::analysis::entity::FieldText;
use crate::field::TextField;

pub(super) const SAMPLES: [&str; 2] = ["vectors", "listener"];

/// A line of `expected.jsonl`.
#[derive(serde::Deserialize)]
struct Expected {
    text: String,
    /// Text, normal form, whether a space follows.
    tokens: Vec<(String, String, bool)>,
    entities: Vec<(usize, usize, String)>,
}

fn sample(name: &str) -> PathBuf {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    root.join("src/analysis/entity/spacy/sample").join(name)
}

pub(super) fn file(name: &str, path: &str) -> Option<Vec<u8>> {
    std::fs::read(sample(name).join(path)).ok()
}

/// Imports a sample of which one file is another one.
pub(super) fn import_with(
    name: &str,
    changed: &str,
    change: impl Fn(Vec<u8>) -> Option<Vec<u8>>,
) -> Result<Vec<u8>, ImportError> {
    let mut files = |path: &str| {
        let bytes = file(name, path);
        Ok(if path == changed {
            bytes.and_then(&change)
        } else {
            bytes
        })
    };
    import_to_bytes(&mut files).map(|(bytes, _)| bytes)
}

fn engine(name: &str) -> SpacyEngine {
    let bytes = import_with(name, "", Some).expect("a pipeline");
    SpacyEngine::read(&bytes).expect("a model")
}

fn expected(name: &str) -> Vec<Expected> {
    let bytes = file(name, "expected.jsonl").expect("the sample");
    let text = String::from_utf8(bytes).expect("text");
    text.lines()
        .map(|line| serde_json::from_str(line).expect("a line"))
        .collect()
}

#[test]
fn entities_are_those_of_spacy() {
    for name in SAMPLES {
        let engine = engine(name);
        for line in expected(name) {
            // The normal form is spaCy's in one run, and found by us in the other where no
            // tokenizer exception made it.
            let exceptions = ["did", "n't", "cos"];
            for norms_given in [true, false] {
                let tokens: Vec<GivenToken<'_>> = line
                    .tokens
                    .iter()
                    .map(|(text, norm, has_space)| GivenToken {
                        text,
                        norm: (norms_given || exceptions.contains(&text.as_str())).then_some(norm),
                        has_space: *has_space,
                    })
                    .collect();
                assert_eq!(
                    find_in_tokens(&engine, &tokens),
                    line.entities,
                    "{name}: {}",
                    line.text
                );
            }
        }
    }
}

#[test]
fn our_tokens_become_those_of_spacy() {
    let engine = engine("vectors");
    for line in expected("vectors") {
        let input = FieldText::new(TextField::Body, &line.text);
        let mut caches = Caches::default();
        engine.add_tokens(
            &line.text,
            &input.tokens,
            0..input.tokens.len(),
            &mut caches,
        );
        let ours: Vec<&str> = caches
            .spans
            .iter()
            .map(|span| &line.text[span.range()])
            .collect();
        let theirs: Vec<&str> = line.tokens.iter().map(|token| token.0.as_str()).collect();
        assert_eq!(ours, theirs);
    }
}

#[test]
fn mentions_are_spans_of_known_labels() {
    let engine = engine("vectors");
    assert_eq!(engine.language(), Some("en"));
    // Longer than what goes through the network at once.
    let lines: Vec<String> = expected("vectors")
        .into_iter()
        .map(|line| line.text)
        .collect();
    let text = lines.join("\n\n").repeat(100);
    let input = EntityInput {
        texts: vec![
            FieldText::new(TextField::Headline, ""),
            FieldText::new(TextField::Body, &text),
        ],
    };
    let mentions = engine.recognise(&input);
    assert!(mentions.len() > 1000, "{}", mentions.len());
    assert!(mentions.iter().any(|m| m.label == Label::Person));
    let mut last = 0;
    for mention in &mentions {
        assert_eq!(mention.text, 1);
        assert!(mention.span.start >= last && text.get(mention.span.range()).is_some());
        last = mention.span.end;
    }
    std::thread::scope(|scope| {
        for _ in 0..3 {
            scope.spawn(|| assert_eq!(engine.recognise(&input), mentions));
        }
    });
}

/// The message of a refused pipeline.
#[track_caller]
pub(super) fn refused(
    name: &str,
    changed: &str,
    change: impl Fn(Vec<u8>) -> Option<Vec<u8>>,
) -> String {
    let imported = import_with(name, changed, change).map(|bytes| bytes.len());
    imported.expect_err("a refusal").to_string()
}

pub(super) fn replaced(bytes: &[u8], from: &[u8], to: &[u8]) -> Vec<u8> {
    assert_eq!(from.len(), to.len(), "other lengths would break the file");
    let at = bytes.windows(from.len()).position(|window| window == from);
    let at = at.expect("the bytes are in the file");
    [&bytes[..at], to, &bytes[at + from.len()..]].concat()
}

#[test]
fn what_cannot_be_run_is_refused_by_name() {
    let none = |_| None;
    assert_eq!(
        refused("vectors", "config.cfg", none),
        "no file `config.cfg`"
    );
    assert_eq!(
        refused("listener", "tok2vec/model", none),
        "no file `tok2vec/model`"
    );
    let floret = |_| Some(br#"{"mode":"floret"}"#.to_vec());
    assert!(refused("vectors", "vocab/vectors.cfg", floret).ends_with("floret vectors"));
    let wide = |bytes: Vec<u8>| {
        Some(replaced(
            &bytes,
            b"window_size\xc4\x01\x01",
            b"window_size\xc4\x01\x02",
        ))
    };
    assert!(refused("vectors", "ner/model", wide).contains("a window of more than one word"));
    let other = |bytes: Vec<u8>| Some(replaced(&bytes, b"\xa9layernorm\xa4", b"\xa9batchnorm\xa4"));
    let message = refused("vectors", "ner/model", other);
    assert!(message.contains("unknown layer `batchnorm`"), "{message}");
    let double = |bytes: Vec<u8>| Some(replaced(&bytes, b"<f4", b"<f8"));
    assert!(refused("vectors", "ner/model", double).contains("32-bit"));
    let unknown = |bytes: Vec<u8>| Some(replaced(&bytes, b"SUFFIX", b"SUFFIE"));
    assert!(refused("vectors", "ner/model", unknown).contains("unknown feature `SUFFIE`"));
    #[derive(serde::Serialize)]
    struct Moves {
        moves: String,
    }
    let json = |bytes: Vec<u8>| {
        let start = bytes.iter().position(|b| *b == b'{')?;
        let end = bytes.windows(3).position(|w| w == b"cfg")? - 1;
        let text = String::from_utf8(bytes[start..end].to_vec()).ok()?;
        let moves = text
            .replace("PERSON", "DATE")
            .replace("ORG", "TIME")
            .replace("GPE", "NUM");
        rmp_serde::to_vec_named(&Moves { moves }).ok()
    };
    let message = refused("vectors", "ner/moves", json);
    assert!(message.contains("no label for people"), "{message}");
}
