"""`dossier lsp` as an editor sees it: a real client over standard input and output."""

from __future__ import annotations

import asyncio
from pathlib import Path

from lsprotocol import types

from tests.commands.talking import Editor, editor

ADA = "kb/people/ada-example.yaml"
MEETING = """\
name: Harbour talks
facts:
  - place: Northport
    cite:
      - source: daily
        quote: met in the old harbour of Northport
participants:
  - person: ada-example
    cite:
      - source: daily
        quote: Ada Example and Ben Sample met
"""
TALKS = "kb/meetings/harbour-talks.yaml"


def talk(home: Path) -> None:
    file = home / TALKS
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(MEETING, "utf-8")


def labels(found: object) -> dict[str, str]:
    """What is offered, and what each would write."""
    assert isinstance(found, types.CompletionList)
    return {one.label: one.text_edit.new_text for one in found.items if one.text_edit}


async def complete(one: Editor, path: str, words: str) -> dict[str, str]:
    params = types.CompletionParams(text_document=one.document(path), position=one.after(path, words))
    return labels(await one.client.text_document_completion_async(params))


async def told(one: Editor, path: str, words: str) -> str:
    params = types.HoverParams(text_document=one.document(path), position=one.after(path, words))
    found = await one.client.text_document_hover_async(params)
    assert found is not None
    assert isinstance(found.contents, types.MarkupContent)
    return found.contents.value


async def _session(home: Path) -> None:
    talk(home)
    async with editor(home, "--site", "https://dossier.example/") as one:
        # What is wrong is said with the place and code that `check` has, as it is written.
        one.open(ADA)
        await one.until(ADA, [])
        one.write(ADA, "Sample met", "Sample danced 🎣")
        await one.until(ADA, [("quote-not-found", 5, 15)])
        wrong = one.found[ADA][0]
        assert wrong.severity == types.DiagnosticSeverity.Error
        assert wrong.code_description
        assert wrong.code_description.href == "https://dossier.example/manual/codes.html#quote-not-found"
        # Nothing was saved.
        assert "danced" not in (home / ADA).read_text("utf-8")
        assert "Not found** in `daily`: nearest at word 9, where 5 of 6" in await told(one, ADA, "quote: Ada")
        one.write(ADA, "Sample danced 🎣", "Sample met")
        await one.until(ADA, [])
        hover = await told(one, ADA, "quote: Ada")
        assert hover.startswith("**Found** in `daily`: paragraph 1, words 9 to 14 of ")
        # What one file says is felt in another.
        one.open(TALKS)
        await one.until(TALKS, [])
        one.write(TALKS, "person: ada-example", "person: ada-exmple")
        await one.until(TALKS, [("dangling-reference", 7, 12)])
        one.write(TALKS, "person: ada-exmple", "person: exa")
        assert await complete(one, TALKS, "person: exa") == {"Ada Example": "ada-example"}
        one.write(TALKS, "person: exa", "person: ada-example")
        await one.until(TALKS, [])
        assert (await told(one, TALKS, "person: ada")).startswith("**Ada Example** (Person, `ada-example`)")
        one.write(TALKS, "person: ada-example\n", "person: ada-example\n    pre\n")
        assert (await complete(one, TALKS, "    pre"))["presence"] == "presence: "
        one.write(TALKS, "    pre\n", "    presence: \n")
        assert "denied" in await complete(one, TALKS, "presence: ")
        one.close(TALKS)
        one.close(ADA)
        await one.until(TALKS, [])


def test_a_whole_session(home: Path) -> None:
    asyncio.run(_session(home))
