#!/usr/bin/env python3
"""Draws findings of `ibid check` at random, each with the text it is about, for judging by hand.

Checks every bibliography in the folders for itself, shuffles all findings with the seed, and
prints the first COUNT of them, of no rule more than MOST.
"""

import argparse
import json
import random
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

SUFFIXES = {".bib", ".enw", ".json", ".nbib", ".ris", ".yaml", ".yml"}
MARGIN = 12  # lines shown at most before and after the place of a finding


def options():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--ibid", default="target/debug/ibid", help="the program to run")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=100, help="how many findings to print")
    parser.add_argument("--most", type=int, default=10, help="how many of one rule at most")
    parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER")
    return parser.parse_args()


def findings(ibid, path):
    """The findings about one file; ends the program if its report cannot be read."""
    run = subprocess.run([ibid, "check", "--no-config", "--format", "json", str(path)], capture_output=True)
    try:
        return json.loads(run.stdout)["diagnostics"]
    except (ValueError, KeyError) as fault:
        sys.exit(f"{path}: no report ({fault}): {run.stderr.decode(errors='replace')}")


def drawn(found, seed, count, most):
    """COUNT findings in an order that the seed alone decides, of no rule more than MOST."""
    random.Random(seed).shuffle(found)
    taken, of_rule = [], Counter()
    for finding in found:
        if len(taken) < count and of_rule[finding["rule"]] < most:
            of_rule[finding["rule"]] += 1
            taken.append(finding)
    return sorted(taken, key=lambda finding: finding["rule"])


def source_text(finding):
    """The lines around a finding, from the beginning of its entry where that is near."""
    text = Path(finding["file"]).read_bytes().decode("utf-8", errors="replace")
    lines = re.split(r"\r\n|\r|\n", text)
    first, last = finding["start"]["line"] - 1, finding["end"]["line"] - 1
    start = first
    while start > max(0, first - MARGIN) and not begins_entry(lines[start]):
        start -= 1
    end = min(last, first + MARGIN)
    while end + 1 < min(len(lines), last + 1 + MARGIN) and not begins_entry(lines[end + 1]):
        end += 1
    shown = enumerate(lines[start : end + 1], start)
    return "\n".join(f"{'>' if at == first else ' '} {at + 1}: {line[:300]}" for at, line in shown)


def begins_entry(line):
    """Whether an entry of BibTeX, YAML or JSON begins in the line."""
    return line.lstrip().startswith("@") or line.strip() == "{" or line[:1].isalpha()


def main():
    given = options()
    files = sorted(
        path
        for folder in given.folders
        for path in folder.rglob("*")
        if path.suffix.lower() in SUFFIXES and path.is_file()
    )
    found = [finding for path in files for finding in findings(given.ibid, path)]
    for number, finding in enumerate(drawn(found, given.seed, given.count, given.most), 1):
        place = f"{finding['file']}:{finding['start']['line']}:{finding['start']['column']}"
        print(f"=== {number} {finding['rule']} {place}\n{finding['message']}")
        for other in finding["secondary"]:
            print(f"    also line {other['start']['line']}: {other['message']}")
        print(source_text(finding) + "\n")
    counts = Counter(finding["rule"] for finding in found)
    print(f"{len(found)} findings in {len(files)} files:", file=sys.stderr)
    for rule, count in sorted(counts.items()):
        print(f"  {rule} {count}", file=sys.stderr)


if __name__ == "__main__":
    main()
