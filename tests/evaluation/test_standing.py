import numpy as np
import pytest

from framing.evaluation.measure import Protocol
from framing.evaluation.predictions import Judged, Judgement
from framing.evaluation.standing import FEWEST_LEARNED, Standing, standings
from framing.evaluation.taught import Taught

PROTOCOL = Protocol("made up", 1, "0123456789abcdef")
N = 200
TRUTH = np.arange(N) % 2
GROUPS = tuple(f"article {number // 2}" for number in range(N))


def judged(label: str, probs: np.ndarray) -> Judged:
    return Judged(label, TRUTH, probs, probs >= 0.5, GROUPS)


def said(probs: np.ndarray) -> Judgement:
    return Judgement(judged("loaded", probs), None, (judged("harbour", probs),), (judged("hero", probs),), ())


RIGHT, WRONG = said(TRUTH * 0.8 + 0.1), said(0.9 - TRUTH * 0.8)
FLAT = said(np.full(N, 0.4))


def found(theirs: Judgement, learned: int = FEWEST_LEARNED) -> dict[str, Standing]:
    counts = {"loaded": learned, "harbour": learned + 1, "word hero": learned + 2}
    taught = Taught("some baseline", theirs, counts)
    return {one.beside.name: one for one in standings(RIGHT, taught, "held-out.csv", PROTOCOL)}


def test_each_figure_says_from_how_many_sentences_its_label_was_learned() -> None:
    learned = {name: one.learned for name, one in found(FLAT, 600).items()}
    assert learned == {"loaded.macro_f1": 600, "frames.macro_f1": 601, "word.hero.f1": 602}


def test_a_baseline_that_learned_from_enough_is_not_doubted() -> None:
    assert not any(one.doubts for one in found(FLAT).values())


def test_a_baseline_that_learned_from_few_sentences_proves_nothing() -> None:
    standing = found(RIGHT, FEWEST_LEARNED - 1)["loaded.macro_f1"]
    assert standing.doubts == ("learned from 499 sentences, fewer than 500",)


@pytest.mark.parametrize("name", ["loaded.macro_f1", "frames.macro_f1", "word.hero.f1"])
def test_a_baseline_below_chance_proves_nothing(name: str) -> None:
    assert found(WRONG)[name].doubts == ("ranks worse than chance (AUC 0.000)",)


def test_a_standing_is_written_down_with_what_it_rests_on() -> None:
    written = found(WRONG, 40)["loaded.macro_f1"].to_dict()
    assert (written["data"], written["baseline"], written["learned_from"]) == (
        "held-out.csv",
        "some baseline",
        40,
    )
    assert str(written["no_verdict"]).startswith("learned from 40 sentences, fewer than 500; ranks worse")
    assert found(FLAT)["loaded.macro_f1"].to_dict()["no_verdict"] is None
