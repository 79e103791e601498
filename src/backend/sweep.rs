//! Every matched article, read and searched by several threads, handed over in one order.
//!
//! For what columns do not know: concordances, collocates, words of phrases.  At most a few chunks
//! are in memory at a time, whatever the number of articles, and the order does not depend on the
//! number of threads.  Whoever only counts takes the articles as they lie on disk, where each block
//! of texts is unpacked once.

use std::collections::BTreeMap;
use std::num::NonZero;
use std::ops::ControlFlow;

use anyhow::{Context, Result};
use crossbeam_channel::{Receiver, Sender, bounded};
use tantivy::DocAddress;

use super::tally::{Candidate, Place, Tally};
use super::{Local, Sort};
use crate::hit::{FieldSpan, Hits};
use crate::query::ast::Ast;
use crate::query::matcher::Matcher;
use crate::text::TokenisedArticle;

/// Articles that one thread takes at a time.
const CHUNK: usize = 32;

/// Chunks that may wait for each thread, read in vain by whoever stops early.
const QUEUE: usize = 2;

/// Articles that are put in order before the others: whoever wants a few lines has them sooner.
const FIRST: usize = 4096;

impl Local<'_> {
    /// Gives every matched article to `map` with its matched spans, and what comes of it to `fold`,
    /// in this order, until that says stop.  Returns the exact totals, whether stopped or not.
    pub fn sweep<T: Send>(
        &self,
        ast: &Ast,
        sort: Sort,
        map: &(dyn Fn(&TokenisedArticle<'_>, &[FieldSpan]) -> T + Sync),
        fold: &mut dyn FnMut(T) -> Result<ControlFlow<()>>,
    ) -> Result<Hits> {
        debug_assert_ne!(sort, Sort::Relevance, "a sweep has no scores");
        let (totals, mut found) = self.places(ast, sort)?;
        let backwards = |a: &Candidate, b: &Candidate| b.cmp(a);
        let first = FIRST.min(found.len());
        if first < found.len() {
            found.select_nth_unstable_by(first, backwards);
        }
        let (first, rest) = found.split_at_mut(first);
        for part in [first, rest] {
            part.sort_unstable_by(backwards);
            let addresses: Vec<DocAddress> = part.iter().map(|found| found.address).collect();
            if self.sweep_addresses(ast, &addresses, map, fold)?.is_break() {
                break;
            }
        }
        Ok(totals)
    }

    /// The same as the articles lie on disk, for what does not depend on their order.
    pub(super) fn sweep_unordered<T: Send>(
        &self,
        ast: &Ast,
        map: &(dyn Fn(&TokenisedArticle<'_>, &[FieldSpan]) -> T + Sync),
        fold: &mut dyn FnMut(T) -> Result<()>,
    ) -> Result<usize> {
        let found = self.addresses(ast)?;
        let _never_stopped = self.sweep_addresses(ast, &found, map, &mut |item| {
            fold(item)?;
            Ok(ControlFlow::Continue(()))
        })?;
        Ok(found.len())
    }

    /// The same for articles that are known to match, in the order of the list; says whether it
    /// was stopped.
    pub(super) fn sweep_addresses<T: Send>(
        &self,
        ast: &Ast,
        found: &[DocAddress],
        map: &(dyn Fn(&TokenisedArticle<'_>, &[FieldSpan]) -> T + Sync),
        fold: &mut dyn FnMut(T) -> Result<ControlFlow<()>>,
    ) -> Result<ControlFlow<()>> {
        let matcher = Matcher::new(ast);
        let take = |address: &DocAddress| -> Result<T> {
            let record = self.record(*address)?;
            let article = TokenisedArticle::new(&record);
            let spans = matcher.spans(&article);
            Ok(map(&article, &spans))
        };
        let threads = std::thread::available_parallelism().map_or(1, NonZero::get);
        let chunks = found.len().div_ceil(CHUNK);
        // One thread sees the first lines of a long concordance soonest.
        if threads == 1 || chunks < 2 {
            for address in found {
                if fold(take(address)?)?.is_break() {
                    return Ok(ControlFlow::Break(()));
                }
            }
            return Ok(ControlFlow::Continue(()));
        }
        let take = &take;
        std::thread::scope(|scope| {
            let (jobs, waiting) = bounded::<(usize, &[DocAddress])>(threads * QUEUE);
            let (done, results) = bounded(threads * QUEUE);
            let (grant, grants) = bounded(chunks);
            scope.spawn(move || {
                for job in found.chunks(CHUNK).enumerate() {
                    // Whoever asked has stopped: the others need no more work.
                    if grants.recv().is_err() || jobs.send(job).is_err() {
                        break;
                    }
                }
            });
            for _ in 0..threads {
                let (waiting, done) = (waiting.clone(), done.clone());
                scope.spawn(move || work(waiting, done, take));
            }
            drop((waiting, done));
            gather(chunks, threads, &grant, results, fold)
        })
    }

    /// All matched articles with their places in this order, with the totals.
    fn places(&self, ast: &Ast, sort: Sort) -> Result<(Hits, Vec<Candidate>)> {
        let compiled = self.compile(ast, false, false)?;
        let columns = self.columns()?;
        let mut tally = Tally::new(0, None);
        let mut found = Vec::new();
        self.visit(ast, &compiled, false, |segment, doc, _| {
            let columns = &columns[segment as usize];
            let published = columns.published(doc);
            let id = columns.id.first(doc).unwrap_or(0);
            let place = Place::new(sort, 0.0, published.map(|(start, _)| start), id);
            let address = DocAddress::new(segment, doc);
            let candidate = Candidate { place, address };
            tally.add(candidate, published);
            found.push(candidate);
            Ok(())
        })?;
        Ok((tally.totals(), found))
    }

    /// Addresses of all matched articles as they lie on disk.
    pub(super) fn addresses(&self, ast: &Ast) -> Result<Vec<DocAddress>> {
        let compiled = self.compile(ast, false, false)?;
        let mut found = Vec::new();
        self.visit(ast, &compiled, false, |segment, doc, _| {
            found.push(DocAddress::new(segment, doc));
            Ok(())
        })?;
        Ok(found)
    }
}

fn work<T>(
    waiting: Receiver<(usize, &[DocAddress])>,
    done: Sender<(usize, Result<Vec<T>>)>,
    take: &dyn Fn(&DocAddress) -> Result<T>,
) {
    for (number, chunk) in waiting {
        let taken = chunk.iter().map(take).collect();
        if done.send((number, taken)).is_err() {
            break;
        }
    }
}

/// Hands the results over in the order of their numbers.
fn gather<T>(
    chunks: usize,
    threads: usize,
    grant: &Sender<()>,
    results: Receiver<(usize, Result<Vec<T>>)>,
    fold: &mut dyn FnMut(T) -> Result<ControlFlow<()>>,
) -> Result<ControlFlow<()>> {
    // No more chunks are under way than this, so what waits for its turn is bounded.
    for _ in 0..(threads * QUEUE).min(chunks) {
        grant.send(()).context("start reading")?;
    }
    let mut early: BTreeMap<usize, Vec<T>> = BTreeMap::new();
    for next in 0..chunks {
        while !early.contains_key(&next) {
            let (number, taken) = results.recv().context("a reading thread has ended")?;
            early.insert(number, taken?);
        }
        for item in early.remove(&next).unwrap_or_default() {
            if fold(item)?.is_break() {
                return Ok(ControlFlow::Break(()));
            }
        }
        // The giver may have nothing left to give.
        let _ = grant.send(());
    }
    Ok(ControlFlow::Continue(()))
}
