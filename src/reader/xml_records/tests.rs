//! What is a record in XML of unknown vocabularies, what its elements become, and what stays a page.

use super::super::choose_reader;
use super::*;
use crate::article::Article;

fn read_all(text: &str) -> Vec<(String, Article)> {
    let mut articles = Vec::new();
    let input = Input::new("dump.xml", text.as_bytes());
    assert_eq!(choose_reader(&input).name(), "xml_records", "{text}");
    let result = XmlRecords.read(&input, &mut |item| match item {
        Item::Article(read) => articles.push((read.member, read.article)),
        Item::Skipped(skip) => articles.push((
            skip.member,
            Article {
                notes: vec![skip.detail],
                ..Article::default()
            },
        )),
    });
    assert_eq!(result, Ok(()));
    articles
}

fn body(article: &Article) -> Vec<&str> {
    article
        .blocks
        .iter()
        .map(|block| block.text.as_str())
        .collect()
}

#[test]
fn every_record_under_a_root_is_an_article() {
    let articles = read_all(
        "<?xml version='1.0'?>\n<articles><article id='1'><title>Clock &amp; coin</title>\
         <author>Ann Roe</author><author>Bob Fox</author><date>2026-01-13</date><section>Local</section>\
         <url>https://x.example/1</url><body><p>One <b>bold</b>.</p><p>Two.</p></body></article>\
         <article id='2'><title>Ferry</title><tags><tag>boats</tag><tag>sea</tag></tags>\
         <body><![CDATA[<p>Three.</p><p>Four &amp; five.</p>]]></body></article></articles>",
    );
    assert_eq!(articles.len(), 2);
    let (member, first) = &articles[0];
    assert_eq!(
        (member.as_str(), first.headline.as_str()),
        ("1", "Clock & coin")
    );
    assert_eq!(first.authors, ["Ann Roe", "Bob Fox"]);
    assert_eq!(first.dates[0].raw, "2026-01-13");
    assert_eq!(first.section.as_deref(), Some("Local"));
    assert_eq!(first.url.as_deref(), Some("https://x.example/1"));
    assert_eq!(first.given_id.as_deref(), Some("1"));
    assert_eq!(body(first), ["One bold.", "Two."]);
    let (member, second) = &articles[1];
    assert_eq!((member.as_str(), second.headline.as_str()), ("2", "Ferry"));
    assert_eq!(second.tags, ["boats", "sea"]);
    assert_eq!(body(second), ["Three.", "Four & five."]);
}

#[test]
fn records_are_found_wherever_they_stand() {
    for (text, members) in [
        // Without a declaration, the root has the name of its records.
        (
            "<news><news><headline>A</headline><text>One.</text></news>\
             <news><headline>B</headline><text>Two.</text></news></news>",
            &["1", "2"][..],
        ),
        // Below a head of its own, whose title is none of theirs.
        (
            "<export><title>Dump</title><item><headline>A</headline><story>One.</story></item>\
             <item><headline>B</headline><story>Two.</story></item></export>",
            &["1", "2"],
        ),
        (
            "<feed><title>The Paper</title><article><title>A</title><text>One.</text></article>\
             <article><title>B</title><text>Two.</text></article></feed>",
            &["1", "2"],
        ),
        // Fields in groups, and named by attributes.
        (
            "<r><rs><content web-title='A'><fields><field name='body'>One.</field></fields></content>\
             <content web-title='B'><fields><field name='body'>Two.</field></fields></content></rs></r>",
            &["1", "2"],
        ),
        (
            "<mysqldump><database><table_data name='x'><row><field name='title'>A</field>\
             <field name='content'>One.</field></row><row><field name='title'>B</field>\
             <field name='content'>Two.</field></row></table_data></database></mysqldump>",
            &["1", "2"],
        ),
        (
            "<record><headline>A</headline><story>One.</story></record>",
            &[""],
        ),
        (
            "<article><title>A</title><body><p>One.</p></body><related><item><title>No</title>\
             <text>No.</text></item><item><title>No</title><text>No.</text></item></related></article>",
            &[""],
        ),
    ] {
        let articles = read_all(text);
        let found: Vec<&str> = articles.iter().map(|(member, _)| member.as_str()).collect();
        assert_eq!(found, members, "{text}");
        for ((_, article), (headline, paragraph)) in
            articles.iter().zip([("A", "One."), ("B", "Two.")])
        {
            assert_eq!(article.headline, headline, "{text}");
            assert_eq!(body(article), [paragraph], "{text}");
        }
    }
}

