"""What every directive of the extension does: it reads its argument and options, and notes its question.

What it cannot be answered with, a misspelt option included, is reported when the document is written, and at every
build until it is mended.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util.docutils import SphinxDirective

from sphinx_dossier.problems import listed, meant
from sphinx_dossier.site.asked import Misread, Question, dossier_answer


class _AnyOption(dict[str, Callable[[str], str]]):
    """Takes every option as it is written, so that the directive itself can say what is wrong with it."""

    def __bool__(self) -> bool:
        return True

    def __getitem__(self, name: str) -> Callable[[str], str]:
        return directives.unchanged


class AskDirective(SphinxDirective):
    """A directive that asks one question; `known` names its options."""

    known: ClassVar[tuple[str, ...]] = ()
    option_spec = _AnyOption()

    def run(self) -> list[nodes.Node]:
        """Put the question into the document."""
        try:
            self._check()
            question = self.question()
        except ValueError as error:
            question = Misread(f"{self.name}: {error}")
        docname = self.env.current_document.docname
        prefix = f"answer-{self.env.new_serialno('dossier-answer') + 1}-"
        node = dossier_answer("", query=question, docname=docname, prefix=prefix)
        self.set_source_info(node)
        return [node]

    def question(self) -> Question:
        """Return what is asked; raises ValueError where an argument or option cannot be read."""
        raise NotImplementedError

    def _check(self) -> None:
        for name in self.options:
            if name not in self.known:
                allowed = f"it takes {listed(self.known)}" if self.known else "it takes no options"
                guess = meant(name, self.known)
                raise ValueError("; ".join(filter(None, (f"unknown option '{name}'", allowed, guess))))

    def words(self, name: str) -> tuple[str, ...]:
        """Return the words of an option, parted by spaces or commas."""
        return tuple(self._text(name).replace(",", " ").split())

    def where(self) -> tuple[tuple[str, str], ...]:
        """Return the conditions of the option `where`: one `field=value` on each line, or parted by semicolons."""
        conditions = [part.strip() for part in self._text("where").replace(";", "\n").splitlines()]
        pairs = [tuple(map(str.strip, part.partition("="))) for part in conditions if part]
        for field, equals, value in pairs:
            if not (field and equals and value):
                wrong = f"{field}{equals}{value}"
                raise ValueError(f"'where' takes conditions as in 'field=value', not '{wrong}'")
        return tuple((field, value) for field, _, value in pairs)

    def number(self, name: str) -> int:
        """Return the number in an option, 0 where it is not given."""
        text = self._text(name) or ("0" if name not in self.options else "")
        if not text.isdecimal() or (name in self.options and int(text) == 0):
            raise ValueError(f"'{name}' takes a whole number from 1, not '{text}'")
        return int(text)

    def flag(self, name: str) -> bool:
        """Return whether an option that takes no value is given."""
        if self._text(name):
            raise ValueError(f"'{name}' takes no value")
        return name in self.options

    def _text(self, name: str) -> str:
        return (self.options.get(name) or "").strip()
