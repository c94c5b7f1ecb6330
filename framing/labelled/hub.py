"""Data sets of the Hugging Face hub: their names, told from those of files, and their rows."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from framing.errors import MissingExtraError, TrainingDataError
from framing.labelled.opening import absent
from framing.labelled.row import Row

_NAME = re.compile(
    r"(?P<path>\w[\w.-]*(?:/\w[\w.-]*)?)(?:@(?P<revision>\w[\w./-]*))?"
    r"(?::(?P<first>[\w.-]+))?(?::(?P<second>[\w.-]*))?\Z"
)
_ENDING = re.compile(r"\.[A-Za-z]+\Z")
"""What ends the name of a file. A version, as in ``name-1.5`` or ``name.v2``, has a digit."""


@dataclass(frozen=True, slots=True)
class HubName:
    """Name of a data set on the hub.

    Attributes:
        path: ``name`` or ``user/name``.
        config: Name of one of its configs; ``None`` for the only one.
        split: Name of a split; ``None`` for ``train``, or the only one.
        revision: Branch, tag or commit; ``None`` for the newest.
    """

    path: str
    config: str | None = None
    split: str | None = None
    revision: str | None = None


def hub_name(name: str) -> HubName | None:
    """Read the name of a Hugging Face data set: ``PATH[@REVISION][:CONFIG][:SPLIT]``.

    Args:
        name: As given by the user. One part after a colon is the split, two are config and split.

    Returns:
        Its parts; ``None`` where it is no such name, or names a file: one that is here, has an ending like
        ``.csv``, or, without revision or split, lies
        in a folder that is here.
    """
    found = _NAME.match(name)
    if found is None or Path(name).exists() or _is_file_name(found):
        return None
    first, second = found["first"], found["second"]
    config, split = (None, first) if second is None else (first, second or None)
    return HubName(found["path"], config, split, found["revision"])


def _is_file_name(found: re.Match[str]) -> bool:
    path = found["path"]
    if _ENDING.search(path):
        return True
    # Whoever says revision or split means the hub.
    return path == found[0] and "/" in path and Path(path).parent.is_dir()


def hub_rows(name: str) -> Iterator[Row]:
    """Read a data set from the Hugging Face hub.

    Class numbers become class names where the data set names its classes.

    Args:
        name: As for `hub_name`.

    Yields:
        Its rows.

    Raises:
        MissingExtraError: The library ``datasets`` is not installed.
        TrainingDataError: It is no name of a data set, the data set cannot be loaded or lacks the split, or
            has several splits, none called ``train``, and none is named.
    """
    wanted = hub_name(name)
    if wanted is None:
        raise TrainingDataError(f"{name!r} is not the name of a Hugging Face data set: {absent(name)}")
    splits = _load(name, wanted)
    chosen = wanted.split or ("train" if "train" in splits else next(iter(splits)))
    if chosen not in splits or (not wanted.split and chosen != "train" and len(splits) > 1):
        begin = name.removesuffix(f":{wanted.split}")
        raise TrainingDataError(
            f"data set {begin} has the splits {', '.join(splits)}; name one: {begin}:{next(iter(splits))}"
        )
    yield from _rows(f"{wanted.path}:{chosen}", splits[chosen])


def _load(name: str, wanted: HubName) -> Mapping[str, Any]:
    try:
        import datasets  # noqa: PLC0415 - slow to import, and few need it
    except ImportError as error:
        raise MissingExtraError("train", "reading a Hugging Face data set") from error
    try:
        loaded: Mapping[str, Any] = datasets.load_dataset(
            wanted.path, wanted.config, revision=wanted.revision
        )
    except Exception as error:  # the library raises whatever went wrong below it
        raise TrainingDataError(
            f"{absent(name)}; as a Hugging Face data set {wanted.path} cannot be loaded: {_why(error)}"
        ) from error
    return loaded


def _why(error: Exception) -> str:
    lines = str(error).strip().splitlines() or [type(error).__name__]
    # Which configs there are stands on the second line.
    return " ".join(lines[:2]) if "config" in lines[0].lower() else lines[0]


def _rows(place: str, table: Any) -> Iterator[Row]:
    classes = {column: _class_names(feature) for column, feature in table.features.items()}
    for number, values in enumerate(table, 1):
        named = {column: _named(value, classes[column]) for column, value in values.items()}
        yield Row(f"{place}:{number}", named)


def _class_names(feature: Any) -> Sequence[str]:
    """Give the names of a column's classes, of a list's too; none where they are but numbers."""
    names = getattr(getattr(feature, "feature", feature), "names", None) or ()
    return () if all(str(name).isdigit() for name in names) else names


def _named(value: Any, names: Sequence[str]) -> Any:
    if names and isinstance(value, list):
        return [_named(one, names) for one in value]
    return names[value] if names and isinstance(value, int) and value >= 0 else value
