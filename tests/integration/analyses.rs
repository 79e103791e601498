//! Concordances, timelines and graphs: one snapshot for each format.

use morgue::article::Span;
use morgue::field::TextField;
use morgue::hit::{
    FieldSpan, Graph, GraphEdge, GraphNode, Hit, KwicLine, TimeBucket, TimeSeries, Timeline,
};
use morgue::output::Style;
use morgue::output::chart::{Measure, render_chart, render_svg, timeline_sheet};
use morgue::output::graph::GRAPH_FORMATS;
use morgue::output::kwic::{
    Context, KWIC_FORMATS, KwicOrder, KwicWriter, find_kwic_format, kwic_lines, sort_kwic,
};
use morgue::output::sheet::{SheetOptions, find_sheet_format};
use morgue::text::TokenisedArticle;

use crate::json_schema::Schema;
use crate::shared_hits::{check, hits};

const TERMINAL: Style = Style {
    colour: false,
    width: 80,
    is_terminal: true,
    marks: None,
};

fn kwic_of(hit: &Hit, context: Context) -> Vec<KwicLine> {
    kwic_lines(&TokenisedArticle::new(&hit.record), &hit.spans, context)
}

fn lines(context: Context) -> Vec<KwicLine> {
    hits()
        .hits
        .iter()
        .flat_map(|hit| kwic_of(hit, context))
        .collect()
}

fn kwic(format: &str, style: Style, lines: &[KwicLine]) -> String {
    let mut out = Vec::new();
    let format = find_kwic_format(format).expect("it is in the table");
    let mut writer = KwicWriter::begin(format, &mut out, style, false).expect("it is written");
    for line in lines {
        writer.line(line).expect("it is written");
    }
    writer.end(lines.len()).expect("it is written");
    String::from_utf8(out).expect("output is UTF-8")
}

#[test]
fn a_concordance_has_a_line_for_each_mention() {
    let mentions: usize = hits().hits.iter().map(|hit| hit.spans.len()).sum();
    for context in [
        Context::Words(0),
        Context::Words(5),
        Context::Sentence,
        Context::Paragraph,
    ] {
        assert_eq!(lines(context).len(), mentions);
    }
    for format in KWIC_FORMATS {
        check(
            &format!("kwic_{}", format.name),
            &kwic(format.name, Style::PIPE, &lines(Context::Words(4))),
        );
    }
    check(
        "kwic_text_terminal",
        &kwic("text", TERMINAL, &lines(Context::Sentence)),
    );
    for width in [0, 1, 20, 300] {
        let out = kwic(
            "text",
            Style { width, ..TERMINAL },
            &lines(Context::Paragraph),
        );
        assert_eq!(out.lines().count(), mentions);
    }
}

#[test]
fn contexts_are_sorted_and_limited() {
    let line = |left: &str, matched: &str, date: Option<&str>| KwicLine {
        left: left.to_owned(),
        matched: matched.to_owned(),
        date: date.map(str::to_owned),
        ..KwicLine::default()
    };
    let mut lines = [
        line("the long", "b", None),
        line("the Élan", "c", Some("2026-01-02")),
        line("a long", "a", Some("1905")),
    ];
    let order =
        |lines: &[KwicLine]| -> String { lines.iter().map(|l| l.matched.as_str()).collect() };
    sort_kwic(&mut lines, KwicOrder::Left);
    assert_eq!(order(&lines), "cab");
    sort_kwic(&mut lines, KwicOrder::Right);
    assert_eq!(order(&lines), "abc");
    sort_kwic(&mut lines, KwicOrder::Date);
    assert_eq!(order(&lines), "acb");

    // A mention in the middle of an endless paragraph, and one that does not fit the text.
    let mut hit = hits().hits.swap_remove(0);
    hit.record.article.blocks.truncate(1);
    hit.record.article.blocks[0].text = "né ".repeat(100_000);
    let span = |start, end| FieldSpan {
        field: TextField::Body,
        bytes: Span::new(start, end),
        first: 0,
        last: 0,
    };
    hit.spans = vec![span(200_000, 200_003), span(9_000_000, 9_000_001)];
    let lines: Vec<KwicLine> = kwic_of(&hit, Context::Paragraph);
    assert_eq!(lines.len(), 2);
    assert!(lines[0].left.len() <= 4096 && lines[0].right.len() <= 4096);
}

