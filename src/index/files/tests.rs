//! Files that change while they are read.

use super::*;
use crate::document::build_schema;
use crate::index::walk::found;

const STORY: &str = "{\"title\": \"A lamp\", \"body\": \"Anna carried a lamp home.\"}";
const OTHER: &str = "{\"title\": \"A boat\", \"body\": \"Anna rowed a boat home.\"}";

/// What one file gives: headlines, the record that is kept, and whether it was read.
fn read(listed: &Found, known: Option<&FileRecord>) -> (u64, Option<FileRecord>, bool) {
    let fields = Fields::new(&build_schema());
    let task = Task {
        found: listed,
        package: None,
        as_package: None,
        known,
        fields: &fields,
        reader: None,
        read: ReadOptions::NONE,
        now: None,
        recogniser: None,
        stories: false,
        again: false,
        partial: None,
    };
    let (out, messages) = crossbeam_channel::unbounded();
    read_file(&task, &out, &AtomicBool::new(false));
    drop(out);
    let (mut articles, mut kept, mut begun) = (0, None, false);
    for message in messages {
        match message {
            Message::Begin { .. } => begun = true,
            Message::Article(_) => articles += 1,
            Message::Finished(record) => kept = Some(record),
            Message::Unchanged { record } => kept = record,
            Message::Noted { .. } | Message::Skipped(_) => {}
        }
    }
    (articles, kept, begun)
}

#[test]
fn row_41_a_file_that_was_replaced_after_it_was_listed_is_known_by_its_content() {
    let here = tempfile::tempdir().expect("temporary directory");
    let path = here.path().join("a.json");
    let list = || {
        found(
            here.path(),
            &path,
            &std::fs::metadata(&path).expect("there"),
        )
    };
    let hash = |text: &str| blake3::hash(text.as_bytes()).to_hex().to_string();
    std::fs::write(&path, STORY).expect("the file");
    let listed = list();
    std::fs::write(&path, OTHER).expect("the other file");
    let (articles, record, _) = read(&listed, None);
    let record = record.expect("a record");
    assert_eq!((articles, record.hash.as_str()), (1, hash(OTHER).as_str()));
    assert_eq!(record.size, OTHER.len() as u64);
    // The next run sees another time, and by the hash that nothing is to be done.
    let later = std::time::SystemTime::now() + std::time::Duration::from_secs(60);
    let file = std::fs::File::options().append(true).open(&path);
    file.and_then(|file| file.set_modified(later))
        .expect("touch it");
    let (articles, touched, begun) = read(&list(), Some(&record));
    assert_eq!((articles, begun), (0, false));
    // Replaced once more between listing and opening: the old text does not stay.
    let listed = list();
    std::fs::write(&path, STORY).expect("the first file again");
    let moved = Found {
        mtime: listed.mtime + 1,
        ..listed
    };
    let (articles, record, begun) = read(&moved, touched.as_ref());
    assert_eq!((articles, begun), (1, true));
    assert_eq!(record.expect("a record").hash, hash(STORY));
}
