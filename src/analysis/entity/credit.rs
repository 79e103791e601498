//! Where a text credits pictures, agencies and reporters rather than telling the story.
//!
//! Names there are kept, but are no reason to count an agency among the organisations of the day.
//! Looked for in brackets, in lines that begin like a credit, and in the agency of a dateline.

use std::ops::Range;

/// Longest bracket that is looked at, in bytes.
const MAX_BRACKET: usize = 240;
/// A dateline stands in this many bytes at the start of a paragraph.
const DATELINE: usize = 70;

/// What a credit holds, lower case.
const MARKS: &[&str] = &[
    "getty",
    "photo by",
    "photos by",
    "photo:",
    "photo credit",
    "file photo",
    "ap photo",
    "/ap",
    "/afp",
    "/reuters",
    "/epa",
    "afp/",
    "ap/",
    "epa/",
    "reuters/",
    "images/",
    "/images",
    "image by",
    "images via",
    "picture by",
    "photograph by",
    "shutterstock",
    "alamy",
    "handout",
    "courtesy of",
    "reporting by",
    "editing by",
    "writing by",
    "zuma",
    "/anp",
    "/ansa",
    "/dpa",
    "/efe",
    "/pa wire",
];

/// How a line of credits begins, lower case.
const LINE_STARTS: &[&str] = &[
    "photo:",
    "photos:",
    "photo by",
    "photos by",
    "photograph:",
    "photographs:",
    "photograph by",
    "image:",
    "images:",
    "picture:",
    "pictures:",
    "credit:",
    "photo credit",
    "(photo",
    "reporting by",
    "(reporting by",
    "additional reporting",
    "(additional reporting",
    "editing by",
    "(editing by",
    "writing by",
    "(writing by",
    "compiled by",
    "(compiled by",
    "©",
    "copyright",
];

/// Agencies that sign datelines, as they stand in the brackets.
const AGENCIES: &[&str] = &[
    "AFP",
    "AGENCIES",
    "ANI",
    "ANSA",
    "AP",
    "APA",
    "APP",
    "Agencies",
    "Bernama",
    "Bloomberg",
    "CNA",
    "CNN",
    "DPA",
    "EFE",
    "EPA",
    "IANS",
    "IRNA",
    "Interfax",
    "JTA",
    "KUNA",
    "Kyodo",
    "NNA",
    "PTI",
    "QNA",
    "REUTERS",
    "Reuters",
    "SPA",
    "TASS",
    "UPI",
    "WAM",
    "XINHUA",
    "Xinhua",
    "Yonhap",
    "dpa",
];

/// Agencies and picture libraries as they stand beside a photographer's name; sorted.
const PICTURE_AGENCIES: &[&str] = &[
    "AFP",
    "AFP Photo",
    "AP",
    "AP Photo",
    "Alamy",
    "Bloomberg",
    "DPA",
    "EFE",
    "EPA",
    "Getty",
    "Getty Images",
    "REUTERS",
    "Reuters",
    "Shutterstock",
    "Xinhua",
    "ZUMA",
    "dpa",
    "iStock",
];

/// Of these nobody has the name: they are cut off without a stroke or a new line between, too.
const NOBODY: &[&str] = &["AFP", "Getty", "REUTERS", "Reuters", "Shutterstock"];

/// The part of a person's name without the agency that its credit names beside it, in bytes:
/// `Ana Prieto/Getty Images`, `Getty` at the end of a line and a name in the next.
pub fn without_agency(name: &str) -> Range<usize> {
    let is_agency = |part: &str| PICTURE_AGENCIES.binary_search(&part.trim()).is_ok();
    let mut kept = 0..name.len();
    if name.contains(['/', '\n']) {
        let mut start = 0;
        let parts = name.split_inclusive(['/', '\n']).map(|part| {
            let range = start..start + part.trim_end_matches(['/', '\n']).len();
            start += part.len();
            range
        });
        let (agencies, others): (Vec<_>, Vec<_>) = parts.partition(|part| {
            let part = &name[part.clone()];
            is_agency(part) || part.trim().is_empty()
        });
        if let (false, [first, ..]) = (agencies.is_empty(), &others[..]) {
            kept = first.clone();
        }
    }
    while let Some((first, rest)) = name[kept.clone()].trim_start().split_once([' ', '\n'])
        && NOBODY.contains(&first)
        && !rest.trim().is_empty()
    {
        let rest = rest.trim_start();
        let rest = rest.strip_prefix("Images ").unwrap_or(rest);
        kept.start = kept.end - rest.len();
    }
    kept
}

