//! Files that are told by their bytes and hold no text that is read: data, books, archives, pictures.

use crate::reader::Reason;

/// What a file is that has these bytes there.
struct Magic {
    at: usize,
    bytes: &'static [u8],
    reason: Reason,
    what: &'static str,
}

const fn unread(at: usize, bytes: &'static [u8], what: &'static str) -> Magic {
    Magic {
        at,
        bytes,
        reason: Reason::Unsupported,
        what,
    }
}

const fn binary(at: usize, bytes: &'static [u8], what: &'static str) -> Magic {
    Magic {
        at,
        bytes,
        reason: Reason::Binary,
        what,
    }
}

/// Bytes that no text begins with, or that count only in a file with control characters.
const MAGIC: &[Magic] = &[
    unread(
        0,
        b"SQLite format 3\0",
        "a database (SQLite), which is not read; export its tables as CSV or JSON",
    ),
    unread(
        4,
        b"Standard Jet DB",
        "a database (Access), which is not read; export its tables as CSV",
    ),
    unread(
        4,
        b"Standard ACE DB",
        "a database (Access), which is not read; export its tables as CSV",
    ),
    unread(
        0,
        b"PAR1",
        "a table in Parquet, which is not read; save it as CSV or JSON lines",
    ),
    unread(
        0,
        b"ARROW1",
        "a table in Arrow, which is not read; save it as CSV or JSON lines",
    ),
    unread(
        0,
        b"FEA1",
        "a table in Feather, which is not read; save it as CSV or JSON lines",
    ),
    unread(
        0,
        b"Obj\x01",
        "records in Avro, which are not read; save them as JSON lines",
    ),
    unread(
        0,
        b"$FL2@(#)",
        "a data set of SPSS, which is not read; save it as CSV",
    ),
    unread(
        0,
        b"<stata_dta>",
        "a data set of Stata, which is not read; save it as CSV",
    ),
    unread(
        60,
        b"BOOKMOBI",
        "a book for Kindle (.mobi, .azw), which is not read; save it as EPUB",
    ),
    unread(
        0,
        b"!BDN",
        "a mail file of Outlook (.pst), which is not read; export it as .mbox or .eml",
    ),
    unread(
        0,
        b"\x78\x9f\x3e\x22",
        "what Outlook attaches to mail (winmail.dat), which is not read",
    ),
    unread(
        0,
        b"\xe4\x52\x5c\x7b\x8c\xd8\xa7\x4d",
        "a section of OneNote, which is not read; export it as .docx or PDF",
    ),
    unread(
        0,
        b"\x06\x06\xed\xf5\xd8\x1d\x46\xe5",
        "pages of InDesign, which are not read; export their text or a PDF",
    ),
    unread(
        0,
        b"\xffWPC",
        "a text of WordPerfect, which is not read; save it as .docx, .odt or RTF",
    ),
    unread(
        0,
        b"AT&TFORM",
        "scanned pages in DjVu, which are not read; save their text as DjVuXML or hOCR",
    ),
    unread(0, b"ITSF", "a book of help (.chm), which is not read"),
    unread(
        0,
        b"7z\xbc\xaf\x27\x1c",
        "an archive (7z), which is not opened; unpack it, or pack it as zip",
    ),
    unread(
        0,
        b"Rar!\x1a\x07",
        "an archive (RAR), which is not opened; unpack it, or pack it as zip",
    ),
    unread(
        0,
        b"\xfd7zXZ\0",
        "a file compressed by xz, which is not opened; unpack it",
    ),
    unread(
        0,
        b"\x04\x22\x4d\x18",
        "a file compressed by lz4, which is not opened; unpack it",
    ),
    unread(
        3,
        b"STL25.01",
        "subtitles of broadcasters (EBU STL), which are not read; save them as SubRip or TTML",
    ),
    unread(
        3,
        b"STL30.01",
        "subtitles of broadcasters (EBU STL), which are not read; save them as SubRip or TTML",
    ),
    binary(0, b"\x89PNG\r\n", "a picture (PNG)"),
    binary(0, b"\xff\xd8\xff", "a picture (JPEG)"),
    binary(0, b"GIF8", "a picture (GIF)"),
    binary(0, b"II*\0", "a picture (TIFF)"),
    binary(0, b"MM\0*", "a picture (TIFF)"),
    binary(8, b"WEBP", "a picture (WebP)"),
    binary(4, b"ftypheic", "a picture (HEIC)"),
    binary(4, b"ftypavif", "a picture (AVIF)"),
    binary(4, b"ftyp", "a film or a sound (MP4)"),
    binary(0, b"\x1a\x45\xdf\xa3", "a film (Matroska, WebM)"),
    binary(8, b"AVI ", "a film (AVI)"),
    binary(8, b"WAVE", "a sound (WAV)"),
    binary(0, b"ID3", "a sound (MP3)"),
    binary(0, b"OggS", "a sound (Ogg)"),
    binary(0, b"fLaC", "a sound (FLAC)"),
];

/// Bytes in which control characters are looked for; the longest head of text has a kilobyte.
const HEAD: usize = 2048;

/// Why a file is not read, and what it is; none if its bytes say nothing.
pub fn told_by_bytes(bytes: &[u8]) -> Option<(Reason, &'static str)> {
    let has = |magic: &&Magic| {
        bytes
            .get(magic.at..)
            .is_some_and(|rest| rest.starts_with(magic.bytes))
    };
    let found = MAGIC.iter().find(has)?;
    // "PAR1 is a format" and "GIF89 of the day" are texts.
    let head = &bytes[..bytes.len().min(HEAD)];
    let is_control = |b: &u8| matches!(b, 0..=8 | 14..=26 | 28..=31);
    let is_sure = !found.bytes.is_ascii() || head.iter().any(is_control);
    is_sure.then_some((found.reason, found.what))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_named_by_their_bytes() {
        let mut book = b"Ferry_timetable".to_vec();
        book.resize(60, 0);
        book.extend(b"BOOKMOBI");
        let mut captions = b"850STL25.01100".to_vec();
        captions.resize(1024, b' ');
        captions.extend(b"\0\x01\0\xff");
        for (bytes, reason, word) in [
            (&captions[..], Reason::Unsupported, "STL"),
            (
                &b"SQLite format 3\0\x10\x00"[..],
                Reason::Unsupported,
                "SQLite",
            ),
            (b"PAR1\x15\x04\x15", Reason::Unsupported, "Parquet"),
            (&book, Reason::Unsupported, "Kindle"),
            (b"7z\xbc\xaf\x27\x1c\0\x04", Reason::Unsupported, "7z"),
            (b"\xff\xd8\xff\xe0\0\x10JFIF", Reason::Binary, "JPEG"),
            (b"\0\0\0\x18ftypheic", Reason::Binary, "HEIC"),
            (b"\0\0\0\x18ftypmp42", Reason::Binary, "MP4"),
            (b"RIFF\x10\0\0\0WAVEfmt ", Reason::Binary, "WAV"),
        ] {
            let (found, what) = told_by_bytes(bytes).unwrap();
            assert_eq!(found, reason, "{word}");
            assert!(what.contains(word), "{what}");
        }
    }

    #[test]
    fn texts_are_none() {
        for text in [
            "PAR1 is a format of tables\n",
            "GIF89 of the day\n",
            "ID3 is a tag\n",
            "RIFF and WAVE\n",
            "!BDN\n",
            "ITSF, a club, has won\n",
            "",
        ] {
            assert_eq!(told_by_bytes(text.as_bytes()), None, "{text}");
        }
    }
}
