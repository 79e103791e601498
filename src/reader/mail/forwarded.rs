//! A message that was forwarded within the text of another: its subject, sender and day are the
//! story's.

/// What mail programs put over a forwarded message, in small letters and without dashes.
const MARKS: &[&str] = &[
    "forwarded message",
    "original message",
    "begin forwarded message:",
    "weitergeleitete nachricht",
    "ursprüngliche nachricht",
    "anfang der weitergeleiteten nachricht:",
    "message transféré",
    "message d'origine",
    "début du message transféré :",
    "mensaje reenviado",
    "mensaje original",
    "inicio del mensaje reenviado:",
    "messaggio inoltrato",
    "doorgestuurd bericht",
    "oorspronkelijk bericht",
    "mensagem encaminhada",
    "mensagem original",
];

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

/// A text with a forwarded message in it.
#[derive(Debug, PartialEq, Eq)]
pub struct Forwarded<'t> {
    pub from: String,
    pub date: String,
    pub subject: String,
    /// What was written over it.
    pub before: &'t str,
    pub text: &'t str,
}

/// Finds the message that was forwarded in a text.
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
    let (mut from, mut date, mut subject) = (String::new(), String::new(), String::new());
    for line in text[end..].split_inclusive('\n').take(MAX_HEAD) {
        match head_field(line) {
            Some((name, value)) if FROM.contains(&name.as_str()) => from = value,
            Some((name, value)) if DATE.contains(&name.as_str()) => date = value,
            Some((name, value)) if SUBJECT.contains(&name.as_str()) => subject = value,
            Some((name, _)) if OTHERS.contains(&name.as_str()) => {}
            None if line.trim().is_empty() && subject.is_empty() => {}
            _ => break,
        }
        end += line.len();
    }
    (!subject.is_empty() && !from.is_empty()).then_some(Forwarded {
        from,
        date,
        subject,
        before: &text[..start],
        text: &text[end..],
    })
}

/// Whether a line is what mail programs put over a forwarded message.
pub fn is_mark(line: &str) -> bool {
    let bare = line.trim_matches(|c: char| c.is_whitespace() || matches!(c, '-' | '_'));
    bare.len() <= 50 && MARKS.contains(&bare.to_lowercase().as_str())
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
            (found.subject.as_str(), found.before),
            ("Clock right", "See below.\n\n")
        );
        assert_eq!(found.from, "The Courier <news@courier.example>");
        assert_eq!(found.date, "Tue, May 3, 2022 at 10:00 AM");
        assert_eq!(found.text, "\nThe clock is right.\n");
        for text in [
            "Forwarded message\nThe clock is right.\n",
            "From: Ann\nSubject: Clock\nThe clock is right.\n",
        ] {
            assert_eq!(find_forwarded(text), None);
        }
    }
}
