//! `ibid check`: what is wrong with bibliographies.

use std::io;

use ibid::check::Config;
use ibid::diagnostic::Severity;
use ibid::report::{self, Coverage, HumanOptions, Report};

use crate::args::{CheckArgs, ColorChoice, ReportFormat};
use crate::input::Input;
use crate::{Exit, input, output};

/// How many findings of a rule in a file people are shown before the rest are counted.
const MOST_OF_A_RULE: usize = 10;

pub(crate) fn run(args: &CheckArgs, color: ColorChoice) -> io::Result<Exit> {
    report(args, &input::gather(&args.paths, &args.input), color)
}

/// Checks what was read, and prints what was found.
pub(crate) fn report(args: &CheckArgs, input: &Input, color: ColorChoice) -> io::Result<Exit> {
    let files = &input.files;
    let diagnostics = files.check(&Config::default());
    let coverage = Coverage {
        files: files.readings.len() + files.styles.len(),
        entries: files.readings.iter().map(|reading| reading.library.len()).sum(),
        styles: files.styles.len(),
        unreadable: input.failures.len(),
    };
    let report = Report { sources: &files.sources, diagnostics: &diagnostics, coverage };
    let text = match args.format {
        ReportFormat::Json if args.statistics => report::json_statistics(&report),
        _ if args.statistics => report::statistics(&report),
        ReportFormat::Human => {
            let most_of_a_rule = (!args.all).then_some(MOST_OF_A_RULE);
            let (color, width) = (output::color(color), output::width());
            report::human(&report, HumanOptions { color, width, most_of_a_rule })
        }
        ReportFormat::Concise => report::concise(&report),
        ReportFormat::Json => report::json(&report),
        ReportFormat::Github => report::github(&report),
    };
    output::print(&text)?;
    match input.passed_over.len() {
        0 => {}
        _ if args.verbose => {
            for name in &input.passed_over {
                output::note(&format!("skipped `{name}`: not a bibliography"));
            }
        }
        1 => output::note("skipped 1 file that is not a bibliography (--verbose to list)"),
        number => output::note(&format!(
            "skipped {number} files that are not bibliographies (--verbose to list)"
        )),
    }
    for failure in &input.failures {
        output::error(failure);
    }
    let counts = diagnostics.iter().any(|found| found.severity >= Severity::Warning);
    Ok(match (input.failures.is_empty(), counts) {
        (false, _) => Exit::Unreadable,
        (true, true) => Exit::Findings,
        (true, false) => Exit::Clean,
    })
}
