"""The shipped checkpoints still do what they did, on sentences written for this project."""

import tomllib
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from framing.labels import FRAME_NAMES, ROLE_NAMES
from framing.model.checkpoint import SHIPPED, locate_checkpoint
from tests.shipped.quality_gate import figures, read_set, set_digest

PINNED = tomllib.loads((Path(__file__).parents[1] / "cases" / "quality_gate_floors.toml").read_text("utf-8"))
TOPICS = {"war", "economy", "courts", "health", "sport", "culture"}


FLOORS = {name: PINNED[name] for name in SHIPPED}


@cache
def reached(checkpoint: str) -> dict[str, float]:
    return figures(locate_checkpoint(checkpoint))


def test_the_floors_are_for_these_sentences() -> None:
    assert set_digest() == PINNED["digest"]


@pytest.mark.parametrize(
    ("checkpoint", "figure"), [(name, figure) for name, floors in FLOORS.items() for figure in floors]
)
def test_a_shipped_checkpoint_stays_above_its_floors(checkpoint: str, figure: str) -> None:
    assert reached(checkpoint)[figure] >= FLOORS[checkpoint][figure]


@pytest.mark.parametrize("checkpoint", SHIPPED)
def test_every_figure_has_a_floor(checkpoint: str) -> None:
    assert set(FLOORS[checkpoint]) == set(reached(checkpoint))


def test_the_set_is_large_and_varied_enough() -> None:
    rows = read_set()
    assert len(rows) >= 150
    assert len({row["text"] for row in rows}) == len(rows)
    topics, kinds = Counter(row["topic"] for row in rows), Counter(row["kind"] for row in rows)
    assert set(topics) == TOPICS
    assert min(topics.values()) >= 25
    assert min(kinds[kind] for kind in ("neutral", "loaded", "quoted", "both")) >= 12
    frames = Counter(frame for row in rows for frame in row["frames"] or ())
    roles = Counter(role for row in rows for _, role in row["roles"] or ())
    assert set(frames) == set(FRAME_NAMES)
    assert set(roles) == set(ROLE_NAMES)


@pytest.mark.parametrize("row", read_set(), ids=lambda row: row["text"][:30])
def test_the_labels_of_a_row_agree_with_each_other(row: dict[str, object]) -> None:
    text, kind = str(row["text"]), row["kind"]
    words, roles = row["words"], row["roles"] or []
    assert isinstance(words, list)
    assert isinstance(roles, list)
    assert all(wording in text for wording in (*words, *(mention for mention, _ in roles)))
    assert (row["loaded"], row["own_loaded"]) == {"neutral": (0, 0), "quoted": (1, 0)}.get(str(kind), (1, 1))
    assert bool(words) == bool(row["loaded"])
    assert ("“" in text) or kind in ("neutral", "loaded")
