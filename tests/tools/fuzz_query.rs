//! Throws mutated queries at the parser: no panic, an answer within 50 ms of CPU, and a canonical
//! form that means the same.  `scripts/fuzz-query` runs it.
//!
//! `fuzz_query CORPUS SECONDS [SEED [MILLISECONDS]]`; CORPUS is `tests/queries.txt`.  Exit codes: 0
//! nothing found, 1 something, with the input as a Rust string.

#[path = "cpu.rs"]
mod cpu;

use std::io::Write;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

use chrono::NaiveDate;
use morgue::query::dialect::{DIALECTS, Dialect};
use morgue::query::{Context, parse, print};

/// Pieces of the grammar, whole and broken.
#[rustfmt::skip]
const PIECES: &[&str] = &[
    "(", ")", "\"", "“", "”", "NOT ", "-", "!", "a ", "OR ", " AND ", " W/5 ", " /s ", " PRE/3 ", ":",
    "title:", "x:", "date:", "date:[", " TO ", "]", "{", "}", "~", "~2", "^2", "^", "/", "/a.*/", "@names.txt ",
    "\\", "*", "?", "+", " +5 ", "ATLEAST2(", "atleast", "FIRST9(", "CAPS(", "HLEAD(", "AROUND(5)", " AROUND(",
    "%", "|", "||", "&&", "&", "=", "==", "é", "東京", "\u{301}", "\u{200b}", "\u{10600}", "'", "’", "-b ",
    " date aft 1/31/2024 ", "since:7d ", "2024-01-01..", "..", "length:>5 ", "person:\"A B\" ", "query:loop ",
    " NEAR ", " SAME ", " not ", " and ", " or ", "body:/", "[", "0", "99999999999", ".", ",", "\n", "\t", "\0",
    " /N5/ ", "/F50/", " adj3 ", " but not ", "releas*", "wom?n ", "*gate ", "Gonzales~ ", "U.S. ", "well-being ",
];

/// Bytes of the longest query.
const MOST: usize = 16 * 1024;
/// What one query may take, in milliseconds of CPU; another one for unoptimised builds may be given.
const LIMIT: f64 = 50.0;

fn main() {
    let args: Vec<String> = std::env::args().collect();
    let (Some(corpus), Some(seconds)) = (args.get(1), args.get(2).and_then(|s| s.parse().ok()))
    else {
        say("usage: fuzz_query CORPUS SECONDS [SEED [MILLISECONDS]]");
        std::process::exit(2);
    };
    let text = std::fs::read_to_string(corpus).expect("read the corpus");
    let corpus: Vec<&str> = text
        .lines()
        .filter(|l| !l.starts_with([' ', '#', '@']))
        .collect();
    let mut chance = Chance(args.get(3).and_then(|s| s.parse().ok()).unwrap_or(1));
    let limit = args.get(4).and_then(|s| s.parse().ok()).unwrap_or(LIMIT);
    let until = Instant::now() + Duration::from_secs(seconds);
    let (mut inputs, mut clean, mut bytes, mut worst) = (0_u64, 0_u64, 0_u64, (0.0, 0));
    std::panic::set_hook(Box::new(|_| {}));
    while Instant::now() < until {
        let input = chance.input(&corpus);
        let dialect = DIALECTS[chance.below(DIALECTS.len())].dialect;
        let Ok(answer) = catch_unwind(AssertUnwindSafe(|| ask(&input, dialect))) else {
            found("panic", &input, dialect);
        };
        // Neighbours on the machine slow its memory down: what is slow must be slow three times.
        let mut time = answer.time;
        for _ in 0..2 {
            if time > limit {
                time = time.min(ask(&input, dialect).time);
            }
        }
        if time > limit {
            found(&format!("{time:.1} ms"), &input, dialect);
        }
        if let Some(other) = answer.other {
            found(
                &format!("the canonical form `{other}` means something else"),
                &input,
                dialect,
            );
        }
        inputs += 1;
        clean += u64::from(answer.is_clean);
        bytes += input.len() as u64;
        if time > worst.0 {
            worst = (time, input.len());
        }
    }
    say(&format!(
        "{inputs} inputs, {bytes} bytes, {clean} without errors; no panic; slowest {:.1} ms for {} bytes",
        worst.0, worst.1
    ));
}

