//! Commands that stand for a character or a word: `\ss`, `\textendash`, `\alpha`, `\apj`.
//!
//! *Source*: "The LaTeX Companion", 2nd edition, section 7.11; the textcomp and amssymb packages;
//! the Astrophysics Data System's list of journal abbreviations.

use crate::read::bibtex::tex::cyrillic::LETTERS;
use crate::read::bibtex::tex::more_symbols::SYMBOLS;

/// What a command without argument stands for in text.
pub(super) fn in_text(name: &str) -> Option<&'static str> {
    find(&TEXT, name).or_else(|| find(&MATH, name)).or_else(|| find(&JOURNALS, name))
}

/// What a command without argument stands for in mathematics.
pub(super) fn in_math(name: &str) -> Option<&'static str> {
    find(&MATH, name).or_else(|| find(&TEXT, name))
}

/// The symbol of a package; what a file defines itself comes before these.
pub(super) fn rare(name: &str) -> Option<&'static str> {
    find(&SYMBOLS, name).or_else(|| find(&LETTERS, name))
}

fn find(table: &[(&'static str, &'static str)], name: &str) -> Option<&'static str> {
    let at = table.binary_search_by(|(known, _)| (*known).cmp(name)).ok()?;
    Some(table[at].1)
}

/// Letters, punctuation, signs and logos; ordered by name.
#[rustfmt::skip]
static TEXT: [(&str, &str); 233] = [
    ("AA", "Å"), ("AE", "Æ"), ("AMS", "AMS"), ("AmS", "AMS"), ("BibTeX", "BibTeX"),
    ("ConTeXt", "ConTeXt"), ("DH", "Ð"), ("DJ", "Đ"), ("Dbar", "Đ"), ("EUR", "€"), ("IJ", "Ĳ"),
    ("L", "Ł"), ("LaTeX", "LaTeX"), ("LaTeXe", "LaTeX2ε"), ("LuaLaTeX", "LuaLaTeX"),
    ("LuaTeX", "LuaTeX"), ("MF", "METAFONT"), ("NG", "Ŋ"), ("O", "Ø"), ("OE", "Œ"), ("P", "¶"),
    ("S", "§"), ("SS", "ẞ"), ("TH", "Þ"), ("TeX", "TeX"), ("XeLaTeX", "XeLaTeX"),
    ("XeTeX", "XeTeX"), ("aa", "å"), ("ae", "æ"), ("cdprime", "ʺ"), ("copyright", "©"),
    ("cprime", "ʹ"), ("cydot", "·"), ("dag", "†"), ("dash", "–"), ("ddag", "‡"), ("degree", "°"),
    ("dh", "ð"), ("dj", "đ"), ("dots", "…"), ("euro", "€"), ("flq", "‹"), ("flqq", "«"),
    ("frq", "›"), ("frqq", "»"), ("fshyp", "-"), ("glq", "‚"), ("glqq", "„"), ("grq", "‘"),
    ("grqq", "“"), ("guillemetleft", "«"), ("guillemetright", "»"), ("guillemotleft", "«"),
    ("guillemotright", "»"), ("guilsinglleft", "‹"), ("guilsinglright", "›"), ("hyphen", "-"),
    ("i", "ı"), ("ij", "ĳ"), ("j", "ȷ"), ("l", "ł"), ("lasp", "ʻ"), ("lbrace", "{"),
    ("ldots", "…"), ("lq", "‘"), ("micro", "µ"), ("ng", "ŋ"), ("o", "ø"), ("oe", "œ"),
    ("ohm", "Ω"), ("pounds", "£"), ("quotedblbase", "„"), ("quotesinglbase", "‚"), ("rasp", "ʼ"),
    ("rbrace", "}"), ("rq", "’"), ("slash", "/"), ("ss", "ß"), ("textDelta", "Δ"),
    ("textGamma", "Γ"), ("textLambda", "Λ"), ("textOmega", "Ω"), ("textPhi", "Φ"),
    ("textPi", "Π"), ("textPsi", "Ψ"), ("textSigma", "Σ"), ("textTheta", "Θ"),
    ("textUpsilon", "Υ"), ("textXi", "Ξ"), ("textalpha", "α"), ("textasciiacute", "´"),
    ("textasciibreve", "˘"), ("textasciicaron", "ˇ"), ("textasciicircum", "^"),
    ("textasciidieresis", "¨"), ("textasciigrave", "`"), ("textasciimacron", "¯"),
    ("textasciitilde", "~"), ("textasteriskcentered", "*"), ("textbackslash", "\\"),
    ("textbaht", "฿"), ("textbar", "|"), ("textbardbl", "‖"), ("textbeta", "β"),
    ("textbigcircle", "◯"), ("textborn", "*"), ("textbraceleft", "{"), ("textbraceright", "}"),
    ("textbrokenbar", "¦"), ("textbullet", "•"), ("textcdot", "·"), ("textcelsius", "℃"),
    ("textcent", "¢"), ("textcentoldstyle", "¢"), ("textchi", "χ"), ("textcolonmonetary", "₡"),
    ("textcompwordmark", ""), ("textcopyright", "©"), ("textcurrency", "¤"), ("textdagger", "†"),
    ("textdaggerdbl", "‡"), ("textdegree", "°"), ("textdelta", "δ"), ("textdied", "†"),
    ("textdiv", "÷"), ("textdivorced", "⚮"), ("textdollar", "$"), ("textdollaroldstyle", "$"),
    ("textdong", "₫"), ("textdownarrow", "↓"), ("texteightoldstyle", "8"), ("textellipsis", "…"),
    ("textemdash", "—"), ("textendash", "–"), ("texteng", "ŋ"), ("textepsilon", "ε"),
    ("textesh", "ʃ"), ("textestimated", "℮"), ("texteta", "η"), ("texteuro", "€"),
    ("textexclamdown", "¡"), ("textezh", "ʒ"), ("textfiveoldstyle", "5"), ("textflorin", "ƒ"),
    ("textfouroldstyle", "4"), ("textfractionsolidus", "⁄"), ("textgamma", "γ"),
    ("textglotstop", "ʔ"), ("textgreater", ">"), ("textguarani", "₲"), ("texthyphen", "-"),
    ("textinterrobang", "‽"), ("textiota", "ι"), ("textkappa", "κ"), ("textlambda", "λ"),
    ("textlangle", "⟨"), ("textlbrackdbl", "⟦"), ("textleaf", "❧"), ("textleftarrow", "←"),
    ("textlengthmark", "ː"), ("textless", "<"), ("textlira", "₤"), ("textlnot", "¬"),
    ("textmarried", "⚭"), ("textmho", "℧"), ("textminus", "−"), ("textmu", "µ"),
    ("textmusicalnote", "♪"), ("textnaira", "₦"), ("textnineoldstyle", "9"), ("textnu", "ν"),
    ("textnumero", "№"), ("textohm", "Ω"), ("textomega", "ω"), ("textonehalf", "½"),
    ("textoneoldstyle", "1"), ("textonequarter", "¼"), ("textonesuperior", "¹"),
    ("textopenbullet", "◦"), ("textordfeminine", "ª"), ("textordmasculine", "º"),
    ("textparagraph", "¶"), ("textperiodcentered", "·"), ("textpertenthousand", "‱"),
    ("textperthousand", "‰"), ("textpeso", "₱"), ("textphi", "φ"), ("textpi", "π"),
    ("textpilcrow", "¶"), ("textpm", "±"), ("textpsi", "ψ"), ("textquestiondown", "¿"),
    ("textquotedbl", "\""), ("textquotedblleft", "“"), ("textquotedblright", "”"),
    ("textquoteleft", "‘"), ("textquoteright", "’"), ("textquotesingle", "'"),
    ("textrangle", "⟩"), ("textrbrackdbl", "⟧"), ("textreferencemark", "※"),
    ("textregistered", "®"), ("textrho", "ρ"), ("textrightarrow", "→"), ("textschwa", "ə"),
    ("textsection", "§"), ("textservicemark", "℠"), ("textsevenoldstyle", "7"),
    ("textsigma", "σ"), ("textsixoldstyle", "6"), ("textsterling", "£"), ("textsurd", "√"),
    ("texttau", "τ"), ("texttheta", "θ"), ("textthreeoldstyle", "3"), ("textthreequarters", "¾"),
    ("textthreequartersemdash", "—"), ("textthreesuperior", "³"), ("texttimes", "×"),
    ("texttrademark", "™"), ("textturna", "ɐ"), ("texttwelveudash", "–"),
    ("texttwooldstyle", "2"), ("texttwosuperior", "²"), ("textunderscore", "_"),
    ("textuparrow", "↑"), ("textupsilon", "υ"), ("textwon", "₩"), ("textxi", "ξ"),
    ("textyen", "¥"), ("textzerooldstyle", "0"), ("textzeta", "ζ"), ("th", "þ"),
];

