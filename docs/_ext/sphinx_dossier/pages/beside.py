"""What stands beside a claim wherever it is shown: how well it stands, who says otherwise, the editors' remarks."""

from __future__ import annotations

from sphinx_dossier.checked import Checked
from sphinx_dossier.entries import Claim, Entry
from sphinx_dossier.pages.facts import remarks
from sphinx_dossier.pages.model import Paragraph
from sphinx_dossier.pages.phrases import Phrases
from sphinx_dossier.pages.sides import otherwise
from sphinx_dossier.pages.standing import rests
from sphinx_dossier.pages.witnesses import rests_on


def beside(entry: Entry, claim: Claim, checked: Checked, phrases: Phrases) -> tuple[Paragraph, ...]:
    """Return the lines beside a claim of an entry."""
    return (
        *rests_on([claim], phrases),
        *otherwise(entry, claim, checked, phrases),
        *remarks(claim),
        *rests(claim, phrases),
    )
