"""The behaviour cases put to a checkpoint on disk."""

from pathlib import Path

from framing.engines import load_engine
from framing.errors import CheckpointError, TrainingDataError
from framing.evaluation.behaviour import N_CASES
from framing.evaluation.behaviour.marking import templates_of
from framing.evaluation.behaviour.template import Template
from framing.evaluation.evaluate import Evaluation
from framing.evaluation.observe import LANGUAGE, behaviour_protocol, can_run, run_behaviour
from framing.evaluation.rows import read_labelled
from framing.labelled.columns import OwnColumns
from framing.model.checkpoint import Checkpoint, load_checkpoint

_FEWEST_PLACES = 20
"""Sentences with a word to swap that behaviour cases need at least."""


def check_behaviour(
    checkpoint: Path | None, neutral: Path | None = None, columns: OwnColumns | None = None
) -> None:
    """See whether behaviour cases can be run, before anything else is measured.

    Args:
        checkpoint: As for `evaluate_behaviour`.
        neutral: As for `evaluate_behaviour`.
        columns: As for `evaluate_behaviour`.

    Raises:
        CheckpointError: As `evaluate_behaviour`.
        TrainingDataError: As `evaluate_behaviour`.
    """
    _told_of(checkpoint)
    _neutral_sentences(neutral, columns)


def evaluate_behaviour(
    checkpoint: Path | None,
    *,
    device: str = "cpu",
    n: int = N_CASES,
    neutral: Path | None = None,
    columns: OwnColumns | None = None,
) -> Evaluation:
    """Run the generated behaviour cases through a checkpoint.

    Args:
        checkpoint: Directory of the checkpoint; ``None`` for the one that ships with the package.
        device: As for `framing.engines.load_engine`.
        n: Cases of each kind.
        neutral: Labelled sentences, whose neutral ones the cases are made of; ``None`` for the written ones.
        columns: Which columns of that file mean what; ``None`` for the usual ones.

    Returns:
        Share of failed cases by kind and variant.

    Raises:
        CheckpointError: The checkpoint is absent or incomplete, or does not tell ``loaded`` of English.
        TrainingDataError: ``neutral`` is garbled, or holds too few sentences to make cases of.
    """
    described = _told_of(checkpoint)
    sentences = _neutral_sentences(neutral, columns)
    engine = load_engine(described, device=device)
    results = run_behaviour(described, engine, n=n, sentences=sentences)
    system = engine.name if neutral is None else f"neutral sentences of {neutral.name}, {engine.name}"
    protocol = behaviour_protocol(described, system, n)
    return Evaluation(measures=tuple(one.figure(protocol) for one in results), behaviour=results)


def _told_of(checkpoint: Path | None) -> Checkpoint:
    described = load_checkpoint(checkpoint)
    if can_run(described):
        return described
    english = LANGUAGE in described.languages
    lacks = "does not tell loaded" if english else f"knows {', '.join(described.languages)}, not {LANGUAGE}"
    raise CheckpointError(
        f"{described.path} {lacks}: behaviour cases are about loaded wording in English, so leave out "
        "--behaviour"
    )


def _neutral_sentences(file: Path | None, columns: OwnColumns | None) -> tuple[Template, ...] | None:
    if file is None:
        return None
    examples = read_labelled(file, columns).examples
    templates = templates_of(
        example.sentence.text for example in examples if example.labels.get("loaded") == 0.0
    )
    places = sum(any(part.role == "swap" for part in template) for template in templates)
    if places < _FEWEST_PLACES:
        raise TrainingDataError(
            f"{file}: behaviour cases need neutral sentences with a word to swap; it has {places}, not "
            f"{_FEWEST_PLACES}"
        )
    return templates
