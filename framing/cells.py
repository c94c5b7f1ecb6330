"""Cells of a CSV file that no spreadsheet runs, whatever the articles hold."""

import re

# A cell that begins with one of these is run as a formula by common spreadsheets, some of which read the wide
# and the small forms of East Asian type as the plain ones.
_RUNS = "=+\\-@＝＋－＠﹦﹢﹣﹫"
# Blanks before it are passed over; a tab or a line break begins a cell where the file is read by other rules.
_BEGINS = re.compile(rf"\s*[{_RUNS}]|[\t\r\n]")
# Where a comma parts nothing, as in much of Europe, or quotation marks are not heeded, these begin a cell.
_BEGINS_INSIDE = re.compile(rf"([;\t\r\n][\s\"']*)(?=[{_RUNS}])")


def harmless(cell: str) -> str:
    """Keep a spreadsheet from running a cell: an apostrophe stands before what looks like a formula.

    Args:
        cell: Text that somebody else wrote.

    Returns:
        The text, changed only where it would run.

    >>> harmless("=HYPERLINK(1)"), harmless("Harbour Post"), harmless("Post;=1+1")
    ("'=HYPERLINK(1)", 'Harbour Post', "Post;'=1+1")
    """
    shown = _BEGINS_INSIDE.sub(r"\1'", cell)
    return f"'{shown}" if _BEGINS.match(shown) else shown
