//! Selects which rules run, on which files, and with which severities.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::Arc;

use crate::check::input::{FileExists, Input};
use crate::check::options::{OptionError, OptionValue, RuleOption, SetOptions};
use crate::check::registry::{options_of, rules};
use crate::check::selector::Selector;
use crate::diagnostic::{Diagnostic, Group, Rule, Severity};
use crate::source::{Location, SourceId};
use crate::style::Style;

/// Which rules run, on which files, and with which severities. By default, the rules that are on by
/// default run on all files, with their own severities.
///
/// Whether a rule runs and the severity of its findings are independent: enabling a rule does not
/// change its severity.
///
/// # Example
///
/// ```
/// use ibid::check::{Config, Layer};
///
/// let mut config = Config::default();
/// config.add(&Layer { ignore: vec!["names".parse()?], ..Layer::default() });
/// assert!(!config.runs(ibid::check::rule("et-al-in-data").unwrap()));
/// assert!(config.runs(ibid::check::rule("reversed-pages").unwrap()));
/// # Ok::<(), ibid::check::UnknownRule>(())
/// ```
#[derive(Debug, Clone, Default)]
pub struct Config {
    base: Settings,
    of_paths: Vec<OfPaths>,
    of_types: Vec<OfTypes>,
    style: Option<Arc<Style>>,
    options: SetOptions,
    exists: Option<FileExists>,
    is_partial: bool,
}

/// Settings from one place, such as a configuration file or the command line.
///
/// If two selectors match a rule, the more exact one counts: a rule before the prefix of a code,
/// that before a family, and that before `default` and `all`. If both are equally exact, `ignore`
/// counts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Layer {
    /// The only rules that run; `None` keeps the selection of earlier layers.
    pub select: Option<Vec<Selector>>,
    /// Rules that run in addition.
    pub extend_select: Vec<Selector>,
    /// Rules that do not run.
    pub ignore: Vec<Selector>,
    /// Severities that replace the rules' own.
    pub severity: Vec<(Selector, Severity)>,
}

/// The resulting settings of each rule.
#[derive(Debug, Clone)]
pub(super) struct Settings {
    /// The codes of the rules that run.
    running: BTreeSet<&'static str>,
    /// Code → severity.
    severities: BTreeMap<&'static str, Severity>,
}

/// Settings for some of the files.
#[derive(Clone)]
struct OfPaths {
    applies: Arc<dyn Fn(&str) -> bool + Send + Sync>,
    layer: Layer,
}

/// Settings for entries of some types.
#[derive(Debug, Clone)]
struct OfTypes {
    types: Vec<String>,
    layer: Layer,
}

impl fmt::Debug for OfPaths {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OfPaths").field("layer", &self.layer).finish_non_exhaustive()
    }
}

impl Default for Settings {
    fn default() -> Self {
        let default = rules().filter(|rule| rule.group == Group::Default);
        Settings { running: default.map(|rule| rule.code).collect(), severities: BTreeMap::new() }
    }
}

impl Settings {
    /// Whether a rule runs.
    pub(super) fn runs(&self, rule: &Rule) -> bool {
        self.running.contains(rule.code)
    }

    fn add(&mut self, layer: &Layer) {
        let most = |selectors: &[Selector], rule: &Rule| {
            let naming = selectors.iter().filter(|selector| selector.selects(rule));
            naming.map(|selector| selector.exactness()).max()
        };
        let selected = layer.select.as_deref().unwrap_or_default();
        for rule in rules() {
            let on = most(selected, rule).max(most(&layer.extend_select, rule));
            let off = most(&layer.ignore, rule);
            let runs = match (on, off) {
                (None, None) => layer.select.is_none() && self.running.contains(rule.code),
                (on, off) => on > off,
            };
            match runs {
                true => self.running.insert(rule.code),
                false => self.running.remove(rule.code),
            };
            let named = layer.severity.iter().filter(|(selector, _)| selector.selects(rule));
            if let Some((_, severity)) = named.max_by_key(|(selector, _)| selector.exactness()) {
                self.severities.insert(rule.code, *severity);
            }
        }
    }
}

impl Config {
    /// Lets rules check whether the files that entries link to exist. The library itself does not
    /// use the file system here.
    pub fn set_file_lookup(&mut self, exists: fn(&std::path::Path) -> bool) {
        self.exists = Some(exists);
    }

    pub(super) fn exists(&self) -> Option<FileExists> {
        self.exists
    }

    /// Says that the input is only a part of a project: some of its files are left out, or could
    /// not be read. A rule that compares files may then miss findings, so a comment that allows such
    /// a finding is not reported as unused.
    pub fn set_partial(&mut self) {
        self.is_partial = true;
    }

    /// True if the input is only a part of a project ([`Config::set_partial`]).
    pub fn is_partial(&self) -> bool {
        self.is_partial
    }

    /// Adds settings, which take precedence over those added earlier.
    pub fn add(&mut self, layer: &Layer) {
        self.base.add(layer);
    }

