"""Records as bytes: what is read back is what was written, however its kind of record is made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import FrozenInstanceError, dataclass, field
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sphinx_dossier.pickling import dumps, loads
from sphinx_dossier.records import Lines, Number, Quote, Record, Ref


@dataclass(frozen=True, slots=True)
class Post:
    """Has a name and notes, in slots."""

    name: str
    notes: Mapping[str, tuple[object, ...]] = field(default_factory=dict)
    place: int = field(default=1, compare=False)


@dataclass(frozen=True)
class Loose:
    """Has no slots."""

    name: str


@dataclass(frozen=True, slots=True)
class Counted:
    """Has something done to it when it is made."""

    name: str
    made: int = 0

    def __post_init__(self) -> None:
        """Count how often it was made."""
        object.__setattr__(self, "made", self.made + 1)


REFS = st.builds(Ref, id=st.text(), line=st.integers(), col=st.integers())
NUMBERS = st.builds(Number, amount=st.decimals(allow_nan=False))
LINES = st.builds(Lines, first=st.integers(), last=st.integers())
ONES = st.text() | st.booleans() | REFS | st.builds(Quote, text=st.text()) | NUMBERS | LINES
VALUES = st.recursive(
    ONES, lambda one: st.builds(Record, st.dictionaries(st.text(), st.tuples(one)).map(MappingProxyType))
)


@given(value=VALUES)
def test_what_is_read_back_is_what_was_written(value: object) -> None:
    found = loads(dumps(value))
    assert found == value
    assert type(found) is type(value)
    # What does not count when two are compared, as a line, comes back, too.
    assert dumps(found) == dumps(value)


@pytest.mark.parametrize("one", [Post("Ada", {"born": (1903, "May")}, 7), Loose("Ada")])
def test_every_kind_of_record_comes_back(one: Post | Loose) -> None:
    found = loads(dumps([one, one]))
    assert found == [one, one]
    assert found[0] is found[1]
    with pytest.raises(FrozenInstanceError):
        found[0].name = "Bea"


def test_what_does_not_count_comes_back() -> None:
    assert loads(dumps(Post("Ada", place=7))).place == 7


def test_a_record_that_does_something_when_it_is_made_is_made_so() -> None:
    assert loads(dumps(Counted("Ada"))).made == 2


def test_a_mapping_that_nobody_changes_comes_back_as_one() -> None:
    found = loads(dumps(Post("Ada", MappingProxyType({"born": (1903,)}))))
    assert isinstance(found.notes, MappingProxyType)
    assert dict(found.notes) == {"born": (1903,)}


def test_what_has_a_name_is_kept_elsewhere() -> None:
    ada, bea = Ref(id="ada"), Ref(id="bea")
    content = dumps((ada, bea), lambda one: "the first" if one is ada else None)
    found = loads(content, {"the first": bea}.__getitem__)
    assert found == (bea, bea)
