//! What every verb that takes a query shares: the query, its filters, and how it is refused.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use clap::ValueEnum;

use super::query_files::{read_query, read_set, read_text};
use super::{Global, Ui};
use crate::analysis::entity::canonical::place_with_surroundings;
use crate::backend::{Backend, resolve_entities};
use crate::hit::Unit;
use crate::index::Archive;
use crate::query::ast::Ast;
use crate::query::dialect::{DIALECTS, Dialect, find_dialect};
use crate::query::filter::{self, parse_filter};
use crate::query::{self, Context, Parsed};

/// The query and everything that narrows it.
#[derive(clap::Args, Clone, Default)]
pub struct QueryArgs {
    /// What to look for; `morgue help query` has the language
    // `-prison` is a query; what begins with two dashes never is.
    #[arg(value_name = "QUERY", allow_hyphen_values = true)]
    pub query: Option<String>,
    /// Read the query from FILE (`-` is stdin); line breaks are spaces, `#` begins a comment
    #[arg(long, value_name = "FILE", conflicts_with = "query")]
    query_file: Option<PathBuf>,
    #[command(flatten)]
    reading: ReadingArgs,
    #[command(flatten)]
    filters: FilterArgs,
}

/// How a query is read.
#[derive(clap::Args, Clone, Default)]
pub struct ReadingArgs {
    /// Refuse queries with two readings instead of noting both
    #[arg(long)]
    pub strict: bool,
    /// Which words must be met: `any` ranks articles by as many as they have
    #[arg(long = "match", value_name = "WHICH", default_value = "all")]
    which: Option<Which>,
    /// Look in captions' credits, bylines, teasers and page furniture too
    #[arg(long)]
    all_text: bool,
    /// Read the query as this system does (`morgue help query` says how they differ)
    #[arg(long, value_name = "SYSTEM", default_value = "auto", value_parser = dialect_names())]
    dialect: Option<String>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Which {
    All,
    Any,
}

/// Filters: each is the same as the condition it stands for, written in the query.
#[derive(clap::Args, Clone, Default)]
#[command(next_help_heading = "Filters")]
struct FilterArgs {
    /// Published in this period or later (2026, 2026-01, 2026-01-13, yesterday, 7d)
    #[arg(long, value_name = "DATE")]
    since: Option<String>,
    /// Published in this period or earlier
    #[arg(long, value_name = "DATE")]
    until: Option<String>,
    /// Published in this period
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
    /// Only this outlet (repeat for one of several)
    #[arg(long, value_name = "NAME")]
    source: Vec<String>,
    /// Only this section (repeat for one of several)
    #[arg(long, value_name = "NAME")]
    section: Vec<String>,
    /// Only this language (en, es, …; und = unknown; repeat for one of several)
    #[arg(long, value_name = "CODE")]
    lang: Vec<String>,
    /// Only articles that name this person (repeat for one of several)
    #[arg(long, value_name = "NAME")]
    person: Vec<String>,
    /// Only articles that name this organisation (repeat for one of several)
    #[arg(long, value_name = "NAME")]
    org: Vec<String>,
    /// Only articles that name this place (repeat for one of several)
    #[arg(long, value_name = "NAME")]
    place: Vec<String>,
    /// Only articles that have a value in this field (repeat for several: all of them)
    #[arg(long, value_name = "FIELD")]
    has: Vec<String>,
}

/// What a verb counts.
#[derive(clap::Args, Clone, Copy)]
pub struct CountArg {
    /// What to count: articles, stories (near-identical articles are one), sources (different
    /// outlets) or mentions (matched places in the text)
    #[arg(long = "count", value_name = "UNIT", default_value = "articles",
          value_parser = parse_unit)]
    pub unit: Unit,
}

/// Reads the value of `--count`.
pub fn parse_unit(text: &str) -> Result<Unit, String> {
    let known = Unit::ALL.into_iter().find(|unit| unit.name() == text);
    known.ok_or_else(|| {
        let names = Unit::ALL.map(Unit::name);
        format!("there are {}", names.join(", "))
    })
}

