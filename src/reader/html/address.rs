//! Where a page was, when its file says it: addresses under which archives keep pages, and the
//! comments that programs leave in what they save.

use crate::reader::fragment::one_line;

/// The address of the page that an archive keeps under its own:
/// `https://archive.example/web/20080412093011/http://x.example/a` => `http://x.example/a`.
pub fn original(url: &str) -> &str {
    taken_apart(url).map_or(url, |(_, original)| original)
}

/// The digits of the second in which an archive took a page, by the address under which it keeps it.
pub fn captured(url: &str) -> Option<String> {
    let (stamp, _) = taken_apart(url)?;
    let digits: String = stamp.chars().filter(char::is_ascii_digit).collect();
    (digits.len() == 14).then_some(digits)
}

/// A part of an archive's address that is a day or a second, and the address behind it.
fn taken_apart(url: &str) -> Option<(&str, &str)> {
    let path = url.split_once("://")?.1;
    let at = ["/http://", "/https://"]
        .iter()
        .filter_map(|start| path.find(start))
        .min()?;
    let stamp = path[..at].rsplit('/').next()?;
    // `20080412093011`, `20080412093011id_`, `2014.02.09-181102`
    let digits = stamp
        .bytes()
        .take_while(|b| b.is_ascii_digit() || matches!(b, b'.' | b'-'));
    let is_stamp = digits.filter(u8::is_ascii_digit).count() >= 8 && stamp.len() <= 24;
    is_stamp.then(|| (stamp, &path[at + 1..]))
}

/// Whether a site of this name only keeps the pages of others.
pub fn is_archive(name: &str) -> bool {
    const DOMAINS: &[&str] = &["fo", "is", "li", "md", "ph", "today", "vn"];
    let low = name.to_ascii_lowercase();
    let is_domain = |domain: &str| DOMAINS.contains(&domain);
    low.strip_prefix("archive.").is_some_and(is_domain)
        || matches!(low.as_str(), "wayback machine" | "internet archive")
}

/// The address in a comment of a browser, of SingleFile or of HTTrack.
pub fn saved_from(comment: &str) -> Option<String> {
    let text = comment.strip_prefix("<!--")?.trim_start();
    let word = |text: &str| {
        let end = text.find(|c: char| c.is_whitespace() || c == '>');
        one_line(text[..end.unwrap_or(text.len())].trim_end_matches("--"))
    };
    let address = if let Some(rest) = text.strip_prefix("saved from url=") {
        // `(0052)` counts the characters of what follows.
        word(rest.split_once(')').map_or(rest, |(_, rest)| rest))
    } else if text.starts_with("Page saved with SingleFile") {
        word(text.split_once("url:")?.1.trim_start())
    } else {
        let host = text.strip_prefix("Mirrored from ")?;
        let (host, _) = host.split_once(" by HTTrack")?;
        format!("http://{}", word(host))
    };
    let is_web = address.starts_with("http://") || address.starts_with("https://");
    is_web.then(|| original(&address).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_within_those_of_archives() {
        for (url, expected) in [
            (
                "https://web.a.example/web/20080412093011/http://x.example/a",
                "http://x.example/a",
            ),
            (
                "https://web.a.example/web/20080412093011id_/https://x.example/",
                "https://x.example/",
            ),
            (
                "http://a.example/2014.02.09-181102/http://x.example/a?b=1",
                "http://x.example/a?b=1",
            ),
            (
                "https://a.example/3119/20120412/http://x.example/a",
                "http://x.example/a",
            ),
            (
                "https://x.example/share/http://y.example/a",
                "https://x.example/share/http://y.example/a",
            ),
            (
                "https://x.example/2026/03/03/pier",
                "https://x.example/2026/03/03/pier",
            ),
        ] {
            assert_eq!(original(url), expected);
        }
        assert_eq!(
            captured("http://a.example/2014.02.09-181102/http://x.example/a").as_deref(),
            Some("20140209181102")
        );
        assert_eq!(
            captured("http://a.example/20140209/http://x.example/a"),
            None
        );
    }

    #[test]
    fn comments_of_programs_that_save_pages() {
        for (comment, expected) in [
            (
                "<!-- saved from url=(0021)http://x.example/a/b -->",
                Some("http://x.example/a/b"),
            ),
            (
                "<!--\n Page saved with SingleFile \n url: https://x.example/a?b=1 \n saved date: Tue\n-->",
                Some("https://x.example/a?b=1"),
            ),
            (
                "<!-- Mirrored from x.example/a.html by HTTrack Website Copier/3.x -->",
                Some("http://x.example/a.html"),
            ),
            ("<!-- saved from url=(0014)about:internet -->", None),
            ("<!-- see http://x.example/a -->", None),
            ("<!-- Mirrored from our print edition -->", None),
        ] {
            assert_eq!(saved_from(comment).as_deref(), expected, "{comment}");
        }
    }
}
