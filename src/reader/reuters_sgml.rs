//! Placeholder until the reader lands.
use super::{Input, ReadError, Reader, Reason, Sink};

pub struct ReutersSgml;

impl Reader for ReutersSgml {
    fn name(&self) -> &'static str {
        "reuters_sgml"
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
