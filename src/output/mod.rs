//! Hits to bytes: the trait, the table of formats, and the neutralising of hostile text.
