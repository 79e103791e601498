//! Which styles of cells show days.

use std::collections::HashMap;

use super::serial::{is_day_code, is_day_number};
use crate::reader::markup::{Dialect, Scanner, Token, local};

/// The styles of a workbook, by their place in the list.
#[derive(Debug, Default)]
pub struct Styles {
    shows_day: Vec<bool>,
}

impl Styles {
    pub fn read(xml: &str) -> Self {
        let mut codes: HashMap<u32, bool> = HashMap::new();
        let mut styles = Self::default();
        let mut is_of_cells = false;
        for token in Scanner::new(xml, Dialect::Xml) {
            match token {
                Token::Open(tag) => {
                    let number = || tag.attribute("numFmtId")?.parse::<u32>().ok();
                    match local(tag.name) {
                        "numFmt" => {
                            let code = tag.attribute("formatCode").unwrap_or_default();
                            codes.extend(number().map(|number| (number, is_day_code(&code))));
                        }
                        "cellXfs" => is_of_cells = true,
                        "xf" if is_of_cells => {
                            let number = number().unwrap_or(0);
                            let written = codes.get(&number).copied();
                            let shows_day = written.unwrap_or_else(|| is_day_number(number));
                            styles.shows_day.push(shows_day);
                        }
                        _ => {}
                    }
                }
                Token::Close(name) if local(name) == "cellXfs" => is_of_cells = false,
                _ => {}
            }
        }
        styles
    }

    pub fn shows_day(&self, style: usize) -> bool {
        self.shows_day.get(style).copied().unwrap_or(false)
    }
}
