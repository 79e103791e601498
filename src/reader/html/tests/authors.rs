//! Authors whom no "By" names, where a page calls its outlet the author or nobody.

use super::{page, story};

const HOUSE: &str = "<meta property='og:site_name' content='Courier'>\
     <meta name=author content='Courier'>";

fn authors(head: &str, top: &str, above: &str, end: &str) -> Vec<String> {
    let body = format!(
        "<article><h1>A dam holds in the north</h1>{top}<div class=text>{above}{}{end}</div></article>",
        story()
    );
    page(head, &body).authors
}

#[test]
fn names_in_the_header_without_by() {
    for (top, expected) in [
        (
            "<div><span>Ann Roe |</span> <span>05.05.2026 - Update: 06.05.2026 10:12</span></div>",
            &["Ann Roe"][..],
        ),
        ("<div>5 May 2026 • Ann Roe • 4 min read</div>", &["Ann Roe"]),
        (
            "<div>Ann Roe</div><div>5 May 2026, 10:12</div>",
            &["Ann Roe"],
        ),
        ("<div>5 May 2026</div><div>Ann Roe</div>", &["Ann Roe"]),
        (
            "<div>Ann Roe</div><div>Political Correspondent</div>",
            &["Ann Roe"],
        ),
        ("<p>By</p><p>Ann Roe</p>", &["Ann Roe"]),
        (
            "<div><a href='/authors/ann-roe'>Ann Roe</a>, Arden</div>",
            &["Ann Roe"],
        ),
        (
            "<div class='x-signature'>Ann Roe, Arden</div>",
            &["Ann Roe"],
        ),
        ("<div>김민수 기자</div>", &["김민수"]),
        ("<div>Zerlin Roe | 5 May 2026</div>", &["Zerlin Roe"]),
        (
            "<div>Ann Roe</div><div>Arden</div><div>5 May 2026</div>",
            &["Ann Roe"],
        ),
        ("<div>Ann Roe</div><div>4 min read</div>", &["Ann Roe"]),
        (
            "<div>Ann Roe</div><div>roe@courier.example</div>",
            &["Ann Roe"],
        ),
        ("<div>Posted on 5 May 2026 by Ann Roe</div>", &["Ann Roe"]),
        (
            "<div class=author-card><p>Ann Roe</p><p>Senior reporter</p></div>",
            &["Ann Roe"],
        ),
        // Nothing says that these wrote anything.
        ("<div>Ann Roe</div>", &["Courier"]),
        ("<div>Local Politics | 5 May 2026</div>", &["Courier"]),
        (
            "<div>5 May 2026</div><div><a href=/tag/roe>Ann Roe</a></div>",
            &["Courier"],
        ),
        ("<p>5 May 2026</p><p><b>Ann Roe</b></p>", &["Courier"]),
        ("<h3>Ann Roe</h3><div>5 May 2026</div>", &["Courier"]),
        (
            "<figure><figcaption>Ann Roe</figcaption></figure><p>5 May 2026</p>",
            &["Courier"],
        ),
        (
            "<div><a href='/authors/ann-roe'>All stories</a></div>",
            &["Courier"],
        ),
    ] {
        assert_eq!(authors(HOUSE, top, "", ""), expected, "{top}");
    }
    let tagged = format!("{HOUSE}<meta name=keywords content='dams, Ann Roe'>");
    let dated = "<div>Ann Roe | 5 May 2026</div>";
    assert_eq!(authors(&tagged, dated, "", ""), ["Courier"]);
    let north = "<div>Ann North | 5 May 2026</div>";
    assert_eq!(authors(HOUSE, north, "", ""), ["Courier"]);
}

