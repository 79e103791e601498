use super::*;
use crate::reader::read;

fn articles(text: &[u8]) -> (Vec<ReadArticle>, Result<(), ReadError>) {
    let mut articles = Vec::new();
    let result = read(&Input::new("x.eml", text), None, &mut |item| {
        if let Item::Article(read) = item {
            articles.push(*read);
        }
    });
    assert!(
        ["eml", "mhtml"].contains(&result.0.name()),
        "{}",
        result.0.name()
    );
    (articles, result.1)
}

const HEAD: &str = "From: Jane Roe <roe@x.example>\nSubject: The clock\nDate: Tue, 13 Jan 2026 18:30:00 -0500\nMIME-Version: 1.0\n";

#[test]
fn row_68_a_charset_that_lies_is_found_out() {
    let text = format!(
        "{HEAD}Content-Type: text/plain; charset=us-ascii\n\nEine Möwe sah zu, während die Uhr schlug.\n"
    );
    let (found, _) = articles(text.as_bytes());
    assert!(found[0].article.blocks[0].text.contains("Möwe"));
}

#[test]
fn letters_of_a_zone_are_an_offset() {
    let text = HEAD.replace("-0500", "PST") + "\nThe clock struck.\n";
    let (found, _) = articles(text.as_bytes());
    let date = &found[0].article.dates[0];
    assert_eq!(date.raw, "Tue, 13 Jan 2026 18:30:00 -0800");
}

#[test]
fn row_68_deeply_nested_parts_end_in_time() {
    let mut text = HEAD.to_owned();
    text.push_str("Content-Type: multipart/mixed; boundary=b0\n\n");
    for i in 0..20_000 {
        text.push_str(&format!(
            "--b{i}\nContent-Type: multipart/mixed; boundary=b{}\n\n",
            i + 1
        ));
    }
    text.push_str("--b20000\nContent-Type: text/plain\n\nDeep down.\n");
    let started = std::time::Instant::now();
    let _ = articles(text.as_bytes());
    assert!(started.elapsed().as_secs() < 20, "{:?}", started.elapsed());
}

#[test]
fn row_68_many_messages_in_each_other_are_bounded() {
    let mut text = String::new();
    for _ in 0..2_000 {
        text.push_str(HEAD);
        text.push_str("Content-Type: message/rfc822\n\n");
    }
    text.push_str(HEAD);
    text.push_str("\nThe innermost text.\n");
    let (found, _) = articles(text.as_bytes());
    assert!(found.len() <= MOST_INNER);
}

#[test]
fn row_68_a_part_without_end_and_a_cut_encoding_keep_their_text() {
    let text = format!(
        "{HEAD}Content-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/plain\n\nThe text has no end.\n"
    );
    let (found, _) = articles(text.as_bytes());
    assert_eq!(found[0].article.blocks[0].text, "The text has no end.");
    let text = format!(
        "{HEAD}Content-Type: text/plain\nContent-Transfer-Encoding: base64\n\nVGhlIGNsb2NrIHRvbGQgdGhlIHRpbWU"
    );
    let (found, _) = articles(text.as_bytes());
    assert!(
        found[0].article.blocks[0]
            .text
            .starts_with("The clock told")
    );
}

#[test]
fn row_68_headers_of_megabytes_and_files_in_the_text_are_passed() {
    let long = "x".repeat(2 << 20);
    let text =
        format!("{HEAD}X-Long: {long}\n\nThe text.\n\nbegin 644 a.txt\nM1234\nend\n\nGoes on.\n");
    let (found, _) = articles(text.as_bytes());
    let texts: Vec<&str> = found[0]
        .article
        .blocks
        .iter()
        .map(|b| b.text.as_str())
        .collect();
    assert_eq!(texts, ["The text.", "Goes on."]);
}

#[test]
fn messages_in_a_message_are_articles_and_footers_are_no_story() {
    let text = format!(
        "{HEAD}Content-Type: multipart/digest; boundary=b\n\n--b\n\n{HEAD}\nFirst story told.\n\nUnsubscribe here\n--b\n\n{HEAD}\nSecond story told.\n--b--\n"
    );
    let (found, _) = articles(text.as_bytes());
    let members: Vec<&str> = found.iter().map(|f| f.member.as_str()).collect();
    assert_eq!(members, ["1", "2"]);
    assert_eq!(found[0].article.blocks[1].kind, BlockKind::Boilerplate);
    assert_eq!(found[1].article.authors, ["Jane Roe"]);
}

#[test]
fn row_69_without_a_root_the_first_page_is_read_and_links_lead_nowhere() {
    let text = "From: <Saved by a browser>\nSubject: The clock\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/css\nContent-Location: cid:a\n\n@import url(cid:a);\n--b\nContent-Type: text/html\nContent-Transfer-Encoding: quoted-printable\n\n<html><body><h1>The clock</h1><p>It told the right ti=\nme on Tuesday, and <iframe src=3D\"cid:a\"></iframe> nobody was late for school that day in Port Elder.</p></body></html>\n--b--\n";
    let (found, result) = articles(text.as_bytes());
    assert_eq!(result, Ok(()));
    let all: String = found[0]
        .article
        .blocks
        .iter()
        .map(|b| b.text.as_str())
        .collect();
    assert!(all.contains("It told the right time on Tuesday"), "{all}");
}

