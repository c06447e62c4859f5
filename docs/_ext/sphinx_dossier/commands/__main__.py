"""`python -m sphinx_dossier.commands` is the `dossier` command."""

from sphinx_dossier import main

raise SystemExit(main())
