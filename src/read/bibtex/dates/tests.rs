use super::{MonthPart, parse_date, parse_loose, parse_month, parse_year};
use crate::model::{Date, Season};

#[test]
fn dates_by_the_rules() {
    for (text, edtf) in [
        ("1921-03/..", "1921-03/.."),
        ("199X", "199X"),
        ("2004-22", "2004-22"),
        ("1723~", "1723~"),
        ("2004/open", "2004/.."),
        ("unknown/2004", "/2004"),
        ("-0044-03-15", "-0044-03-15"),
    ] {
        let (date, problem) = parse_date(text);
        assert_eq!(date.and_then(|date| date.to_edtf()).as_deref(), Some(edtf));
        assert_eq!(problem, None);
    }
}

#[test]
fn dates_against_them() {
    let read = |text: &'static str| {
        let (date, problem) = parse_date(text);
        let problem = problem.expect(text);
        let date = match date {
            Some(Date::Literal(words)) => format!("\"{words}\""),
            date => date.and_then(|date| date.to_edtf()).unwrap_or_default(),
        };
        (date, text[problem.range].to_owned(), problem.message)
    };
    let form = |text: &str| format!("`{text}` is not a date");
    assert_eq!(
        read("2012-13"),
        (
            "2012".into(),
            "13".into(),
            "`2012-13` is not in the calendar: there is no month 13".into()
        )
    );
    assert_eq!(read("2019-02-29").0, "2019-02");
    assert_eq!(read("2009-5-3"), ("2009-05-03".into(), "2009-5-3".into(), form("2009-5-3")));
    assert_eq!(read("March 2009").0, "2009-03");
    assert_eq!(read("19XXX-XX-XX").0, "\"19XXX-XX-XX\"");
    assert_eq!(read("2009/5").0, "2009-05");
}

#[test]
fn loose_dates() {
    for (text, edtf) in [
        ("March 11, 1921", "1921-03-11"),
        ("11th of March 1921", "1921-03-11"),
        ("27.3.2009", "2009-03-27"),
        ("3/27/2009", "2009-03-27"),
        ("Fall 2009", "2009-23"),
        ("Accessed: 2009-10-05 10:30:00", ""),
        ("2009-10-05 10:30:00", "2009-10-05"),
        ("01/02/2009", ""),
        ("forthcoming", ""),
    ] {
        let date = parse_loose(text).and_then(|date| date.to_edtf()).unwrap_or_default();
        assert_eq!(date, edtf, "{text}");
    }
}

#[test]
fn years() {
    for (text, edtf) in [
        ("1921", "1921"),
        ("2014-09", "2014-09"),
        ("1999--2000", "1999/2000"),
        ("1984/85", "1984/1985"),
        ("c. 1920", "1920~"),
        ("[1920?]", "1920?"),
        ("1998-", "1998/.."),
    ] {
        assert_eq!(
            parse_year(text).and_then(|date| date.to_edtf()).as_deref(),
            Some(edtf),
            "{text}"
        );
    }
    assert_eq!(parse_year("in press"), Some(Date::Literal("in press".into())));
    assert_eq!(parse_year("99999999999"), Some(Date::Literal("99999999999".into())));
}

#[test]
fn months() {
    for (text, month) in [
        ("January", MonthPart::Month(1)),
        ("SEPT.", MonthPart::Month(9)),
        ("11", MonthPart::Month(11)),
        ("10 January", MonthPart::Day { month: 1, day: 10 }),
        ("März", MonthPart::Month(3)),
        ("May–June", MonthPart::Months(5, 6)),
        ("Jan./Feb.", MonthPart::Months(1, 2)),
        ("June 24--26", MonthPart::Days { month: 6, from: 24, to: 26 }),
        ("June 30--July 2", MonthPart::DaysOfMonths { from: (6, 30), to: (7, 2) }),
        ("Fall", MonthPart::Season(Season::Autumn)),
        ("13", MonthPart::NoSuchMonth),
    ] {
        assert_eq!(parse_month(text), Some(month), "{text}");
    }
    assert_eq!(parse_month("Michaelmas term"), None);
}
