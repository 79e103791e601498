//! JSON as pages and hand-written files have it, to JSON that parses.
//!
//! Repaired are: raw line ends and controls in strings, wrong escapes, halves of surrogate pairs,
//! trailing and doubled commas, comments, NaN and Python's words, single quotes, HTML comments and
//! CDATA around it all, a semicolon or other text behind it.  Not repaired: missing quotes or
//! brackets, which would be guessing.

/// Rewrites the text; the result parses if nothing else was wrong.
pub fn repair(text: &str) -> String {
    let text = unwrap(text);
    let mut out = String::with_capacity(text.len() + 16);
    let mut chars = text.char_indices().peekable();
    let mut depth = 0usize;
    while let Some((at, c)) = chars.next() {
        match c {
            '"' | '\'' => {
                let end = copy_string(&text[at + 1..], c, &mut out);
                let next = at + 1 + end;
                while chars.peek().is_some_and(|(i, _)| *i < next) {
                    chars.next();
                }
            }
            '/' if text[at..].starts_with("//") => {
                while chars.peek().is_some_and(|(_, c)| *c != '\n') {
                    chars.next();
                }
            }
            '/' if text[at..].starts_with("/*") => {
                let end = text[at..].find("*/").map_or(text.len(), |len| at + len + 2);
                while chars.peek().is_some_and(|(i, _)| *i < end) {
                    chars.next();
                }
            }
            '}' | ']' => {
                cut_comma(&mut out);
                out.push(c);
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return out;
                }
            }
            '{' | '[' => {
                depth += 1;
                out.push(c);
            }
            ',' => {
                cut_comma(&mut out);
                if !out.trim_end().ends_with(['{', '[', ':']) {
                    out.push(',');
                }
            }
            _ if c.is_ascii_alphabetic() => {
                let word_len = text[at..]
                    .find(|c: char| !c.is_ascii_alphanumeric())
                    .unwrap_or(text.len() - at);
                let word = &text[at..at + word_len];
                out.push_str(match word {
                    "NaN" | "Infinity" | "None" | "undefined" | "nan" => "null",
                    "True" => "true",
                    "False" => "false",
                    word => word,
                });
                while chars.peek().is_some_and(|(i, _)| *i < at + word_len) {
                    chars.next();
                }
                // "-Infinity" => "null".
                if out.ends_with("-null") {
                    out.truncate(out.len() - 5);
                    out.push_str("null");
                }
            }
            _ => out.push(c),
        }
    }
    out
}

/// Without the wrappers that pages put around JSON-LD.
fn unwrap(text: &str) -> &str {
    let start = text.find(['{', '[']).unwrap_or(0);
    let lead = &text[..start];
    // `//<![CDATA[` has the first bracket inside the wrapper itself.
    if lead.ends_with("<!") && text[start..].starts_with("[CDATA[") {
        return unwrap(&text[start + "[CDATA[".len()..]);
    }
    &text[start..]
}

/// Copies the string whose text begins here; returns the length with the closing quote.
fn copy_string(text: &str, quote: char, out: &mut String) -> usize {
    out.push('"');
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        at += c.len_utf8();
        match c {
            '\\' => at += copy_escape(&text[at..], out),
            _ if c == quote => {
                // A quote inside the text that was not escaped: the string goes on unless what
                // follows can follow a string.
                let after = text[at..].trim_start();
                if after.is_empty() || after.starts_with([',', ':', '}', ']', '/', ';']) {
                    out.push('"');
                    return at;
                }
                out.push_str(if quote == '"' { "\\\"" } else { "'" });
            }
            '"' => out.push_str("\\\""),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            _ if (c as u32) < 0x20 => out.push(' '),
            _ => out.push(c),
        }
    }
    out.push('"');
    bytes.len()
}

/// Copies what follows a backslash; returns its length.
fn copy_escape(text: &str, out: &mut String) -> usize {
    let Some(c) = text.chars().next() else {
        return 0;
    };
    match c {
        '"' | '\\' | '/' | 'b' | 'f' | 'n' | 'r' | 't' => {
            out.push('\\');
            out.push(c);
            1
        }
        'u' => {
            let Some(unit) = unit(&text[1..]) else {
                out.push_str("\\\\u");
                return 1;
            };
            match unit {
                0xd800..=0xdbff if is_low_half(&text[5..]) => {
                    out.push('\\');
                    out.push_str(&text[..11.min(text.len())]);
                    11
                }
                0xd800..=0xdfff => {
                    out.push('\u{fffd}');
                    5
                }
                _ => {
                    out.push('\\');
                    out.push_str(&text[..5]);
                    5
                }
            }
        }
        // `\'` and `\x` mean the character; a line end means nothing.
        '\n' => 1,
        _ => {
            out.push(c);
            c.len_utf8()
        }
    }
}

fn unit(hex: &str) -> Option<u32> {
    let digits = hex.get(..4)?;
    u32::from_str_radix(digits, 16)
        .ok()
        .filter(|_| digits.bytes().all(|b| b.is_ascii_hexdigit()))
}

fn is_low_half(text: &str) -> bool {
    text.strip_prefix("\\u")
        .and_then(unit)
        .is_some_and(|unit| (0xdc00..=0xdfff).contains(&unit))
}

fn cut_comma(out: &mut String) {
    let kept = out.trim_end();
    if kept.ends_with(',') {
        let len = kept.len() - 1;
        out.truncate(len);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn usual_damage() {
        for (text, expected) in [
            ("{\"a\": \"x\ny\"}", "{\"a\": \"x\\ny\"}"),
            ("{\"a\": [1, 2,], }", "{\"a\": [1, 2]}"),
            ("{\"a\": 1,, \"b\": NaN}", "{\"a\": 1, \"b\": null}"),
            ("// c\n{/* d */\"a\": 1} trailing", "{\"a\": 1}"),
            ("<!--\n{\"a\":1}\n-->", "{\"a\":1}"),
            ("//<![CDATA[\n{\"a\":[]}\n//]]>", "{\"a\":[]}"),
            (
                "{\"a\": \"it\\'s \\x41 \\ud83d!\"};",
                "{\"a\": \"it's x41 \u{fffd}!\"}",
            ),
            ("{\"a\": \"\\ud83d\\ude00\"}", "{\"a\": \"\\ud83d\\ude00\"}"),
            (
                "[{'name': 'O\"Neil', 'x': None}]",
                "[{\"name\": \"O\\\"Neil\", \"x\": null}]",
            ),
            (
                "{\"a\": \"the \"big\" one\"}",
                "{\"a\": \"the \\\"big\\\" one\"}",
            ),
            ("{\"a\": -Infinity}", "{\"a\": null}"),
            ("", ""),
        ] {
            let repaired = repair(text);
            assert_eq!(repaired, expected);
            if !expected.is_empty() {
                serde_json::from_str::<serde_json::Value>(&repaired).unwrap();
            }
        }
    }
}
