//! EPUBs of newspapers: what the package says of the pages, and how little it may be believed.

use std::io::Cursor;
use std::ops::ControlFlow;

use morgue::article::{Article, DateSource};
use morgue::reader::ReadOptions;
use morgue::reader::container::{Given, How, Limits, Source, read_source};

use crate::pack::*;

/// Articles with their members, and what was not read.
fn read(source: &mut dyn Source, size: usize) -> (Vec<(String, Article)>, Vec<String>) {
    let (mut articles, mut others) = (Vec::new(), Vec::new());
    let how = How {
        reader: None,
        options: ReadOptions::NONE,
    };
    let limits = Limits::default();
    let opened = read_source(source, "x.epub", size as u64, limits, how, &mut |given| {
        match given {
            Given::Article { read, .. } => articles.push((read.member, read.article)),
            Given::Skipped(skip) => others.push(format!("{}: {}", skip.member, skip.reason)),
            Given::PassedOver { member, what } => others.push(format!("{member}: {what}")),
        }
        ControlFlow::Continue(())
    });
    assert_eq!(opened.result, Ok(()));
    (articles, others)
}

fn stored(name: &str, bytes: &[u8]) -> ZipMember {
    ZipMember {
        is_stored: true,
        ..zip_member(name, bytes)
    }
}

const ROOT: &[u8] =
    b"<container><rootfiles><rootfile full-path='OEBPS/content.opf'/></rootfiles></container>";

/// An EPUB with this package and these other members.
fn epub(metadata: &str, manifest: &str, members: &[(&str, &[u8])]) -> Vec<u8> {
    let package = format!(
        "<?xml version='1.0'?><package xmlns:opf='http://www.idpf.org/2007/opf'>\
         <metadata>{metadata}</metadata><manifest>{manifest}</manifest></package>"
    );
    let mut all = vec![
        stored("mimetype", b"application/epub+zip"),
        zip_member("META-INF/container.xml", ROOT),
    ];
    for (name, bytes) in members {
        all.push(zip_member(name, bytes));
    }
    // The package often stands last.
    all.push(zip_member("OEBPS/content.opf", package.as_bytes()));
    zip(&all)
}

/// What an article got from the package: outlet, section, dates that are no bound, bounds.
fn known(article: &Article) -> (Option<&str>, Option<&str>, Vec<&str>, usize) {
    let is_bound = |source| source == DateSource::UpperBound;
    let days = article.dates.iter().filter(|date| !is_bound(date.source));
    let bounds = article.dates.iter().filter(|date| is_bound(date.source));
    (
        article.source.as_deref(),
        article.section.as_deref(),
        days.map(|date| date.raw.as_str()).collect(),
        bounds.count(),
    )
}

const NCX: &str = "<item id='ncx' href='toc.ncx' media-type='application/x-dtbncx+xml'/>";

#[test]
fn pages_of_a_newspaper_are_of_its_issue() {
    let point = |label: &str, page: &str, inner: &str| {
        format!(
            "<navPoint><navLabel><text>{label}</text></navLabel><content src='{page}'/>{inner}</navPoint>"
        )
    };
    let harbour =
        point("Clock", "feed_0/a%201.html#top", "") + &point("Ferry", "feed_0/2.html", "");
    let sections = point("Harbour", "feed_0/index.html", &harbour)
        + &point(
            "Letters",
            "feed_1/index.html",
            &point("Fog", "feed_1/3.html", ""),
        );
    let toc = format!(
        "<ncx><navMap>{}</navMap></ncx>",
        point("The Ledger", "index.html", &sections)
    );
    let pages = [page("Clock"), page("Ferry"), page("Fog")];
    let bytes = epub(
        "<dc:title>The Harbour Ledger [Tue, 13 Jan 2026]</dc:title><dc:language>en-GB</dc:language>\
         <dc:publisher>calibre</dc:publisher><dc:date>2026-01-13T05:00:00+00:00</dc:date>\
         <meta name='calibre:timestamp' content='2026-01-14T05:12:00+00:00'/>\
         <meta name='calibre:publication_type' content='periodical:newspaper:The Ledger of Port Elder'/>",
        NCX,
        &[
            ("OEBPS/toc.ncx", toc.as_bytes()),
            ("OEBPS/feed_0/a 1.html", &pages[0]),
            ("OEBPS/feed_0/2.html", &pages[1]),
            ("OEBPS/feed_1/3.html", &pages[2]),
        ],
    );
    let outlet = Some("The Ledger of Port Elder");
    let day = vec!["Tue, 13 Jan 2026"];
    let expected = [
        (
            "OEBPS/feed_0/a 1.html",
            (outlet, Some("Harbour"), day.clone(), 2),
        ),
        (
            "OEBPS/feed_0/2.html",
            (outlet, Some("Harbour"), day.clone(), 2),
        ),
        ("OEBPS/feed_1/3.html", (outlet, Some("Letters"), day, 2)),
    ];
    let (articles, others) = read(&mut Cursor::new(&bytes[..]), bytes.len());
    let found: Vec<_> = articles
        .iter()
        .map(|(m, a)| (m.as_str(), known(a)))
        .collect();
    assert_eq!(found, expected);
    assert_eq!(others.len(), 4, "{others:?}");
    // In another archive, which is read from front to back.
    let outer = zip(&[zip_member("paper.epub", &bytes)]);
    let (articles, others) = read(&mut Cursor::new(&outer[..]), outer.len());
    let found: Vec<_> = articles.iter().map(|(_, a)| known(a)).collect();
    let within: Vec<_> = expected.into_iter().map(|(_, known)| known).collect();
    assert_eq!((found, others.len()), (within, 4), "{others:?}");
}

