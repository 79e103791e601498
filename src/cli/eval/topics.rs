//! Many queries at once: a run for trec_eval, and its measures by judgements.

use std::collections::{BTreeMap, HashMap};
use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result, bail};

use super::super::query_files::read_text;
use super::super::{Exit, Global, Ui};
use super::{Args, print};
use crate::backend::{Backend, Detail, Local, Request};
use crate::eval::{average_precision, ndcg, precision_at, recall_at, reciprocal_rank};
use crate::index::Archive;
use crate::output::sheet::{Cell, Column, Fact, Sheet, Table};
use crate::output::{OutputField, SnippetOptions, find_output_field};

/// Grades of documents, by topic.
type Judgements = HashMap<String, HashMap<String, u32>>;

/// A document in the ranking of a topic.
struct Ranked {
    docno: String,
    score: f32,
}

pub(super) fn run(
    args: &Args,
    global: &Global,
    archive: &Archive,
    local: &Local<'_>,
    ui: &mut Ui,
) -> Result<Exit> {
    let Some(docno) = find_output_field(&args.docno) else {
        bail!(
            "no output field `{}`; `morgue search --fields help` lists them",
            args.docno
        );
    };
    let file = args.topics.as_deref().context("clap asks for it")?;
    let judgements = match &args.qrels {
        Some(file) => Some(read_judgements(file)?),
        None => None,
    };
    let mut run: Vec<(String, Vec<Ranked>)> = Vec::new();
    let is_json = args.format.starts_with("json");
    for (number, query) in read_topics(file)? {
        let query = args.query.with(&query);
        let Some(understood) = query.understand(global, archive, local, is_json, ui)? else {
            ui.error(&format!("{}: topic {number} is refused", file.display()));
            return Ok(Exit::Error);
        };
        let request = Request {
            limit: args.limit,
            detail: if docno.name == "id" {
                Detail::Id
            } else {
                Detail::Record
            },
            ..Request::new(understood.ast)
        };
        run.push((number, rank(local, &request, docno)?));
    }
    if let Some(file) = &args.trec_run {
        write_run(file, &run, ui)?;
    }
    if let Some(judgements) = &judgements {
        print(args, &sheet(&run, judgements), ui)?;
    } else if args.trec_run.is_none() {
        bail!(
            "what to do with the topics? `--qrels FILE` measures them, `--trec-run FILE` writes a run"
        );
    }
    let found = run.iter().any(|(_, ranking)| !ranking.is_empty());
    Ok(if found { Exit::Success } else { Exit::Nothing })
}

fn rank(local: &Local<'_>, request: &Request, docno: &OutputField) -> Result<Vec<Ranked>> {
    let mut ranking = Vec::new();
    local.search(request, &mut |_, hit| {
        let value = (docno.value)(&hit, SnippetOptions::default());
        // A run has white space between its columns.
        let words: Vec<String> = value.cell().split_whitespace().map(str::to_owned).collect();
        ranking.push(Ranked {
            docno: words.join("_"),
            score: hit.score.unwrap_or(0.0),
        });
        Ok(())
    })?;
    Ok(ranking)
}

/// trec_eval breaks ties of scores by document, whatever the rank says, so ties are written as
/// scores that fall.
fn write_run(file: &Path, run: &[(String, Vec<Ranked>)], ui: &mut Ui) -> Result<()> {
    let mut out = Vec::new();
    for (topic, ranking) in run {
        let mut before = f32::INFINITY;
        for (rank, document) in (1..).zip(ranking) {
            let score = document.score.min(before.next_down());
            before = score;
            let Ranked { docno, .. } = document;
            writeln!(out, "{topic} Q0 {docno} {rank} {score} morgue").context("write the run")?;
        }
    }
    if file.as_os_str() == "-" {
        return ui.out().write_all(&out).context("write to stdout");
    }
    std::fs::write(file, out).with_context(|| format!("write {}", file.display()))
}