/// A query that was understood.
pub struct Understood {
    /// The text as it was typed.
    pub text: String,
    /// Query and filters together.
    pub ast: Ast,
}

impl QueryArgs {
    /// A bare query without filters.
    pub fn of(query: String) -> Self {
        Self {
            query: Some(query),
            ..Self::default()
        }
    }

    /// Another query under the same filters.
    pub fn with(&self, query: &str) -> Self {
        Self {
            query: Some(query.to_owned()),
            query_file: None,
            ..self.clone()
        }
    }

    /// Reads the query and its filters.  Errors and notes go to stderr; None: it was refused.
    pub fn understand(
        &self,
        global: &Global,
        archive: &Archive,
        backend: &dyn Backend,
        json: bool,
        ui: &mut Ui,
    ) -> Result<Option<Understood>> {
        let text = self.text()?;
        let all = self.parse(&text, global, archive)?;
        let mut refused = false;
        for parsed in &all {
            for error in &parsed.errors {
                refused = true;
                if json {
                    ui.stderr(&error.to_json().to_string());
                } else {
                    ui.stderr(&error.render(&parsed.text));
                }
            }
        }
        if refused {
            return Ok(None);
        }
        for parsed in &all {
            tell_notes(parsed, backend, json, ui)?;
        }
        Ok(Some(Understood {
            text,
            ast: resolve_entities(archive, joined(all))?,
        }))
    }

    /// The same with the suggestions of its errors followed, as far as there are any; each query on
    /// the way goes to `fixes`.
    pub fn fixed(
        &self,
        global: &Global,
        archive: &Archive,
        most: usize,
        fixes: &mut Vec<String>,
    ) -> Result<Self> {
        let mut text = self.text()?;
        for _ in 0..most {
            let all = self.parse(&text, global, archive)?;
            let errors = all.first().map_or(&[][..], |parsed| &parsed.errors);
            let suggested = errors.iter().find_map(|e| e.suggested_query.clone());
            let Some(suggested) = suggested.filter(|s| *s != text) else {
                break;
            };
            fixes.push(suggested.clone());
            text = suggested;
        }
        Ok(Self {
            query: Some(text),
            query_file: None,
            ..self.clone()
        })
    }

    /// The query as it was typed, without the comments of a file.
    pub fn text(&self) -> Result<String> {
        match (&self.query, &self.query_file) {
            (Some(query), _) if query.starts_with("--") => Err(super::no_option(query)),
            (Some(query), _) => Ok(query.clone()),
            (None, Some(file)) => Ok(query::without_comments(&read_text(file)?)),
            (None, None) => bail!("no query is given\nhint: `*` finds every article"),
        }
    }

    /// Reads one line of a batch with these filters; the errors and refused texts come back.
    ///
    /// A batch is strict: nobody is there to read a note.
    pub fn understand_line(
        &self,
        text: &str,
        global: &Global,
        archive: &Archive,
    ) -> Result<std::result::Result<Ast, String>> {
        let reading = ReadingArgs {
            strict: true,
            ..self.reading.clone()
        };
        let all = reading.parse(text, &self.filters.options(), global, archive)?;
        let errors: Vec<String> = all
            .iter()
            .flat_map(|parsed| &parsed.errors)
            .map(|error| format!("{}: {}", error.code(), error.message))
            .collect();
        Ok(if errors.is_empty() {
            Ok(resolve_entities(archive, joined(all))?)
        } else {
            Err(errors.join("; "))
        })
    }

    /// Parses a query text and these filters: the query first.
    fn parse(&self, text: &str, global: &Global, archive: &Archive) -> Result<Vec<Parsed>> {
        self.reading
            .parse(text, &self.filters.options(), global, archive)
    }
}

/// Names of the dialects, for clap.
fn dialect_names() -> Vec<&'static str> {
    DIALECTS.iter().map(|row| row.name).collect()
}

