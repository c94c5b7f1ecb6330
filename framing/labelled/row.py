"""One row of a table of labelled sentences."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Row:
    """One row.

    Attributes:
        place: Where it stands, ``file:number``, for errors.
        values: What it says, by column.
    """

    place: str
    values: Mapping[str, Any]

    @property
    def file(self) -> str:
        """The file that it stands in, or the data set."""
        return self.place.rpartition(":")[0]
