//! Reads thinc's model files: MessagePack with the layers, their settings and their weights.
//!
//! The file is not trusted: nothing is allocated by a length that it only claims, numbers are taken
//! where they lie, and a layer that is not expected is named and refused.

use std::collections::BTreeMap;

use std::marker::PhantomData;

use serde::de::{self, Deserialize, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::ImportError;

/// Layers of a model: a file with more is none that is meant, and each takes hundreds of bytes.
const MOST_LAYERS: usize = 1024;
/// Characters of an error that are kept: it may hold a text of the file.
const MOST_DETAIL: usize = 200;
/// spaCy's numbers of the attributes in tokenizer exceptions.
const ORTH: u64 = 65;
const NORM: u64 = 67;

/// The layers of a model file, in the order of the file, which is breadth first.
pub struct Layers<'a> {
    pub layers: Vec<Layer<'a>>,
}

/// One layer.
pub struct Layer<'a> {
    pub name: &'a str,
    settings: BTreeMap<&'a str, Bytes<'a>>,
    weights: BTreeMap<&'a str, Option<Array<'a>>>,
}

#[derive(serde::Deserialize)]
struct ModelFile<'a> {
    #[serde(borrow)]
    nodes: Few<Node<'a>>,
    #[serde(borrow)]
    attrs: Few<BTreeMap<&'a str, Bytes<'a>>>,
    #[serde(borrow)]
    params: Few<BTreeMap<&'a str, Option<Array<'a>>>>,
}

#[derive(serde::Deserialize)]
struct Node<'a> {
    name: &'a str,
}

/// A numpy array as thinc writes it.
#[derive(serde::Deserialize)]
struct Array<'a> {
    #[serde(rename = "type", borrow)]
    kind: Bytes<'a>,
    shape: Vec<u64>,
    #[serde(borrow)]
    data: Bytes<'a>,
}

/// Weights with the size of each dimension.
#[derive(Debug, Clone, PartialEq)]
pub struct Weights {
    pub shape: Vec<usize>,
    pub numbers: Vec<f32>,
}

/// Reads a MessagePack document of that name.
pub fn read<'a, T: Deserialize<'a>>(file: &str, bytes: &'a [u8]) -> Result<T, ImportError> {
    let damaged = |error: rmp_serde::decode::Error| ImportError::Damaged {
        file: file.to_owned(),
        detail: error.to_string().chars().take(MOST_DETAIL).collect(),
    };
    let mut reader = rmp_serde::Deserializer::from_read_ref(bytes);
    reader.set_max_depth(64);
    T::deserialize(&mut reader).map_err(damaged)
}

impl<'a> Layers<'a> {
    pub fn read(file: &str, bytes: &'a [u8]) -> Result<Self, ImportError> {
        let ModelFile {
            nodes: Few(nodes),
            attrs: Few(attrs),
            params: Few(params),
        } = read(file, bytes)?;
        if nodes.len() != attrs.len() || nodes.len() != params.len() {
            return Err(ImportError::Damaged {
                file: file.to_owned(),
                detail: "layers without weights".to_owned(),
            });
        }
        let layers = nodes.into_iter().zip(attrs).zip(params);
        let layers = layers.map(|((node, settings), weights)| Layer {
            name: node.name,
            settings,
            weights,
        });
        Ok(Self {
            layers: layers.collect(),
        })
    }

    /// The layers of that name.
    pub fn named(&self, name: &str) -> impl Iterator<Item = &Layer<'a>> {
        self.layers.iter().filter(move |layer| layer.name == name)
    }

    /// The names of layers that have weights and are none of these.
    pub fn other_than(&self, known: &[&str]) -> Option<&'a str> {
        let mut layers = self.layers.iter();
        let other = layers.find(|l| !l.weights.is_empty() && !known.contains(&l.name))?;
        Some(other.name)
    }
}

impl Layer<'_> {
    /// A setting that is a whole number.
    pub fn number(&self, setting: &str) -> Option<u64> {
        rmp_serde::from_slice(self.settings.get(setting)?.0).ok()
    }

    /// A setting that is a text or a list of texts.
    pub fn words(&self, setting: &str) -> Option<Vec<String>> {
        let bytes = self.settings.get(setting)?.0;
        let list = rmp_serde::from_slice::<Vec<&str>>(bytes).ok();
        let list = list.or_else(|| Some(vec![rmp_serde::from_slice::<&str>(bytes).ok()?]))?;
        Some(list.into_iter().map(str::to_owned).collect())
    }

    /// Weights of that name and number of dimensions.
    pub fn weights(&self, name: &str, dimensions: usize) -> Result<Weights, ImportError> {
        let layer = self.name;
        let wrong =
            |what: &str| ImportError::Layout(format!("weights `{name}` of layer `{layer}` {what}"));
        let Some(Some(array)) = self.weights.get(name) else {
            return Err(wrong("are missing"));
        };
        if array.kind.0 != b"<f4" {
            return Err(wrong("are not 32-bit numbers"));
        }
        let size = array
            .shape
            .iter()
            .try_fold(4_u64, |size, n| size.checked_mul(*n));
        if array.shape.len() != dimensions || size != Some(array.data.0.len() as u64) {
            return Err(wrong("are not of the size they claim"));
        }
        let numbers = read_floats(array.data.0);
        if numbers.iter().any(|n| !n.is_finite()) {
            return Err(wrong("are not all numbers"));
        }
        let shape = array.shape.iter().map(|n| *n as usize).collect();
        Ok(Weights { shape, numbers })
    }
}

