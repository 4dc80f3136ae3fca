//! One or several texts that are read together, with their entries, keys, macros and links.

use std::ops::Range;
use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use crate::dialect::bib::Field;
use crate::dialect::bib::Kind;
use crate::dialect::{BibDialect, Clearness};
use crate::model::{FieldOrigin, Form, Piece};
use crate::read::bibtex::strings::{Strings, Value};
use crate::read::bibtex::tex::Definitions;
use crate::read::bibtex::texts::{Part, Texts};
use crate::source::{Location, Span};
use crate::syntax::bibtex::{self as syntax, Block, BlockKind, PieceKind, Tree};

/// The parsed texts that are read together: one file or several.
pub(super) struct Bibliography<'t> {
    pub(super) tree: &'t Tree<'t>,
    pub(super) texts: &'t Texts,
    strings: &'t Strings<'t>,
    /// The facts about each of its documents.
    documents: Vec<Document<'t>>,
    /// The entries, in source order.
    pub(super) entries: Vec<Block>,
    kinds: Vec<Kind>,
    /// The names that fields have, as the texts spell them, and what each means.
    names: Vec<(&'t str, Option<Field>)>,
    /// The number of each field's name, by the number of the field in the tree.
    name_numbers: Vec<u32>,
    /// The fields that link to entries: the numbers of the entry and of the field.
    pub(super) links: Vec<(usize, usize)>,
    /// Whether a value may contain a reference to a data container.
    pub(super) may_refer: bool,
}

/// The facts about a document.
#[derive(Default)]
struct Document<'t> {
    /// The numbers of its entries.
    entries: Range<usize>,
    /// The commands that its preambles define.
    definitions: Definitions,
    by_key: FxHashMap<&'t str, usize>,
    /// Keys in lower case, computed when first needed.
    by_lower_key: OnceLock<FxHashMap<String, usize>>,
    /// Detected from all names when first needed.
    dialect: OnceLock<(BibDialect, Clearness)>,
}

impl<'t> Bibliography<'t> {
    pub(super) fn new(tree: &'t Tree<'t>, strings: &'t Strings<'t>, texts: &'t Texts) -> Self {
        let mut documents: Vec<Document<'_>> =
            (0..texts.documents()).map(|_| Document::default()).collect();
        for block in tree.blocks.iter().filter(|block| block.kind == BlockKind::Preamble) {
            let definitions = &mut documents[texts.document(block.span.start)].definitions;
            for field in tree.fields(block) {
                definitions.read(&strings.value(tree, field).raw);
            }
        }
        let entries: Vec<Block> =
            tree.blocks.iter().filter(|block| block.kind == BlockKind::Entry).copied().collect();
        let kinds = entries.iter().map(|entry| kind_of(tree.slice(entry.word))).collect();
        // A file has few different names, each used many times.
        let mut known: FxHashMap<&str, u32> = FxHashMap::default();
        let mut names: Vec<(&str, Option<Field>)> = Vec::new();
        // After a name comes mostly the one that came after it before.
        let (mut next, mut last): (Vec<u32>, usize) = (Vec::new(), 0);
        let number_of = |field: &syntax::Field| {
            let name = tree.slice(field.name);
            let guess = next.get(last).copied();
            let is_right = |guess: &u32| names.get(*guess as usize).is_some_and(|it| it.0 == name);
            let number = guess.filter(is_right).unwrap_or_else(|| {
                *known.entry(name).or_insert_with(|| {
                    names.push((name, Field::from_name(name)));
                    // There are fewer than bytes in the text.
                    names.len() as u32 - 1
                })
            });
            next.resize(names.len(), 0);
            if let Some(next) = next.get_mut(last) {
                *next = number;
            }
            last = number as usize;
            number
        };
        let name_numbers = tree.all_fields().iter().map(number_of).collect();
        let mut bib = Bibliography {
            tree,
            texts,
            strings,
            documents,
            kinds,
            names,
            name_numbers,
            links: Vec::new(),
            may_refer: may_refer(tree.text),
            entries,
        };
        bib.index();
        bib
    }

