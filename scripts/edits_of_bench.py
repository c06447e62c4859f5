"""The edits that a benchmark makes to invented content, in the form of each tool."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from scripts.invent import DOCS, KB, KIND
from scripts.invented import Entry, Knowledge

WORD, TITLE, QUOTE, DECLARATION = "one word", "one title", "one quote", "one kind declaration"
EDITS = (WORD, TITLE, QUOTE, DECLARATION)
FIRST_MEETING = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """Words of a file in a project that others take the place of."""

    step: str
    file: Path
    old: str
    new: str

    def make(self, project: Path) -> None:
        """Make the edit. Raises ValueError where the words are not there."""
        self._put(project, self.old, self.new)

    def take_back(self, project: Path) -> None:
        """Make the file what it was."""
        self._put(project, self.new, self.old)

    def _put(self, project: Path, old: str, new: str) -> None:
        text = (project / self.file).read_text("utf-8")
        if old not in text:
            raise ValueError(f"{self.file} has no '{old}'")
        (project / self.file).write_text(text.replace(old, new, 1), "utf-8")


def edits(knowledge: Knowledge, form: str) -> Iterator[Edit]:
    """Yield the edits of the first meeting, and of its kind where the form declares one."""
    entry = knowledge.entry(FIRST_MEETING)
    folder, name = entry.title.folder, entry.title.id
    file = Path(KB, folder, f"{name}.yaml") if form == "kb" else Path(DOCS, folder, f"{name}.md")
    said = next(str(claim.said["text"]) for claim in entry.claims if claim.part == "statements")
    first, _, *rest = said.split()
    yield Edit(step=WORD, file=file, old=said, new=" ".join([first, "consulate", *rest]))
    yield Edit(step=TITLE, file=file, **_title(entry, form))
    quote = next(claim.quote for claim in entry.claims if claim.part == "statements")
    mark = f"quote: {quote}" if form == "kb" else f"“{quote}”"
    yield Edit(step=QUOTE, file=file, old=mark, new=mark.replace(quote, quote.rpartition(" ")[0]))
    if form == "kb":
        yield Edit(step=DECLARATION, file=Path(KB, "kinds/meeting.yaml"), old=KIND, new=KIND.replace("Told", "Said"))


def _title(entry: Entry, form: str) -> dict[str, str]:
    name = entry.title.name
    before = {"kb": "name: ", "markdown": "# ", "needs": "} ", "hugo": 'title: "'}[form]
    return {"old": f"{before}{name}", "new": f"{before}Grand {name}"}
