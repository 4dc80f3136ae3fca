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
    /// KOI8-U, for Ukrainian.
    Koi8U,
    /// Windows-1250, for Central European languages.
    Windows1250,
    /// Windows-1253, for Greek.
    Windows1253,
    /// Windows-1254, for Turkish; ISO-8859-9 is a part of it.
    Windows1254,
    /// Windows-1257, for Baltic languages.
    Windows1257,
    /// ISO-8859-2, for Central European languages.
    Iso8859_2,
    /// ISO-8859-5, for Cyrillic.
    Iso8859_5,
    /// ISO-8859-7, for Greek.
    Iso8859_7,
    /// ISO-8859-15, for Western European languages.
    Iso8859_15,
    /// Mac OS Roman.
    Macintosh,
    /// GB 18030 with its parts GBK and GB 2312, for Chinese.
    Gb18030,
    /// Big5, for traditional Chinese.
    Big5,
    /// Shift_JIS, for Japanese.
    ShiftJis,
    /// EUC-JP, for Japanese.
    EucJp,
    /// EUC-KR, for Korean.
    EucKr,
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
            Encoding::Koi8U => "KOI8-U",
            Encoding::Windows1250 => "Windows-1250",
            Encoding::Windows1253 => "Windows-1253",
            Encoding::Windows1254 => "Windows-1254",
            Encoding::Windows1257 => "Windows-1257",
            Encoding::Iso8859_2 => "ISO-8859-2",
            Encoding::Iso8859_5 => "ISO-8859-5",
            Encoding::Iso8859_7 => "ISO-8859-7",
            Encoding::Iso8859_15 => "ISO-8859-15",
            Encoding::Macintosh => "macintosh",
            Encoding::Gb18030 => "GB18030",
            Encoding::Big5 => "Big5",
            Encoding::ShiftJis => "Shift_JIS",
            Encoding::EucJp => "EUC-JP",
            Encoding::EucKr => "EUC-KR",
        }
    }
}
