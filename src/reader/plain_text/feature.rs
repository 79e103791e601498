//! Features: what the labeller is told about a line, as a set of yes-or-no facts.

use super::named::named_enum;

named_enum! {
    /// One fact about a line or its neighbourhood.
    pub enum Feature {
        Any => "any", "a line";
        Words1 => "words_1", "one word";
        Words3 => "words_2_3", "2 or 3 words";
        Words6 => "words_4_6", "4 to 6 words";
        Words10 => "words_7_10", "7 to 10 words";
        Words16 => "words_11_16", "11 to 16 words";
        Words25 => "words_17_25", "17 to 25 words";
        Words40 => "words_26_40", "26 to 40 words";
        Words80 => "words_41_80", "41 to 80 words";
        WordsMore => "words_81", "more than 80 words";
        NoLetters => "no_letters", "no letters";
        EndsStop => "ends_stop", "ends like a sentence";
        EndsQuestion => "ends_question", "ends with a question mark";
        EndsColon => "ends_colon", "ends with a colon";
        EndsComma => "ends_comma", "ends with a comma or dash";
        EndsEllipsis => "ends_ellipsis", "breaks off";
        EndsOpen => "ends_open", "ends without a stop";
        StartsLower => "starts_lower", "starts with a small letter";
        StartsQuote => "starts_quote", "starts with a quotation mark";
        StartsBullet => "starts_bullet", "starts with a bullet";
        StartsNumber => "starts_number", "starts with a number";
        StartsDash => "starts_dash", "starts with a dash";
        StartsSymbol => "starts_symbol", "starts with a symbol";
        AllCaps => "all_caps", "all capitals";
        TitleCase => "title_case", "capital letters on most words";
        SentenceCase => "sentence_case", "mostly small letters";
        Sentences2 => "sentences_2", "several sentences";
        Sentences4 => "sentences_4", "many sentences";
        StopNone => "stop_none", "no small words";
        StopLow => "stop_low", "few small words";
        StopHigh => "stop_high", "many small words";
        DigitHeavy => "digit_heavy", "mostly digits";
        CommaList => "comma_list", "a list with commas";
        HasBars => "has_bars", "parts between bars";
        HasQuote => "has_quote", "a quotation inside";
        IsQuoted => "is_quoted", "all in quotation marks";
        HasUrl => "has_url", "an address inside";
        HasHandle => "has_handle", "an account name or mail address";
        IsBracketed => "is_bracketed", "all in brackets";
        StampLabelled => "stamp_labelled", "says when it was published";
        StampDate => "stamp_date", "a date and nothing else";
        StampRelative => "stamp_relative", "a time ago and nothing else";
        StampClock => "stamp_clock", "a time of day and nothing else";
        StampPart => "stamp_part", "a date beside other parts";
        BylineMarked => "byline_marked", "says who wrote it";
        BareName => "bare_name", "a name and nothing else";
        BylineLead => "byline_lead", "the words before a name and nothing else";
        CreditBracketed => "credit_bracketed", "ends with a credit in brackets";
        CreditMarked => "credit_marked", "ends with a credit";
        CreditAlone => "credit_alone", "a credit and nothing else";
        CaptionSlug => "caption_slug", "starts like an agency caption";
        SetsScene => "sets_scene", "sets a scene";
        DatelineDash => "dateline_dash", "starts with a dateline";
        DatelineColon => "dateline_colon", "starts with a place and a colon";
        DatelineOnly => "dateline_only", "a dateline and nothing else";
        Speaker => "speaker", "starts with a speaker";
        RelatedHead => "related_head", "heads other stories";
        ReadMore => "read_more", "points to another story";
        Promo => "promo", "promotes the outlet";
        PromoInside => "promo_inside", "speaks of a newsletter";
        Ad => "ad", "marks an advertisement";
        Nav => "nav", "a word of navigation";
        NavHead => "nav_head", "starts like navigation";
        Social => "social", "a share button";
        SocialHead => "social_head", "starts like a share button";
        Copyright => "copyright", "claims rights";
        Correction => "correction", "corrects the story";
        TagsHead => "tags_head", "labels topics";
        Bio => "bio", "speaks of the author";
        Comments => "comments", "heads comments";
        SignOff => "sign_off", "signs off";
        PageMark => "page_mark", "a page number or jump line";
        EndMark => "end_mark", "an end mark or rule";
        Slug => "slug", "a wire header";
        Section => "section", "the name of a section";
        Consent => "consent", "speaks of cookies or consent";
        ServiceWord => "service_word", "a word of the site's own service";
        ServiceWords => "service_words", "words of the site's own service";
        ManyServiceWords => "many_service_words", "many words of the site's own service";
        ServiceOffTopic => "service_off_topic", "words of the site's own service, and about something else";
        Stub => "stub", "a paywall notice";
        Live => "live", "says live coverage";
        ReadingTime => "reading_time", "says how long it takes to read";
        Embed => "embed", "signature of an embedded post";
        Heading1 => "heading_1", "marked as heading";
        Heading2 => "heading_2", "marked as lower heading";
        QuoteMark => "quote_mark", "marked as quotation";
        ImageMark => "image_mark", "marked as image";
        TableRow => "table_row", "columns";
        Repeated => "repeated", "stands in the file again";
        RepeatedText => "repeated_text", "a longer line that stands in the file again";
        Filler => "filler", "filler between paragraphs";
        NearRepeat => "near_repeat", "a neighbour says nearly the same";
        Frequent => "frequent", "stands in many stories of the archive";
        SeenElsewhere => "seen_elsewhere", "stands in other stories of the archive";
        FrequentProse => "frequent_prose", "running text that stands in other stories of the archive";
        First => "first", "first line";
        Second => "second", "second line";
        Third => "third", "third line";
        Early => "early", "one of the first eight lines";
        Last => "last", "last line";
        BeforeCore => "before_core", "before the running text";
        InCore => "in_core", "within the running text";
        AfterCore => "after_core", "after the running text";
        FarFromCore => "far_from_core", "far from the running text";
        AmidProse => "amid_prose", "running text on both sides";
        LonelyProse => "lonely_prose", "running text on neither side";
        StartsAuthor => "starts_author", "starts with the author's name";
        NearCore => "near_core", "shortly before the running text";
        CoreStart => "core_start", "start of the running text";
        Prose => "prose", "running text";
        ProseInCore => "prose_in_core", "running text among its like";
        ProseApart => "prose_apart", "running text on its own";
        BetweenProse => "between_prose", "short, between paragraphs";
        BlankBefore => "blank_before", "blank line before";
        BlankAfter => "blank_after", "blank line after";
        PrevProse => "prev_prose", "running text before";
        NextProse => "next_prose", "running text after";
        Next2Prose => "next_2_prose", "running text soon after";
        PrevShort => "prev_short", "a short line before";
        NextShort => "next_short", "a short line after";
        ShortRun => "short_run", "among short lines";
        LongShortRun => "long_short_run", "among many short lines";
        PrevStamp => "prev_stamp", "a stamp before";
        NextStamp => "next_stamp", "a stamp after";
        PrevByline => "prev_byline", "authors before";
        NextByline => "next_byline", "authors after";
        NextAge => "next_age", "an age after";
        PrevAge => "prev_age", "an age before";
        PrevCredit => "prev_credit", "a credit before";
        NextCredit => "next_credit", "a credit after";
        PrevQuestion => "prev_question", "a question before";
        InTail => "in_tail", "after the heading of other stories";
        InInset => "in_inset", "in an inset of other stories";
        InComments => "in_comments", "after the heading of comments";
        InPairs => "in_pairs", "among stories with their ages";
        AfterEnd => "after_end", "after an end mark";
        MatchesTitle => "matches_title", "start of the page title";
        InTitle => "in_title", "stands within the page title";
        LikeTitle => "like_title", "much like the page title";
        MatchesName => "matches_name", "wording of the file name";
        TitleTail => "title_tail", "page title of a line below";
        SiteSuffix => "site_suffix", "ends with a site name";
        OnTopic => "on_topic", "words of the running text";
        NearTopic => "near_topic", "some words of the running text";
        OffTopic => "off_topic", "hardly a word of the running text";
        BestHead => "best_head", "says most of what the running text says";
        GoodHead => "good_head", "says much of what the running text says";
        LooseStamp => "loose_stamp", "a date with other words";
        NearStamp => "near_stamp", "close to authors or a stamp";
        HeadExtends => "head_extends", "begins or ends like the line beside it";
        AfterOffTopic => "after_off_topic", "after lines about other things";
        Sparse => "sparse", "hardly any running text around";
        Mixed => "mixed", "little running text around";
        Dense => "dense", "much running text around";
        ProseSparse => "prose_sparse", "running text with hardly any around";
        ProseMixed => "prose_mixed", "running text with little around";
        ClusterMain => "cluster_main", "in the longest stretch of running text";
        ClusterSmall => "cluster_small", "in a short stretch of running text";
        ProseOffTopic => "prose_off_topic", "running text about something else";
        OffTopicApart => "off_topic_apart", "about something else, in a short stretch of running text";
        GapBefore => "gap_before", "running text after a gap";
        WideGapBefore => "wide_gap_before", "running text after a wide gap";
        LeadsMark => "leads_mark", "the last heading over authors or a stamp";
        LongestHead => "longest_head", "the longest heading shortly before the running text";
        TitleNear => "title_near", "worded like the page title, and the nearest to the running text";
    }
}

