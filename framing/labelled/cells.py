"""What single cells of a user's table say. A cell that says nothing possible is a `ValueError`."""

import json
import math
import re
from collections.abc import Mapping, Sequence

from framing.labelled.examples import find_all
from framing.text import Span

# Published data sets of loaded sentences call them biased (Spinde et al. 2021).
_YES = ("1", "1.0", "true", "yes", "loaded", "biased")
_NO = ("0", "0.0", "false", "no", "neutral", "not loaded", "non-biased", "not biased", "unbiased")
_LONGEST_NAME = 60
_APART = re.compile(r"[;|]")


def is_filled(cell: object) -> bool:
    """Tell whether a cell holds anything."""
    return cell is not None and cell != "" and not (isinstance(cell, float) and math.isnan(cell))


def is_yes_or_no(cell: object) -> bool:
    """Tell whether a cell says yes or no to ``loaded``: 0, true, no, neutral, biased and so on."""
    return str(cell).strip().lower() in (*_YES, *_NO)


def share_in(cell: object) -> float:
    """Read yes, no, or a share between.

    Args:
        cell: A word for yes or no, or a number in [0, 1].

    Returns:
        A number in [0, 1].

    Raises:
        ValueError: It is neither.
    """
    word = str(cell).strip().lower()
    if word in _YES or word in _NO:
        return float(word in _YES)
    try:
        number = float(word)
    except ValueError:
        number = math.nan
    if not 0 <= number <= 1:
        raise ValueError(f"{cell!r} is neither yes nor no nor a number from 0 to 1")
    return number


def names_in(cell: object) -> tuple[str, ...]:
    """Read the names of labels.

    Args:
        cell: A list of names, or one text with names between semicolons or bars.

    Returns:
        The names, each once; none of an empty list or text.

    Raises:
        ValueError: A name is no text, is empty or is too long to be one.
    """
    value = _decoded(cell)
    listed = [value] if isinstance(value, (str, int)) else value
    if not isinstance(listed, Sequence):
        raise ValueError(f"{cell!r} is not a list of names")
    names = [part.strip() for name in listed for part in _APART.split(str(name)) if str(name).strip()]
    for name in names:
        if not name or len(name) > _LONGEST_NAME or not name.isprintable():
            raise ValueError(f"{name[:_LONGEST_NAME]!r} is not the name of a label")
    return tuple(dict.fromkeys(names))


def spans_in(cell: object, text: str) -> tuple[tuple[str, Span], ...]:
    """Read places that carry a label.

    Args:
        cell: A list, or JSON of one, of objects with ``label`` and either ``start`` and ``end`` (code
            points, half-open) or ``text`` (wording that stands in the sentence), of pairs of wording
            and label, or of wordings, which are then ``loaded``; or one text with wordings between
            semicolons or bars.
        text: The sentence.

    Returns:
        Label and place of each; a wording that stands there several times gives several.

    Raises:
        ValueError: It is no such list, or a place or wording is not in the sentence.
    """
    value = _decoded(cell) if is_filled(cell) else []
    if isinstance(value, str):
        value = [part for part in _APART.split(value) if part.strip()]
    if not isinstance(value, Sequence):
        raise ValueError(f"{cell!r} is not a list of places")
    return tuple((label, place) for entry in value for label, place in _places(entry, text))


def _places(entry: object, text: str) -> list[tuple[str, Span]]:
    if isinstance(entry, Mapping):
        label = _one_name(entry.get("label"))
        if entry.get("start") is not None and entry.get("end") is not None:
            return [(label, _span(_offset(entry["start"]), _offset(entry["end"]), text))]
        wording = str(entry.get("text", ""))
    elif isinstance(entry, str):
        wording, label = entry, "loaded"
    elif isinstance(entry, Sequence) and len(entry) == 2:
        wording, label = str(entry[0]), _one_name(entry[1])
    else:
        raise ValueError(f"{entry!r} is no place: it needs label, and start and end or text")
    places = find_all(text, [wording])
    if not places:
        raise ValueError(f"the wording {wording!r} does not stand in the sentence")
    return [(label, place) for place in places]


def _one_name(cell: object) -> str:
    names = names_in([cell]) if is_filled(cell) else ()
    if len(names) > 1:
        raise ValueError(f"a place carries one label, not {cell!r}")
    if not names:
        raise ValueError("a place lacks its label")
    return names[0]


def _offset(value: object) -> int:
    """Read a whole number; tables without whole numbers hold 4 as 4.0."""
    whole = isinstance(value, int) and not isinstance(value, bool)
    if whole or (isinstance(value, float) and value.is_integer()):
        return int(value)  # type: ignore[call-overload, no-any-return]
    if isinstance(value, str) and value.strip().isdecimal():
        return int(value)
    raise ValueError(f"{value!r} is no place: start and end are whole numbers, counted in characters from 0")


def _span(start: int, end: int, text: str) -> Span:
    if not 0 <= start < end <= len(text):
        raise ValueError(
            f"the place {start} to {end} is not in the sentence, which has {len(text)} characters"
        )
    return Span(start, end)


def _decoded(cell: object) -> object:
    """Decode a list that a table without lists holds as JSON."""
    if isinstance(cell, str) and cell.lstrip().startswith("["):
        try:
            return json.loads(cell)
        except ValueError as error:
            raise ValueError(f"not JSON: {error}") from error
    return cell
