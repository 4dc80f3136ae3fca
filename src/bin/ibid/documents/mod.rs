//! Finds the documents among the arguments, and the files that they name.
//!
//! A document is read with its [parts]. Its [project] is asked for what the document does not say
//! itself, or, for a LaTeX chapter, its [root].

mod folders;
mod parts;
mod pending;
mod project;
mod root;
mod setting;

pub(crate) use pending::Pending;

use std::collections::{BTreeSet, HashMap, HashSet};
use std::path::{Path, PathBuf};

use ibid::document::{Conventions, Document, Labels, Manuscript, Missing, Role, Syntax};
use ibid::source::SourceId;
use ibid::style::Style;
use ibid::style::archive::Embedded;

use crate::config::Documents;
use crate::documents::parts::{Root, find, missing, open};
use crate::documents::root::Roots;
use crate::documents::setting::Setting;
use crate::input::Input;
use crate::locales;
use crate::style_folders::StyleFolders;

/// Reads the documents with everything that they include, and finds their bibliographies, which are
/// then read with the other texts of the input. Documents in folders that cite nothing are left
/// out.
pub(crate) fn resolve(
    input: &mut Input,
    pending: Vec<Pending>,
    given: &[SourceId],
    config: &Documents,
) -> Vec<Manuscript> {
    let base = Conventions { commands: config.commands.clone(), ..Conventions::default() };
    let mut included = HashSet::new();
    let mut roots = Vec::new();
    for pending in pending {
        let root = Root::read(input, &pending, base.clone());
        included.extend(root.included());
        roots.push(root);
    }
    roots.retain(|root| root.pending.is_named || !included.contains(&root.pending.id));
    let roots = without_parts(roots);
    let is_alone = roots.iter().filter(|root| root.pending.is_named).count() == 1;
    let mut chapters = Roots::default();
    let mut manuscripts = Vec::new();
    for root in roots {
        let is_named = root.pending.is_named;
        let (root, settings) = with_settings(input, root, config, &mut chapters);
        if is_named || is_meant(&root, &settings) {
            manuscripts.push(manuscript(input, root, settings, given, is_alone));
        }
    }
    manuscripts
}

/// The documents that no other of them includes; a chapter that is named beside its book is a part
/// of it.
fn without_parts(mut roots: Vec<Root>) -> Vec<Root> {
    // How many of the documents that are left include a source.
    let mut including: HashMap<SourceId, usize> = HashMap::new();
    for id in roots.iter().flat_map(Root::included) {
        *including.entry(id).or_default() += 1;
    }
    roots.retain(|root| {
        let is_part = including.get(&root.pending.id).is_some_and(|count| *count > 0);
        for id in root.included().filter(|_| is_part) {
            including.entry(id).and_modify(|count| *count -= 1);
        }
        !is_part
    });
    roots
}

/// A document with the settings of its project or its root; it is read again if they affect how.
fn with_settings(
    input: &mut Input,
    mut root: Root,
    config: &Documents,
    chapters: &mut Roots,
) -> (Root, Vec<Setting>) {
    let path = root.pending.path.clone();
    let mut settings = match root.pending.syntax {
        Syntax::Markdown => project::settings(input, &path),
        Syntax::Rust => project::of_program(input, &path),
        Syntax::Latex | Syntax::Typst if root.names_none() => chapters.settings(input, &root),
        Syntax::Rst => project::of_sphinx(input, &path),
        Syntax::Asciidoc if root.names_none() => project::beside(input, &path),
        _ => Vec::new(),
    };
    let mut conventions = root.conventions.clone();
    for setting in &settings {
        conventions.commands.extend(&setting.document.commands);
    }
    let language = root.language().or_else(|| {
        settings.iter().find_map(|it| it.document.language.as_ref()).map(|it| it.name.clone())
    });
    if let Some(labels) = language.and_then(|language| labels(&language)) {
        conventions.labels = labels;
    }
    if conventions != root.conventions {
        root = Root::read(input, &root.pending, conventions);
    }
    if settings.is_empty() && root.names_none() {
        settings.extend(project::of_config(&config.bibliographies, &root));
    }
    (root, settings)
}