    /// Adds settings for the files for whose names ([`Source::name`](crate::source::Source))
    /// `applies` returns true. They take precedence over settings for all files.
    pub fn add_for(
        &mut self,
        applies: impl Fn(&str) -> bool + Send + Sync + 'static,
        layer: Layer,
    ) {
        self.of_paths.push(OfPaths { applies: Arc::new(applies), layer });
    }

    /// Adds settings for entries of these types, as their files spell them (`online`) or as CSL
    /// names them (`webpage`), in any letter case. They take precedence over settings for all
    /// entries. `select` is ignored, since a rule runs on all entries.
    pub fn add_for_types(&mut self, types: Vec<String>, layer: Layer) {
        self.of_types.push(OfTypes { types, layer: Layer { select: None, ..layer } });
    }

    /// Sets an option of a rule.
    ///
    /// # Errors
    ///
    /// If the rule has no such option, or the value is of another kind.
    pub fn set_option(
        &mut self,
        rule: &'static Rule,
        name: &str,
        value: OptionValue,
    ) -> Result<(), OptionError> {
        self.options.set(rule, options_of(rule), name, value)
    }

    /// The value of an option of a rule.
    pub fn option(&self, rule: &'static Rule, option: &'static RuleOption) -> OptionValue {
        self.options.get(rule, option)
    }

    pub(super) fn options(&self) -> &SetOptions {
        &self.options
    }

    /// Formats entries in a style, and checks the output.
    pub fn set_style(&mut self, style: Style) {
        self.style = Some(Arc::new(style));
    }

    /// The style in which entries are formatted, if there is one.
    pub fn style(&self) -> Option<&Style> {
        self.style.as_deref()
    }

    /// True if a rule runs on files without settings of their own.
    pub fn runs(&self, rule: &Rule) -> bool {
        self.base.runs(rule)
    }

    /// The severity that is set for a rule, if there is one.
    pub fn severity(&self, rule: &Rule) -> Option<Severity> {
        self.base.severities.get(rule.code).copied()
    }

    /// True if a rule may run on some file.
    pub fn may_run(&self, rule: &Rule) -> bool {
        let selected = |layer: &Layer| {
            let select = layer.select.as_deref().unwrap_or_default();
            select.iter().chain(&layer.extend_select).any(|selector| selector.selects(rule))
        };
        self.runs(rule)
            || self.of_paths.iter().any(|of_paths| selected(&of_paths.layer))
            || self.of_types.iter().any(|of_types| selected(&of_types.layer))
    }

    /// The types of the entries of a run, if some settings are for some types.
    pub(super) fn types<'a>(&self, input: &Input<'a>) -> Option<Types<'a>> {
        (!self.of_types.is_empty()).then(|| Types::of(input))
    }

    /// What is settled at each place of a run; `types` are those of [`Config::types`].
    pub(super) fn settling<'a>(
        &'a self,
        input: &'a Input<'a>,
        types: Option<&'a Types<'a>>,
    ) -> Settling<'a> {
        let (made, of_source) = (BTreeMap::new(), BTreeMap::new());
        Settling { config: self, input, types, made, of_source }
    }
}

/// What is settled at the places of a run, made once for each set of layers that some file and type
/// has.
pub(super) struct Settling<'a> {
    config: &'a Config,
    input: &'a Input<'a>,
    types: Option<&'a Types<'a>>,
    made: BTreeMap<(Vec<usize>, Vec<usize>), Settings>,
    of_source: BTreeMap<u32, Vec<usize>>,
}

impl Settling<'_> {
    /// A finding with the severity that is set; `None` if its rule does not run for its file and
    /// entry.
    pub(super) fn settle(&mut self, mut finding: Diagnostic) -> Option<Diagnostic> {
        let settings = self.at(finding.primary.location);
        if let Some(severity) = settings.severities.get(finding.rule.code) {
            finding.severity = *severity;
        }
        settings.runs(finding.rule).then_some(finding)
    }

    /// What is settled at a place.
    pub(super) fn at(&mut self, place: Location) -> &Settings {
        let (config, input) = (self.config, self.input);
        let layers = self.of_source.entry(place.source.0).or_insert_with(|| {
            let name = input.sources.get(place.source).map_or("", |source| &*source.name);
            let all = config.of_paths.iter().enumerate();
            all.filter(|(_, of)| (of.applies)(name)).map(|(number, _)| number).collect()
        });
        let of_type = self.types.map(|types| types.layers(config, place));
        let of_type = of_type.unwrap_or_default();
        if layers.is_empty() && of_type.is_empty() {
            return &config.base;
        }
        self.made.entry((layers.clone(), of_type.clone())).or_insert_with(|| {
            let mut settings = config.base.clone();
            layers.iter().for_each(|&number| settings.add(&config.of_paths[number].layer));
            of_type.iter().for_each(|&number| settings.add(&config.of_types[number].layer));
            settings
        })
    }
}

