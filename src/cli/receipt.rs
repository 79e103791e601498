//! Receipts: what was asked, of what, and what was found, so that it can be verified later.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};

use super::Global;
use super::query_args::Understood;
use crate::backend::{Found, Local};
use crate::document::{ANALYZER_VERSION, FORMAT_VERSION};
use crate::index::Archive;
use crate::query::ast::Ast;
use crate::query::print::print;

/// Version of the form of a receipt.
pub const RECEIPT_SCHEMA: &str = "morgue.receipt/1";

/// The option of every verb that answers a query.
#[derive(clap::Args, Clone, Default)]
pub struct ReceiptArg {
    /// Write what was asked and found to FILE, for `morgue verify`
    #[arg(long, value_name = "FILE")]
    receipt: Option<PathBuf>,
}

/// What was asked, of what, and what was found.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Receipt {
    pub schema: String,
    /// The present that relative dates were counted from.
    pub now: String,
    /// The command as it was typed, without the name of the program.
    pub command: Vec<String>,
    pub program: Program,
    pub archive: ArchiveState,
    pub queries: Vec<ReceiptQuery>,
}

/// Versions that decide what a query means.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Program {
    pub morgue: String,
    pub format: u64,
    pub analyzer: String,
}

/// The archive when it was asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArchiveState {
    /// Commits that changed anything.
    pub revision: u64,
    pub articles: u64,
    /// Version of the program that wrote the last commit.
    pub written_by: String,
}

/// One query and what it found.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ReceiptQuery {
    /// As it was typed, without filters.
    pub query: String,
    /// Query and filters, fully parenthesised, with resolved dates.
    pub canonical: String,
    /// The same as a tree: what `verify` asks again.
    pub ast: Ast,
    /// Superseded, withdrawn and embargoed articles were searched too.
    #[serde(default)]
    pub hidden: bool,
    pub found: Found,
}

impl Program {
    pub fn this() -> Self {
        Self {
            morgue: env!("CARGO_PKG_VERSION").to_owned(),
            format: FORMAT_VERSION,
            analyzer: ANALYZER_VERSION.to_owned(),
        }
    }
}

impl ArchiveState {
    pub fn of(archive: &Archive, local: &Local<'_>) -> Result<Self> {
        use crate::backend::Backend;
        Ok(Self {
            revision: archive.payload.revision,
            articles: local.count(&Ast::All)? as u64,
            written_by: archive.payload.morgue.clone(),
        })
    }
}

impl ReceiptArg {
    /// Writes the receipt, if one was asked for.
    pub fn write(
        &self,
        global: &Global,
        archive: &Archive,
        local: &Local<'_>,
        queries: &[&Understood],
    ) -> Result<()> {
        self.write_with_hidden(global, archive, local, queries, false)
    }

    /// The same for a search that may have seen hidden articles.
    pub fn write_with_hidden(
        &self,
        global: &Global,
        archive: &Archive,
        local: &Local<'_>,
        queries: &[&Understood],
        hidden: bool,
    ) -> Result<()> {
        let Some(file) = &self.receipt else {
            return Ok(());
        };
        let query = |understood: &&Understood| -> Result<ReceiptQuery> {
            Ok(ReceiptQuery {
                query: understood.text.clone(),
                canonical: print(&understood.ast),
                ast: understood.ast.clone(),
                hidden,
                found: local.found(&understood.ast, hidden)?,
            })
        };
        let command = std::env::args_os().skip(1);
        let receipt = Receipt {
            schema: RECEIPT_SCHEMA.to_owned(),
            now: global.now()?.format("%Y-%m-%dT%H:%M").to_string(),
            command: command
                .map(|arg| arg.to_string_lossy().into_owned())
                .collect(),
            program: Program::this(),
            archive: ArchiveState::of(archive, local)?,
            queries: queries.iter().map(query).collect::<Result<_>>()?,
        };
        write(file, &receipt)
    }
}

fn write(file: &Path, receipt: &Receipt) -> Result<()> {
    let mut text = serde_json::to_string_pretty(receipt).context("write a receipt")?;
    text.push('\n');
    std::fs::write(file, text).with_context(|| format!("write {}", file.display()))
}
