//! Headlines and authors of pages.

use super::{page, story};

#[test]
fn titles_that_differ() {
    let headline = |head: &str, h1: &str| page(head, &format!("<h1>{h1}</h1>{}", story())).headline;
    let given = |members: &str| {
        format!(
            "<script type='application/ld+json'>{{\"@type\": \"NewsArticle\", {members}}}</script>"
        )
    };
    let shared = "<meta property='og:title' content='Dam stands firm as waters rise'>\
         <title>Dam stands firm as waters rise</title>";
    // JSON-LD names the headline and nothing else.
    assert_eq!(
        headline(
            &(given("\"headline\": \"A dam holds in the north\"") + shared),
            "Dam stands firm as waters rise"
        ),
        "A dam holds in the north"
    );
    // Its headline is a description where the name is what the page is called.
    assert_eq!(
        headline(
            &given("\"headline\": \"wall across a river\", \"name\": \"The upper dam\""),
            "The upper dam"
        ),
        "The upper dam"
    );
    // The kicker stands above the heading, or another title does without it.
    let kicked = given("\"headline\": \"Floods: A dam holds in the north\"");
    assert_eq!(
        headline(&kicked, "A dam holds in the north"),
        "Floods: A dam holds in the north"
    );
    let alone = "<meta property='og:title' content='A dam holds in the north'>";
    assert_eq!(
        headline(&(kicked + alone), "Floods: A dam holds in the north"),
        "A dam holds in the north"
    );
}

#[test]
fn headlines_beside_names_of_the_site() {
    let headline = |head: &str, top: &str| page(head, &format!("{top}{}", story())).headline;
    let title =
        |text: &str| format!("<title>{text}</title><meta property='og:title' content='{text}'>");
    let expected = "A dam holds in the north";
    let h1 = format!("<h1>{expected}</h1>");
    assert_eq!(
        headline(&title(&format!("{expected} | Harrow State News")), &h1),
        expected
    );
    assert_eq!(
        headline(&title(&format!("{expected}_Harrow")), &h1),
        expected
    );
    let told = format!("{expected} - and a town sleeps");
    assert_eq!(headline(&title(&told), &h1), told);
    // The first heading is the name of the site.
    let logo = format!("<h1 class=logo>The Valley Messenger</h1><h2>{expected}</h2>");
    let named = format!("<title>{expected} | The Valley Messenger</title>");
    assert_eq!(headline(&named, &logo), expected);
    let marked = format!("<h2 class=article-title>{expected}</h2>");
    assert_eq!(headline("", &marked), expected);
    // Pictures have titles, and the path above the story may end in its heading.
    let icon = format!("<svg><title>Menu of the site</title><path d=x /></svg>{h1}");
    assert_eq!(headline("", &icon), expected);
    let info = "<div class=header-titles><span>By Ann Roe</span> <span>28 April 2023</span></div>";
    let crumb = format!("<nav><a href=/>Home</a><ol><li>{h1}</li></ol></nav>{info}");
    assert_eq!(headline("", &crumb), expected);
    // Cut off by the system, without a sign of it.
    let cut = format!(
        "<script type='application/ld+json'>{{\"@type\": \"NewsArticle\", \"headline\": \
         \"{expected} as the\"}}</script>"
    );
    let whole = format!("{expected} as the waters rise over the town");
    assert_eq!(
        headline(&(cut + &title(&whole)), &format!("<h1>{whole}</h1>")),
        whole
    );
}

