"""Reference pages printed from the code and the declarations, and the figures of a knowledge base."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sphinx_dossier.checked import Checked
from sphinx_dossier.codes import Code
from sphinx_dossier.fields import Field, Type
from sphinx_dossier.kinds import Kind, Kinds, Relation, common
from sphinx_dossier.pages.model import (
    Block,
    Inline,
    Item,
    Items,
    Link,
    Listing,
    Paragraph,
    Row,
    Section,
    Table,
    Text,
)
from sphinx_dossier.pages.phrases import Words, joined
from sphinx_dossier.problems import count

_VERBATIM = "A quote has it word for word."
_IN_PASSING = "Told in passing: what else its sentence says does not touch it."
_TURNING = ": says that something is not so, or not surely"
_CONTRARY = "; contrary to a plain choice"
_HEAD = ("Key", "Value", "How many", "What it is")


def counts(checked: Checked) -> tuple[Block, ...]:
    """Return in one sentence how many entries of each kind, claims and citations there are."""
    library = checked.library
    number = {name: len(library.ids_of_kind(name)) for name in library.kinds}
    entries = [
        (Link(count(number[name], kind.label.lower(), kind.plural.lower()), f"{kind.folder}/index"),)
        for name, kind in library.kinds.items()
        if number[name]
    ]
    rest = f"{count(library.claim_count, 'claim')} with {count(library.citations, 'citation')}."
    return (Paragraph((*joined(entries), Text(": " if entries else ""), Text(rest))),)


def codes() -> tuple[Block, ...]:
    """Return a section for each code of a problem: what it means and what to do."""
    return tuple(Section(code.value, code.value, of_code(code)) for code in Code)


def of_code(code: Code) -> tuple[Block, ...]:
    """Return what a code means, what to do, and an example where there is one."""
    wrong, right = code.example
    pair = (("Wrong", wrong), ("Right", right)) if wrong else ()
    return (
        Paragraph((Text(code.doc),)),
        Paragraph((Text("What to do: ", "strong"), Text(code.remedy))),
        *(Listing(label, text.rstrip("\n")) for label, text in pair),
    )


def kinds(declared: Kinds) -> tuple[Block, ...]:
    """Return a section for what entries of all kinds share, and one for each kind with its fields."""
    return (_shared(), *(_kind(kind) for kind in declared.values()))


def _shared() -> Section:
    parts = common()
    titles = {
        "entry": "Every entry",
        "claim": "Every claim",
        "fact": "A fact, beside the fields of its kind",
        "statement": "A statement",
        "looked-for": "What was looked for",
    }
    blocks = [Section(title, f"every-{part}", tuple(_fields(title, parts[part]))) for part, title in titles.items()]
    lead = Paragraph((Text("These keys are the same in entries of every kind."),))
    return Section("All kinds", "every-kind", (lead, *blocks))


def _kind(kind: Kind) -> Section:
    anchor = f"kind-{kind.name}"
    code = Text(f"{kind.folder}/", "code")
    lead: tuple[Inline, ...] = (Text(f"{kind.help} Entries of this kind are files in "), code, Text("."))
    if kind.time:
        lead += (Text(" What puts them in time is "), Text(kind.time, "code"), Text("."))
    if kind.proper:
        lead += (Text(" They have proper names: a claim whose text has one quotes it."),)
    blocks: list[Block] = [Paragraph(lead)]
    for title, part, fields in (("Keys", "keys", kind.keys), ("Facts", "facts", kind.facts)):
        if fields:
            caption = f"{kind.label}: {title.lower()}"
            blocks.append(Section(title, f"{anchor}-{part}", tuple(_fields(caption, fields))))
    blocks += [_relation(anchor, relation) for relation in kind.relations.values()]
    return Section(kind.label, anchor, tuple(blocks))


def _relation(anchor: str, relation: Relation) -> Section:
    field = relation.field
    passing = f" {_IN_PASSING}" if field.in_passing else ""
    lead = (Text("A relation, under the key "), Text(field.name, "code"), Text(f". {field.help}{passing}"))
    back = (Text(f"At the other end it is listed under “{relation.back}”."),)
    own = {name: one for name, one in field.fields.items() if name not in common()["claim"]}
    blocks = (Paragraph(lead), Paragraph(back), *_fields(field.label, own))
    return Section(field.label, f"{anchor}-{field.name}", blocks)


def _fields(caption: str, fields: Mapping[str, Field]) -> Iterator[Block]:
    yield Table(caption, _HEAD, tuple(_row(field) for field in fields.values()))
    for field in fields.values():
        if field.choices:
            yield Paragraph((Text("The choices of "), Text(field.name, "code"), Text(":")))
            yield Items(tuple(_choice(one, field) for one in field.choices))
        if field.type is Type.RECORD and field.fields:
            yield Paragraph((Text("A mapping under "), Text(field.name, "code"), Text(" holds:")))
            yield from _fields(f"{caption}: {field.label}", field.fields)


def _choice(choice: str, field: Field) -> Item:
    more = (_TURNING if choice in field.turning else "") + (_CONTRARY if choice in field.contrary else "")
    return Item((Text(choice, "code"), Text(f" ({field.choices[choice]})"), Text(more)))


def _row(field: Field) -> Row:
    if field.required:
        many = "one or more" if field.many else "one"
    else:
        many = "any number" if field.many else "at most one"
    told = [field.help, _VERBATIM if field.verbatim else "", _IN_PASSING if field.in_passing else ""]
    return Row(((Text(field.name, "code"),), _form(field), (Text(many),), (Text(" ".join(filter(None, told))),)))


def _form(field: Field) -> Words:
    if field.type is not Type.REFERENCE:
        return (Text(field.type.form),)
    if not field.to:
        return (Text("the id of an entry of any kind"),)
    links = joined([(Link(one, "", f"kind-{one}"),) for one in field.to], last=" or ")
    return (Text("the id of an entry of the kind "), *links)
