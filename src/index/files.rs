//! One file: read its bytes, decide whether it changed, and turn it into documents.
//!
//! Runs on worker threads.  Everything it finds goes into a bounded channel of its own, which the
//! writer empties in path order; that is all the back-pressure there is, and all that is needed.

use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};

use crossbeam_channel::Sender;
use tantivy::TantivyDocument;

use super::content::{Content, io_reason, open};
use super::known::{LEFT_TO, is_left_to, is_outdated};
use super::lines::{has_labelled_lines, lines_identity};
use super::records::{make_record, strip, text_bytes};
use super::stories::NewBody;
use super::walk::Found;
use crate::analysis::embargo::embargo_end;
use crate::analysis::entity::recogniser::Recogniser;
use crate::article::Status;
use crate::document::{
    Compared, Fields, FileRecord, Keep, Outcome, PackageRecord, article_document, number_of_id,
};
use crate::reader::container::{Given, How};
use crate::reader::{ReadArticle, ReadOptions, Reader, Reason, Skip};

/// What a worker tells the writer about one file.
pub enum Message {
    /// The file is as it was; nothing to do, or only its time to remember.
    Unchanged {
        record: Option<FileRecord>,
    },
    /// The file is new or has changed: what it gave before goes, except this many articles of it
    /// that are committed already.
    Begin {
        hash: String,
        replaces: bool,
        done: u64,
    },
    Article(Box<NewArticle>),
    /// Oddities that the reader met in an article and survived.
    Noted {
        member: String,
        offset: u64,
        notes: Vec<String>,
    },
    Skipped(Skip),
    /// The last message of a file that was read to its end.
    Finished(FileRecord),
}

/// An article ready to be added.
pub struct NewArticle {
    pub doc: TantivyDocument,
    /// What is compared with other articles.
    pub body: NewBody,
    /// Number of the id, when an address made it: other articles may share it.
    pub shared_id: Option<u64>,
    pub text_bytes: u64,
}

/// What a worker needs to know beside the file.
pub struct Task<'a> {
    pub found: &'a Found,
    /// The package that gives the file's text in articles of its own, if one does.
    pub package: Option<&'a str>,
    /// What the file names, if it is a package itself.
    pub as_package: Option<&'a PackageRecord>,
    /// What the archive remembers of the file.
    pub known: Option<&'a FileRecord>,
    pub fields: &'a Fields,
    pub reader: Option<&'static dyn Reader>,
    pub read: &'a ReadOptions,
    pub now: Option<i64>,
    pub recogniser: Option<&'static Recogniser>,
    /// Find copies of articles.
    pub stories: bool,
    /// Read again even if size and time are as they were.
    pub again: bool,
    /// Hash of a file that was read in part, and the number of its articles that are committed.
    pub partial: Option<(&'a str, u64)>,
}

/// What finds the names, as it is remembered.
pub fn identity_of(recogniser: Option<&Recogniser>) -> String {
    recogniser.map_or("none", Recogniser::identity).to_owned()
}

