//! The zone and the locale of the machine change nothing: same files, same index, same answers.

use crate::env::{MORGUE, TestEnv, corpus};

/// Questions whose answers show every article, its days and letters with a dotless cousin.
const QUESTIONS: &[&[&str]] = &[
    &[
        "search",
        "the OR der OR la OR el",
        "--all",
        "--format",
        "jsonl",
    ],
    &["facets", "*", "--by", "month"],
    &["facets", "*", "--by", "mentioned-day"],
    &["timeline", "PRISON* OR INDIA* OR ISLAND*", "--by", "day"],
    &["count", "IN"],
    &["count", "date:2026-01-13"],
];

/// Answers of a new archive of the corpus, made and asked in an environment.
fn answers(environment: &[(&str, &str)]) -> Vec<String> {
    let env = TestEnv::new();
    let files = corpus().join("mini");
    let files = files.to_str().expect("UTF-8");
    let run = |args: &[&str]| {
        let mut all = vec!["--now", "2026-02-01T12:00"];
        all.extend(args);
        let mut command = env.command(&all);
        command.envs(environment.iter().copied());
        let output = command.output().expect("run morgue");
        let code = output.status.code();
        assert!(
            matches!(code, Some(0 | 1 | 3)),
            "{MORGUE} {args:?} in {environment:?}: {code:?}\n{}",
            String::from_utf8_lossy(&output.stderr)
        );
        String::from_utf8(output.stdout).expect("UTF-8")
    };
    let report = run(&["index", files]);
    let mut all = vec![report];
    all.extend(QUESTIONS.iter().map(|question| run(question)));
    all
}

#[test]
fn zone_and_locale_of_the_machine_change_nothing() {
    let expected = answers(&[("TZ", "UTC"), ("LC_ALL", "C")]);
    assert!(expected[1].lines().count() > 20, "{}", expected[1]);
    let elsewhere = [
        [("TZ", "Pacific/Kiritimati"), ("LC_ALL", "tr_TR.UTF-8")],
        [("TZ", "America/Adak"), ("LC_ALL", "lt_LT.UTF-8")],
    ];
    for environment in elsewhere {
        for (i, answer) in answers(&environment).iter().enumerate() {
            assert_eq!(*answer, expected[i], "answer {i} in {environment:?}");
        }
    }
}
