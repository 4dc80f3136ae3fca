"""The keys that ibid finds cited in a document, and their comparison with those of another program."""

import argparse
import json
import shutil
import subprocess
import tempfile
from pathlib import Path


def keys_of_ibid(ibid, folder, document):
    """The keys of all citations: those that are undefined where every bibliography is empty."""
    with tempfile.TemporaryDirectory() as scratch:
        copy = Path(scratch) / "documents"
        shutil.copytree(folder, copy)
        for pattern in ("*.bib", "ref*.yml", "ref*.yaml"):
            for bibliography in copy.rglob(pattern):
                bibliography.write_text("")
        options = ["--no-config", "--format", "json", "--select", "undefined-citation"]
        done = subprocess.run([ibid, "check", copy / document, *options], capture_output=True, check=False)
        return {finding["key"] for finding in json.loads(done.stdout)["diagnostics"]}


def compare(description, keys_of):
    """The command line of a comparison; `keys_of` gives the other program's keys of a document."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("document")
    parser.add_argument("--ibid", default="target/debug/ibid", type=Path)
    arguments = parser.parse_args()
    theirs = set(keys_of(arguments.folder / arguments.document))
    ours = keys_of_ibid(arguments.ibid.resolve(), arguments.folder, arguments.document)
    print(f"{len(theirs)} keys there, {len(ours)} in ibid")
    for name, keys in (("only there", theirs - ours), ("only in ibid", ours - theirs)):
        if keys:
            print(f"{name}: {' '.join(sorted(keys))}")
