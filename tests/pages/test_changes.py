"""What changed lately, told from the history, and from the sources where there is none."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sphinx_dossier import dates
from sphinx_dossier.checked import Checked
from sphinx_dossier.history import Entered, History
from sphinx_dossier.pages import changes as module
from sphinx_dossier.pages.changes import changes
from sphinx_dossier.pages.model import Items, Paragraph, plain

HISTORY: History = {
    id_: Entered(first=dates.parse(first), last=dates.parse(last))
    for id_, first, last in (
        ("ada-finch", "2031-05-01", "2031-05-09"),
        ("bo-larsen", "2031-05-09", "2031-05-09"),
        ("old-talks", "2031-04-30", "2031-04-30"),
        ("herring-quota", "2031-04-29", "2031-04-30"),
        ("nobody", "2031-05-30", "2031-05-30"),
    )
}


def told(checked: Checked, limit: int = 0) -> list[str]:
    (items,) = changes(checked, limit)
    assert isinstance(items, Items)
    return [plain(item.content) for item in items.items]


def test_days_are_told_newest_first_with_what_is_new_and_what_changed(fishing: Checked) -> None:
    quota = fishing.library.entries["herring-quota"].name
    assert told(replace(fishing, history=HISTORY)) == [
        "9 May 2031: new: Bo Larsen; changed: Ada Finch.",
        f"30 April 2031: new: Talks of the war of the nets; changed: {quota}.",
    ]


def test_many_entries_of_a_kind_are_counted(fishing: Checked, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "NAMED", 1)
    day = Entered(first=dates.parse("2031-05-09"), last=dates.parse("2031-05-09"))
    history = dict.fromkeys(("ada-finch", "bo-larsen", "old-talks"), day)
    (line,) = told(replace(fishing, history=history))
    assert line == "9 May 2031: new: Talks of the war of the nets; 2 people."


def test_no_more_days_are_told_than_asked_for(fishing: Checked) -> None:
    assert len(told(replace(fishing, history=HISTORY), limit=1)) == 1


def test_without_a_history_the_newest_reports_stand_in_its_place(fishing: Checked) -> None:
    lead, items = changes(replace(fishing, history={}))
    assert isinstance(lead, Paragraph)
    assert plain(lead.content).startswith("Nothing tells when entries were changed")
    assert isinstance(items, Items)
    dated = [plain(item.content) for item in items.items]
    assert dated[0].startswith("March 2020: Herald, March 2020, cited by ")
    assert dated[1].startswith("4 March 2020: Gazette, March 2020, cited by ")
