//! What a page paints: the drawing operators that place text, everything else passed over.
//!
//! Colours, paths and pictures are not looked at, so text that is hidden behind a picture (as
//! scanners leave it) is read and text in a picture is not.  Operators that lack their operands are
//! passed over.

use std::collections::HashMap;
use std::rc::Rc;

use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Object};

use super::font::{Font, as_number};
use super::matrix::Matrix;

/// Decoded operators of one page or form, bytes.
const MAX_CONTENT: usize = 64 << 20;
/// Forms within forms.
const MAX_DEPTH: u32 = 12;
/// Forms that are painted on one page: a pattern may repeat one, an attack a thousand.
const MAX_FORMS: u32 = 500;
/// Saved states.
const MAX_STATES: usize = 1000;
/// Characters of one page; a page of a newspaper has some thirty thousand.
const MAX_GLYPHS: usize = 500_000;

/// One character at its place on the page.
#[derive(Debug, Clone, PartialEq)]
pub struct Glyph {
    pub text: String,
    /// Left end of the base line, points from the left and the bottom of the page.
    pub x: f64,
    pub y: f64,
    /// Right end.
    pub end: f64,
    /// Size of the font as it is shown, points.
    pub size: f64,
    /// It runs from left to right.
    pub is_upright: bool,
}

/// What was painted on a page.
#[derive(Debug, Default)]
pub struct Painted {
    pub glyphs: Vec<Glyph>,
    /// Characters that nobody knows the meaning of.
    pub unknown: usize,
    /// Something was left out because there was too much.
    pub is_cut: bool,
    /// What is painted cannot be read to its end.
    pub is_broken: bool,
}

/// Paints the text of a page.
pub fn paint<'d>(document: &'d Document, content: &[u8], resources: &[&'d Dictionary]) -> Painted {
    let mut painter = Painter {
        document,
        fonts: HashMap::new(),
        painted: Painted::default(),
        forms: 0,
    };
    painter.paint(content, resources, Matrix::IDENTITY, 0);
    painter.painted
}

/// What text is shown with.
#[derive(Clone)]
struct State<'d> {
    page: Matrix,
    font: Option<Rc<Font<'d>>>,
    size: f64,
    char_space: f64,
    word_space: f64,
    stretch: f64,
    leading: f64,
    rise: f64,
}

struct Painter<'d> {
    document: &'d Document,
    fonts: HashMap<*const Dictionary, Rc<Font<'d>>>,
    painted: Painted,
    forms: u32,
}

