//! Commands that documents define, and declarations about the files to which a document belongs.

use crate::document::Expansion;
use crate::document::latex::cites::Cites;
use crate::document::latex::expansion::{Argument, Template};
use crate::document::latex::macros::{Defined, Use};
use crate::document::latex::{Reader, commands, with_extension};
use crate::source::Span;

impl Reader<'_> {
    /// A command that defines another one, or that was defined.
    pub(super) fn unknown(&mut self, at: usize, name: &str, behind: usize) -> usize {
        if let Some(end) = self.document.commands.define(name, behind, self.scan) {
            return end;
        }
        let own = self.document.commands.get(name);
        let known = own.or_else(|| self.known.and_then(|known| known.get(name)));
        let star = usize::from(self.scan.text[behind..].starts_with('*'));
        match known.cloned() {
            Some(Defined::Note) => self.footnote(behind),
            Some(Defined::Like(command)) => self.cite(at, name, behind + star, command),
            Some(Defined::Macro { template, uses }) => self.call(at, behind, &template, &uses),
            None => {
                let known = self.known.and_then(|known| known.stem(name));
                let Some(stem) = self.document.commands.stem(name).or(known) else { return behind };
                match commands::cite(stem, star > 0) {
                    Some(command) => self.cite(at, name, behind + star, command),
                    None if commands::BIBLIOGRAPHIES.contains(&stem) => {
                        self.bibliography(at, stem, behind)
                    }
                    None => behind,
                }
            }
        }
    }

    /// A command that expands to text with citations; returns the end of its last argument.
    fn call(&mut self, start: usize, at: usize, template: &Template, uses: &[Use]) -> usize {
        let mut end = at;
        let mut given = Vec::new();
        for argument in &template.arguments {
            let group = match argument {
                Argument::Star => {
                    let star = self.scan.text[end..].starts_with('*').then_some(end..end);
                    end += usize::from(star.is_some());
                    given.push(star);
                    continue;
                }
                Argument::Brackets(_) => self.scan.group(end, b'[', b']'),
                Argument::Braces => match self.scan.group(end, b'{', b'}') {
                    Some(group) => Some(group),
                    None => return at,
                },
            };
            end = group.as_ref().map_or(end, |group| group.end + 1);
            given.push(group);
        }
        let words: Vec<Option<&str>> = given
            .iter()
            .map(|group| group.clone().and_then(|group| self.scan.text.get(group)))
            .collect();
        if let Some(text) = template.expand(&words) {
            self.document.expansions.push(Expansion { span: Span::new(start, end), text });
        }
        let get = |number: usize| given.get(number).cloned().flatten();
        let makes_note = self.notes.is_empty() && uses.iter().any(|it| it.cite.makes_note);
        if makes_note {
            self.note += 1;
            self.document.notes.push(Span::at(start));
            self.notes.push((self.depth, self.note));
        }
        for it in uses {
            let mut cites = Cites::default();
            for keys in it.keys.iter().filter_map(|number| get(*number)) {
                self.keys(keys, it.cite, &mut cites);
            }
            if let Some(before) = it.before.and_then(get) {
                cites.prefix(self.scan, 0, before);
            }
            if let Some(after) = it.after.and_then(get) {
                cites.suffix((self.scan, self.labels), after);
            }
            self.finish(start, end, it.cite, cites);
        }
        if makes_note {
            self.notes.pop();
        }
        end
    }

    /// `% !TEX root = main.tex`.
    pub(super) fn magic(&mut self, at: usize) {
        let line = self.scan.text[at..].lines().next().unwrap_or_default();
        let words = line.trim_start_matches('%').trim_start();
        let is_magic = words.get(..4).is_some_and(|it| it.eq_ignore_ascii_case("!tex"));
        let rest = words.get(4..).unwrap_or_default().trim_start();
        let is_root = rest.get(..4).is_some_and(|it| it.eq_ignore_ascii_case("root"));
        if !is_magic || !is_root || self.document.root.is_some() {
            return;
        }
        let Some((_, name)) = rest.split_once('=') else { return };
        let name = name.trim();
        let start = name.as_ptr() as usize - self.scan.text.as_ptr() as usize;
        let mut named = self.named(start..start + name.len());
        with_extension(&mut named.name);
        self.document.root = (!name.is_empty()).then_some(named);
    }

    /// `\documentclass[main]{subfiles}`, and packages that may be files beside the document.
    pub(super) fn packages(&mut self, command: &str, at: usize) -> usize {
        let options = self.scan.group(at, b'[', b']');
        let behind = options.as_ref().map_or(at, |group| group.end + 1);
        let Some(names) = self.scan.group(behind, b'{', b'}') else { return behind };
        let end = names.end + 1;
        let is_class = matches!(command, "documentclass" | "LoadClass");
        if self.scan.text[names.clone()].trim() == "subfiles" && is_class {
            let mut root = options.map(|it| self.named(it));
            root.iter_mut().for_each(|root| with_extension(&mut root.name));
            self.document.root = self.document.root.take().or(root);
            return end;
        }
        for name in self.scan.items(names).into_iter().filter(|name| !name.is_empty()) {
            let mut named = self.named(name);
            named.name.push_str(if is_class { ".cls" } else { ".sty" });
            self.document.packages.push(named);
        }
        end
    }
}
