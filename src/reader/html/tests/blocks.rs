//! What the blocks of a page become: paragraphs, captions, standfirsts, and what is left out.

use super::{page, story};
use crate::article::{Article, BlockKind, Kind};

const HEAD: &str = "<title>A dam holds in the north</title>\
     <meta property='og:type' content='article'>\
     <meta property='article:published_time' content='2024-03-05'>";

/// An article with something at its top, between its paragraphs, and below.
fn read(top: &str, inset: &str, end: &str) -> Article {
    let more = story().replace("dam", "dike");
    let body = format!(
        "<article><h1>A dam holds in the north</h1>{top}{}{inset}{more}{end}</article>",
        story()
    );
    page(HEAD, &body)
}

/// What the article has beside the paragraphs of the story.
fn beside(article: &Article) -> Vec<String> {
    let told = |text: &str| text.contains("through the night");
    let others = article.blocks.iter().filter(|block| !told(&block.text));
    others
        .map(|block| format!("{:?} {}|{}", block.kind, block.text, block.credit))
        .collect()
}

#[track_caller]
fn check_inset(inset: &str, expected: &[&str]) {
    assert_eq!(beside(&read("", inset, "")), expected, "{inset}");
}

#[test]
fn a_cell_that_holds_a_story_is_its_paragraphs() {
    let text = story();
    let paragraphs: Vec<&str> = text
        .split("<p>")
        .skip(1)
        .map(|part| part.trim_end_matches("</p>").trim_end())
        .collect();
    let cell = paragraphs.join("<br><br>");
    let body = format!("<h1>A dam holds in the north</h1><table><tr><td>{cell}</td></tr></table>");
    let texts: Vec<String> = page(HEAD, &body)
        .blocks
        .into_iter()
        .map(|block| block.text)
        .collect();
    assert_eq!(texts, paragraphs);
    let table = "<table><tr><td>North</td><td>12<br><br>13</td></tr>\
         <tr><td>South</td><td>14</td></tr></table>";
    let rows = page(
        "",
        &format!("<h1>Rain in the valley</h1>{}{table}", story()),
    );
    let rows = rows
        .blocks
        .iter()
        .filter(|block| block.kind == BlockKind::Table);
    let rows: Vec<&str> = rows.map(|block| block.text.as_str()).collect();
    assert_eq!(rows, ["North\t12 13\nSouth\t14"]);
}

#[test]
fn text_that_is_not_seen_is_left_out() {
    check_inset(
        "<p hidden>The dam of the year before was not a dam at all, the mayor said.</p>",
        &[],
    );
    check_inset(
        "<p class=sr-only>End of the story, a slideshow with nine pictures follows.</p>",
        &[],
    );
    let line = "<p>The mayor<span class=visually-hidden> (opens in new window)</span> said on \
         Monday that the road would be open again in the week that followed, and no later.</p>";
    check_inset(
        line,
        &[
            "Paragraph The mayor said on Monday that the road would be open again in the week that \
           followed, and no later.|",
        ],
    );
}

#[test]
fn links_below_read_more_are_left_out() {
    check_inset(
        "<p><strong>READ MORE</strong></p><ul><li><a href=/1>Authority fined over weir failure</a>\
         </li><li><a href=/2>Cricket club wins the league at last</a></li></ul>",
        &[],
    );
}

#[test]
fn captions_and_credits_of_figures() {
    let figure = |inside: &str| format!("<figure><img src=a.jpg>{inside}</figure>");
    for (inside, expected) in [
        (
            "<figcaption><span>The dam at dusk.</span><span><span class=x>Credit...</span><span>\
             Ann Roe</span></span></figcaption>",
            "Caption The dam at dusk.|Ann Roe",
        ),
        (
            "<figcaption><span>The dam at dusk.</span> <span class=image-credit><span \
             class=credit-label>Credit:</span> Ann Roe</span></figcaption>",
            "Caption The dam at dusk.|Ann Roe",
        ),
        (
            "<figcaption>The dam (image d’illustration). <span class=credits>Ann Roe / AFP</span>\
             </figcaption>",
            "Caption The dam (image d’illustration).|Ann Roe / AFP",
        ),
        (
            "<figcaption>The dam at dusk <span class=copyright>© Ann Roe</span></figcaption>",
            "Caption The dam at dusk|Ann Roe",
        ),
        (
            "<span>Image source, Getty Images</span><figcaption><span class=visually-hidden>Image \
             caption, </span>The dam was built in 1911</figcaption>",
            "Caption The dam was built in 1911|Getty Images",
        ),
        (
            "<div class=info><p>The dam on Monday, June 17, 2024. (AP Photo/Ann Roe)</p></div>",
            "Caption The dam on Monday, June 17, 2024.|AP Photo/Ann Roe",
        ),
        (
            "<p>The dam on Monday, seen from the bank.</p>",
            "Caption The dam on Monday, seen from the bank.|",
        ),
    ] {
        check_inset(&figure(inside), &[expected]);
    }
    check_inset(
        "<p>The dam at dusk (fot. Ann Roe / Agencja Obraz)</p>",
        &["Caption The dam at dusk|Ann Roe / Agencja Obraz"],
    );
    let below = format!(
        "{}<div class=photo-credit>Ann Roe/VM</div>",
        figure("<figcaption>The dam at dusk</figcaption>")
    );
    check_inset(&below, &["Caption The dam at dusk|Ann Roe/VM"]);
}

