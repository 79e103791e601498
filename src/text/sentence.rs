//! Sentence starts: whether a new sentence begins between two words.
//!
//! Decided from the characters between the words, the text before them and the word after.  A line
//! break always ends a sentence, since blocks are joined by them.  By language there are only
//! abbreviations, and the words that begin sentences; initials, dotted letters and ordinals are
//! treated alike everywhere.  `tests/sentences.txt` holds it to F1 .97.

use crate::language::Language;

/// Abbreviations that stand before a number; before anything else they are words or ends.
const BEFORE_NUMBERS: &[&str] = &[
    "no", "nos", "nr", "nro", "núm", "nº", "n", "art", "artt", "fig", "p", "pp", "pag", "pagg",
    "pág", "págs", "blz", "abs", "vol", "kl", "klo", "jan", "janv", "ene", "feb", "febr", "févr",
    "fev", "mar", "mrt", "apr", "abr", "avr", "jun", "jul", "juil", "aug", "ago", "sep", "sept",
    "sett", "set", "oct", "okt", "out", "ott", "nov", "dec", "dez", "dic", "déc", "des", "янв",
    "февр", "апр", "авг", "сент", "окт", "нояб", "дек", "стр", "рис", "гл", "ст", "s", "ks", "sec",
    "ch", "chap", "hfst", "pkt", "stk", "fig", "tab", "табл", "разд", "п",
];

/// Abbreviations with which a list ends; what follows with a capital is a new sentence.
const LAST: &[&str] = &[
    "etc", "usw", "ecc", "osv", "enz", "jne", "yms", "ym", "pct", "т.д", "т.п", "др", "пр", "m.m",
    "m.fl", "itd", "itp", "atd", "apod", "stb", "vb", "ipd", "utt", "zł", "kč", "грн", "руб",
    "коп", "mln", "bln", "mkr", "kr", "mill", "mia", "milj", "mld",
];

/// Languages that write ordinals with a full stop and names of days and things with a capital.
const STOPPED_ORDINALS: &[&str] = &["de", "da", "no", "fi"];

/// Breaks between blocks and lines.
const LINE_ENDS: [char; 3] = ['\n', '\u{2028}', '\u{2029}'];

/// Marks that only end sentences: Chinese and Japanese, Hindi and Bengali, Urdu, Arabic, Armenian.
const STOPS: [char; 7] = ['。', '！', '？', '।', '۔', '؟', '։'];

/// True when a sentence starts at the word after `gap`.  `before` is the text up to the gap, which
/// ends with a word; `after` begins with the word after it.
pub fn starts_sentence(before: &str, gap: &str, after: &str, language: Option<&Language>) -> bool {
    if gap == " " {
        return false;
    }
    if gap.contains(LINE_ENDS) || gap.contains(STOPS) {
        return true;
    }
    let Some(mark) = gap.find(['.', '!', '?', '…']) else {
        return false;
    };
    let rest = &gap[mark..];
    // `U.S`, `10.30`, `example.com`: nothing but the mark between two words.
    if !rest.contains(char::is_whitespace) {
        return false;
    }
    let Some(first) = after.chars().next() else {
        return false;
    };
    // A sentence starts with a capital, a digit, or in a script that has no capitals.
    if first.is_lowercase() && !is_elided(gap, after) {
        return false;
    }
    // `said (He left.) and`: what is in brackets ends no sentence around it.
    let is_full_stop = rest.starts_with('.') && !rest.starts_with("..");
    if !is_full_stop {
        return true;
    }
    // `“Go.” She went`: a closing quote after the stop ends the sentence whatever the word was.
    if rest[1..].starts_with(['"', '”', '’', '»', ')']) {
        return true;
    }
    if mark != 0 {
        // `(AP). The`, `99%. The`: the stop does not touch the word, so it is no abbreviation.
        return true;
    }
    // `etc., And`: a comma behind the stop goes on.
    if rest[1..].starts_with([',', ';', ':']) {
        return false;
    }
    let has_number = first.is_numeric();
    let is_starter = || is_starter(after, language);
    match kind_of(before, language) {
        Kind::Word => true,
        Kind::Last => true,
        Kind::BeforeNumber => !has_number,
        Kind::Abbreviation => is_starter(),
        Kind::Ordinal => has_number || is_starter(),
    }
}

