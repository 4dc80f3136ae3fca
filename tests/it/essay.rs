//! The essay's own notes and its further-reading list, byte for byte; and hayagriva's reading of
//! its bibliography.

use ibid::engine::{Options, Uncited, render};
use ibid::model::{Citation, Cite, Library, LocatorLabel};
use ibid::output::Format;
use ibid::read::read;
use ibid::source::{Source, SourceId};
use ibid::style::Style;
use ibid::style::archive::Embedded;

use crate::support::repository;

const NOTES: &str = "\
M. Brinton, The Bolsheviks and Workers Control (Solidarity, London 1970).
Ibid.
P. Broué, Histoire du Parti Bolshevik (Editions de Minuit, Paris 1963) p 35.
M. Brinton, The Bolsheviks and Workers Control (Solidarity, London 1970).
Ibid.
V.I. Lenin, The threatening catastrophe and how to fight it (Soldiers’ and Peasants’ Library 1917).
M. Brinton, The Bolsheviks and Workers Control (Solidarity, London 1970).
Izvestia of the Provisional Revolutionary Committee of Kronstadt, No. 9, March 11, 1921.
A. Berkman, The Kronstadt Rebellion (1922).";

const FURTHER_READING: &str = "\
Maurice Brinton – The Bolsheviks and Workers Control
Ida Mett – The Kronstadt Uprising
Emma Goldman – The Persecution Of The Anarchists (from “My Disillusionment in Russia”)
Emma Goldman – There Is No Communism In Russia
Workers Solidarity Movement – How Lenin led to Stalin
Alexander Berkman – The Kronstadt Rebellion";

fn bibliography() -> String {
    std::fs::read_to_string(repository("bibliography.yaml")).unwrap()
}

fn library() -> Library {
    let source = Source::new("bibliography.yaml", bibliography());
    let reading = read(&source, SourceId(0), None).unwrap();
    assert!(reading.diagnostics.is_empty(), "{:?}", reading.diagnostics);
    reading.library
}

fn style() -> Style {
    let xml = std::fs::read_to_string(repository("styles/essay-notes.csl")).unwrap();
    Style::compile(&xml, None, &Embedded).unwrap()
}

#[test]
fn the_nine_notes() {
    let keys = [
        "brinton", "brinton", "broue", "brinton", "brinton", "lenin", "brinton", "izvestia",
        "berkman",
    ];
    let notes: Vec<Citation> = (1..)
        .zip(keys)
        .map(|(number, key)| {
            let cite = Cite::new(key);
            let cite = if key == "broue" { cite.at(LocatorLabel::Page, "35") } else { cite };
            Citation { note: Some(number), ..Citation::from(cite) }
        })
        .collect();
    let rendered = render(&style(), &library(), &notes, &Options::default());
    let lines: Vec<String> =
        rendered.citations.iter().map(|note| Format::Plain.write(note)).collect();
    assert_eq!(lines.join("\n"), NOTES);
}

#[test]
fn the_further_reading_list() {
    let keys = ["brinton", "mett", "goldman-persecution", "goldman-communism", "wsm", "berkman"];
    let uncited = Uncited::Keys(keys.map(str::to_owned).to_vec());
    let rendered = render(&style(), &library(), &[], &Options { uncited, ..Options::default() });
    let entries = rendered.bibliography.unwrap().entries;
    let lines: Vec<String> =
        entries.iter().map(|entry| Format::Plain.write(&entry.markup)).collect();
    assert_eq!(lines.join("\n"), FURTHER_READING);
}

#[test]
fn hayagriva_reads_the_bibliography() {
    let theirs = hayagriva::io::from_yaml_str(&bibliography()).unwrap();
    assert_eq!(theirs.len(), 9);
    let keys: Vec<&str> = theirs.iter().map(hayagriva::Entry::key).collect();
    assert_eq!(keys, library().keys().collect::<Vec<_>>());
}
