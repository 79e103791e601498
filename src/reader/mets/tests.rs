//! Issues of several pages: articles across pages, what the catalogue knows, what is missing.

use super::*;
use crate::reader::NamedPart;

fn line(id: &str, text: &str) -> String {
    let words: Vec<String> = text
        .split(' ')
        .map(|word| match word.strip_suffix('=') {
            Some(broken) => format!("<String CONTENT='{broken}' WC='0.8'/><HYP CONTENT='-'/>"),
            None => format!("<String CONTENT='{word}' WC='0.8'/>"),
        })
        .collect();
    format!("<TextLine ID='{id}'>{}</TextLine>", words.join("<SP/>"))
}

fn page(name: &str, blocks: &[(&str, &str)]) -> NamedPart {
    let blocks: String = blocks
        .iter()
        .map(|(id, text)| {
            let lines: String = text
                .split('/')
                .enumerate()
                .map(|(i, text)| line(&format!("{id}L{i}"), text))
                .collect();
            format!("<TextBlock ID='{id}'>{lines}</TextBlock>")
        })
        .collect();
    let text = format!(
        "<alto><Layout><Page LANG='en'><PrintSpace>{blocks}</PrintSpace></Page></Layout></alto>"
    );
    NamedPart {
        name: name.to_owned(),
        bytes: text.into_bytes(),
    }
}

fn area(file: &str, begin: &str) -> String {
    format!("<mets:fptr><mets:area BETYPE='IDREF' FILEID='{file}' BEGIN='{begin}'/></mets:fptr>")
}

fn division(kind: &str, inner: &str) -> String {
    format!("<mets:div TYPE='{kind}'>{inner}</mets:div>")
}

fn package(articles: &str) -> String {
    format!(
        "<mets:mets xmlns:mets='http://www.loc.gov/METS/'>
         <mets:dmdSec ID='I'><mods:mods><mods:titleInfo><mods:title>The Skerry Packet</mods:title>
         </mods:titleInfo><mods:originInfo><mods:dateIssued>1911-03-04</mods:dateIssued>
         </mods:originInfo></mods:mods></mets:dmdSec>
         <mets:dmdSec ID='A'><mods:mods><mods:titleInfo><mods:title>Lighthouse dark</mods:title>
         </mods:titleInfo><mods:name><mods:namePart>Edda Crane</mods:namePart></mods:name>
         <mods:relatedItem type='host'><mods:titleInfo><mods:title>No</mods:title></mods:titleInfo>
         </mods:relatedItem></mods:mods></mets:dmdSec>
         <mets:fileSec><mets:fileGrp><mets:file ID='F1'><mets:FLocat xlink:href='alto/1.xml'/>
         </mets:file><mets:file ID='F2'><mets:FLocat xlink:href='alto/2.xml'/></mets:file>
         <mets:file ID='P1'><mets:FLocat xlink:href='img/1.tif'/></mets:file></mets:fileGrp>
         </mets:fileSec><mets:structMap TYPE='LOGICAL'><mets:div TYPE='ISSUE' DMDID='I'>{articles}
         </mets:div></mets:structMap></mets:mets>"
    )
}

fn read_package(
    text: &str,
    parts: &[NamedPart],
) -> (Vec<(String, Article)>, Result<(), ReadError>) {
    let mut articles = Vec::new();
    let input = Input {
        parts,
        ..Input::new("mets.xml", text.as_bytes())
    };
    let result = Mets.read(&input, &mut |item| {
        if let Item::Article(read) = item {
            articles.push((read.member, read.article));
        }
    });
    (articles, result)
}

fn texts(article: &Article) -> Vec<(BlockKind, &str)> {
    let blocks = article.blocks.iter();
    blocks
        .map(|block| (block.kind, block.text.as_str()))
        .collect()
}

fn pages() -> [NamedPart; 2] {
    [
        page(
            "alto/1.xml",
            &[
                ("M", "THE SKERRY PACKET"),
                ("H", "LIGHTH0USE DARK"),
                ("B", "The lamp failed on/Tues="),
                ("X", "Soap is cheap"),
            ],
        ),
        page(
            "alto/2.xml",
            &[
                ("C", "day and a ship struck"),
                ("S", "THE CREW"),
                ("D", "All were saved"),
            ],
        ),
    ]
}

