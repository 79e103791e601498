//! Merges, refusals and names, each on a few keys.

use super::*;

/// Key, spellings with counts, days with counts.
type Row<'r> = (&'r str, &'r [(&'r str, u32)], &'r [(i32, u32)]);

fn statistics(rows: &[Row]) -> Vec<KeyStatistics> {
    rows.iter()
        .map(|(key, spellings, days)| KeyStatistics {
            key: EntityKey((*key).to_owned()),
            articles: days.iter().map(|(_, n)| n).sum(),
            spellings: spellings
                .iter()
                .map(|(s, n)| ((*s).to_owned(), *n))
                .collect(),
            days: days.to_vec(),
            beside: Vec::new(),
        })
        .collect()
}

/// Entity and display name of each key.
fn check(rows: &[Row], corrections: &str, expected: &[(&str, &str, &str)]) {
    let (corrections, errors) = Corrections::parse(corrections);
    assert!(errors.is_empty(), "{errors:?}");
    let learned = Learned::new(&statistics(rows), 1, 1);
    let table = EntityTable::new(&learned, &corrections);
    for (key, entity, name) in expected {
        let key = EntityKey((*key).to_owned());
        let found = table.entity(&key);
        assert_eq!(found.0, *entity);
        let only = |k: &EntityKey| rows.iter().find(|r| r.0 == k.0).map(|r| r.1[0].0);
        let shown = table.display_name(found).or_else(|| only(found));
        assert_eq!(shown.unwrap_or(""), *name);
    }
}

#[test]
fn initials_and_middle_names_are_joined_when_nobody_else_has_them() {
    check(
        &[
            ("person/john kennedy", &[("John Kennedy", 3)], &[(0, 3)]),
            (
                "person/john f kennedy",
                &[("John F. Kennedy", 9)],
                &[(0, 9)],
            ),
            ("person/john smith", &[("John Smith", 5)], &[(0, 5)]),
            ("person/john a smith", &[("John A. Smith", 5)], &[(0, 5)]),
            ("person/john b smith", &[("John B. Smith", 5)], &[(0, 5)]),
        ],
        "",
        &[
            (
                "person/john kennedy",
                "person/john f kennedy",
                "John F. Kennedy",
            ),
            ("person/john smith", "person/john smith", "John Smith"),
        ],
    );
}

#[test]
fn a_spelling_with_diacritics_is_shown_when_it_is_used() {
    check(
        &[(
            "person/maria corina machado",
            &[
                ("Maria Corina Machado", 90),
                ("María Corina Machado", 8),
                ("Machado", 200),
            ],
            &[(0, 50)],
        )],
        "",
        &[(
            "person/maria corina machado",
            "person/maria corina machado",
            "María Corina Machado",
        )],
    );
}

#[test]
fn acronyms_follow_their_definitions() {
    let rows: &[Row] = &[
        (
            "org/national electoral council",
            &[("National Electoral Council", 9), ("CNE", 9)],
            &[(0, 9)],
        ),
        (
            "org/college of nurses",
            &[("College of Nurses", 1), ("CNE", 1)],
            &[(0, 1)],
        ),
        ("org/cne", &[("CNE", 40)], &[(0, 20)]),
    ];
    check(
        rows,
        "",
        &[(
            "org/cne",
            "org/national electoral council",
            "National Electoral Council",
        )],
    );
    check(rows, "split org/cne", &[("org/cne", "org/cne", "CNE")]);
}

#[test]
fn a_surname_belongs_to_nobody_when_two_bear_it() {
    let delcy: Row = (
        "person/delcy rodriguez",
        &[("Delcy Rodríguez", 20)],
        &[(0, 10), (100, 1)],
    );
    let jorge: Row = (
        "person/jorge rodriguez",
        &[("Jorge Rodríguez", 20)],
        &[(100, 10)],
    );
    let early: Row = ("person/rodriguez", &[("Rodríguez", 2)], &[(5, 2)]);
    let late: Row = ("person/rodriguez", &[("Rodríguez", 2)], &[(5, 1), (101, 1)]);
    check(
        &[delcy, jorge, early],
        "",
        &[(
            "person/rodriguez",
            "person/delcy rodriguez",
            "Delcy Rodríguez",
        )],
    );
    check(
        &[delcy, jorge, late],
        "",
        &[("person/rodriguez", "person/rodriguez", "Rodríguez")],
    );
    let surname = EntityKey("person/rodriguez".to_owned());
    assert!(EntityTable::default().is_hidden(&surname, false));
    assert!(!EntityTable::default().is_hidden(&surname, true));
}

