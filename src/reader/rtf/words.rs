//! Words of RTF that need no state: those that stand for a character, and those whose group holds no
//! text.

/// Words that stand for a character.
pub fn character(name: &[u8]) -> Option<&'static str> {
    Some(match name {
        b"tab" => "\t",
        b"emdash" => "—",
        b"endash" => "–",
        b"lquote" => "‘",
        b"rquote" => "’",
        b"ldblquote" => "“",
        b"rdblquote" => "”",
        b"bullet" => "•",
        b"emspace" | b"enspace" | b"qmspace" => " ",
        b"zwj" => "\u{200d}",
        b"zwnj" => "\u{200c}",
        b"ltrmark" => "\u{200e}",
        b"rtlmark" => "\u{200f}",
        _ => return None,
    })
}

/// The unit of UTF-16 that a number of `\u` means: those above 32,767 are written negative.
pub fn unit_of(number: i32) -> u32 {
    let unit = if number < 0 {
        number + 0x1_0000
    } else {
        number
    };
    u32::try_from(unit).unwrap_or(0xfffd)
}

/// Whether the group of this word holds no text of the document.
pub fn is_without_text(name: &[u8]) -> bool {
    WITHOUT_TEXT.contains(&name)
}

/// Groups that hold no text of the document.
const WITHOUT_TEXT: &[&[u8]] = &[
    b"annotation",
    b"atnauthor",
    b"atnid",
    b"atnref",
    b"atntime",
    b"background",
    b"bkmkend",
    b"bkmkstart",
    b"category",
    b"colorschememapping",
    b"colortbl",
    b"comment",
    b"company",
    b"datafield",
    b"datastore",
    b"doccomm",
    b"falt",
    b"filetbl",
    b"fldinst",
    b"fontemb",
    b"formfield",
    b"ftncn",
    b"ftnsep",
    b"ftnsepc",
    b"aftncn",
    b"aftnsep",
    b"aftnsepc",
    b"generator",
    b"hlinkbase",
    b"keywords",
    b"latentstyles",
    b"leveltext",
    b"levelnumbers",
    b"listoverridetable",
    b"listtable",
    b"manager",
    b"mmathPr",
    b"nonesttables",
    b"nonshppict",
    b"objdata",
    b"operator",
    b"panose",
    b"passwordhash",
    b"pgptbl",
    b"pict",
    b"pnseclvl",
    b"pntxta",
    b"pntxtb",
    b"printim",
    b"buptim",
    b"revtbl",
    b"rsidtbl",
    b"rxe",
    b"shprslt",
    b"sp",
    b"subject",
    b"tc",
    b"tcn",
    b"template",
    b"themedata",
    b"txe",
    b"userprops",
    b"xe",
    b"xmlnstbl",
];
