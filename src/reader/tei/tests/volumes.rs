//! Volumes of periodicals, answers to harvests, and days of which only bounds are known.

use super::*;

#[test]
fn the_first_day_that_is_possible_is_noted() {
    let source =
        "<sourceDesc><bibl><date notBefore='1871-03-01'>after the flood</date></bibl></sourceDesc>";
    let article = one(&tei(source, "<p>x</p>"));
    assert_eq!(article.notes, ["not before 1871-03-01"]);
}

#[test]
fn chapters_of_a_periodical_are_its_articles() {
    let chapter = |head: &str| {
        format!("<div type='chapter'><head>{head}</head><p>{head} in the harbour.</p></div>")
    };
    let body = format!(
        "<div type='part'><head>January</head>{}{}</div>{}",
        chapter("Ice"),
        chapter("Fog"),
        chapter("Rain")
    );
    let journal = "<sourceDesc><biblStruct><monogr><title level='j'>The Packet</title></monogr>\
                   </biblStruct></sourceDesc>";
    let article = "<sourceDesc><biblStruct><analytic><title level='a'>The Weather</title></analytic>\
                   <monogr><title level='j'>The Packet</title></monogr></biblStruct></sourceDesc>";
    let book = "<sourceDesc><bibl><title level='m'>The Weather</title></bibl></sourceDesc>";
    let keywords = "</fileDesc><profileDesc><textClass><keywords><term>Newspapers</term></keywords>\
                    </textClass></profileDesc><fileDesc>";
    for header in [journal, keywords] {
        let (articles, _, result) = read_all(&tei(header, &body));
        result.unwrap();
        let show = |article: &Article| {
            let section = article.section.as_deref().unwrap_or("-");
            format!("{section}/{}", article.headline)
        };
        let found: Vec<String> = articles.iter().map(show).collect();
        assert_eq!(found, ["January/Ice", "January/Fog", "-/Rain"], "{header}");
    }
    // Chapters of an article of a newspaper, of a book, of nobody knows what.
    for header in [article, book, ""] {
        one(&tei(header, &body));
    }
}

#[test]
fn a_harvest_gives_its_texts() {
    let record = |name: &str| {
        let text = tei("", &format!("<head>{name}</head><p>It is right.</p>"));
        format!(
            "<record><header><datestamp>2026-01-14</datestamp></header><metadata>{text}</metadata></record>"
        )
    };
    let (articles, _, result) = read_all(&format!(
        "<?xml version='1.0'?><OAI-PMH><ListRecords>{}{}</ListRecords></OAI-PMH>",
        record("Clock"),
        record("Ferry")
    ));
    result.unwrap();
    let heads: Vec<&str> = articles.iter().map(|a| a.headline.as_str()).collect();
    assert_eq!(heads, ["Clock", "Ferry"]);
}
