//! A bare tantivy loop over Reuters-21578, to compare `morgue index` with: the same texts, the same
//! schema, documents made beforehand, nothing timed but adding, committing and merging.
//!
//! `cargo bench --bench bare -- DATA [THREADS]`, DATA as for `scripts/eval-reuters`.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::Instant;

use morgue::analysis::{Circumstances, annotate};
use morgue::annotations::Record;
use morgue::article::Provenance;
use morgue::document::{
    Fields, Keep, article_document, build_schema, id_of, number_of, register_tokenizers,
};
use morgue::reader::{Input, Item, read};
use tantivy::indexer::NoMergePolicy;
use tantivy::{Index, IndexWriter};

fn main() {
    // Cargo adds `--bench`.
    let args: Vec<String> = std::env::args()
        .skip(1)
        .filter(|a| a != "--bench")
        .collect();
    let Some(data) = args.first() else {
        fail("usage: cargo bench --bench bare -- DATA [THREADS]");
    };
    let threads = args.get(1).and_then(|n| n.parse().ok()).unwrap_or(2);
    let schema = build_schema();
    let fields = Fields::new(&schema);
    let keep = Keep {
        hidden: false,
        compared: false,
    };
    let (mut documents, mut bytes) = (Vec::new(), 0);
    for path in files(&PathBuf::from(data).join("reuters21578")) {
        let content = std::fs::read(&path).expect("read a file");
        bytes += content.len();
        let name = path.to_string_lossy();
        let mut sink = |item: Item| {
            let Item::Article(read) = item else { return };
            let annotations = annotate(&read.article, &Circumstances::default());
            let id = id_of(number_of(&format!("{name}#{}", read.member)));
            let version = id.clone();
            let provenance = Provenance {
                id,
                version,
                ..Provenance::default()
            };
            let record = Record {
                provenance,
                article: read.article,
                annotations,
            };
            documents.push(
                article_document(&record, &fields, keep)
                    .expect("a document")
                    .0,
            );
        };
        read(&Input::new(&name, &content), None, &mut sink)
            .1
            .expect("a readable file");
    }
    let articles = documents.len();
    let folder = tempfile::tempdir().expect("temporary directory");
    let index = Index::create_in_dir(folder.path(), schema).expect("create the index");
    register_tokenizers(index.tokenizers());
    let started = Instant::now();
    let mut writer: IndexWriter = index
        .writer_with_num_threads(threads, threads * (300 << 20))
        .expect("a writer");
    writer.set_merge_policy(Box::new(NoMergePolicy));
    for document in documents {
        writer.add_document(document).expect("add");
    }
    writer.commit().expect("commit");
    let segments = index.searchable_segment_ids().expect("segments");
    if segments.len() > 1 {
        writer.merge(&segments).wait().expect("merge");
    }
    writer.wait_merging_threads().expect("finish");
    let seconds = started.elapsed().as_secs_f64();
    let megabytes = bytes as f64 / 1e6;
    let line = format!(
        "bare tantivy, {threads} threads: {articles} articles, {megabytes:.1} MB in {seconds:.2} s \
         = {:.0} articles/s, {:.1} MB/s\n",
        articles as f64 / seconds,
        megabytes / seconds
    );
    std::io::stdout()
        .write_all(line.as_bytes())
        .expect("write to stdout");
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else {
        fail(&format!(
            "no Reuters-21578 in {}: fetch reut2-*.sgm",
            folder.display()
        ));
    };
    let mut files: Vec<PathBuf> = entries
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|e| e == "sgm"))
        .collect();
    files.sort();
    files
}

fn fail(text: &str) -> ! {
    writeln!(std::io::stderr(), "{text}").expect("write to stderr");
    std::process::exit(2);
}
