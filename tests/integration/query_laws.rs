//! Laws of the query language, on random queries and random small articles.

use morgue::annotations::{Annotations, Entity, Mention, Record};
use morgue::article::{Article, Block, BlockKind, EntityKind, Span};
use morgue::field::TextField;
use morgue::query::ast::Ast;
use morgue::query::matcher::Matcher;
use morgue::query::{parse, print};
use morgue::text::{TokenisedArticle, field_text};
use proptest::prelude::*;
use proptest::sample::select;

use crate::queries::context;

const VOCABULARY: [&str; 8] = [
    "ape",
    "apes",
    "bee",
    "Bees",
    "cat",
    "DOG",
    "eel",
    "well-being",
];

/// Operands that have places in the text.
fn operand() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        4 => select(&VOCABULARY[..]).prop_map(str::to_owned),
        1 => select(&["=ape", "==Bees", "ap*", "b?es", "*at", "eels~", "apes~1", "U.S.", "l'eel", "=well-being"][..]).prop_map(str::to_owned),
        1 => select(&["\"ape bee\"", "\"ape * cat\"", "\"ap* bees\"", "\"cat ape\"~2", "==\"DOG Bees\""][..]).prop_map(str::to_owned),
        1 => select(&["person:cat", "entity:\"c*t\"", "person:(cat OR ape)"][..]).prop_map(str::to_owned),
    ];
    leaf.prop_recursive(4, 24, 3, |inner| {
        prop_oneof![
            (inner.clone(), sign(), inner.clone())
                .prop_map(|(a, sign, b)| format!("({a} {sign} {b})")),
            prop::collection::vec(inner.clone(), 2..4)
                .prop_map(|all| format!("({})", all.join(" OR "))),
            (1..4u8, inner.clone()).prop_map(|(n, a)| format!("ATLEAST{n}({a})")),
            (1..9u8, inner.clone()).prop_map(|(n, a)| format!("FIRST{n}({a})")),
            (select(&["CAPS", "ALLCAPS", "NOCAPS"][..]), inner)
                .prop_map(|(name, a)| format!("{name}({a})")),
        ]
    })
}

fn sign() -> impl Strategy<Value = String> {
    let words = (select(&["W", "PRE", "NOT W", "NOT PRE"][..]), 1..6u8)
        .prop_map(|(sign, n)| format!("{sign}/{n}"));
    let units =
        select(&["/s", "/p", "PRE/s", "PRE/p", "NOT /s", "NOT /p"][..]).prop_map(str::to_owned);
    prop_oneof![words, units]
}

/// Whole queries.
fn query() -> impl Strategy<Value = String> {
    let filter = select(
        &[
            "date:2026",
            "since:2026-01-05",
            "source:\"The *\"",
            "length:>3",
            "person:*",
            "*",
            "headline:ape",
            "lead:(ape OR bee)",
            "alltext:cat",
            "date.precision:none",
            "tag:(a OR \"b*\")",
            "url:x",
            "body:/a.e/",
            "@words.txt",
            "query:release",
            "lang:en",
        ][..],
    );
    let leaf = prop_oneof![3 => operand(), 1 => filter.prop_map(str::to_owned)];
    leaf.prop_recursive(4, 24, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 2..4)
                .prop_map(|all| format!("({})", all.join(" AND "))),
            prop::collection::vec(inner.clone(), 2..4)
                .prop_map(|all| format!("({})", all.join(" OR "))),
            prop::collection::vec(inner.clone(), 2..4).prop_map(|all| all.join(" ")),
            inner.clone().prop_map(|a| format!("NOT {a}")),
            inner.clone().prop_map(|a| format!("-({a})")),
            inner.prop_map(|a| format!("({a})^2.5")),
        ]
    })
}

