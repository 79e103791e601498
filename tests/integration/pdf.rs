//! PDF with a text layer, in a build that reads it: what a person would see on the pages, and what
//! hostile files cost.  The files are written here, object by object.

use morgue::article::{Article, BlockKind, DateSource};
use morgue::index::Apart;
use morgue::reader::{Input, Item, Outside, ReadError, ReadOptions, Reason, read};

use crate::env::{MORGUE, TestEnv};

/// A file of these objects, numbered from 1; the first is the catalogue.
fn file(objects: &[String], trailer: &str) -> Vec<u8> {
    let mut out = b"%PDF-1.5\n".to_vec();
    let mut offsets = Vec::new();
    for (number, object) in (1..).zip(objects) {
        offsets.push(out.len());
        out.extend(format!("{number} 0 obj\n{object}\nendobj\n").bytes());
    }
    let xref = out.len();
    out.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).bytes());
    for offset in offsets {
        out.extend(format!("{offset:010} 00000 n \n").bytes());
    }
    let size = objects.len() + 1;
    out.extend(
        format!("trailer << /Size {size} /Root 1 0 R {trailer} >>\nstartxref\n{xref}\n%%EOF\n")
            .bytes(),
    );
    out
}

fn stream(content: &str) -> String {
    format!(
        "<< /Length {} >>\nstream\n{content}\nendstream",
        content.len()
    )
}

/// A file with a page for each of these contents, one font, and what it says of itself.
fn pages(contents: &[String], info: &str) -> Vec<u8> {
    let count = contents.len();
    let kids: Vec<String> = (0..count).map(|i| format!("{} 0 R", 5 + 2 * i)).collect();
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R /Lang (en-GB) >>".to_owned(),
        format!(
            "<< /Type /Pages /Count {count} /Kids [{}] /MediaBox [0 0 595 842] \
             /Resources << /Font << /F 3 0 R >> >> >>",
            kids.join(" ")
        ),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman /Encoding /WinAnsiEncoding >>"
            .to_owned(),
        format!("<< {info} >>"),
    ];
    for (i, content) in contents.iter().enumerate() {
        objects.push(format!(
            "<< /Type /Page /Parent 2 0 R /Contents {} 0 R >>",
            6 + 2 * i
        ));
        objects.push(stream(content));
    }
    file(&objects, "/Info 4 0 R")
}

/// Paints lines at their places: left, height, size, text.
fn paint(lines: &[(i32, i32, i32, &str)]) -> String {
    let line = |(x, y, size, text): &(i32, i32, i32, &str)| {
        let text = text
            .replace('\\', "\\\\")
            .replace('(', "\\(")
            .replace(')', "\\)");
        format!("BT /F {size} Tf {x} {y} Td ({text}) Tj ET")
    };
    lines.iter().map(line).collect::<Vec<_>>().join("\n")
}

fn try_read(bytes: &[u8]) -> Result<Article, ReadError> {
    let options = ReadOptions {
        outside: Some(std::sync::Arc::new(Apart::new(MORGUE.into()))),
        ..ReadOptions::default()
    };
    let input = Input {
        options: &options,
        ..Input::new("a.pdf", bytes)
    };
    let mut found = None;
    let (reader, result) = read(&input, None, &mut |item| {
        if let Item::Article(read) = item {
            found = Some(read.article);
        }
    });
    assert_eq!(reader.name(), "pdf");
    result.map(|()| found.expect("an article"))
}

fn body(article: &Article) -> Vec<&str> {
    let blocks = article
        .blocks
        .iter()
        .filter(|block| block.kind == BlockKind::Paragraph);
    blocks.map(|block| block.text.as_str()).collect()
}

