//! What a container says of all its pages: the newspaper, its day, its language.
//!
//! Believed last: a page that says so itself is right.  The day is that of the issue, so it is no
//! firmer than one in the name of a file.

use super::super::given;
use crate::article::{Article, DateCandidate, DateRole, DateSource, Span};

/// The publication that members of a container are pages of.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Publication {
    /// Name of the newspaper, without the day of the issue.
    pub title: Option<String>,
    pub publisher: Option<String>,
    pub language: Option<String>,
    /// Day of the issue, as it is written.
    pub day: Option<String>,
    /// When it was put together: its pages were published before.
    pub made: Option<String>,
}

impl Publication {
    /// Says of an article what its page does not.
    pub fn complete(&self, section: Option<&str>, article: &mut Article) {
        let span = Span::default();
        // A book of one article has its title.
        let title = self.title.as_ref().filter(|t| **t != article.headline);
        given::set_source(article, title.cloned(), "epub:title", span);
        given::set_source(article, self.publisher.clone(), "epub:publisher", span);
        if article.language.is_none() {
            article.language.clone_from(&self.language);
        }
        if let Some(section) = section.filter(|_| article.section.is_none()) {
            given::note_field(article, "section", "epub:toc", span);
            article.section = Some(section.to_owned());
        }
        for (day, source) in [
            (&self.day, DateSource::FileName),
            (&self.made, DateSource::UpperBound),
        ] {
            if let Some(raw) = day.clone() {
                article.dates.push(DateCandidate {
                    role: DateRole::Unspecified,
                    source,
                    raw,
                    span,
                });
            }
        }
    }
}
