//! What one pass makes of a page.

use super::*;

fn blocks(html: &str) -> Vec<String> {
    scan(html)
        .blocks
        .iter()
        .map(|block| format!("{:?} {}", block.tag, block.text))
        .collect()
}

#[test]
fn text_is_divided_at_block_elements() {
    assert_eq!(
        blocks(
            "<body><h1>A <b>b</b></h1>x<p>one<p>two<br>still <a href=x>two</a><div>three</div>four</body>"
        ),
        [
            "Heading(1) A b",
            "Division x",
            "Paragraph one",
            "Paragraph two still two",
            "Division three",
            "Division four"
        ]
    );
    assert_eq!(
        blocks("<ul><li>a<li>b<ul><li>c</ul>d</ul><table><tr><td>e<td>f</table>"),
        [
            "ListItem a",
            "ListItem b",
            "ListItem c",
            "ListItem d",
            "Cell e",
            "Cell f"
        ]
    );
    assert_eq!(
        blocks("<div>a</span></b>b</div><script>no</script><noscript>no</noscript>c"),
        ["Division ab", "Division c"]
    );
}

#[test]
fn marks_links_and_spans_of_a_block() {
    let html =
        "<article><div class=related><p>See <a href=x>the &amp; link</a></p></div></article>";
    let page = scan(html);
    let block = &page.blocks[0];
    assert!(block.marks.has(Mark::Article) && block.marks.has(Mark::Related));
    assert_eq!((block.chars, block.link_chars), (11, 8));
    assert_eq!(&html[block.span.range()], "See <a href=x>the &amp; link");
}

#[test]
fn head_and_attributes() {
    let page = scan(
        "<html lang=en><head><title>T &amp; U</title><meta property='og:title' content='O'>\
         <link rel=canonical href=https://x.example/a><script type='application/ld+json'>{}</script></head>\
         <body><span class='byline'>By <a rel=author>Ann Roe</a></span><time datetime='2026-01-13'>Tue</time>",
    );
    assert_eq!(page.title, "T & U");
    assert_eq!(page.metas, [("og:title".to_owned(), "O".to_owned())]);
    assert_eq!(page.canonical.as_deref(), Some("https://x.example/a"));
    assert_eq!(page.json_ld, ["{}"]);
    assert_eq!(page.language.as_deref(), Some("en"));
    let authors: Vec<(&str, &str)> = page
        .authors
        .iter()
        .map(|author| (author.how, author.text.as_str()))
        .collect();
    assert_eq!(authors, [("rel", "Ann Roe"), ("class", "By Ann Roe")]);
    assert_eq!(
        (page.times[0].datetime.as_str(), page.times[0].text.as_str()),
        ("2026-01-13", "Tue")
    );
}