/// Two pages of a weekly, with a running head, a page number and a story over both.
fn weekly() -> Vec<u8> {
    let first = paint(&[
        (50, 800, 9, "The Sund Weekly"),
        (50, 740, 24, "Ferry returns to the islands after"),
        (50, 712, 24, "the longest storm of the year"),
        (50, 680, 11, "By Hedda Quill"),
        (50, 664, 11, "Published 5 January 2026"),
        (50, 630, 11, "The ferry Halcyon left the har-"),
        (50, 617, 11, "bour of Brantholm on Monday with"),
        (50, 604, 11, "forty people aboard, its captain"),
        (50, 591, 11, "said. It was the first crossing"),
        (50, 578, 11, "in eleven days."),
        (62, 565, 11, "Nobody on the islands had gone"),
        (50, 552, 11, "hungry, but the market hall had"),
        (50, 539, 11, "run out of fish, which had not"),
        (300, 630, 11, "happened since the hall was built"),
        (300, 617, 11, "a hundred years ago. The council"),
        (300, 604, 11, "will debate a second ferry at its"),
        (300, 591, 11, "next meeting, though most of the"),
        (300, 578, 11, "members think that one ferry is"),
        (300, 565, 11, "enough for so few passengers and"),
        (290, 40, 9, "1"),
    ]);
    let second = paint(&[
        (50, 800, 9, "The Sund Weekly"),
        (50, 740, 11, "that storms of this kind are rare."),
        (62, 727, 11, "The captain disagrees. He has seen"),
        (50, 714, 11, "three of them in his time, he said"),
        (50, 701, 11, "on the pier, and expects a fourth."),
        (290, 40, 9, "2"),
    ]);
    pages(
        &[first, second],
        "/Title (Microsoft Word - ferry_final3.doc) /Author (Print Shop 24) \
         /CreationDate (D:20260106081500+01'00')",
    )
}

#[test]
fn a_story_over_columns_and_pages_is_read_as_it_is_printed() {
    let article = try_read(&weekly()).expect("it is read");
    assert_eq!(
        article.headline,
        "Ferry returns to the islands after the longest storm of the year"
    );
    assert_eq!(article.authors, ["Hedda Quill"]);
    assert_eq!(article.language.as_deref(), Some("en-GB"));
    assert_eq!(
        body(&article),
        [
            "The ferry Halcyon left the harbour of Brantholm on Monday with forty people aboard, its \
             captain said. It was the first crossing in eleven days.",
            "Nobody on the islands had gone hungry, but the market hall had run out of fish, which \
             had not happened since the hall was built a hundred years ago. The council will debate \
             a second ferry at its next meeting, though most of the members think that one ferry is \
             enough for so few passengers and that storms of this kind are rare.",
            "The captain disagrees. He has seen three of them in his time, he said on the pier, and \
             expects a fourth.",
        ]
    );
    let created = article
        .dates
        .iter()
        .find(|date| date.source == DateSource::UpperBound);
    assert_eq!(
        created.map(|date| date.raw.as_str()),
        Some("2026-01-06T08:15:00+01:00")
    );
    let named: Vec<&str> = article.evidence.iter().map(|e| e.source.as_str()).collect();
    assert!(
        named.contains(&"page 1") && named.contains(&"page 2"),
        "{named:?}"
    );
}

#[test]
fn what_a_file_says_of_itself_is_believed_last() {
    let text = [
        (
            50,
            700,
            11,
            "The ferry Halcyon left the harbour of Brantholm on Monday morning.",
        ),
        (50, 687, 11, "Nobody was hurt."),
    ];
    let info = "/Title (Ferry returns to the islands) /Author (Hedda Quill)";
    let article = try_read(&pages(&[paint(&text)], info)).expect("it is read");
    assert_eq!(article.headline, "Ferry returns to the islands");
    assert_eq!(article.authors, ["Hedda Quill"]);
    assert_eq!(body(&article).concat().matches("ferry Halcyon").count(), 1);
    let article = try_read(&weekly()).expect("it is read");
    assert!(
        !article.headline.contains("Microsoft"),
        "{}",
        article.headline
    );
}

