//! The syntaxes of documents.

/// The syntax of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Syntax {
    /// Markdown as pandoc, Quarto and R Markdown read it.
    Markdown,
    /// LaTeX with biblatex, natbib or its own `\\cite`.
    Latex,
    /// Typst.
    #[cfg(feature = "typst")]
    Typst,
    /// AsciiDoc, as asciidoctor-bibtex reads it.
    Asciidoc,
    /// Org, with its own citations or those of org-ref.
    Org,
    /// reStructuredText, as Sphinx with sphinxcontrib-bibtex reads it.
    Rst,
    /// Rust, whose documentation comments are Markdown.
    Rust,
    /// Plain text with references that are typed by hand.
    Plain,
}

impl Syntax {
    /// The syntax of a file with this name, by its extension.
    pub fn from_name(name: &str) -> Option<Syntax> {
        let (_, extension) = name.rsplit_once('.')?;
        match extension.to_ascii_lowercase().as_str() {
            "md" | "markdown" | "mdown" | "mkd" | "qmd" | "rmd" | "rmarkdown" => {
                Some(Syntax::Markdown)
            }
            "tex" | "ltx" | "latex" => Some(Syntax::Latex),
            #[cfg(feature = "typst")]
            "typ" => Some(Syntax::Typst),
            "adoc" | "asciidoc" => Some(Syntax::Asciidoc),
            "org" => Some(Syntax::Org),
            "rst" | "rest" => Some(Syntax::Rst),
            "rs" => Some(Syntax::Rust),
            "txt" | "text" => Some(Syntax::Plain),
            _ => None,
        }
    }

    /// The name of the syntax, as in reports.
    pub const fn name(self) -> &'static str {
        match self {
            Syntax::Markdown => "Markdown",
            Syntax::Latex => "LaTeX",
            #[cfg(feature = "typst")]
            Syntax::Typst => "Typst",
            Syntax::Asciidoc => "AsciiDoc",
            Syntax::Org => "Org",
            Syntax::Rst => "reStructuredText",
            Syntax::Rust => "Rust",
            Syntax::Plain => "plain text",
        }
    }
}
