//! Why documents cannot be rendered.

use std::collections::BTreeSet;

use ibid::document::{Role, Syntax};
use ibid::typeset::Typeset;

use crate::args::{DocumentFormat, RenderArgs};
use crate::exit::Exit;
use crate::input::Input;
use crate::output;

/// Prints why documents cannot be rendered.
pub(super) fn refused(args: &RenderArgs, input: &Input) -> Option<Exit> {
    let manuscripts = &input.files.manuscripts;
    let missing = manuscripts.iter().flat_map(|manuscript| &manuscript.missing);
    let (written, missing): (Vec<_>, Vec<_>) = missing.partition(|it| it.role == Role::Written);
    for name in written.iter().map(|it| &it.name).collect::<BTreeSet<_>>() {
        output::note(&format!(
            "note: `{name}` is written when the document is run, and is not there yet; its entries \
             are unknown"
        ));
    }
    let missing = missing.iter().map(|it| format!("cannot read `{}`: {}", it.name, it.reason));
    let mut reasons: Vec<String> =
        input.unreadable.iter().map(|it| it.reason.clone()).chain(missing).collect();
    // The chapters of a book name the same files.
    let mut seen = BTreeSet::new();
    reasons.retain(|reason| seen.insert(reason.clone()));
    reasons.iter().for_each(|reason| output::note(&format!("error: {reason}")));
    if !reasons.is_empty() {
        return Some(Exit::Unreadable);
    }
    let mut wrong = Vec::new();
    for path in &args.documents {
        let name = path.display();
        if path.is_dir() {
            wrong.push(format!("`{name}` is a folder; name the documents in it"));
        } else if path.as_os_str() != "-" && Syntax::from_name(&path.to_string_lossy()).is_none() {
            wrong.push(format!("`{name}` is not a document in Markdown, LaTeX or Typst"));
        }
    }
    let mut syntaxes: Vec<Syntax> =
        manuscripts.iter().flat_map(|it| &it.parts).map(|part| part.syntax).collect();
    syntaxes.dedup();
    match (&wrong[..], &syntaxes[..]) {
        ([], [syntax]) => wrong.extend(refused_format(args, *syntax)),
        ([], [first, second, ..]) => wrong.push(format!(
            "one document is {} and one {}; render them one by one",
            first.name(),
            second.name()
        )),
        ([], []) => wrong.push("there is no document to render".to_owned()),
        _ => {}
    }
    wrong.iter().for_each(|reason| output::note(&format!("error: {reason}")));
    (!wrong.is_empty()).then_some(Exit::Usage)
}

/// Why a document with this syntax cannot be written in the requested format.
fn refused_format(args: &RenderArgs, syntax: Syntax) -> Option<String> {
    if !Typeset::supports(syntax) {
        let name = syntax.name();
        if syntax == Syntax::Plain {
            return Some(
                "a plain text has no citations to print; if its notes are typed by hand, `ibid \
                 notes ESSAY --bibliography FILE --to markdown -o essay.md` makes citations of \
                 them, and `ibid render essay.md` prints these"
                    .to_owned(),
            );
        }
        return Some(format!(
            "{name} cannot be rendered; `ibid render` takes Markdown, LaTeX and Typst"
        ));
    }
    let of_word = args.extension().filter(|it| OF_OTHERS.contains(&it.as_str()));
    let to = match (&of_word, args.format()) {
        (Some(extension), _) => format!("a .{extension} file"),
        (None, Some(to)) if syntax != Syntax::Markdown && !is_own(to, syntax) => {
            let name = clap::ValueEnum::to_possible_value(&to);
            name.map_or(String::new(), |it| it.get_name().to_owned())
        }
        _ => return None,
    };
    let how = match syntax {
        Syntax::Markdown => {
            "pandoc writes one with the citations that ibid prints: see the end of `ibid render --help`"
        }
        Syntax::Latex => {
            "write LaTeX, and convert that: `ibid render paper.tex -o printed.tex`, then `pandoc \
             printed.tex` or pdflatex"
        }
        _ => "write Typst, and let typst compile that",
    };
    let name = syntax.name();
    Some(match of_word {
        Some(_) => format!("ibid does not make {to} of a {name} document; {how}"),
        None => format!("a {name} document can only be written as {name}, and not as {to}; {how}"),
    })
}

/// Extensions of formats that other programs make from documents.
const OF_OTHERS: [&str; 6] = ["docx", "odt", "rtf", "pdf", "epub", "pptx"];

/// True if a format is the own format of documents with this syntax.
pub(super) fn is_own(to: DocumentFormat, syntax: Syntax) -> bool {
    matches!(
        (to, syntax),
        (DocumentFormat::Markdown, Syntax::Markdown)
            | (DocumentFormat::Latex, Syntax::Latex)
            | (DocumentFormat::Typst, Syntax::Typst)
    )
}
