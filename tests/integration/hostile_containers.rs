//! Containers as enemies and bad disks make them; each test names its row in the list of faults.

use std::time::{Duration, Instant};

use morgue::reader::container::Limits;
use morgue::reader::{Input, ReadError, Reader, Sink};

use crate::env::TestEnv;
use crate::pack::*;

/// Bytes of a bomb: well over what a member may unfold to.
const MANY: usize = 40 << 20;

#[test]
fn row_63_a_gzip_bomb_is_left_before_it_unfolds() {
    let one = gzip(&vec![0; MANY]);
    // Ten gigabytes of zeros, if anybody unpacked them.
    let bytes = one.repeat(250);
    let started = Instant::now();
    let got = open("page.html.gz", &bytes);
    assert_eq!(
        (got.reasons(), got.articles.len()),
        (vec!["bomb"], 0),
        "{:?}",
        got.details
    );
    assert!(
        started.elapsed() < Duration::from_secs(20),
        "{:?}",
        started.elapsed()
    );
}

#[test]
fn row_63_a_zip_bomb_costs_its_own_member_only() {
    let bomb = zip(&[zip_member("zeros.txt", &vec![0; MANY])]);
    let bytes = zip(&[
        zip_member("bomb.txt", &vec![b' '; MANY]),
        zip_member("inner.zip", &bomb),
        zip_member("good.json", &article("Good")),
    ]);
    let got = open("all.zip", &bytes);
    assert_eq!(got.headlines(), ["Good"], "{:?}", got.skips);
    assert_eq!(got.reasons(), ["bomb", "bomb"], "{:?}", got.details);
}

#[test]
fn row_63_members_that_share_their_bytes_stop_at_the_total() {
    let one = zip(&[zip_member("a.txt", &vec![0; 8 << 20])]);
    let start = one.windows(4).position(|w| w == b"PK\x01\x02").unwrap();
    let (mut out, entry) = (one[..start].to_vec(), &one[start..start + 46 + 5]);
    end_zip(&mut out, &entry.repeat(5_000), 5_000);
    let limits = Limits {
        total: 64 << 20,
        ..Limits::default()
    };
    let got = open_with("all.zip", &out, limits, None);
    assert_eq!(got.reasons().last(), Some(&"bomb"), "{:?}", got.details);
    assert!(got.skips.len() < 20, "{}", got.skips.len());
}

#[test]
fn row_63_too_many_members_and_too_many_layers_are_bombs() {
    let members: Vec<_> = (0..30)
        .map(|i| zip_member(&format!("{i}.json"), &article("One")))
        .collect();
    let limits = Limits {
        members: 20,
        ..Limits::default()
    };
    let got = open_with("all.zip", &zip(&members), limits, None);
    assert_eq!(got.reasons(), ["bomb"], "{:?}", got.details);
    let mut bytes = article("Deep");
    for _ in 0..12 {
        bytes = gzip(&bytes);
    }
    let got = open("deep.gz", &bytes);
    assert_eq!(
        (got.reasons(), got.articles.len()),
        (vec!["bomb"], 0),
        "{:?}",
        got.details
    );
}

#[test]
fn row_63_a_zstd_window_of_gigabytes_is_refused() {
    // Magic number, no checksum and no size, a window of two to the power of 41.
    let mut bytes = vec![0x28, 0xb5, 0x2f, 0xfd, 0x00, 0xf8];
    bytes.extend([1, 0, 0]);
    let got = open("x.zst", &bytes);
    assert!(
        matches!(got.reasons()[..], ["bomb" | "damaged", ..]),
        "{got:?}"
    );
    assert!(got.articles.is_empty());
}

