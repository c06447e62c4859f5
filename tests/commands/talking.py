"""A client of the language server: it starts `dossier lsp`, speaks the protocol with it, and waits for its words."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator, Coroutine
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from pathlib import Path

from lsprotocol import types
from pygls.lsp.client import LanguageClient

PATIENCE = 60


class Editor:
    """An editor at the folder `home`; `found` has what the server says is wrong, by path."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.client = LanguageClient("editor", "1")
        self.found: dict[str, list[types.Diagnostic]] = {}
        self.texts: dict[str, str] = {}
        self._news = asyncio.Condition()
        self._versions = 0

        @self.client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)  # type: ignore[untyped-decorator]
        async def _(params: types.PublishDiagnosticsParams) -> None:
            async with self._news:
                self.found[params.uri.rpartition(f"{home.as_uri()}/")[2]] = list(params.diagnostics)
                self._news.notify_all()

    def uri(self, path: str) -> str:
        return (self.home / path).as_uri()

    def document(self, path: str) -> types.TextDocumentIdentifier:
        return types.TextDocumentIdentifier(uri=self.uri(path))

    def codes(self, path: str) -> list[tuple[str, int, int]]:
        """Return what is wrong in a file: each code with its line and character from 0."""
        found = self.found.get(path, [])
        return [(str(one.code), one.range.start.line, one.range.start.character) for one in found]

    async def until(self, path: str, codes: list[tuple[str, int, int]]) -> None:
        """Wait until just this is said to be wrong in a file."""

        async def same() -> None:
            async with self._news:
                await self._news.wait_for(lambda: path in self.found and self.codes(path) == codes)

        try:
            await asyncio.wait_for(same(), PATIENCE)
        except TimeoutError:
            raise AssertionError(f"{path}: {self.codes(path)}, not {codes}") from None

    def open(self, path: str) -> None:
        text = self.texts[path] = (self.home / path).read_text("utf-8")
        item = types.TextDocumentItem(uri=self.uri(path), language_id="yaml", version=self._version(), text=text)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(text_document=item))

    def write(self, path: str, old: str, new: str) -> None:
        """Write `new` over the one `old` in an open text, as an editor tells it: a range and its text."""
        text = self.texts[path]
        assert text.count(old) == 1, (old, text)
        start = text.index(old)
        self.texts[path] = text.replace(old, new)
        where = types.Range(start=spot(text, start), end=spot(text, start + len(old)))
        change = types.TextDocumentContentChangePartial(range=where, text=new)
        document = types.VersionedTextDocumentIdentifier(uri=self.uri(path), version=self._version())
        params = types.DidChangeTextDocumentParams(text_document=document, content_changes=[change])
        self.client.text_document_did_change(params)

    def close(self, path: str) -> None:
        self.client.text_document_did_close(types.DidCloseTextDocumentParams(text_document=self.document(path)))

    def after(self, path: str, words: str) -> types.Position:
        """Return the position behind words that stand once in an open text."""
        text = self.texts[path]
        assert text.count(words) == 1, (words, text)
        return spot(text, text.index(words) + len(words))

    def _version(self) -> int:
        self._versions += 1
        return self._versions


def spot(text: str, at: int) -> types.Position:
    """Return an offset as the protocol has it: a line, and UTF-16 units in it."""
    before = text[:at].split("\n")
    return types.Position(line=len(before) - 1, character=len(before[-1].encode("utf-16-le")) // 2)


@asynccontextmanager
async def editor(home: Path, *options: str) -> AsyncIterator[Editor]:
    """An editor that has started the server in a folder, and ends it after."""
    one = Editor(home)
    code = "import sys, sphinx_dossier; sys.exit(sphinx_dossier.main())"
    await one.client.start_io(sys.executable, "-c", code, "lsp", *options, cwd=str(home))
    workspace = types.WorkspaceEditClientCapabilities(
        document_changes=True, resource_operations=[types.ResourceOperationKind.Rename]
    )
    capabilities = types.ClientCapabilities(workspace=types.WorkspaceClientCapabilities(workspace_edit=workspace))
    hello = types.InitializeParams(capabilities=capabilities, root_uri=home.as_uri())
    await one.client.initialize_async(hello)
    one.client.initialized(types.InitializedParams())
    try:
        yield one
    finally:
        await one.client.shutdown_async(None)
        one.client.exit(None)
        await one.client.stop()  # type: ignore[no-untyped-call]


def talked(talk: Coroutine[None, None, None]) -> None:
    """Run a talk to its end, in a thread of its own: in this one a browser of other tests may keep a loop running."""
    with ThreadPoolExecutor(1) as pool:
        pool.submit(asyncio.run, talk).result()
