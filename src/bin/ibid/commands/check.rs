//! `ibid check`: checks bibliographies, documents and styles.

use std::io;
use std::path::Path;

use ibid::check::{self, Config};
use ibid::diagnostic::{Diagnostic, Safety};
use ibid::document::Manuscript;
use ibid::read::Reading;
use ibid::report::{Coverage, HumanOptions, Narrowed, Report, ShowSkipped};

use crate::args::{CheckArgs, ColorChoice, FailOn, FixArgs, ReportArgs, SubjectArgs};
use crate::baseline::{BaselineFile, Held};
use crate::commands::fix;
use crate::config::{self, Config as Settings};
use crate::exit::Exit;
use crate::input::{Input, Request};
use crate::since::{self, Since};
use crate::{input, output, style};

/// How many findings of a rule in a file the human format shows before it only counts the rest.
const MOST_OF_A_RULE: usize = 10;

/// The settings of a check.
pub(crate) struct Setup {
    pub(crate) settings: Settings,
    pub(crate) config: Config,
}

impl Setup {
    /// Reads the configuration and combines it with the command line; errors are printed.
    pub(crate) fn of(args: &SubjectArgs) -> Result<Setup, Exit> {
        let settings = Settings::find(&args.folders.config).map_err(|failure| {
            output::error(&failure);
            Exit::Usage
        })?;
        let style = args.style.as_deref().or(settings.style.as_deref());
        let mut config = settings.rules(&args.rules, style);
        config.set_file_lookup(|path| path.exists());
        if let Some(name) = style {
            match style::choose_named(name, args.locale.as_deref(), &args.folders) {
                Ok(chosen) => config.set_style(chosen.style),
                Err(failure) => {
                    output::error(&failure);
                    return Err(failure.exit());
                }
            }
        }
        if !check::rules().any(|rule| config.may_run(rule)) {
            output::note("error: no rule is left to run; see --select, --ignore and `ibid.toml`");
            return Err(Exit::Usage);
        }
        Ok(Setup { settings, config })
    }

    /// Reads what is to be checked.
    pub(crate) fn gather(&mut self, args: &SubjectArgs) -> Input {
        self.settings.exclude.is_forced |= args.force_exclude;
        let input = input::gather(&Request {
            paths: &args.paths,
            args: &args.input,
            together: args.together,
            exclude: &self.settings.exclude,
            documents: &self.settings.documents,
            bibliographies: Some(&args.bibliographies),
        });
        // The project is where its settings are.
        let file = self.settings.file.as_deref();
        let root = file.and_then(Path::parent).unwrap_or(Path::new(""));
        let root = if root.as_os_str().is_empty() { Path::new(".") } else { root };
        if !input.searches(root) || !input.unreadable.is_empty() {
            self.config.set_partial();
        }
        input
    }
}

/// Which findings are left out of a report, and which of the others count.
#[derive(Default)]
pub(crate) struct Narrowing<'a> {
    /// All except those about changes since a revision.
    since: Option<&'a str>,
    /// Those that a baseline accepts.
    baseline: Option<BaselineFile>,
    /// The severity from which a finding counts, unless the command line sets it.
    fail_on: Option<FailOn>,
}

pub(crate) fn run(args: &CheckArgs, color: ColorChoice) -> io::Result<Exit> {
    let mut setup = match Setup::of(&args.subject) {
        Ok(setup) => setup,
        Err(exit) => return Ok(exit),
    };
    if args.show_settings {
        output::print(&config::shown(&setup.settings, &setup.config))?;
        return Ok(Exit::Clean);
    }
    config::set_clock(&mut setup.config, &setup.settings);
    let FixArgs { fix, diff, unsafe_too } = args.fix;
    if unsafe_too && !fix && !diff {
        output::note("error: --unsafe goes with --fix or --diff");
        return Ok(Exit::Usage);
    }
    if fix && !diff && args.subject.paths.iter().any(|path| path.as_os_str() == "-") {
        output::note("error: --fix cannot write into standard input; --diff prints the changes");
        return Ok(Exit::Usage);
    }
    let baseline = match BaselineFile::find(&args.baseline, &setup.settings) {
        Ok(baseline) => baseline,
        Err(failure) => {
            output::error(&failure);
            return Ok(Exit::Usage);
        }
    };
    let input = setup.gather(&args.subject);
    let Setup { settings, config } = &setup;
    let narrowing = Narrowing { since: args.since.as_deref(), baseline, fail_on: settings.fail_on };
    if !fix && !diff {
        let exit = report(&args.report, config, &input, &narrowing, color);
        // The run ends here, and freeing each part of a large library takes time.
        std::mem::forget(input);
        return exit;
    }
    let safety = if unsafe_too { Safety::Unsafe } else { Safety::Safe };
    let fixing = input.files.fix(config, safety);
    if diff {
        return fix::print_changes(&input, &fixing);
    }
    let input = fix::write_changes(input, &fixing);
    report(&args.report, config, &input, &narrowing, color)
}

