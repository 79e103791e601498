//! Containers as they should be: what is in them, where it is, and how it is asked for.

use crate::env::TestEnv;
use crate::pack::*;

#[test]
fn compressed_files_are_what_they_were() {
    let bytes = article("First");
    for (name, packed) in [
        ("a.json.gz", gzip(&bytes)),
        ("a.json.bz2", bzip2(&bytes)),
        ("a.json.zst", zstd(&bytes)),
        ("no-extension", gzip(&zstd(&bytes))),
    ] {
        let got = open(name, &packed);
        assert_eq!(got.headlines(), ["First"], "{name}: {got:?}");
        assert_eq!(got.members(), [""], "{name}");
        assert!(got.skips.is_empty(), "{name}: {got:?}");
    }
}

#[test]
fn archives_in_archives_name_the_way() {
    let inner = zip(&[zip_member("deep/b.json", &article("Second"))]);
    let tarred = gzip(&tar(&[("a.json", &article("First")), ("in.zip", &inner)]));
    let warc = [
        capture("http://x.example/c", "Third"),
        capture("http://x.example/d", "Fourth"),
    ]
    .concat();
    let outer = zip(&[
        zip_member("all.tar.gz", &tarred),
        zip_member("crawl.warc.gz", &gzip(&warc)),
        zip_member(
            "two.jsonl",
            &[article("Fifth"), b"\n".to_vec(), article("Sixth")].concat(),
        ),
        zip_member("picture.JPG", b"\xff\xd8\xff"),
        zip_member("folder/", b""),
        zip_member("__MACOSX/._a.json", b"x"),
    ]);
    let expected = [
        ("all.tar.gz!a.json", "json", "First"),
        ("all.tar.gz!in.zip!deep/b.json", "json", "Second"),
        ("crawl.warc.gz!1", "html", "Third"),
        ("crawl.warc.gz!2", "html", "Fourth"),
        ("two.jsonl!1", "json", "Fifth"),
        ("two.jsonl!2", "json", "Sixth"),
    ]
    .map(|(a, b, c)| (a.to_owned(), b.to_owned(), c.to_owned()));
    for got in [open("all.zip", &outer), open_stream("all.zip", &outer)] {
        assert_eq!(got.articles, expected, "{got:?}");
        let passed: Vec<&str> = got.passed.iter().map(|(_, what)| what.as_str()).collect();
        assert_eq!((got.format, passed), ("zip", vec![".jpg", "hidden"]));
        assert!(got.skips.is_empty(), "{got:?}");
    }
}

fn sample(path: &str) -> Vec<u8> {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/corpus/formats/");
    std::fs::read(format!("{root}{path}")).unwrap()
}

/// A record of what was found at a path, with the type that the server gave.
fn downloaded(path: &str, mime: &str, body: &[u8]) -> Vec<u8> {
    let headers = format!("Content-Type: {mime}\r\n");
    let url = format!("http://x.example/{path}");
    record("response", &url, HTTP, &answer(&headers, body))
}

#[test]
fn workbooks_are_documents_wherever_they_lie() {
    let excel = sample("xlsx/coded-articles.xlsx");
    let open_sheets = sample("ods/coded-articles.ods");
    let zipped = zip(&[zip_member("a.xlsx", &excel), zip_member("b", &open_sheets)]);
    let excel_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    let web = [
        downloaded("a.xlsx", excel_type, &excel),
        downloaded("b", "application/octet-stream", &open_sheets),
    ]
    .concat();
    for (bytes, names) in [(zipped, ["a.xlsx", "b"]), (web, ["1", "2"])] {
        let got = open("all", &bytes);
        let rows = |name: &str| (5..9).map(|row| format!("{name}!Articles!{row}")).collect();
        let expected: Vec<String> = names
            .iter()
            .flat_map(|name| -> Vec<String> { rows(name) })
            .collect();
        assert_eq!(got.members(), expected, "{got:?}");
        assert_eq!(got.skips.len(), 6, "{got:?}");
    }
}

