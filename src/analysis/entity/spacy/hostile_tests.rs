//! Pipelines that were made to harm: claimed sizes, damage, what runs without an end.

use super::stored::Piece;
use super::tests::{SAMPLES, file, import_with, refused, replaced};
use super::*;
use crate::analysis::entity::FieldText;
use crate::field::TextField;

#[test]
fn damaged_files_are_refused() {
    for name in SAMPLES {
        for path in [
            "ner/model",
            "tok2vec/model",
            "ner/moves",
            "tokenizer",
            "vocab/key2row",
            "vocab/vectors",
            "vocab/lookups.bin",
        ] {
            let Some(whole) = file(name, path) else {
                continue;
            };
            // Not every file is read by every layout.
            let is_read = import_with(name, path, |_| Some(vec![0xc1])).is_err();
            let step = (whole.len() / 40).max(1);
            for cut in (1..whole.len()).step_by(step).filter(|_| is_read) {
                let cut_short = import_with(name, path, |bytes| Some(bytes[..cut].to_vec()));
                assert!(cut_short.is_err(), "{name}/{path} of {cut} bytes");
            }
        }
    }
}

#[test]
fn claimed_sizes_are_not_believed() {
    // Arrays, maps, texts and nesting that are longer than the file by far.
    let array = b"\x84\xa5nodes\xdd\xff\xff\xff\xff".to_vec();
    let map = b"\x84\xa5nodes\x90\xa5attrs\xdf\xff\xff\xff\xff".to_vec();
    let text = b"\x84\xa5nodes\x91\x81\xa4name\xdb\xff\xff\xff\xff".to_vec();
    let deep = [b"\x84\xa5nodes".to_vec(), vec![0x91; 1 << 20]].concat();
    for bytes in [array, map, text, deep] {
        let message = refused("vectors", "ner/model", |_| Some(bytes.clone()));
        assert!(message.starts_with("`ner/model` is damaged"), "{message}");
    }
    // A weight that claims another shape than it has numbers for.
    let more = |bytes: Vec<u8>| Some(replaced(&bytes, b"\x92\x10\x08", b"\x92\x7f\x08"));
    assert!(refused("vectors", "ner/model", more).contains("size they claim"));
    let huge = |bytes: Vec<u8>| Some(replaced(&bytes, b"'shape': (100, 5)", b"'shape': (1, 9e9)"));
    assert!(refused("vectors", "vocab/vectors", huge).contains("not a numpy array"));
}

#[test]
fn our_own_file_is_checked_too() {
    let bytes = import_with("vectors", "", Some).expect("a pipeline");
    for cut in (0..bytes.len()).step_by(97) {
        assert!(SpacyEngine::read(&bytes[..cut]).is_none(), "{cut}");
    }
    let input = |text| EntityInput {
        texts: vec![FieldText::new(TextField::Body, text)],
    };
    // Whatever byte changes, the model is refused or runs.
    for at in (MAGIC.len()..bytes.len()).step_by(61) {
        let mut changed = bytes.clone();
        changed[at] ^= 0x55;
        if let Some(engine) = SpacyEngine::read(&changed) {
            engine.recognise(&input("Delcy Marsh didn't stay in Lisbon.\n\nShe left."));
        }
    }
    assert_eq!(
        import_with("vectors", "", Some).as_deref(),
        Ok(bytes.as_slice())
    );
}

/// A layer: its name, and the names and shapes of its weights.
type Shaped<'a> = (&'a str, &'a [(&'a str, &'a [u64])]);

/// A model file of these layers, whose weights have no numbers.
fn empty_layers(layers: &[Shaped<'_>]) -> Vec<u8> {
    use std::collections::BTreeMap;

    #[derive(serde::Serialize)]
    struct Array<'a> {
        #[serde(rename = "type")]
        kind: &'a str,
        shape: &'a [u64],
        data: &'a str,
    }
    #[derive(serde::Serialize)]
    struct File<'a> {
        nodes: Vec<BTreeMap<&'a str, &'a str>>,
        attrs: Vec<BTreeMap<&'a str, &'a str>>,
        params: Vec<BTreeMap<&'a str, Array<'a>>>,
    }
    let array = |shape| Array {
        kind: "<f4",
        shape,
        data: "",
    };
    let params = layers.iter().map(|(_, weights)| {
        let weights = weights.iter();
        weights
            .map(|(name, shape)| (*name, array(*shape)))
            .collect()
    });
    let file = File {
        nodes: layers
            .iter()
            .map(|(name, _)| BTreeMap::from([("name", *name)]))
            .collect(),
        attrs: layers.iter().map(|_| BTreeMap::new()).collect(),
        params: params.collect(),
    };
    rmp_serde::to_vec_named(&file).expect("a file")
}

#[test]
fn empty_weights_of_any_claimed_size_are_refused_at_once() {
    for (weights, bias, part) in [
        ([1, 1 << 61, 0], [0, 0], "bias of another"),
        ([0, 1 << 62, 5], [0, 1 << 62], "are missing"),
    ] {
        let maxout: &[(&str, &[u64])] = &[("W", &weights), ("b", &bias)];
        let bytes = empty_layers(&[("maxout", maxout), ("layernorm", &[])]);
        let message = refused("vectors", "ner/model", |_| Some(bytes.clone()));
        assert!(message.contains(part), "{message}");
    }
}

