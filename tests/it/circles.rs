//! Holds that no two files import each other in a circle.
//!
//! A file imports another if it names an item that the other defines: in a `use`, or by a path in
//! code. What counts is where the item is defined, not the module that its path leads through: a
//! re-export is followed to the end, and `use` of a module alone names nothing yet, but the paths
//! that begin with it do. So a `mod.rs` does not import its children by `mod child;` and
//! `pub use child::Item;`; it does if its own code names `Item`. Methods are no paths: `impl`
//! blocks of one type in several files do not import each other.

use std::collections::{BTreeMap, BTreeSet};

use crate::paths::Names;
use crate::support::{files_below, repository, text_of};

/// The circles that may be there, by the files or folders of `src` that each is in: none.
const CIRCLES_LEFT: &[&[&str]] = &[];

/// The sources of a crate, by their paths in its folder.
struct Crate {
    names: Vec<Names>,
    files: Vec<String>,
    /// Module, as `a::b` → its file.
    modules: BTreeMap<String, usize>,
}

/// A file's imports: the file that is imported, and what of it.
type Imports = BTreeMap<usize, BTreeSet<String>>;

impl Crate {
    fn of(files: impl IntoIterator<Item = (String, String)>) -> Self {
        let mut sources = Crate { names: Vec::new(), files: Vec::new(), modules: BTreeMap::new() };
        for (file, text) in files {
            let module = file.trim_end_matches(".rs").trim_end_matches("/mod");
            let module = if matches!(module, "lib" | "main") { "" } else { module };
            sources.modules.insert(module.replace('/', "::"), sources.files.len());
            sources.names.push(Names::of(&text));
            sources.files.push(file);
        }
        sources
    }

    /// Where the item is defined that a path leads to from a module, and its name; `None` for
    /// paths that lead out of the crate, and to modules.
    fn definition(&self, from: &str, path: &[String], depth: usize) -> Option<(usize, String)> {
        let (first, rest) = path.split_first()?;
        let parent = |module: &str| module.rsplit_once("::").map_or("", |(up, _)| up).to_owned();
        match first.as_str() {
            "crate" => self.in_module(String::new(), rest, depth),
            "self" => self.in_module(from.to_owned(), rest, depth),
            "super" => {
                let mut module = parent(from);
                let more = rest.iter().take_while(|word| *word == "super").count();
                (0..more).for_each(|_| module = parent(&module));
                self.in_module(module, &rest[more..], depth)
            }
            _ if self.is_named_in(from, first) => self.in_module(from.to_owned(), path, depth),
            _ => None,
        }
    }

    /// True if a module has a child, an item or an import of that name.
    fn is_named_in(&self, module: &str, name: &str) -> bool {
        let names = &self.names[self.modules[module]];
        self.modules.contains_key(&child(module, name))
            || names.items.contains(name)
            || names.uses.iter().any(|used| used.name == name)
    }

    fn in_module(&self, module: String, path: &[String], depth: usize) -> Option<(usize, String)> {
        let (first, rest) = path.split_first()?;
        let inner = child(&module, first);
        let is_module = self.modules.contains_key(&inner);
        if is_module && !rest.is_empty() {
            return self.in_module(inner, rest, depth);
        }
        let file = *self.modules.get(&module)?;
        let names = &self.names[file];
        let imported = names.uses.iter().find(|used| used.name == *first);
        if let Some(imported) = imported.filter(|_| depth < 16) {
            let path: Vec<String> = imported.path.iter().chain(rest).cloned().collect();
            // An import of the module's own child begins with the child's name.
            return self.definition(&module, &path, depth + 1);
        }
        (!is_module).then(|| (file, first.clone()))
    }

    fn imports_of(&self, module: &str, file: usize) -> Imports {
        let names = &self.names[file];
        let used =
            names.uses.iter().filter(|used| !used.is_public || names.words.contains(&used.name));
        let used = used.map(|used| &used.path);
        let mut imports = Imports::new();
        for path in used.chain(&names.paths) {
            if let Some((other, item)) = self.definition(module, path, 0)
                && other != file
            {
                imports.entry(other).or_default().insert(item);
            }
        }
        imports
    }

    /// The circles: files that all lead to each other, with the imports among them.
    fn circles(&self) -> Vec<Circle> {
        let mut imports = vec![Imports::new(); self.files.len()];
        for (module, &file) in &self.modules {
            imports[file] = self.imports_of(module, file);
        }
        let mut reached: Vec<BTreeSet<usize>> = Vec::new();
        for file in 0..imports.len() {
            let mut seen = BTreeSet::new();
            let mut waiting: Vec<usize> = imports[file].keys().copied().collect();
            while let Some(next) = waiting.pop() {
                if seen.insert(next) {
                    waiting.extend(imports[next].keys());
                }
            }
            reached.push(seen);
        }
        let mut circles: Vec<Circle> = Vec::new();
        let mut done: BTreeSet<usize> = BTreeSet::new();
        for file in 0..imports.len() {
            if !reached[file].contains(&file) || done.contains(&file) {
                continue;
            }
            let inside: BTreeSet<usize> = reached[file]
                .iter()
                .copied()
                .filter(|other| reached[*other].contains(&file))
                .collect();
            done.extend(&inside);
            let mut files: Vec<String> =
                inside.iter().map(|&file| self.files[file].clone()).collect();
            files.sort();
            circles.push(Circle {
                files,
                imports: inside
                    .iter()
                    .flat_map(|&from| {
                        imports[from].iter().map(move |(to, items)| (from, to, items))
                    })
                    .filter(|(_, to, _)| inside.contains(to))
                    .map(|(from, to, items)| {
                        let items: Vec<&str> = items.iter().map(String::as_str).collect();
                        let (from, to) = (&self.files[from], &self.files[*to]);
                        format!("{from} → {to}: {}", items.join(", "))
                    })
                    .collect(),
            });
        }
        circles
    }
}

