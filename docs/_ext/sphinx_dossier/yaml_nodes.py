"""Text of a YAML file to nodes that know their place, and the refusal of what an entry may not use.

Values stay the characters that the author wrote: nothing is guessed to be a number, a date or a truth value.
"""

from __future__ import annotations

import errno
import re
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

import yaml
from yaml import events

# The parser of libyaml, event by event: PyYAML's own composer recurses, and a file of a hundred thousand
# brackets ends the process.
from yaml.cyaml import CParser  # type: ignore[attr-defined]

from sphinx_dossier.problems import Code, Place, Problem

MOST_BYTES = 1_000_000
"""The largest file that is read, in bytes."""
MOST_NESTING = 24
"""How deep lists and mappings may stand inside one another."""

_MERGED = re.compile(r"^(?:(?:<{7}|>{7}|\|{7})(?: |\r?$)|={7}\r?$)", re.MULTILINE)
_MERGE = (
    "not YAML: a merge left this mark; choose a side or join both, and delete the lines of '<<<<<<<' to '>>>>>>>'"
)
_TOO_NESTED = "exceeded maximum nesting depth"
"""What libyaml says of more brackets inside one another than it follows: 1,000 in PyYAML 6.0.4, any before."""


class Scalar(NamedTuple):
    """A text at its line and column (from 1); `plain` where it stands without quotation marks."""

    text: str
    line: int
    col: int
    plain: bool


class Sequence(NamedTuple):
    """A list at the place of its first character."""

    items: tuple[Node, ...]
    line: int
    col: int


class Mapping(NamedTuple):
    """Keys and values in file order, at the place of the first key."""

    pairs: tuple[tuple[Scalar, Node], ...]
    line: int
    col: int

    def get(self, key: str) -> Node | None:
        """Return the value of a key, or None."""
        return next((value for name, value in self.pairs if name.text == key), None)


Node: TypeAlias = Scalar | Sequence | Mapping


_COMMENT = re.compile(r"[ \t]+#(?=[^\s#])")


class _Stop(Exception):  # noqa: N818 (it ends the reading of one file, and never leaves this module)
    """The file cannot be read further."""

    def __init__(self, code: Code, wrong: str, line: int, col: int) -> None:
        self.code, self.wrong, self.line, self.col = code, wrong, line, col


def load(file: Path, path: str) -> tuple[Node | None, tuple[Problem, ...]]:
    """Return the document in a file, shown to people as `path`, or None, and what is wrong with it."""
    text, problems = read(file, path)
    return parse(text, path) if text is not None else (None, problems)


def parse(text: str, path: str) -> tuple[Node | None, tuple[Problem, ...]]:
    """Return the one document in `text` and what is wrong with it; None for the document where it has none."""
    builder = _Builder(path)
    try:
        builder.feed(text.removeprefix("\ufeff"))
    except _Stop as stop:
        place = Place(path=path, line=stop.line, col=stop.col)
        return None, (*builder.problems, Problem(place=place, code=stop.code, wrong=stop.wrong))
    return builder.root, tuple(builder.problems)


def read(file: Path, path: str) -> tuple[str | None, tuple[Problem, ...]]:
    """Return the text of a file, shown to people as `path`, or None and why it cannot be read."""
    try:
        # A pipe would be waited for without end.
        if file.is_fifo() or file.is_socket():
            return None, (unreadable(OSError(errno.EINVAL, "it is no plain file"), path, "file"),)
        with file.open("rb") as stream:
            data = stream.read(MOST_BYTES + 1)
    except OSError as error:
        return None, (unreadable(error, path, "file"),)
    return decode(data, path)


def unreadable(error: OSError, path: str, what: str) -> Problem:
    """Return the problem that a file or folder cannot be read."""
    loop = error.errno == errno.ELOOP
    wrong = "the link leads back to itself" if loop else f"the {what} cannot be read: {error.strerror}"
    return Problem(place=Place(path=path), code=Code.LINK_LOOP if loop else Code.UNREADABLE, wrong=wrong)


