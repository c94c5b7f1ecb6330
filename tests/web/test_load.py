"""Many clients at once, bounded in number and requests. `benchmarks/serve.py` measures the real thing."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import httpx2

from framing.scoring import Scorer
from framing.web.app import make_app
from framing.web.settings import Limits
from tests.web.conftest import SETTINGS, Running

CLIENTS, REQUESTS = 16, 12


def one_client(address: str, number: int) -> list[tuple[int, bool]]:
    """Send articles one after another; tell of each its status and whether the answer was its own."""
    answers = []
    with httpx2.Client(base_url=address, timeout=30) as http:
        for k in range(REQUESTS):
            text = f"The brutal raid of client {number}, request {k}. The port closed."
            response = http.post("/v1/score", json={"articles": [{"text": text}]})
            own = response.status_code == 200 and response.json()["scores"][0]["text"] in text
            answers.append((response.status_code, own))
    return answers


def test_many_clients_each_get_their_own_answer(address: str) -> None:
    with ThreadPoolExecutor(CLIENTS) as pool:
        answers = [one for many in pool.map(lambda n: one_client(address, n), range(CLIENTS)) for one in many]
    assert answers == [(200, True)] * CLIENTS * REQUESTS


def test_more_than_it_can_hold_gets_429_and_nothing_else(scorer: Scorer) -> None:
    settings = replace(SETTINGS, limits=Limits(waiting_requests=2))
    with Running(make_app(scorer, settings)) as address, ThreadPoolExecutor(CLIENTS) as pool:
        answers = [one for many in pool.map(lambda n: one_client(address, n), range(CLIENTS)) for one in many]
    assert {status for status, _ in answers} <= {200, 429}
    assert all(own for status, own in answers if status == 200)
