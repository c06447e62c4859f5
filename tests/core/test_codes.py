"""The names of codes and their texts stand in two files, which say the same."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from sphinx_dossier import codes
from sphinx_dossier.codes import Code

TEXTS = yaml.safe_load(Path(codes.__file__).with_suffix(".yaml").read_text("utf-8"))


def test_each_code_has_its_texts_and_no_text_lacks_its_code() -> None:
    assert set(TEXTS) == {code.value for code in Code}


@pytest.mark.parametrize("code", Code, ids=lambda code: code.value)
def test_the_texts_of_a_code_are_whole(code: Code) -> None:
    assert set(TEXTS[code.value]) in ({"doc", "remedy"}, {"doc", "remedy", "short"})
    assert code.doc.endswith((".", '."'))
    assert code.remedy.endswith((".", '."'))
    assert not code.short.endswith(".")


def test_only_warnings_can_be_answered_by_the_editors() -> None:
    assert {code.level for code in Code} == {"error", "warning"}
    assert all(code.level == "warning" for code in Code if code.short)
