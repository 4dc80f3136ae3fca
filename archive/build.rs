//! Takes the CSL styles and locales out of hayagriva's archive.
//!
//! hayagriva keeps them as CBOR of its own types, and decoding all locales takes longer than most
//! runs of ours. So they become XML here, once, and the library embeds that: nothing is decoded
//! before it is asked for, and one parser, ours, reads every style.

#![allow(clippy::disallowed_methods, reason = "a build script reads and writes files")]

type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

fn main() -> Result<()> {
    println!("cargo::rerun-if-changed=build.rs");
    archive::write(&std::path::PathBuf::from(std::env::var("OUT_DIR")?))?;
    Ok(())
}

mod archive {
    use std::fmt::Write;
    use std::fs;
    use std::path::Path;

    use hayagriva::archive::{self, ArchivedStyle};
    use hayagriva::citationberg::{LocaleFile, Style};

    use super::Result;

    /// Writes `styles/NAME.csl`, `locales/TAG.xml`, and `archive.rs`, which lists and embeds them.
    pub(super) fn write(out: &Path) -> Result<()> {
        fs::create_dir_all(out.join("styles"))?;
        fs::create_dir_all(out.join("locales"))?;
        let index = styles(out)? + &locales(out)?;
        Ok(fs::write(out.join("archive.rs"), index)?)
    }

    fn styles(out: &Path) -> Result<String> {
        let mut entries = Vec::new();
        for &archived in ArchivedStyle::all() {
            let style = archived.get();
            let Style::Independent(independent) = &style else {
                return Err(format!("{archived:?} is a dependent style").into());
            };
            let [name, others @ ..] = archived.names() else {
                return Err(format!("{archived:?} has no name").into());
            };
            let path = out.join(format!("styles/{name}.csl"));
            fs::write(path, super::xml::document("style", &style.to_xml()?)?)?;
            let info = &independent.info;
            let title = info.title.value.trim().to_owned();
            let others: Vec<_> =
                others.iter().filter(|other| !names_other_edition(other, &title)).collect();
            let short = info.title_short.as_ref().map(|short| short.value.trim().to_owned());
            entries.push((name, info.id.clone(), title, short, others));
        }
        entries.sort();
        let mut index =
            "/// The styles, sorted by name.\npub static STYLES: &[ArchivedStyle] = &[\n"
                .to_owned();
        for (name, id, title, short, others) in entries {
            let xml = include(&format!("styles/{name}.csl"));
            writeln!(
                index,
                "    ArchivedStyle {{ name: {name:?}, id: {id:?}, title: {title:?}, short_title: {short:?}, \
                 other_names: &{others:?}, xml: {xml} }},",
            )?;
        }
        Ok(index + "];\n")
    }

    /// True if a name ends in the number of an edition, and the title says another: the archive
    /// calls the ninth edition of the MLA's style `mla-8` too.
    fn names_other_edition(name: &str, title: &str) -> bool {
        let number = name.rsplit('-').next().filter(|end| end.parse::<u8>().is_ok());
        let edition = title.split("th edition").next().and_then(|words| words.rsplit(' ').next());
        let edition = edition.filter(|edition| edition.parse::<u8>().is_ok());
        number.is_some_and(|number| edition.is_some_and(|edition| edition != number))
    }

    fn locales(out: &Path) -> Result<String> {
        let mut tags = Vec::new();
        for locale in archive::locales() {
            let file = LocaleFile::try_from(locale).map_err(|()| "a locale without a language")?;
            let tag = file.lang.0.clone();
            let path = out.join(format!("locales/{tag}.xml"));
            fs::write(path, super::xml::document("locale", &file.to_xml()?)?)?;
            tags.push(tag);
        }
        tags.sort();
        let mut index =
            "/// The tags of the locales and their texts, sorted by tag.\npub static LOCALES: &[(&str, &str)] = &[\n".to_owned();
        for tag in tags {
            writeln!(index, "    ({tag:?}, {}),", include(&format!("locales/{tag}.xml")))?;
        }
        Ok(index + "];\n")
    }

