//! Code pages of the first PC, which the WHATWG standard leaves out: names in zip archives, old RTF.

const PAGE_437: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐\
└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{a0}";

const PAGE_850: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐\
└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u{ad}±‗¾¶§÷¸°¨·¹³²■\u{a0}";

/// The upper half of a code page by its number; None if it is not one of these.
pub fn page(number: i32) -> Option<&'static str> {
    match number {
        437 => Some(PAGE_437),
        850 | 858 => Some(PAGE_850),
        _ => None,
    }
}

/// A byte in a code page with this upper half.
pub fn letter(upper: &str, byte: u8) -> char {
    if byte < 128 {
        return char::from(byte);
    }
    upper
        .chars()
        .nth(usize::from(byte - 128))
        .unwrap_or('\u{fffd}')
}

/// A byte of a name in a zip archive that does not say that it is UTF-8.
pub fn cp437(byte: u8) -> char {
    letter(PAGE_437, byte)
}
