//! Features that a line has by itself.

use crate::reader::byline::is_lead;
use crate::reader::dateline::read_dateline;

use super::caption::Form;
use super::feature::{Feature, Features};
use super::lexicon::Class;
use super::shape::{Author, Place, Shape};
use super::stamp::{Time, is_loose_stamp};

/// Short words of a set phrase say little in a long line.
const MAX_PHRASE_WORDS: u32 = 30;

/// Words before a name: "From our correspondent".
const LEAD_WORDS: u32 = 4;

/// Finds the features of a line without its neighbours.
pub fn own_features(text: &str, shape: &Shape) -> Features {
    let mut features = Features::default();
    features.add(Feature::Any);
    features.add(length_bucket(shape.words));
    add_form(text, shape, &mut features);
    add_grammar(text, shape, &mut features);
    add_phrases(shape, &mut features);
    add_marks(text, shape, &mut features);
    features
}

fn length_bucket(words: u32) -> Feature {
    match words {
        0 | 1 => Feature::Words1,
        2..=3 => Feature::Words3,
        4..=6 => Feature::Words6,
        7..=10 => Feature::Words10,
        11..=16 => Feature::Words16,
        17..=25 => Feature::Words25,
        26..=40 => Feature::Words40,
        41..=80 => Feature::Words80,
        _ => Feature::WordsMore,
    }
}

/// Marks, capitals and small words.
fn add_form(text: &str, shape: &Shape, features: &mut Features) {
    features.set(Feature::NoLetters, shape.letters == 0);
    match shape.last_bare {
        '?' | '？' | '؟' => features.add(Feature::EndsQuestion),
        '…' => features.add(Feature::EndsEllipsis),
        _ if text.ends_with("...") || text.ends_with("[…]") => {
            features.add(Feature::EndsEllipsis)
        }
        ':' | '：' => features.add(Feature::EndsColon),
        ',' | ';' | '-' | '–' | '—' => features.add(Feature::EndsComma),
        _ if shape.ends_sentence() => features.add(Feature::EndsStop),
        _ => features.add(Feature::EndsOpen),
    }
    match shape.first {
        '"' | '“' | '„' | '«' | '‘' | '「' => features.add(Feature::StartsQuote),
        '•' | '*' | '▪' | '●' | '◦' | '‣' | '■' | '·' | '–' => {
            features.add(Feature::StartsBullet)
        }
        '—' | '-' => features.add(Feature::StartsDash),
        c if c.is_lowercase() => features.add(Feature::StartsLower),
        c if c.is_numeric() => features.add(Feature::StartsNumber),
        c if !c.is_alphanumeric() && !matches!(c, '(' | '[' | '\'' | '’' | '¿' | '¡') => {
            features.add(Feature::StartsSymbol);
        }
        _ => {}
    }
    features.set(Feature::AllCaps, shape.is_all_caps());
    if shape.cased_words >= 2 && !shape.is_all_caps() {
        let share = shape.capital_words * 10 / shape.cased_words;
        features.set(Feature::TitleCase, share >= 7);
        features.set(Feature::SentenceCase, share <= 4);
    }
    features.set(Feature::Sentences2, (2..4).contains(&shape.sentences));
    features.set(Feature::Sentences4, shape.sentences >= 4);
    if shape.looked_at >= 3 {
        let share = shape.stop_words * 100 / shape.looked_at;
        features.set(Feature::StopNone, share == 0);
        features.set(Feature::StopLow, (1..20).contains(&share));
        features.set(Feature::StopHigh, share >= 35);
    }
    features.set(Feature::DigitHeavy, shape.digits > shape.letters);
    features.set(
        Feature::CommaList,
        shape.commas >= 3 && !shape.ends_sentence() && shape.words < shape.commas * 5,
    );
    features.set(Feature::HasBars, shape.bars >= 2 && shape.words < 30);
    features.set(Feature::HasQuote, shape.quotes >= 1 && shape.words >= 4);
    let opens = matches!(shape.first, '"' | '“' | '„' | '«');
    features.set(
        Feature::IsQuoted,
        opens && matches!(shape.last, '"' | '”' | '“' | '»'),
    );
    let bracketed = matches!(
        (shape.first, shape.last),
        ('[', ']') | ('(', ')') | ('<', '>')
    );
    features.set(Feature::IsBracketed, bracketed);
}