#[test]
fn captures_of_pdf_are_read_or_reported_like_files() {
    let pdf = b"%PDF-1.4\n1 0 obj << >> endobj";
    let web = [
        downloaded("a.pdf", "application/pdf", pdf),
        downloaded("b", "application/octet-stream", pdf),
    ]
    .concat();
    let got = open("a.warc", &web);
    // A build that reads PDF does so in a process of its own, which this test has not.
    assert_eq!(got.skips.len(), 2, "{got:?}");
    assert!(got.passed.is_empty(), "{got:?}");
}

#[test]
fn documents_that_are_archives_are_documents_wherever_they_lie() {
    let (word, open_text, rtf) = (
        sample("docx/draft.docx"),
        sample("odt/draft.odt"),
        sample("rtf/draft.rtf"),
    );
    let headline = "Ferry crews to vote on Sunday sailings";
    let got = open("a.zip", &word);
    assert_eq!((got.format, got.headlines()), ("docx", vec![headline]));
    let member = |name: &str, bytes: &[u8]| zip_member(name, bytes);
    let zipped = zip(&[
        member("a.docx", &word),
        member("b.odt", &open_text),
        member("c.doc", &rtf),
    ]);
    let tarred = gzip(&tar(&[
        ("a.docx", &word),
        ("b.odt", &open_text),
        ("c.doc", &rtf),
    ]));
    for bytes in [&zipped, &tarred] {
        for got in [open("all", bytes), open_stream("all", bytes)] {
            let formats: Vec<&str> = got.articles.iter().map(|(_, b, _)| b.as_str()).collect();
            assert_eq!(formats, ["docx", "odt", "rtf"], "{got:?}");
            assert_eq!(got.members(), ["a.docx", "b.odt", "c.doc"]);
            assert_eq!(got.headlines(), [headline; 3]);
            assert!(got.skips.is_empty(), "{got:?}");
        }
    }
    let word_type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    let warc = [
        downloaded("a.docx", word_type, &word),
        downloaded("b", "application/octet-stream", &open_text),
        downloaded("c.doc", "application/msword", &rtf),
        downloaded(
            "d.zip",
            "application/zip",
            &zip(&[member("x.json", &article("X"))]),
        ),
    ]
    .concat();
    let got = open("a.warc", &warc);
    assert_eq!(got.headlines(), [headline; 3], "{got:?}");
}

#[test]
fn a_wacz_is_read_once_not_with_its_lists() {
    let warc = gzip(&capture("http://x.example/c", "Third"));
    let stored = |name: &str, bytes: &[u8]| crate::pack::ZipMember {
        is_stored: true,
        ..zip_member(name, bytes)
    };
    let bytes = zip(&[
        stored("archive/data.warc.gz", &warc),
        stored("pages/pages.jsonl", b"{\"url\":\"http://x.example/c\",\"title\":\"Third\",\"text\":\"The clock told the right time.\"}"),
        stored("datapackage.json", b"{\"wacz_version\":\"1.1.1\"}"),
    ]);
    let got = open("x.wacz", &bytes);
    assert_eq!(got.members(), ["archive/data.warc.gz!1"], "{got:?}");
    assert_eq!(got.passed.len(), 2);
}

#[test]
fn an_epub_gives_its_pages_not_its_lists() {
    let page = page("Uhr geht vor");
    let bytes = zip(&[
        zip_member("mimetype", b"application/epub+zip"),
        zip_member("META-INF/container.xml", b"<container/>"),
        zip_member("content.opf", b"<package/>"),
        zip_member("toc.ncx", b"<ncx/>"),
        zip_member("text/1.xhtml", &page),
    ]);
    let got = open("x.epub", &bytes);
    assert_eq!(got.members(), ["text/1.xhtml"], "{got:?}");
    assert_eq!(got.passed.len(), 4);
}

