//! A timeline as an SVG picture that stands alone: title, axes with labels, legend, remarks.
//!
//! Legible in black and white: one query is drawn as bars, several as lines that differ in dashes
//! and in the shape of their points, not in colour only.

use std::io::{self, Write};

use unicode_width::UnicodeWidthStr;

use super::picture::{Anchor, LOOKS, Picture};
use super::{Measure, remarks};
use crate::hit::{TimeSeries, Timeline};
use crate::output::{cut_to_width, grouped};

const WIDTH: f64 = 960.0;
/// Without the lines of legend and remarks.
const HEIGHT: f64 = 420.0;
const LEFT: f64 = 76.0;
const RIGHT: f64 = 24.0;
const TOP: f64 = 44.0;
/// Vertical place of zero.
const BASE: f64 = 342.0;
/// Height of a line of the legend.
const LINE: f64 = 20.0;
/// Width of the sample in the legend.
const SAMPLE: f64 = 44.0;

/// Writes the picture.
pub fn render_svg(out: &mut dyn Write, timeline: &Timeline, measure: Measure) -> io::Result<()> {
    let remarks = remarks(timeline);
    let legend = match timeline.series.len() {
        1 => 0,
        several => several,
    };
    let lines = (remarks.len() + legend) as f64;
    let plot = Plot {
        timeline,
        measure,
        scale: Scale::up_to(measure.largest(timeline), measure),
    };
    let mut picture = Picture::new(WIDTH, HEIGHT + lines * LINE);
    plot.draw(&mut picture, &remarks);
    out.write_all(picture.finish().as_bytes())
}

struct Plot<'a> {
    timeline: &'a Timeline,
    measure: Measure,
    scale: Scale,
}

impl Plot<'_> {
    fn draw(&self, picture: &mut Picture, remarks: &[String]) {
        let title = match self.timeline.series.as_slice() {
            [one] => cut_to_width(&one.name, 110),
            several => format!("{} queries", several.len()),
        };
        picture.title(LEFT, 24.0, &title);
        self.draw_gaps(picture);
        self.draw_axes(picture);
        match self.timeline.series.as_slice() {
            [one] => self.draw_bars(picture, one),
            several => {
                for (i, series) in several.iter().enumerate() {
                    self.draw_line(picture, series, i);
                }
            }
        }
        self.draw_foot(picture, remarks);
    }

    /// Horizontal place of the middle of a bucket.
    fn x(&self, i: usize) -> f64 {
        LEFT + (i as f64 + 0.5) * self.bucket_width()
    }

    fn bucket_width(&self) -> f64 {
        (WIDTH - LEFT - RIGHT) / self.timeline.buckets.len().max(1) as f64
    }

    fn y(&self, value: f64) -> f64 {
        BASE - value / self.scale.top * (BASE - TOP)
    }

    fn draw_gaps(&self, picture: &mut Picture) {
        let width = self.bucket_width();
        for (i, bucket) in self.timeline.buckets.iter().enumerate() {
            if bucket.has_gap {
                picture.hatched(self.x(i) - width / 2.0, TOP, width, BASE - TOP);
            }
        }
    }

    fn draw_axes(&self, picture: &mut Picture) {
        let right = WIDTH - RIGHT;
        for tick in self.scale.ticks() {
            let y = self.y(tick);
            picture.path(&format!("M{LEFT} {y:.1}H{right}"), "stroke=\"#ccc\"");
            picture.text(LEFT - 8.0, y + 4.5, Anchor::End, &self.scale.label(tick));
        }
        picture.path(
            &format!("M{LEFT} {TOP}V{BASE}H{right}"),
            "stroke=\"#111\" fill=\"none\"",
        );
        picture.upright_text(18.0, (TOP + BASE) / 2.0, &self.measure.label(self.timeline));
        // Only as many labels as have room.
        let labels = self
            .timeline
            .buckets
            .iter()
            .map(|bucket| bucket.label.width());
        let needed = labels.max().unwrap_or(1) as f64 * 7.5 + 14.0;
        let step = ((needed / self.bucket_width()).ceil() as usize).max(1);
        let (step, first) = self.label_steps(step);
        let buckets = self.timeline.buckets.iter().enumerate().skip(first);
        for (i, bucket) in buckets.step_by(step) {
            let x = self.x(i);
            picture.path(&format!("M{x:.1} {BASE}v5"), "stroke=\"#111\"");
            picture.text(x, BASE + 20.0, Anchor::Middle, &bucket.label);
        }
        let middle = (LEFT + right) / 2.0;
        picture.text(middle, BASE + 42.0, Anchor::Middle, &self.timeline.unit);
    }

    /// Every how many buckets a label stands, at least `least`, and where the first one is: whole
    /// years begin in January.
    fn label_steps(&self, least: usize) -> (usize, usize) {
        let (steps, of_year, start): (&[usize], usize, &str) = match self.timeline.unit.as_str() {
            "month" => (&[1, 2, 3, 6, 12, 24, 60, 120, 240], 12, "-01"),
            "quarter" => (&[1, 2, 4, 8, 20, 40, 80], 4, "-Q1"),
            _ => return (least, 0),
        };
        let step = steps.iter().copied().find(|step| *step >= least);
        let step = step.unwrap_or(least);
        let mut labels = self.timeline.buckets.iter();
        let first = if step >= of_year {
            labels.position(|bucket| bucket.label.ends_with(start))
        } else {
            None
        };
        (step, first.unwrap_or(0))
    }

    /// The buckets that have a value.
    fn values<'t>(&'t self, series: &'t TimeSeries) -> impl Iterator<Item = (usize, f64)> + 't {
        let buckets = self.timeline.buckets.iter().zip(&series.counts).enumerate();
        buckets.filter_map(|(i, (bucket, count))| {
            Some((i, self.measure.value(*count, self.timeline, bucket)?))
        })
    }

    fn draw_bars(&self, picture: &mut Picture, series: &TimeSeries) {
        let width = (self.bucket_width() * 0.8).max(0.5);
        for (i, value) in self.values(series).filter(|(_, value)| *value > 0.0) {
            let y = self.y(value);
            picture.bar(self.x(i) - width / 2.0, y, width, BASE - y);
        }
    }

    fn draw_line(&self, picture: &mut Picture, series: &TimeSeries, number: usize) {
        let look = LOOKS[number % LOOKS.len()];
        let mut path = String::new();
        let mut before = None;
        for (i, value) in self.values(series) {
            // Nothing is drawn across a bucket without a value.
            let joins = before.is_some_and(|before| before + 1 == i);
            let command = if joins { 'L' } else { 'M' };
            path += &format!("{command}{:.1} {:.1}", self.x(i), self.y(value));
            before = Some(i);
        }
        picture.path(&path, &look.stroke());
        // Points only as close as they can be told apart.
        let step = ((14.0 / self.bucket_width()).ceil() as usize).max(1);
        for (i, value) in self.values(series).filter(|(i, _)| i.is_multiple_of(step)) {
            picture.point(&look, self.x(i), self.y(value));
        }
    }

    fn draw_foot(&self, picture: &mut Picture, remarks: &[String]) {
        let mut y = BASE + 64.0;
        if self.timeline.series.len() > 1 {
            for (i, series) in self.timeline.series.iter().enumerate() {
                let look = LOOKS[i % LOOKS.len()];
                let middle = y - 4.5;
                picture.path(&format!("M{LEFT} {middle:.1}h{SAMPLE}"), &look.stroke());
                picture.point(&look, LEFT + SAMPLE / 2.0, middle);
                let name = cut_to_width(&series.name, 100);
                picture.text(LEFT + SAMPLE + 10.0, y, Anchor::Start, &name);
                y += LINE;
            }
        }
        for remark in remarks {
            let mut x = LEFT;
            let mut text = remark.as_str();
            if let Some(meaning) = remark.strip_prefix("!: ") {
                picture.hatched(LEFT, y - 11.0, SAMPLE, 14.0);
                x += SAMPLE + 10.0;
                text = meaning;
            }
            picture.text(x, y, Anchor::Start, &cut_to_width(text, 120));
            y += LINE;
        }
    }
}

