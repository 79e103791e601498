//! Lines that many stories of an outlet have are no part of them: learned once, used until asked.

use crate::env::TestEnv;
use crate::pack;

/// What stands in every scrape of the outlet and looks like its stories.
const ASIDE: &str = "Harbour folk have kept this ledger afloat for ninety years, and every morning \
                     somebody at the eastern pier still reads it aloud to the gulls.";

/// A scrape: a story of its own around the aside.
fn scrape(number: usize) -> String {
    let paragraph = |part: usize| {
        format!(
            "The council of Holm{number} said in part {part}x{number} of its report that ferry \
             w{number}v{part} would sail again in spring, once the pier of u{number}t{part} has \
             been mended by the people who broke it."
        )
    };
    format!(
        "Ferry {number}z sails again from the eastern pier\n\nBy Ines Lund\n\n{}\n\n{}\n\n{ASIDE}\n\n\
         {}\n\n{}\n",
        paragraph(1),
        paragraph(2),
        paragraph(3),
        paragraph(4)
    )
}

fn write(env: &TestEnv, folder: &str, numbers: std::ops::Range<usize>) {
    for number in numbers {
        env.write(&format!("{folder}/{number}.txt"), scrape(number));
    }
}

/// Number of articles that have the aside in the fields that are searched.
fn found(env: &TestEnv) -> String {
    let run = env.run(&["count", "\"aloud to the gulls\""]);
    run.stdout.trim().to_owned()
}

fn stats(env: &TestEnv, name: &str) -> String {
    let run = env.run(&["stats"]).code(0);
    let value = |line: &str| {
        Some(
            line.strip_prefix("archive\t")?
                .strip_prefix(name)?
                .to_owned(),
        )
    };
    let found = run.stdout.lines().find_map(value);
    found.unwrap_or_default().trim().to_owned()
}

#[test]
fn a_line_of_many_stories_is_no_part_of_any() {
    let env = TestEnv::new();
    write(&env, "in", 0..8);
    env.run(&["index", "-q", "in"]).code(0);
    assert_eq!(found(&env), "0");
    assert_eq!(stats(&env, "lines_learned_from"), "8");
    let run = env.run(&["count", "ferry"]).code(0);
    assert_eq!(run.stdout.trim(), "8");
    let run = env.run(&["inspect", "--lines", "in/3.txt"]).code(0);
    let line = run.stdout.lines().find(|line| line.contains("gulls"));
    let line = line.expect("every line is shown");
    assert!(line.contains("stories of the archive"), "{line}");
    assert!(!line.contains("\tBODY\t"), "{line}");
}

#[test]
fn texts_in_containers_count_like_others() {
    let texts: Vec<(String, String)> = (0..8)
        .map(|number| (format!("{number}.txt"), scrape(number)))
        .collect();
    let members: Vec<(&str, &[u8])> = texts
        .iter()
        .map(|(name, text)| (name.as_str(), text.as_bytes()))
        .collect();
    let env = TestEnv::new();
    env.write("in/all.tar", pack::tar(&members));
    env.run(&["index", "-q", "in"]).code(0);
    assert_eq!(found(&env), "0");
    assert_eq!(env.run(&["count", "ferry"]).code(0).stdout.trim(), "8");
    // What the archive knows of a container is found again.
    env.run(&["index", "-q", "--relearn", "in"]).code(0);
    assert_eq!(found(&env), "0");
}

#[test]
fn alone_the_same_line_is_part_of_its_story() {
    let env = TestEnv::new();
    write(&env, "in", 0..1);
    env.run(&["index", "-q", "in"]).code(0);
    assert_eq!(found(&env), "1");
    assert_eq!(stats(&env, "lines_generation"), "0");
}

#[test]
fn lines_are_learned_again_only_when_asked() {
    let env = TestEnv::new();
    write(&env, "in", 0..1);
    env.run(&["index", "-q", "in"]).code(0);
    write(&env, "in", 1..8);
    // The first file was labelled before there was a table.
    env.run(&["index", "-q", "in"]).code(0);
    assert_eq!(
        (found(&env), stats(&env, "lines_generation")),
        ("1".into(), "1".into())
    );
    assert_eq!(stats(&env, "files_labelled_before"), "1");
    env.run(&["index", "-q", "--relearn", "in"]).code(0);
    assert_eq!(
        (found(&env), stats(&env, "lines_generation")),
        ("0".into(), "2".into())
    );
    assert_eq!(stats(&env, "files_labelled_before"), "0");
}

#[test]
fn the_table_is_the_same_whatever_the_threads() {
    let tables = ["1", "3"].map(|threads| {
        let env = TestEnv::new();
        write(&env, "in", 0..8);
        env.run(&["index", "-q", "--threads", threads, "in"])
            .code(0);
        std::fs::read(env.path().join(".morgue/lines.json")).expect("a table")
    });
    assert_eq!(tables[0], tables[1]);
}

#[test]
fn other_pages_of_an_outlet_tell_its_day_from_its_month() {
    let env = TestEnv::new();
    let days = ["13/04/2026", "14/04/2026", "25/04/2026", "03/04/2026"];
    for (number, day) in days.iter().enumerate() {
        let dated = format!("By Ines Lund\n\nPublished: {day}");
        let page = scrape(number).replace("By Ines Lund", &dated);
        env.write(&format!("in/{number}.txt"), page);
    }
    env.run(&["index", "-q", "in"]).code(0);
    let args = [
        "search",
        "ferry",
        "--format",
        "tsv",
        "--fields",
        "path,date",
    ];
    let run = env.run(&args).code(0);
    let mut dates: Vec<&str> = run.stdout.lines().skip(1).collect();
    dates.sort_unstable();
    let expected = [
        "in/0.txt\t2026-04-13",
        "in/1.txt\t2026-04-14",
        "in/2.txt\t2026-04-25",
        "in/3.txt\t2026-04-03",
    ];
    assert_eq!(dates, expected);
}
