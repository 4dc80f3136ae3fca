#!/usr/bin/env python3
"""Compares the keys that LaTeX writes for BibTeX or biber with those that ibid finds.

    python3 tests/peer/latex_citations.py FOLDER main.tex [--ibid target/debug/ibid]

Needs the .aux files or the .bcf file of a run of LaTeX in the folder.
"""

import argparse
import re
from pathlib import Path

from cited_keys import compare, keys_of_ibid


def keys_of_latex(document):
    control = document.with_suffix(".bcf")
    if control.exists():
        return set(re.findall(r"<bcf:citekey[^>]*>([^<]*)", control.read_text()))
    files = [document.with_suffix(".aux"), *document.parent.rglob("*.aux")]
    groups = [keys for file in files for keys in re.findall(r"\\citation\{([^}]*)\}", file.read_text("latin-1"))]
    return {key.strip() for group in groups for key in group.split(",") if key.strip()}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("document")
    parser.add_argument("--ibid", default="target/debug/ibid", type=Path)
    arguments = parser.parse_args()
    theirs = keys_of_latex(arguments.folder / arguments.document)
    compare(theirs, keys_of_ibid(arguments.ibid.resolve(), arguments.folder, arguments.document))


main()
