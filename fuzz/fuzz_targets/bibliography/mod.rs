//! Any bytes as a bibliography of some formats: read, checked by every rule, and fixed.

use ibid::check::{Config, Layer};
use ibid::diagnostic::Safety;
use ibid::files::{Files, source_from_bytes};
use ibid::read::Format;

/// Does what `ibid check --select all --fix --unsafe` does, without writing anything.
pub fn run(bytes: &[u8], formats: &[Format]) {
    let mut config = Config::default();
    let all = "all".parse().expect("`all` names rules");
    config.add(&Layer { select: Some(vec![all]), ..Layer::default() });
    for &format in formats {
        let Ok(source) = source_from_bytes("fuzzed", bytes) else { return };
        let length = source.text.len();
        let mut files = Files::new();
        if files.add_source(source, Some(format)).is_err() {
            continue;
        }
        for finding in files.check(&config) {
            let labels = std::iter::once(&finding.primary).chain(&finding.secondary);
            for label in labels {
                assert!(label.location.span.range().end <= length, "{finding:?}");
            }
        }
        drop(files.fix(&config, Safety::Unsafe));
    }
}