fn article() -> impl Strategy<Value = Record> {
    let word = select(&VOCABULARY[..]);
    let gap = prop_oneof![6 => Just(" "), 1 => Just(". "), 1 => Just("\n\n")];
    let text = |most| {
        prop::collection::vec((word.clone(), gap.clone()), 0..most).prop_map(|parts| {
            parts
                .iter()
                .map(|(w, g)| format!("{w}{g}"))
                .collect::<String>()
        })
    };
    (text(4), text(25)).prop_map(|(headline, body)| {
        let blocks = body
            .split("\n\n")
            .map(|text| Block {
                kind: BlockKind::Paragraph,
                text: text.trim().to_owned(),
                credit: String::new(),
                alternative: String::new(),
                span: Span::default(),
            })
            .collect();
        let article = Article {
            headline: headline.trim().replace("\n\n", " "),
            blocks,
            ..Article::default()
        };
        let text = field_text(&article, TextField::Body);
        let mentions: Vec<Mention> = text
            .match_indices("cat")
            .map(|(at, surface)| Mention {
                field: TextField::Body,
                span: Span::new(at, at + 3),
                surface: surface.to_owned(),
            })
            .collect();
        let cat = Entity {
            key: Default::default(),
            kind: EntityKind::Person,
            name: "Cat".to_owned(),
            given: false,
            credit: false,
            country: None,
            region: None,
            mentions,
        };
        let entities = if cat.mentions.is_empty() {
            vec![]
        } else {
            vec![cat]
        };
        Record {
            article,
            annotations: Annotations {
                language: "en".to_owned(),
                entities,
                words: 9,
                ..Annotations::default()
            },
            ..Record::default()
        }
    })
}

fn meaning(text: &str) -> Ast {
    let parsed = parse(text, &context());
    assert_eq!(parsed.errors, [], "{text}");
    parsed.ast
}

fn is_met(text: &str, article: &TokenisedArticle<'_>) -> bool {
    Matcher::new(&meaning(text)).matches(article)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_canonical_form_parses_back(text in query()) {
        let ast = meaning(&text);
        let canonical = print::print(&ast);
        prop_assert_eq!(&meaning(&canonical), &ast, "{} => {}", text, canonical);
        prop_assert_eq!(print::print(&meaning(&canonical)), canonical);
    }

    #[test]
    fn the_wire_form_reads_back(text in query()) {
        let ast = meaning(&text);
        let wire = serde_json::to_string(&ast).unwrap();
        prop_assert_eq!(serde_json::from_str::<Ast>(&wire).unwrap(), ast);
    }

    #[test]
    fn spans_lie_in_the_text_and_are_there_when_there_is_a_match(text in operand(), record in article()) {
        let article = TokenisedArticle::new(&record);
        let matcher = Matcher::new(&meaning(&text));
        let spans = matcher.spans(&article);
        let is_match = matcher.matches(&article);
        prop_assert!(spans.is_empty() || is_match, "{}", text);
        // An entity asked for as a value need not be mentioned where spans are shown.
        prop_assert!(!is_match || !spans.is_empty() || text.contains("person:") || text.contains("entity:"), "{}", text);
        prop_assert!(spans.windows(2).all(|pair| pair[0] < pair[1]), "{}", text);
        for span in spans {
            let cut = article.field(span.field);
            prop_assert!(cut.text.get(span.bytes.range()).is_some() && span.first <= span.last && (span.last as usize) < cut.len());
        }
    }

    #[test]
    fn logic_is_logic(a in query(), b in query(), record in article()) {
        let article = TokenisedArticle::new(&record);
        let (x, y) = (is_met(&a, &article), is_met(&b, &article));
        prop_assert_eq!(is_met(&format!("({a}) AND ({b})"), &article), x && y);
        prop_assert_eq!(is_met(&format!("({a}) ({b})"), &article), x && y);
        prop_assert_eq!(is_met(&format!("({a}) OR ({b})"), &article), x || y);
        prop_assert_eq!(is_met(&format!("({a}) NOT ({b})"), &article), x && !y);
        prop_assert_eq!(is_met(&format!("NOT NOT ({a})"), &article), x);
    }

    #[test]
    fn proximity_is_symmetric_and_nested(a in operand(), b in operand(), n in 1..6u32, record in article()) {
        let article = TokenisedArticle::new(&record);
        let met = |sign: &str| is_met(&format!("({a}) {sign} ({b})"), &article);
        prop_assert_eq!(met(&format!("W/{n}")), is_met(&format!("({b}) W/{n} ({a})"), &article));
        prop_assert_eq!(met("/s"), is_met(&format!("({b}) /s ({a})"), &article));
        let both = is_met(&format!("({a}) AND ({b})"), &article);
        for (narrow, wide) in [
            (format!("PRE/{n}"), format!("W/{n}")),
            (format!("W/{n}"), format!("W/{}", n + 1)),
            ("PRE/s".to_owned(), "/s".to_owned()),
            ("/s".to_owned(), "/p".to_owned()),
        ] {
            prop_assert!(!met(&narrow) || met(&wide), "{} {} {}", a, narrow, b);
            prop_assert!(!met(&narrow) || both, "{} {} {}", a, narrow, b);
        }
        let spans = |text: &str| Matcher::new(&meaning(text)).spans(&article);
        prop_assert_eq!(spans(&format!("({a}) W/{n} ({b})")), spans(&format!("({b}) W/{n} ({a})")));
    }

    #[test]
    fn a_sentence_has_its_words_in_any_order(
        words in Just(vec!["bee", "cat", "dog", "eel"]).prop_shuffle(),
        count in 2..5usize,
        unit in select(&["/s", "/p"][..]),
        record in article(),
    ) {
        let article = TokenisedArticle::new(&record);
        let words = &words[..count];
        let mut sorted = words.to_vec();
        sorted.sort_unstable();
        let chain = |words: &[&str]| words.join(&format!(" {unit} "));
        let (typed, sorted) = (chain(words), chain(&sorted));
        prop_assert_eq!(is_met(&typed, &article), is_met(&sorted, &article), "{} {}", typed, sorted);
    }

    #[test]
    fn once_at_least_is_once(a in operand(), record in article()) {
        let article = TokenisedArticle::new(&record);
        prop_assert_eq!(is_met(&format!("ATLEAST1({a})"), &article), is_met(&format!("body:({a})"), &article));
        let twice = is_met(&format!("ATLEAST2({a})"), &article);
        let once = is_met(&format!("ATLEAST1({a})"), &article);
        prop_assert!(once || !twice, "{}", a);
    }

    #[test]
    fn nothing_that_is_typed_breaks_the_parser(text in "\\PC{0,60}") {
        check_any(&text);
    }

    #[test]
    fn no_soup_of_signs_breaks_the_parser(parts in prop::collection::vec(select(SOUP), 0..40)) {
        check_any(&parts.concat());
    }
}

