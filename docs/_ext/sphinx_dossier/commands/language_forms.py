"""What the core finds, in the forms of the Language Server Protocol."""

from __future__ import annotations

from collections.abc import Iterable

from lsprotocol import types

from sphinx_dossier.editor.completing import CHOICE, ENTRY, KEY, Offers
from sphinx_dossier.editor.positions import Columns, Position
from sphinx_dossier.edits import Edit
from sphinx_dossier.problems import Problem

_START = types.Position(line=0, character=0)
START = types.Range(start=_START, end=_START)
_SEVERITY = {"error": types.DiagnosticSeverity.Error, "warning": types.DiagnosticSeverity.Warning}
_ITEM = {
    KEY: types.CompletionItemKind.Field,
    CHOICE: types.CompletionItemKind.EnumMember,
    ENTRY: types.CompletionItemKind.Reference,
}
WATCHED = types.RegistrationParams(
    registrations=[
        types.Registration(
            id="dossier-files",
            method=types.WORKSPACE_DID_CHANGE_WATCHED_FILES,
            register_options={"watchers": [{"globPattern": "**/*.yaml"}, {"globPattern": "**/*.fingerprint.json"}]},
        )
    ]
)
"""The files of which the editor is to tell when others change them."""


def asks_for_files(client: types.ClientCapabilities) -> bool:
    """Return whether an editor can be asked to tell of changed files."""
    files = client.workspace.did_change_watched_files if client.workspace else None
    return bool(files and files.dynamic_registration)


def renames_files(client: types.ClientCapabilities) -> bool:
    """Return whether an editor can be asked to give files another name along with changes of texts."""
    edits = client.workspace.workspace_edit if client.workspace else None
    kinds = edits.resource_operations if edits and edits.document_changes else None
    return types.ResourceOperationKind.Rename in (kinds or ())


def text_edit(edit: Edit, columns: Columns) -> types.TextEdit:
    """Return one edit of a text."""
    return types.TextEdit(range=span(columns, edit.start, edit.end), new_text=edit.text)


def file_edit(uri: str, edits: Iterable[Edit], columns: Columns) -> types.TextDocumentEdit:
    """Return the edits of one file."""
    document = types.OptionalVersionedTextDocumentIdentifier(uri=uri)
    return types.TextDocumentEdit(text_document=document, edits=[text_edit(edit, columns) for edit in edits])


def position(at: Position) -> types.Position:
    """Return a position as the protocol has it."""
    return types.Position(line=at.line, character=at.character)


def span(columns: Columns, start: int, end: int) -> types.Range:
    """Return the range between two offsets."""
    return types.Range(start=position(columns.at(start)), end=position(columns.at(end)))


def diagnostic(problem: Problem, columns: Columns, site: str) -> types.Diagnostic:
    """Return a problem with its code, from its place to the end of the line."""
    line, col = problem.place.line, problem.place.col
    end = max(col, len(columns.line(line).rstrip()) + 1)
    code = problem.code.value
    href = f"{site.rstrip('/')}/manual/codes.html#{code}" if site else ""
    return types.Diagnostic(
        range=types.Range(start=position(columns.position(line, col)), end=position(columns.position(line, end))),
        message=problem.message,
        severity=_SEVERITY[problem.code.level],
        code=code,
        code_description=types.CodeDescription(href=href) if href else None,
        source="dossier",
    )


def completions(found: Offers, cursor: types.Position, columns: Columns) -> types.CompletionList:
    """Return what is offered, in place of what was written up to the cursor."""
    place = types.Range(start=position(columns.position(found.line, found.col)), end=cursor)
    items = [
        types.CompletionItem(
            label=offer.label,
            kind=_ITEM[offer.what],
            detail=offer.detail or None,
            documentation=offer.help or None,
            filter_text=offer.found,
            # The order is ours: that of the declaration, or that of names.
            sort_text=f"{number:04}",
            text_edit=types.TextEdit(range=place, new_text=offer.text),
        )
        for number, offer in enumerate(found.offers)
    ]
    return types.CompletionList(is_incomplete=found.more, items=items)
