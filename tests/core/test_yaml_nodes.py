"""YAML to nodes: places, refusals, and files that nobody meant to write."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sphinx_dossier.codes import Code
from sphinx_dossier.problems import Problem
from sphinx_dossier.yaml_nodes import MOST_BYTES, MOST_NESTING, Mapping, Node, Scalar, Sequence, decode, parse, read

many = settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def codes(problems: tuple[Problem, ...]) -> list[str]:
    return [problem.code.value for problem in problems]


def scalars(node: Node | None) -> Iterator[Scalar]:
    """Yield every text in a document, keys too."""
    if isinstance(node, Scalar):
        yield node
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from scalars(item)
    elif node is not None:
        for key, value in node.pairs:
            yield key
            yield from scalars(value)


def test_nodes_and_their_places() -> None:
    text = "name: Ada\nfacts:\n  - cite: [a, 'b c']\n    note: |\n      two\n      lines\n"
    node, problems = parse(text, "x.yaml")
    assert problems == ()
    assert isinstance(node, Mapping)
    assert (node.line, node.col) == (1, 1)
    assert [(one.text, one.line, one.col, one.plain) for one in scalars(node)] == [
        ("name", 1, 1, True),
        ("Ada", 1, 7, True),
        ("facts", 2, 1, True),
        ("cite", 3, 5, True),
        ("a", 3, 12, True),
        ("b c", 3, 15, False),
        ("note", 4, 5, True),
        ("two\nlines\n", 4, 11, False),
    ]
    facts = node.get("facts")
    assert isinstance(facts, Sequence)
    assert (facts.line, facts.col) == (3, 3)
    assert (facts.items[0].line, facts.items[0].col) == (3, 5)
    assert node.get("absent") is None


@pytest.mark.parametrize(
    "text", ["no", "012", "2022-01-06", "1e3", "0x10", "true", "1_000", "12:30:00", "=", "<<", ".5"]
)
def test_nothing_is_guessed(text: str) -> None:
    node, problems = parse(f"- {text}", "x.yaml")
    assert problems == ()
    assert isinstance(node, Sequence)
    assert node.items == (Scalar(text, 1, 3, plain=True),)


def test_problems_before_the_end_of_the_reading_are_kept() -> None:
    node, problems = parse("a: &x 1\na: 2\nb: [\n", "x.yaml")
    assert node is None
    assert codes(problems) == ["alias", "not-yaml"]


def test_a_sound_key_stays_where_another_is_twice() -> None:
    node, problems = parse("a: 1\nb: 2\na: 3\n", "x.yaml")
    assert codes(problems) == ["duplicate-key"]
    assert isinstance(node, Mapping)
    assert [(key.text, value) for key, value in node.pairs] == [
        ("a", Scalar("1", 1, 4, plain=True)),
        ("b", Scalar("2", 2, 4, plain=True)),
    ]


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? "])
def test_nesting_ends_at_once(opening: str) -> None:
    """A parser that recursed would end the process here."""
    node, problems = parse(opening * 100_000, "x.yaml")
    assert node is None
    assert codes(problems) == ["too-deep"]


@pytest.mark.parametrize(("depth", "expected"), [(MOST_NESTING, []), (MOST_NESTING + 1, ["too-deep"])])
def test_nesting_up_to_the_limit(depth: int, expected: list[str]) -> None:
    for opening, closing in (("[", "]"), ("{a: ", "}")):
        assert codes(parse(opening * depth + "x" + closing * depth, "x.yaml")[1]) == expected


@pytest.mark.parametrize(
    "line",
    [
        "k{}: v\n",
        "name: Ada\n",
        "- &a{} b\n",
        "- *a\n",
        "- !t x\n",
        "- {{a: b}}\n",
        "? [a]\n: b\n",
        "# {}\n",
        '- "\\u00e9"\n',
    ],
)
def test_a_file_full_of_one_mistake_is_read_to_its_end(line: str) -> None:
    count = MOST_BYTES // (len(line) + 4)
    _, problems = parse("".join(line.format(number) for number in range(count)), "x.yaml")
    assert len(problems) <= count


def test_a_bomb_of_aliases_is_refused_and_not_unfolded() -> None:
    text = "a: &a [x, x]\n" + "".join(
        f"{new}: &{new} [*{old}, *{old}]\n" for old, new in zip("abcdefgh", "bcdefghi", strict=True)
    )
    _, problems = parse(text, "x.yaml")
    assert set(codes(problems)) == {"alias"}
    assert len(problems) == 9 + 16


@many
@given(st.binary(max_size=200))
def test_any_bytes_are_a_text_or_a_problem(data: bytes) -> None:
    text, problems = decode(data, "x.yaml")
    assert (text is None) == bool(problems)
    if text is not None:
        read_well(text)
    else:
        [problem] = problems
        lines = data.split(b"\n")
        assert problem.code is Code.NOT_UTF8
        assert 1 <= problem.place.line <= len(lines)
        before = b"\n".join(lines[: problem.place.line - 1])
        assert before.decode("utf-8") is not None


yaml_like = st.text(alphabet="ab -:\n\t\"'[]{}#&*!|>%@`,?~\\.0\u00a0\ufeff\x85\u2028é\x07\r", max_size=60)


@many
@given(st.text(max_size=80) | yaml_like)
def test_any_text_is_a_document_or_a_problem(text: str) -> None:
    read_well(text)


@many
@given(st.text(max_size=80) | yaml_like)
def test_what_we_take_for_yaml_is_yaml(text: str) -> None:
    """Where nothing is wrong, PyYAML composes the same texts from the same file."""
    node, problems = parse(text, "x.yaml")
    if problems or node is None:
        return
    composed = yaml.compose(text.removeprefix("\ufeff"), Loader=yaml.CSafeLoader)
    assert composed is not None
    assert [one.text for one in scalars(node)] == [one.value for one in pyyaml_scalars(composed)]


def pyyaml_scalars(node: yaml.Node) -> Iterator[yaml.ScalarNode]:
    if isinstance(node, yaml.ScalarNode):
        yield node
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from pyyaml_scalars(item)
    else:
        for pair in node.value:
            for part in pair:
                yield from pyyaml_scalars(part)


@many
@given(
    st.recursive(
        st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn", "Co"]), max_size=20),
        lambda inner: (
            st.lists(inner, max_size=4) | st.dictionaries(st.text(alphabet="abc", max_size=4), inner, max_size=4)
        ),
        max_leaves=12,
    )
)
def test_json_is_read_back(value: object) -> None:
    text = json.dumps(value, ensure_ascii=True).replace("\\ud", "\\u0d")  # no halves of characters: YAML has none
    node, problems = parse(text, "x.yaml")
    assert problems == ()
    assert as_data(node) == json.loads(text)


def as_data(node: Node | None) -> object:
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return [as_data(item) for item in node.items]
    assert node is not None
    return {key.text: as_data(value) for key, value in node.pairs}


def read_well(text: str) -> None:
    """Hold that a text gives a document or a problem, and that all places are in it."""
    node, problems = parse(text, "x.yaml")
    assert node is not None or problems
    # YAML takes more for the end of a line than an editor does.
    count = sum(text.count(ending) for ending in "\n\r\x85\u2028\u2029") + 1
    for line, col in [(one.line, one.col) for one in scalars(node)] + [(p.place.line, p.place.col) for p in problems]:
        assert 1 <= line <= count + 1
        assert 1 <= col <= len(text) + 1
    for problem in problems:
        assert "\n" not in str(problem)


def test_a_file_is_read_up_to_the_limit(tmp_path: Path) -> None:
    file = tmp_path / "x.yaml"
    file.write_bytes(b"#" * MOST_BYTES)
    assert read(file, "x.yaml") == ("#" * MOST_BYTES, ())
    file.write_bytes(b"#" * (MOST_BYTES + 1))
    text, problems = read(file, "x.yaml")
    assert (text, codes(problems)) == (None, ["too-big"])


def test_a_file_without_end_is_not_read_to_its_end() -> None:
    zero = Path("/dev/zero")
    if not zero.exists():
        pytest.skip("there is no /dev/zero here")
    text, problems = read(zero, "x.yaml")
    assert (text, codes(problems)) == (None, ["too-big"])