#[test]
fn names_set_apart_below_the_story() {
    for (end, expected) in [
        (
            "<p style='text-align: right'><strong>Nguyễn Roe</strong></p>",
            "Nguyễn Roe",
        ),
        ("<p align=right>Ann Roe</p>", "Ann Roe"),
        (
            "<p class='text-right'><b>Ann Roe</b> (from reports)</p>",
            "Ann Roe",
        ),
        ("<p><strong>Ann Roe</strong></p>", "Ann Roe"),
        ("<p>(Ann Roe)</p>", "Ann Roe"),
        ("<p>5 May 2026</p><p><em>Ann Roe</em></p>", "Ann Roe"),
        (
            "<p><em>Ann Roe is a teacher in Arden and writes about rivers.</em></p>",
            "Ann Roe",
        ),
        (
            "<p>(Reporting by Ann Roe; Editing by Tom Fox)</p>",
            "Ann Roe",
        ),
        ("<p><em>CN-Redaktion</em></p>", "CN-Redaktion"),
        (
            "<p><em>CN-Redaktion</em></p><p>Did you like this story? Then help us to write more.</p>",
            "CN-Redaktion",
        ),
        (
            "<p><b>Ann Roe</b></p><p><b>Did you like this story? Then help us to write more.</b></p>",
            "Ann Roe",
        ),
        ("<p>김민수 기자 kms@courier.example</p>", "김민수"),
        ("<p>【山田太郎】</p>", "山田太郎"),
        // Winners, speakers, the dead and those who are quoted sign nothing.
        ("<p>Ann Roe</p>", "Courier"),
        (
            "<p>The prize of the town went to:</p><p><b>Ann Roe</b></p>",
            "Courier",
        ),
        ("<p><b>Ann Roe</b></p><p><b>Tom Fox</b></p>", "Courier"),
        (
            "<p>Long may it hold, wrote Ms Roe in her last letter home.</p><p><b>Ann Roe</b></p>",
            "Courier",
        ),
        (
            "<blockquote>We shall build it again, and of better stone.</blockquote><p align=right><b>Ann Roe</b></p>",
            "Courier",
        ),
        (
            "<p>“We shall build it again, and of better stone.”</p><p align=right><b>Ann Roe</b></p>",
            "Courier",
        ),
        (
            "<p>With the best wishes for the summer to come,</p><p><b>Ann Roe</b></p>",
            "Courier",
        ),
        ("<p><b><a href=/roe>Ann Roe</a></b></p>", "Courier"),
        ("<p><b>Upper Dam</b></p>", "Courier"),
        (
            "<p>Ann Roe is a teacher in Arden and had no part in it.</p>",
            "Courier",
        ),
        (
            "<p><em>The dam is one of nine in the north of the county.</em></p>",
            "Courier",
        ),
    ] {
        assert_eq!(authors(HOUSE, "", "", end), [expected], "{end}");
    }
    let person = "<meta name=author content='Bob Lens'>";
    assert_eq!(
        authors(person, "", "", "<p><b>Ann Roe</b></p>"),
        ["Bob Lens"]
    );
}

#[test]
fn names_set_apart_above_the_story() {
    for (above, expected) in [
        ("<p><strong>ANN ROE</strong></p>", "ANN ROE"),
        ("<p><strong>Ann Roe</strong></p>", "Courier"),
        ("<p>ANN ROE</p>", "Courier"),
        ("<p><strong>PORT ELDER</strong></p>", "Courier"),
        ("<h2><strong>ANN ROE</strong></h2>", "Courier"),
        (
            "<p><b>ANN ROE</b></p><p>Ann Roe, who kept the gate for thirty years, died on Sunday.</p>",
            "Courier",
        ),
        (
            "<p><b>ANN ROE</b></p><p>It held.</p><p><b>TOM FOX</b></p><p>It did.</p>",
            "Courier",
        ),
    ] {
        assert_eq!(authors(HOUSE, "", above, ""), [expected], "{above}");
    }
    // No list knows the first name, but the page describes itself by the name alone.
    let described = format!("{HOUSE}<meta name=description content='ZERLIN ROE'>");
    let above = "<p><strong>ZERLIN ROE</strong></p>";
    assert_eq!(authors(&described, "", above, ""), ["ZERLIN ROE"]);
    let article = page(
        &described,
        &format!("<h1>A dam holds</h1>{above}{}", story()),
    );
    assert_eq!((article.deck.as_str(), article.blocks.len()), ("", 5));
    assert_eq!(authors(HOUSE, "", above, ""), ["Courier"]);
}

#[test]
fn people_of_the_house_are_nobody() {
    let by = |name: &str| {
        format!(
            "<meta property='og:site_name' content='Harrow Courier'><meta name=author content='{name}'>"
        )
    };
    let ann = "<p>By Ann Roe</p>";
    for (name, alone) in [
        ("Harrow Courier Staff", "Harrow Courier"),
        ("Redaktion Harrow Courier", "Harrow Courier"),
        ("Harrow D", "Harrow D"),
        ("Web Desk", "Web Desk"),
        ("admin", "admin"),
    ] {
        assert_eq!(authors(&by(name), ann, "", ""), ["Ann Roe"], "{name}");
        assert_eq!(authors(&by(name), "", "", ""), [alone], "{name}");
    }
    assert_eq!(authors(&by("Bob Lens"), ann, "", ""), ["Bob Lens"]);
}

#[test]
fn who_reviewed_or_commented_has_not_written() {
    let two = "<div class=author>Ann Roe</div><div class=author>Reviewed by Tom Fox</div>";
    assert_eq!(authors("", two, "", ""), ["Ann Roe"]);
    let label = "<div class=author><div>Author</div><div>Ann Roe</div></div>";
    assert_eq!(authors("", label, "", ""), ["Ann Roe"]);
    let comment = "</div></article><section id=comments><p>One.</p><p>Two.</p><p class=author>Tom Fox</p></section>";
    assert_eq!(authors("", "", "", comment), [] as [&str; 0]);
}

