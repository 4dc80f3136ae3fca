//! `cs:names` and its children, with resolved options.

use crate::model::Variable;
use crate::style::ir::common::{Common, StrId};
use crate::style::ir::element::{Block, LabelPlural};
use crate::style::terms::{self, TermForm, TermId};

/// `cs:names`.
#[derive(Debug, Clone)]
pub(crate) struct NamesElement {
    pub(crate) variables: Vec<Variable>,
    /// Indexes into [`Program::name_options`], one for each [`Scope`].
    pub(crate) options: [u16; 2],
    /// The delimiter between the names of two variables, for each [`Scope`].
    pub(crate) delimiter: [StrId; 2],
    pub(crate) label: Option<NamesLabel>,
    pub(crate) substitute: Block,
    /// Whether it is inside a substitute and has a `cs:name` of its own.
    pub(crate) names_itself: bool,
    /// The formatting of names of organizations (CSL-M's `cs:institution`).
    pub(crate) institution: Option<Common>,
}

/// Where an element is rendered, which determines the name options that it inherits.
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

/// `cs:name` and `cs:et-al`, with inherited options resolved.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct NameOptions {
    pub(crate) and: Option<And>,
    pub(crate) delimiter: StrId,
    pub(crate) delimiter_precedes_last: DelimiterPrecedes,
    /// The same for an organization that comes last, for which `cs:name` itself sets nothing.
    pub(crate) delimiter_precedes_last_body: DelimiterPrecedes,
    /// The delimiter before it: that of `cs:name` itself, or a comma.
    pub(crate) delimiter_before_body: StrId,
    pub(crate) delimiter_precedes_et_al: DelimiterPrecedes,
    /// 0 if lists are not shortened.
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
    /// All names in full, without delimiters.
    pub(crate) const PLAIN: NameOptions = NameOptions {
        and: None,
        delimiter: StrId::EMPTY,
        delimiter_precedes_last: DelimiterPrecedes::Contextual,
        delimiter_precedes_last_body: DelimiterPrecedes::Contextual,
        delimiter_before_body: StrId::EMPTY,
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
