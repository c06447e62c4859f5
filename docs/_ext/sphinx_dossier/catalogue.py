"""A catalogue: all that pages ask of a knowledge base that was read and checked, in one file, by what is asked for.

A part of a site that is built with one reads no entry but those that its pages show. What is asked for has the keys
under which it is noted that it is read (`tracing`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from sphinx_dossier import rows, tracing
from sphinx_dossier.catalogued import HEADS, RANKS, Beside, Entries, with_found
from sphinx_dossier.checked import Checked
from sphinx_dossier.disagreements import Disagreement
from sphinx_dossier.entries import Claim, Entry
from sphinx_dossier.evidence.proof import Proof, Span
from sphinx_dossier.files import digests, is_text, program
from sphinx_dossier.inverses import Given, Inverses
from sphinx_dossier.kinds import load_kinds
from sphinx_dossier.library import KINDS, Library
from sphinx_dossier.met import Met
from sphinx_dossier.problems import Problem
from sphinx_dossier.rows import File, Numbered, Rows
from sphinx_dossier.settings import FILE as SETTINGS
from sphinx_dossier.settings import Settings
from sphinx_dossier.stores import declared
from sphinx_dossier.tracing import WITHIN, unnoted_property

PROOF, FILE = "q:", "f:"
TALKS, TAKING_PART, SENDING, DEALT_WITH, HELD = "t:", "t1", "t2", "t3", "t4"
"""The marks of what is noted under another."""
ABOUT, PACKAGE = "about", "package"
"""The keys of what is said of the whole, and of what tells which package has written it."""
BUILDER = "dossier-catalogue"
"""The name of Sphinx's builder that writes a catalogue."""
NAME = f"{BUILDER}.sqlite"
"""The name of the file in its output folder."""


