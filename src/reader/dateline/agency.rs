//! Agencies in datelines; their names are set phrases of `plain_text::lexicon`.

use crate::reader::plain_text::lexicon::{Class, is_phrase};

/// Whether a part of a dateline is an agency: "AP" of "LONDON (AP)".
pub fn is_agency(part: &str) -> bool {
    is_phrase(part, Class::Agency)
}

/// The same between commas, where "PA" and "Pa." are a state.
pub fn is_listed_agency(part: &str) -> bool {
    let is_state = part.trim_end_matches('.').eq_ignore_ascii_case("pa");
    !is_state && is_agency(part)
}

/// The name as it is written, but "Reuter", as the agency signed for long, is Reuters.
pub fn display_agency(name: &str) -> String {
    if name.eq_ignore_ascii_case("reuter") {
        "Reuters".to_owned()
    } else {
        name.to_owned()
    }
}