/// Forms that the line fits.
fn add_grammar(text: &str, shape: &Shape, features: &mut Features) {
    if let Some(stamp) = shape.stamp {
        features.add(match (stamp.is_labelled, stamp.time) {
            (true, _) => Feature::StampLabelled,
            (false, Time::Date) => Feature::StampDate,
            (false, Time::Relative) => Feature::StampRelative,
            (false, Time::Clock) => Feature::StampClock,
        });
    }
    features.set(Feature::StampPart, shape.has_stamp_part);
    features.set(
        Feature::LooseStamp,
        shape.stamp.is_none()
            && !shape.has_stamp_part
            && shape.words <= 16
            && shape.digits > 0
            && !shape.ends_sentence()
            && is_loose_stamp(text),
    );
    match shape.byline {
        Author::Marked => features.add(Feature::BylineMarked),
        Author::BareName => features.add(Feature::BareName),
        Author::No => {}
    }
    features.set(
        Feature::BylineLead,
        shape.words <= LEAD_WORDS && is_lead(text),
    );
    match shape.credit {
        Some(Form::Bracketed) => features.add(Feature::CreditBracketed),
        Some(Form::Marked) => features.add(Feature::CreditMarked),
        Some(Form::Alone) => features.add(Feature::CreditAlone),
        None => {}
    }
    features.set(Feature::CaptionSlug, shape.has_slug);
    features.set(Feature::SetsScene, shape.sets_scene);
    match shape.dateline {
        Place::Dash if shape.words >= 8 => features.add(Feature::DatelineDash),
        Place::Colon if shape.words >= 8 => features.add(Feature::DatelineColon),
        _ => {}
    }
    features.set(
        Feature::DatelineOnly,
        shape.words <= 8 && is_dateline_alone(text),
    );
    features.set(Feature::Prose, shape.is_prose());
    features.set(Feature::HasUrl, has_address(text));
    let has_account = shape.words <= 30
        && text.contains('@')
        && text
            .split_whitespace()
            .any(|word| word.len() > 2 && word.trim_start_matches('(').contains('@'));
    features.set(Feature::HasHandle, has_account);
    features.set(Feature::Speaker, is_speaker(text));
}

/// `://` or `www.`, in one pass over the bytes.
fn has_address(text: &str) -> bool {
    let bytes = text.as_bytes();
    let starts = |i: usize, what: &[u8]| bytes[i..].starts_with(what);
    let mut may_start = memchr::memchr2_iter(b':', b'w', bytes);
    may_start.any(|i| starts(i, b"://") || starts(i, b"www."))
}

/// `LONDON, Jan 5 (AP) —` with the story on the next line.
fn is_dateline_alone(text: &str) -> bool {
    text.ends_with(['—', '–', '-', '―'])
        && read_dateline(&format!("{text} X")).is_some_and(|found| !found.is_colon_only)
}

/// `Q: …`, `A: …`, `ROE: …`, `Frage: …`
fn is_speaker(text: &str) -> bool {
    let start = &text.as_bytes()[..text.len().min(25)];
    let Some(colon) = memchr::memchr(b':', start).filter(|at| *at > 0) else {
        return false;
    };
    let name = &text[..colon];
    text[colon + 1..].starts_with(char::is_whitespace)
        && name.split_whitespace().count() <= 3
        && !name.chars().any(char::is_lowercase)
        && name.chars().any(char::is_uppercase)
}

