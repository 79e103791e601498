//! What `morgue index` shows and reports while it reads: the bar, the lines about single files and
//! the report that `--report` asks for.  Every event of the run passes through here once.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::time::Instant;

use anyhow::{Context, Result};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use serde_json::json;

use super::Ui;
use crate::document::FileRecord;
use crate::index::{Counters, Event};
use crate::output::safe_text;

/// What is shown and reported while files are read.
pub struct Progress<'a> {
    bar: ProgressBar,
    ui: &'a mut Ui,
    report: &'a mut Option<BufWriter<File>>,
    failed: Result<()>,
    started: Instant,
}

impl<'a> Progress<'a> {
    /// Begins without a bar; it is drawn when the number of files is known.
    pub fn new(ui: &'a mut Ui, report: &'a mut Option<BufWriter<File>>) -> Self {
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
        Self {
            bar,
            ui,
            report,
            failed: Ok(()),
            started: Instant::now(),
        }
    }

    /// Shows and reports one event.
    pub fn observe(&mut self, event: Event<'_>) {
        match event {
            Event::Started { files, bytes } => {
                if self.ui.shows_progress && files > 0 {
                    self.bar = ProgressBar::with_draw_target(
                        Some(bytes),
                        ProgressDrawTarget::stderr_with_hz(10),
                    );
                    let template = "{bar:24} {bytes}/{total_bytes}  {msg}  {eta} left";
                    if let Ok(style) = ProgressStyle::with_template(template) {
                        self.bar.set_style(style);
                    }
                }
            }
            Event::Skipped { path, skip } => {
                self.write(&json!({
                    "event": "skipped", "path": path, "member": skip.member,
                    "offset": skip.offset, "stage": "read", "reason": skip.reason.code(),
                    "detail": skip.detail,
                }));
                if !skip.reason.is_harmless() {
                    let member = if skip.member.is_empty() {
                        String::new()
                    } else {
                        format!("!{}", skip.member)
                    };
                    self.say(&format!("{path}{member}: {}: {}", skip.reason, skip.detail));
                }
            }
            Event::Noted {
                path,
                member,
                offset,
                notes,
            } => {
                self.write(&json!({
                    "event": "noted", "path": path, "member": member, "offset": offset,
                    "stage": "read", "notes": notes,
                }));
            }
            Event::File {
                path,
                record,
                bytes,
                counters,
            } => {
                if let Some(record) = record {
                    self.write_file(path, record);
                }
                self.bar.inc(bytes);
                let seconds = self.started.elapsed().as_secs_f64().max(0.001);
                let rate = counters.bytes as f64 / 1e6 / seconds;
                self.bar.set_message(format!(
                    "{} files, {} articles, {rate:.1} MB/s, {} failed",
                    counters.read + counters.unchanged,
                    counters.articles,
                    counters.failed
                ));
            }
            Event::Learned { lines } => {
                self.write(&json!({
                    "event": "learned", "stage": "lines", "generation": lines.generation,
                    "files": lines.files, "lines": lines.len(), "templates": lines.templates,
                    "identity": lines.identity(),
                }));
            }
            Event::Unlisted { path, detail } => {
                self.write(&json!({
                    "event": "skipped", "path": path, "member": "", "offset": 0, "stage": "walk",
                    "reason": "unlisted", "detail": detail,
                }));
                self.say(&format!("{path}: unlisted: {detail}"));
            }
            Event::Vanished { path } => {
                self.write(&json!({"event": "vanished", "path": path}));
            }
            Event::Committed { articles, total } => {
                self.write(&json!({"event": "committed", "articles": articles, "total": total}));
                // Whoever reads the report may rely on it: it must not lag behind the commit.
                self.flush();
            }
            Event::Merging => self.bar.set_message("merging"),
        }
    }

    fn write_file(&mut self, path: &str, record: &FileRecord) {
        let whole = [(record.format.clone(), record.articles)];
        let took = if record.took.is_empty() {
            &whole[..]
        } else {
            &record.took
        };
        let object = |counts: &[(String, u64)]| -> serde_json::Value {
            let some = counts.iter().filter(|(_, count)| *count > 0);
            some.map(|(name, count)| (name.clone(), json!(count)))
                .collect()
        };
        self.write(&json!({
            "event": "file", "path": path, "format": record.format, "outcome": record.outcome,
            "articles": record.articles, "took": object(took),
            "skipped": object(&record.skipped), "passed_over": object(&record.passed_over),
        }));
    }

    fn say(&mut self, text: &str) {
        if self.bar.is_hidden() {
            self.ui.note(text);
        } else {
            self.bar.println(safe_text(text));
        }
    }

    fn write(&mut self, line: &serde_json::Value) {
        if let (Some(report), Ok(())) = (self.report.as_mut(), &self.failed) {
            let mut line = line.clone();
            line["schema"] = json!("morgue.report/1");
            self.failed = writeln!(report, "{line}").context("write the report");
        }
    }

    /// Reports the sums of the run.
    pub fn write_counters(&mut self, counters: &Counters) {
        if let Ok(serde_json::Value::Object(mut line)) = serde_json::to_value(counters) {
            line.insert("event".to_owned(), json!("finished"));
            self.write(&serde_json::Value::Object(line));
        }
    }

    fn flush(&mut self) {
        if let (Some(report), Ok(())) = (self.report.as_mut(), &self.failed) {
            self.failed = report.flush().context("write the report");
        }
    }

    /// Ends bar and report; an error is the first that writing the report met.
    pub fn finish(mut self) -> Result<()> {
        self.flush();
        self.bar.finish_and_clear();
        self.failed
    }
}
