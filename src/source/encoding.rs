//! The encodings of files.

use encoding_rs::Encoding as Coder;

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

/// The old encodings, with their names and their coders.
static OLD: [(Encoding, &str, &Coder); 18] = [
    (Encoding::Windows1252, "Windows-1252", encoding_rs::WINDOWS_1252),
    (Encoding::Windows1251, "Windows-1251", encoding_rs::WINDOWS_1251),
    (Encoding::Koi8R, "KOI8-R", encoding_rs::KOI8_R),
    (Encoding::Koi8U, "KOI8-U", encoding_rs::KOI8_U),
    (Encoding::Windows1250, "Windows-1250", encoding_rs::WINDOWS_1250),
    (Encoding::Windows1253, "Windows-1253", encoding_rs::WINDOWS_1253),
    (Encoding::Windows1254, "Windows-1254", encoding_rs::WINDOWS_1254),
    (Encoding::Windows1257, "Windows-1257", encoding_rs::WINDOWS_1257),
    (Encoding::Iso8859_2, "ISO-8859-2", encoding_rs::ISO_8859_2),
    (Encoding::Iso8859_5, "ISO-8859-5", encoding_rs::ISO_8859_5),
    (Encoding::Iso8859_7, "ISO-8859-7", encoding_rs::ISO_8859_7),
    (Encoding::Iso8859_15, "ISO-8859-15", encoding_rs::ISO_8859_15),
    (Encoding::Macintosh, "macintosh", encoding_rs::MACINTOSH),
    (Encoding::Gb18030, "GB18030", encoding_rs::GB18030),
    (Encoding::Big5, "Big5", encoding_rs::BIG5),
    (Encoding::ShiftJis, "Shift_JIS", encoding_rs::SHIFT_JIS),
    (Encoding::EucJp, "EUC-JP", encoding_rs::EUC_JP),
    (Encoding::EucKr, "EUC-KR", encoding_rs::EUC_KR),
];

impl Encoding {
    /// The name of the encoding.
    pub fn name(self) -> &'static str {
        match self {
            Encoding::Utf8 => "UTF-8",
            Encoding::Utf16Le | Encoding::Utf16Be => "UTF-16",
            old => OLD.iter().find(|row| row.0 == old).map_or("", |row| row.1),
        }
    }

    /// What decodes and encodes a text in an old encoding.
    pub(super) fn coder(self) -> &'static Coder {
        OLD.iter().find(|row| row.0 == self).map_or(encoding_rs::UTF_8, |row| row.2)
    }

    /// The old encoding of a coder; `None` for Unicode and for what nobody writes bibliographies
    /// in.
    pub(super) fn of_coder(coder: &'static Coder) -> Option<Encoding> {
        // GBK decodes as GB 18030 does.
        let coder = if coder == encoding_rs::GBK { encoding_rs::GB18030 } else { coder };
        OLD.iter().find(|row| row.2 == coder).map(|row| row.0)
    }

    /// Whether some characters of an old encoding have several bytes.
    pub(super) fn is_of_several_bytes(self) -> bool {
        self != Encoding::Utf8 && !self.coder().is_single_byte()
    }
}
