#!/usr/bin/env python3
"""Prints Markdown documents as plain text with ibid and with pandoc, and says in how many places they differ.

    python3 tests/peer/pandoc_documents.py ../shared/samples/docs --ibid target/debug/ibid

Each document is printed in each style by `ibid render --to plain` and by `pandoc --filter` with ibid as the
filter, and both are held against `pandoc --citeproc -t plain`. A place is a run of words that differ, where
lines and rules that are drawn do not count; the groups that are printed are those of the texts in them,
`--dump` writes all. All get the same entries, as CSL-JSON that pandoc has made of the .bib files: how these
are read, `pandoc.py` compares.
"""

import argparse
import difflib
import json
import re
import shutil
import subprocess
import tempfile
from collections import Counter
from pathlib import Path

CITES = re.compile(rb"(^|[^\w@])@[\w{]|^references:", re.M)


def words(text):
    return [word for word in text.split() if re.search(r"[^-=:+|*]", word)]


def run(folder, *command):
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=600)
    return done.stdout


def copied(source, target, pandoc):
    """Copies a folder, with each .bib file as CSL-JSON."""
    shutil.copytree(source, target)
    for bib in target.rglob("*.bib"):
        items = run(bib.parent, pandoc, bib.name, "-t", "csljson")
        bib.with_suffix(".bib.json").write_text(items or "[]")
    for path in documents(target) + list(target.rglob("*.yaml")) + list(target.rglob("*.yml")):
        text = re.sub(r"\.bib\b", ".bib.json", path.read_text())
        # Chunks as R Markdown leaves them for pandoc.
        text = re.sub(r"^(\s*`{3,})\{(\w+)[^\n]*\}$", r"\1\2", text, flags=re.M)
        path.write_text(text)
        # A bibliography that the document makes when it is run.
        for name in re.findall(r"^bibliography: \[(.+)\]", text, re.M):
            for made in (path.parent / made.strip() for made in name.split(",")):
                made.exists() or made.write_text("[]")


def documents(folder):
    """The documents that cite."""
    paths = [path for path in folder.rglob("*") if path.suffix in (".md", ".Rmd", ".qmd")]
    return sorted(path for path in paths if CITES.search(path.read_bytes()))


def places(theirs, ours):
    """Where two texts differ: what is before, and what each has."""
    left, right = words(theirs), words(ours)
    matcher = difflib.SequenceMatcher(None, left, right, autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag != "equal":
            yield " ".join(left[max(a - 6, 0) : a]), " ".join(left[a:b]), " ".join(right[c:d])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--styles", default="../shared/csl-styles", type=Path)
    parser.add_argument("--names", default="apa,chicago-notes-bibliography,ieee")
    parser.add_argument("--ibid", default="target/release/ibid", type=Path)
    parser.add_argument("--pandoc", default="pandoc")
    parser.add_argument("--dump", type=argparse.FileType("w"), help="every place, as JSON lines")
    parser.add_argument("--top", type=int, default=30)
    arguments = parser.parse_args()

    ibid = arguments.ibid.resolve()
    counts, groups = Counter(), Counter()
    with tempfile.TemporaryDirectory() as scratch:
        program = Path(scratch) / "ibid-filter"
        program.symlink_to(ibid)
        folder = Path(scratch) / "documents"
        copied(arguments.folder, folder, arguments.pandoc)
        paths = documents(folder)
        for path in paths:
            # Beside a chapter, the files that its project names.
            beside = sorted(path.parent.glob("*.bib.json")) + sorted(path.parent.glob("*references.json"))
            given = [f"--bibliography={name.name}" for name in beside]
            for style in arguments.names.split(","):
                csl = (arguments.styles / f"{style}.csl").resolve()
                plain = ["-f", "markdown", "-t", "plain", "--wrap=none", "--csl", csl, *given]
                theirs = run(path.parent, arguments.pandoc, path.name, "--citeproc", *plain)
                render = ["render", path.name, "--to", "plain", "--fragment", "--style", csl, *given]
                printed = {
                    "render": run(path.parent, ibid, *render),
                    "filter": run(path.parent, arguments.pandoc, path.name, "--filter", program, *plain),
                }
                for way, ours in printed.items():
                    counts[way, "words"] += len(words(theirs))
                    for before, their, our in places(theirs, ours):
                        counts[way, style] += 1
                        groups[way, their, our] += 1
                        row = {"file": str(path.relative_to(folder)), "style": style, "way": way}
                        row |= {"before": before, "pandoc": their, "ibid": our}
                        if arguments.dump:
                            print(json.dumps(row, ensure_ascii=False), file=arguments.dump)
    print(f"{len(paths)} documents that cite")
    for way in ["render", "filter"]:
        by_style = {style: counts[way, style] for style in arguments.names.split(",")}
        total = sum(by_style.values())
        print(f"{way}: {total} places of {counts[way, 'words']} words: {by_style}")
    for (way, their, our), count in groups.most_common(arguments.top):
        print(f"{count:5} {way}: {their!r} -> {our!r}")


main()
