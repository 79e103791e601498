//! Addresses of entries: relative ones against the base that the feed gives.

use url::Url;

/// Longest address that is one.
const LONGEST: usize = 4096;

/// The address in full, or as it stands when there is nothing to complete it with.
pub fn resolve(address: &str, base: Option<&Url>) -> Option<String> {
    let address = address.trim();
    if address.is_empty() || address.len() > LONGEST {
        return None;
    }
    if has_scheme(address) {
        return Some(address.to_owned());
    }
    match base.and_then(|base| base.join(address).ok()) {
        Some(whole) => Some(whole.to_string()),
        None => Some(address.to_owned()),
    }
}

/// The base within another one.
pub fn base_within(address: Option<&str>, outer: Option<&Url>) -> Option<Url> {
    let Some(address) = address.map(str::trim).filter(|a| a.len() <= LONGEST) else {
        return outer.cloned();
    };
    match outer {
        Some(outer) => outer.join(address).ok(),
        None => Url::parse(address).ok(),
    }
}

/// Whether it is an address of the web, and not just something unique.
pub fn is_web(address: &str) -> bool {
    let low = address.get(..8).unwrap_or(address).to_ascii_lowercase();
    low.starts_with("http://") || low.starts_with("https://")
}

/// `http:`, `mailto:`, `tag:`.
fn has_scheme(address: &str) -> bool {
    address.split_once(':').is_some_and(|(scheme, _)| {
        scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses() {
        let base = base_within(Some("https://www.example.com/blog/feed.xml"), None);
        for (address, expected) in [
            ("/2026/a", "https://www.example.com/2026/a"),
            ("b?c=1", "https://www.example.com/blog/b?c=1"),
            ("//x.example/y", "https://x.example/y"),
            (" http://x.example/y z ", "http://x.example/y z"),
            ("tag:x,2026:1", "tag:x,2026:1"),
        ] {
            let found = resolve(address, base.as_ref());
            assert_eq!(found.as_deref(), Some(expected), "{address}");
        }
        assert_eq!(resolve("/a", None).as_deref(), Some("/a"));
        assert_eq!(resolve(" ", base.as_ref()), None);
        let inner = base_within(Some("deeper/"), base.as_ref());
        assert_eq!(
            resolve("x", inner.as_ref()).as_deref(),
            Some("https://www.example.com/blog/deeper/x")
        );
        assert!(is_web("HTTPS://x") && !is_web("tag:x") && !is_web("é"));
    }
}
