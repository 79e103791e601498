//! Three hits that every renderer is shown: an ordinary one, a hostile one, a bare one.
//!
//! The articles are invented.  They are written as records of the archive, so the tests also hold
//! the wire form of `Record`.

use morgue::annotations::Record;
use morgue::article::Span;
use morgue::field::TextField;
use morgue::hit::{FieldSpan, Hit, Hits};
use morgue::text::{TokenisedArticle, field_text};

/// Everything known, nothing odd.
const ORDINARY: &str = r#"{
  "provenance": {"id": "k7f3q9", "version": "k7f3q9", "path": "coast/2026/gate.txt",
    "content_hash": "9f2c61d0a4b85e7719c3d2f00b6a1e58", "format": "plain_text",
    "encoding": "utf-8 (valid)"},
  "article": {
    "headline": "Harbour Americans walk free after prisoner release",
    "deck": "Two nurses were among those let go on Tuesday",
    "authors": ["Ana Maria Ferrer", "Tom Okafor"],
    "dateline": {"raw": "CARACAS, Jan 13 (AP)", "place": "Caracas", "agency": "AP"},
    "blocks": [
      {"kind": "paragraph", "text": "The prisoner release began at noon. Two nurses walked out of the gate first, and their families, who had waited since dawn under a tin roof, ran to meet them.", "span": {"start": 120, "end": 278}},
      {"kind": "subhead", "text": "What the ministry said"},
      {"kind": "paragraph", "text": "Machado said the release of every prisoner was overdue. “We counted 56,” she said."},
      {"kind": "caption", "text": "Families wait at the gate.", "credit": "Rosa Lind / Coast Pictures"},
      {"kind": "related", "text": "Read more: ferry fares rise"}
    ],
    "source": "The Coast Ledger", "section": "World", "language": "en-US",
    "url": "https://ledger.example/world/gate?id=1&x=2",
    "tags": ["prisoners", "R&D 100%"], "parser": "lines", "confidence": 0.9,
    "evidence": [
      {"field": "headline", "source": "line 1", "reason": "first line, no final stop", "span": {"start": 0, "end": 50}},
      {"field": "section", "source": "line 2", "reason": "one of the known desks"}],
    "notes": ["relative stamp kept: “1 hour ago”"]
  },
  "annotations": {
    "language": "en",
    "published": {"value": "2026-01-13", "precision": "day", "start": 29471040, "end": 29472480,
      "source": "constraints", "confidence": 0.8, "raw": "Tuesday, Jan 13",
      "reason": "13 January is a Tuesday in 2026 only, within the bounds"},
    "entities": [
      {"key": "person/maria corina machado", "kind": "person", "name": "Maria Corina Machado",
        "mentions": [{"field": "body", "span": {"start": 184, "end": 191}, "surface": "Machado"}]},
      {"key": "organisation/foro penal", "kind": "organisation", "name": "Foro Penal", "given": true},
      {"key": "place/caracas", "kind": "place", "name": "Caracas", "country": "VE",
        "mentions": [{"field": "dateline", "span": {"start": 0, "end": 7}, "surface": "CARACAS"}]},
      {"key": "place/united states", "kind": "place", "name": "United States", "country": "US",
        "mentions": [{"field": "headline", "span": {"start": 8, "end": 17}, "surface": "Americans"}]}],
    "dates": [{"field": "deck", "span": {"start": 38, "end": 45}, "surface": "Tuesday",
      "kind": "date", "value": "2026-01-13", "interval": [29471040, 29472480]}],
    "words": 51
  }
}"#;

