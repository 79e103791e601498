//! What makes an article the same article: its normalised address, and a hash of its text.

use crate::article::Article;
use crate::field::TextField;
use crate::text::field_text;

/// Query parameters that say how a reader came, not what was read.
const TRACKING: &[&str] = &[
    "fbclid",
    "gclid",
    "dclid",
    "msclkid",
    "yclid",
    "igshid",
    "mc_cid",
    "mc_eid",
    "cmpid",
    "cmp",
    "ref",
    "ref_src",
    "ref_url",
    "smid",
    "smtyp",
    "soc_src",
    "soc_trk",
    "ito",
    "ncid",
    "icid",
    "cid",
    "sh",
    "xtor",
    "at_medium",
    "at_campaign",
    "spm",
    "source",
    "src",
    "share",
    "partner",
    "ocid",
    "taid",
    "ftcamp",
    "sr_share",
    "guccounter",
    "guce_referrer",
    "guce_referrer_sig",
];

/// Normalises an address so that two addresses of one article are equal: scheme and host in lower
/// case, no `www.`, fragment, port or tracking parameter, parameters in order, no final slash.
///
/// Returns None for what is no web address, and for a bare host: that names a site, not an article.
pub fn normalise_url(url: &str) -> Option<String> {
    let url = url.trim();
    let (scheme, rest) = url.split_once("://")?;
    if !scheme.eq_ignore_ascii_case("http") && !scheme.eq_ignore_ascii_case("https") {
        return None;
    }
    let rest = rest.split('#').next().unwrap_or(rest);
    let (location, query) = rest.split_once('?').unwrap_or((rest, ""));
    let (host, path) = location.split_once('/').unwrap_or((location, ""));
    let host = host.rsplit('@').next().unwrap_or(host).to_lowercase();
    let host = host.split(':').next().unwrap_or(&host);
    let host = host
        .strip_prefix("www.")
        .unwrap_or(host)
        .trim_end_matches('.');
    let path = path.trim_end_matches('/');
    let mut parameters: Vec<&str> = query
        .split('&')
        .filter(|parameter| {
            let name = parameter
                .split('=')
                .next()
                .unwrap_or("")
                .to_ascii_lowercase();
            !name.is_empty() && !name.starts_with("utm_") && !TRACKING.contains(&name.as_str())
        })
        .collect();
    parameters.sort_unstable();
    if host.is_empty() || (path.is_empty() && parameters.is_empty()) {
        return None;
    }
    let mut out = format!("{host}/{path}");
    if !parameters.is_empty() {
        out.push('?');
        out.push_str(&parameters.join("&"));
    }
    Some(out)
}

/// The name that all revisions of an agency's item share: a URN or a tag, without the revision that
/// NewsML 1 writes at its end (`urn:newsml:provider:date:item:3U`).
///
/// What follows `#` is kept: it names a rendition of the item, in another language.  Returns None for
/// ids that are unique only to their outlet.
pub fn normalise_urn(id: &str) -> Option<String> {
    let id = id.trim();
    let low = id.to_ascii_lowercase();
    if !(low.starts_with("urn:") || low.starts_with("tag:")) || id.contains(char::is_whitespace) {
        return None;
    }
    if low.starts_with("urn:newsml:") {
        let (name, rendition) = id.split_at(id.find('#').unwrap_or(id.len()));
        let parts: Vec<&str> = name.splitn(6, ':').collect();
        if let [_, _, provider, date, item, revision] = parts.as_slice()
            && revision.starts_with(|c: char| c.is_ascii_digit())
            && revision.len() <= 8
        {
            return Some(format!("urn:newsml:{provider}:{date}:{item}{rendition}"));
        }
    }
    Some(id.to_owned())
}

/// BLAKE3 over headline and body with white space collapsed, 32 hex digits.
pub fn content_hash(article: &Article) -> String {
    let mut hasher = blake3::Hasher::new();
    for field in [TextField::Headline, TextField::Body] {
        for word in field_text(article, field).split_whitespace() {
            hasher.update(word.as_bytes());
            hasher.update(b" ");
        }
        hasher.update(b"\n");
    }
    hasher.finalize().to_hex()[..32].to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(url: &str, expected: Option<&str>) {
        assert_eq!(normalise_url(url).as_deref(), expected, "{url}");
    }

    #[test]
    fn revisions_of_an_item_share_its_name() {
        for (id, expected) in [
            (
                "urn:newsml:mer.example:20260115:LETTER:1",
                Some("urn:newsml:mer.example:20260115:LETTER"),
            ),
            (
                "urn:newsml:mer.example:20260115:LETTER:12U",
                Some("urn:newsml:mer.example:20260115:LETTER"),
            ),
            (
                "urn:newsml:mer.example:20260115:LETTER",
                Some("urn:newsml:mer.example:20260115:LETTER"),
            ),
            (
                "urn:newsml:mer.example:20260115:LETTER:12U#fr",
                Some("urn:newsml:mer.example:20260115:LETTER#fr"),
            ),
            (
                " tag:reuters.com,2026:newsml_L1 ",
                Some("tag:reuters.com,2026:newsml_L1"),
            ),
            ("12345", None),
            ("urn: not one", None),
            ("http://example.com/a", None),
        ] {
            assert_eq!(normalise_urn(id).as_deref(), expected, "{id}");
        }
    }

    #[test]
    fn addresses_of_one_article_are_equal() {
        check(
            "HTTPS://www.Example.com:443/a/b/?utm_source=x&id=7#top",
            Some("example.com/a/b?id=7"),
        );
        check(
            "http://example.com/a?b=2&a=1",
            Some("example.com/a?a=1&b=2"),
        );
        check("https://example.com/", None);
        check("mailto:x@example.com", None);
        check("", None);
    }

    #[test]
    fn white_space_is_no_part_of_the_content() {
        let article = |headline: &str| Article {
            headline: headline.to_owned(),
            ..Article::default()
        };
        assert_eq!(
            content_hash(&article("A  b")),
            content_hash(&article(" A b\n"))
        );
        assert_ne!(content_hash(&article("A b")), content_hash(&article("A c")));
    }
}
