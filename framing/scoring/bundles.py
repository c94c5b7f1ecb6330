"""A run cut into pieces of work: what is read together, and what is scored together.

A stretch is a large file or some small ones; reading it gives bundles of articles, one after the other.
Both travel between the nodes of a cluster. Each result keeps its mark, so that results that come back in
the order of the stretches are those of one process that reads and scores alone.
"""

import os
import pickle
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from framing.engines import load_engine
from framing.engines.cpu import CpuEngine
from framing.errors import CheckpointError, ClusterError, UsageError
from framing.model.checkpoint import Checkpoint, digest
from framing.reading.inputs import Input
from framing.reading.options import ReadOptions
from framing.scoring.admission import Strangers
from framing.scoring.group import ScoredArticle
from framing.scoring.marks import Mark, Place, results_in
from framing.scoring.scorer import Scorer
from framing.text import Article, Unscored

_MOST_FILES = 1_000
"""Files of one stretch: so many small ones take seconds to read."""

Result = tuple[ScoredArticle | Unscored, Mark]


@dataclass(frozen=True, slots=True)
class Sizes:
    """How large the pieces of work are.

    Attributes:
        stretch: Bytes of files that are read together; a larger file is read alone.
        bundle: Characters of articles that are scored together; the article that reaches them is the last.
    """

    stretch: int = 1 << 25
    bundle: int = 1 << 19


@dataclass(frozen=True, slots=True)
class Stretch:
    """Files that one task reads.

    Attributes:
        places: The files, and where to begin in them.
        options: How they are read.
        folder: The folder that relative paths start from.
    """

    places: tuple[Place, ...]
    options: ReadOptions
    folder: Path


def stretches(places: Iterable[Place], options: ReadOptions, sizes: Sizes) -> Iterator[Stretch]:
    """Put files together, so that reading each lot is worth a task.

    Args:
        places: The files, in order.
        options: How they are read.
        sizes: How large a lot is.

    Yields:
        Lots of files, in order; a large file is alone in its lot.

    Raises:
        UsageError: Standard input is among them.
    """
    folder = Path.cwd()
    lot: list[Place] = []
    size = 0
    for place in places:
        if place.found is None:
            raise UsageError("a cluster cannot read standard input: give files")
        lot.append(place)
        size += place.found.size if isinstance(place.found, Input) else 0
        if size >= sizes.stretch or len(lot) >= _MOST_FILES:
            yield Stretch(tuple(lot), options, folder)
            lot, size = [], 0
    if lot:
        yield Stretch(tuple(lot), options, folder)


def bundles(stretch: Stretch, sizes: Sizes) -> Iterator[bytes]:
    """Read the articles of a stretch.

    Args:
        stretch: The files.
        sizes: How many articles are scored together.

    Yields:
        Articles with their marks, packed for `scored_bundle`.

    Raises:
        ClusterError: The files do not lie where this node can read them.
    """
    _go_to(stretch.folder)
    bundle: list[tuple[Article | Unscored, Mark]] = []
    characters = 0
    for place in stretch.places:
        _refuse_absent(place)
        for item, mark in results_in(place, stretch.options):
            bundle.append((item, mark))
            characters += len(item.text) if isinstance(item, Article) else 1
            if characters >= sizes.bundle:
                yield pickle.dumps(bundle)
                bundle, characters = [], 0
    if bundle:
        yield pickle.dumps(bundle)


def scored_bundle(bundle: bytes, scorer: Scorer) -> bytes:
    """Score the articles of a bundle. Copies are not known here, so they are scored.

    Args:
        bundle: As `bundles` gives it.
        scorer: Scores it.

    Returns:
        The results, packed for `results_of`.
    """
    articles, marks = zip(*pickle.loads(bundle), strict=True)
    scored = scorer.score(articles, copies=Strangers())
    return pickle.dumps(list(zip(scored, marks, strict=True)))


def results_of(bundle: bytes) -> list[Result]:
    """Unpack what `scored_bundle` packed.

    Args:
        bundle: The bundle. It comes from a node of one's own cluster, since unpacking can run what is in it.

    Returns:
        Results in the order they were packed in, each with its mark.
    """
    results: list[Result] = pickle.loads(bundle)
    return results


def worker_loader(checkpoint: Checkpoint, *, gpu: bool) -> Callable[[], Scorer]:
    """Give what loads a scorer on a node: for one core, or for one GPU.

    Args:
        checkpoint: The checkpoint, which every node has under the same path.
        gpu: Whether it runs on a GPU.

    Returns:
        A function that a node can be sent.
    """

    def load() -> Scorer:
        if not checkpoint.path.is_dir() or digest(checkpoint.path) != checkpoint.digest:
            raise CheckpointError(f"a node does not have the same checkpoint at {checkpoint.path}")
        engine = load_engine(checkpoint, device="cuda") if gpu else CpuEngine(checkpoint, streams=1)
        return Scorer(checkpoint, engine)

    return load


def _go_to(folder: Path) -> None:
    try:
        os.chdir(folder)
    except OSError:
        raise ClusterError(f"a node does not have the folder {folder}, which paths start from") from None


def _refuse_absent(place: Place) -> None:
    """Refuse a file that was found where the run was started and is not here."""
    if isinstance(place.found, Input) and not place.found.version:
        raise ClusterError(f"a node does not have {place.found.name}; inputs lie where every node reads them")