const SOUP: &[&str] = &[
    "(",
    ")",
    "\"",
    " ",
    " ",
    " ",
    "a",
    "bee",
    "AND",
    "OR",
    "NOT",
    "and",
    "or",
    "not",
    "-",
    "!",
    "+",
    "=",
    "==",
    "~",
    "~2",
    "^",
    "^2",
    "*",
    "?",
    "W/5",
    "/s",
    "/p",
    "PRE/3",
    "NEAR",
    "+5",
    "AROUND",
    "(3)",
    "ATLEAST2",
    "CAPS",
    "FIRST9",
    "title:",
    "person:",
    "date:",
    "since:",
    "length:",
    "url:",
    "tittle:",
    "2024",
    "2024-03",
    "..",
    "[",
    "]",
    "{",
    "}",
    " TO ",
    ">",
    "<=",
    "@words.txt",
    "@",
    "query:release",
    "query:loop",
    "/a.c/",
    "/",
    "\\",
    "%",
    "|",
    "||",
    "&&",
    "&",
    "“",
    "”",
    "–",
    "BUT",
    "date",
    "aft",
    "3/4/2024",
    "é",
    "東京",
    "O'Brien",
    "U.S.",
    "well-being",
    "\u{202e}",
    "\u{0}",
    "\n",
    ".",
    ",",
    "lang:en",
    "kind:story",
    "body:",
    "lead:",
    "entity:",
    "HLEAD(",
    "headline(",
];

/// Errors have spans within the text, and what has none has a canonical form.
fn check_any(text: &str) {
    let parsed = parse(text, &context());
    for error in &parsed.errors {
        assert!(
            text.get(error.span.range()).is_some(),
            "{text:?}: {error:?}"
        );
        assert!(!error.render(text).is_empty());
    }
    for note in &parsed.notes {
        assert!(text.get(note.span.range()).is_some(), "{text:?}: {note:?}");
        assert!(!note.render(text, &[]).is_empty());
    }
    if parsed.errors.is_empty() {
        let canonical = print::print(&parsed.ast);
        let again = parse(&canonical, &context());
        assert_eq!(again.errors, [], "{text:?} => {canonical}");
        assert_eq!(again.ast, parsed.ast, "{text:?} => {canonical}");
    }
}
