"""`dossier lsp` as an editor sees it: a real client over standard input and output."""

from __future__ import annotations

from pathlib import Path

import pytest
from lsprotocol import types
from pygls.exceptions import JsonRpcException
from sphinx_dossier import checked
from sphinx_dossier.editor.desk import Desk

from tests.commands.talking import Editor, editor, talked

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


async def _moves(home: Path) -> None:
    talk(home)
    docs = home / "docs"
    docs.mkdir()
    (docs / "page.md").write_text("See {person}`ada-example`.\n", "utf-8")
    async with editor(home) as one:
        one.open(TALKS)
        await one.until(TALKS, [])
        where = one.document(TALKS)
        at = one.after(TALKS, "person: ada")
        # The fish before it is one character to us, and two to the editor.
        one.write(TALKS, "  - person: ada-example", "  - {presence: reported, note: \U0001f3a3, person: ada-example")
        one.write(
            TALKS,
            "    cite:\n      - source: daily\n        quote: Ada Example and Ben Sample met\n",
            "     cite: [{source: daily, quote: Ada Example and Ben Sample met}]}\n",
        )
        one.write(TALKS, "person: ada-example", "person: ada-example,")
        await one.until(TALKS, [])
        at = one.after(TALKS, "person: ada")
        found = await one.client.text_document_definition_async(
            types.DefinitionParams(text_document=where, position=at)
        )
        assert isinstance(found, types.Location)
        assert found.uri == one.uri(ADA)
        context = types.ReferenceContext(include_declaration=True)
        asked = types.ReferenceParams(text_document=where, position=at, context=context)
        places = await one.client.text_document_references_async(asked)
        assert [
            (place.uri.rpartition("/")[2], place.range.start.line, place.range.start.character)
            for place in places or ()
        ] == [("ada-example.yaml", 0, 0), ("page.md", 0, 13), ("harbour-talks.yaml", 7, 43)]
        may = await one.client.text_document_prepare_rename_async(
            types.PrepareRenameParams(text_document=where, position=at)
        )
        assert isinstance(may, types.PrepareRenamePlaceholder)
        assert (may.placeholder, may.range.start.character, may.range.end.character) == ("ada-example", 43, 54)
        asked_new = types.RenameParams(text_document=where, position=at, new_name="ada-of-northport")
        edit = await one.client.text_document_rename_async(asked_new)
        assert edit
        assert sorted(applied(home, one, edit)) == ["docs/page.md", TALKS, ADA, "kb/people/ada-of-northport.yaml"]
        assert (docs / "page.md").read_text("utf-8") == "See {person}`ada-of-northport`.\n"
        assert "person: ada-of-northport, " not in (home / TALKS).read_text("utf-8")
        assert "person: ada-of-northport,\n" in (home / TALKS).read_text("utf-8")
        assert (
            (home / "kb/people/ada-of-northport.yaml")
            .read_text("utf-8")
            .startswith("name: Ada Example\nmoved-from: [ada-example]\n")
        )
    assert checked.check(home / "kb").problems == ()


async def _refused(home: Path) -> None:
    async with editor(home) as one:
        one.open(ADA)
        await one.until(ADA, [])
        at = one.after(ADA, "name: Ada Example\nfacts")
        asked = types.RenameParams(text_document=one.document(ADA), position=types.Position(0, 3), new_name="daily")
        assert at.line == 1
        with pytest.raises(JsonRpcException, match="the id 'daily' is taken"):
            await one.client.text_document_rename_async(asked)


async def _mends(home: Path) -> None:
    talk(home)
    async with editor(home) as one:
        one.open(TALKS)
        one.write(TALKS, "person: ada-example", "person: ada-exmple")
        one.write(TALKS, "place: Northport", "plce: Northport")
        await one.until(TALKS, [("unknown-key", 2, 4)])
        assert await mended(one, TALKS, 2) == ["Replace by 'place'"]
        one.write(TALKS, "plce: Northport", "place: Northport")
        await one.until(TALKS, [("dangling-reference", 7, 12)])
        assert await mended(one, TALKS, 7) == ["Replace by 'ada-example'"]
        assert await mended(one, TALKS, 0) == []
        one.write(TALKS, "person: ada-exmple", "person: ada-example")
        one.write(
            TALKS, "quote: met in the old harbour of Northport", "quote: The ferry across the bay will run until June"
        )
        await one.until(TALKS, [("quote-elsewhere", 5, 15)])
        assert await mended(one, TALKS, 5) == ["Replace by 'herald'"]


async def mended(one: Editor, path: str, line: int) -> list[str]:
    """What is offered to mend a line; each mends what it says it does."""
    where = types.Range(start=types.Position(line, 0), end=types.Position(line, 0))
    params = types.CodeActionParams(
        text_document=one.document(path), range=where, context=types.CodeActionContext(diagnostics=[])
    )
    found = await one.client.text_document_code_action_async(params)
    titles = []
    for action in found or ():
        assert isinstance(action, types.CodeAction)
        assert action.edit
        assert action.edit.changes
        (edit,) = action.edit.changes[one.uri(path)]
        after = replaced(one.texts[path], edit)
        assert action.diagnostics
        assert not problems_at(after, path, line, one.home) & {str(told.code) for told in action.diagnostics}
        titles.append(action.title)
    return titles


def problems_at(text: str, path: str, line: int, home: Path) -> set[str]:
    """What is wrong in a line once a text stands in its file."""
    desk = Desk(home / "kb")
    desk.lay(path, text)
    return {one.code.value for one in desk.at_once(path) if one.place.line == line + 1}


def replaced(text: str, edit: types.TextEdit) -> str:
    """The text after one edit, by the columns of the protocol."""
    lines = text.split("\n")
    at = [offset(lines, place) for place in (edit.range.start, edit.range.end)]
    return text[: at[0]] + edit.new_text + text[at[1] :]


def offset(lines: list[str], at: types.Position) -> int:
    units = lines[at.line].encode("utf-16-le")[: 2 * at.character] if at.line < len(lines) else b""
    return sum(len(line) + 1 for line in lines[: at.line]) + len(units.decode("utf-16-le"))


def applied(home: Path, one: Editor, edit: types.WorkspaceEdit) -> set[str]:
    """Do what an editor does with such an edit: change texts, then rename files; return what was touched."""
    touched = set()
    for change in edit.document_changes or ():
        if isinstance(change, types.RenameFile):
            old, new = (home / uri.removeprefix(f"{home.as_uri()}/") for uri in (change.old_uri, change.new_uri))
            old.rename(new)
            touched.add(new.relative_to(home).as_posix())
        else:
            assert isinstance(change, types.TextDocumentEdit)
            path = change.text_document.uri.removeprefix(f"{home.as_uri()}/")
            text = one.texts.get(path) or (home / path).read_text("utf-8")
            for small in reversed(change.edits):
                assert isinstance(small, types.TextEdit)
                text = replaced(text, small)
            (home / path).write_text(text, "utf-8")
            touched.add(path)
    return touched


def test_definition_references_and_rename(home: Path) -> None:
    talked(_moves(home))


def test_a_rename_that_cannot_be_is_refused_with_the_reason(home: Path) -> None:
    talked(_refused(home))


def test_quick_fixes_mend_what_they_say(home: Path) -> None:
    talked(_mends(home))


def test_a_whole_session(home: Path) -> None:
    talked(_session(home))
