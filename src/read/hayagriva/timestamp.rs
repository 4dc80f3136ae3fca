//! Timestamps: positions in a recording, and its duration.

/// A timestamp in hayagriva's form: `02:17:00` for `137:00`; `None` if it is not one.
///
/// *Shape*: `MM:SS`, `HH:MM:SS` or `DD:HH:MM:SS`, with an optional fraction of a second after a
/// comma. Only the first part may exceed the next larger unit.
pub(super) fn canonical(text: &str) -> Option<String> {
    let (clock, fraction) = match text.split_once(',') {
        Some((clock, fraction)) => (clock, Some(fraction)),
        None => (text, None),
    };
    let mut parts = Vec::new();
    for part in clock.split(':') {
        let part = part.trim();
        let digits = !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        // Only days may have one digit, and only the first part more than two.
        let days = parts.is_empty() && clock.matches(':').count() == 3;
        let width = days || part.len() == 2 || (parts.is_empty() && part.len() > 2);
        parts.push(part.parse::<u32>().ok().filter(|_| digits && width)?);
    }
    let milliseconds = fraction.map_or(Some(0), milliseconds)?;
    let [mut days, mut hours, mut minutes, seconds] = match parts[..] {
        [minutes, seconds] => [0, 0, minutes, seconds],
        [hours, minutes, seconds] => [0, hours, minutes, seconds],
        [days, hours, minutes, seconds] => [days, hours, minutes, seconds],
        _ => return None,
    };
    if parts.len() == 2 {
        hours = minutes / 60;
        minutes %= 60;
    }
    if parts.len() < 4 {
        days = hours / 24;
        hours %= 24;
    }
    if hours >= 24 || minutes >= 60 || seconds >= 60 || milliseconds >= 1000 {
        return None;
    }
    let mut out = String::new();
    if days > 0 {
        out += &format!("{days}:");
    }
    if hours > 0 {
        out += &format!("{hours:02}:");
    }
    out += &format!("{minutes:02}:{seconds:02}");
    if milliseconds > 0 {
        out += &format!(",{milliseconds:03}");
    }
    Some(out)
}

/// True if a text is a timestamp in hayagriva's form.
#[cfg(feature = "yaml")]
pub(crate) fn is_timestamp(text: &str) -> bool {
    canonical(text).as_deref() == Some(text)
}

/// One timestamp, or two with a hyphen between them.
pub(super) fn canonical_range(text: &str) -> Option<String> {
    let Some((start, end)) = text.split_once('-') else { return canonical(text.trim()) };
    let (start, end) = (canonical(start.trim())?, canonical(end.trim_start_matches('-').trim())?);
    Some(if start == end { start } else { format!("{start}-{end}") })
}

/// The thousandths of a decimal fraction, rounded.
fn milliseconds(digits: &str) -> Option<u32> {
    let digits = digits.trim();
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let fraction: f64 = format!("0.{digits}").parse().ok()?;
    Some((fraction * 1000.0).round() as u32)
}

#[cfg(test)]
mod tests {
    use super::{canonical, canonical_range};

    #[test]
    fn the_first_part_may_overflow_and_no_other() {
        for (text, written) in [
            ("13:42", Some("13:42")),
            ("00:13:42", Some("13:42")),
            ("137:00", Some("02:17:00")),
            ("1:02:03:04,5", Some("1:02:03:04,500")),
            ("01:42:21,802", Some("01:42:21,802")),
            ("25:00:00", Some("1:01:00:00")),
            ("01:78:00", None),
            ("5", None),
            ("1:00", None),
            ("", None),
        ] {
            assert_eq!(canonical(text).as_deref(), written, "{text}");
        }
        assert_eq!(canonical_range("17:05-17:48").as_deref(), Some("17:05-17:48"));
        assert_eq!(canonical_range("03:35:21-03:35:21").as_deref(), Some("03:35:21"));
        assert_eq!(canonical_range("1-2"), None);
    }
}
