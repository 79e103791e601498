//! Tables whose columns say little or something else by their names: exports that are known as a whole.
//!
//! When somebody saved or marked a page is no day of it, and what was marked is a part of its text.

use super::rows::Row;

/// An export by the names of its columns, and what each of some of them is.
struct Export {
    /// All of them stand in the first row, in any case.
    marks: &'static [&'static str],
    /// The name of a column, and the name under which its cells are read; one that means nothing where
    /// they are none of an article's.
    columns: &'static [(&'static str, &'static str)],
}

const EXPORTS: &[Export] = &[
    // Instapaper
    Export {
        marks: &["url", "title", "selection", "folder", "timestamp"],
        columns: &[("selection", "excerpt"), ("timestamp", "savedat")],
    },
    // Raindrop
    Export {
        marks: &["title", "excerpt", "url", "folder", "created", "cover"],
        columns: &[("created", "savedat")],
    },
    // Readwise
    Export {
        marks: &["highlight", "book title", "book author"],
        columns: &[
            ("highlight", "text"),
            ("book title", "headline"),
            ("book author", "author"),
            ("highlighted at", "highlightedat"),
            ("document tags", "tags"),
        ],
    },
    // CrowdTangle: the day on which the page of an outlet was made stands before that of its post.
    Export {
        marks: &[
            "page name",
            "page created",
            "post created",
            "message",
            "link text",
        ],
        columns: &[
            ("page name", "author"),
            ("post created", "published"),
            ("message", "text"),
            ("link text", "caption"),
            ("page created", "no field: made"),
        ],
    },
    // 4CAT: the source is a program, addresses are what a post links to.
    Export {
        marks: &["thread_id", "timestamp", "body", "author"],
        columns: &[
            ("body", "text"),
            ("author_fullname", "author"),
            ("source", "no field: program"),
            ("urls", "no field: linked"),
        ],
    },
];

/// The Global Knowledge Graph of GDELT (codebook 2.1), which has no names: number of the column and
/// what it is.  It takes in what others have published; names and places are codes.
const GRAPH: &[(usize, &str)] = &[
    (0, "uri"),
    (1, "seendate"),
    (3, "domain"),
    (4, "url"),
    (26, "headline"),
];
/// Columns of it.
const GRAPH_COLUMNS: usize = 27;
/// Where it keeps the title of the page.
const TITLE: (&str, &str) = ("<PAGE_TITLE>", "</PAGE_TITLE>");

/// The names under which the cells of each column are read, where the first rows are of a known export.
pub fn keys(sample: &[Row], has_header: bool) -> Vec<(usize, &'static str)> {
    let first = &sample[0].cells;
    if !has_header {
        return match sample.iter().all(is_of_graph) {
            true => GRAPH.to_vec(),
            false => Vec::new(),
        };
    }
    let names: Vec<String> = first
        .iter()
        .map(|cell| cell.trim().to_lowercase())
        .collect();
    let has = |mark: &&str| names.iter().any(|name| name == mark);
    let Some(export) = EXPORTS.iter().find(|export| export.marks.iter().all(has)) else {
        return Vec::new();
    };
    let place = |name: &str| names.iter().position(|known| known == name);
    let columns = export.columns.iter();
    columns
        .filter_map(|(name, key)| Some((place(name)?, *key)))
        .collect()
}

/// `20260303100000-1`, `20260303100000`, … and the address of a page.
fn is_of_graph(row: &Row) -> bool {
    let cell = |i: usize| row.cells.get(i).map_or("", String::as_str);
    let is_stamp = |text: &str| text.len() == 14 && text.bytes().all(|b| b.is_ascii_digit());
    row.cells.len() == GRAPH_COLUMNS
        && is_stamp(cell(1))
        && cell(0).starts_with(cell(1))
        && cell(4).contains("://")
}

/// The title of a page in a cell with more of it; any other cell is what it is.
pub fn title_in(cell: &str) -> &str {
    let inner = cell.split_once(TITLE.0).map(|(_, rest)| rest);
    let title = inner.and_then(|rest| rest.split_once(TITLE.1));
    title.map_or(cell, |(title, _)| title)
}
