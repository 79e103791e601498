//! Sheets as JSON: numbers as numbers, shares from 0 to 1, `null` for what is unknown.

use std::io::{self, Write};

use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};

use super::{Cell, Fact, Sheet, SheetOptions, Table};
use crate::output::{write_json, write_pretty_json};

pub(super) fn render_document(
    out: &mut dyn Write,
    sheet: &Sheet,
    _: &SheetOptions,
) -> io::Result<()> {
    write_pretty_json(out, sheet)?;
    writeln!(out)
}

pub(super) fn render_lines(out: &mut dyn Write, sheet: &Sheet, _: &SheetOptions) -> io::Result<()> {
    for table in &sheet.tables {
        for row in &table.rows {
            let line = Row {
                head: Some((sheet.schema, sheet.key, &table.name)),
                table,
                row,
            };
            write_json(out, &line)?;
            writeln!(out)?;
        }
    }
    Ok(())
}

impl Serialize for Sheet {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_map(None)?;
        object.serialize_entry("schema", self.schema)?;
        serialize_facts(&mut object, &self.about)?;
        object.serialize_entry("tables", &Tables(self))?;
        object.end()
    }
}

fn serialize_facts<M: SerializeMap>(object: &mut M, facts: &[Fact]) -> Result<(), M::Error> {
    for fact in facts {
        object.serialize_entry(fact.key, &fact.value)?;
    }
    Ok(())
}

struct Tables<'a>(&'a Sheet);

impl Serialize for Tables<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(Some(self.0.tables.len()))?;
        for table in &self.0.tables {
            let key = self.0.key;
            list.serialize_element(&OneTable { key, table })?;
        }
        list.end()
    }
}

struct OneTable<'a> {
    key: &'static str,
    table: &'a Table,
}

impl Serialize for OneTable<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let table = self.table;
        let mut object = serializer.serialize_map(None)?;
        object.serialize_entry(self.key, &table.name)?;
        serialize_facts(&mut object, &table.about)?;
        let rows: Vec<Row<'_>> = table
            .rows
            .iter()
            .map(|row| Row {
                head: None,
                table,
                row,
            })
            .collect();
        object.serialize_entry("rows", &rows)?;
        object.end()
    }
}

struct Row<'a> {
    /// Schema, key and name of the table, for a row that stands alone.
    head: Option<(&'static str, &'static str, &'a str)>,
    table: &'a Table,
    row: &'a [Cell],
}

impl Serialize for Row<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_map(None)?;
        if let Some((schema, key, name)) = self.head {
            object.serialize_entry("schema", schema)?;
            object.serialize_entry(key, name)?;
        }
        for (column, cell) in self.table.columns.iter().zip(self.row) {
            object.serialize_entry(column.key, cell)?;
        }
        object.end()
    }
}

impl Serialize for Cell {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Missing => serializer.serialize_none(),
            Self::Text(text) => serializer.serialize_str(text),
            Self::Count(count) => serializer.serialize_u64(*count),
            Self::Number(number) | Self::Share(number) => serializer.serialize_f64(*number),
            Self::Flag(flag) => serializer.serialize_bool(*flag),
        }
    }
}
