//! Text inside Markdown, HTML and XML, and links that may be followed.
//!
//! Everything from the archive is text, never markup: what could be read as markup is escaped after
//! it has been made safe to show.  Only web addresses become links.

use super::safe_text::safe_text;

/// Ends every Markdown file of ours, so that one that was saved beside articles is not read as one.
pub const MARKDOWN_MARK: &str = "<!-- morgue -->";

/// Escapes a text that begins a line of Markdown, or fills a cell of a table.
pub fn escape_markdown(text: &str) -> String {
    escape(text, true)
}

/// Escapes a text that goes on in a line of Markdown.
pub fn escape_markdown_inside(text: &str) -> String {
    escape(text, false)
}

fn escape(text: &str, mut starts_line: bool) -> String {
    let safe = safe_text(text);
    let mut out = String::with_capacity(safe.len() + 8);
    // `1.` and `1)` start a list.
    let mut is_number = starts_line;
    for c in safe.chars() {
        let is_markup = matches!(
            c,
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '&' | '$'
        );
        // These mean something at the start of a line only: heading, list, rule.
        let is_block = starts_line && matches!(c, '#' | '+' | '-' | '=' | ':');
        let ends_number = is_number && !out.is_empty() && matches!(c, '.' | ')');
        if is_markup || is_block || ends_number {
            out.push('\\');
        }
        out.push(c);
        starts_line &= c == ' ';
        is_number &= c.is_ascii_digit();
    }
    out
}

/// Escapes a text for HTML and XML, in elements and in attributes with double quotes.
pub fn escape_html(text: &str) -> String {
    let safe = safe_text(text);
    let mut out = String::with_capacity(safe.len() + 8);
    for c in safe.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            other => out.push(other),
        }
    }
    out
}

/// Returns an address that may become a link: `http` or `https`, percent-encoded where it could
/// end a link or an attribute, or None.
pub fn web_address(url: &str) -> Option<String> {
    let url = url.trim();
    let lower = url.get(..8).unwrap_or(url).to_ascii_lowercase();
    if !lower.starts_with("http://") && !lower.starts_with("https://") {
        return None;
    }
    let mut out = String::with_capacity(url.len());
    for c in url.chars() {
        let is_unsafe = c.is_control()
            || c.is_whitespace()
            || matches!(
                c,
                '"' | '\'' | '<' | '>' | '(' | ')' | '[' | ']' | '\\' | '`' | '{' | '}' | '|' | '^'
            );
        if is_unsafe || !c.is_ascii() {
            let mut bytes = [0; 4];
            for byte in c.encode_utf8(&mut bytes).bytes() {
                out.push_str(&format!("%{byte:02X}"));
            }
        } else {
            out.push(c);
        }
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_is_text() {
        assert_eq!(
            escape_markdown("# [a](b) *c* <i>|1.\n"),
            "\\# \\[a\\](b) \\*c\\* \\<i\\>\\|1.␊"
        );
        assert_eq!(escape_markdown_inside("- 12. *"), "- 12. \\*");
        assert_eq!(escape_markdown("12. x - y"), "12\\. x - y");
        assert_eq!(escape_markdown("  - y"), "  \\- y");
        assert_eq!(
            escape_html("<a href=\"x\" onclick='y'>&\u{1b}"),
            "&lt;a href=&quot;x&quot; onclick=&#39;y&#39;&gt;&amp;␛"
        );
    }

    #[test]
    fn only_web_addresses_become_links() {
        for url in [
            "javascript:alert(1)",
            "data:text/html,x",
            "file:///etc/passwd",
            "",
            "//x",
            "httpx://y",
        ] {
            assert_eq!(web_address(url), None, "{url}");
        }
        assert_eq!(
            web_address(" HTTPS://a.example/(x)?q=\"é ").as_deref(),
            Some("HTTPS://a.example/%28x%29?q=%22%C3%A9")
        );
    }
}
