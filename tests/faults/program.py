"""``framing`` with a checkpoint that needs no network, and a pause after each batch.

Run: python -m tests.faults.program CHECKPOINT SECONDS score PATH... -o OUT
With LARGEST_FILE in the environment, no file can grow beyond so many bytes.
"""

import os
import resource
import signal
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from framing.cli import score_job
from framing.cli.main import run
from framing.engines.interface import Logits
from framing.model.pieces import Batch
from framing.reading import language_of
from framing.scoring import Scorer
from framing.scoring import scorer as scorer_module
from tests.scoring.fakes import FakeEngine, make_checkpoint, split_at_points


class SlowEngine(FakeEngine):
    def __init__(self, pause: float) -> None:
        super().__init__()
        self._pause = pause

    def run(self, batches: Iterable[Batch]) -> Iterator[Logits]:
        for logits in super().run(batches):
            time.sleep(self._pause)
            yield logits


def limit_files(largest: int) -> None:
    """Let the system refuse what would make a file larger."""
    # The language model unpacks into a temporary file of its own: before, since this is about results.
    language_of(" ".join(["Die Familien schlossen am Montag den Hafen und gingen nach Hause."] * 3))
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (largest, resource.RLIM_INFINITY))


if __name__ == "__main__":
    checkpoint = make_checkpoint(Path(sys.argv[1]))
    slow = Scorer(checkpoint, SlowEngine(float(sys.argv[2])), segmenter=split_at_points)
    score_job.load_scorer = lambda _model, **_options: slow
    # Small groups, so that a small corpus has many moments at which a run can end.
    scorer_module.GROUP_SENTENCES = 32
    sys.argv[1:3] = []
    if "LARGEST_FILE" in os.environ:
        limit_files(int(os.environ["LARGEST_FILE"]))
    sys.stderr.write("under way\n")
    run()
