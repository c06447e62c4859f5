"""The configuration values of the extension: each declared once, in the table below."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.util import logging

from sphinx_dossier.pages.model import Block, Row, Table, Text

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """A value that conf.py may set. `rebuild` is what a change of it makes Sphinx do again."""

    name: str
    default: str | bool
    rebuild: Literal["", "env", "html"]
    help: str


KB = Setting(
    name="dossier_kb",
    default="kb",
    rebuild="env",
    help="The folder of the knowledge base, seen from the folder of conf.py. Where the setting is left alone and "
    "there is no such folder, the extension offers its roles for references to other projects, and no more.",
)
SCHEMA = Setting(
    name="dossier_schema",
    default=True,
    rebuild="html",
    help="Whether the HTML site publishes a JSON Schema of each kind, as schema/KIND.json.",
)
SEARCH = Setting(
    name="dossier_search",
    default=True,
    rebuild="html",
    help="Whether Sphinx's own search finds the pages of entries. Switch it off where another search reads them.",
)
HISTORY = Setting(
    name="dossier_history",
    default=True,
    rebuild="html",
    help="Whether the pages of entries say when they were entered and last changed, where the history of git tells.",
)
FEED = Setting(
    name="dossier_feed",
    default=True,
    rebuild="html",
    help="Whether the HTML site publishes feeds: standing.atom of sources and entries that no longer stand as they "
    "did, entries.atom of entries that are new or changed, one like it for each kind, and one for each person and "
    "policy. The ids of their items last where html_baseurl is set.",
)
DATA = Setting(
    name="dossier_data",
    default=True,
    rebuild="html",
    help="Whether the HTML site publishes the knowledge base as data: as JSON, the whole and each entry beside its "
    "page, as JSON-LD, in the heads of pages too, as CSV, SQLite, BibTeX, CSL-JSON and iCalendar, with llms.txt and, "
    "with html_baseurl, sitemap.xml and robots.txt. A file of the same name in html_extra_path goes before.",
)
NETWORK = Setting(
    name="dossier_network",
    default="",
    rebuild="html",
    help="The page with a `dossier-network`, as in network or about/network: the pictures of who met whom on the "
    "pages of entries lead there.",
)
PASSAGE = ".*:~:text="
"""What the part of an address after # matches where it leads to a passage."""
SETTINGS = (KB, SCHEMA, SEARCH, HISTORY, FEED, DATA, NETWORK)


def register(app: Sphinx) -> None:
    """Tell Sphinx of every setting."""
    for setting in SETTINGS:
        app.add_config_value(setting.name, setting.default, setting.rebuild, types=type(setting.default))
    app.connect("config-inited", _leave_passages)


def _leave_passages(app: Sphinx, config: Config) -> None:
    """Keep `linkcheck` from taking the words of a link to a passage for the id of an element."""
    config.linkcheck_anchors_ignore = [*config.linkcheck_anchors_ignore, PASSAGE]


def root(config: Config, confdir: Path) -> Path:
    """Return the folder of the knowledge base."""
    return Path(confdir, str(config[KB.name]))


def is_left_alone(config: Config) -> bool:
    """Return whether the project says nothing of its own about where its knowledge base is."""
    return bool(config[KB.name] == KB.default)


def blocks() -> tuple[Block, ...]:
    """Return the reference of the settings."""
    rows = tuple(Row(((Text(s.name, "strong"),), (Text(repr(s.default)),), (Text(s.help),))) for s in SETTINGS)
    return (Table("Settings in conf.py", ("Setting", "Default", "Meaning"), rows),)


def network(app: Sphinx) -> str:
    """Return the page that shows who met whom; nothing where the one that is named is not there."""
    name = str(app.config[NETWORK.name])
    there = any(Path(app.srcdir, f"{name}{suffix}").is_file() for suffix in app.config.source_suffix)
    if name and not there:
        logger.warning("%s: there is no page '%s'", NETWORK.name, name, type="dossier", subtype="unanswerable")
    return name if there else ""
