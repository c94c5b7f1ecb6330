"""Load on `framing serve`: many clients at once on the loopback address, for a bounded time.

    python -m benchmarks.serve --clients 64 --seconds 60 --json serve.json

Starts a server of its own with the shipped checkpoint at a free port and ends it afterwards. Each client
sends one article after another, with a moment's thought between. Every answer but 200 and 429 is a
failure. What is printed: answers by status, seconds at the median, p95 and p99, sentences per second,
and the server's memory from the first ten seconds to the last.
"""

import argparse
import asyncio
import json
import random
import re
import signal
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import httpx2

from framing.labels import LABELS

MOST_CLIENTS = 128
MOST_SECONDS = 300
_ADDRESS = re.compile(r"http://\S+/")


@dataclass(slots=True)
class Load:
    """What came of a run.

    Attributes:
        clients: Clients at once.
        seconds: How long they sent.
        statuses: Answers by status; 0 for a connection that broke.
        times: Seconds of each answer that was 200.
        sentences: Sentences that were scored.
        memory: The server's resident memory once a second, in megabytes.
    """

    clients: int
    seconds: float
    statuses: Counter[int] = field(default_factory=Counter)
    times: list[float] = field(default_factory=list)
    sentences: int = 0
    memory: list[float] = field(default_factory=list)

    @property
    def failures(self) -> int:
        """Answers that are neither done nor a request to come back later."""
        return sum(number for status, number in self.statuses.items() if status not in (200, 429))

    def to_dict(self) -> dict[str, object]:
        """Give the figures that are worth keeping."""
        return {
            "clients": self.clients,
            "seconds": self.seconds,
            "statuses": {str(status): number for status, number in sorted(self.statuses.items())},
            "failures": self.failures,
            **{f"p{share}": round(quantile(self.times, share / 100), 3) for share in (50, 95, 99)},
            "sentences_per_second": round(self.sentences / self.seconds, 1),
            "memory_mb_first": round(max(self.memory[:10], default=0.0)),
            "memory_mb_last": round(max(self.memory[-10:], default=0.0)),
        }


def quantile(values: list[float], share: float) -> float:
    """Give the value below which a share of values lies; 0 for none."""
    ordered = sorted(values)
    return ordered[min(int(share * len(ordered)), len(ordered) - 1)] if ordered else 0.0


def article(chance: random.Random) -> dict[str, str]:
    """Make an article of 5 to 40 sentences; hardly one is like another."""
    sentences = [text for label in LABELS for text in (label.example, label.counter_example)]
    chosen = (chance.choice(sentences)[:-1] for _ in range(chance.randint(5, 40)))
    text = " ".join(f"{sentence}, {chance.randint(1, 10**6)} people read." for sentence in chosen)
    return {"text": text, "source": "Load"}


async def client(address: str, load: Load, until: float, seed: int) -> None:
    """Send articles until the time is up."""
    chance = random.Random(seed)
    async with httpx2.AsyncClient(base_url=address, timeout=60) as http:
        while time.monotonic() < until:
            begun = time.monotonic()
            try:
                response = await http.post("/v1/score", json={"articles": [article(chance)]})
            except httpx2.HTTPError:
                load.statuses[0] += 1
                continue
            load.statuses[response.status_code] += 1
            if response.status_code == 200:
                load.times.append(time.monotonic() - begun)
                load.sentences += len(response.json()["scores"])
            await asyncio.sleep(chance.uniform(0.0, 0.2) + (response.status_code == 429))


async def watch(process: int, load: Load, until: float) -> None:
    """Note the server's memory once a second."""
    while time.monotonic() < until:
        status = Path(f"/proc/{process}/status").read_text("ascii")
        load.memory.append(int(re.findall(r"VmRSS:\s+(\d+)", status)[0]) / 1024)
        await asyncio.sleep(1)


async def send(address: str, process: int, load: Load) -> None:
    """Let all clients send at once."""
    until = time.monotonic() + load.seconds
    clients = [client(address, load, until, seed) for seed in range(load.clients)]
    await asyncio.gather(watch(process, load, until), *clients)


def main() -> None:
    """Start a server, load it, end it, say how it went."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    options.add_argument("--clients", type=int, default=64, choices=range(1, MOST_CLIENTS + 1), metavar="N")
    options.add_argument("--seconds", type=int, default=60, choices=range(1, MOST_SECONDS + 1), metavar="N")
    options.add_argument("--json", type=Path)
    given = options.parse_args()
    command = [sys.executable, "-c", "from framing.cli.main import run; run()", "serve", "--port", "0"]
    load = Load(given.clients, given.seconds)
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            address = _ADDRESS.findall(server.stdout.readline())[0]
            asyncio.run(send(address, server.pid, load))
        finally:
            server.send_signal(signal.SIGINT)
    figures = load.to_dict()
    print(json.dumps(figures, indent=1))
    if given.json:
        given.json.write_text(json.dumps(figures) + "\n", "utf-8")
    sys.exit(1 if load.failures else 0)


if __name__ == "__main__":
    main()
