//! Which test shows that which fault of input files is survived: the rows of the list of faults,
//! and those faults of the walk that no other file tests.

use std::path::Path;

use crate::env::TestEnv;

/// Files and names of tests.
type Tests = &'static [(&'static str, &'static str)];

/// Row of the list of faults, what it is, and where its test stands.
const ROWS: &[(u8, &str, Tests)] = &[
    (27, "nothing, blanks, a mark alone", BROKEN),
    (
        28,
        "an endless line",
        &[(
            "tests/integration/faults.rs",
            "row_28_a_line_of_megabytes_costs_itself",
        )],
    ),
    (29, "NULs", BROKEN),
    (30, "invalid UTF-8", BROKEN),
    (31, "UTF-16 and UTF-32", BROKEN),
    (
        32,
        "legacy charsets, lying declarations",
        &[
            (
                "tests/integration/broken.rs",
                "rows_27_to_58_broken_files_give_what_is_written_of_them",
            ),
            (
                "src/reader/decode/tests.rs",
                "false_declarations_are_overridden_and_noted",
            ),
        ],
    ),
    (33, "line ends of all kinds", BROKEN),
    (
        34,
        "links",
        &[(
            "tests/integration/faults.rs",
            "row_34_links_are_not_followed",
        )],
    ),
    (
        35,
        "one file under two roots or names",
        &[
            (
                "tests/integration/faults.rs",
                "row_35_a_file_under_two_roots_is_one_and_under_two_names_one_story",
            ),
            (
                "src/index/walk.rs",
                "files_are_found_once_and_in_order_of_their_paths",
            ),
        ],
    ),
    (
        36,
        "no permission",
        &[(
            "tests/integration/faults.rs",
            "row_36_what_may_not_be_read_is_reported",
        )],
    ),
    (
        37,
        "pipes, sockets, devices",
        &[(
            "tests/integration/faults.rs",
            "row_37_pipes_and_sockets_are_never_opened",
        )],
    ),
    (
        38,
        "names of any kind",
        &[(
            "tests/integration/faults.rs",
            "row_38_names_of_any_kind_are_indexed_and_shown_harmless",
        )],
    ),
    (
        39,
        "deep folders",
        &[(
            "tests/integration/faults.rs",
            "row_39_deep_folders_are_walked",
        )],
    ),
    (
        40,
        "files that change while they are read",
        &[
            (
                "src/index/content.rs",
                "row_40_a_file_that_changes_is_read_once_more",
            ),
            (
                "src/index/content.rs",
                "row_40_a_container_that_is_written_to_says_so",
            ),
        ],
    ),
    (
        41,
        "files that are replaced before they are opened",
        &[
            (
                "src/index/files/tests.rs",
                "row_41_a_file_that_was_replaced_after_it_was_listed_is_known_by_its_content",
            ),
            (
                "src/index/content.rs",
                "row_41_a_pipe_in_the_place_of_a_file_is_not_opened",
            ),
        ],
    ),
    (42, "extensions that lie", BROKEN),
    (
        43,
        "words of any length",
        &[(
            "tests/integration/faults.rs",
            "row_43_a_word_without_end_costs_itself",
        )],
    ),
    (
        44,
        "controls and bidi in text",
        &[("tests/integration/naughty.rs", "every_renderer_is_harmless")],
    ),
    (
        45,
        "stacks of combining marks",
        &[(
            "tests/integration/faults.rs",
            "row_45_stacks_of_marks_take_bounded_time",
        )],
    ),
    (
        46,
        "names without end",
        &[(
            "tests/integration/faults.rs",
            "row_46_names_without_end_take_bounded_time",
        )],
    ),
    (
        47,
        "copies by the thousand",
        &[(
            "tests/integration/faults.rs",
            "row_47_thousands_of_copies_are_one_story",
        )],
    ),
    (
        48,
        "scraped text of which little is sure",
        &[(
            "src/reader/plain_text/tests.rs",
            "row_48_what_is_not_sure_says_so",
        )],
    ),
    (
        49,
        "text of no language",
        &[(
            "tests/integration/faults.rs",
            "row_49_what_is_no_language_is_kept_and_found",
        )],
    ),
    (50, "deep HTML", HTML_SIZE),
    (51, "attributes without end", HTML_SIZE),
    (
        52,
        "long HTML",
        &[("src/reader/html/tests.rs", "row_52_long_text_is_not_cut")],
    ),
    (
        53,
        "tags nested wrongly",
        &[(
            "src/reader/html/tests.rs",
            "row_53_mis_nested_tags_do_not_run_away",
        )],
    ),
    (
        54,
        "openers that are never closed",
        &[(
            "src/reader/html/tests.rs",
            "row_54_unclosed_openers_swallow_nothing",
        )],
    ),
    (
        55,
        "pages without text",
        &[("src/reader/html/tests.rs", "row_55_pages_without_text")],
    ),
    (
        56,
        "JSON: depth, foreign forms, bad lines",
        &[
            ("src/reader/json/tests.rs", "row_56_bad_line_costs_itself"),
            (
                "src/reader/json/tests.rs",
                "row_56_depth_and_foreign_json_are_reported",
            ),
        ],
    ),
    (
        57,
        "tables",
        &[
            (
                "src/reader/table/tests.rs",
                "odd_rows_are_reported_with_their_number",
            ),
            (
                "src/reader/table/tests.rs",
                "an_open_quote_costs_its_own_row",
            ),
            (
                "src/reader/table/tests.rs",
                "hostile_tables_take_linear_time",
            ),
        ],
    ),
    (
        58,
        "entities of XML",
        &[
            (
                "src/reader/xml/tests.rs",
                "entities_of_a_document_type_stay_unexpanded",
            ),
            ("src/reader/feed/tests.rs", "billion_laughs_are_inert"),
            (
                "src/reader/nitf/tests.rs",
                "entities_stay_inert_and_latin_1_is_read",
            ),
        ],
    ),
    (
        59,
        "depth of XML",
        &[("src/reader/xml/tests.rs", "depth_and_number_are_bounded")],
    ),
    (
        60,
        "XML cut off",
        &[
            ("src/reader/xml/tests.rs", "damage_costs_only_itself"),
            (
                "src/reader/nitf/tests.rs",
                "damaged_files_give_what_they_have",
            ),
        ],
    ),
    (
        61,
        "feeds as they are",
        &[
            (
                "src/reader/feed/tests.rs",
                "broken_feeds_keep_their_entries",
            ),
            ("src/reader/feed/tests.rs", "hostile_feeds_take_linear_time"),
        ],
    ),
    (
        62,
        "front matter",
        &[
            (
                "src/reader/markdown/tests.rs",
                "broken_front_matter_does_not_cost_the_text",
            ),
            (
                "src/reader/markdown/tests.rs",
                "hostile_markdown_takes_linear_time",
            ),
        ],
    ),
    (
        63,
        "bombs",
        &[
            (HOSTILE, "row_63_a_gzip_bomb_is_left_before_it_unfolds"),
            (HOSTILE, "row_63_a_zip_bomb_costs_its_own_member_only"),
            (
                HOSTILE,
                "row_63_members_that_share_their_bytes_stop_at_the_total",
            ),
            (
                HOSTILE,
                "row_63_too_many_members_and_too_many_layers_are_bombs",
            ),
            (HOSTILE, "row_63_a_zstd_window_of_gigabytes_is_refused"),
        ],
    ),
    (
        64,
        "containers cut off or damaged",
        &[
            (
                HOSTILE,
                "row_64_truncated_files_give_what_is_whole_and_say_where",
            ),
            (HOSTILE, "row_64_wrong_checksums_garbage_and_joined_files"),
        ],
    ),
    (
        65,
        "zip",
        &[
            (
                HOSTILE,
                "row_65_names_of_zip_members_are_text_and_every_member_is_kept",
            ),
            (HOSTILE, "row_65_sizes_that_lie_are_not_believed"),
        ],
    ),
    (
        66,
        "tar",
        &[(HOSTILE, "row_66_of_tar_only_regular_data_is_given")],
    ),
    (
        67,
        "web archives",
        &[
            (HOSTILE, "row_67_a_damaged_gzip_member_costs_itself"),
            (
                HOSTILE,
                "row_67_lengths_that_lie_do_not_swallow_the_next_record",
            ),
            (
                HOSTILE,
                "row_67_line_feeds_alone_missing_blank_lines_and_garbage_between",
            ),
            (HOSTILE, "row_67_bodies_that_are_bombs_or_broken_say_so"),
        ],
    ),
    (
        68,
        "mail",
        &[
            (
                "src/reader/mail/tests.rs",
                "row_68_many_messages_in_each_other_are_bounded",
            ),
            (
                "src/reader/mail/tests.rs",
                "row_68_a_part_without_end_and_a_cut_encoding_keep_their_text",
            ),
        ],
    ),
    (
        69,
        "saved pages",
        &[(
            "src/reader/mail/tests.rs",
            "row_69_without_a_root_the_first_page_is_read_and_links_lead_nowhere",
        )],
    ),
    (
        70,
        "PDF",
        &[
            (
                "src/reader/unread.rs",
                "documents_that_are_not_read_are_named",
            ),
            (
                PDF,
                "row_70_scans_locked_files_and_garbage_say_what_they_are",
            ),
            (
                PDF,
                "row_70_pages_that_are_their_own_parents_and_forms_in_themselves_end",
            ),
            (PDF, "row_70_pages_without_end_are_bounded"),
            (PDF, "row_70_fonts_without_a_map_are_counted"),
            (PDF, "row_70_a_process_that_dies_costs_its_file_only"),
            (PDF, "row_70_a_process_that_hangs_is_ended"),
        ],
    ),
    (
        71,
        "withdrawn and withheld items",
        &[
            (
                "tests/integration/agency.rs",
                "a_kill_notice_hides_what_it_withdraws",
            ),
            (
                "tests/integration/agency.rs",
                "an_embargo_hides_until_it_is_over",
            ),
        ],
    ),
    (
        72,
        "a reader that fails",
        &[(HOSTILE, "row_72_a_reader_that_panics_costs_one_member")],
    ),
];