#[test]
fn authors_among_other_names_of_the_page() {
    let authors = |head: &str, top: &str, end: &str| {
        let body = format!("<h1>A dam holds in the north</h1>{top}{}{end}", story());
        page(head, &body).authors
    };
    let ann = "<div class=author>Ann Roe</div>";
    let teasers = "<div class=related><a><span class=author>Tom Fox</span></a></div>";
    assert_eq!(authors("", ann, teasers), ["Ann Roe"]);
    let post = "<div class=byline>Ann Roe <span class=author>Games Editor</span></div>";
    assert_eq!(authors("", post, ""), ["Ann Roe"]);
    let list = |names: usize| -> String {
        (b'a'..)
            .take(names)
            .map(|letter| format!("<div class=author>Ann Ro{}</div>", letter as char))
            .collect()
    };
    assert_eq!(authors("", &list(21), ""), [] as [&str; 0]);
    assert_eq!(authors("", &list(7), "").len(), 7);
    let person = "<div class=byline>Courier | <span>By Ann Roe</span></div>";
    let outlet = "<meta property='og:site_name' content='Courier'>\
         <meta name=author content='Courier'>";
    assert_eq!(authors(outlet, person, ""), ["Ann Roe"]);
    let dated = "<p class=author>By Theresa May, 5 May 2026</p>";
    assert_eq!(authors("", dated, ""), ["Theresa May"]);
    let oleh = "<meta name=author content='Oleh Roe'>";
    assert_eq!(authors(oleh, "", ""), ["Oleh Roe"]);
    let house = "<meta property='og:site_name' content='Courier'>\
         <meta name=author content='Courier'>";
    let agencies = "<div class=author>Courier</div><div class=author>Agencies</div>";
    assert_eq!(authors(house, agencies, ""), ["Courier"]);
    let desk = "<meta property='og:site_name' content='Courier'><script type='application/ld+json'>\
         {\"@type\": \"NewsArticle\", \"headline\": \"A dam holds in the north\", \"author\": \
         [{\"name\": \"Ann Roe\"}, {\"name\": \"Courier North\"}]}</script>";
    assert_eq!(authors(desk, "", ""), ["Ann Roe", "Courier North"]);
}

#[test]
fn authors_under_a_label_and_at_a_desk() {
    let labelled = "<meta name='twitter:label1' content='Written by'>\
         <meta name='twitter:data1' content='Ann Roe'>\
         <meta name='twitter:label2' content='Reading time'>\
         <meta name='twitter:data2' content='3 minutes'>";
    assert_eq!(page(labelled, &story()).authors, ["Ann Roe"]);
    let desk = "<meta property='og:site_name' content='Courier'>";
    let body = format!(
        "<h1>A dam holds in the north</h1><p class=author>by Ann Roe, COURIER NORTH</p>{}",
        story()
    );
    assert_eq!(page(desk, &body).authors, ["Ann Roe"]);
    let named = format!(
        "<h1>A dam holds in the north</h1><div>Monday | By <span class=authorname>Ann Roe</span></div>{}",
        story()
    );
    assert_eq!(page("", &named).authors, ["Ann Roe"]);
}

#[test]
fn authors_who_sign_at_the_end() {
    let authors = |head: &str, end: &str| {
        let body = format!(
            "<article><h1>A dam holds in the north</h1>{}{end}</article>",
            story()
        );
        page(head, &body).authors
    };
    let house = "<meta property='og:site_name' content='Courier'>\
         <meta name=author content='Courier'>";
    let signed = "<p>By Ann Roe</p>";
    assert_eq!(authors(house, signed), ["Ann Roe"]);
    assert_eq!(
        authors("", "<p>By Ann Roe and Tom Fox</p>"),
        ["Ann Roe", "Tom Fox"]
    );
    assert_eq!(
        authors("<meta name=author content='Bob Lens'>", signed),
        ["Bob Lens"]
    );
    for end in [
        "<p>Ann Roe</p>",
        "<p><strong>The dam: all that is known</strong></p>",
        "<p><strong>Most Popular</strong></p>",
        "<p><strong><a href=/1>Upper Dam</a></strong></p>",
    ] {
        assert_eq!(authors("", end), [] as [&str; 0], "{end}");
    }
}

