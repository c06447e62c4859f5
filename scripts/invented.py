"""Invented knowledge of any size: the same seed and size give the same entries, articles and quotes.

Entries name one another at random and evenly, so what a page shows does not grow with the size of the library.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

KINDS = ("person", "person", "meeting", "meeting", "policy")
"""The kinds of five entries in a row: 40 % people, 40 % meetings, 20 % policies."""
FEWEST = 10
"""Entries in the smallest library: each names eight others, meetings two people."""
ENTRIES_PER_SOURCE = 20
FEWEST_SOURCES = 2
LINKS_PER_STATEMENT = 2
CLAIMS = 5
"""Claims of an entry."""
SENTENCES = 48
"""Sentences of an article."""

_FOLDERS = {"person": "people", "meeting": "meetings", "policy": "policies"}
_ONSETS = ("b", "d", "f", "g", "h", "k", "l", "m", "n", "p", "r", "s", "t", "v", "w", "z", "br", "gr", "st", "tr")
_VOWELS = "aeiou"
_ENGLISH = {"five", "nine", "zero", "none"}
"""Words of syllables like ours that are numbers or negations: a check would ask where a quote has them."""
_GIVEN = ("Ada", "Bo", "Cleo", "Dirk", "Elin", "Finn", "Greta", "Hana", "Ivo", "Juno", "Kenji", "Lena", "Nils")
_MEETINGS = ("Harbour talks", "River dialogue", "Fisheries round", "Border consultation", "Bridge conference")
_POLICIES = ("Lighthouse plan", "Dredging programme", "Ferry compact", "Flood charter", "Customs reform")
_OFFICES = ("Minister of Harbours", "Envoy for the River", "Head of the Pilots", "Secretary of Trade")
_WHO = ("council", "delegation", "harbour", "ministry", "committee", "fleet", "assembly", "guild", "embassy")
_DID = ("repaired", "opened", "financed", "surveyed", "inspected", "renewed", "measured", "joined", "enlarged")
_WHICH = ("northern", "old", "common", "narrow", "joint", "annual", "new", "stone", "upper", "coastal", "second")
_WHAT = ("bridge", "treaty", "lighthouse", "canal", "market", "school", "railway", "fund", "patrol", "ferry")
_WHEN = ("before winter", "in early spring", "after the harvest", "with two neighbours", "during the summer session")


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What an entry says in one place, with its proof: values are words, or the numbers of other entries."""

    part: str
    said: Mapping[str, str | tuple[int, ...]]
    source: int
    quote: str
    infer: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Title:
    """Where an entry's page is and what it is called."""

    kind: str
    folder: str
    id: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An entry: some 120 words of prose, eight links, and five claims with one citation each."""

    title: Title
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A source: title, by-line, and sentences from which every quote is cut."""

    id: str
    title: str
    date: str
    place: str
    sentences: tuple[str, ...]

    @property
    def text(self) -> str:
        """The article as its file holds it, in a form that `dossier source add` reads whole."""
        head = [self.title, f"By Nobody, {self.date}"]
        body = [" ".join(self.sentences[i : i + 4]) for i in range(0, len(self.sentences), 4)]
        return "\n\n".join([*head, f"{self.place} (Gazette) - {body[0]}", *body[1:]]) + "\n"


