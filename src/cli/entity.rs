//! `morgue entity`: what the archive says of one person, organisation or place.

use anyhow::Result;
use serde_json::{Value, json};

use super::{Exit, Global, Ui};
use crate::article::EntityKind;
use crate::backend::{Known, Local, Profile, Sighting, find_kind};

/// Say what the archive knows of a person, organisation or place
///
/// Takes any spelling that an article shows, or a key such as `person/delcy rodriguez`.  Prints the
/// spellings, the first and last article, the months, the outlets, and who is named in the same
/// articles.  Exit codes: 0 found, 1 nobody of that name, 2 the name is several entities'.
#[derive(clap::Args)]
pub struct Args {
    /// Name or key
    #[arg(value_name = "NAME")]
    name: String,
    /// Only this kind: person, org or place
    #[arg(long, value_name = "KIND", value_parser = parse_kind)]
    kind: Option<EntityKind>,
    /// Entries of each list
    #[arg(long, value_name = "N", default_value_t = 10)]
    limit: usize,
    /// How to print
    #[arg(long, value_name = "FORMAT", default_value = "text", value_parser = ["text", "json"])]
    format: String,
}

/// Reads the value of `--kind`.
pub fn parse_kind(text: &str) -> Result<EntityKind, String> {
    find_kind(text).ok_or_else(|| "there are person, org and place".to_owned())
}

/// Runs the verb.
pub fn run(args: Args, global: &Global, ui: &mut Ui) -> Result<Exit> {
    let archive = global.open_archive()?;
    let local = Local::open(&archive)?;
    let known = match find_one(&local, &args.name, args.kind, ui)? {
        Ok(known) => known,
        Err(exit) => return Ok(exit),
    };
    let profile = local.profile(&known.entity)?;
    if args.format == "json" {
        ui.line(&to_json(&known, &profile).to_string())?;
    } else {
        tell(&known, &profile, args.limit, ui)?;
    }
    Ok(Exit::Success)
}

/// Finds the one entity of a name, or says why there is none.
pub fn find_one(
    local: &Local<'_>,
    name: &str,
    kind: Option<EntityKind>,
    ui: &mut Ui,
) -> Result<std::result::Result<Known, Exit>> {
    let mut found = local.find_entities(name, kind)?;
    match found.len() {
        0 => {
            ui.error(&format!("no entity `{name}`"));
            let near = local.near_entities(name, kind)?;
            if !near.is_empty() {
                ui.hint(&format!("did you mean `{}`?", near.join("`, `")));
            }
            Ok(Err(Exit::Nothing))
        }
        1 => Ok(Ok(found.remove(0))),
        _ => {
            let keys: Vec<&str> = found.iter().map(|known| known.entity.0.as_str()).collect();
            ui.error(&format!(
                "`{name}` is several entities: `{}`",
                keys.join("`, `")
            ));
            ui.hint("give the key, or `--kind`");
            Ok(Err(Exit::Error))
        }
    }
}

fn tell(known: &Known, profile: &Profile, limit: usize, ui: &mut Ui) -> Result<()> {
    ui.line(&format!("{} ({})", known.name, known.entity.0))?;
    ui.line(&format!(
        "{} articles, {} mentions",
        profile.articles, profile.mentions
    ))?;
    let list = |entries: &[(String, u64)]| -> String {
        let shown = entries.iter().take(limit);
        let mut shown: Vec<String> = shown.map(|(name, n)| format!("{name} {n}")).collect();
        if entries.len() > limit {
            shown.push(format!("and {} more", entries.len() - limit));
        }
        shown.join(", ")
    };
    ui.line(&format!("spelled:  {}", list(&profile.aliases)))?;
    for (label, sighting) in [("first:   ", &profile.first), ("last:    ", &profile.last)] {
        if let Some(sighting) = sighting {
            let Sighting { date, id, headline } = sighting;
            ui.line(&format!("{label} {date} {id} {headline}"))?;
        }
    }
    // The latest months are the ones that are asked for.
    let skipped = profile.months.len().saturating_sub(limit);
    if skipped > 0 {
        ui.line(&format!(
            "months:   {} earlier, {}",
            skipped,
            list(&profile.months[skipped..])
        ))?;
    } else if !profile.months.is_empty() {
        ui.line(&format!("months:   {}", list(&profile.months)))?;
    }
    if !profile.sources.is_empty() {
        ui.line(&format!("sources:  {}", list(&profile.sources)))?;
    }
    let beside: Vec<(String, u64)> = profile
        .beside
        .iter()
        .map(|(_, name, count)| (name.clone(), *count))
        .collect();
    if !beside.is_empty() {
        ui.line(&format!("beside:   {}", list(&beside)))?;
    }
    Ok(())
}

fn to_json(known: &Known, profile: &Profile) -> Value {
    let counted = |name: &str, entries: &[(String, u64)]| -> Vec<Value> {
        let rows = entries.iter();
        rows.map(|(value, count)| json!({ name: value, "count": count }))
            .collect()
    };
    let sighting = |sighting: &Option<Sighting>| {
        sighting
            .as_ref()
            .map(|s| json!({"date": s.date, "id": s.id, "headline": s.headline}))
    };
    let beside = profile.beside.iter().take(100);
    json!({
        "schema": "morgue.entity/1",
        "key": known.entity.0,
        "name": known.name,
        "articles": profile.articles,
        "mentions": profile.mentions,
        "aliases": counted("spelling", &profile.aliases),
        "first": sighting(&profile.first),
        "last": sighting(&profile.last),
        "timeline": counted("month", &profile.months),
        "sources": counted("source", &profile.sources),
        "beside": beside.map(|(key, name, count)| {
            json!({"key": key.0, "name": name, "count": count})
        }).collect::<Vec<_>>(),
    })
}
