//! What the elements of TEI do to the text (P5 chapters 3, 4, 7, 8, 11 and 17; P4 alike).
//!
//! Of two readings of one place the edited one is taken, once (`reg`, `corr`, `expan`, `lem`).
//! Running heads (`fw`) and what was struck out (`del`) are no text.

use super::super::flow::Effect;
use super::super::xml::Element;
use crate::article::BlockKind;

/// Readings of a place, best first; P5 3.5 and 12.2.
const READINGS: &[&str] = &[
    "reg", "corr", "expan", "lem", "rdg", "orig", "sic", "abbr", "seg", "unclear",
];

/// Elements that make a quotation a block.
const BLOCKS: &[&str] = &["p", "lg", "l", "ab", "floatingText", "list", "q", "quote"];

/// What an element within another does to the text.
pub fn effect<'t, 'a>(parent: Element<'t, 'a>, element: Element<'t, 'a>) -> Effect<'t, 'a> {
    match element.name() {
        "p" | "ab" | "lg" | "salute" | "trailer" | "byline" | "dateline" | "docAuthor"
        | "docDate" | "u" | "stage" => Effect::Block(BlockKind::Paragraph),
        // Utterances of parliaments are cut into segments as large as paragraphs.
        "seg" if parent.is("u") => Effect::Block(BlockKind::Paragraph),
        "head" | "speaker" => Effect::Block(BlockKind::Subhead),
        "item" => Effect::Block(BlockKind::ListItem),
        "figure" | "figDesc" => Effect::Block(BlockKind::Caption),
        "epigraph" => Effect::Block(BlockKind::Quote),
        "quote" | "q" | "cit" if holds_blocks(element) => Effect::Block(BlockKind::Quote),
        "closer" | "signed" => Effect::Block(BlockKind::Credit),
        "titlePage" => Effect::Block(BlockKind::Boilerplate),
        "note" => note(element),
        "vocal" | "kinesic" | "incident" | "event" | "writing" => {
            Effect::Aside(BlockKind::Boilerplate)
        }
        "l" | "addrLine" => Effect::Line,
        "lb" | "pb" | "cb" | "gb" | "milestone" => {
            let is_in_word = element
                .attribute("break")
                .is_some_and(|value| value == "no");
            Effect::LineEnd(is_in_word)
        }
        "row" => Effect::Row,
        "cell" => Effect::Cell,
        "choice" | "app" | "alternation" => {
            let reading = |name: &&str| element.child(name);
            Effect::Instead(READINGS.iter().find_map(reading))
        }
        "w" => Effect::Word,
        "pc" => Effect::Sign,
        "s" => Effect::Sentence,
        "fw" | "del" | "surplus" | "gap" | "graphic" | "binaryObject" | "media" | "divGen"
        | "teiHeader" | "standOff" | "facsimile" | "sourceDoc" | "xenoData" | "spanGrp"
        | "linkGrp" | "interpGrp" | "interp" | "index" | "fs" | "notatedMusic" | "metamark"
        | "listAnnotation" | "timeline" => Effect::Instead(None),
        name if is_division(name) => Effect::Container,
        "body" | "front" | "back" | "text" | "group" | "floatingText" | "opener" | "postscript"
        | "argument" | "sp" | "spGrp" | "list" | "table" | "listBibl" | "biblStruct"
        | "annotationBlock" | "docTitle" | "titlePart" | "docImprint" | "docEdition" => {
            Effect::Container
        }
        _ => Effect::Inline,
    }
}

/// `div`, and `div0` to `div7`.
pub fn is_division(name: &str) -> bool {
    name.strip_prefix("div")
        .is_some_and(|level| level.is_empty() || matches!(level.as_bytes(), [b'0'..=b'7']))
}

fn holds_blocks(element: Element<'_, '_>) -> bool {
    element
        .children()
        .any(|child| BLOCKS.iter().any(|name| child.is(name)))
}

/// A note with a place was printed; any other is the edition's.
fn note<'t, 'a>(element: Element<'t, 'a>) -> Effect<'t, 'a> {
    let is_editors = element.attribute("resp").is_some()
        || element
            .attribute("type")
            .is_some_and(|kind| kind.starts_with("edit") || kind == "comment");
    // Names of speakers in records of parliaments.
    if element
        .attribute("type")
        .is_some_and(|kind| kind == "speaker")
    {
        return Effect::Block(BlockKind::Subhead);
    }
    if element.attribute("place").is_some() && !is_editors {
        Effect::Aside(BlockKind::Paragraph)
    } else {
        Effect::Aside(BlockKind::Boilerplate)
    }
}
