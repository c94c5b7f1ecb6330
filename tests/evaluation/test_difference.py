from dataclasses import replace

import numpy as np
import pytest
from sklearn.metrics import f1_score, roc_auc_score

from framing.engines.predict import SentenceLogits
from framing.evaluation.arrays import UNKNOWN
from framing.evaluation.difference import Difference, differences, side_by_side
from framing.evaluation.judge import measures
from framing.evaluation.measure import Protocol
from framing.evaluation.predictions import Judged, Judgement, Reading
from framing.labelled.examples import Example
from framing.model.checkpoint import Checkpoint
from framing.text import Sentence, Span
from tests.scoring.fakes import make_checkpoint

PROTOCOL = Protocol("made up", 1, "first")
N = 400
TRUTH = np.random.default_rng(5).integers(0, 2, N)
GROUPS = tuple(f"article {number // 2}" for number in range(N))
TEXT = "The “brutal” raid shook them."


def judged(label: str, probs: np.ndarray) -> Judged:
    return Judged(label, TRUTH, probs, probs >= 0.5, GROUPS)


def judgement(errors: float, seed: int = 7) -> Judgement:
    """Give a judgement that is wrong about a share of the sentences, the same ones for the same seed."""
    generator = np.random.default_rng(seed)
    right = np.where(generator.random(N) < errors, 1 - TRUTH, TRUTH)
    return Judgement(
        judged("loaded", np.clip(right * 0.6 + generator.random(N) * 0.4, 0, 1)), None, (), (), ()
    )


def found(first: Judgement, second: Judgement) -> dict[str, Difference]:
    return {one.name: one for one in differences(first, second, PROTOCOL, "second")}


def test_both_figures_are_those_of_scikit_learn() -> None:
    first, second = judgement(0.1), judgement(0.3)
    one = found(first, second)
    assert first.loaded is not None
    assert second.loaded is not None
    for name, wanted in (
        (
            "loaded.macro_f1",
            [f1_score(TRUTH, part.loaded.given, average="macro") for part in (first, second)],
        ),
        ("loaded.auc", [roc_auc_score(TRUTH, part.loaded.probs) for part in (first, second)]),
    ):
        assert [one[name].value, one[name].other_value] == pytest.approx(wanted)
        assert one[name].difference == pytest.approx(wanted[0] - wanted[1])


def test_every_figure_that_both_have_is_compared() -> None:
    names = {figure.name for figure in measures(judgement(0.1), PROTOCOL)}
    assert set(found(judgement(0.1), judgement(0.3))) == names - {"loaded.ece_if_perfect"}


def test_the_better_one_is_named_and_lower_is_better_for_errors() -> None:
    one = found(judgement(0.05), judgement(0.3))
    for name in ("loaded.macro_f1", "loaded.auc", "loaded.brier"):
        assert one[name].verdict == "first"
    assert one["loaded.brier"].difference < 0
    other = found(judgement(0.3), judgement(0.05))
    assert {other[name].verdict for name in ("loaded.macro_f1", "loaded.auc", "loaded.brier")} == {"second"}


def test_what_chance_explains_stays_open() -> None:
    one = found(judgement(0.2, seed=1), judgement(0.2, seed=2))["loaded.macro_f1"]
    assert one.verdict == "open"
    assert one.low < 0 < one.high


def test_the_interval_draws_articles_for_both_at_once() -> None:
    """Two that err on the same sentences are told apart more finely than two that err on different ones."""
    paired = found(judgement(0.20), judgement(0.22))["loaded.macro_f1"]
    apart = found(judgement(0.20), judgement(0.22, seed=8))["loaded.macro_f1"]
    assert (paired.high - paired.low) < 0.5 * (apart.high - apart.low)
    same = found(judgement(0.2), judgement(0.2))
    assert all((one.low, one.high, one.verdict) == (0, 0, "open") for one in same.values())


