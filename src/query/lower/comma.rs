//! Names of people and places that are written with a comma: `Trump, Donald` as catalogues order
//! them, `Caracas, Venezuela` with what a place lies in.
//!
//! No person's name has a comma in an archive, so one in catalogue order is put upright.  What a
//! place lies in is for the lists of places to say (`Context::places`); where they do not know it
//! the name is looked for as it stands, never as another place of the first part's name.

use super::Lowerer;
use super::place::Place;
use crate::article::Span;
use crate::field::KeyField;
use crate::query::note::Remark;
use crate::text::fold;

/// What follows a whole name behind a comma, folded.
const SUFFIXES: &[&str] = &["ii", "iii", "iv", "jr", "jr.", "sr", "sr."];

/// Most words of a surname, and of what stands before it.
const MAX_WORDS: usize = 4;

impl Lowerer<'_, '_> {
    /// The names that are looked for where this one is asked for, with a note if there are others.
    pub(super) fn names_with_comma(
        &mut self,
        value: String,
        place: Place,
        span: Span,
    ) -> Vec<String> {
        match place {
            Place::Key(KeyField::Person) => {
                let Some(upright) = upright(&value) else {
                    return vec![value];
                };
                let message = format!(
                    "a name with a comma is read as surname and given name: `{}`",
                    super::word::with_signs(&upright)
                );
                self.out.notes.push(Remark::CommaInName.note(span, message));
                vec![upright]
            }
            Place::Key(KeyField::Place) if value.contains(',') => {
                let Some(meant) = (self.ctx.places)(&value) else {
                    return vec![value];
                };
                let message = format!(
                    "`{value}` is read as a place and what it lies in, and looked for as `{meant}` too"
                );
                self.out.notes.push(Remark::CommaInName.note(span, message));
                vec![value, meant]
            }
            _ => vec![value],
        }
    }
}

/// `Trump, Donald` => `Donald Trump`; none for any other form.
fn upright(name: &str) -> Option<String> {
    let (surname, given) = name.split_once(',')?;
    let (surname, given) = (surname.trim(), given.trim());
    let is_name = |part: &str| {
        (1..=MAX_WORDS).contains(&part.split(' ').filter(|word| !word.is_empty()).count())
            && !part.contains(|c: char| c == ',' || c.is_ascii_digit())
    };
    let is_suffix = SUFFIXES.contains(&fold(given).as_str());
    (is_name(surname) && is_name(given) && !is_suffix).then(|| format!("{given} {surname}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_catalogue_order_are_put_upright() {
        for (typed, expected) in [
            ("Rundel, Oda", Some("Oda Rundel")),
            ("rundel,oda", Some("oda rundel")),
            ("de la Roe, Jane M.", Some("Jane M. de la Roe")),
            ("Rundel, O*", Some("O* Rundel")),
            ("Oda Rundel", None),
            ("Oda Rundel, Jr.", None),
            ("Oda Rundel, III", None),
            ("Rundel,", None),
            (", Oda", None),
            ("Rundel, Oda, Holm", None),
            ("Rundel, 54", None),
            ("Rundel, mayor of the old town of Holm", None),
        ] {
            assert_eq!(upright(typed).as_deref(), expected, "{typed}");
        }
    }
}
