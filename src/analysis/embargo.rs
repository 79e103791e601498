//! Whether an embargo is over: the reader keeps its time, whoever has a clock asks here.
//!
//! Unsure means held back: a time without zone is taken for the westernmost, a day for its end, and
//! what is no date for "until further notice".

use crate::article::{Article, Status};
use crate::date::written::{Hints, parse};

/// The last place on earth where it is still that time, hours behind UTC in minutes.
const WESTERNMOST: i64 = 12 * 60;

/// Makes an embargoed article usable if its embargo was over at `now` (civil minutes UTC).
pub fn lift_embargo(article: &mut Article, now: Option<i64>) {
    if article.status == Status::Embargoed
        && let (Some(until), Some(now)) = (article.embargo.as_deref(), now)
        && end_of(until).is_some_and(|end| end <= now)
    {
        article.status = Status::Usable;
    }
}

/// When an article that is held back now can be shown, if that is known.
pub fn embargo_end(article: &Article) -> Option<i64> {
    let is_held = article.status == Status::Embargoed;
    article
        .embargo
        .as_deref()
        .filter(|_| is_held)
        .and_then(end_of)
}

/// First minute UTC at which the embargo is surely over.
fn end_of(until: &str) -> Option<i64> {
    let written = parse(until, &Hints::default()).ok()?;
    written.date()?;
    let interval = written.interval()?;
    let is_timed = written.minute.is_some();
    let end = if is_timed {
        interval.start
    } else {
        interval.end
    };
    let offset = written
        .offset
        .map_or(WESTERNMOST, |offset| -i64::from(offset));
    Some(end.get() + offset)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(until: Option<&str>, now: Option<&str>, expected: Status) {
        let minute = |text: &str| end_of(text).unwrap();
        let mut article = Article {
            status: Status::Embargoed,
            embargo: until.map(str::to_owned),
            ..Article::default()
        };
        let end = embargo_end(&article);
        lift_embargo(&mut article, now.map(minute));
        let is_over = end
            .zip(now.map(minute))
            .is_some_and(|(end, now)| end <= now);
        assert_eq!(
            is_over,
            article.status == Status::Usable,
            "{until:?} at {now:?}"
        );
        assert_eq!(article.status, expected, "{until:?} at {now:?}");
    }

    #[test]
    fn an_embargo_ends_at_its_time() {
        let (held, free) = (Status::Embargoed, Status::Usable);
        let now = Some("2026-01-14T12:00Z");
        check(Some("2026-01-14T12:00:00Z"), now, free);
        check(Some("2026-01-14T12:01:00Z"), now, held);
        check(Some("2026-01-14T13:00:00+01:00"), now, free);
        check(Some("2026-01-14T12:00:00-05:00"), now, held);
        // Without a zone it may still be yesterday somewhere; a day is over when it is over.
        check(Some("2026-01-14T11:00:00"), now, held);
        check(Some("2026-01-13T23:00:00"), now, free);
        check(Some("2026-01-13"), now, free);
        check(Some("2026-01-14"), now, held);
        check(Some("further notice 5"), now, held);
        check(None, now, held);
        check(Some("2026-01-13"), None, held);
    }
}
