"""The shipped checkpoint and its engine, killed and gone on with: the same bytes as undisturbed."""

import random
import sys
from pathlib import Path

import pytest

from tests.faults.jobs import Job, digests, write_corpus
from tests.faults.test_faults import UNSCORED_SOME, kill_at_random

PROGRAM = "import sys; sys.stderr.write('under way\\n'); from framing.cli.main import run; run()"


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_a_run_of_the_real_engine_that_is_killed_goes_on(tmp_path: Path) -> None:
    write_corpus(tmp_path / "news")
    command = (sys.executable, "-c", PROGRAM, "score", "--part-sentences", "40")
    undisturbed = Job(command, tmp_path / "news", tmp_path / "undisturbed")
    assert undisturbed.finish() == UNSCORED_SOME
    killed = undisturbed.elsewhere(tmp_path / "out")
    # Loading takes a second or two, so that some are killed before the first part and some behind it.
    assert kill_at_random(killed, 6, random.Random(0), most=6.0) >= 1
    if not (killed.out / "run.json").exists():
        assert killed.finish() == UNSCORED_SOME
    assert digests(killed.out) == digests(undisturbed.out)
