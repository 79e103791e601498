//! Placeholder until the reader lands.
use super::{Input, ReadError, Reader, Reason, Sink};

pub struct PlainText;

impl Reader for PlainText {
    fn name(&self) -> &'static str {
        "plain_text"
    }
    fn doc(&self) -> &'static str {
        ""
    }
    fn extensions(&self) -> &'static [&'static str] {
        &[]
    }
    fn sniff(&self, _head: &[u8]) -> u8 {
        0
    }
    fn read(&self, _input: &Input<'_>, _sink: Sink<'_>) -> Result<(), ReadError> {
        Err(ReadError::new(Reason::Unsupported, "not built yet"))
    }
}
