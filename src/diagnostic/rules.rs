//! The rules for findings of parsers and readers, which exist before any check runs.
//!
//! Parsers and readers declare their rules here, since they may not import the layers above them.
//! The registry in `check` lists these rules with its own, and their pages are with all others.

use crate::diagnostic::{Family, FixAvailability, Group, Rule, Severity};

macro_rules! reading_rules {
    ($($(#[$doc:meta])* $id:ident = $code:literal $name:literal $family:ident($dir:literal)
        $severity:ident $fix:ident $page:literal $($group:ident)?;)*) => {
        $(
            $(#[$doc])*
            pub(crate) static $id: Rule = Rule {
                name: $name,
                code: $code,
                family: Family::$family,
                severity: Severity::$severity,
                group: reading_rules!(@group $($group)?),
                fix: FixAvailability::$fix,
                page: include_str!(concat!("../check/rules/", $dir, "/", $page, ".md")),
            };
        )*
        /// All of these rules, in the order of their codes.
        pub(crate) static ALL: &[&Rule] = &[$(&$id),*];
    };
    (@group) => { Group::Default };
    (@group $group:ident) => { Group::$group };
}

reading_rules! {
    /// A text, or a part of it, that cannot be read.
    PARSE_ERROR = "SYN001" "parse-error" Syntax("syntax") Error Both "parse_error";
    /// Bytes that were skipped because they were not understood.
    SKIPPED_CONTENT = "SYN002" "skipped-content" Syntax("syntax") Warning None "skipped_content";
    /// A BibTeX `@string` that is undefined or defined twice.
    STRING_MACRO = "SYN003" "string-macro" Syntax("syntax") Error None "string_macro";
    /// The same field twice in one entry.
    DUPLICATE_FIELD = "SYN004" "duplicate-field" Syntax("syntax") Error Both "duplicate_field";
    /// A brace without its partner.
    UNBALANCED_BRACES = "SYN007" "unbalanced-braces" Syntax("syntax") Error Both "unbalanced_braces";
    /// A value of the wrong kind for its format.
    SCHEMA_VIOLATION = "SYN008" "schema-violation" Syntax("syntax") Error Safe "schema_violation";
    /// Bytes that are not UTF-8, or characters that do not belong in text.
    BAD_CHARACTERS = "SYN009" "bad-characters" Syntax("syntax") Warning Both "bad_characters";
    /// A `%` that BibTeX does not treat as the beginning of a comment.
    LIVE_COMMENT = "SYN010" "live-comment" Syntax("syntax") Warning Unsafe "live_comment";
    /// A command or formula of TeX that cannot be turned into text.
    UNDECODABLE_TEX = "SYN011" "undecodable-tex" Syntax("syntax") Info None "undecodable_tex";
    /// An unknown command of TeX whose argument is printed.
    UNKNOWN_COMMAND = "SYN014" "unknown-command" Syntax("syntax") Info None "unknown_command" OptIn;
    /// An entry without a key.
    MISSING_KEY = "KEY001" "missing-key" Keys("keys") Error None "missing_key";
    /// An entry type that the format does not have.
    UNKNOWN_TYPE = "FLD001" "unknown-type" Fields("fields") Warning Unsafe "unknown_type";
    /// A field that the format does not have.
    UNKNOWN_FIELD = "FLD003" "unknown-field" Fields("fields") Warning Unsafe "unknown_field";
    /// A name that cannot be split into its parts.
    MALFORMED_NAME = "NAM001" "malformed-name" Names("names") Error None "malformed_name";
    /// A date that does not exist, or that is not a date.
    INVALID_DATE = "DAT001" "invalid-date" Dates("dates") Error Unsafe "invalid_date";
    /// A date or year whose form is ambiguous, or that is in the wrong field.
    DATE_FORM = "DAT004" "date-form" Dates("dates") Warning Unsafe "date_form";
    /// A reference to another entry that leads nowhere or in a circle.
    BROKEN_LINK = "REL001" "broken-link" Relations("relations") Error None "broken_link";
    /// A citation that does not follow the syntax of its document.
    MALFORMED_CITATION = "DOC005" "malformed-citation" Citations("citations") Warning Unsafe "malformed_citation";
}
