//! The lines of a concordance in an order, however many there are.
//!
//! Lines are kept until they are many, then sorted and written to a temporary file without a name;
//! at the end these runs are merged.  Equal lines stay in the order in which they came, whether they
//! were written out or not.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Seek, Write};

use anyhow::{Context, Result};

use crate::hit::KwicLine;
use crate::output::kwic::{KwicOrder, kwic_key, sort_kwic};

/// Lines in memory, some 30 MB of them.
const RUN: usize = 40_000;

/// Lines that are being sorted.
pub struct SortedLines {
    order: KwicOrder,
    /// Lines that are wanted: the first in the order.
    limit: usize,
    /// Lines in memory at most.
    run: usize,
    lines: Vec<KwicLine>,
    runs: Vec<File>,
}

impl SortedLines {
    /// Makes room for the first lines in an order.
    pub fn new(order: KwicOrder, limit: usize) -> Self {
        Self::with_runs_of(RUN, order, limit)
    }

    fn with_runs_of(run: usize, order: KwicOrder, limit: usize) -> Self {
        Self {
            order,
            limit,
            run,
            lines: Vec::new(),
            runs: Vec::new(),
        }
    }

    /// Adds lines behind those that came before.
    pub fn add(&mut self, lines: Vec<KwicLine>) -> Result<()> {
        self.lines.extend(lines);
        if self.lines.len() < self.run {
            return Ok(());
        }
        // Sorting is stable, so cutting early keeps the lines that cutting late would keep.
        self.cut();
        if self.lines.len() > self.run / 2 {
            self.write_run()
                .context("write sorted lines to a temporary file")?;
        }
        Ok(())
    }

    /// Gives all wanted lines in order.
    pub fn each(mut self, give: &mut dyn FnMut(&KwicLine) -> Result<()>) -> Result<()> {
        self.cut();
        if self.runs.is_empty() {
            return self.lines.iter().try_for_each(give);
        }
        let (order, limit) = (self.order, self.limit);
        let mut runs: Vec<Box<dyn Iterator<Item = Result<KwicLine>>>> = Vec::new();
        for run in std::mem::take(&mut self.runs) {
            runs.push(Box::new(read_run(run)?));
        }
        // What is still in memory came last.
        runs.push(Box::new(self.lines.into_iter().map(Ok)));
        let mut heads: Vec<Option<KwicLine>> = Vec::new();
        let mut heap = BinaryHeap::new();
        for (i, run) in runs.iter_mut().enumerate() {
            let head = run.next().transpose()?;
            heap.extend(head.iter().map(|line| Reverse((kwic_key(line, order), i))));
            heads.push(head);
        }
        for _ in 0..limit {
            let Some(Reverse((_, i))) = heap.pop() else {
                break;
            };
            let next = runs[i].next().transpose()?;
            heap.extend(next.iter().map(|line| Reverse((kwic_key(line, order), i))));
            if let Some(line) = std::mem::replace(&mut heads[i], next) {
                give(&line)?;
            }
        }
        Ok(())
    }

    fn cut(&mut self) {
        sort_kwic(&mut self.lines, self.order);
        self.lines.truncate(self.limit);
    }

    fn write_run(&mut self) -> Result<()> {
        let mut out = BufWriter::new(tempfile::tempfile()?);
        for line in self.lines.drain(..) {
            serde_json::to_writer(&mut out, &line)?;
            out.write_all(b"\n")?;
        }
        let mut file = out.into_inner()?;
        file.rewind()?;
        self.runs.push(file);
        Ok(())
    }
}

fn read_run(file: File) -> Result<impl Iterator<Item = Result<KwicLine>>> {
    let lines = BufReader::new(file).lines();
    Ok(lines.map(|line| {
        let line = line.context("read sorted lines again")?;
        serde_json::from_str(&line).context("read sorted lines again")
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lines whose left contexts recur, numbered in `right`.
    fn lines() -> Vec<KwicLine> {
        let line = |number: usize| KwicLine {
            left: format!("the {}", ["harbour", "Ferry", "mayor"][number * 7 % 3]),
            right: number.to_string(),
            ..KwicLine::default()
        };
        (0..100).map(line).collect()
    }

    fn sorted(run: usize, limit: usize) -> Vec<String> {
        let mut sorted = SortedLines::with_runs_of(run, KwicOrder::Left, limit);
        for three in lines().chunks(3) {
            sorted.add(three.to_vec()).expect("there is room");
        }
        let mut found = Vec::new();
        let mut keep = |line: &KwicLine| {
            found.push(format!("{} {}", line.left, line.right));
            Ok(())
        };
        sorted.each(&mut keep).expect("it can be read");
        found
    }

    #[test]
    fn runs_on_disk_give_the_order_of_memory() {
        let mut wanted = lines();
        sort_kwic(&mut wanted, KwicOrder::Left);
        let wanted: Vec<String> = wanted
            .iter()
            .map(|line| format!("{} {}", line.left, line.right))
            .collect();
        for run in [1, 2, 7, 30, 99, 100, 1000] {
            for limit in [0, 1, 5, 34, 99, 100, usize::MAX] {
                let wanted = &wanted[..limit.min(100)];
                assert_eq!(sorted(run, limit), wanted, "runs of {run}, {limit} lines");
            }
        }
    }
}
