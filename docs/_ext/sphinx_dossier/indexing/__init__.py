"""The index of the site's search: from what is to be found to files in pieces, of which a browser fetches a few.

No library at hand holds a hundred thousand pages on a host that only serves files: Sphinx's index is one file, and
pagefind, which was used here before, fetched a list of all pages first and took minutes where words are common. Here
a question needs the directory, a piece for each of its words and the records of the pages that are shown.
"""
