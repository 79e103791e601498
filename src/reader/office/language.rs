//! The language that most of a text is marked as.

/// Languages that are counted; a text with more is none.
const MAX_LANGUAGES: usize = 100;

/// Counts text by the language that it is marked as.
#[derive(Debug, Default)]
pub struct Tally {
    counts: Vec<(String, usize)>,
}

impl Tally {
    /// Adds so many bytes in a language; an empty name counts for none.
    pub fn add(&mut self, language: &str, bytes: usize) {
        let known = self.counts.iter().position(|(known, _)| known == language);
        let place = known.and_then(|at| self.counts.get_mut(at));
        if let Some((_, count)) = place {
            *count += bytes;
        } else if self.counts.len() < MAX_LANGUAGES {
            self.counts.push((language.to_owned(), bytes));
        }
    }

    /// The language of more than half of the text; empty if there is none.
    pub fn most(self) -> String {
        let all: usize = self.counts.iter().map(|(_, count)| count).sum();
        let most = self.counts.into_iter().max_by_key(|(_, count)| *count);
        most.filter(|(_, count)| count * 2 > all)
            .map(|(language, _)| language)
            .unwrap_or_default()
    }
}
