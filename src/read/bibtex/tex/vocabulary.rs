//! The effects of commands on the text around them, by name.

use crate::model::MarkKind;

/// The effect of a command on its argument.
pub(super) enum Wrap {
    Nothing,
    Mark(MarkKind),
    Around(&'static str, &'static str),
    Upper,
    Lower,
}

pub(super) fn wrap(name: &str) -> Option<Wrap> {
    Some(match name {
        "emph" | "textit" | "textsl" | "mkbibemph" | "mkbibitalic" => Wrap::Mark(MarkKind::Italic),
        "textbf" | "mkbibbold" | "strong" => Wrap::Mark(MarkKind::Bold),
        "textsc" | "mkbibsc" | "textscale" => Wrap::Mark(MarkKind::SmallCaps),
        "textsuperscript" | "mkbibsuperscript" | "sp" | "up" | "fup" => {
            Wrap::Mark(MarkKind::Superscript)
        }
        "textsubscript" | "mkbibsubscript" | "sb" => Wrap::Mark(MarkKind::Subscript),
        "mkbibparens" | "parentext" => Wrap::Around("(", ")"),
        "mkbibbrackets" | "brackettext" => Wrap::Around("[", "]"),
        "MakeUppercase" | "uppercase" | "MakeTextUppercase" => Wrap::Upper,
        "MakeLowercase" | "lowercase" | "MakeTextLowercase" => Wrap::Lower,
        "mbox" | "hbox" | "fbox" | "text" | "textrm" | "textsf" | "texttt" | "textup"
        | "textmd" | "textnormal" | "textlf" | "textln" | "textos" | "textfrak" | "textswab"
        | "autocap" | "mkbibacro" | "acro" | "ac" | "NoCaseChange" | "MakeSentenceCase"
        | "MakeSentenceCase*" | "MakeCapital" | "mathrm" | "mathsf" | "mathtt" | "textgreek"
        | "textcyr" | "textcyrillic" | "textlatin" | "underline" | "uline" | "mkbibordinal"
        | "mkbibmonth" | "bibstring" | "bibsstring" | "biblstring" | "bibcpstring"
        | "mkbibnamefamily" | "mkbibnamegiven" | "mkbibcompletename" | "operatorname"
        | "operatorname*" | "sout" | "ul" | "protecting" | "nohyphens" | "bibfnamefont"
        | "bibnamefont" | "citenamefont" | "reflectbox" | "smash" | "llap" | "rlap" | "clap"
        | "vcenter" | "vbox" | "vtop" | "framebox" | "hl" | "textls" => Wrap::Nothing,
        _ => return None,
    })
}

/// The markup that a font switch turns on until the end of its group.
pub(super) fn switch(name: &str) -> Option<MarkKind> {
    match name {
        "em" | "it" | "itshape" | "sl" | "slshape" | "bfit" => Some(MarkKind::Italic),
        "bf" | "bfseries" => Some(MarkKind::Bold),
        "sc" | "scshape" | "smc" => Some(MarkKind::SmallCaps),
        _ => None,
    }
}

/// Commands without any effect on text, and the number of their arguments.
pub(super) fn vanishing(name: &str) -> Option<usize> {
    match name {
        "relax" | "protect" | "allowbreak" | "nobreak" | "break" | "newblock" | "noindent"
        | "sloppy" | "displaystyle" | "textstyle" | "scriptstyle" | "leavevmode"
        | "ignorespaces" | "unskip" | "xspace" | "selectfont" | "null" | "strut" | "rm" | "sf"
        | "tt" | "up" | "md" | "cal" | "scr" | "germ" | "rmfamily" | "sffamily" | "ttfamily"
        | "upshape" | "mdseries" | "normalfont" | "tiny" | "scriptsize" | "footnotesize"
        | "small" | "normalsize" | "large" | "Large" | "LARGE" | "huge" | "Huge" | "limits"
        | "nolimits" | "boldmath" | "unboldmath" | "bgroup" | "egroup" | "begingroup"
        | "endgroup" | "isdot" | "adddot" | "raggedright" | "raggedleft" | "centering"
        | "nolinebreak" | "nopagebreak" | "pagebreak" | "clearpage" | "newpage" | "hyphenchar"
        | "expandafter" | "long" | "global" | "footnotemark" | "frenchspacing"
        | "nonfrenchspacing" | "medmuskip" | "nohyphenation" | "disablehyphenation" | "unspace"
        | "nopunct" | "nointerlineskip" | "left" | "right" | "fi" | "else" | "italiccorr"
        | "nocorr" | "sloppypar" | "urlstyle" | "unhbox" | "voidbox" | "manfnt" => Some(0),
        "begin" | "end" | "noopsort" | "sortnoop" | "SortNoop" | "noop" | "label" | "phantom"
        | "hphantom" | "vphantom" | "vspace" | "vspace*" | "index" | "selectlanguage" | "color"
        | "nocite" | "hypertarget" | "pdfbookmark" | "fontencoding" | "fontfamily"
        | "fontseries" | "fontshape" | "hyphenation" | "enlargethispage" | "bibitem" => Some(1),
        "rule" | "setlength" | "addtolength" | "fontsize" => Some(2),
        _ => None,
    }
}

/// Commands that refer to other entries, which are printed as the keys in their arguments: those
/// of packages and styles all have `cite` in their names.
pub(super) fn is_citation(name: &str) -> bool {
    let name = name.trim_end_matches('*').to_ascii_lowercase();
    let head =
        ["cite", "parencite", "textcite", "footcite", "autocite", "smartcite", "footfullcite"];
    head.iter().any(|head| name.starts_with(head))
        || name.ends_with("cite")
        || name.ends_with("cites")
        || name == "bibentry"
}

/// Unknown commands whose argument is the key of something that LaTeX looks up: a label, a term.
pub(super) fn takes_key(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    name.ends_with("ref") && name != "href"
        || ["gls", "glspl", "acrshort", "acrlong", "acrfull", "ac", "acl", "acs", "acf", "input"]
            .contains(&name.as_str())
}