fn timeline(queries: &[&str]) -> Timeline {
    let buckets = (0..18).map(|i| TimeBucket {
        label: format!("{}-{:02}", 2025 + i / 12, i % 12 + 1),
        articles: if i == 7 { 40 } else { 900 + 20 * i },
        words: 500_000,
        sources: 12,
        has_gap: i == 7,
        gap_sources: if i == 7 {
            vec!["The Coast Ledger".to_owned()]
        } else {
            Vec::new()
        },
    });
    let series = queries.iter().enumerate().map(|(n, name)| TimeSeries {
        name: (*name).to_owned(),
        counts: (0..18)
            .map(|i| {
                if i == 7 {
                    0
                } else {
                    (i * (n as u64 + 3) * 7) % (90 - 20 * n as u64)
                }
            })
            .collect(),
        undated: 3,
        imprecise: 1200 * n as u64,
    });
    Timeline {
        unit: "month".to_owned(),
        counted: "articles".to_owned(),
        series: series.collect(),
        buckets: buckets.collect(),
        undated: 12,
        imprecise: 0,
    }
}

const HOSTILE: &str = "\u{1b}[31m<script>alert(1)</script> \"x\" & \\N{brace}";

fn svg(timeline: &Timeline, measure: Measure) -> String {
    let mut out = Vec::new();
    render_svg(&mut out, timeline, measure).expect("it is written");
    String::from_utf8(out).expect("output is UTF-8")
}

fn chart(timeline: &Timeline, measure: Measure, style: &Style) -> String {
    let mut out = Vec::new();
    render_chart(&mut out, timeline, measure, style).expect("it is written");
    String::from_utf8(out).expect("output is UTF-8")
}

#[test]
fn timelines_as_table_chart_and_picture() {
    let one = timeline(&["prisoner release"]);
    let several = timeline(&["release", "Machado", HOSTILE]);
    check("timeline_chart", &chart(&one, Measure::Count, &TERMINAL));
    check(
        "timeline_chart_rates",
        &chart(
            &several,
            Measure::Rate,
            &Style {
                width: 40,
                ..TERMINAL
            },
        ),
    );
    check("timeline_svg_one", &svg(&one, Measure::Count));
    check("timeline_svg_several", &svg(&several, Measure::Rate));
    assert!(!svg(&several, Measure::Count).contains("<script"));

    let mut out = Vec::new();
    let format = find_sheet_format("json").expect("it is in the table");
    (format.render)(
        &mut out,
        &timeline_sheet(&several),
        &SheetOptions::default(),
    )
    .expect("it is written");
    Schema::read("sheet").check(&serde_json::from_slice(&out).expect("it is JSON"));
}

#[test]
fn charts_of_nothing_and_of_one_are_drawn() {
    let nothing = Timeline::default();
    let mut single = timeline(&["x"]);
    single.buckets.truncate(1);
    single.series[0].counts = vec![1];
    single.buckets[0].articles = 0;
    for timeline in [&nothing, &single] {
        for measure in [Measure::Count, Measure::Rate] {
            for width in [0, 1, 300] {
                chart(timeline, measure, &Style { width, ..TERMINAL });
            }
            let svg = svg(timeline, measure);
            assert!(!svg.contains("NaN") && !svg.contains("inf"), "{svg}");
        }
    }
}

#[test]
fn graphs_in_every_format() {
    let node = |key: &str, label: &str, kind: &str, count| GraphNode {
        key: key.to_owned(),
        label: label.to_owned(),
        kind: kind.to_owned(),
        count,
    };
    let edge = |source, target, weight, significance| GraphEdge {
        source,
        target,
        weight,
        significance,
    };
    let graph = Graph {
        name: "release & co".to_owned(),
        nodes: vec![
            node(
                "person/maria corina machado",
                "Maria Corina Machado",
                "person",
                40,
            ),
            node("place/caracas", "Caracas", "place", 31),
            node("org/x", HOSTILE, "org", 1),
        ],
        edges: vec![
            edge(0, 1, 12, Some(25.5)),
            edge(1, 2, 1, Some(f64::NAN)),
            // An edge to nowhere is left out rather than written as damage.
            edge(1, 9, 1, None),
        ],
    };
    for format in GRAPH_FORMATS {
        let mut out = Vec::new();
        (format.render)(&mut out, &graph).expect("it is written");
        let out = String::from_utf8(out).expect("output is UTF-8");
        assert!(!out.contains(['\u{1b}', '\r']), "{}", format.name);
        check(&format!("graph_{}", format.name), &out);
    }
}

/// The hits of the other tests have all their spans in the texts.
#[test]
fn each_line_holds_its_match() {
    for hit in &hits().hits {
        for (line, span) in kwic_of(hit, Context::Sentence).iter().zip(&hit.spans) {
            assert_eq!(line.field, span.field.name());
            assert!(!line.matched.is_empty() && line.paragraph > 0);
        }
    }
    let none = Hit {
        spans: Vec::new(),
        ..hits().hits.swap_remove(0)
    };
    assert!(kwic_of(&none, Context::Sentence).is_empty());
}
