"""What a file holds: told by its name, or by its first bytes where it has none."""

import csv
import re

from framing.reading.decoding import RefusedError
from framing.reading.json_text import parsed
from framing.reading.options import Columns

PACKED = ".gz"
KINDS = (".txt", ".md", ".html", ".json", ".jsonl", ".csv", ".parquet", ".warc", ".zip", ".tar")
"""What can be read, each kind by its usual suffix."""

_SAME = {".htm": ".html", ".ndjson": ".jsonl", ".tsv": ".csv", ".tgz": ".tar"}

SUFFIXES = (*KINDS, *_SAME)
"""Ends of the names of what can be read; each also with ``.gz`` behind it."""

SAVE_AS = {
    ".doc": ".txt or .html",
    ".docx": ".txt or .html",
    ".eml": ".txt",
    ".epub": ".html",
    ".mht": ".html",
    ".mhtml": ".html",
    ".odt": ".txt or .html",
    ".ods": ".csv",
    ".pages": ".txt",
    ".pdf": ".txt",
    ".rtf": ".txt",
    ".webarchive": ".html",
    ".xls": ".csv",
    ".xlsx": ".csv",
}
"""What articles often come in and is not read, and what to save it as."""

ARCHIVES = frozenset({".zip", ".tar"})
"""Kinds that hold files of the other kinds."""

TABLES = frozenset({".csv", ".parquet"})
"""Kinds whose records all have the same columns."""

DELIMITERS = (",", ";", "\t", "|")
"""What may part the columns of a table."""

_MARKUP = re.compile(
    rb"<!--|<(?:!doctype|html|\?xml|head|body|title|meta|main|section|article|div|h1|p)[\s>]", re.IGNORECASE
)
_JSON_LIST = re.compile(rb"\[\s*(?:\{|\Z)")
_BEFORE = b"\xef\xbb\xbf \t\r\n"
_TAR_MARK = slice(257, 262)
_MARKS = {b"PAR1": ".parquet", b"PK\x03\x04": ".zip", b"WARC/": ".warc"}
# The column of a data frame's index has no name.
_COLUMN_NAME = re.compile(r"(?:\w[\w .-]{0,39})?")
_LONGEST_HEADER = 10_000


def kind_of(name: str) -> str:
    """Name a file's kind by its suffix.

    >>> kind_of("a.CSV.gz"), kind_of("news.tgz"), kind_of("notes")
    ('.csv', '.tar', '')
    """
    stem = name.lower().removesuffix(PACKED)
    dot = stem.rfind(".", stem.rfind("/") + 2)
    suffix = stem[dot:] if dot > 0 else ""
    return _SAME.get(suffix, suffix)


def is_packed(name: str) -> bool:
    """Tell whether a file's name says that it is gzipped.

    >>> is_packed("a.csv.gz"), is_packed("news.tgz"), is_packed("a.csv")
    (True, True, False)
    """
    return name.lower().endswith((PACKED, ".tgz"))


def can_be_read(name: str) -> bool:
    """Tell whether a file is of a kind that can be read."""
    return kind_of(name) in KINDS


def kind_of_bytes(head: bytes, columns: Columns) -> str:
    """Tell what a stream holds by its first line.

    Markdown cannot be told from text, and a table whose header names none of the columns looks like
    text as well.

    Args:
        head: The first line that is not blank; for what is not text, 512 bytes.
        columns: Names that the header of a table may have.

    Returns:
        The kind, as `kind_of` names it.
    """
    if head[_TAR_MARK] == b"ustar":
        return ".tar"
    marked = next((kind for mark, kind in _MARKS.items() if head.startswith(mark)), None)
    return marked or _kind_of_text(head.lstrip(_BEFORE), columns)


def _kind_of_text(line: bytes, columns: Columns) -> str:
    if _MARKUP.match(line):
        return ".html"
    if is_json_line(line):
        return ".jsonl"
    if line.startswith(b"{") or _JSON_LIST.match(line):
        return ".json"
    return ".csv" if _is_header(line.decode("utf-8", "replace"), columns) else ".txt"


def is_json_line(line: bytes) -> bool:
    """Tell whether a line is a JSON object by itself."""
    line = line.strip(_BEFORE)
    if not (line.startswith(b"{") and line.endswith(b"}")):
        return False
    try:
        return isinstance(parsed(line.decode("utf-8")), dict)
    except (ValueError, RefusedError):
        return False


def header_cells(line: str, delimiter: str) -> list[str]:
    """Part a line at a delimiter; a line that is no row of a table has no cells."""
    try:
        return next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return []


def _is_header(line: str, columns: Columns) -> bool:
    """Tell whether a line names the columns of a table rather than opening a text."""
    if len(line) > _LONGEST_HEADER:
        return False
    known = {name.strip().casefold() for name in columns.names}
    if line.strip().casefold() == columns.text.strip().casefold():
        return True
    for delimiter in DELIMITERS:
        names = [name.strip() for name in header_cells(line, delimiter)]
        if (
            len(names) > 1
            and all(map(_COLUMN_NAME.fullmatch, names))
            and known & {n.casefold() for n in names}
        ):
            return True
    return False
