use super::super::{Input, Item, read};
use crate::article::{BlockKind, Status};

const HEAD: &str = "<?xml version='1.0'?><rss version='2.0' xmlns:content='http://purl.org/rss/1.0/modules/content/' xmlns:excerpt='http://wordpress.org/export/1.2/excerpt/' xmlns:dc='http://purl.org/dc/elements/1.1/' xmlns:wp='http://wordpress.org/export/1.2/'><channel><title>Paper</title><wp:author><wp:author_login>jr</wp:author_login><wp:author_display_name><![CDATA[Jane Roe]]></wp:author_display_name></wp:author>";

/// One line for each item: status or skip, headline, authors, notes.
fn show(items: &str) -> Vec<String> {
    let text = format!("{HEAD}{items}</channel></rss>");
    let mut lines = Vec::new();
    let input = Input::new("export.xml", text.as_bytes());
    let (reader, result) = read(&input, None, &mut |item| {
        lines.push(match item {
            Item::Article(read) => {
                let article = read.article;
                format!(
                    "{} {} by {} in {:?}: {}",
                    article.status.name(),
                    article.headline,
                    article.authors.join(", "),
                    article.section.unwrap_or_default(),
                    article.notes.join("; ")
                )
            }
            Item::Skipped(skip) => format!("{}: {}", skip.reason, skip.detail),
        });
    });
    assert_eq!(reader.name(), "wxr");
    result.unwrap();
    lines
}

#[test]
fn types_and_states_are_told_apart() {
    let item = |kind: &str, state: &str| {
        format!(
            "<item><title>T</title><dc:creator>jr</dc:creator><content:encoded>Text.</content:encoded><category domain='category'>World</category><wp:post_type>{kind}</wp:post_type><wp:status>{state}</wp:status></item>"
        )
    };
    let items = [
        item("post", "publish"),
        item("page", "draft"),
        item("attachment", "inherit"),
        item("nav_menu_item", "publish"),
        item("post", "trash"),
        item("story", "future"),
    ];
    assert_eq!(
        show(&items.concat()),
        [
            "usable T by Jane Roe in \"World\": ",
            "embargoed T by Jane Roe in \"World\": draft, not published",
            "not_an_article: a WordPress `attachment`",
            "not_an_article: a WordPress `nav_menu_item`",
            "canceled T by Jane Roe in \"World\": in the bin",
            "embargoed T by Jane Roe in \"World\": scheduled, not yet published",
        ]
    );
}

#[test]
fn comments_are_kept_out_of_the_story() {
    let text = format!(
        "{HEAD}<item><title>T</title><content:encoded>Text.</content:encoded><wp:comment><wp:comment_author>Al</wp:comment_author><wp:comment_content>No!</wp:comment_content><wp:comment_approved>1</wp:comment_approved></wp:comment><wp:comment><wp:comment_content>spam</wp:comment_content><wp:comment_approved>spam</wp:comment_approved></wp:comment></item>"
    );
    let mut found = Vec::new();
    let _ = read(&Input::new("a.xml", text.as_bytes()), None, &mut |item| {
        if let Item::Article(read) = item {
            assert_eq!(read.article.status, Status::Usable);
            found.extend(read.article.blocks);
        }
    });
    assert_eq!(found.len(), 2);
    assert_eq!(found[1].kind, BlockKind::Boilerplate);
    assert_eq!(found[1].text, "Al: No!");
}