/// The locator labels of a language.
fn labels(language: &str) -> Option<Labels> {
    const STYLE: &str = "<style xmlns=\"http://purl.org/net/xbiblio/csl\" class=\"in-text\" \
        version=\"1.0\"><info><title>x</title><id>x</id><updated>2026-01-01T00:00:00Z</updated>\
        </info><citation><layout><number variable=\"locator\"/></layout></citation></style>";
    let tag = locales::tag(language).or_else(|meant| meant.map(str::to_owned).ok_or(())).ok()?;
    if tag.starts_with("en") {
        return None;
    }
    let style = Style::compile(STYLE, Some(&tag), &Embedded).ok()?;
    Some(Labels::english_and(style.locator_words()))
}

/// True if a document in a folder really cites something: a key without brackets may be anyone's
/// name.
fn is_meant(root: &Root, settings: &[Setting]) -> bool {
    let names_one = |part: &Document| !part.bibliographies.is_empty() || !part.embedded.is_empty();
    let parts = || root.parts.iter().map(|(part, _)| part);
    let mut citations = parts().flat_map(|part| &part.citations);
    let is_in_project = settings.iter().any(|it| !it.is_casual && names_one(&it.document));
    parts().any(names_one)
        || match root.pending.syntax {
            Syntax::Latex => citations.next().is_some() && root.is_whole(),
            // `thanks to [@octocat](https://github.com/octocat) and [@foo]` mentions people.
            Syntax::Markdown if !is_in_project && is_about_repository(&root.pending.path) => false,
            // Its bibliographies are those of its project.
            Syntax::Rst => is_in_project && citations.next().is_some(),
            Syntax::Markdown | Syntax::Rust => {
                citations.any(|citation| is_in_project || citation.mode.name() == "normal")
            }
            Syntax::Asciidoc | Syntax::Org => citations.next().is_some(),
            _ => false,
        }
}

/// True if a file is one of those that repositories have about themselves. Such a file mentions
/// people by `@name`, and cites only if it names a bibliography.
fn is_about_repository(path: &Path) -> bool {
    const NAMES: [&str; 18] = [
        "authors",
        "changelog",
        "changes",
        "code_of_conduct",
        "contributing",
        "contributors",
        "credits",
        "governance",
        "history",
        "issue_template",
        "maintainers",
        "migration",
        "news",
        "pull_request_template",
        "readme",
        "releases",
        "security",
        "support",
    ];
    let stem = path.file_stem().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
    let stem = stem.replace('-', "_");
    // `README.de.md`
    let name = stem.split('.').next().unwrap_or_default();
    NAMES.contains(&name) || path.components().any(|it| it.as_os_str() == ".github")
}

/// Whether a part of a document, or the index of its book, writes a bibliography when it is run:
/// `knitr::write_bib(packages, 'packages.bib')`.
fn is_written(
    input: &Input,
    parts: &[(Document, Vec<PathBuf>)],
    settings: &[Setting],
    name: &str,
) -> bool {
    let ids = parts.iter().map(|(part, _)| part.source);
    let mut ids = ids.chain(settings.iter().map(|it| it.document.source));
    let quoted = ['"', '\''].map(|mark| format!("{mark}{name}{mark}"));
    ids.any(|id| {
        let text = input.files.sources.get(id).map_or("", |source| &*source.text);
        let calls = text.match_indices("write_bib(");
        calls.into_iter().any(|(at, _)| {
            let call = &text[at..];
            let call = &call[..call.find("```").unwrap_or(call.len())];
            quoted.iter().any(|name| call.contains(name.as_str()))
        })
    })
}

/// Whether a text in YAML names its bibliographies in a list; Quarto joins lists, and of two single
/// names takes the nearer one.
fn names_list(input: &Input, document: &Document) -> bool {
    let named = &document.bibliographies;
    let text = input.files.sources.get(document.source).map_or("", |source| &*source.text);
    let before = named.first().and_then(|first| text.get(..first.span.start as usize));
    let before = before.unwrap_or_default().trim_end().trim_end_matches(['"', '\'']).trim_end();
    named.len() > 1 || before.ends_with(['[', '-'])
}