#[test]
fn row_64_truncated_files_give_what_is_whole_and_say_where() {
    let text = [
        article("First"),
        b"\n".to_vec(),
        article("Second"),
        b"\n".to_vec(),
    ]
    .concat();
    let (one, two) = (gzip(&text), gzip(&article("Third")));
    let cut = [one.clone(), two[..two.len() - 20].to_vec()].concat();
    let got = open("a.jsonl.gz", &cut);
    assert_eq!(&got.headlines()[..2], ["First", "Second"], "{got:?}");
    assert_eq!(
        got.skips[0],
        (String::new(), one.len() as u64, "truncated"),
        "{got:?}"
    );

    let members = [
        zip_member("a.json", &article("First")),
        zip_member("b.json", &article("Second")),
    ];
    let whole = zip(&members);
    let second = zip(&members[..1])
        .windows(4)
        .position(|w| w == b"PK\x01\x02")
        .unwrap();
    let got = open("a.zip", &whole[..second + 60]);
    assert_eq!(got.headlines(), ["First"], "{got:?}");
    assert_eq!(got.skips[0].2, "truncated", "{got:?}");
    assert!(
        got.skips.iter().any(|(_, at, _)| *at == second as u64),
        "{got:?}"
    );

    let tarred = tar(&[
        ("a.json", &article("First")),
        ("b.json", &article("Second")),
    ]);
    let got = open("a.tar", &tarred[..1024 + 512 + 30]);
    assert_eq!(got.headlines()[0], "First", "{got:?}");
    assert_eq!(
        got.skips[0],
        ("b.json".to_owned(), 1024, "truncated"),
        "{got:?}"
    );

    let packed = zstd(&text);
    let got = open("a.jsonl.zst", &packed[..packed.len() - 5]);
    assert_eq!(got.reasons()[0], "truncated", "{got:?}");
}

#[test]
fn row_64_wrong_checksums_garbage_and_joined_files() {
    let mut wrong = gzip(&article("First"));
    let at = wrong.len() - 8;
    wrong[at] ^= 1;
    let got = open("a.json.gz", &wrong);
    assert_eq!(
        (got.headlines(), got.reasons()),
        (vec!["First"], vec!["damaged"]),
        "{got:?}"
    );

    let good = gzip(&article("First"));
    let mut trailing = good.clone();
    trailing.extend(b"garbage at the end");
    let got = open("a.json.gz", &trailing);
    assert_eq!(got.headlines(), ["First"]);
    assert_eq!(got.skips, [(String::new(), good.len() as u64, "damaged")]);

    let mut padded = good.clone();
    padded.extend([0; 512]);
    assert!(open("a.json.gz", &padded).skips.is_empty());

    let halves = article("Joined");
    let joined = [gzip(&halves[..20]), gzip(&halves[20..])].concat();
    assert_eq!(open("a.json.gz", &joined).headlines(), ["Joined"]);

    let member = ZipMember {
        crc: Some(7),
        ..zip_member("a.json", &article("First"))
    };
    let got = open(
        "a.zip",
        &zip(&[member, zip_member("b.json", &article("Second"))]),
    );
    assert_eq!(
        (got.headlines(), got.reasons()),
        (vec!["First", "Second"], vec!["damaged"]),
        "{got:?}"
    );

    let mut tarred = tar(&[
        ("a.json", &article("First")),
        ("b.json", &article("Second")),
    ]);
    tarred.splice(1024..1024, [b'#'; 512]);
    let got = open("a.tar", &tarred);
    assert_eq!(got.headlines(), ["First", "Second"], "{got:?}");
    assert_eq!(got.skips, [(String::new(), 1024, "damaged")]);
}

