"""``framing train`` as a program of its own, killed without warning at any moment, and taken up again."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.training.own import loaded_rows, write_table

pytestmark = [pytest.mark.slow, pytest.mark.timeout(1800)]


@contextmanager
def started(data: Path, encoder: Path, out: Path, *more: str) -> Iterator[subprocess.Popen[bytes]]:
    """Start a run; on one thread, since sums over several come out in any order. None outlives the test."""
    command = [sys.executable, "-m", "tests.training.killed", "train", "--data", str(data)]
    options = ["--encoder", str(encoder), "--epochs", "4", "-o", str(out), *more]
    environment = os.environ | {"OMP_NUM_THREADS": "1"}
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with subprocess.Popen([*command, *options], env=environment, **quiet) as process:
        try:
            yield process
        finally:
            process.kill()


def finish(data: Path, encoder: Path, out: Path, *more: str) -> None:
    with started(data, encoder, out, *more) as process:
        assert process.wait() == 0


def figures(out: Path) -> list[dict[str, Any]]:
    """Give every figure but the digest: OpenVINO numbers the nodes of its graph anew each time."""
    measures = json.loads((out / "metrics.json").read_text("utf-8"))["measures"]
    return [{name: value for name, value in measure.items() if name != "checkpoint"} for measure in measures]


def test_a_killed_run_ends_with_the_figures_of_one_that_was_not(tiny_encoder: Path, tmp_path: Path) -> None:
    data = write_table(tmp_path / "mine.csv", loaded_rows(150))
    finish(data, tiny_encoder, tmp_path / "whole")
    out = tmp_path / "killed"
    state = tmp_path / "killed.run" / "state.safetensors"
    with started(data, tiny_encoder, out) as process:
        while not state.is_file():
            assert process.poll() is None
            time.sleep(0.01)
        time.sleep(random.uniform(0.0, 2.0))
        process.send_signal(signal.SIGKILL)
        assert process.wait() == -signal.SIGKILL
    assert not out.exists()
    finish(data, tiny_encoder, out, "--resume")
    assert figures(out) == figures(tmp_path / "whole")
    assert (out / "model.safetensors").read_bytes() == (tmp_path / "whole" / "model.safetensors").read_bytes()
    assert not state.parent.exists()
