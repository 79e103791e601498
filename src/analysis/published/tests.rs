//! The resolver on articles of our own: what is asserted, what is left open, and why.

use super::*;
use crate::article::{Block, BlockKind, DateCandidate, DateOrder, Dateline, Span};
use crate::date::civil::CivilMinute;

/// An article under construction, with what is known around it.
#[derive(Default)]
struct Case {
    article: Article,
    path: &'static str,
    seen: Vec<i64>,
    now: Option<i64>,
    language: Option<&'static str>,
}

impl Case {
    fn date(mut self, role: DateRole, source: DateSource, raw: &str) -> Self {
        self.article.dates.push(DateCandidate {
            role,
            source,
            raw: raw.to_owned(),
            span: Span::default(),
        });
        self
    }

    fn published(self, source: DateSource, raw: &str) -> Self {
        self.date(DateRole::Published, source, raw)
    }

    fn updated(self, source: DateSource, raw: &str) -> Self {
        self.date(DateRole::Updated, source, raw)
    }

    fn block(mut self, kind: BlockKind, text: &str) -> Self {
        self.article.blocks.push(Block {
            kind,
            text: text.to_owned(),
            credit: String::new(),
            alternative: String::new(),
            span: Span::default(),
        });
        self
    }

    fn text(self, text: &str) -> Self {
        self.block(BlockKind::Paragraph, text)
    }

    fn dateline(mut self, date: &str) -> Self {
        self.article.dateline = Some(Dateline {
            date: Some(date.to_owned()),
            ..Dateline::default()
        });
        self
    }

    fn url(mut self, url: &str) -> Self {
        self.article.url = Some(url.to_owned());
        self
    }

    fn path(mut self, path: &'static str) -> Self {
        self.path = path;
        self
    }

    fn seen(mut self, day: &str) -> Self {
        self.seen.push(minutes(day));
        self
    }

    fn now(mut self, day: &str) -> Self {
        self.now = Some(minutes(day));
        self
    }

    fn language(mut self, code: &'static str, declared: &str) -> Self {
        self.language = Some(code);
        self.article.language = Some(declared.to_owned());
        self
    }

    fn order(mut self, order: DateOrder) -> Self {
        self.article.date_order = Some(order);
        self
    }

    fn resolve(&self) -> Resolution {
        resolve(&ResolveInput {
            article: &self.article,
            path: self.path,
            language: self.language,
            seen: &self.seen,
            now: self.now,
        })
    }

    /// Checks value, source, and optionally the update: `2026-01-13 stamp`, `none`.
    #[track_caller]
    fn check(self, expected: &str) -> Resolution {
        let resolution = self.resolve();
        let spell = |date: &Option<Published>| match date {
            Some(date) => {
                let source = serde_json::to_value(date.source).unwrap();
                format!("{} {}", date.value, source.as_str().unwrap())
            }
            None => "none".to_owned(),
        };
        let mut text = spell(&resolution.published);
        if resolution.updated.is_some() {
            text += &format!(", updated {}", spell(&resolution.updated));
        }
        assert_eq!(text, expected, "{:#?}", resolution);
        resolution
    }
}

fn minutes(day: &str) -> i64 {
    CivilMinute::start_of(day.parse().unwrap()).unwrap().get()
}

mod bounds;
mod labels;

use DateSource::{FileName, JsonLd, Meta, Stamp, TimeElement, UpperBound};

#[test]
fn the_most_trusted_source_wins() {
    let both = || {
        Case::default()
            .published(JsonLd, "2026-01-13T10:15:00-05:00")
            .published(Stamp, "Jan 14, 2026")
            .url("https://example.com/2026/01/12/story")
    };
    both().check("2026-01-13T10:15-05:00 json_ld");
    Case::default()
        .published(Meta, "{{date}}")
        .published(Stamp, "Jan 14, 2026")
        .check("2026-01-14 stamp");
    Case::default()
        .url("https://example.com/2026/01/12/story")
        .check("2026-01-12 url");
    Case::default()
        .path("news/2026-01-12-story.txt")
        .check("2026-01-12 file_name");
    Case::default()
        .path("news/2026/01/12/story.txt")
        .check("2026-01-12 folder");
    Case::default()
        .path("news/2026/01/story.txt")
        .check("2026-01 folder");
    Case::default()
        .path("000_00a02d510dd7c0aa.txt")
        .check("none");
}

