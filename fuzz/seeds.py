"""Writes the corpora to start from: python3 seeds.py

Styles, libraries and bibliographies come from our fixtures and rule pages, and from the official
suite, styles and samples where `../shared` lies beside the project. Nothing of them is kept in the repository.
"""

import json
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
    formats = {"bib": "bibtex", "yaml": "yaml", "yml": "yaml", "json": "json", "ris": "ris"}
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


def documents():
    """Small documents, each after a line with its extension."""
    extensions = {"md", "qmd", "rmd", "tex", "typ", "adoc", "org", "rst", "rs", "txt"}
    folders = [ROOT / "tests/fixtures" / it for it in ("document", "essays", "render")]
    paths = [path for it in [*folders, SHARED / "samples/docs"] for path in it.glob("**/*")]
    for path in sorted(paths):
        extension = path.suffix[1:].lower()
        if extension in extensions and path.is_file() and path.stat().st_size < 8_000:
            text = path.read_text("utf-8", errors="replace")
            name = f"{path.parent.name}-{path.name}"
            write(ROOT / "fuzz/corpus/document", name, f"{extension}\n{text}")


def nested_markup(folder):
    """Tags, quotation marks and parentheses inside of each other, closed, crossed and left open."""
    style = (ROOT / "tests/fixtures/style/clean.csl").read_text("utf-8")
    tags = ["i", "b", "sup", "sub", 'span style="font-variant:small-caps;"', 'span class="nocase"']
    opening = [f"<{tag}>" for tag in tags] + ['"', "'", "“", "«", "("]
    closing = [f"</{tag.split()[0]}>" for tag in tags] + ['"', "'", "”", "»", ")"]
    for depth in (1, 2, 5, 40):
        order = [index % len(opening) for index in range(depth)]
        begin = "a ".join(opening[index] for index in order)
        ends = {
            "closed": " b".join(closing[index] for index in reversed(order)),
            "crossed": " b".join(closing[index] for index in order),
            "open": "",
        }
        for name, end in ends.items():
            title = f"{begin}title, with: words{end}."
            item = {"id": "a", "type": "book", "title": title, "publisher": title[::-1]}
            item["author"] = [{"family": title, "given": title}]
            library = json.dumps([item], ensure_ascii=False)
            write(folder, f"nested-{name}-{depth}", f"{style}\n%%%\n{library}")


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
    nested_markup(engine)
    for path in sorted(SHARED.glob("csl-styles/*.csl"))[::40]:
        write(styles, path.stem, path.read_text(encoding="utf-8"))
    bibliographies()
    documents()
    print(len(list(styles.iterdir())), "styles,", len(list(engine.iterdir())), "styles with libraries")


if __name__ == "__main__":
    main()
