//! The fields of people and organizations, with CSL's variables for their roles.

use crate::dialect::bib::fields::Field;
use crate::model::Variable;

/// Fields that are named after their role.
pub(crate) const ROLES: [(Field, Variable); 18] = [
    (Field::Author, Variable::Author),
    (Field::Bookauthor, Variable::ContainerAuthor),
    (Field::Translator, Variable::Translator),
    (Field::Origauthor, Variable::OriginalAuthor),
    (Field::Compiler, Variable::Compiler),
    (Field::Composer, Variable::Composer),
    (Field::Curator, Variable::Curator),
    (Field::Director, Variable::Director),
    (Field::Executiveproducer, Variable::ExecutiveProducer),
    (Field::Guest, Variable::Guest),
    (Field::Host, Variable::Host),
    (Field::Illustrator, Variable::Illustrator),
    (Field::Interviewer, Variable::Interviewer),
    (Field::Narrator, Variable::Narrator),
    (Field::Performer, Variable::Performer),
    (Field::Producer, Variable::Producer),
    (Field::Recipient, Variable::Recipient),
    // `editortype` may give another role; without it, it is this one.
    (Field::Editor, Variable::Editor),
];

/// Editor fields, with the fields that give the kind of editor.
pub(crate) const EDITORS: [(Field, Field); 4] = [
    (Field::Editor, Field::Editortype),
    (Field::Editora, Field::Editoratype),
    (Field::Editorb, Field::Editorbtype),
    (Field::Editorc, Field::Editorctype),
];

/// What CSL's contributors are unless a role is given.
pub(crate) const COLLABORATOR: &str = "collaborator";

/// What is said of a contributor who is no collaborator: a fact about a name.
pub(crate) const ROLE: &str = "role";

/// The variable for a kind of editor.
///
/// *Source*: the BibLaTeX manual (3.18), section 2.3.6, "Editorial Roles".
pub(crate) fn editor_role(kind: &str) -> Variable {
    match EDITOR_ROLES.into_iter().find(|known| known.name() == kind) {
        Some(known) => known,
        None if kind.is_empty() => Variable::Editor,
        // A founder, continuator, redactor, reviser or collaborator.
        None => Variable::Contributor,
    }
}

/// The kinds of editor that have variables. BibLaTeX and CSL have the same word for each of them.
const EDITOR_ROLES: [Variable; 7] = [
    Variable::Editor,
    Variable::Compiler,
    Variable::Organizer,
    Variable::Director,
    Variable::Producer,
    Variable::Illustrator,
    Variable::Translator,
];
