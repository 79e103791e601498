//! `morgue search` and its neighbours as a user meets them, over `corpus/mini`.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::OnceLock;

use crate::env::{TestEnv, corpus};

/// One archive of `corpus/mini` for all tests here: they only read it.
pub fn mini() -> &'static TestEnv {
    static ENV: OnceLock<TestEnv> = OnceLock::new();
    ENV.get_or_init(copy_of_mini)
}

/// An archive of `corpus/mini` of its own, for a test that adds to it.
pub fn copy_of_mini() -> TestEnv {
    let env = TestEnv::new();
    let from = corpus().join("mini");
    copy(&from, &env.path().join("mini"));
    let people = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/expected/mini/people.txt");
    std::fs::copy(people, env.path().join("people.txt")).expect("copy the set file");
    env.run(&["index", "mini", "--entities", "none"]).code(0);
    env
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("make a folder");
    for entry in std::fs::read_dir(from).expect("list a folder") {
        let path = entry.expect("an entry").path();
        let target = to.join(path.file_name().expect("a name"));
        if path.is_dir() {
            copy(&path, &target);
        } else {
            std::fs::copy(&path, &target).expect("copy a file");
        }
    }
}

/// Topics whose answer is known to be wrong today, each with the reason.
const KNOWN_WRONG: &[(&str, &str)] = &[];

#[test]
fn every_topic_finds_exactly_its_articles() {
    let env = mini();
    let topics = include_str!("../expected/mini/topics.tsv");
    let mut failures = Vec::new();
    let mut checked = 0;
    for line in topics
        .lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty())
    {
        let mut cells = line.split('\t');
        let (query, files) = (cells.next().unwrap_or(""), cells.next().unwrap_or(""));
        if query == "query" {
            continue;
        }
        checked += 1;
        let wanted: BTreeSet<String> = files
            .split(',')
            .map(str::trim)
            .filter(|f| !matches!(*f, "" | "-"))
            .map(str::to_owned)
            .collect();
        let args = [
            "search",
            query,
            "--all",
            "--format",
            "jsonl",
            "--fields",
            "path,member",
            "-q",
        ];
        let run = env.run(&args);
        if run.code > 1 {
            failures.push(format!("{query}: {}", run.stderr));
            continue;
        }
        let found: BTreeSet<String> = run
            .stdout
            .lines()
            .map(|line| serde_json::from_str(line).expect("JSON"))
            .map(|hit: serde_json::Value| {
                let path = hit["path"]
                    .as_str()
                    .unwrap_or("")
                    .trim_start_matches("mini/");
                match hit["member"].as_str() {
                    Some(member) if !member.is_empty() => format!("{path}#{member}"),
                    _ => path.to_owned(),
                }
            })
            .collect();
        let is_known = KNOWN_WRONG.iter().any(|(known, _)| *known == query);
        if found != wanted && !is_known {
            let missing: Vec<_> = wanted.difference(&found).collect();
            let extra: Vec<_> = found.difference(&wanted).collect();
            failures.push(format!("{query}\n  missing {missing:?}\n  extra {extra:?}"));
        }
        if found == wanted && is_known {
            failures.push(format!("{query}: right by now, take it off the list"));
        }
    }
    assert!(checked > 100, "only {checked} topics");
    assert!(
        failures.is_empty(),
        "{} of {checked}:\n{}",
        failures.len(),
        failures.join("\n")
    );
}

#[test]
fn pages_follow_each_other_and_end_with_the_archive() {
    let env = mini();
    let page = |cursor: Option<&str>| {
        let mut args = vec![
            "search", "the", "--limit", "7", "--sort", "date", "--format", "json",
        ];
        args.extend(cursor.iter().flat_map(|cursor| ["--cursor", cursor]));
        let run = env.run(&args).code(0);
        serde_json::from_str::<serde_json::Value>(&run.stdout).expect("JSON")
    };
    let all = env
        .run(&[
            "search", "the", "--all", "--sort", "date", "--format", "ids",
        ])
        .code(0);
    let all: Vec<&str> = all.stdout.lines().collect();
    let (mut paged, mut cursor) = (Vec::new(), None::<String>);
    loop {
        let answer = page(cursor.as_deref());
        assert_eq!(answer["total"], all.len());
        let hits = answer["hits"].as_array().expect("hits");
        paged.extend(
            hits.iter()
                .map(|hit| hit["id"].as_str().expect("an id").to_owned()),
        );
        match answer["cursor"].as_str() {
            Some(next) => cursor = Some(next.to_owned()),
            None => break,
        }
    }
    assert_eq!(paged, all);
    let run = env.run(&[
        "search",
        "of",
        "--sort",
        "date",
        "--cursor",
        &cursor.expect("a cursor"),
    ]);
    assert!(
        run.code(2).stderr.contains("another state"),
        "a cursor is of one query"
    );
}

