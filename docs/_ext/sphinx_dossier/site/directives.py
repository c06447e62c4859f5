"""The directives that ask the library: tables, lists, single claims, counts, and the reference pages."""

from __future__ import annotations

from sphinx.application import Sphinx

from sphinx_dossier.pages.queries import (
    Changes,
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
    TermsOfField,
    WholeNetwork,
    WholeTimeline,
)
from sphinx_dossier.problems import listed, meant
from sphinx_dossier.site.asked import CommandReference, DataFiles, DataReference, Question, SettingsReference
from sphinx_dossier.site.asking import AskDirective

REFERENCES: dict[str, Question] = {
    "codes": Codes(),
    "data": DataReference(),
    "kinds": KindsReference(),
    "settings": SettingsReference(),
}


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


class TermsExplained(AskDirective):
    """Terms of the field: on each line an entry, and the claims that explain it."""

    has_content = True

    def question(self) -> Question:
        """Return the query for the terms."""
        lines = [line.split() for line in self.content if line.strip()]
        if not lines:
            raise ValueError("it takes on each line an entry and the claims that explain it, as in 'entry #claim'")
        for address in (word for _, *claims in lines for word in claims):
            if not address.partition("#")[2]:
                raise ValueError(f"a claim is written '#claim' or 'entry#claim', not '{address}'")
        return TermsOfField(tuple((entry, tuple(claims)) for entry, *claims in lines))


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
    """Who met whom over which policies, as a picture and as a table."""

    def question(self) -> Question:
        """Return the query for the network."""
        return WholeNetwork()


class ChangedLately(AskDirective):
    """The entries that are new or were changed, by the days on which they were."""

    known = ("limit",)

    def question(self) -> Question:
        """Return the query for the days."""
        return Changes(self.number("limit"))


class Data(AskDirective):
    """The files that the site publishes for programs."""

    def question(self) -> Question:
        """Return the query for the table, as this document sees it."""
        return DataFiles(docname=self.env.current_document.docname)


class CommandManual(AskDirective):
    """What a command says of itself; without an argument, the whole command."""

    optional_arguments = 1
    final_argument_whitespace = True

    def question(self) -> Question:
        """Return the query for the manual of a command."""
        name = " ".join(self.arguments[0].split()) if self.arguments else ""
        return CommandReference(f"dossier {name}" if name else "")


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
    app.add_directive("dossier-terms", TermsExplained)
    app.add_directive("dossier-timeline", TimelineOfAll)
    app.add_directive("dossier-network", NetworkOfAll)
    app.add_directive("dossier-changes", ChangedLately)
    app.add_directive("dossier-data", Data)
    app.add_directive("dossier-command", CommandManual)
    app.add_directive("dossier-reference", Reference)
