"""Names as lists compare them."""

from __future__ import annotations

import unicodedata


def folded(name: str) -> str:
    """Return a name without case and accents."""
    if name.isascii():
        return name.casefold()
    plain = unicodedata.normalize("NFKD", name)
    return "".join(c for c in plain if not unicodedata.combining(c)).casefold()
