"""What a source has given, put into parts that fit a page: its text is halved, and halved again, until each fits."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from sphinx_dossier.evidence.coverage import Stretch
from sphinx_dossier.pages.draft import Draft
from sphinx_dossier.pages.model import Block, Items, Section, Strip
from sphinx_dossier.pages.parts import Part, full
from sphinx_dossier.pages.quotes import Quoted, item, ordered
from sphinx_dossier.pages.strip import label, measured, part_of
from sphinx_dossier.pages.weight import FRAME, PAGE, Scale
from sphinx_dossier.problems import count

ALL = "all-in-order"
"""The address of the section that leads to the parts of a page by place in the text."""
UNPLACED = "unplaced"

_Quote = tuple[str, Quoted]
Weighed = tuple[_Quote, int]
_STRIP = PAGE // 4
"""What the strip of a part may weigh: of a longer one the quotes alone are shown."""


def weighed(scale: Scale) -> list[Weighed]:
    """Return the quotes of a source, in the order of its text, each with what it weighs."""
    return [_weigh(quote, scale) for quote in ordered(scale.draft())]


def least(quotes: Sequence[Weighed], scale: Scale) -> int:
    """Return what a page weighs at least that shows some quotes, which were weighed in a list of its own each."""
    around = scale.weigh(lambda: (Items((), "quotes"),)) if quotes else 0
    return sum(weight - around for _, weight in quotes)


def by_text(quotes: Iterable[Weighed], scale: Scale) -> Iterator[Part]:
    """Yield the parts that hold the quotes of a source, in the order of its text; what has no place comes last."""
    found = measured(scale.entry.id, scale.checked)
    stretches = found.stretches if found else ()
    starts = [stretch.first for stretch in stretches]
    held: dict[int, list[Weighed]] = {}
    for one in quotes:
        proof = one[0][1].proof
        at = bisect_right(starts, proof.spans[0][0]) - 1 if proof and starts else -1
        held.setdefault(at, []).extend(_lightened(one, scale))
    yield from _halved(0, len(stretches), stretches, held, scale)
    yield from _chunks(UNPLACED, "without a place in the text", (), 0, held.get(-1, []))


def _lightened(whole: Weighed, scale: Scale) -> Iterator[Weighed]:
    """Yield a quote with its weight, in several pieces where it proves more than a page can show."""
    (anchor, quote), weight = whole
    if weight <= (PAGE - FRAME) // 2:
        yield whole
        return
    weights = [_weigh((anchor, replace(quote, uses=[use])), scale)[1] for use in quote.uses]
    for uses in full(quote.uses, weights, (PAGE - FRAME) // 2):
        yield _weigh((anchor, replace(quote, uses=uses)), scale)


def _halved(
    first: int, last: int, stretches: Sequence[Stretch], held: dict[int, list[Weighed]], scale: Scale
) -> Iterator[Part]:
    """Yield the parts of the stretches from `first` up to `last`, which is not among them."""
    quotes = [quote for at in range(first, last) for quote in held.get(at, ())]
    if not quotes:
        return
    some = stretches[first:last]
    strip = _of_strip(some, scale)
    if strip + sum(weight for _, weight in quotes) > PAGE - FRAME and last - first > 1:
        middle = (first + last) // 2
        yield from _halved(first, middle, stretches, held, scale)
        yield from _halved(middle, last, stretches, held, scale)
        return
    ends = dict.fromkeys((label(some[0]), label(some[-1])))
    title = " to ".join([*ends][:1] + [one[0].lower() + one[1:] for one in [*ends][1:]])
    yield from _chunks(f"words-{some[0].first}-{some[-1].last}", title, some if strip else (), strip, quotes)


def _chunks(
    name: str, title: str, shown: Sequence[Stretch], strip: int, weighed: Sequence[Weighed]
) -> Iterator[Part]:
    """Yield the parts of some quotes; the first has the strip of what is `shown`, which weighs `strip`."""
    quotes, weights = [quote for quote, _ in weighed], [weight for _, weight in weighed]
    # The strip stands in the first part alone.
    chunks = list(full(quotes, [strip + weights[0], *weights[1:]] if quotes else []))
    for number, chunk in enumerate(chunks, 1):
        yield Part(
            name=f"{name}-part-{number}" if number > 1 else name,
            title=f"{title}, part {number}" if len(chunks) > 1 else title,
            holds=count(len(chunk), "quote"),
            blocks=_drawing(shown if number == 1 else (), chunk),
            anchors=tuple(anchor for anchor, _ in chunk),
        )


def _of_strip(some: Sequence[Stretch], scale: Scale) -> int:
    """Return what the strip of a part weighs: nothing where it is too long to be shown."""
    weight = scale.weigh(lambda: (_strip(some, scale.draft()),)) if some else 0
    return weight if weight <= _STRIP else 0


def _strip(some: Sequence[Stretch], draft: Draft) -> Strip:
    return part_of(some, draft.entry.name, draft.phrases, brief=True)


def _drawing(strip: Sequence[Stretch], chunk: Sequence[_Quote]) -> Callable[[Draft], Iterable[Block]]:
    def drawn(draft: Draft) -> Iterator[Block]:
        if strip:
            yield _strip(strip, draft)
        items = tuple(item(draft.anchors.free(anchor), quote, draft) for anchor, quote in chunk)
        yield Section("Quotes", draft.anchors.free("quotes"), (Items(items, "quotes"),))

    return drawn


def _weigh(quote: _Quote, scale: Scale) -> Weighed:
    return quote, scale.weigh(lambda: (Items((item(*quote, scale.draft()),), "quotes"),))
