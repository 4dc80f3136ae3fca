#!/usr/bin/env python3
"""Compares the keys that Typst itself finds cited with those that ibid finds.

    python3 tests/peer/typst_citations.py FOLDER main.typ [--ibid target/debug/ibid]
"""

import argparse
import json
from pathlib import Path

from cited_keys import compare, keys_of_ibid


def keys_of_typst(document):
    import typst

    for element in json.loads(typst.query(str(document), "cite")):
        key = element["key"]
        yield key.removeprefix('label("').removesuffix('")').strip("<>")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("document")
    parser.add_argument("--ibid", default="target/debug/ibid", type=Path)
    arguments = parser.parse_args()
    theirs = set(keys_of_typst(arguments.folder / arguments.document))
    compare(theirs, keys_of_ibid(arguments.ibid.resolve(), arguments.folder, arguments.document))


main()
