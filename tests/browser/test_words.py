"""The script takes a text apart into the same words as what made the index."""

from __future__ import annotations

from playwright.sync_api import Browser
from sphinx_dossier.indexing.words import words

TEXTS = (
    "The ferry, RENEWED at Hämeenlinna and Ōtsu; the 2+2 of 2022.",
    "Norland's and Ada’s fleet, O’Brien's boat, the dog’s.",
    "The U.N., U.S.-made things, e.g. 1.5 of them; a.m. and Ph.D. A. B. Finch",
    "counter-strike, mid\u2011river, pre\u2010war, x-y-z, --dashes--, 2-3",
    "ﬁrst ＮＥＷＳ İstanbul ΣΊΣΥΦΟΣ straße Ⅷ ½ ²",
    "河川条約と防衛 ｶﾞ が 한국어 हिन्दी ไทย العربية",
    "a_b c__d e+f g++h +i j+ _k_ \U0001d400\U0001f600",
)


def test_words_are_the_same_on_both_sides(browser: Browser, site: str) -> None:
    page = browser.new_page()
    page.goto(f"{site}/search.html")
    script = "async (texts) => { const m = await import('/_static/dossier-words.js'); return texts.map(m.words); }"
    found = page.evaluate(script, list(TEXTS))
    page.close()
    assert found == [list(words(text)) for text in TEXTS]


def test_a_word_is_marked_as_it_is_written(browser: Browser, site: str) -> None:
    page = browser.new_page()
    page.goto(f"{site}/search.html")
    script = """async ([text, wanted]) => {
      const m = await import('/_static/dossier-words.js');
      return m.marked(text, new Set(wanted));
    }"""
    text = "The U.S.-Norland Counter-Strike of Ōtsu, otsu’s"
    wanted = ["us", "counterstrike", "otsu"]
    found = page.evaluate(script, [text, wanted])
    page.close()
    assert found == ["The ", ["U.S."], "-Norland ", ["Counter-Strike"], " of ", ["Ōtsu"], ", ", ["otsu"], "’s"]
