//! One entity across the archive: how it is spelled, when and where it is named, and beside whom.

use std::collections::{BTreeMap, HashMap};

use anyhow::{Context, Result};

use super::names::condition;
use super::{Backend, Local};
use crate::annotations::{EntityKey, Record};

/// What the archive says of one entity.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Profile {
    pub articles: u64,
    pub mentions: u64,
    /// Every spelling with its number of mentions, most frequent first.
    pub aliases: Vec<(String, u64)>,
    /// First and last dated article that names it.
    pub first: Option<Sighting>,
    pub last: Option<Sighting>,
    /// Articles of each month, in order of time.
    pub months: Vec<(String, u64)>,
    /// Articles of each outlet, most first.
    pub sources: Vec<(String, u64)>,
    /// Entities named in the same articles, most first: key, name, articles.
    pub beside: Vec<(EntityKey, String, u64)>,
}

/// One article that names an entity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sighting {
    pub date: String,
    pub id: String,
    pub headline: String,
}

impl Local<'_> {
    /// Gathers what the archive says of an entity; reads every article that names it.
    pub fn profile(&self, entity: &EntityKey) -> Result<Profile> {
        let table = self.entity_table()?;
        let keys: Vec<&EntityKey> = table.keys(entity).collect();
        let ast = condition(entity, table).context("a key begins with a kind")?;
        let mut gather = Gather::default();
        self.each_record(&ast, &mut |record| {
            gather.add(&record, &keys, |key| table.entity(key).clone());
            Ok(())
        })?;
        let mut profile = gather.finish();
        for (key, name, _) in &mut profile.beside {
            if let Some(shown) = table.display_name(key) {
                shown.clone_into(name);
            }
        }
        profile
            .beside
            .retain(|(key, _, _)| !table.is_hidden(key, false));
        Ok(profile)
    }
}

#[derive(Default)]
struct Gather {
    articles: u64,
    mentions: u64,
    aliases: HashMap<String, u64>,
    /// By first minute and id, so that the order of articles does not matter.
    first: Option<(i64, Sighting)>,
    last: Option<(i64, Sighting)>,
    months: BTreeMap<String, u64>,
    sources: HashMap<String, u64>,
    beside: HashMap<EntityKey, (String, u64)>,
}

impl Gather {
    fn add(
        &mut self,
        record: &Record,
        keys: &[&EntityKey],
        entity_of: impl Fn(&EntityKey) -> EntityKey,
    ) {
        let annotations = &record.annotations;
        self.articles += 1;
        let mut beside = BTreeMap::new();
        for entity in &annotations.entities {
            if keys.contains(&&entity.key) {
                if entity.mentions.is_empty() {
                    *self.aliases.entry(entity.name.clone()).or_insert(0) += 1;
                }
                for mention in &entity.mentions {
                    let spelling = mention.surface.split_whitespace().collect::<Vec<_>>();
                    *self.aliases.entry(spelling.join(" ")).or_insert(0) += 1;
                }
                self.mentions += entity.mentions.len() as u64;
            } else if !entity.credit {
                beside.insert(entity_of(&entity.key), entity.name.as_str());
            }
        }
        for (key, name) in beside {
            let entry = self.beside.entry(key);
            entry.or_insert_with(|| (name.to_owned(), 0)).1 += 1;
        }
        if let Some(source) = &record.article.source {
            *self.sources.entry(source.clone()).or_insert(0) += 1;
        }
        let Some(published) = &annotations.published else {
            return;
        };
        let month = published.value.get(..7).unwrap_or(&published.value);
        *self.months.entry(month.to_owned()).or_insert(0) += 1;
        let sighting = || Sighting {
            date: published.value.clone(),
            id: record.provenance.id.clone(),
            headline: record.article.headline.clone(),
        };
        if self
            .first
            .as_ref()
            .is_none_or(|(at, _)| published.start < *at)
        {
            self.first = Some((published.start, sighting()));
        }
        if self
            .last
            .as_ref()
            .is_none_or(|(at, _)| published.start > *at)
        {
            self.last = Some((published.start, sighting()));
        }
    }

    fn finish(self) -> Profile {
        let mut beside: Vec<(EntityKey, String, u64)> = self
            .beside
            .into_iter()
            .map(|(key, (name, count))| (key, name, count))
            .collect();
        beside.sort_by(|a, b| (b.2, &a.0).cmp(&(a.2, &b.0)));
        Profile {
            articles: self.articles,
            mentions: self.mentions,
            aliases: most_first(self.aliases),
            first: self.first.map(|(_, sighting)| sighting),
            last: self.last.map(|(_, sighting)| sighting),
            months: self.months.into_iter().collect(),
            sources: most_first(self.sources),
            beside,
        }
    }
}

fn most_first(counts: HashMap<String, u64>) -> Vec<(String, u64)> {
    let mut list: Vec<(String, u64)> = counts.into_iter().collect();
    list.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    list
}
