"""Scores that are kept in memory, with what made them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, overload

import pyarrow as pa

from framing.errors import UsageError
from framing.scores import SentenceScore, score_schema
from framing.scoring import OutputOptions, RunInfo, ScoredArticle, Scorer, ScoreWriter, decisions
from framing.text import Unscored

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl


class Scores(Sequence[SentenceScore]):
    """The scores of sentences, in the order they were scored.

    A sequence of `SentenceScore`. For more articles than fit into memory use `Scorer.score`, which
    streams, or ``framing score``, which writes.

    Args:
        results: What a scorer gave.
        scorer: The scorer: names the checkpoint and from which probability its labels count.

    Examples:
        >>> import framing
        >>> scores = framing.score("The regime launched an unprovoked onslaught. It began on Monday.")
        >>> len(scores), scores[1].text
        (2, 'It began on Monday.')
        >>> scores.to_arrow().column_names[-3:]
        ['spans', 'frames', 'checkpoint']
    """

    def __init__(self, results: Iterable[ScoredArticle | Unscored], scorer: Scorer) -> None:
        kept = tuple(results)
        self._info = RunInfo(scorer.checkpoint, scorer.engine.name)
        self._results = kept
        self._rows = tuple(row for item in kept if isinstance(item, ScoredArticle) for row in item.sentences)

    @property
    def articles(self) -> tuple[ScoredArticle, ...]:
        """The scored articles with their sentences."""
        return tuple(item for item in self._results if isinstance(item, ScoredArticle))

    @property
    def unscored(self) -> tuple[Unscored, ...]:
        """Inputs that were not scored, and why."""
        return tuple(item for item in self._results if isinstance(item, Unscored))

    def threshold(self, label: str) -> float:
        """Give the probability from which a label counts.

        Args:
            label: ``loaded``, a frame or a role; ``word_loaded`` for loaded words.

        Returns:
            The threshold, in [0, 1].

        Raises:
            UsageError: The checkpoint has no such label.
        """
        named = decisions(self._info.checkpoint)
        if label not in named:
            raise UsageError(f"no label {label!r}: choose one of {', '.join(named)}")
        return named[label].threshold

    def to_arrow(self) -> pa.Table:
        """Give the score table, as ``scores.parquet`` holds it.

        Returns:
            One row per sentence.
        """
        checkpoint = self._info.checkpoint
        schema = score_schema(checkpoint.frames, loaded="loaded" in checkpoint.sentence_labels)
        return pa.Table.from_pylist([asdict(row) for row in self._rows], schema=schema)

    def to_pandas(self) -> "pd.DataFrame":
        """Give the score table as a pandas data frame: frames as columns ``frame_<name>``.

        Returns:
            One row per sentence; ``spans`` holds lists of dicts.

        Raises:
            UsageError: pandas is not installed.
        """
        _need("pandas")
        return _flat(self.to_arrow()).to_pandas()

    def to_polars(self) -> "pl.DataFrame":
        """Give the score table as a polars data frame: frames as columns ``frame_<name>``.

        Returns:
            One row per sentence; ``spans`` holds lists of structs.

        Raises:
            UsageError: polars is not installed.
        """
        _need("polars")
        import polars as pl  # noqa: PLC0415 - an optional library

        return pl.DataFrame(_flat(self.to_arrow()))

    def save(self, out: Path | str, *, overwrite: bool = False) -> Path:
        """Write what ``framing score`` would have written: ``framing report`` reads it.

        Args:
            out: The folder.
            overwrite: Replace results that are there.

        Returns:
            The folder.

        Raises:
            UsageError: The folder holds results and ``overwrite`` is off.
            OutputError: The folder cannot be written.
        """
        folder = Path(out)
        with ScoreWriter(folder, self._info, OutputOptions(overwrite=overwrite)) as writer:
            for item in self._results:
                writer.write(item)
        return folder

    def __len__(self) -> int:
        """Count the sentences."""
        return len(self._rows)

    @overload
    def __getitem__(self, place: int) -> SentenceScore: ...

    @overload
    def __getitem__(self, place: slice) -> tuple[SentenceScore, ...]: ...

    def __getitem__(self, place: int | slice) -> SentenceScore | tuple[SentenceScore, ...]:
        """Give a sentence, or several."""
        return self._rows[place]

    def __iter__(self) -> Iterator[SentenceScore]:
        """Give the sentences one after the other."""
        return iter(self._rows)

    def __repr__(self) -> str:
        """Say in one line what this is."""
        counts = (
            f"sentences {len(self):,}, articles {len(self.articles):,}, not scored {len(self.unscored):,}"
        )
        return f"<Scores: {counts}, checkpoint {self._info.checkpoint.digest}>"

    def _repr_html_(self) -> str:
        """Show the articles marked up, as notebooks do."""
        from framing.face.notebook import marked_up  # noqa: PLC0415 - templates, only for notebooks

        named = decisions(self._info.checkpoint)
        # What a checkpoint does not judge, no sentence reaches.
        return marked_up(self.articles, lambda label: named[label].threshold if label in named else 1.0)


def _flat(table: pa.Table) -> pa.Table:
    """Make a column of each frame."""
    if "frames" not in table.column_names:
        return table
    place = table.schema.get_field_index("frames")
    parts = table.column("frames").combine_chunks()
    names = [field.name for field in table.schema.field("frames").type]
    for offset, name in enumerate(names):
        table = table.add_column(place + offset, f"frame_{name}", parts.field(name))
    return table.drop_columns(["frames"])


def _need(library: str) -> None:
    try:
        import_module(library)
    except ImportError:
        raise UsageError(f"to_{library}() needs {library}: pip install {library}") from None
