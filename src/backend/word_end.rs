//! An automaton over dictionaries for words that end with, or hold, certain letters.
//!
//! Walking a dictionary word by word reads where the postings of each are; the automaton walks the
//! letters, which words share, and only what it accepts is read.

use tantivy_fst::Automaton;

/// Accepts words that end with some letters, or hold them.
pub struct WordEnd {
    /// For each number of letters met so far and each next byte, the number then met.
    steps: Vec<[u16; 256]>,
    is_end: bool,
}

/// Where a stem was entered, which begins with a control character that no word has.
const DEAD: u16 = u16::MAX;
/// Bytes that are looked for at most; longer ones are left to the walk.
const MOST: usize = 200;

impl WordEnd {
    /// `is_end`: the letters end the word.  None when they are too many or none.
    pub fn new(letters: &str, is_end: bool) -> Option<Self> {
        let letters = letters.as_bytes();
        if letters.is_empty() || letters.len() > MOST {
            return None;
        }
        // Knuth, Morris and Pratt: `fallback` is the state of the longest border of what is met.
        let mut steps = vec![[0_u16; 256]; letters.len() + 1];
        steps[0][usize::from(letters[0])] = 1;
        let mut fallback = 0;
        for at in 1..=letters.len() {
            steps[at] = steps[fallback];
            if let Some(next) = letters.get(at) {
                let next = usize::from(*next);
                let border = usize::from(steps[fallback][next]);
                steps[at][next] = at as u16 + 1;
                fallback = border;
            }
        }
        Some(Self { steps, is_end })
    }

    fn whole(&self) -> u16 {
        self.steps.len() as u16 - 1
    }
}

impl Automaton for WordEnd {
    /// Letters met, and whether any byte was read.
    type State = (u16, bool);

    fn start(&self) -> Self::State {
        (0, false)
    }

    fn is_match(&self, (met, _): &Self::State) -> bool {
        *met == self.whole()
    }

    fn can_match(&self, (met, _): &Self::State) -> bool {
        *met != DEAD
    }

    fn accept(&self, (met, has_begun): &Self::State, byte: u8) -> Self::State {
        if *met == DEAD || !has_begun && byte == 1 {
            return (DEAD, true);
        }
        if *met == self.whole() && !self.is_end {
            return (*met, true);
        }
        (self.steps[usize::from(*met)][usize::from(byte)], true)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn accepts(automaton: &WordEnd, word: &str) -> bool {
        let state = word.bytes().fold(automaton.start(), |state, byte| {
            automaton.accept(&state, byte)
        });
        automaton.can_match(&state) && automaton.is_match(&state)
    }

    #[test]
    fn words_with_an_end_or_a_middle() {
        for letters in ["gate", "aa", "aab", "abab", "é", "nana"] {
            let end = WordEnd::new(letters, true).expect("letters");
            let within = WordEnd::new(letters, false).expect("letters");
            for word in [
                "gate",
                "watergate",
                "gates",
                "gatgate",
                "aaa",
                "aaab",
                "aabaab",
                "ababab",
                "abaab",
                "café",
                "cafés",
                "banana",
                "nanan",
                "",
                "\u{1}engate",
            ] {
                let is_word = !word.starts_with('\u{1}');
                assert_eq!(
                    accepts(&end, word),
                    is_word && word.ends_with(letters),
                    "{letters} {word}"
                );
                assert_eq!(
                    accepts(&within, word),
                    is_word && word.contains(letters),
                    "{letters} {word}"
                );
            }
        }
    }
}