#[test]
fn a_credit_without_a_caption_is_a_credit_and_a_label_alone_is_nothing() {
    for (inside, expected) in [
        (
            "<figcaption class=credit>Ann Roe</figcaption>",
            &["Credit Ann Roe|"][..],
        ),
        ("<figcaption>Image caption,</figcaption>", &[]),
        (
            "<figcaption>Image source, Ann Roe</figcaption>",
            &["Credit Ann Roe|"],
        ),
    ] {
        check_inset(
            &format!("<figure><img src=a.jpg>{inside}</figure>"),
            expected,
        );
    }
}

#[test]
fn standfirsts_between_headline_and_byline() {
    let expected = "The ban follows an alarming report by engineers";
    for top in [
        format!("<div class=standfirst><p>{expected}</p></div><p class=byline>By Ann Roe</p>"),
        format!("<h2>{expected}</h2><p class=byline>By Ann Roe</p>"),
        format!("<p>{expected}</p><div>March 5, 2024</div>"),
    ] {
        let article = read(&top, "", "");
        assert_eq!(article.deck, expected, "{top}");
        assert_eq!(beside(&article), [] as [&str; 0], "{top}");
    }
    let first = "<p>It was a night of rain in all of the valley.</p>";
    assert_eq!(read(first, "", "").deck, "");
}

#[test]
fn stubs_and_stories_that_are_called_closed() {
    let closed = |body: &str, end: &str| {
        let node = format!(
            "<script type='application/ld+json'>{{\"@type\": \"NewsArticle\", \"headline\": \"A dam \
             holds in the north\", \"isAccessibleForFree\": false{body}}}</script>"
        );
        let told = "<p>The dam above the town held through the night, the mayor said, and nobody \
             was hurt in any of the houses that stand below it by the river.</p>";
        let body = format!(
            "<article><h1>A dam holds in the north</h1><div class=metered>{}</div>{end}</article>",
            told.to_owned() + &told.replace("town", "city") + &told.replace("town", "farm")
        );
        page(&node, &body)
    };
    assert_eq!(closed("", "").kind, Kind::Story);
    let notice = "<p>Il vous reste 64.8% de cet article à lire.</p>";
    let stub = closed("", notice);
    assert_eq!(stub.kind, Kind::Stub);
    assert_eq!(beside(&stub), [] as [&str; 0]);
    let whole = "The dam above the town held through the night. ".repeat(40);
    let fuller = closed(&format!(", \"articleBody\": \"{whole}\""), notice);
    assert_eq!(fuller.kind, Kind::Story);
    assert_eq!(fuller.parser, "html/json-ld");
}

#[test]
fn links_are_no_text_of_a_page_with_a_line() {
    let links: String = (0..12)
        .map(|i| format!("<li><a href=/{i}>Headline number {i} about life in the valley</a></li>"))
        .collect();
    let article = page(
        "<title>Watch: lorries queue</title><meta property='og:type' content='video.other'>",
        &format!(
            "<h1>Watch: lorries queue</h1><p>Drone pictures show the queue of lorries that \
             reaches back to the quarry.</p><ul>{links}</ul>"
        ),
    );
    assert_eq!(
        beside(&article),
        ["Paragraph Drone pictures show the queue of lorries that reaches back to the quarry.|"]
    );
}

#[test]
fn credits_beside_a_caption_in_a_figure() {
    let figure = "<figure><img><div><figcaption>A diver beside the dam.</figcaption>\
         <div class=Figure-credit>Jon Fell</div></div></figure>";
    let article = page(
        "",
        &format!("<h1>A dam holds in the north</h1>{figure}{}", story()),
    );
    let caption = &article.blocks[0];
    assert_eq!(
        (caption.text.as_str(), caption.credit.as_str()),
        ("A diver beside the dam.", "Jon Fell")
    );
}
