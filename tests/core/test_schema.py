"""The JSON Schema that editors use beside our own check: what each of the two sees."""

from __future__ import annotations

import json
import re
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from sphinx_dossier import yaml_nodes
from sphinx_dossier.checked import Checked, check
from sphinx_dossier.codes import Code
from sphinx_dossier.kinds import builtin_kinds
from sphinx_dossier.schema import DRAFT, schema, schemas
from sphinx_dossier.yaml_nodes import Node, Scalar, Sequence

from tests.core.casefiles import Case, cases, lay_out, unprivileged

KB = Path(__file__).parents[2] / "kb"

# What the schema sees of each code, in the files of the cases that have no other problem. By hand.
ALWAYS = {
    "bad-choice",
    "bad-number",
    "bad-url",
    "dangling-reference",
    "uncited-claim",
    "unknown-key",
    "unknown-source",
    "wrong-kind",
}
SOMETIMES = {
    "bad-date",  # its form, and not the calendar
    "bad-id",  # that of a claim, and not the file's name
    "missing-key",  # that of a form, and not the reason for a preferred value
    "bad-lines",  # their form, and not that two parts share one
    "wrong-type",  # that of a value, and not that of a key
}
ONLY_OURS = {
    # The file: an editor has its own say about these, or has no file to show.
    "unreadable",
    "link-loop",
    "too-big",
    "not-utf8",
    "empty-file",
    "not-yaml",
    "two-documents",
    "duplicate-key",
    "alias",
    "tag",
    "too-deep",
    "lost-text",
    "stray-file",
    # The library.
    "bad-kind",
    "duplicate-id",
    "duplicate-claim",
    # The evidence.
    "no-fingerprint",
    "bad-fingerprint",
    "quote-not-found",
    "quote-too-short",
    "quote-too-long",
    "quote-parts",
    "quote-elsewhere",
    "cut-word",
    "parts-apart",
    "cut-negation",
    "cut-denial",
    "cut-hedge",
    "cut-condition",
    "cut-attribution",
    "meaning-changed",
    "outside-body",
    "name-not-quoted",
    "words-not-quoted",
    "number-not-quoted",
    "bound-not-quoted",
    "date-not-quoted",
    "date-differs",
    "quote-reused",
    "quote-share",
    "source-share",
    "idle-infer",
    # What sources and entries are to one another.
    "origin-loop",
    "unsound-claim",
    "preferred-alone",
    "preferred-twice",
    "bad-move",
}

_INT = re.compile(r"[-+]?[0-9]+")
_BASED = re.compile(r"0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_NO_NUMBER = re.compile(r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")


def plain_data(node: Node | None) -> Any:  # noqa: ANN401 (JSON's data has no better type)
    """Return a document as an editor sees it, by the core schema of YAML 1.2."""
    if isinstance(node, Sequence):
        return [plain_data(item) for item in node.items]
    if isinstance(node, Scalar):
        return scalar(node.text) if node.plain else node.text
    assert node is not None
    return {key.text: plain_data(value) for key, value in node.pairs}


def scalar(text: str) -> str | int | float | bool | None:
    if text in {"", "~", "null", "Null", "NULL"}:
        return None
    if text in {"true", "True", "TRUE", "false", "False", "FALSE"}:
        return text.lower() == "true"
    if _INT.fullmatch(text):
        return int(text)
    if _BASED.fullmatch(text):
        return int(text, 0)
    if _FLOAT.fullmatch(text) or _NO_NUMBER.fullmatch(text):
        return float(text.replace(".inf", "inf").replace(".nan", "nan"))
    return text


def validators(checked: Checked) -> Mapping[str, Draft202012Validator]:
    """Return a validator for each kind by the name of its folder."""
    return {
        kind.folder: Draft202012Validator(schema(kind, checked.library)) for kind in checked.library.kinds.values()
    }


def entry_files(checked: Checked) -> Iterator[tuple[str, Path]]:
    """Yield each entry's file that can be read, with its path as places show it."""
    for kind in checked.library.kinds.values():
        for file in sorted((checked.library.root / kind.folder).glob("*.yaml")):
            yield f"{checked.library.label}/{kind.folder}/{file.name}", file


def refused(file: Path, validator: Draft202012Validator) -> bool | None:
    """Return whether the schema refuses a file; None where there is no document to ask it about."""
    text, _ = yaml_nodes.read(file, file.name)
    node, problems = yaml_nodes.parse(text, file.name) if text is not None else (None, ())
    # What an alias stands for is in no node.
    unknown = node is None or any(problem.code is Code.ALIAS for problem in problems)
    return None if unknown else not validator.is_valid(plain_data(node))


def seen(case: Case, folder: Path) -> Iterator[tuple[str, set[str], bool]]:
    """Yield each entry of a case: its path, the codes of our check, and whether the schema refuses it."""
    root = lay_out(case, folder)
    with unprivileged():
        checked = check(root)
    of_kind = validators(checked)
    codes: defaultdict[str, set[str]] = defaultdict(set)
    for problem in checked.problems:
        codes[problem.place.path].add(problem.code.value)
    with unprivileged():
        for path, file in entry_files(checked):
            yield path, codes[path], bool(refused(file, of_kind[file.parent.name]))


