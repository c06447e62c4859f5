"""How well the claims of an entry stand: their sources, independent origins, and the claim that stands worst."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sphinx_dossier.checked import Checked
from sphinx_dossier.entries import Claim, Entry
from sphinx_dossier.evidence.article import BODY
from sphinx_dossier.origins import independent, told
from sphinx_dossier.problems import count


@dataclass(frozen=True, slots=True, kw_only=True)
class Support:
    """What a claim rests on.

    `parts` are the parts of the sources in which its quotes stand, `answered` counts what the check had found about
    its citations and an editor's reading answers.
    """

    claim: Claim
    sources: tuple[str, ...]
    origins: tuple[str, ...]
    parts: tuple[str, ...]
    answered: int

    @property
    def weight(self) -> tuple[int, int, bool, int]:
        """Return the key by which the claim that stands worst comes first."""
        return len(self.origins), len(self.sources), BODY in self.parts, -self.answered

    @property
    def words(self) -> str:
        """Return in words what the claim rests on."""
        words = [count(len(self.sources), "source")]
        if len(self.origins) < len(self.sources):
            words.append(count(len(self.origins), "independent origin"))
        if BODY not in self.parts:
            words.append("outside the body")
        if self.answered:
            words.append(f"{count(self.answered, 'finding')} answered")
        return ", ".join(words)


@dataclass(frozen=True, slots=True, kw_only=True)
class Strength:
    """What the claims of an entry rest on together; `weakest` is the one that stands worst, None without any."""

    entry: Entry
    claims: int
    sources: tuple[str, ...]
    origins: tuple[str, ...]
    weakest: Support | None


def strength(entry: Entry, checked: Checked) -> Strength:
    """Return how well the claims of an entry stand; what was looked for and not found is none of them."""
    supports = [support(claim, checked) for claim in entry.claims if claim.cite]
    return Strength(
        entry=entry,
        claims=len(supports),
        sources=(sources := _all(source for one in supports for source in one.sources)),
        origins=independent(checked.library, sources, told(entry.citations)),
        weakest=min(supports, key=lambda one: one.weight, default=None),
    )


def support(claim: Claim, checked: Checked) -> Support:
    """Return what a claim rests on."""
    keys = {citation.reading for citation in claim.cite}
    proofs = [proof for source, quote, _ in keys if (proof := checked.proofs.get((source, quote)))]
    sources = _all(source for source, _, _ in keys)
    return Support(
        claim=claim,
        sources=sources,
        origins=independent(checked.library, sources, told(claim.cite)),
        parts=_all(proof.part for proof in proofs),
        answered=sum(len(checked.answered.get(key, ())) for key in keys),
    )


def _all(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(names)))
