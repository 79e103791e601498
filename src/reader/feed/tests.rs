use super::super::{Input, Item, Reason, choose_reader, read};
use crate::article::{Article, BlockKind, Kind};

fn all(text: &str) -> (Vec<Article>, Vec<Reason>) {
    let (mut articles, mut skips) = (Vec::new(), Vec::new());
    let input = Input::new("feeds/a", text.as_bytes());
    let (reader, result) = read(&input, None, &mut |item| match item {
        Item::Article(read) => articles.push(read.article),
        Item::Skipped(skip) => skips.push(skip.reason),
    });
    assert_eq!(reader.name(), "feed", "{text}");
    skips.extend(result.err().map(|error| error.reason));
    (articles, skips)
}

#[track_caller]
fn one(text: &str) -> Article {
    let (mut articles, skips) = all(text);
    assert_eq!((articles.len(), skips.len()), (1, 0), "{text}");
    articles.remove(0)
}

fn rss(item: &str) -> String {
    format!(
        "<rss version=\"2.0\" xmlns:m=\"http://search.yahoo.com/mrss/\"><channel><title>The &amp; Paper</title><link>https://paper.example/</link><item>{item}</item></channel></rss>"
    )
}

fn texts(article: &Article) -> Vec<String> {
    let show = |block: &crate::article::Block| format!("{:?}: {}", block.kind, block.text);
    article.blocks.iter().map(show).collect()
}

#[test]
fn summary_and_full_text_are_told_apart() {
    let article = one(&rss(
        "<title>A &amp;amp; B</title><description>Short.</description><content:encoded><![CDATA[<p>One &amp; two.</p><p>Three.</p><p>The post <a>A</a> appeared first on <a>P</a>.</p>]]></content:encoded>",
    ));
    assert_eq!(article.headline, "A & B");
    assert_eq!(article.deck, "Short.");
    assert_eq!(article.kind, Kind::Story);
    assert_eq!(article.source.as_deref(), Some("The & Paper"));
    assert_eq!(
        texts(&article),
        [
            "Paragraph: One & two.",
            "Paragraph: Three.",
            "Boilerplate: The post A appeared first on P."
        ]
    );
    let article = one(&rss(
        "<title>A</title><description>Only this, and then &amp;hellip;</description>",
    ));
    assert_eq!(article.kind, Kind::Stub);
    assert_eq!(texts(&article), ["Paragraph: Only this, and then …"]);
    let long =
        "<p>word word word word word word word word word word word word word word word word.</p>"
            .repeat(4);
    let article = one(&rss(&format!(
        "<title>A</title><description><![CDATA[{long}]]></description>"
    )));
    assert_eq!(article.kind, Kind::Story);
    // The summary is the beginning of the text again.
    let article = one(&rss(
        "<title>A</title><description>The river rose [...]</description><content:encoded>The river rose and fell.</content:encoded>",
    ));
    assert_eq!(article.deck, "");
}

#[test]
fn letters_of_a_zone_are_an_offset() {
    let article = one(&rss(
        "<title>t</title><pubDate>Tue, 03 May 2022 10:00:00 EDT</pubDate>",
    ));
    assert_eq!(article.dates[0].raw, "Tue, 03 May 2022 10:00:00 -0400");
}

#[test]
fn addresses() {
    let url = |item: &str| one(&rss(&format!("<title>t</title>{item}"))).url;
    assert_eq!(
        url("<link>/a/b</link>").as_deref(),
        Some("https://paper.example/a/b")
    );
    assert_eq!(
        url("<guid>http://x.example/1</guid>").as_deref(),
        Some("http://x.example/1")
    );
    assert_eq!(
        url("<guid isPermaLink='false'>http://x.example/1</guid>"),
        None
    );
    assert_eq!(
        url("<link>http://proxy/1</link><feedburner:origLink>http://x/1</feedburner:origLink>")
            .as_deref(),
        Some("http://x/1")
    );
    let atom = one(
        "<feed xmlns='http://www.w3.org/2005/Atom' xml:base='http://x.example/blog/'><entry xml:base='2026/'><title>t</title><link rel='edit' href='e'/><link href='a.html'/></entry></feed>",
    );
    assert_eq!(
        atom.url.as_deref(),
        Some("http://x.example/blog/2026/a.html")
    );
}

#[test]
fn a_relative_link_is_on_the_site_of_the_guid() {
    let article = one(
        "<rss><channel><item><title>t</title><link>/a/b</link><guid>https://x.example/a/b</guid></item></channel></rss>",
    );
    assert_eq!(article.url.as_deref(), Some("https://x.example/a/b"));
}