/// What an enemy would write: escapes, overrides, formulas, markup and line separators everywhere.
const HOSTILE: &str = r##"{
  "provenance": {"id": "m0x2aa", "version": "m0x2aa~2", "path": "odd/=a\u001b[31m\nb\"c.json",
    "member": "3", "content_hash": "00000000000000000000000000000000", "format": "json"},
  "article": {
    "headline": "=HYPERLINK(\"http://x\",\"release\")\u001b[31m\u202etxt.exe\u2028 <script>alert(1)</script>",
    "deck": "tab\there | pipe, \"quotes\"; {brace} \\input{x} $x^2$ #1 ~ % & _",
    "authors": ["@cmd; A", "O’Brien, Jr.", "\u200bZero\u009b31m"],
    "blocks": [
      {"kind": "paragraph", "text": "# Not a heading * release [link](javascript:alert(1)) `code` \u0007 <b>bold</b>"},
      {"kind": "paragraph", "text": "TY  - FAKE\u2029ER  - e\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301 -- release"}],
    "source": "-2+3 Gazette", "section": "+A|\t1",
    "url": "javascript:alert(document.cookie)",
    "tags": ["a,b", "} @misc{x,"], "status": "embargoed", "kind": "live_blog"
  },
  "annotations": {
    "language": "und",
    "published": {"value": "2026-01-14T23:59", "precision": "minute", "start": 29473919,
      "end": 29473920, "zone": -240, "source": "json_ld", "confidence": 1.0,
      "raw": "2026-01-14T23:59:00-04:00"},
    "entities": [{"key": "person/x", "kind": "person", "name": "]]>\u0000\"x\" & <y>"}],
    "words": 20
  }
}"##;

/// Nothing known but a body, and in a script without spaces.
const BARE: &str = r#"{
  "provenance": {"id": "zz9", "version": "zz9", "path": "old/scan.txt", "content_hash": "",
    "format": "plain_text"},
  "article": {"blocks": [{"kind": "paragraph", "text": "東京の新聞社は報じた。 Release 釈放"}]},
  "annotations": {"language": "ja", "words": 14}
}"#;

fn record(json: &str) -> Record {
    serde_json::from_str(json).expect("a record of the archive")
}

/// Every place where one of the phrases stands, folded, as the matcher gives it.
pub fn spans_of(record: &Record, phrases: &[&str]) -> Vec<FieldSpan> {
    let article = TokenisedArticle::new(record);
    let mut spans = Vec::new();
    for field in TextField::ALL {
        let text = article.field(field);
        for first in 0..text.len() {
            for phrase in phrases {
                let words: Vec<&str> = phrase.split(' ').collect();
                let last = first + words.len() - 1;
                if last < text.len() && (first..=last).map(|i| text.folded(i)).eq(words) {
                    let (first, last) = (first as u32, last as u32);
                    let bytes = text.bytes(first, last);
                    spans.push(FieldSpan {
                        field,
                        bytes,
                        first,
                        last,
                    });
                }
            }
        }
    }
    spans
}

/// The answer to a search for `prisoner release`, `release` and `machado`.
pub fn hits() -> Hits {
    let hits = [(ORDINARY, 12.5), (HOSTILE, f32::NAN), (BARE, 0.1)];
    let hits = hits.into_iter().enumerate().map(|(i, (json, score))| {
        let record = record(json);
        let spans = spans_of(&record, &["prisoner release", "release", "machado"]);
        Hit {
            rank: i + 1,
            score: Some(score),
            copies: 0,
            record,
            spans,
        }
    });
    Hits {
        total: 1204,
        hits: hits.collect(),
        span: Some(("2026-01-13".to_owned(), "2026-01-14".to_owned())),
        undated: 1,
        cursor: Some("c3:k7f3q9".to_owned()),
    }
}

/// Compares with `tests/snapshots/<name>.snap`; control characters are shown as pictures.
pub fn check(name: &str, out: &str) {
    let shown: String = out
        .chars()
        .map(|c| match c {
            '\n' | '\t' => c,
            '\0'..='\u{1F}' => char::from_u32(0x2400 + c as u32).expect("a picture"),
            other => other,
        })
        .collect();
    insta::with_settings!({snapshot_path => "../snapshots", prepend_module_to_snapshot => false, omit_expression => true}, {
        insta::assert_snapshot!(name, shown);
    });
}

#[test]
fn spans_and_entities_of_the_shared_hits_fit_their_texts() {
    for hit in hits().hits {
        let text =
            |field, span: Span| field_text(&hit.record.article, field)[span.range()].to_owned();
        for entity in &hit.record.annotations.entities {
            for mention in &entity.mentions {
                assert_eq!(text(mention.field, mention.span), mention.surface);
            }
        }
        for date in &hit.record.annotations.dates {
            assert_eq!(text(date.field, date.span), date.surface);
        }
        assert!(!hit.spans.is_empty());
    }
}
