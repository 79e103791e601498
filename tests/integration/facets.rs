//! `morgue facets`: units, cross tables, places of a country, dates in the text.

use crate::env::TestEnv;

fn archive() -> TestEnv {
    let env = TestEnv::new();
    let articles = [
        (
            "a",
            "Courier",
            "2026-01-05",
            "Caracas",
            "The ferry to Caracas sank in March 1999.",
        ),
        (
            "b",
            "Courier",
            "2026-01-07",
            "Caracas",
            "The ferry to Caracas sank in March 1999.",
        ),
        (
            "c",
            "Courier",
            "2026-02-03",
            "London",
            "A ferry from London, and a second ferry.",
        ),
        (
            "d",
            "Herald",
            "2026-02-04",
            "Venezuela",
            "The ferry made no money in the first quarter of 2001, said the owners.",
        ),
        (
            "e",
            "Herald",
            "",
            "",
            "The ferry line went bankrupt yesterday morning, it said on Monday.",
        ),
    ];
    for (name, source, date, place, text) in articles {
        let mut article = serde_json::json!({"title": "News", "text": text, "source": source});
        if !date.is_empty() {
            article["date"] = date.into();
        }
        if !place.is_empty() {
            article["places"] = serde_json::json!([place]);
        }
        env.write(&format!("{name}.json"), article.to_string());
    }
    env.run(&["index", "."]).code(0);
    env
}

fn rows(env: &TestEnv, args: &[&str]) -> Vec<String> {
    let mut all = vec!["facets", "ferry", "--format", "tsv"];
    all.extend(args);
    let lines = env.run(&all).code(0).stdout;
    lines.lines().skip(1).map(str::to_owned).collect()
}

#[test]
fn every_unit_is_counted_by_value() {
    let env = archive();
    let by_source = |unit| rows(&env, &["--by", "source", "--count", unit]);
    assert_eq!(
        by_source("articles"),
        ["source\tCourier\t3\t0.6", "source\tHerald\t2\t0.4"]
    );
    assert_eq!(
        by_source("stories"),
        ["source\tCourier\t2\t0.5", "source\tHerald\t2\t0.5"]
    );
    assert_eq!(
        by_source("sources"),
        ["source\tCourier\t1\t0.5", "source\tHerald\t1\t0.5"]
    );
    let mentions = by_source("mentions");
    assert!(
        mentions[0].starts_with("source\tCourier\t4\t"),
        "{mentions:?}"
    );
    let by_month = rows(&env, &["--by", "month", "--count", "stories"]);
    assert_eq!(
        by_month,
        ["month\t2026-01\t1\t0.25", "month\t2026-02\t2\t0.5"]
    );
}

#[test]
fn two_fields_are_counted_against_each_other() {
    let env = archive();
    let table = rows(&env, &["--by", "source,month", "--cross"]);
    let third = 2.0 / 3.0;
    assert_eq!(
        table,
        [
            format!("source,month\tCourier\t2026-01\t2\t{third}"),
            format!("source,month\tCourier\t2026-02\t1\t{}", 1.0 / 3.0),
            "source,month\tHerald\t2026-02\t1\t0.5".to_owned(),
        ]
    );
    let stories = rows(
        &env,
        &["--by", "source,month", "--cross", "--count", "stories"],
    );
    assert_eq!(stories[0], "source,month\tCourier\t2026-01\t1\t0.5");
    env.run(&["facets", "ferry", "--by", "source", "--cross"])
        .code(2);
}

#[test]
fn places_are_listed_by_country_and_values_left_out() {
    let env = archive();
    let under = rows(&env, &["--by", "place", "--under", "Venezuela"]);
    assert_eq!(
        under,
        ["place\tCaracas\t2\t0.4", "place\tVenezuela\t1\t0.2"]
    );
    assert_eq!(rows(&env, &["--by", "place", "--under", "ve"]), under);
    // Caracas lies in the region that is called after it being the capital.
    let region = rows(&env, &["--by", "place", "--under", "Venezuela/capital"]);
    assert_eq!(region, under[..1]);
    assert!(rows(&env, &["--by", "place", "--under", "VE/Zulia"]).is_empty());
    env.run(&["facets", "ferry", "--by", "place", "--under", "VE/Texas"])
        .code(2);
    let without = rows(
        &env,
        &["--by", "place", "--under", "VE", "--exclude", "Venezuela"],
    );
    assert_eq!(without, under[..1]);
    env.run(&["facets", "ferry", "--by", "source", "--under", "VE"])
        .code(2);
    env.run(&["facets", "ferry", "--by", "place", "--under", "Atlantis"])
        .code(2);
}

