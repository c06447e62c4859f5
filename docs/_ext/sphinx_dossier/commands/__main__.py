"""`python -m sphinx_dossier.commands` is the `dossier` command."""

from sphinx_dossier.commands import main

raise SystemExit(main())
