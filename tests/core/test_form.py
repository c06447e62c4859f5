"""The one form of an entry's file: what it says stays, comments stay, and the form of the form is the form."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sphinx_dossier import entries, form
from sphinx_dossier.entries import Entry
from sphinx_dossier.form import tree
from sphinx_dossier.kinds import builtin_kinds
from sphinx_dossier.yaml_nodes import Mapping, Node, Scalar, parse

KIND = builtin_kinds()["meeting"]

LOOSE = """\
# Checked by hand.

looked-for: {read: [daily-2031, "herald-2031"], question: 'Who paid?'}   # nobody says
statements:
- # the first
  text: >
    They agreed to share
    the cost of a new lighthouse, and it will stand where the old one stood before the storm took it away in 2029.
  cite: # see page 3
  - {quote: 'agreed to share the cost', # in full
     source: daily-2031,}
  # no more of it
  about: [norland,
    sudland]
  id: cost
facts:


- date: "2031-05-04"
  cite: {source: daily-2031, quote: 'a "day" in May'}

  # The place is not printed.
- name: "1984"
  note: |
    One line.

    Another.
  cite: {source: daily-2031, quote: "met: in Port"}
# before the name
name:   Port talks
# at the end
"""
FORM = """\
# before the name
name: Port talks

facts:
  - date: 2031-05-04
    cite:
      source: daily-2031
      quote: a "day" in May
    # The place is not printed.
  - name: "1984"
    cite:
      source: daily-2031
      quote: "met: in Port"
    note: |-
      One line.

      Another.

statements:
  # the first
  - id: cost
    text: They agreed to share the cost of a new lighthouse, and it will stand where the old one stood before
      the storm took it away in 2029.
    # no more of it
    about: [norland, sudland]
    cite:  # see page 3
      - source: daily-2031
        quote: agreed to share the cost  # in full

# Checked by hand.

looked-for:  # nobody says
  question: Who paid?
  read: [daily-2031, herald-2031]

