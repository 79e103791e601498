//! `morgue entities`: which names are one entity, and the user's corrections of it.

mod adapt;
mod import;

use std::path::PathBuf;

use anyhow::{Result, bail};
use serde_json::json;

use super::entity::find_one;
use super::{Exit, Global, Ui};
use crate::analysis::entity::canonical::corrections::{Correction, Corrections};
use crate::annotations::EntityKey;
use crate::backend::Local;
use crate::index::{
    Archive, add_correction, corrections_path, entity_table, read_corrections, read_learned,
};

/// Say and correct which names are one entity, and choose what finds them
///
/// What the archive learned is used until `morgue index --relearn`.  Corrections are lines of the
/// file `.morgue-entities` beside the archive, which is yours: they need no indexing, survive it,
/// and later lines win.  An entity is named by its key (`person/delcy rodriguez`) or by a name that
/// no other has.
#[derive(clap::Args)]
pub struct Args {
    #[command(subcommand)]
    action: Action,
}

#[derive(clap::Subcommand)]
enum Action {
    /// List merged names with the reason, and the corrections
    List {
        /// How to print
        #[arg(long, value_name = "FORMAT", default_value = "text", value_parser = ["text", "json"])]
        format: String,
    },
    /// Make one name mean another entity
    Merge { from: String, into: String },
    /// Keep a name apart from whatever it was merged with
    Split { name: String },
    /// Show an entity under another name
    Rename { name: String, shown: String },
    /// Leave an entity out of lists
    Hide { name: String },
    /// Make a model from the directory of a spaCy 3 pipeline, for `index --entities FILE`
    ///
    /// Pipelines with an `ner` component of the small and middle sizes can be used (`*_core_*_sm`,
    /// `*_md`), for any language; transformers and floret vectors cannot.  Nothing of the pipeline
    /// is executed.  Articles in other languages than its own are left to the built-in engines.
    ImportSpacy {
        /// The directory with `config.cfg`
        directory: PathBuf,
        /// File of the model [default: .morgue/models/NAME.model]
        #[arg(long, value_name = "FILE")]
        output: Option<PathBuf>,
    },
    /// Train a model that finds names on the articles of this archive
    ///
    /// The strongest engine at hand (an imported model, else the built-in one) labels a sample of
    /// the articles, the labels are corrected by what the articles say, and a model is trained on
    /// them once: about as good as the imported one, and some fifty times faster.  It is kept as
    /// `.morgue/entities.model`, which `index` uses from then on; remove the file to go back.  The
    /// same articles give the same model.  For English and Spanish, whose own engines find more
    /// names than the small and middle models of spaCy, it is refused without `--force`.
    Adapt {
        /// The imported model that labels, when there are several
        #[arg(long, value_name = "FILE")]
        teacher: Option<PathBuf>,
        /// Articles to draw; 2.5 million words of them are used at most
        #[arg(long, value_name = "N", default_value_t = 10_000)]
        articles: usize,
        /// Train also for a language that has an engine of its own
        #[arg(long)]
        force: bool,
    },
}

/// Runs the verb.
pub fn run(args: Args, global: &Global, ui: &mut Ui) -> Result<Exit> {
    match args.action {
        Action::ImportSpacy { directory, output } => import::run(&directory, output, global, ui),
        Action::Adapt {
            teacher,
            articles,
            force,
        } => {
            let asked = adapt::Asked {
                teacher,
                articles,
                force,
            };
            adapt::run(asked, global, ui)
        }
        action => correct(&action, global, ui),
    }
}

/// Lists or writes corrections.
fn correct(action: &Action, global: &Global, ui: &mut Ui) -> Result<Exit> {
    let archive = global.open_archive()?;
    let local = Local::open(&archive)?;
    let mut find = |name: &str| find_key(&local, name, ui);
    let correction = match action {
        Action::List { format } => return list(&archive, format == "json", ui),
        Action::Merge { from, into } => {
            let (from, to) = match (find(from)?, find(into)?) {
                (Ok(from), Ok(to)) => (from, to),
                (Err(exit), _) | (_, Err(exit)) => return Ok(exit),
            };
            if from == to {
                bail!("`{}` is that entity already", from.0);
            }
            Correction::Merge { from, to }
        }
        // The key itself, not what it was merged into.
        Action::Split { name } => match parse_key(name) {
            Some(key) => Correction::Split { key },
            None => bail!("`{name}` is no key; `morgue entities list` shows what is merged"),
        },
        Action::Rename { name, shown } => match find(name)? {
            Ok(key) => Correction::Rename {
                key,
                name: shown.trim().to_owned(),
            },
            Err(exit) => return Ok(exit),
        },
        Action::Hide { name } => match find(name)? {
            Ok(key) => Correction::Hide { key },
            Err(exit) => return Ok(exit),
        },
        Action::ImportSpacy { .. } | Action::Adapt { .. } => bail!("no correction"),
    };
    // What is written must be read back as what was meant.
    let line = correction.to_string();
    let (read, errors) = Corrections::parse(&line);
    if let Some(error) = errors.first() {
        bail!("{}", error.message);
    }
    if read.0.as_slice() != [correction.clone()] {
        bail!("`{line}` cannot be kept as a line");
    }
    add_correction(&archive, &correction)?;
    ui.line(&format!("{}: {line}", corrections_path(&archive).display()))?;
    Ok(Exit::Success)
}

fn parse_key(name: &str) -> Option<EntityKey> {
    let (read, _) = Corrections::parse(&format!("hide {name}"));
    match read.0.as_slice() {
        [Correction::Hide { key }] => Some(key.clone()),
        _ => None,
    }
}

/// The entity of a name; a key is taken as it is, whether an article has it or not.
fn find_key(
    local: &Local<'_>,
    name: &str,
    ui: &mut Ui,
) -> Result<std::result::Result<EntityKey, Exit>> {
    if let Some(key) = parse_key(name) {
        return Ok(Ok(key));
    }
    Ok(find_one(local, name, None, ui)?.map(|known| known.entity))
}

fn list(archive: &Archive, is_json: bool, ui: &mut Ui) -> Result<Exit> {
    let learned = read_learned(archive)?.unwrap_or_default();
    let table = entity_table(archive)?;
    let (corrections, errors) = read_corrections(archive)?;
    let path = corrections_path(archive);
    if is_json {
        let merges = table.merges.iter().map(
            |merge| json!({"from": merge.from.0, "to": merge.to.0, "reason": merge.reason.text()}),
        );
        let value = json!({
            "schema": "morgue.entities/1",
            "generation": learned.generation,
            "articles": learned.articles,
            "merges": merges.collect::<Vec<_>>(),
            "corrections": corrections.0.iter().map(ToString::to_string).collect::<Vec<_>>(),
        });
        ui.line(&value.to_string())?;
    } else {
        for merge in &table.merges {
            let (from, to) = (&merge.from.0, &merge.to.0);
            ui.line(&format!("{from} => {to} ({})", merge.reason.text()))?;
        }
        for correction in &corrections.0 {
            ui.line(&correction.to_string())?;
        }
        let (generation, articles) = (learned.generation, learned.articles);
        ui.note(&format!(
            "learned from {articles} articles, generation {generation}; corrections in {}",
            path.display()
        ));
    }
    for error in &errors {
        let (line, message) = (error.line, &error.message);
        ui.warning(&format!("{}:{line}: {message}", path.display()));
    }
    Ok(if errors.is_empty() {
        Exit::Success
    } else {
        Exit::Partly
    })
}
