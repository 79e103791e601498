//! The text of a part of a Word document: runs, fields, tables, text boxes, notes.
//!
//! One pass over the tags, without a tree: nesting costs nothing.  What was deleted or moved away
//! and what is hidden is left out; of two drawings for old and new programs the new one is taken.

use std::collections::HashSet;

use super::styles::{Styles, heading, is_on, is_set_apart, value};
use crate::reader::markup::{Tag, local};
use crate::reader::office::{Composer, Elements, Flow, LeftOut, Look, Role, Tally, walk};

/// Elements that hold no text of the document.
const WITHOUT_TEXT: &[&str] = &[
    "del",
    "delInstrText",
    "delText",
    "instrText",
    "moveFrom",
    "numberingChange",
    "pPrChange",
    "rPrChange",
    "rt",
    "sectPrChange",
    "tblPrChange",
    "tblPrExChange",
    "tblGridChange",
    "tcPrChange",
    "trPrChange",
];

/// What is known while the parts of a document are read.
pub struct WordText<'s> {
    pub composer: Composer,
    styles: &'s Styles,
    pub languages: Tally,
    /// Notes that the text refers to.
    notes: HashSet<String>,
    pub has_chunks: bool,
    /// What all elements of the part have before their name: `w:`.
    prefix: String,
    left_out: LeftOut,
    paragraph: Paragraph,
    run: Run,
    /// Paragraphs around the text box at hand.
    around: Vec<(Paragraph, Run)>,
    in_properties: bool,
    in_text: bool,
    /// Open fields, each with whether its result has begun, and how many have none yet.
    fields: Vec<bool>,
    waiting_fields: usize,
    /// Open choices between drawings: whether one was taken.
    choices: Vec<bool>,
    /// Open controls for content, and how many of them are of each kind.
    controls: Vec<Control>,
    contents: usize,
    placeholders: usize,
}

#[derive(Debug, Clone, Default)]
struct Paragraph {
    style: String,
    outline: Option<Role>,
    is_numbered: Option<bool>,
    is_set_apart: Option<bool>,
    /// Its end was deleted: the next one goes on.
    is_joined: bool,
    ends_section: bool,
}

#[derive(Debug, Clone, Default)]
struct Run {
    is_hidden: bool,
    language: String,
}

/// A control for content.
#[derive(Debug, Clone, Copy, Default)]
struct Control {
    is_contents: bool,
    /// It holds nothing but what asks for text.
    is_placeholder: bool,
}

impl<'s> WordText<'s> {
    pub fn new(styles: &'s Styles) -> Self {
        Self {
            composer: Composer::default(),
            styles,
            languages: Tally::default(),
            notes: HashSet::new(),
            has_chunks: false,
            prefix: String::new(),
            left_out: LeftOut::default(),
            paragraph: Paragraph::default(),
            run: Run::default(),
            around: Vec::new(),
            in_properties: false,
            in_text: false,
            fields: Vec::new(),
            waiting_fields: 0,
            choices: Vec::new(),
            controls: Vec::new(),
            contents: 0,
            placeholders: 0,
        }
    }

    /// Reads one part to its end; returns whether its root was closed.
    pub fn read(&mut self, xml: &str) -> bool {
        let is_whole = walk(xml, self);
        self.end_part();
        is_whole
    }

    /// Forgets what a part that was cut off has left open.
    fn end_part(&mut self) {
        self.left_out = LeftOut::default();
        (self.in_text, self.in_properties) = (false, false);
        self.around.clear();
        self.fields.clear();
        self.waiting_fields = 0;
        self.choices.clear();
        self.controls.clear();
        (self.contents, self.placeholders) = (0, 0);
        (self.paragraph, self.run) = (Paragraph::default(), Run::default());
    }

    fn is_shown(&self) -> bool {
        self.waiting_fields == 0 && !self.run.is_hidden && self.placeholders == 0
    }

    fn sign(&mut self, text: &str) {
        if self.is_shown() && !self.in_properties {
            self.composer.push(text);
        }
    }

