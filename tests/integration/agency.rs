//! Agency items in an archive: what is withdrawn or held back is kept, and found when asked for.

use crate::env::TestEnv;

/// A NewsML-G2 item of the text "the clock is right".
fn item(guid: &str, version: &str, management: &str, text: &str) -> String {
    format!(
        "<newsItem xmlns='http://iptc.org/std/nar/2006-10-01/' guid='{guid}' version='{version}' xml:lang='en'>\
         <itemMeta><versionCreated>2026-01-1{version}T09:00:00Z</versionCreated>{management}</itemMeta>\
         <contentMeta><headline>Clock {version}</headline></contentMeta>\
         <contentSet><inlineXML><html xmlns='http://www.w3.org/1999/xhtml'><body><p>{text}</p></body></html></inlineXML></contentSet></newsItem>"
    )
}

fn found(env: &TestEnv, arguments: &[&str]) -> Vec<String> {
    let mut all = vec!["search"];
    all.extend(arguments);
    all.extend(["--format", "jsonl", "--fields", "path", "-q"]);
    let run = env.run(&all);
    let mut paths: Vec<String> = run
        .stdout
        .lines()
        .map(|line| {
            let hit: serde_json::Value = serde_json::from_str(line).unwrap();
            hit["path"].as_str().unwrap().to_owned()
        })
        .collect();
    paths.sort();
    paths
}

fn index(env: &TestEnv) {
    let run = env.run(&["index", "news", "-q"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
}

const USABLE: &str = "<pubStatus qcode='stat:usable'/>";

#[test]
fn a_kill_notice_hides_what_it_withdraws() {
    let env = TestEnv::new();
    let text = "The clock is right.";
    env.write("news/1.xml", item("urn:x:clock", "1", USABLE, text));
    env.write(
        "news/2.xml",
        item("urn:x:clock", "2", "<pubStatus qcode='stat:canceled'/>", ""),
    );
    env.write("news/3.xml", item("urn:x:coin", "1", USABLE, text));
    index(&env);
    assert_eq!(found(&env, &["clock"]), ["news/3.xml"]);
    assert_eq!(
        found(&env, &["clock", "--versions", "all"]),
        ["news/1.xml", "news/2.xml", "news/3.xml"]
    );
    assert_eq!(
        found(&env, &["status:canceled", "--versions", "all"]),
        ["news/2.xml"]
    );
    // A version that is sent after the notice is seen again.
    env.write("news/4.xml", item("urn:x:clock", "3", USABLE, text));
    index(&env);
    assert_eq!(found(&env, &["clock"]), ["news/3.xml", "news/4.xml"]);
}

#[test]
fn an_embargo_hides_until_it_is_over() {
    let env = TestEnv::new();
    let until = |time: &str| format!("<embargoed>{time}</embargoed>{USABLE}");
    let text = "The clock is right.";
    env.write(
        "news/over.xml",
        item("urn:x:a", "1", &until("2026-01-20T12:00:00Z"), text),
    );
    env.write(
        "news/held.xml",
        item("urn:x:b", "1", &until("2026-03-20T12:00:00Z"), text),
    );
    env.write("news/open.xml", item("urn:x:c", "1", "<embargoed/>", text));
    env.write(
        "news/ninjs.json",
        r#"{"uri": "urn:x:d", "headline": "Clock", "body_text": "It is right.", "embargoed": "2026-03-20T12:00:00Z"}"#,
    );
    index(&env);
    assert_eq!(found(&env, &["clock"]), ["news/over.xml"]);
    assert_eq!(
        found(&env, &["status:embargoed", "--versions", "all"]),
        ["news/held.xml", "news/ninjs.json", "news/open.xml"]
    );
}

#[test]
fn revisions_are_versions_of_one_article() {
    let env = TestEnv::new();
    env.write(
        "news/1.xml",
        item("urn:x:clock", "1", USABLE, "The clock is wrong."),
    );
    env.write(
        "news/2.xml",
        item("urn:x:clock", "2", USABLE, "The clock is right."),
    );
    index(&env);
    assert_eq!(found(&env, &["clock"]), ["news/2.xml"]);
    assert_eq!(found(&env, &["clock", "--versions", "all"]).len(), 2);
}

#[test]
fn packages_and_pages_of_mets_are_reported_as_no_articles() {
    let env = TestEnv::new();
    env.write(
        "news/package.xml",
        "<packageItem xmlns='http://iptc.org/std/nar/2006-10-01/'/>",
    );
    env.write("news/mets.xml", "<mets xmlns='http://www.loc.gov/METS/'/>");
    for file in ["news/package.xml", "news/mets.xml"] {
        let run = env.run(&["inspect", file]);
        assert_eq!(run.code, 1, "{file}");
        assert!(run.stderr.contains("not_an_article"), "{}", run.stderr);
    }
    let run = env.run(&["index", "news"]);
    assert_eq!(run.code, 0);
    assert!(run.stdout.contains("2 empty"), "{}", run.stdout);
}
