use super::{MonthPart, parse_date, parse_days, parse_loose, parse_month, parse_year};
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
        ("199u", "199X"),
        ("19uu", "19XX"),
        ("2000/..", "2000/.."),
        ("2000-26", "2000-22"),
        ("2000-34", "2000-04/2000-06"),
        ("2000-39", "2000-09/2000-12"),
        ("2000-40", "2000-01/2000-06"),
    ] {
        let (date, problem) = parse_date(text, text);
        assert_eq!(date.and_then(|date| date.to_edtf()).as_deref(), Some(edtf));
        assert!(problem.is_none(), "{text}");
    }
}

#[test]
fn dates_against_them() {
    let read = |text: &'static str| {
        let (date, problem) = parse_date(text, text);
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
        ("2012".into(), "13".into(), "`2012-13` does not exist: there is no month 13".into())
    );
    assert_eq!(read("2019-02-29").0, "2019-02");
    assert_eq!(read("2009-5-3"), ("2009-05-03".into(), "2009-5-3".into(), form("2009-5-3")));
    assert_eq!(read("March 2009").0, "2009-03");
    assert_eq!(read("19XXX-XX-XX").0, "\"19XXX-XX-XX\"");
    assert_eq!(read("2009/5").0, "2009-05");
    assert_eq!(read("1999/00").0, "1999/2000");
    assert_eq!(read("1999--2000").0, "1999/2000");
    assert_eq!(read("circa 1920").0, "1920~");
    assert_eq!(read("199x").0, "199X");
    assert_eq!(read("2005-13-40").0, "2005");
    for text in ["OCT", "12 March", "Summer"] {
        assert_eq!(read(text).2, format!("`{text}` is not a date: the year is missing"));
    }
    assert_eq!(read("05").2, form("05"));
}

#[test]
fn loose_dates() {
    for (text, edtf) in [
        ("March 11, 1921", "1921-03-11"),
        ("11th of March 1921", "1921-03-11"),
        ("27.3.2009", "2009-03-27"),
        ("2.3.2009", "2009-03-02"),
        ("20090327", "2009-03-27"),
        ("20090300", "2009-03"),
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
        ("1999 -- 2000", "1999/2000"),
        ("1999/2000", "1999/2000"),
        ("1999/00", "1999/2000"),
        ("1999--00", "1999/2000"),
        ("1999-0", "1999/2000"),
        ("1998-9", "1998/1999"),
        ("1998/97", "1998/1997"),
        ("1984/85", "1984/1985"),
        ("2004--05", "2004/2005"),
        ("c. 1920", "1920~"),
        ("ca.~1920", "1920~"),
        ("1998-", "1998/.."),
        ("1998--", "1998/.."),
        ("2000/..", "2000/.."),
        ("199X", "199X"),
        ("18xx", "18XX"),
        ("19uu", "19XX"),
        ("199?", "199X"),
        ("19--", "19XX"),
        ("1990?", "1990?"),
        ("1990~", "1990~"),
        ("2005,", "2005"),
        ("-0044", "-0044"),
        ("c1988", "1988"),
        ("©1988", "1988"),
        ("(1988)", "1988"),
        ("2001年", "2001"),
        ("MCMXC", "1990"),
        ("1998--present", "1998/.."),
    ] {
        let (date, problem) = parse_year(text, text);
        assert_eq!(date.and_then(|date| date.to_edtf()).as_deref(), Some(edtf), "{text}");
        assert!(problem.is_none(), "{text}");
    }
    for words in ["in press", "[1920?]", "[1936]", "1852–1860 (reprinted 1964)"] {
        let (date, problem) = parse_year(words, words);
        assert_eq!(date, Some(Date::Literal(words.into())));
        assert!(problem.is_none(), "{words}");
    }
    for words in ["n.d.", "s. d.", "o. J.", "undated", "[n.d.]"] {
        assert_eq!(parse_year(words, words).0, None, "{words}");
    }
    assert_eq!(parse_year("1990a", "1990a").0, Some(Date::year(1990)));
    for words in ["99999999999", "05", "20005", "2O05", "July 2005", "0000", "’98"] {
        let (date, problem) = parse_year(words, words);
        assert_eq!(date, Some(Date::Literal(words.into())));
        assert!(problem.is_some(), "{words}");
    }
    for (text, edtf) in
        [("06.05.2001", "2001-05-06"), ("16.05.2001", "2001-05-16"), ("05/2001", "2001-05")]
    {
        let (date, problem) = parse_year(text, text);
        assert_eq!(date.and_then(|date| date.to_edtf()).as_deref(), Some(edtf), "{text}");
        assert!(problem.is_some(), "{text}");
    }
    let (date, problem) = parse_year("2005-13-40", "2005-13-40");
    assert_eq!((date, problem.map(|problem| problem.range)), (Some(Date::year(2005)), Some(5..7)));
    assert_eq!(
        parse_year("ca.~1910--12", "ca. 1910–12").0,
        Some(Date::Literal("ca. 1910–12".into()))
    );
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
        ("Summer/Fall", MonthPart::Seasons(Season::Summer, Season::Autumn)),
        ("Nov./Dec.", MonthPart::Months(11, 12)),
        ("7/8", MonthPart::Months(7, 8)),
        ("January–February", MonthPart::Months(1, 2)),
        ("13–16", MonthPart::DaysOnly),
        ("June\u{a0}13", MonthPart::Day { month: 6, day: 13 }),
        ("3rd of May", MonthPart::Day { month: 5, day: 3 }),
        ("września", MonthPart::Month(9)),
        ("5 мая", MonthPart::Day { month: 5, day: 5 }),
        ("août", MonthPart::Month(8)),
        ("13", MonthPart::NoSuchMonth),
    ] {
        assert_eq!(parse_month(text), Some(month), "{text}");
    }
    assert_eq!(parse_month("Michaelmas term"), None);
    assert_eq!(parse_days("5--7"), Some((5, 7)));
    assert_eq!(parse_days("5th"), Some((5, 5)));
    assert_eq!(parse_days("soon"), None);
}
