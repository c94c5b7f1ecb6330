"""Whatever ends a run: the same command goes on, and the results are those of an undisturbed run."""

import json
import os
import random
import signal
import subprocess
import time
from pathlib import Path

import pytest

from framing.cli.stopping import FINISHING
from framing.scoring import UNFINISHED
from framing.scoring.ledger import LEDGER_FILE
from tests.faults.jobs import Job, check_every_article_once, digests, slow_job, write_corpus

UNSCORED_SOME, BAD_CALL = 1, 2


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("faults")
    write_corpus(made / "news")
    return made


@pytest.fixture(scope="module")
def undisturbed(folder: Path) -> dict[str, str]:
    job = slow_job(folder, folder / "undisturbed", pause=0.0)
    assert job.finish() == UNSCORED_SOME
    check_every_article_once(job.out)
    return digests(job.out)


@pytest.fixture(scope="module")
def seconds(folder: Path, undisturbed: dict[str, str]) -> float:
    """How long a run takes that does not pause, on this machine, once it is known to it."""
    assert undisturbed
    return slow_job(folder, folder / "measured", pause=0.0).measure()


def kill_at_random(job: Job, times: int, rng: random.Random, *, most: float) -> int:
    """Kill a run at random moments; tell how often it was not done before.

    Args:
        job: The run.
        times: How often to try.
        rng: Gives the moments.
        most: Seconds of the latest moment: what is early or late is another matter on each machine, so
            it is measured.
    """
    killed = 0
    for _ in range(times):
        process = job.start()
        time.sleep(rng.uniform(0.0, most))
        process.send_signal(signal.SIGKILL)
        process.communicate()
        killed += process.returncode == -signal.SIGKILL
        if not (job.out / "run.json").exists() and not all_written(job.out):
            assert not (job.out / "scores.parquet").exists()
        if job.is_done:
            break
    return killed


def all_written(out: Path) -> bool:
    """Tell whether an unfinished run had nothing more to do than to put its results in their places."""
    ledger = out / UNFINISHED / LEDGER_FILE
    return ledger.is_file() and '{"complete": true}' in ledger.read_text("utf-8")


def test_a_run_that_is_killed_goes_on(folder: Path, undisturbed: dict[str, str], tmp_path: Path) -> None:
    job = slow_job(folder, tmp_path / "out", pause=0.02)
    whole = job.elsewhere(tmp_path / "whole").measure()
    # What one run did the next one keeps: all four together must not come to a whole run.
    assert kill_at_random(job, 4, random.Random(0), most=whole / 4) >= 3
    assert job.finish() == UNSCORED_SOME
    assert digests(job.out) == undisturbed


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.parametrize("seed", range(3))
def test_a_run_that_is_killed_thirty_times_goes_on(
    folder: Path, undisturbed: dict[str, str], seconds: float, tmp_path: Path, seed: int
) -> None:
    rng = random.Random(seed)
    killed, outputs = 0, 0
    while killed < 30:
        outputs += 1
        job = slow_job(folder, tmp_path / f"out-{outputs}", pause=rng.choice([0.0, 0.01, 0.05]))
        killed += kill_at_random(job, 30 - killed, rng, most=seconds)
        if not job.is_done:
            assert job.finish() == UNSCORED_SOME
        check_every_article_once(job.out)
        assert digests(job.out) == undisturbed


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_stops_behind_the_part_and_says_how_to_go_on(
    folder: Path, undisturbed: dict[str, str], tmp_path: Path, number: signal.Signals
) -> None:
    job = slow_job(folder, tmp_path / "out", pause=0.05)
    process = job.start()
    while not (job.out / UNFINISHED / "scores" / "part-00000.parquet").exists():
        time.sleep(0.01)
    process.send_signal(number)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 128 + number
    assert "once more stops at once" in said
    assert "the same command goes on behind them" in said
    assert not list((job.out / UNFINISHED / "scores").glob("*.open"))
    assert slow_job(folder, job.out, pause=0.0).finish() == UNSCORED_SOME
    assert digests(job.out) == undisturbed


def test_a_second_signal_stops_at_once(folder: Path, undisturbed: dict[str, str], tmp_path: Path) -> None:
    # One part, never whole, that would take half a minute.
    job = slow_job(folder, tmp_path / "out", pause=0.5, part=10_000)
    process = job.start()
    # Signals are heeded before the first result is written.
    while not list((job.out / UNFINISHED).glob("scores/*.open")):
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    assert process.stderr is not None
    assert any(FINISHING in line for line in process.stderr)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "nothing is kept, so the same command begins anew" in said
    assert slow_job(folder, job.out, pause=0.0).finish() == UNSCORED_SOME
    assert digests(job.out) == undisturbed


def test_files_that_cannot_grow_end_the_run_and_it_goes_on(
    folder: Path, undisturbed: dict[str, str], tmp_path: Path
) -> None:
    job = slow_job(folder, tmp_path / "out", pause=0.0)
    arguments = [*job.command, str(job.news), "-o", str(job.out)]
    limited = {**os.environ, "LARGEST_FILE": "12000"}
    refused = subprocess.run(arguments, env=limited, capture_output=True, text=True, check=False)
    assert refused.returncode == BAD_CALL, refused.stderr
    assert "cannot write" in refused.stderr
    assert "the same command goes on behind them" in refused.stderr
    assert not (job.out / "run.json").exists()
    assert job.finish() == UNSCORED_SOME
    assert digests(job.out) == undisturbed


@pytest.mark.slow
def test_a_full_disk_ends_the_run_and_it_goes_on_when_there_is_room(
    folder: Path, undisturbed: dict[str, str], tmp_path: Path
) -> None:
    """On a small disk of its own, which only root can mount; the test above does without."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(disk)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("mounting a disk needs root")
    try:
        job = slow_job(folder, disk / "out", pause=0.0)
        process = job.start()
        _, said = process.communicate(timeout=60)
        assert process.returncode == BAD_CALL
        assert "No space left on device" in said
        assert "the same command goes on behind them" in said
        subprocess.run(["mount", "-o", "remount,size=4m", str(disk)], check=True)
        assert job.finish() == UNSCORED_SOME
        assert digests(job.out) == undisturbed
    finally:
        subprocess.run(["umount", str(disk)], check=True)


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="needs a file that fails when it is read")
def test_a_file_that_cannot_be_read_costs_a_line(folder: Path, tmp_path: Path) -> None:
    news = tmp_path / "news" / "Post"
    news.mkdir(parents=True)
    (news / "a.txt").write_text("The port closed on monday.", "utf-8")
    # The system answers with an input/output error to whoever reads its beginning.
    (news / "b.txt").symlink_to("/proc/self/mem")
    (news / "c.txt").write_text("The court closed on monday.", "utf-8")
    job = slow_job(folder, tmp_path / "out", pause=0.0)
    assert Job(job.command, news.parent, job.out).finish() == UNSCORED_SOME
    (error,) = (json.loads(line) for line in (job.out / "errors.jsonl").read_text("utf-8").splitlines())
    assert (error["path"], error["reason"]) == (str(news / "b.txt"), "unreadable")
    assert json.loads((job.out / "run.json").read_text("utf-8"))["counts"]["articles"] == 2
