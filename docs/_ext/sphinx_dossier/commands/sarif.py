"""Problems as SARIF 2.1.0, the form in which code hosts and editors take what a checker has found."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterable
from typing import TypeAlias
from urllib.parse import quote

from sphinx_dossier import __version__
from sphinx_dossier.problems import Code, Place, Problem

Json: TypeAlias = dict[str, object]

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def dumps(problems: Iterable[Problem], path: Callable[[Place], str]) -> str:
    """Return the problems as one run; `path` gives that of a place, as seen from the folder that is checked out."""
    codes = list(Code)
    driver: Json = {"name": "dossier", "version": __version__, "rules": [_rule(code) for code in codes]}
    number = {code: index for index, code in enumerate(codes)}
    run: Json = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(problem, number[problem.code], path(problem.place)) for problem in problems],
    }
    whole: Json = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(whole, indent=2)


def _rule(code: Code) -> Json:
    wrong, right = code.example
    example = f"\n\nWrong:\n\n```yaml\n{wrong}```\n\nRight:\n\n```yaml\n{right}```" if wrong else ""
    return {
        "id": code.value,
        "shortDescription": {"text": code.brief},
        "fullDescription": {"text": code.doc},
        "help": {
            "text": f"What to do: {code.remedy}",
            "markdown": f"{code.doc}\n\n**What to do:** {code.remedy}{example}",
        },
        "defaultConfiguration": {"level": code.level},
    }


def _result(problem: Problem, rule: int, path: str) -> Json:
    place = problem.place
    region = {"startLine": place.line, "startColumn": place.col}
    where = {"artifactLocation": {"uri": quote(os.fsencode(path))}, "region": region}
    # The same finding a few lines further down is the same: a host that compares two runs goes by this.
    told = hashlib.sha256(f"{path}\n{problem.code.value}\n{problem.message}".encode("utf-8", "surrogateescape"))
    return {
        "ruleId": problem.code.value,
        "ruleIndex": rule,
        "level": problem.code.level,
        "message": {"text": problem.message},
        "locations": [{"physicalLocation": where}],
        "partialFingerprints": {"dossierProblem/v1": told.hexdigest()[:32]},
    }
