//! Columns, lines without paragraphs, words without lines, several pages.

use super::super::scanned::read_for_test;
use super::*;

fn word(text: &str) -> String {
    format!("<span class='ocrx_word' title='bbox 0 0 40 40; x_wconf 90'>{text}</span>")
}

fn line(text: &str) -> String {
    let words: Vec<String> = text.split(' ').map(word).collect();
    format!(
        "<span class='ocr_line' title='bbox 0 0 900 40'>{}\n</span>",
        words.join("\n ")
    )
}

fn paragraph(lines: &[&str]) -> String {
    let lines: String = lines.iter().map(|text| line(text)).collect();
    format!("<p class='ocr_par' lang='eng' title='bbox 0 0 900 90'>{lines}</p>")
}

fn document(pages: &[&str]) -> String {
    let pages: String = pages
        .iter()
        .map(|page| format!("<div class='ocr_page' id='p' title='image \"a.tif\"; bbox 0 0 900 900'>{page}</div>"))
        .collect();
    format!(
        "<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml' lang='en'><head><title></title>\
         <meta name='ocr-system' content='tesseract 5' /></head><body>{pages}</body></html>"
    )
}

#[track_caller]
fn check(page: &str, expected: &[&str]) {
    assert_eq!(read_for_test(&Hocr, &document(&[page])), expected, "{page}");
}

#[test]
fn areas_are_read_one_after_the_other() {
    let area = |inner: &str| format!("<div class='ocr_carea' title='bbox 0 0 1 1'>{inner}</div>");
    check(
        &(area(&paragraph(&["The lamp was", "dark, engi-", "neers say."]))
            + &area(&paragraph(&["Two &amp; three."]))),
        &[
            "Paragraph: The lamp was dark, engineers say.",
            "Paragraph: Two & three.",
        ],
    );
    // Without paragraphs, without words, and a caption.
    check(
        &(area(&(line("One line") + "<br/>" + &line("and another")))
            + "<span class='ocr_line'>Words alone</span><div class='ocr_pageno'>12</div>"
            + &area("<p class='ocr_par'><span class='ocr_caption'>A boat</span></p>")),
        &[
            "Paragraph: One line and another",
            "Paragraph: Words alone",
            "Boilerplate: 12",
            "Caption: A boat",
        ],
    );
    // Characters of a word.
    check(
        "<p class='ocr_par'><span class='ocr_line'><span class='ocrx_word'><span class='ocrx_cinfo'>a</span>\n\
         <span class='ocrx_cinfo'>b</span></span></span></p>",
        &["Paragraph: ab"],
    );
}

#[test]
fn tall_lines_are_the_headline() {
    let tall = "<p class='ocr_par'><span class='ocr_header' title='bbox 0 0 1 1; x_size 90'>The lighthouse dark</span></p>";
    let text = "A paragraph in small type that most of the page is set in and that goes on";
    check(
        &(tall.to_owned() + &paragraph(&[text])),
        &[
            "Headline: The lighthouse dark",
            &format!("Paragraph: {text}"),
        ],
    );
}

#[test]
fn pages_are_articles() {
    let (one, two) = (paragraph(&["One."]), paragraph(&["Two."]));
    assert_eq!(
        read_for_test(&Hocr, &document(&[&one, "", &two])),
        [
            "1: Paragraph: One.",
            "2: no_text: a page without words",
            "3: Paragraph: Two."
        ]
    );
    assert_eq!(read_for_test(&Hocr, &document(&[])), ["NoText: no page"]);
}

#[test]
fn pages_of_the_web_that_speak_of_hocr_are_none() {
    let page =
        "<div class='ocr_page' title='bbox 0 0 9 9'><span class='ocr_line'>Boats</span></div>";
    for (body, expected) in [
        (page.to_owned(), 100),
        (
            format!("<!-- by a program -->\n<div id='all'>{page}</div>"),
            100,
        ),
        (page.replace("ocr_page", "ocr_page p1"), 100),
        // Shown among the text of the web page, in prose, in a script, in a style.
        (format!("<h1>The Courier of 1921</h1>{page}"), 0),
        (
            "<p>Each is a &lt;div class=\"ocr_page\"&gt;</p>".to_owned(),
            0,
        ),
        (
            format!("<script>var page = \"{page}\";</script><p>Boats</p>"),
            0,
        ),
        ("<pre>meta name='ocr-system'</pre>".to_owned(), 0),
    ] {
        let text = format!(
            "<!DOCTYPE html><html><head><title>Old papers</title>\
             <style>.ocr_page {{ color: red }}</style></head><body>{body}</body></html>"
        );
        let sure = Hocr.sniff(&Head::of(text.as_bytes()));
        assert_eq!(sure, expected, "{body}");
    }
}