#[test]
fn captures_keep_address_charset_time_and_codings() {
    let page = page("Uhr geht vor");
    let latin: Vec<u8> = String::from_utf8(page.clone())
        .unwrap()
        .replace("anybody", "M\u{f6}we")
        .chars()
        .map(|c| c as u8)
        .collect();
    let mut chunked = b"5\r\n".to_vec();
    chunked.extend(&gzip(&page)[..5]);
    let rest = &gzip(&page)[5..];
    chunked.extend(format!("\r\n{:x}\r\n", rest.len()).as_bytes());
    chunked.extend(rest);
    chunked.extend(b"\r\n0\r\n\r\n");
    let html = "Content-Type: text/html\r\n";
    let response =
        |url, headers: &str, body: &[u8]| record("response", url, HTTP, &answer(headers, body));
    let bytes = [
        response(
            "http://x.example/a",
            "Content-Type: text/html; charset=ISO-8859-1\r\n",
            &latin,
        ),
        response(
            "http://x.example/b",
            &format!("{html}Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n"),
            &chunked,
        ),
        response(
            "http://x.example/c",
            &format!("{html}Content-Encoding: deflate\r\n"),
            &deflate(&page),
        ),
        response(
            "http://x.example/d",
            &format!("{html}Content-Encoding: zstd\r\n"),
            &zstd(&page),
        ),
        response(
            "http://x.example/e",
            &format!("{html}Content-Encoding: br\r\n"),
            &brotli_page(),
        ),
        record("resource", "http://x.example/f", html, &page),
    ]
    .concat();
    let per_record: Vec<u8> = gzip(&bytes);
    let got = open("x.warc.gz", &per_record);
    assert_eq!(got.members(), ["1", "2", "3", "4", "5", "6"], "{got:?}");
    assert!(got.texts[0].contains("Möwe"), "{}", got.texts[0]);
    assert!(
        got.texts
            .iter()
            .all(|text| text.contains("right time on Tuesday")),
        "{got:?}"
    );
    assert!(got.notes.iter().all(Vec::is_empty), "{:?}", got.notes);
}

#[test]
fn whole_file_record_by_record_and_with_a_dictionary_are_the_same() {
    let records: Vec<Vec<u8>> = (1..=4)
        .map(|i| capture(&format!("http://x.example/{i}"), &format!("Story {i}")))
        .collect();
    let plain = records.concat();
    let gzipped: Vec<u8> = records.iter().flat_map(|r| gzip(r)).collect();
    let frames: Vec<u8> = records.iter().flat_map(|r| zstd(r)).collect();
    let dictionary = records[0].clone();
    let mut with_dictionary = vec![0x5d, 0x2a, 0x4d, 0x18];
    with_dictionary.extend((dictionary.len() as u32).to_le_bytes());
    with_dictionary.extend(&dictionary);
    for record in &records {
        let mut packer = zstd::bulk::Compressor::with_dictionary(3, &dictionary).unwrap();
        with_dictionary.extend(packer.compress(record).unwrap());
    }
    for bytes in [
        plain.clone(),
        gzip(&plain),
        gzipped,
        frames,
        with_dictionary,
    ] {
        let got = open("x.warc.gz", &bytes);
        assert_eq!(
            got.headlines(),
            ["Story 1", "Story 2", "Story 3", "Story 4"],
            "{got:?}"
        );
        assert!(got.skips.is_empty(), "{got:?}");
    }
}

fn captured(url: &str, date: &str, headline: &str) -> Vec<u8> {
    let fields = format!("{HTTP}WARC-Date: {date}\r\n");
    record(
        "response",
        url,
        &fields,
        &answer("Content-Type: text/html\r\n", &page(headline)),
    )
}

