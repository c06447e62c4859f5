"""The codes of problems: each says what it means and what to do about it.

The reference page of the documentation is printed from this file; a code is declared nowhere else.
"""

from __future__ import annotations

from enum import Enum


class Code(Enum):
    """A kind of problem. The value is the name that is printed, `doc` and `remedy` are its documentation."""

    doc: str
    remedy: str

    def __new__(cls, value: str, doc: str, remedy: str) -> Code:
        """Make a member whose value is its printed name and which carries its own documentation."""
        member = object.__new__(cls)
        member._value_ = value
        member.doc = doc
        member.remedy = remedy
        return member

    # The file.
    UNREADABLE = (
        "unreadable",
        "The file cannot be read: it is not there, it is a folder, or its permissions forbid it.",
        "Check that the file exists and that you may read it.",
    )
    LINK_LOOP = (
        "link-loop",
        "The file is a symbolic link that leads back to itself.",
        "Replace the link with the file itself.",
    )
    TOO_BIG = (
        "too-big",
        "The file is larger than an entry may be.",
        "Split the entry, or look for pasted text: the words of a source are never kept here.",
    )
    NOT_UTF8 = (
        "not-utf8",
        "The file holds bytes that are not UTF-8 text.",
        "Save the file as UTF-8 (in most editors: Save as, encoding UTF-8).",
    )
    EMPTY_FILE = (
        "empty-file",
        "The file holds nothing but blank lines and comments.",
        "Write the entry, or delete the file.",
    )
    NOT_YAML = (
        "not-yaml",
        "The file is not YAML: the parser could not go on at this place.",
        "Look at the indentation and at quotation marks; a text that holds ': ' or starts with a quotation mark "
        "must be put in quotation marks as a whole.",
    )
    TWO_DOCUMENTS = (
        "two-documents",
        "The file holds more than one YAML document, divided by '---'.",
        "Keep one entry in one file.",
    )
    DUPLICATE_KEY = (
        "duplicate-key",
        "A mapping has the same key twice; YAML would silently keep only one of them.",
        "Join the two, or delete one. After a merge, look for lines that came from both sides.",
    )
    ALIAS = (
        "alias",
        "The file uses a YAML anchor (&name) or alias (*name), which an entry may not.",
        "Write the value out; put a text that starts with & or * in quotation marks.",
    )
    TAG = (
        "tag",
        "The file uses a YAML tag (!name), which an entry may not.",
        "Delete the tag; put a text that starts with ! in quotation marks.",
    )
    LOST_TEXT = (
        "lost-text",
        "A text goes on with ' #', which starts a comment in YAML: what follows would be lost without a word.",
        "Put the whole text in quotation marks; a comment that is meant has a space after its #.",
    )
    TOO_DEEP = (
        "too-deep",
        "Lists and mappings are nested deeper than any entry needs.",
        "Look for a stray bracket or for indentation that has slipped.",
    )
    STRAY_FILE = (
        "stray-file",
        "A file or folder in the knowledge base that is not an entry, a kind or a fingerprint.",
        "Entries are files that end in .yaml, directly in the folder of their kind.",
    )
    # The values.
    UNKNOWN_KEY = (
        "unknown-key",
        "A key that this place does not have.",
        "Use one of the keys that the message lists; a kind can be given more keys in kb/kinds/.",
    )
    MISSING_KEY = (
        "missing-key",
        "A key that must be there is not.",
        "Add the key that the message names.",
    )
    WRONG_TYPE = (
        "wrong-type",
        "A value has another form than its key takes: a list where one value belongs, a text where a mapping "
        "belongs, or nothing at all.",
        "Give the form that the message names.",
    )
    BAD_DATE = (
        "bad-date",
        "A date that is not EDTF (ISO 8601-2, levels 0 and 1), or that no calendar has.",
        "Write 2022-01-06, 2022-01, 2022, 2022-01-06/2022-01-07, or with ? for uncertain and ~ for approximate.",
    )
    BAD_NUMBER = (
        "bad-number",
        "A number that cannot be read.",
        "Write digits, with a point before decimals; 'over', 'about', 'under', 'at least' or 'at most' may come "
        "before.",
    )
    BAD_CHOICE = (
        "bad-choice",
        "A value that is none of the choices of its key.",
        "Use one of the choices that the message lists.",
    )
    BAD_URL = (
        "bad-url",
        "A web address that is not whole.",
        "Write it with https:// or http:// and a host, as the browser shows it.",
    )
    BAD_LINES = (
        "bad-lines",
        "Line numbers of a layout that cannot be read, that run backwards or that two parts share.",
        "Write 4 or 4-7; each line of the article belongs to one part.",
    )
    BAD_ID = (
        "bad-id",
        "An id that is not lower-case ASCII words joined by hyphens.",
        "Rename the file, or the id, to letters a to z, digits and single hyphens.",
    )
    BAD_KIND = (
        "bad-kind",
        "A declaration in kb/kinds/ that contradicts itself, or another declaration.",
        "Follow the hint; the reference page of kinds says what a declaration holds.",
    )
    # The library.
    DUPLICATE_ID = (
        "duplicate-id",
        "Two entries have the same id, or ids that some file systems take for the same.",
        "Rename one of the two files. Ids are unique over all kinds.",
    )
    DUPLICATE_CLAIM = (
        "duplicate-claim",
        "Two claims of one entry have the same id, or say the same.",
        "Give one of them another id, or join them and let the claim carry both citations.",
    )
    DANGLING_REFERENCE = (
        "dangling-reference",
        "A reference to an entry that does not exist.",
        "Correct the id (the nearest ones are named), or add the entry.",
    )
    WRONG_KIND = (
        "wrong-kind",
        "A reference to an entry of a kind that this key does not take.",
        "Refer to an entry of one of the kinds that the message names.",
    )
    UNKNOWN_SOURCE = (
        "unknown-source",
        "A citation of a source that has no entry.",
        "Correct the source's id, or add the source with `dossier source add`.",
    )
    # The evidence.
    UNCITED_CLAIM = (
        "uncited-claim",
        "A claim that cites nothing.",
        'Add `cite:` with a source and a quote; `dossier cite SOURCE "words"` prints it ready to paste.',
    )
    NO_FINGERPRINT = (
        "no-fingerprint",
        "A source is quoted, but nothing is there to check the quote against.",
        "Make its fingerprint from the article: `dossier source add ARTICLE.txt --id ID`.",
    )
    BAD_FINGERPRINT = (
        "bad-fingerprint",
        "A fingerprint that is damaged, was written by hand, or does not belong to its source's entry.",
        "Make it again from the article: `dossier source add ARTICLE.txt --id ID`.",
    )
    QUOTE_NOT_FOUND = (
        "quote-not-found",
        "The words of a quote do not occur in the source in this order.",
        "Copy the words from the source. Use ' ... ' where words are left out. The message says how far the "
        "quote matches and whether another source has it.",
    )
    QUOTE_TOO_SHORT = (
        "quote-too-short",
        "A quote, or a part of it between dots, has too few words to prove anything.",
        "Quote more of the sentence.",
    )
    QUOTE_TOO_LONG = (
        "quote-too-long",
        "A quote has more words than fair use of a source needs.",
        "Quote only the words that prove the claim; leave the others out with ' ... '.",
    )
    QUOTE_PARTS = (
        "quote-parts",
        "The parts of a quote that is joined with dots stand in the source in another order, or in different "
        "paragraphs.",
        "Cite each part on its own, as an item of `cite:`.",
    )
