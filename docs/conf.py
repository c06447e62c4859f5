"""The settings of the site; what it shows is in kb/ and in the pages beside this file."""

project = "The Alliance Dossier"
author = "The Alliance Dossier contributors"
project_copyright = "The Alliance Dossier contributors"  # without a year: the same input gives the same bytes
language = "en"

extensions = ["sphinx_dossier", "myst_parser", "sphinx_design"]
exclude_patterns = ["_ext", "licences"]
templates_path = ["_templates"]
nitpicky = True

dossier_kb = "../kb"
dossier_network = "network"

myst_enable_extensions = ["attrs_block", "attrs_inline", "colon_fence", "deflist", "fieldlist"]
myst_heading_anchors = 3

html_theme = "furo"
html_title = project
html_static_path = ["_static"]
html_css_files = ["site.css"]
html_favicon = "_static/favicon.svg"
html_show_search_summary = False  # a summary would fetch every page that was found
