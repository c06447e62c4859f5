"""Write invented knowledge as a Sphinx project: as a knowledge base, or as Markdown pages with the same content.

As in `python -m scripts.invent kb FOLDER --size 1000`.
"""

from __future__ import annotations

import argparse
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from sphinx_dossier.evidence import fingerprint, skeleton

from scripts.invented import Claim, Entry, Knowledge, title

CONF = """\
project = "Invented"
project_copyright = "nobody"
extensions = {extensions}
html_theme = "furo"
"""
KB, DOCS = "kb", "docs"
"""The folders of a project: the knowledge base, which Markdown pages do without, and the source folder."""

_FIRST_MEETING = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """The change of one word in one statement: the files that hold it, and the sentence before and after."""

    kb: Path
    markdown: Path
    old: str
    new: str


def knowledge_base(folder: Path, knowledge: Knowledge) -> None:
    """Write a project with sphinx_dossier: each entry as YAML, each source with its fingerprint."""
    # Each article proves some hundred claims, more than a careful editor would take from one.
    _write(folder / KB / "settings.yaml", "source-share: 100\n")
    for entry in knowledge.entries():
        _write(folder / KB / entry.title.folder / f"{entry.title.id}.yaml", "\n".join(_yaml(entry, knowledge)))
    for article in knowledge.articles:
        data = article.text.encode()
        # The same way that `dossier source add` goes.
        layout, entry_text = skeleton.entry(article.text, f"{article.id}.txt", hashlib.sha256(data).hexdigest())
        file = folder / KB / "sources" / f"{article.id}.yaml"
        _write(file, entry_text)
        _write(file.with_suffix(".fingerprint.json"), fingerprint.dumps(fingerprint.make(data, layout)))
    conf = CONF.format(extensions=["sphinx_dossier", "myst_parser"]) + f'dossier_kb = "../{KB}"\n'
    _write(folder / DOCS / "conf.py", conf)
    indices = ("people/index", "meetings/index", "policies/index", "sources/index")
    _write(folder / DOCS / "index.md", "\n".join(["# Invented", "", "```{toctree}", *indices, "```", ""]))


def markdown(folder: Path, knowledge: Knowledge) -> None:
    """Write a project of plain Sphinx: each entry and each source as a Markdown page in no toctree."""
    for entry in knowledge.entries():
        _write(folder / DOCS / entry.title.folder / f"{entry.title.id}.md", _page(_prose(entry, knowledge)))
    for article in knowledge.articles:
        lines = [f"# {article.title}", f"- Date: {article.date}\n- Dateline: {article.place}\n- Language: en"]
        _write(folder / DOCS / "sources" / f"{article.id}.md", _page(lines))
    _write(folder / DOCS / "conf.py", CONF.format(extensions=["myst_parser"]))
    _write(folder / DOCS / "index.md", "# Invented\n")


def edit(knowledge: Knowledge) -> Edit:
    """Return the change of one word in the first statement of the first meeting."""
    entry = knowledge.entry(_FIRST_MEETING)
    old = next(str(claim.said["text"]) for claim in entry.claims if claim.part == "statements")
    first, _, *rest = old.split()
    folder, name = entry.title.folder, entry.title.id
    return Edit(
        kb=Path(KB, folder, f"{name}.yaml"),
        markdown=Path(DOCS, folder, f"{name}.md"),
        old=old,
        new=" ".join([first, "consulate", *rest]),
    )


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")


def _yaml(entry: Entry, knowledge: Knowledge) -> Iterator[str]:
    yield f"name: {entry.title.name}"
    for part in dict.fromkeys(claim.part for claim in entry.claims):
        yield f"{part}:"
        for claim in entry.claims:
            if claim.part == part:
                yield from _claim(claim, knowledge)
    yield ""


def _claim(claim: Claim, knowledge: Knowledge) -> Iterator[str]:
    mark = "-"
    for name, value in claim.said.items():
        shown = value if isinstance(value, str) else f"[{', '.join(title(number).id for number in value)}]"
        yield f"  {mark} {name}: {shown}"
        mark = " "
    yield "    cite:"
    yield f"      - source: {knowledge.articles[claim.source].id}"
    yield f"        quote: {claim.quote}"
    if claim.infer:
        yield f"        infer: {claim.infer}"


def _page(blocks: Iterable[str]) -> str:
    return "\n\n".join(["---\norphan: true\n---", *blocks]) + "\n"


def _prose(entry: Entry, knowledge: Knowledge) -> Iterator[str]:
    yield f"# {entry.title.name}"
    for number, claim in enumerate(entry.claims, start=1):
        yield f"{_sentence(claim)}[^{number}]"
    for number, claim in enumerate(entry.claims, start=1):
        article = knowledge.articles[claim.source]
        source = f"[{article.title}](../sources/{article.id}.md)"
        yield f"[^{number}]: “{claim.quote}”, {source}. {claim.infer}".rstrip()


def _sentence(claim: Claim) -> str:
    """Return a claim as a sentence of Markdown, with its links."""
    parts = []
    for name, value in claim.said.items():
        if isinstance(value, str):
            parts.append(value if name == "text" else f"{name.capitalize()}: {value}.")
        else:
            links = (f"[{one.name}](../{one.folder}/{one.id}.md)" for one in map(title, value))
            parts.append(f"{name.capitalize()}: {', '.join(links)}.")
    return " ".join(parts)


def main() -> None:
    """Write a project as the command line says."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("form", choices=["kb", "markdown"], help="what the content is written as")
    parser.add_argument("folder", type=Path, help="the folder of the project, made where it is not there")
    parser.add_argument("--size", type=int, default=100, help="how many entries (default: 100)")
    parser.add_argument("--seed", type=int, default=1, help="another seed gives other content (default: 1)")
    options = parser.parse_args()
    write = {"kb": knowledge_base, "markdown": markdown}[options.form]
    write(options.folder, Knowledge(options.size, options.seed))


if __name__ == "__main__":
    main()
