//! Which dates of a page are the article's.

use super::{page, story};
use crate::article::{DateRole, DateSource};

/// Dates that the reader hands on: source, role and text of each.
#[track_caller]
fn check(head: &str, top: &str, below: &str, expected: &[&str]) {
    let body = format!("{top}{}{below}", story());
    let dates = page(head, &body).dates;
    let spelled: Vec<String> = dates
        .iter()
        .map(|date| {
            let source = match date.source {
                DateSource::JsonLd => "json-ld",
                DateSource::Meta => "meta",
                DateSource::TimeElement => "time",
                DateSource::Stamp => "stamp",
                _ => "other",
            };
            let role = match date.role {
                DateRole::Published => "published ",
                DateRole::Updated => "updated ",
                _ => "",
            };
            format!("{source} {role}{}", date.raw)
        })
        .collect();
    assert_eq!(spelled, expected, "{head}{top}");
}

const H1: &str = "<h1>A dam holds in the north</h1>";
const TEASER: &str =
    "<div><h4>Bridge to close for the winter</h4><time datetime=2024-11-08>8 Nov</time></div>";

#[test]
fn times_of_other_stories_are_not_taken() {
    let line = format!("{H1}<p>Published: March 5, 2024</p>");
    check(
        "",
        &line,
        TEASER,
        &["stamp published Published: March 5, 2024"],
    );
    check("", H1, TEASER, &[]);
    let own = format!("{H1}<div><time datetime=2024-03-05T10:00>5 March</time></div>");
    let both = ["time 2024-03-05T10:00", "stamp 5 March"];
    check("", &own, TEASER, &both);
    let above = format!("<div>{TEASER}</div>{own}");
    check("", &above, "", &both);
    let told = "<p>The vote was on <time datetime=1998-05-01>May 1, 1998</time>, when the dam was \
         first closed to the people of the town.</p>";
    check(
        "",
        &line,
        told,
        &["stamp published Published: March 5, 2024"],
    );
    let comment = "<div><b>joe</b> <time datetime=2024-11-08>8 Nov</time><p>Well said.</p></div>";
    check("", H1, comment, &[]);
    let end = format!(
        "<article>{H1}{}<div>Posted on <time datetime=2024-03-05>5 March</time></div></article>",
        story()
    );
    check(
        "",
        &end,
        "",
        &[
            "time published 2024-03-05",
            "stamp published Posted on 5 March",
        ],
    );
}

#[test]
fn the_day_of_the_visit_is_not_taken() {
    let today = "<div class=top>Saturday, November 9, 2024</div>";
    let own = format!("{today}{H1}<p>March 5, 2024</p>");
    check("", &own, "", &["stamp March 5, 2024"]);
    let head = "<link rel=canonical href='https://x.example/2024/03/05/dam/'>";
    check(head, &format!("{today}{H1}"), "", &[]);
    check(
        "",
        &format!("{today}{H1}"),
        "",
        &["stamp Saturday, November 9, 2024"],
    );
    check("", &format!("<header>{today}</header>{H1}"), "", &[]);
    let saved = "<meta http-equiv=date content='Sat, 30 Nov 2024 10:00:00 GMT'>";
    check(saved, H1, "", &[]);
}

#[test]
fn what_a_time_is_the_time_of() {
    let both = |line: &str| format!("{H1}<div>{line}</div>");
    check(
        "",
        &both("Last updated: <time datetime=2024-03-06>6 March</time>"),
        "",
        &[
            "time updated 2024-03-06",
            "stamp updated Last updated: 6 March",
        ],
    );
    check(
        "",
        &both(
            "Posted <time datetime=2024-03-05T06:02Z>Tue 5 Mar 2024 at 5:02pm</time>, updated \
             <time datetime=2024-03-06T01:00Z>Wed 6 Mar 2024 at 12:00pm</time>",
        ),
        "",
        &[
            "time published 2024-03-05T06:02Z",
            "time updated 2024-03-06T01:00Z",
            "stamp published Posted Tue 5 Mar 2024 at 5:02pm, updated Wed 6 Mar 2024 at 12:00pm",
        ],
    );
    check(
        "",
        &both(
            "<time class=updated datetime=2024-03-09></time>\
             <time class='entry-date published' datetime=2024-03-04></time>",
        ),
        "",
        &["time updated 2024-03-09", "time published 2024-03-04"],
    );
}

#[test]
fn values_that_are_no_days() {
    let head = "<meta property='article:published_time' content='1970-01-01T00:00:00Z'>\
         <meta name=date content='2024-11-30'>";
    let line = format!("{H1}<p>Published: March 4, 2024</p>");
    check(
        head,
        &line,
        "",
        &[
            "meta 2024-11-30",
            "stamp published Published: March 4, 2024",
        ],
    );
}

#[test]
fn several_dates_on_one_line() {
    let line = format!("{H1}<p>Published: 09:02, 5 March 2024 | Updated: 11:41, 6 March 2024</p>");
    check(
        "",
        &line,
        "",
        &[
            "stamp published Published: 09:02, 5 March 2024",
            "stamp updated Updated: 11:41, 6 March 2024",
        ],
    );
}

#[test]
fn days_below_a_name_and_before_a_source() {
    let raws = |head: &str, top: &str| {
        let article = page(
            head,
            &format!("<h1>A dam holds in the north</h1>{top}{}", story()),
        );
        let raws = article.dates.into_iter().map(|date| date.raw);
        raws.collect::<Vec<String>>()
    };
    assert_eq!(
        raws("", "<div>by Ann Roe<br>12 March 2003</div>"),
        ["12 March 2003"]
    );
    let source = "<p>2026-03-03 09:12 来源：海湾晚报 编辑：王强</p>";
    assert_eq!(raws("", source), ["2026-03-03 09:12"]);
    let video = |name: &str| {
        format!(
            "<script type='application/ld+json'>{{\"@type\": \"VideoObject\", \"name\": \"{name}\", \
             \"uploadDate\": \"2026-03-05\"}}</script><title>A dam holds in the north</title>"
        )
    };
    assert_eq!(raws(&video("A dam holds in the north"), ""), ["2026-03-05"]);
    assert_eq!(raws(&video("Cricket club wins"), ""), [] as [&str; 0]);
}

#[test]
fn days_in_the_digits_of_other_scripts() {
    let line = format!("{H1}<div>تاریخ انتشار: ۱۴۰۴/۱۲/۱۲ - ۱۰:۳۰</div>");
    check(
        "",
        &line,
        "",
        &["stamp published تاریخ انتشار: ۱۴۰۴/۱۲/۱۲ - ۱۰:۳۰"],
    );
    for day in ["१६ सितम्बर २०२६", "16 September 2026"] {
        let time = format!("{H1}<time>{day}</time>");
        let expected = [format!("time {day}"), format!("stamp {day}")];
        check("", &time, "", &[&expected[0], &expected[1]]);
    }
}