const BROKEN: Tests = &[(
    "tests/integration/broken.rs",
    "rows_27_to_58_broken_files_give_what_is_written_of_them",
)];
const HOSTILE: &str = "tests/integration/hostile_containers.rs";
const PDF: &str = "tests/integration/pdf.rs";
const HTML_SIZE: Tests = &[(
    "src/reader/html/tests.rs",
    "rows_50_51_excess_is_stripped_in_bounded_time_and_noted",
)];

#[test]
fn every_row_names_a_test_that_exists() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut missing = Vec::new();
    for (row, what, tests) in ROWS {
        for (file, name) in *tests {
            let source = std::fs::read_to_string(root.join(file)).unwrap_or_default();
            if !source.contains(&format!("#[test]\n    fn {name}("))
                && !source.contains(&format!("#[test]\nfn {name}("))
            {
                missing.push(format!("row {row} ({what}): no {name} in {file}"));
            }
        }
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
    assert!(ROWS.is_sorted_by_key(|(row, ..)| row));
}

fn story(title: &str) -> String {
    format!("{{\"title\": \"{title}\", \"body\": \"Anna walked home along the quay at night.\"}}")
}

fn paths(env: &TestEnv) -> Vec<String> {
    let run = env.run(&[
        "search", "anna", "--format", "jsonl", "--fields", "path", "-q",
    ]);
    let path_of = |line: &str| {
        let hit: serde_json::Value = serde_json::from_str(line).expect("JSON");
        hit["path"].as_str().expect("a path").to_owned()
    };
    let mut paths: Vec<String> = run.stdout.lines().map(path_of).collect();
    paths.sort();
    paths
}

