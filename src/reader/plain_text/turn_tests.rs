//! Interviews, transcripts and agendas through the reader.  All texts are invented.

use super::form_tests::{SCAN, body, read};
use crate::article::BlockKind;

const INTERVIEW: &str = "'The ice decides, not the council'\n\nBy Hanna Pruett\nJanuary 12, 2026\n\n\
    Tomas Vik has run the winter ferry for thirty years. He spoke to us about the north pier.\n\n";

#[test]
fn questions_in_bold_are_subheads_without_their_marks() {
    let text = format!(
        "{INTERVIEW}**When did you first hear about the plan?**\n\n\
         In the spring, from the radio. Nobody had come to the landing before that.\n\n\
         **And if they do not?**\n\nThen we stop, and people walk.\n"
    );
    assert_eq!(
        body(&text)[1..],
        [
            "When did you first hear about the plan?",
            "In the spring, from the radio. Nobody had come to the landing before that.",
            "And if they do not?",
            "Then we stop, and people walk.",
        ]
    );
}

#[test]
fn turns_are_text_to_the_last() {
    for (turns, last) in [
        (
            "Q: When did you first hear about the plan?\nA: In the spring, from the radio.\n\
             Q: And if they do not come?\nA: Then we stop, and people walk.\n",
            "A: Then we stop, and people walk.",
        ),
        (
            "Q Can you say how long the pier will be closed?\n\nMS. ROE: Two winters, as the mayor said.\n\n\
             Q And the ferry?\n\nMS. ROE: From the south landing.\n",
            "MS. ROE: From the south landing.",
        ),
        (
            "When did you first hear about the plan?\n\n\
             In the spring, from the radio. Nobody had come to the landing before that.\n\n\
             And if they do not?\n\nThen we stop, and people walk.\n",
            "Then we stop, and people walk.",
        ),
        (
            "I know that many of you walked here across the ice, and I thank you for it.\n\n\
             We are going to repair the pier, and it will take two winters.\n\n[Applause]\n\n\
             Thank you, and good night.\n",
            "Thank you, and good night.",
        ),
    ] {
        let text = format!("{INTERVIEW}{turns}");
        let body = body(&text);
        assert_eq!(body.last().map(String::as_str), Some(last), "{body:?}");
        let spoken = turns.lines().filter(|line| !line.is_empty());
        assert_eq!(body.len(), 1 + spoken.count(), "{body:?}");
    }
}

#[test]
fn labels_and_initials_are_no_turns() {
    for tail in [
        "WATCH: Boats in the ice\nREAD MORE: Trams stop\nWATCH: The tram in the snow\n",
        "P. Roe\nR. Marsh\nA. Holm\n",
    ] {
        let text = format!("{INTERVIEW}{}\n\n{}\n\n{tail}", SCAN[0], SCAN[1]);
        let found = read(&text);
        let body = found
            .blocks
            .iter()
            .filter(|b| b.kind == BlockKind::Paragraph);
        assert_eq!(body.count(), 3, "{tail}: {:?}", found.blocks);
    }
}

#[test]
fn items_of_an_agenda_are_subheads_to_the_last() {
    let text = format!(
        "NORRBY CITY COUNCIL\nMinutes of the regular meeting\nJanuary 12, 2026\n\n\
         PRESENT: Mayor Anna Lindqvist; Councillors Roe, Vik and Marsh\n\n1. CALL TO ORDER\n\
         The mayor called the meeting to order at 7:02 p.m. in the old customs house.\n\n\
         2. HARBOUR PLAN\n{}\n\n3. ADJOURNMENT\nThe meeting was adjourned at 9:40 p.m.\n",
        SCAN[1]
    );
    let body = body(&text);
    assert!(
        body.ends_with(&[
            "3. ADJOURNMENT".to_owned(),
            "The meeting was adjourned at 9:40 p.m.".to_owned(),
        ]),
        "{body:?}"
    );
}
