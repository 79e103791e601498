//! What is the same for all readers.

use super::*;

/// Addresses of what a file gives that an archive has under this address.
fn addresses(path: &str, text: &str) -> Vec<Option<String>> {
    let input = Input {
        url: Some("https://paper.example/2026/05/03/clock"),
        ..Input::new(path, text.as_bytes())
    };
    let mut found = Vec::new();
    let (_, result) = read(&input, None, &mut |item| {
        if let Item::Article(read) = item {
            found.push(read.article.url);
        }
    });
    assert!(result.is_ok());
    found
}

#[test]
fn a_single_article_has_the_address_of_its_file() {
    let address = Some("https://paper.example/2026/05/03/clock".to_owned());
    assert_eq!(
        addresses("a.txt", "Clock right\n\nThe clock is right.\n"),
        std::slice::from_ref(&address)
    );
    let one = r#"{"title": "Clock right", "text": "The clock is right."}"#;
    assert_eq!(addresses("a.json", one), [address]);
    let own = r#"{"title": "Clock right", "text": "The clock is right.", "url": "https://own.example/a"}"#;
    assert_eq!(
        addresses("a.json", own),
        [Some("https://own.example/a".to_owned())]
    );
    // The address of a list is none of its articles'.
    assert_eq!(addresses("a.json", &format!("[{one},{one}]")), [None, None]);
}
