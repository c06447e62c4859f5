"""The configuration values of the extension: each declared once, in the table below."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.config import ENUM, Config
from sphinx.errors import ConfigError
from sphinx.util import logging

from sphinx_dossier import catalogue
from sphinx_dossier.checked import Checked
from sphinx_dossier.pages.model import Block, Row, Table, Text
from sphinx_dossier.share import Share, share
from sphinx_dossier.site.address import is_direct

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """A value that conf.py may set, out of `choices` if any. A change of it makes Sphinx do `rebuild` again."""

    name: str
    default: str | bool
    rebuild: Literal["", "env", "html"]
    help: str
    choices: tuple[str, ...] = ()


KB = Setting(
    name="dossier_kb",
    default="kb",
    rebuild="env",
    help="The folder of the knowledge base, seen from the folder of conf.py. Where the setting is left alone and "
    "there is no such folder, the extension offers its roles for references to other projects, and no more.",
)
CRUMBS = Setting(
    name="dossier_crumbs",
    default=True,
    rebuild="html",
    help="Whether pages written by hand show the way down to them from the home page, as the pages of entries do. "
    "Switch it off where the theme shows it.",
)
LOST = Setting(
    name="dossier_lost",
    default=True,
    rebuild="html",
    help="Whether the HTML site has a page 404.html, which hosts show for addresses that lead nowhere, and which "
    "offers the entries whose ids or names are near. Its links start with the path of html_baseurl, or with / where "
    "that is empty. A page of that name that the project has itself goes before.",
)
SCHEMA = Setting(
    name="dossier_schema",
    default=True,
    rebuild="html",
    help="Whether the HTML site publishes a JSON Schema of each kind, as schema/KIND.json.",
)
OURS, SPHINX, OTHER = "dossier", "sphinx", "other"
SEARCH = Setting(
    name="dossier_search",
    default=OURS,
    rebuild="html",
    help="Which search the HTML site has. dossier: an index in pieces, with facets and near names; sphinx: Sphinx's "
    "own, with the pages of entries in it; other: Sphinx's own without them, where another search reads them.",
    choices=(OURS, SPHINX, OTHER),
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
PREVIEWS = Setting(
    name="dossier_previews",
    default=True,
    rebuild="html",
    help="Whether who points at a link to an entry, at the number of a citation, or reaches one by key, is shown in "
    "a few lines where it leads. The HTML site then has a small file for each entry, FOLDER/ID.preview.json.",
)
CARDS = Setting(
    name="dossier_cards",
    default=True,
    rebuild="html",
    help="Whether each page of the HTML site has a social card: the title, the description and the picture that "
    "others show with a link to it. The pictures need `sphinx-dossier[cards]`; html_baseurl makes their addresses "
    "whole.",
)
CARDS_FONT = Setting(
    name="dossier_cards_font",
    default="",
    rebuild="html",
    help="A font file, seen from the folder of conf.py, for letters on the pictures of cards that Source Sans 3 "
    "lacks, such as Japanese ones. A page whose words need a letter that neither has is shown with the site's card.",
)
NETWORK = Setting(
    name="dossier_network",
    default="",
    rebuild="html",
    help="The page with a `dossier-network`, as in network or about/network: the pictures of who met whom on the "
    "pages of entries lead there.",
)
PART = Setting(
    name="dossier_part",
    default="",
    rebuild="",
    help="Which part of the HTML site is built, as in `sphinx-build -D dossier_part=3/16`; empty for the whole. Each "
    "part has some of the entries, and the first all that is no entry; `dossier join` makes one site of them.",
)
CATALOGUE = Setting(
    name="dossier_catalogue",
    default="",
    rebuild="",
    help="A file made by `sphinx-build -b dossier-catalogue`, seen from the folder of conf.py: the site is built "
    "from it, and no entry is read or checked again. It can do what conf.py can: use none that is not your own.",
)
PASSAGE = ".*:~:text="
"""What the part of an address after # matches where it leads to a passage."""
SETTINGS = (
    KB,
    CRUMBS,
    LOST,
    SCHEMA,
    SEARCH,
    HISTORY,
    FEED,
    DATA,
    PREVIEWS,
    CARDS,
    CARDS_FONT,
    NETWORK,
    PART,
    CATALOGUE,
)


def register(app: Sphinx) -> None:
    """Tell Sphinx of every setting."""
    for setting in SETTINGS:
        types = ENUM(*setting.choices) if setting.choices else type(setting.default)
        app.add_config_value(setting.name, setting.default, setting.rebuild, types=types)
    app.connect("config-inited", _leave_passages)


def _leave_passages(app: Sphinx, config: Config) -> None:
    """Keep `linkcheck` from taking the words of a link to a passage for the id of an element."""
    config.linkcheck_anchors_ignore = [*config.linkcheck_anchors_ignore, PASSAGE]


def root(config: Config, confdir: Path) -> Path:
    """Return the folder of the knowledge base."""
    return Path(confdir, str(config[KB.name]))


def has_pages(builder: Builder) -> bool:
    """Return whether a build makes pages of entries: as finished HTML, and from a knowledge base that is there."""
    return is_direct(builder) and root(builder.config, Path(builder.confdir)).exists()


def has_own_search(builder: Builder) -> bool:
    """Return whether a build has our search."""
    return is_direct(builder) and builder.config[SEARCH.name] == OURS


def is_left_alone(config: Config) -> bool:
    """Return whether the project says nothing of its own about where its knowledge base is."""
    return bool(config[KB.name] == KB.default)


def blocks() -> tuple[Block, ...]:
    """Return the reference of the settings."""
    rows = tuple(Row(((Text(s.name, "strong"),), (Text(repr(s.default)),), (Text(s.help),))) for s in SETTINGS)
    return (Table("Settings in conf.py", ("Setting", "Default", "Meaning"), rows),)


def share_of(app: Sphinx) -> Share:
    """Return the part of the site that is built. Raises ConfigError where there is no such part."""
    try:
        found = share(str(app.config[PART.name]))
    except ValueError as error:
        raise ConfigError(f"{PART.name}: {error}") from error
    if not found.is_all and not is_direct(app.builder):
        raise ConfigError(f"{PART.name}: the builder '{app.builder.name}' makes no parts; html and dirhtml do")
    if not found.is_all and app.config[SEARCH.name] == SPHINX:
        raise ConfigError(f"{PART.name}: {SEARCH.name} is '{SPHINX}', whose index cannot be joined from parts")
    return found


def catalogue_of(app: Sphinx) -> Checked | None:
    """Return what the catalogue has that the site is built from, if any. Raises ConfigError where it is none."""
    if not (name := str(app.config[CATALOGUE.name])):
        return None
    try:
        return catalogue.read(Path(app.confdir, name), root(app.config, app.confdir))
    except catalogue.CatalogueError as error:
        raise ConfigError(f"{CATALOGUE.name}: {error}") from error


def network(app: Sphinx) -> str:
    """Return the page that shows who met whom; nothing where the one that is named is not there."""
    name = str(app.config[NETWORK.name])
    there = any(Path(app.srcdir, f"{name}{suffix}").is_file() for suffix in app.config.source_suffix)
    if name and not there:
        logger.warning("%s: there is no page '%s'", NETWORK.name, name, type="dossier", subtype="unanswerable")
    return name if there else ""
