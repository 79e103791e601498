//! What the tagger says of a token: the kinds of names it tells apart, and where in a name it is.

use crate::article::EntityKind;

/// Kind of a name.  Only the first three become entities; the others keep words from being taken
/// for one of them, and demonyms are weak evidence of a country.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Label {
    Person,
    Organisation,
    Place,
    /// Nationalities, religions, parties' followers: "Venezuelan", "Catholics", "Democrats".
    Demonym,
    /// Events, works, laws, products, languages.
    Other,
}

impl Label {
    pub const ALL: [Self; 5] = [
        Self::Person,
        Self::Organisation,
        Self::Place,
        Self::Demonym,
        Self::Other,
    ];

    /// The kind of entity, for labels that are one.
    pub fn kind(self) -> Option<EntityKind> {
        match self {
            Self::Person => Some(EntityKind::Person),
            Self::Organisation => Some(EntityKind::Organisation),
            Self::Place => Some(EntityKind::Place),
            Self::Demonym | Self::Other => None,
        }
    }
}

impl From<EntityKind> for Label {
    fn from(kind: EntityKind) -> Self {
        match kind {
            EntityKind::Person => Self::Person,
            EntityKind::Organisation => Self::Organisation,
            EntityKind::Place => Self::Place,
        }
    }
}

/// Tags of a token: 0 is outside, then begin and inside of each label in turn.
pub type Tag = u8;

/// Number of tags.
pub const TAGS: usize = 1 + 2 * Label::ALL.len();

/// Outside of any name.
pub const OUTSIDE: Tag = 0;

pub fn begin(label: Label) -> Tag {
    1 + 2 * label as Tag
}

pub fn inside(label: Label) -> Tag {
    2 + 2 * label as Tag
}

/// The label of a tag, None for outside.
pub fn label_of(tag: Tag) -> Option<Label> {
    let index = tag.checked_sub(1)? / 2;
    Label::ALL.get(usize::from(index)).copied()
}

/// True for the tags that continue a name.
pub fn is_inside(tag: Tag) -> bool {
    tag > 0 && tag.is_multiple_of(2)
}

/// Runs of tokens with one label: (first token, end token, label).
pub fn runs(tags: &[Tag]) -> impl Iterator<Item = (usize, usize, Label)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        while at < tags.len() {
            let start = at;
            at += 1;
            let Some(label) = label_of(tags[start]) else {
                continue;
            };
            while at < tags.len() && tags[at] == inside(label) {
                at += 1;
            }
            return Some((start, at, label));
        }
        None
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_become_runs() {
        let person = (begin(Label::Person), inside(Label::Person));
        let tags = [
            0,
            person.0,
            person.1,
            begin(Label::Place),
            0,
            person.0,
            person.0,
        ];
        let found: Vec<_> = runs(&tags).collect();
        assert_eq!(
            found,
            [
                (1, 3, Label::Person),
                (3, 4, Label::Place),
                (5, 6, Label::Person),
                (6, 7, Label::Person)
            ]
        );
    }
}
