from dataclasses import replace

import numpy as np
import pytest

from framing.engines.interface import Logits
from framing.engines.predict import Prediction, Predictor, WindowLogits
from framing.model.checkpoint import TOKENIZER_FILE, Checkpoint, Decision
from framing.model.pieces import PieceEncoder, PieceSentence
from framing.text import Sentence, Span

N_SENTENCE, N_WORD = 3, 4


def encode(checkpoint: Checkpoint, text: str, *quoted: Span, window: int = 64) -> PieceSentence:
    encoder = PieceEncoder(checkpoint.path / TOKENIZER_FILE, window=window)
    return encoder.encode([Sentence(text, 0, len(text), quoted)])[0]


def flat_logits(pieces: PieceSentence, *, loaded: float = 0.0, own: float = 0.0) -> list[WindowLogits]:
    sentence = np.asarray([loaded, 0.0, 0.0], dtype=np.float32)
    return [
        WindowLogits(sentence, own, np.zeros((len(window.ids), N_WORD), dtype=np.float32))
        for window in pieces.windows
    ]


def predict(checkpoint: Checkpoint, pieces: PieceSentence, logits: list[WindowLogits]) -> Prediction:
    return Predictor(checkpoint).predict(pieces, logits)


def test_calibration_scales_and_shifts_the_logit(checkpoint: Checkpoint) -> None:
    decisions = (Decision(scale=2.0, offset=-1.0), Decision(), Decision())
    calibrated = replace(checkpoint, sentence_decisions=decisions)
    pieces = encode(calibrated, "the port")
    prob = predict(calibrated, pieces, flat_logits(pieces, loaded=1.5)).loaded
    assert prob == pytest.approx(1 / (1 + np.exp(-2.0)), abs=5e-5)


def test_own_loaded_takes_the_calibration_of_loaded(checkpoint: Checkpoint) -> None:
    decisions = (Decision(scale=2.0, offset=-1.0), Decision(), Decision())
    calibrated = replace(checkpoint, sentence_decisions=decisions)
    pieces = encode(calibrated, "the “port” closed", Span(4, 10))
    prob = predict(calibrated, pieces, flat_logits(pieces, own=1.5)).own_loaded
    assert prob == pytest.approx(1 / (1 + np.exp(-2.0)), abs=5e-5)


def test_probabilities_have_four_decimals(checkpoint: Checkpoint) -> None:
    pieces = encode(checkpoint, "the port")
    assert predict(checkpoint, pieces, flat_logits(pieces, loaded=1.0)).loaded == 0.7311


def test_extreme_logits_stay_within_bounds(checkpoint: Checkpoint) -> None:
    pieces = encode(checkpoint, "the port")
    assert predict(checkpoint, pieces, flat_logits(pieces, loaded=-1e6)).loaded == 0.0
    assert predict(checkpoint, pieces, flat_logits(pieces, loaded=1e6)).loaded == 1.0


def test_own_loaded_is_zero_where_every_word_is_quoted(checkpoint: Checkpoint) -> None:
    pieces = encode(checkpoint, "“the brutal port”.", Span(0, 17))
    assert predict(checkpoint, pieces, flat_logits(pieces, loaded=3.0, own=3.0)).own_loaded == 0.0


def test_own_loaded_equals_loaded_where_no_word_is_quoted(checkpoint: Checkpoint) -> None:
    pieces = encode(checkpoint, "the port")
    prediction = predict(checkpoint, pieces, flat_logits(pieces, loaded=1.0, own=-1.0))
    assert prediction.own_loaded == prediction.loaded


def test_own_loaded_leaves_out_windows_without_own_words(checkpoint: Checkpoint) -> None:
    text = "we said “" + "the port " * 40 + "”"
    pieces = encode(checkpoint, text, Span(8, len(text)), window=40)
    logits = flat_logits(pieces, own=-2.0)
    logits[-1] = replace(logits[-1], own=5.0)
    assert predict(checkpoint, pieces, logits).own_loaded < 0.5


