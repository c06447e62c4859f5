"""One more claim in the text of an entry, at the end of its part; all else stays, comments too."""

from __future__ import annotations

from collections.abc import Sequence

from sphinx_dossier import form
from sphinx_dossier.entries import STATEMENTS
from sphinx_dossier.form import tree
from sphinx_dossier.form.tree import Group
from sphinx_dossier.kinds import Kind
from sphinx_dossier.moving import Refused
from sphinx_dossier.yaml_nodes import Mapping, parse


def statement(says: str, about: Sequence[str], cite: Sequence[tuple[str, str]]) -> str:
    """Return a statement as YAML, as the only claim of its part; `cite` are pairs of a source and a quote."""
    lines = [f"{STATEMENTS}:", f"  - text: {form.quoted(says)}"]
    lines += [f"    about: [{', '.join(about)}]"] if about else []
    lines.append("    cite:")
    for source, quote in cite:
        lines += [f"      - source: {source}", f"        quote: {form.quoted(quote)}"]
    return "\n".join(lines) + "\n"


def added(text: str, path: str, kind: Kind, claims: str) -> str:
    """Return the text of an entry, in the form, with claims at the end of their part. Raises Refused."""
    node, wrong = parse(text, path)
    root, more = tree.read(text) if isinstance(node, Mapping) and not wrong else None, tree.read(claims)
    if not isinstance(root, Group) or not isinstance(more, Group):
        raise Refused(f"'{path}' cannot be read; `dossier check` says why")
    for item in more.items:
        name = item.key.text if item.key else ""
        mine = root.pair(name)
        if mine is None:
            root.items.append(item)
        elif isinstance(mine.value, Group) and not mine.value.keys and isinstance(item.value, Group):
            mine.value.items += item.value.items
        else:
            raise Refused(f"'{path}' has no list below '{name}'")
    after = form.printed(root, kind)
    again, wrong = parse(after, path)
    if again is None or wrong or form.formed(after, kind) != after:
        raise Refused(f"'{path}' would not be sound; put the claim in by hand")
    return after
