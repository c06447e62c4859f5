"""What the search costs a phone, at any size: `python -m scripts.search_scale build/site 1000 10000 100000`.

The index is made of invented entries, and the search page of a built site asks it over a slow line (150 ms there and
back, 1.6 Mbit/s, a processor slowed down four times), as Lighthouse's phone has it. Seconds are from typing to the
first result; bytes are all that came of the index since the page was opened, compressed as static hosts send them.
"""

from __future__ import annotations

import gzip
import shutil
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, CDPSession, sync_playwright
from sphinx_dossier.indexing.index import files
from sphinx_dossier.indexing.pieces import FOLDER
from sphinx_dossier.pages.findable import FROM, KIND, PERSON, PLACE, YEAR, Findable, Part

from scripts.invented import Entry, Knowledge, title
from scripts.serving import served

QUESTIONS = ("{name}", "{misprint}", "harbour treaty", "the old bridge before winter", "lighthouse")
SLOW = {"offline": False, "latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 750e3 / 8}
FLAGS = ["--no-sandbox", "--disable-gpu"]


def findable(entry: Entry, knowledge: Knowledge) -> Findable:
    """Return an invented entry as the search knows it."""
    said = [(claim, words) for claim in entry.claims for words in claim.said.values()]
    texts = [words for _, words in said if isinstance(words, str)]
    others = [title(number) for _, words in said if not isinstance(words, str) for number in words]
    day = next((str(claim.said["date"]) for claim in entry.claims if "date" in claim.said), "")
    sources = {knowledge.articles[claim.source].title for claim in entry.claims}
    facets = {
        KIND: (entry.title.kind,),
        YEAR: (day[:4],) if day else (),
        PERSON: tuple(sorted(one.name for one in others if one.kind == "person")),
        PLACE: tuple(str(claim.said["place"]) for claim in entry.claims if "place" in claim.said),
        FROM: tuple(sorted(sources)),
    }
    parts = [
        Part(anchor=f"c-{at}", title=text, texts=(f"“{entry.claims[at % len(entry.claims)].quote}”",))
        for at, text in enumerate(texts)
    ]
    docname = f"{entry.title.folder}/{entry.title.id}"
    return Findable(
        docname=docname,
        title=entry.title.name,
        kind=entry.title.kind.capitalize(),
        date=day,
        day="" if entry.title.kind == "person" else day,
        parts=tuple(parts),
        facets={name: values for name, values in facets.items() if values},
    )


def prepare(site: Path, folder: Path, size: int) -> None:
    """Put the search page of a site into a folder, with the index of `size` invented entries, and print its size."""
    shutil.copytree(site / "_static", folder / "_static")
    page = (site / "search.html").read_text(encoding="utf-8").replace(" data-small", "")
    (folder / "search.html").write_text(page, encoding="utf-8")
    (folder / FOLDER).mkdir()
    knowledge = Knowledge(size)
    pages = [findable(entry, knowledge) for entry in knowledge.entries()]
    start = time.process_time()
    raw = packed = most = count = 0
    for path, content in files(pages, "{}.html".format):
        (folder / path).write_bytes(content)
        small = len(gzip.compress(content, mtime=0))
        raw, packed, most, count = raw + len(content), packed + small, max(most, small), count + 1
    taken = time.process_time() - start
    print(f"\n{size:,} entries: {count:,} files, {raw / 1e6:.1f} MB, {packed / 1e6:.1f} MB compressed, "
          f"the largest {most / 1e3:.0f} kB; made and compressed in {taken:.1f} s CPU")  # fmt: skip


def ask(browser: Browser, site: str, question: str) -> tuple[float, float, str]:
    """Return the seconds to the first result and to the counts, the kB of the index, and what the page says."""
    context = browser.new_context(viewport={"width": 390, "height": 800}, service_workers="block")
    page = context.new_page()
    fetched = _slow(context.new_cdp_session(page))
    page.goto(f"{site}/search.html")
    page.get_by_text(" pages").first.wait_for()
    page.evaluate(_WATCH)
    page.locator("#dossier-q").fill(question)
    page.wait_for_function("window.counted", timeout=600_000)
    first, said = page.evaluate("window.first"), page.get_by_role("status").inner_text()
    context.close()
    return first / 1000, sum(fetched.values()) / 1000, said


_WATCH = """() => {
  const start = performance.now();
  const status = document.querySelector(".dossier-search-count");
  const list = document.querySelector(".dossier-search");
  list.querySelector(".dossier-search-results").replaceChildren();
  status.textContent = "";
  new MutationObserver(() => {
    if (!window.first && list.querySelector(".dossier-hit")) window.first = performance.now() - start;
    if (/result|Nothing/.test(status.textContent)) window.counted = performance.now() - start;
  }).observe(list, { childList: true, subtree: true, characterData: true });
}"""


def _slow(wire: CDPSession) -> dict[str, float]:
    """Slow the line and the processor down, and return the bytes that come over it of each request for the index."""
    fetched: dict[str, float] = {}

    def sent(event: dict[str, Any]) -> None:
        if f"/{FOLDER}/" in event["request"]["url"]:
            fetched[event["requestId"]] = 0

    def came(event: dict[str, Any]) -> None:
        if event["requestId"] in fetched:
            fetched[event["requestId"]] = event["encodedDataLength"]

    wire.on("Network.requestWillBeSent", sent)
    wire.on("Network.loadingFinished", came)
    wire.send("Network.enable")
    wire.send("Network.emulateNetworkConditions", SLOW)
    wire.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    return fetched


def main(site: Path, sizes: list[int]) -> None:
    """Measure each size and print what it took."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        for size in sizes:
            with tempfile.TemporaryDirectory() as name:
                prepare(site, Path(name), size)
                known = title(size // 2 + 1).name
                misprint = known[:-2] + known[-1] + known[-2]
                with served(Path(name)) as address:
                    for question in QUESTIONS:
                        asked = question.format(name=known, misprint=misprint)
                        first, kilobytes, said = ask(browser, address, asked)
                        print(f"  first result {first:4.1f} s, {kilobytes:4.0f} kB  {said}")
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), [int(size) for size in sys.argv[2:]])
