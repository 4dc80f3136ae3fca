//! The keys of the configuration file. This table is used to read the file, to generate its JSON
//! schema, and by `ibid init`.

/// A key of a table in the file.
pub(crate) struct Key {
    pub(crate) name: &'static str,
    /// Its description, in one sentence.
    pub(crate) about: &'static str,
    pub(crate) kind: Kind,
}

/// The kind of value of a key.
pub(crate) enum Kind {
    /// A text, with an example.
    Text(&'static str),
    /// One of these texts.
    OneOf(&'static [&'static str]),
    /// `true` or `false`.
    Flag,
    /// A list of texts, with an example.
    Texts(&'static str),
    /// A list of names or codes of rules, prefixes of codes, and families.
    Rules,
    /// A table from such selectors to severities.
    Severities,
    /// A table from rules to tables of their options.
    Options,
    /// A table with these keys.
    Table(&'static [Key]),
    /// A list of tables with these keys.
    Tables(&'static [Key]),
}

const SELECT: Key =
    Key { name: "select", about: "The rules that run, and no others.", kind: Kind::Rules };
const EXTEND_SELECT: Key = Key {
    name: "extend-select",
    about: "Rules that run beside those that run anyway.",
    kind: Kind::Rules,
};
const IGNORE: Key = Key { name: "ignore", about: "Rules that do not run.", kind: Kind::Rules };
const SEVERITY: Key = Key {
    name: "severity",
    about: "Severities that replace the rules' own.",
    kind: Kind::Severities,
};

/// The keys of the file itself.
pub(crate) const FILE: &[Key] = &[
    Key {
        name: "style-dirs",
        about: "Folders with CSL styles, relative to the folder of this file.",
        kind: Kind::Texts("styles"),
    },
    Key {
        name: "check",
        about: "What `ibid check` checks, and by which rules.",
        kind: Kind::Table(CHECK),
    },
    Key {
        name: "documents",
        about: "How documents are read, and their bibliographies.",
        kind: Kind::Table(DOCUMENTS),
    },
];

/// The keys of `[documents]`.
pub(crate) const DOCUMENTS: &[Key] = &[
    Key {
        name: "bibliography",
        about: "Bibliographies for documents that name none, and whose projects name none.",
        kind: Kind::Texts("refs.bib"),
    },
    Key {
        name: "cite-commands",
        about: "LaTeX citation commands, each with the known command that it works like.",
        kind: Kind::Texts("see = parencite"),
    },
];

/// The keys of `[check]`.
pub(crate) const CHECK: &[Key] = &[
    SELECT,
    EXTEND_SELECT,
    IGNORE,
    SEVERITY,
    Key {
        name: "fail-on",
        about: "The severity from which a finding makes the exit status 1.",
        kind: Kind::OneOf(&["error", "warning", "info", "never"]),
    },
    Key {
        name: "style",
        about: "The style in which entries are checked: its name or its .csl file.",
        kind: Kind::Text("apa"),
    },
    Key {
        name: "exclude",
        about: "Paths that are skipped in folders, as `.gitignore` patterns.",
        kind: Kind::Texts("vendor/"),
    },
    Key {
        name: "force-exclude",
        about: "Whether excluded paths are skipped even if the command line names them.",
        kind: Kind::Flag,
    },
    Key {
        name: "baseline",
        about: "The file of accepted findings, which `ibid baseline` writes.",
        kind: Kind::Text("ibid-baseline.json"),
    },
    Key { name: "options", about: "Options of rules, a table for each rule.", kind: Kind::Options },
    Key {
        name: "documents",
        about: "Files found in folders that form one document, and share macros, parents and keys.",
        kind: Kind::Tables(DOCUMENT),
    },
    Key { name: "per-file", about: "Settings for some files only.", kind: Kind::Tables(PER_FILE) },
    Key {
        name: "per-type",
        about: "Settings for entries of some types only.",
        kind: Kind::Tables(PER_TYPE),
    },
    Key {
        name: "per-style",
        about: "Settings for checks in some styles only.",
        kind: Kind::Tables(PER_STYLE),
    },
];

/// The keys of `[[check.documents]]`.
pub(crate) const DOCUMENT: &[Key] = &[Key {
    name: "files",
    about: "The files, in the order in which they are read, as `.gitignore` patterns.",
    kind: Kind::Texts("thesis/*.bib"),
}];

/// The keys of `[[check.per-file]]`.
pub(crate) const PER_FILE: &[Key] = &[
    Key {
        name: "files",
        about: "The files, as `.gitignore` patterns.",
        kind: Kind::Texts("old/*.bib"),
    },
    SELECT,
    EXTEND_SELECT,
    IGNORE,
    SEVERITY,
];

/// The keys of `[[check.per-type]]`.
pub(crate) const PER_TYPE: &[Key] = &[
    Key {
        name: "types",
        about: "The types of entries, as their files spell them or as CSL names them.",
        kind: Kind::Texts("online"),
    },
    IGNORE,
    SEVERITY,
];

/// The keys of `[[check.per-style]]`.
pub(crate) const PER_STYLE: &[Key] = &[
    Key { name: "styles", about: "The names of the styles.", kind: Kind::Texts("apa") },
    SELECT,
    EXTEND_SELECT,
    IGNORE,
    SEVERITY,
];