@pytest.fixture(scope="module")
def found() -> list[tuple[str, set[str], bool]]:
    """What both checks say of every entry of every case."""
    everything = []
    for case in cases():
        with tempfile.TemporaryDirectory(prefix="dossier-schema-") as home:
            Path(home).chmod(0o755)
            everything += [(f"{case}: {path}", codes, says) for path, codes, says in seen(case, Path(home))]
            for section in case.sections:
                if section.header.startswith("closed "):
                    (Path(home) / section.header.removeprefix("closed ")).chmod(0o755)
    return everything


Found = list[tuple[str, set[str], bool]]


def test_the_lists_hold_every_code_once() -> None:
    assert sorted([*ALWAYS, *SOMETIMES, *ONLY_OURS]) == sorted(code.value for code in Code)


def test_what_the_schema_sees_of_the_bad_cases(found: Found) -> None:
    answers: defaultdict[str, set[bool]] = defaultdict(set)
    for _, codes, says in found:
        if len(codes) == 1:
            answers[next(iter(codes))].add(says)
    assert {code for code, says in answers.items() if says == {True}} == ALWAYS
    assert {code for code, says in answers.items() if says == {True, False}} == SOMETIMES
    # Codes of files that are no entries have no answer at all.
    assert {code.value for code in Code if True not in answers[code.value]} == ONLY_OURS


def test_what_our_check_accepts_the_schema_does_not_refuse(found: Found) -> None:
    sound = [path for path, codes, _ in found if not codes]
    assert len(sound) > 50
    assert [path for path, codes, says in found if says and not codes] == []


def test_what_the_schema_refuses_our_check_refuses(found: Found) -> None:
    assert [path for path, codes, says in found if says and not codes & (ALWAYS | SOMETIMES)] == []


def test_every_entry_of_the_knowledge_base() -> None:
    checked = check(KB)
    assert list(map(str, checked.problems)) == []
    of_kind = validators(checked)
    files = list(entry_files(checked))
    assert len(files) == len(checked.library.entries) > 50
    assert [path for path, file in files if refused(file, of_kind[file.parent.name]) is not False] == []


def test_every_schema_is_one() -> None:
    texts = schemas(check(KB).library)
    assert set(texts) >= {f"{name}.json" for name in builtin_kinds()}
    for text in texts.values():
        content = json.loads(text)
        Draft202012Validator.check_schema(content)
        assert content["$schema"] == DRAFT


def test_the_editors_reading_of_yaml() -> None:
    text = "[1, 012, 0x1f, 0o17, 1e3, .5, true, ~, null, no, 2022-01-06, '1', \"\", .inf, 1_000, -5, +5, 1.]"
    node, _ = yaml_nodes.parse(text, "x")
    assert node is not None
    expected = [1, 12, 31, 15, 1000.0, 0.5, True, None, None, "no", "2022-01-06", "1", "", float("inf"), "1_000"]
    assert plain_data(node) == [*expected, -5, 5, 1.0]


ODD = """\
name: 2031
sort: true
facts:
  - when: 2031
    many: 4000
    kind: {kind}
    sure: {sure}
    of: {of}
    at: https://example.org
    id: {id}
    cite: {{source: daily, quote: 400}}
"""
ODD_KIND = """\
facts:
  when: {type: date, label: When, help: When.}
  many: {type: number, label: Many, help: How many.}
  kind: {type: choice, label: Kind, help: Which., choices: {true: so, 12: twelve, no: not so}}
  sure: {type: flag, label: Sure, help: Whether.}
  of: {type: reference, label: Of, help: Of what.}
  at: {type: url, label: At, help: Where.}
"""


@pytest.mark.parametrize("kind", ["true", "12", "no", '"true"'])
@pytest.mark.parametrize("sure", ["true", '"false"'])
@pytest.mark.parametrize(("of", "id_"), [("2031", "012"), ("true", "1e5"), ("1e5", "null-1"), ("0x1f", "true")])
def test_values_that_yaml_takes_for_numbers_and_truth(
    tmp_path: Path, kind: str, sure: str, of: str, id_: str
) -> None:
    """An id, a choice or a flag that an editor reads as a number or a truth value is right for it too."""
    for path, text in {
        "kinds/policy.yaml": ODD_KIND,
        "policies/odd.yaml": ODD.format(kind=kind, sure=sure, of=of, id=id_),
        "sources/daily.yaml": "name: Daily\n",
        **{f"people/{name}.yaml": "name: Somebody\n" for name in ("2031", "true", "1e5", "0x1f")},
    }.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text, "utf-8")
    checked = check(tmp_path)
    assert {problem.code for problem in checked.problems} == {Code.NO_FINGERPRINT}
    assert refused(tmp_path / "policies/odd.yaml", validators(checked)["policies"]) is False
