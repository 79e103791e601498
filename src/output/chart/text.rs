//! A timeline as bars on a terminal: a line for each period.

use std::io::{self, Write};

use unicode_width::UnicodeWidthStr;

use super::{Measure, remarks};
use crate::hit::{TimeSeries, Timeline};
use crate::output::{Ink, Style, cut_to_width, grouped, safe_text, write_ink};

/// Eighths of a column, so that small differences are seen.
const EIGHTHS: [char; 8] = ['▏', '▎', '▍', '▌', '▋', '▊', '▉', '█'];

/// Longer runs of periods without a match are one line: nobody scrolls through a silent century.
const MAX_EMPTY: usize = 12;

/// Writes bars for each query, all to one scale.
pub fn render_chart(
    out: &mut dyn Write,
    timeline: &Timeline,
    measure: Measure,
    style: &Style,
) -> io::Result<()> {
    let largest = measure.largest(timeline);
    for (i, series) in timeline.series.iter().enumerate() {
        if i > 0 {
            writeln!(out)?;
        }
        let name = cut_to_width(&safe_text(&series.name), style.table_width());
        write_ink(out, style, Ink::Heading, name)?;
        writeln!(out)?;
        write_bars(out, (timeline, series), (measure, largest), style)?;
    }
    for remark in remarks(timeline) {
        write_ink(out, style, Ink::Dim, safe_text(&remark))?;
        writeln!(out)?;
    }
    Ok(())
}

fn write_bars(
    out: &mut dyn Write,
    (timeline, series): (&Timeline, &TimeSeries),
    (measure, largest): (Measure, f64),
    style: &Style,
) -> io::Result<()> {
    let labels = timeline.buckets.iter().map(|bucket| bucket.label.width());
    let label_width = labels.max().unwrap_or(0);
    let number = |count: u64, value: Option<f64>| match measure {
        Measure::Count => grouped(count),
        Measure::Rate => value.map_or("–".to_owned(), |value| format!("{:.2} %", value * 100.0)),
    };
    let rows: Vec<(f64, String)> = timeline
        .buckets
        .iter()
        .zip(&series.counts)
        .map(|(bucket, count)| {
            let value = measure.value(*count, timeline, bucket);
            (value.unwrap_or(0.0), number(*count, value))
        })
        .collect();
    let number_width = rows
        .iter()
        .map(|(_, number)| number.width())
        .max()
        .unwrap_or(0);
    let taken = label_width + number_width + 5;
    let bar_width = style.table_width().saturating_sub(taken).max(4);
    let mut i = 0;
    while i < rows.len() {
        let empty = series.counts[i..].iter().take_while(|count| **count == 0);
        let empty = empty.count();
        if empty > MAX_EMPTY {
            let count = grouped(empty as u64);
            let line = format!("{:label_width$}   {count} periods without any", "…");
            write_ink(out, style, Ink::Dim, line)?;
            writeln!(out)?;
            i += empty;
            continue;
        }
        let (bucket, (value, number)) = (&timeline.buckets[i], &rows[i]);
        let label = safe_text(&bucket.label);
        let mark = if bucket.has_gap { '!' } else { ' ' };
        let padding = label_width.saturating_sub(label.width());
        let bar = bar(*value, largest, bar_width);
        let line = format!(
            "{label}{:padding$} {mark} {number:>number_width$} {bar}",
            ""
        );
        writeln!(out, "{}", line.trim_end())?;
        i += 1;
    }
    Ok(())
}

/// A bar in eighths of a column; what is not zero is never invisible.
fn bar(value: f64, largest: f64, width: usize) -> String {
    if value <= 0.0 || largest <= 0.0 {
        return String::new();
    }
    let eighths = (value / largest * (width * 8) as f64).round() as usize;
    let eighths = eighths.clamp(1, width * 8);
    let mut bar: String = std::iter::repeat_n('█', eighths / 8).collect();
    if !eighths.is_multiple_of(8) {
        bar.push(EIGHTHS[eighths % 8 - 1]);
    }
    bar
}
