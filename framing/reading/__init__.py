"""Articles in: files, folders, tables and standard input become clean `framing.text.Article` values.

`docs/reading.md` says what is read, what cleaning removes and why an input may be refused.
"""

from framing.reading.articles import article_id
from framing.reading.cleaning import Cleaned, clean
from framing.reading.kinds import SUFFIXES
from framing.reading.language import foreign_paragraphs, language_of
from framing.reading.lines import Line, LineContext, LineKind, line_kind
from framing.reading.options import Columns, ReadOptions, StdinFormat
from framing.reading.reader import read_articles, read_input

__all__ = [
    "SUFFIXES",
    "Cleaned",
    "Columns",
    "Line",
    "LineContext",
    "LineKind",
    "ReadOptions",
    "StdinFormat",
    "article_id",
    "clean",
    "foreign_paragraphs",
    "language_of",
    "line_kind",
    "read_articles",
    "read_input",
]