#[test]
fn all_ways_to_show_text_are_seen_and_fonts_are_asked_what_they_mean() {
    let content = "BT /F 12 Tf 14 TL 50 700 Td (The ferry) ' [( Halcyon) -300 (left) -300 (the)] TJ \
                   1 2 (harbour on Monday.) \" ET /X Do";
    let form = "<< /Type /XObject /Subtype /Form /BBox [0 0 1 1] /Matrix [1 0 0 1 0 -200] \
                /Resources << /Font << /G 7 0 R >> >> /Length 42 >>\nstream\n\
                BT /G 12 Tf 50 700 Td <000100020003> Tj ET\nendstream";
    let map = "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CMapName /A def\n\
               1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n3 beginbfchar\n\
               <0001> <0059>\n<0002> <0065>\n<0003> <0073>\nendbfchar\nendcmap\n\
               CMapName currentdict /CMap defineresource pop\nend\nend";
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Count 1 /Kids [3 0 R] >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R \
         /Resources << /Font << /F 5 0 R >> /XObject << /X 6 0 R >> >> >>"
            .to_owned(),
        stream(content),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
            .to_owned(),
        form.to_owned(),
        "<< /Type /Font /Subtype /Type0 /BaseFont /G /Encoding /Identity-H /ToUnicode 8 0 R \
         /DescendantFonts [<< /Type /Font /Subtype /CIDFontType2 /W [1 [700 500 450]] >>] >>"
            .to_owned(),
        stream(map),
    ];
    let article = try_read(&file(&objects, "")).expect("it is read");
    let mut all = article.headline.clone();
    for block in &article.blocks {
        all.push(' ');
        all.push_str(&block.text);
    }
    assert_eq!(
        all.trim(),
        "The ferry Halcyon left the harbour on Monday. Yes"
    );
}

fn check(bytes: &[u8], reason: Reason, word: &str) {
    let error = try_read(bytes).expect_err(word);
    assert_eq!(error.reason, reason, "{}", error.detail);
    assert!(error.detail.contains(word), "{}", error.detail);
}

#[test]
fn row_70_scans_locked_files_and_garbage_say_what_they_are() {
    let picture = "q 595 0 0 842 0 0 cm /Im Do Q".to_owned();
    check(
        &pages(&[picture.clone(), picture], ""),
        Reason::PdfNoText,
        "2 pages without text",
    );
    let mut locked = pages(&[paint(&[(50, 700, 11, "Secret")])], "");
    let entry = b"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 \
        /O <0000000000000000000000000000000000000000000000000000000000000000> \
        /U <0000000000000000000000000000000000000000000000000000000000000000> >> \
        /ID [<00> <00>] ";
    let at = memchr::memmem::find(&locked, b"/Info 4 0 R").expect("a trailer");
    locked.splice(at..at, entry.iter().copied());
    check(&locked, Reason::Encrypted, "password");
    check(b"%PDF-1.7\nand nothing else", Reason::Damaged, "PDF");
}

#[test]
fn row_70_pages_that_are_their_own_parents_and_forms_in_themselves_end() {
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Count 9 /Kids [3 0 R 2 0 R 3 0 R] /Parent 2 0 R >>".to_owned(),
        "<< /Type /Page /Parent 3 0 R /MediaBox [0 0 595 842] /Contents 4 0 R \
         /Resources << /Font << /F 5 0 R >> /XObject << /X 6 0 R >> >> >>"
            .to_owned(),
        stream("BT /F 12 Tf 50 700 Td (The ferry left the harbour of the town.) Tj ET /X Do"),
        "<< /Type /Font /Subtype /Type1 /Encoding 5 0 R >>".to_owned(),
        "<< /Type /XObject /Subtype /Form /BBox [0 0 1 1] /Length 11 >>\nstream\n/X Do /X Do\nendstream"
            .to_owned(),
    ];
    let article = try_read(&file(&objects, "")).expect("it is read");
    assert!(
        article
            .notes
            .iter()
            .any(|note| note.contains("more than is read")),
        "{:?}",
        article.notes
    );
}

