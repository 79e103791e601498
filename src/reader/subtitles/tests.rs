//! Every form of subtitles, and what is none.

use super::super::{Input, Item, choose_reader, read};
use crate::article::Article;

#[track_caller]
fn read_one(path: &str, text: &str) -> Article {
    let mut articles = Vec::new();
    let input = Input::new(path, text.as_bytes());
    let (reader, result) = read(&input, None, &mut |item| {
        if let Item::Article(read) = item {
            articles.push(read.article);
        }
    });
    assert_eq!((reader.name(), result), ("subtitles", Ok(())), "{text}");
    assert_eq!(articles.len(), 1, "{text}");
    articles.remove(0)
}

#[track_caller]
fn check(text: &str, expected: &[&str]) -> Article {
    let article = read_one("a.txt", text);
    let blocks = article.blocks.iter().map(|block| block.text.as_str());
    assert_eq!(blocks.collect::<Vec<_>>(), expected, "{text}");
    article
}

#[test]
fn times_numbers_and_marks_are_no_text() {
    let said = &["Good evening. The ferry is late. & so on"];
    for text in [
        "1\n00:00:01,000 --> 00:00:04,000\nGood evening. The <i>ferry</i>\n\n2\n00:00:04,000 --> 00:00:06,000\n{\\an8}is late. &amp; so on\n\n3\n",
        // Blank lines are missing, or too many.
        "1\r\n00:00:01,000 --> 00:00:04,000\r\nGood evening. The ferry\r\n2\r\n00:00:04,000 --> 00:00:06,000\r\nis late.\r\n\r\n& so on\r\n",
        "WEBVTT\n\nSTYLE\n::cue { color: lime }\n\nintro\n00:01.000 --> 00:04.000 align:start\nGood <c.x>evening.</c> The\nferry\n\n00:04.000 --> 00:06.000\nis late. &amp; so on\n",
        "0:00:01.000,0:00:04.000\nGood evening. The ferry\n\n0:00:04.000,0:00:06.000\nis late. & so on\n",
        "[00:00:01.000 --> 00:00:04.000]  Good evening. The ferry\n[00:00:04.000 --> 00:00:06.000]  is late. & so on\n",
        "<tt xmlns='http://www.w3.org/ns/ttml' xml:lang='en'><head/><body><div><p begin='00:00:01.000' end='00:00:04.000'>Good\n evening.<br/>The ferry</p>\n<p begin='4s' dur='2s'><span>is late.</span> &amp; so on</p></div></body></tt>",
        "<?xml version='1.0'?><transcript><text start=\"1\" dur=\"3\">Good evening. The ferry</text><text start=\"4\" dur=\"2\">is late. &amp;amp; so on</text></transcript>",
        "<?xml version='1.0'?><timedtext format=\"3\"><body><p t=\"1000\" d=\"3000\"><s>Good</s><s> evening. The ferry</s></p><p t=\"3900\" a=\"1\">\n</p><p t=\"4000\" d=\"2000\">is late. &amp; so on</p></body></timedtext>",
    ] {
        check(text, said);
    }
}

#[test]
fn what_is_said_of_the_file_is_told() {
    let article = check(
        "WEBVTT - Council, 3 March\nKind: captions\nLanguage: sv\n\nNOTE made by hand\n\n00:01.000 --> 00:02.000\nGod kväll.\n",
        &["God kväll."],
    );
    assert_eq!(article.headline, "Council, 3 March");
    assert_eq!(article.language.as_deref(), Some("sv"));
    let text = "00:01.000 --> 00:02.000\nGod kväll.\n";
    assert_eq!(
        read_one("tv/Norrby tonight [x1].sv.srt", text).headline,
        "Norrby tonight"
    );
    assert_eq!(read_one("tv/20260303.srt", text).headline, "");
    assert_eq!(article.notes, ["comments of the file that are not read: 1"]);
}

#[test]
fn captions_that_roll_are_read_once() {
    let rolling = "WEBVTT\n\n00:00.080 --> 00:03.000 align:start\n \nthe<00:00:00.400><c> crews</c><c> voted</c>\n\n\
        00:03.000 --> 00:03.010\nthe crews voted\n \n\n00:03.010 --> 00:06.000\nthe crews voted\non<c> Tuesday</c>\n\n\
        00:06.000 --> 00:06.010\non Tuesday\n \n\n00:06.010 --> 00:09.000\non Tuesday\nno no\n\n\
        00:09.000 --> 00:09.010\nno no\n \n\n00:09.010 --> 00:11.000\nno no\nthey stay\n";
    let article = check(rolling, &["the crews voted on Tuesday no no they stay"]);
    assert_eq!(
        article.notes,
        ["6 lines that captions show again are read once"]
    );
    let growing = "1\n00:00:00,000 --> 00:00:01,000\nThe\n\n2\n00:00:01,000 --> 00:00:02,000\nThe crews\n\n\
        3\n00:00:02,000 --> 00:00:03,000\nThe crews voted.\n\n4\n00:00:03,000 --> 00:00:04,000\nThey\n";
    check(growing, &["The crews voted. They"]);
}

