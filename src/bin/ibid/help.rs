//! The ends of the help pages: examples and exit statuses.

pub(crate) const IBID: &str = "\
Examples:
  ibid check refs.bib                                report all findings
  ibid format refs.bib --style ieee                  print the bibliography in a style
  ibid cite refs.bib '[see @brinton, p. 12]'         print a citation
  ibid explain reversed-pages                        explain a rule

`ibid help COMMAND` explains a command, its options and its exit status.";

pub(crate) const CHECK: &str = "\
Exit status:
  0  no errors or warnings were found (infos do not count; see --fail-on)
  1  errors or warnings were found, or --diff has something to print
  2  wrong usage, or an error in `ibid.toml`
  3  something could not be read; everything else was checked

Examples:
  ibid check                        every bibliography and style below the current folder
  ibid check refs.bib               one file
  ibid check paper.md               a document, with the bibliographies that it names
  ibid check paper.tex --bibliography refs.bib
  ibid check essay.txt --bibliography refs.bib
  ibid check strings.bib refs.bib   the files of one document, in the order they are used
  ibid check --format github        as annotations in a GitHub workflow
  ibid check --ignore names,FLD003  without some rules
  ibid check --diff                 what --fix would change
  ibid check --since main           only what has changed since a git revision
  pandoc ... | ibid check -         standard input";

pub(crate) const FORMAT: &str = "\
Exit status:
  0  everything was printed
  1  something is missing from what was printed: a key is unknown, an entry has an error or prints
     nothing, or the abbreviations have an error (with --key, only these entries count)
  2  wrong usage, or the style is unknown or has no bibliography
  3  something could not be read

Examples:
  ibid format refs.bib                           in APA style
  ibid format refs.bib --style ieee --to html
  ibid format refs.bib --with strings.bib        with the macros of another file
  ibid format refs.yaml --style mine.csl --locale de-DE --key mett --key brinton";

pub(crate) const CITE: &str = "\
Exit status:
  0  everything was printed
  1  something is missing from what was printed: a key is unknown, a citation is malformed, a cited
     entry has an error or prints nothing, or the abbreviations have an error
  2  wrong usage, or the style is unknown or has no bibliography
  3  something could not be read

Examples:
  ibid cite refs.bib '[see @brinton, p. 12; @broue]'
  ibid cite refs.bib '[@mett]' '[@mett, p. 3]' --style chicago-notes
  ibid cite refs.bib '[@mett]' --style mine.csl --explain";

pub(crate) const RENDER: &str = "\
Exit status:
  0  everything was printed
  1  a cited key has no entry, so `key?` is printed for it; or a citation asks for something that
     no style prints, and is left as it is
  2  wrong usage, an unknown style, a document that names no bibliography, or one that cannot be
     written in the requested format
  3  something could not be read or written

Examples:
  ibid render paper.md -o printed.md                 with the bibliography and style that it names
  ibid render paper.md --bibliography refs.bib --style chicago-notes --to html -o paper.html
  ibid render thesis.tex -o printed/thesis.tex       and the chapters that it includes
  ibid render ch1.md ch2.md --per file -o printed/   each chapter with its own bibliography

As a pandoc filter, ibid also formats the citations of Word, PDF and EPUB documents. Pandoc calls a
filter by its name, so link ibid as ibid-filter in a folder on the PATH:
  ln -s \"$(command -v ibid)\" ~/.local/bin/ibid-filter
  pandoc --filter ibid-filter paper.md -o paper.docx
Style, bibliography and other settings come from the document's metadata, or from -M csl=ieee.";

pub(crate) const NOTES: &str = "\
Exit status:
  0  every reference was resolved
  1  a reference matches no work or several, or refers back to nothing
  2  wrong usage, an essay without notes or citations, or an output file that is also an input file
  3  something could not be read or written

Examples:
  ibid notes essay.txt --bibliography refs.bib
  ibid notes essay.txt --bibliography refs.bib --to json
  ibid notes - --bibliography refs.bib < essay.txt
  ibid notes essay.txt --bibliography refs.bib --to markdown -o essay.md
  ibid render essay.md --style chicago-notes";

pub(crate) const CONVERT: &str = "\
Exit status:
  0  converted; what is lost is listed on standard error
  1  an entry is broken, a key has no entry, or an entry cannot be written in the format; the others
     are converted. With --strict, also if anything is lost
  2  wrong usage, or an output file that is also an input file
  3  something could not be read or written

Examples:
  ibid convert refs.bib --to csl-json -o refs.json
  ibid convert refs.yaml --to biblatex --strict > refs.bib
  ibid convert refs.bib --to hayagriva --losses json -o refs.yaml 2> losses.json";

pub(crate) const SUBSET: &str = "\
Exit status:
  0  every cited key has an entry
  1  a cited key has no entry, or an entry is broken; the others were printed. Or the document cites
     nothing; nothing was written
  2  wrong usage: no document or no bibliography, bibliographies that cannot be merged, or an output
     file that is also an input file
  3  something could not be read or written

Examples:
  ibid subset paper.tex library.bib -o refs.bib  refs.bib may be the file that the document names
  ibid subset paper.bcf library.bib > refs.bib
  ibid subset paper.md                           with the bibliographies that it names";

pub(crate) const STUB: &str = "\
Exit status:
  0  done; if every key is defined, nothing is printed
  1  a key is not possible in the bibliography's format, or the bibliography is broken and nothing
     was added to it
  2  wrong usage: no document or no bibliography
  3  something could not be read or written

Examples:
  ibid stub paper.md refs.bib
  ibid stub paper.md refs.bib --append";

pub(crate) const RENAME: &str = "\
Exit status:
  0  the key was renamed (with --diff, there is nothing to rename)
  1  no entry or citation has the key, an entry already has the new key, or a bibliography is broken
     (with --diff, there is something to rename); nothing was written
  2  wrong usage, or the new key is not possible
  3  something could not be read or written

Examples:
  ibid rename mett1967 mett paper.tex refs.bib
  ibid rename mett1967 mett paper.tex refs.bib --diff";

pub(crate) const STYLES: &str = "\
Exit status:
  0  done
  1  no style matches
  2  wrong usage
  3  something could not be read

Examples:
  ibid styles --search chicago notes
  ibid styles --print apa                    with the lines that `cite --explain` refers to
  ibid styles --style-dir ~/my-styles

In ibid.toml, in the current folder or one above it:
  style-dirs = [\"styles\"]";

pub(crate) const STYLE_CHECK: &str = "\
Exit status:
  0  no errors or warnings were found (infos do not count; see --fail-on)
  1  errors or warnings were found, or --diff has something to print
  2  wrong usage, or an error in `ibid.toml`
  3  something could not be read; everything else was checked

Examples:
  ibid style check mine.csl
  ibid style check locales/ --format concise";

pub(crate) const BASELINE: &str = "\
Examples:
  ibid baseline create              accept all current findings
  ibid check                        report only new findings
  ibid baseline prune               drop findings that are gone

Exit status:
  0  the baseline was written, or is up to date
  2  wrong usage, or an error in `ibid.toml` or the baseline
  3  something could not be read; the baseline was not changed";

pub(crate) const EXPLAIN: &str = "\
Examples:
  ibid explain reversed-pages
  ibid explain NUM002
  ibid explain --all";
