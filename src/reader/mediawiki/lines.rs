//! Lines of a page without its inline markup to blocks: headings, lists, tables, sections that are no
//! part of the story.

use std::borrow::Cow;

use super::super::fragment::{block, collapse};
use super::super::marked_text::caption_block;
use super::super::references::decode_references;
use super::wikitext::{Aside, MARK, Plain};
use crate::article::{Block, BlockKind, Span};

/// Headings of what stands below a story: its sources.
const SOURCES: &[&str] = &[
    "sources",
    "source",
    "references",
    "notes",
    "external links",
    "external link",
    "quellen",
    "weblinks",
    "einzelnachweise",
    "fuentes",
    "enlaces externos",
    "referencias",
    "liens externes",
    "références",
    "fonti",
    "collegamenti esterni",
    "note",
    "fontes",
    "ligações externas",
    "referências",
    "bronnen",
    "źródła",
    "źródło",
    "källor",
    "kilder",
    "lähteet",
    "источники",
    "примечания",
    "ссылки",
    "джерела",
    "извори",
    "kaynaklar",
    "πηγές",
    "出典",
    "情報源",
    "来源",
    "來源",
    "消息来源",
    "消息來源",
    "资料来源",
    "資料來源",
    "출처",
    "مصادر",
    "المصادر",
    "מקורות",
];

/// Headings of other stories.
const RELATED: &[&str] = &[
    "related news",
    "related articles",
    "see also",
    "sister links",
    "themenverwandte artikel",
    "siehe auch",
    "noticias relacionadas",
    "artículos relacionados",
    "véase también",
    "voir aussi",
    "articles connexes",
    "articoli correlati",
    "notizie correlate",
    "ver também",
    "veja também",
    "notícias relacionadas",
    "zie ook",
    "zobacz też",
    "se även",
    "смотрите также",
    "см. также",
    "関連ニュース",
    "関連記事",
    "相关新闻",
    "相關新聞",
];

/// Blocks of a page, with its references behind them.
pub fn blocks_of(page: &Plain) -> Vec<Block> {
    let mut writer = Writer::new(page);
    for line in page.text.lines() {
        writer.line(line);
    }
    writer.end_paragraph();
    writer.end_row();
    for reference in &page.references {
        writer.give(BlockKind::Boilerplate, reference);
    }
    writer.blocks
}

struct Writer<'a> {
    page: &'a Plain,
    blocks: Vec<Block>,
    paragraph: String,
    /// What the section is, if it is no part of the story, and the level of its heading.
    section: Option<(BlockKind, usize)>,
    /// Tables that are open.
    tables: usize,
    row: Vec<String>,
}

impl<'a> Writer<'a> {
    fn new(page: &'a Plain) -> Self {
        Self {
            page,
            blocks: Vec::new(),
            paragraph: String::new(),
            section: None,
            tables: 0,
            row: Vec::new(),
        }
    }

    fn line(&mut self, line: &str) {
        let text = line.trim();
        if text.starts_with("{|") {
            self.end_paragraph();
            self.end_row();
            self.tables += 1;
        } else if self.tables > 0 {
            self.table_line(text);
        } else if text.is_empty() || text.starts_with("----") {
            self.end_paragraph();
        } else if let Some((level, heading)) = heading(text) {
            self.end_paragraph();
            self.heading(level, heading);
        } else if let Some(item) = line.strip_prefix(['*', '#', ';']) {
            self.end_paragraph();
            let item = item.trim_start_matches(['*', '#', ';', ':']);
            self.give(BlockKind::ListItem, item);
        } else if let Some(indented) = line.strip_prefix(':') {
            self.end_paragraph();
            self.give(
                BlockKind::Paragraph,
                indented.trim_start_matches([':', '*', '#']),
            );
        } else {
            let (around, numbers) = self.without_marks(text);
            let is_quote = |number: &usize| self.quote(*number).is_some();
            if around.trim().is_empty() && numbers.iter().any(is_quote) {
                self.end_paragraph();
                return self.asides(&numbers);
            }
            let line = self.with_quotes(text);
            self.paragraph.push_str(&line);
            self.paragraph.push(' ');
        }
    }