#[test]
fn exports_of_blogger_have_more_than_posts() {
    let entry = |kind: &str| {
        format!(
            "<entry><title>{kind}</title><content>The dam held.</content><category scheme='http://schemas.google.com/g/2005#kind' \
             term='http://schemas.google.com/blogger/2008/kind#{kind}'/><category scheme='http://www.blogger.com/atom/ns#' term='dams'/></entry>"
        )
    };
    let entries: String = ["settings", "post", "comment", "page"].map(entry).concat();
    let (articles, skips) = all(&format!(
        "<feed xmlns='http://www.w3.org/2005/Atom'><title>Town Blog</title>{entries}</feed>"
    ));
    let titles: Vec<&str> = articles.iter().map(|a| a.headline.as_str()).collect();
    assert_eq!(titles, ["post", "page"]);
    assert_eq!(articles[0].tags, ["dams"]);
    assert_eq!(skips.len(), 2);
}

#[test]
fn the_language_of_a_text_goes_first() {
    let article = one(
        "<feed xmlns='http://www.w3.org/2005/Atom' xml:lang='en'><entry xml:lang='de'><title>t</title><content xml:lang='fr'>Les boulangers sont sortis.</content></entry></feed>",
    );
    assert_eq!(article.language.as_deref(), Some("fr"));
}

#[test]
fn atom_types_and_authors() {
    let article = one(
        "<feed xmlns='http://www.w3.org/2005/Atom' xml:lang='de'><title>P</title><author><name>Jane Roe</name></author><entry><title type='text'>1 &lt;b&gt; 2</title><content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><p>A <i>b</i></p><p>C</p></div></content><updated>2026-01-13T10:00:00Z</updated><category term='x' label='Ex'/></entry></feed>",
    );
    assert_eq!(article.headline, "1 <b> 2");
    assert_eq!(texts(&article), ["Paragraph: A b", "Paragraph: C"]);
    assert_eq!(article.authors, ["Jane Roe"]);
    assert_eq!(article.language.as_deref(), Some("de"));
    assert_eq!(article.tags, ["Ex"]);
    assert_eq!(article.dates.len(), 1);
}

#[test]
fn an_entry_may_be_a_document() {
    let article = one(
        "<entry xmlns='http://www.w3.org/2005/Atom'><title>T</title><updated>2026-01-13T10:00:00Z</updated><summary>S</summary></entry>",
    );
    assert_eq!(article.headline, "T");
    let quoted = one(&rss(
        "<title>T</title><description>The &lt;q&gt;release&lt;/q&gt;.</description>",
    ));
    assert_eq!(texts(&quoted), ["Paragraph: The release."]);
}

#[test]
fn pictures_have_captions_and_credits() {
    let article = one(&rss(
        "<title>t</title><description>s</description><m:content url='a.jpg'><m:description>A boat</m:description><m:credit>Ann Lee</m:credit></m:content>",
    ));
    let caption = article
        .blocks
        .iter()
        .find(|b| b.kind == BlockKind::Caption)
        .unwrap();
    assert_eq!(
        (caption.text.as_str(), caption.credit.as_str()),
        ("A boat", "Ann Lee")
    );
}

#[test]
fn broken_feeds_keep_their_entries() {
    // Junk before the declaration, bare ampersands, undeclared entities, an unclosed entry.
    let (articles, skips) = all(
        "\n<br />Warning: cache\n<?xml version='1.0'?><rss version='2.0'><channel><title>R&D</title><item><title>A & B &nbsp; C</title><item><title>Two<item><description>no title, no end",
    );
    assert!(skips.is_empty());
    assert_eq!(articles.len(), 3);
    assert_eq!(articles[0].headline, "A & B C");
    assert!(
        articles[0]
            .notes
            .iter()
            .any(|n| n.contains("before the XML declaration"))
    );
    assert!(articles[2].notes.iter().any(|n| n == "entry is not closed"));
    let (articles, skips) = all("<rss version='2.0'><channel><title>x</title></channel></rss>");
    assert_eq!((articles.len(), skips), (0, vec![Reason::NotAnArticle]));
    let deep = format!("{}x", "<b>".repeat(400));
    let (articles, skips) = all(&rss(&format!("{deep}</item><item><title>fine</title>")));
    assert_eq!((articles.len(), skips), (1, vec![Reason::XmlDepth]));
}

#[test]
fn billion_laughs_are_inert() {
    let article = one(
        "<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;\"><!ENTITY x SYSTEM \"file:///etc/passwd\">]><rss version='2.0'><channel><item><title>&b; &x;</title></item></channel></rss>",
    );
    assert_eq!(article.headline, "&b; &x;");
}

#[test]
fn other_xml_is_left_to_others() {
    for text in [
        "<catalog><book/></catalog>",
        "<html><body><p>An article about <rss>",
        "How to write <rss version=\"2.0\">: a story without entries",
    ] {
        let input = Input::new("a.xml", text.as_bytes());
        assert_ne!(choose_reader(&input).name(), "feed", "{text}");
    }
}

#[test]
fn hostile_feeds_take_linear_time() {
    for unit in [
        "<item>",
        "<item><title>",
        "<entry><content type='xhtml'>",
        "<item a=\"",
        "<![CDATA[",
    ] {
        let text = format!(
            "<rss version='2.0'><channel>{}",
            unit.repeat(200_000 / unit.len())
        );
        let (articles, skips) = all(&text);
        assert!(articles.len() + skips.len() <= text.len());
    }
}
