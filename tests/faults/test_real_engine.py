"""The shipped checkpoint and its engine, killed and gone on with: the same bytes as undisturbed."""

import random
import sys
import time
from pathlib import Path

import pytest

from tests.faults.jobs import Job, digests, write_corpus
from tests.faults.test_faults import UNSCORED_SOME, kill_at_random

PROGRAM = "import sys; sys.stderr.write('under way\\n'); from framing.cli.main import run; run()"
KILLS = 6


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_a_run_of_the_real_engine_that_is_killed_goes_on(tmp_path: Path) -> None:
    write_corpus(tmp_path / "news")
    command = (sys.executable, "-c", PROGRAM, "score", "--part-sentences", "40")
    undisturbed = Job(command, tmp_path / "news", tmp_path / "undisturbed")
    began = time.monotonic()
    assert undisturbed.finish() == UNSCORED_SOME
    took = time.monotonic() - began  # so that a quick machine is killed as often as a slow one
    rng, killed, outputs = random.Random(0), 0, 0
    while killed < KILLS:
        outputs += 1
        job = undisturbed.elsewhere(tmp_path / f"out-{outputs}")
        killed += kill_at_random(job, KILLS - killed, rng, most=took)
        if not job.is_done:
            assert job.finish() == UNSCORED_SOME
        assert digests(job.out) == digests(undisturbed.out)
