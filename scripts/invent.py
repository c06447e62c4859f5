"""Write invented knowledge as a project of ours, of plain Sphinx, of sphinx-needs or of Hugo, with the same content.

As in `python -m scripts.invent kb FOLDER --size 1000`.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from sphinx_dossier.evidence import fingerprint, skeleton

from scripts.invented import Article, Claim, Entry, Knowledge, Title, title

CONF = """\
project = "Invented"
project_copyright = "nobody"
extensions = {extensions}
html_theme = "furo"
"""
KB, DOCS = "kb", "docs"
"""The folders of a project: the knowledge base, which Markdown pages do without, and the source folder."""


KIND = """\
facts:
  told-by:
    type: text
    label: Told by
    help: Who told of it.
"""
"""A declaration that adds a fact to meetings."""

SINGLE = """\
<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{{ .Title }}</title></head>
<body><nav><a href="{{ "/" | relURL }}">Invented</a></nav>
<main><h1>{{ .Title }}</h1>{{ .Content }}</main></body></html>
"""
TO = """{{ with site.GetPage (.Get 0) }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}"""
"""A shortcode of Hugo: a link to a page, by the title that this has now."""


def knowledge_base(folder: Path, knowledge: Knowledge) -> None:
    """Write a project with sphinx_dossier: each entry as YAML, each source with its fingerprint."""
    # Each article proves some hundred claims, more than a careful editor would take from one.
    _write(folder / KB / "settings.yaml", "source-share: 100\n")
    _write(folder / KB / "kinds/meeting.yaml", KIND)
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
    _sources(folder / DOCS, knowledge)
    _write(folder / DOCS / "conf.py", CONF.format(extensions=["myst_parser"]))
    _write(folder / DOCS / "index.md", "# Invented\n")


def needs(folder: Path, knowledge: Knowledge) -> None:
    """Write a project of sphinx-needs: a page for each entry, which is a need and links to others."""
    for entry in knowledge.entries():
        others = dict.fromkeys(need(one) for claim in entry.claims for one in _named(claim))
        head = [f"```{{{entry.title.kind}}} {entry.title.name}", f":id: {need(entry.title)}"]
        links = [f":links: {'; '.join(others)}"] if others else []
        said = [f"{_sentence(claim, _by_need)}[^{number}]" for number, claim in enumerate(entry.claims, start=1)]
        block = "\n".join([*head, *links, "", "\n\n".join(said), "```"])
        prose = [f"# {entry.title.name}", block, *_footnotes(entry, knowledge, "[{0.title}](../sources/{0.id}.md)")]
        _write(folder / DOCS / entry.title.folder / f"{entry.title.id}.md", _page(prose))
    _sources(folder / DOCS, knowledge)
    types = [
        {"directive": kind, "title": kind.capitalize(), "prefix": "", "color": "#ffffff", "style": "node"}
        for kind in ("person", "meeting", "policy")
    ]
    conf = CONF.format(extensions=["sphinx_needs", "myst_parser"])
    _write(folder / DOCS / "conf.py", f"{conf}needs_types = {types}\nneeds_id_regex = '^[A-Z0-9_]+'\n")
    _write(folder / DOCS / "index.md", "# Invented\n")


def hugo(folder: Path, knowledge: Knowledge) -> None:
    """Write a project of Hugo: a page for each entry and each source."""
    for entry in knowledge.entries():
        said = [f"{_sentence(claim, _by_page)}[^{number}]" for number, claim in enumerate(entry.claims, start=1)]
        prose = [*said, *_footnotes(entry, knowledge, '{{{{< to "sources/{0.id}" >}}}}')]
        _write(folder / DOCS / entry.title.folder / f"{entry.title.id}.md", _fronted(entry.title.name, prose))
    for article in knowledge.articles:
        _write(folder / DOCS / "sources" / f"{article.id}.md", _fronted(article.title, [_about(article)]))
    _write(folder / "layouts/_default/single.html", SINGLE)
    _write(folder / "layouts/_default/list.html", SINGLE)
    _write(folder / "layouts/shortcodes/to.html", TO)
    settings = 'baseURL = "/"\ntitle = "Invented"\ncontentDir = "docs"\ndisableKinds = ["taxonomy", "term", "rss"]\n'
    _write(folder / "hugo.toml", settings)


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


def _fronted(name: str, blocks: Iterable[str]) -> str:
    return "\n\n".join([f"---\ntitle: {json.dumps(name)}\n---", *blocks]) + "\n"


def _sources(folder: Path, knowledge: Knowledge) -> None:
    for article in knowledge.articles:
        _write(folder / "sources" / f"{article.id}.md", _page([f"# {article.title}", _about(article)]))


def _about(article: Article) -> str:
    return f"- Date: {article.date}\n- Dateline: {article.place}\n- Language: en"


def _prose(entry: Entry, knowledge: Knowledge) -> Iterator[str]:
    yield f"# {entry.title.name}"
    for number, claim in enumerate(entry.claims, start=1):
        yield f"{_sentence(claim, _by_file)}[^{number}]"
    yield from _footnotes(entry, knowledge, "[{0.title}](../sources/{0.id}.md)")


def _footnotes(entry: Entry, knowledge: Knowledge, form: str) -> Iterator[str]:
    for number, claim in enumerate(entry.claims, start=1):
        source = form.format(knowledge.articles[claim.source])
        yield f"[^{number}]: “{claim.quote}”, {source}. {claim.infer}".rstrip()


def _sentence(claim: Claim, link: Callable[[Title], str]) -> str:
    """Return a claim as a sentence of Markdown, with its links."""
    parts = []
    for name, value in claim.said.items():
        if isinstance(value, str):
            parts.append(value if name == "text" else f"{name.capitalize()}: {value}.")
        else:
            parts.append(f"{name.capitalize()}: {', '.join(map(link, map(title, value)))}.")
    return " ".join(parts)


def _named(claim: Claim) -> Iterator[Title]:
    for value in claim.said.values():
        if not isinstance(value, str):
            yield from map(title, value)


def _by_file(one: Title) -> str:
    # Without words of its own, a link shows the title that the page has now.
    return f"[](../{one.folder}/{one.id}.md)"


def _by_page(one: Title) -> str:
    return f'{{{{< to "{one.folder}/{one.id}" >}}}}'


def _by_need(one: Title) -> str:
    return f"{{need}}`{need(one)}`"


def need(one: Title) -> str:
    """Return the id of an entry as a need."""
    return one.id.upper().replace("-", "_")


FORMS = {"kb": knowledge_base, "markdown": markdown, "needs": needs, "hugo": hugo}


def main() -> None:
    """Write a project as the command line says."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("form", choices=list(FORMS), help="what the content is written as")
    parser.add_argument("folder", type=Path, help="the folder of the project, made where it is not there")
    parser.add_argument("--size", type=int, default=100, help="how many entries (default: 100)")
    parser.add_argument("--seed", type=int, default=1, help="another seed gives other content (default: 1)")
    options = parser.parse_args()
    FORMS[options.form](options.folder, Knowledge(options.size, options.seed))


if __name__ == "__main__":
    main()
