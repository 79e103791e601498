//! From the files of a spaCy pipeline to a model of ours.
//!
//! Reads a pipeline whose `ner` has vectors from hashed features, with or without static vectors, a
//! convolutional encoder and the transition system for entities: what `*_core_*_sm` and `*_md` are.
//! Nothing is executed and no path is taken from a file; what cannot be run is refused by name.

use std::collections::{BTreeMap, VecDeque};

use super::ImportError;
use super::config::{check_version, read_layout};
use super::stored::{
    Action, Floats, Layer, Linear, Lower, Move, Piece, SEEN, Stored, Table, Vectors,
};
use super::thinc::{self, Attributes, Layers, Weights, read_floats};
use super::words::ATTRIBUTES;

/// Gives the bytes of a file of the pipeline by its path in it; None when there is no such file.
pub type Files<'f> = dyn FnMut(&str) -> Result<Option<Vec<u8>>, ImportError> + 'f;

/// Layers with weights that the mathematics here knows.
const KNOWN: &[&str] = &[
    "hashembed",
    "static_vectors",
    "maxout",
    "layernorm",
    "linear",
    "precomputable_affine",
];

/// Numbers of the projected vectors: a gigabyte, five times those of the large pipelines.
const MOST_NUMBERS: usize = 1 << 28;

/// Reads a pipeline.
pub fn import(files: &mut Files<'_>) -> Result<Stored, ImportError> {
    let name = check_version(&need(files, "meta.json")?)?;
    let config = need(files, "config.cfg")?;
    let layout = read_layout(&String::from_utf8_lossy(&config))?;
    let own = need(files, "ner/model")?;
    let shared = match &layout.listens_to {
        Some(component) => Some(need(files, &format!("{component}/model"))?),
        None => None,
    };
    let parser = Layers::read("ner/model", &own)?;
    let shared = match &shared {
        Some(bytes) => Some(Layers::read("the shared model", bytes)?),
        None => None,
    };
    let tok2vec = shared.as_ref().unwrap_or(&parser);
    for layers in [&parser, tok2vec] {
        if let Some(layer) = layers.other_than(KNOWN) {
            return Err(ImportError::Layout(format!("unknown layer `{layer}`")));
        }
    }
    let mut layers = read_encoder(tok2vec)?;
    let reduce = layers
        .pop_front()
        .ok_or_else(|| ImportError::Layout("no layers".to_owned()))?;
    let width = reduce.gain.0.len();
    let vectors = match tok2vec.named("static_vectors").next() {
        Some(layer) => Some(read_vectors(layer, files)?),
        None => None,
    };
    let [hidden, upper] = read_linears(&parser)?;
    let stored = Stored {
        name,
        language: layout.language,
        width,
        tables: read_tables(tok2vec)?,
        vectors,
        reduce,
        encoder: layers.into(),
        hidden,
        lower: read_lower(&parser)?,
        upper,
        moves: read_moves(&need(files, "ner/moves")?)?,
        norms: read_norms(files)?,
        exceptions: read_exceptions(files)?,
    };
    stored.check().map_err(ImportError::Layout)?;
    Ok(stored)
}

fn need(files: &mut Files<'_>, path: &str) -> Result<Vec<u8>, ImportError> {
    files(path)?.ok_or_else(|| ImportError::Missing(path.to_owned()))
}

/// The columns that the tables are asked with, and the tables.
fn read_tables(layers: &Layers<'_>) -> Result<Vec<Table>, ImportError> {
    let columns = layers.named("extract_features").next();
    let columns = columns
        .and_then(|layer| layer.words("columns"))
        .unwrap_or_default();
    let tables = layers.named("hashembed").map(|layer| {
        let column = layer
            .number("column")
            .and_then(|i| columns.get(usize::try_from(i).ok()?));
        let column = column.map_or("", String::as_str);
        let known = ATTRIBUTES.iter().find(|(name, _)| *name == column);
        let Some((_, attribute)) = known else {
            return Err(ImportError::Layout(format!("unknown feature `{column}`")));
        };
        let seed = layer
            .number("seed")
            .and_then(|seed| u32::try_from(seed).ok());
        let Some(seed) = seed else {
            return Err(ImportError::Layout("a table without a seed".to_owned()));
        };
        Ok(Table {
            attribute: *attribute,
            seed,
            rows: layer.weights("E", 2)?.into(),
        })
    });
    tables.collect()
}

