"""What the command says of itself: every command and argument has help, and every example works."""

from __future__ import annotations

import argparse
import io
import shlex
import shutil
import sys
from pathlib import Path

import pytest
from sphinx_dossier import exports
from sphinx_dossier.commands import manual, manual_of, parser
from sphinx_dossier.commands.subcommand import Help
from sphinx_dossier.usage import Argument, Command, Example

from tests.commands.running import Run
from tests.commands.test_issue_forms import NEW, issue
from tests.comparing.repository import commit, start

TOP, *COMMANDS = manual_of(exports.FORMATS)
EXAMPLES = [(command.name, example.line) for command in COMMANDS for example in command.examples]
NOT_RUN = {
    "dossier build": "builds a site by other processes; tests/commands/test_building.py runs it",
    "dossier join": "needs parts that were built; tests/site/test_ways.py joins some",
    "dossier links": "asks on the web; tests/commands/test_links.py runs it",
    "dossier lsp": "waits for an editor; tests/commands/test_language_server.py runs it",
    "dossier serve": "waits for whoever writes; tests/commands/test_serving.py runs it",
}
"""The commands whose examples are read and not run, each with the reason."""

ARTICLE = """\
Ministers meet at Port Example

The two ministers met for an hour on Saturday. They agreed in the old harbour to share the cost of a new lighthouse,
which both towns had wanted for years.

The old one burned down in a storm. Since then fishermen have found the way home by the lamp of an inn, whose keeper
asks nothing for the oil. The two ministers met again for lunch in the old harbour, and Ada Example paid for all of
it.
"""


def words_of(line: str) -> tuple[list[str], str]:
    """Return the arguments that an example gives to the command, and the file that it reads as standard input."""
    lexer = shlex.shlex(line, posix=True, punctuation_chars="|<>")
    lexer.whitespace_split = True
    tokens = list(lexer)
    found = tokens[tokens.index("dossier") + 1 :]
    end = next((at for at, token in enumerate(found) if set(token) <= set("|<>")), len(found))
    given = found[end + 1] if end < len(found) and found[end] == "<" else ""
    before = tokens[: tokens.index("dossier")]
    return found[:end], given or (before[1] if before[:1] == ["cat"] else "")


@pytest.fixture
def invented(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run) -> Path:
    """The folder in which examples are run: the knowledge base and the article that they speak of."""
    files = {
        "article.txt": ARTICLE,
        "article.html": "<html><body><article><p>" + ARTICLE.replace("\n\n", "<p>") + "</article></body></html>",
        "kb/people/ada-example.yaml": "name: Ada Example\n",
        "kb/meetings/harbor-talks-2031.yaml": "name: Harbor talks\n",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "issue.md").write_text(issue({**NEW, "Name": "Dee Fisher"}), "utf-8")
    assert run("source", "add", "article.txt", "--id", "daily-2031-05-03").status == 0
    shutil.copy(Path(__file__).with_name("harbour-talks-2031.yaml"), tmp_path / "kb/meetings")
    start(tmp_path)
    for _ in range(4):  # as many revisions as examples name
        commit(tmp_path)
    assert run("check").out == "No problems: 4 entries, 2 claims, 2 citations, every quote found in its source.\n"
    return tmp_path


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_a_command_says_what_it_does_and_shows_how(command: Command) -> None:
    assert command.help
    assert command.description
    assert command.examples
    assert [argument.written for argument in (*command.arguments, *TOP.arguments) if not argument.help] == []


def test_every_runnable_command_is_there() -> None:
    """Counted once more without the manual, by asking each parser whether it has commands below it."""

    def leaves(top: argparse.ArgumentParser) -> set[str]:
        below = [one.choices.values() for one in top._actions if isinstance(one, argparse._SubParsersAction)]
        return {leaf for children in below for child in children for leaf in leaves(child)} or {top.prog}

    assert {command.name for command in COMMANDS} == leaves(parser(exports.FORMATS))
    assert {"dossier check", "dossier source add"} < {command.name for command in COMMANDS}


@pytest.mark.parametrize(("name", "line"), EXAMPLES, ids=[line for _, line in EXAMPLES])
def test_an_example_is_one_of_its_command_and_can_be_read(name: str, line: str) -> None:
    arguments, _ = words_of(line)
    parser(exports.FORMATS).parse_args(arguments)
    assert f"dossier {' '.join(arguments)}".startswith(name)


@pytest.mark.parametrize("line", [line for name, line in EXAMPLES if name not in NOT_RUN])
def test_an_example_works(line: str, invented: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    if line.startswith("dossier source add") and "--id" not in line:
        # It makes a source that is not there yet.
        shutil.rmtree(invented / "kb/meetings")
        shutil.rmtree(invented / "kb/sources")
    arguments, given = words_of(line)
    typed = io.TextIOWrapper(io.BytesIO((invented / given).read_bytes() if given else b""), "utf-8")
    if line == "dossier new":
        typed = io.TextIOWrapper(io.BytesIO(b"policy\nOyster beds\n"))
        monkeypatch.setattr(typed, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(sys, "stdin", typed)
    ran = run(*arguments)
    assert ran.status in {0, 1}
    assert ran.out
    assert not ran.err.startswith("dossier:")


def test_what_is_read_off_a_parser() -> None:
    top = argparse.ArgumentParser(prog="tide")
    below = top.add_subparsers(dest="command", metavar="COMMAND")
    child = below.add_parser(
        "rise",
        help="rise a little",
        description="Rise with\nthe moon.\n\nhours:\n  six  up\n  six  down",
        epilog="examples:\n  tide rise         as it does\n  tide rise --by 2 a  b\n                    by two,\n"
        "                    no more\n\nNothing falls.\n",
    )
    child.add_argument("boats", metavar="BOAT", nargs="*", help="lift these")
    child.add_argument("-b", "--by", dest="feet", metavar="FEET", default=3, help="so much (default: %(default)s)")
    child.add_argument("--moon", choices=["new", "full"], required=True, help="which")
    child.add_argument("--spring", action="store_true", help="at 100 percent")
    whole, rise = manual.commands(top)
    assert (whole.name, whole.usage) == ("tide", "tide COMMAND ...")
    assert rise == Command(
        name="tide rise",
        help="rise a little",
        description=("Rise with\nthe moon.", "hours:\n  six  up\n  six  down"),
        arguments=(
            Argument(written="-b, --by FEET", usage="[--by FEET]", help="so much (default: 3)"),
            Argument(written="--moon new|full", usage="--moon new|full", help="which", choices=("new", "full")),
            Argument(written="--spring", usage="[--spring]", help="at 100 percent"),
            Argument(written="BOAT", usage="[BOAT ...]", help="lift these"),
        ),
        examples=(
            Example(line="tide rise", says="as it does"),
            Example(line="tide rise --by 2 a", says="b by two, no more"),
        ),
        notes=("Nothing falls.",),
    )
    assert rise.usage == "tide rise [--by FEET] --moon new|full [--spring] [BOAT ...]"


def test_help_is_wrapped_but_lists_in_it_are_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "32")
    listed = "kinds:\n  one  that is listed on a long line"
    made = argparse.ArgumentParser(prog="tide", description=f"It rises and falls with the moon.\n\n{listed}")
    made.formatter_class = Help
    assert f"\nIt rises and falls with the\nmoon.\n\n{listed}\n" in made.format_help()
