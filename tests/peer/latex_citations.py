#!/usr/bin/env python3
"""Compares the keys that LaTeX writes for BibTeX or biber with those that ibid finds.

    python3 tests/peer/latex_citations.py FOLDER main.tex [--ibid target/debug/ibid]

Needs the .aux files or the .bcf file of a run of LaTeX in the folder.
"""

import re

from cited_keys import compare


def keys_of_latex(document):
    control = document.with_suffix(".bcf")
    if control.exists():
        return set(re.findall(r"<bcf:citekey[^>]*>([^<]*)", control.read_text()))
    files = [document.with_suffix(".aux"), *document.parent.rglob("*.aux")]
    groups = [keys for file in files for keys in re.findall(r"\\citation\{([^}]*)\}", file.read_text("latin-1"))]
    return {key.strip() for group in groups for key in group.split(",") if key.strip()}


compare(__doc__, keys_of_latex)
