"""JSON to values, as far as a record can need them, and the places of values in a file that holds many."""

import json
import re
from collections.abc import Iterator

from framing.reading.decoding import RefusedError

_MOST_VALUES = 500_000
"""No record holds more; a value can take thirty times as much memory as its text."""
_MARK = re.compile(rb'["\[\]{},]')
_NOT_BLANK = re.compile(rb"[^ \t\r\n]")


def parsed(text: str) -> object:
    """Read one JSON value.

    Args:
        text: The value.

    Returns:
        What `json.loads` makes of it.

    Raises:
        RefusedError: It is no JSON, is nested too deep, or holds more values than a record does.
    """
    if sum(map(text.count, "[{,")) > _MOST_VALUES:
        raise RefusedError("unsupported", f"The record holds more than {_MOST_VALUES:,} values; none does.")
    try:
        return json.loads(text.removeprefix("\ufeff"))
    except RecursionError:
        raise RefusedError("malformed", "The JSON is nested too deep.") from None
    except ValueError as error:
        raise RefusedError("malformed", f"This is not JSON: {error}.") from None


def places_in(data: bytes, opening: int) -> Iterator[tuple[int, int]]:
    """Find what commas part in a list or an object, without reading any of it.

    Values that are read all at once take many times as much memory as the file.

    Args:
        data: JSON in UTF-8.
        opening: Place of the bracket or brace that opens the list or the object.

    Yields:
        Begin and end of each value or member, white space included; one that is blank where nothing stands
        in the list or the object. The last ends where the closing bracket or brace stands.

    Raises:
        RefusedError: The list or the object is never closed.
    """
    start = at = opening + 1
    depth = 0
    while (mark := _MARK.search(data, at)) is not None:
        sign, at = mark.group(), mark.end()
        if sign == b'"':
            at = _behind_string(data, at)
        elif sign in b"[{":
            depth += 1
        elif depth:
            depth -= sign != b","
        else:
            yield start, mark.start()
            start = at
            if sign != b",":
                return
    raise _cut_short()


def member_at(data: bytes, start: int, end: int) -> tuple[str, int]:
    """Part a member of an object.

    Args:
        data: JSON in UTF-8.
        start: Where the member begins.
        end: Where it ends.

    Returns:
        Its name, and where its value begins.

    Raises:
        RefusedError: It has no name or no value.
    """
    first = first_of(data, start)
    behind = _behind_string(data, first + 1) if data[first : first + 1] == b'"' else end
    colon = first_of(data, behind)
    if data[colon : colon + 1] != b":" or colon >= end:
        raise RefusedError("malformed", "This is not JSON: a field has no name or no value.")
    return str(parsed(data[first:behind].decode("utf-8", "replace"))), first_of(data, colon + 1)


def first_of(data: bytes, at: int) -> int:
    """Find the first byte from a place on that is no white space; the end of all where there is none."""
    found = _NOT_BLANK.search(data, at)
    return found.start() if found else len(data)


def _behind_string(data: bytes, at: int) -> int:
    """Find the place behind a string, given the one behind the mark that opens it."""
    while (mark := data.find(b'"', at)) >= 0:
        slashes = mark
        while slashes > at and data[slashes - 1] == ord("\\"):
            slashes -= 1
        at = mark + 1
        if (mark - slashes) % 2 == 0:
            return at
    raise _cut_short()


def _cut_short() -> RefusedError:
    return RefusedError("malformed", "This is not JSON: it is cut short.")
