//! `morgue index` as a user meets it: what is read, skipped, replaced, remembered.

use crate::env::TestEnv;

fn article(title: &str, text: &str) -> String {
    serde_json::json!({"title": title, "text": text, "date": "2026-01-13"}).to_string()
}

fn count(env: &TestEnv, query: &str) -> usize {
    let run = env.run(&["count", query]);
    assert!(run.code <= 1, "{}", run.stderr);
    run.stdout.trim().parse().expect("a number")
}

#[test]
fn changed_files_replace_and_unchanged_ones_are_left() {
    let env = TestEnv::new();
    env.write("news/a.json", article("First", "Anna walked home."));
    env.write("news/b.json", article("Second", "Boris stayed away."));
    let run = env.run(&["index", "news"]).code(0);
    assert_eq!(
        run.stdout,
        "2 articles from 2 files (2 indexed, 0 empty, 0 skipped, 0 failed), 0 unchanged\n"
    );
    let run = env.run(&["index", "news"]).code(0);
    assert_eq!(
        run.stdout,
        "0 articles from 0 files (0 indexed, 0 empty, 0 skipped, 0 failed), 2 unchanged\n"
    );
    env.write("news/a.json", article("First", "Clara walked home again."));
    env.run(&["index", "news"]).code(0);
    assert_eq!(
        (
            count(&env, "anna"),
            count(&env, "clara"),
            count(&env, "boris")
        ),
        (0, 1, 1)
    );
}

#[test]
fn gone_files_are_kept_until_pruned() {
    let env = TestEnv::new();
    env.write("news/a.json", article("First", "Anna walked home."));
    let b = env.write("news/b.json", article("Second", "Boris stayed away."));
    env.write("other/c.json", article("Third", "Clara sang."));
    env.run(&["index", "news", "other"]).code(0);
    std::fs::remove_file(b).expect("remove");
    env.run(&["index", "news"]).code(0);
    assert_eq!(count(&env, "boris"), 1);
    env.run(&["index", "other", "--prune"]).code(0);
    assert_eq!(
        count(&env, "boris"),
        1,
        "only what lies below the given paths is pruned"
    );
    env.run(&["index", "news", "--prune"]).code(0);
    assert_eq!((count(&env, "boris"), count(&env, "anna")), (0, 1));
}

#[test]
fn what_gives_no_article_is_reported_and_counted() {
    let env = TestEnv::new();
    env.write("a.json", article("First", "Anna walked home."));
    env.write("empty.txt", "  \n");
    env.write(
        "noise.bin",
        [0_u8, 159, 1, 2, 3, 255, 0, 0, 7, 8].repeat(50),
    );
    let run = env
        .run(&["index", ".", "--report", ".report.jsonl"])
        .code(3);
    assert_eq!(
        run.stdout,
        "1 article from 3 files (1 indexed, 1 empty, 1 skipped, 0 failed), 0 unchanged\n"
    );
    assert!(run.stderr.contains("noise.bin: binary"), "{}", run.stderr);
    let report = std::fs::read_to_string(env.path().join(".report.jsonl")).expect("report");
    let schema = crate::json_schema::Schema::read("report");
    for line in report.lines() {
        let value: serde_json::Value = serde_json::from_str(line).expect("JSON");
        assert!(schema.accepts(&value), "{line}");
    }
    let reasons: Vec<String> = report
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).expect("JSON"))
        .filter(|line| line["event"] == "skipped")
        .map(|line| format!("{} {}", line["path"], line["reason"]).replace('"', ""))
        .collect();
    assert_eq!(reasons, ["empty.txt empty", "noise.bin binary"]);
}

#[test]
fn the_archive_is_found_from_below_and_by_name() {
    let env = TestEnv::new();
    env.write("a.json", article("First", "Anna walked home."));
    env.run(&["index", "a.json"]).code(0);
    let deep = env.path().join("x/y");
    std::fs::create_dir_all(&deep).expect("folders");
    let output = env
        .command(&["count", "anna"])
        .current_dir(&deep)
        .output()
        .expect("run");
    assert_eq!(output.stdout, b"1\n");
    let elsewhere = TestEnv::new();
    let archive = env.path().join(".morgue");
    let archive = archive.to_str().expect("UTF-8");
    let run = elsewhere
        .run(&["--archive", archive, "count", "anna"])
        .code(0);
    assert_eq!(run.stdout, "1\n");
    let run = elsewhere.run(&["count", "anna"]).code(2);
    assert!(
        run.stderr.contains("no archive") && run.stderr.contains("hint: "),
        "{}",
        run.stderr
    );
}

