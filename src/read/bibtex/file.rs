//! A parsed file with what is known about all of it: its entries, keys, macros and links.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::HashMap;
use std::ops::Range;

use crate::model::BibDialect;
use crate::read::bibtex::fields::Field;
use crate::read::bibtex::granular;
use crate::read::bibtex::strings::{Strings, Value};
use crate::read::bibtex::tex::Definitions;
use crate::read::bibtex::types::Kind;
use crate::source::SourceId;
use crate::syntax::bibtex::{Block, BlockKind, Tree};

/// A parsed file.
pub(super) struct File<'t> {
    pub(super) tree: &'t Tree<'t>,
    pub(super) id: SourceId,
    pub(super) strings: &'t Strings,
    /// The commands that its preamble defines.
    pub(super) definitions: Definitions,
    /// The entries, in source order.
    pub(super) entries: Vec<Block>,
    kinds: Vec<Kind>,
    /// What each field of the tree is, by its number there.
    pub(super) meanings: Vec<Option<Field>>,
    /// The fields that link to entries: the numbers of the entry and of the field.
    pub(super) links: Vec<(usize, usize)>,
    by_key: HashMap<&'t str, usize>,
    /// Whether a value somewhere may refer to one in a data container.
    pub(super) may_refer: bool,
    /// Keys in lower case, made when first asked for.
    by_lower_key: OnceCell<HashMap<String, usize>>,
    /// Told from all names when first asked for.
    dialect: OnceCell<BibDialect>,
}

impl<'t> File<'t> {
    pub(super) fn new(tree: &'t Tree<'t>, strings: &'t Strings, id: SourceId) -> Self {
        let mut definitions = Definitions::default();
        for block in tree.blocks.iter().filter(|block| block.kind == BlockKind::Preamble) {
            for field in tree.fields(block) {
                definitions.read(&strings.value(tree, field).raw);
            }
        }
        let entries: Vec<Block> =
            tree.blocks.iter().filter(|block| block.kind == BlockKind::Entry).copied().collect();
        let kinds = entries.iter().map(|entry| kind_of(tree.slice(entry.word))).collect();
        let meanings = tree.all_fields().iter();
        let meanings = meanings.map(|field| Field::from_name(tree.slice(field.name))).collect();
        let mut file = File {
            tree,
            id,
            strings,
            definitions,
            kinds,
            meanings,
            links: Vec::new(),
            by_key: HashMap::with_capacity(entries.len()),
            may_refer: granular::may_refer(tree.text),
            by_lower_key: OnceCell::new(),
            dialect: OnceCell::new(),
            entries,
        };
        file.index();
        file
    }

    fn index(&mut self) {
        for (number, entry) in self.entries.iter().enumerate() {
            self.by_key.entry(self.tree.slice(entry.key)).or_insert(number);
        }
        for number in 0..self.entries.len() {
            for field in self.fields(number) {
                match self.meanings[field] {
                    Some(
                        Field::Crossref
                        | Field::Xdata
                        | Field::Xref
                        | Field::Related
                        | Field::Entryset,
                    ) => self.links.push((number, field)),
                    Some(Field::Ids) => {
                        let span = self.tree.all_fields()[field].value;
                        let ids = self.tree.slice(span).trim_matches(['{', '}', '"']);
                        for id in ids.split(',').map(str::trim_ascii).filter(|id| !id.is_empty()) {
                            self.by_key.entry(id).or_insert(number);
                        }
                    }
                    _ => {}
                }
            }
        }
    }

    pub(super) fn key(&self, entry: usize) -> &'t str {
        self.tree.slice(self.entries[entry].key)
    }

    pub(super) fn kind(&self, entry: usize) -> Kind {
        self.kinds[entry]
    }

    /// The numbers of an entry's fields in the tree.
    pub(super) fn fields(&self, entry: usize) -> Range<usize> {
        self.tree.field_numbers(&self.entries[entry])
    }

    /// A field's name as the file spells it.
    pub(super) fn name(&self, field: usize) -> &'t str {
        self.tree.slice(self.tree.all_fields()[field].name)
    }

    /// A field's value: macros, and what it refers to in data containers, in their places.
    pub(super) fn value(&self, field: usize) -> Value<'t> {
        let value = self.written(field);
        let resolved = match self.may_refer && granular::may_refer(&value.raw) {
            true => granular::resolve(self, &value.raw),
            false => None,
        };
        match resolved {
            Some((resolved, _)) => value.with_raw(Cow::Owned(resolved)),
            None => value,
        }
    }

    /// A field's value with macros in their places, and references to containers as written.
    pub(super) fn written(&self, field: usize) -> Value<'t> {
        self.strings.value(self.tree, &self.tree.all_fields()[field])
    }

    /// The entry of that key, or else of one that differs by letter case, as BibTeX finds it.
    pub(super) fn find(&self, key: &str) -> Option<usize> {
        self.by_key.get(key).or_else(|| self.lower_keys().get(&key.to_ascii_lowercase())).copied()
    }

    /// The dialect that the file is written in.
    pub(super) fn dialect(&self) -> BibDialect {
        *self.dialect.get_or_init(|| {
            let types = self.entries.iter().map(|entry| self.tree.slice(entry.word));
            let fields = (0..self.entries.len()).flat_map(|entry| self.fields(entry));
            BibDialect::of_names(types, fields.map(|field| self.name(field)))
        })
    }

    fn lower_keys(&self) -> &HashMap<String, usize> {
        self.by_lower_key.get_or_init(|| {
            let mut keys = HashMap::with_capacity(self.entries.len());
            for entry in 0..self.entries.len() {
                keys.entry(self.key(entry).to_ascii_lowercase()).or_insert(entry);
            }
            keys
        })
    }
}

/// The type a word names; a slip is read as what was meant, all else as `@misc`.
fn kind_of(word: &str) -> Kind {
    Kind::from_name(word).or_else(|| Kind::meant(word)).unwrap_or(Kind::Misc)
}