#[test]
fn agreement_raises_the_confidence() {
    let alone = Case::default()
        .published(Stamp, "Jan 13, 2026")
        .check("2026-01-13 stamp");
    let agreed = Case::default()
        .published(Stamp, "Jan 13, 2026")
        .url("https://example.com/2026/01/13/story")
        .check("2026-01-13 stamp");
    assert!(agreed.published.unwrap().confidence > alone.published.unwrap().confidence);
    assert_eq!(agreed.candidates[1].verdict, Verdict::Agrees);
}

#[test]
fn among_equal_sources_agreement_decides() {
    Case::default()
        .published(TimeElement, "2026-02-01")
        .published(TimeElement, "2026-01-13")
        .url("https://example.com/2026/01/13/story")
        .check("2026-01-13 time_element");
}

#[test]
fn lines_without_a_label_that_contradict_each_other_date_nothing() {
    let case = || {
        Case::default()
            .date(DateRole::Unspecified, Stamp, "14.01.2026")
            .date(DateRole::Unspecified, Stamp, "13.01.2026, 10:15 Uhr")
    };
    case().check("none");
    case()
        .url("https://example.com/2026/01/13/story")
        .check("2026-01-13T10:15 stamp");
    case()
        .published(Stamp, "Published: 12 January 2026")
        .check("2026-01-12 stamp");
}

#[test]
fn an_update_is_later_or_none() {
    Case::default()
        .published(JsonLd, "2026-01-13T10:15Z")
        .updated(JsonLd, "2026-01-14T08:00Z")
        .check("2026-01-13T10:15+00:00 json_ld, updated 2026-01-14T08:00+00:00 json_ld");
    Case::default()
        .published(JsonLd, "2026-01-13T10:15Z")
        .updated(JsonLd, "2026-01-13T05:15-05:00")
        .check("2026-01-13T10:15+00:00 json_ld");
    Case::default()
        .updated(Stamp, "Updated Jan 5, 2026 3:04 PM ET")
        .check("2026-01-05 stamp, updated 2026-01-05T15:04 stamp");
}

#[test]
fn midnight_to_the_second_is_a_day() {
    Case::default()
        .published(JsonLd, "2026-01-13T00:00:00+00:00")
        .check("2026-01-13 json_ld");
    Case::default()
        .published(JsonLd, "20260113T000000-0500")
        .check("2026-01-13 json_ld");
}

#[test]
fn a_stamp_gives_the_local_time_of_a_utc_instant() {
    Case::default()
        .published(JsonLd, "2026-01-14T02:30:00Z")
        .published(Stamp, "Jan 13, 2026 9:30 PM ET")
        .check("2026-01-13T21:30-05:00 json_ld");
    Case::default()
        .published(Meta, "2026-01-13")
        .published(Stamp, "Jan 13, 2026 9:30 PM")
        .check("2026-01-13T21:30 meta");
}

#[test]
fn the_order_of_day_and_month() {
    let stamp = || Case::default().published(Stamp, "01/02/2026");
    let open = stamp().check("2026-01 stamp").published.unwrap();
    assert_eq!(
        (open.start, open.end),
        (minutes("2026-01-02"), minutes("2026-02-02"))
    );
    Case::default()
        .published(Stamp, "05/10/2026")
        .check("2026 stamp");
    // How the rest of the file is written is worth more than what its language usually does.
    stamp().order(DateOrder::DayFirst).check("2026-02-01 stamp");
    stamp()
        .language("fr", "fr")
        .order(DateOrder::MonthFirst)
        .check("2026-01-02 stamp");
    stamp().language("fr", "fr").check("2026-02-01 stamp");
    stamp().language("en", "en-US").check("2026-01-02 stamp");
    stamp()
        .language("en", "en")
        .url("https://example.co.uk/x")
        .check("2026-02-01 stamp");
    stamp().seen("2026-01-20").check("2026-01-02 stamp");
    stamp()
        .url("https://example.com/2026/02/01/x")
        .check("2026-02-01 stamp");
    stamp()
        .text("It was raining on January 20, 2026.")
        .check("2026-02-01 stamp");
}

