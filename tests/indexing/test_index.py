"""The index of pages: what is in its pieces, in which order, and that they are of one size."""

from __future__ import annotations

import json

from sphinx_dossier.indexing.index import files
from sphinx_dossier.indexing.terms import Level
from sphinx_dossier.pages.findable import Findable, Part

from tests.indexing.reading import facet, pieces, words

HELD, OFTEN, NAMED, BRIEF, WHOLE = map(int, Level)


def page(title: str, *said: str, day: str = "", kind: str = "Meeting", **more: object) -> Findable:
    parts = tuple(Part(anchor=f"c-{at}", title=text, texts=("“dam”",)) for at, text in enumerate(said))
    facets = {"kind": (kind.lower(),), **({"year": (day[:4],)} if day else {})}
    given = {"docname": f"{kind}/{title}", "title": title, "kind": kind, "day": day, "parts": parts, "facets": facets}
    return Findable(**{**given, **more})  # type: ignore[arg-type]


def made(*pages: Findable) -> dict[str, bytes]:
    return dict(files(pages, "{}.html".format))


TALKS = page("Dam talks", "They agreed on otters.", "Otters again.", day="2021-03-01", names=("Otter talks",))
ROUND = page("The second round of the dam", "Nothing of otters.", "Otters.", "Otters!", day="2022-01-01")
PERSON = page("Otter", kind="Person")


def test_a_word_leads_to_its_pages_by_how_much_it_says_of_them() -> None:
    found = words(made(TALKS, ROUND, PERSON))
    assert found["otter"] == {"Dam talks": BRIEF, "Otter": WHOLE}
    assert found["otters"] == {"Dam talks": OFTEN, "The second round of the dam": OFTEN}
    assert found["dam"] == {"Dam talks": BRIEF, "The second round of the dam": NAMED}
    assert found["nothing"] == {"The second round of the dam": OFTEN}


def test_a_word_says_less_of_a_long_page() -> None:
    long = page("Minutes", "Otters came.", *(f"Item {number} was read." for number in range(9)))
    found = words(made(long))
    assert (found["otters"], found["read"], found["minutes"]) == (
        {"Minutes": HELD},
        {"Minutes": OFTEN},
        {"Minutes": WHOLE},
    )


def test_pages_stand_from_the_newest_on_and_what_is_in_no_time_is_last() -> None:
    made_ = made(PERSON, TALKS, ROUND)
    titles = [record[1] for record in pieces(made_, "pages")]
    assert titles == ["The second round of the dam", "Dam talks", "Otter"]
    directory = json.loads(made_["finding/index.json"])
    assert (directory["pages"], directory["dated"]) == (3, 2)


def test_the_order_in_which_pages_come_does_not_matter() -> None:
    assert made(PERSON, TALKS, ROUND) == made(ROUND, PERSON, TALKS)


def test_facets_hold_the_pages_of_each_value_the_most_frequent_first() -> None:
    found = facet(made(TALKS, ROUND, PERSON), "kind")
    assert list(found.items()) == [("meeting", ["The second round of the dam", "Dam talks"]), ("person", ["Otter"])]


def test_a_record_holds_what_a_result_shows() -> None:
    (record,) = pieces(made(TALKS), "pages")
    url, title, kind, _, names, facets, parts = record
    assert (url, title, kind, names) == ("Meeting/Dam talks.html", "Dam talks", "Meeting", ["Otter talks"])
    assert facets == [["meeting"], ["2021"], [], [], []]
    assert parts == [["c-0", "They agreed on otters.", "“dam”"], ["c-1", "Otters again.", "“dam”"]]


def test_words_of_names_stand_forwards_and_backwards() -> None:
    made_ = made(TALKS, PERSON)
    assert pieces(made_, "names") == ["dam", "otter", "talks"]
    assert pieces(made_, "endings") == ["mad", "retto", "sklat"]


def test_pieces_are_small_and_the_directory_says_where_they_begin() -> None:
    many = [
        page(f"Talks {number:04}", f"Said {number * 7919} of it. " * 9, day="2020-01-01") for number in range(2000)
    ]
    made_ = made(*many)
    directory = json.loads(made_["finding/index.json"])
    for name, most in (("words", 60_000), ("names", 25_000), ("endings", 25_000), ("kind", 60_000)):
        found = [content for path, content in made_.items() if path.startswith(f"finding/{name}-")]
        assert max(map(len, found)) <= most
    starts = [json.loads(made_[f"finding/words-{at}.json"])[0][0] for at in range(len(directory["words"]))]
    assert directory["words"] == starts == sorted(starts)
    assert len(starts) > 1
    assert len(pieces(made_, "pages")) == 2000
    sizes = [len(json.loads(made_[f"finding/pages-{at}.json"])) for at in range(2000 // directory["per"])]
    assert set(sizes) == {directory["per"]}


def test_the_version_tells_one_index_from_another() -> None:
    versions = {json.loads(made(*pages)["finding/index.json"])["version"] for pages in ([TALKS], [TALKS, PERSON])}
    assert len(versions) == 2
    assert made() == {
        "finding/index.json": made()["finding/index.json"],
    }
