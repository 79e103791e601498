//! The index finds what a plain scan of every article finds, in the same places: written queries, and
//! generated ones of every operator, over `corpus/mini` and over random archives of few words.

use std::collections::BTreeSet;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use chrono::NaiveDate;
use morgue::annotations::Record;
use morgue::backend::{Backend, Local, Sort, compare};
use morgue::field::TextField;
use morgue::index::{Archive, Options, ingest};
use morgue::query::ast::Ast;
use morgue::query::{Context, parse, print};
use morgue::reader::ReadOptions;
use morgue::text::field_text;

use crate::env::corpus;

/// Generated queries; each is compared over every article.  `scripts/eval-equality` asks thousands.
const GENERATED: usize = 200;
/// Random archives, and the queries that each is asked.
const ARCHIVES: (u64, usize) = (3, 150);

/// Every operator that queries are made of; each must occur.
const OPERATORS: [&str; 22] = [
    " AND ",
    " OR ",
    "NOT ",
    " W/",
    " PRE/",
    " /s ",
    " /p ",
    " PRE/s ",
    " PRE/p ",
    " NOT W/",
    " NOT PRE/",
    " NOT /s ",
    " NOT /p ",
    "ATLEAST",
    "FIRST",
    "CAPS(",
    "ALLCAPS(",
    "NOCAPS(",
    "\"~",
    "==",
    "~1",
    "headline:",
];

fn archive(directory: &Path, commit_every: u64) -> Archive {
    ingested(directory, &corpus(), commit_every)
}

fn ingested(directory: &Path, articles: &Path, commit_every: u64) -> Archive {
    let mut archive = Archive::open_or_create(&directory.join(".morgue")).expect("an archive");
    let options = Options {
        threads: 2,
        commit_every,
        commit_time: Duration::from_secs(60),
        prune: false,
        retry: false,
        reader: None,
        read: ReadOptions::default(),
        now: None,
        recognise_again: false,
        recogniser: None,
        stories: true,
        memory: 50 << 20,
    };
    let stop = AtomicBool::new(false);
    ingest(
        &mut archive,
        &[articles.to_owned()],
        &options,
        &stop,
        &mut |_| {},
    )
    .expect("ingest");
    archive
}

fn read(text: &str) -> Ast {
    let today = NaiveDate::from_ymd_opt(2026, 2, 1).expect("a day");
    let parsed = parse(text, &Context::new(today));
    assert!(
        parsed.errors.is_empty(),
        "{text}\n{}",
        parsed.render_errors()
    );
    parsed.ast
}

#[test]
fn the_index_finds_what_a_plain_scan_finds() {
    let directory = tempfile::tempdir().expect("temporary directory");
    // Several segments, so that joining them is tried too.
    let archive = archive(directory.path(), 20);
    let local = Local::open(&archive).expect("open");
    let mut records = Vec::new();
    local
        .each_record(&Ast::All, &mut |record| {
            records.push(record);
            Ok(())
        })
        .expect("read every article");
    let mut generator = Generator::new(&records);
    let mut texts: Vec<String> = WRITTEN.lines().map(str::trim).map(str::to_owned).collect();
    texts.retain(|line| !line.is_empty());
    texts.extend((0..GENERATED).map(|i| generator.query(i % 6)));
    let queries: Vec<Ast> = texts.iter().map(|text| read(text)).collect();
    let mut found = 0;
    for (text, comparison) in texts
        .iter()
        .zip(compare(&local, &queries).expect("compare"))
    {
        assert!(comparison.is_equal(), "{text}: {comparison:?}");
        found += usize::from(comparison.scanned > 0);
    }
    // Queries that find nothing show little.
    assert!(
        found * 3 > texts.len(),
        "only {found} of {} found anything",
        texts.len()
    );
    let mut known = 0;
    for (text, query) in texts.iter().zip(&queries) {
        let Some(indexed) = local.indexed_mentions(query).expect("count") else {
            continue;
        };
        let mut read = 0;
        local
            .sweep(
                query,
                Sort::Oldest,
                &|_, spans| spans.len() as u64,
                &mut |count| {
                    read += count;
                    Ok(ControlFlow::Continue(()))
                },
            )
            .expect("read the articles");
        assert_eq!(indexed, read, "mentions of {text}");
        known += 1;
    }
    // The others have a part that the index cannot decide; how many depends on the words drawn.
    assert!(known * 3 > texts.len(), "only {known} of {}", texts.len());
    for (text, query) in texts.iter().zip(&queries) {
        let canonical = print::print(query);
        assert_eq!(read(&canonical), *query, "{text} => {canonical}");
    }
}

