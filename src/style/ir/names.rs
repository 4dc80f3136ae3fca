//! `cs:names` and what is in it, its options resolved.

use crate::model::Variable;
use crate::style::ir::common::{Common, StrId};
use crate::style::ir::element::{Block, LabelPlural};
use crate::style::terms::{self, TermForm, TermId};

/// `cs:names`.
#[derive(Debug, Clone)]
pub(crate) struct NamesElement {
    pub(crate) variables: Vec<Variable>,
    /// Into [`Program::name_options`], for each of [`Scope`].
    pub(crate) options: [u16; 2],
    /// Between the names of two variables, for each of [`Scope`].
    pub(crate) delimiter: [StrId; 2],
    pub(crate) label: Option<NamesLabel>,
    pub(crate) substitute: Block,
    /// Whether it stands in a substitute and has a `cs:name` of its own.
    pub(crate) names_itself: bool,
    /// How names of bodies are formatted (CSL-M's `cs:institution`).
    pub(crate) institution: Option<Common>,
}

/// Where an element is rendered, which decides the name options it inherits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Scope {
    Citation = 0,
    Bibliography = 1,
}

#[derive(Debug, Clone)]
pub(crate) struct NamesLabel {
    pub(crate) form: TermForm,
    pub(crate) plural: LabelPlural,
    pub(crate) common: Common,
    pub(crate) before_name: bool,
}

/// `cs:name`, `cs:et-al` and what they inherit, resolved.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct NameOptions {
    pub(crate) and: Option<And>,
    pub(crate) delimiter: StrId,
    pub(crate) delimiter_precedes_last: DelimiterPrecedes,
    /// Whether that holds for a body that comes last as for people: where it is always or never, and
    /// the name itself does not say so.
    pub(crate) precedes_bodies_too: bool,
    pub(crate) delimiter_precedes_et_al: DelimiterPrecedes,
    /// 0 where there is no abbreviation.
    pub(crate) et_al_min: u16,
    pub(crate) et_al_use_first: u16,
    pub(crate) et_al_subsequent_min: Option<u16>,
    pub(crate) et_al_subsequent_use_first: Option<u16>,
    pub(crate) et_al_use_last: bool,
    pub(crate) form: NameForm,
    pub(crate) initialize: bool,
    pub(crate) initialize_with: Option<StrId>,
    pub(crate) name_as_sort_order: Option<NameAsSortOrder>,
    pub(crate) sort_separator: StrId,
    pub(crate) family: Common,
    pub(crate) given: Common,
    pub(crate) common: Common,
    pub(crate) et_al_term: TermId,
    pub(crate) et_al_common: Common,
}

impl NameOptions {
    /// All names, in full, nothing between them.
    pub(crate) const PLAIN: NameOptions = NameOptions {
        and: None,
        delimiter: StrId::EMPTY,
        delimiter_precedes_last: DelimiterPrecedes::Contextual,
        precedes_bodies_too: false,
        delimiter_precedes_et_al: DelimiterPrecedes::Contextual,
        et_al_min: 0,
        et_al_use_first: u16::MAX,
        et_al_subsequent_min: None,
        et_al_subsequent_use_first: None,
        et_al_use_last: false,
        form: NameForm::Long,
        initialize: false,
        initialize_with: None,
        name_as_sort_order: None,
        sort_separator: StrId::EMPTY,
        family: Common::PLAIN,
        given: Common::PLAIN,
        common: Common::PLAIN,
        et_al_term: terms::ET_AL,
        et_al_common: Common::PLAIN,
    };
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum And {
    Text,
    Symbol,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum DelimiterPrecedes {
    #[default]
    Contextual,
    AfterInvertedName,
    Always,
    Never,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum NameForm {
    #[default]
    Long,
    Short,
    Count,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NameAsSortOrder {
    First,
    All,
}
