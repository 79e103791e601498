//! Articles saved with labelled fields above the text.  All texts are invented.

use super::tests::{explained, read, texts};
use crate::article::{Article, BlockKind};

const STORY: &str = "The oldest ferry of the Sund went down in the harbour of Norrby on Monday night, and nobody was hurt.\n\n\
    The second ferry is still afloat and will remain so, the council of Holm said, until the spring at least.\n";

#[track_caller]
fn check(head: &str, headline: &str) -> Article {
    let text = format!("{head}{STORY}");
    let article = read(&text);
    assert_eq!(article.headline, headline, "{}", explained(&text));
    let body = texts(&article, BlockKind::Paragraph);
    assert_eq!(
        body,
        STORY.trim().split("\n\n").collect::<Vec<_>>(),
        "{}",
        explained(&text)
    );
    article
}

#[test]
fn fields_above_the_text() {
    let article = check(
        "Title: Oldest ferry sinks\nSubtitle: The council buys another\nAuthor: Jane Roe\n\
         Date: 2026-01-13\nURL: https://ledger.example/ferry\nSource: The Norrby Ledger\n\
         Section: World\nKeywords: ferries, Norrby; ferries\nWord count: 39\n\n",
        "Oldest ferry sinks",
    );
    assert_eq!(article.deck, "The council buys another");
    assert_eq!(article.authors, ["Jane Roe"]);
    assert_eq!(article.dates[0].raw, "Date: 2026-01-13");
    assert_eq!(article.url.as_deref(), Some("https://ledger.example/ferry"));
    assert_eq!(article.source.as_deref(), Some("The Norrby Ledger"));
    assert_eq!(article.section.as_deref(), Some("World"));
    assert_eq!(article.tags, ["ferries", "Norrby"]);
    let evidence = article.evidence.iter().find(|e| e.field == "url").unwrap();
    assert_eq!(evidence.source, "line 5");
}

#[test]
fn labels_of_other_languages_and_of_the_text() {
    for head in [
        "Titel: Ferry sinks\nAutor: Jane Roe\nDatum: 13.01.2026\n\n",
        "TITRE : Ferry sinks\nAUTEUR : Jane Roe\nDATE : 13 janvier 2026\n\nTEXTE :\n",
        "Título: Ferry sinks\nAutora: Jane Roe\nFecha: 13/01/2026\nTexto: ",
        "标题：Ferry sinks\n作者：Jane Roe\n\n正文：",
        "**Headline:** Ferry sinks\n**Byline:** Jane Roe\n\n",
    ] {
        let article = check(head, "Ferry sinks");
        assert_eq!(article.authors, ["Jane Roe"], "{head}");
    }
    // Fields that say nothing, a title alone.
    check("Title: Ferry sinks\nAuthor:\nDate: \n\n", "Ferry sinks");
    check("Title: Ferry sinks\n\n", "Ferry sinks");
}

#[test]
fn labels_within_a_story_are_its_own() {
    // One label proves nothing, two titles are a list.
    for head in [
        "Story: how the ferry of Norrby sank\n",
        "Source: the council sold the ferry\n\n",
        "Title: one ferry for Norrby\nTitle: another ferry for Holm\n",
    ] {
        let article = read(&format!("{head}{STORY}"));
        let first = head.lines().next().unwrap();
        assert!(article.headline.is_empty() || article.headline == first);
        assert!(article.source.is_none() && article.url.is_none());
    }
    let text = format!(
        "Ferry sinks off Norrby\n\n{STORY}\nTitle: The Ferry\nAuthor: Bo Fox\nURL: https://x.example/\n"
    );
    assert!(read(&text).url.is_none());
}

#[test]
fn values_that_cannot_be_what_they_say_are_no_fields() {
    let article = check(
        "Title: Oldest ferry sinks\nAuthor: Jane Roe\nURL: see the paper\nSource: https://ledger.example/\n\
         Section: what we do not know about it and never will, alas\n\n",
        "Oldest ferry sinks",
    );
    assert!(article.url.is_none() && article.source.is_none() && article.section.is_none());
}

#[test]
fn a_first_line_without_a_full_stop_is_the_headline() {
    for first in [
        "The ferry of Norrby is melting away!",
        "Who sank the ferry of Norrby?",
        "First picture: so could the ferry look",
    ] {
        check(&format!("{first}\n\n"), first);
    }
}
