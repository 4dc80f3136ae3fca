//! The encodings of one byte per character that old files are in, and which of them a file is in.

use crate::source::coders;
use crate::source::encoding::Encoding;

/// The encoding in which the bytes of a file that are not UTF-8 most likely make sense: one for
/// Chinese, Japanese or Korean if they are words there, one for Cyrillic if they mostly form words
/// of the letters of such an encoding, or else Windows-1252.
pub(super) fn of(bytes: &[u8]) -> Encoding {
    const FEW: usize = 6;
    if !cfg!(feature = "encodings") {
        return Encoding::Windows1252;
    }
    if let Some(encoding) = coders::of_several_bytes(bytes) {
        return encoding;
    }
    // What happens to be UTF-8 among them would break words apart.
    let runs = bytes.split(u8::is_ascii).filter(|run| !run.is_empty());
    let runs: Vec<&[u8]> = runs.collect();
    let all = || runs.iter().flat_map(|run| run.iter().copied());
    let count = all().count();
    let share = |number: usize| 100 * number / count.max(1);
    let in_words: usize = runs.iter().map(|run| run.len()).filter(|&length| length > 1).sum();
    let letters = all().filter(|byte| matches!(byte, 0xC0..)).count();
    // Of two bytes per character, as in GBK, all runs are even.
    let odd = runs.iter().filter(|run| run.len() % 2 == 1).count();
    let is_cyrillic =
        count >= FEW && share(in_words) >= 80 && share(letters) >= 80 && 6 * odd >= runs.len();
    if !is_cyrillic {
        return Encoding::Windows1252;
    }
    // Most letters are small: they are at the end of Windows-1251, and before the capitals in KOI8-R.
    match share(all().filter(|byte| matches!(byte, 0xE0..)).count()) {
        50.. => Encoding::Windows1251,
        _ => Encoding::Koi8R,
    }
}

#[cfg(all(test, feature = "encodings"))]
mod tests {
    use super::of;
    use crate::source::Encoding;

    #[test]
    fn the_encoding_is_told_by_the_words() {
        let text = "@book{а, author = {Иванов, Иван}, title = {Название книги о Кронштадте}}";
        for encoding in [Encoding::Windows1251, Encoding::Koi8R] {
            assert_eq!(of(&encoding.encode(text)), encoding);
        }
        let german = "title = {Über die Größe der Städte}, author = {Müller, Jörg and Weiß, Änne}";
        assert_eq!(of(&Encoding::Windows1252.encode(german)), Encoding::Windows1252);
        let french = "L\u{E9}\u{E9}, cr\u{E9}\u{E9}e, \u{EE}le, \u{E0}, cr\u{E9}\u{E9}";
        assert_eq!(of(&Encoding::Windows1252.encode(french)), Encoding::Windows1252);
        // 你好世界，中国历史 in GBK.
        let gbk = b"{\xC4\xE3\xBA\xC3\xCA\xC0\xBD\xE7} {\xD6\xD0\xB9\xFA} {\xC0\xFA\xCA\xB7}";
        assert_eq!(of(gbk), Encoding::Gb18030);
        for (encoding, words) in [
            (Encoding::Gb18030, "作者 = {王小明}, 标题 = {中国现代文学史研究}"),
            (Encoding::Big5, "作者 = {陳水明}, 標題 = {臺灣現代文學史研究}"),
            (Encoding::ShiftJis, "author = {山田 太郎}, title = {日本の図書館における書誌データ}"),
            (Encoding::EucJp, "author = {山田 太郎}, title = {日本の図書館における書誌データ}"),
            (Encoding::EucKr, "author = {김 철수}, title = {한국 문학의 역사와 현재}"),
        ] {
            assert_eq!(of(&encoding.encode(words)), encoding, "{words}");
        }
        let mixed = ["Кронштадт, M".as_bytes(), b"\xFC", "ller, Иванов".as_bytes()].concat();
        assert_eq!(of(&mixed), Encoding::Windows1252, "most of it is UTF-8");
    }
}
