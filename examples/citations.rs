//! The citations of a document held by the tests of the crate that it belongs to: each key is in
//! the bibliography, and the bibliography is sound.
//!
//! `cargo test --example citations`
#![allow(clippy::print_stdout, reason = "an example prints what it shows")]

/// A document of the crate, with Pandoc's citations.
const DOCUMENT: &str = "Goldman left with few illusions [@goldman-persecution]. On the rising see \
    [@mett; @berkman], and on what came before [@brinton, p. 12].";

/// The keys that a text cites.
fn cited(text: &str) -> impl Iterator<Item = &str> {
    let is_key = |c: char| c.is_alphanumeric() || c == '-';
    text.split('@').skip(1).map(move |rest| rest.split(|c| !is_key(c)).next().unwrap_or_default())
}

fn main() {
    println!("cites {}", cited(DOCUMENT).collect::<Vec<_>>().join(", "));
}

#[cfg(test)]
mod tests {
    use ibid::check::Config;
    use ibid::files::Files;

    use super::{DOCUMENT, cited};

    fn bibliography() -> Files {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/bibliography.yaml");
        Files::open(path).expect("the crate has a bibliography")
    }

    #[test]
    fn every_citation_is_in_the_bibliography() {
        let files = bibliography();
        let missing: Vec<&str> = cited(DOCUMENT).filter(|key| files.entry(key).is_none()).collect();
        assert!(missing.is_empty(), "not in bibliography.yaml: {missing:?}");
    }

    #[test]
    fn the_bibliography_is_sound() {
        let found = bibliography().check(&Config::default());
        let messages: Vec<&str> = found.iter().map(|found| found.message.as_str()).collect();
        assert!(messages.is_empty(), "{messages:#?}");
    }
}
