//! The header line of IPTC 7901: `MER0042 5 HUM 121 PORT ELDER-CLOCK`.

/// A header line taken apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Header<'a> {
    /// Source and number in one: "MER0042".
    pub number: &'a str,
    pub priority: &'a str,
    pub category: &'a str,
    pub words: &'a str,
    pub keyword: Option<&'a str>,
}

/// Takes a line apart; none when it is not a header, which stands in capitals.
pub fn read_header(line: &str) -> Option<Header<'_>> {
    take_apart(line).filter(|header| {
        let letters = header.number.bytes().chain(header.category.bytes());
        !letters.into_iter().any(|b| b.is_ascii_lowercase())
    })
}

/// The same behind a mark of the line protocol, where small letters are as good.
pub fn read_marked_header(line: &str) -> Option<Header<'_>> {
    take_apart(line)
}

fn take_apart(line: &str) -> Option<Header<'_>> {
    let mut rest = line.trim();
    let mut next = || {
        let (word, after) = rest.split_once(' ').unwrap_or((rest, ""));
        rest = after.trim_start();
        word
    };
    let (number, priority, category, words) = (next(), next(), next(), next());
    let digits = number.bytes().rev().take_while(u8::is_ascii_digit).count();
    let letters = number.len() - digits;
    let is_number = (3..=4).contains(&digits)
        && (2..=4).contains(&letters)
        && number.as_bytes()[..letters]
            .iter()
            .all(u8::is_ascii_alphabetic);
    let is_priority = priority.len() == 1 && priority.bytes().all(|b| b.is_ascii_digit());
    let is_category =
        (1..=3).contains(&category.len()) && category.bytes().all(|b| b.is_ascii_alphabetic());
    let is_count = (1..=5).contains(&words.len()) && words.bytes().all(|b| b.is_ascii_digit());
    (is_number && is_priority && is_category && is_count).then_some(Header {
        number,
        priority,
        category,
        words,
        keyword: (!rest.is_empty()).then_some(rest),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers() {
        let header = read_header("MER0042 5 HUM 121 PORT ELDER-CLOCK").unwrap();
        assert_eq!(header.number, "MER0042");
        assert_eq!(header.keyword, Some("PORT ELDER-CLOCK"));
        assert!(read_header("DPA123 4 pl 50").is_none());
        assert_eq!(read_header("DPA123 4 PL 50").unwrap().keyword, None);
        assert_eq!(
            read_marked_header("bdt0123 4 pl 50").unwrap().number,
            "bdt0123"
        );
        for line in [
            "",
            "A 1 B 2",
            "HELLO 5 HUM 121",
            "MER0042 55 HUM 121",
            "é0042 5 HUM 1",
        ] {
            assert!(read_header(line).is_none(), "{line}");
        }
    }
}
