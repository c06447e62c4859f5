"""What a source's page says of its coverage: the figures, the strip, and the same as a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sphinx_dossier.checked import Checked
from sphinx_dossier.evidence.article import BODY, FURNITURE
from sphinx_dossier.evidence.coverage import Coverage, Stretch, coverage
from sphinx_dossier.evidence.coverage import Mark as Quoted
from sphinx_dossier.pages.draft import Draft
from sphinx_dossier.pages.model import Bar, Inline, Link, Mark, Paragraph, Row, Section, Strip, Table, Text, plain
from sphinx_dossier.pages.phrases import Phrases, Words, joined
from sphinx_dossier.problems import count

ANCHOR = "coverage"
"""The address of the section on a source's page."""

_HEAD = ("Part", "Words", "Words quoted", "Sentences cited", "Quotes")
_SHOWN = 3
"""The most claims that the title of a mark says in full."""


def covered(draft: Draft) -> Iterator[Section]:
    """Yield the section on what a source has given; nothing where it has no fingerprint to measure it by."""
    if found := measured(draft.entry.id, draft.checked):
        blocks = (figures(found), strip(found, draft.entry.name, draft.phrases))
        yield Section("What this source has given", draft.anchors.free(ANCHOR), blocks)


def measured(source: str, checked: Checked) -> Coverage | None:
    """Return what a source has given; None where it has no fingerprint to measure it by."""
    print_ = checked.prints.get(source)
    return coverage(source, checked.library, print_, checked.proofs) if print_ else None


def figures(found: Coverage) -> Paragraph:
    """Return the figures of a source's coverage in a few words."""
    (cited, sentences), (beside, more) = found.body, found.beside
    words: list[Inline] = [
        Text(f"{cited:,} of {count(sentences, 'sentence')}", "strong"),
        Text(" of the body have something cited"),
        Text(f", and {beside:,} of {more:,} beside it (title, standfirst, by-line, captions). " if more else ". "),
        Text(percent(found.quoted, found.own), "strong"),
        Text(f" of the article’s own words are quoted, {found.quoted:,} of {found.own:,}, in "),
        Text(count(len(found.marks), "quote"), "strong"),
        Text(f" that prove{'s' if len(found.marks) == 1 else ''} "),
        Text(count(found.claims, "claim"), "strong"),
        Text("."),
    ]
    return Paragraph(tuple(words))


def percent(number: int, all_: int) -> str:
    """Return a share in whole percent, rounded down, so that only the whole is 100%."""
    return f"{100 * number // all_}%" if all_ else "0%"


def strip(found: Coverage, name: str, phrases: Phrases) -> Strip:
    """Return the strip of a source with its table."""
    return part_of(found.stretches, name, phrases)


def part_of(stretches: Sequence[Stretch], name: str, phrases: Phrases, *, brief: bool = False) -> Strip:
    """Return the strip of some stretches; a `brief` one has no table, and does not say what a mark proves."""
    bars = tuple(_bar(stretch, phrases, brief=brief) for stretch in stretches)
    # Each bar says in words what its row would: the table is another way to see the whole.
    rows = () if brief else tuple(_row(stretch) for stretch in stretches)
    return Strip(f"{name}: which of its words are quoted", bars, Table("The same as a table", _HEAD, rows))


def _bar(stretch: Stretch, phrases: Phrases, *, brief: bool) -> Bar:
    role = stretch.part if stretch.part in {BODY, FURNITURE} else "beside"
    titles = (_words(mark) if brief else _proves(mark, phrases) for mark in stretch.marks)
    marks = zip(stretch.marks, titles, strict=True)
    return Bar(
        label=label(stretch),
        role=role,
        title=_title(stretch),
        first=stretch.first,
        last=stretch.last,
        sentences=() if role == FURNITURE else tuple((one.last, bool(one.quoted)) for one in stretch.sentences),
        marks=tuple(Mark(mark.proof.spans, mark.proof.anchor, title) for mark, title in marks),
    )


def _words(mark: Quoted) -> str:
    return f"Words {_spans(mark)}, for {count(len(mark.uses), 'claim')}"


def _spans(mark: Quoted) -> str:
    return " and ".join(f"{first:,}–{last:,}" for first, last in mark.proof.spans)


def label(stretch: Stretch) -> str:
    """Return what a reader calls a stretch."""
    return stretch.label[0].upper() + stretch.label[1:]


def _title(stretch: Stretch) -> str:
    words = f"{label(stretch)}: {count(stretch.words, 'word')}, {stretch.quoted:,} of them quoted"
    if stretch.part == FURNITURE:
        return words
    sentences = count(len(stretch.sentences), "sentence")
    return f"{words}; {sentences}, {stretch.cited:,} with something cited"


def _proves(mark: Quoted, phrases: Phrases) -> str:
    """Return in plain words what is quoted and which claims it proves."""
    uses = [f"{entry.name}: {plain(phrases.claim(entry, claim))}" for entry, claim in mark.uses]
    shown, rest = uses[:_SHOWN], len(uses) - _SHOWN
    more = [f"and {count(rest, 'more claim')}."] if rest > 0 else []
    return " ".join([f"“{mark.quote}” proves", *shown, *more])


def _row(stretch: Stretch) -> Row:
    links = [(_link(mark),) for mark in stretch.marks]
    cells: tuple[Words, ...] = (
        (Text(label(stretch)),),
        (Text(f"{stretch.words:,}"), Text(f" ({stretch.first:,}–{stretch.last:,})", "note")),
        (Text(f"{stretch.quoted:,}"),),
        _sentences(stretch),
        joined(links, last=", "),
    )
    return Row(cells)


def _link(mark: Quoted) -> Link:
    return Link(_spans(mark), "", mark.proof.anchor)


def _sentences(stretch: Stretch) -> Words:
    if stretch.part == FURNITURE:
        return (Text("not counted", "note"),)
    without = [f"{one.number:,}" for one in stretch.sentences if not one.quoted]
    words = Text(f"{stretch.cited:,} of {len(stretch.sentences):,}")
    if not without or not stretch.cited:
        return (words,)
    what = "sentence" if len(without) == 1 else "sentences"
    return words, Text(f" (not {what} {', '.join(without)})", "note")
