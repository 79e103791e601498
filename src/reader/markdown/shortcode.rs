//! What site generators write between the lines: `{{< figure … >}}`, `{% include … %}`.

/// Openers and closers.
const CODES: &[(&str, &str)] = &[("{{<", ">}}"), ("{{%", "%}}"), ("{%", "%}")];

/// The text with blanks in place of shortcodes, and the captions of figures among them.
///
/// Bytes keep their places, so that spans stay true.
pub fn blank(text: &str) -> (String, Vec<String>) {
    let mut out = text.to_owned();
    let mut captions = Vec::new();
    for (opener, closer) in CODES {
        let mut from = 0;
        while let Some(start) = out[from..].find(opener).map(|at| from + at) {
            // One that is never closed is text.
            let Some(end) = out[start..]
                .find(closer)
                .map(|at| start + at + closer.len())
            else {
                break;
            };
            let code = &out[start..end];
            if code.len() <= 4000 {
                captions.extend(caption(code));
                let blanks: String = code
                    .bytes()
                    .map(|byte| if byte == b'\n' { '\n' } else { ' ' })
                    .collect();
                out.replace_range(start..end, &blanks);
            }
            from = end;
        }
    }
    (out, captions)
}

/// The caption of a figure.
fn caption(code: &str) -> Option<String> {
    let at = code.find("caption=\"")? + "caption=\"".len();
    let end = code[at..].find('"')?;
    let text = super::super::fragment::one_line(&code[at..at + end]);
    (!text.is_empty()).then_some(text)
}
