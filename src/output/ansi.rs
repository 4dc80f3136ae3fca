//! Text for terminals: SGR sequences for formatting, OSC 8 for links.
//!
//! *Source*: ECMA-48, 8.3.117; <https://gist.github.com/egmontkob/eb114294efbcd5adb1944c9f3cb5feda>
//! for links.

use crate::markup::{Formatting, Mark, Markup};
use crate::output::plain;
use crate::output::walk::{Backend, walk};

pub(super) fn write(markup: &Markup) -> String {
    let mut ansi = Ansi {
        out: String::with_capacity(markup.as_str().len() * 5 / 4),
        markup,
        open: Vec::new(),
    };
    walk(markup, &mut ansi);
    ansi.out
}

struct Ansi<'m> {
    out: String,
    markup: &'m Markup,
    /// The open formatting, the innermost last.
    open: Vec<Formatting>,
}

/// The state of the terminal at a position.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
struct State {
    italic: bool,
    bold: bool,
    underline: bool,
}

impl State {
    fn of(open: &[Formatting]) -> State {
        let mut state = State::default();
        for format in open {
            match format {
                Formatting::Italic | Formatting::Oblique => state.italic = true,
                Formatting::UprightStyle => state.italic = false,
                Formatting::Bold => state.bold = true,
                Formatting::Light | Formatting::NormalWeight => state.bold = false,
                Formatting::Underline => state.underline = true,
                Formatting::NoDecoration => state.underline = false,
                Formatting::SmallCaps
                | Formatting::NormalVariant
                | Formatting::Superscript
                | Formatting::Subscript
                | Formatting::Baseline
                | Formatting::Block
                | Formatting::LeftMargin
                | Formatting::RightInline
                | Formatting::Indent
                | Formatting::Link(_) => {}
            }
        }
        state
    }
}

impl Ansi<'_> {
    fn change(&mut self, from: State, to: State) {
        let mut tell = |from: bool, to: bool, on: &str, off: &str| {
            if from != to {
                self.out.push_str(if to { on } else { off });
            }
        };
        tell(from.bold, to.bold, "\x1b[1m", "\x1b[22m");
        tell(from.italic, to.italic, "\x1b[3m", "\x1b[23m");
        tell(from.underline, to.underline, "\x1b[4m", "\x1b[24m");
    }
}

impl Backend for Ansi<'_> {
    fn text(&mut self, text: &str) {
        // Control characters in the data must not reach the terminal.
        self.out.extend(text.chars().filter(|character| !character.is_control()));
    }

    fn open(&mut self, mark: &Mark) {
        plain::push_before(mark.format, &mut self.out);
        let from = State::of(&self.open);
        self.open.push(mark.format);
        self.change(from, State::of(&self.open));
        if let Formatting::Link(number) = mark.format {
            self.out.push_str("\x1b]8;;");
            self.out.extend(self.markup.link(number).chars().filter(char::is_ascii_graphic));
            self.out.push_str("\x1b\\");
        }
    }

    fn close(&mut self, mark: &Mark) {
        if matches!(mark.format, Formatting::Link(_)) {
            self.out.push_str("\x1b]8;;\x1b\\");
        }
        let from = State::of(&self.open);
        self.open.pop();
        self.change(from, State::of(&self.open));
        if mark.format == Formatting::LeftMargin && !self.out.ends_with(char::is_whitespace) {
            self.out.push(' ');
        }
    }
}
