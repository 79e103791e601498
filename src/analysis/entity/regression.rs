//! Names that other programs get wrong, in articles of our own making.

use super::recogniser::{Recognised, Recogniser};
use super::*;
use crate::article::{Article, Block, BlockKind, Dateline, EntityKind, GivenEntity};

/// An article whose paragraphs are the lines of `body`.
fn article(headline: &str, body: &str) -> Article {
    Article {
        headline: headline.to_owned(),
        blocks: body
            .lines()
            .map(|line| block(BlockKind::Paragraph, line))
            .collect(),
        ..Article::default()
    }
}

fn block(kind: BlockKind, text: &str) -> Block {
    Block {
        kind,
        text: text.to_owned(),
        credit: String::new(),
        alternative: String::new(),
        span: Span::default(),
    }
}

fn recognise(article: &Article) -> Recognised {
    static RECOGNISER: std::sync::OnceLock<Recogniser> = std::sync::OnceLock::new();
    let english = || Recogniser::new(open_engine("linear").expect("the first row"));
    RECOGNISER.get_or_init(english).recognise(article, "en")
}

/// Keys of the entities with the number of their mentions.
fn keys(article: &Article) -> Vec<(String, usize)> {
    let found = recognise(article);
    found
        .entities
        .iter()
        .map(|e| (e.key.0.clone(), e.mentions.len()))
        .collect()
}

#[track_caller]
fn check(article: &Article, expected: &[&str]) {
    let found = keys(article);
    for key in expected {
        assert!(found.iter().any(|(k, _)| k == key), "no {key} in {found:?}");
    }
}

const OPPOSITION: &str = "CARACAS, Venezuela – The opposition party Vente Venezuela said on Monday that its leader, María Corina Machado, would meet Colombian President Gustavo Petro.\n\
    Ms. Machado’s allies say that Citgo, the refiner, must not be sold. Maria Corina Machado has said so before.\n\
    “We will see,” Mr. Petro said in Bogotá. Vente Venezuela did not comment, and neither did Citgo.";

#[test]
fn a_person_is_one_under_every_spelling() {
    let found = recognise(&article("Machado to meet Petro", OPPOSITION));
    let machado = found
        .entities
        .iter()
        .find(|e| e.key.0 == "person/maria corina machado");
    let machado = machado.unwrap_or_else(|| panic!("{found:#?}"));
    assert_eq!(machado.name, "María Corina Machado");
    let surfaces: Vec<&str> = machado
        .mentions
        .iter()
        .map(|m| m.surface.as_str())
        .collect();
    assert_eq!(
        surfaces,
        [
            "Machado",
            "María Corina Machado",
            "Machado",
            "Maria Corina Machado"
        ]
    );
}

#[test]
fn parties_and_companies_are_organisations_and_presidents_people() {
    check(
        &article("Machado to meet Petro", OPPOSITION),
        &[
            "org/vente venezuela",
            "org/citgo",
            "person/gustavo petro",
            "place/bogota",
            "place/venezuela",
        ],
    );
}

#[test]
fn countries_come_from_places_and_weakly_from_demonyms() {
    let found = recognise(&article("Machado to meet Petro", OPPOSITION));
    assert_eq!(found.countries, ["VE", "CO"]);
}

#[test]
fn family_names_that_come_first_are_people() {
    let found = keys(&article(
        "Envoys meet",
        "Chinese Foreign Minister Wang Yi arrived in Hanoi on Friday. Before the talks Wang said the mood was good.\n\
         South Korea’s Lee Jae-myung, who met Wang in Seoul, agreed. Lee later left for Tokyo.",
    ));
    let count = |key: &str| found.iter().find(|(k, _)| k == key).map_or(0, |(_, n)| *n);
    assert_eq!(count("person/wang yi"), 3, "{found:?}");
    assert_eq!(count("person/lee jae myung"), 2, "{found:?}");
}

#[test]
fn jordan_and_georgia_are_decided_by_context() {
    check(
        &article(
            "Rain in Atlanta",
            "ATLANTA — Voters in Georgia and Alabama stood in the rain on Tuesday, said Michael Jordan, a clerk in Savannah. Jordan said turnout in Georgia was high.",
        ),
        &["person/michael jordan", "place/georgia, us"],
    );
    check(
        &article(
            "Talks on the border",
            "TBILISI — Georgia and Armenia signed an accord in Tbilisi on Tuesday, and Jordan sent an observer from Amman. The Georgian president thanked Jordan.",
        ),
        &["place/georgia", "place/jordan"],
    );
}