/// Reads one file and sends what it gives.  Stops early when the writer is gone or `stop` is set.
pub fn read_file(task: &Task<'_>, out: &Sender<Message>, stop: &AtomicBool) {
    let found = task.found;
    let mut record = FileRecord {
        path: found.path.clone(),
        size: found.size,
        mtime: found.mtime,
        entities: identity_of(task.recogniser),
        package: task.as_package.cloned(),
        ..FileRecord::default()
    };
    if let Some(package) = task.package {
        leave_to_package(task, package, record, out);
        return;
    }
    let again = task.again || task.known.is_some_and(|known| is_outdated(known, task.now));
    if let Some(known) = task.known
        && !again
        && (known.size, known.mtime) == (found.size, found.mtime)
        && task.partial.is_none()
    {
        let _ = out.send(Message::Unchanged { record: None });
        return;
    }
    let hashed = open(found).and_then(|mut content| {
        let hash = content.hash(stop).map_err(io_reason)?;
        Ok((content, hash))
    });
    let content = match hashed {
        Ok((content, Some(hash))) => {
            record.hash = hash;
            content
        }
        Ok((_, None)) => return,
        Err((reason, detail)) => {
            fail(&mut record, reason, &detail);
            send_skip(out, 0, reason, detail);
            let _ = out.send(Message::Finished(record));
            return;
        }
    };
    record.size = content.size();
    if let Some(known) = task.known
        && known.hash == record.hash
        && !again
    {
        let touched = FileRecord {
            mtime: found.mtime,
            package: record.package,
            ..known.clone()
        };
        let _ = out.send(Message::Unchanged {
            record: Some(touched),
        });
        return;
    }
    let (replaces, done) = match task.partial {
        Some((hash, articles)) if hash == record.hash => (false, articles),
        Some(_) => (true, 0),
        None => (task.known.is_some(), 0),
    };
    let _ = out.send(Message::Begin {
        hash: record.hash.clone(),
        replaces,
        done,
    });
    // Half of a replacement must not be committed, so it is always read to its end.
    let never = AtomicBool::new(false);
    let stop = if replaces { &never } else { stop };
    give_articles(task, content, done, &mut record, out, stop);
    if !stop.load(Ordering::Relaxed) {
        let _ = out.send(Message::Finished(record));
    }
}

/// Remembers a page as one whose text comes from its package, and drops what it gave before.
fn leave_to_package(task: &Task<'_>, package: &str, mut record: FileRecord, out: &Sender<Message>) {
    record.hash = format!("{LEFT_TO}{package}");
    if task.known.is_some_and(|known| is_left_to(known, package)) {
        let _ = out.send(Message::Unchanged { record: None });
        return;
    }
    let detail = format!("a page of `{package}`, which gives its articles");
    record.format = "alto".to_owned();
    fail(&mut record, Reason::NotAnArticle, &detail);
    let _ = out.send(Message::Begin {
        hash: record.hash.clone(),
        replaces: task.known.is_some() || task.partial.is_some(),
        done: 0,
    });
    send_skip(out, 0, Reason::NotAnArticle, detail);
    let _ = out.send(Message::Finished(record));
}

fn give_articles(
    task: &Task<'_>,
    content: Content,
    done: u64,
    record: &mut FileRecord,
    out: &Sender<Message>,
    stop: &AtomicBool,
) {
    let is_container = matches!(content, Content::Container { .. });
    let mut seen = 0_u64;
    let mut harmful = 0_u64;
    // Why the file as a whole gave nothing.
    let mut refused = None;
    // A reader that panics has a defect; the run goes on and the report says where.
    let result = catch_unwind(AssertUnwindSafe(|| {
        let how = How {
            reader: task.reader,
            options: task.read,
        };
        let opened = content.read(&task.found.path, how, &mut |given| {
            if stop.load(Ordering::Relaxed) {
                return ControlFlow::Break(());
            }
            match given {
                Given::Article {
                    read,
                    format,
                    whence,
                } => {
                    seen += 1;
                    let held = embargo_end(&read.article).filter(|end| Some(*end) > task.now);
                    record.embargo_ends = record.embargo_ends.into_iter().chain(held).min();
                    if is_container {
                        count(&mut record.took, format);
                    }
                    if seen > done
                        && let Some(article) = new_article(task, *read, format, whence.hint, out)
                    {
                        let _ = out.send(Message::Article(Box::new(article)));
                    }
                }
                Given::Skipped(skip) => {
                    harmful += u64::from(!skip.reason.is_harmless());
                    if skip.member.is_empty() {
                        refused = Some((skip.reason, skip.detail.clone()));
                    }
                    count(&mut record.skipped, skip.reason.code());
                    let _ = out.send(Message::Skipped(skip));
                }
                Given::PassedOver { what, .. } => count(&mut record.passed_over, &what),
            }
            ControlFlow::Continue(())
        });
        record.format = opened.format.to_owned();
        opened.result
    }));
    let error = match result {
        Ok(Ok(())) => None,
        Ok(Err(error)) => Some((error.reason, error.detail, error.offset.unwrap_or(0))),
        Err(_) => Some((Reason::Damaged, "the reader panicked".to_owned(), 0)),
    };
    record.articles = seen;
    if has_labelled_lines(record) {
        record.lines = lines_identity(task.read.frequent.as_deref());
    }
    match error {
        Some((reason, detail, offset)) => {
            send_skip(out, offset, reason, detail.clone());
            if seen == 0 {
                fail(record, reason, &detail);
            } else {
                count(&mut record.skipped, reason.code());
                record.outcome = Outcome::Indexed;
            }
        }
        None if seen > 0 => record.outcome = Outcome::Indexed,
        None if harmful > 0 => match refused {
            // A document that only looks like an archive.
            Some((reason, detail)) if record.skipped.iter().map(|(_, n)| n).sum::<u64>() == 1 => {
                record.outcome = outcome_of(reason);
                record.detail = detail;
            }
            _ => record.outcome = Outcome::Failed,
        },
        None => record.outcome = Outcome::Empty,
    }
}

