//! Any text as a CSL style: compiled, and looked at as `ibid style check` does.
#![no_main]

use ibid::diagnostic::Sink;
use ibid::source::SourceId;
use ibid::style::archive::Embedded;
use ibid::style::{Style, validate};
use ibid::syntax::xml;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    drop(Style::compile(text, None, &Embedded));
    let mut sink = Sink::new();
    if let Some(root) = xml::parse(text, SourceId(0), &mut sink) {
        validate::validate(&root, SourceId(0), &mut sink);
    }
});