def test_articles_are_drawn_and_not_sentences() -> None:
    def grouped(whole: Judgement, size: int) -> Judgement:
        groups = tuple(str(number // size) for number in range(N))
        return replace(whole, loaded=replace(whole.loaded, groups=groups))

    wrong = np.arange(N) // 20 % 4 == 0
    first = Judgement(judged("loaded", np.where(wrong, 1 - TRUTH, TRUTH).astype(float)), None, (), (), ())
    second = Judgement(judged("loaded", TRUTH.astype(float)), None, (), (), ())
    fine, coarse = (found(grouped(first, size), grouped(second, size))["loaded.macro_f1"] for size in (1, 20))
    assert coarse.high - coarse.low > 2 * (fine.high - fine.low)


def test_a_figure_that_one_lacks_has_no_difference() -> None:
    flat = Judgement(judged("loaded", np.full(N, 0.4)), None, (), (), ())
    one = found(judgement(0.1), flat)["loaded.auc"]
    assert (one.other_value, one.difference, one.low, one.verdict) == (None, None, None, None)


def test_a_single_article_leaves_it_open_what_can_be_said() -> None:
    alone = [
        replace(part, loaded=replace(part.loaded, groups=("one",) * N))
        for part in (judgement(0.1), judgement(0.3))
    ]
    assert found(alone[0], alone[1])["loaded.macro_f1"].verdict is None


def test_a_difference_is_written_down_with_both_checkpoints() -> None:
    written = found(judgement(0.05), judgement(0.3))["loaded.macro_f1"].to_dict()
    assert (written["checkpoint"], written["against"], written["verdict"]) == ("first", "second", "first")
    assert written["difference"] == pytest.approx(written["value"] - written["other_value"])
    assert written["low"] < written["difference"] < written["high"]


@pytest.fixture(scope="module")
def checkpoint(tmp_path_factory: pytest.TempPathFactory) -> Checkpoint:
    return make_checkpoint(tmp_path_factory.mktemp("checkpoint"))


def reading(checkpoint: Checkpoint, *, own: float | None = 1.0, lost: int | None = None) -> Reading:
    example = Example(
        Sentence(TEXT, 0, len(TEXT), (Span(4, 12),)),
        "made",
        "article",
        labels={"loaded": 1.0, "economic": 1.0},
        own_loaded=0.0,
        spans={"loaded": (Span(5, 11),), "hero": ()},
    )
    words = np.full((5, len(checkpoint.word_labels)), -3.0)
    if lost is not None:
        words[lost] = np.nan
    return Reading([example], [SentenceLogits(np.zeros(3), own, words)], checkpoint)


def test_labels_that_one_alone_tells_are_left_out(checkpoint: Checkpoint) -> None:
    other = replace(
        checkpoint,
        sentence_labels=("loaded", "harbour", "economic"),
        word_labels=("loaded", "villain", "victim", "rogue"),
    )
    for judged in side_by_side(reading(checkpoint), reading(other)):
        assert [one.label for one in judged.sentences] == ["loaded", "economic"]
        assert [one.label for one in judged.words] == ["loaded", "villain", "victim"]
        assert [one.label for one in judged.spans] == ["loaded", "villain", "victim"]
    bare = replace(checkpoint, sentence_labels=("wild", "economic", "legality"))
    first, second = side_by_side(reading(checkpoint), reading(bare))
    assert (first.loaded, first.own, second.loaded) == (None, None, None)


def test_words_that_one_tokenizer_lost_count_for_neither(checkpoint: Checkpoint) -> None:
    for pair in ((None, 2), (2, None)):
        for judged in side_by_side(*(reading(checkpoint, lost=lost) for lost in pair)):
            assert judged.words[0].labels.tolist() == [0, 1, UNKNOWN, 0, 0]


def test_own_words_that_one_does_not_find_count_for_neither(checkpoint: Checkpoint) -> None:
    for pair in ((1.0, None), (None, 1.0)):
        for judged in side_by_side(*(reading(checkpoint, own=own) for own in pair)):
            assert judged.own is not None
            assert not len(judged.own.labels)
