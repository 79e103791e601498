//! What each operator means, on one small article.

use chrono::NaiveDate;

use super::*;
use crate::annotations::{Annotations, Mention};
use crate::article::{Article, Block, BlockKind, DateSource, Precision, Published, Span};
use crate::query::{Context, parse};
use crate::text::field_text;

/// Words of the body by position: 0 María 1 Corina 2 Machado 3 welcomed 4 the 5 release 6 of 7 the
/// 8 prisoners; 9 Released 10 men 11 met 12 Machado 13 in 14 CARACAS | 15 The 16 well 17 being 18 of
/// 19 O'Brien 20 is 21 wellbeing.
const BODY: [&str; 2] = [
    "María Corina Machado welcomed the release of the prisoners. Released men met Machado in CARACAS.",
    "The well-being of O’Brien’s is wellbeing.",
];

fn record() -> Record {
    let block = |kind, text: &str| Block {
        kind,
        text: text.to_owned(),
        credit: String::new(),
        alternative: String::new(),
        span: Span::default(),
    };
    let mut blocks: Vec<Block> = BODY
        .iter()
        .map(|text| block(BlockKind::Paragraph, text))
        .collect();
    blocks.push(block(BlockKind::Caption, "A prisoner waves"));
    blocks.push(block(BlockKind::Related, "Subscribe to our newsletter"));
    let article = Article {
        headline: "Prisoners' release welcomed".to_owned(),
        source: Some("The Example".to_owned()),
        tags: vec!["Política".to_owned()],
        url: Some("https://example.com/news/1".to_owned()),
        blocks,
        ..Article::default()
    };
    let body = field_text(&article, TextField::Body);
    let mention = |surface: &str, nth: usize| {
        let start = body
            .match_indices(surface)
            .nth(nth)
            .expect("the surface stands there")
            .0;
        Mention {
            field: TextField::Body,
            span: Span::new(start, start + surface.len()),
            surface: surface.to_owned(),
        }
    };
    let entity = |kind: EntityKind, name: &str, mentions| Entity {
        key: Default::default(),
        kind,
        name: name.to_owned(),
        given: false,
        credit: false,
        country: None,
        region: None,
        mentions,
    };
    let entities = vec![
        entity(
            EntityKind::Person,
            "María Corina Machado",
            vec![mention("María Corina Machado", 0), mention("Machado", 1)],
        ),
        entity(EntityKind::Place, "Caracas", vec![mention("CARACAS", 0)]),
    ];
    let published = Published {
        value: "2026-01".to_owned(),
        precision: Precision::Month,
        start: minute("2026-01-01"),
        end: minute("2026-02-01"),
        zone: None,
        source: DateSource::Url,
        confidence: 1.0,
        raw: String::new(),
        reason: String::new(),
    };
    let annotations = Annotations {
        language: "en".to_owned(),
        published: Some(published),
        entities,
        words: 22,
        ..Annotations::default()
    };
    Record {
        article,
        annotations,
        ..Record::default()
    }
}

fn minute(date: &str) -> i64 {
    date.parse::<NaiveDate>()
        .unwrap()
        .and_hms_opt(0, 0, 0)
        .unwrap()
        .and_utc()
        .timestamp()
        / 60
}

/// The spans of a query as the texts that stand there, or `-` when the article does not match.
fn found(query: &str) -> String {
    let parsed = parse(
        query,
        &Context::new(NaiveDate::from_ymd_opt(2026, 1, 13).unwrap()),
    );
    assert_eq!(parsed.errors, [], "{query}");
    let record = record();
    let article = TokenisedArticle::new(&record);
    let spans = spans(&parsed.ast, &article);
    if !matches(&parsed.ast, &article) {
        assert_eq!(spans, [], "{query}");
        return "-".to_owned();
    }
    let texts: Vec<&str> = spans
        .iter()
        .map(|s| &article.field(s.field).text[s.bytes.range()])
        .collect();
    texts.join("|")
}

#[track_caller]
fn check(query: &str, expected: &str) {
    assert_eq!(found(query), expected, "{query}");
}

#[test]
fn words_by_form() {
    check("release", "release|release|Released");
    check("releases", "release|release|Released");
    check("\"release\"", "release|release");
    check("=RELEASE", "release|release");
    check("==Released", "Released");
    check("==released", "-");
    check("==María", "María");
    check("==Maria", "-");
    check("maria", "María");
    check("==O'Brien", "O’Brien’s");
    check("relea*", "release|release|Released");
    check("==Relea*", "Released");
    check("wom?n", "-");
    check("*sed", "Released");
    check("machdo~", "Machado|Machado");
    check("body:/mach[au]do/", "Machado|Machado");
    check("subscribe", "-");
    check("related:subscribe", "Subscribe");
    check("alltext:subscribe", "Subscribe");
}

#[test]
fn compounds_match_their_parts_and_the_joined_word() {
    check("well-being", "well-being|wellbeing");
    check("\"well being\"", "well-being");
    check("wellbeing", "wellbeing");
    check("O'Brien", "O’Brien’s");
}

