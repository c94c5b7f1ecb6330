from dataclasses import replace

import numpy as np
import pytest
from sklearn.metrics import (
    average_precision_score,
    f1_score,
    matthews_corrcoef,
    precision_score,
    recall_score,
    roc_auc_score,
)

from framing.engines.predict import SentenceLogits
from framing.evaluation.judge import headlines, measures
from framing.evaluation.measure import Measure, Protocol
from framing.evaluation.measuring import FEW_FOR_CALIBRATION
from framing.evaluation.predictions import Judged, Judgement, Reading, pooled
from framing.labelled.examples import UNKNOWN, Example
from framing.model.checkpoint import Checkpoint, Decision
from framing.text import Sentence, Span
from tests.scoring.fakes import make_checkpoint

PROTOCOL = Protocol("made up", 13, "0123456789abcdef")
TEXT = "The “brutal” raid shook them."
N = 120


@pytest.fixture(scope="module")
def checkpoint(tmp_path_factory: pytest.TempPathFactory) -> Checkpoint:
    """Give labels and decisions: loaded, economic and legality; loaded and three roles for words."""
    made = make_checkpoint(tmp_path_factory.mktemp("checkpoint"))
    return Checkpoint(
        **{name: getattr(made, name) for name in ("path", "name", "digest", "languages", "window")},
        sentence_labels=made.sentence_labels,
        word_labels=made.word_labels,
        sentence_decisions=(Decision(2.0, -1.0, 0.6), Decision(threshold=0.4), Decision(threshold=0.5)),
        word_decisions=(Decision(1.0, 0.5, 0.3), *made.word_decisions[1:]),
    )


def example(number: int, labels: dict[str, float], own: float = UNKNOWN, *, quoted: bool = False) -> Example:
    sentence = Sentence(TEXT, 0, len(TEXT), (Span(4, 12),) if quoted else ())
    spans = {"loaded": (Span(5, 11),) if number % 2 else ()}
    return Example(sentence, "made", f"article {number // 3}", labels=labels, own_loaded=own, spans=spans)


def drawn(n: int = N) -> tuple[list[Example], list[SentenceLogits]]:
    generator = np.random.default_rng(4)
    examples, logits = [], []
    for number in range(n):
        labels = {"loaded": float(number % 2), "economic": float(number % 3 == 0), "legality": 0.0}
        own = float(number % 4 == 0)
        examples.append(example(number, labels, own, quoted=number % 2 == 0))
        sentence = generator.normal(size=3) + np.asarray([labels["loaded"], labels["economic"], 0.0])
        words = generator.normal(size=(5, 4))
        logits.append(SentenceLogits(sentence, float(generator.normal() + own), words))
    return examples, logits


@pytest.fixture(scope="module")
def found(checkpoint: Checkpoint) -> dict[str, Measure]:
    """Give the figures of what is drawn, by name."""
    return by_name(judged(*drawn(), checkpoint, PROTOCOL))


def judged(
    examples: list[Example], logits: list[SentenceLogits], checkpoint: Checkpoint, protocol: Protocol
) -> tuple[Measure, ...]:
    return measures(Reading(examples, logits, checkpoint).judgement(), protocol)


def by_name(figures: tuple[Measure, ...]) -> dict[str, Measure]:
    return {figure.name: figure for figure in figures}


def sigmoid(values: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-values))


def test_loaded_is_measured_as_scikit_learn_does(found: dict[str, Measure]) -> None:
    examples, logits = drawn()
    truth = np.asarray([row.labels["loaded"] for row in examples])
    probs = sigmoid(2.0 * np.asarray([row.sentence[0] for row in logits]) - 1.0)
    given = probs >= 0.6
    wanted = {
        "macro_f1": f1_score(truth, given, average="macro"),
        "precision": precision_score(truth, given),
        "recall": recall_score(truth, given),
        "mcc": matthews_corrcoef(truth, given),
        "auc": roc_auc_score(truth, probs),
        "average_precision": average_precision_score(truth, probs),
    }
    for name, value in wanted.items():
        assert found[f"loaded.{name}"].value == pytest.approx(value, abs=1e-3)
        assert found[f"loaded.{name}"].n == N