/// Set phrases.
fn add_phrases(shape: &Shape, features: &mut Features) {
    let hits = &shape.hits;
    let brief = shape.words <= MAX_PHRASE_WORDS;
    let head = |class| hits.whole.has(class) || (brief && hits.head.has(class));
    features.set(
        Feature::RelatedHead,
        hits.whole.has(Class::RelatedHead)
            || (hits.head.has(Class::RelatedHead) && shape.words <= 6),
    );
    features.set(Feature::ReadMore, head(Class::ReadMore));
    features.set(Feature::Promo, head(Class::Promo));
    features.set(Feature::PromoInside, brief && hits.inside.has(Class::Promo));
    features.set(Feature::Ad, head(Class::Ad));
    features.set(Feature::Nav, hits.whole.has(Class::Nav));
    features.set(Feature::NavHead, brief && hits.head.has(Class::Nav));
    features.set(Feature::Social, hits.whole.has(Class::Social));
    features.set(Feature::SocialHead, brief && hits.head.has(Class::Social));
    features.set(
        Feature::Copyright,
        hits.head.has(Class::Copyright) || hits.inside.has(Class::Copyright),
    );
    features.set(
        Feature::Correction,
        hits.head.has(Class::Correction) || (brief && hits.inside.has(Class::Correction)),
    );
    features.set(Feature::TagsHead, head(Class::Tags));
    features.set(
        Feature::Bio,
        hits.head.has(Class::Bio) || hits.inside.has(Class::Bio),
    );
    features.set(Feature::Comments, head(Class::Comments));
    features.set(
        Feature::SignOff,
        hits.head.has(Class::SignOff) || (brief && hits.inside.has(Class::SignOff)),
    );
    features.set(Feature::PageMark, head(Class::PageMark));
    features.set(
        Feature::Slug,
        shape.words <= 8 && (hits.head.has(Class::Slug) || hits.inside.has(Class::Slug)),
    );
    features.set(Feature::Consent, hits.inside.has(Class::Consent));
    features.set(Feature::ServiceWord, shape.service_words == 1 && brief);
    let many = shape.service_words >= 3 && shape.is_service();
    features.set(Feature::ServiceWords, shape.is_service() && !many);
    features.set(Feature::ManyServiceWords, many);
    features.set(Feature::Section, hits.whole.has(Class::Section));
    features.set(
        Feature::Stub,
        hits.head.has(Class::Stub) || hits.inside.has(Class::Stub),
    );
    features.set(
        Feature::Live,
        head(Class::Live) || (brief && hits.inside.has(Class::Live)),
    );
    features.set(
        Feature::ReadingTime,
        shape.words <= 12 && hits.any(Class::ReadingTime),
    );
}

/// Marks of plain-text conventions: rules, end marks, page numbers, Markdown, columns.
fn add_marks(text: &str, shape: &Shape, features: &mut Features) {
    let bare = text.trim_matches(|c: char| {
        c.is_whitespace() || matches!(c, '-' | '–' | '—' | '*' | '.' | '[' | ']')
    });
    let is_end = matches!(bare, "30" | "ENDS" | "END" | "###" | "xxx" | "(END)")
        && (text != bare || bare != "30")
        || (text.len() >= 3 && shape.letters == 0 && shape.digits == 0 && shape.words <= 8);
    features.set(Feature::EndMark, is_end);
    let is_number = !bare.is_empty() && bare.len() <= 3 && bare.bytes().all(|b| b.is_ascii_digit());
    if is_number && bare != "30" {
        features.add(Feature::PageMark);
    }
    if let Some(rest) = text.strip_prefix('#') {
        let level = 1 + rest.len() - rest.trim_start_matches('#').len();
        if rest.trim_start_matches('#').starts_with(' ') {
            features.add(if level == 1 {
                Feature::Heading1
            } else {
                Feature::Heading2
            });
        }
    }
    features.set(
        Feature::QuoteMark,
        text.starts_with("> ") || text.starts_with(">“"),
    );
    features.set(Feature::ImageMark, text.starts_with("!["));
    features.set(Feature::TableRow, is_table_row(text, shape));
    features.set(Feature::Embed, is_embed(text));
}

/// Cells between tabs, bars or wide gaps.
fn is_table_row(text: &str, shape: &Shape) -> bool {
    let filled = |cell: &&str| !cell.trim().is_empty();
    let (has_tab, starts_bar) = (text.contains('\t'), text.starts_with('|'));
    if has_tab || starts_bar {
        let columns = text.split(['\t', '|']).filter(filled).count();
        if (has_tab && columns >= 3) || (starts_bar && columns >= 2) {
            return true;
        }
    }
    let has_gap = shape.words < 30 && text.as_bytes().windows(2).any(|two| two == b"  ");
    has_gap && text.split("  ").filter(filled).count() >= 3
}

/// `— Name (@account) January 5, 2026`
fn is_embed(text: &str) -> bool {
    text.len() < 160 && text.starts_with(['—', '-', '–', '&']) && text.contains("(@")
}