#[test]
fn a_closed_pipe_is_success_and_a_full_disk_is_not() {
    let env = mini();
    let script = format!(
        "{} search the --all --format jsonl | head -1",
        crate::env::MORGUE
    );
    let output = std::process::Command::new("bash")
        .args(["-c", &format!("set -o pipefail; {script}")])
        .current_dir(env.path())
        .output()
        .expect("run bash");
    assert_eq!(
        output.status.code(),
        Some(0),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let script = format!(
        "{} search the --all --format jsonl >/dev/full",
        crate::env::MORGUE
    );
    let output = std::process::Command::new("bash")
        .args(["-c", &script])
        .current_dir(env.path())
        .output()
        .expect("run bash");
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("write to stdout"));
}

#[test]
fn a_refused_query_shows_where_and_why() {
    let env = mini();
    let run = env.run(&["search", "\"Machado release"]).code(2);
    assert_eq!(run.stdout, "");
    assert!(
        run.stderr.contains("error[E011]") && run.stderr.contains('^'),
        "{}",
        run.stderr
    );
    let run = env.run(&["search", "tittle:x", "--format", "json"]).code(2);
    let error: serde_json::Value = serde_json::from_str(run.stderr.trim()).expect("JSON");
    assert_eq!(error["error"]["code"], "E020");
    let run = env.run(&["search", "x", "--since", "03/04/2024"]).code(2);
    assert!(run.stderr.contains("E032"), "{}", run.stderr);
}

#[test]
fn an_ambiguous_query_says_both_counts() {
    let env = mini();
    let run = env.run(&["count", "Machado release OR freed"]).code(0);
    assert!(
        run.stderr.contains("note[N001]") && run.stderr.contains("read as"),
        "{}",
        run.stderr
    );
    let run = env
        .run(&["count", "Machado release OR freed", "--strict"])
        .code(2);
    assert!(run.stderr.contains("error[E019]"), "{}", run.stderr);
}

#[test]
fn filters_are_the_same_as_their_conditions() {
    let env = mini();
    for (options, condition) in [
        (vec!["--since", "2026-01-12"], "since:2026-01-12"),
        (vec!["--until", "2026-01"], "until:2026-01"),
        (vec!["--on", "2026-01-13"], "date:2026-01-13"),
        (vec!["--lang", "es"], "lang:es"),
        (vec!["--lang", "es", "--lang", "fr"], "(lang:es OR lang:fr)"),
        (vec!["--has", "date"], "date:*"),
        (
            vec!["--has", "url", "--has", "section"],
            "url:* AND section:*",
        ),
    ] {
        let mut args = vec!["search", "*", "--all", "--sort", "date", "--format", "ids"];
        args.extend(&options);
        let by_option = env.run(&args).code(0).stdout;
        let by_query = env
            .run(&[
                "search", condition, "--all", "--sort", "date", "--format", "ids",
            ])
            .code(0);
        assert_eq!(by_option, by_query.stdout, "{condition}");
    }
}

#[test]
fn an_article_is_shown_by_a_unique_beginning_of_its_id() {
    let env = mini();
    let ids = env
        .run(&["search", "Machado", "--limit", "1", "--format", "ids"])
        .code(0)
        .stdout;
    let id = ids.trim();
    let whole = env.run(&["show", id, "--format", "json"]).code(0).stdout;
    assert_eq!(
        env.run(&["show", &id[..9], "--format", "json"])
            .code(0)
            .stdout,
        whole
    );
    env.run(&["show", "000000000000"]).code(1);
    // References name the version that was cited; an article with an address has another id.
    let page = env
        .run(&["search", "url:*", "-n", "1", "--format", "ids"])
        .code(0)
        .stdout;
    let page = env
        .run(&["show", page.trim(), "--format", "json"])
        .code(0)
        .stdout;
    let shown: serde_json::Value = serde_json::from_str(&page).expect("parse the article");
    let version = shown["provenance"]["version"].as_str().expect("a version");
    assert_ne!(shown["provenance"]["id"], version);
    assert_eq!(
        env.run(&["show", version, "--format", "json"])
            .code(0)
            .stdout,
        page
    );
    env.run(&["show", "not an id"]).code(2);
}

#[test]
fn the_whole_help_is_known() {
    let env = mini();
    let mut help = env.run(&["--help"]).code(0).stdout;
    for verb in [
        "index",
        "search",
        "count",
        "facets",
        "kwic",
        "timeline",
        "first",
        "sample",
        "compare",
        "collocates",
        "explain",
        "show",
        "inspect",
        "stats",
        "check",
        "formats",
    ] {
        help.push_str(&format!("\n=== morgue {verb}\n"));
        help.push_str(&env.run(&[verb, "--help"]).code(0).stdout);
    }
    insta::with_settings!({snapshot_path => "../snapshots", prepend_module_to_snapshot => false}, {
        insta::assert_snapshot!("help", help);
    });
}