#[test]
fn row_65_names_of_zip_members_are_text_and_every_member_is_kept() {
    let named = |name: &[u8], headline: &str| ZipMember {
        name: name.to_vec(),
        ..zip_member("", &article(headline))
    };
    let members = [
        named(b"../../../etc/passwd.json", "One"),
        named(b"/absolute.json", "Two"),
        named(b"C:\\news\\win.json", "Three"),
        named(b"M\x94we.json", "Four"),
        named(b"same.json", "Five"),
        named(b"same.json", "Six"),
        named(b"esc\x1b[31m\nline.json", "Seven"),
        ZipMember {
            attributes: 0o120_777 << 16,
            ..named(b"link", "Never")
        },
        ZipMember {
            flags: 1,
            ..named(b"secret.json", "Never")
        },
    ];
    let got = open("a.zip", &zip(&members));
    assert_eq!(
        got.members(),
        [
            "../../../etc/passwd.json",
            "/absolute.json",
            "C:/news/win.json",
            "M\u{f6}we.json",
            "same.json",
            "same.json#2",
            "esc\u{1b}[31m\nline.json",
        ],
        "{got:?}"
    );
    assert_eq!(got.passed, [("link".to_owned(), "link".to_owned())]);
    assert_eq!(got.skips[0].2, "encrypted");

    let env = TestEnv::new();
    env.write("in/a.zip", zip(&members));
    let run = env.run(&["index", "in", "--entities", "none"]);
    assert!(run.code == 0 || run.code == 3, "{}", run.stderr);
    assert!(
        run.stderr.contains("secret.json: encrypted"),
        "{}",
        run.stderr
    );
    let shown = env.run(&["search", "clock", "--all"]).code(0).stdout;
    let listed = env.run(&["inspect", "in/a.zip"]).code(0).stdout;
    assert!(
        !shown.contains('\u{1b}') && !listed.contains('\u{1b}'),
        "{listed}"
    );
    let files: Vec<_> = std::fs::read_dir(env.path())
        .unwrap()
        .map(|e| e.unwrap().file_name())
        .collect();
    assert_eq!(files.len(), 2, "nothing is unpacked: {files:?}");
}

#[test]
fn row_65_sizes_that_lie_are_not_believed() {
    let mut bytes = zip(&[
        zip_member("a.json", &article("First")),
        zip_member("b.json", &article("Second")),
    ]);
    let start = bytes.windows(4).position(|w| w == b"PK\x01\x02").unwrap();
    // The directory claims four gigabytes unpacked, and a first member beyond the end.
    bytes[start + 24..start + 28].copy_from_slice(&[0xff, 0xff, 0xff, 0x7f]);
    assert_eq!(open("a.zip", &bytes).headlines(), ["First", "Second"]);
    bytes[start + 42..start + 46].copy_from_slice(&[0xff, 0xff, 0xff, 0x7f]);
    let got = open("a.zip", &bytes);
    assert_eq!(
        (got.headlines(), got.reasons()),
        (vec!["Second"], vec!["truncated"]),
        "{got:?}"
    );
}

#[test]
fn row_66_of_tar_only_regular_data_is_given() {
    let long = format!("{}/a.json", "d".repeat(300));
    let pax = |text: &str| {
        let length = text.len() + 3;
        let length = length + usize::from(length + 1 > 99);
        format!("{length} {text}\n")
    };
    let (first, second, third) = (article("First"), article("Second"), article("Third"));
    let path = pax("path=renamed/b.json");
    // The header says no bytes, PAX says how many there are.
    let size = pax(&format!("size={}", third.len()));
    let bytes = [
        tar_member(
            "././@LongLink",
            b'L',
            long.len() + 1,
            format!("{long}\0").as_bytes(),
        ),
        tar_member("short", b'0', first.len(), &first),
        tar_member("link", b'2', 0, b""),
        tar_member("device", b'3', 0, b""),
        tar_member("pipe", b'6', 0, b""),
        tar_member("sparse", b'S', 4, b"data"),
        tar_member("x", b'x', path.len(), path.as_bytes()),
        tar_member("b.json", b'0', second.len(), &second),
        tar_member("x", b'x', size.len(), size.as_bytes()),
        tar_member("c.json", b'0', 0, &third),
        tar_member("endless", b'L', 1 << 30, b""),
    ]
    .concat();
    let got = open("a.tar", &bytes);
    assert_eq!(
        got.members(),
        [long.as_str(), "renamed/b.json", "c.json"],
        "{got:?}"
    );
    assert_eq!(got.passed.len(), 3, "{got:?}");
    assert_eq!(got.skips[0].2, "unsupported", "{got:?}");
}

fn three() -> [Vec<u8>; 3] {
    ["One", "Two", "Three"].map(|h| capture(&format!("http://x.example/{h}"), h))
}