#[test]
fn a_table_of_contents_of_epub_3_names_sections_and_is_no_page() {
    let nav = "<html><body><nav epub:type='landmarks'><ol><li><a href='1.xhtml'>Begin</a></li></ol></nav>\
        <nav epub:type='toc'><ol><li><span>Harbour</span><ol><li><a href='text/1.xhtml'>Clock</a></li></ol></li>\
        <li><a href='text/2.xhtml'>Ferry</a></li></ol></nav></body></html>";
    let pages = [page("Clock"), page("Ferry")];
    let bytes = epub(
        "<dc:title>The Ledger</dc:title><dc:publisher>Elder Press</dc:publisher><dc:date>2026-01-13</dc:date>\
         <meta property='dcterms:modified'>2026-01-15T00:00:00Z</meta>",
        "<item id='nav' href='nav.xhtml' properties='nav scripted'/>",
        &[
            ("OEBPS/nav.xhtml", nav.as_bytes()),
            ("OEBPS/text/1.xhtml", &pages[0]),
            ("OEBPS/text/2.xhtml", &pages[1]),
        ],
    );
    let (articles, others) = read(&mut Cursor::new(&bytes[..]), bytes.len());
    let found: Vec<_> = articles.iter().map(|(_, a)| known(a)).collect();
    let day = vec!["2026-01-13"];
    let outlet = Some("The Ledger");
    let expected = [
        (outlet, Some("Harbour"), day.clone(), 2),
        (outlet, None, day, 2),
    ];
    assert_eq!(found, expected, "{others:?}");
    assert!(others.contains(&"OEBPS/nav.xhtml: list of an EPUB".to_owned()));
}

#[test]
fn what_a_page_says_itself_is_believed() {
    let page = "<!DOCTYPE html><html lang='de'><head><title>Uhr</title>\
        <meta property='og:site_name' content='Hafenbote'><meta property='article:section' content='Lokales'>\
        <meta property='article:published_time' content='2026-01-11T08:00:00Z'></head><body><article><h1>Uhr</h1>\
        <p>Die Uhr am Hafen geht seit heute wieder richtig, sagt der Rat der Stadt am Montag.</p></article></body></html>";
    let bytes = epub(
        "<dc:title>Uhr</dc:title><dc:language>und</dc:language><dc:publisher>Elder Press</dc:publisher>\
         <dc:date>0101-01-01T00:00:00+00:00</dc:date>",
        "",
        &[
            ("OEBPS/1.xhtml", page.as_bytes()),
            ("OEBPS/2.xhtml", &crate::pack::page("Uhr")),
        ],
    );
    let (articles, _) = read(&mut Cursor::new(&bytes[..]), bytes.len());
    let first = (
        Some("Hafenbote"),
        Some("Lokales"),
        vec!["2026-01-11T08:00:00Z"],
        1,
    );
    assert_eq!(known(&articles[0].1), first);
    assert_eq!(articles[0].1.language.as_deref(), Some("de"));
    // The title of the book is that of its page, and its year is none.
    assert_eq!(
        known(&articles[1].1),
        (Some("Elder Press"), None, vec![], 1)
    );
}

#[test]
fn damaged_lists_are_reported_and_the_pages_read() {
    let deep = "<navPoint>".repeat(2_000);
    let pages = [page("Clock")];
    let bytes = epub(
        "<dc:title>The Ledger</dc:title>",
        NCX,
        &[
            ("OEBPS/toc.ncx", deep.as_bytes()),
            ("OEBPS/1.xhtml", &pages[0]),
        ],
    );
    let (articles, others) = read(&mut Cursor::new(&bytes[..]), bytes.len());
    assert_eq!(articles[0].1.source.as_deref(), Some("The Ledger"));
    assert!(
        others.contains(&"OEBPS/toc.ncx: xml_depth".to_owned()),
        "{others:?}"
    );
}
