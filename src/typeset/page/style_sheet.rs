//! The style sheet of a page, for narrow and wide screens, light and dark, and paper.

/// The rules for all pages; those of the bibliography follow.
pub(super) const STYLE_SHEET: &str = "\
:root { color-scheme: light dark; --ink: #1d1d1f; --paper: #fdfdfc; --faint: #5f6368; --line: #d5d5d2; --link: #0b57a4; --mark: #fff3c4; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e6e3; --paper: #17181a; --faint: #a3a7ad; --line: #3c3f44; --link: #8ab8f0; --mark: #4a3f13; } }
html { -webkit-text-size-adjust: 100%; scroll-padding-top: 1em; }
body { margin: 0 auto; padding: 1.5rem 1.25rem 4rem; max-width: 42rem; color: var(--ink); background: var(--paper); font: 1.0625rem/1.6 Charter, 'Bitstream Charter', 'Source Serif 4', Georgia, 'Noto Serif', serif; overflow-wrap: break-word; hyphens: auto; }
header { margin-bottom: 2.5rem; }
h1, h2, h3, h4, h5, h6 { margin: 2.2em 0 .6em; line-height: 1.25; hyphens: manual; text-wrap: balance; }
h1 { font-size: 1.6em; } h2 { font-size: 1.3em; } h3 { font-size: 1.1em; } h4, h5, h6 { font-size: 1em; }
header h1 { margin-top: .5em; font-size: 1.9em; }
.subtitle { font-size: 1.15em; } .author, .date { margin: .2em 0; color: var(--faint); } .abstract { margin-top: 1.5em; font-size: .95em; }
a { color: var(--link); text-decoration-thickness: 1px; text-underline-offset: .15em; }
a[role] { text-decoration: none; } a[role]:hover, a[role]:focus { text-decoration: underline; }
a:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
:target { background: var(--mark); border-radius: 2px; }
blockquote { margin: 1.2em 0; padding-left: 1em; border-left: 3px solid var(--line); }
pre, code, kbd { font: .875em/1.5 ui-monospace, 'SF Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace; }
pre { padding: .8em 1em; border: 1px solid var(--line); border-radius: 4px; overflow-x: auto; hyphens: none; }
code { hyphens: none; } .math { font-style: italic; } .math.display { display: block; margin: 1em 0; overflow-x: auto; }
img { max-width: 100%; height: auto; } figure { margin: 1.5em 0; } figcaption, .caption { color: var(--faint); font-size: .92em; }
.table { margin: 1.2em 0; overflow-x: auto; } table { border-collapse: collapse; font-size: .95em; hyphens: manual; }
th, td { padding: .3em .7em; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
sup, sub { line-height: 0; } sup + sup { margin-left: 0.25em; } hr { margin: 2.5em 0; border: 0; border-top: 1px solid var(--line); }
.smallcaps { font-variant: small-caps; } .underline { text-decoration: underline; } .task { list-style: none; margin-left: -1.3em; }
.footnotes { margin-top: 3em; border-top: 1px solid var(--line); font-size: .92em; } .footnotes li p { margin: .4em 0; }
.back-links { white-space: nowrap; }
@media print { body { max-width: none; padding: 0; font-size: 11pt; color: #000; background: none; } a { color: inherit; } .back-links, .footnotes a[role=doc-backlink] { display: none; } h1, h2, h3, h4 { break-after: avoid; } pre, figure, .table, .csl-entry { break-inside: avoid; } }
";
