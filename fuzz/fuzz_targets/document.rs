//! Any bytes as a document, after a line with the extension of its syntax: read, checked with a
//! bibliography by every rule, fixed and printed.
#![no_main]

use ibid::check::{Config, Layer};
use ibid::diagnostic::Safety;
use ibid::document::{Conventions, Manuscript, Syntax, read_expanded};
use ibid::files::{Files, source_from_bytes};
use ibid::read::Format;
use ibid::source::Source;
use ibid::style::archive::{self, Embedded};
use ibid::style::Style;
use ibid::typeset::{Options, Part, Typeset, typeset};
use libfuzzer_sys::fuzz_target;

const BIB: &str = "@book{mett, author = {Mett, Ida}, title = {Kronstadt}, publisher = {Press}, \
    location = {Paris}, date = 1938}\n\
    @article{doe, author = {Doe, Jane and Roe, Ann}, title = {Crowds}, journaltitle = {Past}, \
    volume = 50, date = 1971, pages = {76--136}}\n";

fuzz_target!(|bytes: &[u8]| {
    let Some(end) = bytes.iter().position(|byte| *byte == b'\n') else { return };
    let Ok(extension) = std::str::from_utf8(&bytes[..end]) else { return };
    let name = format!("a.{}", extension.trim());
    let Some(syntax) = Syntax::from_name(&name) else { return };
    let Ok(source) = source_from_bytes(&name, &bytes[end + 1..]) else { return };
    run(source, syntax);
});

/// Does what `ibid check --select all --fix --unsafe` and `ibid render` do, without writing
/// anything.
fn run(source: Source, syntax: Syntax) {
    let mut config = Config::default();
    let all = "all".parse().expect("`all` names rules");
    config.add(&Layer { select: Some(vec![all]), ..Layer::default() });
    let mut files = Files::new();
    files.add_source(Source::new("a.bib", BIB), Some(Format::Bibtex)).expect("it is BibTeX");
    let bibliographies = vec![files.readings[0].source];
    let id = files.sources.push(source.clone());
    if Typeset::supports(syntax) {
        let (expanded, document) = read_expanded(&source, id, syntax, &Conventions::default());
        let source = expanded.as_ref().unwrap_or(&source);
        let parts = [Part { source, document: &document }];
        let xml = archive::style("chicago-notes").expect("it is embedded").xml;
        let style = Style::compile(xml, None, &Embedded).expect("it is valid");
        drop(typeset(&parts, &files.library(), &style, &Options::default()).write(0));
    }
    let parts = files.read_document(id, syntax).into_iter().collect();
    files.add_manuscript(Manuscript { parts, bibliographies, ..Manuscript::default() });
    for finding in files.check(&config) {
        for label in std::iter::once(&finding.primary).chain(&finding.secondary) {
            let text = files.sources.get(label.location.source).map(|source| &*source.text);
            let slice = text.and_then(|text| text.get(label.location.span.range()));
            assert!(slice.is_some(), "{finding:?}");
        }
    }
    drop(files.fix(&config, Safety::Unsafe));
}
