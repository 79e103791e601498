//! `morgue entity`: what the archive says of one person, organisation or place.

use anyhow::Result;
use serde_json::{Value, json};

use super::{Exit, Global, Ui};
use crate::article::EntityKind;
use crate::backend::{Bearers, Known, Local, Profile, Sighting, find_kind};

/// Keys shown of a name that several go by, where one is wanted.
const SHOWN: usize = 10;

/// Say what the archive knows of a person, organisation or place
///
/// Takes any spelling that an article shows, surnames and acronyms too, or a key such as
/// `person/delcy rodriguez`.  Prints the spellings, the first and last article, the months, the
/// outlets, and who is named in the same articles.  A name that several go by gives a list of them,
/// with the number of their articles.  Exit codes: 0 found, 1 nobody of that name, or several.
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
    let mut bearers = local.find_entities(&args.name, args.kind)?;
    let known = match bearers.meant.len() {
        0 => return nobody(&local, &args.name, args.kind, ui),
        1 => bearers.meant.remove(0),
        _ => return list(&args, &bearers, ui),
    };
    let profile = local.profile(&known.entity)?;
    if args.format == "json" {
        ui.line(&to_json(&known, &profile).to_string())?;
    } else {
        tell(&known, &profile, args.limit, ui)?;
    }
    if !bearers.others.is_empty() {
        let others = bearers.others.iter().take(args.limit);
        let mut others: Vec<String> = others
            .map(|known| format!("`{}` ({})", known.entity.0, known.articles))
            .collect();
        if bearers.others.len() > args.limit {
            others.push(format!("{} more", bearers.others.len() - args.limit));
        }
        ui.note(&format!(
            "also called `{}`: {}",
            args.name,
            others.join(", ")
        ));
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
    let mut bearers = local.find_entities(name, kind)?;
    Ok(match bearers.meant.len() {
        0 => Err(nobody(local, name, kind, ui)?),
        1 => Ok(bearers.meant.remove(0)),
        _ => {
            let keys = bearers.meant.iter().take(SHOWN);
            let keys: Vec<&str> = keys.map(|known| known.entity.0.as_str()).collect();
            ui.error(&format!(
                "`{name}` is several entities: `{}`",
                keys.join("`, `")
            ));
            ui.hint("give the key");
            Err(Exit::Error)
        }
    })
}

fn nobody(local: &Local<'_>, name: &str, kind: Option<EntityKind>, ui: &mut Ui) -> Result<Exit> {
    ui.error(&format!("no entity `{name}`"));
    let near = local.near_entities(name, kind)?;
    if !near.is_empty() {
        ui.hint(&format!("did you mean `{}`?", near.join("`, `")));
    }
    Ok(Exit::Nothing)
}

/// Prints all who go by a name.
fn list(args: &Args, bearers: &Bearers, ui: &mut Ui) -> Result<Exit> {
    let all: Vec<&Known> = bearers.meant.iter().chain(&bearers.others).collect();
    if args.format == "json" {
        let rows = all.iter().map(
            |known| json!({"key": known.entity.0, "name": known.name, "articles": known.articles}),
        );
        let value = json!({
            "schema": "morgue.entity-names/1",
            "name": args.name,
            "entities": rows.collect::<Vec<_>>(),
        });
        ui.line(&value.to_string())?;
    } else {
        for known in all.iter().take(args.limit) {
            ui.row(&[&known.articles.to_string(), &known.entity.0, &known.name])?;
        }
    }
    ui.error(&format!(
        "`{}` is the name of {} entities",
        args.name,
        all.len()
    ));
    let is_cut = args.format != "json" && all.len() > args.limit;
    ui.hint(if is_cut {
        "give the key, or `--kind`; `--limit` shows more"
    } else {
        "give the key, or `--kind`"
    });
    Ok(Exit::Nothing)
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