#[test]
fn captures_of_one_address_are_versions_and_the_latest_is_found() {
    let env = TestEnv::new();
    let url = "http://x.example/2026/01/13/clock";
    let revisit = "WARC-Profile: http://netpreserve.org/warc/1.1/revisit/identical-payload-digest\r\n\
                   WARC-Refers-To-Target-URI: http://x.example/2026/01/13/clock\r\n\
                   WARC-Refers-To-Date: 2026-01-15T10:00:00Z\r\n";
    let bytes = [
        captured(url, "2026-01-14T10:00:00Z", "Clock is fast"),
        captured(url, "2026-01-15T10:00:00Z", "Clock is right"),
        captured(url, "2026-01-13T10:00:00Z", "Clock is slow"),
        record("revisit", url, revisit, b"HTTP/1.1 200 OK\r\n\r\n"),
    ]
    .concat();
    env.write("crawl.warc.gz", gzip(&bytes));
    let run = env
        .run(&[
            "index",
            "crawl.warc.gz",
            "--report",
            ".r",
            "--entities",
            "none",
        ])
        .code(0);
    assert!(
        run.stdout.starts_with("3 articles from 1 file (1 indexed"),
        "{}",
        run.stdout
    );
    let headlines = |args: &[&str]| {
        let all = [
            &[
                "search",
                "clock",
                "--format",
                "jsonl",
                "--fields",
                "headline,member",
            ],
            args,
        ]
        .concat();
        env.run(&all).code(0).stdout
    };
    let found = headlines(&[]);
    assert!(
        found.contains("Clock is right") && found.lines().count() == 1,
        "{found}"
    );
    let found = headlines(&["--versions", "all"]);
    assert_eq!(found.lines().count(), 3, "{found}");
    let report = std::fs::read_to_string(env.path().join(".r")).unwrap();
    let revisit = report
        .lines()
        .find(|line| line.contains("\"revisit\"") && line.contains("skipped\""))
        .expect("a line");
    assert!(
        revisit.contains(url) && revisit.contains("2026-01-15T10:00:00Z"),
        "{revisit}"
    );
    let schema = crate::json_schema::Schema::read("report");
    for line in report.lines() {
        let value: serde_json::Value = serde_json::from_str(line).expect("JSON");
        assert!(schema.accepts(&value), "{line}");
    }
    let file = report
        .lines()
        .find(|line| line.contains("\"event\":\"file\""))
        .expect("a line");
    assert!(
        file.contains("\"took\":{\"html\":3}") && file.contains("\"format\":\"gzip\""),
        "{file}"
    );
}

#[test]
fn members_are_listed_and_shown_by_name_number_and_address() {
    let env = TestEnv::new();
    let warc = gzip(
        &[
            capture("http://x.example/c", "Third"),
            record("request", "http://x.example/c", "", b"GET"),
        ]
        .concat(),
    );
    let bytes = zip(&[
        zip_member("a/first!.json", &article("First")),
        zip_member("crawl.warc.gz", &warc),
    ]);
    env.write("all.zip", bytes);
    let inspect = |file: &str| env.run(&["inspect", file, "--entities", "none"]);
    assert_eq!(
        inspect("all.zip").code(0).stdout,
        "a/first!.json\tjson\tFirst\ncrawl.warc.gz!1\thtml\tThird\ncrawl.warc.gz!2\trequest\t\n"
    );
    assert!(
        inspect("all.zip!a/first!.json")
            .code(0)
            .stdout
            .contains("First")
    );
    for way in [
        "all.zip!crawl.warc.gz!1",
        "all.zip!crawl.warc.gz!http://x.example/c",
    ] {
        let shown = inspect(way).code(0).stdout;
        assert!(
            shown.contains("Third") && shown.contains("http://x.example/c"),
            "{way}: {shown}"
        );
    }
    assert_eq!(
        inspect("all.zip!crawl.warc.gz")
            .code(0)
            .stdout
            .lines()
            .count(),
        2
    );
    let run = inspect("all.zip!nothing").code(2);
    assert!(run.stderr.contains("no member `nothing`"), "{}", run.stderr);
    let _ = env.run(&["index", "all.zip", "--entities", "none"]).code(0);
    let found = env
        .run(&["search", "Third", "--format", "ids"])
        .code(0)
        .stdout;
    let shown = env.run(&["show", found.trim()]).code(0).stdout;
    assert!(shown.contains("all.zip!crawl.warc.gz!1"), "{shown}");
}

#[test]
fn a_container_is_gone_on_with_after_a_kill_and_replaced_when_it_changes() {
    let env = TestEnv::new();
    let members: Vec<_> = (0..40)
        .map(|i| zip_member(&format!("{i:02}.json"), &article(&format!("Story {i}"))))
        .collect();
    env.write("all.zip", zip(&members));
    let index = [
        "index",
        "all.zip",
        "--commit-every",
        "7",
        "--entities",
        "none",
    ];
    let _ = env.run(&index).code(0);
    let all = [
        "search",
        "clock",
        "--all",
        "--format",
        "jsonl",
        "--fields",
        "id,member,headline",
    ];
    let whole = env.run(&all).code(0).stdout;
    assert_eq!(whole.lines().count(), 40);
    env.write("all.zip", zip(&members[..30]));
    let _ = env.run(&index).code(0);
    assert_eq!(env.run(&all).code(0).stdout.lines().count(), 30);
    let run = env.run(&index).code(0);
    assert!(run.stdout.contains("1 unchanged"), "{}", run.stdout);
}
