//! Names of elements as everybody writes them, whatever prefix a feed uses.

/// Part of a namespace's address in lower case, and the prefix that everybody uses for it; an empty
/// one for the feed's own elements.  The first that fits counts.
const NAMESPACES: &[(&str, &str)] = &[
    ("purl.org/dc/elements", "dc"),
    ("purl.org/dc/terms", "dcterms"),
    ("purl.org/rss/1.0/modules/content", "content"),
    ("purl.org/rss/1.0/modules", "module"),
    ("purl.org/rss/", ""),
    ("my.netscape.com/", ""),
    ("backend.userland.com/", ""),
    ("search.yahoo.com/mrss", "media"),
    ("itunes.com/dtds", "itunes"),
    ("w3.org/2005/atom", ""),
    ("purl.org/atom/ns", ""),
    ("w3.org/2007/app", "app"),
    ("w3.org/1999/xhtml", "xhtml"),
    ("wordpress.org/export/1.2/excerpt", "excerpt"),
    ("wordpress.org/export/1.1/excerpt", "excerpt"),
    ("wordpress.org/export/1.0/excerpt", "excerpt"),
    ("wordpress.org/export", "wp"),
    ("rssnamespace.org/feedburner", "feedburner"),
    ("prismstandard.org", "prism"),
];

/// Prefixes of the feed's own elements where nobody declares them.
const OWN: &[&str] = &["atom", "atom10", "a10", "rss", "rss1"];

/// The prefixes that a document declares.
#[derive(Debug, Clone, Default)]
pub struct Prefixes {
    usual: Vec<(String, &'static str)>,
}

impl Prefixes {
    /// Adds what an opening tag declares.
    pub fn declare(&mut self, attributes: &str) {
        for (name, address) in super::super::markup::attributes(attributes) {
            let Some(prefix) = name.strip_prefix("xmlns:") else {
                continue;
            };
            let address = address.to_ascii_lowercase();
            let known = NAMESPACES.iter().find(|(part, _)| address.contains(part));
            // A document may not declare thousands.
            if let Some((_, usual)) = known
                && self.usual.len() < 64
            {
                self.usual.push((prefix.to_ascii_lowercase(), usual));
            }
        }
    }

    /// The name in lower case with the usual prefix, or none for the feed's own elements.
    pub fn usual_name(&self, name: &str) -> String {
        let Some((prefix, local)) = name.rsplit_once(':') else {
            return name.to_ascii_lowercase();
        };
        let prefix = prefix.to_ascii_lowercase();
        let declared = self.usual.iter().rev().find(|(own, _)| *own == prefix);
        let usual = match declared {
            Some((_, usual)) => usual,
            None if OWN.contains(&prefix.as_str()) => "",
            None => prefix.as_str(),
        };
        if usual.is_empty() {
            local.to_ascii_lowercase()
        } else {
            format!("{usual}:{}", local.to_ascii_lowercase())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names() {
        let mut prefixes = Prefixes::default();
        prefixes.declare(
            " xmlns:d=\"http://purl.org/dc/elements/1.1/\" xmlns:c=\"http://purl.org/rss/1.0/modules/content/\" xmlns:r='http://purl.org/rss/1.0/' xmlns:ex=\"http://wordpress.org/export/1.2/excerpt/\"",
        );
        for (name, usual) in [
            ("d:Creator", "dc:creator"),
            ("dc:creator", "dc:creator"),
            ("c:encoded", "content:encoded"),
            ("r:title", "title"),
            ("atom:link", "link"),
            ("pubDate", "pubdate"),
            ("ex:encoded", "excerpt:encoded"),
            ("x:y", "x:y"),
        ] {
            assert_eq!(prefixes.usual_name(name), usual, "{name}");
        }
    }
}
