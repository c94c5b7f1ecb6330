"""``framing`` with a checkpoint that needs no network, and a pause after each batch.

Run: python -m tests.faults.program CHECKPOINT SECONDS score PATH... -o OUT
"""

import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from framing.cli import score_job
from framing.cli.main import run
from framing.engines.interface import Logits
from framing.model.pieces import Batch
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


if __name__ == "__main__":
    checkpoint = make_checkpoint(Path(sys.argv[1]))
    slow = Scorer(checkpoint, SlowEngine(float(sys.argv[2])), segmenter=split_at_points)
    score_job.load_scorer = lambda _model, **_options: slow
    # Small groups, so that a small corpus has many moments at which a run can end.
    scorer_module.GROUP_SENTENCES = 32
    sys.argv[1:3] = []
    sys.stderr.write("under way\n")
    run()
