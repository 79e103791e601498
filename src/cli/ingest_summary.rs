//! What `morgue index` says when it has read: what every file gave, what is odd, what is gone.

use std::time::Duration;

use anyhow::Result;

use super::Ui;
use crate::index::Counters;

/// What is told of a run beside its counters.
pub struct Run<'a> {
    /// The archive.
    pub name: &'a str,
    pub time: Duration,
    pub is_pruned: bool,
    pub is_reported: bool,
    pub is_repaired: bool,
}

/// Tells what a run gave.
pub fn tell(ui: &mut Ui, counters: &Counters, run: &Run<'_>) -> Result<()> {
    let Counters {
        read,
        indexed,
        empty,
        skipped,
        failed,
        partly,
        unchanged,
        ..
    } = counters;
    let seconds = run.time.as_secs_f64();
    let in_part = match partly {
        0 => String::new(),
        partly => format!("; of {} a part was lost", counted(*partly, "file")),
    };
    ui.line(&format!(
        "{} from {} ({indexed} indexed, {empty} empty, {skipped} skipped, \
         {failed} failed{in_part}), {unchanged} unchanged",
        counted(counters.articles, "article"),
        counted(*read, "file"),
    ))?;
    if counters.labelled_before > 0 {
        ui.note(&format!(
            "{} labelled by an older table of frequent lines\nhint: `morgue index --relearn PATH` \
             reads them again",
            counted(counters.labelled_before, "text file")
        ));
    }
    tell_vanished(ui, counters, run.is_pruned);
    if !ui.is_terminal {
        return Ok(());
    }
    for (what, counts) in [
        ("formats", &counters.formats),
        ("gave no article", &counters.reasons),
        ("passed over", &counters.passed_over),
    ] {
        let counts: Vec<String> = counts
            .iter()
            .map(|(name, n)| format!("{name} {n}"))
            .collect();
        if !counts.is_empty() {
            ui.line(&format!("{what}: {}", counts.join(", ")))?;
        }
    }
    if counters.noted > 0 {
        let hint = if run.is_reported {
            ""
        } else {
            "; --report FILE lists them"
        };
        ui.line(&format!(
            "{} with oddities{hint}",
            counted(counters.noted, "article")
        ))?;
    }
    if counters.repaired > 0 {
        ui.line(&format!(
            "{} with garbled characters put right",
            counted(counters.repaired, "article")
        ))?;
    }
    if counters.garbled > 0 {
        let hint = if run.is_repaired {
            ""
        } else {
            "; --repair-mojibake puts right what can be"
        };
        ui.line(&format!(
            "{} with garbled characters (mojibake){hint}",
            counted(counters.garbled, "article")
        ))?;
    }
    if counters.interrupted {
        ui.line("interrupted; run the same command to go on")?;
    }
    let rate = counters.bytes as f64 / 1e6 / seconds.max(0.001);
    ui.line(&format!("{}: {seconds:.1} s, {rate:.1} MB/s", run.name))
}

/// Says what became of the articles of files that are gone: they are found until somebody decides.
fn tell_vanished(ui: &mut Ui, counters: &Counters, is_pruned: bool) {
    if counters.vanished == 0 {
        return;
    }
    let (are, their) = if counters.vanished == 1 {
        ("is", "its")
    } else {
        ("are", "their")
    };
    let files = counted(counters.vanished, "known file");
    ui.note(&if is_pruned {
        format!("{files} {are} gone; {their} articles were removed")
    } else {
        format!(
            "{files} {are} gone; {their} articles are still found\nhint: `morgue index --prune PATH` \
             removes them"
        )
    });
}

/// "1 article", "2 articles".
pub fn counted(number: u64, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}