class CatalogueError(Exception):
    """What keeps a file from being used as a catalogue, in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _About:
    """What is said of the whole; `declared` tells by which kinds and settings the entries were read."""

    declared: list[tuple[str, str]]
    label: str
    broken: frozenset[str]
    problems: tuple[Problem, ...]
    settings: Settings
    state: str
    claims: int
    looked_for: int
    citations: int


@dataclass(frozen=True, kw_only=True)
class Catalogued(Checked):
    """What was checked, as a catalogue has it."""

    file: File

    @unnoted_property
    def differences(self) -> Mapping[str, tuple[Disagreement, ...]]:
        """Return the disagreements of each entry that has any."""
        return tracing.noted(Rows(self.file, tracing.DIFFERENCES), tracing.DIFFERENCES)

    @unnoted_property
    def met(self) -> Met:
        """Return who met whom over what."""
        every = Numbered[Any](self.file, TALKS)
        of = [
            tracing.noted(Rows[str, Any](self.file, mark), tracing.MET)
            for mark in (TAKING_PART, SENDING, DEALT_WITH, HELD)
        ]
        return Met(every=every, taking_part=of[0], sending=of[1], dealt_with=of[2], held=of[3])


def write(checked: Checked, to: Path) -> None:
    """Write a catalogue of what was checked. Raises OSError; ImportError where this Python has no SQLite."""
    held = checked.library.held

    def name(one: object) -> object:
        if isinstance(one, Entry) and held.get(one.id) is one:
            return one.id
        if isinstance(one, Claim) and (entry := held.get(one.entry)):
            return next(((entry.id, at) for at, claim in enumerate(entry.claims) if claim is one), None)
        return None

    entries = (with_found(entry, checked.proofs, checked.answered) for entry in held.values())
    rows.write(to, ((tracing.ENTRY + found[0].id, found) for found in entries), _rows(checked), name)


def _rows(checked: Checked) -> Iterator[tuple[str, object]]:
    library, inverses, met = checked.library, checked.library.inverses, checked.met
    yield PACKAGE, program()
    yield (
        ABOUT,
        _About(
            declared=declared(checked.files),
            label=library.label,
            broken=library.broken,
            problems=checked.problems,
            settings=checked.settings,
            state=checked.state,
            claims=inverses.claims,
            looked_for=inverses.looked_for,
            citations=inverses.citations,
        ),
    )
    yield HEADS, {id_: entry.head for id_, entry in library.held.items()}
    yield RANKS, [entry.id for entry in sorted(library.held.values(), key=library.order)]
    by_id: dict[str, Mapping[str, Any]] = {
        tracing.KIND: inverses.kinds,
        tracing.BESIDE: inverses.beside,
        tracing.MENTIONS: inverses.mentions,
        tracing.CITING: inverses.citing,
        tracing.RELAYING: inverses.relaying,
        tracing.MOVED: inverses.moved,
        tracing.PRINT: checked.prints,
        tracing.HISTORY: checked.history,
        tracing.ELSEWHERE: checked.elsewhere,
        tracing.WEIGHTS: checked.weights,
        tracing.DIFFERENCES: checked.differences,
        # A name that is no text is that of no entry.
        FILE: {path: sum_ for path, sum_ in checked.files.items() if is_text(path)},
        TAKING_PART: met.taking_part,
        SENDING: met.sending,
        DEALT_WITH: met.dealt_with,
        HELD: met.held,
    }
    all_: dict[str, Iterator[tuple[str, object]]] = {mark: _in_order(found) for mark, found in by_id.items()}
    # There is a proof for each quote: what is written of them is made one by one.
    proofs = ((key, checked.proofs[key]) for key in sorted(checked.proofs))
    all_[PROOF] = ((WITHIN.join(key), (proof.spans, proof.part)) for key, proof in proofs)
    all_[tracing.ANSWERED] = ((WITHIN.join(key), checked.answered[key]) for key in sorted(checked.answered))
    all_[TALKS] = ((at, met.every[int(at)]) for at in sorted(map(str, range(len(met.every)))))
    # In the order of keys a file is written from its start to its end, and has no gaps.
    for mark in sorted(all_):
        yield from ((mark + id_, found) for id_, found in all_[mark])


def _in_order(found: Mapping[str, object]) -> Iterator[tuple[str, object]]:
    yield from ((id_, found[id_]) for id_ in sorted(found))


def read(file: Path, root: Path) -> Checked:
    """Return what a catalogue has of the knowledge base in the folder `root`, of which the declarations are read.

    Raises CatalogueError.
    """
    entries = Entries(file)
    about = _about(entries, file, root)
    held = entries.file
    library = Library(
        root=root,
        label=about.label,
        kinds=load_kinds(root, about.label)[0],
        entries=entries,
        broken=about.broken,
        problems=about.problems,
    )
    entries.inverses = Inverses(
        kinds=Rows(held, tracing.KIND),
        beside=Rows(held, tracing.BESIDE),
        mentions=Rows(held, tracing.MENTIONS),
        citing=Rows(held, tracing.CITING),
        relaying=Rows(held, tracing.RELAYING),
        moved=Rows(held, tracing.MOVED),
        claims=about.claims,
        looked_for=about.looked_for,
        citations=about.citations,
    )
    return Catalogued(
        library=library,
        read=library,
        prints=Rows(held, tracing.PRINT),
        proofs=Beside(entries.proofs, Given(Rows(held, PROOF, WITHIN.join, _parted), _proof)),
        answered=Beside(entries.answered, Rows(held, tracing.ANSWERED, WITHIN.join, _parted)),
        history=Rows(held, tracing.HISTORY),
        elsewhere=Rows(held, tracing.ELSEWHERE),
        weights=Rows(held, tracing.WEIGHTS),
        files=Rows(held, FILE),
        settings=about.settings,
        problems=about.problems,
        state=about.state,
        parted=True,
        file=held,
    )


def _about(entries: Entries, file: Path, root: Path) -> _About:
    """Return what is said of the whole, if it is the whole that is wanted. Raises CatalogueError."""
    if not file.is_file():
        raise CatalogueError(f"there is no catalogue '{file}'")
    try:
        package = entries.file.read(PACKAGE)
    except (OSError, KeyError, ImportError) as error:
        raise CatalogueError(f"'{file.name}' is no catalogue") from error
    # Before this is known, nothing else is made of what the file holds: another package may have other records.
    if package != program():
        raise CatalogueError(f"'{file.name}' was made by another sphinx-dossier or another Python: make it anew")
    about = cast("_About", entries.file.read(ABOUT))
    if about.declared != declared(digests(root, (SETTINGS, KINDS))):
        raise CatalogueError(
            f"'{file.name}' was made with other kinds or settings than '{root.name}' has: make it anew"
        )
    return about


def _parted(key: str) -> Any:  # noqa: ANN401
    return tuple(key.split(WITHIN))


def _proof(found: tuple[tuple[Span, ...], str]) -> Proof:
    return Proof(spans=found[0], part=found[1])