/// The vertical axis: round numbers from nothing to the largest value.
struct Scale {
    top: f64,
    step: f64,
    measure: Measure,
}

impl Scale {
    fn up_to(largest: f64, measure: Measure) -> Self {
        if largest <= 0.0 || !largest.is_finite() {
            let step = match measure {
                Measure::Count => 1.0,
                Measure::Rate => 0.01,
            };
            return Self {
                top: step,
                step,
                measure,
            };
        }
        let rough = largest / 5.0;
        let magnitude = 10f64.powf(rough.log10().floor());
        let steps = [1.0, 2.0, 2.5, 5.0, 10.0].map(|factor| factor * magnitude);
        // Half an article is no count.
        let is_whole = |step: f64| measure == Measure::Rate || step.fract() == 0.0;
        let fits = |step: &f64| *step >= rough * 0.999 && is_whole(*step);
        let step = steps.into_iter().find(fits).unwrap_or(1.0);
        let top = (largest / step).ceil() * step;
        Self { top, step, measure }
    }

    fn ticks(&self) -> impl Iterator<Item = f64> {
        let count = (self.top / self.step).round() as usize;
        let step = self.step;
        (0..=count.min(20)).map(move |i| i as f64 * step)
    }

    fn label(&self, value: f64) -> String {
        match self.measure {
            Measure::Count => grouped(value.round() as u64),
            Measure::Rate => {
                // As many digits as the step has.
                let has_digits = |digits: &i32| {
                    let scaled = self.step * 100.0 * 10f64.powi(*digits);
                    (scaled - scaled.round()).abs() < 1e-6
                };
                let digits = (0..6).find(has_digits).unwrap_or(6) as usize;
                format!("{:.digits$} %", value * 100.0)
            }
        }
    }
}
