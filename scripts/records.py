"""Turn public records of visits and travels into a knowledge base: `python -m scripts.records RECORDS FOLDER`.

RECORDS is a folder with `visits/*.xml` and `president-travels/*.xml`, as the Office of the Historian publishes them,
in the public domain. Each file becomes a source: its title, and a line for each record, in the record's own words.
Each record becomes a visit or a journey that cites its line; visitors, presidents and countries become entries of
their own. What a record says of titles and of what was done is kept as it is, and nothing is guessed.
"""

from __future__ import annotations

import argparse
import re
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from sphinx_dossier.evidence.fingerprint import dumps, make
from sphinx_dossier.evidence.skeleton import quoted
from sphinx_dossier.evidence.words import words
from sphinx_dossier.kinds import load_kinds
from sphinx_dossier.values import Lines, Record, slug

from scripts.invent import CONF

VISIT = """\
label: Visit
plural: Visits
folder: visits
help: A visit of a foreign leader, as the records have it.
schema: Event
time: date
facts:
  date: {type: date, label: Date, help: When it took place., schema: startDate}
  country: {type: reference, to: [organization], label: From, help: Whence the visitor came., back: Visits from there}
  occasion: {type: text, verbatim: true, label: Occasion, help: What the record says of it.}
relations:
  visitors:
    label: Visitors
    help: Who came.
    sentence: "{visitor} came"
    back: Visits
    back-sentence: "Came on {entry}[, {when}]"
    fields:
      visitor: {type: reference, to: [person], many: true, required: true, label: Visitor, help: Who came.}
columns: [date, name, country]
"""
JOURNEY = """\
label: Journey
plural: Journeys
folder: journeys
help: A journey of a president abroad, as the records have it.
schema: Event
time: date
facts:
  date: {type: date, label: Date, help: When it took place., schema: startDate}
  country: {type: reference, to: [organization], label: To, help: The country., back: Journeys there}
  place: {type: text, label: Places, help: Where.}
  occasion: {type: text, verbatim: true, label: Occasion, help: What the record says of it.}
relations:
  travellers:
    label: Travellers
    help: Who went.
    sentence: "{traveller} went"
    back: Journeys
    back-sentence: "Went on {entry}[, {when}]"
    fields:
      traveller: {type: reference, to: [person], many: true, required: true, label: Traveller, help: Who went.}
columns: [date, name, country]
"""
INDEX = """\
# Visits and travels

```{dossier-counts}
```

```{toctree}
:hidden:

people/index
visits/index
journeys/index
organizations/index
sources/index
```
"""
SETTINGS = "source-share: 100\nquote-share: 100\n"
"""These texts are free: all of them may be quoted."""

