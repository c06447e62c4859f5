"""A knowledge base of YAML entries, in which every claim is cited to the words of a source, as a Sphinx site."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

__version__ = "0.1.0"


def setup(app: Sphinx) -> ExtensionMetadata:
    """Set the extension up; only here does the package ask for Sphinx, and do the rims meet."""
    from sphinx_dossier import commands, exports, site

    manual = functools.partial(commands.manual_of, exports.FORMATS)
    return site.setup(app, __version__, formats=exports.FORMATS, manual=manual)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the `dossier` command; only here do the commands and the exports meet."""
    from sphinx_dossier import commands, exports

    return commands.main(arguments, formats=exports.FORMATS)
