//! Sentence starts against `tests/sentences.txt`, set by hand: F1 by language, .97 over all.

use std::collections::BTreeMap;

use morgue::language::{LANGUAGES, find_language};
use morgue::text::TokenisedField;

const GOLD: &str = include_str!("../sentences.txt");

#[derive(Default)]
struct Score {
    right: usize,
    found: usize,
    gold: usize,
}

impl Score {
    fn f1(&self) -> f64 {
        2.0 * self.right as f64 / (self.found + self.gold).max(1) as f64
    }
}

/// First words of the further sentences: as set by hand, and as found.
fn starts(line: &str, code: &str) -> (Vec<u32>, Vec<u32>) {
    let language = find_language(code);
    let field = TokenisedField::new(line.replace('|', ""), language);
    let mut gold = Vec::new();
    let mut words = 0;
    for part in line.split('|') {
        // Cutting a part alone gives the same words, whatever is around it.
        words += TokenisedField::new(part.to_owned(), language).len() as u32;
        gold.push(words);
    }
    gold.pop();
    (gold, field.sentences[1..].to_vec())
}

#[test]
fn sentences_begin_where_a_reader_says() {
    let mut scores: BTreeMap<&str, Score> = BTreeMap::new();
    let mut wrong = Vec::new();
    let mut code = "";
    for line in GOLD
        .lines()
        .filter(|l| !l.is_empty() && !l.starts_with('#'))
    {
        if let Some(next) = line.strip_prefix("@ ") {
            code = next;
            continue;
        }
        let (gold, found) = starts(line, code);
        let score = scores.entry(code).or_default();
        score.gold += gold.len();
        score.found += found.len();
        score.right += found.iter().filter(|at| gold.contains(at)).count();
        if gold != found {
            wrong.push(format!("{code}: {line}: {found:?} instead of {gold:?}"));
        }
    }
    let codes: Vec<&str> = LANGUAGES.iter().map(|l| l.code).collect();
    assert!(
        codes.iter().all(|code| scores.contains_key(code)),
        "every language has sentences"
    );
    let mut told: Vec<String> = scores
        .iter()
        .map(|(code, score)| format!("{code} {:.3} of {}", score.f1(), score.gold))
        .collect();
    let all = scores.values().fold(Score::default(), |mut all, score| {
        all.right += score.right;
        all.found += score.found;
        all.gold += score.gold;
        all
    });
    told.push(format!("all {:.3} of {}", all.f1(), all.gold));
    println!("F1 of sentence starts: {}", told.join(", "));
    assert!(
        all.f1() >= 0.97,
        "{}\n{}",
        told.join(", "),
        wrong.join("\n")
    );
    assert!(
        scores.values().all(|score| score.f1() >= 0.94),
        "{}\n{}",
        told.join(", "),
        wrong.join("\n")
    );
}