#[test]
fn an_article_goes_over_columns_and_pages() {
    let heading = division("HEADING", &division("TITLE", &area("F1", "H")));
    let body = division(
        "BODY",
        &(division("PARAGRAPH", &(area("F1", "B") + &area("F2", "C")))
            + &division("HEADING", &area("F2", "S"))
            + &division("PARAGRAPH", &area("F2", "D"))),
    );
    let text = package(&format!(
        "<mets:div TYPE='ARTICLE' ID='DIV7' DMDID='A'>{heading}{body}</mets:div>"
    ));
    let (articles, result) = read_package(&text, &pages());
    result.unwrap();
    let (member, article) = &articles[0];
    assert_eq!(member, "DIV7");
    assert_eq!(article.headline, "Lighthouse dark");
    assert_eq!(article.authors, ["Edda Crane"]);
    assert_eq!(article.source.as_deref(), Some("The Skerry Packet"));
    assert_eq!(article.dates[0].raw, "1911-03-04");
    assert_eq!(article.language.as_deref(), Some("en"));
    assert!((article.confidence - 0.8).abs() < 1e-6);
    // What was recognised differently stays in the text; the word across the pages is joined there.
    use BlockKind::{Paragraph, Subhead};
    assert_eq!(
        texts(article),
        [
            (Subhead, "LIGHTH0USE DARK"),
            (Paragraph, "The lamp failed on Tuesday and a ship struck"),
            (Subhead, "THE CREW"),
            (Paragraph, "All were saved"),
        ]
    );
    // What no article claims is not lost.
    let (member, rest) = &articles[1];
    assert_eq!(member, "alto/1.xml");
    assert_eq!(
        texts(rest),
        [
            (Paragraph, "THE SKERRY PACKET"),
            (Paragraph, "Soap is cheap")
        ]
    );
    assert_eq!(rest.dates[0].raw, "1911-03-04");
    assert_eq!(articles.len(), 2, "the second page has no rest");
}

#[test]
fn places_may_be_lines_ranges_and_whole_pages() {
    let range = "<mets:fptr><mets:seq><mets:area FILEID='F2' BEGIN='C' END='S'/>\
                 <mets:area FILEID='P1'/></mets:seq></mets:fptr>";
    let text = package(
        &(division("ARTICLE", &area("F1", "BL0"))
            + &division("ARTICLE", range)
            + &division("Article", "<mets:fptr FILEID='F2'/>")),
    );
    let (articles, result) = read_package(&text, &pages());
    result.unwrap();
    let all: Vec<Vec<&str>> = articles
        .iter()
        .map(|(_, article)| texts(article).into_iter().map(|(_, text)| text).collect())
        .collect();
    assert_eq!(all[0], ["The lamp failed on"]);
    assert_eq!(all[1], ["day and a ship struck THE CREW"]);
    assert_eq!(all[2], ["day and a ship struck THE CREW All were saved"]);
    assert_eq!(
        all[3],
        [
            "THE SKERRY PACKET",
            "LIGHTH0USE DARK",
            "Tues",
            "Soap is cheap"
        ]
    );
}

#[test]
fn what_is_missing_is_said() {
    let text = package(&division("ARTICLE", &(area("F1", "B") + &area("F2", "C"))));
    assert_eq!(parts_of(text.as_bytes()), ["alto/1.xml", "alto/2.xml"]);
    let (articles, result) = read_package(&text, &pages()[..1]);
    result.unwrap();
    assert_eq!(
        articles[0].1.notes,
        ["1 of 2 places of it are not in the pages"]
    );
    let (_, result) = read_package(&text, &[]);
    assert_eq!(result.unwrap_err().reason, Reason::NotAnArticle);
    // No articles, no parts: the pages are read one by one.
    let text = package(&division("SECTION", &area("F1", "B")));
    assert!(parts_of(text.as_bytes()).is_empty());
    let (_, result) = read_package(&text, &pages());
    assert_eq!(result.unwrap_err().reason, Reason::NotAnArticle);
}

