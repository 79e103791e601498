//! Pages that are no story, and where a story ends.

use super::{page, story};
use crate::article::{Article, Kind};

fn texts(article: &Article) -> Vec<&str> {
    article
        .blocks
        .iter()
        .map(|block| block.text.as_str())
        .collect()
}

/// Stories of a list, each with a link and a short text.
fn teasers(tag: &str, count: usize) -> String {
    (0..count)
        .map(|i| {
            format!(
                "<article><{tag}><a href=/{i}>Headline number {i} of the valley</a></{tag}>\
                 <p>A short text of one sentence that says what story {i} is about.</p>\
                 <time datetime=2024-06-0{}>June</time></article>",
                i + 1
            )
        })
        .collect()
}

#[test]
fn lists_of_stories_are_index_pages_without_a_day() {
    let listed = page(
        "<title>Transport</title><meta property='og:type' content='article'>",
        &format!("<h1>Transport</h1>{}", teasers("h2", 8)),
    );
    assert_eq!(listed.kind, Kind::IndexPage);
    assert_eq!(listed.dates, []);
    let person = "<title>Ann Roe</title><meta property='og:type' content='profile'>";
    let bio = "<h1>Ann Roe</h1><p>Ann Roe has written about the valley since the year 2011.</p>";
    let profile = page(person, &format!("{bio}{}", teasers("h3", 3)));
    assert_eq!(profile.kind, Kind::IndexPage);
    let told = format!(
        "<h1>A dam holds in the north</h1>{}{}",
        story(),
        teasers("h3", 8)
    );
    assert_eq!(page("", &told).kind, Kind::Story);
    let dated = "<meta property='article:published_time' content='2024-03-05'>";
    let round_up = format!("<h1>The week in the valley</h1>{}", teasers("h2", 8));
    assert_eq!(page(dated, &round_up).kind, Kind::Story);
}

#[test]
fn what_a_site_says_instead_of_a_story_is_a_notice() {
    let line = "<p>It looks as if nothing was found at this address. You may try a search.</p>";
    for title in [
        "404: Page not found",
        "Cette page est introuvable",
        "Verify you are human",
    ] {
        let head = format!("<title>{title} | Kurier</title>");
        assert_eq!(
            page(&head, &format!("<h1>{title}</h1>{line}")).kind,
            Kind::Notice
        );
    }
    let told = format!(
        "<h1>Page not found: a library loses its books</h1>{}",
        story()
    );
    assert_eq!(page("", &told).kind, Kind::Story);
    let dated = "<meta property='article:published_time' content='2024-03-05'>";
    let short = format!("<h1>Access denied</h1>{line}");
    assert_eq!(page(dated, &short).kind, Kind::Story);
}

#[test]
fn the_next_story_of_an_endless_page_is_left_out() {
    let head = "<title>A dam holds in the north</title>";
    let next = story().replace("dam", "quarry");
    let endless = |next: &str| {
        let own = format!(
            "<article><h1>A dam holds in the north</h1>{}</article>",
            story()
        );
        page(head, &format!("{own}{next}"))
    };
    let alone = endless("");
    let followed = endless(&format!(
        "<article><h2>Quarry owner plans a siding</h2><p class=byline>By Tom Fox</p>\
         <time datetime=2024-03-09>9 March</time>{next}{next}</article>"
    ));
    assert_eq!(texts(&followed), texts(&alone));
    assert_eq!(followed.authors, [] as [&str; 0]);
    assert_eq!(followed.dates, []);
    assert_eq!(
        followed.notes,
        ["1 other stories below the first are left out"]
    );
    // Posts of a live blog are within its article, and a second part has no heading.
    let within = format!(
        "<h1>A dam holds in the north</h1>{}<article><h2>Noon</h2>{next}</article>",
        story()
    );
    let live = page(head, &format!("<article>{within}</article>"));
    assert!(texts(&live).iter().any(|text| text.contains("quarry")));
    let parts = endless(&format!("<article>{next}</article>"));
    assert!(texts(&parts).iter().any(|text| text.contains("quarry")));
}

/// A cookie box, a log-in and the site's own title made notices of stories, teasers made lists of
/// briefs, and sections made next stories of a story's own.
#[test]
fn a_story_is_a_story_whatever_stands_around_it() {
    let byline = "<p class=byline>By Ann Roe</p><p>5 March 2024</p>";
    let brief = "<p>The company closes the northern route in May, it said on Tuesday.</p>";
    let headline = "<h1>Ferry company closes northern route</h1>";
    let title = "<title>Ferry company closes northern route | Register</title>";
    for body in [
        format!(
            "<div class=cookie-banner><h2>We value your privacy</h2></div><article>{headline}{byline}{brief}</article>"
        ),
        format!("<nav><h2>Log in</h2></nav><article>{headline}{byline}{brief}</article>"),
        format!(
            "<article>{headline}{byline}{brief}</article>{}",
            teasers("h2", 8)
        ),
    ] {
        let read = page(title, &body);
        assert_eq!(read.kind, Kind::Story, "{body}");
        assert!(
            read.dates.iter().any(|date| date.raw == "5 March 2024"),
            "{body}"
        );
    }
    let sections = format!(
        "<article><h1>A dam holds in the north</h1>{0}</article>\
         <article><h2>How it began</h2>{0}</article>",
        story()
    );
    let whole = page("", &sections);
    assert!(
        texts(&whole).contains(&"How it began"),
        "{:?}",
        texts(&whole)
    );
    assert_eq!(whole.notes, [""; 0]);
}

#[test]
fn lists_of_links_are_index_pages() {
    let links =
        "<ul><li><a href='/a'>A dam holds</a></li><li><a href='/b'>Cricket club wins</a></li></ul>";
    let export = format!("<h1>Unread</h1>{links}<h1>Read Archive</h1>{links}");
    assert_eq!(page("<title>Export</title>", &export).kind, Kind::IndexPage);
    let told = format!("<h1>A dam holds in the north</h1>{}{links}", story());
    assert_eq!(page("", &told).kind, Kind::Story);
}