#[test]
fn corrections_win() {
    check(
        &[
            ("org/citgo", &[("Citgo", 3)], &[(0, 3)]),
            ("org/citgo petroleum", &[("Citgo Petroleum", 1)], &[(0, 1)]),
        ],
        "merge org/citgo petroleum => org/citgo\nrename org/citgo => CITGO",
        &[("org/citgo petroleum", "org/citgo", "CITGO")],
    );
    // A line that would close a circle takes back the older one.
    check(
        &[],
        "merge org/a => org/b\nmerge org/b => org/c\nmerge org/c => org/a",
        &[
            ("org/a", "org/b", ""),
            ("org/b", "org/b", ""),
            ("org/c", "org/b", ""),
        ],
    );
    check(
        &[],
        "merge org/a => org/b\nsplit org/a",
        &[("org/a", "org/a", "")],
    );
}

#[test]
fn a_chain_of_merges_is_followed_to_its_end() {
    let lines: Vec<String> = (0..60)
        .map(|i| format!("merge org/n{i} => org/n{}", i + 1))
        .collect();
    check(&[], &lines.join("\n"), &[("org/n0", "org/n60", "")]);
}

#[test]
fn what_is_said_of_a_merged_name_holds_for_its_entity() {
    let (corrections, _) =
        Corrections::parse("merge org/a => org/b\nhide org/a\nrename org/a => Bee");
    let table = EntityTable::new(&Learned::default(), &corrections);
    let entity = EntityKey("org/b".to_owned());
    assert!(table.is_hidden(&entity, false));
    assert_eq!(table.display_name(&entity), Some("Bee"));
}

#[test]
fn a_person_is_known_by_the_name_that_most_articles_have() {
    check(
        &[
            ("person/anna lind", &[("Anna Lind", 90)], &[(0, 90)]),
            (
                "person/harbour anna lind",
                &[("Harbour Anna Lind", 1)],
                &[(0, 1)],
            ),
            ("person/a lind", &[("A. Lind", 2)], &[(0, 2)]),
        ],
        "",
        &[
            ("person/harbour anna lind", "person/anna lind", "Anna Lind"),
            ("person/a lind", "person/anna lind", "Anna Lind"),
        ],
    );
}

#[test]
fn a_name_is_of_the_kind_that_nearly_all_articles_give_it() {
    let person: Row = ("person/anna lind", &[("Anna Lind", 20)], &[(0, 20)]);
    let company: Row = ("org/anna lind", &[("Anna Lind", 1)], &[(0, 1)]);
    let several: Row = ("org/anna lind", &[("Anna Lind", 5)], &[(0, 5)]);
    check(
        &[person, company],
        "",
        &[("org/anna lind", "person/anna lind", "Anna Lind")],
    );
    check(
        &[person, several],
        "",
        &[("org/anna lind", "org/anna lind", "Anna Lind")],
    );
}

/// An article that names Ann Lee in full and still leaves `Lee` open knows of somebody else.
#[test]
fn a_surname_left_open_beside_its_only_bearer_stays_open() {
    let rows: &[Row] = &[
        ("person/ann lee", &[("Ann Lee", 20)], &[(0, 20)]),
        ("person/lee", &[("Lee", 10)], &[(0, 10)]),
    ];
    for (refused, is_joined) in [(0, true), (1, true), (2, false)] {
        let mut statistics = statistics(rows);
        statistics[1].beside = vec![(EntityKey("person/ann lee".to_owned()), refused)];
        let learned = Learned::new(&statistics, 1, 30);
        assert_eq!(learned.merges.len(), usize::from(is_joined), "{refused}");
    }
}
