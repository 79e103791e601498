//! One page as the programs that people scrape with leave it.  All texts are invented.

use super::tests::{explained, read, texts};
use crate::article::BlockKind;

const BODY: [&str; 4] = [
    "The oldest ferry of the Sund went down in the harbour of Norrby on Monday night, said the minister Ann Loe.",
    "Nobody was hurt, but the market of Holm (read our report) is without fish, and the council will pay for a new boat.",
    "“It was old,” the captain told the Ledger. He had been asleep below deck when the water came in.",
    "The second ferry is still afloat and will remain so, the council said, until the spring at least.",
];

#[track_caller]
fn check(text: &str) {
    let article = read(text);
    let body = texts(&article, BlockKind::Paragraph);
    assert_eq!(
        article.headline,
        "Oldest ferry of the Sund sinks off Norrby",
        "{}",
        explained(text)
    );
    assert_eq!(article.deck, "", "{}", explained(text));
    assert_eq!(article.authors, ["Jane Roe"], "{}", explained(text));
    assert_eq!(body, BODY, "{}", explained(text));
    assert!(
        article
            .dates
            .iter()
            .any(|date| date.raw.contains("13 January 2026"))
    );
}

#[test]
fn text_nodes_on_lines_of_their_own() {
    check(
        "News\nSport\nWeather\nSubscribe\nOldest ferry of the Sund sinks off Norrby\nBy\nJane Roe\n\
         13 January 2026\nThe oldest ferry of the Sund went down in the harbour of\nNorrby\n\
         on Monday night, said the minister\nAnn Loe\n.\nNobody was hurt, but the market of\nHolm\n\
         (\nread our report\n) is without fish, and the council will pay for a new boat.\n\
         “It was\nold\n,” the captain told the\nLedger\n\
         . He had been asleep below deck when the water came in.\n\
         The second ferry is still afloat and will remain so, the council said, until the spring at least.\n\
         More stories\nGulls leave the harbour\nBaker wins a prize\nAbout us\nContact\n",
    );
}

#[test]
fn lists_of_a_text_browser() {
    let items = |names: &str| {
        let lines = names.split(' ').map(|name| format!("  * {name}\n"));
        lines.collect::<String>()
    };
    check(&format!(
        "{}Oldest ferry of the Sund sinks off Norrby\n\nBy Jane Roe\n\n13 January 2026\n\n{}\n\n{}",
        items("News Sport Weather Subscribe Towns Letters Jobs Homes Ferries"),
        BODY.join("\n\n"),
        items("About Contact Help Terms Privacy"),
    ));
}

#[test]
fn markdown_with_menus() {
    let page = "[Skip to content](#main)\n\n  * [News](/news)\n  * [Sport](/sport)\n  * [Weather](/weather)\n\
         \x20 * [Subscribe](https://ledger.example/subscribe)\n  * [Towns](/towns)\n\n\
         # Oldest ferry of the Sund sinks off Norrby\n\nBy [Jane Roe](/authors/jane-roe)\n\n\
         13 January 2026\n\n![The old ferry on its side in the harbour](https://ledger.example/a.jpg)\n\n\
         The oldest ferry of the Sund went down in the harbour of [Norrby](/norrby) on Monday night, said \
         the minister [Ann Loe](/loe).\n\n\
         Nobody was hurt, but the market of Holm ([read our report](/holm)) is without fish, and the \
         council will pay for a new boat.\n\n\
         “It was _old_,” the captain told the [Ledger](/). He had been asleep below deck when the water \
         came in.\n\n\
         The second ferry is still afloat and will remain so, the council said, until the spring at \
         least.\n\n## More stories\n\n[\n\n### Gulls leave the harbour\n\n](/gulls)\n\n\
         ![Two gulls fly over the masts of the harbour](/gulls.jpg)\n\n  * [Baker wins a prize](/baker)\n";
    check(page);
    let captions: Vec<String> = read(page)
        .blocks
        .into_iter()
        .filter(|block| block.kind == BlockKind::Caption)
        .map(|block| block.text)
        .collect();
    assert_eq!(captions, ["The old ferry on its side in the harbour"]);
    // The same with lines of one width, as html2text breaks them.
    let mut wrapped = String::new();
    for line in page.lines() {
        let mut width = 0;
        for word in line.split(' ') {
            if width > 0 && width + word.len() > 78 {
                wrapped.push('\n');
                width = 0;
            } else if width > 0 || word.is_empty() {
                wrapped.push(' ');
            }
            wrapped.push_str(word);
            width += word.len() + 1;
        }
        wrapped.push('\n');
    }
    check(&wrapped);
}
