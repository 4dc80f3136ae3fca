#!/usr/bin/env python3
"""Writes what pandoc finds cited: the fixtures of tests/it/document.rs.

    pandoc_citations.py vectors tests/fixtures/document/markdown.txt
        writes anew what stands below `---->` for each text of the file
    pandoc_citations.py file FILE...
        prints the citations of documents

A cite is a line: `mode|key|prefix|suffix|note`, indented from the second cite of a citation on.
"""

import json
import subprocess
import sys


def words(inlines):
    """The text of inlines, without their marks."""
    out = []

    def go(node):
        if isinstance(node, list):
            for item in node:
                go(item)
        elif isinstance(node, dict):
            kind, content = node.get("t"), node.get("c")
            if kind == "Str":
                out.append(content)
            elif kind in ("Space", "SoftBreak", "LineBreak"):
                out.append(" ")
            elif kind in ("Code", "Math"):
                out.append(content[1])
            elif kind == "Cite":
                go(content[1])
            elif kind == "Quoted":
                marks = "‘’" if content[0]["t"] == "SingleQuote" else "“”"
                out.append(marks[0])
                go(content[1])
                out.append(marks[1])
            elif kind not in ("RawInline", "Note") and content is not None:
                go(content)

    go(inlines)
    return " ".join("".join(out).split())


MODES = {"NormalCitation": "normal", "AuthorInText": "in-text", "SuppressAuthor": "suppress"}


def citations(text):
    """The lines of a document."""
    command = ["pandoc", "-t", "json", "-f", "markdown"]
    done = subprocess.run(command, input=text.encode(), capture_output=True, check=True)
    document = json.loads(done.stdout)
    lines = []
    notes = 0

    def go(node, note):
        nonlocal notes
        if isinstance(node, list):
            for item in node:
                go(item, note)
        elif isinstance(node, dict):
            kind, content = node.get("t"), node.get("c")
            if kind == "Note":
                notes += 1
                go(content, notes)
            elif kind == "Cite":
                for index, cite in enumerate(content[0]):
                    fields = [
                        ("  " if index else "") + MODES[cite["citationMode"]["t"]],
                        cite["citationId"],
                        words(cite["citationPrefix"]),
                        words(cite["citationSuffix"]),
                        str(note or ""),
                    ]
                    lines.append("|".join(fields))
                for cite in content[0]:
                    go(cite["citationPrefix"], note)
                    go(cite["citationSuffix"], note)
            elif kind == "Figure":
                # Its image has the caption's inlines once more.
                go(content[1], note)
            else:
                go(content, note)

    go(document["blocks"], None)
    first = len(lines)
    go(document["meta"].get("nocite"), None)
    lines[first:] = ["nocite|" + line.strip().split("|")[1] for line in lines[first:]]
    return lines


def main():
    what, *paths = sys.argv[1:]
    for path in paths:
        with open(path, encoding="utf-8") as file:
            text = file.read()
        if what == "file":
            print("\n".join(citations(text)))
            continue
        vectors = [vector.split("\n---->")[0] for vector in text.split("\n====\n")]
        parts = ["\n".join([vector, "---->", *citations(vector + "\n")]) for vector in vectors]
        with open(path, "w", encoding="utf-8") as file:
            file.write("\n====\n".join(parts) + "\n")


main()
