//! Agency items in an archive: what is withdrawn or held back is kept, and found when asked for.

use crate::env::TestEnv;
use crate::pack;

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
fn a_kill_notice_hides_an_item_in_all_its_languages() {
    let two = item("urn:x:clock", "1", USABLE, "The clock is right.").replace(
        "</contentSet>",
        "<inlineXML xml:lang='de'><html xmlns='http://www.w3.org/1999/xhtml'><body>\
         <p>Die Turmuhr geht richtig.</p></body></html></inlineXML></contentSet>",
    );
    let two = two.replacen("<inlineXML>", "<inlineXML xml:lang='en'>", 1);
    let killed = item("urn:x:clock", "2", "<pubStatus qcode='stat:canceled'/>", "");
    for [first, second] in [[&two, &killed], [&killed, &two]] {
        let env = TestEnv::new();
        env.write("news/1.xml", first);
        index(&env);
        env.write("news/2.xml", second);
        index(&env);
        assert_eq!(found(&env, &["turmuhr"]), [""; 0]);
        assert_eq!(found(&env, &["clock"]), [""; 0]);
        assert_eq!(found(&env, &["turmuhr", "--versions", "all"]).len(), 1);
        // Others of the file are not withdrawn.
        env.write(
            "news/3.xml",
            item("urn:x:coin", "1", USABLE, "The clock is right."),
        );
        index(&env);
        assert_eq!(found(&env, &["clock"]), ["news/3.xml"]);
        // Nobody withdraws them any more when the notice is gone.
        let notice = if first == &killed {
            "news/1.xml"
        } else {
            "news/2.xml"
        };
        std::fs::remove_file(env.path().join(notice)).expect("remove the notice");
        env.run(&["index", "news", "-q", "--prune"]).code(0);
        assert_eq!(found(&env, &["turmuhr"]).len(), 1);
        // Their headline is one.
        assert_eq!(found(&env, &["clock"]).len(), 3);
    }
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
fn an_embargo_that_is_over_ends_at_the_next_run() {
    let env = TestEnv::new();
    let held = format!("<embargoed>2026-03-20T12:00:00Z</embargoed>{USABLE}");
    env.write("news/1.xml", item("urn:x:a", "1", &held, "The clock."));
    index(&env);
    assert!(found(&env, &["clock"]).is_empty());
    // The day before nothing is read again; the file is the same on the day after.
    for (now, plan, expected) in [
        ("2026-03-19", "would read 0 of 1", &[][..]),
        ("2026-03-21", "would read 1 of 1", &["news/1.xml"]),
        ("2026-03-22", "would read 0 of 1", &["news/1.xml"]),
    ] {
        let run_at = |options: &[&str]| {
            let all = [&["--now", now, "index", "news"], options].concat();
            let output = env.command(&all).output().unwrap();
            assert!(output.status.success(), "{output:?}");
            format!("{output:?}")
        };
        let told = run_at(&["--dry-run"]);
        assert!(told.contains(plan), "{now}: {told}");
        let _ = run_at(&["-q"]);
        assert_eq!(found(&env, &["clock"]), expected, "{now}");
    }
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

/// A page in ALTO: its blocks, of a line each.
fn alto(blocks: &[(&str, &str)]) -> String {
    let blocks: String = blocks
        .iter()
        .map(|(id, text)| {
            let words = text
                .split(' ')
                .map(|word| format!("<String CONTENT='{word}'/>"));
            let words: String = words.collect();
            format!("<TextBlock ID='{id}'><TextLine>{words}</TextLine></TextBlock>")
        })
        .collect();
    format!("<alto><Layout><Page><PrintSpace>{blocks}</PrintSpace></Page></Layout></alto>")
}

const METS: &str = "<mets><fileSec><fileGrp>
    <file ID='F1'><FLocat href='file://./alto/1.xml'/></file>
    <file ID='F2'><FLocat href='alto/2.xml'/></file>
    <file ID='F3'><FLocat href='../secret.xml'/></file>
    <file ID='F4'><FLocat href='story.xml'/></file></fileGrp></fileSec>
    <structMap TYPE='LOGICAL'><div TYPE='ISSUE' LABEL='The Skerry Packet'>
    <div TYPE='ARTICLE' ID='D1'><div TYPE='HEADING'><fptr><area FILEID='F1' BEGIN='H'/></fptr></div>
    <div TYPE='BODY'><fptr><area FILEID='F1' BEGIN='B'/></fptr>
    <fptr><area FILEID='F2' BEGIN='C'/></fptr><fptr FILEID='F3'/><fptr FILEID='F4'/></div></div>
    </div></structMap></mets>";

#[test]
fn pages_of_an_issue_without_articles_have_its_day() {
    let env = TestEnv::new();
    let manifest = "<mets><dmdSec ID='D'><dc:title>Le Phare</dc:title>
        <dcterms:issued>1898/05/03</dcterms:issued></dmdSec><fileSec><fileGrp>
        <file ID='F1'><FLocat href='ocr/1.xml'/></file></fileGrp></fileSec>
        <structMap TYPE='physical'><div TYPE='issue'><div TYPE='page'><fptr FILEID='F1'/></div>
        </div></structMap></mets>";
    env.write("news/1898/manifest.xml", manifest);
    env.write("news/1898/ocr/1.xml", alto(&[("B", "The lamp failed.")]));
    index(&env);
    assert_eq!(
        found(&env, &["lamp AND date:1898-05-03 AND source:\"Le Phare\""]),
        ["news/1898/manifest.xml"]
    );
}

#[test]
fn articles_of_a_scanned_issue_are_put_together_once() {
    let env = TestEnv::new();
    let page = [
        ("H", "LIGHTHOUSE DARK"),
        ("B", "The lamp failed."),
        ("X", "Soap is cheap."),
    ];
    env.write("news/1911/alto/1.xml", alto(&page));
    env.write("news/1911/alto/2.xml", alto(&[("C", "A ship struck.")]));
    env.write("news/secret.xml", alto(&[("Z", "A lamp of its own.")]));
    env.write(
        "news/1911/story.xml",
        item("urn:x:a", "1", USABLE, "The lamp is right."),
    );
    let both = ["news/1911/story.xml", "news/secret.xml"];
    let with_pages = |more: &[&str]| {
        let mut all: Vec<String> = both.iter().chain(more).map(|s| (*s).to_owned()).collect();
        all.sort();
        all
    };
    // Pages alone are articles; with the package they are its pages.
    index(&env);
    assert_eq!(
        found(&env, &["lamp"]),
        with_pages(&["news/1911/alto/1.xml"])
    );
    env.write("news/1911/mets.xml", METS);
    index(&env);
    assert_eq!(found(&env, &["lamp"]), with_pages(&["news/1911/mets.xml"]));
    // One article over two pages, named by the package; the rest of the first page is another.
    assert_eq!(
        found(&env, &["headline:lighthouse AND lamp AND ship"]),
        ["news/1911/mets.xml"]
    );
    assert_eq!(found(&env, &["soap"]), ["news/1911/mets.xml"]);
    assert!(found(&env, &["soap AND lamp"]).is_empty());
    let run = env.run(&["inspect", "news/1911/mets.xml!D1"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stdout.contains("LIGHTHOUSE DARK"), "{}", run.stdout);
    // A page that changes changes its package; nothing else is read.
    env.write(
        "news/1911/alto/2.xml",
        alto(&[("C", "A whole fleet struck.")]),
    );
    index(&env);
    assert_eq!(found(&env, &["lamp AND fleet"]), ["news/1911/mets.xml"]);
    let run = env.run(&["index", "news", "--dry-run"]);
    let told = format!("{}{}", run.stdout, run.stderr);
    assert!(told.contains("would read 0 of 5"), "{told}");
    // A package that is as it was is not read again, not even to learn its pages.
    let package = env.path().join("news/1911/mets.xml");
    let was = std::fs::metadata(&package).unwrap().modified().unwrap();
    std::fs::write(&package, "?".repeat(METS.len())).unwrap();
    let file = std::fs::File::options()
        .append(true)
        .open(&package)
        .unwrap();
    file.set_modified(was).unwrap();
    drop(file);
    let run = env.run(&["index", "news"]);
    assert!(run.stdout.contains("5 unchanged"), "{}", run.stdout);
    assert_eq!(found(&env, &["lamp AND fleet"]), ["news/1911/mets.xml"]);
    // Without its package a page is an article again.
    std::fs::remove_file(env.path().join("news/1911/mets.xml")).unwrap();
    let run = env.run(&["index", "news", "-q", "--prune"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_eq!(found(&env, &["fleet"]), ["news/1911/alto/2.xml"]);
    assert_eq!(
        found(&env, &["lamp"]),
        with_pages(&["news/1911/alto/1.xml"])
    );
}

#[test]
fn issues_within_archives_are_put_together_too() {
    let page = [
        ("H", "LIGHTHOUSE DARK"),
        ("B", "The lamp failed."),
        ("X", "Soap is cheap."),
    ];
    let (first, second) = (alto(&page), alto(&[("C", "A ship struck.")]));
    let alone = alto(&[("Z", "A lamp of its own.")]);
    // The package before its pages, between them and behind them; a page of no package beside it.
    let orders: [[&str; 4]; 3] = [
        ["a/mets.xml", "a/alto/1.xml", "a/alto/2.xml", "b/3.xml"],
        ["b/3.xml", "a/alto/2.xml", "a/mets.xml", "a/alto/1.xml"],
        ["a/alto/1.xml", "a/alto/2.xml", "b/3.xml", "a/mets.xml"],
    ];
    for (number, names) in orders.iter().enumerate() {
        let members: Vec<(&str, &[u8])> = names
            .iter()
            .map(|name| {
                let bytes = match *name {
                    "a/mets.xml" => METS.as_bytes(),
                    "a/alto/1.xml" => first.as_bytes(),
                    "a/alto/2.xml" => second.as_bytes(),
                    _ => alone.as_bytes(),
                };
                (*name, bytes)
            })
            .collect();
        let env = TestEnv::new();
        match number {
            0 => env.write("news/all.tar", pack::tar(&members)),
            1 => {
                let members: Vec<_> = members
                    .iter()
                    .map(|(name, bytes)| pack::zip_member(name, bytes))
                    .collect();
                env.write("news/all.zip", pack::zip(&members))
            }
            _ => env.write("news/all.tar.gz", pack::gzip(&pack::tar(&members))),
        };
        index(&env);
        let run = env.run(&["count", "lighthouse AND ship"]);
        assert_eq!(run.stdout.trim(), "1", "order {number}");
        // The article, the rest of the first page, the page of no package.
        let run = env.run(&["count", "lamp OR soap"]);
        assert_eq!(run.stdout.trim(), "3", "order {number}");
        assert_eq!(found(&env, &["soap AND lamp"]).len(), 0);
    }
}
