//! Names of people, as data: by them bylines and entities are told from other words in capitals.

/// Lines of a folded name, a tab and what it is: `f` a first name (`m` of men, `w` of women), `l` a
/// family name; `#` begins a comment.  Made by `scripts/make-gazetteers` from the lists of Faker (MIT).
pub const PERSON_NAMES: &str = include_str!("person_names.tsv");