#[test]
fn a_surname_is_not_forced_on_one_of_two_people() {
    let found = keys(&article(
        "Siblings",
        &format!(
            "Delcy Rodríguez spoke in Caracas. Jorge Rodríguez, her brother, spoke too.\n{}Ms. Rodríguez left. Mr. Rodríguez stayed.",
            "The hall was full and the speeches were long, and nobody who was there will forget the heat.\n".repeat(25)
        ),
    ));
    assert!(
        found.contains(&("person/jorge rodriguez".to_owned(), 2)),
        "{found:?}"
    );
    let unresolved = keys(&article(
        "Siblings",
        &format!(
            "Delcy Rodríguez spoke in Caracas. Jorge Rodríguez, her brother, spoke too.\n{}President Rodríguez then left Caracas.",
            "The hall was full and the speeches were long, and nobody who was there will forget the heat.\n".repeat(25)
        ),
    ));
    assert!(
        unresolved.contains(&("person/rodriguez".to_owned(), 1)),
        "{unresolved:?}"
    );
}

#[test]
fn a_common_surname_is_not_forced_on_somebody_named_long_ago() {
    let found = keys(&article(
        "Prisoners freed",
        &format!(
            "The head of the assembly said so. The government is led by Delcy Rodríguez. Officials hope to compel Rodriguez and her cabinet.\n{}Rodriguez addressed the issue during a session of parliament.\n“Not everyone,” Rodriguez said.",
            "The hall was full and the speeches were long, and nobody who was there will forget the heat.\n".repeat(12)
        ),
    ));
    assert!(
        found.contains(&("person/delcy rodriguez".to_owned(), 2))
            && found.contains(&("person/rodriguez".to_owned(), 2)),
        "{found:?}"
    );
}

#[test]
fn what_is_called_a_group_is_an_organisation() {
    check(
        &article(
            "Prisoners freed",
            "The Venezuelan human rights group Foro Penal confirmed that 56 prisoners had been freed, as Donald Trump posted on Truth Social.\n\
             The government disputed Foro Penal’s count.\n\
             Foro Penal, a leading local NGO that helps detainees, said 800 were left. Anna Lind, a company director, agreed.",
        ),
        &[
            "org/foro penal",
            "org/truth social",
            "person/anna lind",
            "person/donald trump",
        ],
    );
}

#[test]
fn credits_and_agencies_are_kept_apart() {
    let mut story = article(
        "Harbour opens",
        "OSLO (Reuters) – The new harbour of Oslo opened on Monday, said Anna Lind, who runs it.\n\
         (Reporting by Jo Marsh; editing by Al Finch)",
    );
    story.blocks.push(block(
        BlockKind::Caption,
        "Anna Lind at the harbour on Monday in Oslo, Norway (Carlos Prieto/Getty Images)",
    ));
    for entity in recognise(&story).entities {
        let is_credit = matches!(
            entity.key.0.as_str(),
            "org/reuters"
                | "org/getty images"
                | "person/carlos prieto"
                | "person/jo marsh"
                | "person/al finch"
        );
        assert_eq!(entity.credit, is_credit, "{entity:?}");
    }
}

#[test]
fn headlines_in_capitals_name_what_the_body_names() {
    let found = recognise(&article(
        "HARBOUR BANK SUES ANNA LIND OVER LOAN IN NORWAY",
        "Harbour Bank has sued Anna Lind, it said on Monday. Lind owes Harbour Bank a million crowns.",
    ));
    let headline: Vec<&str> = found
        .entities
        .iter()
        .flat_map(|e| &e.mentions)
        .filter(|m| m.field == TextField::Headline)
        .map(|m| m.surface.as_str())
        .collect();
    let mut headline = headline;
    headline.sort_unstable();
    assert_eq!(headline, ["ANNA LIND", "HARBOUR BANK", "NORWAY"]);
}

#[test]
fn names_in_capitals_end_with_their_line() {
    let found = recognise(&article(
        "",
        "HARBOUR PLAN IS BAD FOR NORWAY\nThe plan was made by Anna Lind.",
    ));
    let surfaces: Vec<&str> = found
        .entities
        .iter()
        .filter(|e| e.key.0 == "place/norway")
        .flat_map(|e| &e.mentions)
        .map(|m| m.surface.as_str())
        .collect();
    assert_eq!(surfaces, ["NORWAY"]);
    let text = "HARBOUR PLAN IS BAD FOR NORWAY\nThe plan was made by Anna Lind.";
    let input = EntityInput {
        texts: vec![FieldText::new(TextField::Body, text)],
    };
    let resolved = resolver::resolve(&input, &[]);
    let names: Vec<&str> = resolved.iter().map(|m| &text[m.span.range()]).collect();
    assert_eq!(names, ["NORWAY"]);
}