#[test]
fn dates_in_the_text_are_counted() {
    let env = archive();
    let months = rows(&env, &["--by", "mentioned-month"]);
    for month in ["1999-03\t2\t0.4", "2001-01\t1\t0.2", "2001-03\t1\t0.2"] {
        assert!(
            months.contains(&format!("mentioned-month\t{month}")),
            "{months:?}"
        );
    }
    let years = rows(&env, &["--by", "mentioned-year"]);
    assert!(
        years.contains(&"mentioned-year\t1999\t2\t0.4".to_owned()),
        "{years:?}"
    );
}

/// Spellings that `source:` takes for one outlet, in articles of their own.
fn spelled_in_several_ways() -> TestEnv {
    let env = TestEnv::new();
    for (i, (source, section, tag)) in [
        ("The Quill Post", "News", "Ferries"),
        ("THE QUILL POST", "NEWS", "ferries"),
        ("The  Quill Póst", "News", "FERRIES"),
        ("The Quill Post", "news", "Ferries"),
        ("Quill Post", "Sport", "Rowing"),
    ]
    .into_iter()
    .enumerate()
    {
        let author = ["Jo Wren", "JO WREN"][i % 2];
        let article = serde_json::json!({
            "title": format!("Ferry {i} sank"), "date": format!("2026-01-0{}", i + 1),
            "text": "The ferry sank within sight of the harbour.", "source": source,
            "section": section, "tags": [tag], "author": author,
        });
        env.write(&format!("news/{i}.json"), article.to_string());
    }
    // Two segments, since values have other numbers in each.
    env.run(&["index", "news/0.json", "news/1.json", "-q"])
        .code(0);
    env.run(&["index", "news", "-q"]).code(0);
    env
}

#[test]
fn spellings_of_one_value_are_counted_as_the_query_finds_them() {
    let env = spelled_in_several_ways();
    let run = |args: &[&str]| env.run(args).code(0).stdout;
    let by = ["facets", "ferry", "--by", "source,section,tag,author"];
    assert_eq!(
        run(&by),
        "source\tThe Quill Post\t4\t0.8\n\
         source\tQuill Post\t1\t0.2\n\
         section\tNews\t4\t0.8\n\
         section\tSport\t1\t0.2\n\
         tag\tFerries\t4\t0.8\n\
         tag\tRowing\t1\t0.2\n\
         author\tJo Wren\t5\t1\n"
    );
    assert_eq!(run(&["count", "source:\"the quill post\""]), "4\n");
    assert_eq!(run(&["count", "ferry", "--count", "sources"]), "2\n");
    let timeline = run(&["timeline", "ferry", "--by", "month", "--count", "sources"]);
    let row: Vec<&str> = timeline.trim_end().split('\t').collect();
    assert_eq!((row[1], row[6]), ("2", "2"), "{timeline}");
    let first = run(&["first", "ferry"]);
    let rows: Vec<&str> = first.lines().collect();
    assert!(
        rows.len() == 2 && rows[0].starts_with("The Quill Post\t2026-01-01\t"),
        "{first}"
    );
    let sample = env.run(&["sample", "ferry", "--by", "source"]).code(0);
    assert!(sample.stderr.contains("from 2 strata"), "{}", sample.stderr);
}

#[test]
fn what_is_in_no_row_is_told_beside_the_rows() {
    let env = TestEnv::new();
    for i in 0..13 {
        let tag = (i < 12).then(|| [format!("tag {i}")]);
        let article = serde_json::json!({
            "title": format!("Ferry {i}"), "text": "The ferry sank.", "tags": tag,
        });
        env.write(&format!("news/{i}.json"), article.to_string());
    }
    env.run(&["index", "news", "-q"]).code(0);
    let told = |args: &[&str]| {
        let mut all = vec!["facets", "ferry", "--by", "tag"];
        all.extend(args);
        env.run(&all).code(0).stderr
    };
    let missing = "note: tag: 1 article without a value";
    let cut = format!("{missing}; 2 further values, which `--all` prints\n");
    assert_eq!(told(&[]), cut);
    assert_eq!(told(&["--format", "csv"]), cut);
    assert_eq!(told(&["--top", "5"]), format!("{missing}\n"));
    assert_eq!(told(&["--all"]), format!("{missing}\n"));
    // These say it themselves.
    assert_eq!(told(&["--format", "json"]), "");
    assert_eq!(told(&["--format", "markdown"]), "");
    assert_eq!(told(&["-q"]), "");
}