    fn look(&self) -> Look {
        let paragraph = &self.paragraph;
        let contents = (self.contents > 0).then_some(Role::Contents);
        let styled = self.styles.role(&paragraph.style).or(paragraph.outline);
        let role = contents.or(match (styled, paragraph.is_numbered) {
            (Some(Role::ListItem), Some(false)) => None,
            (None, Some(true)) => Some(Role::ListItem),
            (styled, _) => styled,
        });
        let apart = paragraph.is_set_apart;
        Look {
            role: role.unwrap_or_default(),
            is_set_apart: apart.unwrap_or_else(|| self.styles.is_set_apart(&paragraph.style)),
        }
    }

    fn paragraph_property(&mut self, name: &str, tag: &Tag<'_>) {
        let paragraph = &mut self.paragraph;
        match name {
            "pStyle" => {
                paragraph.style = value(tag);
                self.run.is_hidden = self.styles.is_hidden(&self.paragraph.style);
            }
            "jc" => paragraph.is_set_apart = Some(is_set_apart(tag)),
            "outlineLvl" => paragraph.outline = heading(tag),
            "numId" => paragraph.is_numbered = Some(value(tag) != "0"),
            "pageBreakBefore" if is_on(tag) => self.composer.begin_page(Look::default()),
            "sectPr" => paragraph.ends_section = true,
            "type" => paragraph.ends_section &= value(tag) != "continuous",
            _ => {}
        }
    }

    fn element(&mut self, name: &str, tag: &Tag<'_>) {
        match name {
            "p" => {
                self.paragraph = Paragraph::default();
                if tag.is_empty {
                    self.composer.end_paragraph(self.look());
                }
            }
            "pPr" => self.in_properties = !tag.is_empty,
            "r" => {
                self.run = Run {
                    is_hidden: self.styles.is_hidden(&self.paragraph.style),
                    language: String::new(),
                };
            }
            "vanish" => self.run.is_hidden = is_on(tag),
            "rStyle" => self.run.is_hidden |= self.styles.is_hidden(&value(tag)),
            "lang" => self.run.language = value(tag),
            "t" => self.in_text = !tag.is_empty,
            "tab" | "ptab" => self.sign("\t"),
            "cr" => self.sign("\n"),
            "br" => match tag.attribute("type").as_deref() {
                Some("page") => self.composer.begin_page(self.look()),
                Some("column") => {}
                _ => self.sign("\n"),
            },
            "noBreakHyphen" => self.sign("-"),
            "sym" => self.symbol(tag),
            "fldChar" => self.field(tag),
            "footnoteReference" | "endnoteReference" if self.is_shown() => {
                let kind = name.strip_suffix("Reference").unwrap_or(name);
                self.notes.insert(note_key(kind, tag));
            }
            "footnote" | "endnote" if !tag.is_empty => {
                if self.notes.contains(&note_key(name, tag)) {
                    self.composer.begin(Flow::Note);
                } else {
                    self.left_out.begin(tag);
                }
            }
            "hdr" | "ftr" if !tag.is_empty => self.composer.begin(Flow::Running),
            "txbxContent" if !tag.is_empty => {
                let paragraph = std::mem::take(&mut self.paragraph);
                let run = std::mem::take(&mut self.run);
                self.around.push((paragraph, run));
                self.composer.begin(Flow::Box);
            }
            "tbl" if !tag.is_empty => self.composer.begin_table(),
            "sdt" if !tag.is_empty => self.controls.push(Control::default()),
            "docPartGallery" | "showingPlcHdr" => self.control_property(name, tag),
            "altChunk" => self.has_chunks = true,
            _ => {}
        }
    }

    fn control_property(&mut self, name: &str, tag: &Tag<'_>) {
        let Some(control) = self.controls.last_mut() else {
            return;
        };
        let (holds, count, is_so) = if name == "showingPlcHdr" {
            let is_so = is_on(tag);
            (&mut control.is_placeholder, &mut self.placeholders, is_so)
        } else {
            let is_so = value(tag).to_lowercase().starts_with("table of");
            (&mut control.is_contents, &mut self.contents, is_so)
        };
        if is_so && !std::mem::replace(holds, true) {
            *count += 1;
        }
    }

