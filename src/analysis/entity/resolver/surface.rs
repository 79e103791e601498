//! Spellings of one article, each looked at once.

use std::collections::HashMap;
use std::ops::Deref;
use std::rc::Rc;

use crate::analysis::entity::spelling::{Spelling, spelling};

/// One spelling as it stands in the text.
pub struct Surface<'a> {
    pub raw: &'a str,
    known: Rc<Spelling>,
}

impl Deref for Surface<'_> {
    type Target = Spelling;

    fn deref(&self) -> &Spelling {
        &self.known
    }
}

/// The spellings of one article.
#[derive(Default)]
pub struct Surfaces<'a> {
    ids: HashMap<&'a str, usize>,
    all: Vec<Surface<'a>>,
}

impl<'a> Surfaces<'a> {
    /// Returns the number of a spelling.
    pub fn id(&mut self, raw: &'a str) -> usize {
        let next = self.all.len();
        let id = *self.ids.entry(raw).or_insert(next);
        if id == next {
            let known = spelling(raw);
            self.all.push(Surface { raw, known });
        }
        id
    }

    pub fn get(&self, id: usize) -> &Surface<'a> {
        &self.all[id]
    }

    pub fn len(&self) -> usize {
        self.all.len()
    }
}
