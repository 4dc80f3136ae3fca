//! Holds the table of `tests/README.md`: every test and fixture that it names is there.

use crate::support::repository;

#[test]
fn every_test_that_the_table_names_is_there() {
    let table = std::fs::read_to_string(repository("tests/README.md")).unwrap();
    let rows = table.lines().filter_map(|line| line.strip_prefix("| ")?.rsplit_once(" | "));
    let mut count = 0;
    for (kind, tests) in rows.skip(2).filter(|(_, tests)| *tests != "|" && !tests.is_empty()) {
        let named: Vec<&str> = tests.split('`').skip(1).step_by(2).collect();
        assert!(!named.is_empty(), "no test for {kind}");
        for test in named {
            let (file, name) = test.split_once("::").unwrap_or((test, ""));
            let text = std::fs::read_to_string(repository(file));
            let text = text.unwrap_or_else(|_| panic!("{file} is not there"));
            let mark = match (name, file.ends_with(".rs")) {
                ("", _) => String::new(),
                (_, true) => format!("fn {name}()"),
                (_, false) => format!("{{{name},"),
            };
            assert!(text.contains(&mark), "{test} is not there");
            count += 1;
        }
    }
    assert!(count > 50, "{count} tests");
}