#[test]
fn texts_of_a_corpus_have_their_fields_in_attributes() {
    let two = |open: &str, close: &str| {
        format!(
            "{open}<doc id='7' title='Clock &amp; coin' date='2026-01-13' url='https://x.example/1'>\n\
             The clock of Port Elder is right.\n\nIt was four minutes <b>fast</b>.</doc>\n\
             <doc id='8' title='Ferry' url='https://x.example/2'><p>It sails & sails.</p><p>It is old.</p></doc>{close}"
        )
    };
    for (open, close) in [
        ("<corpus name='Harbour'>", "</corpus>"),
        ("<?xml version='1.0'?>\n<docs>", "</docs>"),
        ("<corpus><part>", "</part></corpus>"),
        ("", ""),
    ] {
        let articles = read_all(&two(open, close));
        assert_eq!(articles.len(), 2, "{open}");
        let first = &articles[0].1;
        assert_eq!(first.headline, "Clock & coin", "{open}");
        assert_eq!(first.dates[0].raw, "2026-01-13");
        assert_eq!(first.url.as_deref(), Some("https://x.example/1"));
        assert_eq!(first.given_id.as_deref(), Some("7"));
        let texts = [
            "The clock of Port Elder is right.",
            "It was four minutes fast.",
        ];
        assert_eq!(body(first), texts, "{open}");
        assert!(first.notes.is_empty(), "{:?}", first.notes);
        assert_eq!(body(&articles[1].1), ["It sails & sails.", "It is old."]);
    }
    // An id is enough for what is called a document, and its text may have names marked.
    let articles = read_all(
        "<docs><doc id='1'>The <place>Port</place> clock.</doc><doc id='2'>The ferry.</doc></docs>",
    );
    assert_eq!(body(&articles[0].1), ["The Port clock."]);
    assert_eq!(body(&articles[1].1), ["The ferry."]);
    let articles = read_all(
        "<corpus><text title='Clock' date='1871'>It is right.</text><text title='Ferry' date='1872'>It sails.</text></corpus>",
    );
    assert_eq!(articles[1].1.headline, "Ferry");
    let articles = read_all(
        "<corpus><doc id='1'><s>It is right.</s><s>It sails.</s></doc><doc id='2'><para>One.</para><para>Two.</para></doc></corpus>",
    );
    assert_eq!(body(&articles[0].1), ["It is right. It sails."]);
    assert_eq!(body(&articles[1].1), ["One.", "Two."]);
    let word = "clock\tNN\tclock\n".repeat(9);
    let articles = read_all(&format!(
        "<corpus><doc id='1'>\n<s>\n{word}</s>\n</doc></corpus>"
    ));
    assert!(articles[0].1.notes[0].starts_with("vertical text"));
}

#[test]
fn parts_of_an_article_are_no_articles() {
    let articles = read_all(
        "<?xml version='1.0'?><articles><article><title>Ferry</title><body><p>It sails.</p></body><related>\
         <article><title>Clock</title><body>It is right.</body></article></related></article></articles>",
    );
    let headlines: Vec<&str> = articles.iter().map(|(_, a)| a.headline.as_str()).collect();
    assert_eq!(headlines, ["Ferry"]);
    assert_eq!(body(&articles[0].1), ["It sails."]);
    let articles = read_all(
        "<?xml version='1.0'?><article><title>Ferry</title><date>2022-05-03</date><body><section>\
         <title>The vote</title><text>It sails.</text></section><section><title>What now</title>\
         <text>It is old.</text></section></body></article>",
    );
    assert_eq!(articles.len(), 1);
    assert_eq!(
        body(&articles[0].1),
        ["The vote", "It sails.", "What now", "It is old."]
    );
}

#[test]
fn what_is_not_taken_is_noted() {
    let articles = read_all(
        "<paper><language>en</language><publication>The Ledger</publication>\
         <exported>2026-01-20</exported>\
         <doc><title>A</title><text><para>One.</para><para>Two.</para></text><lead_art>7</lead_art></doc>\
         <doc x='1'><title>B</title><text>The <place>Port</place> clock.</text>\
         <language>de</language></doc><doc><page>3</page></doc></paper>",
    );
    let (_, first) = &articles[0];
    assert_eq!(first.source.as_deref(), Some("The Ledger"));
    assert_eq!(first.language.as_deref(), Some("en"));
    assert!(first.dates.is_empty());
    assert_eq!(body(first), ["One.", "Two."]);
    assert_eq!(
        first.notes,
        [
            "elements not understood: `lead_art`",
            "elements beside the records not read: `exported`"
        ]
    );
    let (_, second) = &articles[1];
    assert_eq!(second.language.as_deref(), Some("de"));
    assert_eq!(body(second), ["The Port clock."]);
    assert_eq!(second.notes, ["elements not understood: `@x`, `lead_art`"]);
    assert_eq!(articles[2].1.notes, ["a record without headline and text"]);
}

#[test]
fn a_cut_off_dump_keeps_its_last_record() {
    let articles =
        read_all("<docs><doc><title>A</title><body>One.</body></doc><doc><title>B</title><body>Tw");
    assert_eq!(articles.len(), 2);
    assert_eq!(body(&articles[1].1), ["Tw"]);
    assert_eq!(articles[1].1.notes, ["the record is not closed"]);
}

