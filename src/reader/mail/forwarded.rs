//! A message that was forwarded within the text of another: its subject, sender and day are the
//! story's.

/// What mail programs put over a message that is passed on, in small letters and without dashes.
const FORWARD_MARKS: &[&str] = &[
    "forwarded message",
    "begin forwarded message:",
    "weitergeleitete nachricht",
    "anfang der weitergeleiteten nachricht:",
    "message transféré",
    "début du message transféré :",
    "mensaje reenviado",
    "inicio del mensaje reenviado:",
    "messaggio inoltrato",
    "doorgestuurd bericht",
    "mensagem encaminhada",
];

/// What they put over one that is passed on as well as over one that is answered.
const ORIGINAL_MARKS: &[&str] = &[
    "original message",
    "ursprüngliche nachricht",
    "message d'origine",
    "mensaje original",
    "messaggio originale",
    "oorspronkelijk bericht",
    "mensagem original",
];

/// What stands before the colon of a subject when the message is passed on, in small letters.
const FORWARD_PREFIXES: &[&str] = &["fwd", "fw", "wg", "tr", "i", "rv", "enc", "doorst"];
/// The same when it answers another.
const REPLY_PREFIXES: &[&str] = &[
    "re", "aw", "sv", "antw", "r", "rif", "ref", "réf", "vs", "res",
];

/// Words over a message that is passed on, at most: more are a story that quotes a letter.
const MAX_BEFORE: usize = 40;

const FROM: &[&str] = &["from", "von", "de", "da", "van"];
const DATE: &[&str] = &[
    "date",
    "sent",
    "datum",
    "gesendet",
    "envoyé",
    "fecha",
    "enviado",
    "data",
    "verzonden",
];
const SUBJECT: &[&str] = &[
    "subject",
    "betreff",
    "objet",
    "asunto",
    "oggetto",
    "onderwerp",
    "assunto",
];
const OTHERS: &[&str] = &[
    "to",
    "cc",
    "an",
    "kopie",
    "à",
    "para",
    "a",
    "aan",
    "reply-to",
    "antwort an",
];

/// Lines of such a head at most.
const MAX_HEAD: usize = 8;

/// What stands over a forwarded message; the day may be missing.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Head {
    pub from: String,
    pub date: String,
    pub subject: String,
}

/// A text with a forwarded message in it.
#[derive(Debug, PartialEq, Eq)]
pub struct Forwarded<'t> {
    pub head: Head,
    /// What was written over it.
    pub before: &'t str,
    pub text: &'t str,
}

/// Finds a message within a text, with the head that mail programs put over it.
pub fn find_forwarded(text: &str) -> Option<Forwarded<'_>> {
    let mut at = 0;
    let mut mark = None;
    for line in text.split_inclusive('\n') {
        at += line.len();
        if is_mark(line) {
            mark = Some((at - line.len(), at));
            break;
        }
    }
    let (start, mut end) = mark?;
    let mut head = Head::default();
    for line in text[end..].split_inclusive('\n').take(MAX_HEAD) {
        match head_field(line) {
            Some((name, value)) if FROM.contains(&name.as_str()) => head.from = value,
            Some((name, value)) if DATE.contains(&name.as_str()) => head.date = value,
            Some((name, value)) if SUBJECT.contains(&name.as_str()) => head.subject = value,
            Some((name, _)) if OTHERS.contains(&name.as_str()) => {}
            None if line.trim().is_empty() && head.subject.is_empty() => {}
            _ => break,
        }
        end += line.len();
    }
    (!head.subject.is_empty() && !head.from.is_empty()).then_some(Forwarded {
        head,
        before: &text[..start],
        text: &text[end..],
    })
}

/// Finds it where it is the story: what was sent is a message passed on, not an answer with the
/// question below it nor a text that quotes a letter.
pub fn find_story<'t>(text: &'t str, subject: &str) -> Option<Forwarded<'t>> {
    let found = find_forwarded(text)?;
    let mark = text[found.before.len()..].lines().next().unwrap_or("");
    let prefix = subject
        .split_once(':')
        .map_or(String::new(), |(prefix, _)| prefix.trim().to_lowercase());
    let prefix = prefix.split('[').next().unwrap_or("");
    let is_forward = FORWARD_PREFIXES.contains(&prefix);
    let is_passed_on = is_forward || has_mark(mark, FORWARD_MARKS);
    let is_short = found.before.split_whitespace().nth(MAX_BEFORE).is_none();
    (is_passed_on && is_short && !REPLY_PREFIXES.contains(&prefix)).then_some(found)
}

/// Whether a line is what mail programs put over a message within another.
pub fn is_mark(line: &str) -> bool {
    has_mark(line, FORWARD_MARKS) || has_mark(line, ORIGINAL_MARKS)
}

fn has_mark(line: &str, marks: &[&str]) -> bool {
    let bare = line.trim_matches(|c: char| c.is_whitespace() || matches!(c, '-' | '_'));
    bare.len() <= 50 && marks.contains(&bare.to_lowercase().as_str())
}

/// `*From:* The Courier`: the name in small letters, and the value.
pub fn head_field(line: &str) -> Option<(String, String)> {
    let (name, value) = line.split_once(':')?;
    let is_frame = |c: char| c.is_whitespace() || c == '*';
    let name = name.trim_matches(is_frame).to_lowercase();
    let is_known = [FROM, DATE, SUBJECT, OTHERS]
        .iter()
        .any(|names| names.contains(&name.as_str()));
    is_known.then(|| (name, value.trim_matches(is_frame).to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_of_forwarded_messages_are_read() {
        let text = "See below.\n\n---------- Forwarded message ---------\nFrom: The Courier <news@courier.example>\n\
            Date: Tue, May 3, 2022 at 10:00 AM\nSubject: Clock right\nTo: <ann@paper.example>\n\nThe clock is right.\n";
        let found = find_forwarded(text).unwrap();
        assert_eq!(
            (found.head.subject.as_str(), found.before),
            ("Clock right", "See below.\n\n")
        );
        assert_eq!(found.head.from, "The Courier <news@courier.example>");
        assert_eq!(found.head.date, "Tue, May 3, 2022 at 10:00 AM");
        assert_eq!(found.text, "\nThe clock is right.\n");
        for text in [
            "Forwarded message\nThe clock is right.\n",
            "From: Ann\nSubject: Clock\nThe clock is right.\n",
        ] {
            assert_eq!(find_forwarded(text), None);
        }
    }

    #[test]
    fn an_answer_is_not_turned_around() {
        let head = "From: Tom Fox\nSent: Monday, May 2, 2022 9:00 AM\nTo: Jane Roe\nSubject: Ferry\n\nAny news?\n";
        let original = format!("The ferry sails.\n\n-----Original Message-----\n{head}");
        let passed_on = format!("See below.\n\n---- Forwarded message ----\n{head}");
        for (text, subject, expected) in [
            (&original, "RE: Ferry", false),
            (&original, "AW: Ferry", false),
            (&original, "Ferry to sail", false),
            (&original, "Ferry: a story", false),
            (&original, "FW: Ferry", true),
            (&original, "I: Ferry", true),
            (&passed_on, "Ferry to sail", true),
            (&passed_on, "Re: Fwd: Ferry", false),
        ] {
            assert_eq!(find_story(text, subject).is_some(), expected, "{subject}");
        }
        // A story that quotes a letter.
        let long = "The council voted on Tuesday to keep the old ferry. ".repeat(5);
        let text = format!("{long}\n\n---- Forwarded message ----\n{head}");
        assert!(find_story(&text, "Fwd: Ferry").is_none());
    }
}
