//! Offsets in JSON are those of the file as it is on disk, whatever its encoding.

use std::path::PathBuf;
use std::process::Command;

const TEXT: &str = "% Größe €\n@misc{mëtt,\n  title = {„Krönstadt“ é},\n  year = {1967},\n  year = {1967},\n  note = {ü},\n}\n";

fn utf16(text: &str, order: fn(u16) -> [u8; 2]) -> Vec<u8> {
    format!("\u{FEFF}{text}").encode_utf16().flat_map(order).collect()
}

/// The bytes of Windows-1252 for the characters that [`TEXT`] has.
fn windows(text: &str) -> Vec<u8> {
    let byte = |character| match character {
        '€' => 0x80,
        '„' => 0x84,
        '“' => 0x93,
        character => u8::try_from(u32::from(character)).unwrap(),
    };
    text.chars().map(byte).collect()
}

/// Checks a file of these bytes, and applies the edits of every safe fix to the bytes.
fn mended(name: &str, bytes: &[u8], encode: fn(&str) -> Vec<u8>) -> (Vec<u8>, serde_json::Value) {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&path, bytes).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_ibid"))
        .args(["check", "--format", "json"])
        .arg(&path)
        .output()
        .unwrap();
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let mut edits: Vec<(usize, usize, Vec<u8>)> =
        (report["diagnostics"].as_array().unwrap().iter())
            .filter(|found| found["fix"]["safety"] == "safe")
            .flat_map(|found| found["fix"]["edits"].as_array().unwrap())
            .map(|edit| {
                let byte = |place: &str| edit[place]["byte"].as_u64().unwrap() as usize;
                (byte("start"), byte("end"), encode(edit["replacement"].as_str().unwrap()))
            })
            .collect();
    assert!(!edits.is_empty(), "{name}: {report}");
    edits.sort();
    let mut bytes = bytes.to_vec();
    for (start, end, replacement) in edits.into_iter().rev() {
        bytes.splice(start..end, replacement);
    }
    (bytes, report)
}

#[test]
fn edits_fit_the_bytes_of_every_encoding() {
    let (right, _) = mended("disk-utf8.bib", TEXT.as_bytes(), |_| Vec::new());
    let right = String::from_utf8(right).unwrap();
    assert_eq!(right.lines().filter(|line| !line.trim().is_empty()).count(), 6, "{right}");
    let marked: fn(&str) -> Vec<u8> = |text| format!("\u{FEFF}{text}").into_bytes();
    let little: fn(&str) -> Vec<u8> = |text| utf16(text, u16::to_le_bytes);
    let big: fn(&str) -> Vec<u8> = |text| utf16(text, u16::to_be_bytes);
    let encodings = [
        ("disk-bom.bib", marked),
        ("disk-utf16le.bib", little),
        ("disk-utf16be.bib", big),
        ("disk-windows.bib", windows),
    ];
    for (name, encode) in encodings {
        let (bytes, report) = mended(name, &encode(TEXT), |_| Vec::new());
        assert_eq!(bytes, encode(&right), "{name}: {}", String::from_utf8_lossy(&bytes));
        let found = (report["diagnostics"].as_array().unwrap().iter())
            .find(|found| found["rule"] == "duplicate-field")
            .unwrap();
        let byte = |place: &str| found[place]["byte"].as_u64().unwrap() as usize;
        let shown = &encode(TEXT)[byte("start")..byte("end")];
        let mark = encode("").len();
        assert_eq!(shown, &encode("year")[mark..], "{name}");
    }
}