def test_a_word_takes_the_mean_of_its_pieces_logits(checkpoint: Checkpoint) -> None:
    pieces = encode(checkpoint, "the unprovoked port")
    assert pieces.windows[0].words.tolist() == [-1, 0, 1, 1, 2, -1]
    logits = flat_logits(pieces)
    logits[0].words[2:4, 0] = (3.0, 1.0)
    assert predict(checkpoint, pieces, logits).word_probs[1, 0] == pytest.approx(0.8808, abs=1e-4)


def test_a_word_without_pieces_is_unknown(checkpoint: Checkpoint) -> None:
    pieces = encode(checkpoint, "the port")
    words = np.where(pieces.windows[0].words == 1, -1, pieces.windows[0].words)
    dropped = replace(pieces, windows=(replace(pieces.windows[0], words=words),))
    assert np.isnan(predict(checkpoint, dropped, flat_logits(dropped)).word_probs[1]).all()


def test_a_sentence_takes_the_highest_probability_of_its_windows(checkpoint: Checkpoint) -> None:
    pieces = encode(checkpoint, "the port " * 60, window=40)
    logits = flat_logits(pieces)
    raised = logits[1].sentence.copy()
    raised[1] = 2.0
    logits[1] = replace(logits[1], sentence=raised)
    assert predict(checkpoint, pieces, logits).frames[0] == 0.8808


def test_a_word_in_two_windows_is_read_where_it_stands_farthest_from_the_cut(checkpoint: Checkpoint) -> None:
    pieces = encode(checkpoint, "the port " * 60, window=40)
    first, second = (set(window.words.tolist()) - {-1} for window in pieces.windows[:2])
    shared = sorted(first & second)
    assert len(shared) >= 4
    logits = flat_logits(pieces)
    logits[0].words[:] = 9.0
    probs = predict(checkpoint, pieces, logits).word_probs[:, 0]
    assert probs[shared[0]] > 0.99
    assert probs[shared[-1]] == 0.5


def test_the_ends_of_the_sentence_are_no_cuts(checkpoint: Checkpoint) -> None:
    """The last window of a sentence can be short: its words near the end lie far from any cut."""
    pieces = encode(checkpoint, "the port " * 60, window=40)
    logits = flat_logits(pieces)
    logits[-1].words[:] = 9.0
    assert predict(checkpoint, pieces, logits).word_probs[-1, 0] > 0.99


def test_every_word_of_a_long_sentence_has_a_probability(checkpoint: Checkpoint) -> None:
    pieces = encode(checkpoint, "unprovoked bandits " * 100, window=40)
    probs = predict(checkpoint, pieces, flat_logits(pieces)).word_probs
    assert probs.shape == (200, N_WORD)
    assert not np.isnan(probs).any()


def test_logits_for_another_number_of_windows_are_refused(checkpoint: Checkpoint) -> None:
    pieces = encode(checkpoint, "the port")
    with pytest.raises(ValueError, match="1 windows but logits for 0"):
        predict(checkpoint, pieces, [])


def test_sentences_at_once_equal_sentences_alone(checkpoint: Checkpoint) -> None:
    texts = [
        ("the unprovoked port", ()),
        ("“brutal” bandits, we said", (Span(0, 8),)),
        ("“the brutal port”.", (Span(0, 17),)),
        ("!", ()),
    ]
    pieces = [encode(checkpoint, text, *quoted) for text, quoted in texts]
    length = max(len(one.windows[0].ids) for one in pieces)
    rng = np.random.default_rng(0)
    logits = Logits(
        sentence=rng.normal(size=(5, N_SENTENCE)).astype(np.float32),
        own=rng.normal(size=5).astype(np.float32),
        words=rng.normal(size=(5, length, N_WORD)).astype(np.float32),
    )
    together = Predictor(checkpoint).predict_whole(pieces, logits)
    for row, (one, found) in enumerate(zip(pieces, together, strict=True)):
        window = WindowLogits(logits.sentence[row], float(logits.own[row]), logits.words[row])
        alone = predict(checkpoint, one, [window])
        assert (found.loaded, found.own_loaded, found.frames) == (
            alone.loaded,
            alone.own_loaded,
            alone.frames,
        )
        np.testing.assert_array_equal(found.word_probs, alone.word_probs)