#[test]
fn row_28_a_line_of_megabytes_costs_itself() {
    let env = TestEnv::new();
    let long = format!(
        "{{\"title\": \"Long\", \"body\": \"{}\"}}",
        "x ".repeat(11 << 20)
    );
    env.write(
        "a.jsonl",
        format!("{}\n{long}\n{}\n", story("One"), story("Three")),
    );
    // A file of which a part is lost counts as indexed, but the run is not as good as done.
    let run = env.run(&["index", "."]).code(3);
    assert!(
        run.stdout.starts_with("2 articles from 1 file (1 indexed, 0 empty, 0 skipped, 0 failed; of 1 file a part was lost)"),
        "{}",
        run.stdout
    );
    assert!(run.stderr.contains("too_large"), "{}", run.stderr);
    // Nothing is read again, so nothing is lost again; what was lost can be asked for.
    let _ = env.run(&["index", "."]).code(0);
    let _ = env.run(&["index", ".", "--retry"]).code(3);
}

#[cfg(unix)]
#[test]
fn row_34_links_are_not_followed() {
    use std::os::unix::fs::symlink;
    let (env, outside) = (TestEnv::new(), TestEnv::new());
    env.write("news/a.json", story("Here"));
    outside.write("b.json", story("Outside"));
    let link = |to: &Path, name: &str| symlink(to, env.path().join(name)).expect("a link");
    link(env.path(), "news/loop");
    link(outside.path(), "news/folder");
    link(&outside.path().join("b.json"), "news/file.json");
    link(&env.path().join("nowhere"), "news/dangling.json");
    let run = env.run(&["index", "news", "-q"]);
    assert!(run.code == 0 || run.code == 3, "{}", run.stderr);
    assert_eq!(paths(&env), ["news/a.json"]);
}

