//! What is made of the answer of the other process.

use std::sync::Arc;

use super::*;
use crate::reader::{Outside, ReadOptions, choose_reader};

/// Answers for the other process.
#[derive(Debug)]
struct Canned(Result<Vec<u8>, ReadError>);

impl Outside for Canned {
    fn run(&self, format: &'static str, _: &[u8]) -> Result<Vec<u8>, ReadError> {
        assert_eq!(format, "pdf");
        self.0.clone()
    }
}

fn read(answer: Result<Vec<u8>, ReadError>) -> Result<Article, ReadError> {
    let options = ReadOptions {
        outside: Some(Arc::new(Canned(answer))),
        ..ReadOptions::default()
    };
    let input = Input {
        options: &options,
        ..Input::new("news/a.pdf", b"%PDF-1.7")
    };
    let mut found = None;
    Pdf.read(&input, &mut |item| {
        if let Item::Article(read) = item {
            found = Some(read.article);
        }
    })
    .map(|()| found.expect("an article"))
}

fn check_error(answer: Result<Vec<u8>, ReadError>, reason: Reason) {
    assert_eq!(read(answer).expect_err("no article").reason, reason);
}

#[test]
fn what_the_other_process_cannot_do_is_the_answer() {
    let say = |answer: &Answer| Ok(serde_json::to_vec(answer).expect("JSON"));
    check_error(
        say(&Answer::Error {
            reason: Reason::Encrypted,
            detail: String::new(),
        }),
        Reason::Encrypted,
    );
    check_error(
        say(&Answer::Pages(Pages {
            pages: vec![String::new(); 3],
            ..Pages::default()
        })),
        Reason::PdfNoText,
    );
    check_error(Ok(b"thread panicked".to_vec()), Reason::Damaged);
    let slow = ReadError::new(Reason::Timeout, "too slow");
    check_error(Err(slow), Reason::Timeout);
}

#[test]
fn paragraphs_go_on_over_pages_behind_heads_and_numbers() {
    let mut blocks: Vec<Block> = Vec::new();
    let text = "The ferry left the har-\n2\u{C}Sund Weekly\nbour at dawn.\u{C}Nobody saw it go.";
    for (kind, part) in [
        (BlockKind::Paragraph, "The ferry left the har-"),
        (BlockKind::Boilerplate, "2"),
        (BlockKind::Boilerplate, "Sund Weekly"),
        (BlockKind::Paragraph, "bour at dawn."),
        (BlockKind::Paragraph, "Nobody saw it go."),
    ] {
        let mut block = crate::reader::fragment::block(kind, part.to_owned());
        let start = text.find(part).expect("it is there");
        block.span = Span::new(start, start + part.len());
        blocks.push(block);
    }
    join_over_pages(&mut blocks, text);
    let texts: Vec<&str> = blocks.iter().map(|block| block.text.as_str()).collect();
    assert_eq!(
        texts,
        [
            "The ferry left the harbour at dawn.",
            "2",
            "Sund Weekly",
            "Nobody saw it go."
        ]
    );
}

#[test]
fn a_pdf_is_known_by_its_mark() {
    for bytes in [
        &b"%PDF-1.4\n"[..],
        b"\r\n%PDF-1.7",
        b"\x00\x01\x02\x00%PDF-1.4\n\xff\xfe",
    ] {
        let input = Input::new("a.txt", bytes);
        assert_eq!(choose_reader(&input).name(), "pdf", "{bytes:?}");
    }
    let text = Input::new("a.txt", b"Files that begin with %PDF-1.4 are PDF.");
    assert_ne!(choose_reader(&text).name(), "pdf");
}
