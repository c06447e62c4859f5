"""Edits that somebody could make to a tiny project, chosen by numbers so that a test can try them at random.

A project is held as its files, path to text. An edit changes them, and may well leave them broken.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeAlias

from tests.site import tiny

Files: TypeAlias = dict[str, str]

NAMES = [
    "Cy Heron",
    "Dee Martin <b>",
    "Eve & Kestrel",
    "Ōe Tsubame",
    "river",
    "Home",
    "J. Smith",
    "'quoted' \"name\"",
]
FOLDERS = ["people", "meetings", "policies", "organizations", "treaties"]
CITES = [
    tiny.MET,
    tiny.AGREED,
    tiny.SAID,
    tiny.BEGAN,
    tiny.SPOKE,
    tiny.BOTH,
    tiny.cite("gazette", "words that it has not"),
]
ROLES = ["person", "meeting", "policy", "organization", "treaty", "source", "any"]
SPOT = ".. _spot:"
ASKS = [
    ".. dossier-entries:: person\n   :columns: name\n",
    ".. dossier-entries:: meeting\n   :where: place=Oldport\n",
    ".. dossier-entries:: treaty\n   :order: -name\n   :limit: 2\n",
    ".. dossier-entries:: persn\n",
    ".. dossier-meetings::\n   :newest-first:\n",
    ".. dossier-claim:: first-round#dam\n",
    ".. dossier-counts::\n",
    ".. dossier-network::\n",
    ".. dossier-standing::\n",
    ".. dossier-reference:: kinds\n",
    ".. index:: single: fish; salmon\n\nSome words on fish.\n",
    f"{SPOT}\n\nA spot\n------\n\nWords there.\n",
    "See :ref:`spot` and :doc:`/pages/about` and :doc:`/index`.\n",
    "See :doc:`/people/index` and :doc:`/pages/more0`.\n",
    "Wordless unusualness appears.\n",
]


def pick(items: list[str], number: int) -> str:
    return items[number % len(items)]


def entries(files: Files) -> list[str]:
    return sorted(p for p in files if p.startswith("kb/") and p.endswith(".yaml") and "/kinds/" not in p)


def ids(files: Files) -> list[str]:
    return [stem(path) for path in entries(files)]


def stem(path: str) -> str:
    return path.rpartition("/")[2].partition(".")[0]


def pages(files: Files) -> list[str]:
    return sorted(p for p in files if p.startswith("docs/pages/"))


def add_entry(files: Files, a: int, b: int) -> None:
    folder, id_ = pick(FOLDERS, a), f"new-{b % 4}"
    name, about, said = pick(NAMES, b), pick(ids(files), a), pick(CITES, a + b)
    statement = f"statements:\n  - text: {name!r} is said of it.\n    about: [{about}]\n    {said}\n"
    files[f"kb/{folder}/{id_}.yaml"] = f"name: {name!r}\n" + statement.replace(f"{name!r} is", "Something is")


def remove_entry(files: Files, a: int, b: int) -> None:
    del files[pick(entries(files), a)]


def rename_entry(files: Files, a: int, b: int) -> None:
    path = pick(entries(files), a)
    new = f"renamed-{b % 3}"
    files[f"{path.rpartition('/')[0]}/{new}.yaml"] = files.pop(path)
    if b % 2:  # with every reference to it
        for other in entries(files):
            files[other] = re.sub(rf"\b{stem(path)}\b", new, files[other])


def move_entry(files: Files, a: int, b: int) -> None:
    """Rename an entry with every reference to it, or let it claim a name that may be free."""
    path = pick(entries(files), a)
    old, text = stem(path), files[path]
    if b % 4 == 0:
        files[path] = f"moved-from: [{pick([*ids(files), 'nobody', 'first-round'], b)}]\n{text}"
    elif "sources/" not in path:
        del files[path]
        new, folder = f"moved-{b % 3}", pick([path.split("/")[1], *FOLDERS], b)
        for other in entries(files):
            files[other] = re.sub(rf"\b{old}\b", new, files[other])
        key = "" if "moved-from:" in text else f"moved-from: [{path.split('/')[1]}/{old}]\n"
        files[f"kb/{folder}/{new}.yaml"] = key + text


def refile_entry(files: Files, a: int, b: int) -> None:
    """Put an entry, as it is, into the folder of another kind."""
    path = pick(entries(files), a)
    if "sources/" not in path:
        text = files.pop(path)
        files[f"kb/{pick(FOLDERS, b)}/{stem(path)}.yaml"] = text


def withdraw_entry(files: Files, a: int, b: int) -> None:
    path = pick(entries(files), a)
    key = f"withdrawn: {{date: 2023, why: Number {b % 3}., see: [{pick([*ids(files), 'nobody'], b)}]}}\n"
    kept = re.sub(r"^withdrawn: .*\n", "", files[path], flags=re.MULTILINE)
    files[path] = kept if kept != files[path] else key + kept


def judge_source(files: Files, a: int, b: int) -> None:
    path = pick([path for path in entries(files) if "/sources/" in path] or entries(files), a)
    status = pick(["corrected", "retracted", "superseded", "gone", "changed", "forgotten"], b)
    by = pick(["", ", by: gazette", ", by: herald", ", by: nobody"], a + b)
    kept = re.sub(r"^standing: .*\n", "", files[path], flags=re.MULTILINE)
    files[path] = f"standing: {{status: {status}, date: 2023-0{b % 9 + 1}, why: So.{by}}}\n{kept}"


def retitle_entry(files: Files, a: int, b: int) -> None:
    path = pick(entries(files), a)
    files[path] = re.sub(r"^name: .*", lambda _: f"name: {pick(NAMES, b)!r}", files[path], flags=re.MULTILINE)


def break_entry(files: Files, a: int, _: int) -> None:
    """Leave an entry unusable, or mend it."""
    path = pick(entries(files), a)
    kept = files[path].replace("surname: Lark\n", "")
    files[path] = kept if kept != files[path] else f"surname: Lark\n{kept}"


def change_quote(files: Files, a: int, b: int) -> None:
    path = pick(entries(files), a)
    files[path] = re.sub(r"cite: \[.*\]", lambda _: pick(CITES, b), files[path], count=1)


def change_reference(files: Files, a: int, b: int) -> None:
    path = pick(entries(files), a)
    to = pick([*ids(files), "nobody"], b)
    files[path] = re.sub(r"\b(about|by|for|person): .*", lambda match: f"{match[1]}: [{to}]", files[path], count=1)


def change_kind(files: Files, a: int, b: int) -> None:
    path = "kb/kinds/treaty.yaml"
    if a % 4 == 0:
        files.pop(path, None)
    elif a % 4 == 1:
        files[path] = tiny.TREATY.replace("Treaties", pick(["Treaties", "Pacts", "Deals"], b))
    elif a % 4 == 2:
        files[path] = tiny.TREATY.replace("label: Date", pick(["label: Signed", "label: Day"], b))
    else:
        files["kb/kinds/person.yaml"] = f"plural: {pick(['Persons', 'Folk'], b)}\ncolumns: [name]\n"
        if b % 3 == 0:
            del files["kb/kinds/person.yaml"]


def edit_page(files: Files, a: int, b: int) -> None:
    asked = pick(ASKS, b)
    if SPOT in asked and any(SPOT in text for text in files.values()):
        # Of two labels of one name Sphinx keeps the one that it read last, in a clean build another than here.
        asked = "More words.\n"
    files[pick([*pages(files), "docs/index.rst"], a)] += f"\n{asked}\n"


def refer_from_page(files: Files, a: int, b: int) -> None:
    to = pick([*ids(files), "nobody", "first-round#dam", "first-round", "ada-lark"], b)
    files[pick([*pages(files), "docs/index.rst"], a)] += f"\n:{pick(ROLES, a + b)}:`{to}` and :claim:`{to}`\n"


def retitle_page(files: Files, a: int, b: int) -> None:
    path = pick([*pages(files), "docs/index.rst"], a)
    title = pick(NAMES, b)
    files[path] = f"{title}\n{'=' * 40}\n{files[path].partition('=')[2].lstrip('=')}"


def add_page(files: Files, a: int, b: int) -> None:
    title = pick(NAMES, a)
    path = f"docs/pages/more{b % 3}.rst"
    files[path] = f"{title}\n{'=' * 40}\n"
    edit_page(files, pages(files).index(path), a + b)


def remove_page(files: Files, a: int, b: int) -> None:
    if found := pages(files)[1:]:
        del files[pick(found, a)]


def list_page(files: Files, a: int, b: int) -> None:
    name = pick([stem(page) for page in pages(files)], a)
    files["docs/index.rst"] += f"\n.. toctree::\n   :caption: {pick(NAMES, b)}\n\n   pages/{name}\n"


def write_over(files: Files, a: int, b: int) -> None:
    folder, name = pick(FOLDERS, a), pick([*ids(files), "index"], b)
    files[f"docs/{folder}/{name}.rst"] = "By hand\n=======\n"


EDITS: list[Callable[[Files, int, int], None]] = [
    add_entry,
    remove_entry,
    rename_entry,
    move_entry,
    refile_entry,
    withdraw_entry,
    judge_source,
    retitle_entry,
    break_entry,
    change_quote,
    change_reference,
    change_kind,
    edit_page,
    refer_from_page,
    retitle_page,
    add_page,
    remove_page,
    list_page,
    write_over,
]