/// The layer that mixes the tables and those of the encoder, in order.
fn read_encoder(layers: &Layers<'_>) -> Result<VecDeque<Layer>, ImportError> {
    if layers
        .named("expand_window")
        .any(|l| l.number("window_size") != Some(1))
    {
        return Err(ImportError::Layout(
            "a window of more than one word".to_owned(),
        ));
    }
    let (maxouts, norms) = (layers.named("maxout"), layers.named("layernorm"));
    if maxouts.count() != norms.count() {
        return Err(ImportError::Layout(
            "layers that are not normalised".to_owned(),
        ));
    }
    let pairs = layers.named("maxout").zip(layers.named("layernorm"));
    let pairs = pairs.map(|(maxout, norm)| {
        let weights = maxout.weights("W", 3)?;
        let bias = maxout.weights("b", 2)?;
        if bias.shape[..] != weights.shape[..2] {
            return Err(ImportError::Layout(
                "a layer with the bias of another".to_owned(),
            ));
        }
        Ok(Layer {
            pieces: weights.shape[1],
            weights: weights.into(),
            bias: pieces_first(&bias),
            gain: norm.weights("G", 1)?.into(),
            shift: norm.weights("b", 1)?.into(),
        })
    });
    pairs.collect()
}

fn pieces_first(bias: &Weights) -> Floats {
    let (numbers, pieces) = (bias.shape[0], bias.shape[1]);
    // As many steps as there are numbers, whatever the shape of an empty array claims.
    let places = (0..bias.numbers.len()).map(|i| (i % numbers) * pieces + i / numbers);
    Floats(places.map(|at| bias.numbers[at]).collect())
}

/// From the encoder to the transitions, and from their state to their scores.
fn read_linears(layers: &Layers<'_>) -> Result<[Linear; 2], ImportError> {
    let read = |layer: &thinc::Layer<'_>| {
        let weights = layer.weights("W", 2)?;
        let bias = layer.weights("b", 1)?;
        Ok(Linear {
            weights: weights.into(),
            bias: bias.into(),
        })
    };
    let linears: Vec<_> = layers
        .named("linear")
        .map(read)
        .collect::<Result<_, ImportError>>()?;
    // The file has the upper layer first, as it lies less deep.
    let Ok([upper, hidden]) = <[_; 2]>::try_from(linears) else {
        return Err(ImportError::Layout("not two linear layers".to_owned()));
    };
    Ok([hidden, upper])
}

fn read_lower(layers: &Layers<'_>) -> Result<Lower, ImportError> {
    let mut lowers = layers.named("precomputable_affine");
    let (Some(lower), None) = (lowers.next(), lowers.next()) else {
        return Err(ImportError::Layout("not one lower layer".to_owned()));
    };
    let weights = lower.weights("W", 4)?;
    if weights.shape[0] != SEEN {
        let seen = weights.shape[0];
        return Err(ImportError::Layout(format!(
            "transitions that look at {seen} tokens"
        )));
    }
    Ok(Lower {
        pieces: weights.shape[2],
        weights: weights.into(),
        bias: lower.weights("b", 2)?.into(),
        pad: lower.weights("pad", 4)?.into(),
    })
}

/// The transitions in the order of the scores.
fn read_moves(bytes: &[u8]) -> Result<Vec<Move>, ImportError> {
    #[derive(serde::Deserialize)]
    struct File<'a> {
        moves: &'a str,
    }
    const ACTIONS: [Action; 6] = [
        Action::Never,
        Action::Begin,
        Action::In,
        Action::Last,
        Action::Unit,
        Action::Out,
    ];
    let damaged = |detail: String| ImportError::Damaged {
        file: "ner/moves".to_owned(),
        detail,
    };
    let file: File<'_> = thinc::read("ner/moves", bytes)?;
    let by_action: BTreeMap<usize, BTreeMap<String, i64>> =
        serde_json::from_str(file.moves).map_err(|error| damaged(error.to_string()))?;
    // As spaCy does: labels by falling frequency, then name; those added later, which have negative
    // numbers, each with all of its actions at the end.
    let (mut moves, mut added) = (Vec::new(), BTreeMap::<_, Vec<Move>>::new());
    for (action, labels) in by_action {
        let Some(&action) = ACTIONS.get(action) else {
            return Err(damaged(format!("no action {action}")));
        };
        let mut labels: Vec<_> = labels
            .into_iter()
            .map(|(label, count)| (count, label))
            .collect();
        labels.sort_unstable_by(|a, b| b.cmp(a));
        for (count, label) in labels {
            if label.contains(char::is_control) {
                return Err(damaged("a label that is no word".to_owned()));
            }
            let found = Move {
                action,
                label: label.clone(),
            };
            if count < 0 {
                added
                    .entry(std::cmp::Reverse((count, label)))
                    .or_default()
                    .push(found);
            } else {
                moves.push(found);
            }
        }
    }
    moves.extend(added.into_values().flatten());
    Ok(moves)
}

