//! The few shapes that a chart is made of, as SVG.
//!
//! Every text is escaped here.  No scripts, fonts, links or anything else that is loaded.

use std::fmt::{Arguments, Write};

use crate::output::escape_html;

const FONT: &str = "font-family=\"sans-serif\" font-size=\"13\" fill=\"#111\"";

/// A picture that is being drawn.
pub(super) struct Picture {
    svg: String,
    size: (f64, f64),
}

/// Which part of a text stands at its place.
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

/// How a line looks.
#[derive(Clone, Copy)]
pub(super) struct Look {
    colour: &'static str,
    dashes: &'static str,
    point: Point,
}

/// Looks that differ in colour, dashes and points.
pub(super) const LOOKS: [Look; 6] = [
    look("#111111", "none", Point::Circle),
    look("#b2182b", "7 3", Point::Square),
    look("#2166ac", "2 3", Point::Triangle),
    look("#1b7837", "9 3 2 3", Point::Diamond),
    look("#762a83", "12 4", Point::Cross),
    look("#8c510a", "1 5", Point::Ring),
];

const fn look(colour: &'static str, dashes: &'static str, point: Point) -> Look {
    Look {
        colour,
        dashes,
        point,
    }
}

#[derive(Clone, Copy)]
enum Point {
    Circle,
    Square,
    Triangle,
    Diamond,
    Cross,
    Ring,
}

impl Look {
    /// Attributes of a line.
    pub(super) fn stroke(&self) -> String {
        let Self { colour, dashes, .. } = self;
        format!(
            "stroke=\"{colour}\" stroke-dasharray=\"{dashes}\" stroke-width=\"1.8\" fill=\"none\""
        )
    }
}

impl Picture {
    pub(super) fn new(width: f64, height: f64) -> Self {
        Self {
            svg: String::new(),
            size: (width, height),
        }
    }

    /// A heading, which is also the name of the picture for those who cannot see it.
    pub(super) fn title(&mut self, x: f64, y: f64, text: &str) {
        let text = escape_html(text);
        self.add(format_args!("<title>{text}</title>"));
        let place = format!("x=\"{x:.1}\" y=\"{y:.1}\"");
        self.add(format_args!(
            "<text {place} {FONT} font-weight=\"bold\">{text}</text>"
        ));
    }

    pub(super) fn text(&mut self, x: f64, y: f64, anchor: Anchor, text: &str) {
        let text = escape_html(text);
        let anchor = match anchor {
            Anchor::Start => "start",
            Anchor::Middle => "middle",
            Anchor::End => "end",
        };
        let place = format!("x=\"{x:.1}\" y=\"{y:.1}\" text-anchor=\"{anchor}\"");
        self.add(format_args!("<text {place} {FONT}>{text}</text>"));
    }

    /// A text that runs upwards, centred.
    pub(super) fn upright_text(&mut self, x: f64, y: f64, text: &str) {
        let text = escape_html(text);
        let place =
            format!("text-anchor=\"middle\" transform=\"translate({x:.1} {y:.1}) rotate(-90)\"");
        self.add(format_args!("<text {place} {FONT}>{text}</text>"));
    }

    pub(super) fn path(&mut self, path: &str, attributes: &str) {
        self.add(format_args!("<path d=\"{path}\" {attributes}/>"));
    }

    pub(super) fn bar(&mut self, x: f64, y: f64, width: f64, height: f64) {
        self.rect((x, y), (width, height), "fill=\"#333\"");
    }

    /// A hatched area.
    pub(super) fn hatched(&mut self, x: f64, y: f64, width: f64, height: f64) {
        self.rect((x, y), (width, height), "fill=\"url(#gap)\"");
    }

    pub(super) fn point(&mut self, look: &Look, x: f64, y: f64) {
        let fill = format!("fill=\"{}\"", look.colour);
        let stroke = format!("stroke=\"{}\" stroke-width=\"1.8\"", look.colour);
        let from = |dx: f64, dy: f64| format!("M{:.1} {:.1}", x - dx, y - dy);
        match look.point {
            Point::Circle => self.circle(x, y, &fill),
            Point::Ring => self.circle(x, y, &format!("fill=\"#fff\" {stroke}")),
            Point::Square => self.path(&format!("{}h7v7h-7z", from(3.5, 3.5)), &fill),
            Point::Triangle => self.path(&format!("{}l4.5 8h-9z", from(0.0, 5.0)), &fill),
            Point::Diamond => {
                self.path(
                    &format!("{}l4.5 4.5 -4.5 4.5 -4.5 -4.5z", from(0.0, 4.5)),
                    &fill,
                );
            }
            Point::Cross => {
                self.path(&format!("{}l7 7m0 -7l-7 7", from(3.5, 3.5)), &stroke);
            }
        }
    }

    /// The whole picture.
    pub(super) fn finish(self) -> String {
        let (width, height) = self.size;
        let size =
            format!("viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\"");
        let pattern = "<pattern id=\"gap\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\">\
             <path d=\"M0 6 6 0\" stroke=\"#888\"/></pattern>";
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" {size} role=\"img\">\n<defs>{pattern}</defs>\n\
             <rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n{}</svg>\n",
            self.svg
        )
    }

    fn rect(&mut self, (x, y): (f64, f64), (width, height): (f64, f64), attributes: &str) {
        let place =
            format!("x=\"{x:.1}\" y=\"{y:.1}\" width=\"{width:.1}\" height=\"{height:.1}\"");
        self.add(format_args!("<rect {place} {attributes}/>"));
    }

    fn circle(&mut self, x: f64, y: f64, attributes: &str) {
        self.add(format_args!(
            "<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"3.6\" {attributes}/>"
        ));
    }

    fn add(&mut self, part: Arguments<'_>) {
        self.svg
            .write_fmt(part)
            .expect("a string takes all that is written");
        self.svg.push('\n');
    }
}
