//! The bibliographies that a document names, and where it prints them.

use std::ops::Range;

use crate::document::latex::Reader;
use crate::document::{Listing, Named, places};
use crate::source::Span;

impl Reader<'_> {
    /// `\printbibliography[heading=none, keyword=primary]`.
    pub(super) fn listing(&mut self, start: usize, at: usize) -> usize {
        let given = self.scan.group(at, b'[', b']');
        let end = given.as_ref().map_or(at, |group| group.end + 1);
        let options = given.map_or_else(Vec::new, |group| places::options(&self.scan.text[group]));
        self.document.listings.push(Listing { span: Span::new(start, end), options });
        end
    }

    pub(super) fn bibliography(&mut self, start: usize, name: &str, at: usize) -> usize {
        let at = at + usize::from(self.scan.text[at..].starts_with('*'));
        let options = self.scan.group(at, b'[', b']');
        let behind = options.as_ref().map_or(at, |group| group.end + 1);
        let Some(files) = self.scan.group(behind, b'{', b'}') else { return behind };
        let end = files.end + 1;
        let is_remote = options.is_some_and(|it| self.scan.text[it].contains("remote"));
        if is_remote {
            return end;
        }
        let is_list = name.ends_with("bibliography");
        if name == "bibliography" {
            let options = vec![("files".to_owned(), self.scan.text[files.clone()].to_owned())];
            self.document.listings.push(Listing { span: Span::new(start, end), options });
        }
        if is_list {
            return self.bibliographies(files);
        }
        if !files.is_empty() {
            let named = self.named(files);
            self.push_bibliography(named);
        }
        end
    }

    /// A list of bibliographies without their extension; returns the position behind its bracket.
    pub(super) fn bibliographies(&mut self, files: Range<usize>) -> usize {
        let end = files.end + 1;
        for file in self.scan.items(files).into_iter().filter(|file| !file.is_empty()) {
            let mut named = self.named(file);
            if !named.name.ends_with(".bib") {
                named.name.push_str(".bib");
            }
            self.push_bibliography(named);
        }
        end
    }

    fn push_bibliography(&mut self, named: Named) {
        if !named.name.contains(['#', '\\']) {
            self.document.bibliographies.push(named);
        }
    }
}
