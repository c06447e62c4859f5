"""What the documentation says of entries, kinds and commands is so."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

import pytest
from sphinx_dossier import exports, main, settings
from sphinx_dossier.checked import check
from sphinx_dossier.commands import manual_of, parser
from sphinx_dossier.evidence.fingerprint import dumps, make
from sphinx_dossier.kinds import load_kinds
from sphinx_dossier.settings import Settings
from sphinx_dossier.values import Record

DOCS = Path(__file__).parents[2] / "docs"

ARTICLE = """\
Ministers meet at the harbor of Port Example

Ada Example and Bo Sample met in the old harbor of Port Example on Saturday. They agreed to share the cost of a new
lighthouse, which both towns had wanted for years.

The old one burned down in a storm. Since then fishermen have found the way home by the lamp of an inn, whose keeper
asks nothing for the oil.
"""


def block(page: str, language: str, holds: str) -> str:
    """Return the block of code in a page that holds some words."""
    text = (DOCS / page).read_text("utf-8")
    blocks: list[str] = re.findall(rf"```{language}\n(.*?)```", text, re.DOTALL)
    return next(code for code in blocks if holds in code)


@pytest.fixture
def kb(tmp_path: Path) -> Path:
    """The knowledge base that the pages speak of, with the article that they cite."""
    named = "name: {}\n"
    files = {
        "people/ada-example": named.format("Ada Example"),
        "people/bo-sample": named.format("Bo Sample"),
        "policies/lighthouse-plan": named.format("Lighthouse plan"),
        "meetings/harbor-talks-2031": block("contribute.md", "yaml", "Harbor talks"),
    }
    fingerprint = make(ARTICLE.encode(), Record())
    files["sources/daily-2031-05-04"] = f"name: The Daily\ndate: 2031-05-04\nsha256: {fingerprint.sha256}\n"
    for name, text in files.items():
        file = tmp_path / "kb" / f"{name}.yaml"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    (tmp_path / "kb/sources/daily-2031-05-04.fingerprint.json").write_text(dumps(fingerprint), "utf-8")
    return tmp_path / "kb"


def test_the_entry_that_the_guide_shows_is_sound(kb: Path) -> None:
    checked = check(kb)
    assert [str(problem) for problem in checked.problems] == []
    assert len(checked.library.entries["harbor-talks-2031"].claims) == 3


def test_the_citation_that_the_guide_asks_for_is_printed(kb: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command = block("contribute.md", "text", "dossier cite")
    match = re.fullmatch(r'dossier cite (\S+) "(.*)"\n', command)
    assert match is not None
    assert main(["--kb", str(kb), "cite", match[1], match[2]]) == 0
    shown = block("manual/commands.md", "yaml", "cite:")
    assert capsys.readouterr().out.splitlines()[1:] == shown.splitlines()[1:]


def test_the_kind_that_the_manual_adds_is_sound(kb: Path) -> None:
    (kb / "kinds").mkdir()
    (kb / "kinds/treaty.yaml").write_text(block("manual/kinds.md", "yaml", "Treaty"), "utf-8")
    kinds, problems = load_kinds(kb, "kb")
    assert [str(problem) for problem in problems] == []
    assert kinds["treaty"].folder == "treaties"


def test_every_command_has_a_section_that_is_printed_from_its_help() -> None:
    text = (DOCS / "manual/commands.md").read_text("utf-8")
    printed = re.findall(r"^## (.*)\n\n```\{dossier-command\} (.*)\n```$", text, re.MULTILINE)
    assert all(title == f"dossier {name}" for title, name in printed)
    top, *commands = manual_of(exports.FORMATS)
    assert {title for title, _ in printed} == {one.name for one in commands}
    assert "# The command\n\n```{dossier-command}\n```\n" in text
    assert top.name == "dossier"


def test_every_setting_of_a_knowledge_base_is_documented_with_its_default() -> None:
    text = (DOCS / "manual/settings.md").read_text("utf-8")
    for name in settings.FIELDS:
        default = getattr(Settings(), name.replace("-", "_"))
        assert re.search(rf"`{name}`\n: .*Default: {default}\.", text), name


def test_each_editor_is_told_to_start_the_server() -> None:
    started = ["dossier", "lsp"]
    shown = json.loads(block("manual/editors.md", "json", "glspc"))
    for text in (
        (DOCS.parent / ".vscode/settings.json").read_text("utf-8"),
        (DOCS / "_ext/sphinx_dossier/commands/fresh/_vscode/settings.json").read_text("utf-8"),
    ):
        settings = json.loads(text)
        assert shown.items() <= settings.items()
        assert [settings["glspc.server.command"], *settings["glspc.server.commandArguments"]] == started
    helix = tomllib.loads(block("manual/editors.md", "toml", "language-server"))["language-server"]["dossier"]
    assert [helix["command"], *helix["args"]] == started
    assert 'cmd = { "dossier", "lsp" }' in block("manual/editors.md", "lua", "cmd")
    assert parser(exports.FORMATS).parse_args(started[1:]).command == "lsp"
