"""What somebody answered in an issue form: GitHub puts each answer below a heading with the question."""

from __future__ import annotations

import re
from collections.abc import Mapping

QUESTIONS = {
    "new entry": (
        "Kind",
        "Name",
        "Other names",
        "What does it say?",
        "Exact words of the source",
        "Address of the source",
        "Date of the source",
    ),
    "correction": (
        "Entry",
        "What is wrong?",
        "What should it say?",
        "Exact words of the source",
        "Address of the source",
    ),
    "dead link": ("Source", "Address that is gone", "Address that works"),
}
"""The forms, each with its questions; those in `.github/ISSUE_TEMPLATE` ask the same."""

_NOTHING = "_No response_"
_UNSEEN = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)
"""What neither a file nor a terminal is to get of a stranger: commands to it, and what turns the order of letters."""

_FENCE = re.compile(r"^(?:```|~~~)[^\n]*\n(.*)\n(?:```|~~~)$", re.DOTALL)


def read(text: str) -> tuple[str, Mapping[str, str]]:
    """Return the name of the form and the answers by question; no name where it is none of the forms.

    A heading that is no question of the form belongs to the answer in which it stands: what somebody writes cannot
    add a question, and the first answer to one counts.
    """
    lines = _UNSEEN.sub(" ", text.replace("\r\n", "\n")).split("\n")
    asked = {line.removeprefix("### ").strip() for line in lines if line.startswith("### ")}
    form = next((name for name, questions in QUESTIONS.items() if set(questions) <= asked), "")
    answers: dict[str, list[str]] = {}
    at: list[str] = []
    for line in lines:
        question = line.removeprefix("### ").strip() if line.startswith("### ") else ""
        if question in QUESTIONS.get(form, ()) and question not in answers:
            at = answers.setdefault(question, [])
        else:
            at.append(line)
    return form, {question: _answer("\n".join(found)) for question, found in answers.items()}


def _answer(text: str) -> str:
    bare = text.strip()
    bare = "" if bare == _NOTHING else bare
    return found[1].strip() if (found := _FENCE.match(bare)) else bare
