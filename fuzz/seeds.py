"""Writes the corpora to start from: python3 seeds.py

Styles and libraries come from our fixtures, and from the official suite and styles where
`../shared` lies beside the project. Nothing of them is kept in the repository.
"""

import pathlib
import re

ROOT = pathlib.Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"


def section(text, name):
    found = re.search(rf">>=+ {name} =+>>\n(.*?)\n<<=+ {name} =+<<", text, re.S)
    return found.group(1) if found else None


def write(folder, name, text):
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")


def main():
    styles, engine = ROOT / "fuzz/corpus/style", ROOT / "fuzz/corpus/engine"
    fixtures = sorted(ROOT.glob("tests/fixtures/csl/*.txt"))
    fixtures += sorted(SHARED.glob("csl-test-suite/*.txt"))
    for path in fixtures:
        text = path.read_text(encoding="utf-8")
        style, library = section(text, "CSL"), section(text, "INPUT")
        if style and library:
            write(styles, path.stem, style)
            write(engine, path.stem, f"{style}\n%%%\n{library}")
    for path in sorted(SHARED.glob("csl-styles/*.csl"))[::40]:
        write(styles, path.stem, path.read_text(encoding="utf-8"))
    print(len(list(styles.iterdir())), "styles,", len(list(engine.iterdir())), "styles with libraries")


if __name__ == "__main__":
    main()
