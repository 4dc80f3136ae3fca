"""Writes the corpora to start from: python3 seeds.py

Styles, libraries and bibliographies come from our fixtures and rule pages, and from the official
suite, styles and samples where `../shared` lies beside the project. Nothing of them is kept in the repository.
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


def bibliographies():
    """Small files, since a long one takes long to try; each example of a rule's page is one."""
    formats = {"bib": "bibtex", "yaml": "yaml", "yml": "yaml", "json": "json"}
    paths = [*ROOT.glob("tests/fixtures/**/*"), *SHARED.glob("samples/**/*")]
    for path in sorted(paths):
        format = formats.get(path.suffix[1:])
        if format and path.is_file() and path.stat().st_size < 8_000:
            folder = ROOT / "fuzz/corpus" / format
            folder.mkdir(parents=True, exist_ok=True)
            (folder / f"{path.parent.name}-{path.name}").write_bytes(path.read_bytes())
    for page in sorted(ROOT.glob("src/check/rules/**/*.md")):
        blocks = re.findall(r"```(bib|yaml|json)[^\n]*\n(.*?)```", page.read_text("utf-8"), re.S)
        for number, (kind, text) in enumerate(blocks):
            write(ROOT / "fuzz/corpus" / formats[kind], f"{page.stem}-{number}", text)


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
    bibliographies()
    print(len(list(styles.iterdir())), "styles,", len(list(engine.iterdir())), "styles with libraries")


if __name__ == "__main__":
    main()