#[test]
fn the_index_finds_what_a_plain_scan_finds_in_random_archives() {
    // Stemmers cut some endings with an accent and not without, or the other way round.
    const WORDS: [&str; 13] = [
        "ape",
        "apes",
        "bee",
        "Bees",
        "cat",
        "DOG",
        "Andrés",
        "andres",
        "decisión",
        "DECISION",
        "liones",
        "lions",
        "Ox",
    ];
    const LANGUAGES: [&str; 3] = ["en", "es", ""];
    let (archives, queries) = ARCHIVES;
    let mut asked = String::new();
    let (mut found, mut placed) = (0, 0);
    for seed in 0..archives {
        let directory = tempfile::tempdir().expect("temporary directory");
        let mut generator = Generator {
            words: WORDS.map(str::to_owned).to_vec(),
            state: seed,
        };
        let mut lines = String::new();
        for i in 0..12 {
            let mut text = |most: usize| {
                let length = generator.below(most) + 1;
                let parts: Vec<String> = (0..length)
                    .map(|_| {
                        let gap = [" ", " ", " ", " ", ". ", ", ", "\\n\\n"][generator.below(7)];
                        format!("{}{gap}", WORDS[generator.below(WORDS.len())])
                    })
                    .collect();
                parts.concat()
            };
            let (title, body) = (text(5).replace("\\n", ""), text(50));
            lines.push_str(&format!(
                "{{\"title\": \"{title}\", \"text\": \"{body}\", \"language\": \"{}\", \"url\": \"https://example.com/{i}\"}}\n",
                LANGUAGES[i % 3],
            ));
        }
        let file = directory.path().join("articles.jsonl");
        std::fs::write(&file, lines).expect("write the articles");
        let archive = ingested(directory.path(), &file, 5);
        let local = Local::open(&archive).expect("open");
        let texts: Vec<String> = (0..queries).map(|i| generator.query(i % 6)).collect();
        let asts: Vec<Ast> = texts.iter().map(|text| read(text)).collect();
        for (text, comparison) in texts.iter().zip(compare(&local, &asts).expect("compare")) {
            assert!(comparison.is_equal(), "seed {seed}: {text}: {comparison:?}");
            found += usize::from(comparison.scanned > 0);
            placed += usize::from(comparison.other_places.is_some());
        }
        asked.push_str(&texts.join("\n"));
    }
    let all = archives as usize * queries;
    assert!(found * 2 > all, "only {found} of {all} found anything");
    assert!(
        placed * 4 > all,
        "places of only {placed} of {all} were compared"
    );
    for operator in OPERATORS {
        assert!(asked.contains(operator), "no query has `{operator}`");
    }
}

/// One query a line, of every kind, with answers that are not trivial.
const WRITTEN: &str = r#"
    Machado AND release
    Machado OR release
    Machado NOT release
    NOT Machado
    "political prisoners"
    "release * prisoners"
    "the * of"
    "* prisoners"
    "prisoners *"
    "releas* prisoner*"
    "release prisoners"~3
    "prisoners release"~2
    releas* W/10 prison*
    prisoners PRE/5 released
    Machado /s release
    Machado /p (release OR freed)
    Machado NOT W/5 Corina
    release NOT /s prisoners
    release NOT /p prisoners
    ATLEAST3(release)
    ATLEAST2(releas* W/10 prison*)
    FIRST20(Venezuela)
    FIRST50(Machado W/10 release)
    CAPS(release)
    ALLCAPS(us)
    NOCAPS(release)
    ==Rodríguez
    =rodriguez
    Rodriguez~
    Gonzales~1
    *ado
    p?isoner
    headline:release
    headline:(release OR freed) AND body:Machado
    lead:Machado
    caption:*
    -caption:*
    author:*
    byline:the
    deck:release
    source:*
    section:*
    lang:es
    lang:en release
    lang:es liberación
    tag:*
    person:*
    place:*
    entity:*
    date:2026-01
    date:2026-01-13
    date:2026
    since:2026-01-10 until:2026-01-14
    before:2026
    after:2026-01-13
    date:1905
    date.precision:day
    date.precision:none
    -date:*
    length:>300
    length:100..300
    well-being
    U.S.
    AT&T
    C++
    COVID-19
    O'Brien
    24/7
    9/11
    path:mini
    path:harbour
    url:*
    format:plain_text
    kind:story
    "Maria Corina" W/3 Machado
    (Machado OR Gonzalez) W/15 (release OR freed OR opposition)
    Machado W/20 (release W/5 prisoners)
    body:/releas.*/
    "l'homme"
    заключённые
    Freilassung
