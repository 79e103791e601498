//! Entities of the whole archive: found, counted and shown as one, and corrected by hand.

use serde_json::Value;

use crate::env::TestEnv;
use crate::json_schema::Schema;

/// Invented stories in which one person and one body are spelled in several ways.
fn archive() -> TestEnv {
    let env = TestEnv::new();
    let stories = [
        (
            "2026-01-05",
            "Gazette",
            "The National Harbour Council (NHC) met in Lisbon on Monday. John F. Marsh, who leads the National Harbour Council, spoke to Anna Lind.",
        ),
        (
            "2026-01-06",
            "Gazette",
            "In Lisbon the NHC said on Tuesday that the harbour would stay open. The NHC did not say for how long, and John Marsh did not answer calls. Anna Lind left.",
        ),
        (
            "2026-02-02",
            "Courier",
            "John F. Marsh spoke to the National Harbour Council (NHC) in Oslo on Monday about the harbour and the price of fish.",
        ),
        (
            "2026-02-03",
            "Courier",
            "A writer called Jim Farrow died in Oslo on Tuesday after a long illness, said Anna Lind, who had known him for many years.",
        ),
    ];
    let lines: Vec<String> = (1..)
        .zip(stories)
        .map(|(number, (date, source, body))| {
            serde_json::json!({
                "id": number.to_string(), "title": format!("Story {number}"), "language": "en",
                "publishedAt": format!("{date}T10:00:00Z"), "source": source, "text": body,
            })
            .to_string()
        })
        .collect();
    env.write("stories.jsonl", lines.join("\n"));
    let run = env.run(&["index", "-q", "stories.jsonl"]);
    assert_eq!(run.code, 0, "{}{}", run.stdout, run.stderr);
    env
}

