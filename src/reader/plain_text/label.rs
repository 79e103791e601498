//! Labels: what a line is in the article.

use crate::article::BlockKind;

use super::named::named_enum;

named_enum! {
    /// What a line is.
    pub enum Label {
        Headline => "HEADLINE", "headline";
        Kicker => "KICKER", "section or slogan over the headline";
        Deck => "DECK", "standfirst";
        Byline => "BYLINE", "authors";
        Stamp => "STAMP", "time of publication or update";
        Dateline => "DATELINE", "dateline on a line of its own";
        Body => "BODY", "paragraph";
        Subhead => "SUBHEAD", "subhead";
        Quote => "QUOTE", "quotation set apart";
        List => "LIST", "list item";
        Table => "TABLE", "row of a table";
        Caption => "CAPTION", "caption";
        Credit => "CREDIT", "credit or sign-off";
        Ad => "AD", "advertisement marker";
        Promo => "PROMO", "promotion of the outlet";
        RelatedHead => "RELATED_HEAD", "heading of other stories";
        RelatedItem => "RELATED_ITEM", "another story";
        RelTime => "REL_TIME", "age of another story";
        Nav => "NAV", "navigation";
        Social => "SOCIAL", "share buttons";
        Tags => "TAGS", "topics";
        Bio => "BIO", "about the author";
        Copyright => "COPYRIGHT", "copyright";
        Correction => "CORRECTION", "correction note";
        PageNo => "PAGE_NO", "page number or end mark";
        Comment => "COMMENT", "reader's comment";
        Other => "OTHER", "something else";
    }
}

/// Number of labels, and of columns of a weight row: a multiple of eight keeps the loops straight.
pub const COLUMNS: usize = 32;

impl Label {
    /// The kind of block that a line of this label becomes; none for what becomes a field.
    pub fn block_kind(self) -> Option<BlockKind> {
        match self {
            Self::Headline
            | Self::Deck
            | Self::Byline
            | Self::Stamp
            | Self::Dateline
            | Self::Tags => None,
            Self::Body => Some(BlockKind::Paragraph),
            Self::Subhead => Some(BlockKind::Subhead),
            Self::Quote => Some(BlockKind::Quote),
            Self::List => Some(BlockKind::ListItem),
            Self::Table => Some(BlockKind::Table),
            Self::Caption => Some(BlockKind::Caption),
            Self::Credit => Some(BlockKind::Credit),
            Self::Correction => Some(BlockKind::Correction),
            Self::Ad | Self::Promo | Self::RelatedHead | Self::RelatedItem | Self::RelTime => {
                Some(BlockKind::Related)
            }
            Self::Kicker
            | Self::Nav
            | Self::Social
            | Self::Bio
            | Self::Copyright
            | Self::PageNo
            | Self::Comment
            | Self::Other => Some(BlockKind::Boilerplate),
        }
    }

    /// Text of the story, without its headings.
    pub fn is_text(self) -> bool {
        matches!(
            self,
            Self::Deck | Self::Body | Self::Quote | Self::List | Self::Table
        )
    }

    /// Part of the story itself, so never before its headline nor after its end.
    pub const fn is_story(self) -> bool {
        matches!(
            self,
            Self::Headline
                | Self::Deck
                | Self::Dateline
                | Self::Body
                | Self::Subhead
                | Self::Quote
                | Self::List
                | Self::Table
        )
    }
}