/// An array of numpy that has a header only.
fn numpy(shape: &str) -> Vec<u8> {
    let header = format!("{{'descr': '<f4', 'fortran_order': False, 'shape': {shape}, }}");
    let length = (header.len() as u16).to_le_bytes();
    [&b"\x93NUMPY\x01\0"[..], &length, header.as_bytes()].concat()
}

#[test]
fn vectors_without_numbers_claim_no_memory() {
    for shape in ["(0, 6)", "(0, 9000000000000000000)"] {
        // Every key points to a row that is not there.
        let mut files = |path: &str| {
            let bytes = file("vectors", path);
            Ok(match path {
                "vocab/vectors" => Some(numpy(shape)),
                _ => bytes,
            })
        };
        assert!(import_to_bytes(&mut files).is_ok(), "{shape}");
    }
    let mut files = |path: &str| {
        let bytes = file("vectors", path);
        Ok(match path {
            "vocab/vectors" => Some(numpy("(4000000000, 0)")),
            // The weights of the vectors, 8 by 5, as 4096 by 0.
            "ner/model" => bytes.map(|bytes| {
                let from = b"\x92\x08\x05\xc4\x04data\xc4\xa0";
                let at = bytes.windows(from.len()).position(|w| w == from);
                let at = at.expect("the weights");
                let to = b"\x92\xcd\x10\x00\x00\xc4\x04data\xc4\x00";
                [&bytes[..at], to, &bytes[at + from.len() + 160..]].concat()
            }),
            _ => bytes,
        })
    };
    let refusal = import_to_bytes(&mut files).map(|_| ());
    let message = refusal.expect_err("a refusal").to_string();
    assert!(message.contains("another length"), "{message}");
}

#[test]
fn a_crowd_of_small_layers_is_refused_early() {
    let head = b"\x83\xa5nodes\x90\xa5attrs\x90\xa6params\xdd\x00\x10\x00\x00";
    let bytes = [&head[..], &b"\x81\xa0\xc0".repeat(1 << 20)].concat();
    let message = refused("vectors", "ner/model", |_| Some(bytes.clone()));
    assert!(message.contains("too many layers"), "{message}");
}

#[test]
fn messages_do_not_hold_what_a_file_holds() {
    let text = [&b"\xdb\x00\x01\x00\x00"[..], &[b'x'; 1 << 16]].concat();
    let message = refused("vectors", "ner/model", |_| Some(text.clone()));
    assert!(message.len() < 300, "{message}");
}

/// Why a model that was changed after its import is refused.
fn unfit(change: impl Fn(&mut Stored)) -> String {
    let bytes = import_with("vectors", "", Some).expect("a pipeline");
    let mut stored = Stored::read(&bytes).expect("a model");
    change(&mut stored);
    stored.check().expect_err("it does not fit")
}

#[test]
fn models_beyond_all_measure_are_refused() {
    let crowded = |stored: &mut Stored| {
        let state = stored.hidden.bias.0.len();
        let never = Move {
            action: stored::Action::Never,
            label: String::new(),
        };
        stored.moves.resize(5000, never);
        stored.upper.weights.0.resize(5000 * state, 0.0);
        stored.upper.bias.0.resize(5000, 0.0);
    };
    assert!(unfit(crowded).contains("5000 transitions"));
    // It would answer from what another text has left.
    let blind = |stored: &mut Stored| {
        stored.tables.clear();
        stored.vectors = None;
        stored.reduce.weights.0.clear();
    };
    assert_eq!(unfit(blind), "no features of words");
    let minced = |stored: &mut Stored| {
        let piece = Piece {
            text: "a".to_owned(),
            norm: None,
        };
        stored.exceptions = vec![("a".repeat(40), vec![piece; 40])];
    };
    assert!(unfit(minced).contains("sum of its parts"));
}

#[test]
fn labels_may_be_escaped_but_are_one_line() {
    #[derive(serde::Serialize)]
    struct Moves {
        moves: String,
    }
    let with = |label: &str| {
        let labels = format!(r#"{{"PERSON":2,"ORG":2,"{label}":1,"GPE":1}}"#);
        let moves = format!(
            r#"{{"0":{{}},"1":{labels},"2":{labels},"3":{labels},"4":{},"5":{{"":1}}}}"#,
            labels.replace('}', r#","":1}"#)
        );
        let bytes = rmp_serde::to_vec_named(&Moves { moves }).expect("moves");
        import_with("vectors", "ner/moves", |_| Some(bytes.clone()))
    };
    let escaped = with(r"\u00c9V").map(|_| ());
    let lines = with(r"X\nerror").map(|_| ());
    assert!(lines.is_err_and(|error| error.to_string().contains("no word")));
    // The sample has as many scores as its own labels want; only that may be missed.
    if let Err(error) = escaped {
        assert!(error.to_string().contains("numbers, not"), "{error}");
    }
}
