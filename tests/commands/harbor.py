"""A tiny knowledge base about an invented harbor, with the article that its one source was made from."""

from __future__ import annotations

from pathlib import Path

from sphinx_dossier.commands import main

ARTICLE = """\
Menu Subscribe to our newsletter

Envoys agree on a lighthouse for the northern strait

By Cara Pennant

PORT EXAMPLE (Harbor Press) - The envoys Ada Example and Bo Sample met in the old harbor on May 3, 2031.

They agreed to share the cost of a new lighthouse, an official said. Fishing was not discussed, the official said.
"""

OTHER = """\
Storm closes the northern strait

A winter storm closed the northern strait for three days, the harbor master said in the morning.
"""

PERSON = """\
name: Ada Example
facts:
  - name: Ada Example
    cite:
      - source: harbor-press
        quote: The envoys Ada Example and Bo Sample met
"""

MEETING = """\
name: Harbor talks
participants:
  - person: ada-example
    cite:
      - source: harbor-press
        quote: The envoys Ada Example and Bo Sample met
statements:
  - text: They will pay for a lighthouse together.
    about: [ada-example]
    by: ada-example
    cite:
      - source: harbor-press
        quote: agreed to share the cost of a new lighthouse
"""


def make(home: Path) -> Path:
    """Write the knowledge base and its articles below `home`; return its folder."""
    kb = home / "kb"
    for name in ("people", "meetings", "sources"):
        (kb / name).mkdir(parents=True)
    (home / "press.txt").write_text(ARTICLE, "utf-8")
    (home / "storm.txt").write_text(OTHER, "utf-8")
    for article, id_ in (("press", "harbor-press"), ("storm", "storm")):
        assert main(["--kb", str(kb), "source", "add", str(home / f"{article}.txt"), "--id", id_]) == 0
    (kb / "people/ada-example.yaml").write_text(PERSON, "utf-8")
    (kb / "meetings/harbor-talks.yaml").write_text(MEETING, "utf-8")
    return kb
