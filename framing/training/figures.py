"""The figures of a run: the held-out fold through the shipped engine, the reference, and baselines."""

from collections.abc import Iterator, Sequence

from framing.engines import load_engine
from framing.engines.sentences import run_sentences
from framing.evaluation.baselines import predict_from_source, predict_majority, predict_tfidf
from framing.evaluation.judge import judge, judge_probs
from framing.evaluation.measure import Measure, Protocol
from framing.labelled.examples import Example
from framing.model.checkpoint import TOKENIZER_FILE, Checkpoint
from framing.model.pieces import PieceEncoder
from framing.training.partition import Partition
from framing.training.settings import Settings

ENGINES = (("cpu", "int8"), ("torch-cpu", "fp32"))
"""Device and number format: what ships, and the reference it may not stray from."""


def figures(checkpoint: Checkpoint, settings: Settings, parts: Partition) -> tuple[Measure, ...]:
    """Measure a fresh checkpoint.

    Args:
        checkpoint: The checkpoint, calibrated.
        settings: Its run.
        parts: The data; only the scored part is measured on.

    Returns:
        Figures by data set and engine, then the baselines of the reference data set.
    """
    encoder = PieceEncoder(checkpoint.path / TOKENIZER_FILE, window=checkpoint.window)
    found: list[Measure] = []
    for device, numbers in ENGINES:
        engine = load_engine(checkpoint, device=device)
        for name in _judged_sets(parts):
            examples = [example for example in parts.scored if example.data_set == name]
            logits = run_sentences([example.sentence for example in examples], encoder, engine)
            protocol = _protocol(settings, name, numbers, checkpoint.digest)
            found += judge(examples, logits, checkpoint, protocol)
    return (*found, *_baselines(settings, parts))


def _judged_sets(parts: Partition) -> Sequence[str]:
    return tuple(dict.fromkeys(example.data_set for example in parts.scored))


def _protocol(settings: Settings, name: str, system: str, checkpoint: str) -> Protocol:
    splits = settings.splits
    text = (
        f"{name}, fold {splits.scored} of {splits.folds} by group, thresholds from the inner split, {system}"
    )
    return Protocol(name=text, seed=splits.seed, checkpoint=checkpoint)


def _baselines(settings: Settings, parts: Partition) -> Iterator[Measure]:
    name = settings.reference
    train = [example for example in parts.train if example.data_set == name]
    test = [example for example in parts.scored if example.data_set == name]
    if not train or not test:
        return
    labels = [example.labels["loaded"] for example in train]
    texts = [example.sentence.text for example in train], [example.sentence.text for example in test]
    sources = _sources(train), _sources(test)
    for title, probs in (
        ("majority", predict_majority(texts[0], labels, texts[1])),
        ("source name only", predict_from_source(sources[0], labels, sources[1])),
        ("TF-IDF + logistic regression", predict_tfidf(texts[0], labels, texts[1])),
    ):
        protocol = _protocol(settings, name, title, f"baseline: {title}")
        yield from judge_probs("loaded", test, probs, protocol)


def _sources(examples: Sequence[Example]) -> list[str]:
    return [example.source or "" for example in examples]