/// Checks what was read, and prints the report.
pub(crate) fn report(
    args: &ReportArgs,
    config: &Config,
    input: &Input,
    narrowing: &Narrowing<'_>,
    color: ColorChoice,
) -> io::Result<Exit> {
    let files = &input.files;
    let mut diagnostics = files.check(config);
    let narrowed = match narrowing.narrow(input, config, &mut diagnostics) {
        Ok(narrowed) => narrowed,
        Err(failure) => {
            output::error(&failure);
            return Ok(Exit::Usage);
        }
    };
    let coverage = Coverage {
        files: files.texts(),
        citations: files.manuscripts.iter().map(Manuscript::cites).sum(),
        entries: files.readings.iter().map(|reading| reading.library.len()).sum(),
        styles: files.styles.len(),
        unreadable: input.unreadable.clone(),
        skipped: input.skipped.clone(),
        passages: files.readings.iter().map(skipped_passages).sum(),
        narrowed,
    };
    let report = Report { sources: &files.sources, diagnostics: &diagnostics, coverage };
    let (color, width) = (output::color(color), output::width());
    let max_per_rule = (!args.all).then_some(MOST_OF_A_RULE);
    let skipped = if args.verbose { ShowSkipped::All } else { ShowSkipped::Some };
    let options = HumanOptions { color, width, max_per_rule, skipped };
    let text = match args.statistics {
        true => args.format.write_statistics(&report),
        false => args.format.write(&report, options),
    };
    output::print(&text)?;
    // A run that looked at nothing is not to pass for a clean one.
    if !args.format.has_summary() && !args.statistics {
        output::note(&report.summary());
    }
    // The report says this too, but if it goes to a file or a program, nobody may see it there.
    if !output::is_terminal() {
        for unreadable in &input.unreadable {
            output::note(&format!("error: {}", unreadable.reason));
        }
    }
    let fail_on = args.fail_on.or(narrowing.fail_on).unwrap_or(FailOn::Warning);
    let counts = diagnostics.iter().any(|found| fail_on.includes(found.severity));
    Ok(match (input.unreadable.is_empty(), counts) {
        (false, _) => Exit::Unreadable,
        (true, true) => Exit::Findings,
        (true, false) => Exit::Clean,
    })
}

fn skipped_passages(reading: &Reading) -> usize {
    let rule = "skipped-content";
    let skipped = reading.diagnostics.iter().filter(|found| found.rule.name == rule);
    skipped.map(|found| found.stands_for).sum()
}

impl Narrowing<'_> {
    /// Leaves findings out, and records which.
    fn narrow(
        &self,
        input: &Input,
        config: &Config,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Result<Narrowed, since::Failure> {
        let mut narrowed = Narrowed::default();
        if let Some(baseline) = &self.baseline {
            let Held { compared, gone } = baseline.hold(input, config, std::mem::take(diagnostics));
            *diagnostics = compared.new;
            narrowed.accepted = Some(compared.known);
            narrowed.gone = gone.iter().map(|it| it.count).sum();
        }
        if let Some(revision) = self.since {
            let since = Since::of(&input.files, revision)?;
            diagnostics.retain(|found| since.concerns(found));
            narrowed.since = Some((since.revision.clone(), since.entries));
        }
        Ok(narrowed)
    }
}