impl<'d> Painter<'d> {
    fn paint(&mut self, content: &[u8], resources: &[&'d Dictionary], page: Matrix, depth: u32) {
        let mut state = State {
            page,
            font: None,
            size: 0.0,
            char_space: 0.0,
            word_space: 0.0,
            stretch: 1.0,
            leading: 0.0,
            rise: 0.0,
        };
        let mut saved: Vec<State<'d>> = Vec::new();
        let (mut text, mut line) = (Matrix::IDENTITY, Matrix::IDENTITY);
        for operation in Content::decode_iter(content) {
            if self.painted.glyphs.len() > MAX_GLYPHS {
                self.painted.is_cut = true;
                return;
            }
            let Ok(Operation { operator, operands }) = &operation else {
                self.painted.is_broken = true;
                return;
            };
            let numbers: Vec<f64> = operands.iter().filter_map(as_number).collect();
            let first = numbers.first().copied();
            let next_line = |line: Matrix, x: f64, y: f64| Matrix::shift(x, y).then(line);
            match (operator.as_str(), numbers.as_slice()) {
                ("q", _) if saved.len() < MAX_STATES => saved.push(state.clone()),
                ("Q", _) => state = saved.pop().unwrap_or(state),
                ("cm", &[a, b, c, d, e, f]) => {
                    state.page = Matrix([a, b, c, d, e, f]).then(state.page);
                }
                ("BT", _) => (text, line) = (Matrix::IDENTITY, Matrix::IDENTITY),
                ("Tf", &[size]) => {
                    state.size = size;
                    if let Some(Object::Name(name)) = operands.first() {
                        state.font = self.font(name, resources);
                    }
                }
                ("Tc", &[space]) => state.char_space = space,
                ("Tw", &[space]) => state.word_space = space,
                ("Tz", &[percent]) => state.stretch = percent / 100.0,
                ("TL", &[leading]) => state.leading = leading,
                ("Ts", &[rise]) => state.rise = rise,
                ("Tm", &[a, b, c, d, e, f]) => {
                    line = Matrix([a, b, c, d, e, f]);
                    text = line;
                }
                ("Td", &[x, y]) => {
                    line = next_line(line, x, y);
                    text = line;
                }
                ("TD", &[x, y]) => {
                    state.leading = -y;
                    line = next_line(line, x, y);
                    text = line;
                }
                ("T*", _) => {
                    line = next_line(line, 0.0, -state.leading);
                    text = line;
                }
                ("Tj", _) => self.show(&state, &mut text, operands),
                ("TJ", _) => {
                    if let Some(Object::Array(parts)) = operands.first() {
                        self.show(&state, &mut text, parts);
                    }
                }
                ("'", _) => {
                    line = next_line(line, 0.0, -state.leading);
                    text = line;
                    self.show(&state, &mut text, operands);
                }
                ("\"", &[word_space, char_space]) => {
                    (state.word_space, state.char_space) = (word_space, char_space);
                    line = next_line(line, 0.0, -state.leading);
                    text = line;
                    self.show(&state, &mut text, &operands[2..]);
                }
                ("Do", _) if first.is_none() => {
                    if let Some(Object::Name(name)) = operands.first() {
                        self.form(name, resources, state.page, depth);
                    }
                }
                _ => {}
            }
        }
    }

    /// Shows strings; numbers among them move to the left by thousandths of the size.
    fn show(&mut self, state: &State<'d>, text: &mut Matrix, parts: &[Object]) {
        let Some(font) = &state.font else { return };
        for part in parts {
            if let Some(back) = as_number(part) {
                let shift = -back / 1000.0 * state.size * state.stretch;
                *text = Matrix::shift(shift, 0.0).then(*text);
                continue;
            }
            let Object::String(bytes, _) = part else {
                continue;
            };
            for shown in font.show(bytes) {
                let place = Matrix::shift(0.0, state.rise).then(*text).then(state.page);
                let width = shown.width / 1000.0 * state.size * state.stretch;
                let word = if shown.is_space {
                    state.word_space
                } else {
                    0.0
                };
                let step = width + (state.char_space + word) * state.stretch;
                let (along, across) = place.scale();
                let (x, y) = place.origin();
                let size = (state.size * across).abs();
                if shown.text.is_empty() {
                    self.painted.unknown += 1;
                } else if x.is_finite() && y.is_finite() && size.is_finite() {
                    self.painted.glyphs.push(Glyph {
                        text: shown.text,
                        x,
                        y,
                        end: x + (width * along).abs(),
                        size,
                        is_upright: place.is_upright(),
                    });
                }
                *text = Matrix::shift(step, 0.0).then(*text);
            }
        }
    }

    fn font(&mut self, name: &[u8], resources: &[&'d Dictionary]) -> Option<Rc<Font<'d>>> {
        let (document, font) = (self.document, self.resource(b"Font", name, resources)?);
        let font = font.as_dict().ok()?;
        // Names are those of a page; the dictionaries are those of the file.
        let found = self
            .fonts
            .entry(std::ptr::from_ref(font))
            .or_insert_with(|| Rc::new(Font::new(document, font)));
        Some(Rc::clone(found))
    }

    fn form(&mut self, name: &[u8], resources: &[&'d Dictionary], page: Matrix, depth: u32) {
        let Some(object) = self.resource(b"XObject", name, resources) else {
            return;
        };
        let Ok(stream) = object.as_stream() else {
            return;
        };
        if !matches!(
            stream.dict.get(b"Subtype").and_then(Object::as_name),
            Ok(b"Form")
        ) {
            return;
        }
        self.forms += 1;
        if depth >= MAX_DEPTH || self.forms > MAX_FORMS {
            self.painted.is_cut = true;
            return;
        }
        let Ok(content) = stream.get_plain_content_with_limit(MAX_CONTENT) else {
            self.painted.is_cut = true;
            return;
        };
        let matrix = stream.dict.get_deref(b"Matrix", self.document);
        let matrix = matrix.and_then(Object::as_array).ok().and_then(|list| {
            let numbers: Vec<f64> = list.iter().filter_map(as_number).collect();
            Some(Matrix(numbers.try_into().ok()?))
        });
        let own = stream.dict.get_deref(b"Resources", self.document);
        let mut inner: Vec<&'d Dictionary> = own.and_then(Object::as_dict).into_iter().collect();
        // Old files rely on the resources of the page.
        inner.extend_from_slice(resources);
        let page = matrix.unwrap_or(Matrix::IDENTITY).then(page);
        self.paint(&content, &inner, page, depth + 1);
    }

    fn resource(
        &self,
        kind: &[u8],
        name: &[u8],
        resources: &[&'d Dictionary],
    ) -> Option<&'d Object> {
        resources.iter().find_map(|resources| {
            let kinds = resources.get_deref(kind, self.document).ok()?;
            kinds.as_dict().ok()?.get_deref(name, self.document).ok()
        })
    }
}

/// The operators of a page, decoded within the limit.
pub fn content_of(document: &Document, page: lopdf::ObjectId) -> Option<Vec<u8>> {
    document.get_page_content_with_limit(page, MAX_CONTENT).ok()
}