struct Answer {
    /// Milliseconds of CPU.
    time: f64,
    is_clean: bool,
    /// The canonical form, when it means something else.
    other: Option<String>,
}

fn ask(input: &str, dialect: Dialect) -> Answer {
    let context = |dialect| Context {
        dialect,
        sets: &|name| match name {
            "names.txt" => Ok(vec!["Ann Lee".to_owned(), "Bo".to_owned()]),
            other => Err(format!("no file `{other}`")),
        },
        queries: &|name| match name {
            "loop" => Ok("query:loop".to_owned()),
            other => Err(format!("no file `{other}`")),
        },
        ..Context::new(NaiveDate::from_ymd_opt(2026, 1, 13).expect("a day"))
    };
    let started = cpu::milliseconds();
    let parsed = parse(input, &context(dialect));
    let time = cpu::milliseconds() - started;
    let _ = parsed.render_errors();
    let is_clean = parsed.errors.is_empty();
    let mut other = None;
    if is_clean {
        let canonical = print::print(&parsed.ast);
        // What is written out in full may be longer than a query may be.
        if canonical.len() <= MOST {
            let again = parse(&canonical, &context(Dialect::Auto));
            let is_limit = again
                .errors
                .iter()
                .any(|e| matches!(e.code(), "E003" | "E004"));
            if again.ast != parsed.ast && !is_limit {
                other = Some(canonical);
            }
        }
    }
    Answer {
        time,
        is_clean,
        other,
    }
}

/// Splitmix64.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit.max(1) as u64) as usize
    }

    fn input(&mut self, corpus: &[&str]) -> String {
        let mut out = match self.below(8) {
            // One piece, as often as a query may hold it: where quadratic time shows.
            0 => {
                let count = 1 + self.below(3);
                let unit: String = (0..count)
                    .map(|_| PIECES[self.below(PIECES.len())])
                    .collect();
                let times = if self.below(4) == 0 { MOST } else { 500 } / unit.len().max(1);
                unit.repeat(times)
            }
            1 => (0..self.below(60))
                .map(|_| PIECES[self.below(PIECES.len())])
                .collect(),
            // Raw bytes, as far as they are text.
            2 => {
                let bytes: Vec<u8> = (0..self.below(200)).map(|_| self.next() as u8).collect();
                String::from_utf8_lossy(&bytes).into_owned()
            }
            _ => corpus[self.below(corpus.len())].to_owned(),
        };
        for _ in 0..self.below(6) {
            let at = self.border(&out);
            match self.below(5) {
                0 => out.insert_str(at, PIECES[self.below(PIECES.len())]),
                1 => out.insert_str(at, corpus[self.below(corpus.len())]),
                2 => {
                    let end = self.border(&out);
                    let part = out[at.min(end)..at.max(end)].to_owned();
                    out.insert_str(at, &part);
                }
                3 => {
                    let end = self.border(&out);
                    out.replace_range(at.min(end)..at.max(end), "");
                }
                _ => {
                    let c = char::from_u32(self.next() as u32 % 0x3000).unwrap_or('\u{fffd}');
                    out.insert(at, c);
                }
            }
        }
        while out.len() > MOST {
            let end = (0..=MOST)
                .rev()
                .find(|at| out.is_char_boundary(*at))
                .unwrap_or(0);
            out.truncate(end);
        }
        out
    }

    fn border(&mut self, text: &str) -> usize {
        let at = self.below(text.len() + 1);
        (0..=at)
            .rev()
            .find(|at| text.is_char_boundary(*at))
            .unwrap_or(0)
    }
}

fn found(what: &str, input: &str, dialect: Dialect) -> ! {
    say(&format!(
        "{what}, dialect {dialect:?}, {} bytes:\n{input:?}",
        input.len()
    ));
    std::process::exit(1);
}

fn say(line: &str) {
    writeln!(std::io::stdout(), "{line}").expect("write to stdout");
}
