//! Patterns over tokens: the rules of a language as text, compiled into one tree.
//!
//! `the? <ORD> -? quarter ( of <Y> )?` reads: literal words, classes in angle brackets, groups with
//! bars between alternatives, and a question mark behind what may be missing. A mark such as `-` or
//! `,` is a literal. All rules share one tree whose edges are tried token by token, so the time per
//! token is bounded by the longest pattern, whatever the text.

use std::collections::HashMap;

use super::lexicon::{Class, Lexicon};
use super::token::{Kind, Token};

/// What one token of a pattern asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Atom {
    Literal(u16),
    Class(Class),
}

#[derive(Debug, Default)]
struct Node {
    literals: HashMap<u16, u32>,
    classes: Vec<(Class, u32)>,
    /// The rules that end here, in order: an action may decline.
    rules: Vec<u16>,
}

/// All rules of a language in one tree.
#[derive(Debug)]
pub(super) struct Patterns {
    nodes: Vec<Node>,
}

/// A rule that matches: which one, and the tokens of its classes in order.
#[derive(Debug, Clone)]
pub(super) struct Match {
    pub rule: usize,
    /// Index behind the last token.
    pub end: usize,
    pub captures: Vec<(Class, usize)>,
}

impl Patterns {
    /// Compiles the patterns; the words in them become literals of the lexicon.
    ///
    /// A pattern that cannot be read is an error of the table, so it panics; tests compile all.
    pub fn new<'p>(patterns: impl Iterator<Item = &'p str>, lexicon: &mut Lexicon) -> Patterns {
        let mut compiled = Patterns {
            nodes: vec![Node::default()],
        };
        for (rule, pattern) in patterns.enumerate() {
            let rule = u16::try_from(rule).expect("fewer than 65,536 rules");
            let mut words = pattern.split_whitespace().peekable();
            for sequence in alternatives(&mut words, lexicon) {
                compiled.insert(&sequence, rule);
            }
            assert!(words.peek().is_none(), "unbalanced group in `{pattern}`");
        }
        compiled
    }

    fn insert(&mut self, sequence: &[Atom], rule: u16) {
        let mut at = 0;
        for atom in sequence {
            let next = u32::try_from(self.nodes.len()).expect("fewer than 2^32 nodes");
            let child = match *atom {
                Atom::Literal(literal) => *self.nodes[at].literals.entry(literal).or_insert(next),
                Atom::Class(class) => {
                    let classes = &mut self.nodes[at].classes;
                    match classes.iter().find(|(known, _)| *known == class) {
                        Some((_, child)) => *child,
                        None => {
                            classes.push((class, next));
                            next
                        }
                    }
                }
            };
            if child == next {
                self.nodes.push(Node::default());
            }
            at = child as usize;
        }
        if at > 0 {
            self.nodes[at].rules.push(rule);
        }
    }

    /// Returns all matches that begin at token `start`, longest first, then by the order of rules.
    pub fn matches(&self, tokens: &[Token], start: usize) -> Vec<Match> {
        let mut found = Vec::new();
        let token = &tokens[start];
        // Most words of a text are in no lexicon.
        if token.entry.classes == 0 && token.entry.literal == 0 {
            return found;
        }
        self.walk(0, tokens, start, &mut Vec::new(), &mut found);
        found.sort_by_key(|found: &Match| (std::cmp::Reverse(found.end), found.rule));
        found
    }

    /// Depth is bounded by the longest pattern.
    fn walk(
        &self,
        node: usize,
        tokens: &[Token],
        at: usize,
        captures: &mut Vec<(Class, usize)>,
        found: &mut Vec<Match>,
    ) {
        for rule in &self.nodes[node].rules {
            found.push(Match {
                rule: usize::from(*rule),
                end: at,
                captures: captures.clone(),
            });
        }
        let Some(token) = tokens.get(at).filter(|token| token.kind != Kind::Break) else {
            return;
        };
        if token.entry.literal != 0
            && let Some(child) = self.nodes[node].literals.get(&token.entry.literal)
        {
            self.walk(*child as usize, tokens, at + 1, captures, found);
        }
        for (class, child) in &self.nodes[node].classes {
            if token.is(*class) {
                captures.push((*class, at));
                self.walk(*child as usize, tokens, at + 1, captures, found);
                captures.pop();
            }
        }
    }
}

type Words<'p> = std::iter::Peekable<std::str::SplitWhitespace<'p>>;

/// Reads alternatives up to the end of the group and returns every sequence they allow.
fn alternatives(words: &mut Words, lexicon: &mut Lexicon) -> Vec<Vec<Atom>> {
    let mut all = Vec::new();
    let mut current = vec![Vec::new()];
    while let Some(word) = words.peek().copied() {
        if word.starts_with(')') && word.len() <= 2 {
            break;
        }
        words.next();
        match word {
            "|" => all.append(&mut current),
            "(" => {
                let mut group = alternatives(words, lexicon);
                match words.next() {
                    Some(")?") => group.push(Vec::new()),
                    Some(")") => {}
                    other => panic!("a group ends with `)` or `)?`, not {other:?}"),
                }
                current = product(&current, &group);
            }
            _ => {
                let (word, is_optional) = match word.strip_suffix('?') {
                    Some(word) if !word.is_empty() => (word, true),
                    _ => (word, false),
                };
                let mut group = vec![vec![atom(word, lexicon)]];
                if is_optional {
                    group.push(Vec::new());
                }
                current = product(&current, &group);
            }
        }
        if current.is_empty() {
            current.push(Vec::new());
        }
    }
    all.append(&mut current);
    all
}

fn atom(word: &str, lexicon: &mut Lexicon) -> Atom {
    match word
        .strip_prefix('<')
        .and_then(|word| word.strip_suffix('>'))
    {
        Some(name) => match Class::from_name(name) {
            Some(class) => Atom::Class(class),
            None => panic!("no class `{name}`"),
        },
        None => Atom::Literal(lexicon.literal(word)),
    }
}

fn product(left: &[Vec<Atom>], right: &[Vec<Atom>]) -> Vec<Vec<Atom>> {
    let mut all = Vec::with_capacity(left.len() * right.len());
    for head in left {
        for tail in right {
            all.push(head.iter().chain(tail).copied().collect());
        }
    }
    all
}
