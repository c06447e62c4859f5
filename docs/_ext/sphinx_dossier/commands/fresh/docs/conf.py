"""The settings of the site; what it shows is in kb/ and in the pages beside this file."""

project = "@title_python@"
author = "@author_python@"
project_copyright = author  # without a year: the same input gives the same bytes
language = "en"

extensions = ["sphinx_dossier", "myst_parser", "sphinx_design"]
nitpicky = True

dossier_kb = "../kb"
dossier_network = "network"

myst_enable_extensions = ["attrs_block", "attrs_inline", "colon_fence", "deflist"]
myst_heading_anchors = 3

html_baseurl = ""  # the site's address with a slash at its end: addresses of claims, feeds and the sitemap need it

html_theme = "furo"
html_title = project
html_show_search_summary = False  # a summary would fetch every page that was found
