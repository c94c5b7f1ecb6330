"""Which labels a run learns: the project's, or those that one's own data carry."""

from framing.labelled.layouts import LAYOUTS
from framing.labels import FRAME_NAMES, ROLE_NAMES
from framing.model.checkpoint import Checkpoint
from framing.training.batches import LabelSets
from framing.training.partition import Partition
from framing.training.settings import Settings
from framing.training.standards import CHANGED

LOADED = "loaded"


def label_sets(settings: Settings, parts: Partition, origin: Checkpoint | None) -> LabelSets:
    """Gather the labels of a run.

    Args:
        settings: The run.
        parts: Its data.
        origin: Checkpoint that the run goes on from, or ``None``.

    Returns:
        The project's labels where a data set has one of its layouts, then those that the data carry
        besides: ``loaded`` first, the others by name.
    """
    project = any(data_set.layout in LAYOUTS for data_set in settings.data.values())
    examples = (*parts.train, *parts.inner, *parts.scored)
    sentence = {label for example in examples for label in example.labels}
    word = {label for example in examples for label in example.spans}
    if LOADED in sentence and origin is not None and LOADED in origin.word_labels:
        # What the sentence's logit is built on goes along, even where no word of the data is labelled.
        word.add(LOADED)
    known = ((LOADED, *FRAME_NAMES), (LOADED, *ROLE_NAMES)) if project else ((), ())
    return LabelSets(_ordered(sentence, known[0]), _ordered(word, known[1]), (*settings.data, CHANGED))


def _ordered(carried: set[str], first: tuple[str, ...]) -> tuple[str, ...]:
    rest = sorted(carried - set(first), key=lambda label: (label != LOADED, label))
    return (*first, *rest)