#[test]
fn a_column_of_dates_tells_how_its_days_are_written() {
    let env = TestEnv::new();
    let table = |dates: &[&str]| {
        let row = |date: &&str| format!("Ferry,The ferry left the quay in the evening.,{date}\n");
        let rows: String = dates.iter().map(row).collect();
        format!("title,body,date\n{rows}")
    };
    env.write("news/day.csv", table(&["03/04/2026", "13/04/2026"]));
    env.write("news/month.csv", table(&["03/04/2026", "04/13/2026"]));
    env.write("news/open.csv", table(&["03/04/2026", "04/05/2026"]));
    assert_eq!(env.run(&["index", "news", "-q"]).code, 0);
    let run = env.run(&[
        "search",
        "ferry",
        "--format",
        "tsv",
        "--fields",
        "path,date",
    ]);
    let mut found: Vec<&str> = run.stdout.lines().skip(1).collect();
    found.sort_unstable();
    let expected = [
        "news/day.csv\t2026-04-03",
        "news/day.csv\t2026-04-13",
        "news/month.csv\t2026-03-04",
        "news/month.csv\t2026-04-13",
        // Nothing tells: both readings are kept.
        "news/open.csv\t2026-03",
        "news/open.csv\t2026-04",
    ];
    assert_eq!(found, expected, "{}", run.stderr);
}

#[test]
fn the_index_does_not_depend_on_threads_or_commits() {
    let answers: Vec<String> = [["1", "1"], ["4", "100000"], ["3", "7"]]
        .iter()
        .map(|[threads, every]| {
            let env = TestEnv::new();
            let corpus = crate::env::corpus().join("mini");
            let corpus = corpus.to_str().expect("UTF-8");
            let args = [
                "index",
                corpus,
                "--threads",
                threads,
                "--commit-every",
                every,
            ];
            assert!(env.run(&args).code < 2);
            let query = ["search", "release OR prison*", "--all", "--format", "jsonl"];
            env.run(&query).code(0).stdout
        })
        .collect();
    assert!(answers[0].lines().count() > 10);
    assert_eq!(answers[0], answers[1]);
    assert_eq!(answers[0], answers[2]);
}

#[test]
fn a_second_writer_is_told_who_is_first() {
    let env = TestEnv::new();
    env.write("a.json", article("First", "Anna walked home."));
    env.run(&["index", "a.json"]).code(0);
    let lock = std::fs::OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(false)
        .open(env.path().join(".morgue/index/.tantivy-writer.lock"))
        .expect("lock file");
    lock.lock().expect("lock");
    std::fs::write(env.path().join(".morgue/writer"), "4711\n").expect("note");
    env.write("b.json", article("Second", "Boris stayed away."));
    let run = env.run(&["index", "b.json"]).code(4);
    assert!(
        run.stderr.contains("locked by process 4711"),
        "{}",
        run.stderr
    );
    assert_eq!(count(&env, "anna"), 1, "searching goes on");
}

#[test]
fn damage_is_found_by_check() {
    let env = TestEnv::new();
    env.write("a.json", article("First", "Anna walked home."));
    env.run(&["index", "a.json"]).code(0);
    env.run(&["check"]).code(0);
    let index = env.path().join(".morgue/index");
    let file = std::fs::read_dir(&index)
        .expect("list")
        .map(|entry| entry.expect("entry").path())
        .find(|path| path.extension().is_some_and(|e| e == "idx"))
        .expect("a posting file");
    let mut bytes = std::fs::read(&file).expect("read");
    bytes[10] ^= 1;
    std::fs::write(&file, bytes).expect("write");
    std::fs::remove_file(index.join(".managed.json")).expect("remove");
    let run = env.run(&["check"]).code(5);
    assert!(
        run.stdout.contains(".idx: its checksum does not fit"),
        "{}",
        run.stdout
    );
}

#[test]
fn three_words_of_a_sentence_are_found_in_any_order() {
    let env = TestEnv::new();
    let text = "The harbour opened on Sunday after the mayor cut a ribbon.";
    env.write("a.json", article("First", text));
    env.run(&["index", "a.json"]).code(0);
    for (query, found) in [
        ("harbour /s mayor /s ribbon", 1),
        ("harbour /s ribbon /s mayor", 1),
        ("harbour /s \"cut a ribbon\" /p mayor", 1),
        ("harbour W/10 ribbon W/10 mayor", 1),
        ("(harbour /s ribbon) NOT /s mayor", 0),
        ("harbour +s ribbon +s mayor", 0),
    ] {
        assert_eq!(count(&env, query), found, "{query}");
    }
}

