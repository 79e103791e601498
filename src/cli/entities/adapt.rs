//! `morgue entities adapt`: the model of names trained on the articles of the archive.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use crate::analysis::entity::adapt::{Change, LEAST_TOKENS, adapt};
use crate::analysis::entity::linear::LinearEngine;
use crate::analysis::entity::recogniser::{Recogniser, own_recogniser};
use crate::analysis::entity::spacy::SpacyEngine;
use crate::analysis::entity::{Engine, open_engine};
use crate::article::Article;
use crate::backend::{Design, Local};
use crate::cli::{Exit, Global, Ui};
use crate::index::{Archive, adapted_path, imported_models, keep_adapted, read_model_file};
use crate::query::ast::Ast;

/// The same articles each time.
const SEED: u64 = 0;

/// What was asked for.
pub struct Asked {
    pub teacher: Option<PathBuf>,
    /// Articles to draw.
    pub articles: usize,
    /// Also where it is known not to help.
    pub force: bool,
}

/// Runs the action.
pub fn run(asked: Asked, global: &Global, ui: &mut Ui) -> Result<Exit> {
    let archive = global.open_archive()?;
    let local = Local::open(&archive)?;
    let Asked {
        teacher,
        articles: most,
        force,
    } = asked;
    let (teacher, name) = find_teacher(teacher, &archive)?;
    let language = teacher.language().unwrap_or("en").to_owned();
    if let Some(own) = own_recogniser(&language).filter(|_| !force) {
        bail!(
            "the `{}` engine finds more names in `{language}` than what it would learn here: models \
             that were adapted to annotated news found fewer of them than before\n\
             hint: languages without an engine of their own gain; --force trains all the same",
            own.identity()
        );
    }
    let sample = local.sample(&Ast::All, SEED, &Design::Proportional(most), &[])?;
    let records = sample.drawn.iter().map(|(_, record)| record);
    let records = records.filter(|record| record.annotations.language == language);
    let articles: Vec<&Article> = records.map(|record| &record.article).collect();
    ui.note(&format!(
        "{name} labels up to {} articles in `{language}`",
        articles.len()
    ));
    let before = Recogniser::new(before(&archive, &language));
    let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let Some(adapted) = adapt(&articles, &language, teacher.as_ref(), &before, threads) else {
        bail!(
            "{} articles in `{language}` are too few to learn from; {LEAST_TOKENS} words are needed",
            articles.len()
        );
    };
    let path = keep_adapted(&archive, &adapted.model)?;
    let hash = blake3::hash(&adapted.model).to_hex();
    ui.line(&format!(
        "{}: {:.1} MB, BLAKE3 {}",
        path.display(),
        adapted.model.len() as f64 / 1e6,
        &hash[..32]
    ))?;
    ui.line(&format!(
        "trained on {} articles, {} tokens, labelled by {name}",
        adapted.articles, adapted.report.tokens
    ))?;
    tell_change(&adapted.change, ui)?;
    ui.note(
        "`morgue index` uses it from now on (--entities linear: not); \
         `morgue index --relearn PATH` finds the names of files anew that are in the archive already",
    );
    Ok(Exit::Success)
}

fn tell_change(change: &Change, ui: &mut Ui) -> Result<()> {
    ui.line(&format!(
        "{} of {} articles have other entities than before",
        change.different, change.articles
    ))?;
    for (what, names) in [("gained", &change.gained), ("lost", &change.lost)] {
        let names: Vec<String> = names
            .iter()
            .map(|(name, n)| format!("{name} ({n})"))
            .collect();
        if !names.is_empty() {
            ui.line(&format!("{what} most often: {}", names.join(", ")))?;
        }
    }
    Ok(())
}

/// The engine that labels: the one that was asked for, else the imported one, else the built-in.
/// Never a model that was trained here: its own labels would make it worse.
fn find_teacher(named: Option<PathBuf>, archive: &Archive) -> Result<(Box<dyn Engine>, String)> {
    let imported = imported_models(archive)?;
    let path = match (named, &imported[..]) {
        (Some(path), _) => path,
        (None, []) => {
            return Ok((
                Box::new(LinearEngine::english()),
                "the built-in model".to_owned(),
            ));
        }
        (None, [one]) => one.clone(),
        (None, several) => {
            let names: Vec<String> = several.iter().map(|p| p.display().to_string()).collect();
            bail!(
                "several models can teach\nhint: name one with --teacher: {}",
                names.join(", ")
            );
        }
    };
    let bytes = read_model_file(&path)?;
    let Some(engine) = SpacyEngine::read(&bytes) else {
        bail!("`{}` is no imported model of this version", path.display());
    };
    Ok((Box::new(engine), path.display().to_string()))
}

/// What finds names in articles of that language as things stand.
fn before(archive: &Archive, language: &str) -> Box<dyn Engine> {
    let adapted = read_linear(&adapted_path(&archive.directory));
    if let Some(adapted) = adapted.filter(|engine| engine.language() == Some(language)) {
        return Box::new(adapted);
    }
    let name = own_recogniser(language).map_or("gazetteer", Recogniser::identity);
    open_engine(name).expect("it is in the table")
}

fn read_linear(path: &Path) -> Option<LinearEngine> {
    LinearEngine::read(&read_model_file(path).ok()?)
}
