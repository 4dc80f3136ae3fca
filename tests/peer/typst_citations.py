#!/usr/bin/env python3
"""Compares the keys that Typst itself finds cited with those that ibid finds.

    python3 tests/peer/typst_citations.py FOLDER main.typ [--ibid target/debug/ibid]
"""

import json

from cited_keys import compare


def keys_of_typst(document):
    import typst

    for element in json.loads(typst.query(str(document), "cite")):
        key = element["key"]
        yield key.removeprefix('label("').removesuffix('")').strip("<>")


compare(__doc__, keys_of_typst)