class Knowledge:
    """A library of `size` invented entries (FEWEST or more) and their sources."""

    def __init__(self, size: int, seed: int = 1) -> None:
        if size < FEWEST:
            raise ValueError(f"{FEWEST} entries or more, not {size}")
        self.size, self.seed = size, seed
        self.articles = tuple(map(self._article, range(max(FEWEST_SOURCES, size // ENTRIES_PER_SOURCE))))

    @property
    def pages(self) -> int:
        """The number of entries and sources: each has a page."""
        return self.size + len(self.articles)

    def entries(self) -> Iterator[Entry]:
        """Yield every entry in turn."""
        return map(self.entry, range(self.size))

    def entry(self, number: int) -> Entry:
        """Return an entry by its number, from 0."""
        rng = self._random("entry", number)
        about = self._others(rng, number, 8)
        claims = {"person": self._person, "meeting": self._meeting, "policy": self._policy}
        said = claims[title(number).kind](rng, number, about)
        proved = (self._proved(rng, claim, CLAIMS * number + at) for at, claim in enumerate(said))
        return Entry(title=title(number), claims=tuple(proved))

    def _person(self, rng: random.Random, number: int, about: list[int]) -> Iterator[Claim]:
        # No article is as old: an office that is dated as its source is needs no `infer`.
        said = {"office": rng.choice(_OFFICES), "date": _day(number, since=1971)}
        yield _claim("offices", said, "The office and its date are invented.")
        yield from self._statements(rng, about, clauses=3)

    def _meeting(self, rng: random.Random, number: int, about: list[int]) -> Iterator[Claim]:
        said = {"date": _day(number), "place": _place(number)}
        yield _claim("facts", said, "The date and the place are invented.")
        fives = rng.sample(range(self.size // len(KINDS)), 2)
        people = tuple(len(KINDS) * five + rng.randrange(2) for five in fives)
        yield _claim("participants", {"person": people, "presence": "reported"}, "Who came is invented.")
        yield from self._statements(rng, about[:6], clauses=4)

    def _policy(self, rng: random.Random, number: int, about: list[int]) -> Iterator[Claim]:
        said = {"type": rng.choice(("capability", "undertaking", "strategy")), "date": _day(number)}
        yield _claim("facts", said, "The type and the date are invented.")
        yield from self._statements(rng, about, clauses=3)

    def _statements(self, rng: random.Random, about: list[int], clauses: int) -> Iterator[Claim]:
        for i in range(0, len(about), LINKS_PER_STATEMENT):
            links = tuple(about[i : i + LINKS_PER_STATEMENT])
            yield _claim("statements", {"text": self._sentence(rng, clauses), "about": links})

    def _proved(self, rng: random.Random, claim: Claim, number: int) -> Claim:
        """Return the claim of a number with words that no other claim quotes: one quote proves one matter."""
        place, source = divmod(number, len(self.articles))
        words = self.articles[source].sentences[place % SENTENCES].rstrip(".").split()
        # Each of these starts lets the quote hold a name of a place, so that no two are alike.
        start = (0, 9, 2, 11, 1, 10, 3, 12)[place // SENTENCES]
        length = rng.randrange(6, min(13, len(words) - start + 1))
        return replace(claim, source=source, quote=" ".join(words[start : start + length]))

    def _article(self, number: int) -> Article:
        rng = self._random("article", number)
        sentences = tuple(self._sentence(rng, clauses=2) for _ in range(SENTENCES))
        name = f"{rng.choice(_MEETINGS)} in {_place(number)} end with a call for a {rng.choice(_WHAT)}"
        day = _day(number)
        return Article(
            id=f"gazette-{day}-{_word(number)}", title=name, date=day, place=_place(number), sentences=sentences
        )

    def _sentence(self, rng: random.Random, clauses: int) -> str:
        words = ", and ".join(self._clause(rng) for _ in range(clauses))
        return f"{words[0].upper()}{words[1:]} {rng.choice(_WHEN)}."

    def _clause(self, rng: random.Random) -> str:
        place = _place(rng.randrange(self.size))
        return f"the {rng.choice(_WHO)} of {place} {rng.choice(_DID)} the {rng.choice(_WHICH)} {rng.choice(_WHAT)}"

    def _others(self, rng: random.Random, number: int, count: int) -> list[int]:
        others = rng.sample(range(self.size - 1), count)
        return [other if other < number else other + 1 for other in others]

    def _random(self, what: str, number: int) -> random.Random:
        return random.Random(f"{self.seed} {what} {number}")  # noqa: S311 -- the same on every run is the point


def _claim(part: str, said: Mapping[str, str | tuple[int, ...]], infer: str = "") -> Claim:
    """Return a claim that nothing proves yet."""
    return Claim(part=part, said=said, source=0, quote="", infer=infer)


def title(number: int) -> Title:
    """Return the title of an entry; names are unique by construction."""
    kind, place = KINDS[number % len(KINDS)], _place(number)
    name = {
        "person": f"{_GIVEN[number % len(_GIVEN)]} {place}",
        "meeting": f"{_MEETINGS[number % len(_MEETINGS)]}, {place} {_day(number)[:4]}",
        "policy": f"{_POLICIES[number // len(KINDS) % len(_POLICIES)]} of {place}",
    }[kind]
    slug = "-".join(re.findall("[a-z0-9]+", name.lower()))
    return Title(kind=kind, folder=_FOLDERS[kind], id=slug, name=name)


def _word(number: int) -> str:
    """Return a number as an invented word of two syllables, or more where there are more numbers than those."""
    base = len(_ONSETS) * len(_VOWELS)
    rest, digit = divmod(number, base)
    syllable = _ONSETS[digit % len(_ONSETS)] + _VOWELS[digit // len(_ONSETS)]
    return (_word(rest) if rest >= base else _syllable(rest)) + syllable


def _syllable(digit: int) -> str:
    return _ONSETS[digit % len(_ONSETS)] + _VOWELS[digit // len(_ONSETS)]


def _place(number: int) -> str:
    word = _word(number)
    return f"{word}n".capitalize() if word in _ENGLISH else word.capitalize()


def _day(number: int, since: int = 2001) -> str:
    return (date(since, 1, 1) + timedelta(days=number * 37 % 9000)).isoformat()
