"""The cases of `tests/cases`: reading them, and laying one out as files. Their form is told in their README."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sphinx_dossier import declarations, entries, yaml_nodes
from sphinx_dossier.evidence import fingerprint
from sphinx_dossier.evidence.language import language
from sphinx_dossier.kinds import builtin_kinds
from sphinx_dossier.values import Record

CASES = Path(__file__).parents[1] / "cases"
NOBODY = 65534


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A header line and the lines below it, each with its line break."""

    header: str
    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One knowledge base with the lines that a check prints of it; `kept` is None where the case does not say."""

    name: str
    sections: tuple[Section, ...]
    problems: tuple[str, ...]
    kept: frozenset[str] | None

    def __str__(self) -> str:
        return self.name


def cases(pattern: str = "*.txt") -> list[Case]:
    """Return every case of every file, of those below the folder of cases that the pattern names."""
    return [case for file in sorted(CASES.glob(pattern)) for case in _in_file(file)]


def _in_file(file: Path) -> Iterator[Case]:
    for part in re.split(r"(?m)^##### ", file.read_text("utf-8"))[1:]:
        title, _, text = part.partition("\n")
        sections = read_sections(text)
        told = {one.header: one.body for one in sections}
        yield Case(
            name=f"{file.stem}: {title}",
            sections=tuple(one for one in sections if one.header not in {"problems", "kept"}),
            problems=tuple(_lines(told["problems"])),
            kept=frozenset(re.split(r"[\s,]+", told["kept"].strip()) if told["kept"].strip() else ())
            if "kept" in told
            else None,
        )


def read_sections(text: str) -> tuple[Section, ...]:
    """Return the sections in a text, those of `with` lines in their place."""
    return tuple(_sections(text))


def _sections(text: str) -> Iterator[Section]:
    for part in re.split(r"(?m)^=== ", text)[1:]:
        header, _, body = part.partition("\n")
        if header.startswith("with "):
            yield from _sections((CASES / f"{header[5:]}.part").read_text("utf-8"))
        else:
            # The empty line that divides cases belongs to none.
            yield Section(header=header, body=re.sub(r"\n\n\Z", "\n", body))


def _lines(body: str) -> Iterator[str]:
    yield from (_unescaped(line) for line in body.replace("\n  ", " ").splitlines() if line.strip())


def _unescaped(text: str) -> str:
    return re.sub(r"\\u([0-9a-f]{4})", lambda match: chr(int(match[1], 16)), text)


def _bytes(body: str) -> bytes:
    return re.sub(rb"\\x([0-9a-f]{2})", lambda match: bytes.fromhex(match[1].decode()), body.encode())


def lay_out(case: Case, folder: Path) -> Path:
    """Write the files of a case below `folder`; return the folder of its knowledge base."""
    articles = {one.header.split()[1]: one.body for one in case.sections if one.header.startswith("article ")}
    for section in case.sections:
        word, _, rest = section.header.partition(" ")
        if word == "bytes":
            _write(folder, rest, _bytes(section.body))
        elif word == "times":
            times, _, path = rest.partition(" ")
            _write(folder, path, _bytes(section.body.removesuffix("\n")) * int(times))
        elif word == "link":
            path, _, target = rest.partition(" -> ")
            _parent(folder, path).symlink_to(target)
        elif word == "folder":
            _parent(folder, rest).mkdir()
        elif word not in {"article", "closed"}:
            _write(folder, section.header, _filled(section, articles).encode())
    for id_, text in articles.items():
        print_ = _print(text, folder / f"kb/sources/{id_}.yaml")
        _write(folder, f"kb/sources/{id_}.fingerprint.json", fingerprint.dumps(print_).encode())
    for section in case.sections:
        if section.header.startswith("closed "):
            (folder / section.header.removeprefix("closed ")).chmod(0)
    return folder / "kb"


def _parent(folder: Path, path: str) -> Path:
    file = folder / _unescaped(path)
    file.parent.mkdir(parents=True, exist_ok=True)
    return file


def _write(folder: Path, path: str, data: bytes) -> None:
    file = _parent(folder, path)
    assert not file.exists(), f"this file system takes {path} for another file of the case"
    file.write_bytes(data)


def _filled(section: Section, articles: dict[str, str]) -> str:
    """Return a file's text with the hash, or with the fingerprint, of an article."""
    if section.body.startswith("FINGERPRINT "):
        return fingerprint.dumps(fingerprint.make(articles[section.body.split()[1]].encode(), Record()))
    article = articles.get(Path(section.header).stem, "")
    return section.body.replace("SHA256", hashlib.sha256(article.encode()).hexdigest())


def _print(text: str, entry: Path) -> fingerprint.Fingerprint:
    """Return the fingerprint of an article by the layout in its entry."""
    node, _ = yaml_nodes.parse(entry.read_text("utf-8"), entry.name)
    assert node is not None
    source, _ = entries.read(node, id=entry.stem, kind=builtin_kinds()["source"], path=entry.name)
    layout = next(iter(source.keys.records("layout")), Record())
    return fingerprint.make(text.encode(), layout)


@contextmanager
def unprivileged() -> Iterator[None]:
    """Let root, whom no permission stops, be somebody else for a while."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        yield
        return
    # What is read once is read while it may be.
    builtin_kinds()
    declarations.common()
    language("en")
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)
