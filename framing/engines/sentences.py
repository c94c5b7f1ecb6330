"""Sentences through an engine, all at once: for data sets that fit in memory."""

from collections.abc import Sequence

from framing.engines.batches import Answers, padded, plan
from framing.engines.interface import Engine
from framing.engines.predict import SentenceLogits, join_windows
from framing.model.pieces import PieceEncoder
from framing.text import Sentence


def run_sentences(
    sentences: Sequence[Sentence], encoder: PieceEncoder, engine: Engine
) -> tuple[SentenceLogits, ...]:
    """Run sentences through an engine.

    Args:
        sentences: The sentences.
        encoder: Cuts them into pieces.
        engine: Runs the pieces.

    Returns:
        Their logits, in the same order.
    """
    pieces = encoder.encode(sentences)
    batches = plan(pieces)
    answers = Answers(pieces)
    results: dict[int, SentenceLogits] = {}
    for places, logits in zip(batches, engine.run(padded(part, pieces) for part in batches), strict=True):
        for index, windows in answers.take(places, logits):
            results[index] = join_windows(pieces[index], windows)
    return tuple(results[index] for index in range(len(pieces)))
