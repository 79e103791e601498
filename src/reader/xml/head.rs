//! What the beginning of a file says of it: the first element, and the charset.

use std::borrow::Cow;

use super::super::decode::{Decoded, decode_markup};
use super::super::markup::{Dialect, Scanner, Token, local};

/// The first element of a document, as far as its head shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Root {
    /// Without prefix, in the case of the file.
    pub name: String,
    /// With prefix.
    pub full_name: String,
    /// The attributes as they stand, namespaces among them.
    pub attributes: String,
    /// Document type declaration, if there is one.
    pub doctype: String,
    /// What follows the opening tag in the head.
    pub rest: String,
}

/// Finds the first element in the head of a file; none when it does not begin like XML.
pub fn root_of(head: &[u8]) -> Option<Root> {
    // Cheap no for nearly everything: XML in any charset begins with a mark or a bracket.
    let first = head.iter().find(|b| !b.is_ascii_whitespace() && **b != 0)?;
    if !matches!(first, b'<' | 0xef | 0xfe | 0xff) {
        return None;
    }
    let decoded = decode_markup(head, None).text;
    let text = decoded.trim_start_matches(['\u{feff}', ' ', '\n', '\r', '\t']);
    if !text.starts_with('<') {
        return None;
    }
    let mut scanner = Scanner::new(text, Dialect::Xml);
    let mut doctype = String::new();
    while let Some(token) = scanner.next() {
        match token {
            Token::Open(tag) => {
                return Some(Root {
                    name: local(tag.name).to_owned(),
                    full_name: tag.name.to_owned(),
                    attributes: tag.attributes.to_owned(),
                    doctype,
                    rest: text[scanner.position()..].to_owned(),
                });
            }
            Token::Other(other) => {
                let is_doctype = other
                    .get(..9)
                    .is_some_and(|s| s.eq_ignore_ascii_case("<!DOCTYPE"));
                if is_doctype && doctype.is_empty() {
                    doctype = other.to_owned();
                }
            }
            Token::Text(text) if text.trim().is_empty() => {}
            Token::Text(_) | Token::Raw(_) | Token::Close(_) => break,
        }
    }
    // A document type with declarations may be longer than the head; it names the root too.
    let (_, declared) = doctype.split_once(char::is_whitespace)?;
    let name: String = declared
        .trim_start()
        .chars()
        .take_while(|c| !c.is_whitespace() && !matches!(c, '[' | '>'))
        .collect();
    (declared.contains('[') && !name.is_empty()).then(|| Root {
        name: local(&name).to_owned(),
        full_name: name,
        attributes: String::new(),
        doctype,
        rest: String::new(),
    })
}

/// Text of a document in the charset that it declares, with how it was found and what was odd.
pub fn decode_xml<'a>(bytes: &'a [u8], transport: Option<&str>) -> Decoded<'a> {
    let mut decoded = decode_markup(bytes, transport);
    if let Some(rest) = decoded.text.strip_prefix('\u{feff}') {
        decoded.text = Cow::Owned(rest.to_owned());
    }
    decoded
}