#[test]
fn rows_that_are_not_all_say_so() {
    let env = mini();
    let told = |args: &[&str]| {
        let mut all = vec!["search", "release"];
        all.extend(args);
        env.run(&all).code(0).stderr
    };
    let total = env.run(&["count", "release"]).code(0).stdout;
    let cut = format!("note: 10 of {} articles", total.trim());
    for args in [
        &[][..],
        &["--format", "csv"],
        &["--format", "ids"],
        &["--format", "jsonl"],
    ] {
        let told = told(args);
        assert!(told.starts_with(&cut), "{args:?}: {told}");
        assert!(
            told.contains("`--all` prints every one"),
            "{args:?}: {told}"
        );
    }
    // Whoever says how many, or asks a form that has the total itself, needs no telling.
    for args in [
        &["--all"][..],
        &["-n", "3", "--format", "csv"],
        &["--format", "json"],
        &["--format", "html"],
        &["-q", "--format", "csv"],
    ] {
        assert_eq!(told(args), "", "{args:?}");
    }
    // What was asked to be counted is said in every form.
    let stories = env
        .run(&["count", "release", "--count", "stories"])
        .code(0)
        .stdout;
    let told = told(&["--all", "--format", "ids", "--count", "stories"]);
    assert!(
        told.contains(&format!("({} stories)", stories.trim())),
        "{told}"
    );
}

#[test]
fn every_verb_says_why_it_found_nothing() {
    let env = mini();
    for verb in [
        "search",
        "count",
        "facets",
        "kwic",
        "timeline",
        "first",
        "sample",
        "compare",
        "collocates",
        "network",
    ] {
        let run = env.run(&[verb, "Machdo"]).code(1);
        assert!(
            run.stderr.contains("did you mean `machado`?"),
            "{verb}: {}",
            run.stderr
        );
        let run = env.run(&[verb, "Machdo", "-q"]).code(1);
        assert_eq!(run.stderr, "", "{verb}");
    }
}

#[test]
fn an_option_that_is_none_is_never_the_query() {
    let env = mini();
    for (args, hint) in [
        (
            &["search", "--sinse", "2024", "ferry"][..],
            "did you mean `--since`?",
        ),
        (&["search", "--sinse"], "did you mean `--since`?"),
        (
            &["count", "--json", "ferry"],
            "did you mean `--format json`?",
        ),
    ] {
        let run = env.run(args).code(2);
        assert!(
            run.stderr.contains("error: no option `--"),
            "{}",
            run.stderr
        );
        assert!(run.stderr.contains(hint), "{}", run.stderr);
    }
}

#[test]
fn a_saved_query_with_two_readings_says_so_like_one_that_is_typed() {
    let env = copy_of_mini();
    let run = env.run(&["count", "query:people"]).code(2);
    assert!(run.stderr.contains("none is saved"), "{}", run.stderr);
    env.write(
        ".morgue/queries/people",
        "# who\nMachado release # the leader\nOR freed\n",
    );
    let typed = env.run(&["count", "Machado release OR freed"]).code(0);
    let saved = env.run(&["count", "query:people"]).code(0);
    assert_eq!(saved.stdout, typed.stdout);
    let readings = |text: &str| {
        let lines = text.lines().filter(|line| line.starts_with("  = "));
        lines.collect::<Vec<_>>().join("\n")
    };
    assert_eq!(readings(&saved.stderr), readings(&typed.stderr));
    let told = "in the saved query `people`: AND binds more tightly than OR";
    assert!(saved.stderr.contains(told), "{}", saved.stderr);
    // What is typed around it keeps its own.
    let both = env.run(&["count", "query:people prison OR ferry"]).code(0);
    assert!(
        both.stderr.contains("note[N001]: AND binds"),
        "{}",
        both.stderr
    );
    env.run(&["count", "query:people", "--strict"]).code(2);
    let run = env.run(&["count", "query:peopel"]).code(2);
    assert!(run.stderr.contains("there are people"), "{}", run.stderr);
}

#[test]
fn what_cannot_be_answered_says_what_can() {
    let env = mini();
    for (args, message, hint) in [
        (
            &["search"][..],
            "no query is given",
            "`*` finds every article",
        ),
        (
            &["facets", "Machado", "--by", ","],
            "`--by` names no field",
            "`--by source,month`",
        ),
        (
            &["first", "Machado", "--by", "month"],
            "no field `month`",
            "there are source, section",
        ),
        (
            &["search", "Machado", "--format", "bibtex", "--fields", "id"],
            "`--format bibtex` has fields of its own",
            "`--fields` is for text, json, jsonl, csv, tsv, nul",
        ),
        (
            &["--archive", "people.txt", "stats"],
            "people.txt: there is no archive",
            "`--archive DIR`",
        ),
    ] {
        let run = env.run(args).code(2);
        assert!(run.stderr.contains(message), "{args:?}: {}", run.stderr);
        assert!(run.stderr.contains(hint), "{args:?}: {}", run.stderr);
    }
    let run = env.run(&["collocates", "lang:en"]).code(1);
    assert!(
        run.stderr.contains("asks for no words or names"),
        "{}",
        run.stderr
    );
}