#[test]
fn phrases() {
    check("\"release of the prisoners\"", "release of the prisoners");
    check("\"releases of the prisoners\"", "-");
    check("\"release * * prisoners\"", "release of the prisoners");
    check("\"release * prisoners\"", "-");
    check("\"releas* of the prison*\"", "release of the prisoners");
    check("\"prisoners release\"", "Prisoners' release");
    // Case and accents too.
    check("==\"María Corina\"", "María Corina");
    check("==\"maría corina\"", "-");
    // Slop: "the prisoners" in reverse order costs 2.
    check("\"prisoners the\"~1", "-");
    check("\"prisoners the\"~2", "the prisoners");
    check("\"machado the\"~1", "Machado welcomed the");
}

#[test]
fn logic() {
    check("machado AND caracas", "Machado|Machado|CARACAS");
    check("machado AND jail", "-");
    check("machado OR nobody", "Machado|Machado");
    check("machado NOT nobody", "Machado|Machado");
    check("NOT nobody", "");
    check("NOT machado", "-");
    check("*", "");
    check("NOT *", "-");
    check("(machado AND nobody) OR caracas", "CARACAS");
    check("machado^2", "Machado|Machado");
}

#[test]
fn proximity() {
    check(
        "machado W/3 release",
        "Machado welcomed the release|Released men met Machado",
    );
    check("machado W/2 release", "-");
    check("machado PRE/3 release", "Machado welcomed the release");
    check("release PRE/3 machado", "Released men met Machado");
    check("machado NOT W/3 release", "-");
    check("machado NOT W/2 =release", "Machado|Machado");
    check("machado NOT W/3 =release", "Machado");
    check("machado NOT PRE/3 release", "Machado");
    check(
        "machado W/3 (men OR welcomed)",
        "Machado welcomed|men met Machado",
    );
    check(
        "(machado W/3 release) W/2 of",
        "Machado welcomed the release of",
    );
    // Fields are not crossed.
    check("welcomed W/3 maria", "María Corina Machado welcomed");
    check("waves W/500 machado", "-");
    // Of pairs that hold others only the inner ones are places.
    check("the W/4 prisoners", "the prisoners");
}

#[test]
fn sentences_and_paragraphs() {
    check(
        "maria /s prisoners",
        "María Corina Machado welcomed the release of the prisoners",
    );
    check("maria /s men", "-");
    check(
        "maria /p men",
        "María Corina Machado welcomed the release of the prisoners. Released men",
    );
    check(
        "men /p maria",
        "María Corina Machado welcomed the release of the prisoners. Released men",
    );
    check("men PRE/p maria", "-");
    check("men /p wellbeing", "-");
    check("machado NOT /s maria", "Machado");
    check("machado NOT /p maria", "-");
}

#[test]
fn counting_and_choosing() {
    check("ATLEAST2(machado)", "Machado|Machado");
    check("ATLEAST3(machado)", "-");
    check("ATLEAST3(machado OR caracas)", "Machado|Machado|CARACAS");
    check("FIRST3(machado)", "Machado");
    check("FIRST2(machado)", "-");
    check("ALLCAPS(caracas)", "CARACAS");
    check("ALLCAPS(machado)", "-");
    check("CAPS(release)", "Released");
    check("NOCAPS(release)", "release|release");
    check("lead:release", "release|release|Released");
    check("lead:wellbeing", "-");
}

#[test]
fn entities_as_values_and_as_operands() {
    check(
        "person:\"maria corina machado\"",
        "María Corina Machado|Machado",
    );
    check("person:machado", "María Corina Machado|Machado");
    check("person:*machado", "María Corina Machado|Machado");
    check("person:caracas", "-");
    check("entity:caracas", "CARACAS");
    check(
        "person:machado W/2 welcomed",
        "María Corina Machado welcomed",
    );
    check("ATLEAST2(person:machado)", "María Corina Machado|Machado");
    check("headline:person:machado", "-");
    check("person:machado /s place:caracas", "Machado in CARACAS");
}

#[test]
fn whole_values() {
    check("source:\"the example\"", "");
    check("source:example", "-");
    check("source:*example", "");
    check("tag:politica", "");
    check("url:example.com", "");
    check("url:=example.com", "-");
    check("lang:en", "");
    check("kind:story status:usable", "");
    check("deck:* OR byline:*", "-");
    check("headline:* AND person:* AND date:*", "");
    check("length:22", "");
    check("length:>22", "-");
}

#[test]
fn dates_by_overlap() {
    check("date:2026-01-05", "");
    check("date:2025", "-");
    check("since:2026-01-31", "");
    check("since:2026-02", "-");
    check("before:2026-01-01", "-");
    check("after:2026-01-01", "");
    check("date.precision:month", "");
    check("date.precision:day", "-");
    check("date.from:url", "");
    check("mentions:2026", "-");
}
