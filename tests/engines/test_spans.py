import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.engines.predict import Prediction
from framing.engines.spans import labelled_spans, pool_spans
from framing.model.checkpoint import Checkpoint
from framing.model.pieces import PieceSentence
from framing.scores import LabelledSpan
from framing.text import Span, quoted_words, word_places, word_spans


def runs(text: str, probs: list[float], threshold: float = 0.5) -> list[tuple[int, int, float]]:
    found = pool_spans(probs, word_spans(text), text=text, threshold=threshold)
    return [(run.first, run.last, run.prob) for run in found]


def test_neighbouring_words_are_joined() -> None:
    assert runs("a brutal vicious raid", [0.1, 0.9, 0.7, 0.2]) == [(1, 2, 0.8)]


def test_a_run_takes_the_mean_not_the_highest() -> None:
    assert runs("brutal raid", [1.0, 0.5]) == [(0, 1, 0.75)]


def test_a_word_at_the_threshold_is_kept() -> None:
    assert runs("raid", [0.5]) == [(0, 0, 0.5)]


def test_a_word_between_parts_two_runs() -> None:
    assert runs("brutal but vicious", [0.9, 0.1, 0.9]) == [(0, 0, 0.9), (2, 2, 0.9)]


@pytest.mark.parametrize(
    "text", ["brutal, vicious", "brutal “vicious”", "brutal – vicious", "brutal/vicious"]
)
def test_punctuation_parts_two_runs(text: str) -> None:
    assert runs(text, [0.9, 0.9]) == [(0, 0, 0.9), (1, 1, 0.9)]


@pytest.mark.parametrize("gap", [" ", "  ", "\n", "\u00a0"])
def test_white_space_joins(gap: str) -> None:
    assert runs(f"brutal{gap}vicious", [0.9, 0.9]) == [(0, 1, 0.9)]


def test_an_unknown_word_is_in_no_run() -> None:
    assert runs("brutal raid", [float("nan"), 0.9]) == [(1, 1, 0.9)]


def test_no_word_over_the_threshold_gives_no_run() -> None:
    assert runs("a raid", [0.1, 0.2]) == []


def test_sequences_of_different_length_are_refused() -> None:
    with pytest.raises(ValueError, match="2 words but probabilities for 1"):
        pool_spans([0.5], word_spans("a raid"), text="a raid", threshold=0.5)


@pytest.mark.parametrize("threshold", [-0.1, 1.1, float("nan")])
def test_an_impossible_threshold_is_refused(threshold: float) -> None:
    with pytest.raises(ValueError, match="threshold"):
        pool_spans([], (), text="", threshold=threshold)


@given(st.lists(st.floats(0, 1), max_size=12), st.floats(0, 1), st.data())
def test_runs_cover_exactly_the_words_over_the_threshold(
    probs: list[float], threshold: float, data: st.DataObject
) -> None:
    gaps = data.draw(st.lists(st.sampled_from([" ", ", "]), min_size=len(probs), max_size=len(probs)))
    text = "".join(f"word{gap}" for gap in gaps)
    covered = [index for first, last, _ in runs(text, probs, threshold) for index in range(first, last + 1)]
    assert covered == [index for index, prob in enumerate(probs) if prob >= threshold]


def label(checkpoint: Checkpoint, text: str, probs: list[list[float]], *quoted: Span) -> list[LabelledSpan]:
    inside = quoted_words(word_spans(text), quoted)
    pieces = PieceSentence(np.asarray(word_places(text)), np.asarray(inside), ())
    prediction = Prediction(0.9, 0.9, (), np.asarray(probs))
    return list(labelled_spans(text, pieces, prediction, checkpoint))


LOADED, VILLAIN, BOTH, NEITHER = [0.9, 0.0, 0.0, 0.0], [0.0, 0.9, 0.0, 0.0], [0.9, 0.9, 0.0, 0.0], [0.0] * 4


def test_spans_slice_to_their_wording(checkpoint: Checkpoint) -> None:
    text = "the brutal bandits fled"
    spans = label(checkpoint, text, [NEITHER, LOADED, VILLAIN, NEITHER])
    assert [(text[span.start : span.end], span.label) for span in spans] == [
        ("brutal", "loaded"),
        ("bandits", "villain"),
    ]


def test_one_wording_can_carry_two_labels(checkpoint: Checkpoint) -> None:
    spans = label(checkpoint, "bandits fled", [BOTH, NEITHER])
    assert [span.label for span in spans] == ["loaded", "villain"]


def test_a_span_is_quoted_when_most_of_its_words_are(checkpoint: Checkpoint) -> None:
    text = "“vile brutal bandits” fled"
    spans = label(checkpoint, text, [LOADED, LOADED, LOADED, NEITHER], Span(0, 21))
    assert [span.quoted for span in spans] == [True]


def test_a_span_with_half_of_its_words_quoted_is_the_sources_own(checkpoint: Checkpoint) -> None:
    text = "brutal bandits"
    spans = label(checkpoint, text, [LOADED, LOADED], Span(7, 14))
    assert [span.quoted for span in spans] == [False]
