//! Subtitles and transcripts with times: WebVTT, SubRip, SBV, what recognisers of speech print, TTML
//! (DFXP, EBU-TT) and the captions of YouTube in XML.
//!
//! A file is one article: what was said, in paragraphs by speakers and pauses (`speech`).  Times,
//! numbers, places on the screen and styles are no text.  Captions that roll show a line again while
//! the next one comes: it is read once, and the article says how often that was so.  Transcripts in
//! JSON are read by `json` with the same parts.  Pictures of text (VobSub, PGS) are not read.

use super::decode::decode;
use super::plain_text::headline_of;
use super::{Head, Input, MAX_ARTICLE_BYTES, ReadError, Reader, Reason, Sink, given};
use crate::article::{Article, Span};

mod lines;
pub mod speech;
#[cfg(test)]
mod tests;
mod timed_xml;

use speech::Cue;

/// The reader of subtitles.
pub struct Subtitles;

/// What a file says of itself, and what is shown when.
#[derive(Debug, Default, PartialEq)]
struct Track {
    title: String,
    language: Option<String>,
    cues: Vec<Cue>,
    /// Comments of whoever made the file, which are not shown.
    comments: usize,
}

impl Reader for Subtitles {
    fn name(&self) -> &'static str {
        "subtitles"
    }

    fn doc(&self) -> &'static str {
        "subtitles and timed transcripts: WebVTT, SubRip (.srt), SBV, TTML, YouTube"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["vtt", "srt", "sbv", "ttml", "dfxp"]
    }

    fn sniff(&self, head: &Head<'_>) -> u8 {
        let is_xml = head.root().is_some_and(timed_xml::is_root);
        if is_xml || lines::is_timed(head.text()) {
            97
        } else {
            0
        }
    }

    fn read(&self, input: &Input<'_>, sink: Sink<'_>) -> Result<(), ReadError> {
        given::check_size(input.bytes, MAX_ARTICLE_BYTES)?;
        let declared: Vec<&str> = input.charset.into_iter().collect();
        let head = Head::of(input.bytes);
        let is_xml = head.root().is_some_and(timed_xml::is_root);
        let (decoded, track) = if is_xml {
            let decoded = super::xml::decode_xml(input.bytes, input.charset);
            let track = timed_xml::read_track(&decoded.text)?;
            (decoded, track)
        } else {
            let decoded = decode(input.bytes, &declared);
            let track = lines::read_track(&decoded.text);
            (decoded, track)
        };
        let mut article = speech::article_of(&track.cues);
        article.parser = "subtitles".to_owned();
        given::set_headline(&mut article, track.title, "title", Span::default());
        // Programs that fetch captions name the file after the video: `Council, 3 March [x1].en.vtt`.
        let stem = input.file_name().split('.').next().unwrap_or_default();
        let named = headline_of(stem.split('[').next().unwrap_or_default());
        given::set_headline(&mut article, named, "file name", Span::default());
        article.language = track.language;
        if track.comments > 0 {
            let note = format!("comments of the file that are not read: {}", track.comments);
            article.notes.push(note);
        }
        if !has_text(&article) {
            return Err(ReadError::new(
                Reason::NoText,
                "subtitles in which nothing is said",
            ));
        }
        given::give(article, String::new(), 0, &decoded, sink);
        Ok(())
    }
}

fn has_text(article: &Article) -> bool {
    article.blocks.iter().any(|block| !block.text.is_empty())
}
