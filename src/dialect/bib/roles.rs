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
