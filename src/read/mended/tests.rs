use super::{Mended, mended};

/// What a name means, as `family|suffix|given`.
fn meant(name: &str) -> Option<String> {
    mended(name).map(|it| match it {
        Mended::Text(text) => text,
        Mended::Person { family, suffix, given } => format!("{family}|{suffix}|{given}"),
        Mended::Titled { title, name } => format!("{title}+{name}"),
        Mended::Whole(name) => format!("[{name}]"),
    })
}

#[track_caller]
fn check(pairs: &[(&str, &str)]) {
    for (name, wanted) in pairs {
        assert_eq!(meant(name).as_deref(), Some(*wanted), "{name}");
    }
}

#[test]
fn suffixes_are_found_wherever_they_are() {
    check(&[
        ("John Smith Jr.", "Smith|Jr.|John"),
        ("John van der Smith Jr", "van der Smith|Jr|John"),
        ("Henry Louis Gates III", "Gates|III|Henry Louis"),
        ("Smith Jr., John", "Smith|Jr.|John"),
        ("{Steele Jr.}, Guy", "Steele|Jr.|Guy"),
        ("King, Martin Luther Jr.", "King|Jr.|Martin Luther"),
        ("King, Martin Luther, Jr.", "King|Jr.|Martin Luther"),
        ("Gates, Henry Louis III", "Gates|III|Henry Louis"),
        ("Martin Luther King, Jr.", "King|Jr.|Martin Luther"),
        ("Elizabeth II", "[Elizabeth II]"),
        ("John Paul II", "[John Paul II]"),
        ("Louis XIV", "[Louis XIV]"),
    ]);
}

#[test]
fn titles_and_degrees_are_no_part_of_a_name() {
    check(&[
        ("Sir John Smith", "John Smith"),
        ("Smith, Sir John", "Smith, John"),
        ("Prof. Dr. Anna Poe", "Anna Poe"),
        ("Jane Doe, PhD", "Jane Doe"),
        ("Smith, John, M.D.", "Smith, John"),
        ("Jane Smith PhD", "Jane Smith"),
        ("Smith, John, ed.", "Smith, John"),
        ("Lord Byron", "Lord+Byron"),
        ("Dr. Seuss", "Dr.+Seuss"),
        ("St. Augustine", "Saint+Augustine"),
        ("Pope John Paul II", "Pope+John Paul II"),
        ("King Charles III", "King+Charles III"),
    ]);
}

#[test]
fn marks_addresses_and_brackets_are_no_part_of_a_name() {
    check(&[
        ("[Kafka, Franz]", "Kafka, Franz"),
        ("[Anonymous]", "Anonymous"),
        ("Jane Doe*", "Jane Doe"),
        (r"Richard Roe\textsuperscript{1}", "Richard Roe"),
        ("Anna Poe$^{2,3}$", "Anna Poe"),
        (r"Poe$^\dagger$, Anna", "Poe, Anna"),
        (r"Anna Poe$^{\ast,a}$", "Anna Poe"),
        (r"Anna Poe\thanks{Corresponding author}", "Anna Poe"),
        ("Roe, Jane1", "Roe, Jane"),
        ("Wei Wang 0001", "Wei Wang"),
        ("Max Moe jane@example.org", "Max Moe"),
        ("Max Moe <jane@example.org>", "Max Moe"),
        ("Smith, Jane (ed.)", "Smith, Jane"),
        ("Böll, Heinrich [Verfasser]", "Böll, Heinrich"),
        ("Smith, J. (University of Kent)", "Smith, J."),
    ]);
}

#[test]
fn particles_in_capitals_begin_a_family_name() {
    check(&[
        ("Guido Van Rossum", "Van Rossum||Guido"),
        ("G. Van Rossum", "Van Rossum||G."),
        ("Oscar De La Hoya", "De La Hoya||Oscar"),
        ("Simone De Beauvoir", "De Beauvoir||Simone"),
        ("Saunders Mac Lane", "Mac Lane||Saunders"),
        ("Ibn Khaldūn", "Ibn Khaldūn||"),
        ("La Fontaine", "La Fontaine||"),
        ("Le Corbusier", "Le Corbusier||"),
    ]);
}

#[test]
fn other_names_mean_what_is_written() {
    for name in [
        "Doe, Jane",
        "King, Jr., Martin Luther",
        "Ludwig van Beethoven",
        "Malcolm X",
        "Al Gore",
        "Le Hung",
        "Nguyen Van Thieu",
        "Di Wang",
        "Smith, William (Bill)",
        "WHO (World Health Organization)",
        "Horizon 2020",
        "Prince Kumar",
        "M. D. Smith",
        r"K. M$^c$Leod",
        r"M\textsuperscript{c}Leod, K.",
        r"E. G$\ddot{o}$tz",
        "Les Nelson",
        "Rugg, M.D.",
        "Smith, M.A.",
        "Smith, J. R.",
        "Van Gogh, Vincent",
        r"Dun \& Bradstreet",
        r#"M{\"u}ller, J\^erome"#,
        "R2, D2",
        "Hale, C{\\S}",
        "Wei LI",
        "Lord, Audre",
    ] {
        assert_eq!(meant(name), None, "{name}");
    }
}
