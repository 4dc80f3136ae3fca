use super::{Definitions, Mode, Printed, Tex, verbatim};

fn decode(raw: &str, mode: Mode) -> String {
    let definitions = Definitions::default();
    Tex::new(&definitions)
        .text(raw, mode)
        .to_csl_markup()
        .replace("<span class=\"nocase\">", "<n>")
        .replace("</span>", "</n>")
}

#[track_caller]
fn check(cases: &[(&str, &str)], mode: Mode) {
    for (raw, expected) in cases {
        assert_eq!(decode(raw, mode), *expected, "{raw}");
    }
}

#[test]
fn hyphens_of_extdash() {
    check(&[(r"2158\-/9178", "2158-9178"), (r"Kar\-ten\-/Spiel", "Karten-Spiel")], Mode::Plain);
}

#[test]
fn accents_and_letters() {
    check(
        &[
            (r#"\"a \'{e} \v{c} \c c \k{a} \H{o} \r{u} \u{g} \d{h} \b{b}"#, "ä é č ç ą ő ů ğ ḥ ḇ"),
            (r#"{\"O}zge T{\"u}rkmen Aks{\i}n {\c{C}}etinkaya"#, "Özge Türkmen Aksın Çetinkaya"),
            (r"Mar{\'i}a \'{\i} \'\i \^{\j} V\~{a}n \'\^e Ngh\d{\^{e}}", "María í íĵ Vãn ế Nghệ"),
            (
                r#"\ss{} \o re S\o ren {\AA}ngstr\"om \L{}\'od\'z \dh \th"#,
                "ß øre Søren Ångström Łódź ðþ",
            ),
            (r"Fran{\c c}ois \t{oo} \.Z \=a \~{} \^{}", "François o͡o Ż ā ~ ^"),
        ],
        Mode::Rich,
    );
}

#[test]
fn symbols_quotes_and_spaces() {
    check(
        &[
            (r"A \& B \% \$5 \# a\_b \{x\}", "A & B % $5 # a_b {x}"),
            ("1--2 --- ``a'' `b' don't ?`que? !`si! <<x>>", "1–2 — “a” ‘b’ don’t ¿que? ¡si! «x»"),
            (r"a~b a\,b a\ b hy\-phen \ldots{} x\slash y", "a\u{A0}b a\u{202F}b a b hyphen … x/y"),
            ("  two\n   lines  and  spaces ", "two lines and spaces"),
            (r"\enquote{a \enquote{b} c} \mkbibquote{d}", "“a ‘b’ c” “d”"),
            (r"a{\emdash}b 1\endash 2 {\manfnt META} \no6 \eTeX", "a—b 1–2 META n°6 eTeX"),
            (r"\TeX book \LaTeX\ and {\LaTeX} {\TeX book}", "TeXbook LaTeX and LaTeX TeXbook"),
            (
                r"\url{http://a.b/c_d~e} \href{http://x.y}{words}",
                "http://a.b/c_d~e words (http://x.y)",
            ),
            ("100% of < > it's \\", "100% of < > it’s \\"),
            ("a } b", "a b"),
        ],
        Mode::Rich,
    );
    assert_eq!(decode("V.~Z.\\,X", Mode::Plain), "V. Z. X");
}

#[test]
fn fonts_and_mathematics() {
    check(
        &[
            (
                r"\emph{a \textbf{b}} {\em c} d {\it e\/} f",
                "<i>a <b>b</b></i> <i>c</i> d <i>e</i> f",
            ),
            (
                r"H$_2$O 10$^{-3}$ $\alpha$-Centauri $x^2_i$",
                "H<sub>2</sub>O 10<sup>−3</sup> α-Centauri x<sup>2</sup><sub>i</sub>",
            ),
            (
                r"$^{13}$C $30^\circ$ $f'$ $\mathbb{R}^n$ $\sim$5 $a \leq b$",
                "<sup>13</sup>C 30° f′ ℝ<sup>n</sup> ∼5 a ≤ b",
            ),
            (r"$\frac{a}{b}$ \(x_1\) $\bar{x}$ costs 5$", r"a/b x<sub>1</sub> x̄ costs 5$"),
            (
                r"1\textsuperscript{st} \textsubscript{2} \textsc{Abc}",
                "1<sup>st</sup> <sub>2</sub> <span style=\"font-variant:small-caps;\">Abc</n>",
            ),
            (r"\textsuperscript{$\star$}", "<sup>⋆</sup>"),
        ],
        Mode::Rich,
    );
}

#[test]
fn braces_keep_letter_case_where_bibtex_says_so() {
    check(
        &[
            ("The {DNA} of {B}ochvar", "The <n>DNA</n> of <n>B</n>ochvar"),
            ("{Whole Title}", "<n>Whole Title</n>"),
            (
                r#"{\"O}sterreich {\emph{Ab}} \emph{Cd {Ef}}"#,
                "Österreich <i>Ab</i> <i>Cd <n>Ef</n></i>",
            ),
            (r"{S{\~a}o {Paulo}} {$\alpha$} $\beta$", "<n>São Paulo</n> <n>α</n> <n>β</n>"),
            ("{} x {}", "x"),
        ],
        Mode::Title,
    );
    check(&[("The {DNA}", "The DNA")], Mode::Rich);
}

#[test]
fn what_is_not_decoded_stays_visible_and_is_listed() {
    let definitions = Definitions::default();
    let mut tex = Tex::new(&definitions);
    let text = tex.text(r"a \foo{b}{c} \qux d {\baz{e}} $\binom{n}{k}$ \cite[1]{k, l}", Mode::Rich);
    assert_eq!(text.as_str(), r"a bc \qux d e $\binom{n}{k}$ [k, l]");
    let undecoded: Vec<_> =
        tex.undecoded.iter().map(|u| (u.source.as_str(), u.offset, u.printed.clone())).collect();
    assert_eq!(
        undecoded,
        [
            (r"\foo", Some(2), Printed::Arguments),
            (r"\qux", Some(13), Printed::AsWritten),
            (r"\baz", Some(21), Printed::Argument),
            (r"$\binom{n}{k}$", Some(30), Printed::Formula(r"\binom".to_owned())),
            (r"\cite", Some(45), Printed::Keys),
        ]
    );
}

#[test]
fn an_unknown_command_is_parted_from_the_word_after_its_group() {
    for (raw, text) in [
        (r"The {\foo}bar", r"The \foo bar"),
        (r"The {\foo} bar {\foo}, {\foo}{bar}", r"The \foo bar \foo, \foobar"),
        (r"{\'e}t{\'e} {\o}re {\relax}x", "été øre x"),
        (r"G\a'abor, \a`{e} and \a={o}, \aa", "Gábor, è and ō, å"),
    ] {
        let definitions = Definitions::default();
        assert_eq!(Tex::new(&definitions).text(raw, Mode::Rich).as_str(), text, "{raw}");
    }
}

#[test]
fn spaces_kerns_and_boxes() {
    check(
        &[
            (r"DVIto\kern-.15em VDU \hbox to 3em{x}\hskip 1em plus 1fil y", "DVItoVDU x y"),
            (r"T\kern-.1667em\lower.7ex\hbox{E}\kern-.125emX", "TEX"),
            (r"a\hspace{1cm}b\hspace*{-2pt}c\hskip.05em d\penalty10000 e", "a bcde"),
            (r"\discretionary{-}{}{}w\-x\/ \raisebox{1ex}[2ex]{y} \makebox[2em][l]{z}", "wx y z"),
            (r"\kern nothing", r"\kern nothing"),
        ],
        Mode::Rich,
    );
}

#[test]
fn characters_by_number() {
    check(
        &[
            (r#"\char233 \char"E9\char'351\char`\~ \char`e \char"7Ex"#, "ééé~e~x"),
            (r"rob\accent23u \accent 127 o \accent`\^ \i", "robů ö î"),
            (r"\symbol{126}\symbol{`a} \verb|a_\b| \verb+{+ \lstinline!x!", r"~a a_\b { x"),
            (r"\ding{51} \ding{172} \textcircled{R} \MakeUppercase{\romannumeral 14}", "✓ ① ® XIV"),
            (r"\CYRZH\cyrishrt{} \textomega \upmu{}m \ohorn", "Жй ωμm ơ"),
            (r"\char99999999999 \accent55 a", r"\char99999999999 \accent55 a"),
        ],
        Mode::Rich,
    );
}

#[test]
fn mathematics_keeps_the_spaces_of_its_writer() {
    check(
        &[
            (
                r"$p < 0.05$ $p<0.05$ $n \to \infty$ $n\to\infty$ $x = -1$",
                "p < 0.05 p<0.05 n → ∞ n→∞ x = −1",
            ),
            (r"$f(x, y)$ $O(n \log n)$ $\log n$ $a\,b$", "f(x, y) O(n log n) log n a b"),
            (
                r"$\frac12$ $4\frac{3}{17}$ $\frac{a+b}{2}$ ${a \over b}$ $\sqrt[3]{x+1}$",
                "½ 4 3/17 (a+b)/2 a/b ∛(x+1)",
            ),
            (
                r"$C\sp{\ast}$ $\eta\sb \alpha$ ${\mathrm{H}}_{2}\mathrm{O}$ \ensuremath{-}",
                "C<sup>*</sup> η<sub>α</sub> H<sub>2</sub>O −",
            ),
            (
                r"$\not= \not\in$ $f''$ $x^{\prime}$ $45^{\circ}$ $\left. x \right|$",
                "≠∉ f″ x′ 45° x|",
            ),
            (
                r"$\mathbb{A}^1$ {\cal NC} {\Bbb R} $\mathfrak{g}$ $\mathbf{x}$",
                "𝔸<sup>1</sup> NC ℝ g <b>x</b>",
            ),
            (
                r"$k-means$ $Semi-supervised$ $Homo sapiens$ from 5$ to 6$",
                "k-means Semi-supervised Homo sapiens from 5$ to 6$",
            ),
            (
                r"\ce{H2SO4^2-} $\ce{CO2}$",
                "H<sub>2</sub>SO<sub>4</sub><sup>2−</sup> CO<sub>2</sub>",
            ),
        ],
        Mode::Rich,
    );
}

#[test]
fn tags_and_conditionals() {
    check(
        &[
            (r"$\less$i$\greater$bd$\less$/i$\greater$ x", "<i>bd</i> x"),
            (
                r"{\textless}sub{\textgreater}2{\textless}/sub{\textgreater} <SUP>13</SUP>C",
                "<sub>2</sub> <sup>13</sup>C",
            ),
            (
                r"Hal\ifmmode \check{c}\else \v{c}\fi{}ek \ifmmode a\else\ifmmode b\else c\fi d\fi",
                "Halček cd",
            ),
            (r"$\ifmmode \alpha\else b\fi$", "α"),
            (r"1 < 2 > 1 and \ifmmode x", r"1 < 2 > 1 and \ifmmode x"),
        ],
        Mode::Rich,
    );
}

#[test]
fn escaped_braces_are_characters() {
    check(
        &[
            (r"a {\{}b{\}} c \{d\}", "a {b} c {d}"),
            (r"{\{x\}} {x\\} y", "{x} x y"),
            (r#"{"}x{"} {\"{o}} \path|a_b| \url{ https://a.b/c }"#, "\"x\" ö a_b https://a.b/c"),
            (",,Wort`` a,, b", "„Wort“ a,, b"),
        ],
        Mode::Rich,
    );
}

#[test]
fn a_file_may_define_its_own() {
    let mut definitions = Definitions::default();
    definitions.read(
        r"\newcommand{\printfirst}[2]{#1} \def\switchargs#1#2{#2#1}
          \providecommand*\me{J. Doe} \newcommand{\loop}{\loop\loop} \def\x#1{\setbox0=\hbox{#1}}",
    );
    let mut tex = Tex::new(&definitions);
    let text = tex.text(r"\printfirst{a}{b} \switchargs{--90}{1968} \me{}!", Mode::Rich);
    assert_eq!(text.as_str(), "a 1968–90 J. Doe!");
    assert!(tex.undecoded.is_empty());
    tex.text(r"\loop", Mode::Rich);
    assert_eq!(tex.text(r"\x{a}", Mode::Rich).as_str(), "a");
    assert_eq!(tex.text(r"{\noopsort{1973b}}1973", Mode::Plain).as_str(), "1973");
}

#[test]
fn commands_may_have_endings_of_their_own() {
    let mut definitions = Definitions::default();
    definitions.read(r"\ifx\undefined\tolatin \def \tolatin #1\endtolatin{[{\em Latin:} #1]} \fi");
    definitions.read(r"\def\pair#1:#2;{#2/#1} \def\odd(#1){#1}");
    let mut tex = Tex::new(&definitions);
    let text = tex.text(r"Rosen \tolatin {Rosae} albae \endtolatin, \pair a:b;c", Mode::Rich);
    assert_eq!(text.as_str(), "Rosen [Latin: Rosae albae], b/ac");
    assert!(tex.undecoded.is_empty());
    tex.text(r"\tolatin without an end", Mode::Rich);
    assert_eq!(tex.undecoded.len(), 1);
}

#[test]
fn accents_of_a_keyboard_behind_a_backslash() {
    check(
        &[("Rapha{\\¨e}l Mu\\˜noz, Fran\\¸{c}ois \\´Etienne", "Raphaël Muñoz, François Étienne")],
        Mode::Rich,
    );
}

#[test]
fn addresses_are_taken_as_they_stand() {
    for (raw, expected) in [
        ("http://x.y/a_b~c%20d", "http://x.y/a_b~c%20d"),
        (r"http://x.y/a\_b\%20{\textasciitilde}c", "http://x.y/a_b%20~c"),
        (r"\url{http://x.y/{\~{}}z}", "http://x.y/~z"),
        (
            r"10.1002/(SICI)19:4<377::AID-JCC1>3.0.CO;2-P",
            "10.1002/(SICI)19:4<377::AID-JCC1>3.0.CO;2-P",
        ),
        ("swh:1;\n  origin=x", "swh:1;origin=x"),
    ] {
        assert_eq!(verbatim(raw), expected);
    }
}

#[test]
fn depth_is_bounded() {
    let deep = "{".repeat(5000) + "x" + &"}".repeat(5000);
    assert_eq!(decode(&deep, Mode::Title), "<n>x</n>");
    let deep = "\\emph{".repeat(3000) + "x" + &"}".repeat(3000);
    assert!(decode(&deep, Mode::Title).contains('x'));
    let deep = "$".to_owned() + &"^{".repeat(3000) + "x" + &"}".repeat(3000) + "$";
    assert!(decode(&deep, Mode::Title).contains('x'));
    decode(&"\\'".repeat(5000), Mode::Title);
}

#[test]
fn numbers_and_units() {
    check(
        &[
            (
                r"\SI{5}{\metre} \qty{1.5e-3}{\kilo\metre\per\second\squared}",
                "5\u{a0}m 1.5 × 10<sup>−3</sup>\u{a0}km\u{a0}s<sup>−2</sup>",
            ),
            (
                r"\num{1e3} \numlist{1;2;3} \numrange{1}{2} \ang{45}",
                "1 × 10<sup>3</sup> 1, 2, 3 1–2 45°",
            ),
            (
                r"\SIrange{1}{5}{\micro\metre} \si{\celsius} \unit{m.s^{-1}}",
                "1\u{a0}µm–5\u{a0}µm °C m\u{a0}s<sup>−1</sup>",
            ),
            (
                r"\SI[per-mode=symbol]{10}{m/s} \qty{3}{\um} \qty{2}{\cubic\cm}",
                "10\u{a0}m/s 3\u{a0}µm 2\u{a0}cm<sup>3</sup>",
            ),
            (r"\SI{30}{\degree} \isotope[13]{C}", "30° <sup>13</sup>C"),
        ],
        Mode::Rich,
    );
}

#[test]
fn commands_that_print_no_words() {
    check(
        &[
            (r"A\linebreak[1] B\\[2pt] C\nolinebreak[4]D", "A B CD"),
            (r"\og texte \fg{} et \og{}~texte~\fg", "«texte» et «texte»"),
            (r"A \Dash B and \TUG{}, \JSON for \R", "A—B and TUG, JSON for R"),
            (r"\texorpdfstring{$\alpha$}{alpha} \texorpdfstring{\foo}{bar}", "α bar"),
            (r"\begin{itemize}\item A \item B\end{itemize}", "A B"),
            (r"R&D; Caf&eacute; &amp; &#8211;", "R&D; Café & –"),
        ],
        Mode::Rich,
    );
}