/// The vectors of words, projected once for all.
fn read_vectors(layer: &thinc::Layer<'_>, files: &mut Files<'_>) -> Result<Vectors, ImportError> {
    let refuse = |what: &str| Err(ImportError::Layout(what.to_owned()));
    if layer
        .words("key_attr")
        .is_some_and(|attribute| attribute != ["ORTH"])
    {
        return refuse("vectors of something else than words");
    }
    #[derive(serde::Deserialize, Default)]
    struct Settings {
        mode: Option<String>,
    }
    let settings = match files("vocab/vectors.cfg")? {
        None => Settings::default(),
        Some(bytes) => serde_json::from_slice(&bytes).map_err(|error| ImportError::Damaged {
            file: "vocab/vectors.cfg".to_owned(),
            detail: error.to_string(),
        })?,
    };
    if settings
        .mode
        .as_deref()
        .is_some_and(|mode| mode != "default")
    {
        return refuse("floret vectors");
    }
    let file = need(files, "vocab/vectors")?;
    let Some((shape, numbers)) = read_numpy(&file) else {
        return Err(ImportError::Damaged {
            file: "vocab/vectors".to_owned(),
            detail: "not a numpy array of 32-bit numbers".to_owned(),
        });
    };
    let (rows, length) = shape;
    if rows == 0 {
        return Ok(Vectors {
            rows_of: Vec::new(),
            rows: Floats::default(),
        });
    }
    let weights = layer.weights("W", 2)?;
    let width = weights.shape[0];
    if length == 0 || weights.shape[1] != length {
        return refuse("vectors of another length than the layer");
    }
    // Short rows become long ones, so the size of the file does not bound what comes of them.
    let size = rows.checked_mul(width);
    let Some(size) = size.filter(|size| *size <= MOST_NUMBERS) else {
        return refuse("more vectors than can be kept");
    };
    let project = super::matrix::Matrix::new(length, width, |input, column| {
        weights.numbers[column * length + input]
    });
    let mut projected = vec![0.0; size];
    project.multiply(&numbers, length, &mut projected);
    let keys = need(files, "vocab/key2row")?;
    let rows_of: BTreeMap<u64, u32> = thinc::read("vocab/key2row", &keys)?;
    Ok(Vectors {
        rows_of: rows_of.into_iter().collect(),
        rows: Floats(projected),
    })
}

/// Numbers of a `.npy` file with two dimensions, and those.
fn read_numpy(bytes: &[u8]) -> Option<((usize, usize), Vec<f32>)> {
    let rest = bytes.strip_prefix(b"\x93NUMPY")?;
    let (version, rest) = rest.split_first_chunk::<2>()?;
    let (length, rest) = match version[0] {
        1 => {
            let (length, rest) = rest.split_first_chunk::<2>()?;
            (usize::from(u16::from_le_bytes(*length)), rest)
        }
        _ => {
            let (length, rest) = rest.split_first_chunk::<4>()?;
            (u32::from_le_bytes(*length) as usize, rest)
        }
    };
    let header = std::str::from_utf8(rest.get(..length)?).ok()?;
    let numbers = rest.get(length..)?;
    if !header.contains("'descr': '<f4'") || !header.contains("'fortran_order': False") {
        return None;
    }
    let shape = header.split_once("'shape': (")?.1.split_once(')')?.0;
    let (rows, columns) = shape.split_once(',')?;
    let rows: usize = rows.trim().parse().ok()?;
    let columns: usize = columns.trim().parse().ok()?;
    (rows.checked_mul(columns)?.checked_mul(4)? == numbers.len())
        .then(|| ((rows, columns), read_floats(numbers)))
}

/// Normal forms of the language's words.
fn read_norms(files: &mut Files<'_>) -> Result<Vec<(u64, String)>, ImportError> {
    #[derive(serde::Deserialize)]
    struct Lookups {
        #[serde(default)]
        lexeme_norm: BTreeMap<u64, String>,
    }
    let Some(bytes) = files("vocab/lookups.bin")?.filter(|bytes| !bytes.is_empty()) else {
        return Ok(Vec::new());
    };
    let lookups: Lookups = thinc::read("vocab/lookups.bin", &bytes)?;
    Ok(lookups.lexeme_norm.into_iter().collect())
}

/// Words that the tokenizer cuts in pieces or that have a normal form of their own.
fn read_exceptions(files: &mut Files<'_>) -> Result<Vec<(String, Vec<Piece>)>, ImportError> {
    #[derive(serde::Deserialize)]
    struct Tokenizer<'a> {
        #[serde(borrow, default)]
        exceptions: BTreeMap<&'a str, Vec<Attributes<'a>>>,
    }
    let Some(bytes) = files("tokenizer")?.filter(|bytes| !bytes.is_empty()) else {
        return Ok(Vec::new());
    };
    let tokenizer: Tokenizer<'_> = thinc::read("tokenizer", &bytes)?;
    let mut out = Vec::new();
    for (word, pieces) in tokenizer.exceptions {
        let pieces: Vec<Piece> = pieces
            .into_iter()
            .map(|piece| Piece {
                text: piece.text.unwrap_or_default().to_owned(),
                norm: piece.norm.map(str::to_owned),
            })
            .collect();
        let is_plain = matches!(&pieces[..], [one] if one.norm.is_none());
        if !is_plain && !word.contains(char::is_whitespace) {
            out.push((word.to_owned(), pieces));
        }
    }
    Ok(out)
}
