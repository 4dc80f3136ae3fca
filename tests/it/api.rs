//! What holds for the whole of the public API: what may be sent and shared, and that nothing
//! panics, whatever it is given.

use std::fmt::Debug;

use ibid::check::rule;
use ibid::diagnostic::{Diagnostic, Edit, Fix, Safety, Severity, apply_fixes};
use ibid::document::{Syntax, written_key};
use ibid::engine::{Options, Session};
use ibid::files::Files;
use ibid::markup::Markup;
use ibid::model::{DatePoint, Library};
use ibid::references::{Findings, Incomplete, Problem};
use ibid::report::{self, Color, Coverage, Report};
use ibid::source::{LineIndex, Source, SourceId, Sources, Span};
use ibid::style::archive::{Embedded, styles};
use ibid::{References, Style};

use crate::support::{files_below, repository, text_of};

/// Everything public has `Debug`: the lint `missing_debug_implementations` sees to it.
#[test]
fn what_programs_hold_can_be_sent_and_shared() {
    fn is_shared<T: Send + Sync + Debug + 'static>() {}
    fn borrows<T: Send + Sync + Debug>() {}
    is_shared::<ibid::Error>();
    is_shared::<ibid::check::Config>();
    is_shared::<ibid::document::Document>();
    is_shared::<ibid::engine::Rendered>();
    is_shared::<ibid::read::Reading>();
    is_shared::<ibid::typeset::filter::Ast>();
    is_shared::<Diagnostic>();
    is_shared::<Files>();
    is_shared::<Findings>();
    is_shared::<Incomplete<Markup>>();
    is_shared::<Library>();
    is_shared::<References>();
    is_shared::<Session>();
    is_shared::<Sources>();
    is_shared::<Style>();
    borrows::<ibid::syntax::bibtex::Tree<'_>>();
    borrows::<ibid::syntax::data::Tree<'_>>();
    borrows::<ibid::syntax::xml::Element<'_>>();
    borrows::<ibid::typeset::Typeset<'_>>();
    borrows::<Report<'_>>();
}

/// Public enums are `#[non_exhaustive]`, or are named in CONTRIBUTING.md as complete.
#[test]
fn enums_that_can_grow_say_so() {
    let contributing = text_of(&repository("CONTRIBUTING.md"));
    let (_, complete) = contributing.split_once("Exhaustive on purpose are the enums").unwrap();
    let complete = complete.split(':').next().unwrap();
    let mut found = 0;
    for file in files_below(&repository("src"), "rs") {
        if file.starts_with(repository("src/bin")) {
            continue;
        }
        let text = text_of(&file);
        let lines: Vec<&str> = text.lines().collect();
        for (at, line) in lines.iter().enumerate() {
            let Some(name) = line.strip_prefix("pub enum ") else { continue };
            let name = name.split(['<', ' ']).next().unwrap();
            let attributes = lines[..at].iter().rev().take_while(|line| line.starts_with("#["));
            let can_grow = attributes.clone().any(|line| *line == "#[non_exhaustive]");
            found += 1;
            let is_complete = complete.contains(&format!("`{name}`"));
            assert!(can_grow != is_complete, "{name} in {}", file.display());
        }
    }
    assert!(found > 50, "{found} enums");
}

/// Spans that are before, across and after what is there, in the wrong order, and inside of `é`.
fn spans() -> impl Iterator<Item = Span> {
    let ends = [0, 1, 2, 4, 5, 900, u32::MAX];
    ends.into_iter().flat_map(move |start| ends.map(|end| Span { start, end }))
}

#[test]
fn no_place_is_so_wrong_that_it_panics() {
    let mut sources = Sources::new();
    sources.add("a.bib", "@bé{x}\n");
    let source = Source::new("a.bib", "@bé{x}\n");
    let markup = Markup::plain("né");
    for span in spans() {
        let (start, end) = (span.start as usize, span.end as usize);
        assert!(Span::new(start, end).len() <= end);
        assert!(span.len() <= end && span.to(span).contains(span));
        source.slice(span);
        source.line_column(span.start);
        source.disk_offset(span.start);
        source.lines.start(start);
        LineIndex::new("é\n").line(span.start);
        sources.slice(span.in_source(SourceId(span.end)));
        markup.slice(start..end);
        markup.link(span.start);
        DatePoint::year_month_day(i32::MIN, span.start as u8, span.end as u8);
        for syntax in [Syntax::Markdown, Syntax::Latex, Syntax::Typst, Syntax::Org, Syntax::Rust] {
            written_key("a b", "[@é]", span, syntax);
        }
    }
    let far = Source::new("a", "").lines.line_column(u32::MAX);
    assert_eq!((far.line, far.column), (1, 1));
}

#[test]
fn no_finding_is_so_wrong_that_reports_panic() {
    let mut sources = Sources::new();
    let id = sources.add("a.bib", "@bé{x}\n");
    let rule = rule("duplicate-field").unwrap();
    let finding = |span: Span| {
        let place = span.in_source(if span.start == 4 { SourceId(7) } else { id });
        let fix = Fix::of(Safety::Safe, "mend", [Edit::new(place, "x")]);
        let found = Diagnostic::new(rule, place, "wrong\n\u{1b}").label("here").also(place, "too");
        found.fix(fix).severity(Severity::Error)
    };
    let diagnostics: Vec<Diagnostic> = spans().map(finding).collect();
    apply_fixes(&sources, &diagnostics, Safety::Safe);
    let report =
        Report { sources: &sources, diagnostics: &diagnostics, coverage: Coverage::default() };
    let forms = [
        report::human(&report, Color::Always),
        report::concise(&report),
        report::github(&report),
        report::gitlab(&report),
        report::json(&report),
        report::json_lines(&report),
        report::json_statistics(&report),
        report::junit(&report),
        report::checkstyle(&report),
        report::markdown(&report),
        report::sarif(&report),
        report::statistics(&report),
    ];
    assert!(forms.iter().all(|text| !text.is_empty()));
}

#[test]
fn numbers_that_nothing_has_change_nothing() {
    let apa = Style::named("apa").unwrap();
    let mut session = Session::new(&apa, Library::new(), Vec::new(), Options::default());
    session.remove(3);
    session.remove_note(3);
    assert_eq!(session.remove_entry("mett"), None);
    assert_eq!(session.replace(3, Default::default()), Default::default());
    assert_eq!(session.text(usize::MAX), None);
    session.insert(usize::MAX, Default::default());
    session.insert_note(usize::MAX, Default::default());
    assert_eq!(session.citations().count(), 2);
    assert!(apa.info().place(u32::MAX).is_none());
    assert!(format!("{session:?}").contains("APA"));
}

#[test]
fn what_a_style_cannot_print_is_no_success() {
    let xml = r#"<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
      <info><title>Short</title><id>short</id></info>
      <citation><layout><text macro="author"/><text variable="title"/></layout></citation></style>"#;
    let style = Style::compile(xml, None, &Embedded).unwrap();
    let refs = ibid::parse("refs.bib", "@book{mett, title = {The Commune}}").unwrap();
    let incomplete = style.cite(&refs, "[@mett]").unwrap_err();
    assert!(matches!(incomplete.problems(), [Problem::Style { .. }]), "{incomplete}");
    assert_eq!(incomplete.into_printed().to_plain(), "The Commune");
    for style in styles() {
        let compiled = Style::compile(style.xml, None, &Embedded).unwrap();
        assert_eq!(compiled.warnings(), [], "{}", style.name);
    }
}