def decode(data: bytes, path: str) -> tuple[str | None, tuple[Problem, ...]]:
    """Return the bytes of a file as text, or the place of the first byte that is not UTF-8."""
    if len(data) > MOST_BYTES:
        wrong = f"the file has more than {MOST_BYTES:,} bytes"
        allowed = "an entry needs a few thousand"
        return None, (Problem(place=Place(path=path), code=Code.TOO_BIG, wrong=wrong, allowed=allowed),)
    try:
        return data.decode("utf-8").replace("\r\n", "\n"), ()
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8").split("\n")
        place = Place(path=path, line=len(before), col=len(before[-1]) + 1)
        wrong = f"the byte 0x{data[error.start]:02x} is not UTF-8"
        allowed = "files are saved as UTF-8"
        return None, (Problem(place=place, code=Code.NOT_UTF8, wrong=wrong, allowed=allowed),)


def beside_aliases(problems: Iterable[Problem], found: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return the problems with values, without those of aliases: that these have no value is no second mistake."""
    aliases = {problem.place for problem in found if problem.code is Code.ALIAS}
    return tuple(problem for problem in problems if problem.place not in aliases)


def _events(text: str) -> Iterator[Any]:
    """Yield libyaml's events; any error becomes a stop at its place."""
    if mark := _MERGED.search(text):
        raise _Stop(Code.NOT_YAML, _MERGE, text.count("\n", 0, mark.start()) + 1, 1)
    seen = 0
    try:
        parser = CParser(text)
        while (event := parser.get_event()) is not None:
            seen += 1
            yield event
    except yaml.reader.ReaderError as error:
        # libyaml counts bytes here, and Python's text has characters: find the character itself.
        at = max(text.find(chr(error.character)), 0) if isinstance(error.character, int) else 0
        before = text[:at].split("\n")
        wrong = f"the character U+{ord(text[at]):04X} may not stand in YAML"
        raise _Stop(Code.NOT_YAML, wrong, len(before), len(before[-1]) + 1) from error
    except yaml.MarkedYAMLError as error:
        if _TOO_NESTED in (error.problem or "") and error.problem_mark:
            # libyaml reads ahead and gives up before it tells of the brackets that it passed: read up to there.
            yield from islice(_events(text[: error.problem_mark.index]), seen, None)
        raise _mended(error, text) from error


def _mended(error: yaml.MarkedYAMLError, text: str) -> _Stop:
    """Return what libyaml complains of in words for the author of a file, at the place that has to be mended."""
    said, mark, start = error.problem or "", error.problem_mark, error.context_mark
    wrong = ", ".join(part for part in (error.context, said) if part)
    if said == "found unexpected end of stream" and start:
        mark, wrong = start, "the quotation mark that opens here is never closed"
    elif said == "could not find expected ':'" and start:
        mark, wrong = start, "this line is no 'key: value'; a space follows the colon of a key"
    elif mark and text[mark.index : mark.index + 1] == "\t":
        wrong = "a tab indents this line; lines are indented with spaces"
    elif mark:
        before = text[: mark.index].rpartition("\n")[2]
        wrong = f"{wrong}; {hint}" if (hint := _hint(said, before)) else wrong
    line, col = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    return _Stop(Code.NOT_YAML, f"not YAML: {wrong}", line, col)


def _hint(said: str, before: str) -> str:
    """Return what may be overlooked, by libyaml's words and by what stands on the line before the place."""
    if said == "mapping values are not allowed in this context":
        if re.fullmatch(r"\s*(- )?\s*[\w-]+", before):
            return "this line is indented further than the one above; keys of one mapping have the same indentation"
        return "a text that holds ': ' stands in quotation marks"
    if said not in {"did not find expected key", "did not find expected '-' indicator"}:
        return ""
    if not before.strip():
        return "the indentation of this line fits no line above it"
    if said == "did not find expected key":
        return "a text that starts with a quotation mark stands in quotation marks as a whole"
    return ""


class _Builder:
    """Builds the nodes of one document from events, without recursion."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.root: Node | None = None
        self.problems: list[Problem] = []
        self._open: list[tuple[list[Node], int, int]] = []
        self._lines: list[str] = []

    def feed(self, text: str) -> None:
        documents = 0
        # Few files hold a text that goes on with '#'; only for them the lines are looked at again.
        self._lines = text.split("\n") if _COMMENT.search(text) else []
        for event in _events(text):
            kind = type(event)
            if kind is events.ScalarEvent:
                self._scalar(event)
            elif kind is events.MappingStartEvent or kind is events.SequenceStartEvent:
                self._start(event)
            elif kind is events.MappingEndEvent:
                items, line, col = self._open.pop()
                self._add(Mapping(self._pairs(items), line, col))
            elif kind is events.SequenceEndEvent:
                items, line, col = self._open.pop()
                self._add(Sequence(tuple(items), line, col))
            elif kind is events.AliasEvent:
                self._refuse(event)
                self._add(Scalar("", event.start_mark.line + 1, event.start_mark.column + 1, plain=True))
            elif kind is events.DocumentStartEvent:
                documents += 1
                if documents > 1:
                    mark = event.start_mark
                    wrong = "a second document starts here; a file holds one"
                    raise _Stop(Code.TWO_DOCUMENTS, wrong, mark.line + 1, mark.column + 1)
        if self.root is None or (isinstance(self.root, Scalar) and self.root.plain and not self.root.text):
            raise _Stop(Code.EMPTY_FILE, "the file is empty", 1, 1)

    def _scalar(self, event: Any) -> None:
        self._refuse(event)
        mark, plain = event.start_mark, event.implicit[0]
        if plain and self._lines:
            self._lost(event.end_mark)
        self._add(Scalar(event.value, mark.line + 1, mark.column + 1, plain))

    def _lost(self, end: Any) -> None:
        """Note a comment that looks like the rest of the text before it, as in `the #1 port`."""
        line = self._lines[end.line] if end.line < len(self._lines) else ""
        if match := _COMMENT.match(line, end.column):
            wrong = f"'{line[match.end() - 2 :].strip()}' is a comment, and lost"
            allowed = "a text that holds ' #' stands in quotation marks; a comment that is meant starts with '# '"
            self._problem(end.line + 1, match.end(), Code.LOST_TEXT, wrong, allowed)

    def _start(self, event: Any) -> None:
        self._refuse(event)
        mark = event.start_mark
        if len(self._open) == MOST_NESTING:
            wrong = f"nested more than {MOST_NESTING} deep"
            raise _Stop(Code.TOO_DEEP, wrong, mark.line + 1, mark.column + 1)
        self._open.append(([], mark.line + 1, mark.column + 1))

    def _add(self, node: Node) -> None:
        if self._open:
            self._open[-1][0].append(node)
        else:
            self.root = node

    def _problem(self, line: int, col: int, code: Code, wrong: str, allowed: str = "") -> None:
        place = Place(path=self.path, line=line, col=col)
        self.problems.append(Problem(place=place, code=code, wrong=wrong, allowed=allowed))

    def _refuse(self, event: Any) -> None:
        line, col = event.start_mark.line + 1, event.start_mark.column + 1
        if type(event) is events.AliasEvent:
            wrong, allowed = f"the alias '*{event.anchor}'", "entries write each value out"
            self._problem(line, col, Code.ALIAS, wrong, allowed)
        elif event.anchor is not None:
            wrong, allowed = f"the anchor '&{event.anchor}'", "entries write each value out"
            self._problem(line, col, Code.ALIAS, wrong, allowed)
        if getattr(event, "tag", None) is not None:
            self._problem(line, col, Code.TAG, f"the tag '{event.tag}'", "entries have no tags")

    def _pairs(self, items: list[Node]) -> tuple[tuple[Scalar, Node], ...]:
        pairs: dict[str, tuple[Scalar, Node]] = {}
        for key, value in zip(items[::2], items[1::2], strict=True):
            if not isinstance(key, Scalar):
                self._problem(
                    key.line, key.col, Code.WRONG_TYPE, "a key that is a list or a mapping", "a key is a text"
                )
            elif key.text in pairs:
                first = pairs[key.text][0].line
                wrong = f"the key '{key.text}' stands here again"
                self._problem(key.line, key.col, Code.DUPLICATE_KEY, wrong, f"it was set in line {first}")
            else:
                pairs[key.text] = (key, value)
        return tuple(pairs.values())