#[test]
fn row_67_a_damaged_gzip_member_costs_itself() {
    let [one, two, three] = three().map(|record| gzip(&record));
    let mut broken = two.clone();
    let middle = broken.len() / 2;
    broken[middle..middle + 8].fill(0xff);
    let bytes = [one.clone(), broken, three.clone()].concat();
    let got = open("x.warc.gz", &bytes);
    assert_eq!(got.headlines().first(), Some(&"One"), "{got:?}");
    assert_eq!(got.headlines().last(), Some(&"Three"), "{got:?}");
    assert!(
        got.skips
            .iter()
            .any(|(_, at, why)| (*at, *why) == (one.len() as u64, "damaged")),
        "{got:?}"
    );

    let bytes = [one.clone(), two[..middle].to_vec(), three.clone()].concat();
    let got = open("x.warc.gz", &bytes);
    assert_eq!(got.headlines().last(), Some(&"Three"), "{got:?}");
    let bytes = [one, two[..middle].to_vec()].concat();
    let got = open("x.warc.gz", &bytes);
    assert!(got.reasons().contains(&"truncated"), "{got:?}");
}

#[test]
fn row_67_lengths_that_lie_do_not_swallow_the_next_record() {
    let [one, _, three] = three();
    let block = answer("Content-Type: text/html\r\n", &page("Two"));
    for (length, reason) in [
        ((block.len() + 300).to_string(), "damaged"),
        ((block.len() - 300).to_string(), "damaged"),
        ("99999999999999".to_owned(), "damaged"),
        ("-1".to_owned(), "damaged"),
        ("many".to_owned(), "damaged"),
    ] {
        let two = record_of_length("response", "http://x.example/Two", HTTP, &block, &length);
        let bytes = [one.clone(), two, three.clone()].concat();
        let got = open("x.warc", &bytes);
        assert_eq!(got.headlines().first(), Some(&"One"), "{length}: {got:?}");
        assert_eq!(got.headlines().last(), Some(&"Three"), "{length}: {got:?}");
        let offset = one.len() as u64;
        let is_there = got
            .skips
            .iter()
            .any(|(_, at, why)| (*at, *why) == (offset, reason));
        assert!(is_there, "{length}: {got:?}");
        if length.len() < 6 && length != "-1" && length != "many" {
            assert_eq!(got.headlines()[1], "Two", "{length}: {got:?}");
            assert!(got.texts[1].contains("Then The clock"), "{length}");
        }
    }
}

#[test]
fn row_67_line_feeds_alone_missing_blank_lines_and_garbage_between() {
    let [one, two, three] = three();
    let bare = |bytes: &[u8]| {
        String::from_utf8(bytes.to_vec())
            .unwrap()
            .replace("\r\n", "\n")
    };
    // Lengths are those of the shorter blocks.
    let block = bare(&answer("Content-Type: text/html\r\n", &page("Bare")));
    let bare = bare(&record(
        "response",
        "http://x.example/b",
        HTTP,
        block.as_bytes(),
    ));
    let tight = |record: &[u8]| record.strip_suffix(b"\r\n\r\n").unwrap().to_vec();
    let bytes = [
        tight(&one),
        bare.into_bytes(),
        b"what is this?\r\n".to_vec(),
        two,
        three,
    ]
    .concat();
    let got = open("x.warc", &bytes);
    assert_eq!(got.headlines(), ["One", "Bare", "Two", "Three"], "{got:?}");
    assert_eq!(got.reasons(), ["damaged"], "{got:?}");
}

#[test]
fn row_67_what_is_no_page_is_passed_over_and_wrong_digests_are_told() {
    let good = answer("Content-Type: text/html\r\n", &page("Page"));
    let digest = format!("{HTTP}WARC-Block-Digest: sha1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\r\n");
    let bytes = [
        record(
            "warcinfo",
            "",
            "Content-Type: application/warc-fields\r\n",
            b"software: x\r\n",
        ),
        record(
            "request",
            "http://x.example/p",
            HTTP,
            b"GET / HTTP/1.1\r\n\r\n",
        ),
        record(
            "response",
            "dns:x.example",
            "Content-Type: text/dns\r\n",
            b"20260116\nx.example. 1 IN A 10.0.0.1\n",
        ),
        record(
            "response",
            "http://x.example/a.png",
            HTTP,
            &answer("Content-Type: image/png\r\n", b"\x89PNG"),
        ),
        record(
            "response",
            "http://x.example/robots.txt",
            HTTP,
            &answer(
                "Content-Type: text/plain\r\n",
                b"User-agent: *\nDisallow: /\n",
            ),
        ),
        record(
            "metadata",
            "http://x.example/p",
            "Content-Type: application/warc-fields\r\n",
            b"via: x\r\n",
        ),
        record(
            "response",
            "<http://x.example/with spaces in it>",
            &digest,
            &good,
        ),
    ]
    .concat();
    let got = open("x.warc", &bytes);
    assert_eq!(got.members(), ["7"], "{got:?}");
    assert_eq!(got.passed.len(), 6, "{got:?}");
    assert_eq!(got.reasons(), ["damaged"], "{got:?}");
    assert!(
        got.notes[0].iter().any(|note| note.contains("digest")),
        "{:?}",
        got.notes
    );
    let nothing = open("x.warc", b"WARC/1.0\r\n");
    assert_eq!(nothing.reasons(), ["truncated"], "{nothing:?}");
}