fn new_article(
    task: &Task<'_>,
    read: ReadArticle,
    format: &str,
    hint: &str,
    out: &Sender<Message>,
) -> Option<NewArticle> {
    let (member, offset) = (read.member.clone(), read.offset);
    let mut record = make_record(task.found, read, format, hint, task.now, task.recogniser);
    let notes = record.article.notes.iter().chain(&record.annotations.notes);
    let notes: Vec<String> = notes.cloned().collect();
    if !notes.is_empty() {
        let _ = out.send(Message::Noted {
            member: member.clone(),
            offset,
            notes,
        });
    }
    strip(&mut record.article);
    let hidden = record.article.status != Status::Usable;
    let shared_id = (record.provenance.id != record.provenance.version)
        .then(|| number_of_id(&record.provenance.id))
        .flatten();
    let text_bytes = text_bytes(&record.article);
    let published = record.annotations.published.as_ref();
    let keep = Keep {
        hidden,
        compared: task.stories,
    };
    match article_document(&record, task.fields, keep) {
        Ok((doc, Compared { fingerprint, words })) => Some(NewArticle {
            doc,
            body: NewBody {
                version: number_of_id(&record.provenance.version).unwrap_or_default(),
                published: published.map(|p| (p.start, p.end)),
                fingerprint,
                words,
            },
            shared_id,
            text_bytes,
        }),
        Err(error) => {
            let _ = out.send(Message::Skipped(Skip {
                member,
                offset,
                reason: Reason::Damaged,
                detail: format!("{error:#}"),
            }));
            None
        }
    }
}

fn fail(record: &mut FileRecord, reason: Reason, detail: &str) {
    record.outcome = outcome_of(reason);
    record.detail = detail.to_owned();
    count(&mut record.skipped, reason.code());
}

/// What becomes of a file that gave nothing as a whole.
fn outcome_of(reason: Reason) -> Outcome {
    match reason {
        Reason::Empty | Reason::NoText | Reason::NotAnArticle => Outcome::Empty,
        Reason::Binary
        | Reason::NotRegular
        | Reason::Unsupported
        | Reason::PdfNoText
        | Reason::TooLarge => Outcome::Skipped,
        _ => Outcome::Failed,
    }
}

/// Kinds of what is passed over that are told apart; types that servers invent have no end.
const MOST_KINDS: usize = 100;

fn count(counters: &mut Vec<(String, u64)>, name: &str) {
    let known = |name: &str| counters.iter().position(|(known, _)| known == name);
    let (at, name) = match known(name) {
        None if counters.len() >= MOST_KINDS => (known("other"), "other"),
        at => (at, name),
    };
    match at {
        Some(at) => counters[at].1 += 1,
        None => counters.push((name.to_owned(), 1)),
    }
}

fn send_skip(out: &Sender<Message>, offset: u64, reason: Reason, detail: String) {
    let _ = out.send(Message::Skipped(Skip {
        member: String::new(),
        offset,
        reason,
        detail,
    }));
}

#[cfg(test)]
mod tests;
