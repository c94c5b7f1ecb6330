"""What is wrong with a config, in one line that says where a key belongs or which one was meant."""

import difflib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

_UNKNOWN = ("extra_forbidden", "unexpected_keyword_argument")
"""What pydantic calls an unknown key, of a table and of the columns."""

_ANY = "NAME"
_SLIP = 0.85


@dataclass(frozen=True, slots=True)
class _Table:
    """A table of the config.

    Attributes:
        path: The keys that lead to it; a name that the user chooses is ``NAME``.
        keys: The keys that it may hold.
    """

    path: tuple[str, ...]
    keys: tuple[str, ...]

    @property
    def title(self) -> str:
        """How the file writes it."""
        return f"[{'.'.join(self.path)}]" if self.path else "the top, above the first [table]"

    def fits(self, path: Sequence[str]) -> bool:
        """Tell whether keys lead to it."""
        return len(path) == len(self.path) and all(
            own in (_ANY, given) for own, given in zip(self.path, path, strict=True)
        )


def first_complaint(error: ValidationError, schema: type[BaseModel]) -> str:
    """Say the first complaint about a config.

    Args:
        error: What was found.
        schema: What the config must be.

    Returns:
        Its place and the reason. An unknown key comes with the table where it belongs or the nearest known
        one.
    """
    # A mistyped key is also a missing one: the mistyped one tells more.
    complaint = min(error.errors(), key=lambda entry: entry["type"] not in _UNKNOWN)
    path = tuple(str(part) for part in complaint["loc"])
    place = ".".join(path)
    if complaint["type"] not in _UNKNOWN:
        return f"{place}: {complaint['msg']}"
    return f"unknown key {place}{_meant(path, tuple(_tables(schema, ())))}"


def _meant(path: tuple[str, ...], tables: Sequence[_Table]) -> str:
    *above, key = path
    own = [table for table in tables if table.fits(above)]
    homes = [table.title for table in tables if key in table.keys]
    # One letter from a key of its own table weighs more than a table elsewhere that has such a key.
    if homes and not difflib.get_close_matches(key, [name for table in own for name in table.keys], 1, _SLIP):
        return f"; it belongs to {' or '.join(homes)}"
    for near in (own, tables):
        known = {name: table for table in near for name in table.keys}
        nearest = difflib.get_close_matches(key, sorted(known), n=1)
        if nearest:
            table = known[nearest[0]]
            where = "" if table in own else f" of {table.title}"
            return f"; did you mean {nearest[0]}{where}?"
    return ""


def _tables(schema: type[Any], path: tuple[str, ...]) -> Iterator[_Table]:
    """Give a table and all below it."""
    kinds = _kinds(schema)
    yield _Table(path, tuple(kinds))
    for name, kind in kinds.items():
        for inner in (kind, *get_args(kind)):
            if _is_table(inner):
                named = (*path, name, _ANY) if kind is not inner and _is_mapping(kind) else (*path, name)
                yield from _tables(inner, named)


def _kinds(schema: type[Any]) -> Mapping[str, Any]:
    if issubclass(schema, BaseModel):
        return {name: field.annotation for name, field in schema.model_fields.items()}
    return {field.name: field.type for field in fields(schema)}


def _is_table(kind: Any) -> bool:
    return isinstance(kind, type) and (issubclass(kind, BaseModel) or is_dataclass(kind))


def _is_mapping(kind: Any) -> bool:
    return getattr(kind, "__origin__", None) is dict
