//! Which characters a text has, so that a rule that looks for a few of them need not read it.
//!
//! Nearly every rule about text looks for a sign that nearly no text has. One pass over a value says
//! which of ASCII's characters are in it, and each rule asks that first.

/// Which of ASCII's characters a text has, and whether it has others.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Characters(u128);

/// The bit of all that is beyond ASCII. It is that of DEL as well, which is in no sound text: a rule
/// that asks for either looks once more than it has to.
const BEYOND: u32 = 127;

static BIT_OF_BYTE: [u128; 256] = {
    let mut bits = [1 << BEYOND; 256];
    let mut byte = 0;
    while byte < 128 {
        bits[byte] = 1 << byte;
        byte += 1;
    }
    bits
};

impl Characters {
    /// The figures.
    pub(crate) const DIGITS: Characters = Characters::any_of("0123456789");

    /// The characters of a text.
    pub(crate) fn of(text: &str) -> Characters {
        // A table spares each byte the shift of a number of sixteen bytes.
        Characters(text.bytes().fold(0, |set, byte| set | BIT_OF_BYTE[usize::from(byte)]))
    }

    /// The characters of a list; those beyond ASCII count as one.
    pub(crate) const fn any_of(list: &str) -> Characters {
        let bytes = list.as_bytes();
        let (mut set, mut at) = (0, 0);
        while at < bytes.len() {
            let bit = if bytes[at].is_ascii() { bytes[at] as u32 } else { BEYOND };
            set |= 1_u128 << bit;
            at += 1;
        }
        Characters(set)
    }

    /// These characters and others.
    pub(crate) const fn and(self, other: Characters) -> Characters {
        Characters(self.0 | other.0)
    }

    /// Whether one of these may be there.
    pub(crate) const fn has_any(self, of: Characters) -> bool {
        self.0 & of.0 != 0
    }

    /// Whether all of these may be there.
    pub(crate) const fn has_all(self, of: Characters) -> bool {
        self.0 & of.0 == of.0
    }
}

#[cfg(test)]
mod tests {
    use super::Characters;

    #[test]
    fn a_text_has_its_characters_and_no_others() {
        let text = Characters::of("M\\\"unchen, 1 é");
        assert!(text.has_any(Characters::any_of("x\\")) && text.has_any(Characters::DIGITS));
        assert!(text.has_all(Characters::any_of("Mé")) && !text.has_all(Characters::any_of("Mz")));
        assert!(!text.has_any(Characters::any_of("@Nz02")));
        let beyond = Characters::any_of("ß");
        assert!(text.has_any(beyond) && !Characters::of("~ \0").has_any(beyond));
        assert!(
            !Characters::of("").has_any(text) && Characters::of("").has_all(Characters::of(""))
        );
    }
}
