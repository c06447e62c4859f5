"""The tables of pages written by hand can be scrolled with the keyboard where the theme lets them be scrolled."""

from __future__ import annotations

import re

from tests.site.tiny import Tiny

TABLES = """Figures
=======

==== =====
One  ``<div class="table-wrapper ">``
==== =====
1    2
==== =====
"""


def test_a_table_of_a_document_can_be_reached_and_what_its_words_are_stays(tiny: Tiny) -> None:
    tiny.write("docs/pages/figures.rst", TABLES)
    page = tiny.build(config={"html_theme": "furo"}).page("pages/figures.html")
    boxes = re.findall(r'<div ([^>]*)class="table-wrapper ', page)
    assert boxes == ['role="group" aria-label="Table" tabindex="0" ']
    assert "&lt;div" in page


def test_a_theme_that_boxes_no_tables_is_left_alone(tiny: Tiny) -> None:
    tiny.write("docs/pages/figures.rst", TABLES)
    assert 'role="group"' not in tiny.build(config={"html_theme": "alabaster"}).page("pages/figures.html")
