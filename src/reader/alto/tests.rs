//! Pages of scanned newspapers: broken words, order, damage.

use super::*;

fn read_all(text: &str) -> (Vec<Article>, Result<(), ReadError>) {
    let mut articles = Vec::new();
    let result = Alto.read(&Input::new("a.xml", text.as_bytes()), &mut |item| {
        if let super::super::Item::Article(read) = item {
            articles.push(read.article);
        }
    });
    (articles, result)
}

fn page(blocks: &str) -> String {
    format!("<alto><Layout><Page ID='P1'><PrintSpace>{blocks}</PrintSpace></Page></Layout></alto>")
}

#[track_caller]
fn check(blocks: &str, expected: &[&str]) {
    let (articles, result) = read_all(&page(blocks));
    result.unwrap();
    let texts: Vec<&str> = articles[0].blocks.iter().map(|b| b.text.as_str()).collect();
    assert_eq!(texts, expected, "{blocks}");
}

fn words(text: &str) -> String {
    let words: Vec<String> = text
        .split(' ')
        .map(|word| format!("<String CONTENT='{word}' HEIGHT='50' WC='0.8'/>"))
        .collect();
    words.join("<SP/>")
}

#[test]
fn broken_words_are_joined() {
    let part = |number: u8, content: &str, whole: &str| {
        format!("<String SUBS_TYPE='HypPart{number}' SUBS_CONTENT='{whole}' CONTENT='{content}'/>")
    };
    let (one, two) = (part(1, "de", "delivered"), part(2, "livered", "delivered"));
    let line = |inner: &str| format!("<TextLine>{inner}</TextLine>");
    let block = |inner: &str| format!("<TextBlock>{inner}</TextBlock>");
    let hyphen = "<HYP CONTENT='-'/>";
    check(
        &block(
            &(line(&format!("{}{one}{hyphen}", words("was")))
                + &line(&format!("{two}{}", words("on time")))),
        ),
        &["was delivered on time"],
    );
    // Across columns, and where only one part is there.
    check(
        &(block(&line(&format!("{}{one}{hyphen}", words("was"))))
            + &block(&line(&format!("{two}{}", words("on"))))),
        &["was delivered", "on"],
    );
    check(
        &block(&line(&format!("{two}{}", words("on")))),
        &["livered on"],
    );
    check(
        &block(&line(&format!("{}{one}", words("was")))),
        &["was delivered"],
    );
    // Without the whole word the hyphen decides.
    check(
        &block(&(line(&format!("{}{hyphen}", words("was de"))) + &line(&words("livered")))),
        &["was delivered"],
    );
    check(
        &block(&(line(&format!("{}{hyphen}", words("the Anglo"))) + &line(&words("Saxon")))),
        &["the Anglo-Saxon"],
    );
}

#[test]
fn a_hyphen_may_stand_in_the_last_word_of_a_line() {
    let check = |lines: &[&str], expected: &str| {
        let lines: Vec<String> = lines
            .iter()
            .map(|text| format!("<TextLine>{}</TextLine>", words(text)))
            .collect();
        let (articles, _) = read_all(&page(&format!("<TextBlock>{}</TextBlock>", lines.concat())));
        assert_eq!(articles[0].blocks[0].text, expected);
    };
    check(&["the engi-", "neers slept"], "the engineers slept");
    check(&["was con¬", "tent."], "was content.");
    check(&["was con\u{ad}", "tent."], "was content.");
    check(&["the Anglo-", "Saxon"], "the Anglo-Saxon");
    check(&["of 1914-", "18 and"], "of 1914-18 and");
    // A dash is no hyphen, and one within a line is nobody's.
    check(
        &["the clock --", "it was right"],
        "the clock -- it was right",
    );
    check(&["the clock -", "it was right"], "the clock - it was right");
    check(&["two- and", "three-fold"], "two- and three-fold");
}

#[test]
fn the_file_may_give_an_order() {
    let block = |id: &str, text: &str| {
        format!(
            "<TextBlock ID='{id}'><TextLine>{}</TextLine></TextBlock>",
            words(text)
        )
    };
    let text = format!(
        "<alto><Layout><ReadingOrder><OrderedGroup><ElementRef REF='b'/><ElementRef REF='a'/>\
         </OrderedGroup></ReadingOrder><Page><TopMargin>{}</TopMargin><PrintSpace>{}{}</PrintSpace></Page></Layout></alto>",
        block("m", "Page 3"),
        block("a", "second column"),
        block("b", "first column")
    );
    let (articles, _) = read_all(&text);
    let texts: Vec<(BlockKind, &str)> = articles[0]
        .blocks
        .iter()
        .map(|b| (b.kind, b.text.as_str()))
        .collect();
    assert_eq!(
        texts,
        [
            (BlockKind::Paragraph, "first column"),
            (BlockKind::Paragraph, "second column"),
            (BlockKind::Boilerplate, "Page 3"),
        ]
    );
    assert!((articles[0].confidence - 0.8).abs() < 1e-6);
}

#[test]
fn damaged_and_empty_files_say_so() {
    let (_, result) = read_all(&page("<Illustration/>"));
    assert_eq!(result.unwrap_err().reason, Reason::NoText);
    let (_, result) = read_all("<alto><Layout><Page>");
    assert_eq!(result.unwrap_err().reason, Reason::Truncated);
    let (articles, _) = read_all(
        "<alto><Layout><Page><TextBlock><TextLine><String CONTENT='a' WC='NaN' HEIGHT='-1'/><Stri",
    );
    assert_eq!(articles[0].blocks[0].text, "a");
    assert_eq!(articles[0].notes, ["the file ends before the page does"]);
}

#[test]
fn tall_words_above_the_text_are_the_headline() {
    let block = |height: u32, text: &str| {
        let words = words(text).replace("HEIGHT='50'", &format!("HEIGHT='{height}'"));
        format!("<TextBlock><TextLine>{words}</TextLine></TextBlock>")
    };
    let text = "A long paragraph in small type that most of the page is set in and goes on";
    let read = |blocks: &str| read_all(&page(blocks)).0.remove(0);
    let article = read(
        &(block(90, "VOL LXIII--N 0 20.620.") + &block(120, "CLOCK IS RIGHT") + &block(50, text)),
    );
    assert_eq!(article.headline, "CLOCK IS RIGHT");
    // Where the text has begun, tall words are a subhead; where all is alike, nothing is.
    let article = read(&(block(50, text) + &block(120, "CLOCK IS RIGHT")));
    assert_eq!(
        (article.headline.as_str(), article.blocks[1].kind),
        ("", BlockKind::Subhead)
    );
    let article = read(&(block(50, "Clock is right") + &block(50, text)));
    assert_eq!(
        (article.headline.as_str(), article.blocks[0].kind),
        ("", BlockKind::Paragraph)
    );
}
