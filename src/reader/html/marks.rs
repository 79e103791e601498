//! What the names, classes and ids of elements say about the text inside, as bits.
//!
//! One table of word stems; a stem counts wherever it stands in `class`, `id`, `role`, `itemprop`
//! or `data-…` names.  The marks are only evidence: the weights decide what they are worth.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

/// A set of marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Marks(pub u64);

impl Marks {
    pub fn has(self, mark: Mark) -> bool {
        self.0 & (1 << mark as u32) != 0
    }

    pub fn with(self, mark: Mark) -> Self {
        Self(self.0 | 1 << mark as u32)
    }

    pub fn join(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Without those that the surroundings have as well: a wrapper of the whole page says nothing.
    pub fn beyond(self, surroundings: Self) -> Self {
        Self(self.0 & !surroundings.0)
    }

    pub fn has_any(self, marks: &[Mark]) -> bool {
        marks.iter().any(|mark| self.has(*mark))
    }
}

macro_rules! marks {
    ($($name:ident),* $(,)?) => {
        /// One thing that an element around a text says about it.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[repr(u32)]
        pub enum Mark { $($name),* }

        impl Mark {
            /// Every mark, in the order of the bits.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];
        }
    };
}

marks! {
    // By the name of an element around it.
    Article, Main, Header, Footer, Nav, Aside, Figure, FigCaption, BlockQuote, List, Table, Form, Heading, Details, Pre, Address, Link,
    // By class, id and the like.
    Body, Text, Title, Deck, Byline, Bio, Date, Caption, Credit, Related, Teaser, Popular, Newsletter, Share, Comments,
    Advert, Paywall, Cookie, Navigation, Tags, Copyright, Embed, Gallery, Live, Hidden, Tool, Correction, PullQuote, FactBox, Quiz, Audio, Sidebar, Footnote, Section, Dialog,
}

/// Stems, in lower case, and what they mark.
const STEMS: &[(Mark, &[&str])] = &[
    (
        Mark::Body,
        &[
            "articlebody",
            "article-body",
            "article_body",
            "article__body",
            "story-body",
            "storybody",
            "story_body",
            "story__body",
            "entry-content",
            "post-content",
            "post_content",
            "postcontent",
            "article-content",
            "article_content",
            "article__content",
            "articlecontent",
            "article-text",
            "articletext",
            "article_text",
            "article__text",
            "body-text",
            "bodytext",
            "content-body",
            "content__body",
            "contentbody",
            "body-content",
            "bodycontent",
            "post-body",
            "post__body",
            "postbody",
            "story-content",
            "story__content",
            "storycontent",
            "main-content-body",
            "news-content",
            "newscontent",
            "news-body",
            "news-text",
            "newstext",
            "article-main",
            "td-post-content",
            "rich-text",
            "richtext",
            "wysiwyg",
            "text-block",
            "textblock",
            "article-detail",
            "body-copy",
            "bodycopy",
            "page-content",
            "single-content",
            "cuerpo",
            "texto-noticia",
            "noticia-cuerpo",
            "fulltext",
            "body-paragraph",
            "article-page",
        ],
    ),
    (
        Mark::Text,
        &[
            "paragraph",
            "-text",
            "text-",
            "_text",
            "copy",
            "prose",
            "body",
        ],
    ),
    (
        Mark::Title,
        &["headline", "title", "titre", "titulo", "heading", "hed"],
    ),
    (
        Mark::Deck,
        &[
            "standfirst",
            "subtitle",
            "sub-title",
            "subheadline",
            "sub-headline",
            "subhead",
            "deck",
            "__dek",
            "-dek",
            "lede",
            "leadtext",
            "lead-text",
            "article-lead",
            "article__lead",
            "chapo",
            "teaser-text",
            "excerpt",
            "summary",
            "intro",
            "abstract",
            "strapline",
            "entradilla",
            "bajada",
            "vorspann",
            "ingress",
            "manchet",
            "articledescription",
            "article-description",
            "preamble",
            "kicker",
        ],
    ),
    (
        Mark::Byline,
        &[
            "byline",
            "author",
            "auteur",
            "autor",
            "writer",
            "reporter",
            "contributor",
            "signature",
            "firma",
            "journalist",
            "credits",
        ],
    ),
    (
        Mark::Bio,
        &[
            "author-bio",
            "authorbio",
            "author_bio",
            "about-the-author",
            "about-author",
            "author-box",
            "authorbox",
            "author-info",
            "author-card",
            "author-desc",
            "-bio",
            "bio-",
            "biography",
        ],
    ),
    (
        Mark::Date,
        &[
            "date",
            "time",
            "published",
            "updated",
            "datum",
            "fecha",
            "posted-on",
        ],
    ),
    (
        Mark::Caption,
        &[
            "caption",
            "legend",
            "legende",
            "bildtext",
            "bildunterschrift",
            "image-desc",
            "image__desc",
            "photo-desc",
            "pie-foto",
            "piefoto",
            "img-txt",
            "figcap",
            "pie-de-foto",
        ],
    ),
    (
        Mark::Credit,
        &[
            "credit",
            "copyright",
            "source",
            "fotograf",
            "photographer",
            "image-source",
        ],
    ),
    (
        Mark::Related,
        &[
            "related",
            "recommend",
            "read-more",
            "readmore",
            "read_more",
            "read-also",
            "more-from",
            "morefrom",
            "more-on",
            "also-read",
            "alsoread",
            "see-also",
            "similar",
            "suggested",
            "further",
            "up-next",
            "upnext",
            "next-article",
            "nextarticle",
            "you-may",
            "youmay",
            "outbrain",
            "taboola",
            "mgid",
            "zergnet",
            "plista",
            "ligatus",
            "more-stories",
            "morestories",
            "more-news",
            "keep-reading",
            "relacionad",
            "verwandt",
            "lire-aussi",
            "leggi-anche",
            "ler-mais",
            "mehr-zum",
            "weiterlesen",
            "inline-link",
            "internal-link",
            "linklist",
            "link-list",
        ],
    ),
    (
        Mark::Teaser,
        &[
            "teaser",
            "promo",
            "card",
            "tile",
            "river",
            "stream",
            "feed",
            "listing",
            "grid",
            "carousel",
            "slider",
            "swiper",
            "ticker",
            "thumb",
            "item-list",
            "collection",
        ],
    ),
    (
        Mark::Popular,
        &[
            "popular",
            "trending",
            "most-read",
            "mostread",
            "most-viewed",
            "most_read",
            "top-stories",
            "topstories",
            "latest",
            "headlines",
            "meistgelesen",
            "breaking",
            "ranking",
        ],
    ),
    (
        Mark::Newsletter,
        &[
            "newsletter",
            "signup",
            "sign-up",
            "subscribe",
            "subscription",
            "optin",
            "opt-in",
            "mailchimp",
            "email-form",
            "follow",
            "abonn",
        ],
    ),
    (
        Mark::Share,
        &[
            "share",
            "sharing",
            "social",
            "addthis",
            "addtoany",
            "facebook",
            "twitter",
            "whatsapp",
            "pinterest",
            "linkedin",
            "bookmark",
            "sharedaddy",
            "toolbar",
        ],
    ),
    (
        Mark::Comments,
        &[
            "comment",
            "disqus",
            "kommentar",
            "comentario",
            "commentaire",
            "livefyre",
            "coral",
            "discussion",
            "feedback",
            "reply",
            "respond",
            "reader-letter",
        ],
    ),
    (
        Mark::Advert,
        &[
            "advert",
            "adslot",
            "ad-slot",
            "ad-container",
            "ad_container",
            "ad-wrapper",
            "adbox",
            "ad-box",
            "adunit",
            "ad-unit",
            "banner",
            "sponsor",
            "dfp",
            "gpt-ad",
            "googlead",
            "google-ad",
            "adsense",
            "anzeige",
            "publicidad",
            "publicite",
            "pubblicit",
            "reklam",
            "promoted",
            "commercial",
            "affiliate",
            "partner",
            "-ad-",
            "ad__",
            "native-ad",
        ],
    ),
    (
        Mark::Paywall,
        &[
            "paywall",
            "premium",
            "piano",
            "tp-modal",
            "subscriber",
            "regwall",
            "meter",
            "piano-",
            "locked",
            "plus-teaser",
            "paid-content",
            "offer",
        ],
    ),
    (
        Mark::Cookie,
        &[
            "cookie", "consent", "gdpr", "privacy", "onetrust", "didomi", "cmp-",
        ],
    ),
    (
        Mark::Navigation,
        &[
            "nav",
            "menu",
            "breadcrumb",
            "pagination",
            "pager",
            "skip-link",
            "skiplink",
            "toc",
            "table-of-contents",
            "jump",
            "masthead",
            "topbar",
            "top-bar",
            "site-header",
            "siteheader",
            "global-header",
            "page-header",
            "hamburger",
            "sitemap",
        ],
    ),
    (
        Mark::Tags,
        &[
            "tags",
            "tag-list",
            "taglist",
            "tag-",
            "topics",
            "keywords",
            "categories",
            "category",
            "cat-links",
            "themen",
            "schlagwort",
            "temas",
            "etiquetas",
            "labels",
            "hashtag",
        ],
    ),
    (
        Mark::Copyright,
        &[
            "copyright",
            "disclaimer",
            "legal",
            "imprint",
            "impressum",
            "terms",
            "colophon",
            "site-footer",
            "page-footer",
            "footer",
            "rights",
            "syndication",
            "license",
        ],
    ),
    (
        Mark::Embed,
        &[
            "embed",
            "tweet",
            "instagram",
            "youtube",
            "video",
            "player",
            "oembed",
            "iframe",
            "jwplayer",
            "brightcove",
            "podcast",
            "media-",
        ],
    ),
    (
        Mark::Gallery,
        &[
            "gallery",
            "slideshow",
            "lightbox",
            "photo",
            "image",
            "picture",
            "slide",
            "fotostrecke",
            "diaporama",
            "galeria",
        ],
    ),
    (
        Mark::Live,
        &[
            "liveblog",
            "live-blog",
            "live_blog",
            "live-post",
            "timeline",
            "live-update",
            "liveticker",
            "live-entry",
        ],
    ),
    (
        Mark::Hidden,
        &[
            "hidden",
            "visually-hidden",
            "sr-only",
            "screen-reader",
            "screenreader",
            "hide",
            "invisible",
            "noprint",
            "no-print",
            "offscreen",
            "a11y",
            "is-hidden",
            "d-none",
            "print-only",
        ],
    ),
    (
        Mark::Tool,
        &[
            "button",
            "btn",
            "widget",
            "login",
            "signin",
            "search",
            "print",
            "tooltip",
            "icon",
            "control",
            "toggle",
            "settings",
            "rating",
            "vote",
            "poll",
            "survey",
            "calculator",
            "weather",
            "stock",
            "font-size",
            "loader",
            "loading",
            "placeholder",
        ],
    ),
    (
        Mark::Correction,
        &[
            "correction",
            "editor-note",
            "editors-note",
            "editorsnote",
            "clarification",
            "update-note",
        ],
    ),
    (
        Mark::PullQuote,
        &[
            "pullquote",
            "pull-quote",
            "blockquote",
            "quote",
            "zitat",
            "citation",
        ],
    ),
    (
        Mark::FactBox,
        &[
            "factbox",
            "fact-box",
            "faktaboks",
            "infobox",
            "info-box",
            "sidebar-box",
            "boxout",
            "explainer",
            "key-points",
            "keypoints",
            "highlights",
            "takeaways",
            "at-a-glance",
            "key-facts",
            "callout",
            "accordion",
            "faq",
            "glossary",
        ],
    ),
    (
        Mark::Quiz,
        &[
            "quiz",
            "question",
            "answer",
            "crossword",
            "game",
            "recipe",
            "horoscope",
        ],
    ),
    (
        Mark::Audio,
        &[
            "audio",
            "listen",
            "text-to-speech",
            "speech",
            "readaloud",
            "read-aloud",
            "vorlesen",
            "trinity",
        ],
    ),
    (
        Mark::Sidebar,
        &[
            "sidebar",
            "side-bar",
            "rail",
            "right-col",
            "rightcol",
            "col-right",
            "aside",
            "secondary",
            "complementary",
            "marginalia",
            "sticky",
            "off-canvas",
            "overlay",
        ],
    ),
    (
        Mark::Footnote,
        &[
            "footnote",
            "reference",
            "endnote",
            "sources",
            "note-",
            "disclosure",
        ],
    ),
    (
        Mark::Section,
        &[
            "section-name",
            "section-label",
            "rubric",
            "rubrik",
            "eyebrow",
            "overline",
            "topline",
            "dachzeile",
            "roofline",
            "label",
            "badge",
            "flag",
            "slug",
        ],
    ),
    (
        Mark::Dialog,
        &[
            "modal",
            "dialog",
            "popup",
            "pop-up",
            "lightbox",
            "snackbar",
            "toast",
            "alert",
            "notification",
            "notice",
            "message",
            "survey",
        ],
    ),
];

/// The marks of an element with this name.
pub fn of_name(name: &str) -> Marks {
    let mark = match name {
        "article" => Mark::Article,
        "main" => Mark::Main,
        "header" => Mark::Header,
        "footer" => Mark::Footer,
        "nav" => Mark::Nav,
        "aside" => Mark::Aside,
        "figure" => Mark::Figure,
        "figcaption" => Mark::FigCaption,
        "blockquote" | "q" => Mark::BlockQuote,
        "ul" | "ol" | "dl" => Mark::List,
        "table" => Mark::Table,
        "form" => Mark::Form,
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Mark::Heading,
        "details" | "summary" => Mark::Details,
        "pre" | "code" => Mark::Pre,
        "address" => Mark::Address,
        "a" => Mark::Link,
        "dialog" => Mark::Dialog,
        _ => return Marks::default(),
    };
    Marks::default().with(mark)
}

/// The marks that the words of an attribute value set.
pub fn of_words(words: &str) -> Marks {
    static STEM_FINDER: LazyLock<(AhoCorasick, Vec<Mark>)> = LazyLock::new(|| {
        let stems: Vec<(Mark, &str)> = STEMS
            .iter()
            .flat_map(|(mark, stems)| stems.iter().map(move |stem| (*mark, *stem)))
            .collect();
        let finder = AhoCorasick::builder()
            .ascii_case_insensitive(true)
            .match_kind(MatchKind::Standard)
            .kind(Some(AhoCorasickKind::DFA))
            .build(stems.iter().map(|(_, stem)| stem))
            .expect("the stems are short and few");
        (finder, stems.iter().map(|(mark, _)| *mark).collect())
    });
    let (finder, marks) = &*STEM_FINDER;
    // Classes made by tools run to kilobytes and say nothing after the first words.
    let words = crate::reader::html::page::cut(words, 400);
    let mut found = Marks::default();
    for hit in finder.find_overlapping_iter(words) {
        found = found.with(marks[hit.pattern().as_usize()]);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stems_are_found_inside_words() {
        let marks = of_words("c-RelatedArticles__item article-body");
        assert!(marks.has(Mark::Related) && marks.has(Mark::Body));
        assert!(!marks.has(Mark::Newsletter));
        assert!(Mark::ALL.len() <= 64);
    }
}
