"""A part of a site that is built alone, on a machine that knows nothing of those that build the others."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

_WRITTEN = re.compile(r"([1-9][0-9]{0,5})/([1-9][0-9]{0,5})")
FORM = "a number of a part and how many there are, as 3/16"


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """Which entries a build writes: those of part `number` of `of`, from 1; the only part has them all.

    An entry is always of the same part, whatever other entries there are: an edit leaves all other parts as they are.
    The first part has what is of no entry by itself, too: hand-written pages, indexes, and what is about the whole.
    """

    number: int = 1
    of: int = 1

    @property
    def is_all(self) -> bool:
        """Return whether there is only one part."""
        return self.of == 1

    @property
    def is_first(self) -> bool:
        """Return whether the part has what is of no entry by itself."""
        return self.number == 1

    def has(self, id: str) -> bool:  # noqa: A002
        """Return whether an entry is of this part."""
        return self.is_all or int(hashlib.sha256(id.encode()).hexdigest()[:12], 16) % self.of + 1 == self.number

    def __str__(self) -> str:
        """Return the part as it is written: 3/16."""
        return f"{self.number}/{self.of}"


ALL = Share()


def share(text: str) -> Share:
    """Return the part that a text names, all where it is empty. Raises ValueError, which says what is allowed."""
    if not text:
        return ALL
    match = _WRITTEN.fullmatch(text)
    found = Share(number=int(match[1]), of=int(match[2])) if match else None
    if found is None or found.number > found.of:
        raise ValueError(f"'{text}' is not {FORM}")
    return found
