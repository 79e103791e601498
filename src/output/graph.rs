//! Graphs of entities that occur together, for programs that draw and measure them.
//!
//! Nodes are numbered in their order, edges follow, without direction; the same graph gives the same
//! bytes.  Names are made safe and escaped by the rules of each format.

use std::io::{self, Write};

use super::{csv_cell, escape_html, safe_text, write_json};
use crate::hit::{Graph, GraphEdge};

/// Version of the JSON form of a graph.
pub const GRAPH_SCHEMA: &str = "morgue.graph/1";

/// One format of graphs.
pub struct GraphFormat {
    pub name: &'static str,
    pub doc: &'static str,
    pub render: fn(&mut dyn Write, &Graph) -> io::Result<()>,
}

/// Every format of graphs.
pub const GRAPH_FORMATS: &[GraphFormat] = &[
    GraphFormat {
        name: "graphml",
        doc: "GraphML, for Gephi, Cytoscape, igraph and NetworkX",
        render: render_graphml,
    },
    GraphFormat {
        name: "gexf",
        doc: "GEXF 1.3, for Gephi",
        render: render_gexf,
    },
    GraphFormat {
        name: "dot",
        doc: "DOT, for Graphviz",
        render: render_dot,
    },
    GraphFormat {
        name: "csv",
        doc: "a row for each edge, with the names of both ends",
        render: render_csv,
    },
    GraphFormat {
        name: "json",
        doc: "one JSON document with nodes and edges",
        render: render_json,
    },
];

/// Finds a format of graphs by name.
pub fn find_graph_format(name: &str) -> Option<&'static GraphFormat> {
    GRAPH_FORMATS.iter().find(|format| format.name == name)
}

const XML: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";

/// Attributes of GraphML: identifier, what has it, name, type.
const KEYS: [(&str, &str, &str, &str); 6] = [
    ("key", "node", "key", "string"),
    ("label", "node", "label", "string"),
    ("kind", "node", "kind", "string"),
    ("count", "node", "count", "long"),
    ("weight", "edge", "weight", "double"),
    ("significance", "edge", "significance", "double"),
];

fn render_graphml(out: &mut dyn Write, graph: &Graph) -> io::Result<()> {
    writeln!(out, "{XML}")?;
    writeln!(
        out,
        "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" \
         xsi:schemaLocation=\"http://graphml.graphdrawing.org/xmlns \
         http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd\">"
    )?;
    for (id, owner, name, kind) in KEYS {
        let names = format!("id=\"{id}\" for=\"{owner}\" attr.name=\"{name}\"");
        writeln!(out, "  <key {names} attr.type=\"{kind}\"/>")?;
    }
    writeln!(out, "  <graph id=\"G\" edgedefault=\"undirected\">")?;
    writeln!(out, "    <desc>{}</desc>", escape_html(&graph.name))?;
    for (i, node) in graph.nodes.iter().enumerate() {
        writeln!(out, "    <node id=\"n{i}\">")?;
        writeln!(
            out,
            "      <data key=\"key\">{}</data>",
            escape_html(&node.key)
        )?;
        writeln!(
            out,
            "      <data key=\"label\">{}</data>",
            escape_html(&node.label)
        )?;
        writeln!(
            out,
            "      <data key=\"kind\">{}</data>",
            escape_html(&node.kind)
        )?;
        writeln!(out, "      <data key=\"count\">{}</data>", node.count)?;
        writeln!(out, "    </node>")?;
    }
    for (i, edge) in edges(graph).enumerate() {
        let ends = format!("source=\"n{}\" target=\"n{}\"", edge.source, edge.target);
        writeln!(out, "    <edge id=\"e{i}\" {ends}>")?;
        writeln!(out, "      <data key=\"weight\">{}</data>", edge.weight)?;
        if let Some(significance) = significance(edge) {
            writeln!(
                out,
                "      <data key=\"significance\">{significance}</data>"
            )?;
        }
        writeln!(out, "    </edge>")?;
    }
    writeln!(out, "  </graph>\n</graphml>")
}

