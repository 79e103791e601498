//! The documents that several walked posting lists share, window by window.

use tantivy::{DocId, TERMINATED};

use super::walk::{Bits, WINDOW, WORDS, Walked};

/// Takes a list to fill with the window.
pub type Fill<'a> = &'a mut dyn FnMut(&mut Walked);

/// The documents that each of some walked lists has.
pub struct Windows {
    /// Number of the window.
    window: Option<u32>,
    /// Its documents that all lists have.
    bits: Bits,
    windows: u32,
}

impl Windows {
    pub fn new(max_doc: DocId) -> Self {
        Self {
            window: None,
            bits: Bits::default(),
            windows: max_doc.div_ceil(WINDOW),
        }
    }

    /// First document at or behind `target` that all lists have; targets never go back.
    ///
    /// `each` shows all lists, the shortest first, so that the others read only what it has.
    pub fn seek(&mut self, target: DocId, each: &mut dyn FnMut(Fill<'_>)) -> DocId {
        let mut target = target;
        loop {
            let window = target / WINDOW;
            if window >= self.windows {
                return TERMINATED;
            }
            if self.window != Some(window) {
                self.bits = [u64::MAX; WORDS];
                each(&mut |list| list.fill(window, &mut self.bits));
                self.window = Some(window);
            }
            match self.first_behind(target % WINDOW) {
                Some(offset) => return window * WINDOW + offset,
                None => target = (window + 1) * WINDOW,
            }
        }
    }

    fn first_behind(&self, offset: u32) -> Option<u32> {
        let mut word = (offset / 64) as usize;
        let mut bits = self.bits[word] & (u64::MAX << (offset % 64));
        while bits == 0 {
            word += 1;
            bits = *self.bits.get(word)?;
        }
        Some(word as u32 * 64 + bits.trailing_zeros())
    }
}

#[cfg(test)]
mod tests {
    use tantivy::directory::CompositeFile;
    use tantivy::index::SegmentComponent;
    use tantivy::postings::TermInfo;
    use tantivy::schema::{Schema, TEXT};
    use tantivy::{Index, Term, doc};

    use super::*;

    #[test]
    fn windows_find_what_all_lists_have_and_where() {
        let mut schema = Schema::builder();
        let field = schema.add_text_field("word", TEXT);
        let index = Index::create_in_ram(schema.build());
        let mut writer = index
            .writer_with_num_threads(1, 15_000_000)
            .expect("a writer");
        // A gap longer than a window, and lists that end apart.
        let has = [
            |n: u32| n.is_multiple_of(3) && !(1500..4000).contains(&n),
            |n: u32| n % 5 < 2 && n < 5500,
            |n: u32| n % 7 != 3,
            // A short list makes the others pass over most of theirs.
            |n: u32| n % 10 == 4,
        ];
        // Where a word stands: `a` is there once to five times, each time with another word before.
        let places = |word: usize, n: u32| -> Vec<u32> {
            let count = if has[word](n) { n % 5 + 1 } else { 0 };
            (0..count).map(|i| i * 8 + word as u32 * 2 + 1).collect()
        };
        for n in 0..6000 {
            let mut words = vec!["x"; 40];
            for (i, word) in ["a", "b", "c", "d"].iter().enumerate() {
                for place in places(i, n) {
                    words[place as usize] = word;
                }
            }
            writer
                .add_document(doc!(field => words.join(" ")))
                .expect("add a document");
        }
        writer.commit().expect("commit");
        let searcher = index.reader().expect("a reader").searcher();
        let reader = searcher.segment_reader(0);
        let inverted = reader.inverted_index(field).expect("a dictionary");
        let file = reader
            .open_read(SegmentComponent::Positions)
            .expect("positions");
        let file = CompositeFile::open(&file).expect("positions");
        let positions = file.open_read(field).expect("positions of the field");
        let info = |word: &str| {
            let term = Term::from_field_text(field, word);
            inverted
                .get_term_info(&term)
                .expect("read")
                .expect("the word is there")
        };
        let open = |words: &[&str]| {
            let infos: Vec<TermInfo> = words.iter().map(|word| info(word)).collect();
            Walked::open(&infos, Vec::new(), &inverted, &positions, reader.max_doc()).expect("open")
        };
        for (first, word, step) in [
            (0, "a", 1),
            (0, "a", 2),
            (0, "a", 130),
            (0, "a", 1100),
            (3, "d", 1),
            (3, "d", 700),
        ] {
            let expected: Vec<u32> = (0..6000)
                .filter(|n| has[first](*n) && (has[1](*n) || has[2](*n)))
                .collect();
            let (mut one, mut two) = (open(&[word]), open(&["b", "c"]));
            let mut windows = Windows::new(reader.max_doc());
            let mut target = 0;
            loop {
                let doc = windows.seek(target, &mut |fill| {
                    fill(&mut one);
                    fill(&mut two);
                });
                let next = expected.iter().find(|n| **n >= target);
                assert_eq!(doc, next.copied().unwrap_or(TERMINATED), "{target} {step}");
                if doc == TERMINATED {
                    break;
                }
                assert_eq!((one.seek(doc), two.seek(doc)), (doc, doc));
                one.read(doc);
                assert_eq!(one.last_read(), places(first, doc));
                two.read(doc);
                let mut either = [places(1, doc), places(2, doc)].concat();
                either.sort_unstable();
                assert_eq!(two.last_read(), either);
                target = doc + step;
            }
        }
    }
}
