//! The user's own corrections of the entity table: a plain text file, one correction a line.
//!
//! ```text
//! # comment
//! merge person/m c machado => person/maria corina machado
//! split org/cne
//! rename org/citgo => CITGO
//! hide org/photo agency
//! ```
//!
//! The file is the user's: it survives indexing anew, and what cannot be understood is reported by
//! its line and left alone.

use crate::annotations::EntityKey;
use crate::article::EntityKind;
use crate::text::fold_value;

/// One line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Correction {
    /// The first key means the second entity.
    Merge { from: EntityKey, to: EntityKey },
    /// The key is an entity of its own, whatever the archive says.
    Split { key: EntityKey },
    /// The entity is shown under this name.
    Rename { key: EntityKey, name: String },
    /// Lists leave the entity out.
    Hide { key: EntityKey },
}

/// The corrections of an archive, in the order of the file: later lines win.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Corrections(pub Vec<Correction>);

/// A line that was not understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CorrectionError {
    /// Counted from 1.
    pub line: usize,
    pub message: String,
}

impl Corrections {
    /// Reads the file's text: what is understood, and what is not.
    pub fn parse(text: &str) -> (Self, Vec<CorrectionError>) {
        let mut corrections = Vec::new();
        let mut errors = Vec::new();
        for (index, line) in text.lines().enumerate() {
            let line = line.trim_start_matches('\u{feff}').trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            match parse_line(line) {
                Ok(correction) => corrections.push(correction),
                Err(message) => errors.push(CorrectionError {
                    line: index + 1,
                    message,
                }),
            }
        }
        (Self(corrections), errors)
    }

    /// Keys that no rule may lead elsewhere.
    pub fn kept_apart(&self) -> Vec<&EntityKey> {
        let split = self.0.iter().filter_map(|c| match c {
            Correction::Split { key } => Some(key),
            _ => None,
        });
        split.collect()
    }
}

impl std::fmt::Display for Correction {
    /// Writes the line that parses to this correction.
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Merge { from, to } => write!(out, "merge {} => {}", from.0, to.0),
            Self::Split { key } => write!(out, "split {}", key.0),
            Self::Rename { key, name } => write!(out, "rename {} => {name}", key.0),
            Self::Hide { key } => write!(out, "hide {}", key.0),
        }
    }
}

fn parse_line(line: &str) -> Result<Correction, String> {
    let (verb, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
    let pair = || {
        let (left, right) = rest
            .split_once("=>")
            .ok_or_else(|| format!("`{verb}` wants `KEY => …`"))?;
        Ok::<_, String>((parse_key(left)?, right.trim()))
    };
    match verb {
        "merge" => {
            let (from, to) = pair()?;
            let to = parse_key(to)?;
            if from == to {
                return Err(format!("`{}` is merged with itself", from.0));
            }
            Ok(Correction::Merge { from, to })
        }
        "rename" => {
            let (key, name) = pair()?;
            if name.is_empty() {
                return Err("`rename` wants a name after `=>`".to_owned());
            }
            Ok(Correction::Rename {
                key,
                name: name.to_owned(),
            })
        }
        "split" => Ok(Correction::Split {
            key: parse_key(rest)?,
        }),
        "hide" => Ok(Correction::Hide {
            key: parse_key(rest)?,
        }),
        _ => Err(format!(
            "no correction `{verb}`: merge, split, rename or hide"
        )),
    }
}

/// `person/Delcy Rodríguez`, in any spelling.
fn parse_key(text: &str) -> Result<EntityKey, String> {
    let text = text.trim();
    let (kind, name) = text
        .split_once('/')
        .ok_or_else(|| format!("`{text}` is no key; keys look like `person/delcy rodriguez`"))?;
    let folded = fold_value(name);
    let is_kind = EntityKind::ALL.iter().any(|k| k.field_name() == kind);
    if !is_kind || folded.is_empty() {
        return Err(format!(
            "`{text}` is no key; keys begin with person/, org/ or place/"
        ));
    }
    Ok(EntityKey(format!("{kind}/{folded}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_read_and_written_back() {
        let text = "merge person/m c machado => person/maria corina machado\n\
                    split org/cne\nrename org/citgo => CITGO\nhide org/photo agency";
        let (corrections, errors) = Corrections::parse(text);
        assert!(errors.is_empty());
        let written: Vec<String> = corrections.0.iter().map(ToString::to_string).collect();
        assert_eq!(written.join("\n"), text);
    }

    #[test]
    fn what_is_not_understood_is_reported_by_its_line() {
        let (corrections, errors) = Corrections::parse(
            "# mine\n\nmerge a => b\nburn org/x\nhide ship/x\nhide org/Éx\nmerge org/a => org/A",
        );
        assert_eq!(corrections.0.len(), 1);
        let found: Vec<String> = errors
            .iter()
            .map(|e| format!("{}: {}", e.line, e.message))
            .collect();
        assert_eq!(
            found.join("\n"),
            "3: `a` is no key; keys look like `person/delcy rodriguez`\n\
             4: no correction `burn`: merge, split, rename or hide\n\
             5: `ship/x` is no key; keys begin with person/, org/ or place/\n\
             7: `org/a` is merged with itself"
        );
    }
}
