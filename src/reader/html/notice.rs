//! Pages that are no article: what a site says instead of one, by its title and heading.
//!
//! "Page not found", "Verify you are human", "We value your privacy".  The phrases are data; a page
//! with a story below such a heading, or one that is dated as an article, is not taken for one.

use std::sync::LazyLock;

use super::page::Page;
use super::place::find_headline;

/// Most words of a title beside the phrase: the name of the site.
const MOST_OTHERS: usize = 3;

struct Phrase {
    words: String,
    place: Place,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Start,
    Whole,
    Anywhere,
}

static PHRASES: LazyLock<Vec<Phrase>> = LazyLock::new(|| {
    let lines = include_str!("notices.txt").lines();
    let phrases = lines.filter_map(|line| {
        let place = match line.chars().next()? {
            '^' => Place::Start,
            '=' => Place::Whole,
            '*' => Place::Anywhere,
            _ => return None,
        };
        let words = words_of(&line[1..]);
        Some(Phrase { words, place })
    });
    phrases.collect()
});

/// Whether the headline, or the title of a page without one, is that of a notice.
pub fn is_titled_as_notice(page: &Page<'_>) -> bool {
    let headline = find_headline(page).map(|at| page.blocks[at].text.as_str());
    match headline {
        Some(headline) => is_notice(headline) || is_notice(first_part(&page.title)),
        None => title_parts(&page.title).any(is_notice),
    }
}

/// The title, and what stands before its separators: behind them is the name of the site.
fn title_parts(title: &str) -> impl Iterator<Item = &str> {
    std::iter::once(title).chain(std::iter::once(first_part(title)))
}

fn first_part(title: &str) -> &str {
    let ends = ["|", " - ", " – "].into_iter();
    let end = ends.filter_map(|mark| title.find(mark)).min();
    &title[..end.unwrap_or(title.len())]
}

fn is_notice(title: &str) -> bool {
    if title.len() > 200 {
        return false;
    }
    let words = words_of(title);
    let count = |text: &str| text.split(' ').filter(|word| !word.is_empty()).count();
    PHRASES.iter().any(|phrase| {
        let met = match phrase.place {
            Place::Whole => words == phrase.words,
            Place::Start => words.starts_with(&phrase.words),
            // Scripts without spaces have no words to keep apart.
            Place::Anywhere if phrase.words.is_ascii() => words.contains(&phrase.words),
            Place::Anywhere => words.contains(phrase.words.trim()),
        };
        met && count(&words) <= count(&phrase.words) + MOST_OTHERS
    })
}

/// " in small letters with single spaces "
fn words_of(text: &str) -> String {
    let mut words = String::with_capacity(text.len() + 2);
    words.push(' ');
    for word in text.split(|c: char| !c.is_alphanumeric()) {
        if !word.is_empty() {
            words.extend(word.chars().flat_map(char::to_lowercase));
            words.push(' ');
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_of_notices() {
        for (title, expected) in [
            ("404: Page not found", true),
            ("Oops! That page can’t be found.", true),
            ("Cette page est introuvable", true),
            ("Seite nicht gefunden | Kurier", true),
            ("Verify you are human", true),
            ("We value your privacy", true),
            ("ページが見つかりません", true),
            ("Log in", true),
            ("Minister told to log in or resign", false),
            ("4041 trees planted", false),
            ("404 people fined in northern town", false),
            ("Access denied: refugees turned back at border", false),
            ("Drug not available in your country? Here is why", false),
            ("Story | Register", false),
            ("Forbidden fruit: the orchards of the north", false),
            (
                "The town that said its page not found notices were the best in the land",
                false,
            ),
        ] {
            let is_met = title_parts(title).any(is_notice);
            assert_eq!(is_met, expected, "{title}");
        }
    }

    #[test]
    fn every_line_of_the_table_is_a_phrase() {
        let lines = include_str!("notices.txt").lines();
        assert_eq!(
            lines.filter(|line| !line.starts_with('#')).count(),
            PHRASES.len()
        );
    }
}
