#!/usr/bin/env python3
"""Prints the .bib files of a folder with ibid and with pandoc in one style, and says how much is equal.

Entries are compared by key, as plain text. An entry that differs is counted under the field that most of
the differing words come from in pandoc's CSL-JSON; `--dump` writes every difference as a JSON object a line.
"""

import argparse
import difflib
import html
import json
import re
import subprocess
import unicodedata
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

FIELDS = {
    "names": ["author", "editor", "translator", "container-author", "collection-editor"],
    "title": ["title", "title-short", "original-title"],
    "container": ["container-title", "collection-title", "event-title"],
    "date": ["issued", "original-date", "accessed"],
    "pages": ["page"],
    "number": ["volume", "issue", "number", "edition", "collection-number", "number-of-pages"],
    "publisher": ["publisher", "publisher-place", "event-place", "archive"],
    "address": ["URL", "DOI"],
    "note": ["note", "annote", "genre", "status"],
}


def plain(text):
    """Text without tags, in NFC, each run of white space as one space."""
    text = unicodedata.normalize("NFC", html.unescape(re.sub(r"<[^>]+>", "", text)))
    return re.sub(r"\s+", " ", text).strip()


def run(*command):
    return subprocess.run(command, capture_output=True, text=True, timeout=600)


def with_pandoc(arguments, path):
    """The entries that pandoc prints by key, and its CSL-JSON items by key."""
    read = [arguments.pandoc, "-f", arguments.dialect, str(path)]
    printed = run(*read, "--citeproc", "--csl", arguments.style, "-t", "html", "--wrap=none")
    items = run(*read, "-t", "csljson")
    if printed.returncode or items.returncode:
        raise ValueError(f"pandoc: {printed.stderr.strip().splitlines()[-1:]}")
    entry = r'<div id="ref-([^"]*)" class="csl-entry"[^>]*>(.*?)</div>'
    found = re.findall(entry, printed.stdout, re.S)
    entries = {html.unescape(key): plain(body) for key, body in found}
    return entries, {str(item["id"]): item for item in json.loads(items.stdout)}


def with_ibid(arguments, path):
    """The entries that ibid prints by key."""
    printed = run(arguments.ibid, "format", str(path), "--style", arguments.style, "--to", "json")
    if not printed.stdout:
        raise ValueError(f"ibid: {printed.stderr.strip().splitlines()[-1:]}")
    return {it["key"]: plain(it["text"]) for it in json.loads(printed.stdout)["entries"]}


def strings(value):
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        return [string for part in value for string in strings(part)]
    return [str(value)]


def tokens(text):
    return re.findall(r"\w+|[^\w\s]", text)


def cause(theirs, ours, item):
    """The field in which two printed entries differ."""
    left, right = tokens(theirs), tokens(ours)
    matcher = difflib.SequenceMatcher(None, left, right, autojunk=False)
    changed = [
        word.lower()
        for tag, a, b, c, d in matcher.get_opcodes()
        if tag != "equal"
        for word in left[a:b] + right[c:d]
        if re.match(r"\w", word)
    ]
    if not changed:
        return "punctuation"
    if "".join(left).lower() == "".join(right).lower():
        return "case"
    counts = Counter()
    for field, variables in FIELDS.items():
        values = [item[name] for name in variables if name in item]
        known = {word.lower() for string in strings(values) for word in tokens(string)}
        counts[field] = sum(word in known for word in changed)
    field, count = counts.most_common(1)[0]
    return field if count else "other"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--style", required=True, help="a .csl file, used by both")
    parser.add_argument("--ibid", default="target/release/ibid")
    parser.add_argument("--pandoc", default="pandoc")
    parser.add_argument("--dialect", default="biblatex", choices=["biblatex", "bibtex"])
    parser.add_argument("--dump", type=argparse.FileType("w"), help="every difference, as JSON lines")
    arguments = parser.parse_args()

    def both(path):
        try:
            return path, with_pandoc(arguments, path), with_ibid(arguments, path)
        except (ValueError, subprocess.TimeoutExpired) as error:
            return path, error, None

    compared = equal = 0
    causes, unread = Counter(), []
    with ThreadPoolExecutor(2) as pool:
        for path, theirs, ours in pool.map(both, sorted(arguments.folder.glob("*.bib"))):
            if ours is None:
                unread.append(f"{path.name}: {theirs}")
                continue
            entries, items = theirs
            for key, text in entries.items():
                mine = ours.get(key)
                compared += 1
                if mine == text:
                    equal += 1
                    continue
                why = cause(text, mine, items.get(key, {})) if mine is not None else "not printed"
                causes[why] += 1
                if arguments.dump:
                    row = {"file": path.name, "key": key, "cause": why, "pandoc": text, "ibid": mine}
                    print(json.dumps(row, ensure_ascii=False), file=arguments.dump)
    print(f"{compared} entries compared, {equal} equal ({equal / max(compared, 1):.1%})")
    for why, count in causes.most_common():
        print(f"{count:6} {why}")
    print(f"{len(unread)} files that one of the two could not read")
    for line in unread:
        print(f"       {line}")


main()
