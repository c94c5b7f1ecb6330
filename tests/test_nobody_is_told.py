"""Nobody is told what is read: the engine's own module that tells its makers is kept from loading."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

# It tells by a process of its own, and that by an address on the web.
SCORES = """
import multiprocessing.process, socket, sys, time
told = []
multiprocessing.process.BaseProcess.start = lambda process: told.append("a process was started")
socket.socket.connect = lambda *address: told.append(f"{address} was asked for")
socket.getaddrinfo = lambda *name, **_: told.append(f"{name} was asked for")
{work}
time.sleep(0.5)
print(told, sys.modules["openvino_telemetry"])
"""
SCORING = "import framing; framing.score('The regime launched an onslaught.')"
QUANTIZING = "import framing.model.save, nncf; import openvino.tools.ovc.convert_impl"


@pytest.mark.parametrize("work", [SCORING, pytest.param(QUANTIZING, marks=pytest.mark.slow)])
def test_neither_scoring_nor_training_tells_anybody(tmp_path: Path, work: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SCORES.replace("{work}", work)],
        env={**os.environ, "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "[] None\n"
    assert not (tmp_path / "intel").exists()
