//! `CITATION.cff`: how a program or a dataset is to be cited, and what it is based on.
//!
//! The input is a tree of [`crate::syntax::yaml`]; the output is a library: the software itself, the
//! work that is to be cited in its place (`preferred-citation`), and its `references`. Works have no
//! keys in this format, so each gets one from its first author, its year and its title.
//!
//! *Source*: "Guide to the Citation File Format schema", version 1.2.0.

mod people;
mod work;

use crate::diagnostic::Sink;
use crate::model::{Library, Origins};
use crate::read::cff::work::Reader;
use crate::read::comments::comments;
use crate::read::interned::Names;
use crate::read::keys::Distinct;
use crate::read::violation::violation;
use crate::source::{Source, SourceId};
use crate::syntax::data::Node;
use crate::syntax::yaml;

/// True if a text has the field that every file in this format begins with.
pub(crate) fn is_likely(text: &str) -> bool {
    text.lines().any(|line| line.trim_start_matches('"').starts_with("cff-version"))
}

/// Reads a text.
pub(crate) fn read(source: &Source, id: SourceId, sink: &mut Sink) -> (Library, Origins) {
    let mut library = Library::new();
    let mut origins = Origins::default();
    let (mut keys, mut names) = (Distinct::default(), Names::default());
    for tree in yaml::parse_all(&source.text, id, sink) {
        origins.comments.extend(comments(id, &tree.comments));
        let Some(root) = tree.root else { continue };
        if root.pairs().is_none() {
            let message = format!("the file is {}, not a mapping of fields", root.described());
            sink.push(violation(id, root.span, message));
            continue;
        }
        for (node, path) in works(&root) {
            let mut reader = Reader::new(id, node, path, sink, &mut names);
            reader.read();
            let (entry, origin) = reader.finish(&mut keys);
            library.push(entry);
            origins.entries.push(origin);
        }
    }
    (library, origins)
}

/// The works of a file: the file itself describes one, and may contain others. Each has its path.
fn works<'n, 'a>(root: &'n Node<'a>) -> Vec<(&'n Node<'a>, String)> {
    let preferred = root.get("preferred-citation").map(|it| (it, "preferred-citation".to_owned()));
    let listed = root.get("references").and_then(Node::items).unwrap_or_default();
    let listed = listed.iter().enumerate().map(|(at, it)| (it, format!("references[{at}]")));
    let all = std::iter::once((root, String::new())).chain(preferred).chain(listed);
    all.filter(|(node, _)| !node.is_null()).collect()
}

#[cfg(test)]
mod tests;