/// Words of 64 bits that a set takes.
const PARTS: usize = 3;

/// A set of features.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Features([u64; PARTS]);

impl Features {
    pub fn add(&mut self, feature: Feature) {
        let bit = feature as usize;
        self.0[bit / 64] |= 1 << (bit % 64);
    }

    pub fn set(&mut self, feature: Feature, holds: bool) {
        if holds {
            self.add(feature);
        }
    }

    pub fn has(&self, feature: Feature) -> bool {
        let bit = feature as usize;
        self.0[bit / 64] & (1 << (bit % 64)) != 0
    }

    /// The features of the set, in order.
    pub fn iter(&self) -> impl Iterator<Item = Feature> + '_ {
        self.0
            .iter()
            .enumerate()
            .flat_map(|(part, &bits)| Bits(bits).map(move |bit| Feature::ALL[part * 64 + bit]))
    }
}

/// Positions of the set bits of a word.
struct Bits(u64);

impl Iterator for Bits {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        if self.0 == 0 {
            return None;
        }
        let bit = self.0.trailing_zeros() as usize;
        self.0 &= self.0 - 1;
        Some(bit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_gives_back_what_was_put_in() {
        assert!(Feature::ALL.len() <= PARTS * 64);
        let mut features = Features::default();
        for feature in [Feature::Any, Feature::InTail, Feature::TitleTail] {
            features.add(feature);
        }
        let listed: Vec<Feature> = features.iter().collect();
        assert_eq!(listed, [Feature::Any, Feature::InTail, Feature::TitleTail]);
        assert!(!features.has(Feature::Words1));
    }
}
