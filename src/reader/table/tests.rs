use super::super::{Input, Item, ReadOptions, read};

/// One line for each item of a table.
fn show_with(path: &str, text: &str, map: &[(&str, &str)]) -> Vec<String> {
    let map = map
        .iter()
        .map(|(field, column)| ((*field).to_owned(), (*column).to_owned()));
    let options = ReadOptions {
        map: map.collect(),
        ..ReadOptions::default()
    };
    let input = Input {
        options: &options,
        ..Input::new(path, text.as_bytes())
    };
    let mut lines = Vec::new();
    let (reader, result) = read(&input, None, &mut |item| {
        lines.push(match item {
            Item::Article(read) => {
                let article = read.article;
                let body: Vec<&str> = article.blocks.iter().map(|b| b.text.as_str()).collect();
                let dates: Vec<&str> = article.dates.iter().map(|d| d.raw.as_str()).collect();
                format!(
                    "{}@{} {} | {} | {} | {}",
                    read.member,
                    read.offset,
                    article.headline,
                    body.join(" / "),
                    dates.join(", "),
                    article.notes.join("; ")
                )
            }
            Item::Skipped(skip) => format!("{}: {}", skip.reason, skip.detail),
        });
    });
    let start: String = text.chars().take(200).collect();
    assert_eq!(reader.name(), "table", "{start}");
    if let Err(error) = result {
        lines.push(error.to_string());
    }
    lines
}

#[track_caller]
fn check(text: &str, expected: &[&str]) {
    assert_eq!(show_with("a.csv", text, &[]), expected);
}

#[test]
fn any_delimiter_and_quoted_lines() {
    for (delimiter, name) in [
        (",", "a.csv"),
        (";", "a.csv"),
        ("\t", "a.tsv"),
        ("|", "a.txt"),
    ] {
        let text = "title,text,date\r\n\"A, b\",\"One.\r\n\r\nTwo \"\"x\"\".\",2026-01-13\r\n"
            .to_string()
            .replace(",d", &format!("{delimiter}d"))
            .replace("title,", &format!("title{delimiter}"))
            .replace("\",\"", &format!("\"{delimiter}\""))
            .replace("\",2", &format!("\"{delimiter}2"));
        assert_eq!(
            show_with(name, &text, &[]),
            ["2@17 A, b | One. / Two \"x\". | 2026-01-13 | "],
            "{text}"
        );
    }
    check("\u{feff}sep=;\ntitel;inhalt\nA;B\n", &["2@19 A | B |  | "]);
}

#[test]
fn columns_by_name_in_several_languages() {
    check(
        "título;texto;fecha\nA;B;2026-01-13\n",
        &["2@20 A | B | 2026-01-13 | "],
    );
    check(
        "titre,texte,foo,bar\nA,B,1,2\n",
        &["2@20 A | B |  | columns not understood: `foo`, `bar`"],
    );
    check("заголовок,текст\nA,B\n", &["2@30 A | B |  | "]);
}

#[test]
fn columns_by_content() {
    let long = "word ".repeat(40);
    let text = format!(
        "7,The river has risen again,{long},2026-01-13\n8,The river falls at last,{long},2026-01-14\n"
    );
    let found = show_with("a.csv", &text, &[]);
    assert_eq!(found.len(), 2);
    assert!(
        found[0].starts_with("1@0 The river has risen again | word word"),
        "{found:?}"
    );
    assert!(found[0].contains("| 2026-01-13 | column `2` is taken for headline by its contents"));
    assert!(
        found[0].ends_with("columns not understood: `1`"),
        "{found:?}"
    );
}

#[test]
fn short_texts_without_names() {
    let text = "3,Dam Holds Through Night,\"The dam held through the night, engineers said.\"\n\
                4,Bakers Go on Strike,Bakers walked out on Tuesday over night shifts.\n";
    let found = show_with("a.csv", text, &[]);
    assert!(
        found[0].starts_with(
            "1@0 Dam Holds Through Night | The dam held through the night, engineers said. |  | "
        ),
        "{found:?}"
    );
    // Names of outlets and of hosts are no texts; a headline alone is a story.
    let text = "1\tFed official says weak data\thttp://x.example/a\tThe Herald\tdUyU0VZz0BRneMiox\t1394470370698\n\
                2\tFed sees a high bar for change\thttp://x.example/b\tMint\tqVP6sIxvMdUyU0VZz\t1394470371207\n";
    let found = show_with("a.tsv", text, &[]);
    assert!(
        found[1].starts_with("2@92 Fed sees a high bar for change |  | 2014-03-10T16:52:51Z | "),
        "{found:?}"
    );
    assert!(show_with("a.csv", "title,x\nA,\n", &[])[0].starts_with("2@8 A | "));
}

