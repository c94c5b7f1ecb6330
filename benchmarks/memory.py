"""Memory of `framing score` over the length of a run: does it stop growing?

    python -m benchmarks.memory --articles 10000 100000 --sentences 4 --model CHECKPOINT --json memory.json

Writes made-up articles, no sentence twice, into one JSON lines file and scores them with a process of its
own, once per number given. Meanwhile the memory that the process holds is looked at ten times a second.
Printed are the peaks, the last against the first, and the curve: what it held at each tenth of the run,
highest in that tenth. How fast the machine is has no part in it, nor has other work; a small checkpoint
shows what reading, sorting, remembering and writing hold, the shipped one what its network holds as well.
"""

import argparse
import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks.scale import made_up_sentence

_PROGRAM = "from framing.cli.main import run; run()"
_EVERY = 0.1
TENTHS = 10


@dataclass(frozen=True, slots=True)
class Curve:
    """What a run held.

    Attributes:
        articles: Articles that it scored.
        peak: Most memory of the process, in MB.
        tenths: Most memory in each tenth of the time, in MB.
    """

    articles: int
    peak: float
    tenths: tuple[float, ...]


def write_articles(file: Path, articles: int, sentences: int) -> None:
    """Write articles of so many sentences, each with a text of its own."""
    rng = random.Random(0)
    with file.open("w", encoding="utf-8") as lines:
        for number in range(articles):
            text = " ".join(made_up_sentence(rng) for _ in range(sentences))
            row = {"id": f"a{number}", "source": f"Post {number % 12}", "text": text}
            lines.write(json.dumps(row) + "\n")


def measure(file: Path, out: Path, articles: int, model: Path | None) -> Curve:
    """Score a file in a process of its own, and look at its memory meanwhile.

    Raises:
        RuntimeError: The run failed.
    """
    chosen = [] if model is None else ["--model", str(model)]
    command = [sys.executable, "-c", _PROGRAM, "score", str(file), "-o", str(out), *chosen]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        held = list(_watched(process))
    if process.returncode:
        raise RuntimeError(f"framing score ended with {process.returncode}")
    scored = json.loads((out / "run.json").read_text("utf-8"))["counts"]["articles"]
    if scored != articles:
        raise RuntimeError(f"{scored} of {articles} articles were scored")
    return Curve(articles, max(held), tuple(_tenths(held)))


def _watched(process: subprocess.Popen[bytes]) -> Iterator[float]:
    while process.poll() is None:
        found = _resident(process.pid)
        if found is not None:
            yield found
        time.sleep(_EVERY)


def _resident(pid: int) -> float | None:
    """Give the memory of a process in MB; ``None`` where it has just ended."""
    try:
        status = Path(f"/proc/{pid}/status").read_text("utf-8")
    except OSError:
        return None
    fields = (line.split() for line in status.splitlines())
    return next((int(field[1]) / 1024 for field in fields if field and field[0] == "VmRSS:"), None)


def _tenths(held: Sequence[float]) -> Iterator[float]:
    for tenth in range(TENTHS):
        first, last = tenth * len(held) // TENTHS, (tenth + 1) * len(held) // TENTHS
        yield max(held[first : max(last, first + 1)])


def main() -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--articles", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--sentences", type=int, default=4)
    parser.add_argument("--model", type=Path)
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    curves = []
    with tempfile.TemporaryDirectory() as made:
        for articles in given.articles:
            file = Path(made, f"{articles}.jsonl")
            write_articles(file, articles, given.sentences)
            curves.append(measure(file, Path(made, f"out-{articles}"), articles, given.model))
            file.unlink()
            curve = curves[-1]
            tenths = " ".join(f"{one:.0f}" for one in curve.tenths)
            print(f"{articles:,} articles: peak {curve.peak:.0f} MB; by tenths {tenths}", flush=True)
    print(f"last peak / first peak: {curves[-1].peak / curves[0].peak:.2f}")
    if given.json:
        given.json.write_text(json.dumps([asdict(curve) for curve in curves], indent=2) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
