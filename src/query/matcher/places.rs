//! The places of an expression in one field of one article.

use super::ready::{Expr, Nearness, ReadyWord, WordSet};
use super::stem::{Stem, with_stem};
use super::{entities, is_named};
use crate::field::TextField;
use crate::hit::FieldSpan;
use crate::query::ast::{Case, Scope, Unit};
use crate::query::pattern::compose;
use crate::query::stretch::{self, Stretch, keep_innermost, tidy};
use crate::text::{TokenisedArticle, TokenisedField};

/// The fields that a scope looks into.
pub fn fields_of(scope: Scope) -> &'static [TextField] {
    const LEAD: [TextField; 3] = [TextField::Headline, TextField::Deck, TextField::Body];
    match scope {
        Scope::Default => &TextField::DEFAULT,
        Scope::Field(field) => {
            let at = TextField::ALL.iter().position(|f| *f == field).unwrap_or(0);
            std::slice::from_ref(&TextField::ALL[at])
        }
        Scope::Lead => &LEAD,
        Scope::All => &TextField::ALL,
    }
}

/// One field of one article, as far as the scope reaches into it.
pub(super) struct View<'a> {
    article: &'a TokenisedArticle<'a>,
    field: TextField,
    tokens: &'a TokenisedField,
    /// Words looked at: all of them, or the first paragraph.
    end: u32,
}

impl<'a> View<'a> {
    pub fn new(article: &'a TokenisedArticle<'a>, field: TextField, scope: Scope) -> Self {
        let tokens = article.field(field);
        let all = tokens.len() as u32;
        let end = match scope {
            Scope::Lead if field == TextField::Body => {
                tokens.paragraphs.get(1).copied().unwrap_or(all)
            }
            Scope::Default | Scope::Field(_) | Scope::Lead | Scope::All => all,
        };
        Self {
            article,
            field,
            tokens,
            end,
        }
    }

    pub fn span(&self, found: Stretch) -> FieldSpan {
        let Stretch { first, last, .. } = found;
        FieldSpan {
            field: self.field,
            bytes: self.tokens.bytes(first, last),
            first,
            last,
        }
    }

    /// Tells whether the expression has a place here.
    pub fn has(&self, expr: &Expr) -> bool {
        if self.end == 0 {
            return false;
        }
        match expr {
            Expr::Word(word) => self.each_place(word, &mut |_| false),
            Expr::AnyWord(set) => self.each_of(set, &mut |_| false),
            Expr::Or(nodes) => nodes.iter().any(|n| self.has(n)),
            Expr::Phrase { .. }
            | Expr::Pair { .. }
            | Expr::AtLeast { .. }
            | Expr::First { .. }
            | Expr::Case { .. }
            | Expr::Mention { .. } => !self.find(expr).is_empty(),
        }
    }

    /// The places to show and to count, in order.
    pub fn shown(&self, expr: &Expr) -> Vec<Stretch> {
        if self.end == 0 {
            return Vec::new();
        }
        self.find(expr).shown()
    }

    /// Every place.  Each part of the expression is looked at once.
    fn find(&self, expr: &Expr) -> Found {
        let mut out = Vec::new();
        match expr {
            Expr::Word(word) => {
                self.each_place(word, &mut |at| {
                    out.push(Stretch::new(at, at));
                    true
                });
            }
            Expr::AnyWord(set) => {
                self.each_of(set, &mut |at| {
                    out.push(Stretch::new(at, at));
                    true
                });
            }
            Expr::Phrase { slots, slop: 0 } => self.phrase(slots, &mut out),
            Expr::Phrase { slots, slop } => self.sloppy(slots, *slop, &mut out),
            Expr::Or(nodes) => {
                let mut found = Found::default();
                for node in nodes {
                    found.join(self.find(node));
                }
                return found;
            }
            Expr::Pair {
                left,
                right,
                nearness,
                order,
                negated,
            } => {
                let left = self.find(left).all();
                if left.is_empty() {
                    return Found::default();
                }
                let right = self.find(right).all();
                match (*nearness, negated) {
                    (Nearness::Words(n), false) => {
                        stretch::near(&left, &right, n, *order, &mut out)
                    }
                    (Nearness::Words(n), true) => {
                        stretch::not_near(&left, &right, n, *order, &mut out)
                    }
                    (Nearness::Same(unit), false) => {
                        stretch::same(&left, &right, self.starts(unit), *order, &mut out)
                    }
                    (Nearness::Same(unit), true) => {
                        stretch::not_same(&left, &right, self.starts(unit), *order, &mut out)
                    }
                }
                if !negated {
                    return Found {
                        single: Vec::new(),
                        pairs: vec![out],
                    };
                }
            }
            Expr::AtLeast { count, expr } => {
                let found = self.find(expr);
                let is_enough = found.clone().shown().len() >= *count as usize;
                return if is_enough { found } else { Found::default() };
            }
            Expr::First { words, expr } => return self.find(expr).retain(|s| s.first < *words),
            Expr::Case { case, expr } => {
                return self.find(expr).retain(|s| self.is_written(*s, *case));
            }
            Expr::Mention { kind, pattern } => {
                for entity in entities(self.article.record, *kind) {
                    let mut here = entity
                        .mentions
                        .iter()
                        .filter(|m| m.field == self.field)
                        .peekable();
                    if here.peek().is_none() || !is_named(entity, pattern) {
                        continue;
                    }
                    let words = here.map(|m| self.tokens.positions(m.span));
                    out.extend(
                        words
                            .filter(|w| !w.is_empty() && w.end <= self.end)
                            .map(|w| Stretch::new(w.start, w.end - 1)),
                    );
                }
                tidy(&mut out);
            }
        }
        Found {
            single: out,
            pairs: Vec::new(),
        }
    }