#[test]
fn a_wrong_weekday_costs_confidence() {
    let wrong = Case::default().published(Stamp, "Monday, January 13, 2026");
    let wrong = wrong.check("2026-01-13 stamp").published.unwrap();
    assert!(wrong.confidence < 0.6, "{wrong:?}");
}

#[test]
fn a_dateline_without_a_year() {
    Case::default()
        .dateline("Jan 5")
        .block(BlockKind::Caption, "A clerk on January 3, 2026")
        .seen("2026-11-22")
        .check("2026-01-05 constraints");
    Case::default()
        .dateline("Jan. 5")
        .path("archive/2026/a.txt")
        .now("2026-11-22")
        .check("2026-01-05 constraints");
    Case::default()
        .dateline("Jan 5")
        .seen("2026-11-22")
        .check("none");
}

/// Today's day over a page contradicted the story's own, and neither was believed.
#[test]
fn a_masthead_does_not_contest_a_stamp() {
    Case::default()
        .date(DateRole::Unspecified, Stamp, "July 15, 2026")
        .block(BlockKind::Boilerplate, "Monday, July 20, 2026")
        .text("The council approved a new ferry after nine hours of debate.")
        .check("2026-07-15 stamp");
}

#[test]
fn a_masthead_dates_the_page() {
    Case::default()
        .block(
            BlockKind::Subhead,
            "Example Ledger, Wednesday, January 14, 2026 — Page A4",
        )
        .text("The council met last week.")
        .check("2026-01-14 stamp");
    Case::default()
        .text("It was on January 14, 2026 that the council met in the old hall of Exampleton.")
        .check("none");
}

#[test]
fn unreadable_dates_say_why() {
    let case = Case::default()
        .published(JsonLd, "2026-02-30")
        .published(Meta, "0001-01-01");
    let resolution = case.check("none");
    let reasons: Vec<&str> = resolution
        .candidates
        .iter()
        .map(|candidate| candidate.reason.as_str())
        .collect();
    assert_eq!(
        reasons,
        ["no such day in the calendar", "year outside 1600 to 9999"]
    );
    assert!(
        resolution
            .candidates
            .iter()
            .all(|c| c.verdict == Verdict::Unreadable)
    );
}

#[test]
fn years_and_months_stay_years_and_months() {
    Case::default().published(Meta, "1905").check("1905 meta");
    Case::default()
        .published(Meta, "March 1905")
        .check("1905-03 meta");
    let year = Case::default()
        .published(Meta, "1605")
        .check("1605 meta")
        .published
        .unwrap();
    assert_eq!(
        (year.precision, year.start),
        (Precision::Year, minutes("1605-01-01"))
    );
}

#[test]
fn ten_thousand_dates_are_no_trouble() {
    let mut case = Case::default().text(&"It was Jan 13, 2026, then. ".repeat(10_000));
    for _ in 0..10_000 {
        case = case.published(FileName, "2026-01-13");
    }
    case.check("2026-01-13 file_name");
}

#[test]
fn spaces_that_a_scraper_lost_are_put_back() {
    for (raw, expected) in [
        ("April 28, 20232:26 PM EDT", "2023-04-28T14:26 stamp"),
        ("Ferry CourierApril 28, 2023", "2023-04-28 stamp"),
        ("Sund-29/05/2025 20:00", "2025-05-29T20:00 stamp"),
    ] {
        Case::default()
            .date(DateRole::Unspecified, DateSource::Stamp, raw)
            .check(expected);
    }
}

#[test]
fn other_dates_of_the_page_tell_order_and_century() {
    let case = |raw: &str| Case::default().date(DateRole::Published, DateSource::Stamp, raw);
    case("05/01/2026")
        .block(BlockKind::Related, "Storm takes the roof off 28/12/2025")
        .check("2026-01-05 stamp");
    let short = case("05.01.26")
        .block(BlockKind::Boilerplate, "© 2024 Ferry Courier")
        .check("2026-01-05 stamp");
    let reason = short.published.map(|date| date.reason);
    let expected = "the most trusted date; a year of two digits";
    assert_eq!(reason.as_deref(), Some(expected));
}