/// What stands before a full stop.
enum Kind {
    Word,
    /// May go on with a name.
    Abbreviation,
    BeforeNumber,
    Last,
    /// `3.` where that means third.
    Ordinal,
}

fn kind_of(before: &str, language: Option<&Language>) -> Kind {
    let start = before
        .rfind(|c: char| {
            c.is_whitespace()
                || matches!(
                    c,
                    '(' | '[' | '"' | '“' | '„' | '«' | '-' | '–' | '/' | '\'' | '’'
                )
        })
        .map_or(0, |at| {
            at + before[at..].chars().next().map_or(1, char::len_utf8)
        });
    // With the dots inside it: `p.m`, `z.B`, `U.S`.
    let word = &before[start..];
    if word.len() > 24 {
        return Kind::Word;
    }
    let lower = word.to_lowercase();
    if !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit()) {
        let has_ordinals = language.is_some_and(|l| STOPPED_ORDINALS.contains(&l.code));
        // `3–2.`: the end of a result or a range is no ordinal.
        let is_alone = !before[..start].ends_with(['-', '–', '/']);
        return if has_ordinals && is_alone && word.len() <= 2 {
            Kind::Ordinal
        } else {
            Kind::Word
        };
    }
    let letters = lower.chars().filter(|c| c.is_alphabetic()).count();
    if LAST.contains(&lower.as_str()) && is_known(&lower, language) {
        return Kind::Last;
    }
    // `и т. д.`, `m. m.`: the last letter of a list that is written with spaces.
    if letters == 1
        && matches!(lower.as_str(), "д" | "п")
        && before[..start].trim_end().ends_with("т.")
    {
        return Kind::Last;
    }
    if is_known(&lower, language) {
        // `P. Morel` is an initial, `p. 17` a page.
        let is_initial = letters == 1 && lower != word;
        return if BEFORE_NUMBERS.contains(&lower.as_str()) && !is_initial {
            Kind::BeforeNumber
        } else {
            Kind::Abbreviation
        };
    }
    // Streets: `Hauptstr. 5`.
    if lower.ends_with("str") && is_known("str", language) {
        return Kind::BeforeNumber;
    }
    // Initials and dotted letters are alike in every language.
    let is_dotted = lower.contains('.') && lower.split('.').all(|part| part.chars().count() <= 2);
    if letters == 1 && !lower.contains(|c: char| c.is_numeric()) || is_dotted && letters > 1 {
        return Kind::Abbreviation;
    }
    Kind::Word
}

/// `’t Is`, `'s Avonds`: Dutch begins a sentence so, with the capital on the second word.
fn is_elided(gap: &str, after: &str) -> bool {
    let mut letters = after.chars().skip(1);
    gap.ends_with(['’', '‘', '\''])
        && letters.next() == Some(' ')
        && letters.next().is_some_and(char::is_uppercase)
}

fn is_known(lower: &str, language: Option<&Language>) -> bool {
    language.is_some_and(|language| language.abbreviations.contains(&lower))
}

/// Whether what follows begins with a word that begins sentences.
fn is_starter(after: &str, language: Option<&Language>) -> bool {
    let Some(language) = language else {
        return false;
    };
    let end = after
        .find(|c: char| !c.is_alphabetic())
        .unwrap_or(after.len());
    let word = &after[..end];
    // An initial is no word: `J. A. Smith`.
    let is_initial = word.chars().count() == 1 && after[end..].starts_with('.');
    !is_initial && word.len() <= 16 && language.starters.contains(&word.to_lowercase().as_str())
}
