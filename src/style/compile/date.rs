//! Computes what dates print: the parts of the locale's format, as changed by the style.

use crate::style::ir::{DateElement, DateFormat, DatePart, DatePartName, DateParts, Program};
use crate::style::locale::Locale;

/// Records what each date of a program prints in each of its locales.
pub(super) fn resolve(program: &mut Program) {
    for date in &mut program.dates {
        date.in_locales = program.locales.iter().map(|locale| format(date, locale)).collect();
    }
}

fn format(element: &DateElement, locale: &Locale) -> DateFormat {
    let Some(form) = element.form else {
        return DateFormat { parts: element.parts.clone(), delimiter: element.delimiter };
    };
    let format = locale.date(form);
    let shown = |name| match element.show {
        DateParts::YearMonthDay => true,
        DateParts::YearMonth => name != DatePartName::Day,
        DateParts::Year => name == DatePartName::Year,
    };
    let parts = format.parts.iter().filter(|part| shown(part.name)).map(|part| {
        let own = element.parts.iter().find(|own| own.name == part.name);
        own.map_or_else(|| part.clone(), |own| overlaid(part, own))
    });
    DateFormat { parts: parts.collect(), delimiter: format.delimiter }
}

/// Overrides a locale's date part with the attributes of the element's own part.
fn overlaid(part: &DatePart, own: &DatePart) -> DatePart {
    let mut common = part.common;
    common.format = own.common.format.or(common.format);
    common.text_case = own.common.text_case.or(common.text_case);
    common.strip_periods |= own.common.strip_periods;
    DatePart {
        name: part.name,
        form: own.form.or(part.form),
        range_delimiter: own.range_delimiter.or(part.range_delimiter),
        common,
    }
}
