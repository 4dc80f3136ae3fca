//! A style and a library, parted by a line of three percent signs: cites with locators, positions,
//! prefixes and suffixes, then the bibliography, in every output format.
#![no_main]

use ibid::engine::{Options, Uncited, render};
use ibid::model::{Citation, CitationMode, Cite, LocatorLabel, Text};
use ibid::output::Format;
use ibid::read;
use ibid::source::{Source, SourceId};
use ibid::style::Style;
use ibid::style::archive::Embedded;
use libfuzzer_sys::fuzz_target;

/// More entries than this only repeat what fewer show.
const ENTRIES: usize = 16;

fuzz_target!(|text: &str| {
    let Some((xml, json)) = text.split_once("\n%%%\n") else { return };
    let Ok(style) = Style::compile(xml, None, &Embedded) else { return };
    let source = Source::new("library.json", json);
    let Ok(reading) = read::read(&source, SourceId(0), Some(read::Format::CslJson)) else { return };
    let keys: Vec<&str> = reading.library.keys().take(ENTRIES).collect();
    let mut citations = Vec::new();
    for (note, key) in (1..).zip(&keys) {
        let mut cite = Cite::new(*key).at(LocatorLabel::Page, "3-5");
        cite.prefix = (note % 3 == 0).then(|| Text::from_csl_markup("See <i>this</i>."));
        cite.suffix = (note % 4 == 0).then(|| Text::from_csl_markup(", “so”."));
        citations.push(Citation { note: Some(note), ..Citation::from(cite) });
        citations.push(Citation { note: Some(note + 1), ..Citation::from(Cite::new(*key)) });
    }
    citations.push(Citation {
        cites: keys.iter().map(|key| Cite::new(*key)).collect(),
        ..Citation::default()
    });
    if let Some(key) = keys.first() {
        let mode = CitationMode::Composite { infix: None };
        citations.push(Citation { mode, ..Citation::from(Cite::new(*key)) });
    }
    let keys = keys.iter().map(|key| (*key).to_owned()).collect();
    let options = Options { uncited: Uncited::Keys(keys), links: true, ..Options::default() };
    let rendered = render(&style, &reading.library, &citations, &options);
    for &format in Format::all() {
        rendered.citations.iter().for_each(|citation| drop(format.write(citation)));
        if let Some(bibliography) = &rendered.bibliography {
            drop(bibliography.write(format));
        }
    }
});
