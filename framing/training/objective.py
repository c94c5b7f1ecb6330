"""The loss: every label a data set carries, each data set by its own standard."""

import torch
from torch import Tensor, nn

from framing.model.network import FramingOutput
from framing.training.batches import LabelSets, TrainingBatch
from framing.training.standards import CHANGED, TAUGHT

OWN_WEIGHT = 0.5
FRAME_WEIGHT = 0.25
"""Weight of each label other than ``loaded``: there are many, and they come together."""


class Objective(nn.Module):
    """Masked binary cross-entropy over sentences and words.

    Annotators of different data sets draw the line of ``loaded`` in different places: experts call
    half of a sample loaded, a language model under our codebook more, and of other sentences. Each data
    set therefore gets a scale and an offset of its own on the shared logit, and for sentences a
    direction of its own that is added; those of the reference stay at 1 and 0, so that the shipped
    logit speaks by the reference's standard.

    Args:
        labels: The labels to learn.
        references: Data sets whose standard is shipped, for sentences and for words.
        word_weight: Weight of the word loss.
        width: Size of the network's states.
    """

    def __init__(
        self, labels: LabelSets, references: tuple[str, str], *, word_weight: float, width: int
    ) -> None:
        super().__init__()
        n = len(labels.data_sets)
        self.log_scale = nn.Parameter(torch.zeros(n, 2))
        self.offset = nn.Parameter(torch.zeros(n, 2))
        self.direction = nn.Parameter(torch.zeros(n, width))
        free = torch.ones(n, 2)
        for column, name in enumerate(references):
            free[labels.data_sets.index(name), column] = 0.0
        for name in {TAUGHT, CHANGED}.intersection(labels.data_sets):
            free[labels.data_sets.index(name)] = 0.0
        self.free: Tensor
        self.register_buffer("free", free)
        self.word_weight = word_weight
        weights = [1.0 if name == "loaded" else FRAME_WEIGHT for name in labels.sentence]
        self.weights: Tensor
        self.register_buffer("weights", torch.tensor(weights))
        self._sentence_place = labels.sentence.index("loaded") if "loaded" in labels.sentence else None
        self._word_place = labels.word.index("loaded") if "loaded" in labels.word else None

    def forward(self, output: FramingOutput, batch: TrainingBatch) -> Tensor:
        """Compute the loss of one batch.

        Args:
            output: The network's logits.
            batch: The labels.

        Returns:
            A scalar: mean over sentences of their weighted loss.
        """
        scale = torch.exp(self.log_scale * self.free)[batch.data_set]
        offset = (self.offset * self.free)[batch.data_set]
        direction = (self.direction * self.free[:, :1])[batch.data_set]
        # Of all words, and of the source's own.
        line = offset[:, :1] + torch.einsum("nkw,nw->nk", output.means.float(), direction)
        # The loss is always taken in fp32: a masked mean of small terms loses too much in bf16.
        sentence = _restandard(output.sentence.float(), self._sentence_place, scale[:, :1], line[:, :1])
        words = _restandard(output.words.float(), self._word_place, scale[:, 1:, None], offset[:, 1:, None])
        own = output.own.float() * scale[:, 0] + line[:, 1]
        n = len(batch.ids)
        loss = (_masked(sentence, batch.sentence) * self.weights).sum() / n
        loss = loss + OWN_WEIGHT * _masked(own, batch.own).sum() / n
        # Pieces of long sentences count no more than those of short ones would in a batch of their own.
        return loss + self.word_weight * _masked(words, batch.words).sum() / batch.ids.numel()


def _restandard(logits: Tensor, place: int | None, scale: Tensor, offset: Tensor) -> Tensor:
    if place is None:
        return logits
    changed = logits[..., place : place + 1] * scale + offset
    return torch.cat([logits[..., :place], changed, logits[..., place + 1 :]], dim=-1)


def _masked(logits: Tensor, targets: Tensor) -> Tensor:
    known = ~torch.isnan(targets)
    loss = nn.functional.binary_cross_entropy_with_logits(
        logits, torch.where(known, targets, torch.zeros_like(targets)), reduction="none"
    )
    return loss * known