fn child(module: &str, name: &str) -> String {
    if module.is_empty() { name.to_owned() } else { format!("{module}::{name}") }
}

#[derive(Debug)]
struct Circle {
    files: Vec<String>,
    /// One line for each import among them.
    imports: Vec<String>,
}

/// The circles of the library and of the binary, whose files begin with `bin/ibid/`.
fn circles_of_sources() -> Vec<Circle> {
    let src = repository("src");
    let (mut library, mut binary) = (Vec::new(), Vec::new());
    for file in files_below(&src, "rs") {
        let path = file.strip_prefix(&src).unwrap().to_str().unwrap().replace('\\', "/");
        match path.strip_prefix("bin/ibid/") {
            Some(inner) => binary.push((inner.to_owned(), text_of(&file))),
            None => library.push((path, text_of(&file))),
        }
    }
    let mut circles = Crate::of(library).circles();
    circles.extend(Crate::of(binary).circles().into_iter().map(|mut circle| {
        circle.files.iter_mut().for_each(|file| file.insert_str(0, "bin/ibid/"));
        circle
    }));
    circles
}

/// True if a file is the one that is named, or in the folder that is.
fn is_in(file: &str, area: &str) -> bool {
    file == area || (area.ends_with('/') && file.starts_with(area))
}

#[test]
fn no_two_files_import_each_other_in_a_circle() {
    let circles = circles_of_sources();
    let mut wrong = Vec::new();
    let has = |circle: &Circle, area: &str| circle.files.iter().any(|it| is_in(it, area));
    for circle in &circles {
        eprintln!("a circle:\n  {}", circle.imports.join("\n  "));
        let is_in_one = |known: &&[&str]| {
            circle.files.iter().all(|file| known.iter().any(|area| is_in(file, area)))
        };
        if !CIRCLES_LEFT.iter().any(is_in_one) {
            wrong.push(format!("these import each other:\n  {}", circle.imports.join("\n  ")));
        }
    }
    for area in CIRCLES_LEFT.iter().copied().flatten() {
        if !circles.iter().any(|circle| has(circle, area)) {
            wrong.push(format!("{area} is in no circle any more: take it out of the list"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The circles of a crate of two folders, as the files in each.
fn circles_of(files: &[(&str, &str)]) -> Vec<Vec<String>> {
    let files = files.iter().map(|(file, text)| ((*file).to_owned(), (*text).to_owned()));
    Crate::of(files).circles().into_iter().map(|circle| circle.files).collect()
}

#[test]
fn circles_are_found_through_re_exports_and_paths_in_code() {
    let face = ("a/mod.rs", "mod b;\nmod c;\npub use b::{B, b};\npub use self::c::C;");
    assert_eq!(
        circles_of(&[
            ("lib.rs", "pub mod a;"),
            face,
            ("a/b.rs", "use crate::a::C;\npub struct B(C);\npub fn b() {}"),
            ("a/c.rs", "pub struct C;\nimpl C { fn x() { super::b() } }"),
        ]),
        [["a/b.rs", "a/c.rs"]],
        "through a file that only declares and re-exports, which is in no circle itself"
    );
    assert_eq!(
        circles_of(&[
            ("a/mod.rs", "mod b;\npub use b::B;\npub struct A;\nimpl A { fn b(self) -> B { B } }"),
            ("a/b.rs", "use super::A;\npub struct B;\nfn c(a: A) {}"),
        ]),
        [["a/b.rs", "a/mod.rs"]],
        "a re-export whose code names the item"
    );
    assert_eq!(
        circles_of(&[
            ("a.rs", "use crate::{b, c::C as D};\npub struct A(D);\nfn x() { b::y::<u8>() }"),
            ("b.rs", "pub fn y<T>() {}"),
            ("c.rs", "pub struct C;\nmod tests { fn z() { crate::a::A; } }"),
        ]),
        [["a.rs", "c.rs"]],
        "an alias; a path in code of an inline module; `b` names nothing of others"
    );
    let text = "pub struct A;\nimpl A { fn a() {} }";
    assert_eq!(
        circles_of(&[("a/mod.rs", &format!("mod b;\n{text}")), ("a/b.rs", "impl super::A {}")]),
        [[""; 0]; 0],
        "methods are no imports"
    );
    let three = |last| {
        circles_of(&[
            ("a.rs", "use crate::b::B;\npub struct A(B);"),
            ("b.rs", "use crate::c::C;\npub struct B(C);"),
            ("c.rs", last),
        ])
    };
    assert_eq!(three("pub struct C(u8);"), [[""; 0]; 0]);
    assert_eq!(three("pub struct C(Box<crate::a::A>);"), [["a.rs", "b.rs", "c.rs"]]);
}
