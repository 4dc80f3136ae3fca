//! The encodings of files.

/// The encoding of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Encoding {
    /// UTF-8, with or without a byte order mark.
    Utf8,
    /// UTF-16, little-endian.
    Utf16Le,
    /// UTF-16, big-endian.
    Utf16Be,
    /// Windows-1252, which is assumed for bytes that are not UTF-8.
    Windows1252,
    /// Windows-1251, which is assumed where these bytes form Cyrillic words.
    Windows1251,
    /// KOI8-R, likewise.
    Koi8R,
}

impl Encoding {
    /// The name of the encoding.
    pub fn name(self) -> &'static str {
        match self {
            Encoding::Utf8 => "UTF-8",
            Encoding::Utf16Le | Encoding::Utf16Be => "UTF-16",
            Encoding::Windows1252 => "Windows-1252",
            Encoding::Windows1251 => "Windows-1251",
            Encoding::Koi8R => "KOI8-R",
        }
    }
}