    fn quote(&self, number: usize) -> Option<&'a Aside> {
        let aside = self.page.asides.get(number);
        aside.filter(|aside| aside.kind == BlockKind::Quote)
    }

    /// A line with the quotations that stand amid its words: `{{citation|No}}, said the mayor`.
    fn with_quotes<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if !text.contains(MARK) {
            return Cow::Borrowed(text);
        }
        let mut out = String::new();
        for (i, part) in text.split(MARK).enumerate() {
            let number = part.parse().ok().filter(|_| i % 2 == 1);
            match number.and_then(|number| self.quote(number)) {
                Some(quote) => out.push_str(&format!("“{}”", quote.text.trim())),
                None if i % 2 == 1 => out.push_str(&format!("{MARK}{part}{MARK}")),
                None => out.push_str(part),
            }
        }
        Cow::Owned(out)
    }

    fn heading(&mut self, level: usize, heading: &str) {
        if self.section.is_some_and(|(_, outer)| level <= outer) {
            self.section = None;
        }
        let name = collapse(&decode_references(heading)).to_lowercase();
        let name = name.trim_end_matches(':').trim_end();
        let kind = if SOURCES.contains(&name) {
            Some(BlockKind::Boilerplate)
        } else if RELATED.contains(&name) {
            Some(BlockKind::Related)
        } else {
            None
        };
        match kind {
            Some(kind) if self.section.is_none() => self.section = Some((kind, level)),
            _ => self.give(BlockKind::Subhead, heading),
        }
    }

    /// A line within a table: a row begins, cells, the end; what else stands there goes on.
    fn table_line(&mut self, text: &str) {
        if text.starts_with("|}") {
            self.end_row();
            self.tables -= 1;
        } else if text.starts_with("|-") {
            self.end_row();
        } else if let Some(caption) = text.strip_prefix("|+") {
            self.give(BlockKind::Caption, without_attributes(caption));
        } else if let Some(cells) = text.strip_prefix(['|', '!']) {
            let divider = if text.starts_with('!') && cells.contains("!!") {
                "!!"
            } else {
                "||"
            };
            let cells = cells
                .split(divider)
                .map(|cell| without_attributes(cell).to_owned());
            self.row.extend(cells);
        } else if let Some(cell) = self.row.last_mut() {
            cell.push(' ');
            cell.push_str(text);
        }
    }

    fn end_row(&mut self) {
        let row = std::mem::take(&mut self.row);
        let mut cells: Vec<String> = Vec::with_capacity(row.len());
        for cell in &row {
            let (text, asides) = self.without_marks(cell);
            cells.push(collapse(&decode_references(&text)));
            self.asides(&asides);
        }
        // A row of one cell is layout, not a table.
        if cells.iter().filter(|cell| !cell.is_empty()).count() < 2 {
            return self.give(BlockKind::Paragraph, &cells.concat());
        }
        let text = cells.join("\t").trim().to_owned();
        match self.blocks.last_mut() {
            Some(last) if last.kind == BlockKind::Table => {
                last.text.push('\n');
                last.text.push_str(&text);
            }
            _ => self
                .blocks
                .push(block(self.kind_of(BlockKind::Table), text)),
        }
    }

    fn end_paragraph(&mut self) {
        let paragraph = std::mem::take(&mut self.paragraph);
        self.give(BlockKind::Paragraph, &paragraph);
    }

    /// The kind of a block in this section.
    fn kind_of(&self, kind: BlockKind) -> BlockKind {
        self.section.map_or(kind, |(section, _)| section)
    }

    /// Adds a block and what stood beside its text; pictures stand before it.
    fn give(&mut self, kind: BlockKind, text: &str) {
        if text.trim().is_empty() {
            return;
        }
        let (text, asides) = self.without_marks(text);
        let text = collapse(&decode_references(&text));
        let is_only_signs = !text.contains(char::is_alphanumeric);
        self.asides(&asides);
        let is_bullet = is_only_signs && kind == BlockKind::ListItem;
        if !text.is_empty() && !is_bullet {
            self.blocks.push(block(self.kind_of(kind), text));
        }
    }

    fn asides(&mut self, numbers: &[usize]) {
        for aside in numbers.iter().filter_map(|i| self.page.asides.get(*i)) {
            // A picture's caption may have a picture in it.
            let bare = |text: &str| collapse(&decode_references(&self.without_marks(text).0));
            let text = bare(&aside.text);
            if text.is_empty() {
                continue;
            }
            let new = match aside.kind {
                BlockKind::Caption => caption_block(text, String::new(), Span::default()),
                kind => Block {
                    credit: bare(&aside.speaker),
                    ..block(self.kind_of(kind), text)
                },
            };
            self.blocks.push(new);
        }
    }

    /// A text without its marks, and the numbers of what they stand for.
    fn without_marks(&self, text: &str) -> (String, Vec<usize>) {
        if !text.contains(MARK) {
            return (text.to_owned(), Vec::new());
        }
        let (mut out, mut numbers) = (String::new(), Vec::new());
        for (i, part) in text.split(MARK).enumerate() {
            match part.parse() {
                Ok(number) if i % 2 == 1 => numbers.push(number),
                _ => out.push_str(part),
            }
        }
        (out, numbers)
    }
}

/// Level and text of `== Heading ==`.
fn heading(text: &str) -> Option<(usize, &str)> {
    // A mark may stand behind it.
    let text = text.trim_end_matches(|c: char| c == MARK || c.is_whitespace());
    let count = |bytes: &mut dyn Iterator<Item = u8>| bytes.take_while(|b| *b == b'=').count();
    let (left, right) = (count(&mut text.bytes()), count(&mut text.bytes().rev()));
    let level = left.min(right).min(6);
    (level > 0 && text.len() > 2 * level).then(|| (level, text[level..text.len() - level].trim()))
}

/// `style="…" | text` => the text.
fn without_attributes(cell: &str) -> &str {
    match cell.split_once('|') {
        Some((attributes, text)) if attributes.contains('=') => text.trim(),
        _ => cell.trim(),
    }
}
