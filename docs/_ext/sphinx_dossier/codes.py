"""The codes of problems: the name of each and how much it weighs.

What a code means and what to do about it stands in codes.yaml, from which the reference page is printed. A code is
declared in these two files and nowhere else; a test holds that they name the same.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from enum import Enum
from pathlib import Path

import yaml


class Code(Enum):
    """A kind of problem.

    The value is the name that is printed. `level` is error, for what cannot be shown until it is mended, or
    warning, for what is shown and asks for an answer.
    """

    level: str

    def __new__(cls, value: str, level: str = "error") -> Code:
        """Make a member whose value is its printed name."""
        member = object.__new__(cls)
        member._value_ = value
        member.level = level
        return member

    @property
    def doc(self) -> str:
        """Return what the code means."""
        return _texts()[self.value]["doc"]

    @property
    def brief(self) -> str:
        """Return the first sentence of what the code means."""
        return re.split(r"(?<=\w[.])\s", self.doc, maxsplit=1)[0]

    @property
    def remedy(self) -> str:
        """Return what to do about it."""
        return _texts()[self.value]["remedy"]

    @property
    def short(self) -> str:
        """Return what a page says of such a finding where an editor has answered it; empty where none can be."""
        return _texts()[self.value].get("short", "")

    @property
    def example(self) -> tuple[str, str]:
        """Return lines of an entry that have the problem, and the same without it; empty where none are kept."""
        return _texts()[self.value].get("wrong", ""), _texts()[self.value].get("right", "")

    # The file.
    UNREADABLE = "unreadable"
    LINK_LOOP = "link-loop"
    TOO_BIG = "too-big"
    NOT_UTF8 = "not-utf8"
    EMPTY_FILE = "empty-file"
    NOT_YAML = "not-yaml"
    TWO_DOCUMENTS = "two-documents"
    DUPLICATE_KEY = "duplicate-key"
    ALIAS = "alias"
    TAG = "tag"
    LOST_TEXT = "lost-text"
    TOO_DEEP = "too-deep"
    STRAY_FILE = "stray-file"
    # The values.
    UNKNOWN_KEY = "unknown-key"
    MISSING_KEY = "missing-key"
    WRONG_TYPE = "wrong-type"
    BAD_DATE = "bad-date"
    BAD_NUMBER = "bad-number"
    BAD_CHOICE = "bad-choice"
    BAD_URL = "bad-url"
    BAD_LINES = "bad-lines"
    BAD_ID = "bad-id"
    BAD_KIND = "bad-kind"
    # The library.
    DUPLICATE_ID = "duplicate-id"
    DUPLICATE_CLAIM = "duplicate-claim"
    DANGLING_REFERENCE = "dangling-reference"
    WRONG_KIND = "wrong-kind"
    UNKNOWN_SOURCE = "unknown-source"
    # The evidence.
    UNCITED_CLAIM = "uncited-claim"
    NO_FINGERPRINT = "no-fingerprint"
    BAD_FINGERPRINT = "bad-fingerprint"
    QUOTE_NOT_FOUND = "quote-not-found"
    QUOTE_TOO_SHORT = "quote-too-short"
    QUOTE_TOO_LONG = "quote-too-long"
    QUOTE_PARTS = "quote-parts"
    QUOTE_ELSEWHERE = "quote-elsewhere"
    # The honesty of a quote.
    CUT_WORD = "cut-word"
    PARTS_APART = "parts-apart"
    CUT_NEGATION = "cut-negation", "warning"
    CUT_DENIAL = "cut-denial", "warning"
    CUT_HEDGE = "cut-hedge", "warning"
    CUT_CONDITION = "cut-condition", "warning"
    CUT_ATTRIBUTION = "cut-attribution", "warning"
    MEANING_CHANGED = "meaning-changed", "warning"
    OUTSIDE_BODY = "outside-body", "warning"
    NAME_NOT_QUOTED = "name-not-quoted", "warning"
    WORDS_NOT_QUOTED = "words-not-quoted", "warning"
    NUMBER_NOT_QUOTED = "number-not-quoted", "warning"
    BOUND_NOT_QUOTED = "bound-not-quoted", "warning"
    DATE_NOT_QUOTED = "date-not-quoted", "warning"
    DATE_DIFFERS = "date-differs", "warning"
    QUOTE_REUSED = "quote-reused", "warning"
    QUOTE_SHARE = "quote-share", "warning"
    SOURCE_SHARE = "source-share", "warning"
    IDLE_INFER = "idle-infer", "warning"
    # The standing of sources and entries.
    ORIGIN_LOOP = "origin-loop"
    UNSOUND_CLAIM = "unsound-claim", "warning"
    PREFERRED_ALONE = "preferred-alone", "warning"
    PREFERRED_TWICE = "preferred-twice", "warning"
    BAD_MOVE = "bad-move"


@functools.cache
def _texts() -> Mapping[str, Mapping[str, str]]:
    """Return the texts of every code; read only when asked for, since a check without problems needs none."""
    texts: Mapping[str, Mapping[str, str]] = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text("utf-8"))
    return texts