/// The types of the entries of a run, by position.
pub(super) struct Types<'a> {
    /// For each text, where its entries begin, with their ends and both names of their types.
    entries: BTreeMap<SourceId, BTreeMap<u32, (u32, &'a str, &'static str)>>,
}

impl<'a> Types<'a> {
    fn of(input: &Input<'a>) -> Self {
        let mut entries: BTreeMap<SourceId, BTreeMap<_, _>> = BTreeMap::new();
        for reading in input.readings {
            let of_text = entries.entry(reading.source).or_default();
            for (entry, origin) in reading.library.iter().zip(&reading.origins.entries) {
                let span = origin.location.span;
                let names = (span.end, &*origin.source_kind, entry.kind.name());
                of_text.insert(span.start, names);
            }
        }
        Types { entries }
    }

    /// The numbers of the layers that apply to the entry at a location.
    fn layers(&self, config: &Config, place: Location) -> Vec<usize> {
        let of_text = self.entries.get(&place.source);
        let entry = of_text.and_then(|entries| entries.range(..=place.span.start).next_back());
        let Some((_, (end, spelled, kind))) = entry else { return Vec::new() };
        if *end < place.span.start {
            return Vec::new();
        }
        let is_meant =
            |name: &String| name.eq_ignore_ascii_case(spelled) || name.eq_ignore_ascii_case(kind);
        let layers = config.of_types.iter().enumerate();
        let layers = layers.filter(|(_, of)| of.types.iter().any(is_meant));
        layers.map(|(number, _)| number).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::{Config, Layer};
    use crate::check::input::Input;
    use crate::check::selector::Selector;
    use crate::diagnostic::rules::{BAD_CHARACTERS, LIVE_COMMENT, SKIPPED_CONTENT};
    use crate::diagnostic::{Diagnostic, Rule, Severity};
    use crate::source::{Sources, Span};

    fn named(names: &[&str]) -> Vec<Selector> {
        names.iter().map(|name| name.parse().unwrap()).collect()
    }

    fn running(layers: &[Layer]) -> Vec<&'static str> {
        let mut config = Config::default();
        layers.iter().for_each(|layer| config.add(layer));
        let all: [&Rule; 3] = [&SKIPPED_CONTENT, &BAD_CHARACTERS, &LIVE_COMMENT];
        all.into_iter().filter(|rule| config.runs(rule)).map(|rule| rule.name).collect()
    }

    #[test]
    fn the_more_exact_choice_counts_and_then_the_later_one() {
        let [skipped, bad, live] = ["skipped-content", "bad-characters", "live-comment"];
        let ignore = |names: &[&str]| Layer { ignore: named(names), ..Layer::default() };
        let extend = |names: &[&str]| Layer { extend_select: named(names), ..Layer::default() };
        let select = |names: &[&str]| Layer { select: Some(named(names)), ..Layer::default() };
        assert_eq!(running(&[]), [skipped, bad, live]);
        assert_eq!(running(&[ignore(&["SYN002"])]), [bad, live]);
        assert_eq!(running(&[ignore(&["syntax"]), extend(&["SYN009"])]), [bad]);
        let both = Layer { extend_select: named(&["live-comment"]), ..ignore(&["syntax"]) };
        assert_eq!(running(std::slice::from_ref(&both)), [live]);
        let same = Layer { select: Some(named(&["syntax"])), ..ignore(&["syntax"]) };
        assert!(running(&[same]).is_empty());
        assert_eq!(running(&[ignore(&["all"]), select(&["SYN00"])]), [skipped, bad]);
        assert_eq!(running(&[select(&[]), extend(&["live-comment"])]), [live]);
    }

    #[test]
    fn files_have_choices_of_their_own() {
        let mut sources = Sources::new();
        let places =
            ["old/a.bib", "a.bib"].map(|name| Span::at(0).in_source(sources.add(name, "")));
        let found = places.map(|place| Diagnostic::new(&SKIPPED_CONTENT, place, "x"));
        let mut config = Config::default();
        config.add(&Layer {
            severity: vec![("SYN".parse().unwrap(), Severity::Error)],
            ..Layer::default()
        });
        let old = |name: &str| name.starts_with("old/");
        config.add_for(old, Layer { ignore: named(&["skipped-content"]), ..Layer::default() });
        let input = Input { sources: &sources, readings: &[], styles: &[], manuscripts: &[] };
        let settle = |config: &Config| {
            let mut settling = config.settling(&input, None);
            let settled = found.iter().filter_map(|it| settling.settle(it.clone()));
            settled.collect::<Vec<_>>()
        };
        let settled = settle(&config);
        assert_eq!(settled.len(), 1);
        assert_eq!(settled[0].primary.location, places[1]);
        assert_eq!(settled[0].severity, Severity::Error);
        config.add_for(old, Layer { extend_select: named(&["all"]), ..Layer::default() });
        assert_eq!(settle(&config).len(), 2);
        assert!(config.may_run(&SKIPPED_CONTENT));
    }
}