_LONGEST = 25
_TITLES = re.compile(
    r"^(?:(?:Acting|Interim|Deputy|First|Vice|Prime|Foreign|Crown|Grand|Co-|Federal|Defense|Former|Provisional) )*"
    r"(?:President(?:-elect)?|Minister|Premier|Chancellor|King|Queen|Emperor|Empress|Prince|Princess|Sultan|Sheikh|Emir|Amir|"
    r"Pope|Chairman|General Secretary|Secretary[- ]General|Secretary|Governor[- ]General|Taoiseach|Duke|Duchess|Shah|"
    r"Head of State|Captain Regent|Chief|General|Patriarch|Speaker|Archbishop|Cardinal|Mrs|Madame)\.? ",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Journey:
    """A record: who, in its words and by name; whence or whither; from when to when; what is said of it."""

    kind: str
    who: str
    names: tuple[str, ...]
    country: str
    start: str
    end: str
    place: str = ""
    said: str = ""

    @property
    def head(self) -> str:
        """Return who, when and where; the days come early, for a quote may have to leave out some of the places."""
        return f"{self.who}, {self.start} to {self.end}, {self.country}{f', {self.place}' if self.place else ''}"

    @property
    def line(self) -> str:
        """Return the record as its source has it."""
        return f"{self.head}. {self.said}".strip()


@dataclass(slots=True, kw_only=True)
class Base:
    """What has been written: ids that are taken, and the ids of people and countries by their names."""

    folder: Path
    taken: Counter[str] = field(default_factory=Counter)
    known: dict[tuple[str, str], str] = field(default_factory=dict)

    def named(self, kind: str, name: str) -> str:
        """Return the id of the person or country of a name, with an entry for it."""
        if (kind, name) not in self.known:
            self.known[kind, name] = id_ = self.free(name)
            self.write(f"{kind}/{id_}.yaml", f"name: {quoted(name)}\n")
        return self.known[kind, name]

    def free(self, name: str) -> str:
        """Return an id made of a name that nothing has."""
        stem = slug(name) or "record"
        self.taken[stem] += 1
        return stem if self.taken[stem] == 1 else self.free(f"{stem} {self.taken[stem]}")

    def write(self, path: str, text: str) -> None:
        """Write a file of the knowledge base."""
        file = self.folder / "kb" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")


def _text(record: ET.Element, name: str) -> str:
    return " ".join("".join(found.itertext()).split()) if (found := record.find(name)) is not None else ""


def visits(file: Path) -> Iterator[Journey]:
    """Yield the visits of a file that name a visitor and a day."""
    for record in ET.parse(file).getroot():  # noqa: S314 -- records that whoever runs this has at hand
        who = _text(record, "visitor")
        yield Journey(
            kind="visit",
            who=who,
            names=_names(who),
            country=_text(record, "from"),
            start=_text(record, "start-date"),
            end=_text(record, "end-date"),
            said=_text(record, "description"),
        )


def _names(who: str) -> tuple[str, ...]:
    """Return the names in a string of titles and names, as one where it cannot be told how many there are."""
    parts = [_untitled(part) for part in re.split(r",? and | ?& ?", who) if part]
    # "The King and Queen": a title without a name belongs to the name beside it.
    whole = all(_TITLES.sub("", f"{part} x") != "x" and part[:1].isupper() for part in parts)
    return tuple(dict.fromkeys(parts)) if parts and whole else (_untitled(who),)


def _untitled(who: str) -> str:
    while (shorter := re.sub("^(?:and|&) ", "", _TITLES.sub("", who))) != who and shorter:
        who = shorter
    return who


def travels(file: Path) -> Iterator[Journey]:
    """Yield the journeys of a file."""
    for record in ET.parse(file).getroot():  # noqa: S314 -- as above
        name = _text(record, "name")
        yield Journey(
            kind="journey",
            who=name,
            names=(name,),
            country=_text(record, "country"),
            start=_text(record, "start-date"),
            end=_text(record, "end-date"),
            place=_text(record, "locale"),
            said=_text(record, "remarks"),
        )


def source(base: Base, id_: str, title: str, records: Iterable[Journey]) -> None:
    """Write a source and the entries of its records; one without a name, a country or a day has nothing to say."""
    day = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
    whole = [one for one in records if one.who and one.country and day.fullmatch(one.start) and one.start <= one.end]
    text = "\n\n".join([title, *(one.line for one in whole)]) + "\n"
    made = make(text.encode(), Record({"title": (Lines(first=1, last=1),)}))
    base.taken[id_] += 1
    base.write(
        f"sources/{id_}.yaml",
        f"name: {quoted(title)}\ntitle:\n  quote: {quoted(title)}\nlanguage: en\nsha256: {made.sha256}\n"
        "layout:\n  title: [1]\n",
    )
    base.write(f"sources/{id_}.fingerprint.json", dumps(made))
    for one in whole:
        _entry(base, id_, one)


def _entry(base: Base, source_id: str, one: Journey) -> None:
    name = f"{'Visit' if one.kind == 'visit' else 'Journey'} of {one.who}, {one.country} {one.start}"
    visit, journey = ("visits", "visitors", "visitor"), ("journeys", "travellers", "traveller")
    folder, part, who = visit if one.kind == "visit" else journey
    people = ", ".join(base.named("people", person) for person in one.names)
    country = base.named("organizations", one.country)
    quote = _quote(one.head)
    cite = f"    cite:\n      - source: {source_id}\n        quote: {quoted(quote)}\n"
    date = one.start if one.start == one.end else f"{one.start}/{one.end}"
    lines = [f"name: {quoted(name)}\nfacts:\n  - date: {date}\n    country: {country}\n"]
    if one.place:
        lines.append(f"    place: {quoted(one.place)}\n")
    lines += [cite, f"{part}:\n  - {who}: [{people}]\n", cite]
    base.write(f"{folder}/{base.free(name)}.yaml", "".join(lines))


def _quote(text: str) -> str:
    """Return as much of a text as a quote may have."""
    chunks = text.split()
    while len(words(" ".join(chunks))) > _LONGEST:
        chunks.pop()
    return " ".join(chunks).rstrip(",")


def main() -> None:
    """Write the knowledge base and its site's settings."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("records", type=Path, help="the folder with visits and president-travels")
    parser.add_argument("folder", type=Path, help="where the knowledge base is written")
    options = parser.parse_args()
    write(options.records, options.folder)


def write(records: Path, folder: Path) -> None:
    """Write the knowledge base of some records, with what builds its site."""
    base = Base(folder=folder)
    base.write("settings.yaml", SETTINGS)
    base.write("kinds/visit.yaml", VISIT)
    base.write("kinds/journey.yaml", JOURNEY)
    assert not load_kinds(folder / "kb", "kb")[1]  # noqa: S101 -- the declarations above are sound
    for file in sorted((records / "visits").glob("*.xml")):
        source(base, f"visits-{file.stem}s", f"Visits by foreign leaders in the {file.stem}s", visits(file))
    for file in sorted((records / "president-travels").glob("*.xml")):
        found = list(travels(file))
        source(base, f"travels-{file.stem}", f"Travels of the president {found[0].who}", found)
    docs = folder / "docs"
    docs.mkdir(parents=True, exist_ok=True)
    conf = CONF.format(extensions=["sphinx_dossier", "myst_parser"]) + 'dossier_kb = "../kb"\n'
    (docs / "conf.py").write_text(conf, "utf-8")
    (docs / "index.md").write_text(INDEX, "utf-8")


if __name__ == "__main__":
    main()
