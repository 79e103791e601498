//! What every engine of the table must keep, whatever the text.

use std::sync::OnceLock;

use proptest::prelude::*;

use super::*;

/// Runs an engine and the resolver over texts and checks the invariant of the module.
fn check(engine: &dyn Engine, texts: &[&str]) -> Vec<RawMention> {
    let input = EntityInput {
        texts: texts
            .iter()
            .map(|text| FieldText::new(TextField::Body, text))
            .collect(),
    };
    let raw = engine.recognise(&input);
    let resolved = resolver::resolve(&input, &raw);
    for mentions in [&raw, &resolved] {
        let mut last = (0, 0);
        for mention in mentions {
            let text = texts[mention.text];
            assert!(!mention.span.is_empty(), "{mention:?}");
            assert!(text.get(mention.span.range()).is_some(), "{mention:?}");
            assert!((mention.text, mention.span.start) >= last, "{mention:?}");
            last = (mention.text, mention.span.end);
        }
    }
    assert_eq!(engine.recognise(&input), raw);
    resolved
}

fn engines() -> &'static [Box<dyn Engine>] {
    static OPEN: OnceLock<Vec<Box<dyn Engine>>> = OnceLock::new();
    OPEN.get_or_init(|| ENGINES.iter().map(|info| (info.open)()).collect())
}

#[test]
fn every_engine_has_the_name_of_its_row() {
    for info in ENGINES {
        assert_eq!((info.open)().name(), info.name);
    }
    assert!(open_engine("oracle").is_none());
    assert!(read_engine(b"no model").is_none());
}

#[test]
fn every_engine_survives_long_texts() {
    let story = "Mr. Delcy Rodríguez of Caracas (AP) said “no”, the U.N. World Bank Group (WBG. ";
    let long = story.repeat((1 << 20) / story.len());
    let endless = "aÉ1".repeat(1 << 16);
    let capitals = "A ".repeat(1 << 16);
    for engine in engines() {
        check(engine.as_ref(), &[&long, "", &endless, &capitals]);
    }
}

#[test]
fn threads_agree() {
    let text = "Delcy Rodriguez met Gustavo Petro in Bogota. Rodriguez then left for Paris.";
    let engine = linear::LinearEngine::english();
    let alone = check(&engine, &[text]);
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| assert_eq!(check(&engine, &[text]), alone));
        }
    });
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_engine_survives_any_text(text in "(\\PC|[A-Z][a-z]+ |[A-Z]{2,5}[ .(),/'’-]|\\s|the |Mr\\. |of ){0,60}") {
        for engine in engines() {
            check(engine.as_ref(), &[&text]);
        }
    }
}