/// The file of the style that a document names, if there is none.
fn missing_style(document: &Document, folders: &[PathBuf]) -> Option<Missing> {
    let named = document.style.as_ref()?;
    let path = Path::new(&named.name);
    let is_file = path.extension().is_some_and(|it| it.eq_ignore_ascii_case("csl"));
    if !is_file || named.name.contains("://") || find(&named.name, folders).is_some() {
        return None;
    }
    if StyleFolders::in_pandoc(path).is_some() {
        return None;
    }
    let reason = "there is no such file".to_owned();
    Some(missing(named, document.source, Role::Style, reason))
}

/// The document with its bibliographies: the given ones, followed by those that it, or else its
/// project, names.
fn manuscript(
    input: &mut Input,
    root: Root,
    settings: Vec<Setting>,
    given: &[SourceId],
    is_alone: bool,
) -> Manuscript {
    let names_none = root.names_none();
    let Root { pending, parts, missing: mut lost, conventions } = root;
    let mut bibliographies = given.to_vec();
    let mut found = Vec::new();
    let defining = settings.iter().map(|it| &it.document);
    let embedded: BTreeSet<String> = parts
        .iter()
        .map(|(part, _)| part)
        .chain(defining)
        .flat_map(|part| &part.embedded)
        .map(|it| it.file.name.clone())
        .collect();
    let of_parts = parts.iter().map(|(document, folders)| (document, folders.clone()));
    // A document of Sphinx may cite what any bibliography of the project has, whichever it lists.
    let is_of_sphinx = pending.syntax == Syntax::Rst;
    let has_list = parts.iter().any(|(part, _)| names_list(input, part));
    let of_project = settings.iter().filter(|it| {
        names_none || it.is_merged && (is_of_sphinx || has_list || names_list(input, &it.document))
    });
    let of_project = of_project.map(|it| (&it.document, it.folders.clone()));
    let declared: Vec<(&Document, Vec<PathBuf>)> = of_parts.chain(of_project).collect();
    // A name that occurs often is looked for once in the texts.
    let mut written: HashMap<&str, bool> = HashMap::new();
    for (document, folders) in declared {
        for named in &document.bibliographies {
            if embedded.contains(&named.name) {
                continue;
            }
            match open(input, &named.name, &folders) {
                Ok(known) => found.push(known),
                Err(reason) => {
                    let is_written = *written
                        .entry(&named.name)
                        .or_insert_with(|| is_written(input, &parts, &settings, &named.name));
                    let role = match is_written {
                        true => Role::Written,
                        false => Role::Bibliography,
                    };
                    lost.push(missing(named, document.source, role, reason));
                }
            }
        }
    }
    let of_settings = settings.iter().map(|it| (&it.document, &it.folders));
    for (document, folders) in
        parts.iter().map(|(part, folders)| (part, folders)).chain(of_settings)
    {
        lost.extend(missing_style(document, folders));
    }
    let texts = found.iter().filter(|(id, _)| !bibliographies.contains(id)).cloned().collect();
    input.add_bibliographies(texts, pending.is_named, is_alone);
    for (id, _) in found {
        if !bibliographies.contains(&id) {
            bibliographies.push(id);
        }
    }
    let is_casual =
        names_none && (pending.syntax == Syntax::Rust || settings.iter().any(|it| it.is_casual));
    let parts = parts.into_iter().map(|(part, _)| part).collect();
    let names = |part: &Document| part.style.is_some() || part.language.is_some();
    let defines =
        |part: &Document| !part.defined.is_empty() || !part.embedded.is_empty() || names(part);
    // The other parts of a chapter's document cite, too.
    let counts = |part: &Document| defines(part) || part.syntax != Syntax::Markdown;
    let context = settings.into_iter().map(|it| it.document).filter(counts).collect();
    Manuscript { parts, context, bibliographies, missing: lost, conventions, is_casual }
}
