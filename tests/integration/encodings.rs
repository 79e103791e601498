//! Files in 51 encodings, when `MORGUE_DATA` says where the data is: each is decoded to the text
//! that the label of its folder gives.

use std::path::Path;

use encoding_rs::Encoding;
use morgue::reader::decode::{decode, decode_markup};

#[test]
fn files_are_decoded_as_their_label_says() {
    let Ok(data) = std::env::var("MORGUE_DATA") else {
        eprintln!("skipped: set MORGUE_DATA to the directory that holds encodings/");
        return;
    };
    let (mut known, mut right, mut flagged, mut unknown) = (0, 0, 0, 0);
    let mut folders: Vec<_> = std::fs::read_dir(Path::new(&data).join("encodings"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_dir())
        .collect();
    folders.sort();
    for folder in folders {
        let label = folder.file_name().unwrap().to_str().unwrap().to_owned();
        for entry in std::fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            let bytes = std::fs::read(&path).unwrap();
            let is_markup = path.extension().is_some_and(|e| e == "xml" || e == "html");
            let decoded = if is_markup {
                decode_markup(&bytes, None)
            } else {
                decode(&bytes, &[])
            };
            match expected(&label, &bytes) {
                Some(expected) => {
                    known += 1;
                    let is_right = expected.replace('\0', "") == decoded.text;
                    right += usize::from(is_right);
                    if !is_right {
                        eprintln!(
                            "wrong: {} {:?} {:?}",
                            path.display(),
                            decoded.encoding,
                            decoded.notes
                        );
                    }
                }
                None => {
                    unknown += 1;
                    flagged += usize::from(!decoded.notes.is_empty());
                    if decoded.notes.is_empty() {
                        eprintln!("silent: {} {:?}", path.display(), decoded.encoding);
                    }
                }
            }
        }
    }
    eprintln!("{right} of {known} right; {flagged} of {unknown} in unknown encodings flagged");
    assert!(right * 100 >= known * 94);
}

/// The text by the label, or nothing for encodings that the WHATWG standard does not define.
fn expected(label: &str, bytes: &[u8]) -> Option<String> {
    let label = match label {
        "CP932" => "shift_jis",
        "CP949" => "euc-kr",
        "MacCyrillic" => "x-mac-cyrillic",
        "MacRoman" => "macintosh",
        "utf-8-sig" => "utf-8",
        // "iso-8859-2-polish" names a language too.
        _ if label.starts_with("iso-8859") || label.starts_with("windows") => label
            .trim_end_matches(|c: char| c.is_ascii_lowercase())
            .trim_end_matches('-'),
        _ => label,
    };
    if let Some(order) = label.strip_prefix("UTF-32") {
        let marked = bytes.starts_with(&[0xff, 0xfe, 0, 0]);
        let big = order == "BE" || (order.is_empty() && !marked);
        return Some(
            bytes
                .chunks(4)
                .map(|unit| {
                    let unit = unit.try_into().unwrap();
                    char::from_u32(if big {
                        u32::from_be_bytes(unit)
                    } else {
                        u32::from_le_bytes(unit)
                    })
                    .unwrap()
                })
                .filter(|c| *c != '\u{feff}')
                .collect(),
        );
    }
    let encoding = Encoding::for_label(label.as_bytes())?;
    if encoding == encoding_rs::REPLACEMENT {
        return None;
    }
    Some(encoding.decode(bytes).0.into_owned())
}
