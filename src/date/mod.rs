//! Civil dates with precision, and the one grammar of written dates.