#[test]
fn row_70_pages_without_end_are_bounded() {
    let kids: String = (5..12_005).map(|number| format!("{number} 0 R ")).collect();
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        format!(
            "<< /Type /Pages /Count 12000 /Kids [{kids}] /MediaBox [0 0 595 842] \
             /Resources << /Font << /F 4 0 R >> >> >>"
        ),
        stream("BT /F 12 Tf 50 700 Td (The ferry left.) Tj ET"),
        "<< /Type /Font /Subtype /Type1 /Encoding /WinAnsiEncoding >>".to_owned(),
    ];
    let page = "<< /Type /Page /Parent 2 0 R /Contents 3 0 R >>";
    objects.extend(std::iter::repeat_n(page.to_owned(), 12_000));
    let article = try_read(&file(&objects, "")).expect("it is read");
    assert!(
        article
            .notes
            .iter()
            .any(|note| note.contains("first 10000 pages")),
        "{:?}",
        article.notes
    );
}

#[test]
fn row_70_fonts_without_a_map_are_counted() {
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Count 1 /Kids [3 0 R] >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R \
         /Resources << /Font << /F 5 0 R /G 6 0 R >> >> >>"
            .to_owned(),
        stream(
            "BT /F 12 Tf 50 700 Td (The ferry left the harbour.) Tj ET BT /G 12 Tf 50 600 Td \
             <00010002> Tj ET",
        ),
        "<< /Type /Font /Subtype /Type1 /Encoding /WinAnsiEncoding >>".to_owned(),
        "<< /Type /Font /Subtype /Type0 /Encoding /Identity-H >>".to_owned(),
    ];
    let article = try_read(&file(&objects, "")).expect("it is read");
    assert!(
        article
            .notes
            .iter()
            .any(|note| note.starts_with("2 characters of fonts")),
        "{:?}",
        article.notes
    );
}

#[test]
fn row_70_a_process_that_dies_costs_its_file_only() {
    let env = TestEnv::new();
    env.write("a.pdf", weekly());
    env.write("b.pdf", b"%PDF-1.7\nand nothing else");
    env.write(
        "c.txt",
        "A clock is right\n\nThe clock of the town hall is right twice a day.\n",
    );
    let run = env.run(&["index", "."]).code(3);
    assert!(
        run.stdout
            .starts_with("2 articles from 3 files (2 indexed, 0 empty, 0 skipped, 1 failed)"),
        "{}",
        run.stdout
    );
    assert!(run.stderr.contains("b.pdf"), "{}", run.stderr);
    let run = env.run(&["count", "format:pdf AND halcyon"]);
    assert_eq!(run.stdout.trim(), "1");
    // A program that ends badly, and one that says nothing of use.
    for (program, word) in [
        ("/bin/false", "ended with"),
        ("/bin/true", "gave no answer"),
    ] {
        let options = ReadOptions {
            outside: Some(std::sync::Arc::new(Apart::new(program.into()))),
            ..ReadOptions::default()
        };
        let bytes = weekly();
        let input = Input {
            options: &options,
            ..Input::new("a.pdf", &bytes)
        };
        let error = read(&input, None, &mut |_| {}).1.expect_err(program);
        assert_eq!(error.reason, Reason::Damaged);
        assert!(error.detail.contains(word), "{}", error.detail);
    }
}

#[test]
fn row_70_a_process_that_hangs_is_ended() {
    let env = TestEnv::new();
    let sleeper = env.write("sleep.sh", "#!/bin/sh\nexec /bin/sleep 600\n");
    #[cfg(unix)]
    std::fs::set_permissions(
        &sleeper,
        std::os::unix::fs::PermissionsExt::from_mode(0o755),
    )
    .expect("make it a program");
    let patience = std::time::Duration::from_millis(200);
    let error = Apart::new(sleeper)
        .patient_for(patience)
        .run("pdf", b"%PDF-")
        .expect_err("no end");
    assert_eq!(error.reason, Reason::Timeout, "{}", error.detail);
}

#[test]
fn the_list_of_formats_names_pdf() {
    let env = TestEnv::new();
    let run = env.run(&["formats"]).code(0);
    assert!(run.stdout.contains("\npdf "), "{}", run.stdout);
    let run = env.run(&["help"]);
    assert!(!run.stdout.contains("take-apart"), "{}", run.stdout);
}