/// Mathematics, Greek and the names of functions; ordered by name.
#[rustfmt::skip]
static MATH: [(&str, &str); 286] = [
    ("Box", "□"), ("Delta", "Δ"), ("Diamond", "◇"), ("Downarrow", "⇓"), ("Gamma", "Γ"),
    ("Im", "ℑ"), ("Lambda", "Λ"), ("Leftarrow", "⇐"), ("Leftrightarrow", "⇔"),
    ("Longrightarrow", "⟹"), ("Omega", "Ω"), ("P", "¶"), ("Phi", "Φ"), ("Pi", "Π"), ("Pr", "Pr"),
    ("Psi", "Ψ"), ("Re", "ℜ"), ("Rightarrow", "⇒"), ("S", "§"), ("Sigma", "Σ"), ("Theta", "Θ"),
    ("Uparrow", "⇑"), ("Upsilon", "Υ"), ("Vdash", "⊩"), ("Vert", "‖"), ("Xi", "Ξ"), ("aa", "å"),
    ("ae", "æ"), ("aleph", "ℵ"), ("alpha", "α"), ("amalg", "⨿"), ("angle", "∠"), ("approx", "≈"),
    ("arccos", "arccos"), ("arcmin", "′"), ("arcsec", "″"), ("arcsin", "arcsin"),
    ("arctan", "arctan"), ("arg", "arg"), ("ast", "*"), ("astrosun", "☉"), ("asymp", "≍"),
    ("backslash", "\\"), ("because", "∵"), ("beta", "β"), ("beth", "ℶ"), ("bigcap", "⋂"),
    ("bigcup", "⋃"), ("bigoplus", "⨁"), ("bigotimes", "⨂"), ("bigstar", "★"), ("bigvee", "⋁"),
    ("bigwedge", "⋀"), ("blacksquare", "■"), ("bmod", "mod"), ("bot", "⊥"), ("bowtie", "⋈"),
    ("bullet", "•"), ("cap", "∩"), ("cdot", "⋅"), ("cdots", "⋯"), ("checkmark", "✓"),
    ("chi", "χ"), ("circ", "∘"), ("clubsuit", "♣"), ("colon", ":"), ("complement", "∁"),
    ("cong", "≅"), ("coprod", "∐"), ("cos", "cos"), ("cosh", "cosh"), ("cot", "cot"),
    ("csc", "csc"), ("cup", "∪"), ("dag", "†"), ("dagger", "†"), ("dashv", "⊣"), ("ddag", "‡"),
    ("ddagger", "‡"), ("ddots", "⋱"), ("deg", "deg"), ("degr", "°"), ("degree", "°"),
    ("delta", "δ"), ("det", "det"), ("diamond", "⋄"), ("diamondsuit", "♢"), ("digamma", "ϝ"),
    ("dim", "dim"), ("div", "÷"), ("doteq", "≐"), ("dots", "…"), ("dotsb", "⋯"), ("dotsc", "…"),
    ("downarrow", "↓"), ("earth", "⊕"), ("ell", "ℓ"), ("emptyset", "∅"), ("epsilon", "ϵ"),
    ("equiv", "≡"), ("eta", "η"), ("eth", "ð"), ("exists", "∃"), ("exp", "exp"), ("flat", "♭"),
    ("forall", "∀"), ("frown", "⌢"), ("gamma", "γ"), ("gcd", "gcd"), ("ge", "≥"), ("geq", "≥"),
    ("geqslant", "⩾"), ("gets", "←"), ("gg", "≫"), ("gt", ">"), ("gtrapprox", "⪆"),
    ("gtrsim", "≳"), ("hbar", "ℏ"), ("heartsuit", "♡"), ("hom", "hom"), ("hookleftarrow", "↩"),
    ("hookrightarrow", "↪"), ("hslash", "ℏ"), ("iff", "⇔"), ("iint", "∬"), ("imath", "ı"),
    ("implies", "⇒"), ("in", "∈"), ("inf", "inf"), ("infty", "∞"), ("int", "∫"), ("iota", "ι"),
    ("jmath", "ȷ"), ("kappa", "κ"), ("ker", "ker"), ("l", "ł"), ("lVert", "‖"), ("lambda", "λ"),
    ("land", "∧"), ("langle", "⟨"), ("lbrace", "{"), ("lbrack", "["), ("lceil", "⌈"),
    ("ldots", "…"), ("le", "≤"), ("leadsto", "⇝"), ("leftarrow", "←"), ("leftrightarrow", "↔"),
    ("leq", "≤"), ("leqslant", "⩽"), ("lessapprox", "⪅"), ("lesssim", "≲"), ("lfloor", "⌊"),
    ("lg", "lg"), ("lim", "lim"), ("liminf", "lim inf"), ("limsup", "lim sup"), ("ll", "≪"),
    ("ln", "ln"), ("lnot", "¬"), ("log", "log"), ("longleftarrow", "⟵"),
    ("longleftrightarrow", "⟷"), ("longmapsto", "⟼"), ("longrightarrow", "⟶"), ("lor", "∨"),
    ("lozenge", "◊"), ("lt", "<"), ("ltimes", "⋉"), ("lvert", "|"), ("mapsto", "↦"),
    ("max", "max"), ("mho", "℧"), ("mid", "∣"), ("min", "min"), ("mod", "mod"), ("models", "⊨"),
    ("mp", "∓"), ("mu", "μ"), ("nabla", "∇"), ("natural", "♮"), ("ne", "≠"), ("nearrow", "↗"),
    ("neg", "¬"), ("neq", "≠"), ("nexists", "∄"), ("ni", "∋"), ("nmid", "∤"), ("notin", "∉"),
    ("nu", "ν"), ("nwarrow", "↖"), ("o", "ø"), ("odot", "⊙"), ("odots", "⊙"), ("oint", "∮"),
    ("omega", "ω"), ("omicron", "ο"), ("ominus", "⊖"), ("oplus", "⊕"), ("oslash", "⊘"),
    ("otimes", "⊗"), ("parallel", "∥"), ("partial", "∂"), ("perp", "⊥"), ("phi", "ϕ"),
    ("pi", "π"), ("pm", "±"), ("prec", "≺"), ("preceq", "⪯"), ("prime", "′"), ("prod", "∏"),
    ("propto", "∝"), ("psi", "ψ"), ("rVert", "‖"), ("rangle", "⟩"), ("rbrace", "}"),
    ("rbrack", "]"), ("rceil", "⌉"), ("rfloor", "⌋"), ("rho", "ρ"), ("rightarrow", "→"),
    ("rightharpoonup", "⇀"), ("rightleftharpoons", "⇌"), ("rtimes", "⋊"), ("rvert", "|"),
    ("searrow", "↘"), ("sec", "sec"), ("setminus", "∖"), ("sharp", "♯"), ("sigma", "σ"),
    ("sim", "∼"), ("simeq", "≃"), ("sin", "sin"), ("sinh", "sinh"), ("smile", "⌣"),
    ("spadesuit", "♠"), ("sqcap", "⊓"), ("sqcup", "⊔"), ("sqsubset", "⊏"), ("sqsubseteq", "⊑"),
    ("sqsupset", "⊐"), ("sqsupseteq", "⊒"), ("square", "□"), ("star", "⋆"), ("subset", "⊂"),
    ("subseteq", "⊆"), ("succ", "≻"), ("succeq", "⪰"), ("sum", "∑"), ("sun", "☉"), ("sup", "sup"),
    ("supset", "⊃"), ("supseteq", "⊇"), ("surd", "√"), ("swarrow", "↙"), ("tan", "tan"),
    ("tanh", "tanh"), ("tau", "τ"), ("therefore", "∴"), ("theta", "θ"), ("times", "×"),
    ("to", "→"), ("top", "⊤"), ("triangle", "△"), ("uparrow", "↑"), ("updownarrow", "↕"),
    ("uplus", "⊎"), ("upsilon", "υ"), ("vDash", "⊨"), ("varepsilon", "ε"), ("varkappa", "ϰ"),
    ("varnothing", "∅"), ("varphi", "φ"), ("varpi", "ϖ"), ("varrho", "ϱ"), ("varsigma", "ς"),
    ("vartheta", "ϑ"), ("vdash", "⊢"), ("vdots", "⋮"), ("vee", "∨"), ("vert", "|"),
    ("wedge", "∧"), ("wp", "℘"), ("wr", "≀"), ("xi", "ξ"), ("zeta", "ζ"),
];

