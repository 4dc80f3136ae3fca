//! `ibid check`: what is wrong with bibliographies.

use std::io;

use ibid::check::Config;
use ibid::diagnostic::Severity;
use ibid::report::{self, Coverage, HumanOptions, Report, ShowSkipped};

use crate::args::{CheckArgs, ColorChoice, ReportArgs, ReportFormat};
use crate::input::Input;
use crate::{Exit, input, output};

/// How many findings of a rule in a file people are shown before the rest are counted.
const MOST_OF_A_RULE: usize = 10;

pub(crate) fn run(args: &CheckArgs, color: ColorChoice) -> io::Result<Exit> {
    let input = input::gather(&args.paths, &args.input, args.together);
    report(&args.report, &input, color)
}

/// Checks what was read, and prints what was found.
pub(crate) fn report(args: &ReportArgs, input: &Input, color: ColorChoice) -> io::Result<Exit> {
    let files = &input.files;
    let diagnostics = files.check(&Config::default());
    let coverage = Coverage {
        files: files.readings.len() + files.styles.len(),
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
        ReportFormat::Github => report::github(&report),
    };
    output::print(&text)?;
    // The report says it too; where it goes to a file or a program, nobody may see it there.
    if !output::is_terminal() {
        for unreadable in &input.unreadable {
            output::note(&format!("error: {}", unreadable.reason));
        }
    }
    let counts = diagnostics.iter().any(|found| found.severity >= Severity::Warning);
    Ok(match (input.unreadable.is_empty(), counts) {
        (false, _) => Exit::Unreadable,
        (true, true) => Exit::Findings,
        (true, false) => Exit::Clean,
    })
}