# at the end
"""


def entry(text: str) -> Entry:
    node, problems = parse(text, "x")
    assert node is not None, (text, problems)
    assert not problems, (text, problems)
    return entries.read(node, id="x", kind=KIND, path="x")[0]


def comments(text: str) -> list[str]:
    return sorted(re.findall(r"# c[0-9]+", text))


def test_a_loose_file_and_its_form() -> None:
    assert form.formed(LOOSE, KIND) == FORM


@pytest.mark.parametrize(
    "text",
    ["name: [\n", "name: a\nname: b\n", "- a\n", "", "name: *a\n", "name: the #1 port\n"],
)
def test_what_is_no_sound_mapping_has_no_form(text: str) -> None:
    assert form.formed(text, KIND) == text


WORDS = st.one_of(
    st.sampled_from(["a", "no", "1984", "null", "~", "a: b", "x #y", "#z", "- q", "it's", 'say "so"', "back\\slash"]),
    st.sampled_from(["é\u00a0ü", "日本", "tab\there", "two  spaces", " led", "trailed ", "a\nb", "a\n\nb\n", "\n"]),
    st.sampled_from(["---", "...", "%a", "@b", "`c`", "?", "? d", "-", "!t", "&e", "|", ">", "a:", "\u2028"]),
    st.sampled_from(["[a]", "{", "*", ":x", "\x85x", "a:b", "a,b"]),
    st.text(min_size=1, max_size=12),
    st.lists(st.sampled_from(["word", "a,", "(b)", "c.", "-", "'d'", "é"]), min_size=15, max_size=60).map(" ".join),
)
IDS = st.sampled_from(["ada-example", "daily-2031", "2031", "null", "on"])


@st.composite
def claims(draw: st.DrawFn, part: str) -> dict[str, Any]:
    cite = st.fixed_dictionaries({"source": IDS, "quote": WORDS}, optional={"infer": WORDS, "origin": IDS})
    forms: dict[str, Any] = {
        "facts": st.fixed_dictionaries({}, optional={"name": WORDS, "date": st.just("2031-05"), "series": IDS}),
        "statements": st.fixed_dictionaries({"text": WORDS}, optional={"about": st.lists(IDS, max_size=4)}),
        "participants": st.fixed_dictionaries({"person": st.one_of(IDS, st.lists(IDS, max_size=20))}),
    }
    said: dict[str, Any] = dict(draw(forms[part]))
    said["cite"] = draw(st.one_of(cite, st.lists(cite, max_size=2)))
    if draw(st.booleans()):
        said["note"] = draw(WORDS)
    if draw(st.booleans()):
        said["unknown key"] = draw(st.one_of(WORDS, st.lists(WORDS, max_size=2)))
    return dict(draw(st.permutations(list(said.items()))))


@st.composite
def whole(draw: st.DrawFn) -> dict[str, object]:
    parts = {part: draw(st.lists(claims(part), max_size=2)) for part in ("facts", "statements", "participants")}
    said = {"name": draw(WORDS), **parts, "moved-from": draw(st.lists(IDS, max_size=2))}
    return dict(draw(st.permutations(list(said.items()))))


def double(text: str) -> str:
    """Return a text between double quotation marks, escaped as YAML does: JSON writes far characters as two."""
    return '"' + "".join(char if ord(char) > 0xFFFF else json.dumps(char)[1:-1] for char in text) + '"'


class Writer:
    """Writes a value as YAML in some way: block or flow, whichever quotation marks, comments anywhere."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw, self.count = draw, 0

    def comment(self) -> str:
        if self.draw(st.integers(0, 5)):
            return ""
        self.count += 1
        return f"# c{self.count}"

    def above(self, indent: int) -> str:
        said = self.comment()
        shift = self.draw(st.sampled_from([0, 0, 1, 2, -2, 7]))
        blank = self.draw(st.sampled_from(["", "", "\n", "\n\n"]))
        return (f"{' ' * max(indent + shift, 0)}{said}\n" if said else "") + blank

    def beside(self) -> str:
        return f"  {said}" if (said := self.comment()) else ""

    def scalar(self, text: str, indent: int, *, flow: bool) -> str:
        style = self.draw(st.sampled_from(["double", "single", "plain", "block", "fold"]))
        if style == "single" and text.isprintable():
            return "'" + text.replace("'", "''") + "'"
        if style == "plain" and re.fullmatch(r"[a-zé日本0-9-]*[a-zé日本]", text) and text[0] != "-":
            return text
        if style in {"block", "fold"} and not flow and re.fullmatch(r"[a-z#][ -~]*(\n[ -~]+)*", text):
            sign = {"block": "|-", "fold": ">-"}[style]
            lines = f"\n{' ' * indent}".join(text.split("\n"))
            return f"{sign}{self.beside()}\n{' ' * indent}{lines}"
        return double(text)

    def flow(self, value: object, indent: int) -> str:
        said = self.comment()
        gap = f" {said}\n{' ' * (indent + 2)}" if said else " "
        if isinstance(value, dict):
            return (
                "{"
                + gap
                + f",{gap}".join(f"{json.dumps(k)}: {self.flow(v, indent)}" for k, v in value.items())
                + gap
                + "}"
            )
        if isinstance(value, list):
            return "[" + gap + f",{gap}".join(self.flow(v, indent) for v in value) + gap + "]"
        return self.scalar(str(value), indent, flow=True)

    def block(self, value: object, indent: int) -> str:
        """Write a value after its key or dash, with the end of its line."""
        if isinstance(value, str):
            text = self.scalar(value, indent + 2, flow=False)
            more = "" if text.startswith(("|", ">")) else self.beside()
            return f" {text}{more}\n"
        if not value or not self.draw(st.integers(0, 3)):
            return f" {self.flow(value, indent)}{self.beside()}\n"
        if isinstance(value, dict):
            return f"{self.beside()}\n" + self.pairs(value, indent + self.draw(st.sampled_from([1, 2, 4])))
        assert isinstance(value, list)
        inner = indent + self.draw(st.sampled_from([0, 2, 3]))
        items = (f"{self.above(inner)}{' ' * inner}-{self.block(item, inner)}" for item in value)
        return f"{self.beside()}\n" + "".join(items) + self.above(inner)

    def pairs(self, value: dict[str, object], indent: int) -> str:
        made = (f"{self.above(indent)}{' ' * indent}{key}:{self.block(one, indent)}" for key, one in value.items())
        return "".join(made) + self.above(indent)


@st.composite
def files(draw: st.DrawFn) -> str:
    return Writer(draw).pairs(draw(whole()), 0)


@settings(max_examples=150, deadline=None)
@given(files())
def test_the_form_says_the_same_keeps_comments_and_is_its_own_form(text: str) -> None:
    after = form.formed(text, KIND)
    assert entry(after) == entry(text)
    assert comments(after) == comments(text)
    assert form.formed(after, KIND) == after
    for line in after.split("\n"):
        assert line == line.rstrip(" ") or "\\" in line


def flat(node: Node) -> object:
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Mapping):
        return {key.text: flat(value) for key, value in node.pairs}
    return [flat(item) for item in node.items]


@given(st.text(max_size=30))
def test_any_text_under_an_unknown_key_stays_to_the_letter(text: str) -> None:
    if any("\ud800" <= char <= "\udfff" for char in text):
        return
    node, _ = parse(form.formed(f"oddity: {double(text)}\n", KIND), "x")
    assert node is not None
    assert flat(node) == {"oddity": text}


def test_a_comment_goes_with_what_it_is_written_beside() -> None:
    root = tree.read("a:\n  - b: c  # beside\n    # below\n  # above\n  - d\n")
    assert isinstance(root, tree.Group)
    listed = root.items[0].value
    assert isinstance(listed, tree.Group)
    first, second = listed.items
    assert isinstance(first.value, tree.Group)
    assert first.value.items[0].beside == ["# beside"]
    assert first.value.below == ["# below"]
    assert second.above == ["# above"]


def test_the_entries_of_this_repository_are_in_the_form() -> None:
    from sphinx_dossier import loading

    found = loading.load(Path(__file__).parents[2] / "kb")
    assert found.entries
    for one in found.entries.values():
        text = (found.root.parent / one.path).read_text("utf-8")
        assert form.formed(text, found.kinds[one.kind]) == text
