"""The language server: what an editor asks by its protocol, answered by the modules of `editor`.

The only modules that know the protocol are this and `language_forms`; both need pygls.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from lsprotocol import types
from pygls import uris
from pygls.exceptions import JsonRpcInvalidParams
from pygls.lsp.server import LanguageServer

from sphinx_dossier import __version__
from sphinx_dossier.checked import Checked
from sphinx_dossier.commands import language_forms as forms
from sphinx_dossier.editor import completing, leading, mending, telling
from sphinx_dossier.editor.desk import Desk
from sphinx_dossier.editor.positions import Columns, Position
from sphinx_dossier.moving import Refused

PAUSE = 0.3
"""How many seconds nothing is written before the whole knowledge base is checked again."""


SWITCH = 0.0005
"""After how many seconds a thread of Python lets another go on."""


class DossierServer(LanguageServer):
    """The server of one knowledge base."""

    def __init__(self, root: Path, site: str) -> None:
        super().__init__("dossier", __version__, text_document_sync_kind=types.TextDocumentSyncKind.Incremental)
        self.root, self.site = root, site
        self.uris: dict[str, str] = {}
        self._desk: asyncio.Task[Desk] | None = None
        self._settling: asyncio.Task[None] | None = None
        self._running: asyncio.Future[Checked] | None = None

    async def desk(self) -> Desk:
        """Return the knowledge base, which is read at the first question."""
        if self._desk is None:
            self._desk = asyncio.ensure_future(asyncio.to_thread(Desk, self.root))
        return await asyncio.shield(self._desk)

    def uri(self, desk: Desk, path: str) -> str:
        """Return the address of a file, in the editor's own words where it has it open."""
        return self.uris.get(path) or desk.file(path).as_uri()

    def columns(self, text: str) -> Columns:
        """Return the columns of a text as the editor counts them."""
        return Columns(text, str(types.PositionEncodingKind(self.workspace.position_encoding or "utf-16").value))

    async def at(self, params: Any) -> tuple[Desk, str, int, int]:  # noqa: ANN401 (any of the protocol's questions)
        """Return the knowledge base, and the path, line and column of a question; no path for another file."""
        desk = await self.desk()
        path = path_of(desk, params.text_document.uri)
        at = Position(line=params.position.line, character=params.position.character)
        return desk, path, *(self.columns(desk.text(path)).place(at) if path else (1, 1))

    def publish(self, desk: Desk, path: str) -> None:
        """Tell the editor what is wrong with a file."""
        columns = self.columns(desk.text(path))
        found = [forms.diagnostic(problem, columns, self.site) for problem in desk.shown.get(path, ())]
        uri = self.uri(desk, path)
        version = self.workspace.get_text_document(uri).version if path in desk.open else None
        self.text_document_publish_diagnostics(
            types.PublishDiagnosticsParams(uri=uri, diagnostics=found, version=version)
        )

    def settle_soon(self, pause: float = PAUSE) -> None:
        """Check the whole knowledge base, when nothing was written for a while."""
        if self._settling:
            self._settling.cancel()
        self._settling = asyncio.ensure_future(self._settle(pause))

    async def _settle(self, pause: float) -> None:
        await asyncio.sleep(pause)
        desk = await self.desk()
        # A thread cannot be stopped; two at once would only be in each other's way.
        while self._running and not self._running.done():
            await asyncio.wait([self._running])
        edition = desk.edition
        self._running = asyncio.ensure_future(asyncio.to_thread(desk.settled))
        found = await asyncio.shield(self._running)
        if edition == desk.edition:
            for path in desk.settle(found):
                self.publish(desk, path)


def path_of(desk: Desk, uri: str) -> str:
    """Return the path of a file of the knowledge base, empty for any other."""
    file = uris.to_fs_path(uri)
    return desk.path(Path(file)) if file else ""


async def started(ls: DossierServer, _: types.InitializedParams) -> None:
    """Read the knowledge base and say what is wrong with it; ask to be told of files that others change."""
    ls.settle_soon(0)
    if forms.asks_for_files(ls.client_capabilities):
        await ls.client_register_capability_async(forms.WATCHED)


async def opened(ls: DossierServer, params: types.DidOpenTextDocumentParams) -> None:
    """Lay the text of the editor over the file."""
    desk = await ls.desk()
    if path := path_of(desk, params.text_document.uri):
        ls.uris[path] = params.text_document.uri
        await changed(ls, params)


async def changed(
    ls: DossierServer, params: types.DidOpenTextDocumentParams | types.DidChangeTextDocumentParams
) -> None:
    """Say at once what is wrong with the text as it is now, and soon what that does to other files."""
    desk = await ls.desk()
    path = path_of(desk, params.text_document.uri)
    if path in ls.uris:
        desk.lay(path, ls.workspace.get_text_document(params.text_document.uri).source)
        desk.at_once(path)
        ls.publish(desk, path)
        ls.settle_soon()


async def closed(ls: DossierServer, params: types.DidCloseTextDocumentParams) -> None:
    """Take the text away: from now on the file counts."""
    desk = await ls.desk()
    path = path_of(desk, params.text_document.uri)
    if ls.uris.pop(path, ""):
        desk.lay(path, None)
        ls.settle_soon()


async def saved(ls: DossierServer, _: types.DidSaveTextDocumentParams | types.DidChangeWatchedFilesParams) -> None:
    """Check again: files have changed."""
    desk = await ls.desk()
    desk.edition += 1
    ls.settle_soon()


async def completion(ls: DossierServer, params: types.CompletionParams) -> types.CompletionList | None:
    """Offer what may be written."""
    desk, path, line, col = await ls.at(params)
    found = completing.complete(desk, path, line, col) if path else None
    return forms.completions(found, params.position, ls.columns(desk.text(path))) if found else None


