"""Where the scalars and the comments of a YAML text begin and end, which its nodes do not know."""

from __future__ import annotations

from typing import Any

import yaml
from yaml import events
from yaml.cyaml import CParser  # type: ignore[attr-defined]

_SCALAR: Any = events.ScalarEvent


def parsed(text: str) -> list[Any]:
    """Return libyaml's events for a text; those before its first mistake, where it has one."""
    found: list[Any] = []
    try:
        parser = CParser(text.removeprefix("\ufeff"))
        while (event := parser.get_event()) is not None:
            found.append(event)
    except yaml.YAMLError:
        pass
    return found


def scalars(text: str) -> dict[int, int]:
    """Return where each scalar ends, by where it starts."""
    mark = len(text) - len(text.removeprefix("\ufeff"))
    found = ((event.start_mark.index, event.end_mark.index) for event in parsed(text) if type(event) is _SCALAR)
    return {start + mark: end + mark for start, end in found if end > start}


def ends(text: str) -> dict[int, int]:
    """Return where each value ends, by where it starts; of several that start there, the outermost."""
    mark = len(text) - len(text.removeprefix("\ufeff"))
    found, opened = dict[int, int](), list[int]()
    last = 0
    for event in parsed(text):
        kind: Any = type(event)
        if kind in {events.MappingStartEvent, events.SequenceStartEvent}:
            opened.append(event.start_mark.index)
            last = max(last, event.end_mark.index)
        elif kind in {events.MappingEndEvent, events.SequenceEndEvent}:
            # A block ends where its last value does, not where the next token starts.
            last = event.end_mark.index if event.end_mark.index > event.start_mark.index else last
            found[opened.pop() + mark] = last + mark
        elif kind is _SCALAR and event.end_mark.index > event.start_mark.index:
            last = event.end_mark.index
            found[event.start_mark.index + mark] = last + mark
    return found
