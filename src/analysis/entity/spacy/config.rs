//! The settings of a pipeline, and which of them can be run.
//!
//! `config.cfg` has sections of lines `name = value`, values written as JSON.  Only what decides the
//! layout is read; whatever else stands there is passed over.

use std::collections::BTreeMap;

use super::ImportError;

/// Where the vectors of the words come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layout {
    /// Code of the language, `xx` for any.
    pub language: String,
    /// The component whose file has the first layers, when it is not `ner` itself.
    pub listens_to: Option<String>,
}

/// Architectures that can be run, by the setting they stand in.
const ARCHITECTURES: &[(&str, &[&str])] = &[
    ("", &["spacy.TransitionBasedParser.v2"]),
    (".tok2vec", &["spacy.Tok2Vec.v2", "spacy.HashEmbedCNN.v2"]),
    (".tok2vec.embed", &["spacy.MultiHashEmbed.v2"]),
    (".tok2vec.encode", &["spacy.MaxoutWindowEncoder.v2"]),
];
const LISTENER: &str = "spacy.Tok2VecListener.v1";

type Sections<'a> = BTreeMap<&'a str, BTreeMap<&'a str, &'a str>>;

/// Reads the settings and refuses those that cannot be run.
pub fn read_layout(config: &str) -> Result<Layout, ImportError> {
    let sections = read_sections(config);
    let setting = |section: &str, name: &str| {
        let value = sections.get(section).and_then(|s| s.get(name)).copied();
        value.map(|v| v.trim_matches('"'))
    };
    if setting("components.ner", "factory") != Some("ner") {
        return Err(ImportError::Layout(
            "the pipeline has no component `ner`".to_owned(),
        ));
    }
    let model = "components.ner.model";
    check_architecture(&sections, model, "")?;
    for (name, expected) in [
        ("state_type", "ner"),
        ("extra_state_tokens", "false"),
        ("use_upper", "true"),
    ] {
        let value = setting(model, name).unwrap_or(expected);
        if value != expected {
            return Err(ImportError::Layout(format!(
                "`{name} = {value}`, only `{expected}` can be run"
            )));
        }
    }
    let tok2vec = format!("{model}.tok2vec");
    let listens = setting(&tok2vec, "@architectures") == Some(LISTENER);
    let listens_to = listens.then(|| {
        // `*` is whichever there is.
        let upstream = setting(&tok2vec, "upstream").filter(|name| *name != "*");
        upstream.unwrap_or("tok2vec").to_owned()
    });
    let is_plain = |name: &String| {
        // An empty name would make the path an absolute one.
        let is_safe = |c: char| c.is_ascii_alphanumeric() || "_-".contains(c);
        !name.is_empty() && name.chars().all(is_safe)
    };
    if !listens_to.iter().all(is_plain) {
        return Err(ImportError::Layout(
            "a component whose name is no name".to_owned(),
        ));
    }
    let (owner, prefix) = match &listens_to {
        Some(component) => (format!("components.{component}.model"), ".tok2vec"),
        None => (tok2vec, ".tok2vec"),
    };
    check_architecture(&sections, &owner, prefix)?;
    if setting(&owner, "@architectures") == Some("spacy.Tok2Vec.v2") {
        for part in [".embed", ".encode"] {
            check_architecture(
                &sections,
                &format!("{owner}{part}"),
                &format!("{prefix}{part}"),
            )?;
        }
    }
    Ok(Layout {
        language: setting("nlp", "lang").unwrap_or("xx").to_owned(),
        listens_to,
    })
}

fn check_architecture(sections: &Sections, section: &str, row: &str) -> Result<(), ImportError> {
    let known = ARCHITECTURES.iter().find(|(name, _)| *name == row);
    let known = known.map_or(&[][..], |(_, known)| known);
    let found = sections.get(section).and_then(|s| s.get("@architectures"));
    let found = found.map_or("", |found| found.trim_matches('"'));
    if known.contains(&found) {
        return Ok(());
    }
    let what = match found {
        "" => format!("section `{section}` is missing"),
        _ if found.contains("ransformer") => format!("`{found}` is a transformer"),
        _ => format!("unknown architecture `{found}`"),
    };
    Err(ImportError::Layout(format!(
        "{what}; can be run: {}",
        known.join(", ")
    )))
}