async def hover(ls: DossierServer, params: types.HoverParams) -> types.Hover | None:
    """Say what a thing is."""
    desk, path, line, col = await ls.at(params)
    found = telling.tell(desk, path, line, col) if path else None
    if found is None:
        return None
    here, text = found
    contents = types.MarkupContent(kind=types.MarkupKind.Markdown, value=text)
    return types.Hover(contents=contents, range=forms.span(ls.columns(desk.text(path)), here.start, here.end))


async def definition(ls: DossierServer, params: types.DefinitionParams) -> types.Location | None:
    """Lead to the entry that is named."""
    desk, path, line, col = await ls.at(params)
    named = leading.named(desk, path, line, col) if path else None
    place = leading.definition(desk, named.id) if named else None
    return types.Location(uri=ls.uri(desk, place.path), range=forms.START) if place else None


async def references(ls: DossierServer, params: types.ReferenceParams) -> list[types.Location] | None:
    """Lead to all that refer to the entry that is named."""
    desk, path, line, col = await ls.at(params)
    named = leading.named(desk, path, line, col) if path else None
    if named is None:
        return None
    place = leading.definition(desk, named.id) if params.context.include_declaration else None
    own = [types.Location(uri=ls.uri(desk, place.path), range=forms.START)] if place else []
    found = leading.references(desk, named.id)
    columns = {one: ls.columns(desk.text(one)) for one in {one for one, _, _ in found}}
    return own + [
        types.Location(uri=ls.uri(desk, one), range=forms.span(columns[one], start, end)) for one, start, end in found
    ]


async def may_rename(ls: DossierServer, params: types.PrepareRenameParams) -> types.PrepareRenamePlaceholder | None:
    """Say what would be renamed: the id at the place."""
    desk, path, line, col = await ls.at(params)
    named = leading.named(desk, path, line, col) if path else None
    if named is None:
        return None
    columns = ls.columns(desk.text(path))
    start, end = (named.col, named.end) if named.line else (col, col)
    where = types.Range(
        start=forms.position(columns.position(line, start)), end=forms.position(columns.position(line, end))
    )
    return types.PrepareRenamePlaceholder(range=where, placeholder=named.id)


async def rename(ls: DossierServer, params: types.RenameParams) -> types.WorkspaceEdit | None:
    """Give an entry another id, with its file and every reference to it, as `dossier rename` does."""
    desk, path, line, col = await ls.at(params)
    named = leading.named(desk, path, line, col) if path else None
    if named is None:
        return None
    if not forms.renames_files(ls.client_capabilities):
        raise JsonRpcInvalidParams(f"this editor renames no files; use: dossier rename {named.id} {params.new_name}")
    try:
        found, change = await asyncio.to_thread(leading.renamed, desk, named.id, params.new_name.strip())
    except Refused as refused:
        raise JsonRpcInvalidParams(str(refused)) from refused
    edits = [
        forms.file_edit(ls.uri(desk, one), new, ls.columns(found.by_path[one]))
        for one, new in leading.edits_of(change, found).items()
    ]
    moves = [
        types.RenameFile(old_uri=ls.uri(desk, old), new_uri=desk.file(new).as_uri())
        for old, new in change.moved.items()
    ]
    return types.WorkspaceEdit(document_changes=[*edits, *moves])


async def actions(ls: DossierServer, params: types.CodeActionParams) -> list[types.CodeAction] | None:
    """Offer ways to mend the problems at a place."""
    desk = await ls.desk()
    path = path_of(desk, params.text_document.uri)
    text = desk.text(path) if path else ""
    columns = ls.columns(text)
    lines = range(params.range.start.line + 1, params.range.end.line + 2)
    return [
        types.CodeAction(
            title=fix.title,
            kind=types.CodeActionKind.QuickFix,
            diagnostics=[forms.diagnostic(fix.problem, columns, ls.site)],
            is_preferred=fix.sure,
            edit=types.WorkspaceEdit(
                changes={params.text_document.uri: [forms.text_edit(fix.edit, columns)]},
            ),
        )
        for problem in desk.shown.get(path, ())
        if problem.place.line in lines
        for fix in mending.fixes(problem, text)
    ]


FEATURES: dict[str, Callable[..., Any]] = {
    types.INITIALIZED: started,
    types.TEXT_DOCUMENT_DID_OPEN: opened,
    types.TEXT_DOCUMENT_DID_CHANGE: changed,
    types.TEXT_DOCUMENT_DID_CLOSE: closed,
    types.TEXT_DOCUMENT_DID_SAVE: saved,
    types.WORKSPACE_DID_CHANGE_WATCHED_FILES: saved,
    types.TEXT_DOCUMENT_HOVER: hover,
    types.TEXT_DOCUMENT_DEFINITION: definition,
    types.TEXT_DOCUMENT_REFERENCES: references,
    types.TEXT_DOCUMENT_PREPARE_RENAME: may_rename,
}


def serve(root: Path, site: str) -> None:
    """Serve the knowledge base in the folder `root` over standard input and output, until the editor is done."""
    # The thread that checks the whole hands over at once to what answers the editor.
    sys.setswitchinterval(SWITCH)
    server = DossierServer(root, site)
    for name, function in FEATURES.items():
        server.feature(name)(function)
    options = types.CompletionOptions(trigger_characters=[" ", "["])
    server.feature(types.TEXT_DOCUMENT_COMPLETION, options)(completion)
    server.feature(types.TEXT_DOCUMENT_RENAME, types.RenameOptions(prepare_provider=True))(rename)
    kinds = types.CodeActionOptions(code_action_kinds=[types.CodeActionKind.QuickFix])
    server.feature(types.TEXT_DOCUMENT_CODE_ACTION, kinds)(actions)
    server.start_io()
