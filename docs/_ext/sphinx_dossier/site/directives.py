"""The directives that ask the library: tables, lists, single claims, counts, and the reference pages.

A directive only notes its question. What it cannot be answered with, a misspelt option included, is reported when
the document is written, and at every build until it is mended.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from sphinx_dossier.pages.queries import (
    Codes,
    Counts,
    CoverageTable,
    Differences,
    EntriesTable,
    Glossary,
    KindsReference,
    MeetingsInTime,
    OneClaim,
    SingleOrigin,
    StandingList,
    WholeNetwork,
    WholeTimeline,
)
from sphinx_dossier.problems import listed, meant
from sphinx_dossier.site.asked import (
    DataFiles,
    DataReference,
    Misread,
    Question,
    SettingsReference,
    dossier_answer,
)

REFERENCES: dict[str, Question] = {
    "codes": Codes(),
    "data": DataReference(),
    "kinds": KindsReference(),
    "settings": SettingsReference(),
}


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


class Entries(AskDirective):
    """A table of the entries of a kind."""

    required_arguments = 1
    known = ("columns", "where", "order", "limit")

    def question(self) -> Question:
        """Return the query for the table."""
        return EntriesTable(
            kind=self.arguments[0],
            columns=self.words("columns"),
            where=self.where(),
            order=self._text("order"),
            limit=self.number("limit"),
        )


class Meetings(AskDirective):
    """A list in time of meetings, or of the entries of another kind that has a time."""

    optional_arguments = 1
    known = ("where", "limit", "newest-first")

    def question(self) -> Question:
        """Return the query for the list."""
        kind = self.arguments[0] if self.arguments else "meeting"
        newest_first = self.flag("newest-first")
        return MeetingsInTime(kind=kind, where=self.where(), limit=self.number("limit"), newest_first=newest_first)


class Claim(AskDirective):
    """One claim with its proof."""

    required_arguments = 1

    def question(self) -> Question:
        """Return the query for the claim."""
        entry, hash_, claim = self.arguments[0].partition("#")
        if not (entry and hash_ and claim):
            raise ValueError(f"it takes a claim as in 'entry#claim', not '{self.arguments[0]}'")
        return OneClaim(entry=entry, claim=claim)


class CountsOfAll(AskDirective):
    """How much the knowledge base holds."""

    def question(self) -> Question:
        """Return the query for the counts."""
        return Counts()


class Coverage(AskDirective):
    """What all sources have given, or what the claims of each entry rest on."""

    optional_arguments = 1

    def question(self) -> Question:
        """Return the query for the table of sources or of entries."""
        of = self.arguments[0] if self.arguments else "sources"
        if of not in {"sources", "entries"}:
            guess = meant(of, ["sources", "entries"])
            wrong = f"it takes 'sources' or 'entries', not '{of}'"
            raise ValueError(f"{wrong}; {guess}" if guess else wrong)
        return CoverageTable(entries=of == "entries")


class WhereSourcesDiffer(AskDirective):
    """Every disagreement between sources, entry by entry, and their misprints."""

    def question(self) -> Question:
        """Return the query for the disagreements."""
        return Differences()


class OneOrigin(AskDirective):
    """The claims that rest on one origin, and those that rest on one source."""

    def question(self) -> Question:
        """Return the query for the claims."""
        return SingleOrigin()


class NamesInOrder(AskDirective):
    """The names of the entries of some kinds, or of all but sources, from A to Z."""

    optional_arguments = 1
    final_argument_whitespace = True

    def question(self) -> Question:
        """Return the query for the names."""
        return Glossary(tuple(self.arguments[0].split()) if self.arguments else ())


class Standing(AskDirective):
    """The sources and entries that no longer stand as they did."""

    def question(self) -> Question:
        """Return the query for the list."""
        return StandingList()


class TimelineOfAll(AskDirective):
    """Everything that has a date, as a timeline."""

    def question(self) -> Question:
        """Return the query for the timeline."""
        return WholeTimeline()


class NetworkOfAll(AskDirective):
    """Who met whom over which policies."""

    def question(self) -> Question:
        """Return the query for the network."""
        return WholeNetwork()


class Data(AskDirective):
    """The files that the site publishes for programs."""

    def question(self) -> Question:
        """Return the query for the table, as this document sees it."""
        return DataFiles(docname=self.env.current_document.docname)


class Reference(AskDirective):
    """A page of the reference, printed from the code."""

    required_arguments = 1

    def question(self) -> Question:
        """Return the query for the reference of codes, data, kinds or settings."""
        name = self.arguments[0]
        if name not in REFERENCES:
            guess = meant(name, REFERENCES)
            wrong = f"no reference '{name}'; there are {listed(REFERENCES)}"
            raise ValueError(f"{wrong}; {guess}" if guess else wrong)
        return REFERENCES[name]


def register(app: Sphinx) -> None:
    """Tell Sphinx of every directive."""
    app.add_directive("dossier-entries", Entries)
    app.add_directive("dossier-meetings", Meetings)
    app.add_directive("dossier-claim", Claim)
    app.add_directive("dossier-counts", CountsOfAll)
    app.add_directive("dossier-coverage", Coverage)
    app.add_directive("dossier-differences", WhereSourcesDiffer)
    app.add_directive("dossier-single-origin", OneOrigin)
    app.add_directive("dossier-glossary", NamesInOrder)
    app.add_directive("dossier-standing", Standing)
    app.add_directive("dossier-timeline", TimelineOfAll)
    app.add_directive("dossier-network", NetworkOfAll)
    app.add_directive("dossier-data", Data)
    app.add_directive("dossier-reference", Reference)
