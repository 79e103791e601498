use super::*;

#[track_caller]
fn check(bytes: &[u8], declared: &[&str], text: &str, encoding: &str) {
    let decoded = decode(bytes, declared);
    assert_eq!(
        (&*decoded.text, decoded.encoding.as_str()),
        (text, encoding)
    );
}

const PRAGUE: &str = "Žluťoučký kůň úpěl ďábelské ódy, příliš žluťoučký, řekl starý muž.";

fn utf16(text: &str, big: bool) -> Vec<u8> {
    text.encode_utf16()
        .flat_map(|unit| {
            if big {
                unit.to_be_bytes()
            } else {
                unit.to_le_bytes()
            }
        })
        .collect()
}

fn utf32(text: &str, big: bool) -> Vec<u8> {
    text.chars()
        .map(u32::from)
        .flat_map(|unit| {
            if big {
                unit.to_be_bytes()
            } else {
                unit.to_le_bytes()
            }
        })
        .collect()
}

#[test]
fn every_way_of_finding_the_encoding() {
    check(b"plain", &[], "plain", "utf-8 (valid)");
    check("é".as_bytes(), &["utf-8"], "é", "utf-8 (declared)");
    check(
        b"\xef\xbb\xbf\xc3\xa9",
        &["windows-1252"],
        "é",
        "utf-8 (bom)",
    );
    check(
        b"caf\xe9 au lait",
        &["latin1"],
        "café au lait",
        "windows-1252 (declared)",
    );
    let (bytes, _, _) = encoding_rs::WINDOWS_1250.encode(PRAGUE);
    check(&bytes, &["windows-1250"], PRAGUE, "windows-1250 (declared)");
    check(&bytes, &[], PRAGUE, "windows-1250 (detected)");
    for (big, label) in [(false, "le"), (true, "be")] {
        let marked = format!("\u{feff}{PRAGUE}");
        check(
            &utf16(&marked, big),
            &[],
            PRAGUE,
            &format!("utf-16{label} (bom)"),
        );
        check(
            &utf16(PRAGUE, big),
            &[],
            PRAGUE,
            &format!("utf-16{label} (nul pattern)"),
        );
        check(
            &utf32(&marked, big),
            &[],
            PRAGUE,
            &format!("utf-32{label} (bom)"),
        );
        check(
            &utf32(PRAGUE, big),
            &[],
            PRAGUE,
            &format!("utf-32{label} (nul pattern)"),
        );
    }
    let chinese = "委内瑞拉释放了56名囚犯\n星期二晚上";
    check(
        &utf16(chinese, false),
        &[],
        chinese,
        "utf-16le (nul pattern)",
    );
    let (bytes, _, _) = encoding_rs::ISO_2022_JP.encode("日本語の新聞です");
    check(&bytes, &[], "日本語の新聞です", "iso-2022-jp (detected)");
}

#[test]
fn false_declarations_are_overridden_and_noted() {
    let decoded = decode(PRAGUE.as_bytes(), &["windows-1250"]);
    assert_eq!(decoded.text, PRAGUE);
    assert_eq!(decoded.notes, ["declared windows-1250 but is valid UTF-8"]);
    let (bytes, _, _) = encoding_rs::WINDOWS_1250.encode(PRAGUE);
    let decoded = decode(&bytes, &["utf-8"]);
    assert_eq!(decoded.text, PRAGUE);
    assert_eq!(decoded.notes, ["declared utf-8 but is not"]);
    let decoded = decode(b"x\xe9", &["klingon"]);
    assert_eq!(
        decoded.notes,
        [
            "declared charset `klingon` is not supported",
            "the charset is a guess from 1 byte"
        ]
    );
}

#[test]
fn slips_in_utf8_do_not_make_it_a_legacy_charset() {
    let mut bytes = PRAGUE.as_bytes().to_vec();
    bytes.push(0xe9);
    let decoded = decode(&bytes, &[]);
    assert_eq!(decoded.replaced, 1);
    assert!(decoded.text.starts_with(PRAGUE) && decoded.text.ends_with('\u{fffd}'));
    assert_eq!(decoded.encoding, "utf-8 (mostly valid)");
}

#[test]
fn nuls_and_mojibake_are_noted() {
    let decoded = decode(b"a\0b and much more text that is fine", &[]);
    assert_eq!(decoded.text, "ab and much more text that is fine");
    assert_eq!(decoded.notes, ["1 NUL characters dropped"]);
    assert_eq!(count_mojibake("itâ€™s a cafÃ© atÂ\u{a0}last"), 3);
    assert_eq!(count_mojibake("SÃO PAULO, „Spaß“, É…"), 0);
}

#[test]
fn charsets_under_names_the_standard_lacks() {
    let (bytes, _, _) = encoding_rs::X_MAC_CYRILLIC.encode("Новости дня");
    check(
        &bytes,
        &["MacCyrillic"],
        "Новости дня",
        "x-mac-cyrillic (declared)",
    );
    // 7-bit Korean: the characters of EUC-KR between shift-out and shift-in.
    let korean = b"\x1b$)CRoe: \x0eGQ1[\x0f!\n";
    check(korean, &[], "Roe: 한글!\n", "iso-2022-kr (escapes)");
}

#[test]
fn binary_is_told_from_text() {
    assert!(looks_binary(b"\x89PNG\r\n\x1a\n"));
    assert!(looks_binary(&[0, 1, 2, 3, 0, 1, 2, 3, 9, 9, 0, 0, 7]));
    assert!(!looks_binary(PRAGUE.as_bytes()));
    assert!(!looks_binary(&utf16(PRAGUE, true)));
    assert!(!looks_binary(&utf32(PRAGUE, false)));
    assert!(!looks_binary(b""));
    // A disk or a download has filled the file up.
    let padded = [&[0; 600][..], PRAGUE.as_bytes(), &[0; 3000]].concat();
    assert!(!looks_binary(&padded));
    assert_eq!(decode(&padded, &[]).notes, ["3600 NUL characters dropped"]);
    assert!(looks_binary(&[0; 3000]));
    assert!(looks_binary(
        &[&[0; 600][..], b"\x01\x02\x03\x04\x05\x06abc"].concat()
    ));
}

#[test]
fn declarations_in_markup() {
    for (head, expected) in [
        (
            "<?xml version='1.0' encoding='ISO-8859-1'?><a/>",
            &["ISO-8859-1"][..],
        ),
        (
            "<META HTTP-EQUIV=Content-Type CONTENT=\"text/html; charset=Big5\">",
            &["Big5"],
        ),
        ("<html><meta name=x><meta charset = utf-8 />", &["utf-8"]),
        ("<meta charset", &[]),
        ("", &[]),
    ] {
        assert_eq!(declared_in_markup(head.as_bytes()), expected);
    }
}