fn read_topics(file: &Path) -> Result<Vec<(String, String)>> {
    let text = read_text(file)?;
    let mut topics = Vec::new();
    for (number, line) in (1..).zip(text.lines()) {
        if line.trim().is_empty() || line.starts_with('#') {
            continue;
        }
        let Some((topic, query)) = line.split_once('\t') else {
            bail!(
                "{}:{number}: no tab between topic and query",
                file.display()
            );
        };
        topics.push((
            topic.trim().replace(char::is_whitespace, "_"),
            query.trim().to_owned(),
        ));
    }
    Ok(topics)
}

fn read_judgements(file: &Path) -> Result<Judgements> {
    let text = read_text(file)?;
    let mut judgements = Judgements::new();
    for (number, line) in (1..).zip(text.lines()) {
        let cells: Vec<&str> = line.split_whitespace().collect();
        let (topic, document, grade) = match cells.as_slice() {
            [] => continue,
            [topic, _, document, grade] => (topic, document, grade.parse::<i64>()),
            _ => bail!("{}:{number}: a judgement has four columns", file.display()),
        };
        let grade = grade.with_context(|| format!("{}:{number}: grade", file.display()))?;
        // Grades below nothing are TREC's way of marking spam.
        let grade = u32::try_from(grade.max(0)).unwrap_or(u32::MAX);
        let of_topic = judgements.entry((*topic).to_owned()).or_default();
        of_topic.insert((*document).to_owned(), grade);
    }
    Ok(judgements)
}

const MEASURES: [(&str, &str); 6] = [
    ("map", "AP"),
    ("ndcg_10", "nDCG@10"),
    ("p_10", "P@10"),
    ("recall_100", "recall@100"),
    ("recall_1000", "recall@1000"),
    ("reciprocal_rank", "1/rank"),
];

fn sheet(run: &[(String, Vec<Ranked>)], judgements: &Judgements) -> Sheet {
    let mut rows = Vec::new();
    let mut sums: BTreeMap<usize, (f64, u32)> = BTreeMap::new();
    for (topic, ranking) in run {
        // As trec_eval does, a topic without a relevant document is left out of the means.
        let Some(judged) = judgements.get(topic) else {
            continue;
        };
        let relevant = judged.values().filter(|grade| **grade > 0).count();
        let grades: Vec<u32> = ranking
            .iter()
            .map(|document| judged.get(&document.docno).copied().unwrap_or(0))
            .collect();
        let all: Vec<u32> = judged.values().copied().collect();
        let has_relevant = relevant > 0;
        let values = [
            average_precision(&grades, relevant),
            ndcg(&grades, &all, 10),
            has_relevant.then(|| precision_at(&grades, 10)),
            recall_at(&grades, relevant, 100),
            recall_at(&grades, relevant, 1000),
            has_relevant.then(|| reciprocal_rank(&grades)),
        ];
        let mut row = vec![Cell::Text(topic.clone())];
        for (i, value) in values.into_iter().enumerate() {
            if let Some(value) = value {
                let sum = sums.entry(i).or_insert((0.0, 0));
                *sum = (sum.0 + value, sum.1 + 1);
            }
            row.push(value.map_or(Cell::Missing, Cell::Number));
        }
        row.push(Cell::Count(relevant as u64));
        row.push(Cell::Count(ranking.len() as u64));
        rows.push(row);
    }
    let means = (0..MEASURES.len()).map(|i| match sums.get(&i) {
        Some((sum, count)) => Cell::Number(sum / f64::from(*count)),
        None => Cell::Missing,
    });
    let mut all = vec![Cell::Text("all".to_owned())];
    all.extend(means);
    all.extend([Cell::Missing, Cell::Missing]);
    rows.push(all);
    let mut columns = vec![Column::new("topic", "topic")];
    columns.extend(MEASURES.iter().map(|(key, label)| Column::new(key, label)));
    columns.push(Column::new("relevant", "relevant"));
    columns.push(Column::new("found", "found"));
    Sheet {
        schema: "morgue.eval/1",
        about: vec![Fact::new("topics", "topics", run.len())],
        key: "table",
        tables: vec![Table {
            name: "topics".to_owned(),
            about: Vec::new(),
            columns,
            rows,
        }],
    }
}
