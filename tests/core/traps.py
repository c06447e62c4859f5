"""The traps of `tests/cases/evidence`: reading them, running one, and the table. Their form is told in their README.

Run as a program it prints the table: `python -m tests.core.traps`.
"""

from __future__ import annotations

import functools
import hashlib
import json
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sphinx_dossier import yaml_nodes
from sphinx_dossier.checked import Checked, check
from sphinx_dossier.evidence import fingerprint
from sphinx_dossier.evidence.article import PARTS
from sphinx_dossier.values import Lines, Record

FOLDER = Path(__file__).parents[1] / "cases" / "evidence"
SHARED = "shared.yaml"
RULES = (
    "cut-negation", "cut-denial", "cut-hedge", "cut-condition", "cut-attribution", "cut-word", "quote-parts",
    "parts-apart", "quote-too-short", "quote-too-long", "quote-not-found", "quote-elsewhere", "outside-body",
    "name-not-quoted", "words-not-quoted", "number-not-quoted", "bound-not-quoted", "date-not-quoted", "date-differs",
    "meaning-changed", "quote-reused", "quote-share", "source-share", "idle-infer", "unsound-claim", "origin-loop",
    "preferred-alone", "preferred-twice", "bad-move",
)  # fmt: skip
"""The codes that stand trial here."""

KEYS = {"case", "text", "dated", "sources", "settings", "entries", "claims", "rules", "because", "verdict"}
"""What a case says; all else in it belongs to its one claim."""
MEETING = "meetings/northport-talks"
DATED = "2031-09-11"
# Passages are short: only the cases about shares are held to them.
WIDE = {"quote-share": "100", "source-share": "100"}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Trap:
    """One passage with what is claimed of it. `rules` are those at whose edge it stands, `codes` the verdict's."""

    name: str
    verdict: str
    codes: frozenset[str]
    rules: frozenset[str]
    because: str
    files: Mapping[str, str]

    def __str__(self) -> str:
        return self.name


@functools.cache
def traps() -> tuple[Trap, ...]:
    """Return the cases of every file."""
    files = sorted(file for file in FOLDER.glob("*.yaml") if file.name != SHARED)
    return tuple(trap for file in files for trap in _in_file(file))


def _in_file(file: Path) -> Iterator[Trap]:
    told = _read(file)
    for case in told["cases"]:
        verdict, codes = case["verdict"], frozenset[str]()
        if verdict != "honest":
            ((verdict, listed),) = verdict.items()
            codes = frozenset(listed)
        assert verdict in {"honest", "trap", "undecided"}, case["case"]
        yield Trap(
            name=f"{file.stem}: {case['case']}",
            verdict=verdict,
            codes=codes,
            rules=frozenset(case.get("rules", told["rules"])),
            because=case.get("because", ""),
            files=dict(_files(case)),
        )


def _read(file: Path) -> Any:  # noqa: ANN401 (what a YAML file holds)
    node, problems = yaml_nodes.parse(file.read_text("utf-8"), file.name)
    assert node is not None
    assert not problems, [str(problem) for problem in problems]
    return _plain(node)


def _plain(node: yaml_nodes.Node) -> Any:  # noqa: ANN401 (what a YAML file holds)
    if isinstance(node, yaml_nodes.Mapping):
        return {key.text: _plain(value) for key, value in node.pairs}
    return [_plain(item) for item in node.items] if isinstance(node, yaml_nodes.Sequence) else node.text


