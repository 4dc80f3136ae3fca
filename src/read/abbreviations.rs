//! Abbreviation lists in JSON, in the format of Zotero and pandoc.

use crate::diagnostic::rules::SCHEMA_VIOLATION;
use crate::diagnostic::{Diagnostic, Sink};
use crate::model::Abbreviations;
use crate::source::{Source, SourceId, Span};
use crate::syntax::data::Pair;
use crate::syntax::json;

/// Reads abbreviation lists, and returns everything that is wrong with the text.
///
/// *Shape*: `{"default": {"container-title": {"Full Title": "Short T."}}}`. Jurisdictions other
/// than `default`, and `info`, are ignored.
pub fn read_abbreviations(source: &Source, id: SourceId) -> (Abbreviations, Vec<Diagnostic>) {
    let mut sink = Sink::new();
    let tree = json::parse(&source.text, id, &mut sink);
    let mut reader = Reader { id, sink, abbreviations: Abbreviations::new() };
    if let Some(root) = &tree.root {
        match root.pairs() {
            Some(jurisdictions) => reader.jurisdictions(jurisdictions),
            None => reader.fault(root.span, "abbreviations must be an object"),
        }
    }
    (reader.abbreviations, reader.sink.into_sorted())
}

struct Reader {
    id: SourceId,
    sink: Sink,
    abbreviations: Abbreviations,
}

impl Reader {
    fn jurisdictions(&mut self, pairs: &[Pair<'_>]) {
        for pair in pairs {
            let is_default = pair.key.scalar().is_some_and(|key| key.text == "default");
            match pair.value.pairs() {
                Some(lists) if is_default => self.lists(lists),
                None if is_default => self.fault(pair.value.span, "`default` is not an object"),
                _ => {}
            }
        }
        if !pairs.iter().any(|pair| pair.key.scalar().is_some_and(|key| key.text == "default")) {
            let span = pairs.first().map_or(Span::at(0), |pair| pair.key.span);
            self.fault(span, "abbreviations have no `default`");
        }
    }

    fn lists(&mut self, pairs: &[Pair<'_>]) {
        for pair in pairs {
            let Some(list) = pair.key.scalar() else { continue };
            match pair.value.pairs() {
                Some(entries) => self.entries(&list.text, entries),
                None => self
                    .fault(pair.value.span, format!("the list `{}` is not an object", list.text)),
            }
        }
    }

    fn entries(&mut self, list: &str, pairs: &[Pair<'_>]) {
        for pair in pairs {
            let Some(full) = pair.key.scalar() else { continue };
            match pair.value.scalar() {
                Some(short) => self.abbreviations.insert(list, &full.text, &short.text),
                None => {
                    self.fault(
                        pair.value.span,
                        format!("the short form of `{}` is not text", full.text),
                    );
                }
            }
        }
    }

    fn fault(&mut self, span: Span, message: impl Into<String>) {
        self.sink.push(Diagnostic::new(&SCHEMA_VIOLATION, span.in_source(self.id), message));
    }
}

#[cfg(test)]
mod tests {
    use super::read_abbreviations;
    use crate::model::Variable;
    use crate::source::{Source, SourceId};

    #[test]
    fn lists_and_what_is_wrong_with_them() {
        let text = r#"{"info": {"name": "x"}, "default": {
            "container-title": {"Journal of Things": "J. Things", "Other": []},
            "place": {"London": "Lond."}, "title": 3}}"#;
        let source = Source::new("abbreviations.json", text);
        let (abbreviations, faults) = read_abbreviations(&source, SourceId(0));
        let get = |variable, full| abbreviations.get(variable, full).map(|short| short.as_str());
        assert_eq!(get(Variable::ContainerTitle, "Journal of Things"), Some("J. Things"));
        assert_eq!(get(Variable::EventPlace, "London"), Some("Lond."));
        assert_eq!(get(Variable::ContainerTitle, "journal of things"), None);
        let said: Vec<(&str, &str)> = faults
            .iter()
            .map(|fault| (source.slice(fault.primary.location.span), fault.message.as_str()))
            .collect();
        assert_eq!(
            said,
            [
                ("[]", "the short form of `Other` is not text"),
                ("3", "the list `title` is not an object")
            ]
        );
    }

    #[test]
    fn a_text_that_is_something_else() {
        for text in ["", "[]", "{}", r#"{"Journal of Things": "J."}"#, "{{{"] {
            let (abbreviations, faults) =
                read_abbreviations(&Source::new("a.json", text), SourceId(0));
            assert!(abbreviations.is_empty() && !faults.is_empty(), "{text}");
        }
    }
}
