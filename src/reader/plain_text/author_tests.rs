//! Authors and dates of whole pages.  All texts are invented.

use super::*;

const STORY: &str = "The oldest ferry of the Sund went down on Monday night with a load of fish, and nobody was hurt, the harbour council said on Tuesday.

The second ferry is still afloat and will remain so, said the chair of the works board, who had gone to the pier in the morning to see it.

Fishermen asked for a third ferry as long ago as last spring, when the first of them was found to leak in more than a dozen places.";

fn read(text: &str) -> Article {
    parse(text, &Surroundings::default())
}

#[test]
fn words_before_a_name_are_no_headline() {
    let text = format!("Av\nJane Roe\n12 March 2026\n{STORY}\n");
    assert_ne!(read(&text).headline, "Av");
}