    fn include(path: &str) -> String {
        format!("include_str!(concat!(env!(\"OUT_DIR\"), \"/{path}\"))")
    }
}

/// The archive's XML as the official repositories would have it.
mod xml {
    use super::Result;

    /// Makes a document of what the archive writes, which has neither declaration nor namespace,
    /// no line breaks, and `style` as the root of a locale too.
    pub(super) fn document(root: &str, xml: &str) -> Result<String> {
        let inside = xml.strip_prefix("<style").and_then(|xml| xml.strip_suffix("</style>"));
        let mut rest = inside.ok_or("the archive's XML is no longer a `style` element")?;
        let mut document = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n".to_owned();
        document += &format!("<{root} xmlns=\"http://purl.org/net/xbiblio/csl\"");
        let mut depth = 1;
        let mut last_opened = true;
        while let Some((before, after)) = rest.split_once('<') {
            let end = after.find('>').ok_or("a tag has no end")? + 1;
            let closes = after.starts_with('/');
            depth -= usize::from(closes);
            document += before;
            // Only between two tags are spaces without meaning, and not in an empty element.
            if (before.is_empty() || before.ends_with('>')) && !(closes && last_opened) {
                document += "\n";
                document += &"  ".repeat(depth);
            }
            document += "<";
            document += &tag(&after[..end], &after[end..]);
            last_opened = !closes && !after[..end].ends_with("/>");
            depth += usize::from(last_opened);
            rest = &after[end..];
        }
        document += rest;
        Ok(document + &format!("\n</{root}>\n"))
    }

    /// A tag, from its name on, as the official file spells it; `rest` is the text after it.
    fn tag(tag: &str, rest: &str) -> String {
        let kind = tag.split([' ', '/', '>']).next().unwrap_or_default();
        let mut official = tag.to_owned();
        for (kinds, archived, spelled) in RESPELLED {
            if kinds.contains(&kind) {
                official = official.replace(archived, spelled);
            }
        }
        // The archive has one name for two terms. Where a style or locale defines both, the one
        // that editors who translate are labelled with comes second in all official files, and
        // where it defines one, it is that one.
        if tag.starts_with("term name=\"editor-translator\"") {
            let same = format!("<{}", tag.trim_end_matches(['/', '>']));
            let terms = rest.split("</terms>").next().unwrap_or_default();
            if !terms.contains(&same) {
                official = official.replacen("editor-translator", "editortranslator", 1);
            }
        }
        for default in defaults(kind) {
            official = official.replace(&format!(" {default}"), "");
        }
        official
    }

    /// In which elements the archive spells a name in a way of its own.
    const RESPELLED: &[(&[&str], &str, &str)] = &[
        (&["term", "text"], "\"and-others\"", "\"and others\""),
        (&["term", "text"], "\"sub verbo\"", "\"sub-verbo\""),
        (&["if", "else-if"], "sub&#32;verbo", "sub-verbo"),
        (&["term"], "name=\"printing-number\"", "name=\"printing\""),
        (&["et-al"], "\"et al\"", "\"et-al\""),
    ];

    /// What the archive writes out where the official file left it to the default: a third of all
    /// attributes. Only those are dropped that mean the same said and unsaid, wherever they are.
    fn defaults(kind: &str) -> &'static [&'static str] {
        match kind {
            "text" => &[
                "form=\"long\"",
                "plural=\"false\"",
                "quotes=\"false\"",
                "strip-periods=\"false\"",
            ],
            "label" => &["form=\"long\"", "plural=\"contextual\"", "strip-periods=\"false\""],
            "term" => &["form=\"long\""],
            "if" | "else-if" => &["match=\"all\""],
            "date-part" => &["strip-periods=\"false\""],
            "key" => &["sort=\"ascending\""],
            _ => &[],
        }
    }
}
