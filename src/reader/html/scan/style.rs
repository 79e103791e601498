//! How much of a block's text is linked, bold or italic.

/// Elements that are counted: links, bold text, italic text.
const STYLES: [&[&str]; 3] = [&["a"], &["b", "strong"], &["i", "em"]];

/// The open elements of each style, and the characters inside since they were last taken.
#[derive(Default)]
pub struct Styles {
    open: [usize; 3],
    chars: [usize; 3],
}

/// Characters of a block by style.
pub struct Styled {
    pub link: usize,
    pub strong: usize,
    pub italic: usize,
}

impl Styles {
    pub fn open(&mut self, name: &str) {
        if let Some(style) = style_of(name) {
            self.open[style] += 1;
        }
    }

    pub fn close(&mut self, name: &str) {
        if let Some(style) = style_of(name) {
            self.open[style] -= 1;
        }
    }

    /// Adds the characters of a text.
    pub fn count(&mut self, chars: usize) {
        for (sum, open) in self.chars.iter_mut().zip(self.open) {
            *sum += if open > 0 { chars } else { 0 };
        }
    }

    /// What was counted since the last time.
    pub fn take(&mut self) -> Styled {
        let [link, strong, italic] = std::mem::take(&mut self.chars);
        Styled {
            link,
            strong,
            italic,
        }
    }
}

fn style_of(name: &str) -> Option<usize> {
    STYLES
        .iter()
        .position(|names| names.iter().any(|one| one.eq_ignore_ascii_case(name)))
}