    /// A sign of a font, by its number: bullets alone are known.
    fn symbol(&mut self, tag: &Tag<'_>) {
        let code = tag.attribute("char").unwrap_or_default();
        let sign = u32::from_str_radix(&code, 16).ok().and_then(char::from_u32);
        match sign {
            Some('\u{f000}'..='\u{f0ff}') | None => {}
            Some(sign) => self.sign(sign.encode_utf8(&mut [0; 4])),
        }
    }

    fn field(&mut self, tag: &Tag<'_>) {
        match tag.attribute("fldCharType").as_deref() {
            Some("begin") => {
                self.fields.push(false);
                self.waiting_fields += 1;
            }
            Some("separate") => {
                if let Some(has_result) = self.fields.last_mut()
                    && !std::mem::replace(has_result, true)
                {
                    self.waiting_fields -= 1;
                }
            }
            Some("end") => {
                let had_none = self.fields.pop() == Some(false);
                self.waiting_fields -= usize::from(had_none);
            }
            _ => {}
        }
    }

    fn end_paragraph(&mut self) {
        let look = self.look();
        let paragraph = std::mem::take(&mut self.paragraph);
        if !paragraph.is_joined {
            self.composer.end_paragraph(look);
        }
        if paragraph.ends_section {
            self.composer.begin_page(look);
        }
    }
}

impl Elements for WordText<'_> {
    fn begin(&mut self, root: &str) {
        let name = local(root);
        self.prefix = root[..root.len() - name.len()].to_owned();
    }

    fn open(&mut self, tag: &Tag<'_>) {
        if self.left_out.opens(tag) {
            return;
        }
        match local(tag.name) {
            "AlternateContent" if !tag.is_empty => return self.choices.push(false),
            "Choice" | "Fallback" if !tag.is_empty => {
                let was_taken = self
                    .choices
                    .last_mut()
                    .is_some_and(|taken| std::mem::replace(taken, true));
                if was_taken {
                    self.left_out.begin(tag);
                }
                return;
            }
            "t" if tag.name == "m:t" => return self.in_text = !tag.is_empty,
            _ => {}
        }
        let Some(name) = tag.name.strip_prefix(self.prefix.as_str()) else {
            return;
        };
        if WITHOUT_TEXT.contains(&name) {
            self.left_out.begin(tag);
            if tag.is_empty && name == "del" && self.in_properties {
                self.paragraph.is_joined = true;
            }
            return;
        }
        if self.in_properties {
            self.paragraph_property(name, tag);
        } else {
            self.element(name, tag);
        }
    }

    fn close(&mut self, full: &str) {
        if self.left_out.closes(full) {
            return;
        }
        match local(full) {
            "AlternateContent" => {
                self.choices.pop();
            }
            "t" => self.in_text = false,
            _ => {}
        }
        let Some(name) = full.strip_prefix(self.prefix.as_str()) else {
            return;
        };
        match name {
            "pPr" => self.in_properties = false,
            "r" => self.run = Run::default(),
            "p" => self.end_paragraph(),
            "tc" => self.composer.end_cell(),
            "tr" => self.composer.end_row(),
            "tbl" => self.composer.end_table(),
            "txbxContent" => {
                if let Some((paragraph, run)) = self.around.pop() {
                    self.composer.end(Look::default());
                    (self.paragraph, self.run) = (paragraph, run);
                }
            }
            "footnote" | "endnote" | "hdr" | "ftr" => self.composer.end(Look::default()),
            "sdt" => {
                let control = self.controls.pop().unwrap_or_default();
                self.contents -= usize::from(control.is_contents);
                self.placeholders -= usize::from(control.is_placeholder);
            }
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if !self.in_text || !self.is_shown() || self.left_out.is_open() {
            return;
        }
        let language = match self.run.language.as_str() {
            "" => &self.styles.language,
            language => language,
        };
        self.languages.add(language, text.len());
        if text.contains(['\n', '\r']) {
            self.composer.push(&text.replace(['\n', '\r'], " "));
        } else {
            self.composer.push(text);
        }
    }

    fn is_full(&self) -> bool {
        self.composer.is_full()
    }
}

/// Foot notes and end notes are numbered each for themselves.
fn note_key(kind: &str, tag: &Tag<'_>) -> String {
    let id = tag.attribute("id").unwrap_or_default();
    format!("{kind} {id}")
}
