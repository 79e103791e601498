//! Enums whose variants have a name in data files and a phrase for people.

/// Declares an enum with `ALL`, `name()` and `phrase()`; used for labels, features and classes.
macro_rules! named_enum {
    ($(#[$doc:meta])* $vis:vis enum $type:ident { $($variant:ident => $name:literal, $phrase:literal;)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[repr(u8)]
        $vis enum $type { $(#[doc = $phrase] $variant,)+ }

        #[allow(dead_code, reason = "not every enum is looked up by name")]
        impl $type {
            /// Every variant, in order.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// Name in data files and reports.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)+ }
            }

            /// What it says, for people.
            pub fn phrase(self) -> &'static str {
                match self { $(Self::$variant => $phrase,)+ }
            }

            /// Finds a variant by its name.
            pub fn find(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|variant| variant.name() == name)
            }
        }
    };
}

pub(super) use named_enum;