#[test]
fn row_35_a_file_under_two_roots_is_one_and_under_two_names_one_story() {
    let env = TestEnv::new();
    let file = env.write("news/a.json", story("Here"));
    std::fs::hard_link(&file, env.path().join("news/b.json")).expect("a second name");
    let run = env.run(&["index", "news", "news/a.json", ".", "-q"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_eq!(paths(&env), ["news/a.json", "news/b.json"]);
    let run = env.run(&["count", "anna", "--count", "stories"]);
    assert!(run.stdout.trim().starts_with('1'), "{}", run.stdout);
}

#[cfg(unix)]
#[test]
fn row_36_what_may_not_be_read_is_reported() {
    use std::os::unix::fs::PermissionsExt;
    let env = TestEnv::new();
    env.write("news/a.json", story("Here"));
    let secret = env.write("news/b.json", story("Secret"));
    let mode = std::fs::Permissions::from_mode(0o000);
    std::fs::set_permissions(&secret, mode).expect("take the permission");
    // The superuser may read everything.
    let is_denied = std::fs::File::open(&secret).is_err();
    let run = env
        .run(&["index", "news"])
        .code(if is_denied { 3 } else { 0 });
    assert_eq!(
        run.stderr.contains("permission"),
        is_denied,
        "{}",
        run.stderr
    );
    assert_eq!(paths(&env).len(), if is_denied { 1 } else { 2 });
}

#[cfg(unix)]
#[test]
fn row_37_pipes_and_sockets_are_never_opened() {
    let env = TestEnv::new();
    env.write("news/a.json", story("Here"));
    let socket = env.path().join("news/socket.json");
    let _listener = std::os::unix::net::UnixListener::bind(&socket).expect("a socket");
    let pipe = env.path().join("news/pipe.json");
    // Opening a pipe that nobody writes to would wait for ever.
    let made = std::process::Command::new("mkfifo").arg(&pipe).status();
    assert!(made.is_ok_and(|status| status.success()), "mkfifo");
    let run = env.run(&["index", "news"]).code(3);
    assert_eq!(
        run.stderr.matches("not_regular").count(),
        2,
        "{}",
        run.stderr
    );
    assert_eq!(paths(&env), ["news/a.json"]);
}

#[cfg(unix)]
#[test]
fn row_38_names_of_any_kind_are_indexed_and_shown_harmless() {
    use std::os::unix::ffi::OsStrExt;
    let env = TestEnv::new();
    let long = "n".repeat(250) + ".json";
    let names: [&[u8]; 8] = [
        b"a\nb.json",
        b"tab\t.json",
        b"\x1b[31mred.json",
        b"\xff\xfe.json",
        b"-rf.json",
        b"..json",
        "cafe\u{301}.json".as_bytes(),
        long.as_bytes(),
    ];
    std::fs::create_dir(env.path().join("news")).expect("a folder");
    for name in names {
        let path = env
            .path()
            .join("news")
            .join(std::ffi::OsStr::from_bytes(name));
        std::fs::write(path, story("Here")).expect("the file");
    }
    let run = env.run(&["index", "news", "-q"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    // A name with a dot in front is hidden.
    let found = paths(&env);
    assert_eq!(found.len(), names.len() - 1, "{found:?}");
    assert!(found.contains(&"news/%FF%FE.json".to_owned()), "{found:?}");
    let run = env.run(&["search", "anna", "--limit", "20"]);
    assert!(!run.stdout.contains('\u{1b}'), "{:?}", run.stdout);
    let run = env.run(&["search", "anna", "--format", "csv", "--limit", "20"]);
    assert!(!run.stdout.contains('\u{1b}'), "{:?}", run.stdout);
}

#[test]
fn row_39_deep_folders_are_walked() {
    let env = TestEnv::new();
    let deep = format!("news/{}a.json", "d/".repeat(500));
    env.write(&deep, story("Deep"));
    let run = env.run(&["index", "news", "-q"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_eq!(paths(&env), [deep]);
}

#[test]
fn row_43_a_word_without_end_costs_itself() {
    let env = TestEnv::new();
    let word = "w".repeat(100_000);
    env.write(
        "news/a.json",
        format!("{{\"title\": \"Long\", \"body\": \"Anna {word} walked.\"}}"),
    );
    let run = env.run(&["index", "news", "-q"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    for query in ["anna", "walked", "headline:long"] {
        let run = env.run(&["count", query]);
        assert!(
            run.stdout.trim().starts_with('1'),
            "{query}: {}",
            run.stdout
        );
    }
}

/// A run that hangs fails by this, not by patience; an unoptimised build is slow.
const LONGEST: std::time::Duration = std::time::Duration::from_secs(120);

#[test]
fn row_45_stacks_of_marks_take_bounded_time() {
    let env = TestEnv::new();
    let marks = "\u{300}\u{316}\u{489}".repeat(200_000);
    env.write(
        "news/a.json",
        format!("{{\"title\": \"He{marks} comes\", \"body\": \"Anna Za{marks}lgo walked.\"}}"),
    );
    let started = std::time::Instant::now();
    let run = env.run(&["index", "news", "-q"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let run = env.run(&["search", "anna"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(started.elapsed() < LONGEST, "{:?}", started.elapsed());
}

#[test]
fn row_46_names_without_end_take_bounded_time() {
    let env = TestEnv::new();
    let names: String = (0..20_000)
        .map(|i| format!("Mr. Adam{i} Baker{i} met Anna. "))
        .collect();
    env.write("news/a.txt", format!("A meeting\n\n{names}\n"));
    // All of one family.
    let letter = |n: u32| char::from(b'a' + (n % 26) as u8);
    let namesakes: String = (0..10_000)
        .map(|i| {
            let first: String = [i, i / 26, i / 676].map(letter).iter().collect();
            format!("Mr. An{first} Smith met Anna and Smith. ")
        })
        .collect();
    env.write("news/b.txt", format!("A family\n\n{namesakes}\n"));
    let started = std::time::Instant::now();
    let run = env.run(&["index", "news", "-q"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_eq!(paths(&env), ["news/a.txt", "news/b.txt"]);
    assert!(started.elapsed() < LONGEST, "{:?}", started.elapsed());
}

/// Sentences of a report on one lamp after another; `seed` decides which.
fn report(seed: usize) -> String {
    const WHO: [&str; 7] = [
        "keeper", "captain", "baker", "mayor", "sailor", "clerk", "widow",
    ];
    const DID: [&str; 5] = ["found", "mended", "carried", "sold", "forgot"];
    let sentence = |i: usize| {
        let n = seed * 31 + i * 17 + seed * i;
        format!(
            "The {} of quay {} {} lamp {} on the night of the {} storm. ",
            WHO[n % 7],
            n % 97,
            DID[n % 5],
            n % 1013,
            n % 61
        )
    };
    (0..12).map(sentence).collect()
}

#[test]
fn row_47_thousands_of_copies_are_one_story() {
    let env = TestEnv::new();
    let line = |title: &str, body: &str, day: &str| {
        format!("{{\"title\": \"{title}\", \"body\": \"{body}\", \"published\": \"{day}\"}}\n")
    };
    let same = report(1);
    let exact: String = (0..2000)
        .map(|i| line(&format!("Lamps {i}"), &same, "2026-01-05"))
        .collect();
    env.write("news/exact.jsonl", exact);
    // Each lacks another sentence, and says something of its own.
    let whole = report(2);
    let sentences: Vec<&str> = whole.split_inclusive(". ").collect();
    let near: String = (0..1500)
        .map(|i| {
            let mut own = sentences.clone();
            own.remove(i % sentences.len());
            let body = format!("{}Number {i} was lit at dawn.", own.concat());
            line(&format!("More lamps {i}"), &body, "2026-01-06")
        })
        .collect();
    env.write("news/near.jsonl", near);
    env.write("news/other.json", line("Alone", &report(3), "2026-01-06"));
    let started = std::time::Instant::now();
    let run = env.run(&["index", "news", "--entities", "none", "-q"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(started.elapsed() < LONGEST, "{:?}", started.elapsed());
    let run = env.run(&["count", "lamp", "--count", "articles"]);
    assert!(run.stdout.trim().starts_with("3501"), "{}", run.stdout);
    let run = env.run(&["count", "lamp", "--count", "stories"]);
    assert!(run.stdout.trim().starts_with('3'), "{}", run.stdout);
}

#[test]
fn row_49_what_is_no_language_is_kept_and_found() {
    let env = TestEnv::new();
    let mut state = 2026_u64;
    let mut next = |below: u64| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        (state >> 33) % below
    };
    let mut garbage = String::new();
    for i in 0..600 {
        let letters = 1 + next(9);
        for _ in 0..letters {
            let letter = b"abcdefghijklmnopqrstuvwxyz0123456789.,;'~^|"[next(43) as usize];
            garbage.push(char::from(letter));
        }
        garbage.push(if i % 8 == 7 { '\n' } else { ' ' });
    }
    garbage.insert_str(garbage.len() / 2, " qzxvkw ");
    env.write("news/scan.txt", garbage);
    let run = env.run(&["index", "news", "-q"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let run = env.run(&[
        "search",
        "qzxvkw",
        "--all-text",
        "--format",
        "jsonl",
        "--fields",
        "path,language",
        "-q",
    ]);
    let hit: serde_json::Value = serde_json::from_str(run.stdout.trim()).expect("one hit");
    assert_eq!(hit["path"], "news/scan.txt");
    assert_eq!(hit["language"], "und");
}
