"""A cluster of two nodes on this machine, and scorers that tell where they work."""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from framing.scoring import Scorer
from tests.faults.program import SlowEngine
from tests.scoring.fakes import make_checkpoint, split_at_points

PAUSE = 0.05


@contextmanager
def two_nodes() -> Iterator[Any]:
    """Start two nodes and connect to the first, which has room for all scorers; the second may be lost."""
    import ray

    nodes = _started()
    ray.init(address=nodes.address, log_to_driver=False)
    try:
        yield nodes
    finally:
        ray.shutdown()
        nodes.shutdown()


def _started(attempts: int = 3) -> Any:
    """Start the nodes; Ray gives each half a minute, which is not enough on a machine that is very busy."""
    from ray.cluster_utils import Cluster

    nodes = Cluster()
    try:
        nodes.add_node(num_cpus=2, include_dashboard=False)
        nodes.add_node(num_cpus=2)
    except Exception:
        nodes.shutdown()
        if attempts == 1:
            raise
        return _started(attempts - 1)
    return nodes


def telling_loader(folder: Path) -> Callable[[], Scorer]:
    """Give a loader of slow scorers; each leaves a file ``NODE-PROCESS`` in the folder."""
    checkpoint = make_checkpoint(folder)

    def load() -> Scorer:
        import ray

        node = ray.get_runtime_context().get_node_id()
        (folder / f"worker-{node}-{os.getpid()}").touch()
        return Scorer(checkpoint, SlowEngine(PAUSE), segmenter=split_at_points)

    return load


def workers(folder: Path) -> list[tuple[str, int]]:
    """Give node and process of each scorer that was ever loaded."""
    files = (file.name.split("-") for file in folder.glob("worker-*"))
    return [(node, int(process)) for _, node, process in files]


def wait_for_workers(folder: Path, count: int) -> None:
    """Wait until so many scorers were loaded, for a minute at most."""
    end = time.monotonic() + 60
    while len(workers(folder)) < count and time.monotonic() < end:
        time.sleep(0.1)