    fn starts(&self, unit: Unit) -> &[u32] {
        match unit {
            Unit::Sentence => &self.tokens.sentences,
            Unit::Paragraph => &self.tokens.paragraphs,
        }
    }

    /// Calls `found` with each position of a word, until it says false; tells whether there was one.
    fn each_place(&self, word: &ReadyWord, found: &mut dyn FnMut(u32) -> bool) -> bool {
        let mut any = false;
        with_stem(
            self.article.language,
            word.lowered.as_deref(),
            &mut |stem| {
                for at in 0..self.end {
                    if self.is_word(at, word, stem) {
                        any = true;
                        if !found(at) {
                            return;
                        }
                    }
                }
            },
        );
        any
    }

    /// The same for any of a set of words.
    fn each_of(&self, set: &WordSet, found: &mut dyn FnMut(u32) -> bool) -> bool {
        let wanted = self
            .article
            .language
            .and_then(|language| set.stems(language));
        let mut any = false;
        with_stem(self.article.language, Some(""), &mut |stem| {
            for at in 0..self.end {
                let is_one = set.folded.contains(self.tokens.folded(at as usize))
                    || wanted.is_some_and(|wanted| {
                        let lowered = self.tokens.lowered(at as usize);
                        stem.has(lowered, |stem| wanted.contains(stem))
                    });
                if is_one {
                    any = true;
                    if !found(at) {
                        return;
                    }
                }
            }
        });
        any
    }

    /// The word itself, or another with its stem.
    fn is_word(&self, at: u32, word: &ReadyWord, stem: &mut Stem<'_>) -> bool {
        let at = at as usize;
        if word.folded.is_match(self.tokens.folded(at)) {
            return word
                .written
                .as_ref()
                .is_none_or(|written| written.is_match(&compose(self.compared(at))));
        }
        stem.is_shared_by(self.tokens.lowered(at))
    }

    /// A word as it stands, without its possessive.
    fn compared(&self, at: usize) -> &str {
        let raw = self.tokens.raw(at);
        // The splitter strips `'s`; the same word cut again has the part that counts.
        crate::text::words(raw)
            .next()
            .map_or(raw, |word| word.text(raw))
    }

    fn phrase(&self, slots: &[Option<ReadyWord>], out: &mut Vec<Stretch>) {
        let length = slots.len() as u32;
        let Some(anchor) = slots.iter().position(Option::is_some) else {
            return;
        };
        let Some(first) = &slots[anchor] else { return };
        let mut starts = Vec::new();
        self.each_place(first, &mut |at| {
            starts.push(at);
            true
        });
        starts.retain(|at| *at >= anchor as u32 && at - anchor as u32 + length <= self.end);
        for (i, slot) in slots.iter().enumerate().skip(anchor + 1) {
            let Some(word) = slot else { continue };
            with_stem(
                self.article.language,
                word.lowered.as_deref(),
                &mut |stem| {
                    starts.retain(|at| self.is_word(at + (i - anchor) as u32, word, stem));
                },
            );
        }
        out.extend(
            starts
                .into_iter()
                .map(|at| at - anchor as u32)
                .map(|at| Stretch::new(at, at + length - 1)),
        );
    }

    fn sloppy(&self, slots: &[Option<ReadyWord>], slop: u32, out: &mut Vec<Stretch>) {
        let mut found = Vec::with_capacity(slots.len());
        for (i, slot) in slots.iter().enumerate() {
            let Some(word) = slot else { continue };
            let mut places = Vec::new();
            self.each_place(word, &mut |at| {
                places.push(at);
                true
            });
            if places.is_empty() {
                return;
            }
            found.push((i as u32, places));
        }
        stretch::sloppy(&found, slop, out);
    }

    /// Tells whether the words of a stretch are written so, taken together.
    fn is_written(&self, found: Stretch, case: Case) -> bool {
        let words = || (found.first..=found.last).map(|at| self.compared(at as usize));
        let has = |wanted: fn(char) -> bool| words().any(|word| word.chars().any(wanted));
        match case {
            Case::Some => has(char::is_uppercase),
            Case::All => has(char::is_uppercase) && !has(char::is_lowercase),
            Case::None => !has(char::is_uppercase),
        }
    }
}

/// The places of an expression: those that stand for themselves, and those of each proximity, of
/// which only the innermost are shown.
#[derive(Clone, Default)]
struct Found {
    single: Vec<Stretch>,
    pairs: Vec<Vec<Stretch>>,
}

impl Found {
    fn is_empty(&self) -> bool {
        self.single.is_empty() && self.pairs.iter().all(Vec::is_empty)
    }

    fn join(&mut self, other: Self) {
        self.single.extend(other.single);
        self.pairs.extend(other.pairs);
    }

    fn retain(mut self, keep: impl Fn(&Stretch) -> bool) -> Self {
        self.single.retain(&keep);
        for pair in &mut self.pairs {
            pair.retain(&keep);
        }
        self
    }

    /// What an outer operator works with, in order.
    fn all(mut self) -> Vec<Stretch> {
        let is_tidy = self.single.is_empty() && self.pairs.len() == 1;
        self.single.extend(self.pairs.into_iter().flatten());
        if !is_tidy {
            tidy(&mut self.single);
        }
        self.single
    }

    /// What is shown and counted, in order.
    fn shown(mut self) -> Vec<Stretch> {
        self.pairs.iter_mut().for_each(keep_innermost);
        self.all()
    }
}