#[test]
fn names_above_their_towns_and_desks_alone() {
    let authors = |top: &str| {
        let body = format!("<h1>A dam holds in the north</h1>{top}{}", story());
        page("", &body).authors
    };
    assert_eq!(
        authors("<p class=author>Ann Roe<br>Whinmouth Sound</p>"),
        ["Ann Roe"]
    );
    assert_eq!(
        authors("<p class=author>Ann Roe<br>Tom Fox</p>"),
        ["Ann Roe", "Tom Fox"]
    );
    assert_eq!(authors("<p>By Ann Roe<br>ARDEN</p>"), ["Ann Roe"]);
    assert_eq!(
        authors("<div class=firma>Ann Roe<br>Whinmouth Sound</div><div>05/05/2026 - 10:15</div>"),
        ["Ann Roe"]
    );
    assert_eq!(authors("<p class=author>Redacción</p>"), ["Redacción"]);
    assert_eq!(
        authors("<p>Words: <a href='/x'>Ann Roe</a></p>"),
        ["Ann Roe"]
    );
    assert_eq!(authors("<p>Words: 212</p>"), [] as [&str; 0]);
    assert_eq!(authors("<p>Ann Roe · 3 hours ago</p>"), ["Ann Roe"]);
    let export = "<footer><p>By <a class='p-author h-card'>Ann Roe</a></p></footer>";
    assert_eq!(authors(export), ["Ann Roe"]);
}

#[test]
fn names_in_letters_without_capitals() {
    let authors = |headline: &str, top: &str, end: &str| {
        let sentence =
            "湾岸町議会は三日、嵐で壊れた桟橋を再建する予算案を可決した。工事は五月に始まる。";
        let body = format!("<h1>{headline}</h1>{top}<p>{sentence}</p><p>{sentence}</p>{end}");
        page("", &body).authors
    };
    let headline = "東港の桟橋、再建へ";
    assert_eq!(
        authors(headline, "", "<p>町長は喜んだ。（山田太郎）</p>"),
        ["山田太郎"]
    );
    assert_eq!(
        authors(headline, "", "<p>（佐藤花子、鈴木一郎）</p>"),
        ["佐藤花子", "鈴木一郎"]
    );
    for end in [
        "町長は喜んだ。（共同通信）",
        "三割増えた。（前年同期比）",
        "町長が来た。（山田町長）",
    ] {
        assert_eq!(
            authors(headline, "", &format!("<p>{end}</p>")),
            [] as [&str; 0],
            "{end}"
        );
    }
    let labelled = "<p>2026-03-03 09:12 来源：海湾晚报 作者：李文静 编辑：王强</p>";
    assert_eq!(authors(headline, labelled, ""), ["李文静"]);
    assert_eq!(
        authors(headline, "<p class=author>記者 陳怡君／港灣報導</p>", ""),
        ["陳怡君"]
    );
    let barred = |name: &str| format!("<p>{name} | 3 مارس 2026</p>");
    assert_eq!(
        authors(headline, &barred("سامي الحداد"), ""),
        ["سامي الحداد"]
    );
    assert_eq!(
        authors(headline, &barred("أخبار محلية"), ""),
        [] as [&str; 0]
    );
    // Whom the story is about.
    assert_eq!(
        authors("سامي الحداد يفوز", &barred("سامي الحداد"), ""),
        [] as [&str; 0]
    );
}

#[test]
fn lines_that_pages_give_for_authors_are_read_as_bylines() {
    let given = |name: &str| {
        let person = serde_json::json!({
            "@type": "NewsArticle",
            "headline": "A dam holds in the north",
            "author": {"@type": "Person", "name": name},
        });
        authors(
            &format!("<script type='application/ld+json'>{person}</script>"),
            "",
            "",
            "",
        )
    };
    let meta = |name: &str| authors(&format!("<meta name=author content='{name}'>"), "", "", "");
    let marked = |name: &str| authors("", &format!("<p class=byline>{name}</p>"), "", "");
    for (line, expected) in [
        ("Ann Roe | 5 May 2026", &["Ann Roe"][..]),
        ("By Ann Roe on May 5, 2026", &["Ann Roe"]),
        ("Ann Roe · 5 min read", &["Ann Roe"]),
        (
            "Par Jeanne Roe Publié le 5 mai 2026 à 10h12",
            &["Jeanne Roe"],
        ),
        ("Jeanne Roe, envoyée spéciale à Kiev", &["Jeanne Roe"]),
        ("Von unserer Korrespondentin Anna Roe", &["Anna Roe"]),
        ("Anna Roe (Text) und Tom Fox (Fotos)", &["Anna Roe"]),
        ("Un reportage de Jeanne Roe", &["Jeanne Roe"]),
        ("Anna Roe i Jan Fox", &["Anna Roe", "Jan Fox"]),
        (
            "Piet van den Roe en Anna Fox",
            &["Piet van den Roe", "Anna Fox"],
        ),
        ("Ann Roe — Skerry Times", &["Ann Roe"]),
        ("Ann Roe Skerry Times", &["Ann Roe"]),
        ("记者 李文静", &["李文静"]),
        ("항구일보 김민수 기자", &["김민수"]),
        ("Photo by Tom Fox", &[]),
        ("Tom Fox/Getty Images", &[]),
        ("Additional reporting by Tom Fox", &[]),
        ("By Our Correspondent", &[]),
        ("Por Navidad", &[]),
    ] {
        for read in [&given as &dyn Fn(&str) -> Vec<String>, &meta, &marked] {
            assert_eq!(read(line), expected, "{line}");
        }
    }
}