#[test]
fn row_67_bodies_that_are_bombs_or_broken_say_so() {
    let html = "Content-Type: text/html\r\nContent-Encoding: gzip\r\n";
    let packed = gzip(&page("Broken"));
    let bytes = [
        record(
            "response",
            "http://x.example/bomb",
            HTTP,
            &answer(html, &gzip(&vec![b' '; MANY])),
        ),
        record(
            "response",
            "http://x.example/cut",
            HTTP,
            &answer(html, &packed[..packed.len() - 30]),
        ),
        capture("http://x.example/good", "Good"),
    ]
    .concat();
    let got = open("x.warc", &bytes);
    assert_eq!(&got.reasons()[..2], ["bomb", "truncated"], "{got:?}");
    assert_eq!(got.headlines().last(), Some(&"Good"));
}

#[test]
fn row_64_and_67_no_damage_of_any_kind_makes_it_panic_or_run_away() {
    let [one, two, three] = three();
    let warc = [one, two, three].concat();
    let mbox: Vec<u8> = (0..3)
        .flat_map(|i| format!("From a@x.example Tue Jan 13 23:30:00 2026\nFrom: A B <a@x.example>\nSubject: S{i}\nDate: Tue, 13 Jan 2026 18:30:00 -0500\n\nThe clock struck.\n\n").into_bytes())
        .collect();
    let files = [
        ("x.warc", warc.clone()),
        ("x.warc.gz", gzip(&warc)),
        (
            "x.zip",
            zip(&[
                zip_member("a.json", &article("A")),
                zip_member("b.json", &article("B")),
            ]),
        ),
        (
            "x.tar",
            tar(&[("a.json", &article("A")), ("b.json", &article("B"))]),
        ),
        ("x.json.zst", zstd(&article("A"))),
        ("x.json.bz2", bzip2(&article("A"))),
        ("x.mbox", mbox),
    ];
    for (name, bytes) in files {
        let step = (bytes.len() / 60).max(1);
        for at in (0..bytes.len()).step_by(step) {
            let _ = open(name, &bytes[..at]);
            let mut flipped = bytes.clone();
            flipped[at] ^= 0x55;
            let _ = open(name, &flipped);
            let _ = open_stream(name, &flipped);
        }
    }
}

/// A reader with a defect: it panics on one word.
struct Panics;

impl Reader for Panics {
    fn name(&self) -> &'static str {
        "panics"
    }

    fn doc(&self) -> &'static str {
        "for a test"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &[]
    }

    fn sniff(&self, _head: &morgue::reader::Head<'_>) -> u8 {
        0
    }

    fn read(&self, input: &Input<'_>, sink: Sink<'_>) -> Result<(), ReadError> {
        let text = String::from_utf8_lossy(input.bytes);
        assert!(!text.contains("Second"), "as arranged");
        morgue::reader::find_reader("json")
            .expect("it is there")
            .read(input, sink)
    }
}

#[test]
fn row_72_a_reader_that_panics_costs_one_member() {
    let bytes =
        zip(&["First", "Second", "Third"].map(|h| zip_member(&format!("{h}.json"), &article(h))));
    let got = open_with("a.zip", &bytes, Limits::default(), Some(&Panics));
    assert_eq!(got.headlines(), ["First", "Third"]);
    assert_eq!(
        (got.skips[0].0.as_str(), got.skips[0].2),
        ("Second.json", "damaged")
    );
}
