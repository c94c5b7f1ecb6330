"""What every engine offers: batches in, logits out, in the same order."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

from framing.model.pieces import Batch


@dataclass(frozen=True, slots=True, eq=False)
class Logits:
    """Raw outputs for one batch.

    Attributes:
        sentence: One per sentence label. Shape: ``(n, n_sentence_labels)``, float32.
        own: ``loaded`` for the source's own words; meaningless where a row has none. Shape: ``(n,)``.
        words: One per piece and word label. Shape: ``(n, length, n_word_labels)``, float32.
    """

    sentence: npt.NDArray[np.float32]
    own: npt.NDArray[np.float32]
    words: npt.NDArray[np.float32]


class Engine(Protocol):
    """A way to run a checkpoint."""

    @property
    def name(self) -> str:
        """Name of the engine with its number format, for ``run.json``."""
        ...

    def run(self, batches: Iterable[Batch]) -> Iterator[Logits]:
        """Run batches through the network.

        Args:
            batches: Read lazily, a few ahead of what was yielded.

        Returns:
            One result per batch, in the order of the batches.
        """
        ...