#[test]
fn what_is_said_again_is_kept() {
    let chant = "1\n00:00:00,000 --> 00:00:01,000\nShame!\n\n2\n00:00:01,000 --> 00:00:02,000\nShame!\n\n\
        3\n00:00:02,000 --> 00:00:03,000\nShame!\n\n4\n00:00:03,000 --> 00:00:04,000\nShame on you.\n";
    check(chant, &["Shame! Shame! Shame! Shame on you."]);
    // The same part twice is one.
    check(
        "00:01.000 --> 00:02.000\nShame!\n\n00:01.000 --> 00:02.000\nShame!\n",
        &["Shame!"],
    );
}

#[test]
fn speakers_and_pauses_begin_paragraphs() {
    check(
        "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ann Roe>Good evening.\n\n00:02.000 --> 00:03.000\n<v Ann Roe>Who pays?</v>\n\n\
         00:03.000 --> 00:04.000\n<v Bo Fox>We do.\n\n00:09.000 --> 00:10.000\n<v Bo Fox>In time.\n",
        &[
            "Ann Roe: Good evening. Who pays?",
            "Bo Fox: We do.",
            "In time.",
        ],
    );
    check(
        "00:01.000 --> 00:02.000\nAnn Roe: Good evening.\n\n00:02.000 --> 00:03.000\nAnn Roe: Who pays?\n\n\
         00:03.000 --> 00:04.000\n>> THE TOWN.\n\n00:04.000 --> 00:05.000\n- Never.\n- Twice, he said: no.\n",
        &[
            "Ann Roe: Good evening. Who pays?",
            "THE TOWN.",
            "- Never.",
            "- Twice, he said: no.",
        ],
    );
    check(
        "00:01.000 --> 00:02.000\n渡船が\n\n00:02.000 --> 00:03.000\n遅れた\n",
        &["渡船が遅れた"],
    );
}

#[test]
fn times_behind_the_names_of_speakers() {
    let text = "Ann Roe  0:03\nGood evening. Who pays?\n\nBo Fox  0:12\nWe do.\nIn time.\n\nAnn Roe  1:03:12\nThank you.\n\nTyped by a machine\n";
    check(
        text,
        &[
            "Ann Roe: Good evening. Who pays?",
            "Bo Fox: We do. In time.",
            "Ann Roe: Thank you. Typed by a machine",
        ],
    );
    for text in [
        // Results.
        "Norrby  2:1\nA late goal.\n\nArden  0:0\nNone.\n",
        "Norrby  89:92\nA late basket.\n\nArden  70:71\nNone.\n",
        "Norrby  2:10\nA late goal.\n\nArden  1:10\nNone.\n",
        "Norrby  2:10\nLost in the rain.\n\nArden  3:10\nWon by a hair.\n",
        "Ann Roe  0:03\nGood evening.\n",
        "the ferry  0:03\nGood evening.\n\nthe ferry  0:05\nGood evening.\n",
    ] {
        let reader = choose_reader(&Input::new("a.txt", text.as_bytes()));
        assert_ne!(reader.name(), "subtitles", "{text}");
    }
}

#[test]
fn long_speech_without_a_pause_is_divided() {
    let cues: Vec<String> = (0..100)
        .map(|i| {
            format!(
                "00:{:02}.000 --> 00:{:02}.000\nword{i} goes on and on\n\n",
                i / 2,
                i / 2
            )
        })
        .collect();
    let article = read_one("a.srt", &cues.concat());
    assert_eq!(article.blocks.len(), 2);
}

#[test]
fn texts_that_speak_of_subtitles_are_none() {
    for text in [
        "How to write subtitles\n\n00:00:01,000 --> 00:00:04,000\nThis is the first line.\n",
        "WEBVTTX is a format\n",
        "10:15\nThe ferry sailed.\n",
        "10:15 The ferry sailed.\n10:20 It came back.\n",
        "[10:15] The ferry sailed.\n",
        "1\nThe ferry sailed.\n",
        "<tt>typewriter</tt> is an old element of pages",
        "",
    ] {
        let reader = choose_reader(&Input::new("a.txt", text.as_bytes()));
        assert_ne!(reader.name(), "subtitles", "{text}");
    }
}

#[test]
fn subtitles_without_words_are_reported() {
    for text in ["WEBVTT\n", "1\n00:00:01,000 --> 00:00:04,000\n\n"] {
        let (_, result) = read(&Input::new("a.vtt", text.as_bytes()), None, &mut |_| {});
        assert!(result.is_err(), "{text}");
    }
}