#[test]
fn pages_alone_know_their_issue() {
    let files = "<fileSec><fileGrp><file ID='F1'><FLocat xlink:href='ocr/1.xml'/></file>\
        <file ID='F2'><FLocat xlink:href='ocr/2.xml'/></file>\
        <file ID='P1'><FLocat xlink:href='img/1.tif'/></file></fileGrp></fileSec>\
        <structMap TYPE='physical'><div TYPE='issue' DMD><div TYPE='page'><fptr FILEID='P1'/>\
        <fptr FILEID='F2'/></div><div TYPE='page'><fptr FILEID='F1'/></div></div></structMap></mets>";
    let dublin = "<mets><dmdSec ID='D'><mdWrap><xmlData><dc:title>Le Phare</dc:title>\
        <dcterms:issued>1898/05/03</dcterms:issued><dc:language>fre</dc:language></xmlData></mdWrap>\
        </dmdSec>";
    // The division may point to the catalogue or not.
    for reference in ["DMDID='D'", ""] {
        let text = format!("{dublin}{}", files.replace("DMD", reference));
        assert_eq!(parts_of(text.as_bytes()), ["ocr/2.xml", "ocr/1.xml"]);
        let mut parts = [
            page("ocr/2.xml", &[("B", "The lamp failed")]),
            page("ocr/1.xml", &[("B", "All were saved")]),
        ];
        let silent = String::from_utf8_lossy(&parts[0].bytes).replace(" LANG='en'", "");
        parts[0].bytes = silent.into_bytes();
        let (articles, result) = read_package(&text, &parts);
        result.unwrap();
        let members: Vec<&str> = articles.iter().map(|(member, _)| member.as_str()).collect();
        assert_eq!(members, ["ocr/2.xml", "ocr/1.xml"]);
        for ((_, article), (text, language)) in articles
            .iter()
            .zip([("The lamp failed", "fre"), ("All were saved", "en")])
        {
            assert_eq!(texts(article), [(BlockKind::Paragraph, text)]);
            assert_eq!(article.source.as_deref(), Some("Le Phare"));
            assert_eq!(article.dates[0].raw, "1898/05/03");
            assert_eq!(article.language.as_deref(), Some(language));
        }
    }
    let text = format!("{dublin}{}", files.replace("DMD", ""));
    let (_, result) = read_package(&text, &[]);
    assert_eq!(result.unwrap_err().reason, Reason::NotAnArticle);
}

#[test]
fn a_subtitle_is_the_deck() {
    let heading = division("TITLE", &area("F1", "H"));
    let text = package(&format!(
        "<mets:div TYPE='ARTICLE' DMDID='A'>{heading}{}</mets:div>",
        area("F1", "B")
    ))
    .replace(
        "Lighthouse dark</mods:title>",
        "Lighth0use</mods:title><mods:subTitle>dark</mods:subTitle>",
    );
    let (articles, result) = read_package(&text, &pages());
    result.unwrap();
    let article = &articles[0].1;
    assert_eq!(
        (article.headline.as_str(), article.deck.as_str()),
        ("Lighth0use", "dark")
    );
    // The printed headline is both, and no text of its own.
    assert_eq!(
        texts(article),
        [(BlockKind::Paragraph, "The lamp failed on Tues")]
    );
}

#[test]
fn repeated_pages_do_not_multiply() {
    let text = package(&division("ARTICLE", "<mets:fptr FILEID='F1'/>").repeat(1000));
    let (articles, result) = read_package(&text, &pages());
    assert_eq!(result.unwrap_err().reason, Reason::Bomb);
    assert!(articles.len() < 10, "{}", articles.len());
}

#[test]
fn pages_lie_in_the_directory_of_their_package() {
    for name in [
        "alto/1.xml",
        "./alto/1.xml",
        "file://./alto/1.xml",
        "file:alto/1.xml",
        "alto\\1.xml",
    ] {
        assert_eq!(part_path(name).as_deref(), Some("alto/1.xml"), "{name}");
    }
    for name in [
        "/etc/passwd",
        "file:///etc/passwd",
        "http://host.example/1.xml",
        "../1.xml",
        "alto/../../1.xml",
        "c:\\1.xml",
        "",
    ] {
        assert_eq!(part_path(name), None, "{name}");
    }
}