    fn index(&mut self) {
        for (number, entry) in self.entries.iter().enumerate() {
            let document = &mut self.documents[self.texts.document(entry.span.start)];
            if document.entries.is_empty() {
                document.entries.start = number;
            }
            document.entries.end = number + 1;
            document.by_key.entry(self.tree.slice(entry.key)).or_insert(number);
        }
        for number in 0..self.entries.len() {
            for field in self.fields(number) {
                match self.meaning(field) {
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
                            let document = &mut self.documents[self.texts.document(span.start)];
                            document.by_key.entry(id).or_insert(number);
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
        self.names[self.name_number(field)].0
    }

    /// What a field of the tree is, by its number there.
    pub(super) fn meaning(&self, field: usize) -> Option<Field> {
        self.names[self.name_number(field)].1
    }

    /// The number of a field's name among the [`name_count`](Self::name_count) names that there are.
    pub(super) fn name_number(&self, field: usize) -> usize {
        self.name_numbers[field] as usize
    }

    /// How many names the fields have.
    pub(super) fn name_count(&self) -> usize {
        self.names.len()
    }

    /// A field's value with macros replaced, and references to containers as they are written.
    pub(super) fn written(&self, field: usize) -> Value<'t> {
        self.strings.value(self.tree, &self.tree.all_fields()[field])
    }

    /// Records how a field's value is written.
    pub(super) fn set_form(&self, field: usize, origin: &mut FieldOrigin) {
        let pieces = self.tree.pieces(&self.tree.all_fields()[field]);
        match &*pieces {
            [piece] => match piece.kind {
                PieceKind::Braced => return origin.form = Form::Braced,
                PieceKind::Quoted => return origin.form = Form::Quoted,
                PieceKind::Number | PieceKind::Bare => return,
                PieceKind::Macro => {}
            },
            [] => return,
            _ => {}
        }
        let piece = |piece: &syntax::Piece| Piece {
            location: self.place(piece.inner),
            expansion: (piece.kind == PieceKind::Macro)
                .then(|| self.strings.shared_text(self.tree, piece)),
        };
        origin.set_pieces(pieces.iter().map(piece).collect());
    }

    /// The text in which a span of the tree begins.
    pub(super) fn part_at(&self, span: Span) -> Part {
        self.texts.part_at(span.start)
    }

    /// Converts a span of the tree to a location in its file.
    pub(super) fn place(&self, span: Span) -> Location {
        self.texts.place(span)
    }

    /// The number of the document that contains an entry.
    pub(super) fn document(&self, entry: usize) -> usize {
        self.texts.document(self.entries[entry].span.start)
    }

    /// The commands that the preambles of a document define.
    pub(super) fn definitions(&self, document: usize) -> &Definitions {
        &self.documents[document].definitions
    }

    /// The entry with this key, or else one that differs in letter case, which BibTeX also finds.
    ///
    /// *Shape*: `at` is the position of the reference: entries of the same document take precedence
    /// over those of its neighbours.
    pub(super) fn find(&self, key: &str, at: u32) -> Option<usize> {
        let own = self.texts.document(at);
        self.find_in(own, key).or_else(|| {
            let mut neighbours = (0..self.documents.len()).filter(|&document| document != own);
            neighbours.find_map(|document| self.find_in(document, key))
        })
    }

    fn find_in(&self, document: usize, key: &str) -> Option<usize> {
        let by_key = &self.documents[document].by_key;
        let lower = || self.lower_keys(document).get(&key.to_ascii_lowercase());
        by_key.get(key).or_else(lower).copied()
    }

    /// The keys of the document that contains an entry.
    pub(super) fn keys_beside(&self, entry: usize) -> impl Iterator<Item = &'t str> {
        self.documents[self.document(entry)].entries.clone().map(|entry| self.key(entry))
    }

    /// The dialect of the document that contains an entry.
    pub(super) fn dialect(&self, entry: usize) -> BibDialect {
        self.dialect_with_clearness(entry).0
    }

    /// True if the document that contains an entry has more of BibTeX's names than of BibLaTeX's.
    pub(super) fn is_mostly_bibtex(&self, entry: usize) -> bool {
        let (dialect, clearness) = self.dialect_with_clearness(entry);
        dialect == BibDialect::Bibtex && clearness >= Clearness::Mostly
    }

    /// Takes the first document to be for a dialect, since not all of its entries were parsed.
    pub(super) fn assume(&self, dialect: (BibDialect, Clearness)) {
        if let Some(document) = self.documents.first() {
            // It is not known yet.
            let _ = document.dialect.set(dialect);
        }
    }

    /// The same, and how much says so.
    pub(super) fn dialect_with_clearness(&self, entry: usize) -> (BibDialect, Clearness) {
        let document = &self.documents[self.document(entry)];
        *document.dialect.get_or_init(|| {
            let entries = document.entries.clone();
            let types = entries.clone().map(|entry| self.tree.slice(self.entries[entry].word));
            let fields = entries.flat_map(|entry| self.fields(entry));
            BibDialect::of_names(types, fields.map(|field| self.name(field)))
        })
    }

    fn lower_keys(&self, document: usize) -> &FxHashMap<String, usize> {
        let Document { entries, by_lower_key, .. } = &self.documents[document];
        by_lower_key.get_or_init(|| {
            let mut keys = FxHashMap::default();
            for entry in entries.clone() {
                keys.entry(self.key(entry).to_ascii_lowercase()).or_insert(entry);
            }
            keys
        })
    }
}

/// True if a value may contain references.
pub(super) fn may_refer(raw: &str) -> bool {
    raw.contains("xdata")
}

/// The type for a word; a misspelt word means the type that it is similar to, and any other word
/// means `@misc`.
fn kind_of(word: &str) -> Kind {
    Kind::from_name(word).or_else(|| Kind::meant(word)).unwrap_or(Kind::Misc)
}
