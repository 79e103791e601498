//! Every renderer on the same hits, each with one snapshot, and what must hold for all of them.

use std::io::{self, Write};

use morgue::annotations::Record;
use morgue::hit::Hits;
use morgue::output::{
    Needs, Options, RENDERERS, Renderer, Style, find_renderer, parse_fields, render_hits,
};

use crate::shared_hits::{check, hits};

fn render(name: &str, options: &Options) -> String {
    let renderer = find_renderer(name).expect("it is in the table");
    let mut out = Vec::new();
    render_hits(renderer, &mut out, options, "release AND \"x\"", &hits()).expect("it is written");
    String::from_utf8(out).expect("output is UTF-8")
}

fn terminal(width: usize, colour: bool) -> Options {
    let style = Style {
        colour,
        width,
        is_terminal: true,
        marks: None,
    };
    Options {
        style,
        ..Options::default()
    }
}

#[test]
fn each_renderer_has_its_snapshot() {
    for renderer in RENDERERS {
        check(
            &format!("hits_{}", renderer.name()),
            &render(renderer.name(), &Options::default()),
        );
    }
}

#[test]
fn text_on_a_terminal() {
    check("hits_text_terminal", &render("text", &terminal(72, false)));
    check("hits_text_colour", &render("text", &terminal(200, true)));
    // The narrowest and the unknown window must not divide by zero.
    for width in [0, 1, 2] {
        assert!(render("text", &terminal(width, true)).contains("1,204"));
    }
}

#[test]
fn chosen_fields_and_raw_cells() {
    let fields = parse_fields("id,headline,date_precision,section").expect("they are known");
    let options = Options {
        fields: Some(fields),
        ..Options::default()
    };
    let raw = Options {
        raw_cells: true,
        ..options.clone()
    };
    let mut all = String::new();
    for name in ["tsv", "text", "nul", "jsonl"] {
        all += &format!("{name}:\n{}\n", render(name, &options));
    }
    all += &format!("raw csv:\n{}", render("csv", &raw));
    check("hits_chosen_fields", &all);
}

/// JSON and the formats for people must hold nothing that a terminal would obey.
#[test]
fn no_renderer_but_nul_lets_hostile_characters_through() {
    for renderer in RENDERERS.iter().filter(|r| r.name() != "nul") {
        let out = render(renderer.name(), &Options::default());
        // The lines of RIS end in CR LF.
        let out = out.replace("\r\n", "\n");
        let found = out.find([
            '\u{1b}', '\u{7}', '\u{9b}', '\u{202e}', '\u{2028}', '\u{2029}', '\u{200b}', '\0', '\r',
        ]);
        assert_eq!(found.map(|at| &out[at..]), None, "{}", renderer.name());
    }
}

/// A renderer must not look at what it says it does not need: less is found than it would show.
#[test]
fn renderers_say_how_much_of_a_hit_they_need() {
    let chosen = |list| Options {
        fields: Some(parse_fields(list).expect("known")),
        ..Options::default()
    };
    let all_options = [
        Options::default(),
        terminal(80, false),
        chosen("rank,id"),
        chosen("id,path"),
        chosen("mentions"),
    ];
    for renderer in RENDERERS {
        for options in &all_options {
            let needs = renderer.needs(options);
            let mut cut = hits();
            for hit in &mut cut.hits {
                if needs < Needs::Spans {
                    hit.spans.clear();
                }
                if needs < Needs::Record {
                    let id = hit.record.provenance.id.clone();
                    hit.record = Record::default();
                    hit.record.provenance.id = id;
                }
            }
            let mut out = Vec::new();
            render_hits(*renderer, &mut out, options, "release AND \"x\"", &cut)
                .expect("it is written");
            assert_eq!(
                String::from_utf8_lossy(&out),
                render(renderer.name(), options)
            );
        }
    }
}

#[test]
fn names_are_there_once_and_documented() {
    for (i, renderer) in RENDERERS.iter().enumerate() {
        assert!(!renderer.doc().is_empty());
        assert!(
            RENDERERS[..i]
                .iter()
                .all(|other| other.name() != renderer.name())
        );
    }
}

#[test]
fn a_closed_pipe_is_reported_at_once_and_an_empty_answer_is_whole() {
    struct Closed;
    impl Write for Closed {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(io::ErrorKind::BrokenPipe.into())
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }
    for renderer in RENDERERS {
        let renderer: &'static dyn Renderer = *renderer;
        let broken = render_hits(renderer, &mut Closed, &Options::default(), "x", &hits());
        assert_eq!(
            broken.expect_err("it is closed").kind(),
            io::ErrorKind::BrokenPipe
        );
        let mut out = Vec::new();
        let empty = Hits::default();
        render_hits(renderer, &mut out, &Options::default(), "x", &empty).expect("it is written");
        if renderer.name() == "json" {
            let json: serde_json::Value = serde_json::from_slice(&out).expect("it is JSON");
            assert_eq!(json["total"], 0);
        }
    }
}

/// The rules of the reference formats that a hostile article could break.
#[test]
fn references_keep_the_rules_of_their_formats() {
    let csl: serde_json::Value =
        serde_json::from_str(&render("csljson", &Options::default())).expect("it is JSON");
    // Names from the schema csl-data.json of CSL 1.0.2, which allows no others.
    let allowed = [
        "id",
        "type",
        "title",
        "author",
        "container-title",
        "section",
        "issued",
        "publisher-place",
        "language",
        "abstract",
        "keyword",
        "URL",
        "archive_location",
        "note",
    ];
    for item in csl.as_array().expect("an array") {
        let item = item.as_object().expect("an object");
        assert!(item.keys().all(|key| allowed.contains(&key.as_str())));
        assert!(item["id"].is_string() && item["type"] == "article-newspaper");
        assert!(
            item.get("URL")
                .is_none_or(|url| url.as_str().is_some_and(|u| u.starts_with("http")))
        );
    }

    let ris = render("ris", &Options::default());
    let mut is_open = false;
    for line in ris.split_terminator("\r\n").filter(|line| !line.is_empty()) {
        let (tag, rest) = line.split_at(2);
        assert!(
            tag.bytes()
                .all(|b| b.is_ascii_uppercase() || b.is_ascii_digit()),
            "{line}"
        );
        assert!(
            rest.starts_with("  - ") && !rest.contains(['\r', '\n']),
            "{line}"
        );
        assert_eq!(tag == "TY", !is_open, "{line}");
        is_open = tag != "ER";
    }
    assert!(!is_open);

    let bibtex = render("bibtex", &Options::default());
    let mut depth = 0;
    for c in bibtex.chars() {
        depth += i32::from(c == '{') - i32::from(c == '}');
        assert!(depth >= 0);
    }
    assert_eq!(depth, 0);

    for line in render("trec", &Options::default()).lines() {
        assert_eq!(line.split(' ').count(), 6, "{line}");
    }
    let html = render("html", &Options::default());
    assert!(!html.contains("<script") && !html.contains("href=\"javascript"));
}
