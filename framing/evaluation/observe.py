"""The behaviour cases run through a checkpoint."""

from collections.abc import Sequence

from framing.engines.batches import Answers, padded, plan
from framing.engines.interface import Engine
from framing.engines.predict import Predictor
from framing.engines.spans import labelled_spans
from framing.errors import CheckpointError
from framing.evaluation.behaviour import KINDS, N_CASES, KindResult, Observed, cases, summarise
from framing.evaluation.behaviour.template import Template
from framing.evaluation.measure import Protocol
from framing.model.checkpoint import TOKENIZER_FILE, Checkpoint
from framing.model.pieces import PieceEncoder
from framing.segmenting import quoted_spans
from framing.text import Sentence, Span

SEED = 13
"""Seed of the cases: the same ones for every checkpoint."""


LANGUAGE = "en"
"""Language of the cases."""


def can_run(checkpoint: Checkpoint) -> bool:
    """Tell whether the behaviour cases say anything about a checkpoint.

    Args:
        checkpoint: The checkpoint.

    Returns:
        Whether it tells ``loaded`` of sentences in the language of the cases.
    """
    return "loaded" in checkpoint.sentence_labels and LANGUAGE in checkpoint.languages


def behaviour_protocol(checkpoint: Checkpoint, system: str, n: int) -> Protocol:
    """Say how the figures of `run_behaviour` came about.

    Args:
        checkpoint: The checkpoint.
        system: Name of the engine or number format.
        n: Cases of each kind.

    Returns:
        The protocol.
    """
    about = f"up to {n} generated cases of each kind, exact binomial intervals, stored thresholds"
    return Protocol(f"behaviour, {about}, {system}", SEED, checkpoint.digest)


def run_behaviour(
    checkpoint: Checkpoint,
    engine: Engine,
    *,
    n: int = N_CASES,
    sentences: Sequence[Template] | None = None,
) -> tuple[KindResult, ...]:
    """Run every kind of behaviour case through a checkpoint.

    Args:
        checkpoint: The checkpoint; it must tell ``loaded`` of sentences. Where it does not of words, an
            injected wording need not be found in its place.
        engine: Runs it.
        n: Cases of each kind.
        sentences: As for `framing.evaluation.behaviour.cases`.

    Returns:
        Failures by kind and variant.
    """
    encoder = PieceEncoder(checkpoint.path / TOKENIZER_FILE, window=checkpoint.window)
    place = checkpoint.sentence_labels.index("loaded")
    threshold = checkpoint.sentence_decisions[place].threshold
    results: list[KindResult] = []
    for kind in KINDS:
        drawn = cases(kind, SEED, n, sentences)
        base = observe([case.base for case in drawn], checkpoint, engine, encoder)
        changed = observe([case.changed for case in drawn], checkpoint, engine, encoder)
        results += summarise(drawn, base, changed, threshold=threshold)
    return tuple(results)


def observe(
    texts: Sequence[str], checkpoint: Checkpoint, engine: Engine, encoder: PieceEncoder
) -> tuple[Observed, ...]:
    """Say what a checkpoint sees in single sentences.

    Args:
        texts: The sentences; quotation marks are heeded.
        checkpoint: The checkpoint.
        engine: Runs it.
        encoder: Cuts sentences into its pieces.

    Returns:
        One observation per sentence, in order.

    Raises:
        CheckpointError: The checkpoint does not tell loaded wording.
    """
    tells_words = "loaded" in checkpoint.word_labels
    pieces = encoder.encode([Sentence(text, 0, len(text), quoted_spans(text)) for text in texts])
    predictor, answers, batches = Predictor(checkpoint), Answers(pieces), plan(pieces)
    seen: dict[int, Observed] = {}
    for places, logits in zip(batches, engine.run(padded(part, pieces) for part in batches), strict=True):
        for index, windows in answers.take(places, logits):
            prediction = predictor.predict(pieces[index], windows)
            spans = labelled_spans(texts[index], pieces[index], prediction, checkpoint)
            loaded = tuple(Span(span.start, span.end) for span in spans if span.label == "loaded")
            if prediction.loaded is None or prediction.own_loaded is None:
                raise CheckpointError(f"{checkpoint.path} does not tell loaded wording")
            seen[index] = Observed(prediction.loaded, prediction.own_loaded, loaded if tells_words else None)
    return tuple(seen[index] for index in range(len(texts)))
