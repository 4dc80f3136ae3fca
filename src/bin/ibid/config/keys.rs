//! What the configuration file may say: the one table that it is read by, that its JSON schema is
//! made of, and that `ibid init` writes.

/// A key of a table of the file.
pub(crate) struct Key {
    pub(crate) name: &'static str,
    /// What it is for, in a sentence.
    pub(crate) about: &'static str,
    pub(crate) kind: Kind,
}

/// What the value of a key is.
pub(crate) enum Kind {
    /// A text, such as this.
    Text(&'static str),
    /// One of these texts.
    OneOf(&'static [&'static str]),
    /// `true` or `false`.
    Flag,
    /// Texts, such as this.
    Texts(&'static str),
    /// Names or codes of rules, beginnings of codes, families.
    Rules,
    /// A table from such names to severities.
    Severities,
    /// A table from rules to tables of their options.
    Options,
    /// A table with these keys.
    Table(&'static [Key]),
    /// Tables with these keys.
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
    about: "How bad what rules find is, in the place of their own severities.",
    kind: Kind::Severities,
};

/// The keys of the file itself.
pub(crate) const FILE: &[Key] = &[
    Key {
        name: "style-dirs",
        about: "Folders with CSL styles, from the folder of this file.",
        kind: Kind::Texts("styles"),
    },
    Key {
        name: "check",
        about: "What `ibid check` looks for, and where.",
        kind: Kind::Table(CHECK),
    },
    Key {
        name: "documents",
        about: "How documents are read, and what they cite from.",
        kind: Kind::Table(DOCUMENTS),
    },
];

/// The keys of `[documents]`.
pub(crate) const DOCUMENTS: &[Key] = &[
    Key {
        name: "bibliography",
        about: "The bibliographies of documents that name none, nor does their project.",
        kind: Kind::Texts("refs.bib"),
    },
    Key {
        name: "cite-commands",
        about: "Commands of LaTeX that cite, each with the command that it is like.",
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
        about: "How bad a finding has to be for the exit status to be 1.",
        kind: Kind::OneOf(&["error", "warning", "info", "never"]),
    },
    Key {
        name: "style",
        about: "The style that entries are looked at in: its name or its .csl file.",
        kind: Kind::Text("apa"),
    },
    Key {
        name: "exclude",
        about: "Paths that are left out of folders, in the patterns of `.gitignore`.",
        kind: Kind::Texts("vendor/"),
    },
    Key {
        name: "force-exclude",
        about: "Whether excluded paths are left out also where the command line names them.",
        kind: Kind::Flag,
    },
    Key {
        name: "baseline",
        about: "The file of the findings that are accepted for now; `ibid baseline` writes it.",
        kind: Kind::Text("ibid-baseline.json"),
    },
    Key { name: "options", about: "Options of rules, a table for each rule.", kind: Kind::Options },
    Key {
        name: "documents",
        about: "Files found in folders that are one document, and so share macros, parents and keys.",
        kind: Kind::Tables(DOCUMENT),
    },
    Key {
        name: "per-file",
        about: "What holds for some files only.",
        kind: Kind::Tables(PER_FILE),
    },
    Key {
        name: "per-type",
        about: "What holds for entries of some types only.",
        kind: Kind::Tables(PER_TYPE),
    },
    Key {
        name: "per-style",
        about: "What holds only if entries are looked at in some style.",
        kind: Kind::Tables(PER_STYLE),
    },
];

/// The keys of `[[check.documents]]`.
pub(crate) const DOCUMENT: &[Key] = &[Key {
    name: "files",
    about: "The files, in the order that they are read in, in the patterns of `.gitignore`.",
    kind: Kind::Texts("thesis/*.bib"),
}];

/// The keys of `[[check.per-file]]`.
pub(crate) const PER_FILE: &[Key] = &[
    Key {
        name: "files",
        about: "The files that are meant, in the patterns of `.gitignore`.",
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