#[test]
fn the_dateline_gives_a_place_and_no_organisation() {
    let mut story = article("Harbour opens", "The new harbour opened on Monday.");
    story.dateline = Some(Dateline {
        raw: "CARACAS, Jan 5 (AP)".to_owned(),
        ..Dateline::default()
    });
    let found = recognise(&story);
    let facets: Vec<&str> = found
        .entities
        .iter()
        .filter(|e| !e.credit)
        .map(|e| e.key.0.as_str())
        .collect();
    assert_eq!(facets, ["place/caracas"]);
    assert_eq!(found.countries, ["VE"]);
}

#[test]
fn given_names_join_those_that_were_found() {
    let mut story = article(
        "Talks",
        "President Ronald Reagan met Margaret Thatcher in London.",
    );
    let given = |kind, name: &str| GivenEntity {
        kind,
        name: name.to_owned(),
    };
    story.entities = vec![
        given(EntityKind::Person, "reagan"),
        given(EntityKind::Place, "uk"),
        given(EntityKind::Organisation, "opec"),
        given(EntityKind::Place, "saudi-arabia"),
        given(EntityKind::Person, " - "),
    ];
    let found = recognise(&story);
    let given: Vec<(&str, &str, usize)> = found
        .entities
        .iter()
        .filter(|e| e.given)
        .map(|e| (e.key.0.as_str(), e.name.as_str(), e.mentions.len()))
        .collect();
    assert_eq!(
        given,
        [
            ("person/ronald reagan", "Ronald Reagan", 1),
            ("org/opec", "OPEC", 0),
            ("place/saudi arabia", "Saudi Arabia", 0),
            ("place/united kingdom", "United Kingdom", 0),
        ]
    );
    assert_eq!(found.countries, ["GB", "SA"]);
}

#[track_caller]
fn check_in(language: &str, body: &str, expected: &[&str]) {
    let recogniser = Recogniser::new(open_engine("linear").expect("the first row"));
    let found = recogniser.recognise(&article("", body), language);
    let mut keys: Vec<&str> = found.entities.iter().map(|e| e.key.0.as_str()).collect();
    keys.sort_unstable();
    assert_eq!(keys, expected, "{body}");
}

#[test]
fn other_languages_are_left_to_the_lists() {
    check_in(
        "pt",
        "O presidente viajou a Bogotá e a Venezuela.",
        &["place/bogota", "place/venezuela"],
    );
}

#[test]
fn spanish_names_are_told_by_their_heads_and_by_what_stands_before_them() {
    check_in(
        "es",
        "El presidente viajó a Bogotá y a Venezuela.",
        &["place/bogota", "place/venezuela"],
    );
    check_in(
        "es",
        "El ministro Ramón Ibarra viajó a los Estados Unidos. Ibarra dijo que el Ministerio de Puertos y Faros pagará.",
        &[
            "org/ministerio de puertos y faros",
            "person/ramon ibarra",
            "place/united states",
        ],
    );
    check_in(
        "es",
        "Según la alcaldesa, Marta Ruiz de la Vega, el Banco del Faro abrirá en El Salvador y en Londres.",
        &[
            "org/banco del faro",
            "person/marta ruiz de la vega",
            "place/el salvador",
            "place/london",
        ],
    );
}

#[test]
fn towns_of_one_name_are_told_apart() {
    check(
        &article(
            "Rain",
            "The mayor of Springfield, Illinois, met the mayor of Springfield, Mass., in Boston on Monday, and both wrote to Paris, Texas.",
        ),
        &[
            "place/springfield, illinois, us",
            "place/springfield, massachusetts, us",
            "place/paris, texas, us",
            "place/boston",
        ],
    );
    let found = recognise(&article(
        "Rain",
        "The bridge at Springfield, Illinois, is shut, the council said on Monday. In Springfield the schools are shut too.",
    ));
    let town = found
        .entities
        .iter()
        .find(|e| e.key.0 == "place/springfield, illinois, us")
        .unwrap_or_else(|| panic!("{found:#?}"));
    assert_eq!(
        (town.mentions.len(), town.name.as_str()),
        (2, "Springfield, Illinois")
    );
    assert_eq!(town.region.as_deref(), Some("Illinois"));
}