#[test]
fn lines_above_the_names() {
    check(
        "Search results for \"dam\"\nExported 2022-06-01\n\nTitle,Date,Text\nA,2022-05-03,One.\nB,2022-05-04,Two.\n",
        &[
            "5@62 A | One. | 2022-05-03 | above the table: Search results for \"dam\" Exported 2022-06-01",
            "6@80 B | Two. | 2022-05-04 | ",
        ],
    );
    // The names have to be as many as the cells below.
    let text = "One of these days\nTitle, text and date\nare all that is there\n";
    let head = super::super::Head::of(text.as_bytes());
    assert_eq!(super::Reader::sniff(&super::Table, &head), 0);
}

#[test]
fn a_story_may_end_in_a_table() {
    let sure = |text: &str| {
        let head = super::super::Head::of(text.as_bytes());
        super::Reader::sniff(&super::Table, &head)
    };
    let rows = "Title\tText\tDate\nA\tOne.\tMay 3\nB\tTwo.\tMay 4\n";
    assert_eq!(sure(&format!("Export of May 5\n\n{rows}")), 85);
    for above in [
        "# Books of the year",
        "By Jane Roe",
        "The council voted on Tuesday to keep the ferry.",
    ] {
        assert!(sure(&format!("{above}\n\n{rows}")) < 10, "{above}");
    }
    for table in [
        "Title | Text | Date\n--- | --- | ---\nA | b | c\n",
        "| Source | Title | Text |\n|---|---|---|\n| a | b | c |\n",
        "Pos\tName\tClub\tTime\n1\tTom Fox\tSkerry\t4:10\n2\tAnn Loe\tMarlow\t4:12\n",
        "Title\tPlace\tDate\nTides\tHall\tMay 5\nSands\tQuay\tMay 6\n",
    ] {
        assert!(sure(&format!("On in Skerry\n\n{table}")) < 10, "{table}");
    }
    // The extension makes up for names that are not sure.
    check(
        "Export of May 5\nsecond line\nTitle,Author,Date\nFerry,Jane,2022-05-03\n",
        &["4@46 Ferry |  | 2022-05-03 | above the table: Export of May 5 second line"],
    );
}

#[test]
fn quotes_with_a_backslash() {
    check(
        "title,body,date\n\"The \\\"dam\\\" holds\",\"One, \\\"two\\\".\\nThree \\\\.\",\"2022-05-03\"\nB,\\N,2022-05-04\n",
        &[
            "2@16 The \"dam\" holds | One, \"two\". / Three \\. | 2022-05-03 | ",
            "3@76 B |  | 2022-05-04 | ",
        ],
    );
    // A path is no escape where quotes are doubled.
    check(
        "title,body\n\"He said \"\"no\"\"\",\"C:\\x\\\"\nB,D\n",
        &["2@11 He said \"no\" | C:\\x\\ |  | ", "3@36 B | D |  | "],
    );
}

#[test]
fn columns_by_map() {
    assert_eq!(
        show_with(
            "a.csv",
            "c1,c2,title\nA,B,wrong\n",
            &[("title", "C1"), ("body", "2"), ("url", "x")]
        ),
        ["2@12 A | B |  | no column `x` to map; columns not understood: `title`"]
    );
}

#[test]
fn odd_rows_are_reported_with_their_number() {
    check(
        "title,text,date\nA,B,2026-01-13,more\nC,D\n,,\n,,2026\nE,F,2026-01-14\n",
        &[
            "damaged: row 2 (line 2): 4 fields instead of 3",
            "3@36 C | D |  | row 3 (line 3) has 2 fields instead of 3",
            "no_text: row 5 (line 5): no headline and no text",
            "6@50 E | F | 2026-01-14 | ",
        ],
    );
}

#[test]
fn an_open_quote_costs_its_own_row() {
    check(
        "title,text,date\n\"A,B,2026-01-13\nC,D,2026-01-14\nE,F,2026-01-15\n",
        &[
            "damaged: row 2 (line 2): a quote is opened and not closed",
            "3@32 C | D | 2026-01-14 | ",
            "4@47 E | F | 2026-01-15 | ",
        ],
    );
    // The next opening quote closes it, so that the row seems to have the right number of fields.
    check(
        "date,title,text\n2026-01-13,A,\"B\n2026-01-14,C,\"D\"\n2026-01-15,E,F\n",
        &[
            "damaged: row 2 (line 2): a quote is opened and not closed",
            "3@32 C | D | 2026-01-14 | ",
            "4@49 E | F | 2026-01-15 | ",
        ],
    );
    // Quotes that should have been doubled harm nobody.
    check(
        "title,text\nA,\"He \"said\" so\"\nB,C\n",
        &["2@11 A | He said\" so\" |  | ", "3@28 B | C |  | "],
    );
}

#[test]
fn what_is_no_table_of_articles_says_so() {
    let found = show_with("a.csv", "x,y\n1,2\n3,4\n", &[]);
    assert_eq!(
        found,
        [
            "not_an_article: no column of headlines or texts among `x`, `y`; --map title=COLUMN says which"
        ]
    );
}