/// The journals of astronomy that entries of the Astrophysics Data System name by command; ordered
/// by name.
#[rustfmt::skip]
static JOURNALS: [(&str, &str); 61] = [
    ("aap", "Astronomy and Astrophysics"), ("aapr", "The Astronomy and Astrophysics Review"),
    ("aaps", "Astronomy and Astrophysics Supplement Series"), ("actaa", "Acta Astronomica"),
    ("aj", "The Astronomical Journal"), ("ao", "Applied Optics"),
    ("apj", "The Astrophysical Journal"), ("apjl", "The Astrophysical Journal Letters"),
    ("apjlett", "The Astrophysical Journal Letters"),
    ("apjs", "The Astrophysical Journal Supplement Series"),
    ("apjsupp", "The Astrophysical Journal Supplement Series"),
    ("aplett", "Astrophysical Letters"), ("applopt", "Applied Optics"),
    ("apspr", "Astrophysics Space Physics Research"), ("apss", "Astrophysics and Space Science"),
    ("araa", "Annual Review of Astronomy and Astrophysics"),
    ("astap", "Astronomy and Astrophysics"), ("azh", "Astronomicheskii Zhurnal"),
    ("baas", "Bulletin of the American Astronomical Society"),
    ("bac", "Bulletin of the Astronomical Institutes of Czechoslovakia"),
    ("bain", "Bulletin of the Astronomical Institutes of the Netherlands"),
    ("caa", "Chinese Astronomy and Astrophysics"),
    ("cjaa", "Chinese Journal of Astronomy and Astrophysics"),
    ("fcp", "Fundamentals of Cosmic Physics"), ("gca", "Geochimica et Cosmochimica Acta"),
    ("grl", "Geophysical Research Letters"),
    ("iaucirc", "International Astronomical Union Circular"), ("icarus", "Icarus"),
    ("jcap", "Journal of Cosmology and Astroparticle Physics"),
    ("jcp", "The Journal of Chemical Physics"), ("jgr", "Journal of Geophysical Research"),
    ("jqsrt", "Journal of Quantitative Spectroscopy and Radiative Transfer"),
    ("jrasc", "Journal of the Royal Astronomical Society of Canada"),
    ("memras", "Memoirs of the Royal Astronomical Society"),
    ("memsai", "Memorie della Società Astronomica Italiana"),
    ("mnras", "Monthly Notices of the Royal Astronomical Society"), ("na", "New Astronomy"),
    ("nar", "New Astronomy Reviews"), ("nat", "Nature"), ("nphysa", "Nuclear Physics A"),
    ("pasa", "Publications of the Astronomical Society of Australia"),
    ("pasj", "Publications of the Astronomical Society of Japan"),
    ("pasp", "Publications of the Astronomical Society of the Pacific"),
    ("physrep", "Physics Reports"), ("physscr", "Physica Scripta"),
    ("planss", "Planetary and Space Science"), ("pra", "Physical Review A"),
    ("prb", "Physical Review B"), ("prc", "Physical Review C"), ("prd", "Physical Review D"),
    ("pre", "Physical Review E"), ("prl", "Physical Review Letters"),
    ("procspie", "Proceedings of the SPIE"), ("psj", "The Planetary Science Journal"),
    ("qjras", "Quarterly Journal of the Royal Astronomical Society"),
    ("rmxaa", "Revista Mexicana de Astronomía y Astrofísica"), ("skytel", "Sky and Telescope"),
    ("solphys", "Solar Physics"), ("sovast", "Soviet Astronomy"),
    ("ssr", "Space Science Reviews"), ("zap", "Zeitschrift für Astrophysik"),
];

#[cfg(test)]
mod tests {
    use super::{LETTERS, SYMBOLS};

    #[test]
    fn tables_are_ordered() {
        for table in [&super::TEXT[..], &super::MATH, &super::JOURNALS, &SYMBOLS, &LETTERS] {
            assert!(table.is_sorted_by(|a, b| a.0 < b.0));
        }
    }
}
