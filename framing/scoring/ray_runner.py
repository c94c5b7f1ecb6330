"""Scores on a cluster with Ray Data: tasks read, actors score, and the results come back in order.

Where what runs, what waits for what, and what is done again when a worker or a node is lost, is Ray's
business. Ours is only to see that each result comes with its mark, once and in its place, so that the
same writer with the same ledger writes what a run on one machine would have written.
"""

import logging
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, Any

from framing.errors import ClusterError, FramingError, MissingExtraError
from framing.reading.options import ReadOptions
from framing.scoring.admission import Copies
from framing.scoring.bundles import Result, Sizes, Stretch, bundles, results_of, scored_bundle, stretches
from framing.scoring.marks import Place
from framing.scoring.scorer import Scorer
from framing.text import Unscored

if TYPE_CHECKING:
    import pyarrow as pa

_CONTENT = "content"
_CPUS, _CPUS_TO_READ = 0.5, 0.25
"""What scorers and readers ask for, though they fill a core: when a node is lost, its work finds room."""

_SCORERS_PER_READER = 4
"""Reading an article takes less than a quarter of the time that scoring it does."""


@dataclass(frozen=True, slots=True)
class ClusterOptions:
    """Which cluster scores, and how.

    Attributes:
        address: Address of a running cluster; ``auto`` finds one on this machine; ``None`` starts one for
            the run.
        workers: Scorers at work at most; ``None`` for one per core, or one per GPU.
        gpu: Whether each scorer has a GPU.
        sizes: How the work is cut.
    """

    address: str | None = None
    workers: int | None = None
    gpu: bool = False
    sizes: Sizes = field(default_factory=Sizes)


@contextmanager
def cluster(options: ClusterOptions) -> Iterator[None]:
    """Be connected to a cluster while a block runs. A connection that is there already is used and left.

    Args:
        options: Which cluster.

    Raises:
        MissingExtraError: Ray is not installed.
        ClusterError: The cluster cannot be reached.
    """
    ray = _ray()
    ours = not ray.is_initialized()
    if ours:
        _connect(options.address)
    try:
        yield
    finally:
        if ours:
            ray.shutdown()


def score_on_cluster(
    places: Iterable[Place],
    reading: ReadOptions,
    load: Callable[[], Scorer],
    options: ClusterOptions,
    copies: Copies,
) -> Iterator[Result]:
    """Score articles on the cluster that `cluster` has connected to.

    Args:
        places: The files, without standard input, and where to begin. Every node must be able to read them
            under their names.
        reading: How they are read.
        load: Makes a scorer on a node.
        options: How the work is spread.
        copies: Knows the articles that came before.

    Yields:
        What `framing.scoring.Scorer.score` gives on one machine, in the same order, each with the mark
        behind it.

    Raises:
        UsageError: Standard input is among the files, or they have changed since the run began.
        ClusterError: A node lacks the files, or the cluster gave up.
    """
    work = list(stretches(places, reading, options.sizes))
    if not work:
        return
    with _as_cluster_error():
        for bundle in _scored(work, load, options):
            for item, mark in results_of(bundle):
                refused = None if isinstance(item, Unscored) else copies.admit(item.article)
                yield refused or item, mark


def _ray() -> Any:
    try:
        import ray  # noqa: PLC0415 - an extra
        import ray.data  # noqa: PLC0415
    except ImportError:
        raise MissingExtraError("ray", "scoring on a cluster") from None
    return ray


def _connect(address: str | None) -> None:
    import ray  # noqa: PLC0415 - an extra

    where = {} if address is None else {"address": address}
    try:
        ray.init(**where, log_to_driver=False, logging_level=logging.ERROR)
    except (ConnectionError, ValueError, RuntimeError) as error:
        raise ClusterError(
            f"no Ray cluster can be reached at {address or 'this machine'}: {error}"
        ) from error


