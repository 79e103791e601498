//! Fits the linear model to one archive: the strongest engine at hand labels its articles, the
//! resolver corrects the labels, and the model is trained on them once.
//!
//! The teacher is never a model that came from here: a second round of a student's own labels makes
//! it worse.  Deterministic: the same articles in the same order give the same bytes, whatever the
//! number of threads.

use std::collections::{BTreeMap, BTreeSet};

use super::linear::{LinearEngine, lexicon, to_bytes};
use super::recogniser::{Recogniser, with_input};
use super::resolver::resolve;
use super::train::{LabelledText, Report, Settings, train};
use super::{Engine, EntityInput};
use crate::article::Article;

/// Tokens that are trained on: half a minute of one core.
pub const MOST_TOKENS: usize = 2_500_000;
/// Fewer teach nothing that the model does not know.
pub const LEAST_TOKENS: usize = 20_000;
/// Articles in which the models before and after are compared.
const COMPARED: usize = 2_000;
/// Labels of an archive repeat themselves more than those of a corpus.
const EPOCHS: usize = 4;
/// The features of the built-in model are kept, and as many again.
const MOST_FEATURES: usize = 180_000;
/// Names shown of those gained and lost.
const SHOWN: usize = 10;

/// A model and how it came to be.
pub struct Adapted {
    /// The file of the model.
    pub model: Vec<u8>,
    /// Articles it was trained on.
    pub articles: usize,
    pub report: Report,
    pub change: Change,
}

/// What another model makes of the same articles.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Change {
    pub articles: usize,
    /// Articles with other entities than before.
    pub different: usize,
    /// Names by the number of articles that they came to, or were lost from; most first.
    pub gained: Vec<(String, usize)>,
    pub lost: Vec<(String, usize)>,
}

/// Trains on articles of one language, given what finds names now.  None when they are too few.
pub fn adapt(
    articles: &[&Article],
    language: &str,
    teacher: &dyn Engine,
    before: &Recogniser,
    threads: usize,
) -> Option<Adapted> {
    let labelled = in_parallel(articles, threads, |article| {
        with_input(article, |input| label(input, teacher))
    });
    let (mut texts, mut tokens, mut used) = (Vec::new(), 0, 0);
    for (labelled, count) in labelled {
        if tokens >= MOST_TOKENS {
            break;
        }
        tokens += count;
        used += 1;
        texts.extend(labelled);
    }
    if tokens < LEAST_TOKENS {
        return None;
    }
    // The built-in model knows more of the world than any archive: training goes on from it.
    let base = (language == "en").then(LinearEngine::built_in_model);
    let settings = Settings {
        epochs: EPOCHS,
        most_features: MOST_FEATURES,
        ..Settings::default()
    };
    let (model, report) = train(&texts, &lexicon(), base.as_ref(), &settings);
    let model = to_bytes(&model, language);
    let after = Recogniser::new(Box::new(LinearEngine::read(&model)?));
    let compared = &articles[..articles.len().min(COMPARED)];
    Some(Adapted {
        change: compare(compared, language, before, &after, threads),
        model,
        articles: used,
        report,
    })
}

/// The names of an article as the teacher and the resolver have them, and its number of tokens.
pub fn label(input: &EntityInput<'_>, teacher: &dyn Engine) -> (Vec<LabelledText>, usize) {
    let mentions = resolve(input, &teacher.recognise(input));
    let texts = input.texts.iter().enumerate().map(|(i, field)| {
        let names = mentions.iter().filter(|m| m.text == i);
        LabelledText {
            text: field.text.to_owned(),
            names: names.map(|m| (m.span.start, m.span.end, m.label)).collect(),
        }
    });
    let tokens = input.texts.iter().map(|field| field.tokens.len()).sum();
    (texts.collect(), tokens)
}

fn compare(
    articles: &[&Article],
    language: &str,
    before: &Recogniser,
    after: &Recogniser,
    threads: usize,
) -> Change {
    let names = in_parallel(articles, threads, |article| {
        let of = |recogniser: &Recogniser| -> BTreeMap<String, String> {
            let found = recogniser.recognise(article, language).entities;
            found
                .into_iter()
                .map(|entity| (entity.key.0, entity.name))
                .collect()
        };
        (of(before), of(after))
    });
    let mut change = Change {
        articles: names.len(),
        ..Change::default()
    };
    let (mut gained, mut lost) = (BTreeMap::new(), BTreeMap::new());
    for (before, after) in &names {
        let keys: [BTreeSet<&String>; 2] = [before, after].map(|names| names.keys().collect());
        change.different += usize::from(keys[0] != keys[1]);
        for (from, to, names) in [(0, 1, &mut gained), (1, 0, &mut lost)] {
            for key in keys[to].difference(&keys[from]) {
                let name = after.get(*key).or_else(|| before.get(*key));
                let entry = names.entry((*key).clone()).or_insert((0, name.cloned()));
                entry.0 += 1;
            }
        }
    }
    let most = |names: BTreeMap<String, (usize, Option<String>)>| {
        let mut names: Vec<_> = names.into_values().collect();
        // Stable, so that names of one count stay in the order of their keys.
        names.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
        let names = names
            .into_iter()
            .filter_map(|(count, name)| Some((name?, count)));
        names.take(SHOWN).collect()
    };
    change.gained = most(gained);
    change.lost = most(lost);
    change
}

/// Maps the articles on several threads; the results are in the order of the articles.
fn in_parallel<T: Send>(
    articles: &[&Article],
    threads: usize,
    map: impl Fn(&Article) -> T + Sync,
) -> Vec<T> {
    let share = articles.len().div_ceil(threads.max(1)).max(1);
    let map = &map;
    std::thread::scope(|scope| {
        let parts = articles.chunks(share);
        let running: Vec<_> = parts
            .map(|part| scope.spawn(move || part.iter().map(|a| map(a)).collect::<Vec<_>>()))
            .collect();
        let done = running.into_iter().map(|thread| thread.join());
        done.flat_map(|part| part.expect("a panic in recognition is a bug"))
            .collect()
    })
}