"#;

/// Makes queries from the words of the archive.
struct Generator {
    words: Vec<String>,
    state: u64,
}

impl Generator {
    fn new(records: &[Record]) -> Self {
        let mut words = BTreeSet::new();
        for record in records {
            for field in TextField::DEFAULT {
                let text = field_text(&record.article, field);
                let cut = morgue::text::words(&text).map(|word| word.text(&text).to_owned());
                words.extend(cut.filter(|word| word.chars().all(char::is_alphanumeric)));
            }
        }
        let mut words: Vec<String> = words.into_iter().collect();
        // Frequent words make hits; they are drawn more often than their share.
        let frequent = [
            "the",
            "of",
            "release",
            "prisoners",
            "Machado",
            "said",
            "government",
            "in",
        ];
        let copies = words.len() / frequent.len() + 1;
        words.extend(
            frequent
                .iter()
                .cycle()
                .take(copies * frequent.len())
                .map(|w| (*w).into()),
        );
        Self {
            words,
            state: 0x9E37_79B9_7F4A_7C15,
        }
    }

    /// Splitmix64.
    fn below(&mut self, limit: usize) -> usize {
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.state;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) % limit as u64) as usize
    }

    fn word(&mut self) -> String {
        let at = self.below(self.words.len());
        let word = self.words[at].clone();
        let letters: Vec<char> = word.chars().collect();
        match self.below(12) {
            0 if letters.len() > 3 => format!("{}*", letters[..3].iter().collect::<String>()),
            1 if letters.len() > 4 => format!("*{}", letters[1..].iter().collect::<String>()),
            2 if letters.len() > 4 => {
                format!(
                    "{}?{}",
                    letters[..2].iter().collect::<String>(),
                    letters[3..].iter().collect::<String>()
                )
            }
            3 => format!("={word}"),
            4 if letters.len() > 4 => format!("{word}~1"),
            5 => format!("=={word}"),
            _ => quoted_if_operator(word),
        }
    }

    fn place(&mut self, depth: usize) -> String {
        if depth == 0 {
            return self.word();
        }
        let (a, b) = (self.place(depth - 1), self.place(depth - 1));
        let n = self.below(20) + 1;
        match self.below(18) {
            10 => format!("({a} PRE/s {b})"),
            11 => format!("({a} PRE/p {b})"),
            12 => format!("({a} NOT PRE/{n} {b})"),
            13 => format!("({a} NOT /s {b})"),
            14 => format!("({a} NOT /p {b})"),
            15 => format!("CAPS({a})"),
            16 => format!("ALLCAPS({a})"),
            17 => format!("NOCAPS({a})"),
            0 => format!("({a} OR {b})"),
            1 => format!("({a} W/{n} {b})"),
            2 => format!("({a} PRE/{n} {b})"),
            3 => format!("({a} /s {b})"),
            4 => format!("({a} /p {b})"),
            5 => format!("({a} NOT W/{n} {b})"),
            6 => format!("({a} +s {b})"),
            7 => {
                let (a, b) = (self.below(self.words.len()), self.below(self.words.len()));
                format!("\"{} {}\"~{n}", self.words[a], self.words[b])
            }
            8 => format!("FIRST{}({a})", n * 5),
            _ => format!("ATLEAST{}({a})", n % 3 + 1),
        }
    }

    fn query(&mut self, depth: usize) -> String {
        if depth == 0 {
            let depth = self.below(3);
            return self.place(depth);
        }
        let (a, b) = (self.query(depth / 2), self.query(depth / 2));
        match self.below(6) {
            0 | 1 => format!("({a} AND {b})"),
            2 | 3 => format!("({a} OR {b})"),
            4 => format!("({a} AND NOT {b})"),
            _ => format!("(headline:({a}) OR {b})"),
        }
    }
}

fn quoted_if_operator(word: String) -> String {
    const OPERATORS: [&str; 9] = [
        "and",
        "or",
        "not",
        "near",
        "same",
        "sentence",
        "paragraph",
        "but",
        "to",
    ];
    if OPERATORS.contains(&word.to_lowercase().as_str()) {
        format!("\"{word}\"")
    } else {
        word
    }
}
