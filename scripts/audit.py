"""Lighthouse (phone) and the Nu checker over a built site: `python scripts/audit.py build/site build/npm`.

Both come from npm into the second folder (`nox -s audit` sees to it); pages are served compressed, as hosts do.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from scripts.page_kinds import pages
from scripts.serving import served

LEAST = {"accessibility": 100, "best-practices": 100, "seo": 100, "performance": 95}
"""The least score in each of Lighthouse's categories."""
PAGES = (
    "index.html",
    "people/yasukazu-hamada.html",
    "meetings/two-plus-two-2023.html",
    "sources/nikkei-2023-01-12.html",
)
FLAGS = "--headless=new --no-sandbox --disable-gpu --disable-background-networking --disable-component-update"
TRIES = 3
"""A busy machine makes a page seem slow: the best of so many counts."""


def lighthouse(tools: Path, address: str) -> Mapping[str, int]:
    """Print what costs a page points, and return its scores."""
    command = ["node", str(tools / "node_modules/lighthouse/cli/index.js"), address, "--quiet", "--output=json"]
    chromium = shutil.which("chromium") or shutil.which("google-chrome") or ""
    environment = {**os.environ, "CHROME_PATH": chromium}
    run = subprocess.run([*command, f"--chrome-flags={FLAGS}"], capture_output=True, check=True, env=environment)
    report = json.loads(run.stdout)
    for name, category in report["categories"].items():
        audits = [report["audits"][ref["id"]] for ref in category["auditRefs"] if ref["weight"]]
        lost = [audit for audit in audits if audit["score"] is not None and audit["score"] < 0.9]
        for audit in lost:
            print(f"  {name}: {audit['title']} {audit.get('displayValue', '')}")
    return {name: round(100 * (report["categories"][name]["score"] or 0)) for name in LEAST}


def best(tools: Path, address: str) -> Mapping[str, int]:
    """Return the scores of a page: the first that are enough, or the last."""
    scores: Mapping[str, int] = {}
    for _ in range(TRIES):
        scores = lighthouse(tools, address)
        if all(scores[name] >= least for name, least in LEAST.items()):
            break
    return scores


def scored(site: Path, tools: Path) -> bool:
    """Print a table of the scores, and tell whether they are high enough."""
    with served(site) as address:
        scores = {name: best(tools, f"{address}/{name}") for name in PAGES}
    print("| page |", " | ".join(LEAST), "|")
    for name, given in scores.items():
        print("|", name, "|", " | ".join(str(given[one]) for one in LEAST), "|")
    return all(given[one] >= least for given in scores.values() for one, least in LEAST.items())


def valid(site: Path, tools: Path) -> bool:
    """Print each fault that the Nu checker finds in the HTML, and tell whether there is none."""
    jar = tools / "node_modules/vnu-jar/build/dist/vnu.jar"
    files = [str(site / name) for name in pages(site)]
    command = ["java", "-jar", str(jar), "--errors-only", "--format", "json", *files]
    run = subprocess.run(command, capture_output=True, check=False)
    faults = json.loads(run.stderr)["messages"]
    for message, count in Counter(fault["message"] for fault in faults).items():
        first = next(fault for fault in faults if fault["message"] == message)
        print(f"{count} times, first in {first['url']}:{first.get('lastLine')}: {message}")
    print(f"The Nu checker: {len(files)} pages, {len(faults)} errors")
    return not faults


def main(site: Path, tools: Path) -> int:
    """Check whatever there are tools for; say what is left out."""
    passed = []
    for check, needed in ((valid, "java"), (scored, "node")):
        if shutil.which(needed):
            passed.append(check(site, tools))
        else:
            print(f"Left out, for want of {needed}: {check.__name__}")
    return 0 if all(passed) else 1


if __name__ == "__main__":
    sys.exit(main(*map(Path, sys.argv[1:3])))