fn render_gexf(out: &mut dyn Write, graph: &Graph) -> io::Result<()> {
    writeln!(out, "{XML}")?;
    writeln!(out, "<gexf xmlns=\"http://gexf.net/1.3\" version=\"1.3\">")?;
    writeln!(out, "  <meta>")?;
    writeln!(out, "    <creator>morgue</creator>")?;
    writeln!(
        out,
        "    <description>{}</description>",
        escape_html(&graph.name)
    )?;
    writeln!(out, "  </meta>")?;
    writeln!(
        out,
        "  <graph defaultedgetype=\"undirected\" mode=\"static\">"
    )?;
    writeln!(out, "    <attributes class=\"node\">")?;
    for (id, title, kind) in [
        (0, "key", "string"),
        (1, "kind", "string"),
        (2, "count", "long"),
    ] {
        writeln!(
            out,
            "      <attribute id=\"{id}\" title=\"{title}\" type=\"{kind}\"/>"
        )?;
    }
    writeln!(out, "    </attributes>")?;
    writeln!(out, "    <attributes class=\"edge\">")?;
    writeln!(
        out,
        "      <attribute id=\"3\" title=\"significance\" type=\"double\"/>"
    )?;
    writeln!(out, "    </attributes>")?;
    writeln!(out, "    <nodes>")?;
    for (i, node) in graph.nodes.iter().enumerate() {
        let (key, kind) = (escape_html(&node.key), escape_html(&node.kind));
        writeln!(
            out,
            "      <node id=\"{i}\" label=\"{}\">",
            escape_html(&node.label)
        )?;
        writeln!(out, "        <attvalues>")?;
        writeln!(out, "          <attvalue for=\"0\" value=\"{key}\"/>")?;
        writeln!(out, "          <attvalue for=\"1\" value=\"{kind}\"/>")?;
        writeln!(
            out,
            "          <attvalue for=\"2\" value=\"{}\"/>",
            node.count
        )?;
        writeln!(out, "        </attvalues>")?;
        writeln!(out, "      </node>")?;
    }
    writeln!(out, "    </nodes>\n    <edges>")?;
    for (i, edge) in edges(graph).enumerate() {
        let ends = format!("source=\"{}\" target=\"{}\"", edge.source, edge.target);
        write!(
            out,
            "      <edge id=\"{i}\" {ends} weight=\"{}\"",
            edge.weight
        )?;
        match significance(edge) {
            Some(value) => {
                writeln!(
                    out,
                    "><attvalues><attvalue for=\"3\" value=\"{value}\"/></attvalues></edge>"
                )?;
            }
            None => writeln!(out, "/>")?,
        }
    }
    writeln!(out, "    </edges>\n  </graph>\n</gexf>")
}

fn render_dot(out: &mut dyn Write, graph: &Graph) -> io::Result<()> {
    writeln!(out, "graph {} {{", quoted(&graph.name))?;
    for (i, node) in graph.nodes.iter().enumerate() {
        let (label, kind) = (quoted(&node.label), quoted(&node.kind));
        writeln!(
            out,
            "  n{i} [label={label}, kind={kind}, count={}];",
            node.count
        )?;
    }
    for edge in edges(graph) {
        write!(
            out,
            "  n{} -- n{} [weight={}",
            edge.source, edge.target, edge.weight
        )?;
        if let Some(significance) = significance(edge) {
            write!(out, ", significance={significance}")?;
        }
        writeln!(out, "];")?;
    }
    writeln!(out, "}}")
}

fn render_csv(out: &mut dyn Write, graph: &Graph) -> io::Result<()> {
    let heading =
        "source,source_kind,source_count,target,target_kind,target_count,weight,significance";
    writeln!(out, "{heading}")?;
    for edge in edges(graph) {
        for end in [edge.source, edge.target] {
            let node = &graph.nodes[end];
            let (label, kind) = (csv_cell(&node.label, false), csv_cell(&node.kind, false));
            write!(out, "{label},{kind},{},", node.count)?;
        }
        let significance = significance(edge).map_or(String::new(), |value| value.to_string());
        writeln!(out, "{},{significance}", edge.weight)?;
    }
    Ok(())
}

fn render_json(out: &mut dyn Write, graph: &Graph) -> io::Result<()> {
    write!(out, "{{\"schema\":\"{GRAPH_SCHEMA}\",\"query\":")?;
    write_json(out, &graph.name)?;
    write!(out, ",\"nodes\":")?;
    write_json(out, &graph.nodes)?;
    write!(out, ",\"edges\":")?;
    write_json(out, &edges(graph).collect::<Vec<_>>())?;
    writeln!(out, "}}")
}

/// The edges whose ends are there.
fn edges(graph: &Graph) -> impl Iterator<Item = &GraphEdge> {
    let count = graph.nodes.len();
    graph
        .edges
        .iter()
        .filter(move |edge| edge.source < count && edge.target < count)
}

/// A number that every program reads: not infinite, not undefined.
fn significance(edge: &GraphEdge) -> Option<f64> {
    edge.significance.filter(|value| value.is_finite())
}

/// A quoted string of DOT; a backslash would begin a line break or a placeholder.
fn quoted(text: &str) -> String {
    let safe = safe_text(text);
    format!("\"{}\"", safe.replace('\\', "\\\\").replace('"', "\\\""))
}
