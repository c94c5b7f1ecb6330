"""A corpus, runs over it that come to grief, and what must hold in the end."""

import hashlib
import json
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pyarrow.parquet as pq

from framing.scores import RUN_FILE
from framing.scoring import is_unfinished

ARTICLES = 120
COPIES = 10
"""Articles that are second copies, far apart from the first."""


def write_corpus(folder: Path) -> None:
    """Write articles of three kinds: one file each, a table, and some that cannot be scored."""
    rows = [
        {
            "id": f"t{number}",
            "source": f"Post {number % 3}",
            "text": f"The brutal bandits fled port {number % 70}. We said “unprovoked {number}”. "
            f"The court closed on monday {number}.",
        }
        for number in range(ARTICLES)
    ]
    rows += [{**row, "id": f"copy of {row['id']}"} for row in rows[:COPIES]]
    folder.mkdir()
    (folder / "news.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    files = folder / "Herald"
    files.mkdir()
    for number in range(ARTICLES):
        text = f"The families closed the jobs {number}. The port closed. Vicious {number}!"
        (files / f"{number:03d}.txt").write_text(text, "utf-8")
    (files / "055.txt").write_bytes(b"\0\1\2")
    (files / "077.txt").write_text("* * *", "utf-8")


@dataclass(frozen=True, slots=True)
class Job:
    """A run over the corpus.

    Attributes:
        command: The program and its arguments, without the output.
        news: The corpus.
        out: The output.
    """

    command: tuple[str, ...]
    news: Path
    out: Path

    def start(self) -> subprocess.Popen[str]:
        """Start it, and wait until it is about to read."""
        arguments = [*self.command, str(self.news), "-o", str(self.out)]
        process = subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        assert process.stderr is not None
        assert process.stderr.readline() == "under way\n"
        return process

    def finish(self) -> int:
        """Carry it out to its end."""
        process = self.start()
        process.communicate(timeout=300)
        return process.returncode

    def measure(self) -> float:
        """Carry it out to its end; give the seconds from where it is about to read."""
        process = self.start()
        began = time.monotonic()
        process.communicate(timeout=300)
        return time.monotonic() - began

    @property
    def is_done(self) -> bool:
        """Whether there is nothing more to do: the results stand, and nothing of the run is left."""
        return (self.out / RUN_FILE).exists() and not is_unfinished(self.out)

    def elsewhere(self, out: Path) -> "Job":
        """Give the same run into another output."""
        return Job(self.command, self.news, out)


def slow_job(folder: Path, out: Path, *, pause: float = 0.004, part: int = 40) -> Job:
    """Give a run of the fake checkpoint that takes about a second."""
    (folder / "checkpoint").mkdir(exist_ok=True)
    program = (sys.executable, "-m", "tests.faults.program", str(folder / "checkpoint"), str(pause))
    return Job((*program, "score", "--part-sentences", str(part)), folder / "news", out)


def digests(out: Path) -> dict[str, str]:
    """Give what the results hold, by file."""
    files = (path for path in out.rglob("*") if path.is_file())
    return {str(path.relative_to(out)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def check_every_article_once(out: Path) -> None:
    """Every input is an article or an error, and none is there twice."""
    ids = Counter(pq.read_table(out / "articles.parquet", columns=["article_id"])["article_id"].to_pylist())
    errors = (out / "errors.jsonl").read_text("utf-8").splitlines()
    assert set(ids.values()) == {1}
    assert len(ids) == 2 * ARTICLES - 2
    assert len(errors) == COPIES + 2
    rows = pq.read_table(out / "scores.parquet", columns=["article_id", "sentence"])
    places = Counter(zip(rows["article_id"].to_pylist(), rows["sentence"].to_pylist(), strict=True))
    assert set(places.values()) == {1}
    assert {article for article, _ in places} == set(ids)
