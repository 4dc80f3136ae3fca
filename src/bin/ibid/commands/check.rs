//! `ibid check`: what is wrong with bibliographies.

use std::io;

use ibid::check::{self, Config};
use ibid::diagnostic::Safety;
use ibid::document::Manuscript;
use ibid::report::{self, Coverage, HumanOptions, Report, ShowSkipped};

use crate::args::{CheckArgs, ColorChoice, FixArgs, ReportArgs, ReportFormat};
use crate::commands::fix;
use crate::config::{self, Config as Settings};
use crate::input::{Input, Request};
use crate::{Exit, input, output, style};

/// How many findings of a rule in a file people are shown before the rest are counted.
const MOST_OF_A_RULE: usize = 10;

pub(crate) fn run(args: &CheckArgs, color: ColorChoice) -> io::Result<Exit> {
    let settings = match Settings::find(&args.folders.config) {
        Ok(settings) => settings,
        Err(failure) => {
            output::error(&failure);
            return Ok(Exit::Usage);
        }
    };
    let mut config = settings.rules(&args.rules);
    if let Some(name) = args.style.as_deref().or(settings.style.as_deref()) {
        match style::choose_named(name, args.locale.as_deref(), &args.folders) {
            Ok(chosen) => config.print_in(chosen.style),
            Err(failure) => {
                output::error(&failure);
                return Ok(failure.exit());
            }
        }
    }
    if !check::rules().any(|rule| config.may_run(rule)) {
        output::note("error: no rule is left to run; see --select, --ignore and `ibid.toml`");
        return Ok(Exit::Usage);
    }
    if args.show_settings {
        output::print(&config::shown(&settings, &config))?;
        return Ok(Exit::Clean);
    }
    let FixArgs { fix, diff, unsafe_too } = args.fix;
    if unsafe_too && !fix && !diff {
        output::note("error: --unsafe goes with --fix or --diff");
        return Ok(Exit::Usage);
    }
    if fix && args.paths.iter().any(|path| path.as_os_str() == "-") {
        output::note("error: --fix cannot write into standard input; --diff prints the changes");
        return Ok(Exit::Usage);
    }
    let input = input::gather(&Request {
        paths: &args.paths,
        args: &args.input,
        together: args.together,
        exclude: &settings.exclude,
        bibliographies: Some(&args.bibliographies),
    });
    if !fix && !diff {
        let exit = report(&args.report, &config, &input, color);
        // The run ends here, and freeing each part of a large library takes time.
        std::mem::forget(input);
        return exit;
    }
    let safety = if unsafe_too { Safety::Unsafe } else { Safety::Safe };
    let fixing = input.files.fix(&config, safety);
    if diff {
        return fix::print_changes(&input, &fixing);
    }
    let input = fix::write_changes(input, &fixing);
    report(&args.report, &config, &input, color)
}

/// Checks what was read, and prints what was found.
pub(crate) fn report(
    args: &ReportArgs,
    config: &Config,
    input: &Input,
    color: ColorChoice,
) -> io::Result<Exit> {
    let files = &input.files;
    let diagnostics = files.check(config);
    let coverage = Coverage {
        files: files.texts(),
        citations: files.manuscripts.iter().map(Manuscript::cites).sum(),
        entries: files.readings.iter().map(|reading| reading.library.len()).sum(),
        styles: files.styles.len(),
        unreadable: input.unreadable.clone(),
        skipped: input.skipped.clone(),
    };
    let report = Report { sources: &files.sources, diagnostics: &diagnostics, coverage };
    let text = match args.format {
        ReportFormat::Json if args.statistics => report::json_statistics(&report),
        _ if args.statistics => report::statistics(&report),
        ReportFormat::Human => {
            let most_of_a_rule = (!args.all).then_some(MOST_OF_A_RULE);
            let (color, width) = (output::color(color), output::width());
            let skipped = if args.verbose { ShowSkipped::All } else { ShowSkipped::Some };
            report::human(&report, HumanOptions { color, width, most_of_a_rule, skipped })
        }
        ReportFormat::Concise => report::concise(&report),
        ReportFormat::Json => report::json(&report),
        ReportFormat::Jsonl => report::json_lines(&report),
        ReportFormat::Sarif => report::sarif(&report),
        ReportFormat::Github => report::github(&report),
        ReportFormat::Gitlab => report::gitlab(&report),
        ReportFormat::Junit => report::junit(&report),
        ReportFormat::Checkstyle => report::checkstyle(&report),
        ReportFormat::Markdown => report::markdown(&report),
    };
    output::print(&text)?;
    // The report says it too; where it goes to a file or a program, nobody may see it there.
    if !output::is_terminal() {
        for unreadable in &input.unreadable {
            output::note(&format!("error: {}", unreadable.reason));
        }
    }
    let counts = diagnostics.iter().any(|found| args.fail_on.includes(found.severity));
    Ok(match (input.unreadable.is_empty(), counts) {
        (false, _) => Exit::Unreadable,
        (true, true) => Exit::Findings,
        (true, false) => Exit::Clean,
    })
}
