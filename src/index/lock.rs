//! Who is writing: a note beside the index, so that a second writer can say who holds the lock.
//!
//! The lock itself is tantivy's (`flock`, freed by the system when its holder dies); the note is
//! only for the message and means nothing once the lock is free.

use std::path::Path;

/// Writes the holder's process number.  A failure to do so harms nothing.
pub fn note_holder(directory: &Path) {
    // Best effort: the note only makes another process's error message better.
    let _ = std::fs::write(
        directory.join("writer"),
        format!("{}\n", std::process::id()),
    );
}

/// Removes the note.
pub fn forget_holder(directory: &Path) {
    let _ = std::fs::remove_file(directory.join("writer"));
}

/// Says who holds the lock, as the end of a message: " by process 4711", or nothing.
pub fn holder(directory: &Path) -> String {
    let note = std::fs::read_to_string(directory.join("writer")).unwrap_or_default();
    match note.trim().parse::<u32>() {
        Ok(pid) => format!(" by process {pid}"),
        Err(_) => String::new(),
    }
}