/// Byte ranges of the credits of a text, ascending.
pub fn credits(text: &str) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let line_range = start..start + line.len();
        start = line_range.end;
        if begins_like_credit(line.trim_start()) {
            out.push(line_range);
        } else {
            brackets(line, line_range.start, &mut out);
        }
    }
    out
}

/// True when the range lies inside one of the credits.
pub fn is_credit(credits: &[Range<usize>], start: usize) -> bool {
    let next = credits.partition_point(|c| c.end <= start);
    credits.get(next).is_some_and(|c| c.start <= start)
}

fn begins_like_credit(line: &str) -> bool {
    // Most lines are told by their first letter.
    let first = line.bytes().next().unwrap_or(b' ').to_ascii_lowercase();
    if first.is_ascii() && !LINE_STARTS.iter().any(|s| s.as_bytes()[0] == first) {
        return false;
    }
    let head: String = line.chars().take(24).flat_map(char::to_lowercase).collect();
    LINE_STARTS.iter().any(|start| head.starts_with(start))
}

fn brackets(line: &str, offset: usize, out: &mut Vec<Range<usize>>) {
    let mut at = 0;
    while let Some(open) = line[at..].find('(').map(|i| at + i) {
        let limit = floor_char_boundary(line, open + MAX_BRACKET);
        let Some(close) = line[open..limit].find(')').map(|i| open + i) else {
            at = open + 1;
            continue;
        };
        let inner = &line[open + 1..close];
        let is_agency = open <= DATELINE
            && AGENCIES.binary_search(&inner.trim()).is_ok()
            && line[close + 1..]
                .trim_start()
                .starts_with(['-', '–', '—', '_', ':']);
        let lowered = inner.to_lowercase();
        if is_agency || MARKS.iter().any(|mark| lowered.contains(mark)) {
            out.push(offset + open..offset + close + 1);
        }
        at = close + 1;
    }
}

fn floor_char_boundary(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The parts of a text that are credits, joined by a bar.
    fn check(text: &str, expected: &str) {
        let found: Vec<&str> = credits(text).into_iter().map(|r| text[r].trim()).collect();
        assert_eq!(found.join(" | "), expected, "{text}");
    }

    #[test]
    fn credits_are_found_in_brackets_lines_and_datelines() {
        check(
            "Relatives wait in Caracas (Ana Prieto/Getty Images) for news",
            "(Ana Prieto/Getty Images)",
        );
        check("HARBOUR CITY (Reuters) - The bank (AP) said", "(Reuters)");
        check("The mayor (Anna Lind) spoke", "");
        check(
            "A story.\n(Reporting by Jo Marsh; editing by Al Finch)",
            "(Reporting by Jo Marsh; editing by Al Finch)",
        );
        check("Photo: Kim Reed", "Photo: Kim Reed");
        check("((((((", "");
    }

    #[test]
    fn agencies_are_no_part_of_a_name() {
        for (name, expected) in [
            ("Ana Prieto/Getty Images", "Ana Prieto"),
            ("Getty/Ana Prieto", "Ana Prieto"),
            ("Getty\nAna Prieto", "Ana Prieto"),
            ("Getty Images Ana Prieto", "Ana Prieto"),
            ("Getty Ana Prieto", "Ana Prieto"),
            ("AFP/Getty/Ana Prieto", "Ana Prieto"),
            ("Ana Prieto\nAna Lind", "Ana Prieto\nAna Lind"),
            ("J. Paul Getty", "J. Paul Getty"),
            ("Getty", "Getty"),
            ("AFP/", "AFP/"),
            ("", ""),
        ] {
            assert_eq!(&name[without_agency(name)], expected, "{name:?}");
        }
    }

    #[test]
    fn the_agencies_are_sorted() {
        assert!(AGENCIES.is_sorted() && PICTURE_AGENCIES.is_sorted());
    }
}
