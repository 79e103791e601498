//! Speed of each reader alone, on one core: `cargo run --release --example bench_readers -- FILE…`.
//!
//! Files are read once into memory; every reader then reads its files again and again for about a
//! second.  Prints a line a reader: files, bytes, articles, MB/s, articles/s.

#![expect(
    clippy::disallowed_macros,
    reason = "a tool of the scripts has no messages to keep apart from archive text"
)]

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use morgue::reader::{Input, Item, choose_reader, read};

fn main() {
    let mut files = Vec::new();
    for argument in std::env::args().skip(1) {
        collect(PathBuf::from(argument), &mut files);
    }
    if files.is_empty() {
        eprintln!("usage: bench_readers FILE-OR-DIRECTORY…");
        std::process::exit(2);
    }
    let mut by_reader: BTreeMap<&str, Vec<(String, Vec<u8>)>> = BTreeMap::new();
    for path in files {
        let Ok(bytes) = std::fs::read(&path) else {
            continue;
        };
        let name = path.to_string_lossy().into_owned();
        let reader = choose_reader(&Input::new(&name, &bytes)).name();
        by_reader.entry(reader).or_default().push((name, bytes));
    }
    for (reader, files) in by_reader {
        let size: usize = files.iter().map(|(_, bytes)| bytes.len()).sum();
        let (mut articles, mut rounds) = (0usize, 0usize);
        let started = Instant::now();
        while started.elapsed() < Duration::from_secs(1) || rounds == 0 {
            articles = 0;
            for (path, bytes) in &files {
                let _ = read(&Input::new(path, bytes), None, &mut |item| {
                    articles += usize::from(matches!(item, Item::Article(_)));
                });
            }
            rounds += 1;
        }
        let seconds = started.elapsed().as_secs_f64() / rounds as f64;
        println!(
            "{reader:16} {:6} files {:9.2} MB {articles:8} articles {:8.1} MB/s {:9.0} articles/s",
            files.len(),
            size as f64 / 1e6,
            size as f64 / 1e6 / seconds,
            articles as f64 / seconds
        );
    }
}

fn collect(path: PathBuf, files: &mut Vec<PathBuf>) {
    if path.is_dir() {
        let mut entries: Vec<PathBuf> = std::fs::read_dir(&path)
            .into_iter()
            .flatten()
            .flatten()
            .map(|entry| entry.path())
            .collect();
        entries.sort();
        entries.into_iter().for_each(|entry| collect(entry, files));
    } else {
        files.push(path);
    }
}