#[test]
fn an_archive_without_one_of_its_files_is_damaged() {
    let env = TestEnv::new();
    env.write("a.json", article("First", "Anna walked home."));
    env.run(&["index", "a.json"]).code(0);
    let index = env.path().join(".morgue/index");
    let files = std::fs::read_dir(&index).expect("list");
    let files: Vec<_> = files.map(|file| file.expect("entry").path()).collect();
    for ending in ["words", "starts", "days", "pos", "fast"] {
        let mut files = files.iter();
        let file = files.find(|path| path.extension().is_some_and(|e| e == ending));
        let file = file.unwrap_or_else(|| panic!("no file `.{ending}`"));
        let bytes = std::fs::read(file).expect("read");
        std::fs::remove_file(file).expect("remove");
        env.run(&["count", "anna"]).code(5);
        std::fs::write(file, bytes).expect("write");
        env.run(&["count", "anna"]).code(0);
    }
}

#[test]
fn tables_beside_the_index_are_checked_too() {
    let env = TestEnv::new();
    env.write("a.json", article("First", "Anna walked home."));
    env.run(&["index", "a.json"]).code(0);
    for (table, way) in [
        ("entities.json", "--relearn"),
        ("lines.json", "--relearn PATH"),
    ] {
        let path = env.path().join(".morgue").join(table);
        let before = std::fs::read(&path).ok();
        std::fs::write(&path, "{\"broken").expect("write");
        let run = env.run(&["check"]).code(5);
        let line = format!("{table}: cannot be read: ");
        assert!(run.stdout.contains(&line), "{}", run.stdout);
        let run = env.run(&["stats"]).code(5);
        let hint = format!("hint: `morgue index {way}` makes it anew\n");
        assert!(run.stderr.contains(&hint), "{}", run.stderr);
        assert!(
            run.stderr.starts_with("error: the archive is damaged: "),
            "{}",
            run.stderr
        );
        match before {
            Some(bytes) => std::fs::write(&path, bytes).expect("write"),
            None => std::fs::remove_file(&path).expect("remove"),
        }
        env.run(&["check"]).code(0);
    }
    // What to do stands on a line of its own.
    let run = env.run(&["search", "anna", "--fields", "headlin"]).code(2);
    assert!(
        run.stderr.contains("\nhint: did you mean `headline`?\n"),
        "{}",
        run.stderr
    );
}

#[test]
fn what_became_of_files_that_are_gone_is_told() {
    let env = TestEnv::new();
    for name in ["a", "b", "c"] {
        let article = format!(r#"{{"title": "Ferry {name}", "text": "The ferry {name} sank."}}"#);
        env.write(&format!("news/{name}.json"), article);
    }
    env.run(&["index", "news", "-q"]).code(0);
    for name in ["a", "b"] {
        std::fs::remove_file(env.path().join(format!("news/{name}.json"))).expect("remove");
    }
    let run = env.run(&["index", "news"]).code(0);
    assert_eq!(
        run.stderr,
        "2 known files are gone; their articles are still found\n\
         hint: `morgue index --prune PATH` removes them\n"
    );
    assert_eq!(env.run(&["count", "ferry"]).code(0).stdout, "3\n");
    let run = env.run(&["index", "news", "--prune"]).code(0);
    assert_eq!(
        run.stderr,
        "2 known files are gone; their articles were removed\n"
    );
    assert_eq!(env.run(&["count", "ferry"]).code(0).stdout, "1\n");
    assert_eq!(env.run(&["index", "news"]).code(0).stderr, "");
}

#[cfg(unix)]
#[test]
fn what_cannot_be_listed_is_said_before_and_while_reading() {
    let env = TestEnv::new();
    env.write("a.json", r#"{"title": "Ferry", "text": "The ferry sank."}"#);
    std::os::unix::fs::symlink("nowhere", env.path().join("link")).expect("link");
    let plan = env.run(&["index", "--dry-run", "a.json", "link"]).code(0);
    assert_eq!(
        plan.stdout,
        "would read 1 of 2 files (0.0 MB); 0 unchanged, 0 gone, 1 that cannot be listed\n"
    );
    let run = env.run(&["index", "a.json", "link"]).code(3);
    assert!(run.stderr.contains("link: unlisted: "), "{}", run.stderr);
    assert!(
        run.stdout.contains("1 article from 2 files (1 indexed"),
        "{}",
        run.stdout
    );
}