def _scored(work: list[Stretch], load: Callable[[], Scorer], options: ClusterOptions) -> Iterator[bytes]:
    import ray  # noqa: PLC0415 - an extra

    _set_up()
    scorers = options.workers or _room(gpu=options.gpu)
    read = ray.data.read_datasource(
        _source(work, options.sizes),
        override_num_blocks=len(work),
        concurrency=max(1, scorers // _SCORERS_PER_READER),
        num_cpus=_CPUS_TO_READ,
    )
    scored = read.map_batches(
        _Scoring,
        fn_constructor_args=(load,),
        batch_size=None,
        batch_format="pyarrow",
        compute=ray.data.ActorPoolStrategy(size=scorers),
        **({"num_gpus": 1} if options.gpu else {"num_cpus": _CPUS}),
    )
    tables = scored.iter_batches(batch_size=None, batch_format="pyarrow")
    return chain.from_iterable(map(_contents, tables))


def _set_up() -> None:
    """Tell Ray Data to keep the order, to score each bundle by itself, and not to talk."""
    import ray  # noqa: PLC0415 - an extra

    context = ray.data.DataContext.get_current()
    context.execution_options.preserve_order = True
    # Blocks are cut where they exceed this, which each bundle does.
    context.target_max_block_size = 1
    context.enable_progress_bars = False
    context.print_on_execution_start = False
    logging.getLogger("ray.data").setLevel(logging.ERROR)


def _room(*, gpu: bool) -> int:
    import ray  # noqa: PLC0415 - an extra

    return max(1, int(ray.cluster_resources().get("GPU" if gpu else "CPU", 1)))


def _source(work: list[Stretch], sizes: Sizes) -> Any:
    """Give the stretches as Ray Data reads them: a task for each."""
    from ray.data.block import BlockMetadata  # noqa: PLC0415 - an extra
    from ray.data.datasource import Datasource, ReadTask  # noqa: PLC0415

    class Stretches(Datasource):  # type: ignore[misc]  # Ray is not there where types are checked
        def get_name(self) -> str:
            return "Articles"

        def estimate_inmemory_data_size(self) -> None:
            return None

        def get_read_tasks(self, parallelism: int, *_: Any, **__: Any) -> list[Any]:  # noqa: ARG002
            unknown = BlockMetadata(num_rows=None, size_bytes=None, input_files=None, exec_stats=None)
            return [ReadTask(partial(_read, stretch, sizes), unknown) for stretch in work]

    return Stretches()


def _read(stretch: Stretch, sizes: Sizes) -> Iterator["pa.Table"]:
    return map(_table, bundles(stretch, sizes))


class _Scoring:
    """What an actor does: loads a scorer once, and scores bundles.

    Args:
        load: Makes the scorer.
    """

    def __init__(self, load: Callable[[], Scorer]) -> None:
        self._scorer = load()

    def __call__(self, table: "pa.Table") -> Iterator["pa.Table"]:
        for content in _contents(table):
            yield _table(scored_bundle(content, self._scorer))


def _table(content: bytes) -> "pa.Table":
    import pyarrow as pa  # noqa: PLC0415 - not before a worker needs it

    return pa.table({_CONTENT: pa.array([content], pa.large_binary())})


def _contents(table: "pa.Table") -> Iterator[bytes]:
    return (value.as_py() for value in table[_CONTENT])


@contextmanager
def _as_cluster_error() -> Iterator[None]:
    """Turn what Ray says of a job that failed into one line, and keep what we said ourselves."""
    import ray  # noqa: PLC0415 - an extra

    try:
        yield
    except ray.exceptions.RayError as error:
        said = next((one for one in _causes(error) if isinstance(one, FramingError)), None)
        if said is not None:
            raise said from None
        last = str(error).strip().splitlines()[-1:] or [type(error).__name__]
        raise ClusterError(f"the cluster could not go on: {last[0]}") from error


def _causes(error: BaseException) -> Iterator[BaseException]:
    seen: set[int] = set()
    found: BaseException | None = error
    while found is not None and id(found) not in seen:
        seen.add(id(found))
        yield found
        found = getattr(found, "cause", None) or found.__cause__
