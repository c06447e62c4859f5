"""An entry spread over several pages where one would be too long: its own page, and parts with what others say.

The claims of the entry itself stay on its page, at their addresses. For builders of pages alone: a book has the
whole on one page.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from sphinx_dossier.checked import Checked
from sphinx_dossier.entries import Claim, Entry
from sphinx_dossier.library import SOURCE
from sphinx_dossier.pages import cite_file
from sphinx_dossier.pages.draft import Draft, draft
from sphinx_dossier.pages.entry_page import Manner, described, framed
from sphinx_dossier.pages.linking import relinked
from sphinx_dossier.pages.model import Block, Item, Items, Link, Page, Section, Steps, Text, Ways
from sphinx_dossier.pages.parts import Part, by_claim, by_time, weight_of
from sphinx_dossier.pages.phrases import Words
from sphinx_dossier.pages.pieces import ALL, Own, pieces
from sphinx_dossier.pages.quotes import lead, ordered
from sphinx_dossier.pages.shapes import shape
from sphinx_dossier.pages.statements import brief, terse
from sphinx_dossier.pages.strip import ANCHOR, figures, measured, part_of
from sphinx_dossier.pages.text_parts import ALL as IN_ORDER
from sphinx_dossier.pages.text_parts import Weighed, by_text, least, weighed
from sphinx_dossier.pages.weight import PAGE, Scale, Weigh

FEWEST = 10
"""How many claims of its own and of others have to be on the page of an entry before it can be too long."""
LISTED = 30
"""The most parts that a page leads to one by one; of more it leads to each run of some."""
_ALL = 10**6
_STEPS = (8, 5, 3, 2, 1, 0)
"""How many of the newest a section shows: the most of these with which the page is not too long."""
MARKS, WORDS = 120, 6_000
"""The most marks and words that the strip has on the page of a source that is spread."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """How an entry is spread: how many of the newest its page shows, and the parts by time and by place in its text.

    Where its own statements are too many, `by_claim` has them in full with `where` each of them is, and its page has
    the first `quoted` of them with the words that prove them.
    """

    few: int | None = None
    by_time: tuple[Part, ...] = ()
    by_text: tuple[Part, ...] = ()
    by_claim: tuple[Part, ...] = ()
    where: Mapping[str, str] = field(default_factory=dict)
    quoted: int = 0

    def docnames(self, entry: str) -> tuple[str, ...]:
        """Return the names of the pages of all parts, given that of the entry's page."""
        return tuple(f"{entry}/{part.name}" for part in (*self.by_time, *self.by_text, *self.by_claim))


def layouts(checked: Checked, weigh: Weigh, *kinds: str) -> Mapping[str, Layout]:
    """Return how those entries are spread whose page would be too long, of all kinds where none is named."""
    entries = checked.library.entries.values()
    found = {one.id: layout(one, checked, weigh) for one in entries if not kinds or one.kind in kinds}
    return {id_: one for id_, one in found.items() if one}


def layout(entry: Entry, checked: Checked, weigh: Weigh) -> Layout | None:
    """Return how an entry is spread; None where its page is not too long."""
    if not _may_be_long(entry, checked):
        return None
    scale = Scale(entry, checked, weigh)
    # A source with many quotes needs not be described to be found too long.
    quotes = weighed(scale) if entry.kind == SOURCE else []
    if least(quotes, scale) <= PAGE and weigh(lambda: _own(entry, checked, Layout())) <= PAGE:
        return None
    return _layout(scale, quotes)


def _may_be_long(entry: Entry, checked: Checked) -> bool:
    return len(entry.claims) + checked.library.said_of(entry.id) >= FEWEST


def _layout(scale: Scale, quotes: Sequence[Weighed]) -> Layout | None:
    """Return how an entry is spread whose page is too long; None where nothing can be put elsewhere."""
    entry, checked = scale.entry, scale.checked

    def fits(layout: Layout) -> bool:
        return scale.weigh(lambda: _own(entry, checked, layout)) <= PAGE

    text = tuple(by_text(quotes, scale))
    # What the text has given goes first; what others say only where that is not enough.
    if text and fits(Layout(by_text=text)):
        return Layout(by_text=text)
    found = pieces(scale.draft())
    many = sum(weight_of(piece, scale) for piece in found) > PAGE // 4
    time = tuple(by_time(found, scale)) if many else ()
    for few in _STEPS if time else ():
        if fits(Layout(few=few, by_time=time, by_text=text)):
            return Layout(few=few, by_time=time, by_text=text)
    return _of_many_claims(scale, Layout(few=0 if time else None, by_time=time, by_text=text), fits)


def _of_many_claims(scale: Scale, rest: Layout, fits: Callable[[Layout], bool]) -> Layout | None:
    """Return how an entry is spread whose own claims are too many for a page; the claims stay on it in brief."""
    parts, where = by_claim(scale)
    if not parts:
        return rest if rest != Layout() else None
    layout = replace(rest, by_claim=parts, where=where)
    most = bisect_right(range(1, len(where) + 1), 0, key=lambda quoted: not fits(replace(layout, quoted=quoted)))
    return replace(layout, quoted=most)


def elsewhere(checked: Checked, found: Mapping[str, Layout]) -> Mapping[str, Mapping[str, str]]:
    """Return, by the name of its page, where each quote of a source that is spread is shown: address to page."""
    made = {}
    for id_, one in found.items():
        if one.by_text:
            docname = checked.library.docname(id_)
            # A quote that goes on from part to part is found where it begins.
            made[docname] = {
                anchor: f"{docname}/{part.name}" for part in reversed(one.by_text) for anchor in part.anchors
            }
    return made