#[test]
fn pages_stay_pages() {
    for (text, name) in [
        (
            "<?xml version='1.0'?><html xmlns='x'><head><title>A</title></head><body><p>One.</p></body></html>",
            "html",
        ),
        (
            "<?xml version='1.0'?><!DOCTYPE html PUBLIC 'x' 'y'><html><body><p>One.</p></body></html>",
            "html",
        ),
        ("<?xml version='1.0'?><div><p>One.</p></div>", "html"),
        (
            "<article class='story'><h1>A</h1><p>One.</p></article>",
            "html",
        ),
        (
            "<?xml version='1.0'?><article><header><h1>A</h1></header><p>One.</p></article>",
            "html",
        ),
        ("<main-story><h1>A</h1><p>One.</p></main-story>", "html"),
        ("<head><title>A</title></head><body>One.</body>", "html"),
        (
            "<article id='main' title='A tip'><p>The clock of Port Elder is right.</p></article>",
            "html",
        ),
        (
            "<Advertisement> The clock of Port Elder is right.",
            "plain_text",
        ),
    ] {
        let input = Input::new("a.dat", text.as_bytes());
        assert_eq!(choose_reader(&input).name(), name, "{text}");
    }
}

#[test]
fn catalogues_and_messages_are_no_articles() {
    for text in [
        "<?xml version='1.0'?><TS><context><name>Window</name><message><source>Open</source>\
         </message><message><source>Shut</source></message></context></TS>",
        "<?xml version='1.0'?><OAI-PMH><record><title>Clock</title><identifier>7</identifier>\
         </record></OAI-PMH>",
        "<?xml version='1.0'?><project><name>clock</name><description>It ticks.</description></project>",
        "<?xml version='1.0'?><svg><title>A</title><text>One.</text></svg>",
    ] {
        let input = Input::new("a.xml", text.as_bytes());
        assert_eq!(choose_reader(&input).name(), "xml_records", "{text}");
        let result = XmlRecords.read(&input, &mut |item| panic!("{item:?}"));
        let reason = result.unwrap_err().reason;
        let wanted = [Reason::Unsupported, Reason::NotAnArticle];
        assert!(wanted.contains(&reason), "{text}");
    }
}

#[test]
fn hostile_documents_take_linear_time() {
    for unit in [
        "<a>",
        "<item>",
        "<item><title>x",
        "<body><title>x</title>",
        "<r><x1/>",
        "<a b='",
        "<text>a<q>",
    ] {
        let text = format!(
            "<?xml version='1.0'?><r><d><title>A</title><body>One.</body></d>{}",
            unit.repeat(300_000 / unit.len())
        );
        let _ = XmlRecords.read(&Input::new("a.xml", text.as_bytes()), &mut |_| {});
    }
    // Every record has a name of its own for something.
    let mut text = String::from("<rs>");
    for i in 0..20_000 {
        text.push_str(&format!(
            "<r><title>A</title><body>One.</body><x{i}>y</x{i}></r>"
        ));
    }
    assert_eq!(read_all(&text).len(), 20_000);
}

#[test]
fn texts_of_trafilatura_are_read_as_pages() {
    let articles = read_all(
        "<?xml version='1.0'?><doc sitename='Courier' title='Ferry late' author='Ann Roe' date='2026-03-03' url='https://x.example/a' \
         excerpt='It was late.'><main><head rend='h2'>The vote</head><p>They <hi rend='#b'>voted</hi> &amp; left.<lb/>Then</p>\
         <quote>We pay.</quote><list rend='ul'><item>One</item><item>Two</item></list></main><comments><p>Who?</p></comments></doc>",
    );
    let (_, article) = &articles[0];
    assert_eq!(
        body(article),
        [
            "The vote",
            "They voted & left. Then",
            "We pay.",
            "One",
            "Two"
        ]
    );
    assert_eq!(article.blocks[0].kind, crate::article::BlockKind::Subhead);
    assert_eq!(article.kind, crate::article::Kind::Story);
    assert!(article.notes.iter().any(|note| note.contains("`comments`")));
    // Elsewhere it is a picture.
    let articles = read_all(
        "<?xml version='1.0'?><articles><article><title>Clock</title><main>The clock</main><body>It is right.</body></article></articles>",
    );
    assert_eq!(body(&articles[0].1), ["It is right."]);
}

#[test]
fn notes_of_evernote_have_the_page_that_they_were_clipped_from() {
    let articles = read_all(
        "<?xml version='1.0'?><en-export><note><title>Ferry late</title><created>20260304T101500Z</created><updated>20260305T101500Z</updated>\
         <note-attributes><author>me</author><source>web.clip</source><source-url>https://x.example/a</source-url></note-attributes>\
         <content><![CDATA[<en-note><div>It was late.</div></en-note>]]></content></note>\
         <note><title>Call Quist</title><created>20260304T111500Z</created><content><![CDATA[<en-note><div>Ask.</div></en-note>]]></content></note></en-export>",
    );
    let (clipped, own) = (&articles[0].1, &articles[1].1);
    assert_eq!(clipped.url.as_deref(), Some("https://x.example/a"));
    assert_eq!(
        clipped.dates[0].source,
        crate::article::DateSource::UpperBound
    );
    assert_eq!((clipped.dates.len(), clipped.authors.len()), (1, 0));
    assert_eq!(own.dates[0].source, crate::article::DateSource::Field);
}