#[test]
fn only_what_is_a_byline_or_a_credit_leaves_the_body() {
    let head = "<meta name=author content='AP'>";
    for block in [
        "<h2>New CAP on prices from 5 May 2026</h2>",
        "<p>On 5 May 2026 the mayor thanked AP</p>",
        "<h2>Picture: a town in decline</h2>",
        "<p>The number of ships rose again. Source: Reuters</p>",
        "<p>What to bring to the office. Photo: two, in colour</p>",
    ] {
        let body = format!(
            "<article><h1>A dam holds in the north</h1>{}{block}{}</article>",
            story(),
            story().replace("dam", "lock")
        );
        let text = crate::reader::fragment::collapse(&block.replace("</", "<"));
        let words = text.split(['<', '>']).nth(2).unwrap_or_default().to_owned();
        let article = page(head, &body);
        let found = article.blocks.iter().find(|b| b.text == words);
        assert!(
            found.is_some_and(|b| b.kind.is_body()),
            "{block}: {:?}",
            article.blocks
        );
    }
}

#[test]
fn sections_and_tags_by_their_links() {
    let read = |between: &str| {
        let body = format!("<h1>A dam holds in the north</h1>{}{between}", story());
        let article = page("", &body);
        (article.section, article.tags)
    };
    let terms =
        "<p><a rel='category tag'>Rivers</a></p><p><a rel=tag>dams</a>, <a rel=tag>#floods</a></p>";
    let dams = || vec!["dams".to_owned(), "floods".to_owned()];
    assert_eq!(read(terms), (Some("Rivers".to_owned()), dams()));
    // Those of other stories.
    let teaser = format!("<div class=related-posts>{terms}</div>");
    assert_eq!(read(&teaser), (None, Vec::new()));
    let named = "<meta name=keywords content=weirs>";
    let body = format!("<h1>A dam holds in the north</h1>{}{terms}", story());
    assert_eq!(page(named, &body).tags, ["weirs"]);
}

#[test]
fn short_decks_and_labels() {
    let deck = |below: &str| {
        let body = format!("<h1>A dam holds in the north</h1>{below}{}", story());
        page("", &body).deck
    };
    assert_eq!(
        deck("<p class=subtitle>What the mayor said</p>"),
        "What the mayor said"
    );
    assert_eq!(deck("<p class=subtitle>By Ann Roe of Arden</p>"), "");
    assert_eq!(deck("<p class=subtitle>Rivers</p>"), "");
    assert_eq!(deck("<p class=subtitle>Seen on 5 May 2026</p>"), "");
    let below_day = "<p class=news-date>5 May 2026</p><p class=intro>The wall is older than the town, \
         and the town is older than the valley.</p>";
    assert!(deck(below_day).starts_with("The wall is older"));
}

#[test]
fn headlines_that_are_drawn_or_only_bold() {
    let headline = |title: &str, top: &str| {
        page(
            &format!("<title>{title}</title>"),
            &format!("{top}{}", story()),
        )
        .headline
    };
    let drawn = "<h1><img src=a.gif alt='A dam holds in the north'></h1>";
    assert_eq!(
        headline("Valley Post : News", drawn),
        "A dam holds in the north"
    );
    let logo = "<h1><a href='/'><img alt='The Old Valley Post'></a></h1>";
    assert_eq!(
        headline("A dam holds in the north", logo),
        "A dam holds in the north"
    );
    let bold = "<p><b>A dam holds in the north</b><p>By ANN ROE<br>Staff Writer<p>";
    assert_eq!(
        headline("VALLEY POST - News", bold),
        "A dam holds in the north"
    );
    let lead = "<p><b>The dam above the town held on.</b><p>Nobody was hurt.<p>";
    assert_eq!(
        headline("A dam holds in the north", lead),
        "A dam holds in the north"
    );
}

#[test]
fn paragraphs_that_are_called_the_title() {
    // As word processors on the web save a text.
    let text = "<p class=\"c3 title\"><span>A dam holds in the north</span></p><p class=\"c2\">By Ann Roe</p>";
    let article = page("", &format!("{text}{}", story()));
    assert_eq!(article.headline, "A dam holds in the north");
    // A heading goes before it.
    let article = page(
        "",
        &format!("<h1>The dam of Arden holds</h1>{text}{}", story()),
    );
    assert_eq!(article.headline, "The dam of Arden holds");
}
