"""The network: one encoder, a sentence head and a word head."""

from collections.abc import Sequence
from typing import NamedTuple

import torch
from torch import Tensor, nn
from transformers import AutoModel, PreTrainedModel

from framing.model.config import FramingConfig
from framing.model.pieces import OWN, PADDING, QUOTED

WORD_PRIOR = -3.0
"""First log-odds of the word head: about one word in twenty is loaded or cast in a role."""


class FramingOutput(NamedTuple):
    """Logits of one batch.

    Attributes:
        sentence: Per sentence label. Shape: ``(n, n_sentence_labels)``.
        own: ``loaded`` for the source's own words. Shape: ``(n,)``.
        words: Per piece and word label. Shape: ``(n, length, n_word_labels)``.
        means: What the sentence head read: the mean piece state of all words, and of the source's own.
            Shape: ``(n, 2, width)``.
    """

    sentence: Tensor
    own: Tensor
    words: Tensor
    means: Tensor


class FramingModel(PreTrainedModel):  # type: ignore[no-untyped-call]  # transformers leaves it untyped
    """Reads sentences as pieces, gives logits for sentences and for words.

    The logit of ``loaded`` is a linear function of the mean piece state plus a learned share of
    the word head's evidence, pooled like a soft maximum: one loaded word makes a sentence
    loaded, however long the sentence. ``own`` is the same function over the source's own pieces,
    so that the two agree exactly where nothing is quoted.

    Args:
        config: Its config.
    """

    config_class = FramingConfig
    base_model_prefix = "framing"

    def __init__(self, config: FramingConfig) -> None:
        super().__init__(config)
        self.encoder = AutoModel.from_config(config.encoder_config())  # type: ignore[no-untyped-call]
        if hasattr(self.encoder, "pooler"):
            self.encoder.pooler = None
        width = self.encoder.config.hidden_size
        # No layer can be without outputs: where a checkpoint has no labels of a kind, `_told` cuts it off.
        self.sentence_head = nn.Linear(width, max(1, len(config.sentence_labels)))
        self.word_head = nn.Linear(width, max(1, len(config.word_labels)))
        self.word_share = nn.Parameter(torch.tensor(0.5))
        self.dropout = nn.Dropout(0.1)
        labels = (config.sentence_labels, config.word_labels)
        self._places = tuple(names.index("loaded") if "loaded" in names else None for names in labels)
        self.post_init()  # type: ignore[no-untyped-call]
        with torch.no_grad():
            self.word_head.bias.fill_(WORD_PRIOR)

    def forward(self, input_ids: Tensor, kinds: Tensor, **_: object) -> FramingOutput:
        """Compute the logits.

        Args:
            input_ids: Piece ids. Shape: ``(n, length)``.
            kinds: Kind of each piece, as in `framing.model.pieces`. Shape: ``(n, length)``.

        Returns:
            The logits.
        """
        attention = (kinds != PADDING).long()
        states = self.encoder(input_ids=input_ids, attention_mask=attention).last_hidden_state
        words = _told(self.word_head(self.dropout(states)), self.config.word_labels)
        said, own_mask = kinds >= QUOTED, kinds == OWN
        means = self.dropout(torch.stack([self._mean(states, mask) for mask in (said, own_mask)], dim=1))
        sentence = _told(self.sentence_head(means[:, 0]), self.config.sentence_labels)
        if self._places[0] is None:
            own = torch.zeros_like(sentence[:, :0].sum(1))
            return FramingOutput(sentence=sentence, own=own, words=words, means=means)
        own = self.sentence_head(means[:, 1])[:, self._places[0]]
        if self._places[1] is not None:
            # Words are learned from labelled words alone: what is known of a whole sentence would be
            # spread over words that do not carry it.
            evidence = words[:, :, self._places[1]].detach()
            is_loaded = nn.functional.one_hot(
                torch.tensor(self._places[0], device=words.device), sentence.shape[1]
            ).to(sentence.dtype)
            sentence = sentence + self._pooled_evidence(evidence, said)[:, None] * is_loaded
            own = own + self._pooled_evidence(evidence, own_mask)
        return FramingOutput(sentence=sentence, own=own, words=words, means=means)

    def _pooled_evidence(self, evidence: Tensor, mask: Tensor) -> Tensor:
        hidden = torch.where(mask, evidence, torch.full_like(evidence, -30.0))
        return self.word_share * torch.logsumexp(hidden, dim=1)

    @staticmethod
    def _mean(states: Tensor, mask: Tensor) -> Tensor:
        weight = mask.to(states.dtype)[:, :, None]
        return (states * weight).sum(1) / weight.sum(1).clamp(min=1.0)


def _told(logits: Tensor, labels: Sequence[str]) -> Tensor:
    return logits if labels else logits[..., :0]


AutoModel.register(FramingConfig, FramingModel)