def test_frames_are_measured_as_scikit_learn_does(found: dict[str, Measure]) -> None:
    examples, logits = drawn()
    truth = np.asarray([row.labels["economic"] for row in examples])
    given = sigmoid(np.asarray([row.sentence[1] for row in logits])) >= 0.4
    assert found["frame.economic.f1"].value == pytest.approx(f1_score(truth, given))


def test_the_mean_over_frames_leaves_out_frames_that_nobody_gave(found: dict[str, Measure]) -> None:
    assert found["frames.macro_f1"].value == found["frame.economic.f1"].value
    assert not any(name.startswith("frame.legality") for name in found)


def test_the_mean_over_frames_is_that_of_their_f1(checkpoint: Checkpoint) -> None:
    """Also where some rows carry one frame's label and not the other's."""
    _, logits = drawn()
    mixed = [
        example(number, {"economic": float(number % 3 == 0)} | ({"legality": 1.0} if number % 2 else {}))
        for number in range(N)
    ]
    found = by_name(judged(mixed, logits, checkpoint, PROTOCOL))
    each = [found[f"frame.{name}.f1"] for name in ("economic", "legality")]
    assert (each[0].n, each[1].n) == (N, N // 2)
    values = [figure.value for figure in each if figure.value is not None]
    assert found["frames.macro_f1"].value == pytest.approx(np.mean(values))
    assert found["frames.macro_f1"].n == N


def test_words_are_measured_as_scikit_learn_does(found: dict[str, Measure]) -> None:
    _, logits = drawn()
    truth = np.concatenate([[0, number % 2, 0, 0, 0] for number in range(N)])
    given = sigmoid(np.concatenate([row.words[:, 0] for row in logits]) + 0.5) >= 0.3
    assert found["word.loaded.f1"].value == pytest.approx(f1_score(truth, given), abs=1e-3)
    assert found["word.loaded.f1"].n == 5 * N


def test_own_words_are_measured_where_something_is_quoted(found: dict[str, Measure]) -> None:
    examples, logits = drawn()
    quoted = [number for number, row in enumerate(examples) if row.sentence.quoted]
    truth = [examples[number].own_loaded for number in quoted]
    given = [sigmoid(np.asarray(2.0 * float(logits[number].own or 0) - 1.0)) >= 0.6 for number in quoted]
    assert found["own_loaded.recall"].n == len(quoted)
    assert found["own_loaded.precision"].value == pytest.approx(precision_score(truth, given))


def test_a_sentence_without_own_words_is_no_case_for_them(checkpoint: Checkpoint) -> None:
    examples, logits = drawn()
    none = [SentenceLogits(row.sentence, None, row.words) for row in logits]
    assert not any(name.startswith("own_") for name in by_name(judged(examples, none, checkpoint, PROTOCOL)))


def test_labels_that_a_data_set_lacks_are_not_measured(checkpoint: Checkpoint) -> None:
    examples, logits = drawn()
    bare = [Example(row.sentence, "made", row.group, labels={"loaded": 1.0}) for row in examples]
    names = set(by_name(judged(bare, logits, checkpoint, PROTOCOL)))
    assert {name.split(".")[0] for name in names} == {"loaded"}


def test_words_that_the_tokenizer_dropped_are_left_out(checkpoint: Checkpoint) -> None:
    examples, logits = drawn()
    logits[0].words[2] = np.nan
    assert by_name(judged(examples, logits, checkpoint, PROTOCOL))["word.loaded.f1"].n == 5 * N - 1


def test_every_interval_lies_around_its_figure(found: dict[str, Measure]) -> None:
    for figure in found.values():
        assert figure.protocol == PROTOCOL
        if figure.value is not None and figure.low is not None and figure.high is not None:
            assert figure.low <= figure.value <= figure.high
    assert found["loaded.macro_f1"].low is not None


@pytest.mark.parametrize("enough", [True, False])
def test_calibration_is_measured_only_on_enough_positives(checkpoint: Checkpoint, enough: bool) -> None:
    n = 2 * FEW_FOR_CALIBRATION if enough else 2 * FEW_FOR_CALIBRATION - 2
    found = by_name(judged(*drawn(n), checkpoint, PROTOCOL))
    assert ("loaded.ece" in found) == enough


def test_nothing_to_judge_gives_no_figure(checkpoint: Checkpoint) -> None:
    assert judged([], [], checkpoint, PROTOCOL) == ()


def elsewhere() -> Judgement:
    examples, _ = drawn()
    probs = np.random.default_rng(2).random(N)
    groups = tuple(row.group for row in examples)
    judged = [
        Judged(name, np.asarray([int(row.labels[name]) for row in examples]), probs, probs >= 0.5, groups)
        for name in ("loaded", "economic", "legality")
    ]
    return Judgement(judged[0], None, tuple(judged[1:]), (), ())


def test_probabilities_from_elsewhere_are_measured_by_their_headlines() -> None:
    judgement = elsewhere()
    found = by_name(headlines(judgement, PROTOCOL))
    assert judgement.loaded is not None
    truth, probs = judgement.loaded.labels, judgement.loaded.probs
    assert found["loaded.macro_f1"].value == pytest.approx(f1_score(truth, probs >= 0.5, average="macro"))
    assert found["loaded.auc"].value == pytest.approx(roc_auc_score(truth, probs))
    assert found["frames.macro_f1"].value == found["frame.economic.f1"].value
    assert not any(name.startswith("frame.legality") for name in found)


def test_the_mean_precision_over_frames_is_scikit_learns(found: dict[str, Measure]) -> None:
    examples, logits = drawn()
    truth = np.asarray([row.labels["economic"] for row in examples])
    probs = sigmoid(np.asarray([row.sentence[1] for row in logits]))
    figure = found["frames.average_precision"]
    assert figure.value == pytest.approx(average_precision_score(truth, probs), abs=1e-3)
    assert figure.low is not None


def test_places_are_measured_over_the_examples_that_carry_them(checkpoint: Checkpoint) -> None:
    """The second word is labelled in every other sentence; found is what reaches the threshold."""
    examples, logits = drawn()
    for number, row in enumerate(logits):
        row.words[:, 0] = -9.0
        row.words[1, 0] = 9.0 if number % 4 == 1 else -9.0
    found = by_name(judged(examples, logits, checkpoint, PROTOCOL))
    assert found["span.loaded.exact_f1"].value == pytest.approx(2 / 3)
    assert found["span.loaded.exact_f1"].n == N
    assert "span.villain.exact_f1" not in found


def test_pooled_judgements_hold_every_unit_by_its_own_threshold(checkpoint: Checkpoint) -> None:
    examples, logits = drawn()
    whole = Reading(examples, logits, checkpoint).judgement()
    stricter = replace(
        checkpoint, sentence_decisions=(Decision(2.0, -1.0, 0.9), *checkpoint.sentence_decisions[1:])
    )
    second = Reading(examples, logits, stricter).judgement()
    both = pooled([whole, second])
    assert both.loaded is not None
    assert whole.loaded is not None
    assert second.loaded is not None
    assert both.loaded.given.sum() == whole.loaded.given.sum() + second.loaded.given.sum()
    assert [len(part.labels) for part in both.frames] == [2 * N] * 2
    figures = by_name(measures(both, PROTOCOL))
    assert figures["word.loaded.f1"].n == 10 * N
    assert figures["word.loaded.f1"].value == by_name(measures(whole, PROTOCOL))["word.loaded.f1"].value


def test_labels_of_their_own_are_measured_without_loaded(checkpoint: Checkpoint) -> None:
    examples, logits = drawn()
    own = replace(
        checkpoint,
        sentence_labels=("harbour", "economic", "legality"),
        word_labels=(),
        word_decisions=(),
    )
    bare = [SentenceLogits(row.sentence, None, row.words[:, :0]) for row in logits]
    names = set(by_name(judged(examples, bare, own, PROTOCOL)))
    assert {name.split(".")[0] for name in names} == {"frame", "frames"}
