//! The contract of every reader with hostile bytes: samples cut, flipped, doubled, nested and mixed
//! with NULs never make a reader panic or run away, and what it gives is always valid.
//!
//! Mutations are the same on every machine: they come from a seed.  Work is bounded by the size of
//! what goes in and comes out, not by the clock.  `MORGUE_MUTATIONS=N` tries N per sample.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use morgue::article::{Article, BlockKind, Span};
use morgue::reader::{Input, Item, READERS, ReadOptions, Reader, decode, read};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// Mutations of each sample, read by the reader that is chosen for it.
const EACH: usize = 3;
/// Every so many mutants are read by every reader.
const BY_ALL: usize = 20;
/// Larger files of the folder are read whole only by other tests.
const LARGEST: usize = 16 << 10;
/// Text that comes out may be this many times what went in: captions and decks repeat.
const GROWTH: usize = 12;

/// Numbers that look random and are the same everywhere (SplitMix64).
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        (self.next() % end.max(1) as u64) as usize
    }
}

/// The ways in which bytes are spoiled, walked in turn.
/// A name, and what is done to the bytes.
type Mutation = (&'static str, fn(&mut Vec<u8>, &mut Numbers));

const MUTATIONS: &[Mutation] = &[
    ("cut", |bytes, numbers| {
        let at = numbers.below(bytes.len());
        bytes.truncate(at);
    }),
    ("flip", |bytes, numbers| {
        for _ in 0..1 + bytes.len() / 500 {
            let at = numbers.below(bytes.len());
            if let Some(byte) = bytes.get_mut(at) {
                *byte ^= 1 << numbers.below(8);
            }
        }
    }),
    ("double", |bytes, numbers| {
        let (from, len) = (numbers.below(bytes.len()), numbers.below(400));
        let chunk = bytes[from..(from + len).min(bytes.len())].to_vec();
        let at = numbers.below(bytes.len());
        for _ in 0..1 + numbers.below(8) {
            bytes.splice(at..at, chunk.iter().copied());
        }
    }),
    ("nuls", |bytes, numbers| {
        for _ in 0..1 + numbers.below(20) {
            let at = numbers.below(bytes.len() + 1);
            bytes.insert(at, 0);
        }
    }),
    ("nest", |bytes, numbers| {
        const OPENERS: &[&[u8]] = &[
            b"<div>",
            b"<b>",
            b"[",
            b"{\"a\":",
            b"> ",
            b"(",
            b"<item>",
            b"<ul><li>",
            b"\"",
            b"- ",
            b"<![CDATA[",
            b"<!--",
            b"{{<",
            b"<block>",
            b"=?utf-8?Q?",
        ];
        let opener = OPENERS[numbers.below(OPENERS.len())];
        let at = numbers.below(bytes.len() + 1);
        let nested = opener.repeat(400);
        bytes.splice(at..at, nested);
    }),
    ("drop", |bytes, numbers| {
        let from = numbers.below(bytes.len());
        let to = (from + numbers.below(200)).min(bytes.len());
        bytes.drain(from..to);
    }),
    ("noise", |bytes, numbers| {
        let at = numbers.below(bytes.len() + 1);
        let noise: Vec<u8> = (0..numbers.below(64))
            .map(|_| numbers.next() as u8)
            .collect();
        bytes.splice(at..at, noise);
    }),
    ("lines", |bytes, _| {
        for byte in bytes.iter_mut().filter(|byte| **byte == b'\n') {
            *byte = b'\r';
        }
    }),
];

#[test]
fn readers_survive_spoiled_samples() {
    let each = std::env::var("MORGUE_MUTATIONS")
        .ok()
        .and_then(|n| n.parse().ok());
    let each: usize = each.unwrap_or(EACH);
    let mut samples = Vec::new();
    for folder in ["corpus/formats", "tests/broken"] {
        collect(&Path::new(ROOT).join(folder), &mut samples);
    }
    assert!(samples.len() > 60, "only {} samples", samples.len());
    let mut numbers = Numbers(20_260_113);
    let (mut tried, mut wrong) = (0, Vec::new());
    for path in &samples {
        let original = std::fs::read(path).unwrap();
        if original.len() > LARGEST {
            continue;
        }
        let name = path
            .strip_prefix(ROOT)
            .unwrap()
            .to_str()
            .unwrap_or("name")
            .to_owned();
        for i in 0..each {
            let (mutation, spoil) = MUTATIONS[tried % MUTATIONS.len()];
            let mut bytes = original.clone();
            spoil(&mut bytes, &mut numbers);
            if i % 2 == 1 {
                // A second kind on top of the first.
                let (_, again) = MUTATIONS[numbers.below(MUTATIONS.len())];
                again(&mut bytes, &mut numbers);
            }
            tried += 1;
            let all: &[&'static dyn Reader] = if tried % BY_ALL == 0 { READERS } else { &[] };
            let readers = std::iter::once(None).chain(all.iter().copied().map(Some));
            for reader in readers {
                if let Err(fault) = try_one(&name, &bytes, reader) {
                    let by = reader.map_or("chosen reader", Reader::name);
                    wrong.push(format!("{name}, {mutation} {i}, {by}: {fault}"));
                }
            }
        }
    }
    eprintln!("{tried} mutants of {} samples", samples.len());
    assert!(wrong.is_empty(), "{}\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn readers_survive_each_other_s_samples() {
    let mut samples = Vec::new();
    collect(&Path::new(ROOT).join("corpus/formats"), &mut samples);
    let mut wrong = Vec::new();
    for path in &samples {
        let bytes = std::fs::read(path).unwrap();
        let name = path
            .strip_prefix(ROOT)
            .unwrap()
            .to_str()
            .unwrap()
            .to_owned();
        for reader in READERS.iter().copied() {
            if let Err(fault) = try_one(&name, &bytes, Some(reader)) {
                wrong.push(format!("{name}, {}: {fault}", reader.name()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Reads bytes and says what is wrong with what comes out, if anything.
fn try_one(name: &str, bytes: &[u8], reader: Option<&'static dyn Reader>) -> Result<(), String> {
    let options = ReadOptions {
        repair_mojibake: bytes.len().is_multiple_of(2),
        ..ReadOptions::default()
    };
    let input = Input {
        options: &options,
        ..Input::new(name, bytes)
    };
    // What no decoder makes longer than this in UTF-8.
    let decoded = decode::decode(bytes, &[]).text.len().max(bytes.len() * 3);
    let (mut given, mut faults) = (0_usize, Vec::new());
    let result = catch_unwind(AssertUnwindSafe(|| {
        let (_, result) = read(&input, reader, &mut |item| match item {
            Item::Article(read) => {
                given += size_of(&read.article);
                faults.extend(fault_of(&read.article, decoded));
                if read.offset > decoded as u64 {
                    faults.push(format!("offset {} of {decoded}", read.offset));
                }
                if read.encoding.is_empty() {
                    faults.push("no encoding".to_owned());
                }
            }
            Item::Skipped(skip) => {
                given += 1;
                if skip.offset > decoded as u64 || skip.detail.is_empty() {
                    faults.push(format!("odd skip {skip:?}"));
                }
            }
        });
        result
    }));
    match result {
        Err(_) => return Err("panicked".to_owned()),
        Ok(Err(error)) if error.detail.is_empty() => {
            faults.push("an error without detail".to_owned())
        }
        Ok(_) => {}
    }
    if given > GROWTH * (decoded + 4096) {
        faults.push(format!("{given} bytes out of {decoded}"));
    }
    match faults.into_iter().next() {
        Some(fault) => Err(fault),
        None => Ok(()),
    }
}

fn size_of(article: &Article) -> usize {
    let blocks = article.blocks.iter();
    let texts = blocks.map(|block| block.text.len() + block.credit.len() + block.alternative.len());
    article.headline.len() + article.deck.len() + texts.sum::<usize>()
}

/// What no article may have: NULs, line ends in what is one line, places outside the file.  Other
/// control characters are kept as they are; what shows them makes them harmless.
fn fault_of(article: &Article, length: usize) -> Option<String> {
    let fields = [&article.headline, &article.deck];
    let names = article.authors.iter().chain(&article.tags);
    for text in fields.into_iter().chain(names) {
        if text.chars().any(is_forbidden) {
            return Some(format!("control characters in {text:?}"));
        }
    }
    for block in &article.blocks {
        let keeps_lines = block.kind == BlockKind::Table;
        let is_bad = |c: char| is_forbidden(c) && !(keeps_lines && c == '\n');
        if block.text.chars().any(is_bad) || block.credit.chars().any(is_bad) {
            return Some(format!("control characters in {:?}", block.text));
        }
        if block.text.trim().is_empty() {
            return Some(format!("an empty {:?}", block.kind));
        }
    }
    let spans = article.blocks.iter().map(|block| block.span);
    let spans = spans.chain(article.dates.iter().map(|date| date.span));
    let mut spans = spans.chain(article.evidence.iter().map(|evidence| evidence.span));
    let is_outside = |span: &Span| span.end > length || span.start > span.end;
    if let Some(span) = spans.find(is_outside) {
        return Some(format!("{span:?} of {length}"));
    }
    let is_sure = (0.0..=1.0).contains(&article.confidence);
    if !is_sure || article.parser.is_empty() {
        return Some(format!(
            "parser {:?} {}",
            article.parser, article.confidence
        ));
    }
    None
}

fn is_forbidden(c: char) -> bool {
    matches!(c, '\0' | '\n' | '\r' | '\u{2028}' | '\u{2029}')
}

fn collect(folder: &Path, paths: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    entries.sort();
    for entry in entries {
        if entry.is_dir() {
            collect(&entry, paths);
        } else {
            paths.push(entry);
        }
    }
}
