//! How it is told why a query found nothing: on stderr, and as a member of JSON.

use anyhow::Result;
use serde_json::{Value, json};

use super::Ui;
use crate::backend::{Diagnosis, Local, Near};
use crate::query::ast::Ast;
use crate::query::print::print;

/// Tells on stderr why a query found nothing.
pub fn tell(ast: &Ast, local: &Local<'_>, is_json: bool, ui: &mut Ui) -> Result<()> {
    if ui.is_quiet() {
        return Ok(());
    }
    let diagnosis = local.diagnose(ast)?;
    if is_json {
        ui.note(&json!({ "nothing": as_json(&diagnosis) }).to_string());
    } else {
        ui.note(&as_text(&diagnosis));
    }
    Ok(())
}

/// The diagnosis for a person.
pub fn as_text(diagnosis: &Diagnosis) -> String {
    let mut out = String::from("nothing found; each part alone:\n");
    for clause in &diagnosis.clauses {
        let indent = "  ".repeat(clause.depth);
        out.push_str(&format!(
            "{:>10}  {indent}{}",
            clause.count,
            print(&clause.ast)
        ));
        if let Some(together) = clause.together {
            out.push_str(&match together {
                0 => "  (no article has all of these)".to_owned(),
                1 => "  (1 article has all of these, but not so)".to_owned(),
                n => format!("  ({n} articles have all of these, but not so)"),
            });
        }
        if !clause.nearest.is_empty() {
            out.push_str(&format!("  (nearest: {})", near_list(&clause.nearest)));
        }
        out.push('\n');
    }
    match diagnosis.conflict.as_slice() {
        [] => {}
        [first, second] => out.push_str(&format!(
            "no article meets both `{}` and `{}`\n",
            print(first),
            print(second)
        )),
        several => {
            let all: Vec<String> = several.iter().map(|a| format!("`{}`", print(a))).collect();
            out.push_str(&format!("no article meets all of {}\n", all.join(", ")));
        }
    }
    if let Some(corrected) = &diagnosis.corrected {
        out.push_str(&format!("did you mean `{}`?\n", print(corrected)));
    }
    if diagnosis.hidden > 0 {
        out.push_str(&format!(
            "found among superseded, withdrawn and embargoed articles: {}; `search --versions all` \
             prints them\n",
            diagnosis.hidden
        ));
    }
    let articles = diagnosis.articles;
    out.push_str(&match &diagnosis.span {
        Some((first, last)) => {
            format!("the archive has {articles} articles, from {first} to {last}\n")
        }
        None => format!("the archive has {articles} articles, none of them dated\n"),
    });
    out
}

fn near_list(nearest: &[Near]) -> String {
    let all: Vec<String> = nearest
        .iter()
        .map(|near| format!("{} {}", near.text, near.articles))
        .collect();
    all.join(", ")
}

/// The diagnosis for a program.
pub fn as_json(diagnosis: &Diagnosis) -> Value {
    let clauses: Vec<Value> = diagnosis
        .clauses
        .iter()
        .map(|clause| {
            let nearest: Vec<Value> = clause
                .nearest
                .iter()
                .map(|near| json!({"text": near.text, "count": near.articles}))
                .collect();
            json!({"depth": clause.depth, "query": print(&clause.ast), "count": clause.count,
                   "together": clause.together, "nearest": nearest})
        })
        .collect();
    json!({
        "clauses": clauses,
        "conflict": diagnosis.conflict.iter().map(print).collect::<Vec<_>>(),
        "corrected": diagnosis.corrected.as_ref().map(print),
        "hidden": diagnosis.hidden,
        "articles": diagnosis.articles,
        "first_day": diagnosis.span.as_ref().map(|(first, _)| first),
        "last_day": diagnosis.span.as_ref().map(|(_, last)| last),
    })
}