fn read_sections(config: &str) -> Sections<'_> {
    let mut sections = Sections::new();
    let mut section = "";
    for line in config.lines().map(str::trim) {
        if let Some(name) = line.strip_prefix('[').and_then(|l| l.strip_suffix(']')) {
            section = name;
        } else if let Some((name, value)) = line.split_once('=')
            && !line.starts_with('#')
        {
            let settings = sections.entry(section).or_default();
            settings.insert(name.trim(), value.trim());
        }
    }
    sections
}

/// Refuses models of other versions of spaCy: `>=3.7.2,<3.8.0` is one of 3.
pub fn check_version(meta: &[u8]) -> Result<String, ImportError> {
    #[derive(serde::Deserialize, Default)]
    #[serde(default)]
    struct Meta {
        lang: String,
        name: String,
        version: String,
        spacy_version: String,
    }
    let meta: Meta = serde_json::from_slice(meta).map_err(|error| ImportError::Damaged {
        file: "meta.json".to_owned(),
        detail: error.to_string(),
    })?;
    let version = meta
        .spacy_version
        .trim_start_matches(|c: char| !c.is_ascii_digit());
    if version.split('.').next() != Some("3") {
        let made_for = &meta.spacy_version;
        return Err(ImportError::Layout(format!(
            "made for spaCy `{made_for}`, only 3 can be run"
        )));
    }
    Ok(format!("{}_{} {}", meta.lang, meta.name, meta.version))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PARSER: &str = "[nlp]\nlang = \"es\"\n[components.ner]\nfactory = \"ner\"\n[components.ner.model]\n\
        @architectures = \"spacy.TransitionBasedParser.v2\"\nuse_upper = true\n[components.ner.model.tok2vec]\n";
    const ENCODER: &str = "@architectures = \"spacy.MaxoutWindowEncoder.v2\"\n";

    #[track_caller]
    fn check(rest: &str, expected: Result<Option<&str>, &str>) {
        let layout = read_layout(&format!("{PARSER}{rest}"));
        let found = layout.as_ref().map(|l| l.listens_to.as_deref());
        match expected {
            Ok(expected) => assert_eq!(found.ok(), Some(expected)),
            Err(part) => {
                let message = found.expect_err("a refusal").to_string();
                assert!(message.contains(part), "{message}");
            }
        }
    }

    #[test]
    fn layouts_are_run_or_refused_by_name() {
        let embed = "@architectures = \"spacy.MultiHashEmbed.v2\"\n";
        let own = format!(
            "@architectures = \"spacy.Tok2Vec.v2\"\n[components.ner.model.tok2vec.embed]\n{embed}\
             [components.ner.model.tok2vec.encode]\n{ENCODER}"
        );
        check(&own, Ok(None));
        check("@architectures = \"spacy.HashEmbedCNN.v2\"\n", Ok(None));
        check(
            "@architectures = \"spacy.Tok2VecListener.v1\"\nupstream = \"*\"\n[components.tok2vec.model]\n\
             @architectures = \"spacy.HashEmbedCNN.v2\"\n",
            Ok(Some("tok2vec")),
        );
        check(
            &own.replace("MultiHashEmbed", "CharacterEmbed"),
            Err("unknown architecture `spacy.CharacterEmbed.v2`"),
        );
        check(
            "@architectures = \"spacy-transformers.TransformerListener.v1\"\n",
            Err("is a transformer"),
        );
        check(
            "@architectures = \"spacy.Tok2VecListener.v1\"\nupstream = \"../../other\"\n",
            Err("no name"),
        );
        check(
            "@architectures = \"spacy.Tok2VecListener.v1\"\nupstream = \"\"\n[components..model]\n\
             @architectures = \"spacy.HashEmbedCNN.v2\"\n",
            Err("no name"),
        );
        check(
            "@architectures = \"spacy.HashEmbedCNN.v1\"\n",
            Err("spacy.HashEmbedCNN.v1"),
        );
        check("", Err("section `components.ner.model.tok2vec` is missing"));
    }

    #[test]
    fn other_versions_are_refused() {
        let meta = |version: &str| {
            let text = format!(
                r#"{{"lang":"es","name":"news","version":"1.0","spacy_version":"{version}"}}"#
            );
            check_version(text.as_bytes())
        };
        assert_eq!(meta(">=3.7.2,<3.8.0").ok().as_deref(), Some("es_news 1.0"));
        assert!(meta(">=4.0.0").is_err());
        assert!(meta(">=2.3.0").is_err());
        assert!(meta("").is_err());
    }
}