def settled(checked: Checked, weigh: Weigh) -> Checked:
    """Return what was checked with where each quote is shown, for whoever leads to quotes on pages of the site."""
    return replace(checked, elsewhere=elsewhere(checked, layouts(checked, weigh, SOURCE)))


def pages(entry: Entry, checked: Checked, weigh: Weigh, at: str = "", file: str = "") -> tuple[Page, ...]:
    """Return the page of an entry that is no source and those of its parts, with how it is spread worked out.

    Most entries have a page that is not too long: it is described to be weighed, and that is it.
    """
    own = _own(entry, checked, Layout(), at, file)
    if not _may_be_long(entry, checked) or weigh(lambda: own) <= PAGE:
        return (framed(entry, checked, own),)
    return spread(entry.id, layout(entry, checked, weigh), checked, at, file)


def spread(
    id: str,  # noqa: A002
    layout: Layout | None,
    checked: Checked,
    at: str = "",
    file: str = "",
) -> tuple[Page, ...]:
    """Return the page of an entry and those of its parts.

    `at` is the whole address of the entry's page, where it is known; `file` leads from it to how it is cited.
    """
    entry = checked.library.entries[id]
    if layout is None:
        return (framed(entry, checked, _own(entry, checked, Layout(), at, file)),)
    own = framed(entry, checked, _own(entry, checked, layout, at, file))
    made = [own]
    for row in (layout.by_text, layout.by_claim, layout.by_time):
        made += [_part(entry, row, number, checked) for number in range(len(row))]
    return relinked(made)


def _own(entry: Entry, checked: Checked, layout: Layout, at: str = "", file: str = "") -> tuple[Block, ...]:
    def contents(made: Draft) -> Iterator[Block]:
        if layout.by_claim:
            title = "The statements in full"
            yield Section(title, made.anchors.free("in-full"), (_listed(layout.by_claim, made),))
        if layout.by_time:
            title = "All that other pages say"
            yield Section(title, made.anchors.free(ALL), (_listed(layout.by_time, made),))

    docname = checked.library.docname(entry.id)
    manner = Manner(
        few=layout.few,
        contents=contents,
        cited=lambda made: cite_file.links(
            made, at, file or f"../{cite_file.path(checked.library.docname(entry.id))}"
        ),
    )
    if layout.by_claim:
        few = manner.few if manner.few is not None else _ALL
        manner = replace(manner, few=few, own=_own_statements(layout, docname))
    if layout.by_text:
        manner = replace(manner, given=lambda made: _given(made, layout.by_text))
    return described(draft(entry, checked), manner)


def _own_statements(layout: Layout, docname: str) -> Own:
    """Return what describes the statements of the entry's own: the first with their words, the others in brief."""
    order = list(layout.where)

    def own(made: Draft, claim: Claim) -> Item:
        if order.index(claim.id) < layout.quoted:
            return terse(claim, made)
        return brief(claim, f"{docname}/{layout.where[claim.id]}")

    return own


def _given(made: Draft, parts: Sequence[Part]) -> Iterator[Block]:
    """Yield what a source has given in brief, with its strip where that is short, and the parts with all of it."""
    if found := measured(made.entry.id, made.checked):
        strip = part_of(found.stretches, made.entry.name, made.phrases, brief=True)
        blocks: tuple[Block, ...] = (
            figures(found),
            *((strip,) if len(found.marks) <= MARKS and found.words <= WORDS else ()),
        )
        yield Section("What this source has given", made.anchors.free(ANCHOR), blocks)
    all_ = (lead([quote for _, quote in ordered(made)]), _listed(parts, made))
    yield Section("Quotes from this source", made.anchors.free(IN_ORDER), all_)


def _listed(parts: Sequence[Part], made: Draft) -> Items:
    """Return the parts as a list of links; where they are very many, the first of each run of some."""
    run = -(-len(parts) // LISTED)
    items = []
    for start in range(0, len(parts), run):
        some = parts[start : start + run]
        more = f" to {some[-1].title}" if len(some) > 1 else f": {some[0].holds}"
        items.append(Item((_link(some[0], made.library.docname(made.entry.id)), Text(more))))
    return Items(tuple(items), "parts")


def _link(part: Part, docname: str) -> Link:
    return Link(_large(part.title), f"{docname}/{part.name}")


def _large(title: str) -> str:
    return title[:1].upper() + title[1:]


def _part(entry: Entry, row: Sequence[Part], number: int, checked: Checked) -> Page:
    part, docname = row[number], checked.library.docname(entry.id)
    made = draft(entry, checked)
    kind = made.kind
    before = _step(row, number - 1, docname)
    after = _step(row, number + 1, docname)
    up: Words = (Link(entry.name, docname),)
    blocks = (
        *part.blocks(made),
        *made.citations.section(),
        Ways("Before and after", (Steps(up, before, after),)),
    )
    return Page(
        docname=f"{docname}/{part.name}",
        title=f"{entry.name}: {part.title}",
        kind=f"{kind.label}, one part",
        crumbs=(Link(kind.plural, f"{kind.folder}/index"), Link(entry.name, docname)),
        about=f"{entry.name}, {part.title}: {part.holds}.",
        origin=entry.path,
        blocks=blocks,
        shape=shape(kind.name, checked.library.kinds),
    )


def _step(row: Sequence[Part], at: int, docname: str) -> Words:
    if not 0 <= at < len(row):
        return ()
    return (_link(row[at], docname), Text(f", {row[at].holds}"))