#[test]
fn wrapped_lines_of_a_letter_are_paragraphs() {
    let wrapped = "The clock of Port Elder, which has been four minutes fast, told the\nright time on Tuesday.\n\n\
        Nobody heard it strike at first, since the baker was sawing wood at\nthe time.\n-- \nAnn\nThe Courier\n";
    for head in ["", "Content-Type: text/plain; format=flowed\n"] {
        let body = if head.is_empty() {
            wrapped.to_owned()
        } else {
            wrapped
                .replace("the\nright", "the \nright")
                .replace("at\nthe", "at \nthe")
        };
        let (found, _) = articles(format!("{HEAD}{head}\n{body}").as_bytes());
        let blocks = &found[0].article.blocks;
        let body: Vec<&str> = blocks
            .iter()
            .filter(|b| b.kind.is_body())
            .map(|b| b.text.as_str())
            .collect();
        assert_eq!(
            body,
            [
                "The clock of Port Elder, which has been four minutes fast, told the right time on Tuesday.",
                "Nobody heard it strike at first, since the baker was sawing wood at the time.",
            ],
            "{head}"
        );
        // The signature is kept, and is no story.
        assert!(
            blocks
                .iter()
                .any(|b| b.kind == BlockKind::Boilerplate && b.text.contains("Ann"))
        );
    }
}

#[test]
fn a_forwarded_message_is_the_story() {
    let text = format!(
        "{HEAD}\nSee below.\n\n---------- Forwarded message ---------\nFrom: The Courier <news@courier.example>\n\
         Date: Mon, Jan 12, 2026 at 10:00 AM\nSubject: Baker heard\nTo: <roe@x.example>\n\nThe baker was heard.\n"
    );
    let (found, _) = articles(text.as_bytes());
    let article = &found[0].article;
    assert_eq!(article.headline, "Baker heard");
    assert_eq!(article.source.as_deref(), Some("The Courier"));
    assert!(article.authors.is_empty());
    let body: Vec<&str> = article
        .blocks
        .iter()
        .filter(|b| b.kind.is_body())
        .map(|b| b.text.as_str())
        .collect();
    assert_eq!(body, ["The baker was heard."]);
    let published = article
        .dates
        .iter()
        .find(|date| date.role == DateRole::Published);
    assert_eq!(published.unwrap().raw, "Mon, Jan 12, 2026 at 10:00 AM");
    assert!(
        article
            .dates
            .iter()
            .any(|date| date.source == DateSource::UpperBound)
    );
}

#[test]
fn an_answer_is_the_story_and_not_the_question_below_it() {
    let head = HEAD.replace("Subject: ", "Subject: RE: ");
    assert_ne!(head, HEAD);
    let text = format!(
        "{head}\nThe clock is right, said the baker.\n\n-----Original Message-----\nFrom: Tom Fox\n\
         Sent: Monday, January 12, 2026 9:00 AM\nSubject: Question\n\nIs it right?\n"
    );
    let (found, _) = articles(text.as_bytes());
    let article = &found[0].article;
    assert_ne!(article.headline, "Question");
    assert!(article.blocks[0].kind.is_body(), "{:?}", article.blocks);
    assert_eq!(
        article.blocks[0].text,
        "The clock is right, said the baker."
    );
}

#[test]
fn attachments_are_named_and_hidden_lines_left_out() {
    let text = format!(
        "{HEAD}Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/html\n\n\
         <div style=\"display: none; max-height:0\">Teaser of the list</div><p>The clock is right.</p>\n\
         --b\nContent-Type: application/zip\nContent-Disposition: attachment; filename=\"clock.zip\"\n\nPK\n--b--\n"
    );
    let (found, _) = articles(text.as_bytes());
    let article = &found[0].article;
    assert_eq!(article.blocks.len(), 1, "{:?}", article.blocks);
    assert_eq!(article.notes, ["attachment `clock.zip` is not read"]);
}

#[test]
fn documents_of_word_processors_are_articles_of_their_own() {
    let rtf = "{\\rtf1 Ferry to sail on Sundays\\par The ferry will sail on Sundays from May, the council decided.\\par}";
    let part = format!(
        "--b\nContent-Type: application/rtf; name=\"ferry.rtf\"\nContent-Disposition: attachment; filename=\"ferry.rtf\"\n\n{rtf}\n"
    );
    let head = format!("{HEAD}Content-Type: multipart/mixed; boundary=b\n\n");
    let text = format!("{head}--b\nContent-Type: text/plain\n\nSee below.\n{part}{part}--b--\n");
    let (found, result) = articles(text.as_bytes());
    assert!(result.is_ok());
    let members: Vec<&str> = found.iter().map(|read| read.member.as_str()).collect();
    assert_eq!(members, ["", "ferry.rtf", "ferry.rtf#2"]);
    assert_eq!(
        found[0].article.notes[0],
        "attachment `ferry.rtf` is an article of its own"
    );
    let attached = &found[1].article;
    assert_eq!(attached.headline, "Ferry to sail on Sundays");
    assert_eq!(attached.dates[0].source, DateSource::UpperBound);
    // A message without a text of its own.
    let (found, result) = articles(format!("{head}{part}--b--\n").as_bytes());
    assert!(result.is_ok());
    assert_eq!(found.len(), 1);
}

#[test]
fn messages_of_apple_s_mail_end_where_they_say() {
    let letter = format!("{HEAD}\nThe clock struck.\n");
    let list = "<?xml version=\"1.0\"?>\n<plist><dict><key>flags</key></dict></plist>\n";
    let (found, result) = articles(format!("{:<10}\n{letter}{list}", letter.len()).as_bytes());
    assert_eq!(result, Ok(()));
    assert_eq!(found[0].article.blocks.len(), 1);
    assert_eq!(found[0].article.blocks[0].text, "The clock struck.");
}
