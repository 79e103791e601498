//! Who sent a message: a person who writes, or an outlet that mails.

use crate::reader::byline::{is_outlet_word, is_particle, put_all_upright, put_upright};

/// What the sender's line names.
#[derive(Debug, PartialEq, Eq)]
pub enum Sender {
    Person {
        name: String,
        outlet: Option<String>,
    },
    Outlet(String),
}

/// Mailboxes of offices, not of people.
const OFFICES: &[&str] = &[
    "news",
    "newsletter",
    "newsletters",
    "info",
    "noreply",
    "no-reply",
    "donotreply",
    "reply",
    "editor",
    "editors",
    "editorial",
    "alert",
    "alerts",
    "digest",
    "daily",
    "briefing",
    "hello",
    "team",
    "press",
    "mail",
    "mailer",
    "email",
    "subscriptions",
    "update",
    "updates",
    "contact",
    "admin",
    "support",
    "service",
    "redaktion",
    "redaction",
    "redaccion",
    "boletin",
];

/// Words that people are not called, beside those of all outlets.
const NOT_NAMES: &[&str] = &[
    "daily",
    "journal",
    "weekly",
    "morning",
    "evening",
    "briefing",
    "newsletter",
    "alert",
    "alerts",
    "herald",
    "tribune",
    "gazette",
    "courier",
    "ledger",
    "team",
    "editors",
    "report",
    "review",
    "digest",
    "update",
    "updates",
    "the",
    "wire",
    "today",
    "world",
    "zeitung",
    "journalist",
];

/// Reads a display name and an address.
pub fn read_sender(name: &str, address: &str) -> Option<Sender> {
    let name = name.trim_matches(['"', '\'', ' ', '<', '>']);
    if name.is_empty() || name.contains('@') || name.eq_ignore_ascii_case("saved by a browser") {
        return None;
    }
    let (local, domain) = address.split_once('@').unwrap_or(("", ""));
    // "Quist, Hilary" of hquist@; "Priya, Chennai" has the same form.
    let surname = name.split(',').next().unwrap_or(name).to_lowercase();
    let upright = match local.to_lowercase().contains(&surname) {
        true => put_all_upright(name),
        false => put_upright(name),
    };
    let name = upright.as_ref();
    let (person, outlet) = split_outlet(name);
    if outlet.is_some() && is_person(person) {
        return Some(Sender::Person {
            name: person.to_owned(),
            outlet: outlet.map(str::to_owned),
        });
    }
    let local = local.to_lowercase();
    let is_office = local
        .split(['.', '+', '_', '-'])
        .any(|word| OFFICES.contains(&word));
    if is_office || is_of_domain(name, domain) || !is_person(name) {
        return Some(Sender::Outlet(name.to_owned()));
    }
    Some(Sender::Person {
        name: name.to_owned(),
        outlet: None,
    })
}

/// "Jane Roe from The Ledger", "Jane Roe, The Ledger", "Jane Roe | The Ledger".
fn split_outlet(name: &str) -> (&str, Option<&str>) {
    for mark in [" from ", " at ", " | ", ", ", " - ", " – "] {
        if let Some((person, outlet)) = name.split_once(mark) {
            return (person.trim(), Some(outlet.trim()));
        }
    }
    (name, None)
}

/// Two to four words that begin with capitals, none of which outlets are called by.
fn is_person(name: &str) -> bool {
    let words: Vec<&str> = name.split_whitespace().collect();
    let is_name = |word: &&str| {
        let lower = word.to_lowercase();
        let starts = word.chars().next().is_some_and(char::is_uppercase);
        let is_other = is_outlet_word(word) || NOT_NAMES.contains(&lower.as_str());
        (starts && !is_other && !word.contains(char::is_numeric)) || is_particle(word)
    };
    (2..=4).contains(&words.len()) && words.iter().all(is_name)
}

/// "Tidewater Ledger" of tidewaterledger.example.
fn is_of_domain(name: &str, domain: &str) -> bool {
    let squashed: String = name
        .to_lowercase()
        .chars()
        .filter(|c| c.is_alphanumeric())
        .collect();
    let squashed = squashed.strip_prefix("the").unwrap_or(&squashed);
    let labels: Vec<String> = domain
        .to_lowercase()
        .split('.')
        .map(str::to_owned)
        .collect();
    let own = labels.split_last().map_or(&[][..], |(_, own)| own);
    squashed.len() >= 3
        && own.iter().any(|label| {
            let label = label.replace('-', "");
            let label = label.strip_prefix("the").unwrap_or(&label);
            label == squashed || (label.len() >= 5 && squashed.contains(label))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &str, address: &str, expected: &str) {
        let found = match read_sender(name, address) {
            None => String::new(),
            Some(Sender::Outlet(outlet)) => format!("/{outlet}"),
            Some(Sender::Person { name, outlet }) => {
                format!("{name}/{}", outlet.unwrap_or_default())
            }
        };
        assert_eq!(found, expected, "{name} <{address}>");
    }

    #[test]
    fn people_and_outlets_are_told_apart() {
        check(
            "Tidewater Ledger",
            "news@tidewaterledger.example",
            "/Tidewater Ledger",
        );
        check(
            "Hilary Quist",
            "quist@harbourcourier.example",
            "Hilary Quist/",
        );
        check(
            "Hilary Quist from The Courier",
            "x@y.example",
            "Hilary Quist/The Courier",
        );
        check(
            "Harbour Courier",
            "hq@harbour-courier.example",
            "/Harbour Courier",
        );
        check(
            "Quist, Hilary",
            "quist@harbourcourier.example",
            "Hilary Quist/",
        );
        check("Nadia Osei", "newsletters@x.example", "/Nadia Osei");
        check("", "quist@harbourcourier.example", "");
        check(
            "quist@harbourcourier.example",
            "quist@harbourcourier.example",
            "",
        );
    }
}
