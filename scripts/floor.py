"""The floor of the benchmark: each YAML file parsed by the C loader, and a page written with one compiled template.

As in `python -m scripts.floor KB OUT`. Nothing is checked, linked back or searched for.
"""

from __future__ import annotations

import sys
from pathlib import Path

import jinja2
import yaml

PAGE = """\
<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{{ entry.name }}</title></head><body>
<main><h1>{{ entry.name }}</h1>
{% for part in parts %}<h2>{{ part }}</h2><ul>
{% for claim in entry[part] %}<li>{% for key, value in claim.items() %}{% if key == "cite" %}
{% for one in value %}<blockquote>{{ one.quote }}
<a href="../sources/{{ one.source }}.html">{{ one.source }}</a></blockquote>
{% endfor %}{% else %}{{ key }}: {{ value }} {% endif %}{% endfor %}</li>
{% endfor %}</ul>{% endfor %}</main></body></html>
"""


def main() -> None:
    """Write every page."""
    kb, out = Path(sys.argv[1]), Path(sys.argv[2])
    template = jinja2.Environment(autoescape=True).from_string(PAGE)
    for file in sorted(file for file in kb.glob("*/*.yaml") if file.parent.name != "kinds"):
        entry = yaml.load(file.read_text("utf-8"), yaml.CSafeLoader)
        parts = [name for name in ("facts", "participants", "offices", "statements") if name in entry]
        to = out / file.parent.name / f"{file.stem}.html"
        to.parent.mkdir(parents=True, exist_ok=True)
        to.write_text(template.render(entry=entry, parts=parts), "utf-8")


if __name__ == "__main__":
    main()
