//! Letters: who is spoken to signs nothing, and a line of an address is no headline.
//!
//! Only texts with a line that greets somebody above their first sentence.

use super::lines::Piece;
use crate::article::{Article, BlockKind, Span};
use crate::reader::fragment::block;

/// First words of greetings, in small letters.
const GREETINGS: &[&str] = &[
    "dear",
    "sir",
    "madam",
    "sehr geehrte",
    "sehr geehrter",
    "liebe",
    "lieber",
    "cher",
    "chère",
    "chers",
    "monsieur",
    "madame",
    "estimado",
    "estimada",
    "estimados",
    "querido",
    "querida",
    "señor",
    "señora",
    "gentile",
    "egregio",
    "caro",
    "cara",
    "geachte",
    "beste",
    "prezado",
    "prezada",
    "kära",
    "bästa",
    "уважаемый",
    "уважаемая",
    "уважаемые",
    "дорогой",
    "дорогая",
];

/// Most words of a greeting, and most paragraphs above it.
const MOST_WORDS: usize = 8;
const MOST_ABOVE: usize = 15;

/// Takes back what was taken for headline and author in a letter.
pub fn free_letter(article: &mut Article, text: &str, pieces: &[Piece]) {
    let line = |piece: &Piece| text.get(piece.span.range()).unwrap_or_default();
    let top = pieces.iter().take(MOST_ABOVE);
    let Some(at) = top.clone().position(|piece| is_greeting(line(piece))) else {
        return;
    };
    let field = |article: &Article, name: &str| -> Option<Span> {
        let evidence = article.evidence.iter().find(|e| e.field == name);
        evidence.map(|e| e.span).filter(|span| !span.is_empty())
    };
    let within =
        |piece: &Piece, span: Span| piece.span.start <= span.start && span.start < piece.span.end;
    let greeting = &pieces[at];
    if let Some(span) = field(article, "authors").filter(|span| within(greeting, *span)) {
        article.authors.clear();
        give_back(
            article,
            "authors",
            line(greeting).to_owned(),
            BlockKind::Paragraph,
            span,
        );
    }
    // One of several lines of an address: "4 Harbour Street", "Skerry".
    let is_of_address = |span: &Span| {
        let mut above = pieces[..at].iter();
        above.any(|piece| within(piece, *span) && line(piece).contains('\n'))
    };
    if let Some(span) = field(article, "headline").filter(is_of_address) {
        let headline = std::mem::take(&mut article.headline);
        give_back(article, "headline", headline, BlockKind::Boilerplate, span);
    }
}

fn give_back(article: &mut Article, field: &str, line: String, kind: BlockKind, span: Span) {
    let mut freed = block(kind, line);
    freed.span = span;
    let before = article
        .blocks
        .iter()
        .take_while(|block| block.span.start < span.start);
    let at = before.count();
    article.blocks.insert(at, freed);
    article.evidence.retain(|evidence| evidence.field != field);
}

/// "Dear Sir," but not "Dear money, cheap boats".
fn is_greeting(line: &str) -> bool {
    let Some(name) = line.trim_end().strip_suffix([',', ':', '!', '，', '：']) else {
        return false;
    };
    let low = name.to_lowercase();
    let is_short = name.split_whitespace().count() <= MOST_WORDS && !name.contains('\n');
    let is_first = |word: &str| {
        let rest = low.strip_prefix(word);
        rest.is_some_and(|rest| !rest.starts_with(char::is_alphabetic))
    };
    is_short && GREETINGS.iter().any(|word| is_first(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn greetings_are_known() {
        for (line, is) in [
            ("Dear Sir,", true),
            ("Dear Mr Berg:", true),
            ("Sehr geehrter Herr Berg,", true),
            ("Liebe Freunde!", true),
            ("Madame, Monsieur,", true),
            ("Уважаемый редактор!", true),
            ("Dear money, cheap boats", false),
            ("Dearth of boats,", false),
            ("Ferry to sail", false),
            ("", false),
        ] {
            assert_eq!(is_greeting(line), is, "{line}");
        }
    }
}