def _files(case: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the path and the text of each file of a case."""
    settings = case.get("settings", WIDE)
    if settings:
        yield "settings.yaml", json.dumps(settings)
    sources = dict(case.get("sources", {}))
    if "text" in case:
        sources["paper"] = {"text": case["text"], "dated": case.get("dated", DATED)}
    for id_, source in sources.items():
        yield from _source(id_, source)
    entries: dict[str, dict[str, Any]] = {path: dict(keys) for path, keys in case.get("entries", {}).items()}
    alone = {key: value for key, value in case.items() if key not in KEYS}
    for item in case.get("claims", [alone]):
        part, claim = _claim(item)
        entries.setdefault(item.get("in", MEETING), {}).setdefault(part, []).append(claim)
    for path, keys in entries.items():
        name = path.rpartition("/")[2].replace("-", " ").title()
        yield f"{path}.yaml", json.dumps({"name": name, **keys}, ensure_ascii=False)


def _claim(item: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """Return the part of an entry that a claim belongs to, and the claim as a contributor writes it."""
    rest = {key: value for key, value in item.items() if key not in {"in", "quote", "infer", "cite"}}
    cite = item.get("cite", {key: item[key] for key in ("quote", "infer") if key in item})
    cites = [{"source": "paper", **one} for one in (cite if isinstance(cite, list) else [cite])]
    if "says" in rest:
        return "statements", {"text": rest.pop("says"), **rest, "cite": cites}
    part, said = next((key, value) for key, value in rest.items() if isinstance(value, dict))
    del rest[part]
    return part, {**said, **rest, "cite": cites}


def _source(id_: str, told: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield a source's entry and its fingerprint, from an article whose lines may start with a part, as in title|."""
    layout: dict[str, list[int]] = {}
    lines = told["text"].rstrip("\n").split("\n")
    for number, line in enumerate(lines):
        part, mark, rest = line.partition("| ")
        if mark and part in PARTS:
            layout.setdefault(part, []).append(number + 1)
            lines[number] = rest
    article = "\n".join(lines).encode()
    entry = {"name": id_.title(), "sha256": hashlib.sha256(article).hexdigest()}
    entry |= {key: value for key, value in told.items() if key not in {"text", "dated"}}
    if (dated := told.get("dated", DATED)) != "none":
        entry["date"] = dated
    parts = Record({part: tuple(Lines(first=n, last=n) for n in numbers) for part, numbers in layout.items()})
    yield f"sources/{id_}.fingerprint.json", fingerprint.dumps(fingerprint.make(article, parts))
    # Every scalar of an entry is read as its kind says, so numbers may be written as text.
    named = {part: [str(n) for n in numbers] for part, numbers in layout.items()}
    yield f"sources/{id_}.yaml", json.dumps(entry | ({"layout": named} if named else {}), ensure_ascii=False)


@functools.cache
def shared() -> Mapping[str, str]:
    """Return the files that every case finds, by path."""
    told = _read(FOLDER / SHARED)
    files = {f"{path}.yaml": json.dumps(entry, ensure_ascii=False) for path, entry in told["entries"].items()}
    return {**files, **dict(_source("almanac", {"text": told["almanac"]}))}


def checked(files: Mapping[str, str]) -> Checked:
    """Return the knowledge base of the shared files and these, checked."""
    root = Path(tempfile.mkdtemp(prefix="dossier-trap-"))
    try:
        for folder in {path.rpartition("/")[0] for path in (*shared(), *files)}:
            (root / "kb" / folder).mkdir(parents=True, exist_ok=True)
        for path, text in {**shared(), **files}.items():
            (root / "kb" / path).write_text(text, "utf-8")
        return check(root / "kb")
    finally:
        shutil.rmtree(root)


@functools.cache
def found(trap: Trap) -> tuple[str, ...]:
    """Return what the check says of the case's own files, each line with its code; the shared ones are sound."""
    own = {f"kb/{path}" for path in trap.files}
    return tuple(str(problem) for problem in checked(trap.files).problems if problem.place.path in own)


def reported(trap: Trap) -> frozenset[str]:
    """Return the codes that the check reports at the case's own files."""
    return frozenset(line.rpartition("[")[2].rstrip("]") for line in found(trap))


def table() -> str:
    """Return, for each rule, how many traps were caught and missed, and honest quotes refused."""
    rows: list[tuple[str, ...]] = [("", "traps", "caught", "missed", "besides", "honest", "refused", "undecided")]
    rows += [(rule, *map(str, _row(rule))) for rule in RULES]
    rows.append(("cases", *map(str, _cases())))
    body = "\n".join(f"{row[0]:20}" + "".join(f"{cell:>10}" for cell in row[1:]) for row in rows)
    open_ = [f"  {trap.name}: {', '.join(sorted(trap.codes)) or 'nothing reported'}. {trap.because}"
             for trap in traps() if trap.verdict == "undecided"]  # fmt: skip
    return "\n".join([body, "", "Undecided without the text:", *open_])


def _row(rule: str) -> tuple[int, ...]:
    """Return the counts of one rule; `besides` counts traps that it reports though their verdict does not say so."""
    caught = missed = besides = honest = refused = undecided = 0
    for trap in traps():
        has = rule in reported(trap)
        if trap.verdict == "honest":
            honest += rule in trap.rules
            refused += has
        elif trap.verdict == "undecided":
            undecided += rule in (trap.codes or trap.rules)
        else:
            caught += has and rule in trap.codes
            missed += not has and rule in trap.codes
            besides += has and rule not in trap.codes
    return caught + missed, caught, missed, besides, honest, refused, undecided


def _cases() -> tuple[int, ...]:
    """Return the same counts for whole cases: a trap is caught where each of its codes is reported."""
    told = [(trap.verdict, trap.codes - reported(trap), reported(trap) - trap.codes) for trap in traps()]
    set_ = [(less, more) for verdict, less, more in told if verdict == "trap"]
    honest = [more for verdict, _, more in told if verdict == "honest"]
    missed = sum(bool(less) for less, _ in set_)
    besides = sum(bool(more) for _, more in set_)
    return (
        len(set_), len(set_) - missed, missed, besides, len(honest), sum(map(bool, honest)),
        len(told) - len(set_) - len(honest),
    )  # fmt: skip


if __name__ == "__main__":
    print(table())  # noqa: T201 (this is what the program is for)