/// Query and filters as one condition: values of one option are alternatives.
fn joined(all: Vec<Parsed>) -> Ast {
    let mut parts = all.into_iter();
    let query = parts.next().map_or(Ast::Nothing, |parsed| parsed.ast);
    filter::and(query, parts.map(|parsed| parsed.ast).collect())
}

fn tell_notes(parsed: &Parsed, backend: &dyn Backend, json: bool, ui: &mut Ui) -> Result<()> {
    let mut told = Vec::new();
    for note in &parsed.notes {
        // Once per kind: a second one of the same kind teaches nothing.
        let kind = (note.remark, note.is_of_saved);
        if told.contains(&kind) {
            continue;
        }
        let counts: Vec<u64> = note
            .readings
            .iter()
            .map(|reading| Ok(backend.count(&reading.ast)? as u64))
            .collect::<Result<_>>()?;
        if note.remark.needs_counts() && counts.windows(2).all(|pair| pair[0] == pair[1]) {
            continue;
        }
        told.push(kind);
        if json {
            ui.note(&note.to_json(&counts).to_string());
        } else {
            ui.note(&note.render(&parsed.text, &counts));
        }
    }
    Ok(())
}

impl ReadingArgs {
    /// Parses a query text, and each of the options as its query form.
    pub fn parse(
        &self,
        text: &str,
        options: &[(&str, &[String])],
        global: &Global,
        archive: &Archive,
    ) -> Result<Vec<Parsed>> {
        let sets = |name: &str| read_set(Path::new(name));
        let queries_directory = archive.directory.join("queries");
        let queries = |name: &str| read_query(&queries_directory, name);
        let context = Context {
            today: global.now()?.date(),
            strict: self.strict,
            sets: &sets,
            queries: &queries,
            places: &place_with_surroundings,
            all_text: self.all_text,
            match_any: self.which == Some(Which::Any),
            dialect: self
                .dialect
                .as_deref()
                .and_then(find_dialect)
                .unwrap_or_default(),
        };
        let mut all = vec![query::parse(text, &context)];
        // Options are ours, whosever habits the query follows.
        let context = Context {
            dialect: Dialect::Auto,
            ..context
        };
        for (option, values) in options {
            let mut forms = values
                .iter()
                .filter_map(|value| parse_filter(option, value, &context));
            if filter::must_all_hold(option) {
                all.extend(forms);
                continue;
            }
            let Some(mut first) = forms.next() else {
                continue;
            };
            for other in forms {
                // Values of one option are alternatives.
                let ast = std::mem::replace(&mut first.ast, Ast::Nothing);
                first.ast = Ast::Or(vec![ast, other.ast]);
                first.errors.extend(other.errors);
                first.notes.extend(other.notes);
            }
            all.push(first);
        }
        refuse_empty_period(options, &all[1..])?;
        Ok(all)
    }
}

/// Refuses a period that ends before it begins, as `date:` does: no article can be in it.
fn refuse_empty_period(options: &[(&str, &[String])], filters: &[Parsed]) -> Result<()> {
    let ([("since", [since, ..]), ("until", [until, ..]), ..], [first, last, ..]) =
        (options, filters)
    else {
        return Ok(());
    };
    let (Ast::Date { from, .. }, Ast::Date { until: end, .. }) = (&first.ast, &last.ast) else {
        return Ok(());
    };
    if from.zip(*end).is_some_and(|(from, end)| from >= end) {
        bail!(
            "no day is in both `--since {since}` and `--until {until}`\nhint: the first must come \
             before the last"
        );
    }
    Ok(())
}

impl FilterArgs {
    /// Names of the options that were given, with their values.
    fn options(&self) -> Vec<(&str, &[String])> {
        [
            ("since", self.since.as_slice()),
            ("until", self.until.as_slice()),
            ("on", self.on.as_slice()),
            ("source", &self.source),
            ("section", &self.section),
            ("lang", &self.lang),
            ("person", &self.person),
            ("org", &self.org),
            ("place", &self.place),
            ("has", &self.has),
        ]
        .into_iter()
        .filter(|(_, values)| !values.is_empty())
        .collect()
    }
}
