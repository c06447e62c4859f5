"""How long the language server takes to answer on an invented knowledge base: `python -m scripts.language_latency`.

A real client types into one entry, as an editor does, and waits for the problems that this makes; medians and the
longest of many keystrokes, completions and hovers, while the whole is checked behind them and while it is not.
"""

from __future__ import annotations

import argparse
import asyncio
import statistics
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

from lsprotocol import types
from pygls.lsp.client import LanguageClient

from scripts.invent import knowledge_base
from scripts.invented import Knowledge

_SERVER = "import sys, sphinx_dossier; sys.exit(sphinx_dossier.main())"


class _Typist:
    """A client that has one entry open, and writes its name again and again."""

    def __init__(self, file: Path) -> None:
        self.client = LanguageClient("typist", "1")
        self.uri, self.text, self.version = file.as_uri(), file.read_text("utf-8"), 0
        self.said: dict[int | None, asyncio.Event] = {}
        self.client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)(self._hear())

    def _hear(self) -> Callable[[types.PublishDiagnosticsParams], None]:
        def hear(params: types.PublishDiagnosticsParams) -> None:
            if params.uri == self.uri:
                self.said.setdefault(params.version, asyncio.Event()).set()

        return hear

    def open(self) -> None:
        item = types.TextDocumentItem(uri=self.uri, language_id="yaml", version=0, text=self.text)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(text_document=item))

    async def heard(self, version: int) -> None:
        await self.said.setdefault(version, asyncio.Event()).wait()

    async def key(self) -> None:
        self.version += 1
        start = types.Position(line=0, character=len("name: "))
        change = types.TextDocumentContentChangePartial(range=types.Range(start=start, end=start), text="x")
        document = types.VersionedTextDocumentIdentifier(uri=self.uri, version=self.version)
        params = types.DidChangeTextDocumentParams(text_document=document, content_changes=[change])
        self.client.text_document_did_change(params)
        await self.heard(self.version)

    def spot(self, words: str) -> types.TextDocumentPositionParams:
        before = self.text[: self.text.index(words) + len(words)].split("\n")
        at = types.Position(line=len(before) - 1, character=len(before[-1]))
        return types.TextDocumentPositionParams(text_document=types.TextDocumentIdentifier(uri=self.uri), position=at)

    async def complete(self) -> None:
        at = self.spot("source: ")
        params = types.CompletionParams(text_document=at.text_document, position=at.position)
        await self.client.text_document_completion_async(params)

    async def hover(self) -> None:
        at = self.spot("quote: ")
        await self.client.text_document_hover_async(
            types.HoverParams(text_document=at.text_document, position=at.position)
        )


async def _timed(what: str, act: Callable[[], Awaitable[None]], times: int, pause: float) -> None:
    found = []
    for _ in range(times):
        start = time.perf_counter()
        await act()
        found.append(1000 * (time.perf_counter() - start))
        await asyncio.sleep(pause)
    print(f"{what:<44} median {statistics.median(found):6.1f} ms, longest {max(found):6.1f} ms", flush=True)


async def _measure(home: Path, size: int) -> None:
    typist = _Typist(next(iter(sorted((home / "kb/meetings").glob("*.yaml")))))
    start = time.perf_counter()
    await typist.client.start_io(sys.executable, "-c", _SERVER, "lsp", cwd=str(home))
    capabilities = types.ClientCapabilities()
    await typist.client.initialize_async(types.InitializeParams(capabilities=capabilities, root_uri=home.as_uri()))
    typist.client.initialized(types.InitializedParams())
    typist.open()
    await typist.heard(0)
    print(f"{size} entries; first problems after {time.perf_counter() - start:.1f} s")
    await asyncio.sleep(5)
    await _timed("a key, problems of the file (typed fast)", typist.key, 50, 0.1)
    # Longer than the pause of the server, so that each key falls into the check of the whole after the last one.
    await _timed("a key, while the whole is being checked", typist.key, 20, 0.6)
    await asyncio.sleep(5)
    await _timed("completion of a source", typist.complete, 30, 0.02)
    await _timed("hover over a quote", typist.hover, 30, 0.02)
    await typist.client.shutdown_async(None)
    typist.client.exit(None)


def main() -> None:
    """Measure at the size that the command line says."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", type=int, default=1000, help="how many entries (default: 1000)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        home = Path(name).resolve()
        knowledge_base(home, Knowledge(options.size, 1))
        asyncio.run(_measure(home, options.size))


if __name__ == "__main__":
    main()
