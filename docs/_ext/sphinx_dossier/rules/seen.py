"""One citation as the rules of honest quoting see it, and what such a rule finds."""

from __future__ import annotations

from dataclasses import dataclass, fields

from sphinx_dossier.entries import FACTS, Citation, Claim, Entry
from sphinx_dossier.evidence.find import parts
from sphinx_dossier.evidence.fingerprint import Fingerprint
from sphinx_dossier.evidence.language import Language
from sphinx_dossier.evidence.proof import Proof
from sphinx_dossier.fields import Field
from sphinx_dossier.library import Library
from sphinx_dossier.problems import Code, Place, Problem
from sphinx_dossier.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A citation whose quote stands in its source, with all that a rule may look at.

    `lists` are the lists of the source's language.
    """

    library: Library
    settings: Settings
    entry: Entry
    claim: Claim
    citation: Citation
    source: Entry
    print_: Fingerprint
    proof: Proof
    lists: Language

    @property
    def parts(self) -> tuple[tuple[str, ...], ...]:
        """Return the words of the quote in normal form, part by part."""
        return parts(self.citation.quote.text)

    def field(self, name: str) -> Field:
        """Return the declaration of a field of the claim."""
        return self.library.kinds[self.entry.kind].shape.fields[self.claim.part].fields[name]

    @property
    def in_passing(self) -> bool:
        """Return whether all that the claim says is told in passing, as names and offices are."""
        part = self.library.kinds[self.entry.kind].shape.fields[self.claim.part]
        return part.in_passing or (
            self.claim.part == FACTS and all(self.field(name).in_passing for name in self.claim.said.values)
        )

    def finding(self, code: Code, wrong: str, allowed: str = "", guess: str = "") -> Finding:
        """Return what a rule finds about this citation."""
        return Finding(seen=self, code=code, wrong=wrong, allowed=allowed, meant=guess)

    def of_claim(self, code: Code, wrong: str, allowed: str = "", guess: str = "") -> Finding:
        """Return what a rule finds about the claim as a whole: any of its citations may answer."""
        return Finding(seen=self, code=code, wrong=wrong, allowed=allowed, meant=guess, whole=True)

    def of_source(self, code: Code, wrong: str, allowed: str = "", guess: str = "") -> Finding:
        """Return what a rule finds about the source as a whole, at the place of its entry."""
        place = self.source.place()
        return Finding(seen=self, code=code, wrong=wrong, allowed=allowed, meant=guess, place=place)

    def reckoned(self) -> Finding:
        """Return that something in the claim was reckoned: an `infer:` may say so, and none is asked for."""
        return Finding(seen=self, code=Code.DATE_NOT_QUOTED, wrong="", whole=True, welcome=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a rule finds, without about what: it can be kept for the next check."""

    code: Code
    wrong: str
    allowed: str = ""
    meant: str = ""
    whole: bool = False
    welcome: bool = False
    place: Place | None = None

    def of(self, seen: Seen) -> Finding:
        """Return this as found about a citation."""
        return Finding(seen=seen, **{one.name: getattr(self, one.name) for one in fields(self)})


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding(Told):
    """What a rule finds about a citation, or with `whole` about the claim that it proves.

    It is reported at the quote, or at a `place` of its own. An `infer:` answers it where its code has a text for the
    page (`Code.short`). A finding that is only `welcome` is never reported: it keeps an `infer:` from being idle.
    """

    seen: Seen

    @property
    def told(self) -> Told:
        """Return what is found, without about what."""
        return Told(**{one.name: getattr(self, one.name) for one in fields(Told)})

    @property
    def problem(self) -> Problem:
        """Return the finding as a problem at its place."""
        place = self.place or self.seen.entry.place(self.seen.citation.quote)
        return Problem(place=place, code=self.code, wrong=self.wrong, allowed=self.allowed, meant=self.meant)

    def answers(self) -> tuple[Citation, ...]:
        """Return the citations whose `infer:` answers the finding."""
        if not self.code.short:
            return ()
        asked = self.seen.claim.cite if self.whole else (self.seen.citation,)
        return tuple(citation for citation in asked if citation.infer)