#[test]
fn hostile_tables_take_linear_time() {
    for unit in [
        "\"\n",
        "\"a,b\n",
        ",",
        "\",\"\n",
        "a,\"b\nc\"d\n",
        "\r",
        "\"\"\"\n,",
    ] {
        let text = format!("title,text\n{}", unit.repeat(60_000 / unit.len()));
        let found = show_with("a.csv", &text, &[]);
        assert!(found.len() <= text.len(), "{unit}");
    }
    let wide = format!("title,text,{}\n", "x,".repeat(1_000_000));
    assert_eq!(
        show_with("a.csv", &wide, &[]),
        ["too_large: 1000003 columns"]
    );
}

#[test]
fn rows_that_are_not_published_are_held_back() {
    check(
        "title,body,status\nA,One two.,draft\nB,Three four.,published\nC,Five six.,deleted\n",
        &[
            "2@18 A | One two. |  | draft, not published",
            "3@35 B | Three four. |  | ",
            "4@59 C | Five six. |  | deleted",
        ],
    );
    // Columns of other things.
    check(
        "title,body,status,published_date\nA,One two.,Withdrawn,0\nB,Three four.,Private,0\n",
        &["2@33 A | One two. |  | ", "3@56 B | Three four. |  | "],
    );
}

#[test]
fn exports_that_are_known_as_a_whole() {
    let article = |text: &str| {
        let mut found = Vec::new();
        let _ = read(&Input::new("a.csv", text.as_bytes()), None, &mut |item| {
            if let Item::Article(read) = item {
                found.push(read.article);
            }
        });
        found.remove(0)
    };
    let bound = crate::article::DateSource::UpperBound;
    let saved = article(
        "URL,Title,Selection,Folder,Timestamp\nhttps://x.example/a,Ferry late,It was late again.,Unread,1772532000\n",
    );
    assert_eq!(
        (saved.deck.as_str(), saved.dates[0].source),
        ("It was late again.", bound)
    );
    let marked = article(
        "Highlight,Book Title,Book Author,Amazon Book ID,Note,Color,Tags,Location Type,Location,Highlighted at,Document tags\n\
         \"We will pay, the council said.\",Ferry late,Ann Roe,,,,,offset,120,2026-03-04 10:00:00+00:00,ferries\n",
    );
    assert_eq!(marked.headline, "Ferry late");
    assert_eq!(marked.authors, ["Ann Roe"]);
    assert_eq!(marked.blocks[0].text, "We will pay, the council said.");
    assert_eq!(marked.dates[0].source, bound);
    let posted = article(
        "Page Name,Page Created,Post Created,Type,URL,Message,Link,Link Text\nCourier,2012-01-01 00:00:00,2026-03-03 10:00:00,Link,\
         https://x.example/posts/1,They voted.,https://x.example/a,Ferry late\n",
    );
    assert_eq!(posted.dates[0].raw, "2026-03-03 10:00:00");
    assert_eq!((posted.dates.len(), posted.headline.as_str()), (1, ""));
    assert_eq!(posted.url.as_deref(), Some("https://x.example/posts/1"));
    let collected = article(
        "id,thread_id,timestamp,body,author,author_fullname,source,urls\n1,1,2026-03-03 10:00:00,They voted.,ann,Ann Roe,Web App,https://x.example/a\n",
    );
    assert_eq!(collected.authors, ["Ann Roe"]);
    assert_eq!((collected.url, collected.source), (None, None));
    let row = |number: u8, title: &str| {
        let mut cells = vec![String::new(); 27];
        cells[0] = format!("20260303100000-{number}");
        cells[1] = "20260303100000".to_owned();
        cells[3] = "x.example".to_owned();
        cells[4] = format!("https://x.example/{number}");
        cells[12] = "ann roe,50".to_owned();
        cells[26] = format!("<PAGE_LINKS>x</PAGE_LINKS><PAGE_TITLE>{title}</PAGE_TITLE>");
        cells.join("\t") + "\n"
    };
    let graph = article(&(row(1, "Ferry late") + &row(2, "Pier opens")));
    assert_eq!(graph.headline, "Ferry late");
    assert_eq!(graph.source.as_deref(), Some("x.example"));
    assert_eq!(graph.url.as_deref(), Some("https://x.example/1"));
    assert_eq!(graph.dates[0].source, bound);
}

#[test]
fn a_day_or_an_address_that_may_be_of_something_else_is_not_guessed() {
    check(
        "title,text,joined,seen last\nFerry late,It was late.,2012-01-01,2026-03-03\nPier opens,It is open.,2013-01-01,2026-03-04\n",
        &[
            "2@28 Ferry late | It was late. |  | columns not understood: `joined`, `seen last`",
            "3@74 Pier opens | It is open. |  | ",
        ],
    );
    check(
        "title,text,authorUrl\nFerry late,It was late.,https://x.example/ann\nPier opens,It is open.,https://x.example/bo\n",
        &[
            "2@21 Ferry late | It was late. |  | columns not understood: `authorUrl`",
            "3@67 Pier opens | It is open. |  | ",
        ],
    );
}
