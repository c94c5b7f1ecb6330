"""Folders in which some articles bear the folder's name for a source and others a name of their own."""

from dataclasses import dataclass, field
from pathlib import Path

from framing.text import Article

_MOST = 1_000
"""Folders remembered: a person has sorted so many by hand, an archive of millions is never asked about."""


@dataclass(slots=True)
class MixedFolders:
    """Looks for folders whose name is one source and whose pages call themselves another.

    Whoever sorts texts and saved pages into one folder means one publisher.

    Attributes:
        named: Folders with an article whose source is the name of a folder that it lies in.
        others: Sources that articles of a folder have instead, the first of each folder.
    """

    named: set[str] = field(default_factory=set)
    others: dict[str, str] = field(default_factory=dict)

    def add(self, article: Article) -> None:
        """Note where an article lies and what its source is.

        Args:
            article: The article.
        """
        folder = Path(article.path).parent
        place = str(folder)
        if article.source in folder.parts:
            if len(self.named) < _MOST:
                self.named.add(place)
        elif len(self.others) < _MOST:
            self.others.setdefault(place, article.source)

    def line(self) -> str | None:
        """Say in which folder, and what would call all articles of it alike; ``None`` where there is none."""
        mixed = sorted(self.named & self.others.keys())
        if not mixed:
            return None
        first, more = mixed[0], len(mixed) - 1
        also = f", and so in {more:,} more" if more else ""
        return (
            f"In {first} pages call themselves {self.others[first]}{also}; "
            "--by-folder names all after their folders."
        )
