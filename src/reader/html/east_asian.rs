//! Reporters as papers in Korea and Japan name them: `김민수 기자`, `[항구일보 김민수 기자]`, and
//! `【山田太郎】` below a story.
//!
//! The Korean word for reporter follows the name; posts and desks stand before it as well, so a name
//! has three syllables of which the first is a family name.

/// The word for reporter.
const REPORTER: &str = "기자";

/// Family names of one syllable.
const FAMILIES: &str = "김이박최정강조윤장임한오서신권황안송류유전홍고문양손배백허남심노하곽성차주우구나민진지엄채원천방공";

/// Ends of words for desks and teams.
const DESKS: &[char] = &['부', '팀', '실', '국'];

/// Bytes of a line, or of the beginning of a paragraph, in which a reporter is named.
const MAX_LINE: usize = 120;

/// The reporters whom a line, or the bracket at the beginning of a paragraph, names.
pub fn reporters(text: &str) -> Vec<String> {
    let line = match text.strip_prefix(['[', '(', '【']) {
        Some(inner) => inner.split([']', ')', '】']).next().unwrap_or(inner),
        None => text,
    };
    if line.len() > MAX_LINE || !line.contains(REPORTER) {
        return Vec::new();
    }
    let is_border = |c: char| !c.is_alphabetic();
    let mut names: Vec<&str> = Vec::new();
    let mut found: Vec<String> = Vec::new();
    for word in line.split(is_border).filter(|word| !word.is_empty()) {
        let bare = word.strip_suffix(REPORTER);
        if is_name(bare.unwrap_or(word)) {
            names.push(bare.unwrap_or(word));
        }
        if bare.is_some() {
            found.extend(names.drain(..).map(str::to_owned));
        } else if !is_name(word) {
            names.clear();
        }
    }
    found
}

/// The names in a line that is one pair of Japanese brackets.
pub fn bracketed(text: &str) -> Vec<String> {
    /// Parts of what else stands so: agencies, desks, pictures, honorifics that are left out.
    const OTHERS: &[&str] = &[
        "写真", "共同", "時事", "通信", "新聞", "編集", "取材", "動画", "速報", "提供", "記事",
        "関連", "続き", "敬称", "情報", "担当", "特集", "連載", "部", "局", "社", "版",
    ];
    let inner = text
        .strip_prefix('【')
        .and_then(|inner| inner.strip_suffix('】'));
    let Some(inner) = inner.filter(|inner| inner.len() <= MAX_LINE) else {
        return Vec::new();
    };
    let names: Vec<&str> = inner.split(['、', '，', '・']).map(str::trim).collect();
    let is_name = |name: &&str| {
        (3..=6).contains(&name.chars().count())
            && name
                .chars()
                .all(|c| ('\u{4e00}'..='\u{9fff}').contains(&c) || c == '々')
            && !OTHERS.iter().any(|other| name.contains(other))
    };
    if names.iter().all(is_name) {
        names.into_iter().map(str::to_owned).collect()
    } else {
        Vec::new()
    }
}

fn is_name(word: &str) -> bool {
    word.chars().count() == 3
        && word.starts_with(|c| FAMILIES.contains(c))
        && !word.ends_with(DESKS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reporter_is_named_before_the_word() {
        for (text, expected) in [
            ("김민수 기자", &["김민수"][..]),
            ("김민수기자 kms@hangu.example", &["김민수"]),
            ("[항구일보 김민수 기자] 나룻배가 멈췄다.", &["김민수"]),
            ("김민수·이영희 기자", &["김민수", "이영희"]),
            ("정치부 기자", &[]),
            ("기자", &[]),
            ("김민수 시장", &[]),
        ] {
            assert_eq!(reporters(text), expected, "{text}");
        }
    }

    #[test]
    fn names_in_brackets_below_a_story() {
        for (text, expected) in [
            ("【山田太郎】", &["山田太郎"][..]),
            ("【山田太郎、鈴木花】", &["山田太郎", "鈴木花"]),
            ("【関連写真】", &[]),
            ("【敬称略】", &[]),
            ("【山田太郎】ホルムの", &[]),
        ] {
            assert_eq!(bracketed(text), expected, "{text}");
        }
    }
}