/// Counts of a facet, as the program prints them.
fn facet(env: &TestEnv, by: &str) -> Vec<(String, u64)> {
    let run = env.run(&["facets", "*", "--by", by, "--format", "json"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let value: Value = serde_json::from_str(&run.stdout).expect("JSON");
    let rows = value["tables"][0]["rows"].as_array().expect("rows").clone();
    rows.iter()
        .map(|row| {
            let name = row["value"].as_str().expect("a name").to_owned();
            (name, row["count"].as_u64().expect("a count"))
        })
        .collect()
}

#[track_caller]
fn count(env: &TestEnv, query: &str, expected: &str) {
    let run = env.run(&["count", query]);
    assert_eq!(run.stdout.trim(), expected, "{query}: {}", run.stderr);
}

#[test]
fn merged_names_are_found_and_counted_as_one() {
    let env = archive();
    let people = facet(&env, "person");
    assert!(
        people.contains(&("John F. Marsh".to_owned(), 3)),
        "{people:?}"
    );
    assert!(
        !people.iter().any(|(name, _)| name == "John Marsh"),
        "{people:?}"
    );
    let organisations = facet(&env, "org");
    assert!(
        organisations.contains(&("National Harbour Council".to_owned(), 3)),
        "{organisations:?}"
    );
    count(&env, "person:\"John F. Marsh\"", "3");
    count(&env, "person:\"John Marsh\"", "3");
    count(&env, "org:\"National Harbour Council\"", "3");
    count(&env, "entity:nhc", "3");
    // The index and a plain scan agree on it.
    let file = "person:\"john marsh\"\norg:nhc\nentity:\"national harbour*\"\nNOT person:\"John F. Marsh\"\n";
    env.write("queries.txt", file);
    let run = env.run(&["check", "--queries", "queries.txt"]);
    assert_eq!(run.code, 0, "{}{}", run.stdout, run.stderr);
}

/// Queries with mentions as operands, and how many articles each finds.
const OPERANDS: [(&str, &str); 16] = [
    ("person:\"John F. Marsh\" W/10 \"spoke\"", "2"),
    ("person:\"John Marsh\" W/10 (spoke OR answer)", "3"),
    ("person:*marsh W/8 answer", "1"),
    ("FIRST3(person:*)", "1"),
    ("FIRST4(person:*)", "2"),
    ("person:m* W/10 spoke", "0"),
    ("person:\"john*\" W/10 spoke", "2"),
    ("org:nhc /s lisbon", "2"),
    ("org:nhc NOT /s lisbon", "3"),
    ("ATLEAST2(org:\"National Harbour Council\")", "3"),
    ("ATLEAST2(org:nhc W/30 met)", "1"),
    ("FIRST5(org:nhc)", "2"),
    ("person:\"Anna Lind\" PRE/3 left", "1"),
    ("entity:oslo W/4 (person:farrow OR fish)", "0"),
    ("place:lisbon W/3 monday AND person:\"Anna Lind\"", "1"),
    ("headline:org:nhc W/3 met", "0"),
];

#[test]
fn mentions_are_operands_that_the_index_decides() {
    let env = archive();
    let agree = |when: &str| {
        let file: Vec<&str> = OPERANDS.iter().map(|(query, _)| *query).collect();
        env.write("queries.txt", file.join("\n"));
        let run = env.run(&["check", "--queries", "queries.txt"]);
        assert_eq!(run.code, 0, "{when}: {}{}", run.stdout, run.stderr);
    };
    for (query, expected) in OPERANDS {
        count(&env, query, expected);
        let run = env.run(&["explain", query, "--format", "json"]);
        let compact = run.stdout.replace(' ', "");
        let is_decided = compact.contains("\"decided_by\":\"index\"")
            && !compact.contains("\"decided_by\":\"text\"");
        assert!(is_decided, "{query}: {}", run.stdout);
    }
    agree("as learned");
    // Corrections join and part the mentions without an article being written again.
    for args in [
        ["split", "person/john marsh", ""],
        ["merge", "Jim Farrow", "Anna Lind"],
        ["rename", "Anna Lind", "A. Lind (writer)"],
    ] {
        let args = args.into_iter().filter(|arg| !arg.is_empty());
        let all: Vec<&str> = std::iter::once("entities").chain(args).collect();
        assert_eq!(env.run(&all).code, 0, "{all:?}");
    }
    count(&env, "person:\"John F. Marsh\" W/10 (spoke OR answer)", "2");
    count(&env, "person:\"A. Lind (writer)\" W/3 (died OR left)", "2");
    agree("as corrected");
}

#[test]
fn corrections_need_no_indexing_and_survive_it() {
    let env = archive();
    let run = env.run(&["entities", "split", "person/john marsh"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    count(&env, "person:\"John F. Marsh\"", "2");
    let run = env.run(&["entities", "merge", "Jim Farrow", "Anna Lind"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let run = env.run(&["entities", "rename", "Anna Lind", "A. Lind (writer)"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let run = env.run(&["entities", "hide", "place/oslo"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    for round in 0..2 {
        let people = facet(&env, "person");
        assert!(
            people.contains(&("A. Lind (writer)".to_owned(), 3)),
            "{round}: {people:?}"
        );
        count(&env, "person:\"A. Lind (writer)\"", "3");
        count(&env, "person:\"Jim Farrow\"", "3");
        let places = facet(&env, "place");
        assert!(!places.iter().any(|(name, _)| name == "Oslo"), "{places:?}");
        std::fs::remove_dir_all(env.path().join(".morgue")).expect("remove the archive");
        let run = env.run(&["index", "-q", "stories.jsonl"]);
        assert_eq!(run.code, 0, "{}", run.stderr);
    }
    let run = env.run(&["entities", "list", "--format", "json"]);
    let value: Value = serde_json::from_str(&run.stdout).expect("JSON");
    assert_eq!(value["corrections"].as_array().map(Vec::len), Some(4));
}

#[test]
fn lines_that_are_no_corrections_are_reported() {
    let env = archive();
    env.write(".morgue-entities", "hide place/oslo\nburn the archive\n");
    let run = env.run(&["entities", "list"]);
    assert_eq!(run.code, 3);
    assert!(
        run.stderr
            .contains(".morgue-entities:2: no correction `burn`"),
        "{}",
        run.stderr
    );
}

#[test]
fn a_surname_that_its_article_leaves_open_stays_open() {
    let env = TestEnv::new();
    let filler = "The hall was full and the speeches were long, and nobody who was there will forget the heat. ".repeat(12);
    let text = format!(
        "The head of the assembly said so. The government is led by Delcy Rodríguez. Officials hope to compel Rodriguez and her cabinet. {filler}Rodriguez addressed the issue during a session of parliament. “Not everyone,” Rodriguez said."
    );
    let article = serde_json::json!({"title": "Prisoners freed", "language": "en", "date": "2026-01-13", "text": text});
    env.write("a.json", article.to_string());
    let run = env.run(&["index", "-q", "a.json"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    count(&env, "person:\"Delcy Rodriguez\" W/4 compel", "1");
    count(&env, "person:\"Delcy Rodriguez\" W/8 parliament", "0");
    count(&env, "person:rodriguez W/10 parliament", "1");
}

#[test]
fn a_spelling_of_one_article_finds_the_person_in_all() {
    let env = TestEnv::new();
    let stories = [
        "The mayor opened the bridge. Anna Lind spoke for an hour, and then Lind cut the ribbon.",
        "Fish is dear this year, said Anna Lind on Monday, and she did not know why it is so dear.",
        "Nobody who was there saw the ferry leave, and the harbour was dark until the morning.",
    ];
    for (number, text) in stories.iter().enumerate() {
        let article = serde_json::json!({"title": "Notes", "language": "en",
            "date": format!("2026-01-1{number}"), "text": text});
        env.write(&format!("{number}.json"), article.to_string());
    }
    let run = env.run(&["index", "-q", "."]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    count(&env, "\"Lind cut\"", "1");
    count(&env, "person:lind", "2");
    count(&env, "person:lin*", "2");
    count(&env, "entity:lind NOT bridge", "1");
    count(&env, "person:lind /s fish", "1");
    // What the archive adds is nothing to type, and is not printed.
    let run = env.run(&["explain", "person:lind /s fish"]);
    assert!(
        run.stdout.contains("read as   person:\"lind\" /s fish\n"),
        "{}",
        run.stdout
    );
    assert!(!run.stdout.contains("anna lind"), "{}", run.stdout);
    let run = env.run(&["count", "person:lind", "--receipt", "r.json"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let run = env.run(&["verify", "r.json"]);
    assert_eq!(run.code, 0, "{}{}", run.stdout, run.stderr);
    env.write(
        "queries.txt",
        "person:lind\nATLEAST2(person:lind)\nperson:lind W/9 dear\n",
    );
    let run = env.run(&["check", "--queries", "queries.txt"]);
    assert_eq!(run.code, 0, "{}{}", run.stdout, run.stderr);
}

#[test]
fn an_entity_is_described() {
    let env = archive();
    let run = env.run(&["entity", "John Marsh", "--format", "json"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let value: Value = serde_json::from_str(&run.stdout).expect("JSON");
    Schema::read("entity").check(&value);
    assert_eq!(value["key"], "person/john f marsh");
    assert_eq!(value["articles"], 3);
    assert_eq!(
        value["first"]["date"].as_str().map(|d| &d[..10]),
        Some("2026-01-05")
    );
    assert_eq!(value["last"]["headline"], "Story 3");
    assert_eq!(
        value["timeline"][0],
        serde_json::json!({"month": "2026-01", "count": 2})
    );
    assert_eq!(
        value["sources"][0],
        serde_json::json!({"source": "Gazette", "count": 2})
    );
    let run = env.run(&["entity", "John Marsh"]);
    assert!(
        run.stdout
            .starts_with("John F. Marsh (person/john f marsh)\n3 articles"),
        "{}",
        run.stdout
    );
}

#[test]
fn an_unknown_entity_has_near_ones() {
    let env = archive();
    let run = env.run(&["entity", "John F. Marhs"]);
    assert_eq!(run.code, 1);
    assert!(
        run.stderr.contains("did you mean `John F. Marsh`"),
        "{}",
        run.stderr
    );
}

/// A surname, an acronym and a first name are enough; several who go by a name are listed.
#[test]
fn an_entity_is_found_by_any_of_its_names() {
    let env = archive();
    for (name, key) in [
        ("Marsh", "John F. Marsh (person/john f marsh)"),
        (
            "nhc",
            "National Harbour Council (org/national harbour council)",
        ),
        ("lisbon", "Lisbon (place/lisbon)"),
    ] {
        let run = env.run(&["entity", name]);
        assert_eq!(run.code, 0, "{name}: {}{}", run.stdout, run.stderr);
        assert!(run.stdout.starts_with(key), "{name}: {}", run.stdout);
    }
    env.write(
        "more.jsonl",
        r#"{"id":"9","title":"Story 9","language":"en","publishedAt":"2026-02-04T10:00:00Z","text":"Peter Lind spoke in Lisbon on Wednesday about the harbour. Lind said that the price of fish would fall."}
{"id":"10","title":"Story 10","language":"en","publishedAt":"2026-02-05T10:00:00Z","text":"Anna Lind spoke in Lisbon on Thursday about the harbour. Lind said that the price of fish would rise."}"#,
    );
    let run = env.run(&["index", "-q", "more.jsonl"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let run = env.run(&["entity", "Lind"]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert_eq!(
        run.stdout,
        "4\tperson/anna lind\tAnna Lind\n1\tperson/peter lind\tPeter Lind\n"
    );
    assert!(
        run.stderr.contains("`Lind` is the name of 2 entities"),
        "{}",
        run.stderr
    );
    let run = env.run(&["entity", "Lind", "--format", "json"]);
    let value: Value = serde_json::from_str(&run.stdout).expect("JSON");
    Schema::read("entity-names").check(&value);
    assert_eq!(value["entities"][0]["articles"], 4);
}

#[test]
fn what_was_learned_changes_only_when_asked() {
    let env = archive();
    env.write(
        "more.jsonl",
        r#"{"id":"9","title":"Story 9","language":"en","publishedAt":"2026-02-04T10:00:00Z","text":"Anna K. Lind spoke in Lisbon on Wednesday about the harbour, the price of fish and the weather."}"#,
    );
    let run = env.run(&["index", "-q", "more.jsonl"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    count(&env, "person:\"Anna Lind\"", "3");
    let run = env.run(&["index", "--relearn"]);
    assert_eq!(run.code, 0, "{}{}", run.stdout, run.stderr);
    count(&env, "person:\"Anna Lind\"", "4");
    let run = env.run(&["stats"]);
    assert!(
        run.stdout.contains("names_generation\t2\n"),
        "{}",
        run.stdout
    );
}

/// A tiny pipeline with weights by chance; its names are no names, but spaCy finds the same.
const PIPELINE: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/src/analysis/entity/spacy/sample/vectors"
);

#[test]
fn a_pipeline_of_spacy_is_imported_and_used() {
    let env = archive();
    let linear = facet(&env, "person");
    let run = env.run(&["entities", "import-spacy", PIPELINE]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(
        run.stdout
            .contains("language en: names from GPE, ORG, PERSON"),
        "{}",
        run.stdout
    );
    let model = ".morgue/models/en_pipeline.model";
    assert!(env.path().join(model).is_file());
    // Unchanged files are read again, as something else finds their names.
    let run = env.run(&[
        "index",
        "-q",
        "--relearn",
        "--entities",
        model,
        "stories.jsonl",
    ]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let imported = facet(&env, "person");
    assert_ne!(imported, linear);
    let meta = std::fs::read_to_string(env.path().join(".morgue/index/meta.json")).expect("meta");
    assert!(meta.contains("en_pipeline.model "), "{meta}");
    // The same again is nothing to do.
    let run = env.run(&["index", "--relearn", "--entities", model, "stories.jsonl"]);
    assert!(run.stdout.contains("1 unchanged"), "{}", run.stdout);
    let run = env.run(&[
        "index",
        "-q",
        "--relearn",
        "--entities",
        "linear",
        "stories.jsonl",
    ]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_eq!(facet(&env, "person"), linear);
}

#[test]
fn a_pipeline_that_cannot_be_run_is_refused() {
    let env = archive();
    let run = env.run(&["entities", "import-spacy", "."]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("no file `meta.json`"), "{}", run.stderr);
    let run = env.run(&["index", "--entities", "stories.jsonl", "stories.jsonl"]);
    assert_eq!(run.code, 2);
    assert!(
        run.stderr.contains("not a model of this version"),
        "{}",
        run.stderr
    );
}

#[cfg(unix)]
#[test]
fn a_pipe_in_a_pipeline_is_not_opened() {
    let env = archive();
    std::fs::create_dir(env.path().join("pipeline")).expect("a directory");
    let pipe = env.path().join("pipeline/meta.json");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status();
    assert!(made.is_ok_and(|status| status.success()), "mkfifo");
    let run = env.run(&["entities", "import-spacy", "pipeline"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("no regular file"), "{}", run.stderr);
}

#[test]
fn a_model_that_cannot_be_kept_leaves_nothing() {
    let env = archive();
    std::fs::create_dir(env.path().join("out")).expect("a directory");
    let run = env.run(&["entities", "import-spacy", PIPELINE, "--output", "out"]);
    assert_eq!(run.code, 2, "{}", run.stderr);
    assert!(!env.path().join("out.part").exists());
}

#[test]
fn a_model_is_trained_on_the_archive() {
    let env = archive();
    // The English model has nothing to learn from those that could teach it.
    let run = env.run(&["entities", "adapt"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("--force"), "{}", run.stderr);
    assert!(!env.path().join(".morgue/entities.model").exists());
    let run = env.run(&["entities", "adapt", "--force"]);
    assert_eq!(run.code, 2);
    assert!(
        run.stderr.contains("too few to learn from"),
        "{}",
        run.stderr
    );
    // Reports of a town whose ministry has a name that nothing else gives away.
    let lines: Vec<String> = (0..400)
        .map(|i| {
            let day = 1 + i % 28;
            let body = format!(
                "The National Harbour Council of Port Elmo said on Monday that ship {i} may leave. \
                 John F. Marsh, who leads the National Harbour Council, spoke to Anna Lind about it in \
                 Port Elmo. Elmo Harbour Works had asked for more time, and Anna Lind of Elmo Harbour \
                 Works said that the {day} boats were ready. Marsh did not answer."
            );
            serde_json::json!({"id": i.to_string(), "title": format!("Report {i}"), "language": "en",
                "publishedAt": format!("2026-03-{day:02}T10:00:00Z"), "text": body})
            .to_string()
        })
        .collect();
    env.write("reports.jsonl", lines.join("\n"));
    let run = env.run(&["index", "-q", "reports.jsonl"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let run = env.run(&["entities", "adapt", "--force"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(
        run.stdout.contains("labelled by the built-in model"),
        "{}",
        run.stdout
    );
    assert!(
        run.stdout
            .contains("articles have other entities than before"),
        "{}",
        run.stdout
    );
    let path = env.path().join(".morgue/entities.model");
    let model = std::fs::read(&path).expect("the model");
    let hash = &blake3::hash(&model).to_hex()[..32];
    // Without paths nothing is read again, and that is said.
    let run = env.run(&["index", "--relearn"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let said = format!("2 files keep names that another engine than `entities.model {hash}` found");
    assert!(run.stderr.contains(&said), "{}", run.stderr);
    // A file is inspected with the model that `index` would use.
    env.write(".morgue/entities.model", "no model");
    let run = env.run(&["inspect", "stories.jsonl"]);
    assert_eq!(run.code, 2, "{}", run.stdout);
    assert!(run.stderr.contains("not a model"), "{}", run.stderr);
    env.write(".morgue/entities.model", &model);
    // Used without being asked for, and known by its hash.
    let run = env.run(&["index", "-q", "--relearn", "."]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let meta = std::fs::read_to_string(env.path().join(".morgue/index/meta.json")).expect("meta");
    assert!(meta.contains(&format!("entities.model {hash}")), "{meta}");
    count(&env, "person:\"John F. Marsh\"", "403");
    // The teacher is the built-in model again, so a second round is the first one.
    let run = env.run(&["entities", "adapt", "--force"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_eq!(std::fs::read(&path).expect("the model"), model);
}