/// Numbers of four bytes each; what is left over is dropped.
pub fn read_floats(bytes: &[u8]) -> Vec<f32> {
    let (numbers, _) = bytes.as_chunks::<4>();
    numbers.iter().map(|n| f32::from_le_bytes(*n)).collect()
}

/// Bytes or text where they lie in the file.
#[derive(Clone, Copy)]
pub struct Bytes<'a>(pub &'a [u8]);

impl<'de: 'a, 'a> Deserialize<'de> for Bytes<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Either;
        impl<'a> Visitor<'a> for Either {
            type Value = Bytes<'a>;

            fn expecting(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                out.write_str("bytes")
            }

            fn visit_borrowed_bytes<E: de::Error>(self, bytes: &'a [u8]) -> Result<Bytes<'a>, E> {
                Ok(Bytes(bytes))
            }

            fn visit_borrowed_str<E: de::Error>(self, text: &'a str) -> Result<Bytes<'a>, E> {
                Ok(Bytes(text.as_bytes()))
            }
        }
        deserializer.deserialize_any(Either)
    }
}

/// A list of what belongs to each layer, refused as soon as it is too long.
struct Few<T>(Vec<T>);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Few<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct List<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for List<T> {
            type Value = Few<T>;

            fn expecting(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                out.write_str("a list")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Few<T>, A::Error> {
                let mut out = Vec::new();
                while let Some(item) = list.next_element()? {
                    if out.len() == MOST_LAYERS {
                        return Err(de::Error::custom("too many layers"));
                    }
                    out.push(item);
                }
                Ok(Few(out))
            }
        }
        deserializer.deserialize_seq(List(PhantomData))
    }
}

/// What the tokenizer knows of a piece of a word; other attributes are passed over.
#[derive(Default)]
pub struct Attributes<'a> {
    pub text: Option<&'a str>,
    pub norm: Option<&'a str>,
}

impl<'de: 'a, 'a> Deserialize<'de> for Attributes<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Known;
        impl<'a> Visitor<'a> for Known {
            type Value = Attributes<'a>;

            fn expecting(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                out.write_str("attributes")
            }

            fn visit_map<A: MapAccess<'a>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut known = Attributes::default();
                while let Some((attribute, text)) = map.next_entry::<u64, MaybeText<'a>>()? {
                    match attribute {
                        ORTH => known.text = text.0,
                        NORM => known.norm = text.0,
                        _ => {}
                    }
                }
                Ok(known)
            }
        }
        deserializer.deserialize_map(Known)
    }
}

/// A text where one may be; None for a value of any other kind.
struct MaybeText<'a>(Option<&'a str>);

impl<'de: 'a, 'a> Deserialize<'de> for MaybeText<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Any;
        impl<'a> Visitor<'a> for Any {
            type Value = MaybeText<'a>;

            fn expecting(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                out.write_str("any value")
            }

            fn visit_borrowed_str<E>(self, text: &'a str) -> Result<Self::Value, E> {
                Ok(MaybeText(Some(text)))
            }

            fn visit_borrowed_bytes<E>(self, _: &'a [u8]) -> Result<Self::Value, E> {
                Ok(MaybeText(None))
            }

            fn visit_bool<E>(self, _: bool) -> Result<Self::Value, E> {
                Ok(MaybeText(None))
            }

            fn visit_u64<E>(self, _: u64) -> Result<Self::Value, E> {
                Ok(MaybeText(None))
            }

            fn visit_i64<E>(self, _: i64) -> Result<Self::Value, E> {
                Ok(MaybeText(None))
            }

            fn visit_f64<E>(self, _: f64) -> Result<Self::Value, E> {
                Ok(MaybeText(None))
            }

            fn visit_unit<E>(self) -> Result<Self::Value, E> {
                Ok(MaybeText(None))
            }

            fn visit_seq<A: SeqAccess<'a>>(self, mut list: A) -> Result<Self::Value, A::Error> {
                while list.next_element::<IgnoredAny>()?.is_some() {}
                Ok(MaybeText(None))
            }

            fn visit_map<A: MapAccess<'a>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
                Ok(MaybeText(None))
            }
        }
        deserializer.deserialize_any(Any)
    }
}
