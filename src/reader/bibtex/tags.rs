//! Entries whose lines begin with a tag: EndNote and refer (`%T`), MEDLINE (`TI  -`), Web of Science
//! (`TI`).

use super::entry::Found;

/// A way to tag lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tagged {
    /// EndNote and refer.
    Refer,
    /// PubMed's text (NLM, "MEDLINE/PubMed Data Element Descriptions").
    Medline,
    /// Exports of Web of Science.
    Isi,
}

/// Tags and the fields that they are; another one is told as not understood.
const REFER: &[(&str, &str)] = &[
    ("T", "title"),
    ("A", "author"),
    ("B", "publication"),
    ("J", "publication"),
    ("D", "year"),
    ("8", "date"),
    ("U", "url"),
    ("X", "abstract"),
    ("K", "keywords"),
    ("G", "language"),
    ("I", "publisher"),
    ("0", "type"),
];
const MEDLINE: &[(&str, &str)] = &[
    ("PMID", "id"),
    ("TI", "title"),
    ("AB", "abstract"),
    ("FAU", "author"),
    ("CN", "author"),
    ("AU", "short author"),
    ("DP", "date"),
    ("JT", "publication"),
    ("LA", "language"),
    ("OT", "keywords"),
    ("MH", "keywords"),
];
const ISI: &[(&str, &str)] = &[
    ("PT", "type"),
    ("TI", "title"),
    ("AB", "abstract"),
    ("AF", "author"),
    ("CA", "author"),
    ("AU", "short author"),
    ("PD", "date"),
    ("PY", "year"),
    ("SO", "publication"),
    ("LA", "language"),
    ("DE", "keywords"),
    ("ID", "keywords"),
    ("UT", "id"),
    ("ER", "type"),
    ("EF", "type"),
];

impl Tagged {
    /// How the lines of a text are tagged, by its beginning.
    pub fn of(text: &str) -> Option<Self> {
        let mut lines = text.lines();
        let (first, second) = (lines.next()?, lines.next()?);
        let are_tagged = |tagged: Self| tagged.tag_of(first).and(tagged.tag_of(second)).is_some();
        if text.starts_with("%0 ") && are_tagged(Self::Refer) {
            Some(Self::Refer)
        } else if text.starts_with("PMID- ") && are_tagged(Self::Medline) {
            Some(Self::Medline)
        } else if text.starts_with("FN ") && second.starts_with("VR ") {
            Some(Self::Isi)
        } else {
            None
        }
    }

    /// Whether an entry begins with this line.
    pub fn begins(self, line: &str) -> bool {
        let start = match self {
            Self::Refer => "%0 ",
            Self::Medline => "PMID- ",
            Self::Isi => "PT ",
        };
        line.starts_with(start)
    }

    fn table(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Self::Refer => REFER,
            Self::Medline => MEDLINE,
            Self::Isi => ISI,
        }
    }

    /// The tag of a line, and what stands behind it.
    fn tag_of(self, line: &str) -> Option<(&str, &str)> {
        let is_capital = |tag: &str| {
            let mut bytes = tag.bytes();
            bytes.next().is_some_and(|b| b.is_ascii_uppercase())
                && bytes.all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
        };
        match self {
            Self::Refer => {
                let rest = line.strip_prefix('%')?;
                let tag = rest.chars().next()?;
                let (tag_text, value) = rest.split_at(tag.len_utf8());
                let is_tag = tag.is_ascii_alphanumeric() || "@!<>[+^".contains(tag);
                Some((tag_text, value.strip_prefix(' ')?)).filter(|_| is_tag)
            }
            Self::Medline => {
                let (tag, value) = line.split_at_checked(4)?;
                let value = value.strip_prefix('-')?;
                let tag = tag.trim_end();
                (is_capital(tag) && (value.is_empty() || value.starts_with(' ')))
                    .then_some((tag, value))
            }
            Self::Isi => {
                let (tag, value) = line.split_at_checked(2)?;
                (is_capital(tag) && (value.is_empty() || value.starts_with(' ')))
                    .then_some((tag, value))
            }
        }
    }

    /// Names and values of an entry.
    pub fn read(self, piece: &str) -> Found {
        let mut found = Found::new();
        for line in piece.lines() {
            let Some((tag, value)) = self.tag_of(line) else {
                self.go_on(line.trim(), &mut found);
                continue;
            };
            let known = self.table().iter().find(|(known, _)| *known == tag);
            let name = match (known, self) {
                (Some((_, name)), _) => (*name).to_owned(),
                (None, Self::Refer) => format!("%{tag}"),
                (None, _) => tag.to_owned(),
            };
            let value = value.trim().to_owned();
            match found
                .iter_mut()
                .find(|(known, _)| *known == name && name == "keywords")
            {
                Some((_, words)) => {
                    words.push(';');
                    words.push_str(&value);
                }
                None => found.push((name, value)),
            }
        }
        // Names in short stand for those in full where these are missing.
        let has_authors = found.iter().any(|(name, _)| name == "author");
        found.retain(|(name, _)| !(has_authors && name == "short author"));
        for (name, value) in &mut found {
            if name == "short author" {
                "author".clone_into(name);
            }
            let end = value.trim_end().len();
            value.truncate(end);
        }
        found
    }

    /// A line without a tag goes on with the field before it.
    fn go_on(self, line: &str, found: &mut Found) {
        let Some((name, value)) = found.last_mut() else {
            return;
        };
        match (self, name.as_str()) {
            // Each line is a name.
            (Self::Isi, "author" | "short author") => {
                let name = name.clone();
                found.push((name, line.to_owned()));
            }
            (Self::Refer, "keywords") => {
                value.push(';');
                value.push_str(line);
            }
            (Self::Refer, _) => {
                value.push('\n');
                value.push_str(line);
            }
            // Long fields are wrapped.
            (Self::Medline | Self::Isi, _) if !line.is_empty() => {
                value.push(' ');
                value.push_str(line);
            }
            (Self::Medline | Self::Isi, _) => {}
        }
    }
}
