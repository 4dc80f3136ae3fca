//! `ibid check`: what is wrong with bibliographies.

use std::io;

use ibid::check::Config;
use ibid::diagnostic::Severity;
use ibid::report::{self, Coverage, Report};

use crate::args::{CheckArgs, ColorChoice, ReportFormat};
use crate::{Exit, input, output};

pub(crate) fn run(args: &CheckArgs, color: ColorChoice) -> io::Result<Exit> {
    let input = input::gather(&args.paths, &args.input);
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
        ReportFormat::Human => report::human(&report, output::color(color)),
        ReportFormat::Concise => report::concise(&report),
        ReportFormat::Json => report::json(&report),
        ReportFormat::Github => report::github(&report),
    };
    output::print(&text)?;
    match input.passed_over.len() {
        0 => {}
        _ if args.verbose => {
            for name in &input.passed_over {
                output::note(&format!("passed over `{name}`: no bibliography"));
            }
        }
        1 => output::note("passed over 1 file that holds no bibliography (--verbose names it)"),
        number => output::note(&format!(
            "passed over {number} files that hold no bibliography (--verbose names them)"
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
